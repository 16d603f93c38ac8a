"""Exercises, and the movements that say how they are done."""

from dataclasses import dataclass, field, replace

from voicecoach.errors import NOWHERE, Location
from voicecoach.talk import Switches
from voicecoach.units import Ms
from voicecoach.workout.amounts import Amount, Change, Range, Standard, Unit
from voicecoach.workout.doses import Combined, Counted, Dose, Free, Held, Part, Timed, parts_of
from voicecoach.workout.levels import Levels
from voicecoach.workout.loads import Load
from voicecoach.workout.pacing import Pacing, Phase, Tempo
from voicecoach.workout.rests import NO_RESTS, Rests
from voicecoach.workout.sides import Side, SideRule, side_of
from voicecoach.workout.spoken import TimedSay
from voicecoach.workout.targets import Target

_ONE_SET = Range(1, 1)


@dataclass(frozen=True, slots=True)
class FormCue:
    """One thing to watch for, in full and in a short form that fits between two counts.

    A cue that belongs to a ``phase`` is only heard in it.
    """

    text: str
    short: str
    phase: str = ""
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

    @property
    def phases(self) -> tuple[Phase, ...]:
        """The phases of its tempo, if it has one."""
        return self.pace.phases if isinstance(self.pace, Tempo) else ()


@dataclass(frozen=True, slots=True)
class Exercise:
    """One line of the training sheet: a movement, what is different this time, and the prescription.

    ``every_ms`` is the time from the start of one set to the next, ``cap_ms`` the longest time of a set,
    ``about_ms`` about how long a set takes that only the listener can end, ``cues`` how much is said during it.
    ``side_name`` is the coach's word for the side that the listener chooses, such as ``injured``. ``says`` are spoken
    at times of each set.
    """

    name: str
    dose: Dose
    location: Location = field(default=NOWHERE, compare=False)
    detail: str = ""
    sets: Range = _ONE_SET
    side_rule: SideRule = SideRule.NONE
    limb: str = "side"
    side_name: str = ""
    load: Load | None = None
    targets: tuple[Target, ...] = ()
    effort: str = ""
    pace: Pacing | None = None
    rests: Rests = NO_RESTS
    every_ms: Ms | None = None
    cap_ms: Ms | None = None
    about_ms: Ms | None = None
    levels: Levels = ()
    cues: Switches = ()
    says: tuple[TimedSay, ...] = ()

    @property
    def title(self) -> str:
        """The exercise as the sheet names it: ``Lateral walks, left foot leads``."""
        return f"{self.name}, {self.detail}" if self.detail else self.name

    @property
    def amounts(self) -> "tuple[tuple[str, Amount], ...]":
        """Every amount in its dose and load, with the name of what it counts."""
        load = (("load", self.load.amount),) if self.load and self.load.amount else ()
        return (*(amount for part in parts_of(self.dose) for amount in _amounts(part)), *load)

    @property
    def all_amounts(self) -> tuple[Amount, ...]:
        """Every amount in its dose, its load and its targets."""
        return (*(amount for _, amount in self.amounts), *(target.amount for target in self.targets))

    @property
    def rungs(self) -> int:
        """The number of rungs of its ladders; 1 if it has none."""
        return max((len(amount.rungs) for amount in self.all_amounts), default=1) or 1

    @property
    def is_ladder_of_doses(self) -> bool:
        """Whether it has a ladder, and its load is the same on every rung."""
        has_loads = self.load is not None and self.load.amount is not None and self.load.amount.is_ladder
        return self.rungs > 1 and not has_loads

    def at_rung(self, index: int) -> "Exercise":
        """Return the exercise with every ladder at one rung, from 0."""
        return self if self.rungs == 1 else self._mapped_with_targets(lambda amount: amount.rung(index))

    def at_easy_end(self) -> "Exercise":
        """Return the exercise with every range at its low end."""
        is_open = any(amount.is_range for _, amount in self.amounts)
        return self._mapped(lambda amount: amount.at_easy_end) if is_open else self

    def with_fixed_times(self) -> "Exercise":
        """Return the exercise with every range of times at its short end; other ranges are said, and stay."""
        if not any(amount.is_range for what, amount in self.amounts if what == "time"):
            return self
        first, *others = map(_with_fixed_time, parts_of(self.dose))
        return replace(self, dose=Combined((first, *others)) if others else first)

    def prescribed_for(self, standard: Standard) -> "Exercise":
        """Return the exercise with the numbers for men or for women, where there are both."""
        if not any(amount.women for amount in self.all_amounts):
            return self
        return self._mapped_with_targets(lambda amount: amount.prescribed_for(standard))

    def _mapped_with_targets(self, change: Change) -> "Exercise":
        targets = tuple(replace(target, amount=change(target.amount)) for target in self.targets)
        return replace(self._mapped(change), targets=targets)

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
    def is_lift(self) -> bool:
        """Whether it is reps at a weight of its own; a band or the body alone is not one."""
        is_reps = isinstance(self.dose, Counted) and self.dose.unit is Unit.REP
        return is_reps and self.load is not None and self.load.unit is not None

    @property
    def side(self) -> Side | None:
        """The only or first side, if the prescription or the detail names one."""
        only = {SideRule.LEFT_ONLY: Side.LEFT, SideRule.RIGHT_ONLY: Side.RIGHT}
        return only.get(self.side_rule) or side_of(self.detail)

    def unnamed(self, side: Side | None) -> Side | None:
        """Return the side of a set, or None if the title already names it."""
        return None if side is side_of(self.detail) else side


def _with_fixed_time(part: Part) -> Part:
    return replace(part, time=part.time.at_easy_end) if isinstance(part, Timed | Held) else part


def _amounts(part: Part) -> tuple[tuple[str, Amount], ...]:
    """Return the amounts of one part of a dose, each with the name of what it counts."""
    match part:
        case Counted(counts=counts):
            return tuple((f"{count.unit.value}s", count.amount) for count in counts)
        case Timed(time=time):
            return (("time", time),)
        case Held(reps=reps, time=time):
            return ("reps", reps), ("time", time)
        case Free():
            return ()
