"""The command line as a person and a shell see it; in a true process where that makes a difference."""

import json
import re
import shutil
import signal
import subprocess
import sys
import time
import wave
from pathlib import Path

import click
import pytest

from tests.conftest import PATIENCE_S, SHIPPED, names_in, need_library, wait_until, write_tones
from voicecoach import __version__
from voicecoach.cli.parameter_types import OneOf
from voicecoach.cli.program import cli
from voicecoach.units import length_text

GOOD = "# Mine\n\n## Sequence: 2 rounds, rest 5 s\n\n- Squat: 3 reps\n- Plank: 5 s\n"


@pytest.fixture
def own_scripts(environment):
    """The folder of one's own scripts, which is not there otherwise."""
    folder = Path(environment["XDG_DATA_HOME"]) / "voicecoach/scripts"
    folder.mkdir(parents=True)
    yield folder
    shutil.rmtree(folder)


def test_version_and_help(run):
    assert run("--version").stdout == f"voicecoach, version {__version__}\n"
    for command in (
        "",
        "list",
        "show",
        "check",
        "fmt",
        "new",
        "compile",
        "play",
        "say",
        "export",
        "record",
        "voices",
        "devices",
        "config",
        "cache",
        "doctor",
    ):
        done = run(*command.split(), "--help")
        assert done.stdout.startswith("Usage: voicecoach")
    assert "voicecoach export lower-body-activation" in run("export", "--help").stdout
    assert "--device headphones" in run("devices", "--help").stdout


def test_the_list_of_commands_says_all_of_each_on_a_line_of_80_columns(run):
    _, _, commands = run("--help").stdout.partition("Commands:\n")
    assert [line for line in commands.splitlines() if len(line) > 80 or line.endswith("...")] == []


def test_a_mistyped_word_is_answered_with_the_one_that_was_meant(run):
    failed = run("check", "x", "--verbosity", "breif", check=False)
    assert failed.stderr.endswith("'detailed'. Did you mean 'brief'?\n")
    assert "Did you mean" not in run("check", "x", "--verbosity", "loud", check=False).stderr


def test_every_option_of_several_words_suggests_one():
    with click.Context(cli) as context:
        commands = [command for name in cli.list_commands(context) if (command := cli.get_command(context, name))]
    types = [parameter.type for command in commands for parameter in command.params]
    words = [type_ for type_ in types if isinstance(type_, click.Choice)]
    assert len(words) > 10
    assert {type(type_) for type_ in words} == {OneOf}


def test_list_names_every_script_with_its_time_and_equipment(run, own_scripts):
    (own_scripts / "mine.md").write_text(GOOD)
    (own_scripts / "broken.md").write_text("# Broken\n")
    rows = {line.split()[0]: line for line in run("list").stdout.splitlines()}
    assert re.search(r" \d min +mini-band", rows["lower-body-activation"])
    assert "mini-band" in rows["upper-body-activation"]
    assert re.search(r" (1 min|[1-5]\d s) +yours", rows["mine"])
    assert "voicecoach check" in rows["broken"]


@pytest.mark.parametrize("name", SHIPPED)
def test_list_voice_and_cue_list_agree_about_the_length(run, name):
    document = json.loads(run("compile", name).stdout)
    length = length_text(document["duration_ms"])
    (row,) = [line for line in run("list").stdout.splitlines() if line.startswith(f"{name} ")]
    assert f" {length} " in row
    assert f"About {length.removesuffix(' min')} minutes." in [cue["text"] for cue in document["cues"]]


def test_compile_writes_the_cue_list_of_the_contract(run):
    done = run("compile", SHIPPED[0], "--rounds", "3")
    document = json.loads(done.stdout)
    assert list(document)[:9] == [
        "format", "version", "title", "language", "verbosity", "voice", "duration_ms", "steps", "cues",
    ]  # fmt: skip
    assert max(step["round"] for step in document["steps"]) == 3
    assert [step["start_ms"] for step in document["steps"]][1:] == [step["end_ms"] for step in document["steps"]][:-1]
    assert [cue["start_ms"] for cue in document["cues"]] == sorted(cue["start_ms"] for cue in document["cues"])
    assert done.stderr == ""


