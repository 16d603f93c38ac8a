"""Gym notes: what people write instead of the words of the language, and what to write.

``table`` has a row for each, ``computed`` the cures that need code, ``patterns`` the parts of the patterns.
``cures`` finds the fewest rows with whose cures a prescription can be read; docs/gym-notes.md shows them to people.
"""

from voicecoach.script.gym_notes.cures import REMARK_HINT, cured
from voicecoach.script.gym_notes.table import is_gym_note

__all__ = ["REMARK_HINT", "cured", "is_gym_note"]
