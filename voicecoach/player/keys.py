"""Keys pressed while playing, one at a time, without waiting for return."""

import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager

NextKey = Callable[[float], str]
"""Waits up to a number of seconds for a key; returns it, or nothing."""


@contextmanager
def pressed_keys() -> Iterator[NextKey]:
    """Give what reads keys, and put the terminal back as it was at the end.

    Where the standard input is no terminal there are no keys, and reading one only waits.
    """
    if not sys.stdin or not sys.stdin.isatty():
        yield _no_key
    elif sys.platform == "win32":
        yield _windows_key
    else:
        with _cbreak():
            yield _posix_key


def _no_key(seconds: float) -> str:
    time.sleep(seconds)
    return ""


def _posix_key(seconds: float) -> str:
    import os
    import select

    ready, _, _ = select.select([sys.stdin], [], [], seconds)
    return os.read(sys.stdin.fileno(), 1).decode(errors="replace") if ready else ""


@contextmanager
def _cbreak() -> Iterator[None]:
    import termios
    import tty

    before = termios.tcgetattr(sys.stdin)
    try:
        tty.setcbreak(sys.stdin)
        yield
    finally:
        termios.tcsetattr(sys.stdin, termios.TCSADRAIN, before)


def _windows_key(seconds: float) -> str:
    import msvcrt

    end = time.monotonic() + seconds
    while time.monotonic() < end:
        if msvcrt.kbhit():  # type: ignore[attr-defined,unused-ignore]
            return str(msvcrt.getwch())  # type: ignore[attr-defined,unused-ignore]
        time.sleep(0.01)
    return ""
