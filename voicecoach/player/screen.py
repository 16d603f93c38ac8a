"""What is shown while playing: one line that lives, or a line per step where the output is no terminal."""

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

from voicecoach.player.transport import State, Transport
from voicecoach.units import MS_PER_SECOND, clock

if TYPE_CHECKING:
    from rich.text import Text

Show = Callable[[Transport], None]
"""Shows the transport as it is now."""


@contextmanager
def open_screen() -> Iterator[Show]:
    """Give what shows a session on the standard error, and leave the terminal as it was."""
    if not sys.stderr.isatty():
        yield _plain_screen()
        return
    from rich.console import Console
    from rich.live import Live

    with Live(console=Console(stderr=True), auto_refresh=False) as live:
        yield lambda transport: live.update(_line(transport), refresh=True)


def _plain_screen() -> Show:
    """Return what prints a line for every step as it begins."""
    shown: set[int] = set()

    def show(transport: Transport) -> None:
        step = transport.step
        if step.index not in shown:
            shown.add(step.index)
            print(f"{clock(step.start_ms)}  {step.title}", file=sys.stderr, flush=True)

    return show


_MARKS = {State.PAUSED: "⏸", State.WAITING: "⏎"}


def _line(transport: Transport) -> "Text":
    """Return where the session is: state, time, step, what is left of it, what comes next."""
    from rich.text import Text

    step = transport.step
    later = transport.timeline.steps[step.index + 1 :]
    following = next((other.title for other in later if other.exercise), "the end")
    mark = _MARKS.get(transport.state, "▶")
    left = clock(step.end_ms - transport.position_ms + MS_PER_SECOND - 1)
    return Text.assemble(
        f"{mark} {clock(transport.position_ms)} / {clock(transport.timeline.duration_ms)}  ",
        (step.title, "bold"),
        "  press return when you are done  " if transport.state is State.WAITING else f"  {left}  ",
        (f"next: {following}", "dim"),
        overflow="ellipsis",
        no_wrap=True,
    )
