"""The clocks of a session: when sets start that start every minute, or every so often. Pure.

Times are in milliseconds of the time that was played: a clock stands while the session is paused.
"""

from collections.abc import Sequence

from voicecoach.session import LEAST_CLOCK_REST_MS, Due
from voicecoach.timeline import TimelineStep
from voicecoach.units import Ms


class Clocks:
    """When the first start of every clock was, as far as it has begun."""

    def __init__(self) -> None:
        self._begun_ms: dict[int, Ms] = {}

    def start(self, due: Due, at_ms: Ms, *, is_chosen: bool) -> None:
        """Let a set start: the clock begins with its first one, and anew where the listener went to this one.

        A clock is never late for a set that is early: it then goes by that set.
        """
        begun_ms = at_ms - due.at_ms
        known_ms = self._begun_ms.get(due.clock, begun_ms)
        self._begun_ms[due.clock] = begun_ms if is_chosen else min(begun_ms, known_ms)

    def left_ms(self, due: Due, now_ms: Ms) -> Ms | None:
        """Return how long it is until a start, or None where its clock has not begun."""
        begun_ms = self._begun_ms.get(due.clock)
        return None if begun_ms is None else begun_ms + due.at_ms - now_ms

    def next_met(self, steps: Sequence[TimelineStep], missed: TimelineStep, now_ms: Ms) -> int:
        """Return the index of what lies before the next start that can be met after one that was missed.

        Behind the last start of the clock, if none can.
        """
        clock = missed.due.clock if missed.due else None
        later = [step for step in steps[missed.index + 1 :] if step.due and step.due.clock == clock]
        for step in later:
            left_ms = self.left_ms(step.due, now_ms) if step.due else None
            if left_ms is not None and left_ms >= LEAST_CLOCK_REST_MS:
                return step.index - 1
        return (later[-1] if later else missed).index + 1
