"""The first things a person types: no command, a name that is slightly wrong, a script of their own."""

import pytest
from click.testing import CliRunner

from voicecoach.cli.program import cli
from voicecoach.errors import VoicecoachError

SCRIPT = "# Mine\n\n## G\n\n- Squat: 3 reps\n"


@pytest.fixture
def run(tmp_path, monkeypatch):
    """Run a command in process, in an empty folder and home."""
    for name in ("HOME", "XDG_CONFIG_HOME", "XDG_DATA_HOME"):
        monkeypatch.setenv(name, str(tmp_path / "home"))
    monkeypatch.chdir(tmp_path)
    return lambda *arguments: CliRunner().invoke(cli, arguments, catch_exceptions=False)


def test_without_a_command_the_help_is_printed_once(run):
    done = run()
    assert (done.exit_code, done.stderr) == (0, "")
    assert done.stdout.count("Usage: ") == 1
    assert done.stdout == run("--help").stdout


def test_list_marks_scripts_of_ones_own_and_says_which_replace_one_that_ships(run, tmp_path):
    own = tmp_path / "home/voicecoach/scripts"
    own.mkdir(parents=True)
    for name in ("mine", "tabata"):
        (own / f"{name}.md").write_text(SCRIPT)
    lines = run("list").stdout.splitlines()
    rows = {line.split()[0]: " ".join(line.split()[3:]) for line in lines}
    assert rows["mine"] == "yours"
    assert rows["tabata"] == "yours, replaces ours"
    assert "yours" not in rows["lower-body-activation"]


@pytest.mark.parametrize(
    ("typed", "meant"),
    [("plans/my-rutine.md", "plans/my-routine.md"), ("tabatta", "tabata"), ("tabatta.md", "tabata")],
)
def test_a_mistyped_script_is_suggested(run, tmp_path, typed, meant):
    (tmp_path / "plans").mkdir()
    (tmp_path / "plans/my-routine.md").write_text(SCRIPT)
    with pytest.raises(VoicecoachError, match="there is no script") as caught:
        run("show", typed)
    assert caught.value.hint == f"did you mean '{meant}'?"


def test_new_suggests_commands_that_can_be_pasted(run, tmp_path):
    done = run("new", "leg day")
    assert (tmp_path / "leg day.md").is_file()
    assert "voicecoach check 'leg day.md', and voicecoach play 'leg day.md'" in done.stderr
    assert "voicecoach check 'leg day.md' " in (tmp_path / "leg day.md").read_text()
