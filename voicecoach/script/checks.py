"""Checks of a whole workout: what is missing, what is wrong only in its context, what is legal but suspicious."""

import difflib
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, replace

from voicecoach.errors import Place
from voicecoach.script.prescription import amounts_of
from voicecoach.script.source import Problems, Words, did_you_mean, nearest
from voicecoach.units import MS_PER_SECOND, Ms
from voicecoach.workout import (
    EMOM_MS,
    MOST_SETS,
    NO_REST,
    Counted,
    Exercise,
    Group,
    Held,
    Item,
    Link,
    Load,
    LoadUnit,
    Mode,
    Movement,
    Pace,
    SelfPaced,
    SideRule,
    Subject,
    Tempo,
    Timed,
    Track,
    Unit,
    Workout,
)

_MOST_COMPARED = 100
"""Beyond so many names, looking for the one that was meant would take longer than reading the page."""

_MS_PER_LETTER: Ms = 55
"""About how long a letter takes to say, at the brisk end; to tell a cue that can never fit."""


def check_workout(workout: Workout, top: Words, problems: Problems) -> None:
    """Note everything that only shows on the page as a whole; ``top`` is where what is missing is told."""
    if not workout.title:
        problems.error(top, "this is not a workout script: it has no title", "begin with '# Name of the workout'")
    elif not workout.groups and not workout.movements:
        hint = "add '## Sequence: 2 rounds' and items such as '- Lateral walks: 10 steps'"
        problems.error(top, "this script has no exercises", hint)
    _Checks(workout, problems).run()


