"""How long an export takes, and how much memory: python -m tests.benchmarks.exporting

Whole processes, side by side: every command once a round, and the medians of all rounds. An export is compared with
lame and ffmpeg, which encode the same PCM and do nothing else, and with a plain pydub script, which gets the cue list
and the clips for nothing and lays them over silence; that one runs once. lame and ffmpeg must be there.
"""

import os
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
import wave
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from voicecoach import Choices, compile_session, load_workout, voice_for
from voicecoach.audio import MIX_RATE_HZ
from voicecoach.units import clock

SCRIPT = "lower-body-activation"
ROUNDS = 8
RUNS = 5

PYDUB = "pydub, one run"
COMPARED = (
    ("export, warm", "lame"),
    ("export, warm", "ffmpeg"),
    ("export, cold", "lame"),
    (PYDUB, "export, warm"),
    ("ten times the rounds, warm", "export, warm"),
    ("ten times the rounds, cold", "export, cold"),
)

TEN_HOURS = """---
rest: 20 s
---
# Ten hours

## One: 85 rounds, rest 45 s between rounds

- Squats: 10 reps
- Lunges: 10 reps each side
- Plank: 30 s

## Two: 85 rounds, rest 45 s between rounds

- Push-ups: 10 reps
- Rows: 10 reps each arm
- Hollow hold: 30 s
"""


@dataclass(frozen=True, slots=True)
class Run:
    """What one process took: seconds on the clock, and megabytes of memory at its peak."""

    seconds: float
    megabytes: float


def run(*command: str | Path, cache: Path | None = None) -> Run:
    """Run a program to its end; with a cache of its own, where one is given."""
    environment = os.environ | ({"XDG_CACHE_HOME": str(cache)} if cache else {})
    begun = time.perf_counter()
    process = subprocess.Popen(
        list(map(str, command)), env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE
    )
    words = process.stderr.read() if process.stderr else b""
    _, status, usage = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        raise SystemExit(f"{command} failed: {words.decode()}")
    return Run(time.perf_counter() - begun, usage.ru_maxrss / 1024)


def exported(script: str | Path, target: Path, cache: Path, *options: str) -> Run:
    """Export a script as a person would."""
    return run(sys.executable, "-m", "voicecoach", "export", script, *options, "-o", target, cache=cache)


def write_cues(folder: Path) -> None:
    """Write the cue list of the session, and the clips that are heard in it."""
    workout = load_workout(SCRIPT).or_raise()
    voice = voice_for(workout)
    session = compile_session(workout, Choices(rounds=ROUNDS), voice)
    timeline, clips = session.timeline, session.clips
    (folder / "cues.json").write_text(timeline.to_json(), "utf-8")
    for number, heard in enumerate(dict.fromkeys(cue.heard for cue in timeline.cues)):
        with wave.open(str(folder / f"{number}.wav"), "wb") as file:
            file.setparams((1, 2, MIX_RATE_HZ, 0, "NONE", ""))
            file.writeframes(clips[heard].pcm)
    print(f"{SCRIPT}, {ROUNDS} rounds: {clock(timeline.duration_ms)}, {len(timeline.cues)} cues")


def commands_in(folder: Path) -> dict[str, Callable[[], Run]]:
    """Return what is run side by side; the warm cache is filled, and the PCM for lame and ffmpeg is there."""
    warm, cold, wav = folder / "warm", folder / "cold", folder / "in.wav"
    rounds, ten_times = ("--rounds", str(ROUNDS)), ("--rounds", str(10 * ROUNDS))
    for target, options in ((wav, rounds), (folder / "a.mp3", rounds), (folder / "a.mp3", ten_times)):
        exported(SCRIPT, target, warm, *options)

    def exported_cold(*options: str) -> Run:
        shutil.rmtree(cold, ignore_errors=True)
        return exported(SCRIPT, folder / "cold.mp3", cold, *options)

    return {
        "lame": lambda: run("lame", "--quiet", "-m", "m", "-b", "64", wav, folder / "lame.mp3"),
        "ffmpeg": lambda: run("ffmpeg", "-v", "error", "-y", "-i", wav, "-b:a", "64k", folder / "ffmpeg.mp3"),
        "export, warm": lambda: exported(SCRIPT, folder / "warm.mp3", warm, *rounds),
        "export, cold": lambda: exported_cold(*rounds),
        "ten times the rounds, warm": lambda: exported(SCRIPT, folder / "long.mp3", warm, *ten_times),
        "ten times the rounds, cold": lambda: exported_cold(*ten_times),
    }


def print_times(taken: Mapping[str, Sequence[float]]) -> None:
    """Print the medians with their least and most, and how they compare."""
    seconds = {name: statistics.median(times) for name, times in taken.items()}
    for name, times in taken.items():
        print(f"{name:28}{seconds[name]:8.2f} s  ({min(times):.2f}-{max(times):.2f})")
    print()
    for one, other in COMPARED:
        print(f"{one} / {other}: {seconds[one] / seconds[other]:.3f}")


def print_ten_hours(folder: Path) -> None:
    """Print time and memory of a session of ten hours."""
    script = folder / "ten-hours.md"
    script.write_text(TEN_HOURS, "utf-8")
    for state in ("cold", "warm"):
        taken = exported(script, folder / "ten-hours.mp3", folder / "ten-hours")
        print(f"ten hours, {state}: {taken.seconds:.1f} s, {taken.megabytes:.0f} MB at the peak")


def main() -> None:
    """Run everything, and print what it took."""
    with tempfile.TemporaryDirectory() as temporary:
        folder = Path(temporary)
        write_cues(folder)
        commands = commands_in(folder)
        runs = [{name: command().seconds for name, command in commands.items()} for _ in range(RUNS)]
        overlay = run(sys.executable, "-m", "tests.benchmarks.overlay", folder / "cues.json", folder, folder / "b.mp3")
        print_times({name: [one[name] for one in runs] for name in commands} | {PYDUB: [overlay.seconds]})
        print_ten_hours(folder)


if __name__ == "__main__":
    main()
