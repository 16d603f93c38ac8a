"""The table of audio formats, by suffix."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from voicecoach.errors import ChoiceError, OutputError
from voicecoach.exports.comments import MOST_NUMBERED, write_flac, write_opus
from voicecoach.exports.id3 import write_id3, write_wav
from voicecoach.exports.mp4 import MOST_IN_NERO_LIST, write_mp4
from voicecoach.exports.tags import Tags


@dataclass(frozen=True, slots=True)
class ChapterLimit:
    """The most chapters that a list holds; with more, ``effect`` is what becomes of them.

    ``options`` are then for the container.
    """

    most: int
    effect: str
    options: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class AudioFormat:
    """A file format: the codec library's names for it, and how its tags are written.

    ``bit_rate`` is the default for one channel, in bits per second, and ``most_bit_rate`` the highest; both are 0 for a
    codec without one. ``options`` are for the container. If a format ``muxes_chapters``, they are written with the
    sound, otherwise with the tags. ``by_region`` means that only sound regions are encoded, each of them once. The
    stream ends with a whole frame of ``frame`` samples.
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
    chapter_limit: ChapterLimit | None = None

    def exceeded_limit(self, chapters: int) -> ChapterLimit | None:
        """Return the limit of the format if this many chapters are too many for it."""
        return self.chapter_limit if self.chapter_limit and chapters > self.chapter_limit.most else None

    def options_for(self, chapters: int) -> Mapping[str, str]:
        """Return the options for the container of a file with this many chapters."""
        limit = self.exceeded_limit(chapters)
        return {**self.options, **limit.options} if limit else self.options


# The container of the iTunes Store, which every phone plays, with its tables in front, so that a player need not look
# for them at the end. The edit list makes decoders drop what comes before the sound. FFmpeg's decoder, which most
# players use, does not drop what comes after it in the last frame.
_AAC = AudioFormat(
    "ipod",
    "aac",
    write_mp4,
    64_000,
    144_000,
    options={"movflags": "+faststart"},
    muxes_chapters=True,
    frame=1024,
    chapter_limit=ChapterLimit(
        MOST_IN_NERO_LIST,
        "players that read Apple's chapters show all of them, others none",
        {"movflags": "+faststart+disable_chpl"},  # The muxer would end Nero's list after 255.
    ),
)
_IN_COMMENTS = ChapterLimit(MOST_NUMBERED, "neighbouring ones become one")
# Speech needs 32 kbit/s, music in stereo 96 (Xiph's recommended settings). With an unconstrained bit rate, the encoder
# spends half as much again on the ticks and the keep-alive tone. Players seek to pages, so every packet (60 ms) has a
# page of its own.
_OPUS = AudioFormat(
    "ogg",
    "libopus",
    write_opus,
    48_000,
    256_000,
    options={"page_duration": "60000"},
    codec_options={"vbr": "constrained", "frame_duration": "60"},
    chapter_limit=_IN_COMMENTS,
)

FORMATS = {
    # 64 kbit/s is transparent for mono speech at 24 kHz; the muxer writes no ID3 tag, because write_id3 does.
    ".mp3": AudioFormat(
        "mp3", "libmp3lame", write_id3, 64_000, 160_000, {"id3v2_version": "0", "write_xing": "1"}, by_region=True
    ),
    ".m4a": _AAC,
    ".m4b": _AAC,  # An audiobook: players remember the position.
    ".opus": _OPUS,
    ".ogg": _OPUS,  # Also Opus: the codec library no longer has a good Vorbis encoder (docs/architecture.md).
    ".flac": AudioFormat("flac", "flac", write_flac, chapter_limit=_IN_COMMENTS),
    # Above 4 GB, the limit of a RIFF header, it becomes RF64.
    ".wav": AudioFormat("wav", "pcm_s16le", write_wav, options={"rf64": "auto"}),
}


def audio_format_for(target: Path) -> AudioFormat:
    """Return the format for a file's suffix.

    Raises:
        OutputError: the suffix is not in the table.
    """
    audio_format = FORMATS.get(target.suffix.lower())
    if audio_format is None:
        known = ", ".join(FORMATS)
        raise OutputError(f"the name '{target}' does not end in a known audio format", f"use one of: {known}")
    return audio_format


def chapters_note(suffix: str, chapters: int) -> str:
    """Return what a person should know about this many chapters in a format; empty if it holds them all."""
    limit = FORMATS[suffix].exceeded_limit(chapters)
    if limit is None:
        return ""
    return f"{chapters} chapters are more than a list in {suffix} holds ({limit.most}): {limit.effect}"


def check_bit_rate(suffix: str, bit_rate: int | None, channels: int) -> None:
    """Check a bit rate, in bits per second for all channels, against a format; None means the format's default.

    Raises:
        ChoiceError: the format has no bit rate, or this one is too high.
    """
    most = FORMATS[suffix].most_bit_rate * channels
    if bit_rate and not most:
        raise ChoiceError(f"{suffix} is lossless and has no bit rate", "remove --bitrate")
    if bit_rate and bit_rate > most:
        named = "one channel" if channels == 1 else "two channels"
        message = f"{bit_rate // 1000} kbit/s is too high for {suffix} with {named}"
        raise ChoiceError(message, f"use at most {most // 1000}")
