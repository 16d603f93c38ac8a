"""How long the rests are that depend on the set before them: as long as the set, or a number of breaths."""

from collections.abc import Iterable, Iterator
from dataclasses import replace

from voicecoach.errors import Severity
from voicecoach.session.choices import Note
from voicecoach.session.estimates import DEFAULT_PACE_MS
from voicecoach.session.planned import Gap, PlannedSet
from voicecoach.session.work import SetWork
from voicecoach.units import Ms, seconds_text
from voicecoach.workout import Exercise, Movement, Pace, Range, Rest, Tempo, Unit, are_breath


def with_rest_lengths(sets: Iterable[PlannedSet]) -> Iterator[PlannedSet]:
    """Yield each set with the rest before it at its length; both sides and all parts together are one set."""
    last: PlannedSet | None = None
    set_ms: Ms = 0
    for planned in sets:
        gap = planned.before.gap
        if last and gap.rest and (gap.rest.set_percent or gap.rest.count):
            gap = _lasting(gap, gap.rest, last, set_ms)
        yield replace(planned, before=replace(planned.before, gap=gap))
        goes_on = planned.work.is_other_side or planned.work.part
        set_ms = planned.duration_ms + (set_ms if goes_on else 0)
        last = planned


def _lasting(gap: Gap, rest: Rest, last: PlannedSet, set_ms: Ms) -> Gap:
    """Return a rest at its length; its note gives the pace of breaths and beats."""
    if rest.count is None:
        length_ms = round(set_ms * rest.set_percent / 100)
        return replace(gap, rest=replace(rest, time_ms=Range(length_ms, length_ms)))
    work = last.work
    own = (work.exercise, work.movement) if isinstance(work, SetWork) else (None, None)
    time_ms = counted_ms(rest.count, rest.unit, *own)
    pace, length = seconds_text(time_ms.high // rest.count.high), seconds_text(time_ms.high)
    message = f"rest of {rest.count.high} {rest.unit.value}s: {length}, {pace} each"
    return replace(gap, rest=replace(rest, time_ms=time_ms), notes=(*gap.notes, Note(Severity.INFO, message, gap.line)))


def counted_ms(count: Range, unit: Unit, exercise: Exercise | None, movement: Movement | None) -> Range:
    """Return the time of a number of breaths or beats: at the pace of an exercise, if it has one for them."""
    paces = (exercise.pace if exercise else None, movement.pace if movement else None)
    own_ms = next((pace.duration_ms for pace in paces if isinstance(pace, Pace | Tempo) and _is_of(pace, unit)), None)
    pace_ms = own_ms or DEFAULT_PACE_MS[unit]
    return Range(count.low * pace_ms, count.high * pace_ms)


def _is_of(pace: Pace | Tempo, unit: Unit) -> bool:
    if isinstance(pace, Pace):
        return pace.unit is unit
    return unit is Unit.BREATH and are_breath(pace.phases)
