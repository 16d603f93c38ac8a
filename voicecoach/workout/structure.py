"""The workout as a whole: groups of items, and links to other workouts.

These contain each other (a link has a workout, whose groups have links), so they are in one module.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from enum import Enum
from typing import TypeAlias

from voicecoach.errors import NOWHERE, Location
from voicecoach.talk import Switches
from voicecoach.units import MS_PER_MINUTE, Ms
from voicecoach.workout.amounts import Range
from voicecoach.workout.exercises import Exercise, Movement
from voicecoach.workout.levels import Levels
from voicecoach.workout.loads import Load, References
from voicecoach.workout.progression import NO_PROGRESSION, Progression
from voicecoach.workout.rests import NO_RESTS, Pause, Rests
from voicecoach.workout.spoken import Say, TimedSay


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

    ``rounds`` is None if it is not written, which means one. ``time_ms`` is the length of an EMOM or AMRAP, the cap of
    a group for time, or the longest time of a group in rounds that is ``until_missed``: it ends with the first start
    that the listener misses. ``every_ms`` is the time from the start of one round to the next or, in an EMOM, of one
    set (None is a minute), ``about_ms`` about how long a group for time takes. ``self_paced`` is whether its sets
    without a pace wait for the listener; None leaves it to what is around, and to each set. ``says`` are spoken at
    times of an AMRAP or a group for time.
    """

    title: str
    items: "tuple[Item, ...]" = ()
    location: Location = field(default=NOWHERE, compare=False)
    rounds: Range | None = None
    rests: Rests = NO_RESTS
    mode: Mode = Mode.ROUNDS
    time_ms: Ms | None = None
    every_ms: Ms | None = None
    until_missed: bool = False
    about_ms: Ms | None = None
    self_paced: bool | None = None
    levels: Levels = ()
    introduction: tuple[str, ...] = ()
    safety: tuple[str, ...] = ()
    cues: Switches = ()
    says: tuple[TimedSay, ...] = ()

    @property
    def bounded_rounds(self) -> Range | None:
        """The rounds as written; if a start that is missed ends them, the most there are: by time, or by a ladder."""
        if self.rounds or not self.until_missed:
            return self.rounds
        if self.time_ms is not None:
            most = max(1, self.time_ms // (self.every_ms or EMOM_MS))
        else:
            most = max((item.rungs for item in self.items if isinstance(item, Exercise)), default=1)
        return Range(most, most)

    @property
    def interval_ms(self) -> Ms:
        """The time from start to start in an EMOM."""
        return self.every_ms or EMOM_MS

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
    levels: Levels = ()

    @property
    def groups(self) -> tuple[Group, ...]:
        """The groups of the linked script, with the terms of the link applied."""
        inner = replace(self.rests, after=None)
        return tuple(
            replace(group, rounds=self.rounds or group.rounds, rests=inner.over(group.rests))
            for group in self.workout.groups
        )


Item: TypeAlias = Exercise | Pause | Say | Group | Link


def walk(items: Iterable[Item]) -> Iterator[Item]:
    """Yield items, each group followed by the items in it; links are not followed."""
    for item in items:
        yield item
        if isinstance(item, Group):
            yield from walk(item.items)


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
    self_paced: bool | None = None
    load: Load | None = None
    levels: Levels = ()
    references: Mapping[str, Load] = field(default_factory=References)
    progression: Progression = NO_PROGRESSION
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
