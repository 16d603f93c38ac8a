"""Another pace for an exercise, while it is done. A pure function of the session."""

from dataclasses import replace

from voicecoach.session.beats import work_ms
from voicecoach.session.steps import Session, Step
from voicecoach.units import Ms

_LEAST_PACE_MS: Ms = 500
"""A quicker pace leaves no time for the shortest number (0.3 s) and a breath after it."""

_GRID_MS: Ms = 50
"""Paces and phases are whole multiples of this: a finer difference is not felt."""


def has_pace(step: Step) -> bool:
    """Whether a step is done at a pace that can be changed."""
    return step.is_set and step.pace_ms > 0


def at_pace(session: Session, name: str, percent: int) -> Session:
    """Return the session with all sets of an exercise, by its name, so that a rep takes so many percent of its time."""
    of_exercise = (step.exercise is not None and step.exercise.name == name for step in session.steps)
    steps = (paced(step, percent) if is_its else step for step, is_its in zip(session.steps, of_exercise, strict=True))
    return replace(session, steps=tuple(steps))


def paced(step: Step, percent: int) -> Step:
    """Return a set of which a rep takes so many percent of its time, or what lies before it and announces that pace."""
    if not step.pace_ms:
        return step
    phases = tuple(replace(phase, duration_ms=_scaled(phase.duration_ms, percent)) for phase in step.phases)
    pace_ms = sum(phase.duration_ms for phase in phases) + step.reps_rest_ms if phases else 0
    pace_ms = max(_LEAST_PACE_MS, pace_ms or _scaled(step.pace_ms, percent))
    other = replace(step, pace_ms=pace_ms, phases=phases)
    return replace(other, duration_ms=work_ms(other)) if step.is_set else other


def _scaled(time_ms: Ms, percent: int) -> Ms:
    return round(time_ms * percent / 100 / _GRID_MS) * _GRID_MS
