"""Turns words into clips: speech engines behind one protocol, normalisation of text, the clip cache."""

from voicecoach.speech.cached_durations import durations_at_hand
from voicecoach.speech.engine import DEFAULT_RATE_WPM, SpeechEngine, VoiceInfo
from voicecoach.speech.engines import ENGINES, best_engine, engine_for, open_engine, open_voice
from voicecoach.speech.recorded import RecordedPack, check_recordings, recording_name, recordings_in
from voicecoach.speech.voice import Voice
from voicecoach.timeline import VoiceSettings

__all__ = [
    "DEFAULT_RATE_WPM",
    "ENGINES",
    "RecordedPack",
    "SpeechEngine",
    "Voice",
    "VoiceInfo",
    "VoiceSettings",
    "best_engine",
    "check_recordings",
    "durations_at_hand",
    "engine_for",
    "open_engine",
    "open_voice",
    "recording_name",
    "recordings_in",
]
