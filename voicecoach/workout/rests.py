"""Rests, what they are between, and the pause that is a list item."""

from dataclasses import dataclass, field, replace
from enum import Enum

from voicecoach.errors import NOWHERE, Location
from voicecoach.units import Ms
from voicecoach.workout.amounts import Range, Unit


@dataclass(frozen=True, slots=True)
class Rest:
    """A rest: a time in milliseconds, a count of breaths or beats, or a share of the time of the set before.

    Of a range, the listener can go on from the short end, and it lasts at most the long one. Without any of these, the
    rest lasts as long as the listener needs; ``about_ms`` is what the script says about how long that is.
    """

    time_ms: Range | None = None
    about_ms: Ms | None = None
    count: Range | None = None
    unit: Unit = Unit.BREATH
    """What is counted: breaths or beats."""
    set_percent: int = 0
    """100 is as long as the set before took; 0 if the rest has nothing to do with it."""
    until: str = ""
    """In the coach's words, what the listener waits for: ``until your pulse is down``; with a time from 0, at most."""

    @property
    def as_needed(self) -> bool:
        """Whether only the listener ends it."""
        return self.time_ms is None and self.count is None and not self.set_percent


NO_REST = Rest(Range(0, 0))


class Between(Enum):
    """What a rest is between; ``AFTER`` is after each set of an exercise, or after a whole group.

    ``CHANGEOVER`` is the time to get into place wherever no rest is written.
    """

    REPS = "reps"
    SIDES = "sides"
    SETS = "sets"
    EXERCISES = "exercises"
    ROUNDS = "rounds"
    AFTER = "after"
    CHANGEOVER = "changeover"

    @property
    def phrase(self) -> str:
        """The words for it in a script."""
        return self.value if self in {Between.AFTER, Between.CHANGEOVER} else f"between {self.value}"


@dataclass(frozen=True, slots=True)
class Rests:
    """The rests that were written: one field for each member of ``Between``."""

    reps: Rest | None = None
    sides: Rest | None = None
    sets: Rest | None = None
    exercises: Rest | None = None
    rounds: Rest | None = None
    after: Rest | None = None
    changeover: Rest | None = None

    def at(self, between: Between) -> Rest | None:
        """Return the rest for one member of ``Between``."""
        rest: Rest | None = getattr(self, between.value)
        return rest

    def over(self, others: "Rests") -> "Rests":
        """Return these rests, filled up from the others where these are not written.

        A changeover replaces the others between exercises, sets and sides.
        """
        if self.changeover:
            others = replace(others, exercises=None, sets=None, sides=None)
        return Rests(*(self.at(between) or others.at(between) for between in Between))


NO_RESTS = Rests()


@dataclass(frozen=True, slots=True)
class Pause:
    """A rest that is a list item; it replaces the rest that would be there. ``words`` are said in it."""

    rest: Rest
    words: str = ""
    location: Location = field(default=NOWHERE, compare=False)
