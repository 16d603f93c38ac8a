"""Turn figures with a unit into amounts, and report those outside the limits of the language."""

from voicecoach.script.grammar import Element, Figures
from voicecoach.script.source import Problems
from voicecoach.script.vocabulary import TIMES
from voicecoach.units import MS_PER_SECOND, Ms
from voicecoach.workout import LONGEST_MS, PER_UNIT, Amount, Range, Unit

MAX_COUNT = 1000
_MAX_OF_UNIT = {Unit.METRE: 100_000, Unit.CALORIE: 5000}
MAX_RUNGS = 100
MAX_LOAD = 2000
_TWO = 2
_MAX_FIGURE = 1e9
"""Larger numbers are refused before any arithmetic, because they may be infinite."""


def whole(element: Element, most: int, problems: Problems, *, least: int = 1) -> Amount | None:
    """Return an amount of whole numbers from ``least`` to ``most``."""
    return _amount(element, 1, least, most, f"write a whole number from {least} to {most}", problems)


def whole_range(element: Element, most: int, problems: Problems, *, least: int = 1) -> Range | None:
    """Return one whole number or a range, but no ladder."""
    return _single(whole(element, most, problems, least=least), element, problems)


def count(element: Element, unit: Unit, problems: Problems) -> Amount | None:
    """Return a count of reps, metres or another unit."""
    return whole(element, _MAX_OF_UNIT.get(unit, MAX_COUNT), problems)


def time(element: Element, problems: Problems, *, least_ms: Ms = MS_PER_SECOND) -> Amount | None:
    """Return an amount of time in milliseconds, from ``least_ms`` to four hours."""
    scale = TIMES[element.unit]
    hint = f"write a time from {least_ms / MS_PER_SECOND:g} s to 4 h"
    return _amount(element, scale, least_ms, LONGEST_MS, hint, problems)


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


def load(element: Element, problems: Problems) -> Amount | None:
    """Return an amount of a load or a percentage, in thousandths of its unit."""
    if element.figures and element.figures.or_more:
        problems.error(element.span, "a load cannot be 'or more'", "write a fixed load; for open-ended reps: '5+ reps'")
    return _amount(element, PER_UNIT, 1, MAX_LOAD * PER_UNIT, f"write a load of at most {MAX_LOAD}", problems)


def _single(amount: Amount | None, element: Element, problems: Problems) -> Range | None:
    if amount is None:
        return None
    if amount.is_ladder or amount.or_more:
        message = f"{element.span.quoted()} must be a single number or a range"
        problems.error(element.span, message, "write one value, or two with a hyphen between them")
        return None
    return amount.rungs[0]


def _amount(element: Element, scale: int, least: int, most: int, wanted: str, problems: Problems) -> Amount | None:
    """Scale the figures. Those that are out of range, or should be whole and are not, are an error."""
    figures = element.figures
    if figures and max(figures.numbers) > _MAX_FIGURE:
        problems.error(element.span, f"{element.span.quoted()} is out of range", wanted)
        return None
    numbers = _expanded(figures) if figures else (1.0,)
    if len(numbers) > MAX_RUNGS:
        problems.error(element.span, f"this ladder has more than {MAX_RUNGS} rungs", "write a shorter one")
        return None
    in_range = all(least <= number * scale <= most for number in numbers)
    if not in_range or (scale == 1 and any(not number.is_integer() for number in numbers)):
        problems.error(element.span, f"{element.span.quoted()} is out of range", wanted)
        return None
    scaled = [round(number * scale) for number in numbers]
    is_range = figures is not None and figures.form == "numbers" and len(scaled) == _TWO
    or_more = figures is not None and figures.or_more
    if not is_range:
        return Amount(tuple(Range(number, number) for number in scaled), or_more=or_more)
    low, high = scaled
    if low > high:
        hint = (
            f"write the smaller number first; for a ladder of two rungs, use a slash: '{numbers[0]:g}/{numbers[1]:g}'"
        )
        problems.error(element.span, f"the range {element.span.quoted()} runs from high to low", hint)
    elif or_more:
        problems.error(element.span, "a range cannot be 'or more'", "write one end of the range")
    else:
        return Amount((Range(low, high),))
    return None


def _expanded(figures: Figures) -> tuple[float, ...]:
    """Return every number of a ladder that is written as its two ends, but at most one rung more than is allowed."""
    if figures.form not in {"down", "up"}:
        return figures.numbers
    start, end, *steps = figures.numbers
    step = steps[0] if steps else 1.0
    if step <= 0 or (end - start) * (1 if figures.form == "up" else -1) < 0:
        return (0.0,)
    rungs = int(min(abs(end - start) / step, MAX_RUNGS)) + 1
    return tuple(start + index * (step if figures.form == "up" else -step) for index in range(rungs))
