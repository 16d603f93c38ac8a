"""The model a workout script is read into: what the coach wrote, before any choice is made.

Every record is frozen; ``location`` is where it stands in the script, and does not count when two are compared. What an
amount may be, and what each construct means, is in docs/script-language.md.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from enum import Enum
from typing import TypeAlias

from voicecoach.errors import NOWHERE, Location
from voicecoach.talk import Switches
from voicecoach.units import MS_PER_MINUTE, MS_PER_SECOND, Ms

MOST_ROUNDS = 100
LONGEST_MS: Ms = 4 * 60 * MS_PER_MINUTE
"""The most rounds, or sets, and the longest single stretch of time that can be asked for. Beyond these a number is a
slip of the finger, and the cue list made of it would fill the disk."""

MOST_SETS = 2000
"""The most sets of a session: at half a minute each, these are the hours of a day."""

PER_UNIT = 1000
"""Loads are kept in thousandths of their unit, so that they are whole numbers."""


class Unit(Enum):
    """What a set is counted in."""

    REP = "rep"
    STEP = "step"
    BREATH = "breath"
    BEAT = "beat"
    METRE = "metre"
    KILOMETRE = "kilometre"
    MILE = "mile"
    CALORIE = "calorie"
    LAP = "lap"

    @property
    def has_pace(self) -> bool:
        """Whether the coach can count it; only the listener knows when a distance is done."""
        return self in {Unit.REP, Unit.STEP, Unit.BREATH, Unit.BEAT}


class Side(Enum):
    """A side of the body."""

    LEFT = "left"
    RIGHT = "right"

    @property
    def other(self) -> "Side":
        """The other side."""
        return Side.RIGHT if self is Side.LEFT else Side.LEFT


class SideRule(Enum):
    """How an exercise goes through the two sides."""

    NONE = "none"
    EACH = "each"
    ALTERNATING = "alternating"
    ALTERNATING_SETS = "alternating sets"
    ALTERNATING_ROUNDS = "alternating rounds"
    SWITCH = "switch halfway"
    LEFT_ONLY = "left only"
    RIGHT_ONLY = "right only"


LIMBS = ("side", "leg", "arm", "foot", "hand")
"""What a side may be called."""


@dataclass(frozen=True, slots=True)
class Range:
    """A number that the coach left open, both ends included; a fixed number has equal ends."""

    low: int
    high: int

    @property
    def is_open(self) -> bool:
        """Whether there is anything to choose."""
        return self.low < self.high


@dataclass(frozen=True, slots=True)
class Amount:
    """How much of something: a number, a range, a ladder of numbers, "or more" of the last; without rungs, the most.

    Times are in milliseconds, loads in thousandths of their unit.
    """

    rungs: tuple[Range, ...] = ()
    or_more: bool = False

    @classmethod
    def of(cls, *numbers: int) -> "Amount":
        """Return a fixed number, or a ladder of several."""
        return cls(tuple(Range(number, number) for number in numbers))

    @property
    def is_max(self) -> bool:
        """Whether it is as much as one can."""
        return not self.rungs

    @property
    def is_ladder(self) -> bool:
        """Whether it changes by set or round."""
        return len(self.rungs) > 1

    @property
    def ends_itself(self) -> bool:
        """Whether somebody who counts along knows when it is done."""
        return bool(self.rungs) and not self.or_more

    @property
    def value(self) -> int:
        """The number, at its easy end; of a ladder, the first rung. Nothing for the most."""
        return self.rungs[0].low if self.rungs else 0

    def rung(self, index: int) -> "Amount":
        """Return one rung of a ladder, from 0; the last one stays."""
        if not self.is_ladder:
            return self
        is_last = index >= len(self.rungs) - 1
        return Amount((self.rungs[min(index, len(self.rungs) - 1)],), or_more=self.or_more and is_last)


@dataclass(frozen=True, slots=True)
class Count:
    """One counted stretch of a set: ``10 steps up`` is Count(Amount.of(10), Unit.STEP, "up")."""

    amount: Amount
    unit: Unit
    way: str = ""


@dataclass(frozen=True, slots=True)
class Counted:
    """A dose that is counted: one or more stretches, one after the other, on one beat; ``hold`` keeps a position."""

    counts: tuple[Count, ...]
    hold: bool = False


@dataclass(frozen=True, slots=True)
class Timed:
    """A dose that the clock ends: movement, or with ``hold`` a position that is kept. The time is in milliseconds."""

    time: Amount
    hold: bool = False


@dataclass(frozen=True, slots=True)
class Held:
    """Holds inside a set, with a release between them: ``5 x 10 s hold``. The time is in milliseconds."""

    reps: Amount
    time: Amount


@dataclass(frozen=True, slots=True)
class Free:
    """A dose that the clock cannot see: the coach's own words, if any, and then the listener says "done"."""

    text: str = ""


