"""What is said in a set of holds: when each begins and ends, which it is, on which side, and how much of it is left."""

from collections.abc import Iterator
from dataclasses import replace
from itertools import pairwise

from voicecoach.coach.lines import Line
from voicecoach.coach.step_coach import COUNT_IN
from voicecoach.coach.work_coach import WorkCoach
from voicecoach.session import Mark, SetWork, Work, marks_of
from voicecoach.timeline import HOLD, RELEASE
from voicecoach.units import MS_PER_SECOND, Ms
from voicecoach.workout import Held, Side, SideRule

COUNTED_HOLD_MS: Ms = 3 * MS_PER_SECOND
"""Each hold of at least this length is counted down to its end; in a shorter one, its two sounds say enough."""

SHORTEST_RELEASE_MS: Ms = 500
"""In a shorter release there is no time for two sounds: only the one that begins the next hold is heard."""

ROOMY_RELEASE_MS: Ms = 2500
"""In a shorter release only its sound says so, and the side and the number of the next hold may be said in the hold."""

LONG_RELEASE_MS: Ms = 8 * MS_PER_SECOND
"""After a release of at least this length, the next hold is counted in."""

NUMBER_BEFORE_MS: Ms = 2500
"""The number of a hold is said from this long before the hold on, so that it also warns that the hold begins."""

NUMBERS_APART_MS: Ms = 1500
"""The least time between the number of a hold and one that counts seconds, so that neither is taken for the other."""

ROOMY_HOLD_MS: Ms = 6 * MS_PER_SECOND
"""From this length on, a form cue is said within a hold; in a set of shorter ones, in a release if possible."""


class HeldSet(WorkCoach):
    """Leads through the holds of a set: a sound begins and ends each, words prepare for it and count it down."""

    def _through(self, work: Work) -> Iterator[Line]:
        holds = marks_of(work)
        if not holds or not isinstance(work, SetWork):
            return
        if first_side := _side(work, 1):
            side = self.say.side(first_side, work.exercise.limb)
            for line in self._said("switch", side, latest_end_ms=holds[0].end_ms):
                yield replace(line, said_before=True)
        for hold in holds:
            yield from self._time_of(hold)
        for hold, following in pairwise(holds):
            yield from self._between(work, hold, following)
            yield from self._number(work, hold, following, len(holds))
        if holds[-1].end_ms < self.step.duration_ms:
            # There is time left until the cap, but not for another hold.
            yield from self._sounded("switch", RELEASE, holds[-1].end_ms)
        yield from self._cues_in(holds)

    def _time_of(self, hold: Mark) -> Iterator[Line]:
        """Say how much of a hold is left, and count its last seconds."""
        for left_ms in self._marks_ms(hold):
            yield from self._spoken_at("time-left", self.say.time_left(left_ms), hold.end_ms - left_ms)
        if hold.lasts_ms >= COUNTED_HOLD_MS:
            yields_to_turn = self._is_later_part and hold.rep == 1
            yield from self._count_in("time-left", hold.end_ms, hold.lasts_ms, preemptible=yields_to_turn)

    def _marks_ms(self, hold: Mark) -> tuple[Ms, ...]:
        """Return at which times left of a hold, the most first, that time is said in words."""
        return self._time_left_marks_ms(hold.lasts_ms, hold.lasts_ms)

    def _between(self, work: SetWork, hold: Mark, following: Mark) -> Iterator[Line]:
        """End a hold and begin the next one: with its side if they alternate, counted in after a long release."""
        release_ms = following.at_ms - hold.end_ms
        if release_ms >= SHORTEST_RELEASE_MS:
            yield from self._sounded("switch", RELEASE, hold.end_ms)
        yield from self._sounded("switch", HOLD, following.at_ms)
        is_roomy = release_ms >= ROOMY_RELEASE_MS
        if side := _side(work, following.rep):
            latest_end_ms = following.at_ms if is_roomy else following.end_ms
            said = self.say.side(side, work.exercise.limb)
            yield from self._said("switch", said, hold.end_ms, latest_end_ms=latest_end_ms)
        elif is_roomy:
            for line in self._said("switch", self.say.phrase("release"), hold.end_ms, latest_end_ms=following.at_ms):
                yield replace(line, said_before=True)  # The sound has said it already.
        if release_ms >= LONG_RELEASE_MS:
            yield from self._count_in("countdown", following.at_ms, release_ms)

    def _number(self, work: SetWork, hold: Mark, following: Mark, total: int) -> Iterator[Line]:
        """Say which hold comes next, in the release if there is time, well before any number that counts seconds."""
        choice = self._choice("count")
        if not choice.has_number(following.rep, total):
            return
        number = choice.number(following.rep, total)
        is_last = following.rep == total and not (isinstance(work.dose, Held) and work.dose.needs_listener)
        name = "hold-last" if is_last else "holds-left" if choice.is_down else "hold-number"
        has_release = following.at_ms - hold.end_ms >= ROOMY_RELEASE_MS
        latest_end_ms = self._first_number_ms(hold, following) - NUMBERS_APART_MS
        latest_end_ms = min(latest_end_ms, following.at_ms if has_release else following.end_ms)
        # A second before the end of the last hold, "one" was heard.
        after_one_ms = hold.end_ms + NUMBERS_APART_MS - MS_PER_SECOND
        earliest_ms = max(after_one_ms, latest_end_ms - NUMBER_BEFORE_MS) if has_release else after_one_ms
        forms = self.say.phrase(name, number=number)
        for line in self._said("count", forms, earliest_ms, latest_end_ms=latest_end_ms):
            yield replace(line, said_before=not has_release)

    def _first_number_ms(self, hold: Mark, following: Mark) -> Ms:
        """Return when the next number that counts seconds is heard: before a hold, or within it."""
        if following.at_ms - hold.end_ms >= LONG_RELEASE_MS and not self._choice("countdown").is_off:
            return following.at_ms - COUNT_IN * MS_PER_SECOND
        if following.lasts_ms < COUNTED_HOLD_MS or self._choice("time-left").is_off:
            return following.end_ms
        counted_ms = min(self._count_from("time-left") * MS_PER_SECOND, following.lasts_ms - MS_PER_SECOND)
        return following.end_ms - max(counted_ms, *self._marks_ms(following), 0)

    def _cues_in(self, holds: tuple[Mark, ...]) -> Iterator[Line]:
        """Yield form cues: within the holds if there is time, else after a release."""
        said_ms = holds[0].lasts_ms - MS_PER_SECOND - self._count_from("time-left") * MS_PER_SECOND
        if holds[0].lasts_ms >= ROOMY_HOLD_MS and said_ms > 0:
            slots = tuple(hold.at_ms + MS_PER_SECOND for hold in holds)
            yield from self._form_cues(slots[0], slots[-1] + said_ms, slots, said_ms)
        else:
            slots = tuple(hold.end_ms + MS_PER_SECOND for hold in holds[:-1])
            yield from self._form_cues(MS_PER_SECOND, max(MS_PER_SECOND, self._end_ms), slots)


def _side(work: SetWork, rep: int) -> Side | None:
    """Return the side of a hold, counted from 1, if the sides alternate within the set."""
    if work.exercise.side_rule is not SideRule.ALTERNATING:
        return None
    return work.first_side if rep % 2 else work.first_side.other
