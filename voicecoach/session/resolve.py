"""What one set of an exercise comes down to: rungs, ranges, halves, kilos, estimates. Pure functions."""

from collections.abc import Callable, Mapping
from dataclasses import replace

from voicecoach.units import MS_PER_SECOND, Ms
from voicecoach.workout import (
    PER_UNIT,
    Amount,
    Count,
    Counted,
    Dose,
    Exercise,
    Free,
    Held,
    Load,
    LoadUnit,
    Pace,
    Pacing,
    Range,
    SideRule,
    Tempo,
    Timed,
    Unit,
)

DEFAULT_PACE_MS: dict[Unit, Ms] = {
    Unit.REP: 3 * MS_PER_SECOND,
    Unit.STEP: MS_PER_SECOND,
    Unit.BREATH: 5 * MS_PER_SECOND,
    Unit.BEAT: MS_PER_SECOND,
}
"""What a rep takes where nobody says; a breath at rest takes three to five seconds (12 to 20 a minute)."""

RELEASE_MS: Ms = 3 * MS_PER_SECOND
"""Between two holds of one set: to let go, breathe once and set again."""

_ESTIMATED_MS: dict[Unit, Ms] = {
    **DEFAULT_PACE_MS,
    Unit.METRE: 600,
    Unit.KILOMETRE: 360 * MS_PER_SECOND,
    Unit.MILE: 580 * MS_PER_SECOND,
    Unit.CALORIE: 4 * MS_PER_SECOND,
    Unit.LAP: 90 * MS_PER_SECOND,
}
"""What a set that waits is taken to last: ten kilometres an hour, fifteen calories a minute, a lap of 250 m."""

_MOST_IS = 15
"""How many reps "as many as you can" is taken to be."""

_LONGEST_HOLD_MS: Ms = 60 * MS_PER_SECOND
_FREE_MS: Ms = 60 * MS_PER_SECOND
_LEAST_ESTIMATE_MS: Ms = 10 * MS_PER_SECOND
_ESTIMATE_STEP_MS: Ms = 5 * MS_PER_SECOND

_PLATES = {LoadUnit.KG: 5 * PER_UNIT // 2, LoadUnit.LB: 5 * PER_UNIT}
"""The least that common plates add to a bar: twice 1.25 kg, twice 2.5 lb."""


def at_rung(exercise: Exercise, index: int) -> Exercise:
    """Return the exercise with every ladder at one rung, from 0."""
    return exercise if exercise.rungs == 1 else _mapped(exercise, lambda amount: amount.rung(index))


def at_easy_end(exercise: Exercise) -> Exercise:
    """Return the exercise with every range at its low end."""
    is_open = any(rung.is_open for _, amount in exercise.amounts for rung in amount.rungs)
    return _mapped(exercise, _easy) if is_open else exercise


def halves(exercise: Exercise) -> tuple[Exercise, Exercise]:
    """Return the two halves of an exercise with a switch; what does not divide goes to the first."""
    dose = exercise.dose
    if isinstance(dose, Held):
        first, second = _half(dose.reps)
        return replace(exercise, dose=replace(dose, reps=first)), replace(exercise, dose=replace(dose, reps=second))
    cap_ms = exercise.cap_ms // 2 if exercise.cap_ms is not None else None
    half = replace(exercise, cap_ms=cap_ms)
    return (
        replace(half, dose=_mapped_dose(dose, lambda amount: _half(amount)[0])),
        replace(half, dose=_mapped_dose(dose, lambda amount: _half(amount)[1])),
    )


def with_kilos(load: Load | None, references: Mapping[str, Load]) -> Load | None:
    """Return a percentage as what is to be loaded, rounded to plates; without its reference, as it is.

    ``references`` are keyed by the case-folded name.
    """
    if load is None or load.unit is not LoadUnit.PERCENT or load.amount is None:
        return load
    reference = references.get(load.name.casefold())
    if reference is None or reference.amount is None or reference.unit not in _PLATES:
        return load
    plate, whole = _PLATES[reference.unit], reference.amount.value

    def rounded(thousandths: int) -> int:
        return max(plate, int(whole * thousandths / (100 * PER_UNIT) / plate + 0.5) * plate)

    rungs = tuple(Range(rounded(rung.low), rounded(rung.high)) for rung in load.amount.rungs)
    return Load("", replace(load.amount, rungs=rungs), reference.unit)


def counts_itself(dose: Dose) -> bool:
    """Whether the coach can count a set: reps, steps, breaths or beats, and a number of them."""
    return isinstance(dose, Counted) and all(count.unit.has_pace and count.amount.ends_itself for count in dose.counts)


def needs_listener(dose: Dose) -> bool:
    """Whether only the listener knows when a set is done."""
    if isinstance(dose, Timed):
        return not dose.time.ends_itself
    return isinstance(dose, Free) or (isinstance(dose, Counted) and not counts_itself(dose))


def estimate_ms(dose: Dose, pace: Pacing | None) -> Ms:
    """Return what a set that waits is taken to last, in whole steps of five seconds."""
    match dose:
        case Counted():
            own_ms = pace.duration_ms if isinstance(pace, Pace | Tempo) else 0
            total_ms = sum(
                (count.amount.value or _MOST_IS) * (own_ms or _ESTIMATED_MS[count.unit]) for count in dose.counts
            )
        case Timed():
            total_ms = dose.time.value or _LONGEST_HOLD_MS
        case Held():
            total_ms = dose.reps.value * (dose.time.value + RELEASE_MS)
        case Free():
            total_ms = _FREE_MS
    return max(_LEAST_ESTIMATE_MS, -(-total_ms // _ESTIMATE_STEP_MS) * _ESTIMATE_STEP_MS)


def estimate_of_line_ms(exercise: Exercise, pace: Pacing | None) -> Ms:
    """Return what all sets of a line are taken to last, on both sides where it is done on both."""
    sides = 2 if exercise.side_rule is SideRule.EACH else 1
    return sides * exercise.sets.low * estimate_ms(exercise.dose, pace)


def _easy(amount: Amount) -> Amount:
    low = Amount.of(*(rung.low for rung in amount.rungs))
    return replace(low, or_more=amount.or_more)


def _half(amount: Amount) -> tuple[Amount, Amount]:
    """Return both halves of a number; a count is whole, and the larger half comes first. The most has no half."""
    if not amount.ends_itself:
        return amount, amount
    return Amount.of(amount.value - amount.value // 2), Amount.of(max(1, amount.value // 2))


def _mapped(exercise: Exercise, change: Callable[[Amount], Amount]) -> Exercise:
    """Return an exercise with every amount of its dose and its load changed."""
    load = exercise.load
    if load and load.amount:
        load = replace(load, amount=change(load.amount))
    return replace(exercise, dose=_mapped_dose(exercise.dose, change), load=load)


def _mapped_dose(dose: Dose, change: Callable[[Amount], Amount]) -> Dose:
    match dose:
        case Counted():
            counts = (Count(change(count.amount), count.unit, count.way) for count in dose.counts)
            return replace(dose, counts=tuple(counts))
        case Timed():
            return replace(dose, time=change(dose.time))
        case Held():
            return replace(dose, reps=change(dose.reps), time=change(dose.time))
        case Free():
            return dose