@dataclass(frozen=True, slots=True)
class _Checks:
    """The checks of one workout."""

    workout: Workout
    problems: Problems

    def run(self) -> None:
        """Run every check; those that need a sound workout only on one."""
        for group in self.workout.groups:
            self._group(group)
        self._levels()
        self._progression()
        if self.problems.has_errors:
            return
        self._size()
        if self.workout.groups:
            self._movements()
            self._references()

    def _group(self, group: Group) -> None:
        if group.mode is not Mode.ROUNDS and any(not isinstance(item, Exercise) for item in group.items):
            message = f"a group that is {_article(group.mode)} holds exercises only"
            self.problems.error(group.place, message, "write its exercises as items")
        rounds = group.rounds.high if group.rounds else 1
        if group.rests.rounds not in {None, NO_REST} and rounds == 1:
            self.problems.warning(group.place, "there is one round, and nothing between rounds", "say how many rounds")
        self._emom(group)
        for item in group.items:
            if isinstance(item, Exercise):
                self._exercise(item, group)
            elif isinstance(item, Group):
                self._group(item)

    def _emom(self, group: Group) -> None:
        minutes = (group.time_ms or 0) // EMOM_MS
        if group.mode is Mode.EMOM and minutes % max(1, len(group.items)):
            message = f"{minutes} minutes do not divide by {len(group.items)} exercises"
            self.problems.warning(group.place, message, "the last ones are left out in the last round")

    def _exercise(self, exercise: Exercise, group: Group) -> None:
        place, rounds = exercise.place, group.rounds
        ladders = [len(amount.rungs) for amount in amounts_of(exercise) if amount.is_ladder]
        by_round = rounds is not None and rounds.high > 1 and exercise.sets.high == 1
        if ladders and by_round and rounds and not rounds.low <= ladders[0] <= rounds.high:
            message = f"the ladder has {ladders[0]} rungs, and there are {rounds.high} rounds"
            hint = "the last rung stays" if ladders[0] < rounds.high else "the last rungs are never reached"
            self.problems.warning(place, message, hint)
        sets = max(exercise.sets.high, *(0 if by_round else length for length in (*ladders, 0)))
        if exercise.rests.sets not in {None, NO_REST} and sets == 1:
            self.problems.warning(place, "there is one set, and nothing between sets", "for instance '3 x 10 reps'")
        if isinstance(exercise.dose, Held) and exercise.rests.after not in {None, NO_REST} and sets == 1:
            hint = f"for a rest between them write '{exercise.dose.reps.value} sets of … hold' or 'between reps'"
            self.problems.warning(place, "these holds are one set, with a release between; the rest comes after", hint)
        self._side(exercise, sets, by_round=rounds is not None and rounds.high > 1)

    def _side(self, exercise: Exercise, sets: int, *, by_round: bool) -> None:
        rule, place, dose = exercise.side_rule, exercise.place, exercise.dose
        total = sum(count.amount.value for count in dose.counts) if isinstance(dose, Counted) else 0
        if isinstance(dose, Held):
            total = dose.reps.value
        if rule in {SideRule.ALTERNATING, SideRule.SWITCH} and total % 2:
            what = "alternating" if rule is SideRule.ALTERNATING else "with a switch halfway"
            message = f"{total} {what} is an odd total: one side does more"
            self.problems.warning(place, message, "write an even number, or 'each side'")
        if rule is SideRule.ALTERNATING_SETS and sets == 1:
            self.problems.warning(place, "one set cannot alternate", "write, for instance, '2 x 10 reps'")
        if rule is SideRule.ALTERNATING_ROUNDS and not by_round:
            self.problems.warning(place, "one round cannot alternate", "give the group rounds")

    def _levels(self) -> None:
        known = self.workout.levels
        used = set()
        for item in _all_items(self.workout.groups):
            for level in item.levels:
                used.add(level)
                if level not in known:
                    hint = did_you_mean(level, known) if known else "name them in the settings: 'levels: light, loaded'"
                    self.problems.error(item.place, f"unknown level '{level}'", hint)
        if known and not used:
            place = self.workout.groups[0].place if self.workout.groups else Place("", 1)
            self.problems.warning(place, "no exercise is only for one of the levels", "for instance ', level light'")

    def _progression(self) -> None:
        tracks = self.workout.progression.tracks
        subjects = {subject for track in tracks for subject in track.subjects}
        for track in tracks:
            if track.at_each is not None and (track.at_each not in subjects or track.at_each in track.subjects):
                message = f"there is no other track of {track.at_each.value}"
                self.problems.error(track.place, message, f"add '- {track.at_each.value}: …'")
            for subject in track.subjects:
                if not self._changes(subject, track):
                    first = track.values[0]
                    shown = first if isinstance(first, int) else first.name or "its first load"
                    message = f"this changes no {subject.value}: nothing stands at {shown}"
                    self.problems.warning(track.place, message, "begin with what the script says")
        for subject in self.workout.progression.discomfort:
            if subject not in subjects:
                place = tracks[0].place if tracks else Place("", 1)
                self.problems.error(place, f"discomfort changes {subject.value}, which has no track", "add one")

    def _changes(self, subject: Subject, track: Track) -> bool:
        """Whether anything in the script stands at the first value of a track."""
        first = track.values[0]
        return any(first in _values_of(workout, subject) for workout in _with_links(self.workout))

    def _size(self) -> None:
        if sum(_least_sets(group, MOST_SETS) for group in self.workout.groups) > MOST_SETS:
            place = max(self.workout.groups, key=lambda group: _least_sets(group, MOST_SETS)).place
            self.problems.error(place, f"this session has more than {MOST_SETS} sets", "take fewer rounds or sets")

    def _movements(self) -> None:
        """Warn of movements that no exercise uses, which a slip in a name makes, and of what cannot apply to them."""
        exercises = [exercise for group in self.workout.groups for exercise in group.exercises()]
        used: dict[str, list[Exercise]] = defaultdict(list)
        for exercise in exercises:
            used[exercise.name.casefold()].append(exercise)
        movements = self.workout.movements
        missing = sorted(used.keys() - movements.keys() - self.workout.shared.keys())[:_MOST_COMPARED]
        comparable = movements if len(movements) <= _MOST_COMPARED else {}
        for name in missing:
            near = difflib.get_close_matches(name, comparable, n=1, cutoff=0.8)
            if near:
                exercise = used[name][0]
                place = replace(exercise.place, length=len(exercise.title))
                message = f"no movement is named '{exercise.name}'"
                self.problems.warning(place, message, f"did you mean '{movements[near[0]].name}'?")
        for key, movement in movements.items():
            if key not in used:
                hint = did_you_mean(movement.name, missing) if missing else "no exercise has this name"
                self.problems.warning(movement.place, f"no exercise uses the movement '{movement.name}'", hint)
            else:
                self._movement(movement, used[key])

    def _movement(self, movement: Movement, exercises: list[Exercise]) -> None:
        units = {exercise.dose.counts[0].unit for exercise in exercises if isinstance(exercise.dose, Counted)}
        if isinstance(movement.pace, Pace) and units and movement.pace.unit not in units:
            unit = movement.pace.unit.value
            message = f"the pace of '{movement.name}' is per {unit}, but its sets do not count {unit}s"
            self.problems.warning(movement.place, message, "write the unit of the sets, or correct the sets")
        longest_ms = max(_length_ms(exercise, movement) for exercise in exercises)
        for cue in movement.form_cues:
            if len(cue.short) * _MS_PER_LETTER > longest_ms:
                message = f"the form cue '{cue.short}' is longer than any set of '{movement.name}'"
                self.problems.warning(movement.place, message, "give it a short form: 'Hips back, stay low | Stay low'")

    def _references(self) -> None:
        known = self.workout.references
        for group in self.workout.groups:
            for exercise in group.exercises():
                load = exercise.load
                if load and load.unit is LoadUnit.PERCENT and known and load.name not in known:
                    longer = next((name for name in known if load.name.startswith(f"{name} ")), None)
                    hint = nearest(load.name, known) or f"one of: {', '.join(known)}"
                    hint = f"put a comma after '{longer}'" if longer else hint
                    self.problems.warning(exercise.place, f"'{load.name}' is no reference of this script", hint)


