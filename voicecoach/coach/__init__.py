"""What the coach says and when: sentences, lines, and their placement on the timeline."""

from voicecoach.coach.break_coach import WAKE, opening_sound
from voicecoach.coach.coaching import coach, titled
from voicecoach.coach.estimated_durations import EstimatedDurations
from voicecoach.coach.lines import CUE_KINDS, Line, SoftLine
from voicecoach.coach.placement import Placer, lines_by_step, place, timeline_step
from voicecoach.coach.prompts import Prompt, after_words, placed_prompt, prompt_forms, sound_forms, spoken_prompt

__all__ = [
    "CUE_KINDS",
    "WAKE",
    "EstimatedDurations",
    "Line",
    "Placer",
    "Prompt",
    "SoftLine",
    "after_words",
    "coach",
    "lines_by_step",
    "opening_sound",
    "place",
    "placed_prompt",
    "prompt_forms",
    "sound_forms",
    "spoken_prompt",
    "timeline_step",
    "titled",
]
