"""Many files at once: variants, plans, up-to-date files, worker processes. The files are real.

Where the workers do not matter, the jobs run in the process of the tests.
"""

import os
import re
import signal
import time
from dataclasses import dataclass
from pathlib import Path

import click
import mutagen
import pytest

from tests.conftest import PATIENCE_S, names_in, wait_until, write_tones
from voicecoach.cli import batch
from voicecoach.cli.batch import ExportResult, run_all
from voicecoach.cli.exporting import export_scripts
from voicecoach.cli.plans import Plan, load_plan
from voicecoach.cli.variants import Variation, variants
from voicecoach.errors import VoicecoachError

OPEN = "# {title}\n\n## Sequence: 1-3 rounds, rest 5 s\n\n- Squat: 3 reps\n- Plank: 5 s\n"
FIXED = "# {title}\n\n## Sequence: 2 rounds, rest 5 s\n\n- Squat: 3 reps\n\n## End\n\n- Plank: 5 s\n"
LONG = "# Long\n\n## G: 10 rounds, rest 60 s\n\n- Squat: 100 reps\n"
QUIET = ("--verbosity", "quiet")

several_cores = pytest.mark.skipif((os.cpu_count() or 1) < 2, reason="one core has no other process to work in")


@pytest.fixture
def export(run, tmp_path):
    """Export in a folder with a few small scripts; return the exit code and the lines on stderr."""
    for name in ("one", "two"):
        (tmp_path / f"{name}.md").write_text(OPEN.format(title=name.title()))
    (tmp_path / "fixed.md").write_text(FIXED.format(title="Fixed"))
    (tmp_path / "bad.md").write_text(OPEN.format(title="Bad").replace("3 reps", "3 rpes"))

    def export_(*arguments):
        done = run("export", *arguments, check=False)
        assert done.stdout == ""
        assert "Traceback" not in done.stderr
        return done.returncode, done.stderr.splitlines()

    return export_


@pytest.fixture
def alone(monkeypatch):
    """One core, and so no workers."""
    monkeypatch.setattr(batch, "_cores", lambda: 1)


def told_of(lines):
    """Return what the line of each file says about it."""
    return dict(sorted(line.split(": ", 1) for line in lines if re.match(r"\S+\.[a-z0-9]+: ", line)))


def test_every_script_becomes_a_file_in_every_variant(export, tmp_path):
    vary = ("--vary", "verbosity=quiet,brief", "--vary", "rounds=1,2", "--vary", "rest=7")
    code, said = export("one.md", "two.md", *vary, "-o", "phone")
    variants = ("brief-rounds-1", "brief-rounds-2", "quiet-rounds-1", "quiet-rounds-2")
    assert names_in(tmp_path / "phone") == [f"{script}-{each}.mp3" for script in ("one", "two") for each in variants]
    assert (code, said[-1]) == (0, "8 made")
    assert len(told_of(said)) == 8
    assert all(re.fullmatch(r"\d:\d\d, 0\.\d MB", line) for line in told_of(said).values())
    tags = mutagen.File(tmp_path / "phone/two-brief-rounds-2.mp3")
    assert (tags["TIT2"].text, tags["TALB"].text) == (["Two (brief, 2 rounds)"], ["Two"])
    assert mutagen.File(tmp_path / "phone/one-quiet-rounds-1.mp3")["TIT2"].text == ["One (quiet, 1 round)"]
    lengths = [mutagen.File(tmp_path / f"phone/one-quiet-rounds-{rounds}.mp3").info.length for rounds in (1, 2)]
    assert lengths[1] > lengths[0] + 10


