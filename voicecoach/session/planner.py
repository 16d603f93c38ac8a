"""Planning: every choice is made, and a workout becomes a flat list of steps."""

from collections.abc import Iterator
from dataclasses import dataclass, replace

from voicecoach.errors import ChoiceError, Severity, VoicecoachError
from voicecoach.session.draft import Draft, next_start
from voicecoach.session.gaps import Gap, Scope
from voicecoach.session.resolve import at_rung
from voicecoach.session.sets import Sets
from voicecoach.session.stages import Stage, choose_stage
from voicecoach.session.steps import (
    EDGE_MS,
    LEAST_CHANGEOVER_MS,
    Choices,
    SectionIntro,
    Session,
    Starts,
    Step,
    StepKind,
)
from voicecoach.talk import over
from voicecoach.units import Ms
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
    Rest,
    Subject,
    Workout,
)


def plan(workout: Workout, choices: Choices) -> Session:
    """Make every choice: resolve ranges, ladders and levels, repeat rounds, put rests and changeovers between the sets.

    An open range is resolved at its easy end, fewest rounds and longest rest, and a note says so.

    Raises:
        ChoiceError: the workout does not offer a choice that was made.
        VoicecoachError: there is nothing to do in it.
    """
    stage, too_easy = choose_stage(workout, choices.stage, choices.ease)
    draft = Draft(choices, stage)
    planner = _Planner(workout, choices, stage, draft, Sets(choices, stage, draft))
    if too_easy:
        draft.note("there is nothing left to make easier", severity=Severity.WARNING)
    return planner.session()


