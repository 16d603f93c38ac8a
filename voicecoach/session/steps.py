"""The records of a session: choices, steps, notes."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import Enum

from voicecoach.errors import ChoiceError, Severity
from voicecoach.talk import Switches, Verbosity
from voicecoach.units import MS_PER_SECOND, Ms, seconds_text
from voicecoach.workout import (
    LONGEST_MS,
    MOST_ROUNDS,
    Counted,
    Exercise,
    Load,
    Movement,
    Phase,
    References,
    Side,
    Timed,
    Unit,
    Workout,
)

GO_LEAD_MS: Ms = 500
"""From the go sound to the first counted beat: the time to hear it and to move."""

LEAST_CHANGEOVER_MS: Ms = 5 * MS_PER_SECOND
"""Where there is no rest, or one shorter than this, the least time to get into place and to hear what comes."""

EDGE_MS: Ms = MS_PER_SECOND
"""The least length of the opening and of the end."""


class StepKind(Enum):
    """What a stretch of a session is for."""

    INTRO = "intro"
    CHANGEOVER = "changeover"
    WORK = "work"
    HOLD = "hold"
    REST = "rest"
    OUTRO = "outro"


SET_KINDS = frozenset({StepKind.WORK, StepKind.HOLD})
"""The steps in which the trainee works."""


@dataclass(frozen=True, slots=True)
class Choices:
    """What the trainee chose; None leaves it to the script. Rests are in milliseconds.

    ``stage`` is counted from 1, ``ease`` is how many steps easier than that. ``paced`` counts every set that can be
    counted, or with False none of them. ``references`` stand in place of those of the script. ``cues`` are stronger
    than what the script says of them, ``usual_cues`` weaker.
    """

    rounds: int | None = None
    rest_ms: Ms | None = None
    round_rest_ms: Ms | None = None
    verbosity: Verbosity = Verbosity.NORMAL
    level: str | None = None
    stage: int | None = None
    ease: int = 0
    paced: bool | None = None
    first_side: Side = Side.LEFT
    references: Mapping[str, Load] = field(default_factory=References)
    cues: Switches = ()
    usual_cues: Switches = ()

    def __post_init__(self) -> None:
        object.__setattr__(self, "references", References(self.references))
        if self.rounds is not None and not 1 <= self.rounds <= MOST_ROUNDS:
            raise ChoiceError(f"{self.rounds} rounds cannot be planned", f"choose from 1 to {MOST_ROUNDS}")
        for rest_ms in (self.rest_ms, self.round_rest_ms):
            if rest_ms is not None and not 0 <= rest_ms <= LONGEST_MS:
                longest = seconds_text(LONGEST_MS)
                raise ChoiceError(f"a rest of {seconds_text(rest_ms)} cannot be planned", f"choose from 0 to {longest}")


@dataclass(frozen=True, slots=True)
class Note:
    """A decision that was made for the listener, and why; ``line`` is the script's, ``step`` the step's index."""

    severity: Severity
    message: str
    line: int | None = None
    step: int | None = None


class Starts(Enum):
    """What starts on the clock, by the name of the phrase that says so."""

    MINUTE = "every-minute"
    ROUND = "every-round"
    SET = "every-set"


@dataclass(frozen=True, slots=True)
class SectionIntro:
    """What begins here: a group or a script that is run, with what is said of it. A title only where it is news.

    ``starts`` is what starts on the clock, and how often or, of every minute, for how long.
    """

    title: str = ""
    introduction: tuple[str, ...] = ()
    safety: tuple[str, ...] = ()
    load: Load | None = None
    starts: tuple[Starts, Ms] | None = None


@dataclass(frozen=True, slots=True)
class Due:
    """A start on the clock: of which of the session's clocks, and how long after its first start."""

    clock: int
    at_ms: Ms


@dataclass(frozen=True, slots=True)
class Step:
    """One stretch of a session.

    ``duration_ms`` is what the script prescribes; an ``elastic`` step may be made longer, so that what must be said in
    it fits; one that ``waits`` is ended by the listener, and its duration is an estimate. ``exercise`` is the one that
    is done here (work, hold) or that comes next (changeover, rest), with every choice made: its amounts are single
    numbers, its load is what is taken, its sets are one.
    """

    index: int
    kind: StepKind
    title: str
    duration_ms: Ms
    elastic: bool = False
    waits: bool = False
    exercise: Exercise | None = None
    movement: Movement | None = None
    side: Side | None = None
    """The side that is trained, or that begins."""
    first_side: Side = Side.LEFT
    """Where both are done in turn, the one that begins."""
    is_other_side: bool = False
    """Whether this is the second side of the same set."""
    pace_ms: Ms = 0
    """The time of one rep; 0 where nobody counts."""
    phases: tuple[Phase, ...] = ()
    reps_rest_ms: Ms = 0
    """Between two reps, or two holds, of a set; in a counted set it is part of ``pace_ms``."""
    block: tuple[Exercise, ...] = ()
    """What is done in a group that is read once: AMRAP, for time."""
    block_rounds: int | None = None
    block_ms: Ms = 0
    """The rounds of a group for time; the length of an AMRAP."""
    is_estimate: bool = False
    """Whether nobody knows how long it takes, so that no time is called."""
    is_self_paced: bool = False
    """Whether the listener counts the reps of this set."""
    set: int = 1
    """The how-manieth set of this very exercise it is in the session."""
    set_of: tuple[int, int] = (1, 1)
    """The how-manieth of the sets of its line, and how many these are."""
    round: int = 1
    rounds: int = 1
    repeat: int = 0
    """How many sets of this movement came before in this session: 0 where it is new."""
    starts_round: bool = False
    """Whether a round begins after this rest or changeover."""
    intro: SectionIntro | None = None
    """What begins after this rest or changeover, where that is news."""
    missed_start: bool = False
    """Whether a start on the clock has gone by."""
    due: Due | None = None
    """Of a set: when it starts, where that is on the clock."""
    seamless: bool = False
    """Of a changeover: whether there is none where the set before has room to announce what comes."""
    cues: Switches = ()
    """What was switched for this step, the strongest place first."""

    @property
    def is_set(self) -> bool:
        """Whether the trainee works in this step."""
        return self.kind in SET_KINDS

    @property
    def runs_on(self) -> bool:
        """Whether it lasts a known time, or breaths: what one flows through, with no weight to put down."""
        dose = self.exercise.dose if self.exercise and not self.block else None
        is_of_time = isinstance(dose, Timed) or (isinstance(dose, Counted) and dose.counts[0].unit is Unit.BREATH)
        return is_of_time and not self.waits and not self.is_estimate


@dataclass(frozen=True, slots=True)
class Session:
    """A workout with every choice made; ``load`` is what is used where an exercise names no load of its own."""

    workout: Workout
    choices: Choices
    steps: tuple[Step, ...]
    notes: tuple[Note, ...]
    load: Load | None = None
