"""The timed cue list: what is heard, when, in which step. JSON is its canonical form (docs/cue-list.md)."""

from voicecoach.timeline.cue_list import FORMAT, Timeline, broken_promises
from voicecoach.timeline.records import BREATH_MS, TICK, Cue, Heard, Lane, Segment, TimelineStep, VoiceSettings

__all__ = [
    "BREATH_MS",
    "FORMAT",
    "TICK",
    "Cue",
    "Heard",
    "Lane",
    "Segment",
    "Timeline",
    "TimelineStep",
    "VoiceSettings",
    "broken_promises",
]
