"""The coach: what to say in every step, when at best, and how important it is. A pure function of the session."""

from collections import Counter
from collections.abc import Iterator

from voicecoach.coach.english import English, Forms
from voicecoach.coach.lines import CUE_KINDS, HardLine, Line, SoftLine, sound, words
from voicecoach.session import LONG_NUMBERS_FROM, Beat, Opening, Session, Step, StepKind, Verbosity, beats_of, marks_of
from voicecoach.timeline import TICK, Heard
from voicecoach.units import MS_PER_SECOND, Ms
from voicecoach.workout import Counted, Exercise, Held, Pause

WAKE_MS: Ms = 500
"""Silence before the first words, so that a device that wakes up does not eat them."""

COUNTDOWN = (3, 2, 1)
NEXT_BEFORE_MS: Ms = 20 * MS_PER_SECOND
"""In a long rest, what comes next is best heard this long before it begins, not half a minute too early."""

PROTECTED_COUNTS = 3
"""No form cue takes the place of the first or the last three counts: one must hear how a set begins and ends."""

ROOMY_PACE_MS: Ms = 5 * MS_PER_SECOND
"""From this pace on, a form cue finds room between any two counts."""

COUNTED_PACE_MS: Ms = 700
LONG_COUNTED_PACE_MS: Ms = 1500
"""At a faster pace than these, numbers up to a hundred, and above, are longer than a beat: every fifth is said."""
MILESTONE = 5

HALFWAY_FROM_MS: Ms = 10 * MS_PER_SECOND
HALFWAY_SAID_FROM_MS: Ms = 20 * MS_PER_SECOND
TIME_LEFT_MARKS_MS: tuple[Ms, ...] = (600_000, 300_000, 60_000, 30_000, 10_000)
MARKS_APART_MS: Ms = 3 * MS_PER_SECOND
"""The least time between the half of a timed set and the next word on what is left."""

REMIND_BEFORE_MS: Ms = 4 * MS_PER_SECOND
"""So long before the estimated end of a step that waits, the listener is reminded."""

SHORTEST_PHASE_MS: Ms = 900
"""The name of a phase takes about so long; a shorter phase is not named."""

_FORM_CUE_EVERY_MS = {Verbosity.NORMAL: 5 * MS_PER_SECOND, Verbosity.DETAILED: 2 * MS_PER_SECOND}
_MOST_FORM_CUES = {Verbosity.NORMAL: 2, Verbosity.DETAILED: 4}


def coach(session: Session, phrases: English) -> tuple[Line, ...]:
    """Return the lines of every step, ordered by step and, within it, as they would be said."""
    cues_said: Counter[str] = Counter()
    first_set = next((step.index for step in session.steps if step.is_set), 0)
    return tuple(
        line for step in session.steps for line in _StepCoach(session, step, phrases, cues_said, first_set).lines()
    )


