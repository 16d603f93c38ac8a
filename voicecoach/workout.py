"""The model a workout script is read into: what the coach wrote, before any choice is made."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import Enum
from typing import TypeAlias

from voicecoach.errors import Place
from voicecoach.units import MS_PER_MINUTE, Ms

MOST_ROUNDS = 100
LONGEST_MS: Ms = 4 * 60 * MS_PER_MINUTE
"""The most rounds and the longest single stretch of time that can be asked for. Beyond these a number is a slip of the
finger, and the cue list made of it would fill the disk."""


class Unit(Enum):
    """What is counted aloud in a set."""

    REP = "rep"
    STEP = "step"


class Side(Enum):
    """The side that an exercise is done on, or begins with: whatever its line says of left or right."""

    LEFT = "left"
    RIGHT = "right"


@dataclass(frozen=True, slots=True)
class Range:
    """A number that the coach left open, both ends included; a fixed number has equal ends."""

    low: int
    high: int

    @property
    def is_open(self) -> bool:
        """Whether there is anything to choose."""
        return self.low < self.high


@dataclass(frozen=True, slots=True)
class Count:
    """One counted stretch of a set: ``10 steps up`` is Count(10, STEP, "up")."""

    amount: int
    unit: Unit
    way: str = ""


@dataclass(frozen=True, slots=True)
class Counted:
    """A dose that is counted: one or more stretches, one after the other, on one beat."""

    counts: tuple[Count, ...]


@dataclass(frozen=True, slots=True)
class Timed:
    """A dose that the clock ends: movement, or with ``hold`` a position that is kept."""

    duration_ms: Ms
    hold: bool = False


Dose: TypeAlias = Counted | Timed


@dataclass(frozen=True, slots=True)
class Pace:
    """The time that one rep or one step takes."""

    duration_ms: Ms
    unit: Unit


@dataclass(frozen=True, slots=True)
class FormCue:
    """One thing to watch for, in full and in the few words that fit between two counts."""

    text: str
    short: str


@dataclass(frozen=True, slots=True)
class Movement:
    """How an exercise is done: its pace per rep or step, the words to get into place, the form cues."""

    name: str
    place: Place
    pace: Pace | None = None
    setup: tuple[str, ...] = ()
    form_cues: tuple[FormCue, ...] = ()


@dataclass(frozen=True, slots=True)
class Exercise:
    """One line of the training sheet: a movement, how it is varied this time, its side and its dose."""

    name: str
    dose: Dose
    place: Place
    detail: str = ""
    side: Side | None = None

    @property
    def title(self) -> str:
        """The exercise as the sheet names it: ``Lateral walks, left foot leads``."""
        return f"{self.name}, {self.detail}" if self.detail else self.name


@dataclass(frozen=True, slots=True)
class Group:
    """Exercises done one after the other for a number of rounds; rests are in milliseconds, None where unsaid."""

    title: str
    exercises: tuple[Exercise, ...]
    place: Place
    rounds: Range = Range(1, 1)
    rest_ms: Range | None = None
    round_rest_ms: Range | None = None


@dataclass(frozen=True, slots=True)
class Workout:
    """What one workout script defines; ``movements`` is keyed by the case-folded name."""

    title: str
    groups: tuple[Group, ...]
    movements: Mapping[str, Movement]
    equipment: str = ""
    language: str = "en"
    introduction: tuple[str, ...] = ()
    safety: tuple[str, ...] = ()

    def movement_of(self, exercise: Exercise) -> Movement | None:
        """Return how the exercise is done, or None where the script does not say."""
        return self.movements.get(exercise.name.casefold())
