"""What a phone shows of a file: title, album, artist, number, picture, chapters and words, in no format yet."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial

from voicecoach.exports.chapters import Chapter, chapters
from voicecoach.exports.cover import cover
from voicecoach.exports.lyrics import lyrics
from voicecoach.timeline import Timeline
from voicecoach.units import Ms
from voicecoach.version import __version__

ARTIST = "voicecoach"

GENRE = "Speech"
"""The name of genre 101 of ID3v1, as players list it."""

MADE_BY = f"voicecoach {__version__}"
"""Stands in every file that is made here: by its first word a file is known as one of ours."""


@dataclass(frozen=True, slots=True)
class Tags:
    """The tags of one file; ``track`` of ``tracks`` is its number, from 1. ``cover`` draws a PNG when it is needed."""

    title: str
    album: str
    language: str
    duration_ms: Ms
    chapters: tuple[Chapter, ...] = ()
    lyrics: str = ""
    cover: Callable[[], bytes] | None = None
    track: int = 1
    tracks: int = 1


def tags_of(timeline: Timeline) -> Tags:
    """Return the tags of a whole session in one file: a chapter for every set, all that is said, and its picture."""
    by_set = chapters(timeline)
    return Tags(
        timeline.title,
        timeline.title,
        timeline.language,
        timeline.duration_ms,
        by_set,
        lyrics(timeline, by_set),
        partial(cover, timeline),
    )
