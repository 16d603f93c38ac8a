"""What tests of several rooms share: the real default voice, compiled timelines, decoders, and the needs of a test."""

import ctypes.util
import importlib.util
import os
import shutil
import signal
import sys
import time
import wave
from collections.abc import Callable, Mapping
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from hypothesis import HealthCheck, Phase, settings

from voicecoach.audio import Clip
from voicecoach.compiler import compile_session
from voicecoach.library import load_script
from voicecoach.script import read_script
from voicecoach.session import Choices
from voicecoach.speech import Voice, VoiceSettings, open_voice
from voicecoach.speech.cache import ClipCache
from voicecoach.timeline import Heard, Timeline
from voicecoach.workout import Workout

ROOT = Path(__file__).parents[1]
SHIPPED = ("lower-body-activation", "upper-body-activation")
ALL_SCRIPTS = sorted((ROOT / "scripts").rglob("*.md"))
"""Every page that ships: the scripts, the shared movements, what a new script begins with."""

SESSIONS = tuple(path for path in ALL_SCRIPTS if path.parent.name != "movements")
"""The pages among them that are sessions."""

REPRESENTATIVE = {"activation-superset", "emom", "five-three-one", "for-time", "isometric-row", "sun-salutation"}
"""Sessions that together have whatever the language can say: links, starts on the clock, sets that wait, loads,
levels, tempo, sides, holds, breaths and caps."""

SWEEP = [
    pytest.param(path, id=path.stem, marks=() if path.stem in REPRESENTATIVE else pytest.mark.slow) for path in SESSIONS
]
"""What a test runs through for whatever ships: the representative sessions, and all of them behind ``slow``."""

PATIENCE_S = 60.0
"""Wait this long for something that has to happen soon: a busy machine may take its time."""

THOROUGHNESS = int(os.environ.get("VOICECOACH_TEST_THOROUGHNESS", "1"))
"""How many times the usual number of examples a property test tries: each is cheap, and one finds most mistakes."""

# A busy machine makes no example fail for the time it took.
# Without the phase that explains a failure: it traces every line, which takes minutes for a whole session.
PHASES = tuple(phase for phase in Phase if phase is not Phase.explain)
settings.register_profile(
    "voicecoach",
    deadline=None,
    max_examples=60 * THOROUGHNESS,
    suppress_health_check=[HealthCheck.too_slow],
    phases=PHASES,
)
settings.load_profile("voicecoach")

# Under nohup, or in the background of a shell, what tests start is to end by these signals all the same: a program
# inherits that a signal is ignored, and no handler.
for number in (signal.SIGINT, *([signal.SIGHUP] if hasattr(signal, "SIGHUP") else [])):
    if signal.getsignal(number) is signal.SIG_IGN:
        signal.signal(number, lambda *_: None)

Compile = Callable[..., tuple[Timeline, Mapping[Heard, Clip]]]


def pytest_xdist_auto_num_workers() -> int:
    """Return the number of workers: one for each processor, and one that mostly waits for real time."""
    return len(os.sched_getaffinity(0)) + 1 if hasattr(os, "sched_getaffinity") else (os.cpu_count() or 1) + 1


