"""The stages of a progression, and what each of them changes."""

from collections.abc import Iterator
from dataclasses import dataclass, replace

from voicecoach.errors import ChoiceError
from voicecoach.units import MS_PER_SECOND
from voicecoach.workout import (
    Amount,
    Between,
    Combined,
    Count,
    Counted,
    Dose,
    Exercise,
    Held,
    Load,
    Part,
    Progression,
    Range,
    Rest,
    Subject,
    Timed,
    Track,
    Unit,
    Workout,
)

_MOST_STAGES = 1000


@dataclass(frozen=True, slots=True)
class Stage:
    """One stage: for every track, the index of its current value.

    A stage changes everything in the script that equals the first value of a track; of a range, the easy end counts.
    """

    tracks: tuple[Track, ...]
    positions: tuple[int, ...]

    def number(self, subject: Subject, said: int) -> int:
        """Return a number of the script, as this stage changes it."""
        staged = self._staged(subject, said)
        return staged if isinstance(staged, int) else said

    def load(self, said: Load | None) -> Load | None:
        """Return a load of the script, as this stage changes it."""
        eased = replace(said, amount=said.amount.at_easy_end) if said and said.amount else said
        staged = self._staged(Subject.LOAD, eased)
        return staged if isinstance(staged, Load) else said

    def rest(self, said: Rest, between: Between) -> Rest:
        """Return a rest of the script, as this stage changes it; a range that does not change stays a range."""
        if said.time_ms is None or said.until:
            return said
        subject = Subject.ROUND_REST if between is Between.ROUNDS else Subject.REST
        staged = self.number(subject, said.time_ms.high)
        return said if staged == said.time_ms.high else Rest(Range(staged, staged))

    def applied(self, exercise: Exercise) -> Exercise:
        """Return a set as this stage changes it; of a range that it changes, one number is left."""
        if not self.tracks:
            return exercise
        sets = self.number(Subject.SETS, exercise.sets.low)
        said = exercise.sets if sets == exercise.sets.low else Range(sets, sets)
        return replace(exercise, dose=self._dose(exercise.dose), load=self.load(exercise.load), sets=said)

    def eased(self, discomfort: tuple[Subject, ...], steps: int) -> tuple["Stage", int]:
        """Return the stage made easier by this many steps, and the number of steps that had nothing left to change."""
        positions = list(self.positions)
        for subject in discomfort:
            for index, track in enumerate(self.tracks):
                if subject in track.subjects:
                    taken = min(steps, positions[index])
                    positions[index] -= taken
                    steps -= taken
        return replace(self, positions=tuple(positions)), steps

    def _staged(self, subject: Subject, said: int | Load | None) -> int | Load | None:
        """Return the value of the track that begins with this one, or None if there is none."""
        for track, position in zip(self.tracks, self.positions, strict=True):
            if subject in track.subjects and track.values[0] == said:
                return track.values[position]
        return None

    def _dose(self, dose: Dose) -> Dose:
        if isinstance(dose, Combined):
            return Combined(tuple(map(self._part, dose.parts)))
        return self._part(dose)

    def _part(self, dose: Part) -> Part:
        match dose:
            case Counted():
                return replace(dose, counts=tuple(self._count(count) for count in dose.counts))
            case Timed():
                return replace(dose, time=self._time(dose.time))
            case Held():
                return replace(dose, reps=self._amount(dose.reps, Unit.REP), time=self._time(dose.time))
            case _:
                return dose

    def _count(self, count: Count) -> Count:
        return replace(count, amount=self._amount(count.amount, count.unit))

    def _amount(self, amount: Amount, unit: Unit) -> Amount:
        subject = next((subject for subject in Subject if subject.unit is unit), None)
        if subject is None or amount.is_max:
            return amount
        staged = self._staged(subject, amount.value)
        if not isinstance(staged, int) or (staged == amount.value and not amount.is_range):
            return amount
        return replace(Amount.of(staged), or_more=amount.or_more)

    def _time(self, time: Amount) -> Amount:
        seconds, part_ms = divmod(time.value, MS_PER_SECOND)
        staged = seconds if part_ms else self.number(Subject.SECONDS, seconds)
        return time if staged == seconds else replace(Amount.of(staged * MS_PER_SECOND), or_more=time.or_more)


def stages_of(progression: Progression) -> tuple[Stage, ...]:
    """Return all stages: one track after the other goes through its values.

    A track that is ``at each`` value of another restarts at each of them. There are at most a thousand stages.
    """
    tracks = progression.tracks
    ladder: list[Stage] = []
    for positions in _climbs(tracks):
        stage = Stage(tracks, positions)
        if not ladder or stage != ladder[-1]:
            ladder.append(stage)
        if len(ladder) == _MOST_STAGES:
            break
    return tuple(ladder)


def _climbs(tracks: tuple[Track, ...]) -> Iterator[tuple[int, ...]]:
    """Yield the indexes of all tracks, stage by stage."""
    positions = [0] * len(tracks)
    yield tuple(positions)
    for index, track in enumerate(tracks):
        if track.at_each is None:
            yield from _climb(tracks, positions, index)


def _climb(tracks: tuple[Track, ...], positions: list[int], index: int) -> Iterator[tuple[int, ...]]:
    """Yield the indexes while one track goes through its values, and the tracks at each of them restart."""
    inner = [at for at, track in enumerate(tracks) if track.at_each in tracks[index].subjects]
    for position in range(len(tracks[index].values)):
        positions[index] = position
        for at in inner:
            _reset(tracks, positions, at)
        yield tuple(positions)
        for at in inner:
            yield from _climb(tracks, positions, at)


def _reset(tracks: tuple[Track, ...], positions: list[int], index: int) -> None:
    positions[index] = 0
    for at, track in enumerate(tracks):
        if track.at_each in tracks[index].subjects:
            _reset(tracks, positions, at)


def choose_stage(workout: Workout, number: int | None, ease: int) -> tuple[Stage, int]:
    """Return a stage by its number, counted from 1, made easier by this many steps.

    Also return the number of steps that had nothing left to change.

    Raises:
        ChoiceError: the script has no such stage.
    """
    ladder = stages_of(workout.progression)
    if (number is not None or ease) and not workout.progression.tracks:
        raise ChoiceError("this script has no stages", "add a section '## Progression'")
    if number is not None and not 1 <= number <= len(ladder):
        raise ChoiceError(f"there is no stage {number}", f"choose from 1 to {len(ladder)}")
    return ladder[(number or 1) - 1].eased(workout.progression.discomfort, ease)
