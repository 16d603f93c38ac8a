"""What is said in a timed set, or in a group whose exercises are read out once."""

from collections.abc import Iterator
from dataclasses import replace

from voicecoach.coach.lines import Line
from voicecoach.coach.work_coach import AFTER_SOUND_MS, MARKS_APART_MS, WorkCoach
from voicecoach.session import BlockWork, SetWork, Work, spoken_at
from voicecoach.units import MS_PER_SECOND, Ms
from voicecoach.workout import Moment, SideRule

HALFWAY_FROM_MS: Ms = 30 * MS_PER_SECOND


class TimedSet(WorkCoach):
    """Says how much of a timed set is done and left, with form cues in between; in a flow, only form cues."""

    def _through(self, work: Work) -> Iterator[Line]:
        is_half_already = isinstance(work, SetWork) and work.exercise.side_rule is SideRule.SWITCH
        is_for_time = isinstance(work, BlockWork) and work.rounds is not None
        joins_next = isinstance(work, SetWork) and work.joins_next
        if self.step.may_flow and (self.step.is_joined or joins_next):
            yield from self._form_cues(MS_PER_SECOND, self.step.duration_ms)
            return
        duration_ms = self.step.duration_ms
        half_ms = duration_ms // 2
        if (
            duration_ms >= HALFWAY_FROM_MS
            and half_ms + MARKS_APART_MS <= self._end_ms
            and not (is_half_already or is_for_time)
        ):
            # Half of a cap is not half of the work.
            yield from self._sounded("halfway", "half", half_ms)
            if not self._script_speaks_at(half_ms):
                yield from self._spoken_at("halfway", self.say.phrase("halfway"), half_ms + AFTER_SOUND_MS)
        for left_ms in self._time_left_marks_ms(duration_ms, half_ms):
            for line in self._spoken_at("time-left", self.say.time_left(left_ms), duration_ms - left_ms):
                yield replace(line, thinnable=True)
        # In a short part of a set, what it is counts for more than the countdown.
        yield from self._count_in("time-left", preemptible=self._is_later_part)
        yield from self._form_cues(MS_PER_SECOND, max(0, self._end_ms))

    def _script_speaks_at(self, at_ms: Ms) -> bool:
        """Whether the script has words of its own for this very time, so that others are not needed."""
        spoken = spoken_at(self.step, self.session.steps[self.step.index - 1])
        is_written = any(at_ms == time_ms and say.moment is not Moment.EVERY for time_ms, say in spoken)
        return is_written and self._speaks("say")
