"""How long texts are heard, without starting an engine: as measured if their clips are cached, else about that long."""

from collections.abc import Iterator, Mapping
from dataclasses import replace

from voicecoach.coach import EstimatedDurations
from voicecoach.errors import SpeechError
from voicecoach.speech.cache import ClipCache
from voicecoach.speech.engine import DEFAULT_RATE_WPM
from voicecoach.speech.engines import engine_for, open_voice
from voicecoach.speech.voice import Voice
from voicecoach.timeline import Heard, VoiceSettings
from voicecoach.units import Ms


def durations_at_hand(settings: VoiceSettings, language: str, *, cache: ClipCache | None = None) -> Mapping[Heard, Ms]:
    """Return the duration of any text, as the voice that was asked for would take."""
    engine = engine_for(settings, language)
    estimated = EstimatedDurations(language, settings.rate_wpm or DEFAULT_RATE_WPM, engine.name)
    known = settings.id or engine.known_voice(language)
    if not known:
        return estimated
    voice = open_voice(replace(settings, id=known), language, engine=engine, cache=cache)
    try:
        voice.cached_ms("")
    except SpeechError:
        return estimated  # Files of the voice are missing, as speaking will say.
    return CachedDurations(voice, estimated)


class CachedDurations(Mapping[Heard, Ms]):
    """The durations of a voice's cached clips, and estimates for all other texts."""

    def __init__(self, voice: Voice, estimated: EstimatedDurations) -> None:
        self._voice = voice
        self._estimated = estimated

    def __getitem__(self, heard: Heard) -> Ms:
        cached_ms = 0 if heard.text is None else self._voice.cached_ms(heard.text)
        return cached_ms or self._estimated[heard]

    def __iter__(self) -> Iterator[Heard]:
        return iter(self._estimated)

    def __len__(self) -> int:
        return len(self._estimated)
