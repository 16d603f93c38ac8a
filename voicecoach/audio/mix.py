"""The mix: a timeline and its clips become one stream of PCM, made lazily, in constant memory."""

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING

from voicecoach.audio.clips import SAMPLES_PER_MS, Clip
from voicecoach.timeline import Cue, Heard, Timeline
from voicecoach.units import Ms

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

BLOCK_MS: Ms = 100


def mix(timeline: Timeline, clips: Mapping[Heard, Clip], start_ms: Ms = 0, block_ms: Ms = BLOCK_MS) -> Iterator[bytes]:
    """Yield the timeline's sound as 16-bit mono PCM at ``MIX_RATE_HZ``, in blocks, from ``start_ms`` to the end.

    The samples do not depend on the size of the blocks nor on where the mix begins. All blocks but the last are
    ``block_ms`` long.
    """
    import numpy as np  # Here rather than at the first sound, which would be late by the time that this takes.

    cues = iter(timeline.cues)
    upcoming = next(cues, None)
    sounding: list[Cue] = []
    for block_start_ms in range(start_ms, timeline.duration_ms, block_ms):
        block_end_ms = min(block_start_ms + block_ms, timeline.duration_ms)
        while upcoming is not None and upcoming.start_ms < block_end_ms:
            sounding.append(upcoming)
            upcoming = next(cues, None)
        block = np.zeros((block_end_ms - block_start_ms) * SAMPLES_PER_MS, dtype=np.int32)
        for cue in sounding:
            clip = np.frombuffer(clips[cue.heard].pcm, dtype="<i2")
            _add(block, clip, (cue.start_ms - block_start_ms) * SAMPLES_PER_MS)
        yield np.clip(block, -32768, 32767).astype("<i2").tobytes()
        sounding = [cue for cue in sounding if cue.end_ms > block_end_ms]


def _add(block: "NDArray[np.int32]", clip: "NDArray[np.int16]", offset: int) -> None:
    """Add the part of a clip that falls into a block; the clip begins ``offset`` samples after the block does."""
    part = clip[max(0, -offset) : max(0, len(block) - offset)]
    block[max(0, offset) : max(0, offset) + len(part)] += part
