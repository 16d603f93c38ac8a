"""Amounts and the units they are in: numbers, ranges and ladders, with the limits of rounds, sets and times."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from enum import Enum
from typing import TypeAlias

from voicecoach.units import MS_PER_MINUTE, MS_PER_SECOND, Ms

MOST_ROUNDS = 100
LONGEST_MS: Ms = 4 * 60 * MS_PER_MINUTE
"""Limits of rounds and sets, and of a single time. Anything greater is a typing mistake, and its cue list would fill
the disk."""

MOST_SETS = 2000
"""Limit of the sets in a session: at half a minute each, they take most of a day."""


PER_UNIT = 1000
"""Loads, distances and laps are stored as integers, in thousandths of their unit."""


class Standard(Enum):
    """For whom a prescription is, if it gives two numbers: ``43/30 kg`` is for men, then for women."""

    MEN = "men"
    WOMEN = "women"


class Unit(Enum):
    """What a set is counted in."""

    REP = "rep"
    STEP = "step"
    BREATH = "breath"
    BEAT = "beat"
    METRE = "metre"
    KILOMETRE = "kilometre"
    MILE = "mile"
    YARD = "yard"
    FOOT = "foot"
    CALORIE = "calorie"
    STROKE = "stroke"
    LAP = "lap"

    @property
    def has_pace(self) -> bool:
        """Whether the coach can count it. Only the listener knows when a distance is done."""
        return self in _PACED

    @property
    def scale(self) -> int:
        """The number of an amount that makes one of the unit: distances and laps can have decimals."""
        return 1 if self in _WHOLE else PER_UNIT


_PACED = (Unit.REP, Unit.STEP, Unit.BREATH, Unit.BEAT)
_WHOLE = (*_PACED, Unit.CALORIE, Unit.STROKE)
# Tuples: looking up an Enum in a set calls its hash, which is slower.


@dataclass(frozen=True, slots=True)
class Range:
    """A range of numbers, both ends included; a fixed number has equal ends."""

    low: int
    high: int

    @property
    def is_open(self) -> bool:
        """Whether there is anything to choose."""
        return self.low < self.high


@dataclass(frozen=True, slots=True)
class Amount:
    """How much of something: a number, a range, or a ladder of numbers.

    With ``or_more``, the last number is a minimum; without any rungs, it is as much as possible ("max"). If a script
    gives one number for men and one for women (``43/30 kg``), ``women`` has as many rungs as ``rungs``. Times are in
    milliseconds; loads, distances and laps are in thousandths of their unit.
    """

    rungs: tuple[Range, ...] = ()
    or_more: bool = False
    women: tuple[Range, ...] = ()

    @classmethod
    def of(cls, *numbers: int) -> "Amount":
        """Return a fixed number, or a ladder of several."""
        return cls(tuple(Range(number, number) for number in numbers))

    @property
    def is_max(self) -> bool:
        """Whether it is as much as possible."""
        return not self.rungs

    @property
    def is_ladder(self) -> bool:
        """Whether it changes from set to set or round to round."""
        return len(self.rungs) > 1

    @property
    def ends_itself(self) -> bool:
        """Whether it has a known end."""
        return bool(self.rungs) and not self.or_more

    @property
    def value(self) -> int:
        """The number; the lower end of a range, the first rung of a ladder, 0 for "max"."""
        return self.rungs[0].low if self.rungs else 0

    @property
    def top(self) -> int:
        """The number, or the upper end of a range: what a count goes up to."""
        return self.rungs[0].high if self.rungs else 0

    @property
    def is_range(self) -> bool:
        """Whether any of its numbers is a range."""
        return any(rung.is_open for rung in self.rungs)

    @property
    def at_easy_end(self) -> "Amount":
        """The same with every range at its low end."""
        return replace(self, rungs=_lowest(self.rungs), women=_lowest(self.women))

    @property
    def halves(self) -> "tuple[Amount, Amount]":
        """Both halves of a number or range: whole, the larger first. What has no end has no half, and stays."""
        if not self.ends_itself:
            return self, self
        low, high = self.value, self.top
        larger, smaller = Range(low - low // 2, high - high // 2), Range(max(1, low // 2), max(1, high // 2))
        return Amount((larger,)), Amount((smaller,))

    def rung(self, index: int) -> "Amount":
        """Return one rung of a ladder, from 0; beyond the end, the last rung."""
        if not self.is_ladder:
            return self
        last = len(self.rungs) - 1
        at = min(index, last)
        return Amount(self.rungs[at : at + 1], self.or_more and at == last, self.women[at : at + 1])

    def prescribed_for(self, standard: Standard) -> "Amount":
        """Return the numbers for men or for women, if there are both."""
        if not self.women:
            return self
        return Amount(self.women if standard is Standard.WOMEN else self.rungs, self.or_more)


def _lowest(rungs: tuple[Range, ...]) -> tuple[Range, ...]:
    return tuple(Range(rung.low, rung.low) for rung in rungs)


Change: TypeAlias = Callable[[Amount], Amount]


def seconds(number: float) -> Ms:
    """Return seconds in milliseconds, for workouts that are built in Python: ``Timed(Amount.of(seconds(30)))``."""
    return round(number * MS_PER_SECOND)
