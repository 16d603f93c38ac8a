"""The terms of a prescription: reads its elements one by one and collects what each says.

What they mean together is decided in ``prescription``.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field, replace

from voicecoach.errors import did_you_mean, nearest
from voicecoach.script import amounts
from voicecoach.script.grammar import Element
from voicecoach.script.source import Problems, Span
from voicecoach.script.switches import check_switches, read_one_switch
from voicecoach.script.vocabulary import (
    BETWEEN,
    BETWEEN_PHRASES,
    COUNTS,
    MASSES,
    PHASES,
    PHRASES,
    TEMPO_PHASES,
    UNITS,
    WAYS,
    mistake_hint,
)
from voicecoach.talk import Switches
from voicecoach.units import MS_PER_MINUTE, MS_PER_SECOND, Ms
from voicecoach.workout import (
    BODYWEIGHT,
    LIMBS,
    LONGEST_MS,
    MOST_ROUNDS,
    NO_REST,
    NO_RESTS,
    Amount,
    Between,
    Count,
    Load,
    LoadUnit,
    Mode,
    Pace,
    Pacing,
    Phase,
    Range,
    Rest,
    Rests,
    SideRule,
    Tempo,
    Unit,
)

_PACE_MS = range(200, 60 * MS_PER_SECOND + 1)
_MAX_STRETCHES = 20
_MAX_SUGGESTIONS = 100
"""With more problems than this, searching for similar words would take longer than reading the page."""
_FAST_MS: Ms = MS_PER_SECOND
"""How long an X in a tempo takes: as fast as possible."""


@dataclass(slots=True)
class Terms:
    """The content of one prescription, collected element by element."""

    span: Span
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
    odd_phase: Span | None = None
    """The first phase that is too short or too long; if it is the only one, it may be a hold or a cap instead."""
    rests: Rests = NO_RESTS
    pending_rest: tuple[Span, Rest] | None = None
    """A rest that ``between …`` may still follow."""
    rounds: Range | None = None
    mode: Mode = Mode.ROUNDS
    every_ms: Ms | None = None
    cap_ms: Ms | None = None
    self_paced: bool = False
    levels: tuple[str, ...] = ()
    cues: Switches = ()
    reported_to: int = 0
    """Words before this column have already been reported as not understood."""

    def take(self, elements: tuple[Element, ...], default: Between) -> "Terms":
        """Read every element in turn; ``default`` is the place of a rest without ``between …``."""
        before: Element | None = None
        for element, following in zip(elements, (*elements[1:], None), strict=False):
            if element.kind == "unknown":
                self._unknown(element, before)
            elif element.kind not in self.allowed:
                # If the unit of a number is unknown, only that is reported.
                if element.kind != "bare" or following is None or following.kind != "unknown":
                    message = f"{element.span.quoted()} cannot be used here"
                    hint = mistake_hint(self.span.text) or f"write, for example, '{self.example}'"
                    self.problems.error(element.span, message, hint)
            elif element.kind == "time" and following and following.kind == "each" and _unit_of(following):
                self._pace(element, following)
            elif not (element.kind == "each" and _unit_of(element) and self.pace is not None):
                _TAKERS[element.kind](self, element)
            if self.pending_rest and not (following and following.kind == "between"):
                self._put_rest(default, *self.pending_rest)
            before = element
        check_switches(self.cues, self.span, self.problems)
        if self.phases:
            self._once(self.pace, self.span, "pace")
            self.pace = Tempo(tuple(self.phases))
        return self

    def refuse_odd_phase(self) -> None:
        """Report a phase that is too short or too long, once it is known to be part of a tempo."""
        if self.odd_phase is not None and isinstance(self.pace, Tempo):
            self.problems.error(self.odd_phase, "a phase must last from 0.2 s to 60 s", "write, for example, 'down 3'")

    def _unknown(self, element: Element, before: Element | None) -> None:
        """Report unknown words, once for everything up to the next comma."""
        span = element.span
        if span.column < self.reported_to:
            return
        offset = span.column - self.span.column
        tail = self.span.part(offset, offset + len(self.span.text[offset:].split(",")[0]))
        self.reported_to = tail.column + len(tail.text)
        between = self.span.text[before.span.column - self.span.column : offset] if before else ","
        if before and before.kind == "bare" and "," not in between and span.text[0].isalpha():
            known = mistake_hint(self.span.text) or self._suggestion(UNITS, span.text)
            hint = known or f"write, for example, '{self.example}'"
            self.problems.error(span, f"unknown unit {span.quoted()}", hint)
        else:
            # Several words are rarely a typing mistake: they are probably a remark.
            known = mistake_hint(self.span.text) or self._suggestion(PHRASES, tail.text)
            free = "put a remark after the name and a comma; for a set without reps or time, write 'until …'"
            hint = known or (free if "until" in self.allowed else f"write, for example, '{self.example}'")
            self.problems.error(tail, f"{tail.quoted()} was not understood", hint)

    def _suggestion(self, known: Iterable[str], text: str) -> str:
        """Return a hint with the most similar words; none on a page with too many problems."""
        return "" if len(self.problems.found) > _MAX_SUGGESTIONS else nearest(text, known)

    def _once(self, taken: object, span: Span, what: str) -> None:
        """Report a term that is given twice; ``taken`` is its value so far."""
        if taken:
            self.problems.error(span, f"the {what} is given twice", "keep one of them")

    def _take_times(self, element: Element) -> None:
        if (amount := amounts.whole(element, MOST_ROUNDS, self.problems)) is not None:
            self.times.append(amount)

    def _take_sets(self, element: Element) -> None:
        self._once(self.sets, element.span, "number of sets")
        self.sets = amounts.whole_range(element, MOST_ROUNDS, self.problems) or Range(1, 1)

    def _take_count(self, element: Element) -> None:
        unit = COUNTS[element.unit]
        if (amount := amounts.count(element, unit, self.problems)) is not None:
            self.counts.append(Count(amount, unit))
        if len(self.counts) == _MAX_STRETCHES + 1:
            self.problems.error(
                element.span, f"a set can have at most {_MAX_STRETCHES} counts", "split it into exercises"
            )

    def _take_bare(self, element: Element) -> None:
        if self.counts:
            hint = mistake_hint(self.span.text) or f"write, for example, '{self.example}'"
            self.problems.error(element.span, f"{element.span.quoted()} has no unit", hint)
        if (amount := amounts.whole(element, amounts.MAX_COUNT, self.problems)) is not None:
            self.counts.append(Count(amount, Unit.REP))

    def _take_time(self, element: Element) -> None:
        if self.time is not None:
            hint = "write minutes and seconds as '1:30', or make each time its own exercise"
            self.problems.error(element.span, "a set can have only one time", hint)
        self.time = amounts.time(element, self.problems) or Amount.of(MS_PER_SECOND)

    def _take_max(self, element: Element) -> None:
        self.is_max = True
        if element.unit:
            self.counts.append(Count(Amount(), COUNTS[element.unit]))

    def _take_hold(self, element: Element) -> None:
        self._once(self.hold, element.span, "hold")
        self.hold = True

    def _take_way(self, element: Element) -> None:
        way = WAYS[" ".join(element.unit.split())]
        if not self.counts or self.counts[-1].way:
            hint = "write a count before it: '10 steps up'"
            self.problems.error(element.span, f"there is no count for {element.span.quoted()}", hint)
        else:
            self.counts[-1] = replace(self.counts[-1], way=way)

    def _take_each(self, element: Element) -> None:
        limb = element.unit.replace("/", " ").split()[-1]
        if limb not in LIMBS:
            known = tuple(f"each {word}" for word in LIMBS)
            hint = did_you_mean(element.unit, known) or f"one of: {', '.join(known)}"
            self.problems.error(element.span, f"{element.span.quoted()} was not understood", hint)
        self._side(element, SideRule.EACH, limb)

    def _take_alternating(self, element: Element) -> None:
        words = element.unit.split()
        rule = SideRule.ALTERNATING
        if words[-1].startswith(("set", "round")):
            rule = SideRule.ALTERNATING_SETS if words[-1].startswith("set") else SideRule.ALTERNATING_ROUNDS
        self._side(element, rule, _limb_in(words))

    def _take_switch(self, element: Element) -> None:
        self._side(element, SideRule.SWITCH, _limb_in(element.unit.split()))

    def _take_only(self, element: Element) -> None:
        words = element.unit.split()
        self._side(element, SideRule.LEFT_ONLY if words[0] == "left" else SideRule.RIGHT_ONLY, _limb_in(words))

    def _side(self, element: Element, rule: SideRule, limb: str) -> None:
        self._once(self.side_rule is not SideRule.NONE, element.span, "side")
        self.side_rule, self.limb = rule, limb

    def _take_load(self, element: Element) -> None:
        unit = MASSES[element.unit]
        amount = amounts.load(element, self.problems)
        name = element.text[3:].strip() if element.text[:3].casefold().startswith("of") else ""
        if bool(name) != (unit is LoadUnit.PERCENT):
            message = (
                "only a percentage can be 'of' something" if name else "it is not clear what this is a percentage of"
            )
            self.problems.error(element.span, message, "write, for example, '75% of squat max'")
        self._load(element, Load(name, amount, unit))

    def _take_bodyweight(self, element: Element) -> None:
        if element.figures is None:
            self._load(element, Load(BODYWEIGHT))
            return
        unit = MASSES[element.unit]
        if unit is LoadUnit.PERCENT:
            hint = "write, for example, 'bodyweight + 10 kg'"
            self.problems.error(element.span, "the load added to bodyweight must be in kg or lb", hint)
        self._load(element, Load(BODYWEIGHT, amounts.load(element, self.problems), unit))

    def _take_with(self, element: Element) -> None:
        self._load(element, Load(element.text[5:].strip()))

    def _load(self, element: Element, load: Load) -> None:
        self._once(self.load, element.span, "load")
        self.load = load

    def _take_effort(self, element: Element) -> None:
        self._effort(element, " ".join(element.unit.split()))

    def _take_scale(self, element: Element) -> None:
        found = amounts.whole_range(element, 10, self.problems, least=0 if element.kind == "rir" else 1)
        effort = "" if found is None else f"{found.low}-{found.high}" if found.is_open else str(found.low)
        self._effort(element, f"{element.kind.upper()} {effort}")

    def _effort(self, element: Element, effort: str) -> None:
        self._once(self.effort, element.span, "effort")
        self.effort = effort

    def _pace(self, element: Element, each: Element) -> None:
        self._once(self.pace or self.self_paced, element.span, "pace")
        unit = _unit_of(each) or Unit.REP
        duration_ms = amounts.one_time(element, self.problems, least_ms=1)
        if not unit.has_pace:
            self.problems.error(each.span, f"a pace cannot be per {unit.value}", "write, for example, '4 s per rep'")
        elif duration_ms is not None and duration_ms not in _PACE_MS:
            self.problems.error(element.span, "a pace must be from 0.2 s to 60 s", "write, for example, '4 s per rep'")
        self.pace = Pace(duration_ms or MS_PER_SECOND, unit)

    def _take_bpm(self, element: Element) -> None:
        self._once(self.pace, element.span, "pace")
        found = amounts.whole_range(element, MS_PER_MINUTE // _PACE_MS[0], self.problems)
        self.pace = Pace(round(MS_PER_MINUTE / found.low) if found else MS_PER_SECOND, Unit.BEAT)

    def _take_tempo(self, element: Element) -> None:
        figures = [char for char in element.unit.removeprefix("tempo") if char.isdigit() or char == "x"]
        lasts_ms = [_FAST_MS if char == "x" else int(char) * MS_PER_SECOND for char in figures]
        phases = zip(TEMPO_PHASES, lasts_ms, strict=False)
        self._tempo(element, [Phase(name, lasts) for name, lasts in phases if lasts])

    def _take_slow(self, element: Element) -> None:
        self._tempo(element, [Phase("down", 3 * MS_PER_SECOND), Phase("up", MS_PER_SECOND)])

    def _tempo(self, element: Element, phases: list[Phase]) -> None:
        self._once(self.phases or self.pace, element.span, "pace")
        if sum(phase.duration_ms for phase in phases) not in _PACE_MS:
            self.problems.error(
                element.span, "a rep must last from 0.2 s to 60 s", "write, for example, 'tempo 3-1-1-0'"
            )
        self.phases = phases

    def _take_phase(self, element: Element) -> None:
        name, figure = element.unit.split(maxsplit=1)
        number = float(figure.split()[0].rstrip("second"))
        if number * MS_PER_SECOND > LONGEST_MS:
            self.problems.error(element.span, f"{element.span.quoted()} is out of range", "write at most 4 h")
            number = 1
        phase = Phase(PHASES[name], round(number * MS_PER_SECOND))
        if phase.duration_ms not in _PACE_MS:
            self.odd_phase = self.odd_phase or element.span
        self.phases.append(phase)

    def _take_self_paced(self, element: Element) -> None:
        self._once(self.pace or self.self_paced, element.span, "pace")
        self.self_paced = True

    def _take_rest(self, element: Element) -> None:
        found = amounts.time_range(element, self.problems)
        self.pending_rest = element.span, Rest(found) if found else NO_REST

    def _take_rest_as_needed(self, element: Element) -> None:
        self.pending_rest = element.span, Rest()

    def _take_no_rest(self, element: Element) -> None:
        self.pending_rest = element.span, NO_REST

    def _take_between(self, element: Element) -> None:
        between = BETWEEN.get(element.unit.split()[-1])
        if between is None:
            hint = did_you_mean(element.unit, BETWEEN_PHRASES)
            self.problems.error(element.span, f"unknown kind of rest {element.span.quoted()}", hint)
            self.pending_rest = None
        elif self.pending_rest is None:
            hint = "write, for example, 'rest 60 s between sets'"
            self.problems.error(element.span, f"there is no rest before {element.span.quoted()}", hint)
        else:
            self._put_rest(between, *self.pending_rest)

    def _put_rest(self, between: Between, span: Span, rest: Rest) -> None:
        self._once(self.rests.at(between), span, "rest")
        if between is Between.REPS and rest.as_needed:
            self.problems.error(span, "a rest between reps needs a time", "write, for example, 'rest 5 s between reps'")
        self.rests = replace(self.rests, **{between.value: rest})
        self.pending_rest = None

    def _take_remainder(self, element: Element) -> None:
        self._every(element, MS_PER_MINUTE)

    def _take_every(self, element: Element) -> None:
        self._every(element, amounts.one_time(element, self.problems) or MS_PER_MINUTE)

    def _every(self, element: Element, every_ms: Ms) -> None:
        self._once(self.every_ms, element.span, "time from start to start")
        self.every_ms = every_ms

    def _take_cap(self, element: Element) -> None:
        self._once(self.cap_ms, element.span, "cap")
        self.cap_ms = amounts.one_time(element, self.problems)

    def _take_rounds(self, element: Element) -> None:
        self._once(self.rounds, element.span, "number of rounds")
        self.rounds = amounts.whole_range(element, MOST_ROUNDS, self.problems) or Range(1, 1)

    def _take_mode(self, element: Element) -> None:
        self._once(self.mode is not Mode.ROUNDS, element.span, "kind of group")
        self.mode = {"emom": Mode.EMOM, "amrap": Mode.AMRAP, "for_time": Mode.FOR_TIME}[element.kind]

    def _take_level(self, element: Element) -> None:
        self._once(self.levels, element.span, "level")
        names = element.text.split(maxsplit=1)[1].split(" or ")
        self.levels = tuple(" ".join(name.split()) for name in names)

    def _take_until(self, element: Element) -> None:
        self._once(self.free, element.span, "dose")
        self.free = element.text.strip()

    def _take_cue(self, element: Element) -> None:
        said = len(element.span.text.split()[0])
        self.cues += read_one_switch(element.span.part(said), self.problems)

    def _take_done(self, _element: Element) -> None:
        self.free = self.free or ""


_TAKERS: dict[str, Callable[[Terms, Element], None]] = {
    "times": Terms._take_times,
    "sets": Terms._take_sets,
    "rounds": Terms._take_rounds,
    "count": Terms._take_count,
    "bare": Terms._take_bare,
    "time": Terms._take_time,
    "max": Terms._take_max,
    "hold": Terms._take_hold,
    "way": Terms._take_way,
    "each": Terms._take_each,
    "alternating": Terms._take_alternating,
    "switch": Terms._take_switch,
    "only": Terms._take_only,
    "load": Terms._take_load,
    "bodyweight": Terms._take_bodyweight,
    "with_": Terms._take_with,
    "effort": Terms._take_effort,
    "rpe": Terms._take_scale,
    "rir": Terms._take_scale,
    "bpm": Terms._take_bpm,
    "tempo": Terms._take_tempo,
    "slow": Terms._take_slow,
    "phase": Terms._take_phase,
    "self_paced": Terms._take_self_paced,
    "rest": Terms._take_rest,
    "rest_as_needed": Terms._take_rest_as_needed,
    "no_rest": Terms._take_no_rest,
    "between": Terms._take_between,
    "remainder": Terms._take_remainder,
    "every": Terms._take_every,
    "cap": Terms._take_cap,
    "emom": Terms._take_mode,
    "amrap": Terms._take_mode,
    "for_time": Terms._take_mode,
    "level": Terms._take_level,
    "until": Terms._take_until,
    "done": Terms._take_done,
    "cue": Terms._take_cue,
}
KINDS = frozenset(_TAKERS)
"""Every kind of element except ``unknown``."""


def _unit_of(each: Element) -> Unit | None:
    """Return the unit in ``per rep``; None if it names a side."""
    return COUNTS.get(each.unit.split()[-1]) if each.unit.startswith("per") else None


def _limb_in(words: list[str]) -> str:
    """Return the limb that is named, in the singular."""
    singular = ["foot" if word == "feet" else word.rstrip("s") for word in words]
    return next((word for word in singular if word in LIMBS), LIMBS[0])
