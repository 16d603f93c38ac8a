"""The work of a step: one set of an exercise with every choice made, or a group that is read out once."""

from dataclasses import dataclass, field
from enum import Enum
from typing import TypeAlias

from voicecoach.errors import NOWHERE, Location
from voicecoach.units import MS_PER_SECOND, Ms
from voicecoach.workout import Counted, Dose, Exercise, Held, Movement, Phase, Side, Tempo, Timed, TimedSay, Unit

GO_LEAD_MS: Ms = 500
"""From the go sound to the first counted beat: the time to hear it and to move."""

_LEAST_TURN_MS: Ms = 2 * MS_PER_SECOND


def turn_beats(pace_ms: Ms) -> int:
    """Return how many beats a turn takes: as few as give two seconds to hear it and to turn."""
    return -(-_LEAST_TURN_MS // pace_ms)


class StepKind(Enum):
    """What a step of a session is for."""

    INTRO = "intro"
    CHANGEOVER = "changeover"
    WORK = "work"
    HOLD = "hold"
    REST = "rest"
    OUTRO = "outro"

    @property
    def is_set(self) -> bool:
        """Whether the trainee works in such a step."""
        return self is StepKind.WORK or self is StepKind.HOLD

    @property
    def is_break(self) -> bool:
        """Whether the trainee rests or gets into place in such a step."""
        return self is StepKind.REST or self is StepKind.CHANGEOVER


class RoundKind(Enum):
    """What a round is called, by the name of its phrase."""

    ROUND = "round"
    BLOCK = "round-block"
    """A round of a group that has rounds inside."""
    MINUTE = "round-minute"
    """An interval of one minute."""


@dataclass(frozen=True, slots=True)
class RoundOf:
    """A round that begins: its number, counted from 1, and how many there are.

    ``title`` is the name of a nested group that begins with it. In an earlier round of the group around, the last round
    of a nested group is not the last: it comes again.
    """

    number: int
    total: int
    kind: RoundKind = RoundKind.ROUND
    title: str = ""
    comes_again: bool = False

    @property
    def is_last(self) -> bool:
        """Whether no other round of the group follows."""
        return self.number == self.total and not self.comes_again


@dataclass(frozen=True, slots=True)
class Position:
    """The place of a set in the session. Everything but ``repeat`` counts from 1."""

    set: int = 1
    """Which set of this exercise this is, counted through the session."""
    set_of: tuple[int, int] = (1, 1)
    """Which of the sets of its line this is, and how many the line has."""
    round: int = 1
    rounds: int = 1
    repeat: int = 0
    """How many sets of this movement came before; 0 if it is new."""
    is_last: bool = False
    """Whether no later set of the session is of this exercise."""
    rung: tuple[int, int] = (1, 1)
    """Which rung of its ladder this is, and how many the ladder has."""
    rungs_left: tuple[Dose, ...] = ()
    """The doses of the rungs after it."""


@dataclass(frozen=True, slots=True)
class SetWork:
    """One set of an exercise, with every choice made: its amounts are single numbers, its sets are one."""

    exercise: Exercise
    movement: Movement | None = None
    side: Side | None = None
    """The side that is trained."""
    first_side: Side = Side.LEFT
    """The side that begins if both are trained in turn."""
    is_other_side: bool = False
    """Whether this is the second side of the same set."""
    whole: Dose | None = None
    """The dose of the whole set, if it has several parts, of which this is one."""
    part: int = 0
    """Which part of its set (on its side) this is, from 0; a later one follows the one before it at once."""
    is_more: bool = False
    """Whether this part is what the listener adds to the minimum before it."""
    pace_ms: Ms = 0
    """The time of one rep; 0 if nobody counts."""
    phases: tuple[Phase, ...] = ()
    reps_rest_ms: Ms = 0
    """Between two reps, or two holds; in a counted set it is part of ``pace_ms``."""
    is_estimate: bool = False
    """Whether its length is unknown, so that no time is announced."""
    is_self_paced: bool = False
    """Whether the listener counts the reps."""
    is_pace_news: bool = False
    """Whether the listener counts the reps, and did not in the set before."""
    joins_last: bool = False
    """Whether it follows the set before without a break."""
    joins_next: bool = False
    """Whether the set after it follows without a break."""
    position: Position = Position()

    @property
    def lead_ms(self) -> Ms:
        """From the start of the set to its first beat.

        A phase, or a set that joins another, begins at once; a later part of a set begins with a turn.
        """
        if self.part and self.pace_ms:
            return turn_beats(self.pace_ms) * self.pace_ms
        return 0 if self.joins_last or self.phases else GO_LEAD_MS

    @property
    def name(self) -> str:
        """The name of the exercise."""
        return self.exercise.name

    @property
    def title(self) -> str:
        """The exercise as the sheet names it."""
        return self.exercise.title

    @property
    def location(self) -> Location:
        """Where the exercise is in the script."""
        return self.exercise.location

    @property
    def says(self) -> tuple[TimedSay, ...]:
        """The lines that are spoken at times of the set."""
        return self.exercise.says

    @property
    def dose(self) -> Dose:
        """The dose of the whole set."""
        return self.whole or self.exercise.dose

    @property
    def tempo(self) -> tuple[Phase, ...]:
        """The phases of a rep, also if the listener counts."""
        pace = self.exercise.pace
        return self.phases or (pace.phases if isinstance(pace, Tempo) else ())

    @property
    def begins_set(self) -> bool:
        """Whether a set begins with it, and not the other side or a later part of one."""
        return not self.is_other_side and not self.part

    @property
    def kind(self) -> StepKind:
        """The kind of the step in which it is done."""
        return StepKind.HOLD if self.exercise.dose.hold else StepKind.WORK

    @property
    def is_continuous(self) -> bool:
        """Whether it lasts a known time, or breaths: the trainee can flow on, with no weight to put down."""
        dose = self.exercise.dose
        is_of_time = isinstance(dose, Timed) or (isinstance(dose, Counted) and dose.unit is Unit.BREATH)
        return is_of_time and not self.is_estimate

    @property
    def is_at_own_pace(self) -> bool:
        """Whether only the listener knows when it is done; a cap or the clock may end it before."""
        is_known = bool(self.pace_ms) or isinstance(self.exercise.dose, Held)
        return self.is_estimate or (self.exercise.cap_ms is not None and not is_known)


@dataclass(frozen=True, slots=True)
class BlockWork:
    """A group whose exercises are read out once; then only the clock is kept: AMRAP, for time."""

    title: str
    items: tuple[Exercise, ...]
    duration_ms: Ms
    location: Location = field(default=NOWHERE, compare=False)
    movement: Movement | None = None
    """All movements of the block in one."""
    rounds: int | None = None
    """The rounds of a group for time; None in an AMRAP."""
    cap_ms: Ms | None = None
    """The time after which the block ends; None if only the listener ends it."""
    says: tuple[TimedSay, ...] = ()
    position: Position = Position()
    is_other_side: bool = False
    part: int = 0

    @property
    def begins_set(self) -> bool:
        """A block has no sides and no parts."""
        return True

    @property
    def name(self) -> str:
        """The title of the group."""
        return self.title

    @property
    def kind(self) -> StepKind:
        """The kind of the step in which it is done."""
        return StepKind.WORK

    @property
    def is_estimate(self) -> bool:
        """Whether only the listener ends it, so that no time is announced."""
        return self.cap_ms is None

    @property
    def is_at_own_pace(self) -> bool:
        """Whether only the listener knows when it is done."""
        return self.is_estimate

    @property
    def side(self) -> Side | None:
        """A block has no side of its own."""
        return None

    @property
    def is_continuous(self) -> bool:
        """Nobody flows on from a block, or into one."""
        return False


Work: TypeAlias = SetWork | BlockWork
