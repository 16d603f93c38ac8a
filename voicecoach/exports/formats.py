"""The table of export formats: what each suffix stands for."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from voicecoach.errors import OutputError
from voicecoach.exports.id3 import write_id3
from voicecoach.timeline import Timeline


@dataclass(frozen=True, slots=True)
class Format:
    """A file format: how its files begin, the codec library's names for it, and what is written beside the sound.

    ``bit_rate`` is that of a channel in bits per second, None for a codec that has none. ``options`` are the
    container's.
    """

    magic: bytes
    container: str
    codec: str
    bit_rate: int | None = None
    options: tuple[tuple[str, str], ...] = ()
    write_tags: Callable[[Path, Timeline], None] | None = None


FORMATS = {
    # 64 kbit/s is transparent for mono speech at 24 kHz; the ID3 tag is written by write_id3, so the muxer writes none.
    ".mp3": Format(b"ID3", "mp3", "libmp3lame", 64_000, (("id3v2_version", "0"), ("write_xing", "1")), write_id3),
    ".wav": Format(b"RIFF", "wav", "pcm_s16le"),
}


def format_for(target: Path) -> Format:
    """Return the format that a file's suffix asks for.

    Raises:
        OutputError: the suffix is none of those in the table.
    """
    form = FORMATS.get(target.suffix.lower())
    if form is None:
        known = ", ".join(FORMATS)
        raise OutputError(f"the format of '{target}' is unknown", f"end its name in one of: {known}")
    return form
