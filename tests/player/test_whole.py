"""The whole player in a real terminal, on the null device, in real time."""

import json
import os
import signal
import subprocess
import sys
import time
from contextlib import ExitStack

import pytest

from tests.conftest import PATIENCE_S, read, wait_until
from tests.player.terminal import in_terminal
from voicecoach.compiler import compile_session
from voicecoach.session import Choices
from voicecoach.talk import Verbosity

pytestmark = pytest.mark.realtime

SCRIPT = """# Mine

## Sequence: 2 rounds, rest 20 s

- Plank: 30 s
- Squat: 6 reps

## Movements

### Squat
pace: 2 s per rep
"""
PLAY = f"{sys.executable} -m voicecoach play mine.md --output null"


@pytest.fixture
def folder(tmp_path, voice):
    """A folder with the script, whose words have been spoken before: no step has to be waited for."""
    compile_session(read(SCRIPT), Choices(), voice)
    (tmp_path / "mine.md").write_text(SCRIPT)
    return tmp_path


@pytest.fixture
def playing(folder, environment):
    """Play the script from a shell in a terminal; yield the terminal once the first step is shown."""
    with ExitStack() as terminals:

        def begin(**size):
            terminal = terminals.enter_context(in_terminal("sh", folder, environment, **size))
            terminal.type(f"cd {folder}; PS1='ready> '; clear; stty -a > before")
            terminal.type(f"sh -c 'echo $$ > player; exec {PLAY}'; echo ended $?; stty -a > after")
            terminal.wait_for("1 of 10")
            return terminal

        yield begin


def is_restored(terminal, folder):
    terminal.wait_for("ended")
    after = folder / "after"
    wait_until(lambda: after.exists() and after.read_text())
    assert terminal.state("alternate_on") == "0"
    assert terminal.state("cursor_flag") == "1"
    assert after.read_text() == (folder / "before").read_text()


def test_keys_work_and_the_summary_is_said_at_the_end(playing, folder):
    terminal = playing()
    terminal.press("n")
    terminal.wait_for("2 of 10")
    terminal.press("Right")
    terminal.wait_for("3 of 10")
    terminal.wait_for("left of 0:30")
    terminal.press("Space")
    terminal.wait_for("paused")
    terminal.press("Space")
    terminal.wait_for("resumed")
    terminal.press("n")
    terminal.wait_for("4 of 10")
    terminal.press("t")
    terminal.wait_for("10 seconds more")
    terminal.press("s", "-")
    terminal.wait_for("less talk: brief")
    terminal.press("m")
    terminal.wait_for("muted")
    terminal.press("h")
    terminal.wait_for("faster pace for this exercise")
    terminal.press("h")
    terminal.wait_for_no("faster pace for this exercise")
    terminal.wait_for("5 of 10")
    terminal.press("f")
    terminal.wait_for("pace 10% faster")
    terminal.press("r")
    terminal.press("q")
    is_restored(terminal, folder)
    said = "\n".join(terminal.lines())
    assert "Stopped early: Mine" in said
    assert "0 of 4 sets done" in said
    assert "skipped: Plank" in said
    assert "1 set repeated" in said
    assert "ended 0" in said


def test_it_is_drawn_anew_when_the_terminal_changes_its_size(playing):
    terminal = playing(width=100, height=30)
    terminal.press("Space")
    terminal.wait_for("paused")
    for width, height in ((40, 12), (120, 40), (100, 30)):
        terminal.resize(width, height)
        wait_until(lambda size=(width, height): fills(terminal.lines(), *size), lambda: "\n".join(terminal.lines()))


def fills(lines, width, height):
    has_keys = any("q quit" in line or "h help" in line for line in lines[-2:])
    return has_keys and len(lines) == height and all(len(line) <= width for line in lines)


def test_ctrl_c_restores_the_terminal(playing, folder):
    terminal = playing()
    terminal.press("C-c")
    is_restored(terminal, folder)
    said = "\n".join(terminal.lines())
    assert "Stopped early: Mine" in said
    assert "ended 130" in said


def test_the_end_of_the_process_restores_the_terminal(playing, folder):
    terminal = playing()
    os.kill(int((folder / "player").read_text()), signal.SIGTERM)
    is_restored(terminal, folder)


def test_a_session_that_is_stopped_and_continued_is_paused(playing, folder):
    terminal = playing()
    terminal.wait_for("2 of 10")
    terminal.press("C-z")
    terminal.wait_for("ready>")
    assert (terminal.state("alternate_on"), terminal.state("cursor_flag")) == ("0", "1")
    time.sleep(3.5)
    terminal.type("fg")
    terminal.wait_for("interrupted")
    terminal.press("q")
    is_restored(terminal, folder)


def test_where_there_is_no_terminal_it_says_each_step_once_and_to_programs_what_became_of_it(
    folder, program, environment, voice
):
    text = SCRIPT.replace("30 s", "1 s").replace("6 reps", "1 rep").replace(": 2 rounds, rest 20 s", "")
    (folder / "mine.md").write_text(text)
    command = [*program, "play", "mine.md", "--output", "null", "--verbosity", "quiet", "--rest", "1", "--json"]
    done = subprocess.run(
        command, cwd=folder, env=environment, capture_output=True, text=True, timeout=PATIENCE_S, check=True
    )
    summary = json.loads(done.stdout)
    assert (summary["title"], summary["is_finished"], summary["sets"], summary["done"]) == ("Mine", True, 2, 2)
    planned = compile_session(read(text), Choices(verbosity=Verbosity.QUIET, rest_ms=1000), voice).timeline
    # On a busy machine, a step may be waited for that is still being placed.
    assert planned.duration_ms <= summary["time_ms"] < planned.duration_ms + 10_000
    steps = [line.split("  ", 1)[1] for line in done.stderr.splitlines() if line[:1].isdigit()]
    assert steps == [
        "Mine",
        "Get ready  next: Plank, 1 s",
        "Plank, 1 s",
        "Rest  1 s  next: Squat, 1 rep",
        "Squat, 1 rep",
        "Finish",
    ]
    assert "set done" not in done.stderr
    assert "\x1b" not in done.stderr


def test_plain_lines_on_a_terminal_have_keys_and_no_drawing(folder, environment):
    with in_terminal("sh", folder, environment) as terminal:
        terminal.type(f"cd {folder}; clear")
        terminal.type(f"{PLAY} --plain")
        terminal.wait_for("keys: space pause")
        terminal.press("Space")
        terminal.wait_for("paused")
        assert terminal.state("alternate_on") == "0"
        terminal.press("q")
        terminal.wait_for("Stopped early")
