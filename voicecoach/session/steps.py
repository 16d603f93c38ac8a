"""The records of a session: its steps, and what belongs to each kind of step."""

from dataclasses import dataclass
from enum import Enum

from voicecoach.session.choices import Choices, Note
from voicecoach.session.work import BlockWork, RoundOf, StepKind, Work
from voicecoach.talk import Switches
from voicecoach.units import MS_PER_SECOND, Ms
from voicecoach.workout import Load, Say, Workout

CHANGEOVER_MS: Ms = 5 * MS_PER_SECOND
"""A changeover that nobody wrote, before it grows with its words: the time to get into place."""

SHORT_BREAK_MS: Ms = 10 * MS_PER_SECOND
"""In a shorter break of a fixed length, there may be no room to announce the next set."""

LIST_BREAK_MS: Ms = 30 * MS_PER_SECOND
"""In a shorter one, there may be no room to read out the exercises of an AMRAP."""

FLOW_MS: Ms = 8 * MS_PER_SECOND
"""A set of at most this length that joins another is part of a flow: its name is the cue. Slow breaths take as long."""

EDGE_MS: Ms = MS_PER_SECOND
"""The least length of the opening and of the end."""


class Starts(Enum):
    """What starts on the clock, by the name of the phrase that says so."""

    MINUTE = "every-minute"
    TURN = "every-turn"
    ROUND = "every-round"
    SET = "every-set"


@dataclass(frozen=True, slots=True)
class Interval:
    """What starts on the clock, how often, for how long if that is fixed, and whether a missed start ends it."""

    starts: Starts
    every_ms: Ms
    total_ms: Ms | None = None
    until_missed: bool = False


@dataclass(frozen=True, slots=True)
class SectionIntro:
    """What is said when a group or a linked script begins. It has a title only if that is news."""

    title: str = ""
    introduction: tuple[str, ...] = ()
    safety: tuple[str, ...] = ()
    load: Load | None = None
    starts: Interval | None = None
    """What starts on the clock."""
    says: tuple[Say, ...] = ()
    """The lines that are spoken after that."""


NO_INTRO = SectionIntro()


@dataclass(frozen=True, slots=True)
class Coming:
    """What comes next: the set, and what begins with it."""

    work: Work
    starts_round: bool = False
    rounds: tuple[RoundOf, ...] = ()
    """The rounds and nested groups that begin with it, the outermost first."""
    intro: SectionIntro | None = None
    missed_start: bool = False
    """Whether a start on the clock has gone by."""


@dataclass(frozen=True, slots=True)
class Due:
    """A start on one of the session's clocks, and how long it is after the clock's first start."""

    clock: int
    at_ms: Ms


@dataclass(frozen=True, slots=True)
class RestTerms:
    """What a script says of a rest besides its length. ``words`` are said in it."""

    until: str = ""
    """What the listener waits for: ``until your pulse is down``."""
    words: str = ""
    ready_ms: Ms | None = None
    """From when on the listener can end it; None if it ends by itself."""
    set_percent: int | None = None
    """Its length in percent of the time of the set before, if it depends on that."""


NO_TERMS = RestTerms()


@dataclass(frozen=True, slots=True)
class Step:
    """One step of a session. A set has its ``work``; a break what is ``coming``; the opening and the end neither.

    A set that follows another without a break has both: nothing else says what begins with it.

    ``duration_ms`` is what the script prescribes. An ``elastic`` step may be made longer, so that what must be said in
    it fits; the listener ends one that ``waits``, and its duration is an estimate. ``due`` is when a set starts, if
    that is on the clock. ``cues`` are the switches that apply to it, the strongest first. ``terms`` are those of a
    rest. ``says`` are lines that are spoken in it as soon as there is room.
    """

    index: int
    kind: StepKind
    title: str
    duration_ms: Ms
    elastic: bool = False
    waits: bool = False
    cues: Switches = ()
    due: Due | None = None
    is_open: bool = False
    """Whether it is a set that lasts until the next start on the clock calls, so that its duration is an estimate."""
    until_missed: int | None = None
    """The number of the group that the step is in, if that is over with the first start that is missed."""
    work: Work | None = None
    coming: Coming | None = None
    terms: RestTerms = NO_TERMS
    says: tuple[Say, ...] = ()
    target: str = ""
    """What a set aims at, in the words of its language, for screens; the coach fills it in."""

    @property
    def is_set(self) -> bool:
        """Whether the trainee works in this step."""
        return self.kind.is_set

    @property
    def about(self) -> Work | None:
        """The work of a set, or the one that comes after a break."""
        return self.work or (self.coming.work if self.coming else None)

    @property
    def is_break(self) -> bool:
        """Whether it is a time between two sets, or before the first."""
        return self.coming is not None and self.work is None

    @property
    def is_short_break(self) -> bool:
        """Whether it is a break of a fixed length that may be too short for its words."""
        is_list = self.coming is not None and isinstance(self.coming.work, BlockWork)
        short_ms = LIST_BREAK_MS if is_list else SHORT_BREAK_MS
        return self.is_break and not (self.elastic or self.waits) and self.duration_ms < short_ms

    @property
    def is_joined(self) -> bool:
        """Whether it is a set that follows another without a break."""
        return self.coming is not None and self.work is not None

    @property
    def may_flow(self) -> bool:
        """Whether it is a set of a few seconds or one slow breath, which can be part of a flow."""
        return self.work is not None and self.work.is_continuous and self.duration_ms <= FLOW_MS


@dataclass(frozen=True, slots=True)
class Session:
    """A workout with every choice made; ``load`` is used by exercises that name no load."""

    workout: Workout
    choices: Choices
    steps: tuple[Step, ...]
    notes: tuple[Note, ...]
    load: Load | None = None

    def set_after(self, step: Step) -> Step | None:
        """Return the set that comes next after a step, if only one break is between them."""
        return next((each for each in self.steps[step.index + 1 : step.index + 3] if each.is_set), None)
