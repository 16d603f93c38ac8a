"""How long a set takes if the script does not say: one table, and what follows from it. Times are in milliseconds.

An estimate is only displayed. It never moves a start, and ``about TIME`` in the script overrules it. A longer distance
is never estimated as faster, in whatever unit it is written. docs/script-language.md shows this table.
"""

from collections.abc import Iterable

from voicecoach.units import MS_PER_MINUTE, MS_PER_SECOND, Ms
from voicecoach.workout import (
    PER_UNIT,
    Count,
    Counted,
    Dose,
    Exercise,
    Free,
    Held,
    Measure,
    Pace,
    Part,
    SideRule,
    Target,
    Tempo,
    Timed,
    Unit,
    parts_of,
)

DEFAULT_PACE_MS: dict[Unit, Ms] = {
    Unit.REP: 3 * MS_PER_SECOND,
    Unit.STEP: MS_PER_SECOND,
    Unit.BREATH: 5 * MS_PER_SECOND,
    Unit.BEAT: MS_PER_SECOND,
}
"""The pace if the script gives none. A breath at rest takes three to five seconds (12 to 20 a minute)."""

RELEASE_MS: Ms = 3 * MS_PER_SECOND
"""Between two holds of a set, if no rest is written: the time to let go, breathe once and set again."""

AS_NEEDED_MS: Ms = 60 * MS_PER_SECOND
"""A rest as needed. After this time the listener is reminded."""

_MS_PER_METRE: Ms = 360
"""Running at ten kilometres an hour. The script cannot tell a run from a row or a swim, unless it says ``about``."""

_METRES = {Unit.METRE: 1.0, Unit.KILOMETRE: 1000.0, Unit.MILE: 1609.344, Unit.YARD: 0.9144, Unit.FOOT: 0.3048}
_PACE_METRES = {
    Measure.PER_KILOMETRE: 1000.0,
    Measure.PER_MILE: _METRES[Unit.MILE],
    Measure.PER_500_METRES: 500.0,
    Measure.PER_400_METRES: 400.0,
    Measure.PER_100_METRES: 100.0,
    Measure.PER_100_YARDS: 100 * _METRES[Unit.YARD],
}
_HOURLY_METRES = {Measure.KM_PER_HOUR: 1000.0, Measure.MILES_PER_HOUR: _METRES[Unit.MILE]}
"""The metres of each distance, of the distance of a target pace, and of one of a target speed in an hour."""

PER_UNIT_MS: dict[Unit, Ms] = {
    **DEFAULT_PACE_MS,
    **{unit: round(metres * _MS_PER_METRE) for unit, metres in _METRES.items()},
    Unit.CALORIE: 4 * MS_PER_SECOND,
    Unit.STROKE: 3 * MS_PER_SECOND,
    Unit.LAP: 90 * MS_PER_SECOND,
}
"""One of each unit: fifteen calories or twenty strokes a minute, a lap of 250 m."""

OPEN_END_MS: Ms = 60 * MS_PER_SECOND
"""As many or as long as one can, or until the listener is done."""

_IN_ALL = 2
"""A total in any number of sets takes this many times as long as the work alone: the rest is rest."""

_LEAST_MS: Ms = 10 * MS_PER_SECOND
_ROUNDED_TO_MS: Ms = 5 * MS_PER_SECOND


def estimate_ms(dose: Dose, pace: Pace | Tempo | None, targets: Iterable[Target] = ()) -> Ms:
    """Return the estimated length of a set that nobody can time, rounded up to five seconds."""
    return _rounded(_total_ms(dose, pace, targets))


def estimate_of_more_ms(dose: Dose, about_ms: Ms | None) -> Ms:
    """Return the estimated time for what the listener adds to a minimum: half as much again.

    ``about_ms`` is the written estimate of the whole set.
    """
    least_ms = _total_ms(dose, None)
    return _rounded(least_ms // 2 if about_ms is None else about_ms - least_ms)


def _total_ms(dose: Dose, pace: Pace | Tempo | None, targets: Iterable[Target] = ()) -> Ms:
    return sum(_part_ms(part, pace, targets) for part in parts_of(dose))


def _part_ms(dose: Part, pace: Pace | Tempo | None, targets: Iterable[Target]) -> Ms:
    match dose:
        case Counted():
            total_ms = sum(_count_ms(count, pace, targets) for count in dose.counts)
        case Timed():
            total_ms = dose.time.value or OPEN_END_MS
        case Held():
            total_ms = dose.reps.top * (dose.time.value + RELEASE_MS)
        case Free():
            total_ms = OPEN_END_MS
    return total_ms * _IN_ALL if isinstance(dose, Counted | Timed) and dose.in_all else total_ms


def _rounded(total_ms: Ms) -> Ms:
    return max(_LEAST_MS, -(-total_ms // _ROUNDED_TO_MS) * _ROUNDED_TO_MS)


def estimate_of_line_ms(exercise: Exercise, pace: Pace | Tempo | None) -> Ms:
    """Return the estimated length of all sets of an exercise, on both sides where each is trained."""
    sides = 2 if exercise.side_rule is SideRule.EACH else 1
    set_ms = exercise.cap_ms or exercise.about_ms or estimate_ms(exercise.dose, pace, exercise.targets)
    return sides * exercise.sets.low * set_ms


def _count_ms(count: Count, pace: Pace | Tempo | None, targets: Iterable[Target]) -> Ms:
    """Return the estimated length of a count: at its pace, else at its target, else as the table says."""
    if count.amount.is_max:
        return OPEN_END_MS
    at_target = next(filter(None, (_each_at_target_ms(count.unit, target) for target in targets)), None)
    each_ms = pace.duration_ms if pace else at_target or PER_UNIT_MS[count.unit]
    return round(count.amount.top * each_ms / count.unit.scale)


def _each_at_target_ms(unit: Unit, target: Target) -> float | None:
    """Return the time of one of a unit at the slow end of a target; None if the target is about something else."""
    range_, measure = target.amount.rungs[0], target.measure
    if unit in _METRES and measure in _PACE_METRES:
        return range_.high * _METRES[unit] / _PACE_METRES[measure]
    if unit in _METRES and measure in _HOURLY_METRES:
        return 60 * MS_PER_MINUTE * _METRES[unit] * PER_UNIT / (range_.low * _HOURLY_METRES[measure])
    if unit is Unit.STROKE and measure is Measure.STROKE_RATE:
        return MS_PER_MINUTE * PER_UNIT / range_.low
    return None