def test_only_what_changed_is_made_again(alone, export, tmp_path):
    command = ("one.md", "two.md", *QUIET, "--vary", "rounds=1,2,3", "--sidecar", "lrc", "-o", "phone")
    assert export(*command)[1][-1] == "6 made"
    before = {path: (path.stat().st_mtime_ns, path.read_bytes()) for path in (tmp_path / "phone").iterdir()}
    assert len(before) == 12

    script = tmp_path / "one.md"
    script.write_text("<!-- a comment -->\n" + script.read_text())
    began = time.monotonic()
    assert export(*command)[1][-1] == "6 unchanged"
    assert time.monotonic() - began < PATIENCE_S
    assert [path for path, (made_ns, _) in before.items() if path.stat().st_mtime_ns != made_ns] == []

    script.write_text(script.read_text().replace("5 s\n", "6 s\n"))
    missing, short, touched = (tmp_path / "phone" / f"two-rounds-{name}" for name in ("1.lrc", "2.mp3", "3.mp3"))
    missing.unlink()
    short.write_bytes(before[short][1][:-5000])
    os.utime(short, ns=(0, before[short][0]))
    os.utime(touched, ns=(0, 0))
    said = export(*command)[1]
    assert said[-1] == "5 made, 1 unchanged"
    assert told_of(said)["two-rounds-3.mp3"] == "unchanged"
    assert (missing.read_bytes(), short.read_bytes()) == (before[missing][1], before[short][1])


def test_of_tracks_too_only_what_changed_is_made_again(alone, export, tmp_path):
    command = ("one.md", *QUIET, "--vary", "rounds=1,2", "--split", "round", "--sidecar", "vtt", "-o", "phone")
    assert export(*command)[1][-1] == "2 made"
    tracks = sorted((tmp_path / "phone/one-rounds-2").glob("*.mp3"))
    assert len(tracks) == 4
    assert mutagen.File(tracks[0])["TALB"].text == ["One (2 rounds)"]
    assert export(*command)[1][-1] == "2 unchanged"
    tracks[1].with_suffix(".vtt").unlink()
    assert export(*command)[1][-1] == "1 made, 1 unchanged"
    assert tracks[1].with_suffix(".vtt").is_file()


def test_a_single_export_is_always_made(export, tmp_path):
    for _ in range(2):
        code, said = export("one.md", *QUIET, "-o", "one.mp3")
        assert (code, re.sub(r"\d", "0", told_of(said)["one.mp3"])) == (0, "0:00, 0.0 MB")


def test_other_music_is_another_file(alone, export, tmp_path):
    (tmp_path / "songs").mkdir()
    write_tones(tmp_path / "songs/a.wav", 20, 440, 660)
    command = ("one.md", "two.md", *QUIET, "--rounds", "1", "--music", "songs", "-f", "wav", "-o", "phone")
    (tmp_path / "songs/b.mp3").write_text("no song")
    said = export(*command)[1]
    assert said[-1] == "2 made"
    assert sum("b.mp3 is not music" in line for line in said) == 1
    (tmp_path / "songs/cover.jpg").write_text("no song")
    assert export(*command)[1][-1] == "2 unchanged"
    write_tones(tmp_path / "songs/a.wav", 20, 440, 661)
    assert export(*command)[1][-1] == "2 made"


def test_one_failure_does_not_stop_the_others_and_gives_the_code(alone, export, tmp_path):
    (tmp_path / "song-rounds-1.mp3").write_bytes(b"\xff\xfb\x90\x64" * 100)
    (tmp_path / "song.md").write_text(OPEN.format(title="Song"))
    scripts = ("song.md", "one.md", "bad.md", "fixed.md", "nothing.md")
    code, said = export(*scripts, *QUIET, "--vary", "rounds=1,3")
    assert code == 4  # of the first script, whichever failed first
    assert said[-1] == "3 made, 7 failed"
    made = {name for name, what in told_of(said).items() if "MB" in what}
    assert made == {"one-rounds-1.mp3", "one-rounds-3.mp3", "song-rounds-3.mp3"}
    text = "\n".join(said)
    assert text.count("bad.md:5:12: error: unknown unit 'rpes'") == 1
    assert "fixed-rounds-3.mp3: failed\nvoicecoach: --rounds: this choice has no effect" in text
    assert "nothing-rounds-1.mp3: failed\nvoicecoach: there is no script 'nothing.md'\n  hint: " in text
    assert "song-rounds-1.mp3 already exists and was not created by voicecoach" in text
    assert export("one.md", "bad.md", *QUIET, "-o", "phone")[0] == 1


