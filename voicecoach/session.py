"""A session: a workout with every choice made, as a flat list of steps. ``plan`` makes it; a pure function."""

from collections import Counter
from dataclasses import dataclass, field, replace
from enum import Enum, IntEnum

from voicecoach.errors import ChoiceError, Severity
from voicecoach.units import MS_PER_SECOND, Ms, seconds_text
from voicecoach.workout import (
    LONGEST_MS,
    MOST_ROUNDS,
    Counted,
    Dose,
    Exercise,
    Group,
    Movement,
    Range,
    Side,
    Timed,
    Unit,
    Workout,
)

GO_LEAD_MS: Ms = 500
"""From the go sound to the first counted beat: the time to hear it and to move."""

LONG_NUMBERS_FROM = 100
"""Numbers above this take more than a second to say."""

LAST_BEAT_MS: Ms = MS_PER_SECOND
"""The least time of a set's last rep or step, so that its number can be said; twice as long for a long number."""

LEAST_CHANGEOVER_MS: Ms = 5 * MS_PER_SECOND
"""Where there is no rest, or one shorter than this, the least time to get into place and to hear what comes."""

EDGE_MS: Ms = MS_PER_SECOND
"""The least length of the opening and of the end."""

_DEFAULT_PACE_MS: dict[Unit, Ms] = {Unit.REP: 3 * MS_PER_SECOND, Unit.STEP: MS_PER_SECOND}


class Verbosity(IntEnum):
    """How much the coach talks: sounds only; names and counts; form cues too; everything."""

    QUIET = 0
    BRIEF = 1
    NORMAL = 2
    DETAILED = 3

    @property
    def label(self) -> str:
        """The name that people choose it by."""
        return self.name.lower()


class StepKind(Enum):
    """What a stretch of a session is for."""

    INTRO = "intro"
    CHANGEOVER = "changeover"
    WORK = "work"
    HOLD = "hold"
    REST = "rest"
    OUTRO = "outro"


_USUAL_MS = {StepKind.INTRO: 12_000, StepKind.CHANGEOVER: 8_000, StepKind.OUTRO: 5_000}
"""What an elastic step usually grows to with its words."""


@dataclass(frozen=True, slots=True)
class Choices:
    """What the trainee chose; None leaves it to the script. Rests are in milliseconds."""

    rounds: int | None = None
    rest_ms: Ms | None = None
    round_rest_ms: Ms | None = None
    verbosity: Verbosity = Verbosity.NORMAL

    def __post_init__(self) -> None:
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


@dataclass(frozen=True, slots=True)
class Step:
    """One stretch of a session.

    ``duration_ms`` is what the script prescribes; an ``elastic`` step may be made longer, so that what must be said in
    it fits. ``exercise`` is the one that is done here (work, hold) or that comes next (changeover, rest).
    """

    index: int
    kind: StepKind
    title: str
    duration_ms: Ms
    elastic: bool = False
    exercise: Exercise | None = None
    movement: Movement | None = None
    pace_ms: Ms = 0
    set: int = 1
    """The how-manieth set of this very exercise it is in the session."""
    round: int = 1
    rounds: int = 1
    repeat: int = 0
    """How many sets of this movement came before in this session: 0 where it is new."""
    starts_round: bool = False
    """Whether a round begins after this rest or changeover."""
    opens: str = ""
    """The group that begins after this rest or changeover, where the workout has several."""

    @property
    def is_set(self) -> bool:
        """Whether the trainee works in this step."""
        return self.kind in (StepKind.WORK, StepKind.HOLD)

    @property
    def side(self) -> Side | None:
        """The side that is trained; none in a step without work."""
        return self.exercise.side if self.exercise and self.is_set else None


@dataclass(frozen=True, slots=True)
class Session:
    """A workout with every choice made."""

    workout: Workout
    choices: Choices
    steps: tuple[Step, ...]
    notes: tuple[Note, ...]

    @property
    def expected_ms(self) -> Ms:
        """About how long the session takes: what is prescribed, and what an elastic step usually grows to."""
        return sum(max(step.duration_ms, _USUAL_MS.get(step.kind, 0)) for step in self.steps)


