"""System voices through pyttsx3, which runs in a process of its own; see pyttsx3_worker.py for why."""

import difflib
import sys
from collections.abc import Iterator, Sequence
from functools import cached_property, lru_cache
from pathlib import Path
from typing import Any

from voicecoach.errors import SpeechError
from voicecoach.languages import base_language
from voicecoach.speech.engine import SpeechEngine, VoiceInfo, package_versions
from voicecoach.speech.worker import Worker

_WORKER = Path(__file__).with_name("pyttsx3_worker.py")
_HINT = "run voicecoach doctor; reinstalling may help: pip install --force-reinstall pyttsx3 espeakng-loader"

ESPEAK_VOICES = {"en": "en-us", "fr": "fr-fr"}
"""The default eSpeak NG voice of a language, if its name differs from the language code. The English one is the most
intelligible (docs/voices.md)."""


class Pyttsx3Engine(SpeechEngine):
    """Implements SpeechEngine with the system voices: eSpeak NG on Linux, SAPI5 on Windows, those of macOS."""

    name = "pyttsx3"

    def fingerprint(self, text: str, voice: str) -> str:  # noqa: ARG002  # the same for every text and voice
        """Return the versions of pyttsx3 and of the packaged eSpeak NG, and the platform."""
        return self._version

    @cached_property
    def _version(self) -> str:
        return f"{package_versions('pyttsx3', 'espeakng-loader')} {sys.platform}"

    def voices(self) -> tuple[VoiceInfo, ...]:
        """Return the system voices."""
        return tuple(
            VoiceInfo(voice["id"], voice["name"], tuple(voice["languages"])) for voice in _describe_voices()["voices"]
        )

    def default_voice(self, language: str) -> str:
        """Return the default voice of a language.

        On Linux, that is the voice of the country if there is one, or else the most intelligible one of the language.
        On other systems, it is the system's default voice if that speaks the language, or else the first that does.
        """
        if known := self.known_voice(language):
            return known
        if sys.platform.startswith("linux"):
            of_country = any(language in voice.languages for voice in self.voices())
            return language if of_country else self.known_voice(base_language(language))
        of_language = [voice.id for voice in self.voices() if voice.speaks(language)]
        default = str(_describe_voices()["default"])
        if not of_language:
            hint = "install one in the system settings, or choose another with --voice"
            raise SpeechError(f"the system has no voice for '{language}'", hint)
        return default if default in of_language else of_language[0]

    def known_voice(self, language: str) -> str:
        """Return the default voice of a language of no certain country, on Linux."""
        is_known = sys.platform.startswith("linux") and language == base_language(language)
        return ESPEAK_VOICES.get(language, language) if is_known else ""

    def render(self, texts: Sequence[str], voice: str, rate_wpm: int, folder: Path) -> Iterator[tuple[str, Path]]:
        """Speak each text into a WAV file (AIFF on macOS, whatever the name says)."""
        paths = {text: folder / f"{number}.wav" for number, text in enumerate(texts)}
        jobs = [{"text": text, "path": str(path)} for text, path in paths.items()]
        for reply in _replies({"task": "speak", "voice": voice, "rate_wpm": rate_wpm, "jobs": jobs}):
            if "error" in reply:
                raise SpeechError(f"the voice failed: {reply['error']}", _hint_for(reply))
            yield reply["text"], paths[reply["text"]]


@lru_cache(maxsize=1)
def _describe_voices() -> dict[str, Any]:
    replies = list(_replies({"task": "voices"}))
    if not replies:
        raise SpeechError("the speech engine did not answer", _HINT)
    return replies[0]


def _hint_for(reply: dict[str, Any]) -> str:
    """Return a hint for an error; for an unknown voice, it names the closest one."""
    if "unknown" not in reply:
        return _HINT
    base, _, variant = reply["unknown"].partition("+")
    near = difflib.get_close_matches(base.lower(), reply["known"], n=1)
    near_variant = difflib.get_close_matches(variant, reply["variants"], n=1) if variant else []
    if not near or (variant and not near_variant):
        return "voicecoach voices lists them all"
    return f"did you mean '{'+'.join((*near, *near_variant))}'? voicecoach voices lists them all"


def _replies(request: dict[str, Any]) -> Iterator[dict[str, Any]]:
    """Run the worker on one request and yield its replies.

    Raises:
        SpeechError: the worker failed, ended early or hung.
    """
    worker = Worker(_WORKER, _HINT)
    try:
        yield from worker.replies(request)
    finally:
        worker.stop()
