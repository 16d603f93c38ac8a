"""What is said outside the sets: in the opening, in breaks, and at the end."""

from collections.abc import Iterator
from dataclasses import replace

from voicecoach.coach.breaths import lets_go_after
from voicecoach.coach.lines import HardLine, LengthLine, Line, sound
from voicecoach.coach.step_coach import StepCoach
from voicecoach.session import CHANGEOVER_MS, Coming, StepKind
from voicecoach.talk import Verbosity
from voicecoach.timeline import Cue, Heard, Segment, TimelineStep
from voicecoach.units import MS_PER_SECOND, Ms
from voicecoach.workout import Exercise, Mode, Pause, Say

WAKE_MS: Ms = MS_PER_SECOND
"""The time before the first words: a sound wakes the headphones up, which may swallow it instead of the words."""

WAKE = "wake"
"""That sound. Nothing else is heard in this time, so it can be played before the words are known."""

LONG_REST_MS: Ms = 40 * MS_PER_SECOND
"""In a rest of at least this length, what comes is said at once, and briefly again before the countdown."""

ONCE_MORE_BEFORE_MS: Ms = 10 * MS_PER_SECOND
"""How long before the end of a long rest it is said again: the time to say it and to get into place."""

LENGTH_FROM_MS: Ms = 11 * MS_PER_SECOND
"""The length of a shorter rest is not said: its countdown comes at once."""

REST_LEFT_MARKS_MS: tuple[Ms, ...] = (300_000, 120_000, 60_000, 30_000)
REST_SAID_MS: Ms = 20 * MS_PER_SECOND
"""The time left of a rest is said at these marks, but not within this time after its length was said."""

LEFT_WITHIN_MS: Ms = 3 * MS_PER_SECOND
"""How late the time left can still be said."""

LEAST_READY_MS: Ms = 5 * MS_PER_SECOND
"""If the listener can end a rest for less time than this, there is no time to say so before the countdown."""


