"""The steps and notes of a session in the making: every set is added with whatever lies before it."""

from collections.abc import Hashable
from dataclasses import dataclass, field, replace

from voicecoach.errors import ChoiceError, Severity
from voicecoach.session.beats import counts_of
from voicecoach.session.gaps import Gap, Scope
from voicecoach.session.stages import Stage
from voicecoach.session.steps import LEAST_CHANGEOVER_MS, Choices, Due, Note, SectionIntro, Step, StepKind
from voicecoach.units import MS_PER_MINUTE, MS_PER_SECOND, Ms, seconds_text
from voicecoach.workout import MOST_SETS, NO_REST, Between, Range, Rest

AS_NEEDED_MS: Ms = 60 * MS_PER_SECOND
"""What a rest as long as needed is taken to last; then the listener is reminded."""

MOST_COUNTS = 20_000
LONGEST_SESSION_MS: Ms = 20 * 60 * MS_PER_MINUTE
"""The most that is counted, and the longest session: a cue list ends with the day, and changeovers grow."""

_LIMITS = (
    (MOST_SETS, f"{MOST_SETS} sets"),
    (MOST_COUNTS, f"{MOST_COUNTS} counts"),
    (LONGEST_SESSION_MS, "20 hours"),
)
"""How much a session may have, and how that is said: of sets, of counts, of time."""

LEAST_CLOCK_REST_MS: Ms = 3 * MS_PER_SECOND
"""Before a start on the clock there is at least the time to be counted in; with less, the start is missed."""


@dataclass(slots=True)
class Clock:
    """Starts on the clock: every so often from ``start_ms`` of the session; ``index`` is the last one.

    ``number`` tells the clocks of a session apart.
    """

    number: int
    every_ms: Ms
    start_ms: Ms
    line: int | None
    index: int = 0


