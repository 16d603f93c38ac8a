"""What to say and when: sentences, lines, and their placing on the timeline."""

from voicecoach.coach.coach import coach, expected_length, titled
from voicecoach.coach.lines import CUE_KINDS, Line
from voicecoach.coach.place import place

__all__ = ["CUE_KINDS", "Line", "coach", "expected_length", "place", "titled"]
