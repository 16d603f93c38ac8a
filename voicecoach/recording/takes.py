"""One take: the count-in, when the phrase begins and ends, and what is wrong with it. Pure.

The clock is the microphone: time is the sound that it has delivered.
"""

from array import array
from dataclasses import dataclass, field
from enum import Enum
from math import log10
from statistics import quantiles

from voicecoach.audio import MIX_RATE_HZ, PcmFormat
from voicecoach.units import Db, Ms

RECORDING = PcmFormat(2 * MIX_RATE_HZ, 1)
"""The format of a take: mono at 48 kHz, the rate of most microphones, so that nothing resamples before the mix."""

SPEAK_MS: Ms = 2100
"""When the sign to speak is given. By then the last beep is over, even in headphones that delay it by 0.3 s."""

PRE_ROLL_MS: Ms = 250
"""How much before the sign belongs to the take, for those who begin a little early."""

_END_MS: Ms = 1200
"""Silence after the phrase that ends the take: longer than a pause between two sentences of one phrase."""

_NOTHING_MS: Ms = 8_000
"""A take in which nobody has begun to speak ends after this time."""

_LONGEST_MS: Ms = 30_000

_BLOCK_MS: Ms = 10
_RUN_BLOCKS = 3
"""Speech lasts at least this many blocks; a click of the mouse or a key does not."""

_BEFORE_MS: Ms = 60
_AFTER_MS: Ms = 200
"""What is left of the silence around the words; a soft consonant may be in it. It is faded, so that noise is not."""

SILENCE_DB: Db = -120.0
"""The level of digital silence."""

_QUIETEST_ROOM_DB: Db = -75.0
_ABOVE_NOISE_DB: Db = 10.0
_BELOW_LOUDEST_DB: Db = 40.0
"""Speech is at least this much above the noise, and at most this much below its loudest moment; a breath is softer."""

_SOFT_DB: Db = -36.0
"""A phrase whose loudest moment is softer than this needs so much gain that the microphone's own noise is heard."""

_CLEAR_DB: Db = 25.0
"""How far above the noise the loudest moment must be for a clear recording."""

CLIPPING_DB: Db = -9.0
"""Speech whose level rises above this reaches full scale with its peaks, which are about 10 dB higher."""

_FULL_SCALE = 1 << 15
_CLIPPED_SAMPLE = 32_600
_CLIPPED_SAMPLES = 5
"""More samples than this at full scale are heard as distortion."""


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
    levels: list[Db] = field(default_factory=list)
    """The level of each block of 10 ms."""
    noise_db: Db = _QUIETEST_ROOM_DB
    """The level of the room, known at the sign to speak."""
    _speech_until: int = 0
    """The block after the last one with speech; 0 before any."""
    _is_over: bool = False

    @property
    def level_db(self) -> Db:
        """The level of what was heard last, for a meter."""
        return max(self.levels[-_RUN_BLOCKS:], default=SILENCE_DB)

    @property
    def has_begun(self) -> bool:
        """Whether the sign to speak has been given."""
        return len(self.levels) * _BLOCK_MS > SPEAK_MS

    def feed(self, pcm: bytes) -> list[Moment]:
        """Take what the microphone has delivered, and return what happens in that time."""
        self.pcm += pcm
        moments = []
        block_bytes = _BLOCK_MS * RECORDING.bytes_per_ms
        while not self._is_over and len(self.pcm) >= (len(self.levels) + 1) * block_bytes:
            at = len(self.levels) * block_bytes
            moments += self._moments(len(self.levels) * _BLOCK_MS)
            self.levels.append(_level_db(self.pcm[at : at + block_bytes]))
        return moments

    def _moments(self, now_ms: Ms) -> list[Moment]:
        if now_ms in _COUNT_IN:
            return [_COUNT_IN[now_ms]]
        if now_ms == SPEAK_MS:
            self.noise_db = _noise_db(self.levels)
            return [Moment.SPEAK]
        if now_ms > SPEAK_MS and self._has_ended(now_ms):
            self._is_over = True
            return [Moment.OVER]
        return []

    def _has_ended(self, now_ms: Ms) -> bool:
        """Whether silence has followed the phrase, or it is time to give up."""
        if min(self.levels[-_RUN_BLOCKS:]) > self.noise_db + _ABOVE_NOISE_DB:
            self._speech_until = len(self.levels)
        waited_ms = now_ms - SPEAK_MS
        if self._speech_until:
            return now_ms - self._speech_until * _BLOCK_MS >= _END_MS or waited_ms >= _LONGEST_MS
        return waited_ms >= _NOTHING_MS

    def take(self) -> Take:
        """Return what has been recorded so far."""
        begin = (SPEAK_MS - PRE_ROLL_MS) // _BLOCK_MS
        pcm = bytes(self.pcm[begin * _BLOCK_MS * RECORDING.bytes_per_ms :])
        return take_of(pcm, self.levels[begin:], self.noise_db)


def take_of(pcm: bytes, levels: list[Db], noise_db: Db) -> Take:
    """Trim what was recorded to its words, and judge it; ``levels`` are those of its blocks of 10 ms."""
    loudest_db = max(levels, default=SILENCE_DB)
    if loudest_db <= SILENCE_DB:
        return Take(b"", 0, (Fault.DEAD,))
    threshold_db = max(noise_db + _ABOVE_NOISE_DB, loudest_db - _BELOW_LOUDEST_DB)
    runs = [at for at in range(len(levels) - _RUN_BLOCKS + 1) if min(levels[at : at + _RUN_BLOCKS]) > threshold_db]
    if not runs:
        return Take(b"", 0, (Fault.UNHEARD,))
    begin_ms, end_ms = runs[0] * _BLOCK_MS, (runs[-1] + _RUN_BLOCKS) * _BLOCK_MS
    faults = {
        Fault.CLIPPED: _is_clipped(pcm),
        Fault.EARLY: runs[0] == 0,
        Fault.SOFT: loudest_db < _SOFT_DB,
        Fault.NOISY: loudest_db - noise_db < _CLEAR_DB,
    }
    trimmed = _trimmed(pcm, begin_ms, end_ms)
    return Take(trimmed, end_ms - begin_ms, tuple(fault for fault, is_there in faults.items() if is_there))


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


def _noise_db(levels: list[Db]) -> Db:
    """Return the level of the room: that of its quietest fifth, so that neither beeps nor a cough count."""
    heard = [level for level in levels if level > SILENCE_DB]
    quiet_db = quantiles(heard, n=5)[0] if len(heard) > 1 else _QUIETEST_ROOM_DB
    return max(quiet_db, _QUIETEST_ROOM_DB)


def _level_db(pcm: bytes | bytearray) -> Db:
    """Return the level of a block, as RMS without its offset."""
    samples = array("h", bytes(pcm))
    mean = sum(samples) / len(samples)
    power = sum((sample - mean) ** 2 for sample in samples) / len(samples)
    return max(10 * log10(power / _FULL_SCALE**2), SILENCE_DB) if power else SILENCE_DB


def _is_clipped(pcm: bytes) -> bool:
    return sum(abs(sample) >= _CLIPPED_SAMPLE for sample in array("h", pcm)) > _CLIPPED_SAMPLES
