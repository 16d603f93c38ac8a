"""Read the prescriptions of exercises, groups and links, and values such as rests, paces and loads."""

import re
from collections.abc import Callable
from dataclasses import replace
from functools import partial

from voicecoach.script.grammar import Element, elements_of
from voicecoach.script.gym_notes import corrected, cured
from voicecoach.script.source import Problems, Span
from voicecoach.script.terms import KINDS, Terms, parts_at_then, read_terms, with_ladders
from voicecoach.script.vocabulary import COUNTS, TIMES
from voicecoach.script.wording import prescription, print_clock, print_load
from voicecoach.units import Ms
from voicecoach.workout import (
    EMOM_MS,
    MOST_ROUNDS,
    Amount,
    Between,
    Combined,
    Count,
    Counted,
    CountedAloud,
    Dose,
    Exercise,
    Free,
    Group,
    Held,
    Link,
    Load,
    Mode,
    Pace,
    Pacing,
    Part,
    Phase,
    Range,
    Rests,
    SelfPaced,
    SideRule,
    Standard,
    Tempo,
    Timed,
    Unit,
    parts_of,
)

_DOSE_EXAMPLE = "10 reps' or '30 s"
_GROUP_EXAMPLE = "2-4 rounds, rest 30-45 s between rounds"
_PACE_EXAMPLE = "4 s per rep' or 'tempo 3-1-1-0"
_LINK_EXAMPLE = "1 round, no rest"
_LOAD_EXAMPLE = "60 kg' or 'green band"
REST_EXAMPLE = "20 s', '10-20 s' or 'as needed"


_PAIR = 2
_UNTIL_MISSED = re.compile(
    r"(until|till)\s+(missed|you\s+miss(\s+(one|it|a\s+start))?|a\s+start\s+is\s+missed)", re.IGNORECASE
)
_OF_A_TIME = frozenset({Mode.EMOM, Mode.AMRAP})
_MOST_PARTS = 20

_RESTS = frozenset({
    "rest", "rest_count", "rest_of_set", "rest_as_needed", "rest_until", "rest_at_most", "no_rest", "between",
    "changeover", "no_changeover",
})  # fmt: skip
_IN_GROUP = _RESTS | {
    "rounds", "sets", "time", "emom", "amrap", "for_time", "cap", "at_most", "about", "every", "remainder",
    "self_paced", "counted", "level", "cue", "until",
}  # fmt: skip
_IN_LINK = _RESTS | {"rounds", "level"}
_IN_EXERCISE = KINDS - {"rounds", "emom", "amrap", "for_time"}
_IN_PACE = frozenset({"time", "each", "bpm", "tempo", "slow", "phase", "self_paced", "counted"})
_IN_REST = _RESTS | {"time"}
_REST_KINDS = {
    "time": "rest",
    "count": "rest_count",
    "of_set": "rest_of_set",
    "until": "rest_until",
}
"""The kinds of elements that say how long a rest is, and what they are after the word ``rest``."""
_IN_LOAD = frozenset({"load", "bodyweight", "with_"})


def read_exercise(exercise: Exercise, span: Span, problems: Problems) -> Exercise | None:
    """Return the exercise with its prescription, or None if that has errors."""
    return cured(span, exercise.name, partial(_read_exercise, exercise), problems)


def corrected_exercise(span: Span) -> str:
    """Return the prescription of an exercise with the cures of its gym notes; empty if it cannot be read even so."""
    return corrected(span, partial(_read_exercise, Exercise("", Free())))


def _read_exercise(exercise: Exercise, span: Span, problems: Problems) -> Exercise | None:
    before = len(problems.found)
    elements = elements_of(span, _DOSE_EXAMPLE, problems)
    if not elements:
        return None
    terms = Terms(span, problems, _IN_EXERCISE, _DOSE_EXAMPLE)
    sets, dose = _whole_dose(terms, parts_at_then(with_ladders(elements), span))
    terms.refuse_odd_phase()
    terms.once(terms.pace and terms.paced_by, span, "pace")
    if dose is None or len(problems.found) > before:
        return None
    prescribed = replace(
        exercise,
        dose=dose,
        sets=sets,
        side_rule=terms.side_rule,
        limb=terms.limb,
        side_name=terms.side_name,
        load=terms.load,
        targets=terms.targets,
        effort=terms.effort,
        pace=terms.paced_by or terms.pace,
        rests=terms.rests,
        every_ms=terms.every_ms,
        cap_ms=terms.cap_ms,
        about_ms=terms.about_ms,
        levels=terms.levels,
        cues=terms.cues,
    )
    return prescribed if _agrees(prescribed, span, problems) else None


