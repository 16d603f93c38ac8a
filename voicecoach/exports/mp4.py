"""Tags of MP4 files, in the form of iTunes. Chapters are tracks of the file and are written by the muxer."""

from pathlib import Path
from typing import Any

from voicecoach.exports.ownership import MP4_MAKER, writes_tags
from voicecoach.exports.tags import ARTIST, GENRE, MADE_BY, Tags

MOST_IN_NERO_LIST = 255
"""Nero's list of chapters counts them in one byte."""


@writes_tags()
def write_mp4(path: Path, tags: Tags) -> None:
    """Write the tags. The sound is moved to make room for them, and the tables of offsets are updated.

    Raises:
        OSError: the file cannot be written.
    """
    from mutagen.mp4 import MP4, MP4Cover

    file: Any = MP4(path)
    file.update(
        {
            "\xa9nam": tags.title,
            "\xa9alb": tags.album,
            "\xa9ART": ARTIST,
            "\xa9gen": GENRE,
            "trkn": [(tags.track, tags.tracks)],
            MP4_MAKER: MADE_BY,
        }
    )
    if tags.lyrics:
        file["\xa9lyr"] = tags.lyrics
    if tags.cover:
        file["covr"] = [MP4Cover(tags.cover(), MP4Cover.FORMAT_PNG)]
    file.save()
