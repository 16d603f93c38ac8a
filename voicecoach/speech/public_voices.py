"""The public Piper voices: what their index and their model cards say, and which one to install for a language."""

import json
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from voicecoach.errors import ChoiceError, SpeechError, nearest
from voicecoach.languages import base_language, language_code

RECOMMENDED = {
    "en": "en_US-joe-medium",
    "de": "de_DE-thorsten-medium",
    "es": "es_ES-davefx-medium",
    "fr": "fr_FR-siwis-medium",
}
"""The voice to install for each language: of medium quality (about 63 MB), and trained on recordings that anyone may
use. Their model cards say CC0; that of the French voice says CC BY 4.0."""

_CODE = re.compile(r"[a-zA-Z]{2}([-_][a-zA-Z0-9]{2,8})?")
_NAME = re.compile(r"(?P<language>[a-z]{2,3}_[A-Z0-9]+)-[A-Za-z0-9_]+-[a-z_]+")
_MODEL, _SETTINGS, _CARD = ".onnx", ".onnx.json", "MODEL_CARD"
_LICENCE = re.compile(r"^\W*licen[cs]e\s*:\s*(?P<licence>\S.*)$", re.IGNORECASE | re.MULTILINE)
_ADDRESS = re.compile(r"^\W*url\s*:\s*(?P<address>\S+)", re.IGNORECASE | re.MULTILINE)
_TRAINING = re.compile(r"^#+\s*training\s+(?P<training>[^#]+)", re.IGNORECASE | re.MULTILINE)
_MOST_NAMED = 8


@dataclass(frozen=True, slots=True)
class PublicFile:
    """A file of the public source: its path there, its size, and its MD5 digest in hexadecimal."""

    path: str
    size_bytes: int
    md5: str

    @property
    def name(self) -> str:
        """The file name."""
        return self.path.rpartition("/")[2]


@dataclass(frozen=True, slots=True)
class PublicVoice:
    """A voice of the public source; ``language`` is a code such as ``de-de``, ``language_name`` its English name."""

    name: str
    language: str
    language_name: str
    quality: str
    model: PublicFile
    settings: PublicFile
    card_path: str = ""
    """The path of its model card; empty if it has none."""

    @property
    def size_bytes(self) -> int:
        """The size of the download."""
        return self.model.size_bytes + self.settings.size_bytes


@dataclass(frozen=True, slots=True)
class ModelCard:
    """What the model card of a voice says; empty where it says nothing.

    ``licence`` and ``recordings`` (an address) are of the recordings that the voice was trained on.
    """

    licence: str = ""
    recordings: str = ""
    training: str = ""


def read_index(data: bytes) -> dict[str, PublicVoice]:
    """Return the voices of an index by name. Entries that cannot be used are skipped.

    The index maps names to records: ``{"de_DE-thorsten-medium": {"language": {"code": "de_DE", "name_english": …},
    "quality": …, "files": {PATH: {"size_bytes": …, "md5_digest": …}}}, …}``.

    Raises:
        SpeechError: it is not an index of voices.
    """
    try:
        index: Any = json.loads(data)
        voices = {voice.name: voice for name, entry in index.items() for voice in _voices_in(name, entry)}
    except (ValueError, AttributeError) as error:
        raise SpeechError("the index of the Piper voices cannot be read", _TRY_LATER) from error
    if not voices:
        raise SpeechError("the index of the Piper voices lists no voice that can be installed", _TRY_LATER)
    return voices


_TRY_LATER = "try again later; pip install --upgrade piper-tts may know a newer address"


def _voices_in(name: str, entry: Any) -> Iterator[PublicVoice]:
    """Yield the voice of an entry, if the entry is whole."""
    if not _NAME.fullmatch(name):
        return
    try:
        language = entry["language"]
        files = {_kind(path): PublicFile(path, *_size_and_digest(about)) for path, about in entry["files"].items()}
        yield PublicVoice(
            name,
            str(language["code"]).replace("_", "-").casefold(),
            str(language.get("name_english", "")),
            str(entry["quality"]),
            files[_MODEL],
            files[_SETTINGS],
            files[_CARD].path if _CARD in files else "",
        )
    except (KeyError, TypeError, ValueError, AttributeError):
        return


def _kind(path: str) -> str:
    """Return which of the files of a voice this is, by the end of its name."""
    return next((kind for kind in (_SETTINGS, _MODEL, _CARD) if path.endswith(kind)), path)


def _size_and_digest(about: Mapping[str, Any]) -> tuple[int, str]:
    return int(about["size_bytes"]), str(about["md5_digest"]).casefold()


def read_card(text: str) -> ModelCard:
    """Read a model card, a short Markdown page with the lines ``* URL: …`` and ``* License: …``."""

    def found(pattern: re.Pattern[str], name: str) -> str:
        match = pattern.search(text)
        return " ".join(match[name].split()) if match else ""

    licence = found(_LICENCE, "licence")
    return ModelCard(
        "" if licence.casefold().rstrip(".") == "see url" else licence,
        found(_ADDRESS, "address"),
        found(_TRAINING, "training"),
    )


def recommended_name(wanted: str) -> str:
    """Return the name of the voice that is recommended for a language code; anything else is returned unchanged.

    Raises:
        ChoiceError: it is the code of a language that the coach does not speak.
    """
    if not _CODE.fullmatch(wanted):
        return wanted
    code = language_code(wanted)
    name = RECOMMENDED[base_language(code)]
    return name if code in {base_language(code), language_of(name)} else wanted


def language_of(name: str) -> str:
    """Return the code of the language in the full name of a voice, such as ``de-de``; empty for any other text."""
    match = _NAME.fullmatch(name)
    return match["language"].replace("_", "-").casefold() if match else ""


def find_voice(name: str, index: Mapping[str, PublicVoice]) -> PublicVoice:
    """Return a voice of the index.

    Raises:
        ChoiceError: it is not in the index, or the coach does not speak its language.
    """
    if voice := index.get(name):
        language_code(voice.language)
        return voice
    raise unknown_voice(name, index)


def unknown_voice(name: str, known: Iterable[str]) -> ChoiceError:
    """Return the error for a voice that is not one of those known, with the names nearest to it."""
    known, part = sorted(known), name.replace("-", "_").casefold()
    near = [each for each in known if part in each.replace("-", "_").casefold()]
    hint = f"one of: {', '.join(near[:_MOST_NAMED])}" if near else nearest(name, known)
    hint = hint or f"name a language, or a voice such as {', '.join(RECOMMENDED.values())}"
    return ChoiceError(f"there is no Piper voice '{name}'", hint)
