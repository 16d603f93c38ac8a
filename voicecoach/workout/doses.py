"""The dose of an exercise: how much of it is one set."""

from dataclasses import dataclass, replace
from typing import TypeAlias

from voicecoach.workout.amounts import Amount, Change, Unit


@dataclass(frozen=True, slots=True)
class Count:
    """One counted part of a set: ``10 steps up`` is Count(Amount.of(10), Unit.STEP, "up")."""

    amount: Amount
    unit: Unit
    way: str = ""


@dataclass(frozen=True, slots=True)
class Counted:
    """A counted dose: one or more counts in a row, on one beat; with ``hold``, a position is kept for that long.

    With ``in_all``, it is the total of any number of sets, which the listener decides.
    """

    counts: tuple[Count, ...]
    hold: bool = False
    in_all: bool = False

    @property
    def unit(self) -> Unit:
        """What is counted first."""
        return self.counts[0].unit

    @property
    def needs_listener(self) -> bool:
        """Whether only the listener knows when the set is done: it has no number, or nobody can count it for them."""
        return self.in_all or not all(count.unit.has_pace and count.amount.ends_itself for count in self.counts)

    def mapped(self, change: Change) -> "Counted":
        """Return the dose with every amount changed."""
        return replace(self, counts=tuple(replace(count, amount=change(count.amount)) for count in self.counts))


@dataclass(frozen=True, slots=True)
class Timed:
    """A timed dose: movement, or with ``hold`` a position that is kept. The time is in milliseconds.

    With ``in_all``, it is the total of any number of sets, which the listener decides.
    """

    time: Amount
    hold: bool = False
    in_all: bool = False

    @property
    def needs_listener(self) -> bool:
        """Whether only the listener knows when the set is done: as long as they can."""
        return self.in_all or not self.time.ends_itself

    def mapped(self, change: Change) -> "Timed":
        """Return the dose with its time changed."""
        return replace(self, time=change(self.time))


@dataclass(frozen=True, slots=True)
class Held:
    """Holds inside a set, with a release between them: ``5 x 10 s hold``. The time is in milliseconds."""

    reps: Amount
    time: Amount

    @property
    def hold(self) -> bool:
        """A position is kept."""
        return True

    @property
    def needs_listener(self) -> bool:
        """Whether the listener adds as many holds as they can."""
        return not self.reps.ends_itself

    def mapped(self, change: Change) -> "Held":
        """Return the dose with both amounts changed."""
        return Held(change(self.reps), change(self.time))


def condition_of(until: str) -> str:
    """Return what the listener waits for, without the first word of the script language: until, or till."""
    return until.partition(" ")[2]


@dataclass(frozen=True, slots=True)
class Free:
    """A dose without count or time: the coach's own words, if any, until the listener is done."""

    text: str = ""

    @property
    def hold(self) -> bool:
        """Nothing says that a position is kept."""
        return False

    @property
    def needs_listener(self) -> bool:
        """Only the listener knows when it is done."""
        return True

    def mapped(self, change: Change) -> "Free":  # noqa: ARG002
        """Return the same dose: it has no amount."""
        return self


Part: TypeAlias = Counted | Timed | Held | Free


@dataclass(frozen=True, slots=True)
class Combined:
    """Parts that follow each other within a set, with no rest between them: ``3 reps, then 20 s hold``."""

    parts: tuple[Part, ...]

    @property
    def hold(self) -> bool:
        """Whether a position is kept in every part."""
        return all(part.hold for part in self.parts)

    @property
    def needs_listener(self) -> bool:
        """Whether only the listener knows when one of the parts is done."""
        return any(part.needs_listener for part in self.parts)

    def mapped(self, change: Change) -> "Combined":
        """Return the dose with every amount of every part changed."""
        return Combined(tuple(part.mapped(change) for part in self.parts))


Dose: TypeAlias = Part | Combined


def parts_of(dose: Dose) -> tuple[Part, ...]:
    """Return the parts of a dose, which is its own only part if it is not combined."""
    return dose.parts if isinstance(dose, Combined) else (dose,)
