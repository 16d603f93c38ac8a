"""The parts of a set that follow each other without a rest: each is counted, timed or waited for on its own."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace

from voicecoach.workout import Amount, Combined, Count, Counted, Exercise, Held, Part, Timed, Unit, parts_of


@dataclass(frozen=True, slots=True)
class SetPart:
    """One part of a set; ``is_more`` is what the listener adds to the minimum before it."""

    dose: Part
    is_more: bool = False


def set_parts(exercise: Exercise, is_paced: Callable[[Unit], bool]) -> tuple[SetPart, ...]:
    """Return the parts of one set, in order; ``is_paced`` tells whether the coach counts a unit aloud.

    A time, a number of holds or a paced count "or more" is two parts: first the minimum, exactly, then as much more as
    the listener can, who counts on. A set that a cap ends is one part.
    """
    dose = exercise.dose
    if exercise.cap_ms is not None and not isinstance(dose, Combined):
        return (SetPart(dose),)
    return tuple(part for each in parts_of(dose) for part in _with_more(each, is_paced))


def _with_more(dose: Part, is_paced: Callable[[Unit], bool]) -> Iterator[SetPart]:
    match dose:
        case Timed(time=Amount(or_more=True), in_all=False):
            yield SetPart(replace(dose, time=replace(dose.time, or_more=False)))
            yield SetPart(dose, is_more=True)
        case Held(reps=Amount(or_more=True)):
            yield SetPart(replace(dose, reps=replace(dose.reps, or_more=False)))
            yield SetPart(dose, is_more=True)
        case Counted(counts=(*first, last), in_all=False) if _is_minimum(last, is_paced):
            exactly = replace(last, amount=replace(last.amount, or_more=False))
            yield SetPart(replace(dose, counts=(*first, exactly)))
            yield SetPart(replace(dose, counts=(last,)), is_more=True)
        case _:
            yield SetPart(dose)


def _is_minimum(count: Count, is_paced: Callable[[Unit], bool]) -> bool:
    """Whether a count is a minimum that the coach can count."""
    return count.amount.or_more and count.unit.has_pace and is_paced(count.unit)
