"""Reads keys from the terminal in a thread and puts their controls into the queue."""

import sys
import threading
from collections.abc import Callable, Iterable, Iterator
from contextlib import ExitStack, contextmanager

from voicecoach.player.controls import CONTROL_BY_KEY, Controls
from voicecoach.player.escapes import Decoder

_TURN_S = 0.1

_ARROWS = {"H": "up", "P": "down", "K": "left", "M": "right"}
"""On Windows, the character after a prefix for each arrow key."""

_PREFIXES = {"\x00", "\xe0"}

_Listen = Callable[[Callable[[Iterable[str]], None], threading.Event], None]
"""Reports key names until the event is set."""


@contextmanager
def keyboard(controls: Controls) -> Iterator[bool]:
    """Listen to the keys that control a session for the duration of the context; yield whether there can be keys."""

    def ask(names: Iterable[str]) -> None:
        for name in names:
            if name in CONTROL_BY_KEY:
                controls.put(CONTROL_BY_KEY[name])

    with listening(ask) as has_keys:
        yield has_keys


@contextmanager
def listening(tell: Callable[[Iterable[str]], None]) -> Iterator[bool]:
    """Report key names for the duration of the context, then restore the terminal. Yield whether there can be keys.

    Keys come from the terminal that shows the session, even if standard input is a pipe. Without a terminal there are
    none; while another program is in its foreground, there are none until we are.
    """
    with ExitStack() as stack:
        listen = _listener(stack)
        if listen is not None:
            ended = threading.Event()
            thread = threading.Thread(target=listen, args=(tell, ended), name="keys", daemon=True)
            thread.start()
            stack.callback(thread.join)
            stack.callback(ended.set)
        yield listen is not None


def _listener(stack: ExitStack) -> _Listen | None:
    """Return the function that listens, or None without a terminal. The stack restores the terminal."""
    if sys.platform == "win32":
        return _listen_on_windows if sys.stdin.isatty() else None
    else:  # noqa: RET505 (type checkers for Windows skip it)
        from voicecoach.player.terminal import open_terminal

        terminal = open_terminal(stack) if sys.stderr.isatty() else None
        return None if terminal is None else terminal.listen


def _listen_on_windows(ask: Callable[[Iterable[str]], None], ended: threading.Event) -> None:
    if sys.platform == "win32":
        import msvcrt

        decoder = Decoder()
        while not ended.wait(_TURN_S):
            while msvcrt.kbhit():
                char = msvcrt.getwch()
                if char in _PREFIXES:
                    ask([_ARROWS.get(msvcrt.getwch(), "")])
                else:
                    ask(decoder.feed(char.encode(errors="replace")))
            decoder.reset()
