"""The walk through a workout: every set in order, and what ends and begins between them."""

from collections.abc import Iterator
from dataclasses import dataclass, replace

from voicecoach.session.blocks import plan_block
from voicecoach.session.choices import Choices, PlanLog
from voicecoach.session.planned import ClockEnd, ClockStart, Mark, Opening, RoundStart, Spoken
from voicecoach.session.resolve import chosen_load
from voicecoach.session.rests import rest_between, rest_of_item
from voicecoach.session.scope import Clock, Scope, Script
from voicecoach.session.sets import plan_set
from voicecoach.session.stages import Stage
from voicecoach.session.steps import Interval, SectionIntro, Starts
from voicecoach.session.work import RoundKind, RoundOf
from voicecoach.talk import over
from voicecoach.workout import (
    EMOM_MS,
    Between,
    Exercise,
    Group,
    Item,
    Link,
    Mode,
    Pause,
    Range,
    References,
    Say,
    Subject,
    Workout,
)


def walk(workout: Workout, choices: Choices, stage: Stage, log: PlanLog) -> Iterator[Mark]:
    """Yield every set of a workout, and what ends and begins between them, in order."""
    scope = Scope(Script(workout, choices, stage, workout.path), cues=choices.usual_cues)
    return _Walk(workout, choices, stage, log).script(workout, workout.groups, scope)


