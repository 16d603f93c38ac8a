"""voicecoach in a real terminal."""

import os
import re
import select
import time

import pytest

pty = pytest.importorskip("pty", reason="there are no pseudo-terminals on Windows")

GOOD = "# Mine\n\n## Sequence: 2 rounds, rest 5 s\n\n- Squat: 3 reps\n- Plank: 5 s\n"


PLAYING = r"\d:\d\d left of \d:\d\d"


class Terminal:
    """A program in a terminal, and its output so far."""

    def __init__(self, program, environment, folder, *arguments):
        self.process_id, self.handle = pty.fork()
        if self.process_id == 0:
            os.chdir(folder)
            os.execvpe(program[0], [*program, *arguments], environment | {"TERM": "xterm", "COLUMNS": "100"})
        self.seen = ""

    def wait_for(self, pattern, seconds=30):
        deadline = time.monotonic() + seconds
        while not re.search(pattern, self.seen):
            assert time.monotonic() < deadline, self.seen
            if select.select([self.handle], [], [], 0.1)[0]:
                try:
                    self.seen += os.read(self.handle, 65_536).decode(errors="replace")
                except OSError:  # the other side has closed the terminal
                    break
        assert re.search(pattern, self.seen), self.seen

    def press(self, keys):
        self.seen = ""
        os.write(self.handle, keys.encode())

    def end(self):
        self.wait_for(r"(?!)|$")
        _, status = os.waitpid(self.process_id, 0)
        os.close(self.handle)
        return os.waitstatus_to_exitcode(status)


def test_space_pauses_and_goes_on_and_q_quits_in_a_real_terminal(program, environment, tmp_path):
    (tmp_path / "mine.md").write_text(GOOD)
    arguments = ("play", "mine.md", "--output", "null", "--verbosity", "quiet")
    terminal = Terminal(program, environment, tmp_path, *arguments)
    terminal.wait_for(PLAYING)
    terminal.press(" ")
    terminal.wait_for("paused: press space to resume")
    terminal.press(" ")
    terminal.wait_for(PLAYING)
    terminal.press("q")
    terminal.wait_for("Stopped early: Mine, 0:")
    assert terminal.end() == 0


def test_ctrl_c_ends_play_and_says_so(program, environment, tmp_path):
    (tmp_path / "mine.md").write_text(GOOD)
    terminal = Terminal(program, environment, tmp_path, "play", "mine.md", "--output", "null", "--verbosity", "quiet")
    terminal.wait_for(PLAYING)
    terminal.press("\x03")
    terminal.wait_for("interrupted")
    assert terminal.end() == 130


def test_keys_come_from_the_terminal_also_where_the_script_comes_from_a_pipe(program, environment, tmp_path):
    (tmp_path / "mine.md").write_text(GOOD)
    command = " ".join([*program, "play", "-", "--output", "null", "--verbosity", "quiet", "<", "mine.md"])
    terminal = Terminal(["sh", "-c", command], environment, tmp_path)
    terminal.wait_for(PLAYING)
    terminal.press("q")
    terminal.wait_for("Stopped early: Mine")
    assert terminal.end() == 0
