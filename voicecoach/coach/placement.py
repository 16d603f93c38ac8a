"""Place lines on the timeline, once it is known how long each of them takes to say. A pure function.

Each step is placed on its own (``step_placement``), and the steps follow one after the other. A seamless changeover is
dropped if the set before it has room for its words.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from itertools import groupby

from voicecoach.coach.lines import Line
from voicecoach.coach.step_placement import Durations, StepPlacement
from voicecoach.session import Note, Position, Session, Step
from voicecoach.timeline import Cue, Segment, Timeline, TimelineStep, VoiceSettings
from voicecoach.units import Ms

LinesByStep = Mapping[int, tuple[Line, ...]]


def place(session: Session, lines: Iterable[Line], durations: Durations, voice: VoiceSettings) -> Timeline:
    """Place every line in its step, and the steps one after the other.

    Args:
        session: the steps.
        lines: what the coach would like to say, ordered by step.
        durations: the length of each form of each line, in milliseconds.
        voice: the voice that the durations were measured with.
    """
    by_step = lines_by_step(lines)
    steps: list[TimelineStep] = []
    cues: list[Cue] = []
    notes = list(session.notes)
    start_ms = 0
    is_spared = False
    for step in session.steps:
        if is_spared:
            is_spared = False
            continue
        placed = place_step(session, by_step, step.index, durations)
        segment, is_spared = placed.segment.at(start_ms, len(steps)), placed.spares_next
        steps.append(segment.step)
        cues += segment.cues
        notes += (replace(note, step=segment.step.index) for note in placed.notes)
        start_ms += segment.length_ms
    return Timeline(
        title=session.workout.title,
        language=session.workout.language,
        verbosity=session.choices.verbosity,
        voice=voice,
        duration_ms=start_ms,
        steps=tuple(steps),
        cues=tuple(cues),
        notes=tuple(notes),
    )


def lines_by_step(lines: Iterable[Line]) -> LinesByStep:
    """Return the lines of each step, by its index."""
    return {index: tuple(group) for index, group in groupby(lines, key=lambda line: line.step)}


@dataclass(frozen=True, slots=True)
class PlacedStep:
    """A placed step, the notes about it, and whether the changeover after it is dropped."""

    segment: Segment
    notes: tuple[Note, ...]
    spares_next: bool


def place_step(session: Session, lines: LinesByStep, index: int, durations: Durations) -> PlacedStep:
    """Place the lines of one step; ``durations`` must have every form of its lines."""
    step, after = session.steps[index], session.steps[index + 1 : index + 2]
    own, is_spared = lines.get(index, ()), False
    placed = StepPlacement(step, durations, session.workout.path)
    if after and after[0].is_seamless:
        placed, is_spared = placed.going_on(own, lines.get(index + 1, ()))
    else:
        placed.place_all(own)
    segment = Segment(timeline_step(step, placed.duration_ms), tuple(placed.cues()))
    return PlacedStep(segment, tuple(placed.notes), is_spared)


def timeline_step(step: Step, duration_ms: Ms) -> TimelineStep:
    """Return a step of the timeline with this length."""
    position = step.about.position if step.about else Position()
    return TimelineStep(
        index=step.index,
        kind=step.kind,
        title=step.title,
        exercise=step.work.title if step.work else None,
        side=step.work.side if step.work else None,
        set=position.set,
        round=position.round,
        start_ms=0,
        end_ms=duration_ms,
        waits=step.waits,
        due=step.due,
    )
