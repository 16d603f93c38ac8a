"""What the parts of a prescription cannot say together: a table of contradictions, each with its cure."""

from collections.abc import Callable

from voicecoach.script.source import Problems, Span
from voicecoach.script.wording import prescription
from voicecoach.workout import (
    Combined,
    Counted,
    CountedAloud,
    Dose,
    Exercise,
    Free,
    Held,
    Pace,
    Part,
    Range,
    SelfPaced,
    SideRule,
    Standard,
    Tempo,
    Timed,
    Unit,
    parts_of,
)

_PAIR = 2


def agrees(exercise: Exercise, span: Span, problems: Problems) -> bool:
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