@pytest.hookimpl(tryfirst=True)  # before pytest-xdist reads the groups
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Run what depends on real time on one worker, one test after the other, and from the start."""
    for item in items:
        if item.get_closest_marker("realtime"):
            item.add_marker(pytest.mark.xdist_group("realtime"))
    items.sort(key=lambda item: item.get_closest_marker("realtime") is None)


def need(program: str) -> str:
    """Return the path of a program that a test needs; without it the test is skipped, but fails where all must run."""
    return shutil.which(program) or _without(program)


def need_library(name: str) -> str:
    """Return the name of a shared library that a test needs; without it the test is skipped or fails, as above."""
    return ctypes.util.find_library(name) or _without(name)


def need_package(name: str) -> str:
    """Return the name of a Python package that a test needs; without it the test is skipped or fails, as above."""
    return name if importlib.util.find_spec(name) else _without(name)


def _without(what: str) -> str:
    if os.environ.get("VOICECOACH_TEST_ALL"):
        pytest.fail(f"{what} is not here, and nothing is to be skipped")
    pytest.skip(f"{what} is not installed")


def wait_until(
    condition: Callable[[], object], complaint: Callable[[], object] = lambda: "in vain", turn_s: float = 0.01
) -> None:
    """Wait until a condition holds, and look every ``turn_s``; fail with the complaint if it never does."""
    deadline = time.monotonic() + PATIENCE_S
    while not condition():
        assert time.monotonic() < deadline, complaint()
        time.sleep(turn_s)


def names_in(folder: Path) -> list[str]:
    """Return what is in a folder."""
    return sorted(path.name for path in folder.iterdir())


def write_tones(path: Path, seconds: float, left_hz: float, right_hz: float) -> Path:
    """Write a WAV file for tests of music, at 48 kHz: a steady tone on the left, and one on the right."""
    times = np.arange(round(seconds * 48_000)) / 48_000
    tones = 8000 * np.sin(2 * np.pi * np.outer(times, (left_hz, right_hz)))
    with wave.open(str(path), "wb") as file:
        file.setnchannels(2)
        file.setsampwidth(2)
        file.setframerate(48_000)
        file.writeframes(tones.astype("<i2").tobytes())
    return path


def read(text: str) -> Workout:
    """Read a script that must have no errors."""
    return read_script(text, "test.md").or_raise()


@pytest.fixture(scope="session")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A home for this worker: no test reads or fills the person's scripts or settings."""
    return tmp_path_factory.mktemp("home")


@pytest.fixture(scope="session")
def cache_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A cache for the whole run, shared by all workers: a text is spoken once, and found by the programs too."""
    base = tmp_path_factory.getbasetemp()
    return (base.parent if "PYTEST_XDIST_WORKER" in os.environ else base) / "cache"


@pytest.fixture(scope="session")
def environment(home: Path, cache_folder: Path) -> dict[str, str]:
    """The environment for a voicecoach that runs as a program: its own home, nothing that CI or a shell has set."""
    kept = {key: value for key, value in os.environ.items() if not key.startswith(("XDG_", "VOICECOACH_", "PYTEST_"))}
    return kept | {"HOME": str(home), "XDG_CACHE_HOME": str(cache_folder), "XDG_DATA_HOME": str(home / "data")}


@pytest.fixture(scope="session")
def program() -> list[str]:
    """The command line, as a program."""
    return [sys.executable, "-m", "voicecoach"]


@pytest.fixture(scope="session")
def voice(cache_folder: Path) -> Voice:
    """The real default voice; its clips are kept where a voicecoach in the test's environment finds them."""
    return open_voice(cache=ClipCache(cache_folder / "voicecoach" / "clips"))


@pytest.fixture(scope="session", params=["hibari", "pyttsx3"])
def either_voice(request: pytest.FixtureRequest, voice: Voice) -> Voice:
    """Each of the two voices that speak English: the natural default, and the system's."""
    return open_voice(VoiceSettings(request.param), cache=voice.cache)


@pytest.fixture(scope="session")
def compile_shipped(voice: Voice) -> Compile:
    """Compile a shipped script with the real default voice, in English or in another language."""
    return compiler_with(voice)


@pytest.fixture(scope="session")
def compile_in_either_voice(either_voice: Voice) -> Compile:
    """Compile a shipped script with each of the voices that speak English."""
    return compiler_with(either_voice)


def compiler_with(voice: Voice) -> Compile:
    """Return what compiles a shipped script with an English voice, or with the default voice of another language."""
    voices = {"en": voice}

    def compile_(
        name: str, choices: Choices | None = None, language: str = "en"
    ) -> tuple[Timeline, Mapping[Heard, Clip]]:
        speaks = voices.setdefault(language, open_voice(language=language, cache=voice.cache))
        found = load_script(name)
        workout = replace(read_script(found.text, found.path).or_raise(), language=language)
        session = compile_session(workout, choices or Choices(), speaks)
        return session.timeline, session.clips

    return compile_
