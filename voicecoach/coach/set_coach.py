"""What is said in a set: counts, phases, what is left of it, form cues."""

from collections.abc import Collection, Iterator
from dataclasses import replace

from voicecoach.coach.lines import HardLine, Line, SoftLine, words
from voicecoach.coach.step_coach import REMIND_BEFORE_MS, StepCoach
from voicecoach.phrases import Forms
from voicecoach.session import CHANGEOVER_MS, Beat, Coming, SetWork, Step, beats_of, marks_of
from voicecoach.talk import Verbosity
from voicecoach.timeline import TICK
from voicecoach.units import MS_PER_SECOND, Ms
from voicecoach.workout import Count, Counted, Held, SideRule, Timed, Unit

PROTECTED_COUNTS = 3
"""No form cue replaces the first or last three counts: the listener must hear how a set begins and ends."""

ROOMY_PACE_MS: Ms = 5 * MS_PER_SECOND
"""At this pace or slower, a form cue fits between any two counts."""

MILESTONE = 5
"""If numbers take longer than the pace, only multiples of this are said."""

HALFWAY_FROM_MS: Ms = 20 * MS_PER_SECOND
TIME_LEFT_MARKS_MS: tuple[Ms, ...] = (600_000, 300_000, 60_000, 30_000, 10_000)
MARKS_APART_MS: Ms = 3 * MS_PER_SECOND
"""The least time between "halfway" in a timed set and the next words about the time left."""

COUNTED_HOLD_MS: Ms = 5 * MS_PER_SECOND
"""Each hold of at least this length has a countdown at its end."""

AFTER_SOUND_MS: Ms = 400
"""The time from the sound of a half or a turn to its words."""

SHORTEST_PHASE_MS: Ms = 900
"""About the time to say the name of a phase; a shorter phase is not named."""

GO_WORDS_MS: Ms = 6 * MS_PER_SECOND
"""What a set is must be said by this time, if it could not be said before the set."""

_FORM_CUE_EVERY_MS = {Verbosity.NORMAL: 5 * MS_PER_SECOND, Verbosity.DETAILED: 2 * MS_PER_SECOND}
_MOST_FORM_CUES = {Verbosity.NORMAL: 2, Verbosity.DETAILED: 4}


