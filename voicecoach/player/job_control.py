"""Ctrl-Z and ``fg``: whoever has changed the terminal restores it before the process stops."""

import os
import signal
import sys
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from types import FrameType
from typing import Any

Release = Callable[[], None]
"""Restores the terminal; does nothing if it is restored already."""

_releases: list[Release] = []
_is_stopping = threading.Event()


def is_foreground(terminal: int) -> bool:
    """Whether this process is in the foreground of a terminal; also true if the terminal has no job control."""
    if sys.platform == "win32":
        return True
    try:
        return os.tcgetpgrp(terminal) == os.getpgrp()
    except OSError:
        return True


def may_use_terminal(terminal: int) -> bool:
    """Whether a terminal may be used: this process is in its foreground and not about to be stopped."""
    return not _is_stopping.is_set() and is_foreground(terminal)


@contextmanager
def released_when_stopped(release: Release) -> Iterator[None]:
    """Call ``release`` before the terminal stops the process; the last one registered is called first.

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
    """Install the handlers, except for signals that the parent process ignores; return the previous handlers."""
    if sys.platform == "win32":
        return {}
    caught = {}
    for number, handler in ((signal.SIGTSTP, _stop), (signal.SIGCONT, _continue)):
        before = signal.getsignal(number)
        if before not in {signal.SIG_IGN, None}:
            caught[int(number)] = signal.signal(number, handler)
    return caught


def _stop(number: int, _frame: FrameType | None) -> None:
    """Restore the terminal and stop; the rest runs when the process is continued."""
    _is_stopping.set()
    _release_all()
    signal.signal(number, signal.SIG_DFL)
    signal.raise_signal(number)
    signal.signal(number, _stop)
    _is_stopping.clear()


def _continue(_number: int, _frame: FrameType | None) -> None:
    """Start over: after a SIGSTOP, which cannot be caught, the shell may have changed the terminal."""
    _release_all()


def _release_all() -> None:
    for release in reversed(_releases):
        release()
