"""The model that a workout script is read into: what the coach wrote, before any choice is made.

Every record is frozen. ``location`` is its location in the script and is ignored when records are compared.
docs/script-language.md says what each construct means.
"""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from enum import Enum
from typing import TypeAlias

from voicecoach.errors import NOWHERE, Location
from voicecoach.talk import Switches
from voicecoach.units import MS_PER_MINUTE, MS_PER_SECOND, Ms

MOST_ROUNDS = 100
LONGEST_MS: Ms = 4 * 60 * MS_PER_MINUTE
"""Limits of rounds and sets, and of a single time. Anything greater is a typing mistake, and its cue list would fill
the disk."""

MOST_SETS = 2000
"""Limit of the sets in a session: at half a minute each, they take most of a day."""

PER_UNIT = 1000
"""Loads are stored as integers, in thousandths of their unit."""


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
        """Whether the coach can count it. Only the listener knows when a distance is done."""
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
"""What a side can be called."""


@dataclass(frozen=True, slots=True)
class Range:
    """A range of numbers, both ends included; a fixed number has equal ends."""

    low: int
    high: int

    @property
    def is_open(self) -> bool:
        """Whether there is anything to choose."""
        return self.low < self.high


@dataclass(frozen=True, slots=True)
class Amount:
    """How much of something: a number, a range, or a ladder of numbers.

    With ``or_more``, the last number is a minimum; without any rungs, it is as much as possible ("max"). Times are in
    milliseconds, loads in thousandths of their unit.
    """

    rungs: tuple[Range, ...] = ()
    or_more: bool = False

    @classmethod
    def of(cls, *numbers: int) -> "Amount":
        """Return a fixed number, or a ladder of several."""
        return cls(tuple(Range(number, number) for number in numbers))

    @property
    def is_max(self) -> bool:
        """Whether it is as much as possible."""
        return not self.rungs

    @property
    def is_ladder(self) -> bool:
        """Whether it changes from set to set or round to round."""
        return len(self.rungs) > 1

    @property
    def ends_itself(self) -> bool:
        """Whether it has a known end."""
        return bool(self.rungs) and not self.or_more

    @property
    def value(self) -> int:
        """The number; the lower end of a range, the first rung of a ladder, 0 for "max"."""
        return self.rungs[0].low if self.rungs else 0

    @property
    def at_easy_end(self) -> "Amount":
        """The same with every range at its low end."""
        return Amount(tuple(Range(rung.low, rung.low) for rung in self.rungs), self.or_more)

    @property
    def halves(self) -> "tuple[Amount, Amount]":
        """Both halves of a number: whole, the larger first. What has no end has no half, and stays."""
        if not self.ends_itself:
            return self, self
        return Amount.of(self.value - self.value // 2), Amount.of(max(1, self.value // 2))

    def rung(self, index: int) -> "Amount":
        """Return one rung of a ladder, from 0; beyond the end, the last rung."""
        if not self.is_ladder:
            return self
        is_last = index >= len(self.rungs) - 1
        return Amount((self.rungs[min(index, len(self.rungs) - 1)],), or_more=self.or_more and is_last)


@dataclass(frozen=True, slots=True)
class Count:
    """One counted part of a set: ``10 steps up`` is Count(Amount.of(10), Unit.STEP, "up")."""

    amount: Amount
    unit: Unit
    way: str = ""


Change: TypeAlias = Callable[[Amount], Amount]


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


class LoadUnit(Enum):
    """What a load is measured in."""

    KG = "kg"
    LB = "lb"
    PERCENT = "%"


@dataclass(frozen=True, slots=True)
class Load:
    """What is moved: ``60 kg``, ``75% of squat max``, ``bodyweight + 10 kg``, or a name, ``green band``.

    ``amount`` is in thousandths of ``unit``; ``name`` is the reference of a percentage, ``bodyweight``, or a free name.
    """

    name: str = ""
    amount: Amount | None = None
    unit: LoadUnit | None = None


BODYWEIGHT = "bodyweight"


def reference_key(name: str) -> str:
    """Return the key by which names of references are compared: capitals are ignored."""
    return name.casefold()


class References(Mapping[str, Load]):
    """The loads that percentages refer to, found by name regardless of capitals; iterating gives names as written."""

    def __init__(self, loads: Mapping[str, Load] | None = None) -> None:
        self._by_key = {reference_key(name): (name, load) for name, load in (loads or {}).items()}

    def __getitem__(self, name: str) -> Load:
        return self._by_key[reference_key(name)][1]

    def __iter__(self) -> Iterator[str]:
        return (name for name, _ in self._by_key.values())

    def __len__(self) -> int:
        return len(self._by_key)

    def __repr__(self) -> str:
        return f"References({dict(self)})"


@dataclass(frozen=True, slots=True)
class Pace:
    """The time for one rep, step, breath or beat."""

    duration_ms: Ms
    unit: Unit

    def fits(self, unit: Unit | None) -> bool:
        """Whether it can pace this unit; a pace per beat can pace anything that is counted."""
        return self.unit is unit or (self.unit is Unit.BEAT and unit is not None and unit.has_pace)


@dataclass(frozen=True, slots=True)
class Phase:
    """One phase of a rep or a breath: ``down``, ``hold``, ``up``, ``in``, ``out``."""

    name: str
    duration_ms: Ms


@dataclass(frozen=True, slots=True)
class Tempo:
    """The phases of one rep or breath, in order."""

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
    """A rest with a time in milliseconds; without a time, it lasts as long as the listener needs."""

    time_ms: Range | None = None

    @property
    def as_needed(self) -> bool:
        """Whether the listener ends it."""
        return self.time_ms is None


NO_REST = Rest(Range(0, 0))


class Between(Enum):
    """What a rest is between; ``AFTER`` is after each set of an exercise, or after a whole group."""

    REPS = "reps"
    SIDES = "sides"
    SETS = "sets"
    EXERCISES = "exercises"
    ROUNDS = "rounds"
    AFTER = "after"

    @property
    def phrase(self) -> str:
        """The words for it in a script."""
        return "after" if self is Between.AFTER else f"between {self.value}"


@dataclass(frozen=True, slots=True)
class Rests:
    """The rests that were written: one field for each member of ``Between``."""

    reps: Rest | None = None
    sides: Rest | None = None
    sets: Rest | None = None
    exercises: Rest | None = None
    rounds: Rest | None = None
    after: Rest | None = None

    def at(self, between: Between) -> Rest | None:
        """Return the rest for one member of ``Between``."""
        rest: Rest | None = getattr(self, between.value)
        return rest

    def over(self, others: "Rests") -> "Rests":
        """Return these rests, filled up from the others where these are not written."""
        return Rests(*(self.at(between) or others.at(between) for between in Between))


NO_RESTS = Rests()


@dataclass(frozen=True, slots=True)
class FormCue:
    """One thing to watch for, in full and in a short form that fits between two counts."""

    text: str
    short: str
    location: Location = field(default=NOWHERE, compare=False)


@dataclass(frozen=True, slots=True)
class Movement:
    """How an exercise is done: its pace, setup text, safety rules and form cues."""

    name: str
    location: Location = field(default=NOWHERE, compare=False)
    pace: Pacing | None = None
    setup: tuple[str, ...] = ()
    form_cues: tuple[FormCue, ...] = ()
    safety: tuple[str, ...] = ()
    cues: Switches = ()


@dataclass(frozen=True, slots=True)
class Exercise:
    """One line of the training sheet: a movement, what is different this time, and the prescription.

    ``every_ms`` is the time from the start of one set to the next, ``cap_ms`` the longest time of a set, ``cues`` how
    much is said during it.
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
        """Every amount in its dose and load, with the name of what it counts."""
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
        """The number of rungs of its ladders; 1 if it has none."""
        return max((len(amount.rungs) for _, amount in self.amounts), default=1) or 1

    def at_rung(self, index: int) -> "Exercise":
        """Return the exercise with every ladder at one rung, from 0."""
        return self if self.rungs == 1 else self._mapped(lambda amount: amount.rung(index))

    def at_easy_end(self) -> "Exercise":
        """Return the exercise with every range at its low end."""
        is_open = any(rung.is_open for _, amount in self.amounts for rung in amount.rungs)
        return self._mapped(lambda amount: amount.at_easy_end) if is_open else self

    def _mapped(self, change: Change) -> "Exercise":
        """Return the exercise with every amount of its dose and its load changed."""
        load = self.load
        if load and load.amount:
            load = replace(load, amount=change(load.amount))
        return replace(self, dose=self.dose.mapped(change), load=load)

    def takes_a_rung_a_round(self, rounds: int) -> bool:
        """Whether a ladder takes one rung a round; otherwise each rung is a set."""
        return rounds > 1 and self.sets.high == 1

    @property
    def side(self) -> Side | None:
        """The only or first side, if the prescription or the detail names one."""
        only = {SideRule.LEFT_ONLY: Side.LEFT, SideRule.RIGHT_ONLY: Side.RIGHT}
        return only.get(self.side_rule) or side_of(self.detail)

    def unnamed(self, side: Side | None) -> Side | None:
        """Return the side of a set, or None if the title already names it."""
        return None if side is side_of(self.detail) else side


def side_of(detail: str) -> Side | None:
    """Return the side that a detail names; None if it names neither or both."""
    words = re.findall(r"\w+", detail.casefold())
    sides = [side for side in Side if side.value in words]
    return sides[0] if len(sides) == 1 else None


@dataclass(frozen=True, slots=True)
class Pause:
    """A rest that is a list item; it replaces the rest that would be there."""

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
        """Whether its exercises are read out once, and then only the clock runs."""
        return self in {Mode.AMRAP, Mode.FOR_TIME}


EMOM_MS: Ms = MS_PER_MINUTE


@dataclass(frozen=True, slots=True)
class Group:
    """Items done one after the other for a number of rounds.

    ``rounds`` is None if it is not written, which means one. ``time_ms`` is the length of an EMOM or AMRAP, or the cap
    of a group for time; ``every_ms`` is the time from the start of one round to the next.
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
        """Yield every exercise, including those in nested groups."""
        return (item for item in walk(self.items) if isinstance(item, Exercise))


@dataclass(frozen=True, slots=True)
class Link:
    """Another script that is run here; ``rounds`` and ``rests``, if written, replace those of its groups."""

    title: str
    target: str
    workout: "Workout"
    location: Location = field(default=NOWHERE, compare=False)
    rounds: Range | None = None
    rests: Rests = NO_RESTS
    levels: tuple[str, ...] = ()

    @property
    def groups(self) -> tuple[Group, ...]:
        """The groups of the linked script, with the terms of the link applied."""
        inner = replace(self.rests, after=None)
        return tuple(
            replace(group, rounds=self.rounds or group.rounds, rests=inner.over(group.rests))
            for group in self.workout.groups
        )


Item: TypeAlias = Exercise | Pause | Group | Link


def walk(items: Iterable[Item]) -> Iterator[Item]:
    """Yield items, each group followed by the items in it; links are not followed."""
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
    """One line of a progression: what changes, its values, and whether it restarts at each value of another track.

    Values are counts (including seconds), rests in milliseconds, or loads.
    """

    subjects: tuple[Subject, ...]
    values: tuple[int | Load, ...]
    at_each: Subject | None = None
    location: Location = field(default=NOWHERE, compare=False)


@dataclass(frozen=True, slots=True)
class Progression:
    """How a session grows from one time to the next, and what to make easier when it hurts."""

    tracks: tuple[Track, ...] = ()
    discomfort: tuple[Subject, ...] = ()


@dataclass(frozen=True, slots=True)
class Workout:
    """What one workout script defines.

    ``movements`` are its own, ``shared`` those of the pages in ``pages``; both are keyed by the case-folded name.
    ``references`` are the loads that percentages refer to; ``say`` is how words are pronounced.
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
    references: Mapping[str, Load] = field(default_factory=References)
    progression: Progression = Progression()
    pages: tuple[str, ...] = ()
    shared: Mapping[str, Movement] = field(default_factory=dict)
    cues: Switches = ()
    say: Mapping[str, str] = field(default_factory=dict)

    def __post_init__(self) -> None:
        object.__setattr__(self, "references", References(self.references))

    @property
    def path(self) -> str:
        """The path of the script that it was read from; empty if it was built in Python."""
        return self.groups[0].location.path if self.groups else ""

    @property
    def pronunciations(self) -> dict[str, str]:
        """How words are pronounced, including those of linked scripts; its own win."""
        within: dict[str, str] = {}
        for link in self.links():
            within = {**link.workout.pronunciations, **within}
        return {**within, **self.say}

    def links(self) -> Iterator[Link]:
        """Yield every link to another script, including those in nested groups."""
        return (item for item in walk(self.groups) if isinstance(item, Link))

    def movement_of(self, exercise: Exercise) -> Movement | None:
        """Return the movement of an exercise, or None if there is none."""
        key = exercise.name.casefold()
        return self.movements.get(key) or self.shared.get(key)


def seconds(number: float) -> Ms:
    """Return seconds in milliseconds, for workouts that are built in Python: ``Timed(Amount.of(seconds(30)))``."""
    return round(number * MS_PER_SECOND)
