"""The coach: what to say in every step, when at best, and how important it is. A pure function of the session."""

from collections import Counter
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass, field, replace

from voicecoach.coach.lines import CUE_KINDS, HardLine, Line, SoftLine, sound, words
from voicecoach.coach.sentences import Sentences
from voicecoach.phrases import Catalogue, Forms
from voicecoach.session import Beat, Opening, Session, Step, StepKind, beats_of, marks_of
from voicecoach.talk import CueChoice, Verbosity, choice_for
from voicecoach.timeline import TICK, Heard
from voicecoach.units import MS_PER_SECOND, Ms
from voicecoach.workout import Count, Counted, Exercise, Held, Pause, SideRule, Timed, Unit

WAKE_MS: Ms = 500
"""Silence before the first words, so that a device that wakes up does not eat them."""

COUNT_IN = 3
"""Before every set, and at the end of one that lasts a time, the last seconds are counted from here."""

NEXT_BEFORE_MS: Ms = 20 * MS_PER_SECOND
"""In a long rest, what comes next is best heard this long before it begins, not half a minute too early."""

REST_LEFT_MARKS_MS: tuple[Ms, ...] = (300_000, 120_000, 60_000, 30_000)
REST_SAID_MS: Ms = 20 * MS_PER_SECOND
"""Of a rest, it is said how much is left at these times, but not so soon after its length was said."""

PROTECTED_COUNTS = 3
"""No form cue takes the place of the first or the last three counts: one must hear how a set begins and ends."""

ROOMY_PACE_MS: Ms = 5 * MS_PER_SECOND
"""From this pace on, a form cue finds room between any two counts."""

MILESTONE = 5
"""Where numbers are longer than the pace, every fifth is said."""

HALFWAY_FROM_MS: Ms = 20 * MS_PER_SECOND
TIME_LEFT_MARKS_MS: tuple[Ms, ...] = (600_000, 300_000, 60_000, 30_000, 10_000)
MARKS_APART_MS: Ms = 3 * MS_PER_SECOND
"""The least time between the half of a timed set and the next word on what is left."""

COUNTED_HOLD_MS: Ms = 5 * MS_PER_SECOND
"""The end of each hold in a set is counted down where it lasts this long."""

REMIND_BEFORE_MS: Ms = 4 * MS_PER_SECOND
"""So long before the estimated end of a step that waits, the listener is reminded."""

AFTER_SOUND_MS: Ms = 400
"""So long after the sound of a half or a turn comes its word: the two belong together."""

_MS_PER_LETTER: Ms = 62
_WORDS_BEGIN_MS: Ms = 300
"""About what a letter takes to say, and a sentence beyond its letters, for the length that is announced."""

SHORTEST_PHASE_MS: Ms = 900
"""The name of a phase takes about so long; a shorter phase is not named."""

_FORM_CUE_EVERY_MS = {Verbosity.NORMAL: 5 * MS_PER_SECOND, Verbosity.DETAILED: 2 * MS_PER_SECOND}
_MOST_FORM_CUES = {Verbosity.NORMAL: 2, Verbosity.DETAILED: 4}


def coach(session: Session, catalogue: Catalogue) -> tuple[Line, ...]:
    """Return the lines of every step, ordered by step and, within it, as they would be said."""
    memory = _Memory(Sentences(catalogue))
    intro, *steps = session.steps
    lines: list[Line] = []
    for step, following in zip(steps, (*steps[1:], None), strict=True):
        lines += _StepCoach(session, step, memory).lines()
        if following and following.straight_on:
            lines += _StepCoach(session, following, memory).said_ahead(step)
    # How long it takes is said first, and known last.
    memory.expected_ms = expected_length(session, lines)
    return (*_StepCoach(session, intro, memory).lines(), *lines)


def expected_length(session: Session, lines: Iterable[Line]) -> Ms:
    """Return about how long a session takes: what is prescribed and, where a step grows with its words, their length.

    A changeover of which the words are said ahead falls away.
    """
    said_ms: Counter[int] = Counter()
    ahead: set[int] = set()
    for line in lines:
        if isinstance(line, SoftLine):
            text = line.forms[0].text or ""
            said_ms[line.step] += _WORDS_BEGIN_MS + len(text) * _MS_PER_LETTER
            ahead |= {line.step + 1} if line.ahead else set()
    count_in_ms = {StepKind.CHANGEOVER: COUNT_IN * MS_PER_SECOND}
    return sum(
        max(step.duration_ms, said_ms[step.index] + count_in_ms.get(step.kind, 0)) if step.elastic else step.duration_ms
        for step in session.steps
        if step.index not in ahead
    )


