"""What is said in a set: what it is, as it begins; then the module for its kind of set leads through it."""

from collections.abc import Iterator
from dataclasses import replace

from voicecoach.coach.breaths import Breaths
from voicecoach.coach.counted_set import CountedSet
from voicecoach.coach.held_set import HeldSet
from voicecoach.coach.lines import Line, SoftLine
from voicecoach.coach.phases import SHORTEST_PHASE_MS, PhasedSet, sound_of
from voicecoach.coach.time_passed import TimePassed
from voicecoach.coach.timed_set import TimedSet
from voicecoach.coach.work_coach import PROTECTED_COUNTS, WorkCoach
from voicecoach.session import CHANGEOVER_MS, Coming, SetWork, Step, StepKind, Work, beats_of, marks_of, spoken_at
from voicecoach.timeline import HOLD, RELEASE
from voicecoach.units import MS_PER_SECOND, Ms
from voicecoach.workout import Counted, Held, are_breath

GO_WORDS_MS: Ms = 6 * MS_PER_SECOND
"""What a set is must be said by this time, if it could not be said before the set."""

LIST_WORDS_MS: Ms = 30 * MS_PER_SECOND
"""The same for a group whose exercises are read out."""

SAID_WITHIN_MS: Ms = 5 * MS_PER_SECOND
"""How late a line that is written for a time of the set can begin."""


