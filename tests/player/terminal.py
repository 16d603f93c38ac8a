"""A real terminal for tests: a command in tmux, its screen, key presses, changes of size."""

import itertools
import os
import signal
import subprocess
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from pathlib import Path

from tests.conftest import ROOT, need, wait_until

_numbers = itertools.count(1)


class Terminal:
    """One command in its own tmux server; ``tmux`` gives access to anything not wrapped here."""

    def __init__(self, folder: Path, environment: Mapping[str, str]) -> None:
        # A socket of its own: a server that is still exiting would remove its successor's socket.
        self._socket = folder / f"tmux-{next(_numbers)}"
        self._environment = dict(environment)
        self._program = need("tmux")

    def tmux(self, *arguments: str) -> str:
        """Run one tmux command and return its output."""
        command = [self._program, "-u", "-S", str(self._socket), "-f", os.devnull, *arguments]
        done = subprocess.run(command, env=self._environment, capture_output=True, text=True, check=False)
        assert done.returncode == 0, done.stderr
        return done.stdout

    def press(self, *keys: str) -> None:
        """Press keys by their tmux names: ``Space``, ``Enter``, ``Left``, ``C-z``, ``F5``, ``M-x``, ``q``."""
        self.tmux("send-keys", *keys)

    def type(self, line: str) -> None:
        """Type a line literally, then return."""
        self.tmux("send-keys", "-l", line)
        self.press("Enter")

    def paste(self, text: str) -> None:
        """Paste a text, bracketed if the program has asked for that."""
        self.tmux("set-buffer", text)
        self.tmux("paste-buffer", "-p")

    def resize(self, width: int, height: int) -> None:
        """Resize the terminal to this many columns and rows."""
        self.tmux("resize-window", "-x", str(width), "-y", str(height))

    def lines(self) -> list[str]:
        """Return the rows of the screen."""
        return self.tmux("capture-pane", "-p").split("\n")[:-1]

    def state(self, variable: str) -> str:
        """Return one of tmux's variables: ``cursor_flag``, ``alternate_on``, ``pane_dead_status`` ..."""
        return self.tmux("display-message", "-p", f"#{{{variable}}}").strip()

    def wait_for(self, text: str) -> list[str]:
        """Wait until a text is on the screen, and return the screen."""
        return self._wait(lambda lines: any(text in line for line in lines), text)

    def wait_for_no(self, text: str) -> list[str]:
        """Wait until a text has gone from the screen, and return the screen."""
        return self._wait(lambda lines: not any(text in line for line in lines), f"no {text}")

    def processes(self) -> set[int]:
        """Return the numbers of all processes that run in it."""
        listed = subprocess.run(["ps", "-s", self.state("pane_pid"), "-o", "pid="], capture_output=True, check=False)
        return set(map(int, listed.stdout.split()))

    def end(self) -> None:
        """End it, and whatever still runs in it."""
        left = self.processes()
        self.tmux("kill-server")
        for number in left:
            with suppress(ProcessLookupError):
                os.kill(number, signal.SIGKILL)

    def _wait(self, is_there, what: str) -> list[str]:
        lines = self.lines()

        def looks_so() -> bool:
            nonlocal lines
            lines = self.lines()
            return is_there(lines)

        wait_until(looks_so, lambda: "\n".join([f"waited for {what}, saw:", *lines]), turn_s=0.05)
        return lines


@contextmanager
def in_terminal(
    command: str, folder: Path, environment: Mapping[str, str], *, width: int = 100, height: int = 30
) -> Iterator[Terminal]:
    """Run a shell command in a terminal of a size, from the top of the tree; what still runs at the end is ended."""
    kept = {"LANG": "C.UTF-8", "PYTHONPATH": str(ROOT), "SHELL": "/bin/sh"}
    removed = {"TMUX", "COLUMNS", "LINES", "NO_COLOR", "LC_ALL"}
    terminal = Terminal(folder, {key: value for key, value in environment.items() if key not in removed} | kept)
    size = ("-x", str(width), "-y", str(height))
    terminal.tmux("new-session", "-d", *size, "-c", str(ROOT), command, ";", "set", "-g", "remain-on-exit", "on")
    try:
        yield terminal
    finally:
        terminal.end()
