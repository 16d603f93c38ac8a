"""Measure loudness by ITU-R BS.1770, and bring clips to a given loudness.

Both use the filters of FFmpeg that come with the codec library.
"""

from collections.abc import Iterator
from math import log10
from typing import TYPE_CHECKING, Literal, TypeAlias, cast

from voicecoach.units import Db, Hz, Lufs

if TYPE_CHECKING:
    from voicecoach.audio.pyav import av

Layout: TypeAlias = Literal["mono", "stereo"]

_BYTES_PER_FRAME: dict[Layout, int] = {"mono": 2, "stereo": 4}

_AROUND_S = 0.4
"""The length of the silence around what is measured: one block of the standard."""


def loudness(pcm: bytes, rate_hz: Hz, layout: Layout = "mono") -> Lufs:
    """Return the integrated loudness of 16-bit PCM, which must not be silent, surrounded by silence.

    So a short word, which does not fill a block of the standard, counts as it does in a session. Clips that are equally
    loud in this sense make sessions that are equally loud, whether they consist of sentences or of numbers.
    """
    silence = bytes(round(_AROUND_S * rate_hz) * _BYTES_PER_FRAME[layout])
    metadata: dict[str, str] = {}
    for frame in _filtered(silence + pcm + silence, rate_hz, ("ebur128", "metadata=1"), layout=layout):
        metadata |= frame.metadata
    return float(metadata["lavfi.r128.I"])


def levelled(pcm: bytes, rate_hz: Hz, target: Lufs, ceiling_db: Db) -> bytes:
    """Return 16-bit mono PCM brought to a loudness, with its peaks limited as in ``amplified``."""
    return amplified(pcm, rate_hz, target - loudness(pcm, rate_hz), ceiling_db)


def amplified(pcm: bytes, rate_hz: Hz, gain_db: Db, ceiling_db: Db) -> bytes:
    """Return 16-bit mono PCM made louder or softer, with the few peaks above the ceiling limited to it.

    The ceiling applies to samples and is relative to full scale. Length and onsets do not change.
    """
    import numpy as np

    peak = int(np.abs(np.frombuffer(pcm, dtype="<i2").astype(np.int32)).max()) / (1 << 15)
    filters = [("volume", f"{gain_db}dB")]
    if 20 * log10(peak) + gain_db > ceiling_db:
        # latency=1 compensates for the delay of the limiter, which looks ahead by its attack time.
        filters += [("alimiter", f"limit={10 ** (ceiling_db / 20)}:attack=2:release=30:level=0:latency=1")]
    return b"".join(frame.to_ndarray().tobytes() for frame in _filtered(pcm, rate_hz, *filters))


def _filtered(pcm: bytes, rate_hz: Hz, *filters: tuple[str, str], layout: Layout = "mono") -> Iterator["av.AudioFrame"]:
    """Yield 16-bit PCM after a chain of FFmpeg filters."""
    from fractions import Fraction

    import numpy as np

    from voicecoach.audio.pyav import av

    graph = av.filter.Graph()
    source = graph.add_abuffer(sample_rate=rate_hz, format="s16", layout=layout, time_base=Fraction(1, rate_hz))
    sink = graph.add("abuffersink")
    last = source
    for name, options in (*filters, ("aformat", f"sample_fmts=s16:channel_layouts={layout}")):
        following = graph.add(name, options)
        last.link_to(following)
        last = following
    last.link_to(sink)
    graph.configure()
    frame = av.AudioFrame.from_ndarray(np.frombuffer(pcm, dtype="<i2")[None, :], format="s16", layout=layout)
    frame.rate, frame.pts = rate_hz, 0
    source.push(frame)
    source.push(None)
    while True:
        try:
            yield cast("av.AudioFrame", sink.pull())
        except (av.EOFError, av.BlockingIOError):
            return
