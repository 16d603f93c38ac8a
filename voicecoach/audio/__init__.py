"""Clips, sounds and the mix: everything that is PCM."""

from voicecoach.audio.clips import MIX_RATE_HZ, VOICE_ONLY, WITH_MUSIC, Clip, Form
from voicecoach.audio.mix import USUAL_BED, Bed, Mixer, Volumes, mix
from voicecoach.audio.music import Music, open_music, tracks_at
from voicecoach.audio.sounds import load_sounds

__all__ = [
    "MIX_RATE_HZ",
    "USUAL_BED",
    "VOICE_ONLY",
    "WITH_MUSIC",
    "Bed",
    "Clip",
    "Form",
    "Mixer",
    "Music",
    "Volumes",
    "load_sounds",
    "mix",
    "open_music",
    "tracks_at",
]
