"""Write a timeline to a file: the mix is encoded as it is made, and the file appears when it is whole."""

from collections.abc import Iterator, Mapping
from fractions import Fraction
from pathlib import Path
from typing import Any

from voicecoach.audio import USUAL_BED, Bed, Clip, Form, mix
from voicecoach.exports.formats import Format, format_for
from voicecoach.exports.id3 import ARTIST
from voicecoach.exports.whole import check_place, whole_file
from voicecoach.timeline import Heard, Timeline
from voicecoach.units import MS_PER_SECOND, Ms, Progress
from voicecoach.version import __version__

_BLOCK_MS: Ms = MS_PER_SECOND


def export(
    timeline: Timeline,
    clips: Mapping[Heard, Clip],
    target: Path,
    *,
    force: bool = False,
    progress: Progress | None = None,
    bed: Bed = USUAL_BED,
) -> None:
    """Encode the timeline's mix into ``target``, in the format that its suffix asks for.

    ``progress`` is told how many milliseconds of how many are encoded. ``bed`` is what lies under the coach; with
    music, the file is in stereo.

    Raises:
        OutputError: the format is unknown, the file cannot be written, or it exists, was not made by voicecoach, and
            ``force`` is not set. Whatever was at ``target`` before is then still there.
    """
    form = format_for(target)
    with whole_file(target, form.magic, force=force) as beside:
        _encode(timeline, mix(timeline, clips, bed, block_ms=_BLOCK_MS), bed.form, beside, form, progress)
        if form.write_tags:
            form.write_tags(beside, timeline)


def check_target(target: Path, *, force: bool = False) -> None:
    """Look whether a timeline may be exported to ``target``, before anything is made for it.

    Raises:
        OutputError: as ``export`` would.
    """
    check_place(target, format_for(target).magic, force=force)


def _encode(
    timeline: Timeline, blocks: Iterator[bytes], pcm: Form, path: Path, form: Format, progress: Progress | None
) -> None:
    """Encode blocks of PCM; the codec library writes the header that makes the length exact (LAME's, for MP3)."""
    import av
    import numpy as np

    layout = {1: "mono", 2: "stereo"}[pcm.channels]
    with av.open(str(path.absolute()), "w", format=form.container, options=dict(form.options)) as container:
        container.metadata.update(title=timeline.title, artist=ARTIST, comment=f"voicecoach {__version__}")
        stream: Any = container.add_stream(form.codec, rate=pcm.rate_hz, layout=layout)
        if form.bit_rate:
            stream.bit_rate = form.bit_rate * pcm.channels
        position = 0
        for block in blocks:
            samples = np.frombuffer(block, dtype="<i2").reshape(1, -1)
            frame = av.AudioFrame.from_ndarray(samples, format="s16", layout=layout)
            frame.sample_rate = pcm.rate_hz
            frame.pts = position
            frame.time_base = Fraction(1, pcm.rate_hz)
            position += frame.samples
            container.mux(stream.encode(frame))
            if progress:
                progress(position // pcm.samples_per_ms, timeline.duration_ms)
        container.mux(stream.encode(None))
