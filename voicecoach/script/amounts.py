"""Turn figures with a unit into amounts, and report those outside the limits of the language."""

from voicecoach.script.figures import Limits, Slash, amount_of
from voicecoach.script.grammar import Element
from voicecoach.script.source import Problems
from voicecoach.script.vocabulary import TIMES
from voicecoach.units import MS_PER_SECOND, Ms
from voicecoach.workout import LONGEST_MS, PER_UNIT, Amount, LoadUnit, Measure, Range, Unit

MAX_COUNT = 1000
MAX_LOAD = 2000
_MAX_TARGET = 5000
_MAX_OF_UNIT = {Unit.METRE: 100_000, Unit.YARD: 100_000, Unit.FOOT: 100_000, Unit.CALORIE: 5000}
_LENGTHS = frozenset({Unit.METRE, Unit.YARD, Unit.FOOT})
"""Nobody writes three decimals of these: '1,500 m' is a kilometre and a half."""


def whole(element: Element, most: int, problems: Problems, *, least: int = 1) -> Amount | None:
    """Return an amount of whole numbers from ``least`` to ``most``."""
    return amount_of(element, Limits(1, least, most, f"write a whole number from {least} to {most}"), problems)


def whole_range(element: Element, most: int, problems: Problems, *, least: int = 1) -> Range | None:
    """Return one whole number or a range, but no ladder."""
    return _single(whole(element, most, problems, least=least), element, problems)


def halves_range(element: Element, least: int, most: int, problems: Problems) -> Range | None:
    """Return one number or a range of a scale with halves, ``RPE 8.5``, in thousandths."""
    hint = f"write a number from {least} to {most}, such as 8 or 8.5"
    limits = Limits(PER_UNIT, least * PER_UNIT, most * PER_UNIT, hint)
    found = _single(amount_of(element, limits, problems), element, problems)
    if found and (found.low % (PER_UNIT // 2) or found.high % (PER_UNIT // 2)):
        problems.error(element.span, f"{element.span.quoted()} is too exact", hint)
        return None
    return found


def count(element: Element, unit: Unit, problems: Problems) -> Amount | None:
    """Return a count of reps, metres or another unit, in the scale of the unit."""
    most = _MAX_OF_UNIT.get(unit, MAX_COUNT)
    wanted = f"write a whole number from 1 to {most}" if unit.scale == 1 else f"write a number up to {most}"
    slash = Slash.LADDER if unit.has_pace else Slash.STANDARDS
    return amount_of(element, Limits(unit.scale, 1, most * unit.scale, wanted, slash, unit in _LENGTHS), problems)


def target(element: Element, measure: Measure, problems: Problems) -> Amount | None:
    """Return an amount of a target: a pace in milliseconds, anything else in thousandths of its measure."""
    if measure.is_time:
        return time(element, problems)
    wanted = f"write a number up to {_MAX_TARGET}"
    return amount_of(element, Limits(PER_UNIT, 1, _MAX_TARGET * PER_UNIT, wanted, Slash.STANDARDS), problems)


def time(element: Element, problems: Problems, *, least_ms: Ms = MS_PER_SECOND) -> Amount | None:
    """Return an amount of time in milliseconds, from ``least_ms`` to four hours."""
    hint = f"write a time from {least_ms / MS_PER_SECOND:g} s to 4 h"
    return amount_of(element, Limits(TIMES[element.unit], least_ms, LONGEST_MS, hint, Slash.UNCLEAR), problems)


def time_range(element: Element, problems: Problems, *, least_ms: Ms = 0) -> Range | None:
    """Return one time or a range, in milliseconds, but no ladder."""
    return _single(time(element, problems, least_ms=least_ms), element, problems)


def one_time(element: Element, problems: Problems, *, least_ms: Ms = MS_PER_SECOND) -> Ms | None:
    """Return one time in milliseconds."""
    found = time_range(element, problems, least_ms=least_ms)
    if found is not None and found.is_open:
        message = f"{element.span.quoted()} must be a single time, not a range"
        problems.error(element.span, message, "write one end of the range")
        return None
    return found.low if found else None


def load(element: Element, unit: LoadUnit, problems: Problems) -> Amount | None:
    """Return an amount of a load or a percentage, in thousandths of its unit.

    A percentage is of everyone's own reference, so that it is never one for men and one for women.
    """
    slash = Slash.LADDER if unit is LoadUnit.PERCENT else Slash.STANDARDS
    if element.figures and element.figures.or_more:
        problems.error(element.span, "a load cannot be 'or more'", "write a fixed load; for open-ended reps: '5+ reps'")
    wanted = f"write a load of at most {MAX_LOAD}"
    return amount_of(element, Limits(PER_UNIT, 1, MAX_LOAD * PER_UNIT, wanted, slash), problems)


def _single(amount: Amount | None, element: Element, problems: Problems) -> Range | None:
    if amount is None:
        return None
    if amount.is_ladder or amount.or_more:
        message = f"{element.span.quoted()} must be a single number or a range"
        problems.error(element.span, message, "write one value, or two with a hyphen between them")
        return None
    return amount.rungs[0]
