"""The sides of a set: which are trained, in which order, and the dose of each."""

from dataclasses import replace

from voicecoach.workout import Exercise, Held, Side, SideRule

Sided = tuple[Side | None, Exercise]


def by_sides(exercise: Exercise, first: Side, *, set_number: int, round_number: int) -> tuple[Sided, ...]:
    """Return the parts of one set, in order: each with its side, if it has one, and its share of the dose."""
    match exercise.side_rule:
        case SideRule.EACH:
            return (first, exercise), (first.other, exercise)
        case SideRule.SWITCH:
            one, two = _halves(exercise)
            return (first, one), (first.other, two)
        case SideRule.ALTERNATING_SETS:
            return ((_in_turn(first, set_number), exercise),)
        case SideRule.ALTERNATING_ROUNDS:
            return ((_in_turn(first, round_number), exercise),)
        case SideRule.ALTERNATING:
            return ((None, exercise),)
        case _:
            return ((exercise.side, exercise),)


def _in_turn(first: Side, number: int) -> Side:
    """Return the side of a set or round, counted from 1."""
    return first if number % 2 else first.other


def _halves(exercise: Exercise) -> tuple[Exercise, Exercise]:
    """Return the two halves of a set that switches sides halfway; the first gets what cannot be halved."""
    dose = exercise.dose
    if isinstance(dose, Held):
        first, second = dose.reps.halves
        return replace(exercise, dose=replace(dose, reps=first)), replace(exercise, dose=replace(dose, reps=second))
    cap_ms = exercise.cap_ms // 2 if exercise.cap_ms is not None else None
    about_ms = exercise.about_ms // 2 if exercise.about_ms is not None else None
    half = replace(exercise, cap_ms=cap_ms, about_ms=about_ms)
    return (
        replace(half, dose=dose.mapped(lambda amount: amount.halves[0])),
        replace(half, dose=dose.mapped(lambda amount: amount.halves[1])),
    )
