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
    """A counted dose: one or more counts in a row, on one beat; with ``hold``, a position is kept for that long."""

    counts: tuple[Count, ...]
    hold: bool = False

    @property
    def unit(self) -> Unit:
        """What is counted first."""
        return self.counts[0].unit

    @property
    def needs_listener(self) -> bool:
        """Whether only the listener knows when the set is done: it has no number, or a unit the coach cannot count."""
        return not all(count.unit.has_pace and count.amount.ends_itself for count in self.counts)

    def mapped(self, change: Change) -> "Counted":
        """Return the dose with every amount changed."""
        return replace(self, counts=tuple(replace(count, amount=change(count.amount)) for count in self.counts))


@dataclass(frozen=True, slots=True)
class Timed:
    """A timed dose: movement, or with ``hold`` a position that is kept. The time is in milliseconds."""

    time: Amount
    hold: bool = False

    @property
    def needs_listener(self) -> bool:
        """Whether only the listener knows when the set is done: as long as they can."""
        return not self.time.ends_itself

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
        """The clock knows when the last hold is over."""
        return False

    def mapped(self, change: Change) -> "Held":
        """Return the dose with both amounts changed."""
        return Held(change(self.reps), change(self.time))


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


Dose: TypeAlias = Counted | Timed | Held | Free
