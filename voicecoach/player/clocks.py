"""Starts on the clock: sets that start every minute, or at another interval. Pure.

Times are milliseconds of the session that have been played: a clock stops while the session is paused. A start is met
if nothing is left before it, as in the plan.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from voicecoach.coach import Prompt
from voicecoach.player.segments import delayed, resized
from voicecoach.player.session_source import SessionSource
from voicecoach.session import Due
from voicecoach.timeline import Segment, TimelineStep
from voicecoach.units import MS_PER_SECOND, Ms

_LEAST_OPEN_MS: Ms = MS_PER_SECOND
"""The shortest set that lasts until the next start calls."""


@dataclass(frozen=True, slots=True)
class MissedStart:
    """How many starts were missed, and the step to resume at: before the next start that can be met, or after all."""

    starts: int
    resume_index: int


class Clocks:
    """Keeps the starts on the clock by resizing what is before each."""

    def __init__(self, source: SessionSource) -> None:
        self._source = source
        self._begun_ms: dict[int, Ms] = {}
        """When each clock had its first start."""
        self._is_late = False
        """Whether a start was missed and the listener has not been told yet."""

    def fit(self, segment: Segment, index: int, now_ms: Ms, *, is_seek: bool) -> Segment | MissedStart:
        """Return a step that begins now, resized to the start after it, if there is one.

        ``is_seek`` says that the listener chose this step, which restarts its clock.
        """
        step = self._source.steps[index]
        if segment.step.is_set:
            return self._set(segment, step, now_ms, is_seek=is_seek)
        is_late, self._is_late = self._is_late, False
        starting = self._step_at(index + 1)
        if starting is None or starting.due is None or not segment.length_ms:
            return segment
        if is_seek:
            self._start(starting.due, now_ms + segment.length_ms, is_seek=True)
        left_ms = self._left_ms(starting.due, now_ms)
        if left_ms is None or (left_ms == segment.length_ms and not is_late):
            return segment
        if left_ms < 0:
            return self._missed(starting, now_ms)
        return resized(segment, left_ms, lead=self._source.prompt(Prompt.MISSED).cues[0] if is_late else None)

    def after_group(self, index: int) -> int | None:
        """Return the index of the step after the group that a missed start ends; None if a step is in no such group."""
        number = self._source.steps[index].until_missed
        if number is None:
            return None
        later = enumerate(self._source.steps[index:], start=index)
        return next((at for at, step in later if step.until_missed != number), len(self._source.steps))

    def _set(self, segment: Segment, step: TimelineStep, now_ms: Ms, *, is_seek: bool) -> Segment | MissedStart:
        """Return a set that begins now, or later if it directly follows another and its start is not yet due."""
        left_ms = self._left_ms(step.due, now_ms) if step.due and not is_seek and self._follows_a_set(step) else None
        if left_ms is not None and left_ms < 0:
            return self._missed(step, now_ms)
        if step.due:
            self._start(step.due, now_ms + (left_ms or 0), is_seek=is_seek)
        if step.is_open:
            segment = self._until_call(segment, step, now_ms + (left_ms or 0))
        if left_ms:
            is_late, self._is_late = self._is_late, False
            lead = self._source.prompt(Prompt.MISSED).cues[0] if is_late else None
            segment = delayed(segment, left_ms, self._source.count_in(), lead)
        return segment

    def _until_call(self, segment: Segment, step: TimelineStep, now_ms: Ms) -> Segment:
        """Return an open set that lasts until it is time to hear of the next start on the clock."""
        between_ms = 0
        for later in self._source.steps[step.index + 1 :]:
            left_ms = self._left_ms(later.due, now_ms) if later.due else None
            if left_ms is not None:
                length_ms = max(_LEAST_OPEN_MS, left_ms - between_ms)
                return segment if length_ms == segment.length_ms else resized(segment, length_ms)
            between_ms += later.length_ms
        return segment

    def _follows_a_set(self, step: TimelineStep) -> bool:
        return step.index > 0 and self._source.steps[step.index - 1].is_set

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
        """Return where to resume after a start was missed: its group may be over, or the next start is met."""
        self._is_late = True
        after = self.after_group(missed.index)
        if after is not None:
            return MissedStart(1, after)
        resume_index = self._next_reachable(missed, now_ms)
        between = self._source.steps[missed.index : resume_index]
        return MissedStart(sum(step.due is not None for step in between), resume_index)

    def _next_reachable(self, missed: TimelineStep, now_ms: Ms) -> int:
        """Return the index of the step before the next start that can be met, or after the clock's last start."""
        steps, clock = self._source.steps, missed.due.clock if missed.due else None
        later = [step for step in steps[missed.index + 1 :] if step.due and step.due.clock == clock]
        for step in later:
            left_ms = self._left_ms(step.due, now_ms) if step.due else None
            if left_ms is not None and left_ms >= 0:
                return step.index if self._follows_a_set(step) else step.index - 1
        return (later[-1] if later else missed).index + 1

    def _step_at(self, index: int) -> TimelineStep | None:
        steps: Sequence[TimelineStep] = self._source.steps
        return steps[index] if index < len(steps) else None
