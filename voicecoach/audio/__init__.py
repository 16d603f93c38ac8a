"""Clips, sounds and the mix: everything that is PCM."""

from voicecoach.audio.clips import MIX_RATE_HZ, Clip
from voicecoach.audio.mix import mix
from voicecoach.audio.sounds import load_sounds

__all__ = ["MIX_RATE_HZ", "Clip", "load_sounds", "mix"]