def test_the_choices_of_the_command_line_reach_the_session(run):
    options = ["--rounds", "2", "--rest", "12", "--round-rest", "0:40", "--verbosity", "brief", "--rate", "180"]
    document = json.loads(run("compile", SHIPPED[1], *options, "--voice", "en-gb+f3").stdout)
    rests = [step["end_ms"] - step["start_ms"] for step in document["steps"] if step["kind"] == "rest"]
    assert rests == [12_000, 12_000, 40_000, 12_000, 12_000]
    assert document["verbosity"] == "brief"
    expected = {"engine": "pyttsx3", "id": "en-gb+f3", "rate_wpm": 180, "say": {}, "pack": None}
    assert document["voice"] == expected


def test_table_and_show_read_like_a_sheet(run):
    table = run("compile", SHIPPED[0], "-f", "table").stdout
    assert re.search(r"\d:\d\d\.\d{3} +\d:\d\d\.\d{3} +Lateral walks, left foot leads +count +1\n", table)
    sheet = run("show", SHIPPED[0]).stdout
    assert "Push your hips back" in sheet
    assert "rounds: 2, the fewest of 2-4" in sheet


def test_a_script_comes_from_a_pipe_and_a_cue_list_goes_to_a_file(run, tmp_path):
    run("compile", "-", "-o", "cues.json", stdin=GOOD)
    assert json.loads((tmp_path / "cues.json").read_text())["title"] == "Mine"


def test_a_cue_list_takes_the_form_of_its_file_or_the_one_that_is_named(run, tmp_path):
    run("compile", "-", "-o", "cues.json", stdin=GOOD)
    beginnings = {"vtt": "WEBVTT", "srt": "1\n00:00:01,", "lrc": "[by:", "csv": "start_ms,", "txt": "0.000000\t"}
    for suffix, beginning in beginnings.items():
        run("compile", "cues.json", "-o", f"mine.{suffix}")
        assert (tmp_path / f"mine.{suffix}").read_text("utf-8").startswith(beginning)
    run("compile", "cues.json", "-f", "table", "-o", "mine.cues")
    assert (tmp_path / "mine.cues").read_text("utf-8").split()[:2] == ["start", "end"]
    assert run("compile", "cues.json", "-f", "srt").stdout == (tmp_path / "mine.srt").read_text("utf-8")
    assert run("compile", "cues.json").stdout == (tmp_path / "cues.json").read_text("utf-8")
    assert "-o session.lrc" in run("compile", "--help").stdout


def test_a_newer_cue_list_takes_the_place_of_an_older_one_that_says_whose_it_is(run, tmp_path):
    (tmp_path / "mine.md").write_text(GOOD)
    for suffix in ("json", "csv", "vtt", "lrc", "srt"):
        run("compile", "mine.md", "-o", f"mine.{suffix}")
        again = ("compile", "mine.md", "--rounds", "1", "--verbosity", "brief", "-o", f"mine.{suffix}")
        assert run(*again, check=False).returncode == (4 if suffix == "srt" else 0)
        run(*again, "--force")


def test_a_saved_cue_list_exports_to_the_same_audio_as_its_script(run, tmp_path):
    (tmp_path / "mine.md").write_text(GOOD)
    run("compile", "mine.md", "--rounds", "1", "-o", "cues.json")
    run("export", "mine.md", "--rounds", "1", "-o", "a.mp3")
    run("export", "cues.json", "-o", "b.mp3")
    assert (tmp_path / "a.mp3").read_bytes() == (tmp_path / "b.mp3").read_bytes()


