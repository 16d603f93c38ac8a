"""Vorbis comments, the tags of FLAC and Opus files, with chapters and a cover."""

from base64 import b64encode
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from voicecoach.exports.chapters import Chapter, merged
from voicecoach.exports.ownership import COMMENT_MAKER, writes_tags
from voicecoach.exports.tags import ARTIST, GENRE, MADE_BY, Tags
from voicecoach.units import timestamp

MOST_NUMBERED = 999
"""A chapter number has three digits (Xiph's chapter extension)."""

_FRONT_COVER = 3
"""A picture type (RFC 9639, 8.8)."""


@writes_tags()
def write_flac(path: Path, tags: Tags) -> None:
    """Write the tags of a FLAC file. The cover is a metadata block of its own.

    Raises:
        OSError: the file cannot be written.
    """
    from mutagen.flac import FLAC

    file: Any = FLAC(path)
    file.update(_comments(tags))
    if tags.cover:
        file.add_picture(_picture(tags.cover()))
    file.save()


@writes_tags()
def write_opus(path: Path, tags: Tags) -> None:
    """Write the tags of an Opus file. The cover is a comment.

    Raises:
        OSError: the file cannot be written.
    """
    from mutagen.oggopus import OggOpus

    file: Any = OggOpus(path)
    file.update(_comments(tags))
    if tags.cover:
        file["metadata_block_picture"] = b64encode(_picture(tags.cover()).write()).decode("ascii")
    file.save()


def _comments(tags: Tags) -> dict[str, str]:
    comments = {
        "title": tags.title,
        "album": tags.album,
        "artist": ARTIST,
        "genre": GENRE,
        "tracknumber": str(tags.track),
        "tracktotal": str(tags.tracks),
        "language": tags.language,
        COMMENT_MAKER: MADE_BY,
    }
    if tags.lyrics:
        comments["lyrics"] = tags.lyrics
    return comments | _chapters(merged(tags.chapters, MOST_NUMBERED))


def _chapters(chapters: Sequence[Chapter]) -> dict[str, str]:
    """Return two comments for each chapter: its start and its title."""
    comments = {}
    for number, chapter in enumerate(chapters, 1):
        comments[f"chapter{number:03}"] = timestamp(chapter.start_ms)
        comments[f"chapter{number:03}name"] = chapter.title
    return comments


def _picture(png: bytes) -> Any:
    from mutagen.flac import Picture

    picture: Any = Picture()
    picture.type, picture.mime, picture.data = _FRONT_COVER, "image/png", png
    return picture
