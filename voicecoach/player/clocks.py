"""Starts on the clock: sets that start every minute, or at another interval. Pure.

Times are milliseconds of the session that have been played: a clock stops while the session is paused.
"""

from dataclasses import dataclass

from voicecoach.coach import Prompt
from voicecoach.player.segments import resized
from voicecoach.player.session_source import SessionSource
from voicecoach.session import Due
from voicecoach.timeline import Segment, TimelineStep
from voicecoach.units import Ms


@dataclass(frozen=True, slots=True)
class MissedStart:
    """How many starts were missed, and the step to resume at: the one before the next start that can be met."""

    starts: int
    resume_index: int


class Clocks:
    """Keeps the starts on the clock by resizing the rest before each."""

    def __init__(self, source: SessionSource) -> None:
        self._source = source
        self._begun_ms: dict[int, Ms] = {}
        """When each clock had its first start."""
        self._is_late = False
        """Whether a start was missed and the listener has not been told yet."""

    def fit(self, segment: Segment, index: int, now_ms: Ms, *, is_seek: bool) -> Segment | MissedStart:
        """Return a step that begins now, resized to last until the start after it, if there is one.

        ``is_seek`` says that the listener chose this step, which restarts its clock.
        """
        is_set = segment.step.is_set
        is_late, self._is_late = self._is_late, False
        starting = self._step_at(index if is_set else index + 1)
        if starting is None or starting.due is None or not segment.length_ms:
            return segment
        if is_set or is_seek:
            self._start(starting.due, now_ms + (0 if is_set else segment.length_ms), is_seek=is_seek)
        left_ms = self._left_ms(starting.due, now_ms)
        if is_set or left_ms is None or (left_ms == segment.length_ms and not is_late):
            return segment
        if left_ms < 0:
            self._is_late = True
            return self._missed(starting, now_ms)
        return resized(segment, left_ms, lead=self._source.prompt(Prompt.MISSED).cues[0] if is_late else None)

    def _start(self, due: Due, at_ms: Ms, *, is_seek: bool) -> None:
        """Note that a set starts. Its first set starts a clock; one that is early moves the clock forward."""
        begun_ms = at_ms - due.at_ms
        known_ms = self._begun_ms.get(due.clock, begun_ms)
        self._begun_ms[due.clock] = begun_ms if is_seek else min(begun_ms, known_ms)

    def _left_ms(self, due: Due, now_ms: Ms) -> Ms | None:
        """Return the time until a start, or None if its clock has not begun."""
        begun_ms = self._begun_ms.get(due.clock)
        return None if begun_ms is None else begun_ms + due.at_ms - now_ms

    def _missed(self, missed: TimelineStep, now_ms: Ms) -> MissedStart:
        resume_index = self._next_reachable(missed, now_ms)
        between = self._source.steps[missed.index : resume_index]
        return MissedStart(sum(step.due is not None for step in between), resume_index)

    def _next_reachable(self, missed: TimelineStep, now_ms: Ms) -> int:
        """Return the index of the step before the next start that can be met, or after the clock's last start."""
        clock = missed.due.clock if missed.due else None
        later = [step for step in self._source.steps[missed.index + 1 :] if step.due and step.due.clock == clock]
        for step in later:
            left_ms = self._left_ms(step.due, now_ms) if step.due else None
            if left_ms is not None and left_ms >= 0:
                return step.index - 1
        return (later[-1] if later else missed).index + 1

    def _step_at(self, index: int) -> TimelineStep | None:
        steps = self._source.steps
        return steps[index] if index < len(steps) else None