def test_export_names_its_file_after_the_script_or_writes_to_a_pipe(run, run_program, tmp_path):
    (tmp_path / "mine.md").write_text(GOOD)
    done = run("export", "mine.md", "--verbosity", "quiet")
    assert done.stdout == ""
    assert "mine.mp3: 0:" in done.stderr
    piped = run_program("export", "mine.md", "--verbosity", "quiet", "-o", "-", encoding=None)
    assert piped.stdout == (tmp_path / "mine.mp3").read_bytes()


def test_export_splits_a_session_into_a_folder_of_tracks(run, tmp_path):
    (tmp_path / "mine.md").write_text(GOOD)
    quiet = ("export", "mine.md", "--verbosity", "quiet", "--split")
    done = run(*quiet, "round")
    assert done.stdout == ""
    assert re.search(r"^mine: 4 tracks, 0:\d\d, \d\.\d MB, mine.Mine\.m3u8$", done.stderr, re.MULTILINE)
    (tmp_path / "phone").mkdir()
    run(*quiet, "set", "-f", "opus", "--sidecar", "lrc", "-o", "phone")
    kinds = [Path(name).suffix for name in names_in(tmp_path / "phone")]
    assert (kinds.count(".opus"), kinds.count(".lrc"), kinds.count(".m3u8")) == (6, 6, 1)
    tracks = [line for line in (tmp_path / "phone/Mine.m3u8").read_text("utf-8").splitlines() if line[0] != "#"]
    assert tracks == [name for name in names_in(tmp_path / "phone") if name.endswith(".opus")]
    (tmp_path / "phone/01 Mine.opus").write_bytes(b"somebody's song")
    assert "not created by voicecoach" in run(*quiet, "set", "-f", "opus", "-o", "phone", check=False).stderr


def test_an_interrupted_export_of_tracks_leaves_nothing(start, tmp_path):
    (tmp_path / "long.md").write_text("# Long\n\n## G: 90 rounds, rest 60 s\n\n- Squat: 100 reps\n")
    process = start("export", "long.md", "--verbosity", "quiet", "--split", "set", "-f", "wav", "-o", "long")
    wait_until(lambda: list(tmp_path.glob("long/02*.wav")))
    process.send_signal(signal.SIGINT)
    _, said = process.communicate(timeout=PATIENCE_S)
    assert process.returncode == 130
    assert said.endswith("interrupted\n")
    assert names_in(tmp_path) == ["long.md"]


def test_check_prints_problems_and_leaves_with_one(run, tmp_path):
    (tmp_path / "good.md").write_text(GOOD)
    (tmp_path / "bad.md").write_text(GOOD.replace("3 reps", "3 rpes"))
    (tmp_path / "range.md").write_text(GOOD.replace("3 reps", "8-12 rpes"))
    assert "did you mean 'reps'?" in run("check", "range.md", check=False).stdout
    assert run("check", "good.md").stdout == "good.md: no problems\n"
    done = run("check", "good.md", "bad.md", check=False)
    assert done.returncode == 1
    assert "bad.md:5:12: error: unknown unit 'rpes'" in done.stdout
    assert "did you mean 'reps'?" in done.stdout


