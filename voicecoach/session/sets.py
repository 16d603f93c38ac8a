"""One set of an exercise: its sides, its parts, its pace, its length."""

from collections.abc import Iterator
from dataclasses import replace

from voicecoach.errors import Severity
from voicecoach.session.beats import is_cut_short, uncapped_ms, work_ms
from voicecoach.session.choices import Note
from voicecoach.session.estimates import DEFAULT_PACE_MS, RELEASE_MS, estimate_ms, estimate_of_more_ms
from voicecoach.session.parts import set_parts
from voicecoach.session.planned import Gap, PlannedSet
from voicecoach.session.resolve import resolved
from voicecoach.session.rest_lengths import counted_ms
from voicecoach.session.rests import rest_between
from voicecoach.session.scope import Scope
from voicecoach.session.sides import by_sides
from voicecoach.session.work import Position, SetWork
from voicecoach.talk import Switches, over
from voicecoach.units import Ms, seconds_text
from voicecoach.workout import (
    Between,
    Combined,
    Counted,
    Exercise,
    Group,
    Held,
    Pace,
    Pacing,
    Range,
    SelfPaced,
    Side,
    Tempo,
    Timed,
    Unit,
)


def plan_set(
    exercise: Exercise, scope: Scope, set_of: tuple[int, int] = (1, 1), rung: tuple[int, int] = (1, 1)
) -> Iterator[PlannedSet | Gap]:
    """Yield one set: on one side, or on both with the rest between them; on each side all of its parts.

    ``set_of`` is which of the sets of its line this is, and how many the line has; ``rung`` is the same of its ladder.
    """
    found = resolved(exercise, scope)
    first = scope.script.choices.first_side
    sides = by_sides(found.exercise, first, set_number=set_of[0], round_number=scope.round)
    for turn, (side, share) in enumerate(sides):
        if turn:
            yield rest_between(Between.SIDES, scope)
        work = SetWork(
            exercise=replace(share, sets=Range(1, 1)),
            movement=scope.movement_of(share),
            side=side,
            first_side=first,
            is_other_side=turn > 0,
            position=Position(set_of=set_of, round=scope.round, rounds=scope.rounds, rung=rung),
        )
        for planned in _parts(work, scope):
            yield replace(
                planned,
                references=found.references,
                choices_used=found.choices_used,
                notes=(*found.notes, *planned.notes),
            )


def _parts(work: SetWork, scope: Scope) -> Iterator[PlannedSet]:
    """Yield the parts of a set; most sets have only one."""
    exercise = work.exercise
    parts = set_parts(exercise, lambda unit: scope.said_self_paced(exercise, unit) is False)
    for number, part in enumerate(parts):
        one = work
        if len(parts) > 1:
            own = replace(exercise, dose=part.dose)
            one = replace(work, exercise=own, whole=exercise.dose, part=number, is_more=part.is_more)
        pace, notes = _pace(one, scope)
        planned = _planned(_with_pace(one, pace, scope), scope)
        yield replace(planned, notes=(*notes, *planned.notes)) if notes else planned


def _planned(work: SetWork, scope: Scope) -> PlannedSet:
    """Return a part of a set with its length: by the clock, or an estimate if nobody can time it."""
    exercise, duration_ms = work.exercise, _duration_ms(work, scope)
    return PlannedSet(
        work,
        title=_title(exercise, work.side),
        duration_ms=duration_ms,
        waits=work.is_estimate and not scope.is_clocked,
        is_open=work.is_estimate and scope.is_clocked,
        cues=_cues(exercise, scope),
        clocks=scope.clocks,
        notes=tuple(_notes_of_length(work, duration_ms, scope)),
    )


def _notes_of_length(work: SetWork, duration_ms: Ms, scope: Scope) -> Iterator[Note]:
    """Note that the length of a set is estimated, or that its cap ends it too soon."""
    if work.is_estimate:
        yield _note_of_set(work, duration_ms, scope)
    elif is_cut_short(work):
        lead_ms = work.lead_ms if work.pace_ms else 0
        takes, cap = seconds_text(uncapped_ms(work) - lead_ms), seconds_text(duration_ms)
        message = f"{work.title} takes {takes} at this pace, but its cap ends it after {cap}"
        hint = "fewer reps, a quicker pace or a longer cap would fit"
        yield Note(Severity.WARNING, message, scope.line_of(work.exercise), hint=hint)