Dose: TypeAlias = Counted | Timed | Held | Free


class LoadUnit(Enum):
    """What a load is measured in."""

    KG = "kg"
    LB = "lb"
    PERCENT = "%"


@dataclass(frozen=True, slots=True)
class Load:
    """What is moved: ``60 kg``, ``75% of squat max``, ``bodyweight + 10 kg``, or by its name, ``green band``.

    ``amount`` is in thousandths of ``unit``; ``name`` is the reference of a percentage, ``bodyweight``, or the load.
    """

    name: str = ""
    amount: Amount | None = None
    unit: LoadUnit | None = None


BODYWEIGHT = "bodyweight"


@dataclass(frozen=True, slots=True)
class Pace:
    """The time that one rep, step, breath or beat takes."""

    duration_ms: Ms
    unit: Unit

    def fits(self, unit: Unit | None) -> bool:
        """Whether it is a pace for what is counted; whatever can be counted may go by the beat."""
        return self.unit is unit or (self.unit is Unit.BEAT and unit is not None and unit.has_pace)


@dataclass(frozen=True, slots=True)
class Phase:
    """One phase of a rep or a breath: ``down``, ``hold``, ``up``, ``in``, ``out``."""

    name: str
    duration_ms: Ms


@dataclass(frozen=True, slots=True)
class Tempo:
    """The phases of one rep or breath, in their order."""

    phases: tuple[Phase, ...]

    @property
    def duration_ms(self) -> Ms:
        """The time of one rep."""
        return sum(phase.duration_ms for phase in self.phases)


@dataclass(frozen=True, slots=True)
class SelfPaced:
    """The listener moves as they like and says when the set is done."""


Pacing: TypeAlias = Pace | Tempo | SelfPaced


@dataclass(frozen=True, slots=True)
class Rest:
    """A rest of some time, in milliseconds; without one, as long as the listener needs."""

    time_ms: Range | None = None

    @property
    def as_needed(self) -> bool:
        """Whether the listener ends it."""
        return self.time_ms is None


NO_REST = Rest(Range(0, 0))


class Between(Enum):
    """What a rest lies between; ``AFTER`` is after each set of an exercise, or after the whole of a group."""

    REPS = "reps"
    SIDES = "sides"
    SETS = "sets"
    EXERCISES = "exercises"
    ROUNDS = "rounds"
    AFTER = "after"

    @property
    def phrase(self) -> str:
        """The place as a script says it."""
        return "after" if self is Between.AFTER else f"between {self.value}"


@dataclass(frozen=True, slots=True)
class Rests:
    """The rests that were written, by what they lie between; a field for each of ``Between``."""

    reps: Rest | None = None
    sides: Rest | None = None
    sets: Rest | None = None
    exercises: Rest | None = None
    rounds: Rest | None = None
    after: Rest | None = None

    def at(self, between: Between) -> Rest | None:
        """Return the rest that was written for a place."""
        rest: Rest | None = getattr(self, between.value)
        return rest

    def over(self, others: "Rests") -> "Rests":
        """Return these rests, and the others where these say nothing."""
        return Rests(*(self.at(between) or others.at(between) for between in Between))


NO_RESTS = Rests()


@dataclass(frozen=True, slots=True)
class FormCue:
    """One thing to watch for, in full and in the few words that fit between two counts."""

    text: str
    short: str
    location: Location = field(default=NOWHERE, compare=False)


@dataclass(frozen=True, slots=True)
class Movement:
    """How an exercise is done: its pace, the words to get into place, what to be careful of, the form cues."""

    name: str
    location: Location = field(default=NOWHERE, compare=False)
    pace: Pacing | None = None
    setup: tuple[str, ...] = ()
    form_cues: tuple[FormCue, ...] = ()
    safety: tuple[str, ...] = ()
    cues: Switches = ()