BAD_INPUT = {
    "a missing file": (["export", "nothing.md"], 1, "there is no script 'nothing.md'"),
    "a mistyped name": (["show", "lower-body-activaton"], 1, "did you mean 'lower-body-activation'?"),
    "a folder": (["compile", "folder"], 1, "is a folder"),
    "not Markdown": (["compile", "song.mp3"], 1, "not UTF-8 text"),
    "a page without a title": (["export", "diary.md"], 1, "it has no title"),
    "an unknown unit": (["play", "units.md", "--output", "null"], 1, "unknown unit 'rpes'"),
    "a voice that does not exist": (["export", "good.md", "--voice", "nobody"], 3, "there is no voice 'nobody'"),
    "an engine that does not exist": (["export", "good.md", "--engine", "gramophone"], 2, "'pyttsx3'"),
    "a folder that does not exist": (["export", "good.md", "-o", "no/where.mp3"], 4, "the folder no does not exist"),
    "a target that is a folder": (["export", "good.md", "-o", "folder.mp3"], 4, "cannot be written"),
    "an unknown format": (
        ["export", "good.md", "-o", "a.aiff"],
        4,
        "one of: .mp3, .m4a, .m4b, .opus, .ogg, .flac, .wav",
    ),
    "somebody's song": (["export", "good.md", "-o", "song.mp3"], 4, "not created by voicecoach"),
    "no plan": (["export", "--plan", "nope.toml"], 1, "nope.toml cannot be read: No such file"),
    "no voice of an engine": (["voices", "--engine", "piper"], 3, "there is no Piper voice for 'en'"),
    "no rounds": (["compile", "good.md", "--rounds", "0"], 2, "0 rounds are not possible"),
    "a rest that is no time": (["compile", "good.md", "--rest", "soon"], 2, "not a length of time"),
    "a rest of a day": (["compile", "good.md", "--rest", "86400"], 2, "is not possible"),
    "a broken cue list": (["play", "cues.json", "--output", "null"], 1, "not a cue list"),
    "choices for a cue list": (["export", "cues.json", "--rounds", "3"], 2, "cannot be changed"),
    "two scripts for one file": (["export", "good.md", "good.md", "-o", "a.mp3"], 2, "one file"),
    "tracks in a pipe": (["export", "good.md", "--split", "set", "-o", "-"], 2, "a pipe cannot take tracks"),
    "tracks in a file": (["export", "good.md", "--split", "set", "-o", "a.mp3"], 2, "tracks need a folder"),
    "tracks in no folder": (["export", "good.md", "--split", "set", "-o", "no/where"], 4, "mkdir -p no"),
    "a file where tracks should be": (["export", "good.md", "--split", "set", "-o", "diary.md"], 4, "not a folder"),
    "a bit rate that Opus has not": (["export", "good.md", "-o", "a.opus", "--bitrate", "300"], 2, "at most 256"),
    "a bit rate for what has none": (["export", "good.md", "-o", "a.wav", "--bitrate", "96"], 2, "no bit rate"),
    "no number of decibels": (["export", "good.md", "--voice-gain", "nan"], 2, "not a gain"),
    "a sidecar for a pipe": (["export", "good.md", "-o", "-", "--sidecar", "lrc"], 2, "cannot take a sidecar"),
    "a name that is too long": (["export", "good.md", "-o", "x" * 260 + ".mp3"], 4, "cannot be written"),
    "no music there": (["export", "good.md", "--music", "nothing.mp3"], 1, "there is no music at nothing.mp3"),
    "words for music": (["export", "good.md", "--music", "diary.md"], 1, "diary.md"),
    "a device for no device": (
        ["play", "good.md", "--output", "null", "--device", "x"],
        4,
        "no devices to choose from",
    ),
    "a device that is not there": (["play", "good.md", "--device", "gramophone"], 4, "no sound device called"),
    "an unknown command": (["exprot", "good.md"], 2, "No such command"),
    "a rest that is no number": (["compile", "good.md", "--rest", "nan"], 2, "not a length of time"),
    "a rest of ninety seconds a minute": (["compile", "good.md", "--rest", "1:90"], 2, "not a length of time"),
    "a voice for a cue list": (["export", "cues.json", "--rate", "200"], 2, "cannot be changed"),
    "a workout as the target of its cue list": (
        ["compile", "good.md", "-o", "work.json"],
        4,
        "not created by voicecoach",
    ),
    "a form that there is not": (["compile", "good.md", "-f", "ass"], 2, "'labels'"),
    "a script as the target of its cue list": (["compile", "good.md", "-o", "good.md"], 4, "not created by voicecoach"),
    "scripts of one name": (["export", "good.md", "folder/good.md"], 2, "would become good.mp3"),
    "a full disk": (["compile", "good.md", "-o", "/dev/full"], 4, "it is not a file"),
    "a cue list into no folder": (["compile", "good.md", "-o", "no/cues.json"], 4, "cannot be written"),
}


