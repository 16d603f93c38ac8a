"""Piper: neural voices, each an .onnx file next to its settings."""

import hashlib
import json
from collections.abc import Iterator, Sequence
from functools import lru_cache
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from voicecoach.errors import SpeechError
from voicecoach.languages import base_language
from voicecoach.library import own_voices_folder
from voicecoach.speech.engine import DEFAULT_RATE_WPM, SpeechEngine, VoiceInfo, package_versions
from voicecoach.speech.worker import SharedWorker

HOW_TO_INSTALL = "install it with: pip install piper-tts"

_MODEL_SUFFIX = ".onnx"
_SCRIPT = Path(__file__).with_name("piper_worker.py")

_worker = SharedWorker(_SCRIPT, "reinstall piper-tts, or choose another --voice")


class PiperEngine(SpeechEngine):
    """Implements SpeechEngine with Piper. A voice id is the path of an .onnx file, or its name in the voices folder.

    The rate is relative: at the default rate a voice speaks as it was trained. It runs in a process of its own; see
    piper_worker.py for why.
    """

    name = "piper"

    def voices(self) -> tuple[VoiceInfo, ...]:
        """Return the voices in the user's voices folder."""
        return tuple(map(voice_of_file, sorted(own_voices_folder().glob(f"*{_MODEL_SUFFIX}"))))

    def default_voice(self, language: str) -> str:
        """Return the newest of these voices that speaks the language, if possible as in the country of its code."""
        if found := self._newest_voice(language):
            return found
        hint = f"voicecoach voices --install {base_language(language)}; or put a voice and its .onnx.json into "
        hint += f"{own_voices_folder()}, or choose one with --voice FILE.onnx"
        raise SpeechError(f"there is no Piper voice for '{language}'", hint)

    def known_voice(self, language: str) -> str:
        """Return the same voice, or an empty text if there is none or Piper is not installed; no model is loaded."""
        return self._newest_voice(language) if find_spec("piper") else ""

    def _newest_voice(self, language: str) -> str:
        found = [voice for voice in self.voices() if voice.speaks(language)]
        return max(found, key=lambda voice: (voice.is_called(language), _installed_ns(voice.id))).id if found else ""

    def has_voice(self, voice: str) -> bool:
        """Whether this is a model file, or the name of one in the voices folder."""
        return voice.endswith(_MODEL_SUFFIX) or any(voice == info.id for info in self.voices())

    def start(self) -> None:
        """Start the process that loads Piper."""
        _worker.start()

    def fingerprint(self, text: str, voice: str) -> str:  # noqa: ARG002  # the same for every text
        """Return the version of Piper and a digest of the voice's files."""
        path = _path_of(voice)
        return f"{package_versions('piper-tts')} {_digest(path, path.stat().st_mtime_ns)}"

    def render(self, texts: Sequence[str], voice: str, rate_wpm: int, folder: Path) -> Iterator[tuple[str, Path]]:
        """Speak each text into a WAV file."""
        if not find_spec("piper"):
            raise SpeechError("Piper is not installed", HOW_TO_INSTALL)
        path = _path_of(voice)
        paths = {text: folder / f"{number}.wav" for number, text in enumerate(texts)}
        request = {
            "model": str(path.absolute()),
            "version": [str(path.absolute()), *(file.stat().st_mtime_ns for file in (path, _settings_of(path)))],
            "length": DEFAULT_RATE_WPM / rate_wpm,
            "jobs": [{"text": text, "path": str(target)} for text, target in paths.items()],
        }
        for reply in _worker.replies(request):
            if "unloadable" in reply:
                hint = "download both of its files again; voicecoach voices --install NAME does so for a public voice"
                raise SpeechError(f"the voice {path} cannot be loaded: {reply['unloadable']}", hint)
            yield reply["text"], paths[reply["text"]]


def voice_of_file(path: Path) -> VoiceInfo:
    """Return the voice of a model file; without its settings, no language of it is known."""
    return VoiceInfo(path.stem, f"{path}", _languages(path))


def _installed_ns(voice: str) -> int:
    """Return when a voice in the voices folder was put there; 0 if it has just been deleted."""
    try:
        return (own_voices_folder() / f"{voice}{_MODEL_SUFFIX}").stat().st_mtime_ns
    except OSError:
        return 0


def _path_of(voice: str) -> Path:
    """Return the file of a voice.

    Raises:
        SpeechError: the file or its settings file is missing.
    """
    named = Path(voice)
    path = named if named.suffix == _MODEL_SUFFIX else own_voices_folder() / f"{voice}{_MODEL_SUFFIX}"
    for file in (path, _settings_of(path)):
        if not file.is_file():
            hint = "a voice is two files, NAME.onnx and NAME.onnx.json; voicecoach voices --engine piper lists yours"
            raise SpeechError(f"there is no file '{file}'", hint)
    return path


def _settings_of(path: Path) -> Path:
    return path.with_name(f"{path.name}.json")


def _languages(path: Path) -> tuple[str, ...]:
    """Return the language named in the settings of a voice."""
    try:
        settings: Any = json.loads(_settings_of(path).read_text("utf-8"))
        return (str(settings["language"]["code"]).replace("_", "-"),)
    except (OSError, ValueError, KeyError, TypeError):
        return ()  # Without settings no language is known; loading the voice then reports what is wrong.


@lru_cache(maxsize=8)
def _digest(path: Path, _modified_ns: int) -> str:
    digest = hashlib.sha256(_settings_of(path).read_bytes())
    with path.open("rb") as file:
        digest.update(hashlib.file_digest(file, "sha256").digest())
    return digest.hexdigest()
