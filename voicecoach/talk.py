"""How much the coach talks: the verbosity, and a switch for each kind of cue.

A switch is written the same way on the command line, in a script and in a person's settings: ``count=every-5``,
``form=off``. In one place, ``count=every-5`` and ``count=last-3`` are combined; a place that has any switch for a kind
overrides all switches for that kind in places of lower priority (docs/talk.md).
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from enum import Enum, IntEnum
from functools import lru_cache
from itertools import combinations

from voicecoach.errors import ChoiceError, did_you_mean
from voicecoach.units import MS_PER_SECOND, Ms

NUDGE_MS: Ms = 60 * MS_PER_SECOND
"""How long a step waits in silence before each nudge, in which the coach says that it is waiting."""


class Verbosity(IntEnum):
    """How much the coach talks: sounds only; names and counts; form cues too; everything."""

    QUIET = 0
    BRIEF = 1
    NORMAL = 2
    DETAILED = 3

    @property
    def label(self) -> str:
        """The name that people choose it by."""
        return self.name.lower()

    @classmethod
    def of(cls, name: object) -> "Verbosity":
        """Return the verbosity with this name.

        Raises:
            ChoiceError: there is none.
        """
        for verbosity in cls:
            if verbosity.label == name:
                return verbosity
        raise ChoiceError(f"there is no verbosity {name!r}", f"one of: {', '.join(each.label for each in cls)}")


class Manner(Enum):
    """What a switch does with a kind of cue."""

    OFF = "off"
    """It is not heard at all, whether it is spoken or a sound."""
    ON = "on"
    """It is heard, even if the verbosity would not include it."""
    SHORT = "short"
    """Only its shortest form is said."""
    EVERY = "every"
    """Only every Nth is said: counts, or seconds left."""
    LAST = "last"
    """Only the last N are said."""
    DOWN = "down"
    """Numbers count down to one."""
    COUNT = "count"
    """The seconds of each phase are counted."""
    TICK = "tick"
    """The seconds of each phase are ticked."""

    @property
    def has_number(self) -> bool:
        """Whether it takes a number."""
        return self in {Manner.EVERY, Manner.LAST}


_ON_OFF = frozenset({Manner.OFF, Manner.ON})
_ON_OFF_SHORT = _ON_OFF | {Manner.SHORT}
_ALONE = _ON_OFF_SHORT | {Manner.COUNT, Manner.TICK}
"""What cannot be combined with another switch of the same kind."""

SWITCHABLE: dict[str, frozenset[Manner]] = {
    **dict.fromkeys(("announce", "next", "say", "setup", "form", "rest", "round", "safety", "finish"), _ON_OFF_SHORT),
    **dict.fromkeys(("countdown", "go", "stop", "switch", "halfway", "encourage", "sound"), _ON_OFF),
    "count": _ON_OFF | {Manner.EVERY, Manner.LAST, Manner.DOWN},
    "time-left": _ON_OFF | {Manner.EVERY, Manner.LAST},
    "elapsed": _ON_OFF | {Manner.EVERY},
    "list": frozenset({Manner.OFF, Manner.EVERY}),
    "tempo": _ON_OFF | {Manner.COUNT, Manner.TICK},
}
"""What each kind of cue can be switched to; ``sound`` is the pace tick."""

GREATEST_NUMBER = 1000
"""The greatest number of a switch: no set has more counts."""

_SWITCH = re.compile(r"\s*(?P<kind>[a-z-]+)\s*=\s*(?P<manner>[a-z]+)(-(?P<number>[0-9]{1,6}))?\s*")


@dataclass(frozen=True, slots=True)
class CueSwitch:
    """One choice for one kind of cue; ``number`` is 0 if the manner takes none."""

    kind: str
    manner: Manner
    number: int = 0

    def __str__(self) -> str:
        return f"{self.kind}={self.manner.value}" + (f"-{self.number}" if self.manner.has_number else "")


Switches = tuple[CueSwitch, ...]


def read_switch(text: str) -> CueSwitch:
    """Read a switch such as ``count=every-5``.

    Raises:
        ChoiceError: it is not a valid switch; the hint suggests one.
    """
    match = _SWITCH.fullmatch(text)
    if match is None:
        raise ChoiceError(f"'{text}' is not a switch for a kind of cue", f"write, for example, {_like(text)}")
    kind = match["kind"]
    if kind not in SWITCHABLE:
        raise ChoiceError(f"unknown kind of cue '{kind}'", did_you_mean(kind, SWITCHABLE))
    number = int(match["number"] or 0)
    if number > GREATEST_NUMBER:
        raise ChoiceError(f"{number} is too large for '{kind}'", f"write a number from 1 to {GREATEST_NUMBER}")
    for manner in SWITCHABLE[kind]:
        takes_it = manner.has_number == bool(match["number"])
        if manner.value == match["manner"] and takes_it and number >= manner.has_number:
            return CueSwitch(kind, manner, number)
    example = {Manner.EVERY: "every-5", Manner.LAST: "last-3"}
    choices = ", ".join(example.get(manner, manner.value) for manner in Manner if manner in SWITCHABLE[kind])
    raise ChoiceError(f"'{text.strip()}' is not a way to hear '{kind}'", f"one of: {choices}")


def _like(text: str) -> str:
    """Return switches as examples: the one that is meant, if it is a kind and a number (``time-left=60``)."""
    kind, _, number = text.replace(" ", "=", 1).partition("=")
    meant = f"'{kind}=every-{number}'"
    is_one = Manner.EVERY in SWITCHABLE.get(kind, ()) and number.isdecimal() and 0 < int(number) <= GREATEST_NUMBER
    return meant if is_one else "'form=off' or 'count=every-5'"


def contradiction(switches: Iterable[CueSwitch]) -> str:
    """Describe two switches that contradict or repeat each other; empty if none do."""
    of_kind: dict[str, list[CueSwitch]] = {}
    for switch in switches:
        of_kind.setdefault(switch.kind, []).append(switch)
    for said in of_kind.values():
        for one, other in combinations(said, 2):
            if one == other:
                return f"'{one}' is given twice"
            if one.manner is other.manner or _ALONE & {one.manner, other.manner}:
                return f"'{one}' and '{other}' contradict each other"
    return ""


def over(nearer: Switches, farther: Switches) -> Switches:
    """Return the nearer switches, and the farther ones for kinds without a nearer switch."""
    said = {switch.kind for switch in nearer}
    return (*nearer, *(switch for switch in farther if switch.kind not in said))


@dataclass(frozen=True, slots=True)
class CueChoice:
    """The choice for one kind of cue in one step; without any switch, the verbosity decides."""

    is_chosen: bool = False
    is_off: bool = False
    is_short: bool = False
    is_down: bool = False
    every: int = 0
    last: int = 0
    seconds: Manner | None = None
    """How the seconds of a phase are heard: counted, ticked, or not at all."""

    @property
    def is_thinned(self) -> bool:
        """Whether only some of them are wanted."""
        return bool(self.every or self.last)

    def number(self, position: int, total: int) -> int:
        """Return the number that is said of a position among ``total``, from 1."""
        return total - position + 1 if self.is_down else position

    def has_number(self, position: int, total: int) -> bool:
        """Whether the number of a position among ``total`` is wanted: of every Nth the last one too."""
        is_nth = self.every > 0 and (not self.number(position, total) % self.every or position == total)
        return not self.is_thinned or is_nth or position > total - self.last


@lru_cache(maxsize=1024)
def choice_for(kind: str, switches: Switches) -> CueChoice:
    """Return the choice that the switches make for one kind of cue."""
    said = {switch.manner: switch.number for switch in switches if switch.kind == kind}
    return CueChoice(
        is_chosen=bool(said),
        is_off=Manner.OFF in said,
        is_short=Manner.SHORT in said,
        is_down=Manner.DOWN in said,
        every=said.get(Manner.EVERY, 0),
        last=said.get(Manner.LAST, 0),
        seconds=next((manner for manner in (Manner.COUNT, Manner.TICK) if manner in said), None),
    )