@dataclass(slots=True)
class _Memory:
    """What has been in the session so far: form cues by movement, and the sets, by what is announced of them."""

    sentences: Sentences
    cues_said: Counter[str] = field(default_factory=Counter)
    known: set[object] = field(default_factory=set)
    last: object = None
    expected_ms: Ms = 0


class _StepCoach:
    """Decides what is said in one step."""

    def __init__(self, session: Session, step: Step, memory: _Memory) -> None:
        self.session = session
        self.workout = session.workout
        self.verbosity = session.choices.verbosity
        self.step = step
        self.memory = memory
        self.say = memory.sentences
        self._choices: dict[str, CueChoice] = {}

    def lines(self) -> Iterator[Line]:
        """Yield the step's lines."""
        if self._ended_set:
            yield from self._stop(self._ended_set)
        exercise = self.step.exercise
        if exercise is None:
            yield from self._intro() if self.step.kind is StepKind.INTRO else self._outro()
        elif self.step.is_set:
            yield from self._set(exercise)
        elif self.step.waits:
            yield from self._said("announce", self.say.phrase("rest-as-needed"))
            yield from self._reminder("ready")
        else:
            yield from self._before_set(exercise)

    @property
    def _ended_set(self) -> Step | None:
        """The set that has ended where this step begins."""
        before = self.session.steps[self.step.index - 1] if self.step.index else None
        return before if before and before.is_set else None

    def _stop(self, ended: Step) -> Iterator[Line]:
        """Sound the end of a set, as that set has it."""
        if not choice_for("stop", ended.cues).is_off:
            yield HardLine(self.step.index, "stop", sound("stop"), 0)

    def _intro(self) -> Iterator[Line]:
        workout = self.workout
        opening = self.say.opening(workout.title, self.memory.expected_ms, workout.equipment, self.session.load)
        if self.verbosity < Verbosity.NORMAL and not self._choice("announce").is_chosen:
            opening = opening[-1:]
        yield from self._said("announce", opening, earliest_ms=WAKE_MS)
        yield from self._rules("setup", workout.introduction, earliest_ms=WAKE_MS)
        yield from self._rules("safety", workout.safety, earliest_ms=WAKE_MS)

    def _before_set(self, exercise: Exercise) -> Iterator[Line]:
        """Say what has to be known before a set: the rest, the round, what comes and how to get into place."""
        step, say = self.step, self.say
        resting = step.kind is StepKind.REST
        number, _ = step.set_of
        if step.missed_start:
            yield from self._said("announce", say.phrase("missed-start"))
        is_generous = self.verbosity >= Verbosity.DETAILED or self._choice("encourage").is_chosen
        goes_on = step.starts_round or (is_generous and number > 1)
        if resting and goes_on and not step.opens:
            yield from self._said("encourage", say.phrase("encourage"))
        if resting:
            yield from self._said("rest", say.rest(step.duration_ms))
            yield from self._rest_left()
        if step.opens:
            yield from self._opening(step.opens)
        best_ms = max(0, step.duration_ms - NEXT_BEFORE_MS) if resting else 0
        yield from self._round(best_ms)
        yield from self._next(self._announced(exercise), best_ms)
        yield from self._setup(best_ms)
        if self.verbosity >= Verbosity.DETAILED and resting and step.starts_round:
            yield from self._rules("safety", self.workout.safety, best_ms, said_before=True)
        yield from self._count_in("countdown", gives_way=True)

    def said_ahead(self, before: Step) -> Iterator[Line]:
        """Yield what is said in this changeover as lines of the set before it; nothing where that is more than a name.

        It is said as late as it can be, and never without the word that it is what comes.
        """
        movement = self.step.movement
        if self.step.exercise is None or (movement and self._says_setup and (movement.setup or movement.safety)):
            return
        forms = self._announced(self.step.exercise, "other-side" if self.step.is_other_side else "ahead")
        named = forms[:1] if self.step.is_other_side else forms
        latest_ms = before.duration_ms - COUNT_IN * MS_PER_SECOND
        for line in (*self._round(0), *self._next(named, 0)):
            yield replace(line, step=before.index, earliest_ms=MS_PER_SECOND, latest_end_ms=latest_ms, ahead=True)

    def _round(self, best_ms: Ms) -> Iterator[SoftLine]:
        """Say which round and which set comes."""
        step, (number, sets) = self.step, self.step.set_of
        if step.starts_round and step.rounds > 1:
            yield from self._said("round", self.say.round_(step.round, step.rounds), best_ms=best_ms)
        if sets > 1 and not step.is_other_side:
            yield from self._said("round", self.say.set_(number, sets), best_ms=best_ms)

    def _announced(self, exercise: Exercise, phrase: str = "") -> Forms:
        """Return the announcement of the set that comes; one that came before in the same way needs fewer words."""
        of_set = (exercise, self.step.phases)
        is_known = self.verbosity < Verbosity.DETAILED and of_set in self.memory.known
        is_again = is_known and (of_set, self.step.side) == self.memory.last
        usual = "other-side" if self.step.is_other_side else "again" if is_again else "next"
        first = "" if self.memory.known else "first"
        return self.say.announced(phrase or first or usual, self.step, is_known=is_known)

    def _next(self, forms: Forms, best_ms: Ms) -> Iterator[SoftLine]:
        yield from self._said("next" if self.memory.known else "announce", forms, best_ms=best_ms)

    def _rest_left(self) -> Iterator[Line]:
        """Say, in a long rest, how much of it is left."""
        for left_ms in REST_LEFT_MARKS_MS:
            at_ms = self.step.duration_ms - left_ms
            if at_ms >= REST_SAID_MS:
                latest_end_ms = at_ms + MARKS_APART_MS
                yield from self._said("rest", self.say.rest_left(left_ms), at_ms, latest_end_ms=latest_end_ms)

    def _opening(self, opening: Opening) -> Iterator[Line]:
        """Say what begins, and what the script says of it."""
        exercise = self.step.exercise
        if opening.title and not (exercise and exercise.name.casefold() == opening.title.casefold()):
            yield from self._said("announce", self.say.phrase("title", title=opening.title))
        if opening.load:
            yield from self._said("announce", self.say.today(opening.load))
        if opening.starts:
            yield from self._said("announce", self.say.starts(*opening.starts))
        yield from self._rules("setup", opening.introduction)
        yield from self._rules("safety", opening.safety)

    @property
    def _says_setup(self) -> bool:
        return not self.step.repeat or self.verbosity >= Verbosity.DETAILED

    def _setup(self, best_ms: Ms) -> Iterator[Line]:
        """Say how to get into place and what to be careful of: when the movement is new, or always in detail."""
        if self.step.movement and self._says_setup:
            said_before = self.step.repeat > 0
            yield from self._rules("setup", self.step.movement.setup, best_ms, said_before=said_before)
            yield from self._rules("safety", self.step.movement.safety, best_ms, said_before=said_before)

    def _rules(
        self, kind: str, texts: Iterable[str], best_ms: Ms = 0, *, earliest_ms: Ms = 0, said_before: bool = False
    ) -> Iterator[Line]:
        """Say what the script says, each text in full or its first sentence."""
        for text in texts:
            for line in self._said(kind, (text, _first_sentence(text)), earliest_ms, best_ms=best_ms):
                yield replace(line, said_before=said_before)

    def _set(self, exercise: Exercise) -> Iterator[Line]:
        self.memory.known.add((exercise, self.step.phases))
        self.memory.last = ((exercise, self.step.phases), self.step.side)
        yield from self._sounded("go", "go", 0)
        if self.step.waits or self.step.is_estimate:
            yield from self._form_cues(MS_PER_SECOND, self.step.duration_ms - REMIND_BEFORE_MS)
            yield from self._reminder("done") if self.step.waits else ()
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
        return self.step.duration_ms - self._count_from("time-left") * MS_PER_SECOND

    def _reminder(self, phrase: str) -> Iterator[Line]:
        """Remind a listener who ends the step that it can go on."""
        earliest_ms = max(0, self.step.duration_ms - REMIND_BEFORE_MS)
        yield from self._said("announce", self.say.phrase(phrase), earliest_ms)

    def _held(self) -> Iterator[Line]:
        """Count the holds of a set, count each one out, say when it is over, and form cues in between."""
        marks = marks_of(self.step)
        for mark in marks:
            release_ms = mark.at_ms + mark.lasts_ms
            if mark.rep > 1:
                yield from self._sounded("sound", TICK, mark.at_ms)
                yield from self._spoken_at("count", self.say.phrase("hold-number", number=mark.rep), mark.at_ms)
            if mark is not marks[-1]:
                if mark.lasts_ms >= COUNTED_HOLD_MS:
                    yield from self._count_in("time-left", release_ms, mark.lasts_ms)
                yield from self._sounded("switch", "switch", release_ms)
                yield from self._spoken_at("switch", self.say.phrase("release"), release_ms + AFTER_SOUND_MS)
        yield from self._count_in("time-left", lasts_ms=marks[-1].lasts_ms)
        yield from self._form_cues(MS_PER_SECOND, max(MS_PER_SECOND, self._end_ms))

    @property
    def _is_breath(self) -> bool:
        return any(phase.name in {"in", "out"} for phase in self.step.phases)

    def _phases(self, first_ms: Ms, numbered: Collection[int] = ()) -> Iterator[Line]:
        """Say the phases of each rep by name; a rep that is numbered, from 1, begins with its number instead.

        Of a set that lasts a time, the seconds of a phase are counted: down, two, three, up. Of breaths only in detail.
        """
        is_timed = isinstance(self.step.exercise and self.step.exercise.dose, Timed)
        counts_seconds = (is_timed and not self._is_breath) or (self.verbosity >= Verbosity.DETAILED and not numbered)
        for mark in marks_of(self.step):
            if mark.lasts_ms < SHORTEST_PHASE_MS:
                continue
            if not mark.is_first or mark.rep not in numbered:
                name = self.say.named_phase(mark.name)
                yield from self._spoken_at("tempo", name, mark.at_ms, gives_way=mark.at_ms > first_ms)
            for second in range(1, mark.lasts_ms // MS_PER_SECOND) if counts_seconds else ():
                for line in self._spoken_at("tempo", self.say.number(second + 1), mark.at_ms + second * MS_PER_SECOND):
                    yield replace(line, gives_way=True, fills=True)

    def _timed(self) -> Iterator[Line]:
        """Say how much of a timed set is done and left, and form cues between."""
        duration_ms, choice = self.step.duration_ms, self._choice("time-left")
        half_ms = duration_ms // 2
        is_half_already = self.step.exercise is not None and self.step.exercise.side_rule is SideRule.SWITCH
        if duration_ms >= HALFWAY_FROM_MS and half_ms + MARKS_APART_MS <= self._end_ms and not is_half_already:
            yield from self._sounded("halfway", "half", half_ms)
            yield from self._spoken_at("halfway", self.say.phrase("halfway"), half_ms + AFTER_SOUND_MS)
        marks_ms = tuple(left_ms for left_ms in TIME_LEFT_MARKS_MS if left_ms + MARKS_APART_MS < half_ms)
        if choice.is_thinned:
            every_ms = choice.every * MS_PER_SECOND
            marks_ms = tuple(range(every_ms, duration_ms, every_ms))[::-1] if every_ms else ()
        for left_ms in marks_ms:
            if left_ms > duration_ms - self._end_ms:
                yield from self._spoken_at("time-left", self.say.time_left(left_ms), -left_ms)
        yield from self._count_in("time-left")
        yield from self._form_cues(MS_PER_SECOND, max(0, self._end_ms))

    def _counted(self, dose: Counted) -> Iterator[Line]:
        """Count a set on its beats, with form cues in the gaps or in the place of some counts in the middle."""
        beats = beats_of(self.step)
        numbered = {rep for rep, beat in enumerate(beats, start=1) if self._is_numbered(beat, dose.counts[beat.part])}
        yield from self._phases(beats[min(PROTECTED_COUNTS, len(beats) - 1)].at_ms, numbered)
        turn_ms = 0
        for part, count in enumerate(dose.counts):
            own = [beat for beat in beats if beat.part == part]
            if part:
                yield from self._turn(count.way, turn_ms)
            turn_ms = own[-1].at_ms + self.step.pace_ms
            for beat in own:
                yield from self._sounded("sound", TICK, beat.at_ms)
                if self._is_numbered(beat, count):
                    yield self._count(beat, count)
            yield from self._cues_between(own)

    def _is_numbered(self, beat: Beat, count: Count) -> bool:
        """Whether the number of a beat is to be said."""
        choice, total = self._choice("count"), count.amount.value
        if not self._speaks("count") or self._is_breath or (count.unit is Unit.BREATH and total == 1):
            return False
        is_nth = choice.every and (not self._number(beat, count) % choice.every or beat.number == total)
        return not choice.is_thinned or bool(is_nth) or beat.number > total - choice.last

    def _number(self, beat: Beat, count: Count) -> int:
        return count.amount.value - beat.number + 1 if self._choice("count").is_down else beat.number

    def _count(self, beat: Beat, count: Count) -> Line:
        """Say the number of a beat."""
        number, total = self._number(beat, count), count.amount.value
        in_the_middle = PROTECTED_COUNTS < beat.number <= total - PROTECTED_COUNTS
        is_milestone = not number % MILESTONE and beat.number <= total - PROTECTED_COUNTS
        stays = is_milestone or beat.number == total
        return HardLine(
            self.step.index, "count", words(self.say.number(number)), beat.at_ms, in_the_middle, thins_out=not stays
        )

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

    def _turn(self, way: str, turn_ms: Ms) -> Iterator[Line]:
        """Say, between two stretches of a set, that the next goes another way."""
        yield from self._sounded("switch", "switch", turn_ms)
        yield from self._spoken_at("switch", self.say.turn(way), turn_ms + AFTER_SOUND_MS)

    def _form_cues(self, start_ms: Ms, end_ms: Ms, slots: tuple[Ms, ...] = ()) -> Iterator[Line]:
        """Spread form cues from start to end, on beats where there are any.

        Every set goes on with the movement's next cues. Once all of them have been said in full, one short reminder is
        enough, except in detail.
        """
        movement, verbosity = self.step.movement, max(self.verbosity, Verbosity.NORMAL)
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

    def _outro(self) -> Iterator[Line]:
        yield from self._sounded("finish", "finish", MS_PER_SECOND // 2)
        groups = self.workout.groups
        is_one = len(groups) == 1 and all(isinstance(item, Exercise | Pause) for item in groups[0].items)
        rounds = len({step.round for step in self.session.steps if step.is_set}) if is_one else 1
        yield from self._said("finish", self.say.finish(rounds), earliest_ms=MS_PER_SECOND)

    def _count_from(self, kind: str) -> int:
        """Return the number from which the last seconds are counted."""
        return self._choice(kind).last or COUNT_IN

    def _count_in(self, kind: str, end_ms: Ms = 0, lasts_ms: Ms = 0, *, gives_way: bool = False) -> Iterator[Line]:
        """Count the last seconds before a time, the end of the step if none is given: spoken, or with a sound."""
        for number in range(self._count_from(kind), 0, -1):
            at_ms = end_ms - number * MS_PER_SECOND
            if not self.step.elastic and number * MS_PER_SECOND >= (lasts_ms or self.step.duration_ms):
                continue  # What is shorter than the countdown begins with a sound of its own.
            if self._speaks(kind):
                yield from self._spoken_at(kind, self.say.number(number), at_ms, gives_way=gives_way)
            else:
                yield from self._sounded(kind, "ready", at_ms)

    def _choice(self, kind: str) -> CueChoice:
        """Return what was chosen for a kind of cue in this step."""
        if kind not in self._choices:
            self._choices[kind] = choice_for(kind, self.step.cues)
        return self._choices[kind]

    def _speaks(self, kind: str) -> bool:
        """Whether a kind of cue is spoken: as chosen, else from some verbosity on."""
        choice = self._choice(kind)
        return not choice.is_off and (choice.is_chosen or self.verbosity >= CUE_KINDS[kind].words_from)

    def _sounded(self, kind: str, name: str, at_ms: Ms) -> Iterator[HardLine]:
        """Yield a sound, unless its kind is switched off."""
        if not self._choice(kind).is_off:
            yield HardLine(self.step.index, kind, sound(name), at_ms)

    def _spoken_at(self, kind: str, forms: Forms, at_ms: Ms, *, gives_way: bool = False) -> Iterator[HardLine]:
        """Yield a hard line of words, if its kind is spoken."""
        if self._speaks(kind):
            yield HardLine(self.step.index, kind, words(forms), at_ms, gives_way)

    def _said(
        self, kind: str, forms: Forms, earliest_ms: Ms = 0, *, best_ms: Ms = 0, latest_end_ms: Ms | None = None
    ) -> Iterator[SoftLine]:
        """Yield a soft line of words, if its kind is spoken."""
        if self._speaks(kind):
            heard: tuple[Heard, ...] = words(forms[-1:] if self._choice(kind).is_short else forms)
            yield SoftLine(self.step.index, kind, heard, earliest_ms, best_ms, latest_end_ms)


def _first_sentence(text: str) -> str:
    """Return the words up to the first full stop that another sentence follows."""
    sentence, stop, _ = text.partition(". ")
    return sentence + stop.rstrip()
