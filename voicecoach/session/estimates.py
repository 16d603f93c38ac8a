"""How long a set takes if the script does not say: one table, and what follows from it. Times are in milliseconds."""

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

_PER_UNIT_MS: dict[Unit, Ms] = {
    **DEFAULT_PACE_MS,
    Unit.METRE: 600,
    Unit.KILOMETRE: 360 * MS_PER_SECOND,
    Unit.MILE: 580 * MS_PER_SECOND,
    Unit.CALORIE: 4 * MS_PER_SECOND,
    Unit.LAP: 90 * MS_PER_SECOND,
}
"""One of each unit: running at ten kilometres an hour, fifteen calories a minute, a lap of 250 m."""

_MAX_COUNT = 15
"""As many reps as one can."""

_MAX_HOLD_MS: Ms = 60 * MS_PER_SECOND
"""A hold for as long as one can."""

_FREE_MS: Ms = 60 * MS_PER_SECOND
"""A set that the listener ends, about which the script says nothing else."""

_LEAST_MS: Ms = 10 * MS_PER_SECOND
_ROUNDED_TO_MS: Ms = 5 * MS_PER_SECOND


def estimate_ms(dose: Dose, pace: Pace | Tempo | None) -> Ms:
    """Return the estimated length of a set that nobody can time, rounded up to five seconds."""
    match dose:
        case Counted():
            total_ms = _counted_ms(dose, pace)
        case Timed():
            total_ms = dose.time.value or _MAX_HOLD_MS
        case Held():
            total_ms = dose.reps.value * (dose.time.value + RELEASE_MS)
        case Free():
            total_ms = _FREE_MS
    return max(_LEAST_MS, -(-total_ms // _ROUNDED_TO_MS) * _ROUNDED_TO_MS)


def estimate_of_line_ms(exercise: Exercise, pace: Pace | Tempo | None) -> Ms:
    """Return the estimated length of all sets of an exercise, on both sides where each is trained."""
    sides = 2 if exercise.side_rule is SideRule.EACH else 1
    return sides * exercise.sets.low * estimate_ms(exercise.dose, pace)


def _counted_ms(dose: Counted, pace: Pace | Tempo | None) -> Ms:
    own_ms = pace.duration_ms if pace else 0
    return sum((count.amount.value or _MAX_COUNT) * (own_ms or _PER_UNIT_MS[count.unit]) for count in dose.counts)
