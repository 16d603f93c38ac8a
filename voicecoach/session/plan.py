"""Planning: every choice is made, and a workout becomes a flat list of steps."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field, replace

from voicecoach.errors import ChoiceError, Severity, VoicecoachError
from voicecoach.session.beats import work_ms
from voicecoach.session.draft import Draft, next_start
from voicecoach.session.gaps import Around, Gap
from voicecoach.session.resolve import (
    DEFAULT_PACE_MS,
    RELEASE_MS,
    at_easy_end,
    at_rung,
    counts_itself,
    estimate_ms,
    estimate_of_line_ms,
    halves,
    needs_listener,
    with_kilos,
)
from voicecoach.session.stages import Stage, choose_stage
from voicecoach.session.steps import EDGE_MS, LEAST_CHANGEOVER_MS, Choices, Opening, Session, Step, StepKind
from voicecoach.units import MS_PER_SECOND, Ms, seconds_text
from voicecoach.workout import (
    EMOM_MS,
    PER_UNIT,
    Amount,
    Between,
    Counted,
    Exercise,
    Free,
    Group,
    Held,
    Item,
    Link,
    Load,
    LoadUnit,
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
    Workout,
    side_of,
)


def plan(workout: Workout, choices: Choices) -> Session:
    """Make every choice: resolve ranges, ladders and levels, repeat rounds, put rests and changeovers between the sets.

    An open range is resolved at its easy end, fewest rounds and longest rest, and a note says so.

    Raises:
        ChoiceError: the workout does not offer a choice that was made.
        VoicecoachError: there is nothing to do in it.
    """
    stage, too_easy = choose_stage(workout, choices.stage, choices.ease)
    planner = _Planner(workout, choices, stage, Draft(choices, stage))
    if too_easy:
        planner.draft.note("there is nothing left to make easier", severity=Severity.WARNING)
    return planner.session()


@dataclass(slots=True)
class _Planner:
    """Walks through a workout, and adds its sets to the draft in their order."""

    workout: Workout
    choices: Choices
    stage: Stage
    draft: Draft
    sets_of_movement: Counter[str] = field(default_factory=Counter)
    sets_of_title: Counter[str] = field(default_factory=Counter)
    used_rounds: bool = False
    used_references: set[str] = field(default_factory=set)

    def session(self) -> Session:
        """Return the whole session."""
        workout, draft = self.workout, self.draft
        draft.add(Step(0, StepKind.INTRO, workout.title, EDGE_MS, elastic=True))
        draft.said.update((*workout.introduction, *workout.safety))
        offered = tuple(dict.fromkeys(_levels_of(workout)))
        chosen = self.choices.level
        if chosen is not None and chosen not in offered:
            hint = f"one of: {', '.join(offered)}" if offered else "this script has only one way to be done"
            raise ChoiceError(f"there is no level '{chosen}'", hint)
        path = workout.groups[0].place.path if workout.groups else ""
        self._script(workout, workout.groups, Around(workout, path))
        if not any(step.is_set for step in draft.steps):
            hint = "a script needs '## Sequence: 2 rounds' and items such as '- Lateral walks: 10 steps'"
            raise VoicecoachError(f"there is nothing to do in '{workout.title}'", hint)
        draft.add(Step(0, StepKind.OUTRO, "Finish", EDGE_MS, elastic=True))
        self._note_unused_choices()
        return Session(workout, self.choices, tuple(draft.steps), tuple(draft.notes), self.stage.load(workout.load))

    def _script(self, workout: Workout, groups: tuple[Group, ...], around: Around) -> None:
        """Add all groups of a script, at its own level, with its own settings."""
        chosen = {name.casefold(): load for name, load in self.choices.references.items()}
        own = {name.casefold(): load for name, load in workout.references.items()}
        level = self._level(workout)
        inner = replace(
            around,
            workout=workout,
            level=level,
            references={**own, **around.references, **chosen},
            rests=(workout.rests,),
            self_paced=workout.self_paced,
        )
        shown = [group for group in groups if inner.offers(group.levels) and _has_work(group.items, inner)]
        for group in shown:
            is_news = len(shown) > 1 and not group.mode.is_block
            self.draft.begin(Opening(group.title if is_news else "", group.introduction, group.safety))
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

    def _group(self, group: Group, around: Around, *, takes_rounds: bool = False) -> None:
        """Add everything that a group does."""
        within = around.within(group)
        if group.mode.is_block:
            self._block(group, within, takes_rounds=takes_rounds)
        elif group.mode is Mode.EMOM:
            self._emom(group, within)
        else:
            self._rounds(group, within, takes_rounds=takes_rounds)

    def _rounds(self, group: Group, within: Around, *, takes_rounds: bool) -> None:
        draft, clock = self.draft, None
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

    def _items(self, items: tuple[Item, ...], around: Around) -> None:
        draft, begun = self.draft, False
        for item in items:
            if isinstance(item, Pause):
                draft.gap = Gap(around=around, rest=item.rest)
                continue
            if not around.offers(item.levels) or not _has_work((item,), around):
                continue
            if begun:
                draft.between(Between.EXERCISES, around, after=draft.gap.after)
            begun = True
            match item:
                case Exercise():
                    self._exercise(item, around)
                case Group():
                    self._group(item, around)
                    draft.gap = replace(draft.gap, after=item.rests.after)
                case Link():
                    self._link(item, around)
                    draft.gap = replace(draft.gap, after=item.rests.after)

    def _link(self, link: Link, around: Around) -> None:
        """Run another script here, with its own movements and settings."""
        load = self.stage.load(link.workout.load)
        news = None if load == self.stage.load(self.workout.load) else load
        self.draft.begin(Opening(link.title, link.workout.introduction, link.workout.safety, news))
        self._script(link.workout, link.groups, around)

    def _exercise(self, exercise: Exercise, around: Around) -> None:
        """Add the sets of one line of the sheet."""
        draft, own = self.draft, around.within_exercise(exercise)
        by_round = exercise.takes_a_rung_a_round(around.rounds)
        sets = exercise.rungs if exercise.rungs > 1 and not by_round else self._number_of_sets(exercise, around)
        begin, clock = len(draft.steps), None
        for number in range(1, sets + 1):
            if number > 1:
                draft.between(Between.SETS, own)
            if clock:
                draft.wait_for_start(clock)
            rung = at_rung(exercise, around.round - 1 if by_round else number - 1)
            self._set(rung, own, (number, sets))
            clock = clock or draft.clock(exercise.every_ms, begin, around.line(exercise))
        draft.gap = Gap(after=exercise.rests.after)

    def _set(self, exercise: Exercise, own: Around, number_of: tuple[int, int]) -> None:
        """Add one set, on one side or on both, one after the other."""
        resolved = self._resolved(exercise, own)
        first = self.choices.first_side
        is_odd = {SideRule.ALTERNATING_SETS: number_of[0] % 2, SideRule.ALTERNATING_ROUNDS: own.round % 2}
        parts: tuple[tuple[Side | None, Exercise], ...] = ((exercise.side, resolved),)
        match exercise.side_rule:
            case SideRule.EACH:
                parts = (first, resolved), (first.other, resolved)
            case SideRule.SWITCH:
                one, two = halves(resolved)
                parts = (first, one), (first.other, two)
            case SideRule.ALTERNATING_SETS | SideRule.ALTERNATING_ROUNDS:
                parts = ((first if is_odd[exercise.side_rule] else first.other, resolved),)
            case SideRule.ALTERNATING:
                parts = ((None, resolved),)
        for position, (side, part) in enumerate(parts):
            if position:
                self.draft.between(Between.SIDES, own)
            self._part(part, own, side, number_of, is_other=position > 0)

    def _part(
        self, exercise: Exercise, own: Around, side: Side | None, number_of: tuple[int, int], *, is_other: bool
    ) -> None:
        """Add a set on one side, and count it."""
        title, name = exercise.title.casefold(), exercise.name.casefold()
        pace = self._pace(exercise, own)
        rests_ms = _reps_rest_ms(exercise, own)
        step = Step(
            index=0,
            kind=StepKind.HOLD if _is_hold(exercise) else StepKind.WORK,
            title=title_of(exercise, side),
            duration_ms=0,
            exercise=replace(exercise, sets=Range(1, 1)),
            movement=own.workout.movement_of(exercise),
            side=side,
            first_side=self.choices.first_side,
            is_other_side=is_other,
            pace_ms=pace.duration_ms + rests_ms if isinstance(pace, Pace | Tempo) else 0,
            phases=pace.phases if isinstance(pace, Tempo) else (),
            reps_rest_ms=rests_ms,
            set=self.sets_of_title[title] + (0 if is_other else 1),
            set_of=number_of,
            round=own.round,
            rounds=own.rounds,
            repeat=self.sets_of_movement[name],
        )
        self.sets_of_movement[name] += 1
        self.sets_of_title[title] += not is_other
        self.draft.add_set(self._timed(step, exercise, pace, own), own)

    def _timed(self, step: Step, exercise: Exercise, pace: Pacing | None, own: Around) -> Step:
        """Return the set with its length: by the clock, or an estimate where it waits for the listener."""
        if exercise.cap_ms is not None:
            return replace(step, duration_ms=exercise.cap_ms, pace_ms=0, phases=())
        is_self_paced = isinstance(pace, SelfPaced)
        if not is_self_paced and not needs_listener(exercise.dose):
            return replace(step, duration_ms=work_ms(step))
        unit = exercise.dose.counts[0].unit if isinstance(exercise.dose, Counted) else None
        estimated_ms = estimate_ms(exercise.dose, own.written_pace(exercise, unit))
        self._note_estimate(exercise.title, estimated_ms, own, exercise)
        timed = replace(step, duration_ms=estimated_ms, pace_ms=0, phases=(), is_self_paced=is_self_paced)
        return replace(timed, waits=not own.clocked)

    def _note_estimate(self, title: str, estimated_ms: Ms, around: Around, item: Exercise | Group) -> None:
        how = "is on the clock" if around.clocked else "waits for you"
        self.draft.note(f"{title} {how}: {seconds_text(estimated_ms)} are estimated", around.line(item))

    def _pace(self, exercise: Exercise, own: Around) -> Pacing | None:
        """Return the pace of a set; None where it has none: a time without phases, a hold, a distance."""
        dose = exercise.dose
        if isinstance(dose, Timed):
            written = own.written_pace(exercise, None)
            return written if isinstance(written, Tempo) else None
        if not isinstance(dose, Counted) or not counts_itself(dose):
            return None
        unit = dose.counts[0].unit
        written = own.written_pace(exercise, unit)
        movement = own.workout.movement_of(exercise)
        said = exercise.pace or (movement.pace if movement else None)
        is_own = isinstance(said, SelfPaced) or (said is None and own.self_paced)
        if self.choices.paced is False or (is_own and not self.choices.paced):
            return SelfPaced()
        if written:
            return written
        pace_ms = DEFAULT_PACE_MS[unit]
        message = f"pace of {exercise.name}: {seconds_text(pace_ms)} per {unit.value}, as the script gives none"
        self.draft.note(message, own.line(exercise))
        return Pace(pace_ms, unit)

    def _resolved(self, exercise: Exercise, own: Around) -> Exercise:
        """Return one set with every amount a single number: at the easy end, at the stage, in kilos."""
        staged = self.stage.applied(at_easy_end(exercise))
        for (what, said), (_, taken) in zip(exercise.amounts, staged.amounts, strict=False):
            if any(rung.is_open for rung in said.rungs) and said.value == taken.value:
                self._note_range(exercise, what, said.rungs[0], own)
        return replace(staged, load=self._loaded(staged.load, own))

    def _loaded(self, load: Load | None, own: Around) -> Load | None:
        if load and load.unit is LoadUnit.PERCENT:
            self.used_references.add(load.name.casefold())
        return with_kilos(load, own.references)

    def _note_range(self, exercise: Exercise, what: str, range_: Range, own: Around) -> None:
        scale, unit = {"time": (MS_PER_SECOND, " s"), "load": (PER_UNIT, "")}.get(what, (1, ""))
        low, high = f"{range_.low / scale:g}", f"{range_.high / scale:g}"
        message = f"{what} of {exercise.name}: {low}{unit}, the low end of {low}-{high}{unit}"
        self.draft.note(message, own.line(exercise))

    def _number_of_rounds(self, group: Group, within: Around, *, takes_rounds: bool) -> int:
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

    def _number_of_sets(self, exercise: Exercise, around: Around) -> int:
        said = exercise.sets
        staged = self.stage.number(Subject.SETS, said.low)
        if said.is_open and staged == said.low:
            message = f"sets of {exercise.name}: {said.low}, the fewest of {said.low}-{said.high}"
            self.draft.note(message, around.line(exercise))
        return staged

    def _note_unused_choices(self) -> None:
        line = self.workout.groups[0].place.line or None
        if self.choices.rounds is not None and not self.used_rounds:
            message = f"--rounds {self.choices.rounds} changes nothing: every group of the script fixes its own"
            self.draft.note(message, line, Severity.WARNING)
        for name in self.choices.references:
            if name.casefold() not in self.used_references:
                message = f"--reference '{name}' changes nothing: no percentage that is done is of it"
                self.draft.note(message, line, Severity.WARNING)

    def _emom(self, group: Group, within: Around) -> None:
        """Add a set a minute, each beginning on the minute; the rest of the last one lies before what follows."""
        draft = self.draft
        items = [item for item in group.items if isinstance(item, Exercise) and within.offers(item.levels)]
        minutes = (group.time_ms or 0) // EMOM_MS
        rounds = -(-minutes // len(items))
        begin, clock, minute = len(draft.steps), None, 0
        while minute < minutes:
            round_, position = minute // len(items) + 1, minute % len(items)
            item = items[position]
            own = replace(within.within_exercise(item), clocked=True, round=round_, rounds=rounds)
            if clock:
                draft.between(Between.EXERCISES, own)
                draft.wait_for_start(clock)
            draft.starts_round = not position and rounds > 1
            self._set(at_rung(item, round_ - 1), own, (1, 1))
            clock = clock or draft.clock(EMOM_MS, begin, within.line(group))
            minute = next_start(clock, draft.used_ms(clock)) if clock else minutes
        left_ms = minutes * EMOM_MS - draft.used_ms(clock) if clock else 0
        rest = Rest(Range(left_ms, left_ms)) if left_ms >= LEAST_CHANGEOVER_MS else None
        draft.gap = Gap(around=within, rest=rest)

    def _block(self, group: Group, within: Around, *, takes_rounds: bool) -> None:
        """Add a group of which the exercises are read once, and then the clock is kept."""
        items = [item for item in group.items if isinstance(item, Exercise) and within.offers(item.levels)]
        is_for_time = group.mode is Mode.FOR_TIME
        rounds = self._number_of_rounds(group, within, takes_rounds=takes_rounds) if is_for_time else 1
        resolved = tuple(self._resolved(item, within) for item in items)
        estimated_ms = sum(
            estimate_of_line_ms(at_rung(item, round_), within.written_pace(item, None))
            for item in resolved
            for round_ in range(rounds)
        )
        duration_ms = group.time_ms or estimated_ms
        waits = group.time_ms is None
        if waits:
            self._note_estimate(group.title, duration_ms, within, group)
        dose = Free() if is_for_time else Timed(Amount.of(duration_ms))
        step = Step(
            index=0,
            kind=StepKind.WORK,
            title=group.title,
            duration_ms=duration_ms,
            waits=waits and not within.clocked,
            exercise=Exercise(group.title, dose, group.place, cap_ms=group.time_ms),
            movement=_together(group.title, tuple(map(within.workout.movement_of, items))),
            block=resolved,
            block_rounds=rounds if is_for_time else None,
            block_ms=duration_ms,
            repeat=self.sets_of_title[group.title.casefold()],
            round=within.round,
            rounds=within.rounds,
        )
        self.sets_of_title[group.title.casefold()] += 1
        self.draft.add_set(step, within)


def title_of(exercise: Exercise, side: Side | None) -> str:
    """Return the title of a set, with its side where the sheet does not name it."""
    if side is None or side is side_of(exercise.detail):
        return exercise.title
    limb = "" if exercise.limb == "side" else f" {exercise.limb}"
    return f"{exercise.title}, {side.value}{limb}"


def _together(title: str, movements: tuple[Movement | None, ...]) -> Movement:
    """Return several movements as one: how to get into place, what to be careful of, and the cues of each in turn."""
    known = [movement for movement in movements if movement]
    longest = max((len(movement.form_cues) for movement in known), default=0)
    cues = tuple(movement.form_cues[at] for at in range(longest) for movement in known if at < len(movement.form_cues))
    setup = tuple(text for movement in known for text in movement.setup)
    safety = tuple(text for movement in known for text in movement.safety)
    return Movement(title, setup=setup, form_cues=cues, safety=safety)


def _has_work(items: tuple[Item, ...], around: Around) -> bool:
    """Whether anything of a list is done at the chosen level; what a link runs decides on its own levels."""
    for item in items:
        if isinstance(item, Pause) or not around.offers(item.levels):
            continue
        if not isinstance(item, Group) or _has_work(item.items, around):
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
    for group in workout.groups:
        for link in _links_of(group):
            yield from _levels_of(link.workout)


def _links_of(group: Group) -> Iterator[Link]:
    for item in group.items:
        if isinstance(item, Link):
            yield item
        elif isinstance(item, Group):
            yield from _links_of(item)


def _is_hold(exercise: Exercise) -> bool:
    dose = exercise.dose
    return isinstance(dose, Held) or (isinstance(dose, Timed | Counted) and dose.hold)


def _reps_rest_ms(exercise: Exercise, own: Around) -> Ms:
    """Return the rest between two reps of a set, at its easy end; between two holds there is always a release."""
    rest = own.nearest(Between.REPS)
    if rest is not None and rest.time_ms is not None:
        return rest.time_ms.high
    return RELEASE_MS if isinstance(exercise.dose, Held) else 0
