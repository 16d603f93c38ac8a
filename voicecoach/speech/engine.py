"""The speech engine protocol."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from voicecoach.languages import base_language

DEFAULT_RATE_WPM = 160
"""Words per minute if no rate is chosen: slow enough for a listener out of breath."""


@dataclass(frozen=True, slots=True)
class VoiceInfo:
    """A voice that an engine offers; ``languages`` are codes such as ``en-us``."""

    id: str
    name: str
    languages: tuple[str, ...] = ()

    @property
    def short_id(self) -> str:
        """The part of the id after its last slash."""
        return self.id.rpartition("/")[2]

    def is_called(self, name: str) -> bool:
        """Whether this is its id, the end of its id or its language; an eSpeak NG variant after it is ignored."""
        names = map(str.casefold, (self.id, self.short_id, *self.languages))
        return name.partition("+")[0].casefold() in names

    def speaks(self, language: str) -> bool:
        """Whether the voice speaks a language, of any country."""
        return base_language(language) in map(base_language, self.languages)


def package_versions(*packages: str) -> str:
    """Return the installed versions of packages, for the fingerprint of an engine that depends on them."""
    from importlib.metadata import PackageNotFoundError, version

    found = []
    for package in packages:
        try:
            found.append(f"{package} {version(package)}")
        except PackageNotFoundError:
            found.append(f"no {package}")
    return ", ".join(found)


class SpeechEngine(Protocol):
    """Turns words into audio files. An engine raises an error rather than skip a text or write silence.

    An engine that inherits from this class need not define the methods that do something here.
    """

    name: str
    """The name that selects the engine."""

    def fingerprint(self, text: str, voice: str) -> str:
        """Return whatever else affects how a text sounds, besides voice and rate, as part of its cache key.

        Raises:
            SpeechError: the files of the voice are missing.
        """

    def voices(self) -> tuple[VoiceInfo, ...]:
        """Return the voices that can be chosen.

        Raises:
            SpeechError: the engine does not work here.
        """

    def default_voice(self, language: str) -> str:
        """Return the id of the voice for a language if none is chosen.

        Raises:
            SpeechError: the engine does not work here.
        """

    def known_voice(self, language: str) -> str:
        """Return the default voice for a language if it is known without starting the engine, else an empty text."""

    def has_voice(self, voice: str) -> bool:  # noqa: ARG002  # for engines that know without starting
        """Whether an id is certainly that of one of its voices, as far as is known without starting the engine."""
        return False

    def spelled(self, words: str, phonemes: Mapping[str, str]) -> str:  # noqa: ARG002  # for engines that read phonemes
        """Return what the engine is given for words: themselves, or with the phonemes of the words that have some.

        ``phonemes`` is keyed by words in lower case. The result is the text of the clip's cache key.
        """
        return words

    def start(self) -> None:
        """Begin to load what speaking needs, if that takes long, and return at once."""
        return

    def render(self, texts: Sequence[str], voice: str, rate_wpm: int, folder: Path) -> Iterator[tuple[str, Path]]:
        """Speak each text into its own audio file in ``folder``; yield text and file as they are ready, in any order.

        Raises:
            SpeechError: there is no such voice, or the engine does not work.
        """
