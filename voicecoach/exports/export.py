"""Write a timeline to a file: the mix is encoded as it is made, and the file appears when it is whole."""

from collections.abc import Iterable, Iterator, Mapping
from fractions import Fraction
from itertools import chain
from pathlib import Path
from typing import Any

from voicecoach.audio import USUAL_BED, Bed, Clip, Form, mix
from voicecoach.exports.chapters import Chapter
from voicecoach.exports.formats import Format, format_for
from voicecoach.exports.recognise import is_our_sound
from voicecoach.exports.tags import Tags, tags_of
from voicecoach.exports.whole import check_place, whole_file
from voicecoach.timeline import Heard, Timeline
from voicecoach.units import MS_PER_SECOND, Ms, Progress

_BLOCK_MS: Ms = MS_PER_SECOND

_LAYOUTS = {1: "mono", 2: "stereo"}

_SAME_BYTES = {"fflags": "+bitexact"}
"""No version of the library and no random number is written, so that the same sound gives the same file."""


def export(  # noqa: PLR0913 - what is heard, where it goes, and four wishes
    timeline: Timeline,
    clips: Mapping[Heard, Clip],
    target: Path,
    *,
    force: bool = False,
    progress: Progress | None = None,
    bed: Bed = USUAL_BED,
    tags: Tags | None = None,
) -> None:
    """Encode the timeline's mix into ``target``, in the format that its suffix asks for.

    ``progress`` is told how many milliseconds of how many are encoded. ``bed`` is what lies under the coach; with
    music, the file is in stereo. ``tags`` are what a phone shows, ``tags_of`` the timeline if there are none.

    Raises:
        OutputError: the format is unknown, the file cannot be written, or it exists, was not made by voicecoach, and
            ``force`` is not set. Whatever was at ``target`` before is then still there.
    """
    form = format_for(target)
    shown = tags or tags_of(timeline)
    with whole_file(target, is_our_sound, force=force) as beside:
        blocks = mix(timeline, clips, bed, block_ms=_BLOCK_MS)
        if progress:
            blocks = _told(blocks, bed.form, timeline.duration_ms, progress)
        _encode(beside, form, blocks, bed.form, timeline.duration_ms, shown.chapters)
        form.write_tags(beside, shown)


def check_target(target: Path, *, force: bool = False) -> None:
    """Look whether a timeline may be exported to ``target``, before anything is made for it.

    Raises:
        OutputError: as ``export`` would.
    """
    format_for(target)
    check_place(target, is_our_sound, force=force)


def _told(blocks: Iterable[bytes], pcm: Form, duration_ms: Ms, progress: Progress) -> Iterator[bytes]:
    """Yield the blocks; tell of each when the next is asked for."""
    done_ms = 0
    for block in blocks:
        yield block
        done_ms += len(block) // pcm.bytes_per_ms
        progress(done_ms, duration_ms)


def _encode(
    path: Path, form: Format, blocks: Iterable[bytes], pcm: Form, duration_ms: Ms, chapters: Iterable[Chapter]
) -> None:
    """Encode blocks of PCM into a file that decodes to exactly as many samples, and has no tags yet."""
    import av

    options = {**_SAME_BYTES, **dict(form.options)}
    with av.open(str(path.absolute()), "w", format=form.container, options=options) as container:
        if form.has_chapters:
            container.set_chapters([_chapter(number, chapter) for number, chapter in enumerate(chapters, 1)])
        codec_options, layout = dict(form.codec_options), _LAYOUTS[pcm.channels]
        stream: Any = container.add_stream(form.codec, rate=pcm.rate_hz, layout=layout, options=codec_options)
        if form.bit_rate:
            stream.bit_rate = form.bit_rate * pcm.channels
        for frame in _frames(blocks, pcm, -duration_ms * pcm.samples_per_ms % form.frame):
            container.mux(stream.encode(frame))
        container.mux(stream.encode(None))


def _frames(blocks: Iterable[bytes], pcm: Form, lead: int) -> Iterator[Any]:
    """Yield blocks of PCM as the codec library's frames, behind a lead of silent samples that lie before time zero."""
    import av
    import numpy as np

    position = -lead
    silence = [bytes(lead * pcm.bytes_per_ms // pcm.samples_per_ms)] if lead else []
    for block in chain(silence, blocks):
        samples = np.frombuffer(block, dtype="<i2").reshape(1, -1)
        frame = av.AudioFrame.from_ndarray(samples, format="s16", layout=_LAYOUTS[pcm.channels])
        frame.sample_rate, frame.time_base = pcm.rate_hz, Fraction(1, pcm.rate_hz)
        frame.pts = position
        position += frame.samples
        yield frame


def _chapter(number: int, chapter: Chapter) -> Any:
    """Return a chapter as the codec library takes it."""
    return {
        "id": number,
        "start": chapter.start_ms,
        "end": chapter.end_ms,
        "time_base": Fraction(1, MS_PER_SECOND),
        "metadata": {"title": chapter.title},
    }
