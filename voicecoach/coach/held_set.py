"""What is said in a set of holds."""

from collections.abc import Iterator

from voicecoach.coach.lines import Line
from voicecoach.coach.work_coach import AFTER_SOUND_MS, WorkCoach
from voicecoach.session import Work, marks_of
from voicecoach.timeline import TICK
from voicecoach.units import MS_PER_SECOND, Ms

COUNTED_HOLD_MS: Ms = 5 * MS_PER_SECOND
"""Each hold of at least this length has a countdown at its end."""


class HeldSet(WorkCoach):
    """Says the number of each hold in a set, counts down to its end, and says form cues in between."""

    def _through(self, work: Work) -> Iterator[Line]:
        marks = marks_of(work)
        for mark in marks:
            release_ms = mark.at_ms + mark.lasts_ms
            if mark.rep > 1:
                yield from self._sounded("sound", TICK, mark.at_ms)
                yield from self._spoken_at("count", self.say.phrase("hold-number", number=mark.rep), mark.at_ms)
            if mark is not marks[-1]:
                if mark.lasts_ms >= COUNTED_HOLD_MS:
                    yields_to_turn = self._is_later_part and mark.rep == 1
                    yield from self._count_in("time-left", release_ms, mark.lasts_ms, preemptible=yields_to_turn)
                yield from self._sounded("switch", "switch", release_ms)
                yield from self._spoken_at("switch", self.say.phrase("release"), release_ms + AFTER_SOUND_MS)
        yield from self._count_in("time-left", lasts_ms=marks[-1].lasts_ms)
        yield from self._form_cues(MS_PER_SECOND, max(MS_PER_SECOND, self._end_ms))