class BreakCoach(StepCoach):
    """Yields the lines of a step in which nobody works."""

    def _own_lines(self) -> Iterator[Line]:
        if self._ended_set and lets_go_after(self._ended_set):
            yield from self._said("rest", self.say.phrase("breathe-normally"))
        if self.step.coming is None:
            yield from self._intro() if self.step.kind is StepKind.INTRO else self._outro()
        elif self.step.waits:
            yield from self._said("announce", self.say.open_rest(self.step.terms.until))
            yield from self._words()
            yield from self._what_comes(self.step.coming, is_roomy=True)
        else:
            yield from self._before_set(self.step.coming)

    @property
    def _follows_open_rest(self) -> bool:
        """Whether what comes was said in the break before, which the listener has ended."""
        before = self.session.steps[self.step.index - 1]
        return before.is_break and before.waits

    def _intro(self) -> Iterator[Line]:
        workout = self.workout
        yield HardLine(self.step.index, "sound", sound(WAKE), 0)
        opening = self.say.opening(workout.title, workout.equipment, self.session.load)
        if self.verbosity < Verbosity.NORMAL and not self._choice("announce").is_chosen:
            opening = opening[-1:]
        elif self._speaks("announce"):
            self.memory.announces_length = not self._choice("announce").is_short
        yield from self._said("announce", opening, earliest_ms=WAKE_MS)
        yield from self._rules("setup", workout.introduction, earliest_ms=WAKE_MS)
        yield from self._rules("safety", workout.safety, earliest_ms=WAKE_MS)

    def _before_set(self, coming: Coming) -> Iterator[Line]:
        """Say what the listener must know before a set: the rest, the round, what comes and how to get into place.

        What has no room in a short break is said in the set before or after it.
        """
        step, resting = self.step, self.step.kind is StepKind.REST
        if self.memory.announces_length:
            self.memory.announces_length = False
            yield LengthLine(step.index, self.say.length)
        is_roomy = step.elastic or step.duration_ms >= CHANGEOVER_MS
        if coming.missed_start:
            yield from self._said("announce", self.say.phrase("missed-start"))
        if resting and is_roomy:
            yield from self._rest(coming)
        yield from self._words()
        if self._follows_open_rest:
            yield from self._once_more(coming)
        else:
            yield from self._what_comes(coming, is_roomy=is_roomy)
        yield from self._getting_into_place(coming) if is_roomy else ()
        if self.verbosity >= Verbosity.DETAILED and resting and coming.starts_round:
            yield from self._rules("safety", self.workout.safety, said_before=True)
        ends_from_ms = step.duration_ms if step.terms.ready_ms is None else step.terms.ready_ms
        if resting and ends_from_ms >= LONG_REST_MS:
            yield from self._once_more(coming, ends_from_ms - ONCE_MORE_BEFORE_MS)
        yield from self._count_in("countdown", preemptible=True)

    def _what_comes(self, coming: Coming, *, is_roomy: bool) -> Iterator[Line]:
        """Say what begins and what comes: in a short break, only what is not said in the set before or after it."""
        announces = self.step.index + 1 if self.step.is_short_break else None
        for line in self._section(coming):
            yield replace(line, announces=announces)
        for line in (*(self._section_rules(coming) if is_roomy else ()), *self._lines_of_section(coming)):
            yield replace(line, announces=announces, follows=True)
        for line in (*self._round_and_set(coming), *self._next(coming), *self._still_to_come(coming)):
            yield replace(line, announces=announces)

    def _rest(self, coming: Coming) -> Iterator[Line]:
        """Say a kind word in a rest, how long it is, and how much of it is left."""
        number, _ = coming.work.position.set_of
        is_generous = self.verbosity >= Verbosity.DETAILED or self._choice("encourage").is_chosen
        goes_on = coming.starts_round or (is_generous and number > 1)
        if goes_on and not coming.intro:
            yield from self._said("encourage", self.say.phrase("encourage"))
        yield from self._length_of_rest()
        yield from self._rest_left()

    def _length_of_rest(self) -> Iterator[Line]:
        """Say how long a rest is, and in one that the listener can end, from when on."""
        duration_ms, terms = self.step.duration_ms, self.step.terms
        ended = self._ended_set.work if self._ended_set else None
        if self._ended_set and self._ended_set.is_open:
            return  # It was called for the next start: the listener may have rested long before.
        if terms.ready_ms == 0:
            yield from self._said("announce", self.say.open_rest(terms.until, duration_ms))
        elif terms.set_percent and ended and ended.is_at_own_pace:
            yield from self._said("announce", self.say.phrase("rest-of-set", percent=terms.set_percent))
        else:
            said = self.say.rest(duration_ms, terms.ready_ms, then=self._may_still_work)
            is_said = duration_ms >= LENGTH_FROM_MS
            yield from self._said("rest", said if is_said else said[-1:])
        if terms.ready_ms and duration_ms - terms.ready_ms >= LEAST_READY_MS:
            # A sound, not words: a file goes on by itself.
            yield from self._sounded("rest", "ready", terms.ready_ms)

    @property
    def _may_still_work(self) -> bool:
        """Whether the listener of a file may not have ended the set before: nobody knows how long it takes them."""
        return self._ended_set is not None and self._ended_set.waits

    def _words(self) -> Iterator[Line]:
        """Say the coach's own words for a rest, and the lines that are written there."""
        if self.step.terms.words:
            yield from self._said("setup", self.say.own_words(self.step.terms.words))
        yield from self._own_lines_of(self.step.says)

    def _rest_left(self) -> Iterator[Line]:
        """Say how much of a long rest is left."""
        for left_ms in REST_LEFT_MARKS_MS:
            at_ms = self.step.duration_ms - left_ms
            if at_ms - (self.step.terms.ready_ms or 0) >= REST_SAID_MS:
                latest_end_ms = at_ms + LEFT_WITHIN_MS
                yield from self._said("rest", self.say.rest_left(left_ms), at_ms, latest_end_ms=latest_end_ms)

    def _outro(self) -> Iterator[Line]:
        yield from self._sounded("finish", "finish", MS_PER_SECOND // 2)
        for line in self._own_lines_of(self.step.says):
            yield replace(line, earliest_ms=MS_PER_SECOND)
        groups = self.workout.groups
        is_one = (
            len(groups) == 1
            and groups[0].mode is Mode.ROUNDS
            and all(isinstance(item, Exercise | Pause | Say) for item in groups[0].items)
        )
        rounds = len({step.work.position.round for step in self.session.steps if step.work}) if is_one else 1
        yield from self._said("finish", self.say.finish(rounds), earliest_ms=MS_PER_SECOND)


def opening_sound(wake_ms: Ms) -> Segment:
    """Return the beginning of every session, before its first words; ``wake_ms`` is the length of the wake sound."""
    step = TimelineStep(0, StepKind.INTRO, "", None, None, 1, 1, 0, WAKE_MS)
    return Segment(step, (Cue(0, wake_ms, 0, "sound", Heard(sound=WAKE)),))
