"""The table of export formats: what each suffix stands for."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from voicecoach.errors import ChoiceError, OutputError
from voicecoach.exports.comments import write_flac, write_opus
from voicecoach.exports.id3 import write_id3, write_wav
from voicecoach.exports.mp4 import write_mp4
from voicecoach.exports.tags import Tags


@dataclass(frozen=True, slots=True)
class AudioFormat:
    """A file format: the codec library's names for it, and how its tags are written.

    ``bit_rate`` is that of a channel in bits per second, and ``most_bit_rate`` the most there may be; 0 for a codec
    that has none. ``options`` are the container's. Where it ``muxes_chapters``, these are written with the sound, and
    with the tags else. Where it ``by_region``, only the regions of sound are encoded, each once. The sound is made to
    end with a whole ``frame`` of so many samples.
    """

    container: str
    codec: str
    write_tags: Callable[[Path, Tags], None]
    bit_rate: int = 0
    most_bit_rate: int = 0
    options: Mapping[str, str] = field(default_factory=dict)
    codec_options: Mapping[str, str] = field(default_factory=dict)
    muxes_chapters: bool = False
    by_region: bool = False
    frame: int = 1


# The container of what iTunes sells, which every phone knows; its tables in front, so that a player need not look for
# them at the end. A decoder leaves out what lies before the sound, by the edit list, but FFmpeg's, which most players
# use, leaves in what lies behind it in the last frame.
_AAC = AudioFormat(
    "ipod", "aac", write_mp4, 64_000, 144_000, {"movflags": "+faststart"}, muxes_chapters=True, frame=1024
)
# Speech needs 32 kbit/s, music in stereo 96 (Xiph's recommended settings). Unless it is held to its rate, the encoder
# takes half as much again for the ticks and the keep-alive tone. Every packet of 60 ms has a page of its own: a seek
# finds pages.
_OPUS = AudioFormat(
    "ogg",
    "libopus",
    write_opus,
    48_000,
    256_000,
    options={"page_duration": "60000"},
    codec_options={"vbr": "constrained", "frame_duration": "60"},
)

FORMATS = {
    # 64 kbit/s is transparent for mono speech at 24 kHz; the ID3 tag is written by write_id3, so the muxer writes none.
    ".mp3": AudioFormat(
        "mp3", "libmp3lame", write_id3, 64_000, 160_000, {"id3v2_version": "0", "write_xing": "1"}, by_region=True
    ),
    ".m4a": _AAC,
    ".m4b": _AAC,  # An audiobook: players keep the place where one stopped.
    ".opus": _OPUS,
    ".ogg": _OPUS,  # Opus, too: the codec library has no good encoder for Vorbis any more (docs/architecture.md).
    ".flac": AudioFormat("flac", "flac", write_flac),
    # Beyond 4 GB, which a RIFF header cannot count, it becomes RF64.
    ".wav": AudioFormat("wav", "pcm_s16le", write_wav, options={"rf64": "auto"}),
}


def audio_format_for(target: Path) -> AudioFormat:
    """Return the format that a file's suffix asks for.

    Raises:
        OutputError: the suffix is none of those in the table.
    """
    audio_format = FORMATS.get(target.suffix.lower())
    if audio_format is None:
        known = ", ".join(FORMATS)
        raise OutputError(f"the format of '{target}' is unknown", f"end its name in one of: {known}")
    return audio_format


def check_bit_rate(suffix: str, bit_rate: int | None, channels: int) -> None:
    """Look whether files of a suffix can have a bit rate, in bits per second for all channels; None is what is usual.

    Raises:
        ChoiceError: they have none, or not one that is so high.
    """
    most = FORMATS[suffix].most_bit_rate * channels
    if bit_rate and not most:
        raise ChoiceError(f"{suffix} is without loss and has no bit rate to choose", "leave out --bitrate")
    if bit_rate and bit_rate > most:
        named = "one channel" if channels == 1 else "two channels"
        raise ChoiceError(f"{bit_rate // 1000} kbit/s is more than {suffix} has for {named}", f"at most {most // 1000}")