def read_group(group: Group, span: Span, problems: Problems) -> Group:
    """Return the group with its terms: ``2-4 rounds, rest 10 s``, ``EMOM 10 min``, ``for time, cap 10 min``."""
    return cured(span, "", partial(_read_group, group), problems)


def _read_group(group: Group, span: Span, problems: Problems) -> Group:
    before = len(problems.found)
    elements = elements_of(span, _GROUP_EXAMPLE, problems)
    terms = read_terms(Terms(span, problems, _IN_GROUP, _GROUP_EXAMPLE), elements, Between.EXERCISES)
    if len(problems.found) > before:
        return group
    until_missed = _until_missed(terms)
    _take_turns(terms)
    for contradicts, message, hint in _CONTRADICTORY_TERMS:
        if contradicts(terms):
            mode = terms.mode.value
            problems.error(span, message.format(mode=mode, terms=span.quoted()), hint.format(mode=mode))
    return replace(
        group,
        rounds=terms.rounds or terms.sets,
        rests=terms.rests,
        mode=terms.mode,
        time_ms=terms.cap_ms or (terms.time.value if terms.time else None),
        about_ms=terms.about_ms,
        every_ms=terms.every_ms,
        until_missed=until_missed,
        self_paced=None if terms.paced_by is None else isinstance(terms.paced_by, SelfPaced),
        levels=terms.levels,
        cues=terms.cues,
    )


def _until_missed(terms: Terms) -> bool:
    """Whether a group goes on until a start is missed; nothing else can be written after ``until``."""
    if terms.free is None:
        return False
    is_clocked = terms.every_ms is not None or terms.mode is Mode.EMOM
    if not _UNTIL_MISSED.fullmatch(terms.free):
        hint = "only 'until missed' can end a group; for an exercise, write '- Name: until …'"
        terms.problems.error(terms.span, f"'{terms.free}' cannot be used here", hint)
    elif not is_clocked:
        hint = "write, for example, 'every 60 s, until missed, at most 20 min'"
        terms.problems.error(terms.span, "there is no start on the clock that can be missed", hint)
    return is_clocked


def _take_turns(terms: Terms) -> None:
    """Turn ``every 90 s for 12 min`` into an EMOM of that interval; it must last a whole number of intervals."""
    if terms.every_ms and terms.mode is not Mode.ROUNDS:
        message = f"a group cannot have both 'every' and '{terms.mode.value}'"
        terms.problems.error(terms.span, message, "keep one of them")
    elif terms.every_ms and terms.time is not None:
        terms.mode = Mode.EMOM
        terms.every_ms = None if terms.every_ms == EMOM_MS else terms.every_ms
    if terms.mode is Mode.EMOM and terms.time is not None:
        _check_intervals(terms, terms.time.value)


