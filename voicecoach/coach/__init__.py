"""What the coach says and when: sentences, lines, and their placement on the timeline."""

from voicecoach.coach.break_coach import WAKE, opening_sound
from voicecoach.coach.coaching import coach, expected_length, titled
from voicecoach.coach.estimated_durations import EstimatedDurations
from voicecoach.coach.lines import CUE_KINDS, Line
from voicecoach.coach.placement import LinesByStep, lines_by_step, place, place_step, timeline_step
from voicecoach.coach.prompts import Prompt, after_words, placed_prompt, prompt_forms, sound_forms

__all__ = [
    "CUE_KINDS",
    "WAKE",
    "EstimatedDurations",
    "Line",
    "LinesByStep",
    "Prompt",
    "after_words",
    "coach",
    "expected_length",
    "lines_by_step",
    "opening_sound",
    "place",
    "place_step",
    "placed_prompt",
    "prompt_forms",
    "sound_forms",
    "timeline_step",
    "titled",
]
