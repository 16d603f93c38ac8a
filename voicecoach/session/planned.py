"""The records that pass from one stage of the planner to the next."""

from collections.abc import Hashable
from dataclasses import dataclass
from typing import TypeAlias

from voicecoach.session.choices import Note
from voicecoach.session.scope import Clock
from voicecoach.session.steps import CHANGEOVER_MS, NO_INTRO, NO_TERMS, Due, RestTerms, SectionIntro
from voicecoach.session.work import RoundOf, StepKind, Work
from voicecoach.talk import Switches
from voicecoach.units import Ms
from voicecoach.workout import Rest, Say


@dataclass(frozen=True, slots=True)
class Gap:
    """The rest between two sets, as written or chosen; None if nobody says anything.

    ``changeover`` is the time to get into place, as written or chosen: it is used if there is no rest, and after a
    rest as needed. ``words`` are said in the rest. ``is_item`` marks a rest that is an item of its own; one that
    ``ends_clock`` is taken instead of the rest of the interval that has begun. If the gap ``is_clocked``, its break
    cannot grow. ``choice`` is the field of Choices that the rest comes from, if any.
    """

    rest: Rest | None = None
    changeover: Rest | None = None
    line: int | None = None
    is_clocked: bool = False
    words: str = ""
    is_item: bool = False
    ends_clock: bool = False
    choice: str = ""
    notes: tuple[Note, ...] = ()


@dataclass(frozen=True, slots=True)
class ClockStart:
    """The next set begins with the next start on the clock, or with that of an index, counted from 0."""

    clock: Clock
    index: int | None = None


@dataclass(frozen=True, slots=True)
class ClockEnd:
    """The next set begins after the last interval of a clock; if ``is_shared``, only one with a clock of its own."""

    clock: Clock
    intervals: int
    is_shared: bool = False


@dataclass(frozen=True, slots=True)
class RoundStart:
    """A round, a minute or a nested group begins with the next set; ``is_round`` if all its exercises follow again."""

    begins: RoundOf
    is_round: bool = True


@dataclass(frozen=True, slots=True)
class Opening:
    """A group or a script begins with the next set; with a ``key``, this is said only once."""

    intro: SectionIntro
    key: Hashable = None


@dataclass(frozen=True, slots=True)
class Spoken:
    """A line that is spoken before the next set or, after the last one, at the end of the session.

    One that ``needs_rest`` is only spoken in a rest that is an item: it is written for a rest between two rounds, and
    the last round is over.
    """

    say: Say
    needs_rest: bool = False


@dataclass(frozen=True, slots=True)
class Boundary:
    """Everything between a set and the one before it."""

    gap: Gap = Gap()
    start: ClockStart | None = None
    end: ClockEnd | None = None
    starts_round: bool = False
    rounds: tuple[RoundOf, ...] = ()
    intro: SectionIntro = NO_INTRO
    spoken: tuple[Spoken, ...] = ()
    """The lines before the intro of what begins; those after it are in the intro."""

    @property
    def says(self) -> tuple[Say, ...]:
        """Those of the lines that are spoken."""
        return tuple(each.say for each in self.spoken if self.gap.is_item or not each.needs_rest)


@dataclass(frozen=True, slots=True)
class PlannedSet:
    """A set, and what the later stages need to know of it. The fields that a step has too mean the same."""

    work: Work
    title: str
    duration_ms: Ms
    waits: bool = False
    is_open: bool = False
    """Whether it lasts until the next start on the clock calls, so that its duration is only an estimate."""
    cues: Switches = ()
    clocks: tuple[Clock, ...] = ()
    """Its clocks, the outermost first."""
    references: tuple[str, ...] = ()
    """The references of its percentages, by ``reference_key``."""
    choices_used: tuple[str, ...] = ()
    """The fields of Choices that decide something for it."""
    notes: tuple[Note, ...] = ()
    before: Boundary = Boundary()


Mark: TypeAlias = PlannedSet | Gap | ClockStart | ClockEnd | RoundStart | Opening | Spoken
"""What the walk through a workout yields, in order."""


@dataclass(frozen=True, slots=True)
class Break:
    """A time between two sets in which nobody works."""

    kind: StepKind
    duration_ms: Ms = CHANGEOVER_MS
    elastic: bool = False
    waits: bool = False
    terms: RestTerms = NO_TERMS

    @property
    def is_exact(self) -> bool:
        """Whether neither its words nor the listener change its length."""
        return not (self.elastic or self.waits)


@dataclass(frozen=True, slots=True)
class TimedSet:
    """A set with the breaks before it, its start on the clock, and whether an earlier start was missed.

    Without breaks, it begins where the set before ends.
    """

    planned: PlannedSet
    gap: Gap
    breaks: tuple[Break, ...]
    is_first: bool
    due: Due | None = None
    missed_start: bool = False
    until_missed: int | None = None
    """The number of the group that is over with the first start that is missed, if the set is in one."""
    begins_until_missed: bool = False
    """Whether it is the first set of that group."""
