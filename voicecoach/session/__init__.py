"""A session: a workout with every choice made, as a flat list of steps. ``plan`` makes it; a pure function."""

from voicecoach.session.beats import Beat, Mark, beats_of, marks_of, turn_beats
from voicecoach.session.draft import LEAST_CLOCK_REST_MS
from voicecoach.session.pace import at_pace, has_pace, paced
from voicecoach.session.planner import plan
from voicecoach.session.stages import Stage, stages_of
from voicecoach.session.steps import (
    GO_LEAD_MS,
    LEAST_CHANGEOVER_MS,
    SET_KINDS,
    Choices,
    Due,
    Note,
    SectionIntro,
    Session,
    Starts,
    Step,
    StepKind,
)

__all__ = [
    "GO_LEAD_MS",
    "LEAST_CHANGEOVER_MS",
    "LEAST_CLOCK_REST_MS",
    "SET_KINDS",
    "Beat",
    "Choices",
    "Due",
    "Mark",
    "Note",
    "SectionIntro",
    "Session",
    "Stage",
    "Starts",
    "Step",
    "StepKind",
    "at_pace",
    "beats_of",
    "has_pace",
    "marks_of",
    "paced",
    "plan",
    "stages_of",
    "turn_beats",
]
