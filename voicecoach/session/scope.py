"""What surrounds an item of a workout: its script, and the groups and clocks that it is in."""

from collections.abc import Iterator
from dataclasses import dataclass, field, replace

from voicecoach.session.choices import Choices
from voicecoach.session.stages import Stage
from voicecoach.talk import Switches, over
from voicecoach.units import Ms
from voicecoach.workout import (
    Between,
    Exercise,
    Group,
    Item,
    Levels,
    Movement,
    Pace,
    Pacing,
    Pause,
    References,
    Rest,
    Rests,
    Say,
    SelfPaced,
    Tempo,
    Unit,
    Workout,
)


@dataclass(frozen=True, slots=True)
class Script:
    """A script that is run, at its levels, with the choices that hold for the whole session."""

    workout: Workout
    choices: Choices
    stage: Stage
    path: str
    """The path of the script that was opened: notes give no lines of other scripts."""
    levels: frozenset[str] = frozenset()
    """Those at which it is done, one of each axis."""
    references: References = field(default_factory=References)


@dataclass(frozen=True, slots=True, eq=False)
class Clock:
    """Starts on the clock, ``every_ms`` from one to the next; the first set on it is the first start."""

    every_ms: Ms
    line: int | None
    times_sets: bool = False
    """Whether each start is that of a single set."""
    until_missed: bool = False
    """Whether its sets are over with the first start that is missed."""


@dataclass(frozen=True, slots=True)
class Scope:
    """What surrounds an item."""

    script: Script
    rests: tuple[Rests, ...] = ()
    """The rests that were written, the innermost first."""
    line: int | None = None
    """The line of the innermost exercise or group."""
    round: int = 1
    rounds: int = 1
    is_one_round: bool = False
    """Whether the group has one round by its own words; a group that says nothing is in the rounds around it."""
    comes_again: bool = False
    """Whether the round, or one around it, is not the last of its group."""
    is_nested: bool = False
    """Whether the group is an item of another."""
    self_paced: bool | None = None
    """Whether sets without a pace wait, as written around; None if nothing is."""
    clocks: tuple[Clock, ...] = ()
    """Its clocks, the outermost first. On a clock, nothing waits for the listener and no break grows."""
    cues: Switches = ()
    """The switches of the groups and scripts around."""

    def offers(self, levels: Levels) -> bool:
        """Whether something is done at the chosen levels: at one of every axis that it names."""
        return all(not self.script.levels.isdisjoint(names) for names in levels)

    def done(self, items: tuple[Item, ...]) -> tuple[Item, ...]:
        """Return the items that are done at the chosen levels, and every rest and line that is an item."""
        return tuple(item for item in items if isinstance(item, Pause | Say) or self._has_work(item))

    def has_work(self, items: tuple[Item, ...]) -> bool:
        """Whether any of these items is done at the chosen levels; a linked script has its own levels."""
        return any(not isinstance(item, Pause | Say) and self._has_work(item) for item in items)

    def _has_work(self, item: Item) -> bool:
        if isinstance(item, Pause | Say) or not self.offers(item.levels):
            return False
        return not isinstance(item, Group) or self.has_work(item.items)

    def exercises(self, group: Group) -> list[Exercise]:
        """Return the exercises of a group that are done at the chosen levels."""
        return [item for item in group.items if isinstance(item, Exercise) and self.offers(item.levels)]

    def within(self, group: Group) -> "Scope":
        """Return the scope of the items of a group."""
        rounds = group.bounded_rounds
        return replace(
            self,
            rests=(group.rests, *self.rests),
            line=self.line_of(group),
            is_one_round=self.is_one_round if rounds is None else rounds.high == 1,
            self_paced=self.self_paced if group.self_paced is None else group.self_paced,
            cues=over(group.cues, self.cues),
        )

    def within_exercise(self, exercise: Exercise) -> "Scope":
        """Return the scope of the sets of an exercise."""
        return replace(self, rests=(exercise.rests, *self.rests), line=self.line_of(exercise))

    def in_round(self, round_: int, rounds: int) -> "Scope":
        """Return the scope of one round; a group without rounds stays in the round around it."""
        comes_again = self.comes_again or round_ < rounds
        return replace(self, round=round_, rounds=rounds, comes_again=comes_again) if rounds > 1 else self

    def on(self, clock: Clock | None) -> "Scope":
        """Return the scope on a clock; without one, the same scope."""
        return replace(self, clocks=(*self.clocks, clock)) if clock else self

    def clock(
        self, item: Exercise | Group, every_ms: Ms | None, *, times_sets: bool = False, until_missed: bool = False
    ) -> Clock | None:
        """Return a new clock of an item; None if it has none."""
        return None if every_ms is None else Clock(every_ms, self.line_of(item), times_sets, until_missed)

    @property
    def is_clocked(self) -> bool:
        """Whether starts are on the clock."""
        return bool(self.clocks)

    @property
    def rounds_of_rungs(self) -> int:
        """The number of rounds through which a ladder can climb."""
        return 1 if self.is_one_round else self.rounds

    def line_of(self, item: Exercise | Group) -> int | None:
        """Return the line of an item, if it is in the script that was opened."""
        return item.location.line_in(self.script.path)

    def nearest(self, between: Between) -> Rest | None:
        """Return the innermost rest that was written for a place; where a changeover is nearer, there is none."""
        for rests in self.rests:
            if (rest := rests.at(between)) or (rests.changeover and between is not Between.REPS):
                return rest
        return None

    def movement_of(self, exercise: Exercise) -> Movement | None:
        """Return how an exercise is done, if the script says so."""
        return self.script.workout.movement_of(exercise)

    def written_pace(self, exercise: Exercise, unit: Unit | None) -> Pace | Tempo | None:
        """Return the pace that was written for an exercise or its movement, if it is a pace for this unit."""
        return next((said for said in self._pacing(exercise, unit) if isinstance(said, Pace | Tempo)), None)

    def _pacing(self, exercise: Exercise, unit: Unit | None) -> Iterator[Pacing]:
        """Yield what is written about the pace of this unit, at the exercise and then at its movement."""
        movement = self.movement_of(exercise)
        for said in (exercise.pace, movement.pace if movement else None):
            if said is not None and (not isinstance(said, Pace) or said.fits(unit)):
                yield said

    def said_self_paced(self, exercise: Exercise, unit: Unit) -> bool | None:
        """Return whether the listener sets a pace, as chosen or else written; None if nothing is.

        A line that says about how long a set takes leaves the pace to the listener.
        """
        if self.script.choices.paced is not None:
            return not self.script.choices.paced
        if exercise.about_ms is not None:
            return True
        said = next(self._pacing(exercise, unit), None)
        return self.self_paced if said is None else isinstance(said, SelfPaced)
