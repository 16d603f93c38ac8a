"""The timed cue list: what is heard, when, in which step. JSON is its canonical form (docs/cue-list.md)."""

from voicecoach.timeline.cue_list import FORMAT, Timeline, broken_promises
from voicecoach.timeline.records import (
    BREATH_MS,
    FALL,
    LEVEL,
    RISE,
    SECOND,
    TICK,
    TICKS,
    Cue,
    Heard,
    Lane,
    Segment,
    TimelineStep,
    VoiceSettings,
)

__all__ = [
    "BREATH_MS",
    "FALL",
    "FORMAT",
    "LEVEL",
    "RISE",
    "SECOND",
    "TICK",
    "TICKS",
    "Cue",
    "Heard",
    "Lane",
    "Segment",
    "Timeline",
    "TimelineStep",
    "VoiceSettings",
    "broken_promises",
]