def test_all_are_the_scripts_that_list_names(alone, export, tmp_path):
    # Nothing is spoken: each has to fail for a level that it does not offer.
    code, said = export("--all", "--level", "of a dream", "-o", "phone")
    assert code == 2
    names = set(told_of(said))
    assert {"lower-body-activation.mp3", "tabata.mp3"} < names
    assert not names & {"bodyweight.mp3", "my-routine.mp3"}
    assert said[-1] == f"{len(names)} failed"
    assert not (tmp_path / "phone").exists()


PLAN = """
scripts = ["../one.md", "tabata", "mine.md"]
output = "phone"
format = "opus"
verbosity = "quiet"
rounds = [1, 2]
sidecar = ["lrc", "vtt"]
rest = 6
paced = true
"""


def test_a_plan_is_a_command_in_a_file_and_the_command_line_wins(alone, export, tmp_path):
    folder = tmp_path / "plans"
    folder.mkdir()
    (folder / "mine.md").write_text(OPEN.format(title="Mine"))
    (folder / "phone.toml").write_text(PLAN.replace('"tabata", ', ""))
    assert export("--plan", "plans/phone.toml")[1][-1] == "4 made"
    suffixes = ("lrc", "opus", "vtt")
    expected = [f"{name}-rounds-{n}.{suffix}" for name in ("mine", "one") for n in (1, 2) for suffix in suffixes]
    assert names_in(folder / "phone") == expected

    # Without --rounds there is one variant, whose name tells nothing.
    code, said = export("--plan", "plans/phone.toml", "--rounds", "1", "-f", "mp3", "-o", "plans/phone", "one.md")
    assert (code, list(told_of(said)), said[-1]) == (0, ["one.mp3"], "1 made")
    said = export("--plan", "plans/phone.toml", "--vary", "rounds=2,3", "one.md")[1]
    assert told_of(said)["one-rounds-2.opus"] == "unchanged"
    assert said[-1] == "1 made, 1 unchanged"


def test_levels_of_two_axes_vary_together(tmp_path):
    script = tmp_path / "axes.md"
    plan = tmp_path / "p.toml"
    plan.write_text('scripts = "axes.md"\nlevel = "hot"\nvary = ["level=week 1,week 2"]\n')
    for arguments, wanted in {
        (str(script), "--vary", "level=week 1,week 2", "--vary", "level=light,heavy"): {
            "axes-week-1-light": ("week 1", "light"),
            "axes-week-1-heavy": ("week 1", "heavy"),
            "axes-week-2-light": ("week 2", "light"),
            "axes-week-2-heavy": ("week 2", "heavy"),
        },
        (str(script), "--vary", "level=week 1;light,week 2 · heavy"): {
            "axes-week-1-light": ("week 1", "light"),
            "axes-week-2-heavy": ("week 2", "heavy"),
        },
        (str(script), "--level", "week 2", "--level", "heavy"): {"axes": ("week 2", "heavy")},
        (str(script), "--level", "week 2, heavy"): {"axes": ("week 2", "heavy")},
        ("--plan", str(plan)): {"axes-week-1": ("hot", "week 1"), "axes-week-2": ("hot", "week 2")},
    }.items():
        with export_scripts.make_context("export", list(arguments)) as context:
            found = variants(context.params["variations"], context)
        assert {each.file_name("axes"): each.options.choices.level for each in found} == wanted


def test_what_a_plan_varies_is_added_to_what_it_sets(tmp_path):
    text = 'scripts = "one.md"\ncue = ["count=off", "tempo=off"]\nvary = ["cue=tempo=on,tempo=off"]\nformat = "wav"\n'
    (tmp_path / "p.toml").write_text(text)
    plan = load_plan(tmp_path / "p.toml", click.Context(export_scripts))
    assert plan.settings["cues"] == ("count=off", "tempo=off")
    with export_scripts.make_context("export", ["--plan", str(tmp_path / "p.toml")]) as context:
        first, second = variants(context.params["variations"], context)
    assert [str(cue) for cue in first.options.choices.cues] == ["tempo=on", "count=off"]
    assert [str(cue) for cue in second.options.choices.cues] == ["tempo=off", "count=off"]
    assert first.file_name("one") == "one-tempo-on"


def test_a_variant_asks_for_something_that_a_saved_cue_list_cannot_follow():
    with export_scripts.make_context("export", ["cues.json"]) as context:
        assert [variant.options.is_given for variant in variants((), context)] == [False]
        assert [variant.options.is_given for variant in variants((Variation("rounds", ("1",)),), context)] == [True]


