"""The table of speech engines, and how to open a voice."""

import logging
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

from voicecoach.errors import ChoiceError, SpeechError
from voicecoach.library import clips_folder
from voicecoach.phrases import open_catalogue
from voicecoach.speech.cache import ClipCache
from voicecoach.speech.engine import DEFAULT_RATE_WPM, SpeechEngine
from voicecoach.speech.hibari_engine import HibariEngine
from voicecoach.speech.piper_engine import PiperEngine
from voicecoach.speech.pyttsx3_engine import Pyttsx3Engine
from voicecoach.speech.recorded import RecordedPack
from voicecoach.speech.voice import Voice
from voicecoach.timeline import VoiceSettings

_log = logging.getLogger(__name__)

ENGINES: dict[str, Callable[[], SpeechEngine]] = {
    "hibari": HibariEngine,
    "piper": PiperEngine,
    "pyttsx3": Pyttsx3Engine,
}
"""The speech engines by name, the most natural first."""

_FALLBACK = "pyttsx3"
"""The engine of everything that no other engine is known to speak."""


def best_engine(language: str, voice: str = "") -> str:
    """Return the name of the engine that has a voice, or else of the most natural one here that speaks a language."""
    for name, engine in ((name, ENGINES[name]()) for name in ENGINES):
        if engine.has_voice(voice) if voice else engine.known_voice(language):
            return name
    return _FALLBACK


def open_engine(name: str) -> SpeechEngine:
    """Return a speech engine by name.

    Raises:
        ChoiceError: there is no such engine.
    """
    if name not in ENGINES:
        raise ChoiceError(f"there is no speech engine '{name}'", f"one of: {', '.join(ENGINES)}")
    return ENGINES[name]()


def engine_for(settings: VoiceSettings, language: str) -> SpeechEngine:
    """Return the engine that settings name, or else the best one here for their voice or for the language.

    Raises:
        ChoiceError: there is no such engine.
    """
    return open_engine(settings.engine or best_engine(language, settings.id))


def open_voice(
    settings: VoiceSettings | None = None,
    language: str = "en",
    *,
    engine: SpeechEngine | None = None,
    cache: ClipCache | None = None,
) -> Voice:
    """Return a voice, with the defaults for whatever ``settings`` leaves empty.

    Args:
        settings: what was asked for; nothing means the best engine here, and its default voice for the language.
        language: a code such as ``en`` or ``en-gb``, which chooses the voice and how figures are spoken.
        engine: used instead of the engine that the settings name.
        cache: where clips are cached; by default, in the person's cache folder.

    Raises:
        SpeechError: the engine does not work here, or has no voice for the language.
    """
    settings = settings or VoiceSettings()
    engine = engine or engine_for(settings, language)
    if settings.pack:
        engine = RecordedPack(Path(settings.pack), engine)
    _check_language(engine, settings.id, language)
    complete = replace(
        settings,
        engine=engine.name,
        id=settings.id or engine.default_voice(language),
        rate_wpm=settings.rate_wpm or DEFAULT_RATE_WPM,
    )
    _log.info("voice: %s of %s, %d words a minute, in '%s'", complete.id, complete.engine, complete.rate_wpm, language)
    return Voice(engine, complete, cache or ClipCache(clips_folder()), open_catalogue(language))


def _check_language(engine: SpeechEngine, voice: str, language: str) -> None:
    """Raise an error if a voice is known to speak other languages only.

    Raises:
        SpeechError: it cannot read the words of this one.
    """
    known = next((info for info in engine.voices() if info.id == voice), None) if engine.has_voice(voice) else None
    if known and known.languages and not known.speaks(language):
        hint = f"leave out the voice, or list those that can: voicecoach voices --language {language}"
        raise SpeechError(f"the voice '{voice}' speaks {' and '.join(known.languages)}, not '{language}'", hint)
