"""What to say and when: phrases, lines, and their placing on the timeline."""

from voicecoach.coach.coach import coach
from voicecoach.coach.english import English
from voicecoach.coach.lines import CUE_KINDS, Line
from voicecoach.coach.place import place

__all__ = ["CUE_KINDS", "English", "Line", "coach", "place"]
