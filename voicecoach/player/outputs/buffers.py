"""Buffers for an output that cannot stream: sound is cut where the cut is inaudible."""

from collections.abc import Iterator

from voicecoach.audio import PcmFormat
from voicecoach.player.outputs.output import Read
from voicecoach.units import MS_PER_SECOND, Ms

SHORTEST_MS: Ms = 250
"""There is a small gap between buffers, so they should not be shorter. A pause takes effect after up to two buffers."""

LONGEST_MS: Ms = 3_000
"""Music has no silence, so it is cut anyway after this time, audibly."""

_BLOCK_MS: Ms = 20
_QUIET_BLOCKS = 2

_INAUDIBLE = 64
"""The loudest sample that counts as silence, 54 dB below full scale: dither and the tail of a word."""


def buffers(read: Read, pcm_format: PcmFormat) -> Iterator[bytes]:
    """Pull sound forever and yield all of it, in order, in buffers that end in silence if possible."""
    while True:
        pcm = bytearray()
        quiet_blocks = 0
        while len(pcm) < SHORTEST_MS * pcm_format.bytes_per_ms or quiet_blocks < _QUIET_BLOCKS:
            if len(pcm) >= LONGEST_MS * pcm_format.bytes_per_ms:
                break
            block = read(pcm_format.rate_hz * _BLOCK_MS // MS_PER_SECOND)
            quiet_blocks = quiet_blocks + 1 if _is_quiet(block) else 0
            pcm += block
        yield bytes(pcm)


def _is_quiet(pcm: bytes) -> bool:
    samples = memoryview(pcm).cast("h")
    return max(samples) <= _INAUDIBLE and min(samples) >= -_INAUDIBLE
