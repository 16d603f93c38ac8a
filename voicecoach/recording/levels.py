"""How loud sound is in blocks of 10 ms, and which blocks are speech. Pure."""

from array import array
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise
from math import log10
from statistics import median

from voicecoach.audio import MIX_RATE_HZ, PcmFormat
from voicecoach.units import Db, Ms

RECORDING = PcmFormat(2 * MIX_RATE_HZ, 1)
"""The format of a take: mono at 48 kHz, the rate of most microphones, so that nothing resamples before the mix."""

BLOCK_MS: Ms = 10
BLOCK_BYTES = BLOCK_MS * RECORDING.bytes_per_ms

SILENCE_DB: Db = -120.0
"""The level of digital silence."""

RUN_BLOCKS = 3
"""Speech lasts at least this many blocks; a click of the mouse or a key does not."""

_ABOVE_NOISE_DB: Db = 10.0
"""Speech is at least this much above the noise of the room."""

_BELOW_LOUDEST_DB: Db = 40.0
_BELOW_LOUDEST_HIGH_DB: Db = 20.0
"""Speech is at most this much below its loudest moment, as a whole or in its high frequencies; a breath is softer."""

_FULL_SCALE = 1 << 15
_CLIPPED_SAMPLE = 32_600
_CLIPPED_SAMPLES = 5
"""More samples than this at full scale are heard as distortion."""


@dataclass(frozen=True, slots=True)
class Level:
    """The RMS of a block: of all of it, and of its high frequencies.

    A soft "f" at the start of a word is lost in the hum of a room, but above it in high frequencies.
    """

    whole_db: Db = SILENCE_DB
    high_db: Db = SILENCE_DB


_QUIETEST_ROOM = Level(-75.0, -85.0)
"""A room is not taken to be quieter than this, or the rustle of clothes would count as speech."""


def level_of(pcm: bytes | bytearray) -> Level:
    """Return the level of a block, without its offset.

    The high frequencies are those around 8 kHz, where consonants are: differences between pairs of samples.
    """
    samples = array("h", bytes(pcm))
    mean = sum(samples) / len(samples)
    whole = sum((sample - mean) ** 2 for sample in samples) / len(samples)
    halves = [first + second for first, second in zip(samples[::2], samples[1::2], strict=True)]
    high = sum((after - before) ** 2 for before, after in pairwise(halves)) / len(samples)
    return Level(_db(whole), _db(high))


def _db(power: float) -> Db:
    return max(10 * log10(power / _FULL_SCALE**2), SILENCE_DB) if power else SILENCE_DB


def noise_of(levels: Sequence[Level]) -> Level:
    """Return the level of a room: the median, so that neither beeps count, nor the silence of a device that starts."""
    if not levels:
        return _QUIETEST_ROOM
    return Level(
        max(median(level.whole_db for level in levels), _QUIETEST_ROOM.whole_db),
        max(median(level.high_db for level in levels), _QUIETEST_ROOM.high_db),
    )


def loudest_of(levels: Iterable[Level]) -> Level:
    """Return the highest levels, as a whole and in the high frequencies."""
    heard = tuple(levels)
    return Level(
        max((level.whole_db for level in heard), default=SILENCE_DB),
        max((level.high_db for level in heard), default=SILENCE_DB),
    )


def is_speech(run: Sequence[Level], noise: Level, loudest: Level | None = None) -> bool:
    """Whether each block of a run is above the noise and, if known, close enough to the loudest moment of the words."""
    loudest = loudest or Level()
    whole_db = max(noise.whole_db + _ABOVE_NOISE_DB, loudest.whole_db - _BELOW_LOUDEST_DB)
    high_db = max(noise.high_db + _ABOVE_NOISE_DB, loudest.high_db - _BELOW_LOUDEST_HIGH_DB)
    return all(level.whole_db > whole_db or level.high_db > high_db for level in run)


def speech_in(levels: Sequence[Level], noise: Level) -> range:
    """Return the blocks from the beginning of the first word to the end of the last; none if there are no words."""
    loudest = loudest_of(levels)
    runs = [at for at in range(len(levels) - RUN_BLOCKS + 1) if is_speech(levels[at : at + RUN_BLOCKS], noise, loudest)]
    return range(runs[0], runs[-1] + RUN_BLOCKS) if runs else range(0)


def is_clipped(pcm: bytes) -> bool:
    """Whether samples were cut at full scale."""
    return sum(abs(sample) >= _CLIPPED_SAMPLE for sample in array("h", pcm)) > _CLIPPED_SAMPLES
