"""What ``voicecoach -v`` logs: a few lines about what is decided, on stderr; nothing without it."""

import pytest
from click.testing import CliRunner

from voicecoach.cli.program import cli

SCRIPT = "# A\n\n## G\n\n- Squat: 3 reps\n"


@pytest.fixture(autouse=True)
def folder(tmp_path, environment, monkeypatch, voice):
    """Work in a folder with two scripts, in the home of the tests."""
    for name in ("a", "b"):
        (tmp_path / f"{name}.md").write_text(SCRIPT)
    for name in ("HOME", "XDG_CACHE_HOME", "XDG_DATA_HOME"):
        monkeypatch.setenv(name, environment[name])
    monkeypatch.chdir(tmp_path)


def test_the_log_is_shown_only_when_asked_for():
    command = ("export", "a.md", "-o", "a.mp3")
    quiet = CliRunner().invoke(cli, command, catch_exceptions=False)
    assert (quiet.exit_code, quiet.stdout) == (0, "")
    assert "voicecoach." not in quiet.stderr
    loud = CliRunner().invoke(cli, ("-v", *command), catch_exceptions=False)
    assert loud.stdout == ""
    lines = loud.stderr.splitlines()
    assert len(lines) < 10
    for wanted, times in (
        ("library: script: a.md", 1),
        ("engines: voice: ", 1),
        ("phrases: ", 2),  # the announcement of the length comes after everything else
        ("a.mp3: encoding only where there is sound", 1),
    ):
        assert sum(wanted in line for line in lines) == times, loud.stderr
    assert CliRunner().invoke(cli, command, catch_exceptions=False).stderr == quiet.stderr


def test_the_log_of_a_batch_comes_with_its_file():
    done = CliRunner().invoke(cli, ("-v", "export", "a.md", "b.md", "-f", "wav"), catch_exceptions=False)
    assert done.stderr.count("voicecoach.library: script: ") == 2
    assert "2 made" in done.stderr.splitlines()
