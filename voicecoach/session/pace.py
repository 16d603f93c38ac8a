"""Another pace for an exercise, while it is done."""

from dataclasses import replace

from voicecoach.session.beats import work_ms
from voicecoach.session.steps import Session, Step
from voicecoach.session.work import SetWork
from voicecoach.units import Ms

_LEAST_PACE_MS: Ms = 500
"""A quicker pace leaves no time for the shortest number (0.3 s) and a breath after it."""

_GRID_MS: Ms = 50
"""Paces and phases are whole multiples of this: nobody feels a finer difference."""


def pace_of(step: Step) -> Ms:
    """Return the time of one rep of a set; 0 if nobody counts, or if the step is not a set."""
    return step.work.pace_ms if isinstance(step.work, SetWork) else 0


def at_pace(session: Session, name: str, percent: int) -> Session:
    """Return the session with every rep of an exercise, by its name, at this percentage of its time."""
    of_exercise = (step.about is not None and step.about.name == name for step in session.steps)
    steps = (paced(step, percent) if is_its else step for step, is_its in zip(session.steps, of_exercise, strict=True))
    return replace(session, steps=tuple(steps))


def paced(step: Step, percent: int) -> Step:
    """Return a set with every rep at this percentage of its time, or the break before it, which announces that pace."""
    work = step.about
    if not isinstance(work, SetWork) or not work.pace_ms:
        return step
    other = _paced(work, percent)
    coming = replace(step.coming, work=other) if step.coming else None
    if step.work is None:
        return replace(step, coming=coming)
    return replace(step, work=other, coming=coming, duration_ms=work_ms(other))


def _paced(work: SetWork, percent: int) -> SetWork:
    phases = tuple(replace(phase, duration_ms=_scaled(phase.duration_ms, percent)) for phase in work.phases)
    pace_ms = sum(phase.duration_ms for phase in phases) + work.reps_rest_ms if phases else 0
    return replace(work, pace_ms=max(_LEAST_PACE_MS, pace_ms or _scaled(work.pace_ms, percent)), phases=phases)


def _scaled(time_ms: Ms, percent: int) -> Ms:
    return round(time_ms * percent / 100 / _GRID_MS) * _GRID_MS