def test_a_plan_may_ask_for_all_scripts(tmp_path):
    (tmp_path / "all.toml").write_text('scripts = "all"\nself-paced = true\nbitrate = 48\n')
    plan = load_plan(tmp_path / "all.toml", click.Context(export_scripts))
    assert plan == Plan(settings={"every": True, "paced": False, "bit_rate": "48"})


def test_everything_that_is_wrong_with_a_plan_is_told_with_its_line(export, tmp_path):
    wrong = PLAN.replace("format", "formt").replace("quiet", "quite").replace("1, 2", '1, "two"')
    wrong = (
        wrong.replace("rest = 6", "rest = [1, {}]").replace("paced = true", 'paced = "yes"') + 'music = ["a", "b"]\n'
    )
    (tmp_path / "wrong.toml").write_text(wrong)
    code, said = export("--plan", "wrong.toml")
    assert code == 1
    assert [line for line in said if "error:" in line] == [
        "wrong.toml:4:1: error: unknown key 'formt'",
        "wrong.toml:5:1: error: 'quite' is not one of 'quiet', 'brief', 'normal', 'detailed'.",
        "wrong.toml:6:1: error: 'two' is not a valid integer.",
        "wrong.toml:8:1: error: {} is not a value for an option",
        "wrong.toml:9:1: error: 'yes' is neither yes nor no",
        "wrong.toml:10:1: error: this takes one value, not a list",
    ]
    assert said[2] == "     | ^^^^^ did you mean 'format'?"


BAD_COMMANDS = {
    "no script": ((), 2, "Missing argument"),
    "all and some": (("--all", "one.md"), 2, "--all means every script"),
    "no values": (("one.md", "--vary", "rounds"), 2, "such as 'rounds=2,3'"),
    "no option": (("one.md", "--vary", "ronds=2"), 2, "did you mean 'rounds'?"),
    "an option for all": (("one.md", "--vary", "output=a,b"), 2, "there is no option 'output' of a session"),
    "no number": (("one.md", "--vary", "rounds=2,x"), 2, "'x' is not a valid integer"),
    "no word": (("one.md", "--vary", "verbosity=brief,loud"), 2, "'loud' is not one of"),
    "neither yes nor no": (("one.md", "--vary", "paced=maybe"), 2, "neither yes nor no"),
    "chosen and varied": (("one.md", "--rounds", "2", "--vary", "rounds=2,3"), 2, "is chosen, and varied as well"),
    "one file": (("one.md", "--vary", "rounds=2,3", "-o", "a.mp3"), 2, "one file cannot take several"),
    "one pipe": (("one.md", "--vary", "rounds=2,3", "-o", "-"), 2, "a pipe cannot take several"),
    "a pipe for many": (("-", "one.md"), 2, "standard input cannot become several files"),
    "no plan": (("--plan", "no.toml"), 1, "no.toml cannot be read"),
    "no TOML": (("--plan", "open.toml"), 1, "open.toml:2:1: error: this is not TOML"),
    "a name for two": (("one.md", "--vary", "voice=gmw/en-us,en-us"), 2, "would become"),
}


@pytest.mark.parametrize("case", BAD_COMMANDS)
def test_what_cannot_be_meant_is_told_before_anything_is_made(tmp_path, monkeypatch, case):
    arguments, code, message = BAD_COMMANDS[case]
    (tmp_path / "open.toml").write_text('format = "mp3"\nrounds = [2\n')
    monkeypatch.chdir(tmp_path)
    with pytest.raises((VoicecoachError, click.ClickException)) as caught:
        export_scripts.main(list(arguments), standalone_mode=False)
    assert caught.value.exit_code == code
    assert message in f"{caught.value}\n{getattr(caught.value, 'message', '')}"
    assert names_in(tmp_path) == ["open.toml"]


