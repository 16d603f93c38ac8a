"""The signals that end a program: each ends it as Ctrl-C does, so that unfinished files are removed."""

import signal
from collections.abc import Iterator
from contextlib import contextmanager
from types import FrameType

_arrived: list[int] = []
"""The signals that have arrived since ``end_politely``."""

ENDING = tuple(getattr(signal, name) for name in ("SIGINT", "SIGTERM", "SIGHUP") if hasattr(signal, name))


def end_politely(*, once: bool = False) -> None:
    """Make these signals raise KeyboardInterrupt; only the first, if it should be ``once``, so that cleanup is safe."""
    _arrived.clear()
    for number in ENDING:
        if signal.getsignal(number) is not signal.SIG_IGN:  # nohup ignores SIGHUP for us.
            signal.signal(number, _interrupt_once if once else _interrupt)


@contextmanager
def held_back() -> Iterator[None]:
    """Block these signals for a moment. A process that starts meanwhile blocks them until it calls ``let_through``.

    Does nothing on Windows.
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
    """Unblock the signals that the parent blocked while it started this process."""
    if hasattr(signal, "pthread_sigmask"):
        signal.pthread_sigmask(signal.SIG_UNBLOCK, ENDING)


@contextmanager
def ignored() -> Iterator[None]:
    """Ignore these signals during a cleanup."""
    before = {number: signal.signal(number, signal.SIG_IGN) for number in ENDING}
    try:
        yield
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)


def raise_if_interrupted() -> None:
    """Raise KeyboardInterrupt if one of these signals has arrived: the first one may be lost.

    Python ignores an exception in a callback of a weak reference, such as those that an import has.
    """
    if _arrived:
        raise KeyboardInterrupt


def _interrupt(number: int, _frame: FrameType | None) -> None:
    _arrived.append(number)
    raise KeyboardInterrupt


def _interrupt_once(number: int, _frame: FrameType | None) -> None:
    _arrived.append(number)
    for each in ENDING:
        signal.signal(each, signal.SIG_IGN)
    raise KeyboardInterrupt
