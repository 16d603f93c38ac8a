"""The terminal as a keyboard: set to single keys while in the foreground, restored at any other time."""

import os
import select
import sys
import threading
import time
from collections.abc import Callable, Iterable
from contextlib import ExitStack, suppress
from typing import TypeAlias

from voicecoach.player.escapes import Decoder
from voicecoach.player.job_control import is_foreground, may_use_terminal, released_when_stopped

assert sys.platform != "win32"  # noqa: S101 (tells the type checker; nobody else imports it there)

import termios  # noqa: E402

_Modes: TypeAlias = "list[int | list[bytes | int]]"

_SEQUENCE_S = 0.5
"""How long the rest of a key sequence may take to arrive over a slow connection."""

_TURN_S = 0.1
"""How often to check whether the terminal can be used again; listening ends within this time."""

_READ_SIZE = 1024
_INPUT, _LOCAL, _CHARACTERS = 0, 3, 6
"""Indexes into the list of terminal modes."""


class Terminal:
    """Reads keys one by one, without echo."""

    def __init__(self, terminal: int) -> None:
        self._terminal = terminal
        self._before: _Modes | None = None
        """The modes to restore; None while they are unchanged."""
        # The listening thread acquires the terminal; the main thread and its signal handlers release it.
        self._lock = threading.RLock()

    def acquire(self) -> bool:
        """Set the terminal to single keys if it may be used; return whether it is set."""
        with self._lock:
            if not may_use_terminal(self._terminal):
                return False
            if self._before is None:
                with suppress(termios.error):
                    before = termios.tcgetattr(self._terminal)
                    termios.tcsetattr(self._terminal, termios.TCSADRAIN, _single_key_modes(before))
                    self._before = before
            return self._before is not None

    def release(self) -> None:
        """Restore the terminal, if we changed it and are still in the foreground."""
        with self._lock:
            if self._before is not None and is_foreground(self._terminal):
                with suppress(termios.error):
                    termios.tcsetattr(self._terminal, termios.TCSADRAIN, self._before)
            self._before = None

    def listen(self, tell: Callable[[Iterable[str]], None], ended: threading.Event) -> None:
        """Report key names until the event is set or the terminal is closed."""
        decoder, heard_s = Decoder(), 0.0
        while not ended.is_set():
            if not self.acquire():
                ended.wait(_TURN_S)
            elif select.select([self._terminal], [], [], _TURN_S)[0]:
                if not self.acquire():  # lost since, so the input is not for us
                    continue
                data = self._read()
                if not data:
                    return
                heard_s = time.monotonic()
                tell(decoder.feed(data))
            elif decoder.is_waiting and time.monotonic() - heard_s > _SEQUENCE_S:
                decoder.reset()

    def _read(self) -> bytes:
        try:
            return os.read(self._terminal, _READ_SIZE)
        except OSError:
            return b""


def open_terminal(stack: ExitStack) -> Terminal | None:
    """Open the terminal of this process, or return None without one; the stack restores and closes it."""
    try:
        handle = os.open("/dev/tty", os.O_RDONLY | os.O_NOCTTY | os.O_CLOEXEC)
    except OSError:
        return None
    stack.callback(os.close, handle)
    terminal = Terminal(handle)
    stack.callback(terminal.release)
    stack.enter_context(released_when_stopped(terminal.release))
    # At once, so that a key pressed before the thread runs is not echoed.
    terminal.acquire()
    return terminal


def _single_key_modes(modes: _Modes) -> _Modes:
    """Return modes without line editing, echo and flow control (Ctrl-S would freeze the screen)."""
    changed = [*modes]
    changed[_INPUT] = _without(modes[_INPUT], termios.IXON)
    changed[_LOCAL] = _without(modes[_LOCAL], termios.ICANON | termios.ECHO)
    characters = modes[_CHARACTERS]
    if isinstance(characters, list):
        characters = [*characters]
        characters[termios.VMIN], characters[termios.VTIME] = 1, 0
        changed[_CHARACTERS] = characters
    return changed


def _without(flags: object, removed: int) -> int:
    return flags & ~removed if isinstance(flags, int) else 0