@pytest.mark.parametrize("case", BAD_INPUT)
def test_bad_input_gives_one_clear_message_and_no_traceback(run, tmp_path, case):
    arguments, code, message = BAD_INPUT[case]
    (tmp_path / "folder").mkdir()
    (tmp_path / "folder.mp3").mkdir()
    (tmp_path / "good.md").write_text(GOOD)
    (tmp_path / "units.md").write_text(GOOD.replace("3 reps", "3 rpes"))
    (tmp_path / "diary.md").write_text("Dear diary\n")
    (tmp_path / "song.mp3").write_bytes(b"\xff\xfb\x90\x64" * 100)
    (tmp_path / "cues.json").write_text('{"format": "voicecoach/cues", "version": 1}')
    (tmp_path / "work.json").write_text('{"format": "voicecoach/workout", "version": 1}')
    before = sorted(path.name for path in tmp_path.iterdir())
    done = run(*arguments, check=False)
    assert done.returncode == code, done.stderr
    assert message in done.stderr
    assert "Traceback" not in done.stderr
    assert done.stdout == ""
    assert sorted(path.name for path in tmp_path.iterdir()) == before


def test_a_full_disk_behind_stdout_is_one_message(program, environment):
    with Path("/dev/full").open("w") as full:
        done = subprocess.run(
            [*program, "compile", SHIPPED[0]],
            stdout=full,
            stderr=subprocess.PIPE,
            text=True,
            env=environment,
            check=False,
        )
    assert done.returncode == 4
    assert "No space left" in done.stderr
    assert "Traceback" not in done.stderr


def test_names_in_any_language_pass_through_a_narrow_pipe(run_program, tmp_path):
    (tmp_path / "a.md").write_text(GOOD.replace("Mine", "Übung → 🏋"), "utf-8")
    done = run_program("compile", "a.md", "-f", "table", more={"PYTHONIOENCODING": "cp1252"})
    assert "Übung → 🏋" in done.stdout


def test_odd_things_among_the_own_scripts_break_nothing(run, own_scripts):
    (own_scripts / "folder.md").mkdir()
    (own_scripts / "latin.md").write_bytes("# Übung\n".encode("latin-1"))
    (own_scripts / "dangling.md").symlink_to(own_scripts / "nowhere")
    assert "voicecoach check" in run("list").stdout
    done = run("doctor", check=False)
    assert "FAIL  scripts" in done.stdout
    assert "Traceback" not in done.stderr


def test_doctor_says_what_works_and_what_does_not(run):
    done = run("doctor")
    for part in ("settings", "voice", "cache", "sounds", "formats", "scripts"):
        assert re.search(rf"^ok    {part} ", done.stdout, re.MULTILINE), done.stdout
    failed = run("doctor", "--voice", "nobody", check=False)
    assert failed.returncode == 1
    assert "there is no voice 'nobody'" in failed.stdout


def test_doctor_listens_to_every_recording_of_a_pack(run, tmp_path):
    pack = tmp_path / "pack"
    pack.mkdir()
    write_tones(pack / "halfway.wav", 1, 440, 440)
    assert f"ok    pack     1 recording in {pack}" in run("doctor", "--pack", "pack").stdout
    (pack / "Rest!.mp3").touch()
    failed = run("doctor", "--pack", "pack", check=False)
    assert failed.returncode == 1
    assert f"FAIL  pack     a recording in {pack} cannot be used: Rest!.mp3 cannot be read" in failed.stdout


