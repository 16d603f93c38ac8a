"""How a workout grows from one time to the next."""

from dataclasses import dataclass, field
from enum import Enum

from voicecoach.errors import NOWHERE, Location
from voicecoach.workout.amounts import Unit
from voicecoach.workout.loads import Load


class Subject(Enum):
    """What a track of a progression changes."""

    REPS = "reps"
    STEPS = "steps"
    BREATHS = "breaths"
    SECONDS = "seconds"
    LOAD = "load"
    REST = "rest"
    ROUND_REST = "round rest"
    ROUNDS = "rounds"
    SETS = "sets"

    @property
    def unit(self) -> Unit | None:
        """The unit of the counts that it changes."""
        return {Subject.REPS: Unit.REP, Subject.STEPS: Unit.STEP, Subject.BREATHS: Unit.BREATH}.get(self)


@dataclass(frozen=True, slots=True)
class Track:
    """One line of a progression: what changes, its values, and whether it restarts at each value of another track.

    Values are counts (including seconds), rests in milliseconds, or loads.
    """

    subjects: tuple[Subject, ...]
    values: tuple[int | Load, ...]
    at_each: Subject | None = None
    location: Location = field(default=NOWHERE, compare=False)


@dataclass(frozen=True, slots=True)
class Progression:
    """How a session grows from one time to the next, and what to make easier when it hurts."""

    tracks: tuple[Track, ...] = ()
    discomfort: tuple[Subject, ...] = ()


NO_PROGRESSION = Progression()
