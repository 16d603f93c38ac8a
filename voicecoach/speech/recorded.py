"""A recorded pack: a folder of a user's own recordings of phrases. An engine speaks the phrases that are missing."""

import hashlib
import re
import shutil
import unicodedata
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cached_property
from pathlib import Path

from voicecoach.audio.clips import has_sound
from voicecoach.errors import SpeechError
from voicecoach.speech.engine import SpeechEngine, VoiceInfo

_LONGEST_NAME = 120
"""The longest name, without suffix; file systems allow 255 bytes. A longer name is cut and gets a digest."""

_SUFFIXES = frozenset(
    [
        ".aac",
        ".aif",
        ".aiff",
        ".amr",
        ".caf",
        ".flac",
        ".m4a",
        ".mp3",
        ".mp4",
        ".oga",
        ".ogg",
        ".opus",
        ".wav",
        ".webm",
        ".wma",
        ".wv",
    ]  # the formats that phones record
)


def recording_name(text: str) -> str:
    """Return the file name for the recording of a phrase, without suffix: ``next-lateral-walks-10-steps``."""
    plain = unicodedata.normalize("NFC", text).casefold().replace("'", "").replace("’", "")
    name = re.sub(r"[\W_]+", "-", plain).strip("-")
    if len(name) <= _LONGEST_NAME:
        return name
    digest = hashlib.sha256(name.encode()).hexdigest()[:8]
    return f"{name[: _LONGEST_NAME - len(digest) - 1].rstrip('-')}-{digest}"


def recordings_in(folder: Path) -> dict[str, Path]:
    """Return the recordings of a pack by name.

    Raises:
        SpeechError: the folder does not exist, or two recordings have the same name.
    """
    if not folder.is_dir():
        raise SpeechError(f"there is no folder of recordings '{folder}'", "--pack takes a folder of recordings")
    found: dict[str, Path] = {}
    for path in sorted(folder.iterdir()):
        name = recording_name(path.stem)
        if path.name.startswith(".") or path.suffix.casefold() not in _SUFFIXES or not path.is_file() or not name:
            continue
        if name in found:
            message = f"'{found[name].name}' and '{path.name}' are recordings of the same phrase"
            raise SpeechError(message, f"keep one of them in {folder}")
        found[name] = path
    return found


def check_recordings(folder: Path, recordings: Iterable[Path]) -> None:
    """Check that recordings of a folder can be heard, and report all that cannot.

    Raises:
        SpeechError: one of them is not audio, or is silent.
    """
    faults = [fault for path in recordings if (fault := _fault(path))]
    if faults:
        which = "a recording" if len(faults) == 1 else f"{len(faults)} recordings"
        hint = "record each again, or move it out of the folder, so that the voice speaks its phrase"
        raise SpeechError(f"{which} in {folder} cannot be used: {'; '.join(faults)}", hint)


def _fault(path: Path) -> str:
    """Return what is wrong with a recording, under the name that the person gave it; empty if it can be heard."""
    try:
        return "" if has_sound(path) else f"{path.name} is silent"
    except SpeechError as error:
        return error.message


class RecordedPack(SpeechEngine):
    """Implements SpeechEngine with recordings in any audio format, and another engine for all other phrases."""

    def __init__(self, folder: Path, engine: SpeechEngine) -> None:
        self.folder = folder
        self.name = engine.name
        self._engine = engine

    @cached_property
    def _recordings(self) -> dict[str, Path]:
        return recordings_in(self.folder)

    def voices(self) -> tuple[VoiceInfo, ...]:
        """Return the voices of the engine."""
        return self._engine.voices()

    def default_voice(self, language: str) -> str:
        """Return the engine's voice for a language."""
        return self._engine.default_voice(language)

    def known_voice(self, language: str) -> str:
        """Return the engine's voice for a language if it is known without starting the engine."""
        return self._engine.known_voice(language)

    def has_voice(self, voice: str) -> bool:
        """Whether the engine has a voice."""
        return self._engine.has_voice(voice)

    def spelled(self, words: str, phonemes: Mapping[str, str]) -> str:
        """Return the words themselves if they are recorded, else as the engine is given them."""
        return words if recording_name(words) in self._recordings else self._engine.spelled(words, phonemes)

    def start(self) -> None:
        """Start the engine, which speaks what is not recorded."""
        self._engine.start()

    def fingerprint(self, text: str, voice: str) -> str:
        """Return the digest of a recording, or the engine's fingerprint if the text is not recorded."""
        path = self._recordings.get(recording_name(text))
        if path is None:
            return self._engine.fingerprint(text, voice)
        with path.open("rb") as file:
            return f"recording {hashlib.file_digest(file, 'sha256').hexdigest()}"

    def render(self, texts: Sequence[str], voice: str, rate_wpm: int, folder: Path) -> Iterator[tuple[str, Path]]:
        """Copy the recordings, and let the engine speak the rest."""
        recorded = {text: path for text in texts if (path := self._recordings.get(recording_name(text)))}
        check_recordings(self.folder, recorded.values())
        for number, (text, path) in enumerate(recorded.items()):
            yield text, Path(shutil.copy(path, folder / f"{number}-{path.name}"))
        if missing := [text for text in texts if text not in recorded]:
            yield from self._engine.render(missing, voice, rate_wpm, folder)