@dataclass(slots=True)
class _Planner:
    """Walks through a workout, and adds its sets to the draft in their order."""

    workout: Workout
    choices: Choices
    stage: Stage
    draft: Draft
    sets: Sets
    used_rounds: bool = False

    def session(self) -> Session:
        """Return the whole session."""
        workout, draft = self.workout, self.draft
        cues = over(self.choices.cues, over(workout.cues, self.choices.usual_cues))
        draft.add(Step(0, StepKind.INTRO, workout.title, EDGE_MS, elastic=True, cues=cues))
        draft.said.update((*workout.introduction, *workout.safety))
        offered = tuple(dict.fromkeys(_levels_of(workout)))
        chosen = self.choices.level
        if chosen is not None and chosen not in offered:
            hint = f"one of: {', '.join(offered)}" if offered else "this script has only one way to be done"
            raise ChoiceError(f"there is no level '{chosen}'", hint)
        self._script(workout, workout.groups, Scope(workout, workout.path, cues=self.choices.usual_cues))
        if not any(step.is_set for step in draft.steps):
            hint = "a script needs '## Sequence: 2 rounds' and items such as '- Lateral walks: 10 steps'"
            raise VoicecoachError(f"there is nothing to do in '{workout.title}'", hint)
        draft.add(Step(0, StepKind.OUTRO, "Finish", EDGE_MS, elastic=True, cues=cues))
        self._note_unused_choices()
        return Session(workout, self.choices, tuple(draft.steps), tuple(draft.notes), self.stage.load(workout.load))

    def _script(self, workout: Workout, groups: tuple[Group, ...], scope: Scope) -> None:
        """Add all groups of a script, at its own level, with its own settings."""
        chosen = {name.casefold(): load for name, load in self.choices.references.items()}
        own = {name.casefold(): load for name, load in workout.references.items()}
        level = self._level(workout)
        inner = replace(
            scope,
            workout=workout,
            level=level,
            references={**own, **scope.references, **chosen},
            rests=(workout.rests,),
            self_paced=workout.self_paced,
            cues=over(workout.cues, scope.cues),
        )
        shown = [group for group in groups if inner.offers(group.levels) and _has_work(group.items, inner)]
        for group in shown:
            is_news = len(shown) > 1 and not group.mode.is_block
            self.draft.begin(SectionIntro(group.title if is_news else "", group.introduction, group.safety))
            is_only = len(shown) == 1 and workout is self.workout and not any(map(_leaves_rounds_open, group.items))
            self._group(group, inner, takes_rounds=is_only)
            self.draft.between(Between.EXERCISES, inner.within(group), after=group.rests.after)

    def _level(self, workout: Workout) -> str | None:
        """Return the level at which a script is done: the one that was chosen, if it offers it, or its first."""
        if self.choices.level in workout.levels or not workout.levels:
            return self.choices.level
        first, *others = workout.levels
        if others:
            of_which = "" if workout is self.workout else f" of {workout.title}"
            self.draft.note(f"level{of_which}: {first}, the first; --level changes it to {', '.join(others)}")
        return first

    def _group(self, group: Group, scope: Scope, *, takes_rounds: bool = False) -> None:
        """Add everything that a group does."""
        within = scope.within(group)
        if group.mode.is_block:
            is_for_time = group.mode is Mode.FOR_TIME
            rounds = self._number_of_rounds(group, within, takes_rounds=takes_rounds) if is_for_time else None
            self.sets.add_block(group, within, rounds)
        elif group.mode is Mode.EMOM:
            self._emom(group, within)
        else:
            self._rounds(group, within, takes_rounds=takes_rounds)

    def _rounds(self, group: Group, within: Scope, *, takes_rounds: bool) -> None:
        draft, clock = self.draft, None
        self._say_starts(Starts.ROUND, group.every_ms, group)
        rounds = self._number_of_rounds(group, within, takes_rounds=takes_rounds)
        for round_ in range(1, rounds + 1):
            own = within.in_round(round_, rounds)
            if round_ > 1:
                draft.between(Between.ROUNDS, own, after=draft.gap.after)
            if clock:
                draft.wait_for_start(clock)
            draft.starts_round = draft.starts_round or rounds > 1
            begin = len(draft.steps)
            self._items(group.items, replace(own, clocked=own.clocked or group.every_ms is not None))
            clock = clock or draft.clock(group.every_ms, begin, within.line(group))

    def _items(self, items: tuple[Item, ...], scope: Scope) -> None:
        draft, begun = self.draft, False
        for item in items:
            if isinstance(item, Pause):
                draft.gap = Gap(scope=scope, rest=item.rest)
                continue
            if not scope.offers(item.levels) or not _has_work((item,), scope):
                continue
            if begun:
                draft.between(Between.EXERCISES, scope, after=draft.gap.after)
            begun = True
            match item:
                case Exercise():
                    self._exercise(item, scope)
                case Group():
                    self._group(item, scope)
                    draft.gap = replace(draft.gap, after=item.rests.after)
                case Link():
                    self._link(item, scope)
                    draft.gap = replace(draft.gap, after=item.rests.after)

    def _link(self, link: Link, scope: Scope) -> None:
        """Run another script here, with its own movements and settings."""
        load = self.stage.load(link.workout.load)
        news = None if load == self.stage.load(self.workout.load) else load
        self.draft.begin(SectionIntro(link.title, link.workout.introduction, link.workout.safety, news))
        self._script(link.workout, link.groups, scope)

    def _exercise(self, exercise: Exercise, scope: Scope) -> None:
        """Add the sets of one line of the sheet."""
        draft, own = self.draft, scope.within_exercise(exercise)
        by_round = exercise.takes_a_rung_a_round(scope.rounds_of_rungs)
        sets = exercise.rungs if exercise.rungs > 1 and not by_round else self._number_of_sets(exercise, scope)
        self._say_starts(Starts.SET, exercise.every_ms, exercise)
        begin, clock = len(draft.steps), None
        for number in range(1, sets + 1):
            if number > 1:
                draft.between(Between.SETS, own)
            if clock:
                draft.wait_for_start(clock)
            rung = at_rung(exercise, scope.round - 1 if by_round else number - 1)
            self.sets.add(rung, own, (number, sets))
            clock = clock or draft.clock(exercise.every_ms, begin, scope.line(exercise))
        draft.gap = Gap(after=exercise.rests.after)

    def _say_starts(self, starts: Starts, time_ms: Ms | None, item: Group | Exercise) -> None:
        """Have it said once that something starts on the clock."""
        if time_ms and not self.draft.is_said((starts, item.title, item.location)):
            self.draft.begin(SectionIntro(starts=(starts, time_ms)))

    def _number_of_rounds(self, group: Group, within: Scope, *, takes_rounds: bool) -> int:
        """Return a group's rounds: as chosen, if it leaves them open or is the only group; else as it says."""
        said, chosen, line = group.rounds or Range(1, 1), self.choices.rounds, within.line(group)
        if chosen is None or not (said.is_open or takes_rounds):
            staged = self.stage.number(Subject.ROUNDS, said.low)
            if said.is_open and staged == said.low:
                span = f"{said.low}-{said.high}"
                self.draft.note(f"rounds: {said.low}, the fewest of {span}; --rounds changes it", line)
            return staged
        self.used_rounds = True
        if not said.low <= chosen <= said.high:
            span = f"{said.low}-{said.high}" if said.is_open else str(said.low)
            message = f"rounds: {chosen} as chosen, though the script says {span}"
            self.draft.note(message, line, Severity.WARNING)
        return chosen

    def _number_of_sets(self, exercise: Exercise, scope: Scope) -> int:
        said = exercise.sets
        staged = self.stage.number(Subject.SETS, said.low)
        if said.is_open and staged == said.low:
            message = f"sets of {exercise.name}: {said.low}, the fewest of {said.low}-{said.high}"
            self.draft.note(message, scope.line(exercise))
        return staged

    def _note_unused_choices(self) -> None:
        line = self.workout.groups[0].location.line or None
        if self.choices.rounds is not None and not self.used_rounds:
            message = f"--rounds {self.choices.rounds} changes nothing: every group of the script fixes its own"
            self.draft.note(message, line, Severity.WARNING)
        for name in self.choices.references:
            if name.casefold() not in self.sets.used_references:
                message = f"--reference '{name}' changes nothing: no percentage that is done is of it"
                self.draft.note(message, line, Severity.WARNING)

    def _emom(self, group: Group, within: Scope) -> None:
        """Add a set a minute, each beginning on the minute; the rest of the last one lies before what follows."""
        draft = self.draft
        self._say_starts(Starts.MINUTE, group.time_ms, group)
        items = within.offered(group)
        minutes = (group.time_ms or 0) // EMOM_MS
        rounds = -(-minutes // len(items))
        begin, clock, minute = len(draft.steps), None, 0
        while minute < minutes:
            round_, position = minute // len(items) + 1, minute % len(items)
            item = items[position]
            own = replace(within.within_exercise(item), slot_ms=EMOM_MS, clocked=True, round=round_, rounds=rounds)
            if clock:
                draft.between(Between.EXERCISES, own)
                draft.wait_for_start(clock)
            draft.starts_round = not position and rounds > 1
            self.sets.add(at_rung(item, round_ - 1), own, (1, 1))
            clock = clock or draft.clock(EMOM_MS, begin, within.line(group))
            minute = next_start(clock, draft.used_ms(clock)) if clock else minutes
            if clock and clock.index + 1 < minutes <= minute:
                draft.note_missed(clock)
        left_ms = minutes * EMOM_MS - draft.used_ms(clock) if clock else 0
        rest = Rest(Range(left_ms, left_ms)) if left_ms >= LEAST_CHANGEOVER_MS else None
        draft.gap = Gap(scope=within, rest=rest)


def _has_work(items: tuple[Item, ...], scope: Scope) -> bool:
    """Whether anything of a list is done at the chosen level; what a link runs decides on its own levels."""
    for item in items:
        if isinstance(item, Pause) or not scope.offers(item.levels):
            continue
        if not isinstance(item, Group) or _has_work(item.items, scope):
            return True
    return False


def _leaves_rounds_open(item: Item) -> bool:
    """Whether a group within, or one that a link runs, leaves its rounds to be chosen."""
    if isinstance(item, Link):
        return any(map(_leaves_rounds_open, item.groups))
    if not isinstance(item, Group):
        return False
    is_open = item.rounds is not None and item.rounds.is_open
    return is_open or any(map(_leaves_rounds_open, item.items))


def _levels_of(workout: Workout) -> Iterator[str]:
    """Yield the levels that a workout offers, and those of every script that it runs."""
    yield from workout.levels
    for link in workout.links():
        yield from _levels_of(link.workout)
