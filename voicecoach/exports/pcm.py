"""PCM in the form that the codec library expects."""

from fractions import Fraction
from typing import TYPE_CHECKING

from voicecoach.audio import PcmFormat

if TYPE_CHECKING:
    from voicecoach.audio.pyav import av


LAYOUTS = {1: "mono", 2: "stereo"}
"""The codec library's names, by number of channels."""


def audio_frame(pcm: bytes, pcm_format: PcmFormat, position: int) -> "av.AudioFrame":
    """Return PCM as a frame. ``position`` is in samples from the start of the stream."""
    import numpy as np

    from voicecoach.audio.pyav import av

    samples = np.frombuffer(pcm, dtype="<i2").reshape(1, -1)
    frame = av.AudioFrame.from_ndarray(samples, format="s16", layout=LAYOUTS[pcm_format.channels])
    frame.sample_rate = pcm_format.rate_hz
    frame.pts = position
    frame.time_base = Fraction(1, pcm_format.rate_hz)
    return frame
