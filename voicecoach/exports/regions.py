"""Sound regions: the parts of a session that are not silent, in a form in which regions that sound the same are equal.

Cues start on whole milliseconds, and a frame of an MP3 at 24 kHz lasts 24 ms, so the same cue has at most 24 different
offsets within a frame, and three in a session of whole seconds. Equal regions need to be encoded only once.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from voicecoach.timeline import Cue, Timeline
from voicecoach.units import Ms

FRAME_MS: Ms = 24
"""576 samples at 24 kHz, a frame of MPEG-2 Layer III."""

FRAMES_BEFORE = 1
FRAMES_AFTER = 3
"""This many frames around a sound region still differ from the silence packet.

Measured with LAME 3.100 and no bit reservoir, in mono and stereo, from 16 kbit/s a channel to 128, with and without the
keep-alive tone: one before (it looks ahead), one to three after (its filters overlap, and it leaves short blocks).
"""


@dataclass(frozen=True, slots=True)
class SoundRegion:
    """Cues so close together that their frames touch: ``frames`` frames, beginning with the frame number ``first``.

    The times of the cues are relative to the first frame, and nothing else in them depends on their position, so
    the cues of regions that sound the same are equal. A region that ``ends`` the session may end within its last frame.
    """

    first: int
    frames: int
    cues: tuple[Cue, ...]
    ends: bool = False


def find_regions(timeline: Timeline) -> Iterator[SoundRegion]:
    """Yield the sound regions of a timeline in order. There is always one at the beginning and one at the end."""
    apart = FRAMES_BEFORE + FRAMES_AFTER
    total = -(-timeline.duration_ms // FRAME_MS)
    first, until = 0, min(1, total)
    cues: list[Cue] = []
    for cue in timeline.cues:
        begins = cue.start_ms // FRAME_MS
        if begins - until >= apart:
            yield SoundRegion(first, until - first, tuple(cues))
            first, cues = begins, []
        shift_ms = first * FRAME_MS
        cues.append(Cue(cue.start_ms - shift_ms, cue.end_ms - shift_ms, 0, "", cue.heard))
        until = max(until, -(-cue.end_ms // FRAME_MS))
    if total - until > apart:
        yield SoundRegion(first, until - first, tuple(cues))
        first, cues = total - 1, []
    yield SoundRegion(first, total - first, tuple(cues), ends=True)
