"""Words to clips: the speech engines behind one protocol, the normalisation of text, the cache."""

from voicecoach.speech.engine import SpeechEngine, VoiceInfo
from voicecoach.speech.engines import DEFAULT_ENGINE, DEFAULT_RATE_WPM, open_engine, open_voice
from voicecoach.speech.voice import Voice

__all__ = ["DEFAULT_ENGINE", "DEFAULT_RATE_WPM", "SpeechEngine", "Voice", "VoiceInfo", "open_engine", "open_voice"]
