"""What is said in a set that the coach counts: numbers, phases, turns, and form cues between them."""

from collections.abc import Iterator

from voicecoach.coach.lines import HardLine, Line, words
from voicecoach.coach.phases import PhasedSet
from voicecoach.coach.work_coach import PROTECTED_COUNTS
from voicecoach.session import Beat, SetWork, Work, beats_of
from voicecoach.timeline import TICK
from voicecoach.units import MS_PER_SECOND, Ms
from voicecoach.workout import Count, Counted, Unit, are_breath

ROOMY_PACE_MS: Ms = 5 * MS_PER_SECOND
"""At this pace or slower, a form cue fits between any two counts."""

MILESTONE = 5
"""If numbers take longer than the pace, only multiples of this are said."""


class CountedSet(PhasedSet):
    """Counts a set on its beats, with form cues in the gaps or instead of some counts in the middle."""

    def _through(self, work: Work) -> Iterator[Line]:
        beats = beats_of(work)
        if beats and isinstance(work, SetWork) and isinstance(work.exercise.dose, Counted):
            yield from self._counted(work, work.exercise.dose, beats)

    def _counted(self, work: SetWork, dose: Counted, beats: tuple[Beat, ...]) -> Iterator[Line]:
        # A set without a lead begins with its name, its first phase or the go sound, instead of the first number.
        spoken = beats if work.lead_ms else beats[1:]
        may_count = self._choice("count").is_chosen or not are_breath(work.phases)
        numbered = {beat for beat in spoken if may_count and self._is_numbered(beat, dose.counts[beat.part])}
        with_phases = bool(work.phases) and self._speaks("tempo")
        reps = ((rep, beat) for rep, beat in enumerate(beats, start=1) if beat in numbered)
        numbers = {rep: self._number(beat, dose.counts[beat.part]) for rep, beat in reps}
        cues: list[Line] = []
        turn_ms = 0
        for part, count in enumerate(dose.counts):
            own = [beat for beat in beats if beat.part == part]
            if not own:
                break  # The cap leaves no time for it.
            if part:
                yield from self._turn(self.say.turn(count.way), turn_ms, own[0].at_ms)
            turn_ms = own[-1].at_ms + work.pace_ms
            for beat in own:
                if beat.at_ms:  # The beat at the very start is the go sound, or words.
                    yield from self._sounded("sound", TICK, beat.at_ms)
                if beat in numbered and not with_phases:
                    yield self._count(beat, count)
            cues += self._cues_between(own, work.pace_ms)
        first_ms = beats[min(PROTECTED_COUNTS, len(beats) - 1)].at_ms
        yield from self._phases(work, first_ms, tuple(cues), numbers)

    def _is_numbered(self, beat: Beat, count: Count) -> bool:
        """Whether the number of a beat is said."""
        total = count.amount.top
        if not self._speaks("count") or (count.unit is Unit.BREATH and total == 1):
            return False
        return self._choice("count").has_number(beat.number, total)

    def _number(self, beat: Beat, count: Count) -> int:
        return self._choice("count").number(beat.number, count.amount.top)

    def _count(self, beat: Beat, count: Count) -> Line:
        """Say the number of a beat."""
        number, total = self._number(beat, count), count.amount.top
        # A set that nobody could announce may have to say first what it is.
        first, last = (
            (0, min(PROTECTED_COUNTS, (total - 1) // 2)) if self._coming else (PROTECTED_COUNTS, PROTECTED_COUNTS)
        )
        in_the_middle = first < beat.number <= total - last
        is_milestone = not number % MILESTONE and beat.number <= total - PROTECTED_COUNTS
        stays = is_milestone or beat.number == total
        return HardLine(
            self.step.index, "count", words(self.say.number(number)), beat.at_ms, in_the_middle, thinnable=not stays
        )

    def _cues_between(self, beats: list[Beat], pace_ms: Ms) -> Iterator[Line]:
        """Yield form cues for the middle of a count; at a slow pace they fit between any two beats."""
        if pace_ms >= ROOMY_PACE_MS:
            slots, end_ms = beats, beats[-1].at_ms + pace_ms
        elif middle := beats[PROTECTED_COUNTS:-PROTECTED_COUNTS]:
            slots, end_ms = middle, beats[-PROTECTED_COUNTS].at_ms
        else:
            slots, end_ms = beats[1:], beats[-1].at_ms
        if slots:
            yield from self._form_cues(slots[0].at_ms, end_ms, tuple(beat.at_ms for beat in slots))