class _StepCoach:
    """Decides what is said in one step.

    ``cues_said`` counts the form cues of each movement through the session; ``first_set`` is the step of the first set.
    """

    def __init__(self, session: Session, step: Step, phrases: English, cues_said: Counter[str], first_set: int) -> None:
        self.session = session
        self.workout = session.workout
        self.verbosity = session.choices.verbosity
        self.step = step
        self.phrases = phrases
        self.cues_said = cues_said
        self.first_set = first_set

    def lines(self) -> Iterator[Line]:
        """Yield the step's lines."""
        if self._follows_set:
            yield self._hard("stop", sound("stop"), 0)
        exercise = self.step.exercise
        if exercise is None:
            yield from self._intro() if self.step.kind is StepKind.INTRO else self._outro()
        elif self.step.is_set:
            yield from self._set(exercise)
        elif self.step.waits:
            yield from self._said("announce", self.phrases.rest_as_needed())
            yield from self._reminder(self.phrases.ready())
        else:
            yield from self._before_set()

    @property
    def _follows_set(self) -> bool:
        return self.step.index > 0 and self.session.steps[self.step.index - 1].is_set

    def _intro(self) -> Iterator[Line]:
        workout = self.workout
        opening = self.phrases.name(workout.title)
        if self.verbosity >= Verbosity.NORMAL:
            load = self.session.load
            opening = self.phrases.opening(workout.title, self.session.expected_ms, workout.equipment, load)
        yield from self._said("announce", opening, earliest_ms=WAKE_MS)
        for text in workout.introduction:
            yield from self._said("setup", (text,), earliest_ms=WAKE_MS)
        for text in workout.safety:
            yield from self._said("safety", (text,), earliest_ms=WAKE_MS)

    def _before_set(self) -> Iterator[Line]:
        """Say what has to be known before a set: the rest, the round, what comes and how to get into place."""
        step, phrases = self.step, self.phrases
        resting = step.kind is StepKind.REST
        if step.missed_start:
            yield from self._said("announce", phrases.missed_start())
        if resting and step.starts_round and not step.opens:
            yield from self._said("encourage", phrases.encouragement(step.round))
        if resting:
            yield from self._said("rest", phrases.rest(step.duration_ms))
        if step.opens:
            yield from self._opening(step.opens)
        if step.starts_round and step.rounds > 1:
            yield from self._said("round", phrases.round_(step.round, step.rounds))
        number, sets = step.set_of
        if sets > 1 and not step.is_other_side:
            yield from self._said("round", phrases.set_(number, sets))
        best_ms = max(0, step.duration_ms - NEXT_BEFORE_MS) if resting else 0
        if step.index > self.first_set:
            yield from self._said("next", phrases.next(step), best_ms=best_ms)
        else:
            yield from self._said("announce", phrases.first(step))
        yield from self._setup()
        if self.verbosity >= Verbosity.DETAILED and resting and step.starts_round:
            for text in self.workout.safety:
                yield from self._said("safety", (text, _first_sentence(text)))
        yield from self._three_two_one("countdown", gives_way=True)

    def _opening(self, opening: Opening) -> Iterator[Line]:
        """Say what begins, and what the script says of it."""
        exercise = self.step.exercise
        if opening.title and not (exercise and exercise.name.casefold() == opening.title.casefold()):
            yield from self._said("announce", self.phrases.name(opening.title))
        if opening.load:
            yield from self._said("announce", self.phrases.today(opening.load))
        for text in opening.introduction:
            yield from self._said("setup", (text, _first_sentence(text)))
        for text in opening.safety:
            yield from self._said("safety", (text, _first_sentence(text)))

    def _setup(self) -> Iterator[Line]:
        """Say how to get into place and what to be careful of: when the movement is new, or always in detail."""
        if self.step.movement and (not self.step.repeat or self.verbosity >= Verbosity.DETAILED):
            for text in self.step.movement.setup:
                yield from self._said("setup", (text, _first_sentence(text)))
            for text in self.step.movement.safety:
                yield from self._said("safety", (text, _first_sentence(text)))

    def _set(self, exercise: Exercise) -> Iterator[Line]:
        yield self._hard("go", sound("go"), 0)
        if self.step.waits or self.step.is_estimate:
            yield from self._form_cues(MS_PER_SECOND, self.step.duration_ms - REMIND_BEFORE_MS)
            yield from self._reminder(self.phrases.done()) if self.step.waits else ()
        elif isinstance(exercise.dose, Counted) and self.step.pace_ms:
            yield from self._counted(exercise.dose)
        elif isinstance(exercise.dose, Held):
            yield from self._held()
        elif self.step.phases:
            yield from self._phases(MS_PER_SECOND)
            yield from self._form_cues(MS_PER_SECOND, self.step.duration_ms)
        else:
            yield from self._timed()

    @property
    def _end_ms(self) -> Ms:
        """Where the last countdown of a set begins."""
        return self.step.duration_ms - COUNTDOWN[0] * MS_PER_SECOND

    def _reminder(self, forms: Forms) -> Iterator[Line]:
        """Remind a listener who ends the step that it can go on."""
        earliest_ms = max(0, self.step.duration_ms - REMIND_BEFORE_MS)
        yield from self._said("announce", forms, earliest_ms)

    def _held(self) -> Iterator[Line]:
        """Count the holds of a set, say when each is over, and form cues in between."""
        marks = marks_of(self.step)
        for mark in marks:
            release_ms = mark.at_ms + mark.lasts_ms
            if mark.rep > 1:
                yield self._hard("sound", sound(TICK), mark.at_ms)
                yield from self._spoken_at("count", self.phrases.number(mark.rep), mark.at_ms)
            if mark is not marks[-1]:
                yield self._hard("switch", sound("switch"), release_ms)
                latest_end_ms = release_ms + self.step.reps_rest_ms
                yield from self._said("switch", self.phrases.release(), release_ms, latest_end_ms=latest_end_ms)
        yield from self._three_two_one("time-left")
        yield from self._form_cues(MS_PER_SECOND, max(MS_PER_SECOND, self._end_ms))

    def _phases(self, first_ms: Ms) -> Iterator[Line]:
        """Say the phases of each rep by name; a rep that is counted begins with its number instead."""
        is_breath = any(phase.name in {"in", "out"} for phase in self.step.phases)
        is_counted = isinstance(self.step.exercise and self.step.exercise.dose, Counted)
        for mark in marks_of(self.step):
            if mark.lasts_ms >= SHORTEST_PHASE_MS and (is_breath or not mark.is_first or not is_counted):
                at_ms = mark.at_ms
                yield from self._spoken_at("tempo", self.phrases.phase(mark.name), at_ms, gives_way=at_ms > first_ms)

    def _timed(self) -> Iterator[Line]:
        """Say how much of a timed set is done and left, and form cues between."""
        duration_ms = self.step.duration_ms
        half_ms = duration_ms // 2
        if duration_ms >= HALFWAY_FROM_MS:
            yield self._hard("halfway", sound("half"), half_ms)
        if duration_ms >= HALFWAY_SAID_FROM_MS:
            latest_end_ms = half_ms + MARKS_APART_MS
            yield from self._said("halfway", self.phrases.halfway(), half_ms, latest_end_ms=latest_end_ms)
        for left_ms in TIME_LEFT_MARKS_MS:
            if left_ms + MARKS_APART_MS < half_ms:
                yield from self._spoken_at("time-left", self.phrases.time_left(left_ms), -left_ms)
        yield from self._three_two_one("time-left")
        yield from self._form_cues(MS_PER_SECOND, max(0, self._end_ms))

    def _counted(self, dose: Counted) -> Iterator[Line]:
        """Count a set on its beats, with form cues in the gaps or in the place of some counts in the middle."""
        beats = beats_of(self.step)
        is_breath = any(phase.name in {"in", "out"} for phase in self.step.phases)
        yield from self._phases(beats[min(PROTECTED_COUNTS, len(beats) - 1)].at_ms)
        turn_ms = 0
        for part, count in enumerate(dose.counts):
            own = [beat for beat in beats if beat.part == part]
            if part:
                yield from self._turn(count.way, turn_ms, own[0].at_ms)
            turn_ms = own[-1].at_ms + self.step.pace_ms
            for beat in own:
                yield self._hard("sound", sound(TICK), beat.at_ms)
                if is_breath:
                    continue
                needed_ms = COUNTED_PACE_MS if beat.number <= LONG_NUMBERS_FROM else LONG_COUNTED_PACE_MS
                if self.step.pace_ms >= needed_ms or not beat.number % MILESTONE or beat is own[-1]:
                    in_the_middle = PROTECTED_COUNTS < beat.number <= count.amount.value - PROTECTED_COUNTS
                    number = self.phrases.number(beat.number)
                    yield from self._spoken_at("count", number, beat.at_ms, gives_way=in_the_middle)
            yield from self._cues_between(own)

    def _cues_between(self, beats: list[Beat]) -> Iterator[Line]:
        """Yield form cues for the middle of a counted stretch; at a slow pace there is room beside every count."""
        pace_ms = self.step.pace_ms
        if pace_ms >= ROOMY_PACE_MS:
            slots, end_ms = beats, beats[-1].at_ms + pace_ms
        elif middle := beats[PROTECTED_COUNTS:-PROTECTED_COUNTS]:
            slots, end_ms = middle, beats[-PROTECTED_COUNTS].at_ms
        else:
            slots, end_ms = beats[1:], beats[-1].at_ms
        if slots:
            yield from self._form_cues(slots[0].at_ms, end_ms, tuple(beat.at_ms for beat in slots))

    def _turn(self, way: str, turn_ms: Ms, first_beat_ms: Ms) -> Iterator[Line]:
        """Say, between two stretches of a set, that the next goes another way."""
        yield self._hard("switch", sound("switch"), turn_ms)
        yield from self._said("switch", self.phrases.turn(way), earliest_ms=turn_ms, latest_end_ms=first_beat_ms)

    def _form_cues(self, start_ms: Ms, end_ms: Ms, slots: tuple[Ms, ...] = ()) -> Iterator[Line]:
        """Spread form cues from start to end, on beats where there are any.

        Every set goes on with the movement's next cues. Once all of them have been said in full, one short reminder is
        enough, except in detail.
        """
        movement, verbosity = self.step.movement, self.verbosity
        if movement is None or not movement.form_cues or verbosity not in _MOST_FORM_CUES:
            return
        known = len(movement.form_cues)
        wanted = max(1, min(_MOST_FORM_CUES[verbosity], known, (end_ms - start_ms) // _FORM_CUE_EVERY_MS[verbosity]))
        for number in range(wanted):
            said = self.cues_said[movement.name]
            reminder = said >= known and verbosity < Verbosity.DETAILED
            if reminder and number:
                return
            self.cues_said[movement.name] += 1
            cue = movement.form_cues[said % known]
            forms = (cue.short,) if reminder else (cue.text, cue.short)
            earliest_ms = start_ms + number * (end_ms - start_ms) // wanted
            if slots:
                earliest_ms = min((slot for slot in slots if slot >= earliest_ms), default=slots[-1])
            yield from self._said("form", forms, earliest_ms, latest_end_ms=end_ms)

    def _outro(self) -> Iterator[Line]:
        yield self._hard("finish", sound("finish"), MS_PER_SECOND // 2)
        groups = self.workout.groups
        is_one = len(groups) == 1 and all(isinstance(item, Exercise | Pause) for item in groups[0].items)
        rounds = len({step.round for step in self.session.steps if step.is_set}) if is_one else 1
        yield from self._said("finish", self.phrases.finish(rounds), earliest_ms=MS_PER_SECOND)

    def _three_two_one(self, kind: str, *, gives_way: bool = False) -> Iterator[Line]:
        """Count the last three seconds of a step, spoken or with a sound."""
        for number in COUNTDOWN:
            at_ms = -number * MS_PER_SECOND
            if not self.step.elastic and -at_ms >= self.step.duration_ms:
                continue  # A step shorter than the countdown begins with a sound of its own.
            spoken = tuple(self._spoken_at(kind, self.phrases.number(number), at_ms, gives_way=gives_way))
            yield from spoken or (self._hard(kind, sound("ready"), at_ms),)

    def _hard(self, kind: str, forms: tuple[Heard, ...], at_ms: Ms, *, gives_way: bool = False) -> Line:
        return HardLine(self.step.index, kind, forms, at_ms, gives_way)

    def _spoken_at(self, kind: str, forms: Forms, at_ms: Ms, *, gives_way: bool = False) -> Iterator[Line]:
        """Yield a hard line of words, where this verbosity speaks its kind."""
        if self.verbosity >= CUE_KINDS[kind].words_from:
            yield self._hard(kind, words(forms), at_ms, gives_way=gives_way)

    def _said(
        self, kind: str, forms: Forms, earliest_ms: Ms = 0, *, best_ms: Ms = 0, latest_end_ms: Ms | None = None
    ) -> Iterator[Line]:
        """Yield a soft line of words, where this verbosity speaks its kind."""
        if self.verbosity >= CUE_KINDS[kind].words_from:
            yield SoftLine(self.step.index, kind, words(forms), earliest_ms, best_ms, latest_end_ms)


def _first_sentence(text: str) -> str:
    """Return the words up to the first full stop that another sentence follows."""
    sentence, stop, _ = text.partition(". ")
    return sentence + stop.rstrip()
