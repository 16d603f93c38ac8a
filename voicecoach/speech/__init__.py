"""Words to clips: the speech engines behind one protocol, the normalisation of text, the cache."""

from voicecoach.speech.engine import SpeechEngine, VoiceInfo
from voicecoach.speech.voice import Voice, open_voice

__all__ = ["SpeechEngine", "Voice", "VoiceInfo", "open_voice"]
