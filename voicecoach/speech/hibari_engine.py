"""hibari: the natural English voice that comes with voicecoach, with its model inside the package."""

import threading
from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from voicecoach.errors import SpeechError
from voicecoach.languages import base_language
from voicecoach.speech.engine import DEFAULT_RATE_WPM, VoiceInfo, package_versions
from voicecoach.speech.phonemes import INLINE, with_phonemes

HEART = VoiceInfo("heart", "natural, American English", ("en-us",))
"""The one voice whose model is in the package; hibari downloads its others, so they are not offered."""

_SEED = 0
"""hibari adds noise to its breath sounds; with one seed, the same text has the same samples."""

_CURE = "use the system's voice with --engine pyttsx3, or run voicecoach doctor"

_loading = threading.Lock()


class HibariEngine:
    """Implements SpeechEngine with hibari. The model is loaded once for each process, by the thread that speaks."""

    name = "hibari"

    def voices(self) -> tuple[VoiceInfo, ...]:
        """Return the voice that needs no download."""
        return (HEART,)

    def default_voice(self, language: str) -> str:
        """Return the voice, if the language is English and hibari is installed."""
        if base_language(language) != base_language(HEART.languages[0]):
            raise SpeechError(f"hibari does not speak '{language}', only English", "leave out --engine hibari")
        if not is_installed():
            raise SpeechError("hibari is not installed", f"pip install hibari-tts, or {_CURE}")
        return HEART.id

    def known_voice(self, language: str) -> str:
        """Return the same voice, or an empty text."""
        return HEART.id if HEART.speaks(language) and is_installed() else ""

    def has_voice(self, voice: str) -> bool:
        """Whether this is the voice in the package."""
        return voice == HEART.id

    def fingerprint(self, text: str, voice: str) -> str:  # noqa: ARG002  # the same for every text
        """Return the versions of what shapes the sound, and the seed."""
        return _fingerprint()

    def spelled(self, words: str, phonemes: Mapping[str, str]) -> str:
        """Return the words with the pronunciations in them that they have."""
        return with_phonemes(words, phonemes)

    def render(self, texts: Sequence[str], voice: str, rate_wpm: int, folder: Path) -> Iterator[tuple[str, Path]]:
        """Speak each text into a WAV file."""
        if voice != HEART.id:
            hint = f"its voice is '{HEART.id}'; voicecoach voices lists those of all engines"
            raise SpeechError(f"hibari has no voice '{voice}' here", hint)
        model = _model()
        for number, text in enumerate(texts):
            _check_phonemes(text, model.vocab)
            path = folder / f"{number}.wav"
            model.save(text, str(path), speed=rate_wpm / DEFAULT_RATE_WPM, seed=_SEED)
            yield text, path


def is_installed() -> bool:
    """Whether hibari can be used here: its onnxruntime has no package for some systems. Nothing is loaded."""
    return all(find_spec(package) for package in ("hibari", "onnxruntime"))


@cache
def _fingerprint() -> str:
    return f"{package_versions('hibari-tts', 'onnxruntime')} seed {_SEED}"


def _model() -> Any:
    with _loading:
        return _loaded()


@cache
def _loaded() -> Any:
    """Load the model and what turns letters into phonemes: about a second, and 130 MB."""
    try:
        from hibari import Hibari

        model = Hibari()
        model("ready", seed=_SEED)  # Loads the rest, which is left to the first text otherwise.
    except Exception as error:  # the model libraries raise anything
        raise SpeechError(f"hibari cannot be loaded: {error}", f"reinstall hibari-tts, or {_CURE}") from error
    return model


def _check_phonemes(text: str, alphabet: Mapping[str, int]) -> None:
    """Raise an error for phonemes that the voice would leave out.

    Raises:
        SpeechError: one of them is not in its alphabet.
    """
    for word, phonemes in INLINE.findall(text):
        if unknown := [symbol for symbol in phonemes if symbol not in alphabet]:
            hint = "docs/talk.md shows how to find the phonemes of a word"
            raise SpeechError(f"the voice has no sound '{unknown[0]}', as in [{word}](/{phonemes}/)", hint)
