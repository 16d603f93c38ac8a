"""What the elements of a prescription mean together: of an exercise, a group, a link, a rest, a pace."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field, replace

from voicecoach.script import amounts
from voicecoach.script.grammar import Element, elements_of
from voicecoach.script.source import Problems, Words, did_you_mean, nearest
from voicecoach.script.vocabulary import BETWEEN, COUNTS, MASSES, PHASES, PHRASES, TEMPO_PHASES, UNITS, WAYS
from voicecoach.session.resolve import needs_listener
from voicecoach.units import MS_PER_MINUTE, MS_PER_SECOND, Ms
from voicecoach.workout import (
    BODYWEIGHT,
    EMOM_MS,
    LIMBS,
    MOST_ROUNDS,
    NO_REST,
    NO_RESTS,
    Amount,
    Between,
    Count,
    Counted,
    Dose,
    Exercise,
    Free,
    Held,
    Load,
    LoadUnit,
    Mode,
    Pace,
    Pacing,
    Phase,
    Range,
    Rest,
    Rests,
    SelfPaced,
    SideRule,
    Tempo,
    Timed,
    Unit,
)

_PACE_MS = range(200, 60 * MS_PER_SECOND + 1)
_MOST_STRETCHES = 20
_MOST_SUGGESTIONS = 100
"""On a page with more problems than these, looking for what was meant would take longer than reading it."""
_FAST_MS: Ms = MS_PER_SECOND
"""What an X in a tempo takes: as fast as one can."""

_DOSE_EXAMPLE = "10 reps' or '30 s"
_GROUP_EXAMPLE = "2-4 rounds, rest 30-45 s between rounds"
_PACE_EXAMPLE = "4 s per rep' or 'tempo 3-1-1-0"
_LINK_EXAMPLE = "1 round, no rest"
_LOAD_EXAMPLE = "60 kg' or 'green band"
_REST_EXAMPLE = "20 s', '10-20 s' or 'as needed"


@dataclass(frozen=True, slots=True)
class GroupTerms:
    """What the heading of a group, or a link, says after the colon."""

    rounds: Range | None = None
    rests: Rests = NO_RESTS
    mode: Mode = Mode.ROUNDS
    time_ms: Ms | None = None
    every_ms: Ms | None = None
    self_paced: bool = False
    levels: tuple[str, ...] = ()


@dataclass(slots=True)
class _Terms:
    """Everything that one prescription says, gathered element by element."""

    words: Words
    problems: Problems
    allowed: frozenset[str]
    example: str
    sets: Range | None = None
    times: list[Amount] = field(default_factory=list)
    """The amounts before an ``x``."""
    counts: list[Count] = field(default_factory=list)
    time: Amount | None = None
    free: str | None = None
    hold: bool = False
    is_max: bool = False
    side_rule: SideRule = SideRule.NONE
    limb: str = LIMBS[0]
    load: Load | None = None
    effort: str = ""
    pace: Pacing | None = None
    phases: list[Phase] = field(default_factory=list)
    rests: Rests = NO_RESTS
    open_rest: tuple[Words, Rest] | None = None
    """A rest of which it is not yet known what it lies between."""
    rounds: Range | None = None
    mode: Mode = Mode.ROUNDS
    every_ms: Ms | None = None
    cap_ms: Ms | None = None
    self_paced: bool = False
    levels: tuple[str, ...] = ()
    told_to: int = 0
    """Up to which column it has been said that words were not understood."""

    def take(self, elements: tuple[Element, ...], alone: str) -> "_Terms":
        """Take every element in turn; ``alone`` is what a rest lies between that does not say so."""
        before: Element | None = None
        for element, following in zip(elements, (*elements[1:], None), strict=False):
            if element.kind == "unknown":
                self._unknown(element, before)
            elif element.kind not in self.allowed:
                # Where the unit of a number is unknown, that is told, and is enough.
                if element.kind != "bare" or following is None or following.kind != "unknown":
                    message = f"{element.words.quoted()} has no meaning here"
                    self.problems.error(element.words, message, f"here stands, for instance, '{self.example}'")
            elif element.kind == "time" and following and following.kind == "each" and _unit_of(following):
                self._pace(element, following)
            elif not (element.kind == "each" and _unit_of(element) and self.pace is not None):
                _TAKERS[element.kind](self, element)
            if self.open_rest and not (following and following.kind == "between"):
                self._put_rest(alone, *self.open_rest)
            before = element
        if self.phases:
            self._once(self.pace, self.words, "pace")
            self.pace = Tempo(tuple(self.phases))
        return self

    def _unknown(self, element: Element, before: Element | None) -> None:
        """Say what was not understood, once for all words up to the next comma."""
        words = element.words
        if words.column < self.told_to:
            return
        offset = words.column - self.words.column
        tail = self.words.part(offset, offset + len(self.words.text[offset:].split(",")[0]))
        self.told_to = tail.column + len(tail.text)
        between = self.words.text[before.words.column - self.words.column : offset] if before else ","
        if before and before.kind == "bare" and "," not in between and words.text[0].isalpha():
            hint = self._suggestion(UNITS, words.text) or f"for instance '{self.example}'"
            self.problems.error(words, f"unknown unit {words.quoted()}", hint)
        else:
            known = self._suggestion(PHRASES, tail.text, words.text)
            free = f"for instance '{self.example}'; what the clock cannot see is written as 'until …'"
            hint = known or (free if "until" in self.allowed else f"for instance '{self.example}'")
            self.problems.error(tail, f"{tail.quoted()} was not understood", hint)

    def _suggestion(self, known: Iterable[str], *texts: str) -> str:
        """Return a hint with the nearest words of the language; none on a page of nothing but slips."""
        if len(self.problems.found) > _MOST_SUGGESTIONS:
            return ""
        return next(filter(None, (nearest(text, known) for text in texts)), "")

    def _once(self, taken: object, words: Words, what: str) -> None:
        """Note that something is said twice, if it is taken already."""
        if taken:
            self.problems.error(words, f"the {what} is said twice", "keep one of the two")

    def take_times(self, element: Element) -> None:
        if (amount := amounts.whole(element, MOST_ROUNDS, self.problems)) is not None:
            self.times.append(amount)

    def take_sets(self, element: Element) -> None:
        self._once(self.sets, element.words, "number of sets")
        self.sets = amounts.whole_range(element, MOST_ROUNDS, self.problems) or Range(1, 1)

    def take_count(self, element: Element) -> None:
        unit = COUNTS[element.unit]
        if (amount := amounts.count(element, unit, self.problems)) is not None:
            self.counts.append(Count(amount, unit))
        if len(self.counts) == _MOST_STRETCHES + 1:
            self.problems.error(element.words, f"a set has at most {_MOST_STRETCHES} stretches", "write several items")

    def take_bare(self, element: Element) -> None:
        if self.counts:
            self.problems.error(
                element.words, f"{element.words.quoted()} has no unit", f"for instance '{self.example}'"
            )
        if (amount := amounts.whole(element, amounts.MOST_COUNT, self.problems)) is not None:
            self.counts.append(Count(amount, Unit.REP))

    def take_time(self, element: Element) -> None:
        if self.time is not None:
            hint = "write each as an item of its own; one time of minutes and seconds is '1:30'"
            self.problems.error(element.words, "a timed dose is one time", hint)
        self.time = amounts.time(element, self.problems) or Amount.of(MS_PER_SECOND)

    def take_max(self, element: Element) -> None:
        self.is_max = True
        if element.unit:
            self.counts.append(Count(Amount(), COUNTS[element.unit]))

    def take_hold(self, element: Element) -> None:
        self._once(self.hold, element.words, "hold")
        self.hold = True

    def take_way(self, element: Element) -> None:
        way = WAYS[" ".join(element.unit.split())]
        if not self.counts or self.counts[-1].way:
            hint = "write the amount first: '10 steps up'"
            self.problems.error(element.words, f"nothing is counted {element.words.quoted()}", hint)
        else:
            self.counts[-1] = replace(self.counts[-1], way=way)

    def take_each(self, element: Element) -> None:
        limb = element.unit.replace("/", " ").split()[-1]
        if limb not in LIMBS:
            known = tuple(f"each {word}" for word in LIMBS)
            hint = did_you_mean(element.unit, known) or f"one of: {', '.join(known)}"
            self.problems.error(element.words, f"{element.words.quoted()} was not understood", hint)
        self._side(element, SideRule.EACH, limb)

    def take_alternating(self, element: Element) -> None:
        words = element.unit.split()
        rule = SideRule.ALTERNATING
        if words[-1].startswith(("set", "round")):
            rule = SideRule.ALTERNATING_SETS if words[-1].startswith("set") else SideRule.ALTERNATING_ROUNDS
        self._side(element, rule, _limb_in(words))

    def take_switch(self, element: Element) -> None:
        self._side(element, SideRule.SWITCH, _limb_in(element.unit.split()))

    def take_only(self, element: Element) -> None:
        words = element.unit.split()
        self._side(element, SideRule.LEFT_ONLY if words[0] == "left" else SideRule.RIGHT_ONLY, _limb_in(words))

    def _side(self, element: Element, rule: SideRule, limb: str) -> None:
        self._once(self.side_rule is not SideRule.NONE, element.words, "side")
        self.side_rule, self.limb = rule, limb

    def take_load(self, element: Element) -> None:
        unit = MASSES[element.unit]
        amount = amounts.load(element, self.problems)
        name = element.text[3:].strip() if element.text[:3].casefold().startswith("of") else ""
        if bool(name) != (unit is LoadUnit.PERCENT):
            message = "a percentage is of something" if not name else "only a percentage is of something"
            self.problems.error(element.words, message, "for instance '75% of squat max'")
        self._load(element, Load(name, amount, unit))

    def take_bodyweight(self, element: Element) -> None:
        if element.figures is None:
            self._load(element, Load(BODYWEIGHT))
            return
        unit = MASSES[element.unit]
        if unit is LoadUnit.PERCENT:
            self.problems.error(element.words, "what is added to the bodyweight is kg or lb")
        self._load(element, Load(BODYWEIGHT, amounts.load(element, self.problems), unit))

    def take_with(self, element: Element) -> None:
        self._load(element, Load(element.text[5:].strip()))

    def _load(self, element: Element, load: Load) -> None:
        self._once(self.load, element.words, "load")
        self.load = load

    def take_effort(self, element: Element) -> None:
        self._effort(element, " ".join(element.unit.split()))

    def take_scale(self, element: Element) -> None:
        found = amounts.whole_range(element, 10, self.problems, least=0 if element.kind == "rir" else 1)
        span = "" if found is None else f"{found.low}-{found.high}" if found.is_open else str(found.low)
        self._effort(element, f"{element.kind.upper()} {span}")

    def _effort(self, element: Element, effort: str) -> None:
        self._once(self.effort, element.words, "effort")
        self.effort = effort

    def _pace(self, element: Element, each: Element) -> None:
        self._once(self.pace or self.self_paced, element.words, "pace")
        unit = _unit_of(each) or Unit.REP
        duration_ms = amounts.one_time(element, self.problems, least_ms=1)
        if not unit.has_pace:
            self.problems.error(each.words, f"a {unit.value} has no pace", "for instance '4 s per rep'")
        elif duration_ms is not None and duration_ms not in _PACE_MS:
            self.problems.error(element.words, "a pace is one length of time from 0.2 s to 60 s")
        self.pace = Pace(duration_ms or MS_PER_SECOND, unit)

    def take_bpm(self, element: Element) -> None:
        self._once(self.pace, element.words, "pace")
        found = amounts.whole_range(element, MS_PER_MINUTE // _PACE_MS[0], self.problems)
        self.pace = Pace(round(MS_PER_MINUTE / found.low) if found else MS_PER_SECOND, Unit.BEAT)

    def take_tempo(self, element: Element) -> None:
        figures = [char for char in element.unit.removeprefix("tempo") if char.isdigit() or char == "x"]
        lasts_ms = [_FAST_MS if char == "x" else int(char) * MS_PER_SECOND for char in figures]
        phases = zip(TEMPO_PHASES, lasts_ms, strict=False)
        self._tempo(element, [Phase(name, lasts) for name, lasts in phases if lasts])

    def take_slow(self, element: Element) -> None:
        self._tempo(element, [Phase("down", 3 * MS_PER_SECOND), Phase("up", MS_PER_SECOND)])

    def _tempo(self, element: Element, phases: list[Phase]) -> None:
        self._once(self.phases or self.pace, element.words, "pace")
        if sum(phase.duration_ms for phase in phases) not in _PACE_MS:
            self.problems.error(element.words, "a rep takes from 0.2 s to 60 s")
        self.phases = phases

    def take_phase(self, element: Element) -> None:
        name, figure = element.unit.split(maxsplit=1)
        number = float(figure.split()[0].rstrip("second"))
        if not _PACE_MS[0] <= number * MS_PER_SECOND <= _PACE_MS[-1]:
            self.problems.error(element.words, "a phase takes from 0.2 s to 60 s")
            number = 1
        self.phases.append(Phase(PHASES[name], round(number * MS_PER_SECOND)))

    def take_self_paced(self, element: Element) -> None:
        self._once(self.pace or self.self_paced, element.words, "pace")
        self.self_paced = True

    def take_rest(self, element: Element) -> None:
        found = amounts.time_range(element, self.problems)
        self.open_rest = element.words, Rest(found) if found else NO_REST

    def take_rest_as_needed(self, element: Element) -> None:
        self.open_rest = element.words, Rest()

    def take_no_rest(self, element: Element) -> None:
        self.open_rest = element.words, NO_REST

    def take_between(self, element: Element) -> None:
        what = BETWEEN.get(element.unit.split()[-1])
        if what is None:
            known = tuple(f"between {word}" for word in BETWEEN if not word.startswith("after"))
            hint = did_you_mean(element.unit, known) or f"one of: {', '.join(known)}"
            self.problems.error(element.words, f"unknown kind of rest {element.words.quoted()}", hint)
            self.open_rest = None
        elif self.open_rest is None:
            self.problems.error(element.words, f"what is {element.words.quoted()}?", "write, for instance, 'rest 60 s'")
        else:
            self._put_rest(what, *self.open_rest)

    def _put_rest(self, what: str, words: Words, rest: Rest) -> None:
        self._once(self.rests.at(Between(what)), words, "rest")
        if what == Between.REPS.value and rest.as_needed:
            self.problems.error(words, "a rest between reps is a time", "for instance 'rest 5 s between reps'")
        self.rests = replace(self.rests, **{what: rest})
        self.open_rest = None

    def take_remainder(self, element: Element) -> None:
        self._every(element, MS_PER_MINUTE)

    def take_every(self, element: Element) -> None:
        self._every(element, amounts.one_time(element, self.problems) or MS_PER_MINUTE)

    def _every(self, element: Element, every_ms: Ms) -> None:
        self._once(self.every_ms, element.words, "start")
        self.every_ms = every_ms

    def take_cap(self, element: Element) -> None:
        self._once(self.cap_ms, element.words, "cap")
        self.cap_ms = amounts.one_time(element, self.problems)

    def take_rounds(self, element: Element) -> None:
        self._once(self.rounds, element.words, "number of rounds")
        self.rounds = amounts.whole_range(element, MOST_ROUNDS, self.problems) or Range(1, 1)

    def take_mode(self, element: Element) -> None:
        self._once(self.mode is not Mode.ROUNDS, element.words, "kind of group")
        self.mode = {"emom": Mode.EMOM, "amrap": Mode.AMRAP, "for_time": Mode.FOR_TIME}[element.kind]

    def take_level(self, element: Element) -> None:
        self._once(self.levels, element.words, "level")
        names = element.text.split(maxsplit=1)[1].split(" or ")
        self.levels = tuple(" ".join(name.split()) for name in names)

    def take_until(self, element: Element) -> None:
        self._once(self.free, element.words, "dose")
        self.free = element.text.strip()

    def take_done(self, _element: Element) -> None:
        self.free = self.free or ""


_TAKERS: dict[str, Callable[[_Terms, Element], None]] = {
    "times": _Terms.take_times,
    "sets": _Terms.take_sets,
    "rounds": _Terms.take_rounds,
    "count": _Terms.take_count,
    "bare": _Terms.take_bare,
    "time": _Terms.take_time,
    "max": _Terms.take_max,
    "hold": _Terms.take_hold,
    "way": _Terms.take_way,
    "each": _Terms.take_each,
    "alternating": _Terms.take_alternating,
    "switch": _Terms.take_switch,
    "only": _Terms.take_only,
    "load": _Terms.take_load,
    "bodyweight": _Terms.take_bodyweight,
    "with_": _Terms.take_with,
    "effort": _Terms.take_effort,
    "rpe": _Terms.take_scale,
    "rir": _Terms.take_scale,
    "bpm": _Terms.take_bpm,
    "tempo": _Terms.take_tempo,
    "slow": _Terms.take_slow,
    "phase": _Terms.take_phase,
    "self_paced": _Terms.take_self_paced,
    "rest": _Terms.take_rest,
    "rest_as_needed": _Terms.take_rest_as_needed,
    "no_rest": _Terms.take_no_rest,
    "between": _Terms.take_between,
    "remainder": _Terms.take_remainder,
    "every": _Terms.take_every,
    "cap": _Terms.take_cap,
    "emom": _Terms.take_mode,
    "amrap": _Terms.take_mode,
    "for_time": _Terms.take_mode,
    "level": _Terms.take_level,
    "until": _Terms.take_until,
    "done": _Terms.take_done,
}
_RESTS = frozenset({"rest", "rest_as_needed", "no_rest", "between"})
_IN_GROUP = _RESTS | {
    "rounds", "sets", "time", "emom", "amrap", "for_time", "cap", "every", "remainder", "self_paced", "level",
}  # fmt: skip
_IN_LINK = _RESTS | {"rounds", "level"}
_IN_EXERCISE = _TAKERS.keys() - {"rounds", "emom", "amrap", "for_time"}
_IN_PACE = frozenset({"time", "each", "bpm", "tempo", "slow", "phase", "self_paced"})
_IN_REST = _RESTS | {"time"}
_IN_LOAD = frozenset({"load", "bodyweight", "with_"})


def read_exercise(exercise: Exercise, words: Words, problems: Problems) -> Exercise | None:
    """Return the exercise with its prescription, or None where that has no meaning."""
    before = len(problems.found)
    elements = elements_of(words, _DOSE_EXAMPLE, problems)
    terms = _Terms(words, problems, frozenset(_IN_EXERCISE), _DOSE_EXAMPLE).take(elements, "after")
    if not elements or len(problems.found) > before:
        return None
    sets, dose = _dose(terms)
    if dose is None:
        return None
    prescribed = replace(
        exercise,
        dose=dose,
        sets=sets,
        side_rule=terms.side_rule,
        limb=terms.limb,
        load=terms.load,
        effort=terms.effort,
        pace=SelfPaced() if terms.self_paced else terms.pace,
        rests=terms.rests,
        every_ms=terms.every_ms,
        cap_ms=terms.cap_ms,
        levels=terms.levels,
    )
    return prescribed if _agrees(prescribed, words, problems) else None


def read_group_terms(words: Words, problems: Problems) -> GroupTerms:
    """Read what a group says: ``2-4 rounds, rest 10 s``, ``EMOM 10 min``, ``for time, cap 10 min``."""
    elements = elements_of(words, _GROUP_EXAMPLE, problems)
    terms = _Terms(words, problems, _IN_GROUP, _GROUP_EXAMPLE).take(elements, "exercises")
    time = terms.time.value if terms.time else None
    if terms.mode in {Mode.EMOM, Mode.AMRAP} and time is None:
        problems.error(words, f"how long is this {terms.mode.value}?", f"for instance '{terms.mode.value} 10 min'")
    elif time is not None and terms.mode not in {Mode.EMOM, Mode.AMRAP}:
        hint = "for instance 'AMRAP 10 min', 'for time, cap 10 min' or 'rest 60 s'"
        problems.error(words, f"{words.quoted()} has a time that belongs to nothing", hint)
    elif terms.mode is Mode.EMOM and time is not None and time % EMOM_MS:
        problems.error(words, "an EMOM has whole minutes")
    if terms.cap_ms and terms.mode is not Mode.FOR_TIME:
        problems.error(words, "only what is for time has a cap", "for instance 'for time, cap 10 min'")
    if terms.mode in {Mode.EMOM, Mode.AMRAP} and (terms.rounds or terms.sets):
        problems.error(words, f"the time of an {terms.mode.value} gives its rounds", "leave the rounds out")
    if terms.every_ms and terms.mode is not Mode.ROUNDS:
        problems.error(words, "there are two clocks", "keep one of them")
    return GroupTerms(
        terms.rounds or terms.sets,
        terms.rests,
        terms.mode,
        terms.cap_ms or time,
        terms.every_ms,
        terms.self_paced,
        terms.levels,
    )


def read_link_terms(words: Words, problems: Problems) -> GroupTerms:
    """Read what stands in place of the terms of a script that is run: rounds, rests, levels."""
    elements = elements_of(words, _LINK_EXAMPLE, problems)
    terms = _Terms(words, problems, _IN_LINK, _LINK_EXAMPLE).take(elements, "exercises")
    return GroupTerms(terms.rounds, terms.rests, levels=terms.levels)


def read_rests(words: Words, problems: Problems, alone: str = "exercises") -> Rests:
    """Read rests without the word: ``10-20 s``, ``90 s between sets``; ``alone`` is for one that says no place."""
    elements = tuple(
        replace(element, kind="rest") if element.kind == "time" else element
        for element in elements_of(words, _REST_EXAMPLE, problems)
    )
    return _Terms(words, problems, _IN_REST, _REST_EXAMPLE).take(elements, alone).rests


def read_pace(words: Words, problems: Problems) -> Pacing | None:
    """Read a pace: ``1 s per step``, ``tempo 3-1-1-0``, ``in 4, out 4``, ``self-paced``."""
    before = len(problems.found)
    elements = elements_of(words, _PACE_EXAMPLE, problems)
    terms = _Terms(words, problems, _IN_PACE, _PACE_EXAMPLE).take(elements, "after")
    if not elements or len(problems.found) > before:
        return None
    if terms.time is not None or (terms.pace is None and not terms.self_paced):
        problems.error(words, f"{words.quoted()} is not a pace", f"write, for instance, '{_PACE_EXAMPLE}'")
        return None
    return SelfPaced() if terms.self_paced else terms.pace


def read_load(words: Words, problems: Problems) -> Load | None:
    """Read a load without the word ``with``: ``60 kg``, ``75% of squat max``, ``green band``."""
    silent = Problems()
    elements = elements_of(words, _LOAD_EXAMPLE, silent)
    if len(elements) == 1 and elements[0].kind == "with_":
        return read_load(words.part(len("with")), problems)
    if len(elements) == 1 and elements[0].kind in _IN_LOAD:
        return _Terms(words, problems, _IN_LOAD, _LOAD_EXAMPLE).take(elements, "after").load
    return Load(words.text)


def _dose(terms: _Terms) -> tuple[Range, Dose | None]:
    """Return the sets and the dose of one set, or a problem and no dose."""
    words, problems, times = terms.words, terms.problems, terms.times
    sets = terms.sets
    _take_dose_of_phases(terms)
    is_hold = terms.time is not None and terms.hold
    held = times.pop() if is_hold and times else None
    if len(times) > 1 or (times and sets is not None):
        problems.error(words, "this multiplies too much", "for instance '3 x 10 reps' or '3 x 5 x 10 s hold'")
        return Range(1, 1), None
    if times:
        if times[0].is_ladder or times[0].or_more:
            problems.error(words, "a number of sets is one number, or a range", "for instance '2-3 x 10 reps'")
            return Range(1, 1), None
        sets = times[0].rungs[0]
    return sets or Range(1, 1), _one_dose(terms, held)


def _one_dose(terms: _Terms, held: Amount | None) -> Dose | None:
    words, problems = terms.words, terms.problems
    given = sum((bool(terms.counts), terms.time is not None, bool(terms.free)))
    if given > 1:
        message = "a dose is a time or a count, not both"
        problems.error(words, message, "write each as an item of its own; a limit is written 'max reps in 60 s'")
    elif terms.free is not None and not given - bool(terms.free):
        return Free(terms.free)
    elif terms.time is not None:
        return Held(held, terms.time) if held else Timed(terms.time, hold=terms.hold)
    elif terms.is_max and not terms.counts:
        return Timed(Amount(), hold=True) if terms.hold else Counted((Count(Amount(), Unit.REP),))
    elif not terms.counts:
        message = "the dose is missing" if terms.sets is None else "the sets have no dose"
        problems.error(words, message, f"for instance '{_DOSE_EXAMPLE}'")
    elif len({count.unit for count in terms.counts}) > 1:
        problems.error(words, "a set counts one thing", "write each as an item of its own")
    else:
        return Counted(tuple(terms.counts), hold=terms.hold)
    return None


def _take_dose_of_phases(terms: _Terms) -> None:
    """Read a phase that stands alone as what it means: ``hold 20 s`` is a dose, ``max reps in 60 s`` has a cap."""
    has_dose = terms.counts or terms.time is not None or terms.is_max or terms.free is not None
    match terms.pace:
        case Tempo(phases=(Phase(name="hold", duration_ms=duration_ms),)) if not has_dose:
            terms.pace, terms.time, terms.hold = None, Amount.of(duration_ms), True
        case Tempo(phases=(Phase(name="in", duration_ms=duration_ms),)) if terms.is_max:
            terms.pace, terms.cap_ms = None, duration_ms


def _agrees(exercise: Exercise, words: Words, problems: Problems) -> bool:
    """Whether the parts of a prescription go together; problems say which do not."""
    before = len(problems.found)
    lengths = {len(amount.rungs) for _, amount in exercise.amounts if amount.is_ladder}
    sets = exercise.sets
    if len(lengths) > 1:
        problems.error(words, "these ladders differ in length", "give each the same number of rungs")
    elif lengths and sets != Range(1, 1) and (sets.is_open or lengths != {sets.low}):
        message = f"the ladder has {lengths.pop()} rungs, and there are {sets.high} sets"
        problems.error(words, message, "leave the sets out: each rung is one")
    for contradicts, message, hint in _CONTRADICTIONS:
        if contradicts(exercise):
            problems.error(words, message, hint)
    return len(problems.found) == before


_CONTRADICTIONS: tuple[tuple[Callable[[Exercise], bool], str, str], ...] = (
    (
        lambda it: (
            isinstance(it.pace, Tempo | Pace) and isinstance(it.dose, Counted) and not it.dose.counts[0].unit.has_pace
        ),
        "what is done here cannot be counted",
        "leave the pace out: only you know when it is done",
    ),
    (
        lambda it: it.pace is not None and isinstance(it.dose, Held | Free),
        "this dose has no pace",
        "leave the pace out",
    ),
    (
        lambda it: isinstance(it.pace, Pace) and not it.pace.fits(_unit_counted(it.dose)),
        "the pace is that of another unit",
        "give it the unit of the set",
    ),
    (
        lambda it: it.side_rule is SideRule.SWITCH and it.cap_ms is None and needs_listener(it.dose),
        "what has no end has no half",
        "give the set a number, or a time: 'max reps in 60 s'",
    ),
    (
        lambda it: isinstance(it.dose, Timed) and it.dose.time.ends_itself and it.cap_ms is not None,
        "a time needs no cap",
        "keep one of the two",
    ),
    (
        lambda it: it.rests.exercises is not None or it.rests.rounds is not None,
        "this rest belongs to a group",
        "'rest 60 s' at an exercise comes after each of its sets",
    ),
)
"""What cannot stand together in a prescription, why, and what to write."""


def _unit_counted(dose: Dose) -> Unit | None:
    return dose.counts[0].unit if isinstance(dose, Counted) else None


def _unit_of(each: Element) -> Unit | None:
    """Return what ``per rep`` counts; None where it speaks of a side."""
    return COUNTS.get(each.unit.split()[-1]) if each.unit.startswith("per") else None


def _limb_in(words: list[str]) -> str:
    """Return the limb that is named, in one or several."""
    singular = ["foot" if word == "feet" else word.rstrip("s") for word in words]
    return next((word for word in singular if word in LIMBS), LIMBS[0])