def test_a_reader_that_has_seen_enough_is_no_error(program, environment):
    command = f"{sys.executable} -m voicecoach compile {SHIPPED[0]} 2>err.txt | head -n 1"
    done = subprocess.run(
        ["sh", "-c", command], capture_output=True, text=True, env=environment, cwd=environment["HOME"], check=True
    )
    assert done.stdout == "{\n"
    assert "Broken" not in Path(environment["HOME"], "err.txt").read_text()


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM], ids=lambda number: number.name)
def test_an_interrupted_export_leaves_nothing(start, tmp_path, number):
    (tmp_path / "long.md").write_text("# Long\n\n## G: 90 rounds, rest 60 s\n\n- Squat: 100 reps\n")
    process = start("export", "long.md", "--verbosity", "quiet", "-o", "long.wav")
    wait_until(lambda: any(path.stat().st_size for path in tmp_path.glob(".*.part")))
    process.send_signal(number)
    _, said = process.communicate(timeout=PATIENCE_S)
    assert process.returncode == 130
    assert said.endswith("interrupted\n")
    assert names_in(tmp_path) == ["long.md"]


@pytest.mark.realtime
def test_play_runs_to_its_end_in_real_time_on_the_null_output(run_program, tmp_path):
    (tmp_path / "short.md").write_text("# Short\n\n## G\n\n- Jump: 1 s\n")
    began = time.monotonic()
    done = run_program("play", "short.md", "--output", "null", "--verbosity", "quiet")
    took = time.monotonic() - began
    steps = [re.sub(r"\d", "0", line) for line in done.stderr.splitlines() if line != "loading"]
    assert steps == [
        "0:00  Short",
        "0:00  Get ready  next: Jump, 0 s",
        "0:00  Jump, 0 s",
        "0:00  Finish",
        "Done: Short, 0:00",
        "0 of 0 set done",
    ]
    assert done.stdout == ""
    assert 8.5 < took < PATIENCE_S


ASOUND = """pcm.!default { type null }
pcm.kitchen { type null; hint { show on; description "Kitchen radio" } }
"""


def test_devices_lists_what_play_takes_or_says_that_there_are_none(run_program, tmp_path):
    need_library("asound")
    alone = {"HOME": str(tmp_path), "XDG_RUNTIME_DIR": str(tmp_path), "PULSE_SERVER": "unix:/nowhere"}
    alone["ALSA_CONFIG_PATH"] = str(tmp_path / "asound.conf")
    (tmp_path / "asound.conf").write_text(ASOUND)
    done = run_program("devices", more=alone)
    assert "Kitchen radio" in done.stdout.splitlines()
    assert done.stderr == ""
    (tmp_path / "asound.conf").write_text("")
    done = run_program("devices", more=alone)
    assert done.stdout == ""
    assert "there is no sound device" in done.stderr
    assert "voicecoach export" in done.stderr


def test_export_lays_music_under_the_coach_and_keeps_silent_where_asked(run, tmp_path):
    (tmp_path / "mine.md").write_text(GOOD)
    (tmp_path / "songs").mkdir()
    write_tones(tmp_path / "songs/one.wav", 2, 440, 660)
    (tmp_path / "songs/two.mp3").write_text("no song")
    quiet = ("export", "mine.md", "--rounds", "1", "--verbosity", "quiet")
    done = run(*quiet, "--music", "songs", "-o", "music.wav")
    assert "two.mp3" in done.stderr
    run(*quiet, "-o", "floor.wav")
    run(*quiet, "--no-keep-awake", "-o", "silent.wav")
    parameters, frames = {}, {}
    for name in ("music", "floor", "silent"):
        with wave.open(str(tmp_path / f"{name}.wav")) as file:
            parameters[name] = (file.getnchannels(), file.getframerate(), file.getnframes() / file.getframerate())
            frames[name] = file.readframes(file.getnframes())
    (channels, rate_hz, seconds), mono = parameters["music"], parameters["floor"]
    assert (channels, rate_hz, mono[:2], mono) == (2, 48_000, (1, 24_000), parameters["silent"])
    assert seconds == mono[2]
    assert b"\0" * 20_000 in frames["silent"]
    assert b"\0" * 200 not in frames["floor"]


