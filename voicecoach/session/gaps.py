"""What lies between two sets: which rest counts there, by the rules of docs/script-language.md."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from voicecoach.session.steps import Due
from voicecoach.talk import Switches, over
from voicecoach.units import Ms
from voicecoach.workout import (
    NO_RESTS,
    Between,
    Exercise,
    Group,
    Load,
    Pace,
    Rest,
    Rests,
    Tempo,
    Unit,
    Workout,
)


@dataclass(frozen=True, slots=True)
class Scope:
    """What surrounds an item: the script it stands in, the rests that were written, the innermost first, the round.

    ``references`` are keyed by the case-folded name.
    """

    workout: Workout
    path: str
    """Of the script that was opened; a line of another one would mislead."""
    level: str | None = None
    references: Mapping[str, Load] = field(default_factory=dict)
    rests: tuple[Rests, ...] = ()
    own: Rests = NO_RESTS
    """The rests of the innermost group itself."""
    group_line: int | None = None
    round: int = 1
    rounds: int = 1
    is_one_round: bool = False
    """Whether the group says that it has one round; a group that says nothing is in those of the group around it."""
    self_paced: bool = False
    slot_ms: Ms = 0
    """The time from one start on the clock to the next, where each is that of a single set."""
    clocked: bool = False
    """Whether starts are on the clock, so that nothing waits and nothing grows."""
    cues: Switches = ()
    """What was switched by the groups and scripts around."""

    def offers(self, levels: tuple[str, ...]) -> bool:
        """Whether something is done at the chosen level."""
        return not levels or self.level in levels

    def offered(self, group: Group) -> list[Exercise]:
        """Return the exercises of a group that are done at the chosen level."""
        return [item for item in group.items if isinstance(item, Exercise) and self.offers(item.levels)]

    def within(self, group: Group) -> "Scope":
        """Return what surrounds the items of a group."""
        return replace(
            self,
            rests=(group.rests, *self.rests),
            own=group.rests,
            group_line=self.line(group),
            is_one_round=self.is_one_round if group.rounds is None else group.rounds.high == 1,
            self_paced=self.self_paced or group.self_paced,
            cues=over(group.cues, self.cues),
        )

    @property
    def rounds_of_rungs(self) -> int:
        """The rounds in which a ladder may take its rungs."""
        return 1 if self.is_one_round else self.rounds

    def in_round(self, round_: int, rounds: int) -> "Scope":
        """Return the same in one of its rounds; a group without rounds is in that of the group around it."""
        return replace(self, round=round_, rounds=rounds) if rounds > 1 else self

    def within_exercise(self, exercise: Exercise) -> "Scope":
        """Return what surrounds the sets of an exercise."""
        clocked, slot_ms = self.clocked or exercise.every_ms is not None, exercise.every_ms or 0
        return replace(
            self, rests=(exercise.rests, *self.rests), group_line=self.line(exercise), clocked=clocked, slot_ms=slot_ms
        )

    def line(self, item: Exercise | Group) -> int | None:
        """Return the line of an item, if it is one of the script that was opened."""
        return item.location.line_in(self.path)

    def nearest(self, between: Between) -> Rest | None:
        """Return the innermost rest of a kind that was written."""
        return next(filter(None, (rests.at(between) for rests in self.rests)), None)

    def written_pace(self, exercise: Exercise, unit: Unit | None) -> Pace | Tempo | None:
        """Return the pace that was written for an exercise, or for its movement; a pace of another unit is none."""
        movement = self.workout.movement_of(exercise)
        for pace in (exercise.pace, movement.pace if movement else None):
            if isinstance(pace, Tempo) or (isinstance(pace, Pace) and pace.fits(unit)):
                return pace
        return None


@dataclass(frozen=True, slots=True)
class Gap:
    """What lies before the next set: between what, and what surrounds it.

    ``after`` is the rest that the exercise before has after each of its sets, or the group before after the whole of
    it; ``rest`` the one that is an item of its own; ``start_ms`` the time to the next start on the clock, ``due``.
    """

    between: Between | None = None
    scope: Scope | None = None
    after: Rest | None = None
    rest: Rest | None = None
    start_ms: Ms | None = None
    due: Due | None = None
    missed: bool = False

    @property
    def is_fixed(self) -> bool:
        """Whether it is settled, whatever comes next."""
        return self.rest is not None

    @property
    def line(self) -> int | None:
        """The line of the group or exercise that it belongs to."""
        return self.scope.group_line if self.scope else None

    def written(self) -> tuple[Rest | None, Between | None]:
        """Return the rest that counts here, and what it was written between: nothing, for an item of its own.

        None where nothing was written.
        """
        if self.rest is not None or self.scope is None or self.between is None:
            return self.rest, None
        scope, between = self.scope, self.between
        if between is Between.SIDES:
            return scope.nearest(Between.SIDES), between
        found: dict[Between, tuple[tuple[Rest | None, Between], ...]] = {
            Between.SETS: (
                (scope.rests[0].sets, Between.SETS),
                (scope.rests[0].after, Between.AFTER),
                (scope.nearest(Between.SETS), Between.SETS),
            ),
            Between.EXERCISES: ((self.after, Between.AFTER),),
            # A rest between rounds is that of the group itself or of the settings, never of a group around.
            Between.ROUNDS: (
                (scope.own.rounds or scope.rests[-1].rounds, Between.ROUNDS),
                (self.after, Between.AFTER),
            ),
        }
        fallback = (scope.nearest(Between.EXERCISES), Between.EXERCISES)
        return next(((rest, where) for rest, where in found[between] if rest is not None), fallback)
