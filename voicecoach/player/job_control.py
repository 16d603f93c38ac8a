"""Being stopped with Ctrl-Z and continued: what has changed the terminal puts it back first, and waits for its turn."""

import os
import signal
import sys
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from types import FrameType
from typing import Any

Release = Callable[[], None]
"""Puts the terminal back as it was. Where it is already, this does nothing."""

_releases: list[Release] = []
_is_stopping = threading.Event()


def is_foreground(terminal: int) -> bool:
    """Whether this process is in the foreground of a terminal, or the terminal is not one that has a foreground."""
    if sys.platform == "win32":
        return True
    try:
        return os.tcgetpgrp(terminal) == os.getpgrp()
    except OSError:
        return True


def may_use_terminal(terminal: int) -> bool:
    """Whether a terminal may be taken: this process is in its foreground, and is not about to be stopped."""
    return not _is_stopping.is_set() and is_foreground(terminal)


@contextmanager
def released_when_stopped(release: Release) -> Iterator[None]:
    """Call ``release`` before the process is stopped by its terminal, last registered first.

    Each user of the terminal takes it back by itself, once ``may_use_terminal`` says so: a job that is continued in the
    background gets no signal when it is brought to the foreground later. Outside the main thread, where no signal can
    be caught, this does nothing.
    """
    if sys.platform == "win32" or threading.current_thread() is not threading.main_thread():
        yield
        return
    caught = {} if _releases else _catch()
    _releases.append(release)
    try:
        yield
    finally:
        _releases.remove(release)
        for number, before in caught.items():
            signal.signal(number, before)


def _catch() -> dict[int, Any]:
    """Catch the signals, but for one that whoever started this process wants ignored; return what was there before."""
    if sys.platform == "win32":
        return {}
    caught = {}
    for number, handler in ((signal.SIGTSTP, _stop), (signal.SIGCONT, _continue)):
        before = signal.getsignal(number)
        if before not in {signal.SIG_IGN, None}:
            caught[int(number)] = signal.signal(number, handler)
    return caught


def _stop(number: int, _frame: FrameType | None) -> None:
    """Put everything back, and stop: this goes on when the process is continued."""
    _is_stopping.set()
    _release_all()
    signal.signal(number, signal.SIG_DFL)
    signal.raise_signal(number)
    signal.signal(number, _stop)
    _is_stopping.clear()


def _continue(_number: int, _frame: FrameType | None) -> None:
    """Begin anew: after a stop that cannot be caught, nobody knows what the shell has made of the terminal."""
    _release_all()


def _release_all() -> None:
    for release in reversed(_releases):
        release()
