"""The parts of a set that follow each other without a rest: each is counted, timed or waited for on its own."""

from collections.abc import Iterator
from dataclasses import dataclass, replace

from voicecoach.workout import Amount, Combined, Exercise, Held, Part, Timed, parts_of


@dataclass(frozen=True, slots=True)
class SetPart:
    """One part of a set; ``is_more`` is what the listener adds to the minimum before it."""

    dose: Part
    is_more: bool = False


def set_parts(exercise: Exercise) -> tuple[SetPart, ...]:
    """Return the parts of one set, in order.

    A time or a number of holds "or more" is two parts: first the minimum, exactly, then as much more as the listener
    can. A set that a cap ends is one part.
    """
    dose = exercise.dose
    if exercise.cap_ms is not None and not isinstance(dose, Combined):
        return (SetPart(dose),)
    return tuple(part for each in parts_of(dose) for part in _with_more(each))


def _with_more(dose: Part) -> Iterator[SetPart]:
    match dose:
        case Timed(time=Amount(or_more=True), in_all=False):
            yield SetPart(replace(dose, time=replace(dose.time, or_more=False)))
            yield SetPart(dose, is_more=True)
        case Held(reps=Amount(or_more=True)):
            yield SetPart(replace(dose, reps=replace(dose.reps, or_more=False)))
            yield SetPart(dose, is_more=True)
        case _:
            yield SetPart(dose)
