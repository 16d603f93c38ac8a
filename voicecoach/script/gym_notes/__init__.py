"""Gym notes: what people write instead of the words of the language, and what to write.

``table`` has a row for each, ``computed`` the cures that need code, ``patterns`` the parts of the patterns, ``items``
those that are a whole item. ``cures`` finds the fewest cures with which a prescription can be read. People find them in
docs/gym-notes.md.
"""

from voicecoach.script.gym_notes.cures import REMARK_HINT, corrected, cured
from voicecoach.script.gym_notes.items import LABEL, with_colon
from voicecoach.script.gym_notes.table import is_gym_note

__all__ = ["LABEL", "REMARK_HINT", "corrected", "cured", "is_gym_note", "with_colon"]
