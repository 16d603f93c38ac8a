"""Clips, sounds, music and the mix: everything that handles PCM."""

from voicecoach.audio.clips import MIX_RATE_HZ, VOICE_ONLY, WITH_MUSIC, Clip, PcmFormat
from voicecoach.audio.mixer import DEFAULT_MIX_SETTINGS, Mixer, MixSettings, Volumes, mix
from voicecoach.audio.music import Music, open_music, tracks_at
from voicecoach.audio.sounds import load_sounds

__all__ = [
    "DEFAULT_MIX_SETTINGS",
    "MIX_RATE_HZ",
    "VOICE_ONLY",
    "WITH_MUSIC",
    "Clip",
    "MixSettings",
    "Mixer",
    "Music",
    "PcmFormat",
    "Volumes",
    "load_sounds",
    "mix",
    "open_music",
    "tracks_at",
]