class SetCoach(WorkCoach):
    """Yields the lines of a set."""

    def _through(self, work: Work) -> Iterator[Line]:
        if work.part and isinstance(work, SetWork):
            holds = marks_of(work)
            first_ms = holds[0].lasts_ms if holds else self.step.duration_ms
            latest_end_ms = work.lead_ms if work.pace_ms else min(first_ms, GO_WORDS_MS)
            yield from self._turn(self.say.turn_to(work), 0, latest_end_ms, self._turn_sound(work))
        else:
            yield from self._on_the_go()
            self.memory.add(work)
            for line in self._sounded("go", self._go_sound, 0):
                yield replace(line, filler=self._begins_with_words)
        if work.is_estimate:
            yield from self._form_cues(MS_PER_SECOND, self.step.duration_ms)
        else:
            for leads in (_set_class(work), Breaths):
                yield from leads(self.session, self.step, self.memory).lines()
        yield from TimePassed(self.session, self.step, self.memory).lines()
        yield from self._lines_at_times()

    def _lines_at_times(self) -> Iterator[Line]:
        """Say the lines that the script has spoken at times of the set."""
        for at_ms, say in spoken_at(self.step, self.session.steps[self.step.index - 1]):
            for line in self._own_lines_of((say,)):
                yield replace(line, earliest_ms=at_ms, latest_start_ms=at_ms + SAID_WITHIN_MS)

    @property
    def _go_sound(self) -> str:
        """Return the sound with which a set begins: that of a hold, of the first phase of a breath, or go."""
        work = self.step.work
        if self.step.kind is StepKind.HOLD:
            return HOLD
        is_sounded = not (self._speaks("tempo") or self._choice("tempo").is_off)
        if is_sounded and isinstance(work, SetWork) and are_breath(work.phases):
            return sound_of(work, 0) or "go"
        return "go"

    def _turn_sound(self, work: SetWork) -> str:
        """Return the sound between two parts of a set, which says whether a hold begins, ends, or goes on."""
        is_hold = self.step.kind is StepKind.HOLD
        if work.is_more:
            return RELEASE if isinstance(work.exercise.dose, Held) else "switch"
        was_hold = self.session.steps[self.step.index - 1].kind is StepKind.HOLD
        return HOLD if is_hold else RELEASE if was_hold else "switch"

    @property
    def _words_end_ms(self) -> Ms:
        """When the words before the final countdown, or before the last three counts, must have ended."""
        beats = beats_of(self.step.work)
        if beats:
            return beats[-min(PROTECTED_COUNTS, len(beats) - 1) or -1].at_ms
        return self.step.duration_ms - self._count_from("time-left") * MS_PER_SECOND

    @property
    def _begins_with_words(self) -> bool:
        """Whether the name of this set, or of its first phase, is said instead of the go sound."""
        if self._is_in_flow and self._speaks("next"):
            return True
        phases = self.step.work.phases if isinstance(self.step.work, SetWork) else ()
        return bool(phases) and phases[0].duration_ms >= SHORTEST_PHASE_MS and self._speaks("tempo")

    def _on_the_go(self) -> Iterator[Line]:
        """Say what the set is as it begins, in case that it was not said before."""
        coming = self._coming
        if coming is None:
            return
        if self._is_in_flow:
            yield from self._on_the_beat(coming)
        else:
            latest_end_ms = GO_WORDS_MS if isinstance(coming.work, SetWork) else LIST_WORDS_MS
            what = (*self._section(coming), *self._next(coming, "named"), *self._round_and_set(coming))
            for line in (*what, *self._sets(coming)):
                yield replace(line, latest_end_ms=latest_end_ms, announces=self.step.index)
        before = self.session.steps[self.step.index - 1]
        if before.is_set or before.duration_ms < CHANGEOVER_MS:
            yield from self._section_rules(coming)
            yield from self._getting_into_place(coming)
        else:
            # After the name of the section, which the break had no room for.
            for line in self._section_rules(coming):
                yield replace(line, announces=self.step.index)
        if self.step.is_joined:
            for line in self._lines_between(self.step):
                yield replace(line, latest_end_ms=self._words_end_ms)
        else:
            for line in self._lines_of_section(coming):
                yield replace(line, announces=self.step.index)

    def _on_the_beat(self, coming: Coming) -> Iterator[Line]:
        """Say the name of a set exactly when it begins; also its dose, if it is longer than those of a flow."""
        for line in (*self._section(coming), *self._round_and_set(coming), *self._sets(coming)):
            yield replace(line, announces=self.step.index)
        announcement = self._announced(coming.work, "named")
        forms = (announcement.name,) if self.step.may_flow else (*announcement.enough, announcement.name)
        yield from self._spoken_at("next", forms, 0)

    def said_ahead(self, step: Step) -> Iterator[SoftLine]:
        """Yield what says, before this set ends, which ``step`` follows it; only a set of known length can say so."""
        yield from self._lines_ahead(step)
        coach = SetCoach(self.session, step, self.memory)
        coming = coach._coming
        if coming is None or self.step.waits or self.step.is_open or coach._is_in_flow:
            return
        index, latest_ms = self.step.index, self._words_end_ms
        following = tuple(coach._next(coming, "ahead"))
        if not following:
            return  # "Last set" alone would be taken for this one.
        where = (*coach._section(coming), *coach._round_and_set(coming))
        for line in (*where, *following, *coach._sets(coming)):
            yield replace(
                line, step=index, earliest_ms=MS_PER_SECOND, latest_end_ms=latest_ms, announces=step.index, ahead=True
            )

    def _lines_between(self, step: Step) -> Iterator[SoftLine]:
        """Say the script's own lines before a set that follows another without a break."""
        intro = step.coming.intro if step.coming else None
        for line in self._own_lines_of((*step.says, *(intro.says if intro else ()))):
            yield replace(line, announces=step.index, is_own=True)

    def _lines_ahead(self, step: Step) -> Iterator[SoftLine]:
        """Say the own lines before the next set at the end of this one, in case that it has no room for them."""
        if step.is_joined and not (self.step.waits or self.step.is_open):
            for line in self._lines_between(step):
                yield replace(line, earliest_ms=MS_PER_SECOND, latest_end_ms=self._words_end_ms, ahead=True)


def _set_class(work: Work) -> type[WorkCoach]:
    """Return what leads through a set whose length is known."""
    if not isinstance(work, SetWork):
        return TimedSet
    if isinstance(work.exercise.dose, Counted) and work.pace_ms:
        return CountedSet
    if isinstance(work.exercise.dose, Held):
        return HeldSet
    return PhasedSet if work.phases else TimedSet
