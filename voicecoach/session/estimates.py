"""How long a set takes if the script does not say: one table, and what follows from it. Times are in milliseconds.

An estimate is only displayed. It never moves a start, and ``about TIME`` in the script overrules it. A longer distance
is never estimated as faster, in whatever unit it is written. docs/script-language.md shows this table.
"""

from voicecoach.units import MS_PER_SECOND, Ms
from voicecoach.workout import Counted, Dose, Exercise, Free, Held, Pace, SideRule, Tempo, Timed, Unit

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

PER_UNIT_MS: dict[Unit, Ms] = {
    **DEFAULT_PACE_MS,
    Unit.METRE: _MS_PER_METRE,
    Unit.KILOMETRE: 1000 * _MS_PER_METRE,
    Unit.MILE: round(1609.344 * _MS_PER_METRE),
    Unit.CALORIE: 4 * MS_PER_SECOND,
    Unit.LAP: 90 * MS_PER_SECOND,
}
"""One of each unit: fifteen calories a minute, a lap of 250 m."""

OPEN_END_MS: Ms = 60 * MS_PER_SECOND
"""As many or as long as one can, or until the listener is done."""

_LEAST_MS: Ms = 10 * MS_PER_SECOND
_ROUNDED_TO_MS: Ms = 5 * MS_PER_SECOND


def estimate_ms(dose: Dose, pace: Pace | Tempo | None) -> Ms:
    """Return the estimated length of a set that nobody can time, rounded up to five seconds."""
    match dose:
        case Counted():
            total_ms = _counted_ms(dose, pace)
        case Timed():
            total_ms = dose.time.value or OPEN_END_MS
        case Held():
            total_ms = dose.reps.value * (dose.time.value + RELEASE_MS)
        case Free():
            total_ms = OPEN_END_MS
    return max(_LEAST_MS, -(-total_ms // _ROUNDED_TO_MS) * _ROUNDED_TO_MS)


def estimate_of_line_ms(exercise: Exercise, pace: Pace | Tempo | None) -> Ms:
    """Return the estimated length of all sets of an exercise, on both sides where each is trained."""
    sides = 2 if exercise.side_rule is SideRule.EACH else 1
    set_ms = exercise.cap_ms or exercise.about_ms or estimate_ms(exercise.dose, pace)
    return sides * exercise.sets.low * set_ms


def _counted_ms(dose: Counted, pace: Pace | Tempo | None) -> Ms:
    own_ms = pace.duration_ms if pace else 0
    return sum(
        OPEN_END_MS if count.amount.is_max else count.amount.value * (own_ms or PER_UNIT_MS[count.unit])
        for count in dose.counts
    )
