"""Which voice speaks a language here, and why; all voices that can be chosen instead."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from voicecoach.cli.report import say
from voicecoach.errors import SpeechError, nearest
from voicecoach.languages import LANGUAGES, base_language
from voicecoach.session_options import SessionOptions
from voicecoach.speech import ENGINES, VoiceInfo, VoiceSettings, best_engine, open_engine
from voicecoach.speech.piper_engine import voice_of_file
from voicecoach.workout import Workout

_REASONS = {
    "hibari": "natural; comes with voicecoach",
    "piper": "natural; installed in your folder of voices",
    "pyttsx3": "your system's voice; for a natural one: voicecoach voices --install {language}",
}
"""Why an engine speaks a language if nobody has chosen one."""


@dataclass(frozen=True, slots=True)
class UsedVoice:
    """The voice that speaks a language, and why; without one, ``id`` is empty, and ``why`` says what to do."""

    language: str
    engine: str
    id: str
    why: str

    def is_voice(self, engine: str, info: VoiceInfo) -> bool:
        """Whether this is one of the voices that an engine lists."""
        return self.engine == engine and info.is_called(self.id)


def used_voice(options: SessionOptions, language: str) -> UsedVoice:
    """Return the voice of sessions in a language, as the person's own settings say or else by default."""
    settings = options.voice_settings(Workout("", language=language))
    engine = settings.engine or best_engine(language, settings.id)
    why = _REASONS.get(engine, "").format(language=language)
    if settings.id:
        why = f"your own settings: voices.{language}"
    elif "engine" in options.own:
        why = "your own settings: engine"
    try:
        if settings.id and not _has_voice(engine, settings.id):
            return UsedVoice(language, engine, "", f"{why}, but there is no voice '{settings.id}'")
        voice = settings.id or open_engine(engine).default_voice(language)
    except SpeechError as error:
        return UsedVoice(language, engine, "", f"{error.message}; {error.hint}")
    return UsedVoice(language, engine, voice, why)


def _has_voice(engine: str, voice: str) -> bool:
    """Whether an engine has a voice; a Piper model file is only looked at when it speaks."""
    return voice.endswith(".onnx") or any(info.is_called(voice) for info in open_engine(engine).voices())


def all_voices(engines: Iterable[str] = ENGINES) -> Iterator[tuple[str, VoiceInfo]]:
    """Yield the voices of engines, each with the name of its engine. Say so if one of several engines does not work.

    Raises:
        SpeechError: the only engine does not work.
    """
    names = tuple(engines)
    for name in names:
        try:
            infos = open_engine(name).voices()
        except SpeechError as error:
            if len(names) == 1:
                raise
            say(f"note: {error.message}; {error.hint}")
            continue
        for info in infos:
            yield name, info


def find_voice(voice: str, engine: str = "", language: str = "") -> tuple[VoiceSettings, str]:
    """Return the settings that choose a voice by its id, and the language for it to speak.

    Args:
        voice: an id as ``--voice`` takes it, or a Piper model file.
        engine: where to look; by default, in the engine that has the voice.
        language: used if it is given; by default, the first language of the voice that the coach speaks, or English.

    Raises:
        SpeechError: there is no such voice.
    """
    engine = engine or best_engine("", voice)
    if voice.endswith(".onnx"):
        return VoiceSettings(engine, voice), language or _language_of(voice_of_file(Path(voice)))
    if info := next((info for info in open_engine(engine).voices() if info.is_called(voice)), None):
        return VoiceSettings(engine, voice), language or _language_of(info)
    names = dict.fromkeys(part for _, info in all_voices() for part in (info.id, info.short_id))
    hint = nearest(voice.partition("+")[0], names) or "voicecoach voices lists them"
    raise SpeechError(f"there is no voice '{voice}'", hint)


def _language_of(info: VoiceInfo) -> str:
    """Return the first language of a voice that the coach speaks, or English."""
    return next((code for code in info.languages if base_language(code) in LANGUAGES), LANGUAGES[0])