@dataclass(frozen=True, slots=True)
class Beat:
    """One counted beat of a set: the number to say and when, in milliseconds from the step's start."""

    number: int
    at_ms: Ms
    part: int
    """Which stretch of the dose it belongs to, from 0."""


def beats_of(step: Step) -> tuple[Beat, ...]:
    """Return the beats of a counted set; none in any other step.

    All beats lie on one grid, ``GO_LEAD_MS + k * pace_ms``, computed from the step's start. Between two stretches of a
    dose (up, then back) the turn takes a whole number of beats, so that the grid goes on.
    """
    dose = step.exercise.dose if step.exercise and step.is_set else None
    if not isinstance(dose, Counted):
        return ()
    beats: list[Beat] = []
    slot = 0
    for part, count in enumerate(dose.counts):
        if part:
            slot += turn_beats(step.pace_ms)
        for number in range(1, count.amount + 1):
            beats.append(Beat(number, GO_LEAD_MS + slot * step.pace_ms, part))
            slot += 1
    return tuple(beats)


def turn_beats(pace_ms: Ms) -> int:
    """Return how many beats a turn takes: as few as give time to hear it and to turn, two seconds or more."""
    return -(-2 * MS_PER_SECOND // pace_ms)


def plan(workout: Workout, choices: Choices) -> Session:
    """Make every choice: resolve ranges, repeat rounds, put rests and changeovers between the sets.

    An open range is resolved at its easy end, fewest rounds and longest rest, and a note says so.
    """
    return _Planner(workout, choices).session()


@dataclass(slots=True)
class _Planner:
    """Gathers the steps of one session in their order."""

    workout: Workout
    choices: Choices
    steps: list[Step] = field(default_factory=list)
    notes: list[Note] = field(default_factory=list)
    rest_before_group_ms: Ms = 0
    """Between two groups there is the rest that the first of them has between its exercises."""
    done: Counter[str] = field(default_factory=Counter)
    """How many sets there have been of each movement and of each exercise, by name and by title."""

    def session(self) -> Session:
        self._add(Step(0, StepKind.INTRO, self.workout.title, EDGE_MS, elastic=True))
        for group in self.workout.groups:
            self._add_group(group)
        self._add(Step(0, StepKind.OUTRO, "Finish", EDGE_MS, elastic=True))
        self._note_unused_rounds()
        return Session(self.workout, self.choices, tuple(self.steps), tuple(self.notes))

    def _add(self, step: Step) -> None:
        self.steps.append(replace(step, index=len(self.steps)))

    def _add_group(self, group: Group) -> None:
        rounds = self._rounds(group)
        chosen = self.choices
        has_round_rest = rounds > 1 and (group.round_rest_ms is not None or chosen.round_rest_ms is not None)
        is_last = group is self.workout.groups[-1]
        needs_rest = len(group.exercises) > 1 or (rounds > 1 and not has_round_rest) or not is_last
        rest_ms = self._rest(group, group.rest_ms, chosen.rest_ms, "--rest") if needs_rest else 0
        round_rest_ms = rest_ms
        if has_round_rest:
            round_rest_ms = self._rest(group, group.round_rest_ms, chosen.round_rest_ms, "--round-rest")
        opens = group.title if len(self.workout.groups) > 1 else ""
        before_ms = self.rest_before_group_ms
        for round_ in range(1, rounds + 1):
            for position, exercise in enumerate(group.exercises):
                common = Step(
                    index=0,
                    kind=StepKind.REST,
                    title="Rest",
                    duration_ms=before_ms,
                    exercise=exercise,
                    round=round_,
                    rounds=rounds,
                    starts_round=not position,
                    opens=opens if round_ == 1 and not position else "",
                )
                self._add_set(common, exercise)
                before_ms = rest_ms
            before_ms = round_rest_ms
        self.rest_before_group_ms = rest_ms

    def _add_set(self, before: Step, exercise: Exercise) -> None:
        """Add a set, and before it the rest or the changeover in which it is announced."""
        movement = self.workout.movement_of(exercise)
        before = replace(
            before,
            movement=movement,
            pace_ms=self._pace(exercise, movement),
            repeat=self.done[exercise.name.casefold()],
            set=self.done[exercise.title] + 1,
        )
        self.done.update({exercise.name.casefold(), exercise.title})
        if before.duration_ms >= LEAST_CHANGEOVER_MS:
            self._add(before)
        else:
            title = "Get ready" if self.steps[-1].kind is StepKind.INTRO else "Changeover"
            kind = StepKind.CHANGEOVER
            self._add(replace(before, kind=kind, title=title, duration_ms=LEAST_CHANGEOVER_MS, elastic=True))
        hold = isinstance(exercise.dose, Timed) and exercise.dose.hold
        kind = StepKind.HOLD if hold else StepKind.WORK
        work = replace(before, kind=kind, title=exercise.title, starts_round=False, opens="")
        self._add(replace(work, duration_ms=_work_ms(work, exercise.dose)))

    def _rounds(self, group: Group) -> int:
        """Return a group's rounds: as chosen, if it leaves them open or is the only group; else as it says."""
        chosen, said = self.choices.rounds, group.rounds
        line = group.place.line
        if chosen is None or (not said.is_open and len(self.workout.groups) > 1):
            if said.is_open:
                self._note(f"rounds: {said.low}, the fewest of {_span(said)}; --rounds changes it", line)
            return said.low
        if not said.low <= chosen <= said.high:
            message = f"rounds: {chosen} as chosen, though the script says {_span(said)}"
            self._note(message, line, Severity.WARNING)
        return chosen

    def _note_unused_rounds(self) -> None:
        groups = self.workout.groups
        if self.choices.rounds is not None and len(groups) > 1 and not any(group.rounds.is_open for group in groups):
            message = f"--rounds {self.choices.rounds} changes nothing: every group of the script fixes its own"
            self._note(message, groups[0].place.line, Severity.WARNING)

    def _rest(self, group: Group, said: Range | None, chosen: Ms | None, option: str) -> Ms:
        if chosen is not None:
            return chosen
        if said is None:
            return 0
        if said.is_open:
            between = "rounds" if option == "--round-rest" else "exercises"
            span = f"{seconds_text(said.low)} to {seconds_text(said.high)}"
            message = f"rest between {between}: {seconds_text(said.high)}, the longest of {span}; {option} changes it"
            self._note(message, group.place.line)
        return said.high

    def _pace(self, exercise: Exercise, movement: Movement | None) -> Ms:
        if not isinstance(exercise.dose, Counted):
            return 0
        if movement and movement.pace:
            return movement.pace.duration_ms
        unit = exercise.dose.counts[0].unit
        pace_ms = _DEFAULT_PACE_MS[unit]
        if not self.done[exercise.name.casefold()]:
            message = f"pace of {exercise.name}: {seconds_text(pace_ms)} per {unit.value}, as the script gives none"
            self._note(message, exercise.place.line)
        return pace_ms

    def _note(self, message: str, line: int, severity: Severity = Severity.INFO) -> None:
        self.notes.append(Note(severity, message, line))


def _work_ms(step: Step, dose: Dose) -> Ms:
    """Return how long a set takes: a timed one its time, a counted one until its last beat has had its full pace."""
    if isinstance(dose, Timed):
        return dose.duration_ms
    last = beats_of(step)[-1]
    return last.at_ms + max(step.pace_ms, LAST_BEAT_MS if last.number <= LONG_NUMBERS_FROM else 2 * LAST_BEAT_MS)


def _span(range_: Range) -> str:
    return f"{range_.low}-{range_.high}" if range_.is_open else str(range_.low)