@dataclass(frozen=True, slots=True)
class _Walk:
    """A walk through a workout and the scripts that it runs."""

    workout: Workout
    choices: Choices
    stage: Stage
    log: PlanLog

    def script(self, workout: Workout, groups: tuple[Group, ...], around: Scope) -> Iterator[Mark]:
        """Yield all groups of a script, at its own levels, with its own settings."""
        scope = replace(
            around,
            script=self._script(workout, around),
            rests=(workout.rests,),
            self_paced=workout.self_paced,
            cues=over(workout.cues, around.cues),
            is_nested=False,
        )
        shown = [group for group in groups if scope.has_work((group,))]
        for group in shown:
            is_named_by_opening = group is groups[0] and group.title == workout.title
            is_news = len(shown) > 1 and not group.mode.is_block and not is_named_by_opening
            yield Opening(SectionIntro(group.title if is_news else "", group.introduction, group.safety))
            is_only = len(shown) == 1 and workout is self.workout and not any(map(_leaves_rounds_open, group.items))
            yield from self._group(group, scope, takes_rounds=is_only)
            yield replace(
                rest_between(Between.EXERCISES, scope.within(group), after=group.rests.after), ends_clock=True
            )

    def _script(self, workout: Workout, around: Scope) -> Script:
        """Return a script with its levels and references: those chosen win, then those of the script that runs it."""
        script = around.script
        references = References({**workout.references, **script.references, **self.choices.references})
        return replace(script, workout=workout, levels=frozenset(self._levels(workout)), references=references)

    def _levels(self, workout: Workout) -> Iterator[str]:
        """Yield the level at which a script is done on each of its axes: the one that was chosen, or the first."""
        of_which = "" if workout is self.workout else f" of {workout.title}"
        for axis in workout.levels:
            chosen = [level for level in axis if level in self.choices.level]
            if not chosen and len(axis) > 1:
                self.log.info(f"level{of_which}: {axis[0]}, the first of {', '.join(axis)}", choice="level")
            yield next(iter(chosen), axis[0])

    def _group(self, group: Group, scope: Scope, *, takes_rounds: bool = False) -> Iterator[Mark]:
        """Yield the sets of a group; ``takes_rounds`` if the chosen rounds apply even if it fixes its own."""
        within = scope.within(group)
        match group.mode:
            case Mode.AMRAP:
                yield plan_block(group, within, None)
            case Mode.FOR_TIME:
                yield plan_block(group, within, self._number_of_rounds(group, within, takes_rounds=takes_rounds))
            case Mode.EMOM:
                yield from self._emom(group, within)
            case Mode.ROUNDS:
                yield from self._rounds(group, within, takes_rounds=takes_rounds)

    def _rounds(self, group: Group, within: Scope, *, takes_rounds: bool) -> Iterator[Mark]:
        if group.every_ms:
            yield _opening(Interval(Starts.ROUND, group.every_ms, until_missed=group.until_missed), group)
        rounds = self._number_of_rounds(group, within, takes_rounds=takes_rounds)
        clock, items = within.clock(group, group.every_ms, until_missed=group.until_missed), within.done(group.items)
        *_, last = (item for item in items if not isinstance(item, Pause | Say))
        kind = RoundKind.BLOCK if any(map(_has_rounds, items)) else RoundKind.ROUND
        for round_ in range(1, rounds + 1):
            if clock in self.log.over:
                break
            own = within.in_round(round_, rounds)
            if round_ > 1:
                yield rest_between(Between.ROUNDS, own, after=last.rests.after)
                if clock:
                    yield ClockStart(clock)
            title = group.title if within.is_nested and round_ == 1 else ""
            begins = RoundOf(round_, rounds, kind, title, within.comes_again)
            if rounds > 1 or begins.title:
                yield RoundStart(begins, is_round=rounds > 1)
            yield from self._items(items, own.on(clock), is_last=round_ == rounds > 1)
        if clock:
            yield ClockEnd(clock, rounds, is_shared=True)

    def _items(self, items: tuple[Item, ...], scope: Scope, *, is_last: bool) -> Iterator[Mark]:
        """Yield items that are done, one after the other; ``is_last`` in the last of several rounds."""
        before: Exercise | Group | Link | None = None
        last = max(at for at, item in enumerate(items) if not isinstance(item, Pause | Say))
        for at, item in enumerate(items):
            if isinstance(item, Say):
                yield Spoken(item, needs_rest=is_last and at > last)
                continue
            if isinstance(item, Pause):
                yield rest_of_item(item, scope)
                continue
            if before:
                yield rest_between(Between.EXERCISES, scope, after=before.rests.after)
            before = item
            match item:
                case Exercise():
                    yield from self._exercise(item, scope)
                case Group():
                    yield from self._group(item, replace(scope, is_nested=True))
                case Link():
                    yield from self._link(item, scope)

    def _link(self, link: Link, scope: Scope) -> Iterator[Mark]:
        """Run another script here, with its own movements and settings."""
        load, own = (
            chosen_load(workout.load, self.stage, self.choices, self.log) for workout in (link.workout, self.workout)
        )
        news = None if load == own else load
        yield Opening(SectionIntro(link.title, link.workout.introduction, link.workout.safety, news))
        yield from self.script(link.workout, link.groups, scope)

    def _exercise(self, exercise: Exercise, scope: Scope) -> Iterator[Mark]:
        """Yield the sets of one line of the sheet."""
        by_round = exercise.takes_a_rung_a_round(scope.rounds_of_rungs)
        sets = exercise.rungs if exercise.rungs > 1 and not by_round else self._number_of_sets(exercise, scope)
        clock = scope.clock(exercise, exercise.every_ms, times_sets=True)
        own = scope.within_exercise(exercise).on(clock)
        if exercise.every_ms:
            interval = Interval(Starts.SET, exercise.every_ms)
            yield Opening(SectionIntro(starts=interval), key=(interval, scope.line or exercise.title))
        for number in range(1, sets + 1):
            if number > 1:
                yield rest_between(Between.SETS, own)
                if clock:
                    yield ClockStart(clock)
            rung = exercise.at_rung(scope.round - 1 if by_round else number - 1)
            at = (scope.round, scope.rounds_of_rungs) if by_round else (number, sets)
            yield from plan_set(rung, own, (number, sets), rung=at if exercise.is_ladder_of_doses else (1, 1))
        if clock:
            yield ClockEnd(clock, sets, is_shared=True)

    def _emom(self, group: Group, within: Scope) -> Iterator[Mark]:
        """Yield a set for each interval, such as a minute, and the end of the last one."""
        every_ms, items = group.interval_ms, within.exercises(group)
        spoken = _spoken_before(within.done(group.items))
        clock = Clock(every_ms, within.line, times_sets=True, until_missed=group.until_missed)
        intervals = (group.time_ms or 0) // every_ms
        rounds = -(-intervals // len(items))
        starts = Starts.MINUTE if every_ms == EMOM_MS else Starts.TURN
        yield _opening(Interval(starts, every_ms, group.time_ms, group.until_missed), group)
        for turn in range(intervals):
            if clock in self.log.over:
                break
            (round_, at), item = divmod(turn, len(items)), items[turn % len(items)]
            own = replace(within.within_exercise(item).on(clock), round=round_ + 1, rounds=rounds)
            if turn:
                yield rest_between(Between.EXERCISES, own)
                yield ClockStart(clock, turn)
            title = group.title if within.is_nested and not turn else ""
            if starts is Starts.MINUTE:
                yield RoundStart(
                    RoundOf(turn + 1, intervals, RoundKind.MINUTE, title, within.comes_again), is_round=not at
                )
            elif not at:
                yield RoundStart(RoundOf(round_ + 1, rounds, title=title, comes_again=within.comes_again))
            yield from map(Spoken, (*(spoken[-1] if turn and not at else ()), *spoken[at]))
            yield from plan_set(item.at_rung(round_), own)
        yield ClockEnd(clock, intervals)

    def _number_of_rounds(self, group: Group, within: Scope, *, takes_rounds: bool) -> int:
        """Return a group's rounds: the chosen ones if it leaves them open or ``takes_rounds``, else its own."""
        said, chosen, line = group.bounded_rounds or Range(1, 1), self.choices.rounds, within.line
        if chosen is None or not (said.is_open or takes_rounds):
            staged = self.stage.number(Subject.ROUNDS, said.low)
            if said.is_open and staged == said.low:
                self.log.info(f"rounds: {said.low}, the fewest of {_span(said)}", line, choice="rounds")
            return staged
        self.log.choices_used.add("rounds")
        if not said.low <= chosen <= said.high:
            self.log.warn(f"rounds: {chosen} as chosen, but the script says {_span(said)}", line)
        return chosen

    def _number_of_sets(self, exercise: Exercise, scope: Scope) -> int:
        said = exercise.sets
        staged = self.stage.number(Subject.SETS, said.low)
        if said.is_open and staged == said.low:
            line = scope.line_of(exercise)
            self.log.info(f"sets of {exercise.name}: {said.low}, the fewest of {_span(said)}", line)
        return staged


def _has_rounds(item: Item) -> bool:
    """Whether an item is or contains a group of several rounds, also in linked scripts."""
    if isinstance(item, Link):
        return any(map(_has_rounds, item.groups))
    if not isinstance(item, Group) or item.mode is not Mode.ROUNDS:
        return False
    return (item.rounds is not None and item.rounds.high > 1) or any(map(_has_rounds, item.items))


def _span(number: Range) -> str:
    return f"{number.low}-{number.high}" if number.is_open else str(number.low)


def _opening(interval: Interval, group: Group) -> Opening:
    """Announce, once for each group, that something starts on the clock."""
    return Opening(SectionIntro(starts=interval), key=(interval, group.title, group.location))


def _spoken_before(items: tuple[Item, ...]) -> list[tuple[Say, ...]]:
    """Return the lines before each exercise of a group and, last, those after all of them."""
    found: list[tuple[Say, ...]] = [()]
    for item in items:
        if isinstance(item, Say):
            found[-1] = (*found[-1], item)
        else:
            found.append(())
    return found


def _leaves_rounds_open(item: Item) -> bool:
    """Whether an item is or contains a group that leaves its rounds open, also in linked scripts."""
    if isinstance(item, Link):
        return any(map(_leaves_rounds_open, item.groups))
    if not isinstance(item, Group):
        return False
    is_open = item.rounds is not None and item.rounds.is_open
    return is_open or any(map(_leaves_rounds_open, item.items))
