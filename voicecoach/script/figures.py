"""Turn figures into an amount within limits, if they can be read in exactly one way; report any others."""

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace
from enum import Enum
from fractions import Fraction

from voicecoach.script.amount_wording import print_amount
from voicecoach.script.grammar import Element, Figures
from voicecoach.script.source import Problems
from voicecoach.workout import Amount, Range

_MAX_RUNGS = 100
_MAX_FIGURE = 10**9
"""Larger numbers are refused before any arithmetic."""

_PAIR = 2
_UNCLEAR = "a comma between digits is a decimal; write a ladder as '5-3-1', men and women as '20/15-25/20 cal'"
_FRACTION = re.compile(r"([0-9])[/⁄]([0-9])")


class Slash(Enum):
    """What a slash between two numbers means."""

    LADDER = "5/3 reps"
    STANDARDS = "43/30 kg: for men, for women"
    UNCLEAR = "40/20 s"


@dataclass(frozen=True, slots=True)
class Limits:
    """What an amount can be: numbers that are, multiplied by ``scale``, from ``least`` to ``most``."""

    scale: int
    least: int
    most: int
    wanted: str
    """The hint for a number outside the limits."""
    slash: Slash = Slash.LADDER
    are_lengths: bool = False
    """Whether a comma before three digits can only separate thousands, as it does in whole numbers."""


def amount_of(element: Element, limits: Limits, problems: Problems) -> Amount | None:
    """Return the amount of an element; a unit without figures is one of it: ``every minute``."""
    figures = element.figures or Figures.of(Fraction(1))
    readings = figures.readings
    if (limits.scale == 1 or limits.are_lengths) and "," in element.span.text:
        readings = readings[-1:]
    reader, silent = _Reader(element, figures, limits, problems), _Reader(element, figures, limits, Problems())
    found = [(numbers, amount) for numbers in readings if (amount := silent.amount(numbers))]
    if len(found) == 1:
        return found[0][1]
    if found:
        one, other = (_as_written(numbers, element) for numbers, _ in found)
        reader.refuse(f"{reader.quoted} can be {one} or {other}", f"write '{one}' or '{other}'")
    elif readings and figures.form != "mixed":
        reader.amount(readings[0])
    else:
        reader.refuse(f"it is not clear which numbers {reader.quoted} stands for", _UNCLEAR)
    return None