def _article(mode: Mode) -> str:
    return mode.value if mode is Mode.FOR_TIME else f"an {mode.value}"


def _all_items(groups: tuple[Item, ...]) -> Iterator[Item]:
    for item in groups:
        yield item
        if isinstance(item, Group):
            yield from _all_items(item.items)


def _with_links(workout: Workout) -> Iterator[Workout]:
    """Yield a workout and every one that it runs, each once."""
    yield workout
    done: set[str] = set()
    for item in _all_items(workout.groups):
        if isinstance(item, Link) and item.target not in done:
            done.add(item.target)
            yield from _with_links(item.workout)


def _least_sets(item: Item, most: int) -> int:
    """Return the least number of sets of an item, or something above ``most``, as soon as that is known."""
    if isinstance(item, Exercise):
        each = 2 if item.side_rule in {SideRule.EACH, SideRule.SWITCH} else 1
        return each * max(item.sets.low, *(len(amount.rungs) for amount in amounts_of(item)), 1)
    within: tuple[Item, ...] = ()
    if isinstance(item, Group):
        within = item.items
    elif isinstance(item, Link):
        within = item.workout.groups
    total = 0
    rounds = item.rounds.low if isinstance(item, Group | Link) and item.rounds else 1
    for child in within:
        total += _least_sets(child, most)
        if total * rounds > most:
            break
    return total * rounds if isinstance(item, Group) else total


def _values_of(workout: Workout, subject: Subject) -> Iterator[int | Load | None]:
    """Yield everything in a workout that a track of this subject could change, at its easy end."""
    if subject is Subject.LOAD:
        yield workout.load
    if subject is Subject.REST:
        yield _rest_value(workout.rests.exercises)
    for item in _all_items(workout.groups):
        if isinstance(item, Group):
            yield from _group_values(item, subject)
        elif isinstance(item, Exercise):
            yield from exercise_values(item, subject)


def _group_values(group: Group, subject: Subject) -> Iterator[int | None]:
    if subject is Subject.ROUNDS:
        yield group.rounds.low if group.rounds else 1
    elif subject is Subject.REST:
        yield _rest_value(group.rests.exercises)
    elif subject is Subject.ROUND_REST:
        yield _rest_value(group.rests.rounds)


def exercise_values(exercise: Exercise, subject: Subject) -> Iterator[int | Load | None]:
    """Yield what a track of this subject could change in an exercise."""
    dose = exercise.dose
    if subject is Subject.LOAD:
        yield exercise.load
    elif subject is Subject.SETS:
        yield exercise.sets.low
    elif subject is Subject.SECONDS and isinstance(dose, Timed | Held):
        yield dose.time.value // MS_PER_SECOND
    elif isinstance(dose, Counted):
        yield from (count.amount.value for count in dose.counts if _COUNTED.get(subject) is count.unit)
    elif isinstance(dose, Held) and subject is Subject.REPS:
        yield dose.reps.value


_COUNTED = {Subject.REPS: Unit.REP, Subject.STEPS: Unit.STEP, Subject.BREATHS: Unit.BREATH}


def _rest_value(rest: object) -> int | None:
    time_ms = getattr(rest, "time_ms", None)
    return None if time_ms is None else time_ms.high


def _length_ms(exercise: Exercise, movement: Movement) -> Ms:
    """Return about how long a set takes, at its longest; a set that waits has time for everything."""
    dose, pace = exercise.dose, exercise.pace or movement.pace
    if isinstance(dose, Timed) and dose.time.rungs:
        return max(rung.high for rung in dose.time.rungs)
    if not isinstance(dose, Counted) or isinstance(pace, SelfPaced):
        return 1 << 40
    if not all(count.amount.rungs and count.unit.has_pace for count in dose.counts):
        return 1 << 40
    period_ms = pace.duration_ms if isinstance(pace, Pace | Tempo) else 3 * MS_PER_SECOND
    return sum(max(rung.high for rung in count.amount.rungs) for count in dose.counts) * period_ms
