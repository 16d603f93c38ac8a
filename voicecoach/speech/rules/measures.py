"""The units of a language: how each is written after a number, and how it is said."""

from dataclasses import dataclass
from functools import cache, cached_property

from voicecoach.phrases import Catalogue
from voicecoach.speech.rules.rule import any_of, listed

_LENGTHS = frozenset(f"count-{unit}" for unit in ("metre", "kilometre", "mile", "yard", "foot"))
_TIMES = frozenset(("time-seconds", "time-minutes", "time-hours"))
_LETTER_OF_A_NAME = r"(?<=[A-Z])(?:-[^\W\d]| raises?\b)"
"""What follows a capital letter that is part of a name and not a unit: ten W raises."""

_ABBREVIATION = 3
"""The longest abbreviation of a time, in characters."""


@dataclass(frozen=True, slots=True)
class Unit:
    """A unit, as its row in the table ``measures`` says: a phrase, or the words for one and for several."""

    said: str

    @property
    def is_length(self) -> bool:
        """Whether a pace can be over it."""
        return self.said in _LENGTHS

    @property
    def is_whole(self) -> bool:
        """Whether half of one is said as a fraction, as of a rep or a lap, and not as 0.5."""
        return " | " in self.said or self.said == "count-rep"

    @property
    def is_time(self) -> bool:
        """Whether a pace can be in it."""
        return self.said in _TIMES


class Measures:
    """The units of a language."""

    def __init__(self, catalogue: Catalogue) -> None:
        self._catalogue = catalogue
        self._units = {
            written: Unit(said) for row, said in catalogue.table("measures").items() for written in listed(row)
        }

    @cached_property
    def pattern(self) -> str:
        """A pattern of all units as they are written."""
        return rf"(?:{any_of(self._units)})(?!{_LETTER_OF_A_NAME})"

    @cached_property
    def full_stop(self) -> str:
        """A pattern of the full stop of an abbreviated unit, unless it ends a sentence."""
        words = any_of(listed(self._catalogue.text("time-words")))
        return rf"(?:\.(?=[,;:/)–-]| (?:[a-zß-ÿ–-]|(?:{words})(?!\w))))?"

    def pattern_of(self, phrase: str, *, is_short: bool = False) -> str:
        """Return a pattern of how the unit of a phrase is written, of all forms or only of abbreviations."""
        longest = _ABBREVIATION if is_short else len(self.pattern)
        return any_of(
            written for written, unit in self._units.items() if unit.said == phrase and len(written) <= longest
        )

    def __contains__(self, written: str) -> bool:
        return written in self._units or written.lower() in self._units

    def __getitem__(self, written: str) -> Unit:
        return self._units.get(written) or self._units[written.lower()]

    def say(self, unit: Unit, numbers: str, count: float) -> str:
        """Return the words for an amount; ``count`` decides the plural."""
        one, _, many = unit.said.partition(" | ")
        if not many:
            return self._catalogue.text(unit.said, count=count, numbers=numbers)
        names = {"one": one, "singular": one.partition(" ")[2], "plural": many}
        return self._catalogue.text("measure", count=count, numbers=numbers, **names)

    def name(self, unit: Unit) -> str:
        """Return the name of a unit, without an article or a number."""
        return self.say(unit, "1", 1).partition(" ")[2]


@cache
def measures(catalogue: Catalogue) -> Measures:
    """Return the units of a language."""
    return Measures(catalogue)
