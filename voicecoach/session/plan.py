"""Planning: every choice is made, and a workout becomes a flat list of steps. What lies between sets is in ``gaps``."""

from collections import Counter
from dataclasses import dataclass, field, replace

from voicecoach.errors import ChoiceError, Severity, VoicecoachError
from voicecoach.session.beats import work_ms
from voicecoach.session.gaps import NOWHERE_YET, Around, Gap, rest_between
from voicecoach.session.resolve import (
    DEFAULT_PACE_MS,
    RELEASE_MS,
    amounts_of,
    at_easy_end,
    at_rung,
    counts_itself,
    estimate_ms,
    halves,
    needs_listener,
    rungs_of,
    with_kilos,
)
from voicecoach.session.stages import Stage, choose_stage
from voicecoach.session.steps import (
    EDGE_MS,
    LEAST_CHANGEOVER_MS,
    Choices,
    Note,
    Opening,
    Session,
    Step,
    StepKind,
)
from voicecoach.units import MS_PER_SECOND, Ms, seconds_text
from voicecoach.workout import (
    EMOM_MS,
    MOST_SETS,
    Amount,
    Count,
    Counted,
    Exercise,
    Free,
    Group,
    Held,
    Item,
    Link,
    Load,
    Mode,
    Movement,
    Pace,
    Pacing,
    Pause,
    Range,
    Rest,
    SelfPaced,
    Side,
    SideRule,
    Subject,
    Tempo,
    Timed,
    Unit,
    Workout,
    side_of,
)

AS_NEEDED_MS: Ms = 60 * MS_PER_SECOND
"""What a rest as long as needed is taken to last; then the listener is reminded."""

LEAST_CLOCK_REST_MS: Ms = 3 * MS_PER_SECOND
"""Before a start on the clock there is at least the time to be counted in; with less, the start is missed."""

_COUNTED_IN = {Subject.REPS: Unit.REP, Subject.STEPS: Unit.STEP, Subject.BREATHS: Unit.BREATH}


def plan(workout: Workout, choices: Choices) -> Session:
    """Make every choice: resolve ranges, ladders and levels, repeat rounds, put rests and changeovers between the sets.

    An open range is resolved at its easy end, fewest rounds and longest rest, and a note says so.

    Raises:
        ChoiceError: the workout does not offer a choice that was made.
        VoicecoachError: there is nothing to do in it.
    """
    return _Planner(workout, choices).session()


@dataclass(slots=True)
class _Clock:
    """Starts on the clock: every so often from the set at ``first_set``, a step's index; ``index`` is the last one."""

    every_ms: Ms
    first_set: int
    line: int | None
    index: int = 0


