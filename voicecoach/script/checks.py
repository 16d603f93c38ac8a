"""Check a whole workout: for what is missing, wrong in its context, or legal but suspicious."""

import difflib
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, replace

from voicecoach.errors import did_you_mean, nearest
from voicecoach.script.amount_wording import print_amount, print_clock
from voicecoach.script.level_checks import check_levels
from voicecoach.script.phase_checks import MS_PER_LETTER, check_phases
from voicecoach.script.source import Problems, Span
from voicecoach.script.spoken_checks import check_lines_of_group
from voicecoach.script.wording import print_value
from voicecoach.session import DEFAULT_PACE_MS, Stage
from voicecoach.units import FOREVER_MS, MS_PER_SECOND, Ms
from voicecoach.workout import (
    NO_REST,
    NO_RESTS,
    Between,
    Counted,
    Dose,
    Exercise,
    Group,
    Held,
    LoadUnit,
    Mode,
    Movement,
    Pace,
    Part,
    Pause,
    Progression,
    Range,
    Rests,
    Say,
    SelfPaced,
    SideRule,
    Subject,
    Tempo,
    Timed,
    Track,
    Workout,
    parts_of,
    reference_key,
    side_of,
    walk,
)

_MAX_COMPARED = 25
"""With more names than this, searching for a similar one would take longer than reading the page."""

_FEW = 2
"""Two rounds of two sets may be meant; four rounds of four sets are probably a mistake."""

_REST_IN_EMOM = "for an interval without work, write '- Breathe: until the next start'"


def check_workout(workout: Workout, top: Span, problems: Problems) -> None:
    """Report problems that only the whole page shows; ``top`` is where something missing is reported."""
    if not workout.title:
        problems.error(top, "this is not a workout script: it has no title", "start with '# Name of the workout'")
    elif not workout.groups and not workout.movements:
        hint = "add '## Sequence: 2 rounds' and list items such as '- Lateral walks: 10 steps'"
        problems.error(top, "this script has no exercises", hint)
    _Checks(workout, problems).run()


