"""The times of the beats in a set: each is computed from the step's start, never by adding up intervals."""

from collections.abc import Iterator
from dataclasses import dataclass

from voicecoach.session.work import SetWork, Work, turn_beats
from voicecoach.units import Ms
from voicecoach.workout import Count, Counted, Held, Timed

LAST_BEATS_MS: tuple[tuple[int, Ms], ...] = ((100, 2000), (20, 1500), (0, 1000))
"""The least time of a set's last rep, so that its number can be said: (numbers above this, at least this long).

Measured over the default voices of all languages: 0.8 s up to 20, 1.2 s up to 100, 1.9 s up to 130.
"""


@dataclass(frozen=True, slots=True)
class Beat:
    """One counted beat of a set: the number to say and when, in milliseconds from the step's start."""

    number: int
    at_ms: Ms
    part: int
    """Which count of the dose it belongs to, from 0."""


@dataclass(frozen=True, slots=True)
class Mark:
    """A named phase of a rep, such as ``up``, or a hold: its times are in milliseconds from the step's start."""

    name: str
    at_ms: Ms
    lasts_ms: Ms
    rep: int
    """The number of the rep, from 1."""
    position: int = 0
    """Which phase of the rep it is, from 0."""

    @property
    def is_first(self) -> bool:
        """Whether it is the first phase of the rep."""
        return not self.position

    @property
    def end_ms(self) -> Ms:
        """When it is over."""
        return self.at_ms + self.lasts_ms


def beats_of(work: Work | None) -> tuple[Beat, ...]:
    """Return the beats of a counted set; none for anything else, or if the listener sets the pace.

    A rep that its cap leaves no time for is not counted. All beats are on one grid, ``lead_ms + k * pace_ms`` from the
    step's start. Between two parts of a dose (up, then back) the turn takes a whole number of beats, so that the grid
    goes on.
    """
    if not isinstance(work, SetWork):
        return ()
    rep_ms = work.pace_ms - work.reps_rest_ms - work.lead_ms
    return tuple(beat for beat in _all_beats(work) if _fits_the_cap(work, beat.at_ms + rep_ms))


def _all_beats(work: SetWork) -> Iterator[Beat]:
    slot = 0
    for part, count in enumerate(_counts(work)):
        if part:
            slot += turn_beats(work.pace_ms)
        for number in range(1, count.amount.top + 1):
            yield Beat(number, work.lead_ms + slot * work.pace_ms, part)
            slot += 1


def _fits_the_cap(work: Work | None, end_ms: Ms) -> bool:
    cap_ms = work.exercise.cap_ms if isinstance(work, SetWork) else None
    return cap_ms is None or end_ms <= cap_ms


def number_of_beats(work: Work | None) -> int:
    """Return how many beats are counted in a set, without computing their times."""
    return sum(count.amount.top for count in _counts(work))


def _counts(work: Work | None) -> tuple[Count, ...]:
    """Return the counted parts of a set; none if nobody counts."""
    if isinstance(work, SetWork) and work.pace_ms and isinstance(work.exercise.dose, Counted):
        return work.exercise.dose.counts
    return ()


def marks_of(work: Work | None) -> tuple[Mark, ...]:
    """Return the phases of every rep of a set, or the holds of a set of holds, if it has any."""
    if not isinstance(work, SetWork):
        return ()
    dose = work.exercise.dose
    if isinstance(dose, Held):
        period_ms = dose.time.value + work.reps_rest_ms
        starts = [index * period_ms for index in range(dose.reps.top)]
        holds = (Mark("hold", at_ms, dose.time.value, rep) for rep, at_ms in enumerate(starts, start=1))
        return tuple(hold for hold in holds if hold.rep == 1 or _fits_the_cap(work, hold.at_ms + hold.lasts_ms))
    starts = [beat.at_ms for beat in beats_of(work)]
    if isinstance(dose, Timed) and work.phases:
        starts = list(range(0, dose.time.value - work.pace_ms + 1, work.pace_ms))
    return tuple(mark for rep, start_ms in enumerate(starts, start=1) for mark in _phases(work, rep, start_ms))


def _phases(work: SetWork, rep: int, at_ms: Ms) -> Iterator[Mark]:
    """Yield the phases of one rep."""
    for position, phase in enumerate(work.phases):
        yield Mark(phase.name, at_ms, phase.duration_ms, rep, position)
        at_ms += phase.duration_ms


def work_ms(work: SetWork) -> Ms:
    """Return how long a set lasts: as long as its work takes, and at most its cap."""
    cap_ms = work.exercise.cap_ms
    return uncapped_ms(work) if cap_ms is None else min(uncapped_ms(work), cap_ms)


def is_cut_short(work: SetWork) -> bool:
    """Whether the cap of a set ends it before all of its reps or holds are done."""
    is_held = isinstance(work.exercise.dose, Held)
    return work_ms(work) < uncapped_ms(work) if is_held else len(beats_of(work)) < number_of_beats(work)


def uncapped_ms(work: SetWork) -> Ms:
    """Return how long the work of a set takes.

    A timed set takes its time, a counted one lasts until its last beat has had its full pace, and one that only the
    listener knows the end of takes its cap. No rest follows the last rep. The last beat is made long enough to say its
    number, unless the next set joins it.
    """
    dose, cap_ms = work.exercise.dose, work.exercise.cap_ms
    if cap_ms is not None and not _counts(work) and (dose.needs_listener or not isinstance(dose, Held)):
        return cap_ms
    if isinstance(dose, Timed):
        return dose.time.value
    if isinstance(dose, Held):
        return dose.reps.top * dose.time.value + (dose.reps.top - 1) * work.reps_rest_ms
    *_, last = _all_beats(work)
    least_ms = 0 if work.joins_next else next(least_ms for above, least_ms in LAST_BEATS_MS if last.number > above)
    return last.at_ms + max(work.pace_ms - work.reps_rest_ms, least_ms)
