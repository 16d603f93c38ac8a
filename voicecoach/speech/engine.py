"""The seam to speech engines."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from voicecoach.languages import base_language

DEFAULT_RATE_WPM = 160
"""Words per minute where nobody chooses a rate: slow enough for a listener out of breath."""


@dataclass(frozen=True, slots=True)
class VoiceInfo:
    """A voice that an engine offers; ``languages`` are codes such as ``en-us``."""

    id: str
    name: str
    languages: tuple[str, ...] = ()

    def speaks(self, language: str) -> bool:
        """Whether it is a voice of a language, of whatever country."""
        return base_language(language) in map(base_language, self.languages)


def package_versions(*packages: str) -> str:
    """Return the versions of packages that an engine speaks with, for its fingerprint."""
    from importlib.metadata import PackageNotFoundError, version

    found = []
    for package in packages:
        try:
            found.append(f"{package} {version(package)}")
        except PackageNotFoundError:
            found.append(f"no {package}")
    return ", ".join(found)


class SpeechEngine(Protocol):
    """What turns words into audio files. An engine fails loudly: it never leaves out a text, never writes silence."""

    @property
    def name(self) -> str:
        """The name it is chosen by."""

    def fingerprint(self, text: str, voice: str) -> str:
        """Return whatever, beside voice and rate, changes how a text sounds: a part of the key of its clip.

        Raises:
            SpeechError: what the voice is made of is not there.
        """

    def voices(self) -> tuple[VoiceInfo, ...]:
        """Return the voices that can be chosen.

        Raises:
            SpeechError: the engine does not work here.
        """

    def default_voice(self, language: str) -> str:
        """Return the id of the voice for a language when none is chosen.

        Raises:
            SpeechError: the engine does not work here.
        """

    def render(self, texts: Sequence[str], voice: str, rate_wpm: int, folder: Path) -> Iterator[tuple[str, Path]]:
        """Speak each text into an audio file of its own in ``folder``; yield them as they are ready, in any order.

        Raises:
            SpeechError: there is no such voice, or the engine does not work.
        """
