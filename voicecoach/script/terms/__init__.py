"""The terms of a prescription: reads its elements one by one and collects what each says.

What they mean together is decided in ``prescription``.
"""

from voicecoach.script.terms.ladders import with_ladders
from voicecoach.script.terms.own_phases import with_own_phases
from voicecoach.script.terms.parts import parts_at_then
from voicecoach.script.terms.reading import KINDS, read_terms
from voicecoach.script.terms.record import Terms

__all__ = ["KINDS", "Terms", "parts_at_then", "read_terms", "with_ladders", "with_own_phases"]