@dataclass(slots=True)
class _Planner:
    """Gathers the steps of one session in their order."""

    workout: Workout
    choices: Choices
    steps: list[Step] = field(default_factory=list)
    notes: list[Note] = field(default_factory=list)
    noted: set[str] = field(default_factory=set)
    gap: Gap = NOWHERE_YET
    """What lies between the set before and the next one."""
    opens: Opening | None = None
    """What is to be said to begin before the next set."""
    said: set[str] = field(default_factory=set)
    """What has been said of parts of the session: an introduction is news once."""
    starts_round: bool = False
    done: Counter[str] = field(default_factory=Counter)
    """How many sets there have been of each movement and of each exercise, by name and by title."""
    used_rounds: bool = False
    stage: Stage = field(init=False)

    def session(self) -> Session:
        """Return the whole session."""
        workout, choices = self.workout, self.choices
        self.stage, too_easy = choose_stage(workout, choices.stage, choices.ease)
        if too_easy:
            self._note("there is nothing left to make easier", severity=Severity.WARNING)
        self._add(Step(0, StepKind.INTRO, workout.title, EDGE_MS, elastic=True))
        self.said.update((*workout.introduction, *workout.safety))
        level = self._level()
        references = {**workout.references, **choices.references}
        around = Around(
            workout,
            level=level,
            references=references,
            rests=(workout.rests,),
            path=workout.groups[0].place.path if workout.groups else "",
        )
        around = replace(around, self_paced=workout.self_paced)
        self._groups(workout.groups, around)
        if not any(step.is_set for step in self.steps):
            hint = "a script needs '## Sequence: 2 rounds' and items such as '- Lateral walks: 10 steps'"
            raise VoicecoachError(f"there is nothing to do in '{workout.title}'", hint)
        self._add(Step(0, StepKind.OUTRO, "Finish", EDGE_MS, elastic=True))
        self._note_unused_rounds()
        load = self._staged_load(workout.load)
        return Session(workout, choices, tuple(self.steps), tuple(self.notes), load)

    def _add(self, step: Step) -> None:
        if len(self.steps) > 3 * MOST_SETS:
            raise ChoiceError(f"this session has more than {MOST_SETS} sets", "take fewer rounds")
        self.steps.append(replace(step, index=len(self.steps)))

    def _level(self) -> str | None:
        """Return the level that was chosen, or the first."""
        offered = tuple(dict.fromkeys(_levels_of(self.workout)))
        chosen = self.choices.level
        if chosen is not None and chosen not in offered:
            hint = f"one of: {', '.join(offered)}" if offered else "this script has only one way to be done"
            raise ChoiceError(f"there is no level '{chosen}'", hint)
        if chosen is None and self.workout.levels:
            chosen = self.workout.levels[0]
            others = ", ".join(self.workout.levels[1:])
            if others:
                self._note(f"level: {chosen}, the first; --level changes it to {others}")
        return chosen

    def _groups(self, groups: tuple[Group, ...], around: Around) -> None:
        shown = [group for group in groups if around.offers(group.levels)]
        for group in shown:
            is_block = group.mode.is_block
            opening = Opening("" if len(shown) == 1 or is_block else group.title, group.introduction, group.safety)
            self._opens(opening)
            self._group(group, replace(around, only_group=len(shown) == 1))
            self._between("exercises", around.within(group), after=group.rests.after)

    def _opens(self, opening: Opening) -> None:
        """Remember what begins; what a script says as it begins stands before what its first group says."""
        before = self.opens or Opening()
        title = ". ".join(filter(None, (before.title, opening.title)))
        news = replace(
            before,
            title=title,
            load=opening.load or before.load,
            introduction=(*before.introduction, *self._news(opening.introduction)),
            safety=(*before.safety, *self._news(opening.safety)),
        )
        self.opens = news if news != Opening() else None

    def _news(self, texts: tuple[str, ...]) -> tuple[str, ...]:
        """Return the texts that have not been said yet."""
        news = tuple(text for text in texts if text not in self.said)
        self.said.update(news)
        return news

    def _group(self, group: Group, around: Around) -> None:
        """Add everything that a group does."""
        within = around.within(group)
        if group.mode.is_block:
            self._block(group, within)
            return
        if group.mode is Mode.EMOM:
            self._emom(group, within)
            return
        rounds = self._rounds(group, around)
        clock = None
        for round_ in range(1, rounds + 1):
            own = within.in_round(round_, rounds)
            if round_ > 1:
                self._between("rounds", own)
            if clock:
                self._wait_for_start(clock)
            self.starts_round = self.starts_round or rounds > 1
            begin = len(self.steps)
            self._items(group.items, replace(own, clocked=own.clocked or group.every_ms is not None))
            clock = clock or self._clock(group.every_ms, begin, around.line(group))

    def _items(self, items: tuple[Item, ...], around: Around) -> None:
        begun = False
        for item in items:
            if isinstance(item, Pause):
                self.gap = Gap("pause", around, rest=item.rest, is_fixed=True)
                continue
            if not around.offers(item.levels):
                continue
            if begun:
                self._between("exercises", around)
            begun = True
            match item:
                case Exercise():
                    self._exercise(item, around)
                case Group():
                    self._group(item, around)
                    self.gap = replace(self.gap, after=item.rests.after)
                case Link():
                    self._link(item, around)

    def _between(self, what: str, around: Around, *, after: Rest | None = None) -> None:
        """Say what lies before the next set, unless a rest that is an item of its own does."""
        if not self.gap.is_fixed:
            self.gap = Gap(what, around, after=after or self.gap.after)

    def _link(self, link: Link, around: Around) -> None:
        """Run another script here, with its own movements and settings."""
        workout = link.workout
        level = around.level if around.level in workout.levels else next(iter(workout.levels), None)
        inner = Around(
            workout,
            level=level,
            references={**workout.references, **around.references},
            rests=(workout.rests,),
            path=around.path,
            round=around.round,
            rounds=around.rounds,
            clocked=around.clocked,
            self_paced=workout.self_paced,
            is_linked=True,
        )
        load = self._staged_load(workout.load)
        news = None if load == self._staged_load(self.workout.load) else load
        self._opens(Opening(link.title, workout.introduction, workout.safety, news))
        groups = tuple(_overridden(group, link) for group in workout.groups)
        self._groups(groups, inner)

    def _exercise(self, exercise: Exercise, around: Around) -> None:
        """Add the sets of one line of the sheet."""
        rungs = rungs_of(exercise)
        by_round = around.rounds > 1 and exercise.sets.high == 1
        sets = rungs if rungs > 1 and not by_round else self._sets(exercise, around)
        own = around.within_exercise(exercise)
        own = replace(own, clocked=own.clocked or exercise.every_ms is not None)
        begin, clock = len(self.steps), None
        for number in range(1, sets + 1):
            if number > 1:
                self._between("sets", own)
            if clock:
                self._wait_for_start(clock)
            rung = at_rung(exercise, around.round - 1 if by_round else number - 1)
            for side, part, is_other in self._sides(rung, around, number):
                if is_other:
                    self._between("sides", own)
                self._set(part, own, side, number_of=(number, sets), is_other=is_other)
            clock = clock or self._clock(exercise.every_ms, begin, around.line(exercise))
        self.gap = Gap("sets", own, after=exercise.rests.after)

    def _sides(self, exercise: Exercise, around: Around, number: int) -> tuple[tuple[Side | None, Exercise, bool], ...]:
        """Return what a set is done on: once, or on both sides, one after the other."""
        first = self.choices.first_side
        resolved = self._resolved(exercise, around)
        match exercise.side_rule:
            case SideRule.EACH:
                return (first, resolved, False), (first.other, resolved, True)
            case SideRule.SWITCH:
                one, two = halves(resolved)
                return (first, one, False), (first.other, two, True)
            case SideRule.ALTERNATING_SETS:
                return ((first if number % 2 else first.other, resolved, False),)
            case SideRule.ALTERNATING_ROUNDS:
                return ((first if around.round % 2 else first.other, resolved, False),)
            case _:
                return ((exercise.side, resolved, False),)

    def _resolved(self, exercise: Exercise, around: Around) -> Exercise:
        """Return one set with every amount a single number: at the stage, at the easy end, in kilos."""
        for what, amount in amounts_of(exercise):
            if any(rung.is_open for rung in amount.rungs) and not amount.is_ladder:
                self._note_range(exercise, what, amount.rungs[0], around)
        easy = self._staged(at_easy_end(exercise))
        return replace(easy, load=with_kilos(self._staged_load(easy.load), around.references))

    def _note_range(self, exercise: Exercise, what: str, range_: Range, around: Around) -> None:
        subject = {"reps": Subject.REPS, "steps": Subject.STEPS, "breaths": Subject.BREATHS}.get(what)
        if subject is not None and self.stage.staged(subject, range_.low) != range_.low:
            return
        scale, unit = (MS_PER_SECOND, " s") if what == "time" else (1, "")
        if what == "load":
            scale, unit = 1000, ""
        span = f"{range_.low / scale:g}-{range_.high / scale:g}{unit}"
        self._note(
            f"{what} of {exercise.name}: {range_.low / scale:g}{unit}, the low end of {span}", around.line(exercise)
        )

    def _staged(self, exercise: Exercise) -> Exercise:
        """Return a set as the chosen stage has it."""
        dose = exercise.dose
        match dose:
            case Counted():
                counts = tuple(self._staged_count(count) for count in dose.counts)
                return replace(exercise, dose=replace(dose, counts=counts))
            case Timed() | Held() if dose.time.rungs and not dose.time.value % MS_PER_SECOND:
                staged = self.stage.staged(Subject.SECONDS, dose.time.value // MS_PER_SECOND)
                time = Amount.of(staged * MS_PER_SECOND) if isinstance(staged, int) else dose.time
                if time != Amount.of(dose.time.value):
                    return replace(exercise, dose=replace(dose, time=time))
        return exercise

    def _staged_count(self, count: Count) -> Count:
        for subject, unit in _COUNTED_IN.items():
            staged = self.stage.staged(subject, count.amount.value)
            if count.unit is unit and isinstance(staged, int) and staged != count.amount.value:
                return replace(count, amount=replace(Amount.of(staged), or_more=count.amount.or_more))
        return count

    def _staged_load(self, load: Load | None) -> Load | None:
        staged = self.stage.staged(Subject.LOAD, load)
        return staged if isinstance(staged, Load) else load

    def _set(
        self, exercise: Exercise, around: Around, side: Side | None, *, number_of: tuple[int, int], is_other: bool
    ) -> None:
        """Add one set on one side, and before it whatever lies there."""
        movement = around.workout.movement_of(exercise)
        pace = self._pace(exercise, movement, around)
        release = around.reps_rest_ms()
        step = Step(
            index=0,
            kind=StepKind.HOLD if _is_hold(exercise) else StepKind.WORK,
            title=title_of(exercise, side),
            duration_ms=0,
            exercise=replace(exercise, sets=Range(1, 1)),
            movement=movement,
            side=side,
            is_other_side=is_other,
            pace_ms=_period_ms(exercise, pace, release or 0),
            phases=pace.phases if isinstance(pace, Tempo) else (),
            release_ms=RELEASE_MS if release is None else release,
            set=self.done[exercise.title] + (0 if is_other else 1),
            set_of=number_of,
            round=around.round,
            rounds=around.rounds,
            repeat=self.done[exercise.name.casefold()],
            starts_round=self.starts_round,
            opens=self.opens,
        )
        self.done.update({exercise.name.casefold()} | (set() if is_other else {exercise.title}))
        self._add_set(self._timed(step, exercise, pace, around), around)

    def _timed(self, step: Step, exercise: Exercise, pace: object, around: Around) -> Step:
        """Return the set with its length: by the clock, or an estimate where it waits for the listener."""
        if exercise.cap_ms is not None:
            return replace(step, duration_ms=exercise.cap_ms, pace_ms=0, phases=())
        waits = needs_listener(exercise.dose) or (isinstance(exercise.dose, Counted) and isinstance(pace, SelfPaced))
        if not waits:
            return replace(step, duration_ms=work_ms(step))
        written = exercise.pace or (step.movement.pace if step.movement else None)
        estimated_ms = estimate_ms(exercise.dose, written)
        how = "waits for you" if not around.clocked else "is on the clock"
        line = around.line(exercise)
        self._note(f"{exercise.title} {how}: {seconds_text(estimated_ms)} are estimated", line)
        is_own = isinstance(pace, SelfPaced)
        timed = replace(step, duration_ms=estimated_ms, pace_ms=0, phases=(), is_self_paced=is_own)
        return replace(timed, waits=not around.clocked)

    def _add_set(self, step: Step, around: Around) -> None:
        """Add what lies before a set, and the set."""
        before = replace(step, kind=StepKind.REST, title="Rest", phases=(), waits=False, duration_ms=0)
        is_first = self.steps[-1].kind is StepKind.INTRO
        rest = Rest(Range(0, 0)) if is_first else self._rest()
        if self.gap.start_ms is not None:
            self._add(replace(before, duration_ms=self.gap.start_ms, missed_start=self.gap.missed))
        elif rest.time_ms is None and not around.clocked:
            self._add(replace(before, duration_ms=AS_NEEDED_MS, waits=True, starts_round=False, opens=None))
            self._add_changeover(before, "Get ready")
        elif rest.time_ms is not None and rest.time_ms.high >= LEAST_CHANGEOVER_MS:
            self._add(replace(before, duration_ms=rest.time_ms.high))
        else:
            title = "Get ready" if is_first else "Switch" if step.is_other_side else "Changeover"
            self._add_changeover(before, title)
        self._add(replace(step, starts_round=False, opens=None))
        self.gap = NOWHERE_YET
        self.opens, self.starts_round = None, False

    def _add_changeover(self, before: Step, title: str) -> None:
        is_elastic = self.gap.around is None or not self.gap.around.clocked
        changeover = replace(before, kind=StepKind.CHANGEOVER, title=title, elastic=is_elastic)
        self._add(replace(changeover, duration_ms=LEAST_CHANGEOVER_MS))

    def _rest(self) -> Rest:
        """Return the rest that lies before the next set, as chosen, as the stage has it, or at its easy end."""
        gap, choices = self.gap, self.choices
        said = rest_between(gap)
        option, between = ("--round-rest", "rounds") if gap.is_round_rest else ("--rest", "exercises")
        chosen_ms = None if gap.is_round_rest else choices.rest_ms
        if gap.what == "rounds" and choices.round_rest_ms is not None:
            chosen_ms = choices.round_rest_ms
        if chosen_ms is not None and gap.can_be_chosen:
            return Rest(Range(chosen_ms, chosen_ms))
        if said.time_ms is None:
            return said
        subject = Subject.ROUND_REST if gap.is_round_rest else Subject.REST
        staged = self.stage.staged(subject, said.time_ms.high)
        if isinstance(staged, int) and staged != said.time_ms.high:
            return Rest(Range(staged, staged))
        if said.time_ms.is_open and not choices.stage:
            span = f"{seconds_text(said.time_ms.low)} to {seconds_text(said.time_ms.high)}"
            what = between if gap.can_be_chosen else gap.what
            changed = f"; {option} changes it" if gap.can_be_chosen else ""
            self._note(
                f"rest between {what}: {seconds_text(said.time_ms.high)}, the longest of {span}{changed}", gap.line
            )
        return said

    def _clock(self, every_ms: Ms | None, begin: int, line: int | None) -> _Clock | None:
        """Return the clock of what began at a step: it runs from the first set there."""
        if every_ms is None:
            return None
        return _Clock(every_ms, next(step.index for step in self.steps[begin:] if step.is_set), line)

    def _wait_for_start(self, clock: _Clock) -> None:
        """Let the next set begin at the next start on the clock; say so if one was missed."""
        used_ms = sum(step.duration_ms for step in self.steps[clock.first_set :])
        index = -(-(used_ms + LEAST_CLOCK_REST_MS) // clock.every_ms)
        missed = index > clock.index + 1
        clock.index = index
        self.gap = replace(self.gap, start_ms=index * clock.every_ms - used_ms, missed=missed)
        if missed:
            message = f"a start is missed: what is to be done takes longer than {seconds_text(clock.every_ms)}"
            self._note(message, clock.line, Severity.WARNING)

    def _emom(self, group: Group, around: Around) -> None:
        """Add a set a minute, each beginning on the minute."""
        items = [item for item in group.items if isinstance(item, Exercise) and around.offers(item.levels)]
        minutes = (group.time_ms or 0) // EMOM_MS
        rounds = -(-minutes // len(items)) if items else 0
        begin, clock, minute = len(self.steps), None, 0
        while items and minute < minutes:
            round_, position = minute // len(items) + 1, minute % len(items)
            own = replace(around.within_exercise(items[position]), clocked=True, round=round_, rounds=rounds)
            self.starts_round = not position
            rung = at_rung(items[position], round_ - 1)
            for side, part, is_other in self._sides(rung, own, round_):
                if is_other:
                    self._between("sides", own)
                self._set(part, own, side, number_of=(1, 1), is_other=is_other)
            clock = clock or self._clock(EMOM_MS, begin, around.line(group))
            self._between("exercises", own)
            if clock:
                self._wait_for_start(clock)
                minute = clock.index
        self.gap = NOWHERE_YET

    def _block(self, group: Group, around: Around) -> None:
        """Add a group of which the exercises are read once, and then the clock is kept."""
        items = [item for item in group.items if isinstance(item, Exercise) and around.offers(item.levels)]
        rounds = self._rounds(group, around) if group.mode is Mode.FOR_TIME else 1
        easy = [at_easy_end(item) for item in items]
        block = tuple(replace(item, load=with_kilos(item.load, around.references)) for item in easy)
        paces = [item.pace or _movement_pace(around.workout, item) for item in easy]
        total_ms = sum(
            estimate_ms(at_rung(item, round_).dose, pace)
            for item, pace in zip(easy, paces, strict=True)
            for round_ in range(rounds)
        )
        duration_ms = group.time_ms or total_ms
        waits = group.time_ms is None
        dose = Free() if group.mode is Mode.FOR_TIME else Timed(Amount.of(duration_ms))
        exercise = Exercise(group.title, dose, group.place, cap_ms=group.time_ms)
        if waits:
            self._note(f"{group.title} waits for you: {seconds_text(duration_ms)} are estimated", around.line(exercise))
        step = Step(
            index=0,
            kind=StepKind.WORK,
            title=group.title,
            duration_ms=duration_ms,
            waits=waits and not around.clocked,
            exercise=exercise,
            block=block,
            block_rounds=rounds if group.mode is Mode.FOR_TIME else None,
            block_ms=duration_ms,
            opens=self.opens,
        )
        self._add_set(step, around)

    def _rounds(self, group: Group, around: Around) -> int:
        """Return a group's rounds: as chosen, if it leaves them open or is the only group; else as it says."""
        said = group.rounds or Range(1, 1)
        is_only = around.only_group and not around.is_nested and not around.is_linked
        chosen = self.choices.rounds
        line = around.line(group)
        if chosen is None or not (said.is_open or is_only):
            staged = self.stage.staged(Subject.ROUNDS, said.low)
            if isinstance(staged, int) and staged != said.low:
                return staged
            if said.is_open and not self.choices.stage:
                span = f"{said.low}-{said.high}"
                self._note(f"rounds: {said.low}, the fewest of {span}; --rounds changes it", line)
            return said.low
        self.used_rounds = True
        if not said.low <= chosen <= said.high:
            span = f"{said.low}-{said.high}" if said.is_open else str(said.low)
            self._note(f"rounds: {chosen} as chosen, though the script says {span}", line, Severity.WARNING)
        return chosen

    def _sets(self, exercise: Exercise, around: Around) -> int:
        said = exercise.sets
        staged = self.stage.staged(Subject.SETS, said.low)
        if isinstance(staged, int) and staged != said.low:
            return staged
        if said.is_open:
            message = f"sets of {exercise.name}: {said.low}, the fewest of {said.low}-{said.high}"
            self._note(message, around.line(exercise))
        return said.low

    def _note_unused_rounds(self) -> None:
        if self.choices.rounds is not None and not self.used_rounds:
            message = f"--rounds {self.choices.rounds} changes nothing: every group of the script fixes its own"
            self._note(message, self.workout.groups[0].place.line or None, Severity.WARNING)

    def _pace(self, exercise: Exercise, movement: Movement | None, around: Around) -> Pace | Tempo | SelfPaced | None:
        """Return the pace of a set; None where it has none: a time, a hold, a distance."""
        written = exercise.pace or (movement.pace if movement else None)
        if not counts_itself(exercise.dose) or not isinstance(exercise.dose, Counted):
            return written if isinstance(exercise.dose, Timed) and isinstance(written, Pace | Tempo) else None
        if written is None and around.self_paced:
            written = SelfPaced()
        paced = self.choices.paced
        if paced is False or (isinstance(written, SelfPaced) and not paced):
            return SelfPaced()
        if isinstance(written, Pace | Tempo):
            return written
        unit = exercise.dose.counts[0].unit
        pace_ms = DEFAULT_PACE_MS[unit]
        message = f"pace of {exercise.name}: {seconds_text(pace_ms)} per {unit.value}, as the script gives none"
        self._note(message, around.line(exercise))
        return Pace(pace_ms, unit)

    def _note(self, message: str, line: int | None = None, severity: Severity = Severity.INFO) -> None:
        """Note something once."""
        if message not in self.noted:
            self.noted.add(message)
            self.notes.append(Note(severity, message, line))


def _overridden(group: Group, link: Link) -> Group:
    """Return a group of a script that is run, with the terms of the link in place of its own."""
    said = {
        name: rest for name in ("reps", "sides", "sets", "exercises", "rounds") if (rest := getattr(link.rests, name))
    }
    return replace(group, rounds=link.rounds or group.rounds, rests=replace(group.rests, **said))


def _levels_of(workout: Workout) -> tuple[str, ...]:
    linked = [item.workout for group in workout.groups for item in group.items if isinstance(item, Link)]
    return (*workout.levels, *(level for inner in linked for level in inner.levels))


def _movement_pace(workout: Workout, exercise: Exercise) -> Pacing | None:
    movement = workout.movement_of(exercise)
    return movement.pace if movement else None


def _is_hold(exercise: Exercise) -> bool:
    dose = exercise.dose
    return isinstance(dose, Held) or (isinstance(dose, Timed | Counted) and dose.hold)


def title_of(exercise: Exercise, side: Side | None) -> str:
    """Return the title of a set, with its side where the sheet does not name it."""
    if side is None or side is side_of(exercise.detail):
        return exercise.title
    limb = "" if exercise.limb == "side" else f" {exercise.limb}"
    return f"{exercise.title}, {side.value}{limb}"


def _period_ms(exercise: Exercise, pace: object, rest_ms: Ms) -> Ms:
    if not isinstance(pace, Pace | Tempo):
        return 0
    return pace.duration_ms + (rest_ms if isinstance(exercise.dose, Counted) else 0)
