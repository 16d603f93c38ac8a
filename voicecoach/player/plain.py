"""Shows the session as plain lines, for files, pipes and screen readers: each piece of news is printed once."""

import sys

from voicecoach.player.controls import KEYS
from voicecoach.player.status import State, Status
from voicecoach.player.status_text import IMPORTANT, READY, awaited, clean, long_key, place, short_key, with_target
from voicecoach.session import StepKind
from voicecoach.units import clock, seconds_text

_CHANGES = {
    State.LOADING: "loading",
    State.PAUSED: "paused",
}
"""The line for each state that is entered; a return to playing has one only after a pause."""


class PlainScreen:
    """Prints each step as it begins, each change of state, and each message."""

    def __init__(self, *, has_keys: bool) -> None:
        self._has_keys = has_keys
        self._before: Status | None = None

    def show(self, status: Status) -> None:
        """Print what has changed."""
        before, self._before = self._before, status
        if before is None:
            before = Status(state=State.PLAYING, index=-1)
            if self._has_keys:
                _say("keys: " + ", ".join(map(short_key, IMPORTANT)))
        if status.index != before.index or (status.step_title != before.step_title and status.step_title):
            self._say_step(status)
        if status.state is State.WAITING and before.state is not State.WAITING:
            _say(f"waiting: {awaited(status)}")
        self._say_state(before.state, status.state)
        if status.can_go_on and not before.can_go_on:
            _say(READY)
        if status.message and status.message != before.message:
            _say(clean(status.message))
        if status.is_help_shown and not before.is_help_shown:
            for control in KEYS:
                _say(long_key(control))

    def _say_step(self, status: Status) -> None:
        if not status.step_title:
            return
        where = f"({place(status).replace(' · ', ', ')})" if place(status) else ""
        parts = [f"{clock(status.session_ms)}  {with_target(status.step_title, status.target)}"]
        if status.is_set:
            parts.append(where)
        if status.waits:
            parts.append(awaited(status))
        elif status.kind is StepKind.REST or (status.is_set and not status.target):
            parts.append(seconds_text(_whole_seconds(status.step_length_ms)))
        if status.is_break:
            parts += [f"next: {with_target(status.following, status.following_target)}", where]
        _say("  ".join(filter(None, parts)))

    def _say_state(self, before: State, now: State) -> None:
        if now is before:
            return
        if now in _CHANGES:
            _say(_CHANGES[now])
        elif now is State.PLAYING and before is State.PAUSED:
            _say("resumed")


def _whole_seconds(time_ms: int) -> int:
    return round(time_ms, -3) if time_ms >= _SHORT_MS else time_ms


_SHORT_MS = 1000


def _say(line: str) -> None:
    """Print a line to standard error, replacing characters that its encoding does not have."""
    encoding = sys.stderr.encoding or "utf-8"
    print(line.encode(encoding, "replace").decode(encoding), file=sys.stderr, flush=True)