@dataclass(frozen=True, slots=True)
class _Reader:
    """Reads the numbers of an element as an amount."""

    element: Element
    figures: Figures
    limits: Limits
    problems: Problems

    @property
    def quoted(self) -> str:
        return self.element.span.quoted()

    def refuse(self, message: str, hint: str) -> None:
        self.problems.error(self.element.span, message, hint)

    def amount(self, numbers: tuple[Fraction, ...]) -> Amount | None:
        """Return an amount from one reading of the numbers, or report what is wrong with it."""
        scaled = self._scaled(numbers)
        if scaled is None:
            return None
        form, slash, are_two = self.figures.form, self.limits.slash, len(scaled) == _PAIR
        if form == "numbers" and are_two:
            return self._range(*scaled)
        if form == "pairs" or (form == "slash" and are_two and slash is Slash.STANDARDS):
            return self._for_both(scaled)
        if form == "slash" and are_two and slash is Slash.UNCLEAR:
            one, other = (_as_written((number,), self.element) for number in numbers)
            message = f"it is not clear whether {self.quoted} is work and rest, or two sets"
            self.refuse(message, f"write '{one}, rest {other}', or each set as its own exercise")
            return None
        return None if form == "mixed" else Amount(_fixed(scaled), self.figures.or_more)

    def _scaled(self, numbers: tuple[Fraction, ...]) -> list[int] | None:
        """Return every number of an amount, as integers within the limits."""
        if max(numbers) > _MAX_FIGURE:
            self.refuse(f"{self.quoted} is out of range", self.limits.wanted)
            return None
        rungs = expanded(self.figures.form, numbers)
        if len(rungs) > _MAX_RUNGS:
            self.refuse(f"this ladder has more than {_MAX_RUNGS} rungs", "write a shorter one")
            return None
        scaled = [round(number * self.limits.scale) for number in rungs]
        are_whole = self.limits.scale > 1 or all(number.denominator == 1 for number in rungs)
        if are_whole and all(self.limits.least <= number <= self.limits.most for number in scaled):
            return scaled
        hint = self.limits.wanted if are_whole else self._hint_of_mark() or self.limits.wanted
        self.refuse(f"{self.quoted} is out of range", hint)
        return None

    def _hint_of_mark(self) -> str:
        """Return what else was probably meant by the mark in a number that should be whole."""
        text = self.element.span.text
        if fraction := _FRACTION.match(text):
            return f"this is a fraction; for a ladder of two rungs: '{self._ladder(*map(int, fraction.groups()))}'"
        return "a comma between digits is a decimal; put a blank after one that separates" if "," in text else ""

    def _range(self, low: int, high: int) -> Amount | None:
        """Return a range; two equal numbers are a ladder."""
        if low > high:
            hint = f"write the smaller number first; for a ladder of two rungs: '{self._ladder(low, high)}'"
            self.refuse(f"the range {self.quoted} runs from high to low", hint)
        elif low == high:
            return replace(Amount.of(low, high), or_more=self.figures.or_more)
        elif self.figures.or_more:
            self.refuse("a range cannot be 'or more'", "write one end of the range")
        else:
            return Amount((Range(low, high),))
        return None

    def _for_both(self, scaled: list[int]) -> Amount | None:
        """Return an amount for men and for women: a number each, two for a range, three and more for a ladder."""
        men, women = scaled[::2], scaled[1::2]
        if self.limits.slash is not Slash.STANDARDS:
            self.refuse(f"it is not clear which numbers {self.quoted} stands for", _UNCLEAR)
        elif any(hers >= his for his, hers in zip(men, women, strict=True)):
            hint = f"write the greater number first; for a ladder of two rungs: '{self._ladder(*scaled[:2])}'"
            self.refuse(f"in {self.quoted}, the number for women comes second, and must be smaller", hint)
        elif len(men) != _PAIR:
            return Amount(_fixed(men), self.figures.or_more, _fixed(women))
        elif men[0] > men[1] or women[0] > women[1] or self.figures.or_more:
            self.refuse(f"the range {self.quoted} runs from high to low", "write the smaller numbers first")
        else:
            return Amount((Range(*men),), women=(Range(*women),))
        return None

    def _ladder(self, first: int, last: int) -> str:
        """Return how a ladder of two rungs is written."""
        figures = print_amount(Amount.of(first, last), self.limits.scale, slash=self.limits.slash is Slash.LADDER)
        return " ".join(filter(None, (figures, self.element.unit)))


def _fixed(numbers: Iterable[int]) -> tuple[Range, ...]:
    return tuple(Range(number, number) for number in numbers)


def _as_written(numbers: Iterable[Fraction], element: Element) -> str:
    """Return the text of an element with other numbers, and without a mark of thousands: ``1500 kg``."""
    figures = "-".join(f"{float(number):.10g}" for number in numbers)
    return " ".join(filter(None, (figures, element.unit)))


def expanded(form: str, numbers: tuple[Fraction, ...]) -> tuple[Fraction, ...]:
    """Return every number of a ladder that is written as its two ends, but at most one rung more than is allowed."""
    if form not in {"down", "up"}:
        return numbers
    start, end, *steps = numbers
    step = steps[0] if steps else Fraction(1)
    if step <= 0 or (end - start) * (1 if form == "up" else -1) < 0:
        return (Fraction(0),)
    rungs = min(int(abs(end - start) / step), _MAX_RUNGS) + 1
    return tuple(start + index * (step if form == "up" else -step) for index in range(rungs))