@dataclass(frozen=True, slots=True)
class _Checks:
    workout: Workout
    problems: Problems

    def run(self) -> None:
        """Run every check; some need a workout without errors."""
        for group in self.workout.groups:
            self._group(group)
        check_levels(self.workout, self.problems)
        self._progression()
        if self.problems.has_errors:
            return
        check_phases(self.workout, self.problems)
        if self.workout.groups:
            self._movements()
            self._references()

    def _group(self, group: Group, rounds_around: int = 1) -> None:
        check_lines_of_group(group, self.problems)
        exercises_only = all(isinstance(item, Exercise | Say) for item in group.items)
        if group.mode is not Mode.ROUNDS and not exercises_only:
            message = f"{_article(group.mode)} group can contain only exercises"
            has_rest = group.mode is Mode.EMOM and any(isinstance(item, Pause) for item in group.items)
            hint = _REST_IN_EMOM if has_rest else "move rests, links and inner groups out of it"
            self.problems.error(group.location, message, hint)
        rounds = group.bounded_rounds
        own_rounds = rounds.high if rounds else 1
        if group.rests.rounds not in {None, NO_REST} and own_rounds == 1:
            message = "this rest between rounds is never taken: the group has one round"
            self.problems.warning(group.location, message, "write the number of rounds, for example '3 rounds'")
        if group.mode is Mode.EMOM:
            own_rounds = self._emom(group)
        self._clock(group, own_rounds)
        rounds_of_items = own_rounds if rounds or own_rounds > 1 else rounds_around
        are_clocks = sum(isinstance(item, Exercise | Group) and bool(item.every_ms) for item in group.items) > 1
        for item, following in zip(group.items, (*group.items[1:], None), strict=False):
            if isinstance(item, Exercise):
                self._exercise(item, group, rounds_of_items, is_only_clock=not are_clocks)
            elif isinstance(item, Group):
                self._group(item, rounds_of_items)
            elif isinstance(item, Pause) and isinstance(following, Pause):
                message = "this rest is ignored: another rest follows it"
                self.problems.warning(item.location, message, "keep one of them")

    def _clock(self, group: Group, rounds: int) -> None:
        """Warn of rests that have no effect because the group or its exercises start on the clock."""
        made = replace(group.rests, after=None)
        if group.mode is Mode.ROUNDS:
            made = Rests(rounds=made.rounds) if group.every_ms else NO_RESTS
        if group.every_ms and group.mode is Mode.ROUNDS and rounds == 1:
            self._one_round(group)
        if any(rest not in {None, NO_REST} for rest in (made.sets, made.exercises, made.rounds)):
            message = "this rest is ignored: in this group, the clock or the listener decides when to rest"
            self.problems.warning(group.location, message, "remove it")
        for item in group.items:
            if isinstance(item, Exercise) and group.mode.is_block and item.cues:
                message = "this switch has no effect: the exercises of this group are only read out"
                self.problems.warning(item.location, message, f"move it to the group: 'cue {item.cues[0]}'")
            is_clocked = isinstance(item, Exercise) and (group.mode.is_block or item.every_ms is not None)
            if isinstance(item, Exercise) and is_clocked and (item.rests.sets or item.rests.after):
                message = "this rest is ignored: the clock decides when to rest here"
                self.problems.warning(item.location, message, "remove it")

    def _one_round(self, group: Group) -> None:
        """Report starts on the clock without a second one."""
        every = f"every {print_clock(group.interval_ms)}"
        if group.until_missed and group.bounded_rounds is not group.rounds and group.time_ms is None:
            message = "this group needs a longest time: an exported file cannot know which start you miss"
            most = print_clock(20 * group.interval_ms)
            hint = f"write '{every}, until missed, at most {most}', or a ladder: '1 up to 20 reps'"
            self.problems.error(group.location, message, hint)
        else:
            message = "'every' has no effect: the group has one round"
            total = print_clock(6 * group.interval_ms)
            hint = f"write, for example, '6 rounds, {every}', or '{every} for {total}' to take turns"
            self.problems.warning(group.location, message, hint)

    def _emom(self, group: Group) -> int:
        """Check a group whose exercises take turns on the clock, and return its number of rounds."""
        exercises = sum(isinstance(item, Exercise) for item in group.items)
        starts, among = (group.time_ms or 0) // group.interval_ms, max(1, exercises)
        if starts % among:
            amount = f"{starts} starts" if group.every_ms else f"{starts} minutes"
            message = f"{amount} cannot be divided evenly among {among} exercises"
            multiple = print_clock(among * group.interval_ms) if group.every_ms else f"{among} minutes"
            hint = f"the last round skips the last ones; write a multiple of {multiple}"
            self.problems.warning(group.location, message, hint)
        for item in group.items:
            if isinstance(item, Exercise) and (item.sets.high > 1 or item.every_ms or item.rests != NO_RESTS):
                message = "an exercise in an EMOM has one set for each start, and rests until the next"
                self.problems.error(item.location, message, "remove its sets, its rests and 'every'")
        return -(-starts // among)

    def _exercise(self, exercise: Exercise, group: Group, rounds: int, *, is_only_clock: bool) -> None:
        location, rungs = exercise.location, exercise.rungs
        by_round = exercise.takes_a_rung_a_round(rounds)
        said = group.bounded_rounds or Range(rounds, rounds)
        if rungs > 1 and by_round and not said.low <= rungs <= said.high:
            message = f"the ladder has {rungs} rungs, but there are {rounds} rounds"
            hint = (
                "add rungs, or the last one is repeated"
                if rungs < rounds
                else "the last rungs are never reached; remove them"
            )
            self.problems.warning(location, message, hint)
        load = exercise.load.amount if exercise.load else None
        if (
            load
            and load.is_ladder
            and exercise.sets.high == 1
            and not (by_round and rungs > said.high)
            and not any(amount.is_ladder for what, amount in exercise.amounts if what != "load")
        ):
            message = f"each of these {rungs} loads becomes a set or a round of its own"
            self.problems.warning(location, message, f"if you mean that, write '{rungs} x …'; if not, write one load")
        if exercise.sets.low == said.low > _FEW:
            message = f"{said.low} rounds of {exercise.sets.low} sets make {said.low * exercise.sets.low} sets"
            self.problems.warning(location, message, "if you mean only the rounds, remove the sets")
        sets = max(exercise.sets.high, 1 if by_round else rungs)
        if exercise.rests.sets not in {None, NO_REST} and sets == 1:
            message = "this rest between sets is never taken: the exercise has one set"
            self.problems.warning(location, message, _several_sets(exercise.dose))
        if exercise.every_ms and sets == rounds == 1 and is_only_clock:
            every, total = print_clock(exercise.every_ms), print_clock(5 * exercise.every_ms)
            message = "'every' has no effect: the exercise has one set"
            hint = f"write how many sets, '5 x …', or 'every {every} for {total}'"
            self.problems.warning(location, message, hint)
        if (
            isinstance(exercise.dose, Held)
            and exercise.rests.after not in {None, NO_REST}
            and sets == 1
            and not exercise.rests.reps
        ):
            message = "these holds are one set, with a short release between them; the rest comes after the set"
            hint = f"to rest between them, write '{exercise.dose.reps.value} sets of … hold' or 'rest … between reps'"
            self.problems.warning(location, message, hint)
        self._side(exercise, sets, rounds)

    def _side(self, exercise: Exercise, sets: int, rounds: int) -> None:
        rule, location = exercise.side_rule, exercise.location
        totals = [_total(part) for part in parts_of(exercise.dose)]
        total = next((total for total in totals if total % 2), 0)
        if rule in {SideRule.ALTERNATING, SideRule.SWITCH} and total:
            message = f"{total} is an odd number, so one side does more than the other"
            self.problems.warning(location, message, "write an even number, or 'each side'")
        if rule is SideRule.ALTERNATING_SETS and sets == 1:
            message = "'alternating sets' has no effect: the exercise has one set"
            self.problems.warning(location, message, "write, for example, '2 x 10 reps'")
        if rule is SideRule.ALTERNATING_ROUNDS and rounds == 1:
            message = "'alternating rounds' has no effect: the group has one round"
            self.problems.warning(location, message, "give the group more rounds")
        named = side_of(exercise.detail)
        if rule is not SideRule.NONE and named:
            message = f"the name says '{named.value}', but the prescription also names a side"
            self.problems.warning(location, message, "keep one of them")

    def _progression(self) -> None:
        progression = self.workout.progression
        subjects = {subject for track in progression.tracks for subject in track.subjects}
        for track in progression.tracks:
            if track.at_each is not None and (track.at_each not in subjects or _leads_back(track, progression)):
                message = f"'at each {track.at_each.value}' needs a separate track of {track.at_each.value}"
                self.problems.error(track.location, message, f"add '- {track.at_each.value}: …', or remove 'at each'")
            if len(track.values) == 1:
                self.problems.warning(track.location, "a track needs at least two values", "add the values that follow")
            elif not self._changes(track):
                first = print_value(track.values[0], track.subjects[0])
                message = f"this track has no effect: no {track.subjects[0].value} in the script is {first}"
                self.problems.warning(track.location, message, "start with the value in the script")
        for subject in progression.discomfort:
            if subject not in subjects:
                location = progression.tracks[0].location if progression.tracks else self.workout.groups[0].location
                message = f"discomfort names {subject.value}, which has no track"
                self.problems.error(location, message, f"add one: '- {subject.value}: …'")

    def _changes(self, track: Track) -> bool:
        """Whether a track changes anything: try a stage at its last value."""
        stage = Stage((track,), (len(track.values) - 1,))
        for workout in _with_links(self.workout):
            if stage.load(workout.load) != workout.load or _changes_rests(stage, workout.rests):
                return True
            for item in walk(workout.groups):
                if isinstance(item, Exercise) and _changes_exercise(stage, item):
                    return True
                if isinstance(item, Group):
                    rounds = item.rounds.low if item.rounds else 1
                    if stage.number(Subject.ROUNDS, rounds) != rounds or _changes_rests(stage, item.rests):
                        return True
        return False

    def _movements(self) -> None:
        """Warn of movements that no exercise uses, often because of a typing mistake, and check the others."""
        used: dict[str, list[Exercise]] = defaultdict(list)
        for group in self.workout.groups:
            for exercise in group.exercises():
                used[exercise.name.casefold()].append(exercise)
        movements = self.workout.movements
        missing = sorted(used.keys() - movements.keys() - self.workout.shared.keys())[:_MAX_COMPARED]
        comparable = movements if len(movements) <= _MAX_COMPARED else {}
        for name in missing:
            near = difflib.get_close_matches(name, comparable, n=1, cutoff=0.8)
            if near:
                exercise = used[name][0]
                location = replace(exercise.location, length=len(exercise.title))
                message = f"no movement is named '{exercise.name}'"
                self.problems.warning(location, message, f"did you mean '{movements[near[0]].name}'?")
        unused = 0
        for key, movement in movements.items():
            if key not in used:
                unused += 1
                is_comparable = missing and unused <= _MAX_COMPARED
                hint = (
                    did_you_mean(movement.name, missing)
                    if is_comparable
                    else "give an exercise this name, or remove the movement"
                )
                self.problems.warning(movement.location, f"no exercise uses the movement '{movement.name}'", hint)
            else:
                self._movement(movement, used[key])

    def _movement(self, movement: Movement, exercises: list[Exercise]) -> None:
        parts = [part for exercise in exercises for part in parts_of(exercise.dose)]
        counted = [part.unit for part in parts if isinstance(part, Counted)]
        pace = movement.pace
        if isinstance(pace, Pace) and any(unit.has_pace and not pace.fits(unit) for unit in counted):
            unit = pace.unit.value
            message = f"the pace of '{movement.name}' is per {unit}, but not all of its sets count {unit}s"
            self.problems.warning(movement.location, message, "use the unit that the sets count, or correct the sets")
        longest_ms = max(_length_ms(exercise, movement) for exercise in exercises)
        for cue in movement.form_cues:
            if len(cue.short) * MS_PER_LETTER > longest_ms:
                message = f"the form cue '{cue.short}' takes longer to say than any set of '{movement.name}' lasts"
                self.problems.warning(
                    movement.location, message, "give it a short form: 'Hips back, stay low | Stay low'"
                )

    def _references(self) -> None:
        known = self.workout.references
        for group in self.workout.groups:
            for exercise in group.exercises():
                load = exercise.load
                if load and load.unit is LoadUnit.PERCENT and known and load.name not in known:
                    key = reference_key(load.name)
                    longer = next((name for name in known if key.startswith(f"{reference_key(name)} ")), None)
                    hint = nearest(load.name, known) or f"one of: {', '.join(known)}"
                    hint = f"put a comma after '{longer}'" if longer else hint
                    self.problems.warning(
                        exercise.location, f"there is no reference '{load.name}' in the settings", hint
                    )


def _article(mode: Mode) -> str:
    return f"a '{mode.value}'" if mode is Mode.FOR_TIME else f"an {mode.value}"


def _with_links(workout: Workout) -> Iterator[Workout]:
    """Yield a workout and every one it links to, each once."""
    yield workout
    done: set[str] = set()
    for link in workout.links():
        if link.target not in done:
            done.add(link.target)
            yield from _with_links(link.workout)


def _changes_exercise(stage: Stage, exercise: Exercise) -> bool:
    rungs = [exercise.at_rung(index).at_easy_end() for index in range(exercise.rungs)]
    return any(stage.applied(rung) != rung for rung in rungs) or _changes_rests(stage, exercise.rests)


def _changes_rests(stage: Stage, rests: Rests) -> bool:
    written = ((between, rest) for between in Between if (rest := rests.at(between)) is not None)
    return any(stage.rest(rest, between) != rest for between, rest in written)


def _leads_back(track: Track, progression: Progression) -> bool:
    """Whether following ``at each`` from this track leads back to it."""
    outer: Track | None = track
    for _ in progression.tracks:
        outer = next((one for one in progression.tracks if outer and outer.at_each in one.subjects), None)
        if outer is None or outer is track:
            break
    return outer is not None


def _total(part: Part) -> int:
    """Return the number of reps, or of whatever else is counted, in a part of a set; 0 for a time."""
    if isinstance(part, Held):
        return part.reps.value
    counts = part.counts if isinstance(part, Counted) else ()
    return sum(count.amount.value for count in counts if count.unit.scale == 1)


def _length_ms(exercise: Exercise, movement: Movement) -> Ms:
    """Return roughly how long the longest part of a set takes; one that waits for the listener has no end."""
    return max(_part_ms(replace(exercise, dose=part), movement) for part in parts_of(exercise.dose))


def _part_ms(exercise: Exercise, movement: Movement) -> Ms:
    dose, pace = exercise.dose, exercise.pace or movement.pace
    if isinstance(dose, Timed) and dose.time.rungs:
        return max(rung.high for rung in dose.time.rungs)
    is_self_paced = isinstance(pace, SelfPaced) or (pace is None and exercise.is_lift)
    if not isinstance(dose, Counted) or is_self_paced or dose.needs_listener:
        return FOREVER_MS
    period_ms = pace.duration_ms if isinstance(pace, Pace | Tempo) else DEFAULT_PACE_MS[dose.counts[0].unit]
    return sum(max(rung.high for rung in count.amount.rungs) for count in dose.counts) * period_ms


def _several_sets(dose: Dose) -> str:
    """Return a hint that writes several sets of this dose; ``3 x 30 s hold`` is one set of three holds."""
    if isinstance(dose, Held) and not dose.reps.is_ladder and not dose.time.is_ladder:
        reps, time = print_amount(dose.reps, 1), print_amount(dose.time, MS_PER_SECOND)
        return f"for sets, write '{reps} sets of {time} s hold'; between the holds of one set, 'rest … between reps'"
    return "write, for example, '3 x 10 reps'"
