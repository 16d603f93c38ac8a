"""The table of speech engines, and the opening of a voice."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from voicecoach.errors import ChoiceError
from voicecoach.library import cache_folder
from voicecoach.phrases import open_catalogue
from voicecoach.speech.cache import ClipCache
from voicecoach.speech.engine import USUAL_RATE_WPM, SpeechEngine
from voicecoach.speech.piper_engine import PiperEngine
from voicecoach.speech.pyttsx3_engine import Pyttsx3Engine
from voicecoach.speech.recorded import RecordedPack
from voicecoach.speech.voice import Voice
from voicecoach.timeline import VoiceId

ENGINES: dict[str, Callable[[], SpeechEngine]] = {"pyttsx3": Pyttsx3Engine, "piper": PiperEngine}
"""One row per engine that can be chosen."""

DEFAULT_ENGINE = "pyttsx3"


def open_engine(name: str | None = None) -> SpeechEngine:
    """Return a speech engine by its name; the default one where none is given.

    Raises:
        ChoiceError: there is no such engine.
    """
    name = name or DEFAULT_ENGINE
    if name not in ENGINES:
        raise ChoiceError(f"there is no speech engine '{name}'", f"one of: {', '.join(ENGINES)}")
    return ENGINES[name]()


@dataclass(frozen=True, slots=True)
class VoiceChoice:
    """Which voice a person asks for; None leaves it to the engine.

    ``say`` is how words are pronounced, what is written and what is spoken for it; ``pack`` a folder of recordings that
    are heard in place of the engine.
    """

    engine: str | None = None
    voice: str | None = None
    rate_wpm: int | None = None
    pack: str | None = None
    say: tuple[tuple[str, str], ...] = ()


def open_voice(
    choice: VoiceChoice | None = None,
    language: str = "en",
    *,
    engine: SpeechEngine | None = None,
    cache: ClipCache | None = None,
) -> Voice:
    """Return a voice; whatever is left out is the default: the system's engine, its best voice for the language.

    Args:
        choice: what was asked for.
        language: a code such as ``en`` or ``en-gb``, which chooses the voice and how figures are said.
        engine: an engine of one's own, in place of the one that the choice names.
        cache: where clips are kept.

    Raises:
        SpeechError: the engine does not work here, or has no voice for the language.
    """
    choice = choice or VoiceChoice()
    engine = engine or open_engine(choice.engine)
    if choice.pack:
        engine = RecordedPack(Path(choice.pack), engine)
    voice = choice.voice or engine.default_voice(language)
    voice_id = VoiceId(engine.name, voice, choice.rate_wpm or USUAL_RATE_WPM, choice.say, choice.pack)
    return Voice(engine, voice_id, cache or ClipCache(cache_folder()), open_catalogue(language))