@dataclass(frozen=True, slots=True)
class Exercise:
    """One line of the training sheet: a movement, how it is varied this time, and the prescription.

    ``every_ms`` is from the start of one of its sets to the next, ``cap_ms`` the time at which a set ends at the
    latest, ``cues`` how much is said in it.
    """

    name: str
    dose: Dose
    location: Location = field(default=NOWHERE, compare=False)
    detail: str = ""
    sets: Range = Range(1, 1)
    side_rule: SideRule = SideRule.NONE
    limb: str = "side"
    load: Load | None = None
    effort: str = ""
    pace: Pacing | None = None
    rests: Rests = NO_RESTS
    every_ms: Ms | None = None
    cap_ms: Ms | None = None
    levels: tuple[str, ...] = ()
    cues: Switches = ()

    @property
    def title(self) -> str:
        """The exercise as the sheet names it: ``Lateral walks, left foot leads``."""
        return f"{self.name}, {self.detail}" if self.detail else self.name

    @property
    def amounts(self) -> "tuple[tuple[str, Amount], ...]":
        """Every amount of its dose and its load, with what it is of."""
        load = (("load", self.load.amount),) if self.load and self.load.amount else ()
        match self.dose:
            case Counted(counts=counts):
                return (*((f"{count.unit.value}s", count.amount) for count in counts), *load)
            case Timed(time=time):
                return (("time", time), *load)
            case Held(reps=reps, time=time):
                return (("reps", reps), ("time", time), *load)
            case Free():
                return load

    @property
    def rungs(self) -> int:
        """How many rungs its ladders have; one without a ladder."""
        return max((len(amount.rungs) for _, amount in self.amounts), default=1) or 1

    def takes_a_rung_a_round(self, rounds: int) -> bool:
        """Whether a ladder goes on from round to round; otherwise each of its rungs is a set."""
        return rounds > 1 and self.sets.high == 1

    @property
    def side(self) -> Side | None:
        """The one side that it is done on, or begins with: whatever its line says of left or right."""
        only = {SideRule.LEFT_ONLY: Side.LEFT, SideRule.RIGHT_ONLY: Side.RIGHT}
        return only.get(self.side_rule) or side_of(self.detail)

    def unnamed(self, side: Side | None) -> Side | None:
        """Return the side on which a set is done, where the title does not name it."""
        return None if side is side_of(self.detail) else side


def side_of(detail: str) -> Side | None:
    """Return the side that the words beside a name speak of; both or none is no side."""
    words = re.findall(r"\w+", detail.casefold())
    sides = [side for side in Side if side.value in words]
    return sides[0] if len(sides) == 1 else None


@dataclass(frozen=True, slots=True)
class Pause:
    """A rest that is an item of its own; it stands in place of the one that would lie there."""

    rest: Rest
    location: Location = field(default=NOWHERE, compare=False)


class Mode(Enum):
    """How a group goes through its rounds."""

    ROUNDS = "rounds"
    EMOM = "EMOM"
    AMRAP = "AMRAP"
    FOR_TIME = "for time"

    @property
    def is_block(self) -> bool:
        """Whether its exercises are read once, and then only the clock is kept."""
        return self in {Mode.AMRAP, Mode.FOR_TIME}


EMOM_MS: Ms = MS_PER_MINUTE


@dataclass(frozen=True, slots=True)
class Group:
    """Items done one after the other for a number of rounds.

    ``rounds`` is None where nothing is said, which is one. ``time_ms`` is the length of an EMOM or AMRAP, the cap of a
    group for time; ``every_ms`` is from the start of one round to the next.
    """

    title: str
    items: "tuple[Item, ...]" = ()
    location: Location = field(default=NOWHERE, compare=False)
    rounds: Range | None = None
    rests: Rests = NO_RESTS
    mode: Mode = Mode.ROUNDS
    time_ms: Ms | None = None
    every_ms: Ms | None = None
    self_paced: bool = False
    levels: tuple[str, ...] = ()
    introduction: tuple[str, ...] = ()
    safety: tuple[str, ...] = ()
    cues: Switches = ()

    def exercises(self) -> Iterator[Exercise]:
        """Yield every exercise, also those of the groups within."""
        return (item for item in walk(self.items) if isinstance(item, Exercise))