class SetCoach(StepCoach):
    """Yields the lines of a set."""

    def _own_lines(self) -> Iterator[Line]:
        work = self.step.work
        if work is None:
            return
        if work.part and isinstance(work, SetWork):
            holds = marks_of(work)
            first_ms = holds[0].lasts_ms if holds else self.step.duration_ms
            yield from self._turn(
                self.say.turn_to(work), 0, work.lead_ms if work.pace_ms else min(first_ms, GO_WORDS_MS)
            )
        else:
            yield from self._on_the_go()
            self.memory.add(work)
            for line in self._sounded("go", "go", 0):
                yield replace(line, filler=self._begins_with_words)
        if work.is_estimate:
            yield from self._form_cues(MS_PER_SECOND, self.step.duration_ms - REMIND_BEFORE_MS)
            yield from self._reminder("done") if self.step.waits else ()
        elif isinstance(work, SetWork):
            yield from self._set(work)
        else:
            yield from self._timed()

    @property
    def _words_end_ms(self) -> Ms:
        """When the words before the final countdown, or before the last three counts, must have ended."""
        beats = beats_of(self.step.work)
        if beats:
            return beats[-min(PROTECTED_COUNTS, len(beats) - 1) or -1].at_ms
        return self.step.duration_ms - self._count_from("time-left") * MS_PER_SECOND

    @property
    def _coming(self) -> Coming | None:
        """What begins with this set, if the break before it may be too short to say so."""
        before = self.session.steps[self.step.index - 1]
        return self.step.coming or (before.coming if before.is_short_break else None)

    @property
    def _is_in_flow(self) -> bool:
        """Whether this set is part of a flow: its name is the cue, on its beat."""
        before = self.session.steps[self.step.index - 1]
        return self.step.is_joined and (self.step.may_flow or before.may_flow)

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
            for line in (*self._next(coming, "named"), *self._section(coming), *self._round_and_set(coming)):
                yield replace(line, latest_end_ms=GO_WORDS_MS, announces=self.step.index)
        before = self.session.steps[self.step.index - 1]
        if before.is_set or before.duration_ms < CHANGEOVER_MS:
            yield from self._section_rules(coming)
            yield from self._getting_into_place(coming)

    def _on_the_beat(self, coming: Coming) -> Iterator[Line]:
        """Say the name of a set exactly when it begins; also its dose, if it is longer than those of a flow."""
        for line in (*self._section(coming), *self._round_and_set(coming)):
            yield replace(line, announces=self.step.index)
        announcement = self._announced(coming.work, "named")
        forms = (announcement.name,) if self.step.may_flow else (*announcement.enough, announcement.name)
        yield from self._spoken_at("next", forms, 0)

    def said_ahead(self, step: Step) -> Iterator[SoftLine]:
        """Yield what says, before this set ends, which ``step`` follows it; only a set of known length can say so."""
        coach = SetCoach(self.session, step, self.memory)
        coming = coach._coming
        if coming is None or self.step.waits or self.step.is_open or coach._is_in_flow:
            return
        index, latest_ms = self.step.index, self._words_end_ms
        following = tuple(coach._next(coming, "ahead"))
        if not following:
            return  # "Last set" alone would be taken for this one.
        for line in (*coach._section(coming), *coach._round_and_set(coming), *following):
            yield replace(
                line, step=index, earliest_ms=MS_PER_SECOND, latest_end_ms=latest_ms, announces=step.index, ahead=True
            )

    def _set(self, work: SetWork) -> Iterator[Line]:
        """Lead through a set whose length is known."""
        dose = work.exercise.dose
        if isinstance(dose, Counted) and work.pace_ms:
            yield from self._counted(work, dose)
        elif isinstance(dose, Held):
            yield from self._held(work)
        elif work.phases:
            yield from self._phases(work, MS_PER_SECOND)
            yield from self._form_cues(MS_PER_SECOND, self.step.duration_ms)
        else:
            is_half_already = work.exercise.side_rule is SideRule.SWITCH
            yield from self._timed(is_half_already=is_half_already, joins_next=work.joins_next)

    @property
    def _end_ms(self) -> Ms:
        """The time at which the final countdown of a set begins."""
        return self.step.duration_ms - self._count_from("time-left") * MS_PER_SECOND

    def _held(self, work: SetWork) -> Iterator[Line]:
        """Say the number of each hold in a set, count down to its end, and say form cues in between."""
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

    def _phases(self, work: SetWork, first_ms: Ms, numbered: Collection[int] = ()) -> Iterator[Line]:
        """Say the phases of each rep by name; a rep in ``numbered`` begins with its number instead.

        In a timed set, the seconds of a phase are counted (down, two, three, up); in breaths only in detail.
        """
        is_timed = isinstance(work.exercise.dose, Timed)
        counts_seconds = (is_timed and not _is_breath(work)) or (self.verbosity >= Verbosity.DETAILED and not numbered)
        for mark in marks_of(work):
            if mark.lasts_ms < SHORTEST_PHASE_MS or (self._is_in_flow and not mark.at_ms):
                continue
            if not mark.is_first or mark.rep not in numbered:
                name = self.say.named_phase(mark.name)
                yield from self._spoken_at("tempo", name, mark.at_ms, preemptible=mark.at_ms > first_ms)
            for second in range(1, mark.lasts_ms // MS_PER_SECOND) if counts_seconds else ():
                for line in self._spoken_at("tempo", self.say.number(second + 1), mark.at_ms + second * MS_PER_SECOND):
                    yield replace(line, preemptible=True, filler=True)

    def _timed(self, *, is_half_already: bool = False, joins_next: bool = False) -> Iterator[Line]:
        """Say how much of a timed set is done and left, with form cues in between; in a flow, only form cues."""
        if self._is_in_flow or (self.step.may_flow and joins_next):
            yield from self._form_cues(MS_PER_SECOND, self.step.duration_ms)
            return
        duration_ms, choice = self.step.duration_ms, self._choice("time-left")
        half_ms = duration_ms // 2
        if duration_ms >= HALFWAY_FROM_MS and half_ms + MARKS_APART_MS <= self._end_ms and not is_half_already:
            yield from self._sounded("halfway", "half", half_ms)
            yield from self._spoken_at("halfway", self.say.phrase("halfway"), half_ms + AFTER_SOUND_MS)
        marks_ms = tuple(left_ms for left_ms in TIME_LEFT_MARKS_MS if left_ms + MARKS_APART_MS < half_ms)
        if choice.is_thinned:
            every_ms = choice.every * MS_PER_SECOND
            marks_ms = tuple(range(every_ms, duration_ms, every_ms))[::-1] if every_ms else ()
        for left_ms in marks_ms:
            if left_ms > duration_ms - self._end_ms:
                for line in self._spoken_at("time-left", self.say.time_left(left_ms), duration_ms - left_ms):
                    yield replace(line, thinnable=True)
        # In a short part of a set, what it is counts for more than the countdown.
        yield from self._count_in("time-left", preemptible=self._is_later_part)
        yield from self._form_cues(MS_PER_SECOND, max(0, self._end_ms))

    def _counted(self, work: SetWork, dose: Counted) -> Iterator[Line]:
        """Count a set on its beats, with form cues in the gaps or instead of some counts in the middle."""
        beats = beats_of(work)
        if not beats:
            return
        is_breath = _is_breath(work)
        # A set without a lead begins with its name, its first phase or the go sound, instead of the first number.
        spoken = beats if work.lead_ms else beats[1:]
        numbered = {beat for beat in spoken if not is_breath and self._is_numbered(beat, dose.counts[beat.part])}
        reps = {rep for rep, beat in enumerate(beats, start=1) if beat in numbered}
        yield from self._phases(work, beats[min(PROTECTED_COUNTS, len(beats) - 1)].at_ms, reps)
        turn_ms = 0
        for part, count in enumerate(dose.counts):
            own = [beat for beat in beats if beat.part == part]
            if not own:
                return  # The cap leaves no time for it.
            if part:
                yield from self._turn(self.say.turn(count.way), turn_ms, own[0].at_ms)
            turn_ms = own[-1].at_ms + work.pace_ms
            for beat in own:
                if beat.at_ms:  # The beat at the very start is the go sound, or words.
                    yield from self._sounded("sound", TICK, beat.at_ms)
                if beat in numbered:
                    yield self._count(beat, count)
            yield from self._cues_between(own, work.pace_ms)

    def _is_numbered(self, beat: Beat, count: Count) -> bool:
        """Whether the number of a beat is said."""
        choice, total = self._choice("count"), count.amount.value
        if not self._speaks("count") or (count.unit is Unit.BREATH and total == 1):
            return False
        is_nth = choice.every and (not self._number(beat, count) % choice.every or beat.number == total)
        return not choice.is_thinned or bool(is_nth) or beat.number > total - choice.last

    def _number(self, beat: Beat, count: Count) -> int:
        return count.amount.value - beat.number + 1 if self._choice("count").is_down else beat.number

    def _count(self, beat: Beat, count: Count) -> Line:
        """Say the number of a beat."""
        number, total = self._number(beat, count), count.amount.value
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

    def _turn(self, forms: Forms, turn_ms: Ms, latest_end_ms: Ms) -> Iterator[Line]:
        """Say, between two counts or parts of a set, what the next one is."""
        yield from self._sounded("switch", "switch", turn_ms)
        yield from self._said("switch", forms, turn_ms + AFTER_SOUND_MS, latest_end_ms=latest_end_ms)

    def _form_cues(self, start_ms: Ms, end_ms: Ms, slots: tuple[Ms, ...] = ()) -> Iterator[Line]:
        """Spread form cues evenly from start to end, on beats if there are any.

        Every set continues with the next cues of its movement. When all of them have been said in full, one short
        reminder is enough, except in detail.
        """
        movement = self.step.work.movement if self.step.work else None
        verbosity = max(self.verbosity, Verbosity.NORMAL)
        if movement is None or not movement.form_cues or not self._speaks("form"):
            return
        known = len(movement.form_cues)
        wanted = max(1, min(_MOST_FORM_CUES[verbosity], known, (end_ms - start_ms) // _FORM_CUE_EVERY_MS[verbosity]))
        for number in range(wanted):
            said = self.memory.cues_said[movement.name]
            reminder = said >= known and verbosity < Verbosity.DETAILED
            if reminder and number:
                return
            self.memory.cues_said[movement.name] += 1
            cue = movement.form_cues[said % known]
            forms = (cue.short,) if reminder else (cue.text, cue.short)
            earliest_ms = start_ms + number * (end_ms - start_ms) // wanted
            if slots:
                earliest_ms = min((slot for slot in slots if slot >= earliest_ms), default=slots[-1])
            yield from self._said("form", forms, earliest_ms, latest_end_ms=end_ms)


def _is_breath(work: SetWork) -> bool:
    return any(phase.name in {"in", "out"} for phase in work.phases)