@dataclass(slots=True)
class Draft:
    """What has been planned so far, and what is to be known before the next set is added."""

    choices: Choices
    stage: Stage
    steps: list[Step] = field(default_factory=list)
    notes: list[Note] = field(default_factory=list)
    noted: set[str] = field(default_factory=set)
    sets: int = 0
    counts: int = 0
    length_ms: Ms = 0
    clocks: int = 0
    gap: Gap = field(default_factory=Gap)
    """What lies between the set before and the next one."""
    intro: SectionIntro = field(default_factory=SectionIntro)
    """What begins with the next set."""
    starts_round: bool = False
    said: set[Hashable] = field(default_factory=set)
    """What has been said of parts of the session: an introduction and a load are news once."""

    def note(self, message: str, line: int | None = None, severity: Severity = Severity.INFO) -> None:
        """Note something once."""
        if message not in self.noted:
            self.noted.add(message)
            self.notes.append(Note(severity, message, line))

    def add(self, step: Step) -> None:
        """Add a step."""
        self.steps.append(replace(step, index=len(self.steps)))
        self.length_ms += step.duration_ms
        self.counts += counts_of(step)
        reached = (self.sets, self.counts, self.length_ms)
        for amount, (most, what) in zip(reached, _LIMITS, strict=True):
            if amount > most:
                raise ChoiceError(f"this session would be longer than {what}", "take fewer rounds, sets or reps")

    def begin(self, opening: SectionIntro) -> None:
        """Remember what begins; what a script says as it begins stands before what its first group says."""
        before = self.intro
        self.intro = SectionIntro(
            title=". ".join(dict.fromkeys(filter(None, (before.title, opening.title)))),
            introduction=(*before.introduction, *self._news(opening.introduction)),
            safety=(*before.safety, *self._news(opening.safety)),
            load=before.load if opening.load is None or self.is_said(opening.load) else opening.load,
            starts=opening.starts or before.starts,
        )

    def is_said(self, what: Hashable) -> bool:
        """Whether something has been said already; it is from now on."""
        was_said = what in self.said
        self.said.add(what)
        return was_said

    def _news(self, texts: tuple[str, ...]) -> tuple[str, ...]:
        """Return the texts that have not been said yet."""
        return tuple(text for text in texts if not self.is_said(text))

    def between(self, between: Between, scope: Scope, *, after: Rest | None = None) -> None:
        """Say what lies before the next set, unless a rest that is an item of its own does."""
        if not self.gap.is_fixed:
            self.gap = Gap(between, scope, after=after)

    def clock(self, every_ms: Ms | None, begin: int, line: int | None) -> Clock | None:
        """Return the clock of what began at a step, which runs from the first set there; None without one."""
        first_set = next((step.index for step in self.steps[begin:] if step.is_set), None)
        if every_ms is None or first_set is None:
            return None
        self.clocks += 1
        self.steps[first_set] = replace(self.steps[first_set], due=Due(self.clocks, 0))
        start_ms = self.length_ms - sum(step.duration_ms for step in self.steps[first_set:])
        return Clock(self.clocks, every_ms, start_ms, line)

    def wait_for_start(self, clock: Clock) -> None:
        """Let the next set begin at the next start on the clock; say so if one was missed."""
        used_ms = self.used_ms(clock)
        index = next_start(clock, used_ms)
        missed = index > clock.index + 1
        clock.index = index
        at_ms = index * clock.every_ms
        self.gap = replace(self.gap, start_ms=at_ms - used_ms, due=Due(clock.number, at_ms), missed=missed)
        if missed:
            self.note_missed(clock)

    def note_missed(self, clock: Clock) -> None:
        """Warn of a start that goes by."""
        last = next(step.title for step in reversed(self.steps) if step.is_set)
        least = seconds_text(LEAST_CLOCK_REST_MS)
        message = f"a start is missed: after {last}, less than {least} of {seconds_text(clock.every_ms)} are left"
        self.note(message, clock.line, Severity.WARNING)

    def used_ms(self, clock: Clock) -> Ms:
        """Return how long it is since the first start of a clock."""
        return self.length_ms - clock.start_ms

    def add_set(self, step: Step, scope: Scope) -> None:
        """Add a set, and before it whatever lies there."""
        self.sets += 1
        if self.starts_round or self.intro != SectionIntro():
            step = replace(
                step, starts_round=self.starts_round, intro=self.intro if self.intro != SectionIntro() else None
            )
        before = replace(step, kind=StepKind.REST, title="Rest", waits=False, duration_ms=0)
        is_first = self.steps[-1].kind is StepKind.INTRO
        said = None if is_first else self._rest()
        rest = said or NO_REST
        if self.gap.start_ms is not None:
            self.add(replace(before, duration_ms=self.gap.start_ms, missed_start=self.gap.missed))
        elif rest.time_ms is None and not scope.clocked:
            length = seconds_text(AS_NEEDED_MS)
            self.note(f"a rest as needed waits for you: {length} are estimated", self.gap.line)
            self.add(replace(before, duration_ms=AS_NEEDED_MS, waits=True, starts_round=False, intro=None))
            self._add_changeover(before, "Get ready")
        elif rest.time_ms is not None and rest.time_ms.high >= LEAST_CHANGEOVER_MS:
            self.add(replace(before, duration_ms=rest.time_ms.high))
        else:
            title = "Get ready" if is_first else "Switch" if step.is_other_side else "Changeover"
            flows = said == NO_REST and self._flows_into(step)
            if said == NO_REST and not flows:
                least = seconds_text(LEAST_CHANGEOVER_MS)
                message = f"no rest: {least} at least are put in, to get into place and to hear what comes"
                self.note(message, self.gap.line)
            self._add_changeover(before, title, seamless=flows)
        self.add(replace(step, starts_round=False, intro=None, due=self.gap.due))
        self.gap, self.intro, self.starts_round = Gap(), SectionIntro(), False

    def _flows_into(self, step: Step) -> bool:
        """Whether one set can go over into the next with nothing in between: both last a time, not a number of reps.

        Where a movement is new and has to be set up, or something opens, there is more to say, and more to do.
        """
        is_new = not step.repeat and step.movement is not None and bool(step.movement.setup)
        return not is_new and not step.intro and all(one.is_set and one.runs_on for one in (self.steps[-1], step))

    def _add_changeover(self, before: Step, title: str, *, seamless: bool = False) -> None:
        # No clock runs before the first set: it is as long as its words need.
        is_first = self.steps[-1].kind is StepKind.INTRO
        is_elastic = is_first or self.gap.scope is None or not self.gap.scope.clocked
        changeover = replace(
            before, kind=StepKind.CHANGEOVER, title=title, elastic=is_elastic, seamless=seamless and is_elastic
        )
        self.add(replace(changeover, duration_ms=LEAST_CHANGEOVER_MS))

    def _rest(self) -> Rest | None:
        """Return the rest that lies before the next set, as chosen, as the stage has it, or at its easy end.

        None where nobody says anything.
        """
        said, where = self.gap.written()
        option, chosen_ms = None, None
        if self.gap.between is Between.ROUNDS and (where is Between.ROUNDS or self.choices.round_rest_ms is not None):
            option, chosen_ms = "--round-rest", self.choices.round_rest_ms
        elif where is Between.EXERCISES:
            option, chosen_ms = "--rest", self.choices.rest_ms
        if chosen_ms is not None:
            return Rest(Range(chosen_ms, chosen_ms))
        rest = self.stage.rest(said, where) if said and where else said
        if rest and rest.time_ms and rest.time_ms.is_open:
            longest, span = seconds_text(rest.time_ms.high), f"{seconds_text(rest.time_ms.low)} to "
            location = f" {where.phrase}" if where else ""
            changed = f"; {option} changes it" if option else ""
            self.note(f"rest{location}: {longest}, the longest of {span}{longest}{changed}", self.gap.line)
        return rest


def next_start(clock: Clock, used_ms: Ms) -> int:
    """Return the index of the first start that is still ahead, with the time to be counted in."""
    return -(-(used_ms + LEAST_CLOCK_REST_MS) // clock.every_ms)