@dataclass(frozen=True, slots=True)
class Link:
    """Another script that is run here; its ``rounds`` and ``rests``, where they are written, replace those within."""

    title: str
    target: str
    workout: "Workout"
    location: Location = field(default=NOWHERE, compare=False)
    rounds: Range | None = None
    rests: Rests = NO_RESTS
    levels: tuple[str, ...] = ()

    @property
    def groups(self) -> tuple[Group, ...]:
        """The groups of the script that is run, with the terms of the link in place of their own."""
        inner = replace(self.rests, after=None)
        return tuple(
            replace(group, rounds=self.rounds or group.rounds, rests=inner.over(group.rests))
            for group in self.workout.groups
        )


Item: TypeAlias = Exercise | Pause | Group | Link


def walk(items: Iterable[Item]) -> Iterator[Item]:
    """Yield items, and after each group those within it; what a link runs stays its own."""
    for item in items:
        yield item
        if isinstance(item, Group):
            yield from walk(item.items)


class Subject(Enum):
    """What a track of a progression changes."""

    REPS = "reps"
    STEPS = "steps"
    BREATHS = "breaths"
    SECONDS = "seconds"
    LOAD = "load"
    REST = "rest"
    ROUND_REST = "round rest"
    ROUNDS = "rounds"
    SETS = "sets"

    @property
    def unit(self) -> Unit | None:
        """The unit of the counts that it changes."""
        return {Subject.REPS: Unit.REP, Subject.STEPS: Unit.STEP, Subject.BREATHS: Unit.BREATH}.get(self)


@dataclass(frozen=True, slots=True)
class Track:
    """One line of a progression: what changes, through which values, and whether anew at each value of another.

    Values are counts (seconds, too), rests in milliseconds, or loads.
    """

    subjects: tuple[Subject, ...]
    values: tuple[int | Load, ...]
    at_each: Subject | None = None
    location: Location = field(default=NOWHERE, compare=False)


@dataclass(frozen=True, slots=True)
class Progression:
    """How a session grows from one time to the next, and what is made easier when it hurts."""

    tracks: tuple[Track, ...] = ()
    discomfort: tuple[Subject, ...] = ()


@dataclass(frozen=True, slots=True)
class Workout:
    """What one workout script defines.

    ``movements`` are its own, ``shared`` those of the pages that ``pages`` names; both are keyed by the case-folded
    name. ``references`` are the loads that percentages are of; ``say`` is how words of it are pronounced.
    """

    title: str
    groups: tuple[Group, ...] = ()
    movements: Mapping[str, Movement] = field(default_factory=dict)
    equipment: str = ""
    language: str = "en"
    introduction: tuple[str, ...] = ()
    safety: tuple[str, ...] = ()
    rests: Rests = NO_RESTS
    self_paced: bool = False
    load: Load | None = None
    levels: tuple[str, ...] = ()
    references: Mapping[str, Load] = field(default_factory=dict)
    progression: Progression = Progression()
    pages: tuple[str, ...] = ()
    shared: Mapping[str, Movement] = field(default_factory=dict)
    cues: Switches = ()
    say: Mapping[str, str] = field(default_factory=dict)

    @property
    def path(self) -> str:
        """The path of the script that it was read from; nothing for one that a program has built."""
        return self.groups[0].location.path if self.groups else ""

    @property
    def pronunciations(self) -> dict[str, str]:
        """How words are said, its own and those of the scripts that it runs; its own win."""
        within: dict[str, str] = {}
        for link in self.links():
            within = {**link.workout.pronunciations, **within}
        return {**within, **self.say}

    def links(self) -> Iterator[Link]:
        """Yield every link to another script, also those in groups within groups."""
        return (item for item in walk(self.groups) if isinstance(item, Link))

    def movement_of(self, exercise: Exercise) -> Movement | None:
        """Return how the exercise is done, or None where the script does not say."""
        key = exercise.name.casefold()
        return self.movements.get(key) or self.shared.get(key)


def seconds(number: float) -> Ms:
    """Return seconds in milliseconds, for workouts that are built in Python: ``Timed(Amount.of(seconds(30)))``."""
    return round(number * MS_PER_SECOND)
