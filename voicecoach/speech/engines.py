"""The table of speech engines, and the opening of a voice."""

from collections.abc import Callable

from voicecoach.errors import ChoiceError
from voicecoach.library import cache_folder
from voicecoach.speech.cache import ClipCache
from voicecoach.speech.engine import SpeechEngine
from voicecoach.speech.pyttsx3_engine import Pyttsx3Engine
from voicecoach.speech.voice import Voice

ENGINES: dict[str, Callable[[], SpeechEngine]] = {"pyttsx3": Pyttsx3Engine}
"""One row per engine that can be chosen."""

DEFAULT_ENGINE = "pyttsx3"
DEFAULT_RATE_WPM = 160


def open_engine(name: str | None = None) -> SpeechEngine:
    """Return a speech engine by its name; the default one where none is given.

    Raises:
        ChoiceError: there is no such engine.
    """
    name = name or DEFAULT_ENGINE
    if name not in ENGINES:
        raise ChoiceError(f"there is no speech engine '{name}'", f"one of: {', '.join(ENGINES)}")
    return ENGINES[name]()


def open_voice(
    engine: SpeechEngine | None = None,
    cache: ClipCache | None = None,
    *,
    voice: str | None = None,
    rate_wpm: int | None = None,
    language: str = "en",
) -> Voice:
    """Return a voice; whatever is left out is the default: the system's engine, its best voice for the language.

    Raises:
        SpeechError: the engine does not work here.
    """
    engine = engine or open_engine()
    chosen = voice or engine.default_voice(language)
    return Voice(engine, chosen, rate_wpm or DEFAULT_RATE_WPM, cache or ClipCache(cache_folder()), language)