ROUTINE = """---
levels: light, heavy
references:
  squat max: 100 kg
rest: 20 s
---
# Routine

## Main: 2-3 rounds

- Squat: 2 x 5 reps at 70% of squat max, self-paced
- Row:   8 reps each side, level heavy

## Progression

- reps: 5, 6, 8
"""


@pytest.fixture
def routine(tmp_path):
    path = tmp_path / "routine.md"
    path.write_text(ROUTINE, "utf-8")
    return path


def test_fmt_prints_the_canonical_form_and_writes_it_back_only_when_asked(run, routine):
    done = run("fmt", str(routine))
    assert done.stdout == ROUTINE.replace("Row:   8", "Row: 8")
    assert routine.read_text("utf-8") == ROUTINE
    routine.chmod(0o640)
    assert "tidied" in run("fmt", "--write", str(routine)).stderr
    assert routine.read_text("utf-8") == done.stdout
    assert routine.stat().st_mode & 0o777 == 0o640
    assert "nothing to change" in run("fmt", "-w", str(routine)).stderr
    assert names_in(routine.parent) == ["routine.md"]


def test_what_is_named_by_a_link_is_written_where_the_link_points(run, tmp_path):
    (tmp_path / "phone").mkdir()
    for name, text in (("mine.md", GOOD.replace(": ", ":  ")), ("mine.json", ""), ("mine.wav", ""), ("mine.lrc", "")):
        (tmp_path / f"phone/{name}").write_text(text)
        (tmp_path / f"phone/{name}").chmod(0o640)
        (tmp_path / name).symlink_to(f"phone/{name}")
    run("compile", "mine.md", "--verbosity", "quiet", "-o", "mine.json")
    run("export", "mine.json", "-o", "mine.wav", "--sidecar", "lrc")
    run("fmt", "--write", "mine.md")
    for link in (path for path in tmp_path.iterdir() if path.name != "phone"):
        assert link.is_symlink()
        assert link.stat().st_size
        assert link.stat().st_mode & 0o777 == 0o640
    assert names_in(tmp_path / "phone") == ["mine.json", "mine.lrc", "mine.md", "mine.wav"]


def test_fmt_of_a_script_with_errors_writes_nothing(run, routine):
    routine.write_text(ROUTINE.replace("5 reps", "5 rpes"), "utf-8")
    done = run("fmt", "-w", str(routine), check=False)
    assert (done.returncode, done.stdout) == (1, "")
    assert "unknown unit 'rpes'" in done.stderr
    assert "5 rpes" in routine.read_text("utf-8")
    assert run("fmt", "-w", "lower-body-activation", check=False).returncode == 2


def test_a_workout_as_json_makes_the_same_session_as_its_script(run, routine):
    as_json = run("fmt", "--to", "json", str(routine)).stdout
    path = routine.with_suffix(".json")
    path.write_text(as_json, "utf-8")
    options = ("--level", "heavy", "--rounds", "2", "--verbosity", "brief")
    from_script, from_json = (json.loads(run("compile", str(name), *options).stdout) for name in (routine, path))
    for document in (from_script, from_json):
        document["notes"] = [note["message"] for note in document["notes"]]
    assert from_script == from_json
    assert run("fmt", str(path)).stdout == ROUTINE.replace("Row:   8", "Row: 8").replace(
        "levels: light, heavy\nreferences:\n  squat max: 100 kg\nrest: 20 s",
        "rest: 20 s\nlevels: light, heavy\nreferences:\n  squat max: 100 kg",
    )
    assert run("check", str(path)).stdout.endswith("no problems\n")
    path.write_text(as_json.replace('"low"', '"lwo"').replace('"name": "Squat"', '"nmae": "Squat"'), "utf-8")
    done = run("check", str(path), check=False)
    assert done.returncode == 1
    assert "groups[0].items[0]" in done.stderr


