"""The signals that ask a program to end: each ends it as Ctrl-C does, so that what is half done is cleared away."""

import signal
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from types import FrameType
from typing import Any, TypeAlias

ENDING = tuple(getattr(signal, name) for name in ("SIGINT", "SIGTERM", "SIGHUP") if hasattr(signal, name))

_Handler: TypeAlias = Callable[[int, FrameType | None], Any] | int


def end_politely() -> None:
    """Let every one of them raise KeyboardInterrupt; Python does so for Ctrl-C already."""
    _handle(_interrupt)


def end_politely_once() -> None:
    """Let the first of them raise KeyboardInterrupt, and what comes later not disturb the clearing away."""
    _handle(_interrupt_once)


@contextmanager
def held_back() -> Iterator[None]:
    """Hold them back for a moment; a process that begins in it holds them back, too, until it is ready for them.

    Windows knows nothing of the kind.
    """
    if not hasattr(signal, "pthread_sigmask"):
        yield
        return
    before = signal.pthread_sigmask(signal.SIG_BLOCK, ENDING)
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


def let_through() -> None:
    """Let those come that the parent held back while it made this process."""
    if hasattr(signal, "pthread_sigmask"):
        signal.pthread_sigmask(signal.SIG_UNBLOCK, ENDING)


@contextmanager
def ignored() -> Iterator[None]:
    """Ignore them while something ends that has been asked to."""
    before = {number: signal.signal(number, signal.SIG_IGN) for number in ENDING}
    try:
        yield
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)


def _handle(handler: _Handler) -> None:
    for number in ENDING:
        # What nohup has told the process to ignore stays ignored.
        if signal.getsignal(number) is not signal.SIG_IGN:
            signal.signal(number, handler)


def _interrupt(_number: int, _frame: FrameType | None) -> None:
    raise KeyboardInterrupt


def _interrupt_once(_number: int, _frame: FrameType | None) -> None:
    for number in ENDING:
        signal.signal(number, signal.SIG_IGN)
    raise KeyboardInterrupt
