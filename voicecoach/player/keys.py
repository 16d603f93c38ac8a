"""Keys pressed while playing, one at a time, without waiting for return."""

import os
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager

NextKey = Callable[[float], str]
"""Waits up to a number of seconds for a key; returns it, or nothing."""


@contextmanager
def pressed_keys() -> Iterator[NextKey]:
    """Give what reads keys, and put the terminal back as it was at the end.

    The keys come from the terminal that shows the session, also where the standard input is a pipe. Where nobody looks
    on, or another program has the terminal, there are no keys, and reading one only waits.
    """
    if sys.platform == "win32":
        yield _windows_key if sys.stdin.isatty() else _no_key
        return
    terminal = _own_terminal()
    if terminal is None:
        yield _no_key
        return
    try:
        with _cbreak(terminal):
            yield lambda seconds: _posix_key(terminal, seconds)
    finally:
        os.close(terminal)


def _own_terminal() -> int | None:
    """Open the terminal; None where there is none or where we are in its background, and would be stopped."""
    if not sys.stderr.isatty():
        return None
    try:
        terminal = os.open("/dev/tty", os.O_RDONLY)
    except OSError:
        return None
    if os.tcgetpgrp(terminal) == os.getpgrp():
        return terminal
    os.close(terminal)
    return None


def _no_key(seconds: float) -> str:
    time.sleep(seconds)
    return ""


def _posix_key(terminal: int, seconds: float) -> str:
    import select

    ready, _, _ = select.select([terminal], [], [], seconds)
    return os.read(terminal, 1).decode(errors="replace") if ready else ""


@contextmanager
def _cbreak(terminal: int) -> Iterator[None]:
    """Let keys through one by one, without showing them."""
    import termios
    import tty

    before = termios.tcgetattr(terminal)
    try:
        tty.setcbreak(terminal)
        yield
    finally:
        termios.tcsetattr(terminal, termios.TCSADRAIN, before)


def _windows_key(seconds: float) -> str:
    import msvcrt

    end = time.monotonic() + seconds
    while time.monotonic() < end:
        if msvcrt.kbhit():  # type: ignore[attr-defined,unused-ignore]
            return str(msvcrt.getwch())  # type: ignore[attr-defined,unused-ignore]
        time.sleep(0.01)
    return ""
