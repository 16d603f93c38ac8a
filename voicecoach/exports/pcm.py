"""PCM as the codec library takes it."""

from fractions import Fraction
from typing import TYPE_CHECKING

from voicecoach.audio import Form

if TYPE_CHECKING:
    from av import AudioFrame


def audio_frame(pcm: bytes, form: Form, position: int) -> "AudioFrame":
    """Return a frame of PCM that begins at a position, in samples from the start of the stream."""
    import av
    import numpy as np

    layout = {1: "mono", 2: "stereo"}[form.channels]
    frame = av.AudioFrame.from_ndarray(np.frombuffer(pcm, dtype="<i2").reshape(1, -1), format="s16", layout=layout)
    frame.sample_rate = form.rate_hz
    frame.pts = position
    frame.time_base = Fraction(1, form.rate_hz)
    return frame
