"""How fast an exercise is done: at a pace, a tempo, the default pace, or as the listener likes."""

from dataclasses import dataclass
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


@dataclass(frozen=True, slots=True)
class Phase:
    """One phase of a rep or a breath: ``down``, ``hold``, ``up``, ``in``, ``out``."""

    name: str
    duration_ms: Ms


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
