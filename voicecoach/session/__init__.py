"""A session: a workout with every choice made, as a flat list of steps. ``plan`` makes it; a pure function."""

from voicecoach.session.beats import Beat, Mark, beats_of, marks_of, turn_beats
from voicecoach.session.plan import plan
from voicecoach.session.stages import Stage, stages_of
from voicecoach.session.steps import (
    GO_LEAD_MS,
    LEAST_CHANGEOVER_MS,
    Choices,
    Note,
    Opening,
    Session,
    Starts,
    Step,
    StepKind,
)

__all__ = [
    "GO_LEAD_MS",
    "LEAST_CHANGEOVER_MS",
    "Beat",
    "Choices",
    "Mark",
    "Note",
    "Opening",
    "Session",
    "Stage",
    "Starts",
    "Step",
    "StepKind",
    "beats_of",
    "marks_of",
    "plan",
    "stages_of",
    "turn_beats",
]
