"""A session: a workout with every choice made, as a flat list of steps. ``plan`` makes it; a pure function."""

from collections import Counter
from dataclasses import dataclass, field, replace
from enum import Enum, IntEnum

from voicecoach.errors import ChoiceError, Severity
from voicecoach.units import MS_PER_SECOND, Ms, seconds_text
from voicecoach.workout import Counted, Dose, Exercise, Group, Movement, Range, Side, Timed, Unit, Workout

GO_LEAD_MS: Ms = 500
"""From the go sound to the first counted beat: the time to hear it and to move."""

LEAST_CHANGEOVER_MS: Ms = 5 * MS_PER_SECOND
"""Where there is no rest, the least time to get into place and to hear what comes; it grows with the words."""

EDGE_MS: Ms = MS_PER_SECOND
"""The least length of the opening and of the end."""

MOST_ROUNDS = 100

_DEFAULT_PACE_MS: dict[Unit, Ms] = {Unit.REP: 3 * MS_PER_SECOND, Unit.STEP: MS_PER_SECOND}
_LONGEST_REST_MS: Ms = 3600 * MS_PER_SECOND


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
            if rest_ms is not None and not 0 <= rest_ms <= _LONGEST_REST_MS:
                raise ChoiceError(f"a rest of {seconds_text(rest_ms)} cannot be planned", "choose from 0 to 3600 s")


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
    round: int = 1
    rounds: int = 1
    repeat: int = 0
    """How many sets of this movement came before in this session: 0 where it is new."""
    starts_round: bool = False
    """Whether a round begins after this rest or changeover."""

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
    def planned_ms(self) -> Ms:
        """How long the steps are before any of them grows with its words."""
        return sum(step.duration_ms for step in self.steps)


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
    dose (up, then back) the turn takes a whole number of beats, so that the grid and the tick go on.
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
    sets_done: Counter[str] = field(default_factory=Counter)

    def session(self) -> Session:
        self._add(Step(0, StepKind.INTRO, self.workout.title, EDGE_MS, elastic=True))
        for group in self.workout.groups:
            self._add_group(group)
        self._add(Step(0, StepKind.OUTRO, "Finish", EDGE_MS, elastic=True))
        return Session(self.workout, self.choices, tuple(self.steps), tuple(self.notes))

    def _add(self, step: Step) -> None:
        self.steps.append(replace(step, index=len(self.steps)))

    def _add_group(self, group: Group) -> None:
        rounds = self._rounds(group)
        rest_ms = self._rest(group, "rest between exercises", group.rest_ms, self.choices.rest_ms)
        round_rest_ms = rest_ms
        if rounds > 1:
            said = group.round_rest_ms or group.rest_ms
            round_rest_ms = self._rest(group, "rest between rounds", said, self.choices.round_rest_ms)
        for round_ in range(1, rounds + 1):
            before_ms = 0 if round_ == 1 else round_rest_ms
            for position, exercise in enumerate(group.exercises):
                self._add_set(exercise, round_, rounds, before_ms, starts_round=not position)
                before_ms = rest_ms

    def _add_set(self, exercise: Exercise, round_: int, rounds: int, rest_ms: Ms, *, starts_round: bool) -> None:
        """Add a set, and before it the rest or the changeover in which it is announced."""
        movement = self.workout.movement_of(exercise)
        repeat = self.sets_done[exercise.name.casefold()]
        self.sets_done[exercise.name.casefold()] += 1
        common = Step(
            index=0,
            kind=StepKind.REST,
            title="Rest",
            duration_ms=rest_ms,
            exercise=exercise,
            movement=movement,
            pace_ms=self._pace(exercise, movement, is_new=not repeat),
            round=round_,
            rounds=rounds,
            repeat=repeat,
            starts_round=starts_round,
        )
        if rest_ms:
            self._add(common)
        else:
            title = "Get ready" if self.steps[-1].kind is StepKind.INTRO else "Changeover"
            change = replace(
                common, kind=StepKind.CHANGEOVER, title=title, duration_ms=LEAST_CHANGEOVER_MS, elastic=True
            )
            self._add(change)
        hold = isinstance(exercise.dose, Timed) and exercise.dose.hold
        kind = StepKind.HOLD if hold else StepKind.WORK
        work = replace(common, kind=kind, title=exercise.title, starts_round=False)
        self._add(replace(work, duration_ms=_work_ms(work, exercise.dose)))

    def _rounds(self, group: Group) -> int:
        chosen = self.choices.rounds
        line = group.place.line
        if chosen is None:
            if group.rounds.is_open:
                self._note(
                    f"rounds: {group.rounds.low}, the fewest of {_span(group.rounds)}; --rounds changes it", line
                )
            return group.rounds.low
        if not group.rounds.low <= chosen <= group.rounds.high:
            message = f"rounds: {chosen} as chosen, though the script says {_span(group.rounds)}"
            self._note(message, line, Severity.WARNING)
        return chosen

    def _rest(self, group: Group, name: str, said: Range | None, chosen: Ms | None) -> Ms:
        if chosen is not None:
            return chosen
        if said is None:
            return 0
        if said.is_open:
            longest = seconds_text(said.high)
            least = seconds_text(said.low)
            option = "--round-rest" if "rounds" in name else "--rest"
            self._note(f"{name}: {longest}, the longest of {least} to {longest}; {option} changes it", group.place.line)
        return said.high

    def _pace(self, exercise: Exercise, movement: Movement | None, *, is_new: bool) -> Ms:
        if not isinstance(exercise.dose, Counted):
            return 0
        if movement and movement.pace_ms:
            return movement.pace_ms
        unit = exercise.dose.counts[0].unit
        pace_ms = _DEFAULT_PACE_MS[unit]
        if is_new:
            message = f"pace of {exercise.name}: {seconds_text(pace_ms)} per {unit.value}, as the script gives none"
            self._note(message, exercise.place.line)
        return pace_ms

    def _note(self, message: str, line: int, severity: Severity = Severity.INFO) -> None:
        self.notes.append(Note(severity, message, line))


def _work_ms(step: Step, dose: Dose) -> Ms:
    """Return how long a set takes: a timed one its time, a counted one until its last beat has had its full pace."""
    if isinstance(dose, Timed):
        return dose.duration_ms
    return beats_of(step)[-1].at_ms + step.pace_ms


def _span(range_: Range) -> str:
    return f"{range_.low}-{range_.high}" if range_.is_open else str(range_.low)
