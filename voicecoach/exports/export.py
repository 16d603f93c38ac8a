"""Write a timeline to a file: the mix is encoded as it is made, and the file appears when it is whole."""

import os
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager, suppress
from fractions import Fraction
from pathlib import Path
from typing import Any

from voicecoach import __version__
from voicecoach.audio import MIX_RATE_HZ, Clip, mix
from voicecoach.errors import OutputError
from voicecoach.exports.formats import Format, format_for
from voicecoach.exports.id3 import ARTIST
from voicecoach.timeline import Heard, Timeline
from voicecoach.units import Ms

Progress = Callable[[Ms, Ms], None]
"""Told how many milliseconds of how many are encoded."""

_BLOCK_MS: Ms = 1000
_MARK = b"voicecoach"
_MARK_WITHIN = 4096


def export(
    timeline: Timeline,
    clips: Mapping[Heard, Clip],
    target: Path,
    *,
    force: bool = False,
    progress: Progress | None = None,
) -> None:
    """Encode the timeline's mix into ``target``, in the format that its suffix asks for.

    Raises:
        OutputError: the format is unknown, the file cannot be written, or it exists, was not made by voicecoach, and
            ``force`` is not set. Whatever was at ``target`` before is then still there.
    """
    form = format_for(target)
    if not force and not _may_replace(target):
        raise OutputError(
            f"{target} is there already and was not made by voicecoach", "choose another name, or --force"
        )
    with _whole_file(target) as beside:
        _encode(timeline, mix(timeline, clips, block_ms=_BLOCK_MS), beside, form, progress)
        if form.write_tags:
            form.write_tags(beside, timeline)


def _may_replace(target: Path) -> bool:
    """Whether the target is free, or a file that voicecoach has made: those carry its name in their tag."""
    try:
        with target.open("rb") as file:
            return _MARK in file.read(_MARK_WITHIN)
    except FileNotFoundError:
        return True
    except OSError as error:
        raise _cannot_write(target, error) from error


@contextmanager
def _whole_file(target: Path) -> Iterator[Path]:
    """Give a path beside the target; what was written there takes the target's name at the end, or goes away.

    The name beside is always the same for one target: what a killed export left is overwritten by the next one.
    """
    beside = target.with_name(f".{target.name}.part")
    try:
        beside.open("wb").close()
        yield beside
        with beside.open("rb+") as file:
            os.fsync(file.fileno())
        beside.replace(target)
    except OSError as error:
        raise _cannot_write(target, error) from error
    finally:
        with suppress(OSError):
            beside.unlink(missing_ok=True)


def _cannot_write(target: Path, error: OSError) -> OutputError:
    if isinstance(error, FileNotFoundError) and not target.parent.is_dir():
        return OutputError(f"{target} cannot be written: there is no folder {target.parent}", "make it first: mkdir -p")
    return OutputError(f"{target} cannot be written: {error.strerror or error}", "choose another place with -o")


def _encode(timeline: Timeline, blocks: Iterator[bytes], path: Path, form: Format, progress: Progress | None) -> None:
    """Encode blocks of PCM; the codec library writes the header that makes the length exact (LAME's, for MP3)."""
    import av
    import numpy as np

    with av.open(str(path), "w", format=form.container, options=dict(form.options)) as container:
        container.metadata.update(title=timeline.title, artist=ARTIST, comment=f"voicecoach {__version__}")
        stream: Any = container.add_stream(form.codec, rate=MIX_RATE_HZ, layout="mono")
        if form.bit_rate:
            stream.bit_rate = form.bit_rate
        position = 0
        for block in blocks:
            samples = np.frombuffer(block, dtype="<i2").reshape(1, -1)
            frame = av.AudioFrame.from_ndarray(samples, format="s16", layout="mono")
            frame.sample_rate = MIX_RATE_HZ
            frame.pts = position
            frame.time_base = Fraction(1, MIX_RATE_HZ)
            position += samples.shape[1]
            container.mux(stream.encode(frame))
            if progress:
                progress(position * 1000 // MIX_RATE_HZ, timeline.duration_ms)
        container.mux(stream.encode(None))
