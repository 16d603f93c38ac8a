"""Export a timeline to an audio file, encoding the mix block by block."""

import logging
from collections.abc import Collection, Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from fractions import Fraction
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING, Any

from voicecoach.audio import DEFAULT_MIX_SETTINGS, Clip, MixSettings, PcmFormat, mix
from voicecoach.disk_cache import DiskCache
from voicecoach.exports.atomic import atomic_write, check_target_path
from voicecoach.exports.chapters import Chapter
from voicecoach.exports.formats import AudioFormat, audio_format_for
from voicecoach.exports.mp3 import LEAST_RATE, MOST_RATE, region_packets
from voicecoach.exports.ownership import is_our_sound
from voicecoach.exports.pcm import LAYOUTS, audio_frame
from voicecoach.exports.tags import Tags, tags_of
from voicecoach.exports.texts import texts_beside
from voicecoach.timeline import Heard, Timeline
from voicecoach.units import MS_PER_SECOND, Ms, Progress

_log = logging.getLogger(__name__)

if TYPE_CHECKING:
    from voicecoach.audio.pyav import av

BLOCK_MS: Ms = MS_PER_SECOND
"""How much of a mix is encoded at a time."""

_SAME_BYTES = {"fflags": "+bitexact"}
"""Leaves out the library version and random numbers, so that the same sound gives the same file."""


@dataclass(frozen=True, slots=True)
class Encoding:
    """How a mix is encoded.

    With music in ``mix_settings``, the file is in stereo. ``bit_rate`` is in bits per second, for all channels; None
    means the format's default. ``cache`` holds encoded packets from one run to the next.
    """

    mix_settings: MixSettings = DEFAULT_MIX_SETTINGS
    bit_rate: int | None = None
    cache: DiskCache | None = None


USUAL_ENCODING = Encoding()


def export(  # noqa: PLR0913 - what is heard, where it goes, and options
    timeline: Timeline,
    clips: Mapping[Heard, Clip],
    target: Path,
    *,
    encoding: Encoding = USUAL_ENCODING,
    tags: Tags | None = None,
    blocks: Iterable[bytes] | None = None,
    force: bool = False,
    progress: Progress | None = None,
) -> None:
    """Encode the timeline's mix into ``target``, in the format of its suffix.

    Args:
        timeline: what is heard.
        clips: the sound of every cue.
        target: the file.
        encoding: how the mix is encoded.
        tags: what a phone shows; by default, ``tags_of`` the timeline.
        blocks: the timeline's mix, if it continues that of another file. Not used when only sound regions are encoded.
        force: whether to replace a file that voicecoach did not create.
        progress: progress callback, ``progress(done_ms, total_ms)``.

    Raises:
        OutputError: the format is unknown, the file cannot be written, or it exists, was not created by voicecoach, and
            ``force`` is not set. An existing file is then unchanged.
    """
    audio_format, shown = audio_format_for(target), tags or tags_of(timeline)
    with atomic_write(target, is_our_sound, force=force) as temporary:
        with _opened(temporary, audio_format, encoding, shown.chapters) as (container, stream):
            by_region, bit_rate = _encodes_by_region(audio_format, encoding), _bit_rate(audio_format, encoding)
            how = "only where there is sound" if by_region else "all of it"
            _log.info("%s: encoding %s with %s at %d bit/s", target, how, audio_format.codec, bit_rate)
            if by_region:
                packets = region_packets(timeline, clips, encoding.mix_settings, bit_rate, encoding.cache, progress)
            else:
                mixed = blocks or mix(timeline, clips, encoding.mix_settings, block_ms=BLOCK_MS)
                packets = _streamed(
                    mixed, timeline.duration_ms, encoding.mix_settings.pcm_format, stream, audio_format.frame, progress
                )
            for packet in chain.from_iterable(packets):
                container.mux_one(packet)
        audio_format.write_tags(temporary, shown)


def check_target(target: Path, texts: Iterable[str] = (), *, force: bool = False) -> None:
    """Check in advance whether a timeline may be exported to ``target``, with ``texts`` as sidecar files.

    Raises:
        OutputError: as ``export`` would.
    """
    audio_format_for(target)
    for path, is_ours in ((target, is_our_sound), *texts_beside(target, texts)):
        check_target_path(path, is_ours, force=force)


def _encodes_by_region(audio_format: AudioFormat, encoding: Encoding) -> bool:
    """Whether only the sound regions are encoded. With music, there is no silence between them."""
    bit_rate, channels = _bit_rate(audio_format, encoding), encoding.mix_settings.pcm_format.channels
    return audio_format.by_region and not encoding.mix_settings.music and LEAST_RATE * channels <= bit_rate <= MOST_RATE


def _bit_rate(audio_format: AudioFormat, encoding: Encoding) -> int:
    """Return the bit rate for all channels, or 0 if the format has none."""
    return audio_format.bit_rate and (
        encoding.bit_rate or audio_format.bit_rate * encoding.mix_settings.pcm_format.channels
    )


@contextmanager
def _opened(
    path: Path, audio_format: AudioFormat, encoding: Encoding, chapters: Collection[Chapter]
) -> Iterator[tuple["av.container.OutputContainer", Any]]:
    """Open a container, and write its chapters if they come first. Yield the container and its only stream."""
    from voicecoach.audio.pyav import av

    pcm = encoding.mix_settings.pcm_format
    options = {**_SAME_BYTES, **audio_format.options_for(len(chapters))}
    with av.open(str(path.absolute()), "w", format=audio_format.container, options=options) as container:
        if audio_format.muxes_chapters:
            container.set_chapters([_chapter(number, chapter) for number, chapter in enumerate(chapters, 1)])
        layout = LAYOUTS[pcm.channels]
        stream: Any = container.add_stream(
            audio_format.codec, rate=pcm.rate_hz, layout=layout, options=dict(audio_format.codec_options)
        )
        if audio_format.bit_rate:
            stream.bit_rate = _bit_rate(audio_format, encoding)
        yield container, stream


def _streamed(
    blocks: Iterable[bytes], duration_ms: Ms, pcm: PcmFormat, stream: Any, frame: int, progress: Progress | None
) -> Iterator[list[Any]]:
    """Yield the packets of a whole mix.

    Silent samples before time zero make the stream end with a whole frame; ``frame`` is its length in samples.
    """
    lead = -duration_ms * pcm.samples_per_ms % frame
    if lead:
        yield stream.encode(audio_frame(bytes(lead * pcm.bytes_per_ms // pcm.samples_per_ms), pcm, -lead))
    done_ms = 0
    for block in blocks:
        yield stream.encode(audio_frame(block, pcm, done_ms * pcm.samples_per_ms))
        done_ms += len(block) // pcm.bytes_per_ms
        if progress:
            progress(done_ms, duration_ms)
    yield stream.encode(None)


def _chapter(number: int, chapter: Chapter) -> Any:
    """Return a chapter in the form that the codec library expects."""
    return {
        "id": number,
        "start": chapter.start_ms,
        "end": chapter.end_ms,
        "time_base": Fraction(1, MS_PER_SECOND),
        "metadata": {"title": chapter.title},
    }
