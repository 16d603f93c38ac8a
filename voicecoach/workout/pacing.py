"""How fast an exercise is done: at a pace, a tempo, the default pace, or as the listener likes."""

from collections.abc import Iterator
from dataclasses import dataclass
from enum import Enum
from functools import lru_cache
from typing import TypeAlias

from voicecoach.units import Ms
from voicecoach.workout.amounts import Unit


@dataclass(frozen=True, slots=True)
class Pace:
    """The time for one rep, step, breath or beat."""

    duration_ms: Ms
    unit: Unit

    def fits(self, unit: Unit | None) -> bool:
        """Whether it can pace this unit; a pace per beat can pace anything that is counted."""
        return self.unit is unit or (self.unit is Unit.BEAT and unit is not None and unit.has_pace)


class Motion(Enum):
    """What moves in a phase."""

    UP = "up"
    """Against the load, or breathing in."""
    DOWN = "down"
    """With the load, or breathing out."""
    NONE = "none"


PHASE_WORDS: dict[str, Motion] = {
    **dict.fromkeys(
        ("up", "lift", "raise", "pull", "push", "press", "squeeze", "extend", "open", "in", "inhale"), Motion.UP
    ),
    **dict.fromkeys(("down", "lower", "return", "release", "bend", "close", "out", "exhale"), Motion.DOWN),
    **dict.fromkeys(("hold", "pause"), Motion.NONE),
}
"""The words for phases that every language of the coach has; any other word is said as the script writes it."""

HOLD_LOW = "hold-low"
"""What is said for a hold after the way down."""

_BREATHING = frozenset({"in", "out", "inhale", "exhale"})


@dataclass(frozen=True, slots=True)
class Phase:
    """One phase of a rep or a breath: ``down``, ``hold``, ``up``, ``in``, ``out`` or a word of the script's own.

    A phase that is ``fast`` is done as fast as possible, within its time.
    """

    name: str
    duration_ms: Ms
    fast: bool = False

    @property
    def is_hold(self) -> bool:
        """Whether nothing moves in it."""
        return PHASE_WORDS.get(self.name) is Motion.NONE


@lru_cache(maxsize=256)
def are_breath(phases: tuple[Phase, ...]) -> bool:
    """Whether phases are those of a breath."""
    return any(phase.name in _BREATHING for phase in phases)


@lru_cache(maxsize=256)
def motions_of(phases: tuple[Phase, ...]) -> tuple[Motion, ...]:
    """Return what moves in each phase; words of a script's own take turns: up, down."""
    own = iter([phase.name for phase in phases if phase.name not in PHASE_WORDS])
    turns = {name: (Motion.UP, Motion.DOWN)[index % 2] for index, name in enumerate(dict.fromkeys(own))}
    return tuple(PHASE_WORDS.get(phase.name) or turns[phase.name] for phase in phases)


@lru_cache(maxsize=256)
def spoken_names(phases: tuple[Phase, ...]) -> tuple[str, ...]:
    """Return the names by which phases are said: a hold after the way down is a ``hold-low``.

    So the two holds of ``3-1-1-1`` are told apart. A breath is held alike, full or empty.
    """
    return tuple(_spoken_names(phases))


def _spoken_names(phases: tuple[Phase, ...]) -> Iterator[str]:
    motions = motions_of(phases)
    for index, phase in enumerate(phases):
        before = next((motion for motion in (motions[:index] or motions)[::-1] if motion is not Motion.NONE), None)
        is_low = phase.name == "hold" and before is Motion.DOWN and not are_breath(phases)
        yield HOLD_LOW if is_low else phase.name


@dataclass(frozen=True, slots=True)
class Tempo:
    """The phases of one rep or breath, in order."""

    phases: tuple[Phase, ...]

    @property
    def duration_ms(self) -> Ms:
        """The time of one rep."""
        return sum(phase.duration_ms for phase in self.phases)


@dataclass(frozen=True, slots=True)
class SelfPaced:
    """The listener moves as they like and says when the set is done."""


@dataclass(frozen=True, slots=True)
class CountedAloud:
    """The coach counts, at the pace of the movement or the default one."""


Pacing: TypeAlias = Pace | Tempo | SelfPaced | CountedAloud
