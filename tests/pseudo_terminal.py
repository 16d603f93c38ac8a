"""A program on a pseudo-terminal: what it shows, keys that are pressed, and how it ends."""

import os
import re
import select
import signal
import subprocess
import time
from collections.abc import Mapping, Sequence
from contextlib import suppress
from pathlib import Path

import pytest

from tests.conftest import PATIENCE_S, wait_until

termios = pytest.importorskip("termios", reason="there are no pseudo-terminals on Windows")

# A process that leads a session takes the first terminal that it opens for its own.
_ON_TERMINAL = 'terminal=$1; shift; exec "$@" <"$terminal" >"$terminal" 2>&1'


class PseudoTerminal:
    """Runs a program in a ``with`` block, at whose end nothing of it is left, however it went."""

    def __init__(self, command: Sequence[str], folder: Path, environment: Mapping[str, str]) -> None:
        self.handle, self._slave = os.openpty()
        self.before = self.modes()
        self.seen = ""
        """What it has shown; a test may empty it to wait for something new."""
        self.process = subprocess.Popen(
            ["sh", "-c", _ON_TERMINAL, "sh", os.ttyname(self._slave), *command],
            cwd=folder,
            env={**environment, "TERM": "xterm", "COLUMNS": "100"},
            start_new_session=True,
        )

    def __enter__(self) -> "PseudoTerminal":
        return self

    def __exit__(self, *_: object) -> None:
        with suppress(ProcessLookupError):
            os.killpg(self.process.pid, signal.SIGKILL)
        self.process.wait(PATIENCE_S)
        os.close(self.handle)
        os.close(self._slave)

    def modes(self) -> list:
        """Return how the terminal is set."""
        return termios.tcgetattr(self.handle)

    def press(self, keys: str | bytes) -> None:
        """Send what a terminal sends for keys."""
        os.write(self.handle, keys if isinstance(keys, bytes) else keys.encode())

    def wait_for(self, pattern: str) -> None:
        """Wait until the program has shown something."""
        deadline = time.monotonic() + PATIENCE_S
        while not re.search(pattern, self.seen):
            has_ended = self.process.poll() is not None
            if not self._read() and has_ended:
                break
            assert time.monotonic() < deadline, self.seen
        assert re.search(pattern, self.seen), self.seen

    def press_until(self, keys: str, pattern: str) -> None:
        """Press keys again and again until the program has shown something."""

        def is_shown() -> bool:
            self.press(keys)
            for _ in range(10):
                self._read()
            return bool(re.search(pattern, self.seen))

        wait_until(is_shown, lambda: self.seen)

    def end(self) -> int:
        """Wait until the program has ended, and return its exit code."""
        while self.process.poll() is None:
            self._read()
        while self._read():
            pass
        return self.process.returncode

    def _read(self) -> bool:
        """Take what has been shown; return whether there was anything."""
        if not select.select([self.handle], [], [], 0.05)[0]:
            return False
        self.seen += os.read(self.handle, 65_536).decode(errors="replace")
        return True
