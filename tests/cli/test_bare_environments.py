"""The program in the environments of services, containers and broken shells: it works, or says what is missing."""

import shlex
import subprocess
import sys

import pytest

from tests.conftest import PATIENCE_S, names_in

SCRIPT = "# Mine\n\n## G\n\n- Café squat: 2 reps\n"
LINKED = "# Mine\n\n## G\n\n- [Tabata](tabata.md)\n"

NOTHING = dict.fromkeys(("PATH", "HOME", "LANG", "LC_ALL", "TERM", "USER", "TMPDIR"))
ENVIRONMENTS = {
    "nothing": NOTHING,
    "no home": {"HOME": None},
    "a home that is not a folder": {"HOME": "/dev/null/home"},
    "a cache that cannot be written": {"XDG_CACHE_HOME": "/dev/null/cache"},
    "scripts that cannot be read": {"XDG_DATA_HOME": "/dev/null/data"},
    "settings that cannot be read": {"XDG_CONFIG_HOME": "/dev/null/config"},
    "the C locale": {"LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"},
    "a locale that does not exist": {"LC_ALL": "xx_YY.none"},
    "ASCII": {"PYTHONIOENCODING": "ascii:strict"},
    "no folder for temporary files": {"TMPDIR": "/dev/null/tmp"},
    "odd terminal": {"TERM": "none", "COLUMNS": "0", "LINES": "x"},
    "no docstrings": {"PYTHONOPTIMIZE": "2"},
}
COMMANDS = {
    "show": "show a.md",
    "check": "check a.md",
    "export": "export a.md -o a.mp3",
    "table": "compile a.md -f table",
    "list": "list",
    "config": "config",
    "voices": "voices",
    "new": "new b.md",
    "fmt": "fmt a.md",
    "help": "--help",
}
STREAMS = {"stdout": ">&-", "stderr": "2>&-", "stdin": "<&-"}
CLOSED = STREAMS | {"every stream": " ".join(STREAMS.values())}


@pytest.fixture
def shell(program, environment, tmp_path):
    """Run a command in a shell and an environment of which some variables are changed or removed."""
    (tmp_path / "a.md").write_text(SCRIPT, "utf-8")
    (tmp_path / "linked.md").write_text(LINKED, "utf-8")

    def shell_(command, changed=None, *, before="", runs=""):
        kept = {name: value for name, value in (environment | (changed or {})).items() if value is not None}
        words = ["/bin/sh", "-c", f"{before} exec {runs or shlex.join(program)} {command}"]
        return subprocess.run(words, env=kept, cwd=tmp_path, capture_output=True, timeout=PATIENCE_S, check=False)

    return shell_


def check_works(done):
    assert done.returncode == 0, done.stderr
    assert b"Traceback" not in done.stderr


SWEEP = [
    pytest.param(name, command, id=f"{command} with {name}", marks=pytest.mark.slow)
    for name in ENVIRONMENTS
    for command in COMMANDS
    if (name, command) != ("nothing", "show")
]

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="there is no /bin/sh there")


@pytest.mark.parametrize(("name", "command"), [("nothing", "show"), *SWEEP])
def test_it_works_in_any_environment(shell, name, command):
    check_works(shell(COMMANDS[command], ENVIRONMENTS[name]))


@pytest.mark.parametrize("stream", ["every stream", *(pytest.param(one, marks=pytest.mark.slow) for one in STREAMS)])
@pytest.mark.parametrize("command", ["list", pytest.param("export", marks=pytest.mark.slow)])
def test_it_works_when_a_stream_is_closed(shell, stream, command):
    check_works(shell(f"{COMMANDS[command]} {CLOSED[stream]}"))


def test_it_works_in_a_folder_that_was_deleted(shell, tmp_path):
    (tmp_path / "gone").mkdir()
    check_works(shell(f"check {tmp_path / 'linked.md'}", before="cd gone && rmdir ../gone;"))


def test_a_user_without_a_home_leaves_nothing_in_the_current_folder(shell, tmp_path):
    """A container may run as a user who is in no list of users, so that nobody knows their home."""
    nobody = "import pwd, voicecoach.cli; pwd.getpwuid = dict().__getitem__; voicecoach.cli.main()"
    homeless = NOTHING | dict.fromkeys(("XDG_CACHE_HOME", "XDG_DATA_HOME", "XDG_CONFIG_HOME"))
    before = names_in(tmp_path)
    check_works(shell("show a.md", homeless, runs=f"{sys.executable} -c '{nobody}'"))
    assert names_in(tmp_path) == before
