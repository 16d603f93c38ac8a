"""Write a timeline to a file: the mix is encoded as it is made, and the file appears when it is whole."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from voicecoach.audio import USUAL_BED, Bed, Clip, mix
from voicecoach.exports.formats import Format, format_for
from voicecoach.exports.id3 import ARTIST
from voicecoach.exports.mp3 import island_packets
from voicecoach.exports.pcm import audio_frame
from voicecoach.exports.whole import check_place, whole_file
from voicecoach.kept import Kept
from voicecoach.timeline import Heard, Timeline
from voicecoach.units import MS_PER_SECOND, Ms, Progress
from voicecoach.version import __version__

_BLOCK_MS: Ms = MS_PER_SECOND


@dataclass(frozen=True, slots=True)
class Encoding:
    """How a mix becomes a file.

    ``bed`` is what lies under the coach; with music, the file is in stereo. ``kept`` is where the packets of islands
    are kept from one run to the next.
    """

    bed: Bed = USUAL_BED
    kept: Kept | None = None


USUAL_ENCODING = Encoding()


def export(
    timeline: Timeline,
    clips: Mapping[Heard, Clip],
    target: Path,
    *,
    force: bool = False,
    progress: Progress | None = None,
    encoding: Encoding = USUAL_ENCODING,
) -> None:
    """Encode the timeline's mix into ``target``, in the format that its suffix asks for.

    ``progress`` is told how many milliseconds of how many are encoded.

    Raises:
        OutputError: the format is unknown, the file cannot be written, or it exists, was not made by voicecoach, and
            ``force`` is not set. Whatever was at ``target`` before is then still there.
    """
    form = format_for(target)
    with whole_file(target, form.magic, force=force) as beside:
        _encode(timeline, clips, encoding, beside, form, progress)
        if form.write_tags:
            form.write_tags(beside, timeline)


def check_target(target: Path, *, force: bool = False) -> None:
    """Look whether a timeline may be exported to ``target``, before anything is made for it.

    Raises:
        OutputError: as ``export`` would.
    """
    check_place(target, format_for(target).magic, force=force)


def _encode(
    timeline: Timeline,
    clips: Mapping[Heard, Clip],
    encoding: Encoding,
    path: Path,
    form: Format,
    progress: Progress | None,
) -> None:
    """Encode the mix; the codec library writes the header that makes the length exact (LAME's, for MP3)."""
    import av

    bed = encoding.bed
    with av.open(str(path.absolute()), "w", format=form.container, options=dict(form.options)) as container:
        container.metadata.update(title=timeline.title, artist=ARTIST, comment=f"voicecoach {__version__}")
        layout = {1: "mono", 2: "stereo"}[bed.form.channels]
        stream: Any = container.add_stream(form.codec, rate=bed.form.rate_hz, layout=layout)
        if form.bit_rate:
            stream.bit_rate = form.bit_rate * bed.form.channels
        if form.container == "mp3" and not bed.music:
            stream.options = {"reservoir": "0"}
            packets = island_packets(timeline, clips, bed, stream, encoding.kept, progress)
        else:
            packets = _streamed(timeline, clips, bed, stream, progress)
        for packet in packets:
            container.mux_one(packet)


def _streamed(
    timeline: Timeline, clips: Mapping[Heard, Clip], bed: Bed, stream: Any, progress: Progress | None
) -> Iterator[Any]:
    """Yield the packets of the mix, encoded from its beginning to its end."""
    done_ms = 0
    for block in mix(timeline, clips, bed, block_ms=_BLOCK_MS):
        yield from stream.encode(audio_frame(block, bed.form, done_ms * bed.form.samples_per_ms))
        done_ms += len(block) // bed.form.bytes_per_ms
        if progress:
            progress(done_ms, timeline.duration_ms)
    yield from stream.encode(None)
