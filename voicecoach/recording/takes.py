"""One take: the count-in, when the phrase begins and ends, and what is wrong with it. Pure.

The clock is the microphone: time is the sound that it has delivered.
"""

from array import array
from collections.abc import Sequence
from dataclasses import dataclass, field
from enum import Enum

from voicecoach.recording.levels import (
    BLOCK_BYTES,
    BLOCK_MS,
    RECORDING,
    RUN_BLOCKS,
    SILENCE_DB,
    Level,
    is_clipped,
    is_speech,
    level_of,
    loudest_of,
    noise_of,
    speech_in,
)
from voicecoach.units import Db, Ms

SPEAK_MS: Ms = 2100
"""When the sign to speak is given. By then the last beep is over, even in headphones that delay it by 0.3 s."""

PRE_ROLL_MS: Ms = 250
"""How much before the sign belongs to the take, for those who begin a little early."""

_END_MS: Ms = 1200
"""Silence after the phrase that ends the take: longer than a pause between two sentences of one phrase."""

_NOTHING_MS: Ms = 8_000
"""A take in which nobody has begun to speak ends after this time."""

_LONGEST_MS: Ms = 30_000

_BEFORE_MS: Ms = 60
_AFTER_MS: Ms = 120
"""What is left of the silence around the words; a soft consonant may be in it. It is faded, so that noise is not."""

_SOFT_DB: Db = -36.0
"""A phrase whose loudest moment is softer than this needs so much gain that the microphone's own noise is heard."""

_CLEAR_DB: Db = 30.0
"""How far above the noise the loudest moment must be. With less, a soft first consonant is lost in the noise: measured
with two voices in pink noise, words began at most 16 ms off down to 34 dB, and up to 60 ms late at 29 dB.
"""


class Moment(Enum):
    """What happens while a take is recorded: the count-in, the sign to speak, the end; the value says it."""

    THREE = "3"
    TWO = "2"
    ONE = "1"
    SPEAK = "speak now"
    OVER = "over"

    @property
    def is_beep(self) -> bool:
        """Whether a beep is heard."""
        return self in _COUNT_IN.values()


_COUNT_IN = {0: Moment.THREE, 700: Moment.TWO, 1400: Moment.ONE}
"""The count-in, by the times in milliseconds when its beeps begin."""


class Fault(Enum):
    """What is wrong with a take, and the cure."""

    DEAD = (
        "the microphone gives nothing but digital silence",
        "switch it on, or allow the terminal to use the microphone in the system's privacy settings",
    )
    UNHEARD = (
        "nothing was said, or it was not louder than the room",
        "speak after the beeps, closer to the microphone",
    )
    CLIPPED = ("too loud: it is distorted", "turn the microphone down in the system's sound settings, or move back")
    EARLY = ("you began before the sign to speak", "wait for it, or the first sound is cut off")
    SOFT = ("very soft", "come closer, or turn the microphone up in the system's sound settings")
    NOISY = ("the room is loud compared with your voice", "come closer, close the window, switch off a fan")

    def __init__(self, message: str, cure: str) -> None:
        self.message = message
        self.cure = cure


@dataclass(frozen=True, slots=True)
class Take:
    """What was recorded: the words, trimmed, as PCM in the format ``RECORDING``; empty if none were heard."""

    pcm: bytes
    speech_ms: Ms
    """How long the words last, without the silence that is left around them."""
    faults: tuple[Fault, ...] = ()