def _pace(work: SetWork, scope: Scope) -> tuple[Pacing | None, tuple[Note, ...]]:
    """Return the pace of a set; None if it has none: a time without phases, a hold, a distance.

    Of several parts, a tempo is that of the counted ones.
    """
    exercise, dose = work.exercise, work.exercise.dose
    if isinstance(dose, Timed):
        written = None if isinstance(work.dose, Combined) else scope.written_pace(exercise, None)
        return (written if isinstance(written, Tempo) else None), ()
    if not isinstance(dose, Counted) or dose.needs_listener:
        return None, ()
    is_self_paced = scope.said_self_paced(exercise, dose.unit)
    if is_self_paced or (is_self_paced is None and (exercise.is_lift or _has_time_for_it(exercise, dose.unit))):
        return SelfPaced(), ()
    written = scope.written_pace(exercise, dose.unit)
    if written:
        return written, ()
    pace_ms = DEFAULT_PACE_MS[dose.unit]
    message = f"default pace of {seconds_text(pace_ms)} per {dose.unit.value}"
    return Pace(pace_ms, dose.unit), (_note_of_all(message, exercise, scope),)


def _has_time_for_it(exercise: Exercise, unit: Unit) -> bool:
    """Whether the listener has until the cap for a set, at their own pace; breaths and beats are a time themselves."""
    return exercise.cap_ms is not None and unit not in {Unit.BREATH, Unit.BEAT}


def _with_pace(work: SetWork, pace: Pacing | None, scope: Scope) -> SetWork:
    """Return a set at its pace; one that the listener ends, or else its cap, has none."""
    exercise, rest_ms = work.exercise, _reps_rest_ms(work.exercise, scope)
    is_self_paced = isinstance(pace, SelfPaced)
    if exercise.cap_ms is None and (is_self_paced or exercise.dose.needs_listener):
        return replace(work, reps_rest_ms=rest_ms, is_estimate=True, is_self_paced=is_self_paced)
    if not isinstance(pace, Pace | Tempo):
        return replace(work, reps_rest_ms=rest_ms)
    phases = pace.phases if isinstance(pace, Tempo) else ()
    return replace(work, reps_rest_ms=rest_ms, pace_ms=pace.duration_ms + rest_ms, phases=phases)


def _reps_rest_ms(exercise: Exercise, scope: Scope) -> Ms:
    """Return the rest between two reps of a set, at its long end; between two holds there is always a release."""
    rest = scope.nearest(Between.REPS)
    if rest is not None and rest.count is not None:
        return counted_ms(rest.count, rest.unit, exercise, scope.movement_of(exercise)).high
    if rest is not None and rest.time_ms is not None:
        return rest.time_ms.high
    return RELEASE_MS if isinstance(exercise.dose, Held) else 0


def _title(exercise: Exercise, side: Side | None) -> str:
    """Return the title of a set, with its side if the sheet does not name it; the coach says it in its language."""
    unnamed = exercise.unnamed(side)
    if unnamed is None:
        return exercise.title
    limb = "" if exercise.limb == "side" else f" {exercise.limb}"
    return f"{exercise.title}, {unnamed.value}{limb}"


def _cues(exercise: Exercise, scope: Scope) -> Switches:
    """Return the switches of a set: as chosen, else of its line, its movement, its groups, its script."""
    movement = scope.movement_of(exercise)
    of_movement = over(movement.cues, scope.cues) if movement else scope.cues
    return over(scope.script.choices.cues, over(exercise.cues, of_movement))


def _duration_ms(work: SetWork, scope: Scope) -> Ms:
    return _estimate_ms(work, scope) if work.is_estimate else work_ms(work)


def _estimate_ms(work: SetWork, scope: Scope) -> Ms:
    exercise, dose = work.exercise, work.exercise.dose
    if work.is_more:
        return estimate_of_more_ms(dose, exercise.about_ms)
    pace = scope.written_pace(exercise, dose.unit if isinstance(dose, Counted) else None)
    return exercise.about_ms or estimate_ms(dose, pace, exercise.targets)


def _note_of_set(work: SetWork, estimated_ms: Ms, scope: Scope) -> Note:
    """Return the note of a set that nobody can time; there is one note for all lifts without a pace."""
    exercise = work.exercise
    if not (work.is_self_paced and exercise.is_lift and scope.said_self_paced(exercise, Unit.REP) is None):
        return note_of_estimate(exercise.title, estimated_ms, exercise, scope)
    estimate = f"wait for you (estimate: {seconds_text(DEFAULT_PACE_MS[Unit.REP])} per rep)"
    how = "last until the next start calls" if scope.is_clocked else estimate
    return _note_of_all(f"sets at a load without a pace {how}", exercise, scope, choice="paced")


def _note_of_all(message: str, exercise: Exercise, scope: Scope, *, choice: str | None = None) -> Note:
    """Return a note that is one for every exercise of which it is true."""
    return Note(Severity.INFO, message, scope.line_of(exercise), choice=choice, names=(exercise.name,))


def note_of_estimate(title: str, estimated_ms: Ms, item: Exercise | Group, scope: Scope) -> Note:
    """Return the note that nobody can time something: the next start ends it, or the listener."""
    estimate = f"{title} waits for you (estimate: {seconds_text(estimated_ms)})"
    message = f"{title}: until the next start calls" if scope.is_clocked else estimate
    return Note(Severity.INFO, message, scope.line_of(item))