def _check_intervals(terms: Terms, time_ms: Ms) -> None:
    """Report a time that is not a whole number of intervals."""
    every_ms = terms.every_ms or EMOM_MS
    if time_ms % every_ms:
        every, fits = print_clock(every_ms), print_clock(max(1, time_ms // every_ms) * every_ms)
        message = f"{print_clock(time_ms)} cannot be divided into intervals of {every}"
        terms.problems.error(terms.span, message, f"write, for example, 'every {every} for {fits}'")


_CONTRADICTORY_TERMS: tuple[tuple[Callable[[Terms], bool], str, str], ...] = (
    (
        lambda it: it.mode in _OF_A_TIME and it.time is None,
        "this {mode} has no time",
        "write, for example, '{mode} 10 min'",
    ),
    (
        lambda it: it.mode not in _OF_A_TIME and it.time is not None,
        "it is not clear what the time in {terms} is for",
        "write, for example, 'AMRAP 10 min', 'for time, cap 10 min' or 'rest 60 s'",
    ),
    (
        lambda it: bool(it.cap_ms) and it.mode is not Mode.FOR_TIME and not (it.free and it.mode is Mode.ROUNDS),
        "only a 'for time' group can have a cap",
        "write, for example, 'for time, cap 10 min'",
    ),
    (
        lambda it: bool(it.cap_ms and it.free and (it.rounds or it.sets)),
        "the longest time is given twice, by rounds and by 'at most'",
        "keep one of them",
    ),
    (
        lambda it: bool(it.about_ms) and (it.mode is not Mode.FOR_TIME or it.cap_ms is not None),
        "the length of this group needs no estimate",
        "remove 'about …'; an estimate is for what only you can end: 'for time, about 12 min'",
    ),
    (
        lambda it: it.mode in _OF_A_TIME and bool(it.rounds or it.sets),
        "the time of an {mode} decides its rounds",
        "remove the rounds",
    ),
)
"""Terms of a group that contradict each other: a test, the message, the hint."""


def read_link(link: Link, span: Span, problems: Problems) -> Link:
    """Return the link with its own terms, which replace those of the linked script: rounds, rests, levels."""
    elements = elements_of(span, _LINK_EXAMPLE, problems)
    terms = read_terms(Terms(span, problems, _IN_LINK, _LINK_EXAMPLE), elements, Between.EXERCISES)
    return replace(link, rounds=terms.rounds, rests=terms.rests, levels=terms.levels)


def read_rests(span: Span, problems: Problems, default: Between = Between.EXERCISES) -> Rests:
    """Read rests without the word: ``10-20 s``, ``90 s between sets``; ``default`` is for one without ``between``."""
    return cured(span, "", partial(_read_rests, default), problems)


def _read_rests(default: Between, span: Span, problems: Problems) -> Rests:
    elements = tuple(
        replace(element, kind=_REST_KINDS.get(element.kind, element.kind))
        for element in elements_of(span, REST_EXAMPLE, problems)
    )
    if elements and elements[0].kind == "at_most":
        elements = (replace(elements[0], kind="rest_at_most"), *elements[1:])
    return read_terms(Terms(span, problems, _IN_REST, REST_EXAMPLE), elements, default).rests


def read_pace(span: Span, problems: Problems) -> Pacing | None:
    """Read a pace: ``1 s per step``, ``tempo 3-1-1-0``, ``in 4, out 4``, ``self-paced``, ``counted``."""
    return cured(span, "", _read_pace, problems)


def _read_pace(span: Span, problems: Problems) -> Pacing | None:
    before = len(problems.found)
    elements = elements_of(span, _PACE_EXAMPLE, problems)
    terms = read_terms(Terms(span, problems, _IN_PACE, _PACE_EXAMPLE), elements, Between.AFTER)
    terms.refuse_odd_phase()
    if not elements or len(problems.found) > before:
        return None
    if terms.time is not None or not (terms.pace or terms.paced_by):
        problems.error(span, f"{span.quoted()} is not a pace", f"write, for example, '{_PACE_EXAMPLE}'")
        return None
    terms.once(terms.pace and terms.paced_by, span, "pace")
    return terms.paced_by or terms.pace


def read_load(span: Span, problems: Problems) -> Load | None:
    """Read a load without the word ``with``: ``60 kg``, ``75% of squat max``, ``green band``."""
    silent = Problems()
    elements = elements_of(span, _LOAD_EXAMPLE, silent)
    if len(elements) == 1 and elements[0].kind == "with_":
        return read_load(span.part(len("with")), problems)
    if len(elements) == 1 and elements[0].kind in _IN_LOAD:
        return read_terms(Terms(span, problems, _IN_LOAD, _LOAD_EXAMPLE), elements, Between.AFTER).load
    if len(elements) == 1 and elements[0].kind == "bare":
        problems.error(span, f"{span.quoted()} has no unit", f"write '{span.text} kg' or '{span.text} lb'")
        return None
    return Load(span.text)


def _whole_dose(terms: Terms, parts: list[tuple[Span, tuple[Element, ...]]]) -> tuple[Range, Dose | None]:
    """Return the number of sets and the dose of each, with all of its parts; the dose is None after an error."""
    before = len(terms.problems.found)
    if len(parts) > _MOST_PARTS:
        terms.problems.error(terms.span, f"a set can have at most {_MOST_PARTS} parts", "split it into exercises")
    sets: Range | None = None
    doses: list[Part | None] = []
    for number, (span, elements) in enumerate(parts):
        terms.begin_part(span, is_later=number > 0)
        if not elements:
            message = "'then' must be between two parts of a set"
            terms.problems.error(span, message, "write, for example, '3 reps, then 20 s hold'")
        read_terms(terms, elements, Between.AFTER)
        if len(terms.problems.found) > before:
            continue
        own, dose = _dose(terms)
        if number and own is not None:
            message = "the number of sets is that of all parts"
            terms.problems.error(span, message, "write it first: '3 x 5 reps, then 20 s hold'")
        sets = sets if number else own
        doses.append(dose)
    if terms.total_ms is not None:
        sets = _sets_in_time(terms, sets)
    if len(terms.problems.found) > before:
        return Range(1, 1), None
    found = tuple(dose for dose in doses if dose is not None)
    return sets or Range(1, 1), Combined(found) if len(found) > 1 else found[0]


def _dose(terms: Terms) -> tuple[Range | None, Part | None]:
    """Return the number of sets, if written, and the dose of one part of each; the dose is None after an error."""
    span, problems, times = terms.span, terms.problems, terms.times
    sets = terms.sets
    _take_dose_of_phases(terms)
    is_hold = terms.time is not None and terms.hold
    held = times.pop() if is_hold and times else None
    if len(times) > 1 or (times and sets is not None):
        problems.error(
            span, "there are too many multiplications", "write, for example, '3 x 10 reps' or '3 x 5 x 10 s hold'"
        )
        return None, None
    if times:
        if times[0].is_ladder or times[0].or_more:
            message = "the sets must be a single number or a range"
            problems.error(span, message, "write, for example, '2-3 x 10 reps'")
            return None, None
        sets = times[0].rungs[0]
    return sets, _one_dose(terms, held)


def _sets_in_time(terms: Terms, sets: Range | None) -> Range:
    """Return how many sets ``every 90 s for 12 min`` makes."""
    time_ms, every_ms = terms.total_ms or 0, terms.every_ms or EMOM_MS
    if sets is not None:
        terms.problems.error(terms.span, "the number of sets is given twice, also by their time", "keep one of them")
    _check_intervals(terms, time_ms)
    if time_ms // every_ms > MOST_ROUNDS:
        hint = f"write at most {MOST_ROUNDS} sets"
        terms.problems.error(terms.span, f"these would be {time_ms // every_ms} sets", hint)
    return Range(time_ms // every_ms, time_ms // every_ms)


def _one_dose(terms: Terms, held: Amount | None) -> Part | None:
    """Return the dose of one part of a set; None after an error."""
    wrong = _what_is_wrong(terms, held)
    if wrong:
        terms.problems.error(terms.span, *wrong)
        return None
    if terms.free is not None:
        return Free(terms.free)
    if terms.time is not None:
        return Held(held, terms.time) if held else Timed(terms.time, hold=terms.hold, in_all=terms.in_all)
    if not terms.counts:
        return Timed(Amount(), hold=True) if terms.hold else Counted((Count(Amount(), Unit.REP),))
    return Counted(tuple(terms.counts), hold=terms.hold, in_all=terms.in_all)


def _what_is_wrong(terms: Terms, held: Amount | None) -> tuple[str, str] | None:
    """Return the message and the hint about a dose that is missing, or has several that are not one."""
    is_max_alone = terms.is_max and not terms.counts
    given = sum((bool(terms.counts), terms.time is not None, is_max_alone, terms.free is not None))
    joined = _hint_of_then(terms.span)
    if not given:
        what = "this exercise has" if terms.sets is None else "these sets have"
        if terms.is_later_part:
            return "the part after 'then' has no reps or time", "write them first, or remove 'then'"
        is_load = terms.load is not None and terms.load.unit is not None
        example = f"10 reps at {print_load(terms.load)}" if is_load and terms.load else _DOSE_EXAMPLE
        return f"{what} no reps or time", f"write, for example, '{example}'"
    rows = (
        (
            given > 1 and terms.free is not None,
            "'done' and 'until …' are for a set without reps or time",
            "for reps at your own pace, write 'self-paced'",
        ),
        (given > 1, "a set has reps or a time, not both", f"{joined}; for a time limit, write '10 reps in 60 s'"),
        (
            terms.is_max and not all(count.amount.is_max for count in terms.counts),
            "a set has a number of reps or 'max', not both",
            f"{joined}; for at least five, write '5+ reps'",
        ),
        (
            terms.hold and not _can_be_held(terms),
            "only a time, breaths or beats can be held",
            "write '20 s hold' or, for holds within one set, '5 x 10 s hold'",
        ),
        (len({count.unit for count in terms.counts}) > 1, "counts on one beat have one unit", joined),
        (
            len(terms.counts) > 1 and not all(count.amount.ends_itself for count in terms.counts),
            "one of several counts on one beat has no end",
            joined,
        ),
        (
            terms.in_all and (terms.free is not None or held is not None or terms.is_max),
            "only a number or a time can be a total",
            "write, for example, '100 reps in all'",
        ),
    )
    return next(((message, hint) for is_wrong, message, hint in rows if is_wrong), None)


def _can_be_held(terms: Terms) -> bool:
    """Whether a dose lasts a time; ``max hold`` lasts as long as the listener can."""
    return terms.free is None and all(count.unit in {Unit.BREATH, Unit.BEAT} for count in terms.counts)


def _hint_of_then(span: Span) -> str:
    """Return the hint to join several doses: the prescription as it is written, with ``then`` between them."""
    joined = _BEFORE_A_DOSE.sub(", then ", span.text)
    return f"write '{joined}'" if joined != span.text else "make each an exercise of its own"


_BEFORE_A_DOSE = re.compile(
    rf"\s*,\s*(?=max\b|hold\s+\d|\d[\d.:+-]*\s*({'|'.join((*COUNTS, *TIMES))})\b(?!\s*per\b))", re.IGNORECASE
)


def _take_dose_of_phases(terms: Terms) -> None:
    """Turn phases without a dose into one: ``in 3, out 3`` is a breath, ``in 3`` half of one."""
    if terms.is_later_part or terms.counts or terms.time is not None or terms.free is not None:
        return
    match terms.pace:
        case Tempo(phases=(Phase(name="in" | "out", duration_ms=duration_ms),)):
            terms.time = Amount.of(duration_ms)
        case Tempo(phases=phases) if {phase.name for phase in phases} >= {"in", "out"}:
            terms.counts = [Count(Amount.of(1), Unit.BREATH)]


def _agrees(exercise: Exercise, span: Span, problems: Problems) -> bool:
    """Whether the parts of a prescription are consistent; report those that are not."""
    before = len(problems.found)
    lengths = {len(amount.rungs) for amount in exercise.all_amounts if amount.is_ladder}
    sets = exercise.sets
    if len(lengths) > 1:
        problems.error(span, "these ladders have different lengths", "give them the same number of rungs")
    elif lengths and sets != Range(1, 1) and (sets.is_open or lengths != {sets.low}):
        message = f"the ladder has {lengths.pop()} rungs, but there are {sets.high} sets"
        problems.error(span, message, "remove the sets: each rung is a set")
    amounts = exercise.all_amounts
    if any(amount.women for amount in amounts) and any(len(amount.rungs) == _PAIR for amount in amounts):
        message = "it is not clear whether these are two sets, or one for men and one for women"
        problems.error(span, message, _hint_of_two(exercise))
    for contradicts, message, hint in _CONTRADICTIONS:
        if contradicts(exercise):
            problems.error(span, message, hint)
    return len(problems.found) == before


def _hint_of_two(exercise: Exercise) -> str:
    """Return what to write for men and women, or for two sets."""
    first, second = exercise.at_rung(0), exercise.at_rung(1)
    two_sets = first.prescribed_for(Standard.MEN), second.prescribed_for(Standard.WOMEN)
    for_both, one, other = map(prescription, (first, *two_sets))
    return f"for men and women, write '{for_both}'; for two sets, '{one}' and '{other}', each as an exercise"


_CONTRADICTIONS: tuple[tuple[Callable[[Exercise], bool], str, str], ...] = (
    (
        lambda it: (
            isinstance(it.pace, Tempo | Pace) and isinstance(it.dose, Counted) and not it.dose.counts[0].unit.has_pace
        ),
        "distances, calories and laps cannot have a pace",
        "remove the pace: only you know when the set is done",
    ),
    (
        lambda it: isinstance(it.pace, CountedAloud) and not any(map(_can_be_counted, parts_of(it.dose))),
        "only a number of reps, steps, breaths or beats can be counted",
        "remove 'counted'",
    ),
    (
        lambda it: isinstance(it.pace, Pace | Tempo | SelfPaced) and isinstance(it.dose, Held | Free),
        "repeated holds and open-ended sets cannot have a pace",
        "remove the pace",
    ),
    (
        lambda it: (
            it.pace is not None
            and isinstance(it.dose, Combined)
            and not any(unit.has_pace for unit in _units_counted(it.dose))
        ),
        "a pace needs a part that is counted",
        "remove the pace",
    ),
    (
        lambda it: isinstance(it.pace, Pace) and _has_another_pace(it.dose, it.pace),
        "the pace and the set have different units",
        "give the pace the unit of the set",
    ),
    (
        lambda it: it.side_rule is SideRule.SWITCH and isinstance(it.dose, Combined),
        "a set of several parts has no halfway point",
        "write 'each side', or make each part an exercise of its own",
    ),
    (
        lambda it: (
            it.side_rule is SideRule.SWITCH
            and it.cap_ms is None
            and it.dose.needs_listener
            and not isinstance(it.dose, Combined)
        ),
        "an open-ended set has no halfway point",
        "give the set a number or a time limit: 'max reps in 60 s'",
    ),
    (
        lambda it: isinstance(it.dose, Combined) and (it.cap_ms is not None or it.about_ms is not None),
        "a set of several parts cannot have a cap or an estimate",
        "remove it, or make each part an exercise of its own",
    ),
    (
        lambda it: any(isinstance(part, Held) and not part.time.ends_itself for part in parts_of(it.dose)),
        "each of several holds in a set needs an end",
        "write '5 x 10 s hold', or sets that wait for you: '5 sets of 10+ s hold'",
    ),
    (
        lambda it: any(map(_is_vague_total, parts_of(it.dose))),
        "a total is one number of one thing",
        "write, for example, '100 reps in all'",
    ),
    (
        lambda it: _has_total(it.dose) and it.sets != Range(1, 1),
        "you decide the sets of a total",
        "remove the number of sets; for both sides together, write 'alternating' instead of 'in all'",
    ),
    (
        lambda it: _has_total(it.dose) and it.side_rule in {SideRule.EACH, SideRule.ALTERNATING_SETS},
        "a total is that of both sides",
        "write '100 reps in all, alternating', or '50 reps in all, left only' and the same for the right",
    ),
    (
        lambda it: isinstance(it.dose, Timed) and not it.dose.needs_listener and it.cap_ms is not None,
        "a timed set cannot also have a cap",
        "keep one of them",
    ),
    (
        lambda it: it.about_ms is not None and _is_timed(it),
        "this set has a length, so it needs no estimate",
        "remove 'about …', or remove the time, pace or cap",
    ),
    (
        lambda it: it.rests.exercises is not None or it.rests.rounds is not None,
        "a rest between exercises or rounds belongs to a group",
        "move it there; at an exercise, 'rest 60 s' comes after each set",
    ),
)
"""Combinations that are errors: a test, the message, the hint."""


def _is_timed(exercise: Exercise) -> bool:
    """Whether the length of a set follows from its dose, pace or cap."""
    dose = exercise.dose
    is_clocked = isinstance(dose, Held | Timed) and not dose.needs_listener
    return is_clocked or exercise.cap_ms is not None or isinstance(exercise.pace, Pace | Tempo | CountedAloud)


def _units_counted(dose: Dose) -> tuple[Unit, ...]:
    return tuple(part.unit for part in parts_of(dose) if isinstance(part, Counted))


def _can_be_counted(part: Part) -> bool:
    return isinstance(part, Counted) and not part.needs_listener


def _has_another_pace(dose: Dose, pace: Pace) -> bool:
    """Whether a dose has something that can have a pace, but nothing in this unit."""
    units = [unit for unit in _units_counted(dose) if unit.has_pace]
    return (bool(units) or isinstance(dose, Timed)) and not any(map(pace.fits, units))


def _is_total(part: Part) -> bool:
    return isinstance(part, Counted | Timed) and part.in_all


def _has_total(dose: Dose) -> bool:
    return any(map(_is_total, parts_of(dose)))


def _is_vague_total(part: Part) -> bool:
    """Whether a total has no number, or several."""
    if isinstance(part, Counted) and part.in_all:
        return len(part.counts) > 1 or not part.counts[0].amount.ends_itself
    return isinstance(part, Timed) and part.in_all and not part.time.ends_itself