@pytest.fixture
def start_long(start, tmp_path):
    """Start to export two long sessions; return once both files are being written."""
    for name in ("long", "longer"):
        (tmp_path / f"{name}.md").write_text(LONG)
    (tmp_path / "tmp").mkdir()

    def start_(*arguments):
        process = start(
            "export", "long.md", "longer.md", *QUIET, "-f", "flac", *arguments, TMPDIR=str(tmp_path / "tmp")
        )
        wait_until(lambda: len(list(tmp_path.glob("phone/.*.part"))) == 2)
        return process

    return start_


def is_gone(group):
    """Whether a process group is empty."""
    try:
        os.killpg(group, 0)
    except ProcessLookupError:
        return True
    return False


@several_cores
@pytest.mark.skipif(not hasattr(os, "killpg"), reason="there are no process groups")
@pytest.mark.parametrize(
    ("name", "to"),
    [
        ("INT", "group"),
        ("TERM", "parent"),
        pytest.param("INT", "parent", marks=pytest.mark.slow),
        pytest.param("HUP", "group", marks=pytest.mark.slow),
    ],
)
def test_an_interrupt_ends_everything_and_leaves_nothing(start_long, tmp_path, name, to):
    process = start_long("-o", "phone")
    (os.killpg if to == "group" else os.kill)(process.pid, signal.Signals[f"SIG{name}"])
    _, said = process.communicate(timeout=PATIENCE_S)
    assert process.returncode == 130
    assert said.split() == ["interrupted"]
    wait_until(lambda: is_gone(process.pid))  # Python's resource tracker ends after the others.
    assert names_in(tmp_path) == ["long.md", "longer.md", "tmp"]
    assert names_in(tmp_path / "tmp") == []


@several_cores
@pytest.mark.skipif(not Path("/proc/self/fd").is_dir(), reason="who writes a file is known only from /proc")
def test_a_process_that_dies_costs_its_own_file_only(start_long, tmp_path):
    (tmp_path / "short.md").write_text(OPEN.format(title="Short"))
    process = start_long("short.md", "-o", "phone")
    writers = [path.name for path in Path("/proc").iterdir() if writes_in(tmp_path, path)]
    assert len(writers) == 2
    os.kill(int(writers[0]), signal.SIGKILL)
    _, said = process.communicate(timeout=PATIENCE_S)
    assert process.returncode == 70
    assert "the process that was exporting this file died" in said
    assert said.splitlines()[-1] == "2 made, 1 failed"
    assert len(list(tmp_path.glob("phone/long*.flac"))) == 1
    assert (tmp_path / "phone/short.flac").is_file()


def writes_in(folder, process):
    """Whether a process has an unfinished file open."""
    try:
        opened = [str(handle.readlink()) for handle in (process / "fd").iterdir()]
    except OSError:
        return False
    return any(path.startswith(str(folder)) and path.endswith(".part") for path in opened)


@dataclass(frozen=True)
class Division:
    target: Path
    by: int

    def run(self):
        return ExportResult(self.target, 60_000 // self.by, is_up_to_date=True)


@several_cores
def test_a_fault_of_the_program_is_told_as_anywhere_and_stops_nothing(capsys):
    jobs = [Division(Path(f"by-{by}.mp3"), by) for by in (1, 0, 2)]
    assert run_all(jobs) == 70
    said = capsys.readouterr().err
    assert "by-0.mp3: failed\nvoicecoach: a fault in the program: ZeroDivisionError: " in said
    assert said.endswith("2 unchanged, 1 failed\n")


@several_cores
def test_in_a_terminal_the_lines_stand_above_the_bar(program, environment, tmp_path, voice):
    from tests.pseudo_terminal import PseudoTerminal  # There are none on Windows.

    for name in ("one", "two", "three"):
        (tmp_path / f"{name}.md").write_text(OPEN.format(title=name.title()))
    command = [*program, "export", "one.md", "two.md", "three.md", *QUIET, "-f", "opus"]
    with PseudoTerminal(command, tmp_path, environment) as terminal:
        terminal.wait_for(r"3 made")
        assert "exporting" in terminal.seen
        assert terminal.end() == 0
    lines = [re.sub(r"\x1b\[[0-9;?]*[A-Za-z]", "", part) for part in re.split(r"[\r\n]+", terminal.seen)]
    assert sorted(line.split(":")[0] for line in lines if ".opus:" in line) == ["one.opus", "three.opus", "two.opus"]
