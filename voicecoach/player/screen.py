"""What is shown while playing: a full screen, or plain lines if standard error is not a terminal that can draw."""

import os
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import replace
from itertools import zip_longest
from typing import TYPE_CHECKING

from voicecoach.player.job_control import may_use_terminal, released_when_stopped
from voicecoach.player.plain import PlainScreen
from voicecoach.player.status import Status
from voicecoach.player.status_text import left_ms
from voicecoach.units import MS_PER_SECOND, Ms

if TYPE_CHECKING:
    from rich.text import Text

Show = Callable[[Status], None]
"""Shows a status; cheap if nothing has changed."""

_ENTER = "\x1b[?1049h\x1b[?25l\x1b[?7l\x1b[?2004h\x1b[2J"
"""The alternate screen, no cursor, no line wrapping (terminals disagree about the width of emoji), and bracketed paste,
so that pasted letters are not taken for keys."""

_LEAVE = "\x1b[?2004l\x1b[?7h\x1b[?25h\x1b[?1049l"

_DRAWN_EVERY_S = 0.1
_CLEAR = "\x1b[2J"
_USUAL_SIZE = os.terminal_size((80, 24))
"""For a terminal that does not know its size."""

_ALL_DRAWN_EVERY_S = 10
"""How often unchanged lines are drawn again, in case another program has written over them."""

_BAR_MOVES_EVERY_MS: Ms = 250


@contextmanager
def open_screen(*, plain: bool = False) -> Iterator[Show]:
    """Yield a function that shows a status on standard error; restore the terminal at the end.

    It prints plain lines if asked to, if standard error is not a terminal, or if the terminal cannot draw.
    """
    if plain or not can_draw():
        yield PlainScreen(has_keys=sys.stderr.isatty()).show
        return
    screen = FullScreen(sys.stderr.fileno())
    try:
        with released_when_stopped(screen.release):
            yield screen.show
    finally:
        screen.release()


def can_draw() -> bool:
    """Whether standard error is a terminal that can move its cursor and encode the block characters."""
    if not sys.stderr.isatty() or os.environ.get("TERM") in {"", "dumb", "unknown"}:
        return False
    if sys.platform == "win32":
        return "WT_SESSION" in os.environ
    try:
        "█▀▄░━─◀▶·“”…»".encode(sys.stderr.encoding)
    except UnicodeEncodeError:
        return False
    return "TERM" in os.environ


class FullScreen:
    """Draws on the alternate screen of a terminal, only the lines that have changed."""

    def __init__(self, terminal: int) -> None:
        from rich.console import Console

        self._terminal = terminal
        # Wider than any screen: the lines are already cut to size and only need colour.
        self._console = Console(stderr=True, width=10_000, highlight=False, emoji=False, markup=False)
        self._is_here = False
        self._size = os.terminal_size((0, 0))
        self._lines: list[str] = []
        self._visible: Status | None = None
        self._drawn_s = self._all_drawn_s = 0.0

    def show(self, status: Status) -> None:
        """Draw a status if it looks different and enough time has passed since the last drawing."""
        now_s = time.monotonic()
        if now_s - self._drawn_s < _DRAWN_EVERY_S or not may_use_terminal(self._terminal):
            return
        size, visible = self._measure(), _visible(status)
        if not self._is_here or size != self._size or now_s - self._all_drawn_s > _ALL_DRAWN_EVERY_S:
            self._begin(size, now_s)
        elif visible == self._visible:
            return
        self._drawn_s, self._visible = now_s, visible
        self._draw(status)

    def release(self) -> None:
        """Leave the alternate screen; the next ``show`` enters it again."""
        if self._is_here:
            self._is_here = False
            self._write(_LEAVE)

    def _measure(self) -> os.terminal_size:
        try:
            size = os.get_terminal_size(self._terminal)
        except OSError:
            return self._size
        return size if all(size) else _USUAL_SIZE

    def _begin(self, size: os.terminal_size, now_s: float) -> None:
        """Forget what is on the screen, so that every line is drawn. Lines that are overwritten need no clearing."""
        if not self._is_here:
            self._write(_ENTER)
        elif size != self._size:
            self._write(_CLEAR)
        self._is_here, self._size, self._all_drawn_s, self._lines = True, size, now_s, []

    def _draw(self, status: Status) -> None:
        from voicecoach.player.frame import render

        before, self._lines = self._lines, [self._coloured(line) for line in render(status, *self._size)]
        # Each line is positioned by itself, so a line that the terminal finds too long does not move the others.
        self._write(
            "".join(
                f"\x1b[{row};1H{line}\x1b[K"
                for row, (line, old) in enumerate(zip_longest(self._lines, before[: len(self._lines)]), start=1)
                if line != old
            )
        )

    def _coloured(self, line: "Text") -> str:
        with self._console.capture() as capture:
            self._console.print(line, end="", soft_wrap=True)
        return capture.get()

    def _write(self, text: str) -> None:
        """Write past Python's buffer, which signal handlers must not re-enter; ignore a closed terminal."""
        data = text.encode(sys.stderr.encoding, errors="replace")
        with suppress(OSError):
            while data:
                data = data[os.write(self._terminal, data) :]


def _visible(status: Status) -> Status:
    """Return a status that is equal for all statuses that look the same: times are rounded to what the bars show."""
    left = left_ms(status, _BAR_MOVES_EVERY_MS)
    return replace(
        status, step_ms=status.step_length_ms - left, session_ms=status.session_ms // MS_PER_SECOND * MS_PER_SECOND
    )