@dataclass(slots=True)
class TakeRecorder:
    """Records one take from the blocks of PCM that a microphone delivers, of any size."""

    pcm: bytearray = field(default_factory=bytearray)
    levels: list[Level] = field(default_factory=list)
    """The level of each block."""
    noise: Level = field(default_factory=Level)
    """The level of the room, known from the sign to speak on."""
    _speech_until: int = 0
    """The block after the last one with speech; 0 before any."""
    _is_over: bool = False

    @property
    def level_db(self) -> Db:
        """The level of what was heard last, for a meter."""
        return loudest_of(self.levels[-RUN_BLOCKS:]).whole_db

    @property
    def has_begun(self) -> bool:
        """Whether the sign to speak has been given."""
        return len(self.levels) * BLOCK_MS > SPEAK_MS

    def feed(self, pcm: bytes) -> list[Moment]:
        """Take what the microphone has delivered, and return what happens in that time."""
        self.pcm += pcm
        moments = []
        while not self._is_over and len(self.pcm) >= (len(self.levels) + 1) * BLOCK_BYTES:
            at = len(self.levels) * BLOCK_BYTES
            moments += self._moments(len(self.levels) * BLOCK_MS)
            self.levels.append(level_of(self.pcm[at : at + BLOCK_BYTES]))
        return moments

    def _moments(self, now_ms: Ms) -> list[Moment]:
        if now_ms in _COUNT_IN:
            return [_COUNT_IN[now_ms]]
        if now_ms == SPEAK_MS:
            self.noise = noise_of(self.levels)
            return [Moment.SPEAK]
        if now_ms > SPEAK_MS and self._has_ended(now_ms):
            self._is_over = True
            return [Moment.OVER]
        return []

    def _has_ended(self, now_ms: Ms) -> bool:
        """Whether silence has followed the phrase, or it is time to give up."""
        if is_speech(self.levels[-RUN_BLOCKS:], self.noise):
            self._speech_until = len(self.levels)
        waited_ms = now_ms - SPEAK_MS
        if self._speech_until:
            return now_ms - self._speech_until * BLOCK_MS >= _END_MS or waited_ms >= _LONGEST_MS
        return waited_ms >= _NOTHING_MS

    def take(self) -> Take:
        """Return what has been recorded so far."""
        if loudest_of(self.levels).whole_db <= SILENCE_DB:
            return Take(b"", 0, (Fault.DEAD,))
        begin = (SPEAK_MS - PRE_ROLL_MS) // BLOCK_MS
        pcm = bytes(self.pcm[begin * BLOCK_BYTES :])
        return take_of(pcm, self.levels[begin:], self.noise)


def take_of(pcm: bytes, levels: Sequence[Level], noise: Level) -> Take:
    """Trim what was recorded to its words, and judge it; ``levels`` are those of its blocks."""
    loudest_db = loudest_of(levels).whole_db
    speech = speech_in(levels, noise)
    if not speech:
        return Take(b"", 0, (Fault.UNHEARD,))
    faults = {
        Fault.CLIPPED: is_clipped(pcm),
        Fault.EARLY: speech.start == 0,
        Fault.SOFT: loudest_db < _SOFT_DB,
        Fault.NOISY: loudest_db - noise.whole_db < _CLEAR_DB,
    }
    trimmed = _trimmed(pcm, speech.start * BLOCK_MS, speech.stop * BLOCK_MS)
    return Take(trimmed, len(speech) * BLOCK_MS, tuple(fault for fault, is_there in faults.items() if is_there))


def _trimmed(pcm: bytes, begin_ms: Ms, end_ms: Ms) -> bytes:
    """Cut sound out, with a little silence before and after it that is faded in and out."""
    before_ms = min(_BEFORE_MS, begin_ms)
    per_ms = RECORDING.bytes_per_ms
    samples = array("h", pcm[(begin_ms - before_ms) * per_ms : (end_ms + _AFTER_MS) * per_ms])
    fade_in = before_ms * RECORDING.samples_per_ms
    fade_out = len(samples) - (before_ms + end_ms - begin_ms) * RECORDING.samples_per_ms
    for at in range(fade_in):
        samples[at] = samples[at] * at // fade_in
    for at in range(fade_out):
        samples[-1 - at] = samples[-1 - at] * at // fade_out
    return samples.tobytes()
