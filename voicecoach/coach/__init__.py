"""What to say and when: sentences, lines, and their placing on the timeline."""

from voicecoach.coach.around_sets import WAKE, opening_sound
from voicecoach.coach.calls import Call, after_words, call_forms, placed_call, sounded_forms
from voicecoach.coach.coach import coach, expected_length, titled
from voicecoach.coach.lines import CUE_KINDS, Line
from voicecoach.coach.place import LinesByStep, lines_by_step, place, place_step, timeline_step

__all__ = [
    "CUE_KINDS",
    "WAKE",
    "Call",
    "Line",
    "LinesByStep",
    "after_words",
    "call_forms",
    "coach",
    "expected_length",
    "lines_by_step",
    "opening_sound",
    "place",
    "place_step",
    "placed_call",
    "sounded_forms",
    "timeline_step",
    "titled",
]