def test_new_writes_a_script_to_begin_with_and_never_replaces_one(run, tmp_path):
    target = tmp_path / "leg-day.md"
    assert run("new", str(target)).returncode == 0
    assert target.read_text("utf-8").count("# Leg day\n") == 1
    assert run("check", str(target)).stdout.endswith("no problems\n")
    assert run("fmt", str(target)).stdout == target.read_text("utf-8")
    target.write_text("mine", "utf-8")
    done = run("new", str(target), check=False)
    assert (done.returncode, target.read_text("utf-8")) == (4, "mine")
    assert names_in(tmp_path) == ["leg-day.md"]


def test_show_prints_the_ladder_of_stages(run, routine):
    rows = run("show", "--stages", str(routine)).stdout.splitlines()
    assert [row.split() for row in rows] == [["stage", "reps"], ["1", "5"], ["2", "6"], ["3", "8"]]
    ladder = run("show", "lower-body-activation", "--stages").stdout
    assert "When it hurts (--ease N): less load, then fewer rounds." in ladder
    done = run("show", "tabata", "--stages", check=False)
    assert (done.returncode, "no stages" in done.stderr) == (1, True)


def test_choices_of_level_stage_side_reference_and_pace_reach_the_session(run, routine):
    options = (
        "--level",
        "heavy",
        "--stage",
        "3",
        "--first-side",
        "right",
        "--reference",
        "squat max=110 kg",
        "--paced",
    )
    document = json.loads(run("compile", str(routine), "--rounds", "1", "--round-rest", "30", *options).stdout)
    sets = [(step["title"], step["side"], step["waits"]) for step in document["steps"] if step["exercise"]]
    assert sets == [("Squat", None, False)] * 2 + [("Row, right", "right", False), ("Row, left", "left", False)]
    texts = " ".join(cue["text"] or "" for cue in document["cues"])
    assert "8 reps at 77.5 kilos" in texts
    waiting = json.loads(run("compile", str(routine), "--self-paced").stdout)
    assert all(step["waits"] for step in waiting["steps"] if step["kind"] == "work")


@pytest.mark.parametrize(
    ("options", "message"),
    [
        (("--level", "brutal"), "there is no level 'brutal'"),
        (("--level", "heavy", "--level", "light"), "'light' and 'heavy' cannot both be chosen"),
        (("--stage", "9"), "there is no stage 9"),
        (("--reference", "squat max=heavy"), "is not a reference"),
        (("--reference", "squat max=90-110 kg"), "is not a reference"),
        (("--reference", "a\x1b[31mb=100 kg"), "is not a reference"),
        (("--first-side", "up"), "up"),
        (("--ease", "-1"), "-1"),
    ],
)
def test_choices_that_a_script_does_not_offer_are_told_in_one_message(run, routine, options, message):
    done = run("compile", str(routine), *options, check=False)
    assert done.returncode == 2
    assert message in done.stderr
    assert "Traceback" not in done.stderr
    assert "\x1b" not in done.stderr


LINKS = "# Whole\n\n## All\n\n- [Mine](routine.md)\n- [Theirs](tabata)\n"


def test_links_are_followed_from_where_the_script_stands(run, routine):
    (routine.parent / "whole.md").write_text(LINKS, "utf-8")
    document = json.loads(run("compile", str(routine.parent / "whole.md"), "--verbosity", "quiet").stdout)
    exercises = {step["exercise"] for step in document["steps"]}
    assert {"Squat", "Squats, fast"} < exercises
    (routine.parent / "loop.md").write_text("# Loop\n\n## All\n\n- [Loop](loop.md)\n", "utf-8")
    done = run("check", str(routine.parent / "loop.md"), check=False)
    assert done.returncode == 1
    assert "leads back" in done.stdout
