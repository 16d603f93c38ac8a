"""The ladder of stages that a progression gives, and what one of them changes."""

from dataclasses import dataclass, replace

from voicecoach.errors import ChoiceError
from voicecoach.workout import Load, Progression, Subject, Track, Workout

_MOST_STAGES = 1000


@dataclass(frozen=True, slots=True)
class Stage:
    """One stage: for every track, which of its values holds, from 0."""

    tracks: tuple[Track, ...]
    positions: tuple[int, ...]

    def value(self, subject: Subject) -> int | Load | None:
        """Return the value of a subject at this stage; None where it has no track."""
        for track, position in zip(self.tracks, self.positions, strict=True):
            if subject in track.subjects:
                return track.values[position]
        return None

    def staged(self, subject: Subject, said: int | Load | None) -> int | Load | None:
        """Return what holds at this stage in place of what the script says: it changes what is at its first value."""
        track = next((track for track in self.tracks if subject in track.subjects), None)
        return self.value(subject) if track is not None and track.values[0] == said else said

    def eased(self, discomfort: tuple[Subject, ...], steps: int) -> tuple["Stage", int]:
        """Return the stage so many steps easier, and how many steps there was nothing left for."""
        positions = list(self.positions)
        for subject in discomfort:
            for index, track in enumerate(self.tracks):
                if subject in track.subjects:
                    taken = min(steps, positions[index])
                    positions[index] -= taken
                    steps -= taken
        return replace(self, positions=tuple(positions)), steps


def stages_of(progression: Progression) -> tuple[Stage, ...]:
    """Return the ladder: every track climbed after the other, one ``at each`` value of another anew.

    A ladder of more than a thousand stages ends there.
    """
    tracks = progression.tracks
    positions = [0] * len(tracks)
    ladder = [Stage(tracks, tuple(positions))]
    outer_tracks = {_index_of(tracks, track.at_each) for track in tracks if track.at_each is not None}
    for index, track in enumerate(tracks):
        if index in outer_tracks:
            continue
        outer = None if track.at_each is None else _index_of(tracks, track.at_each)
        for outer_position in range(1 if outer is None else len(tracks[outer].values)):
            for position in range(len(track.values)):
                positions[index] = position
                if outer is not None:
                    positions[outer] = outer_position
                stage = Stage(tracks, tuple(positions))
                if stage != ladder[-1] and len(ladder) < _MOST_STAGES:
                    ladder.append(stage)
    return tuple(ladder)


def choose_stage(workout: Workout, number: int | None, ease: int) -> tuple[Stage, int]:
    """Return the stage of a number from 1, so many steps easier, and how many of these there was nothing left for.

    Raises:
        ChoiceError: the script has no such stage.
    """
    ladder = stages_of(workout.progression)
    if (number is not None or ease) and not workout.progression.tracks:
        raise ChoiceError("this script has no stages", "a section '## Progression' gives it some")
    if number is not None and not 1 <= number <= len(ladder):
        raise ChoiceError(f"there is no stage {number}", f"choose from 1 to {len(ladder)}: show --stages")
    return ladder[(number or 1) - 1].eased(workout.progression.discomfort, ease)


def _index_of(tracks: tuple[Track, ...], subject: Subject | None) -> int:
    return next(index for index, track in enumerate(tracks) if subject in track.subjects)
