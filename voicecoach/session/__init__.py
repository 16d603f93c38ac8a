"""A session: a workout with every choice made, as a flat list of steps. ``plan`` makes it; a pure function."""

from voicecoach.session.beats import Beat, Mark, beats_of, marks_of
from voicecoach.session.choices import Choices, Note
from voicecoach.session.estimates import DEFAULT_PACE_MS
from voicecoach.session.pace import at_pace, pace_of, paced
from voicecoach.session.planner import plan
from voicecoach.session.spoken import spoken_at
from voicecoach.session.stages import Stage, stages_of
from voicecoach.session.steps import (
    CHANGEOVER_MS,
    Coming,
    Due,
    Interval,
    RestTerms,
    SectionIntro,
    Session,
    Starts,
    Step,
)
from voicecoach.session.work import (
    GO_LEAD_MS,
    BlockWork,
    Position,
    RoundKind,
    RoundOf,
    SetWork,
    StepKind,
    Work,
)

__all__ = [
    "CHANGEOVER_MS",
    "DEFAULT_PACE_MS",
    "GO_LEAD_MS",
    "Beat",
    "BlockWork",
    "Choices",
    "Coming",
    "Due",
    "Interval",
    "Mark",
    "Note",
    "Position",
    "RestTerms",
    "RoundKind",
    "RoundOf",
    "SectionIntro",
    "Session",
    "SetWork",
    "Stage",
    "Starts",
    "Step",
    "StepKind",
    "Work",
    "at_pace",
    "beats_of",
    "marks_of",
    "pace_of",
    "paced",
    "plan",
    "spoken_at",
    "stages_of",
]
