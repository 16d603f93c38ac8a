"""What lies between two sets: which rest counts there, by the rules of docs/script-language.md."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from voicecoach.units import Ms
from voicecoach.workout import NO_REST, NO_RESTS, Exercise, Group, Load, Rest, Rests, Workout


@dataclass(frozen=True, slots=True)
class Around:
    """What surrounds an item: the script it stands in, the rests that were written, the innermost first, the round."""

    workout: Workout
    level: str | None = None
    references: Mapping[str, Load] = field(default_factory=dict)
    rests: tuple[Rests, ...] = ()
    path: str = ""
    """Of the script that was opened; a line of another one would mislead."""
    own: Rests = NO_RESTS
    """The rests of the innermost group itself."""
    group_line: int | None = None
    round: int = 1
    rounds: int = 1
    self_paced: bool = False
    clocked: bool = False
    """Whether starts are on the clock, so that nothing waits and nothing grows."""
    only_group: bool = False
    is_nested: bool = False
    is_linked: bool = False

    def offers(self, levels: tuple[str, ...]) -> bool:
        """Whether something is done at the chosen level."""
        return not levels or self.level in levels

    def within(self, group: Group) -> "Around":
        """Return what surrounds the items of a group."""
        return replace(
            self,
            rests=(group.rests, *self.rests),
            own=group.rests,
            group_line=self.line(group),
            self_paced=self.self_paced or group.self_paced,
            clocked=self.clocked,
            is_nested=True,
        )

    def in_round(self, round_: int, rounds: int) -> "Around":
        """Return the same in one of its rounds; a group without rounds is in that of the group around it."""
        return replace(self, round=round_, rounds=rounds) if rounds > 1 else self

    def within_exercise(self, exercise: Exercise) -> "Around":
        """Return what surrounds the sets of an exercise."""
        return replace(self, rests=(exercise.rests, *self.rests), group_line=self.line(exercise))

    def line(self, item: Exercise | Group) -> int | None:
        """Return the line of an item, if it is one of the script that was opened."""
        return item.place.line if item.place.line and item.place.path == self.path else None

    def reps_rest_ms(self) -> Ms | None:
        """Return the rest after each rep; None where none is written."""
        rest = _nearest(self, "reps")
        return rest.time_ms.high if rest and rest.time_ms else None


@dataclass(frozen=True, slots=True)
class Gap:
    """What lies before the next set: between what, and what surrounds it.

    ``after`` is the rest that the exercise before has after each of its sets; ``rest`` the one that is an item of its
    own; ``start_ms`` the time to the next start on the clock.
    """

    what: str
    around: Around | None
    after: Rest | None = None
    rest: Rest | None = None
    is_fixed: bool = False
    start_ms: Ms | None = None
    missed: bool = False

    @property
    def is_round_rest(self) -> bool:
        """Whether it is a rest that was written for between rounds."""
        return self.what == "rounds" and self.around is not None and _round_rest(self.around) is not None

    @property
    def can_be_chosen(self) -> bool:
        """Whether ``--rest`` and ``--round-rest`` speak of it: not of what lies within an exercise, nor of an item."""
        written = self.what == "sets" and self.around is not None and _nearest(self.around, "sets") is not None
        return self.what in {"exercises", "rounds", "sets"} and self.after is None and not written

    @property
    def line(self) -> int | None:
        """The line of the group or exercise that it belongs to."""
        return self.around.group_line if self.around else None


NOWHERE_YET = Gap("nothing", None)


def rest_between(gap: Gap) -> Rest:
    """Return the rest that was written for a gap; none at all where nothing is."""
    around = gap.around
    if gap.rest is not None:
        return gap.rest
    if around is None:
        return NO_REST
    exercises = _nearest(around, "exercises") or NO_REST
    match gap.what:
        case "sides":
            return _nearest(around, "sides") or NO_REST
        case "sets":
            return around.rests[0].sets or around.rests[0].after or _nearest(around, "sets") or exercises
        case "rounds":
            return _round_rest(around) or gap.after or exercises
        case _:
            return gap.after or exercises


def _nearest(around: Around, what: str) -> Rest | None:
    """Return the innermost rest of a kind that was written."""
    for rests in around.rests:
        found = getattr(rests, what)
        if isinstance(found, Rest):
            return found
    return None


def _round_rest(around: Around) -> Rest | None:
    """Return the rest between the rounds of a group: its own, or that of the settings, never that of a group around."""
    return around.own.rounds or around.rests[-1].rounds
