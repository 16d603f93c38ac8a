"""How long a long set has lasted, and the list of a group that was read out once, said again."""

from collections.abc import Iterator
from dataclasses import replace

from voicecoach.coach.lines import Line
from voicecoach.coach.work_coach import WorkCoach
from voicecoach.session import BlockWork, Work
from voicecoach.units import MS_PER_MINUTE, MS_PER_SECOND, Ms
from voicecoach.workout import Timed

LONG_SET_MS: Ms = 15 * MS_PER_MINUTE
"""From this length on, a timed set says how much of it is done, as well as how much is left."""

VERY_LONG_SET_MS: Ms = 40 * MS_PER_MINUTE

FOR_TIME_EVERY_MS: Ms = 2 * MS_PER_MINUTE
LONG_EVERY_MS: Ms = 5 * MS_PER_MINUTE
VERY_LONG_EVERY_MS: Ms = 10 * MS_PER_MINUTE

WITHIN_MS: Ms = 2 * MS_PER_SECOND
"""How late the time can be said, after other words."""

LIST_WITHIN_MS: Ms = 30 * MS_PER_SECOND
"""How late the list of a group can begin, after other words."""


class TimePassed(WorkCoach):
    """Says the elapsed time: by default of a group for time, and in the first half of a long timed set."""

    def _through(self, work: Work) -> Iterator[Line]:
        if work.part or not (isinstance(work, BlockWork) or isinstance(work.dose, Timed)):
            return
        every_ms, until_ms = self._marks(work)
        for past_ms in _marks_ms(every_ms, until_ms):
            if self._says_time_left_at(work, past_ms):
                continue
            for line in self._said("elapsed", self.say.elapsed(past_ms), past_ms):
                yield replace(line, latest_start_ms=past_ms + WITHIN_MS)
        if isinstance(work, BlockWork):
            list_every_ms = self._choice("list").every * MS_PER_SECOND
            for at_ms in _marks_ms(list_every_ms, self.step.duration_ms):
                for line in self._said("list", self.say.items(work), at_ms):
                    yield replace(line, latest_start_ms=at_ms + LIST_WITHIN_MS)

    def _says_time_left_at(self, work: Work, past_ms: Ms) -> bool:
        """Whether the time left of a group is said at this time: without a switch, that is enough."""
        is_known = isinstance(work, BlockWork) and (work.rounds is None or work.cap_ms)
        is_usual = not (self._choice("elapsed").every or self._choice("time-left").is_thinned)
        duration_ms = self.step.duration_ms
        marks_ms = self._time_left_marks_ms(duration_ms, duration_ms // 2)
        return bool(is_known) and is_usual and duration_ms - past_ms in marks_ms

    def _marks(self, work: Work) -> tuple[Ms, Ms]:
        """Return how often the elapsed time is said, and until when; never is 0."""
        duration_ms, choice = self.step.duration_ms, self._choice("elapsed")
        is_long = duration_ms >= LONG_SET_MS
        if choice.every:
            return choice.every * MS_PER_SECOND, duration_ms
        if isinstance(work, BlockWork):
            is_said = work.rounds is not None or choice.is_chosen
            return (LONG_EVERY_MS if is_long else FOR_TIME_EVERY_MS) if is_said else 0, duration_ms
        sparse_ms = VERY_LONG_EVERY_MS if duration_ms >= VERY_LONG_SET_MS else LONG_EVERY_MS
        if choice.is_chosen:
            return (sparse_ms if is_long else MS_PER_MINUTE), duration_ms
        return (sparse_ms if is_long else 0), duration_ms // 2


def _marks_ms(every_ms: Ms, until_ms: Ms) -> range:
    """Return the multiples of a time before an end."""
    return range(every_ms, until_ms, every_ms) if every_ms else range(0)
