"""About how long each text and sound is heard, without a voice.

With these durations, ``place`` gives a session its timeline before any engine is opened. They were measured with the
voices that come with voicecoach (hibari for English, eSpeak NG through pyttsx3 for all languages) at 160 words per
minute, over everything that the coach would say in the shipped scripts, at every verbosity: 1250 to 1530 phrases a
language. Least squares gives the time of a letter, a digit, a stop within the phrase and the phrase itself; a number
alone, such as a count, was measured from 1 to 300 and has its own two. A phrase then gets 100 ms more, because it is
better to be a little long than short:

    voice                error (rms)   phrases that take longer   all phrases together
    English, hibari      329 ms        30 %                       4.9 % long
    English, eSpeak NG   224 ms        26 %                       3.8 % long
    German               268 ms        31 %                       3.2 % long
    Spanish              230 ms        22 %                       3.9 % long
    French               260 ms        23 %                       4.9 % long

With the times of eSpeak NG, hibari's phrases would be estimated 19.3 % too long.

``python -m tests.benchmarks.estimated`` measures them again and prints this table. The words of a script are rarely in
the language of the coach; the shipped ones are English, and are spoken as the language reads them.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from voicecoach.languages import base_language
from voicecoach.timeline import Heard
from voicecoach.units import Ms

MEASURED_RATE_WPM = 160


_STOP = re.compile(r"[.,:;!?](?=\s)")
"""A stop at which the voice pauses; the one at the end of a phrase is followed by nothing."""


@dataclass(frozen=True, slots=True)
class Speed:
    """How long a language takes for each part of a phrase, or of a number alone, in milliseconds."""

    letter_ms: int
    digit_ms: int
    stop_ms: int
    phrase_ms: int
    number_digit_ms: int
    number_ms: int

    def duration_ms(self, text: str) -> Ms:
        """Return about how long a text takes."""
        letters, digits, stops = parts(text)
        if text.isdigit():
            return digits * self.number_digit_ms + self.number_ms
        return letters * self.letter_ms + digits * self.digit_ms + stops * self.stop_ms + self.phrase_ms


def parts(text: str) -> tuple[int, int, int]:
    """Return the number of letters, of digits, and of stops within a text."""
    return sum(map(str.isalpha, text)), sum(map(str.isdigit, text)), len(_STOP.findall(text))


SPEEDS = {
    "en": Speed(61, 263, 307, 204, 288, 39),
    "de": Speed(80, 225, 244, 87, 362, 134),
    "es": Speed(72, 229, 323, 174, 315, 119),
    "fr": Speed(63, 143, 298, 178, 190, 159),
}
"""Of the voice that speaks a language if none is chosen or installed."""

_OTHER_SPEEDS = {("pyttsx3", "en"): Speed(64, 262, 452, 275, 362, -5)}
"""Of an engine that is not the one a language usually has."""

SOUNDS_MS: dict[str, Ms] = {
    "fall": 150,
    "finish": 900,
    "go": 380,
    "half": 250,
    "hold": 380,
    "in": 600,
    "level": 150,
    "out": 600,
    "ready": 120,
    "release": 300,
    "rise": 150,
    "second": 30,
    "stop": 400,
    "switch": 280,
    "tick": 30,
    "wake": 320,
}
"""The exact lengths of the shipped sounds."""


class EstimatedDurations(Mapping[Heard, Ms]):
    """The estimated duration of any text in a language, and the duration of every sound; iteration gives the sounds.

    ``engine`` names the one that will speak, if it is known.
    """

    def __init__(self, language: str, rate_wpm: int = MEASURED_RATE_WPM, engine: str = "") -> None:
        base = base_language(language)
        self._speed = _OTHER_SPEEDS.get((engine, base), SPEEDS[base])
        self._slower = MEASURED_RATE_WPM / rate_wpm
        self._estimated: dict[Heard, Ms] = {Heard(sound=name): length_ms for name, length_ms in SOUNDS_MS.items()}

    def __getitem__(self, heard: Heard) -> Ms:
        if heard.text is not None and heard not in self._estimated:
            self._estimated[heard] = round(self._speed.duration_ms(heard.text) * self._slower)
        return self._estimated[heard]

    def __iter__(self) -> Iterator[Heard]:
        return (Heard(sound=name) for name in SOUNDS_MS)

    def __len__(self) -> int:
        return len(SOUNDS_MS)
