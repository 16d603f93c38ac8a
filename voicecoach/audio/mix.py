"""The mix: a timeline and its clips become one stream of PCM, made lazily, in constant memory."""

from collections.abc import Iterator, Mapping

from voicecoach.audio.clips import BYTES_PER_MS, Clip
from voicecoach.timeline import Heard, Timeline
from voicecoach.units import Ms

BLOCK_MS: Ms = 100


def mix(timeline: Timeline, clips: Mapping[Heard, Clip], start_ms: Ms = 0, block_ms: Ms = BLOCK_MS) -> Iterator[bytes]:
    """Yield the timeline's sound as 16-bit mono PCM at ``MIX_RATE_HZ``, in blocks, from ``start_ms`` to the end.

    The samples do not depend on the size of the blocks nor on where the mix begins. All blocks but the last are
    ``block_ms`` long.
    """
    cues = iter(timeline.cues)
    upcoming = next(cues, None)
    sounding: list[tuple[Ms, bytes]] = []
    for block_start_ms in range(start_ms, timeline.duration_ms, block_ms):
        block_end_ms = min(block_start_ms + block_ms, timeline.duration_ms)
        while upcoming is not None and upcoming.start_ms < block_end_ms:
            if upcoming.end_ms > block_start_ms:
                sounding.append((upcoming.start_ms, clips[upcoming.heard].pcm))
            upcoming = next(cues, None)
        yield _block(block_start_ms, block_end_ms, sounding)
        sounding = [
            (at_ms, pcm) for at_ms, pcm in sounding if at_ms * BYTES_PER_MS + len(pcm) > block_end_ms * BYTES_PER_MS
        ]


def _block(start_ms: Ms, end_ms: Ms, sounding: list[tuple[Ms, bytes]]) -> bytes:
    """Add up what sounds between two times; what would leave the range of a sample is held at its limit."""
    if not sounding:
        return bytes((end_ms - start_ms) * BYTES_PER_MS)
    import numpy as np

    total = np.zeros((end_ms - start_ms) * BYTES_PER_MS // 2, dtype=np.int32)
    for at_ms, pcm in sounding:
        samples = np.frombuffer(pcm, dtype="<i2")
        offset = (at_ms - start_ms) * BYTES_PER_MS // 2
        piece = samples[max(0, -offset) : len(total) - offset]
        total[max(0, offset) : max(0, offset) + len(piece)] += piece
    return np.clip(total, -32768, 32767).astype("<i2").tobytes()
