"""Check the phases of tempos: form cues for a phase that is never done, words that are longer than their phase."""

from collections import defaultdict

from voicecoach.script.amount_wording import print_time
from voicecoach.script.source import Problems
from voicecoach.units import Ms
from voicecoach.workout import HOLD_LOW, Exercise, FormCue, Movement, Phase, Tempo, Workout, parts_of, spoken_names

MS_PER_LETTER: Ms = 55
"""Roughly how long a letter takes to say quickly, to find words that can never fit."""

_HOLD = "hold"


def check_phases(workout: Workout, problems: Problems) -> None:
    """Report what of the phases can never be heard; a page of movements alone knows only their own tempos."""
    used: dict[str, list[Exercise]] = defaultdict(list)
    for group in workout.groups:
        for exercise in group.exercises():
            used[exercise.name.casefold()].append(exercise)
    for exercises in used.values():
        for exercise in exercises:
            if isinstance(exercise.pace, Tempo):
                _words(exercise.pace.phases, exercise, problems)
    for key, movement in workout.movements.items():
        _words(movement.phases, movement, problems)
        for cue in movement.form_cues:
            if cue.phase and (used[key] or movement.phases):
                _cue(cue, movement, used[key], problems)


def _words(phases: tuple[Phase, ...], where: Exercise | Movement, problems: Problems) -> None:
    """Report names that take longer to say than their phase lasts."""
    for phase in phases:
        if len(phase.name) * MS_PER_LETTER > phase.duration_ms:
            message = f"'{phase.name}' takes longer to say than its {print_time(phase.duration_ms, exact=True)}"
            problems.warning(
                where.location, message, "only a tick will mark this phase; make it longer, or its word shorter"
            )


def _cue(cue: FormCue, movement: Movement, exercises: list[Exercise], problems: Problems) -> None:
    """Report a form cue of a phase that no set of the movement has, or that is shorter than the cue."""
    phases = [movement.phases, *(each.pace.phases for each in exercises if isinstance(each.pace, Tempo))]
    lengths: dict[str, Ms] = defaultdict(int)
    for own in phases:
        for phase, spoken in zip(own, spoken_names(own), strict=True):
            for name in (phase.name, "pause" if spoken == HOLD_LOW else phase.name):
                lengths[name] = max(lengths[name], phase.duration_ms)
    is_held = any(part.hold for each in exercises for part in parts_of(each.dose))
    if cue.phase not in lengths and not (is_held and cue.phase == _HOLD):
        known = ", ".join(lengths)
        hint = f"its phases are: {known}" if known else "give it a tempo: 'tempo: down 3, up 1'"
        message = f"'{movement.name}' has no phase '{cue.phase}', so this form cue is never said"
        problems.warning(cue.location, message, f"{hint}; if '{cue.phase}' is part of the cue, write '{cue.phase}\\:'")
    elif 0 < lengths[cue.phase] < len(cue.short) * MS_PER_LETTER:
        message = f"'{cue.short}' takes longer to say than the phase '{cue.phase}' lasts"
        problems.warning(cue.location, message, "give it a short form after a bar: 'up: Elbows back | Elbows'")
