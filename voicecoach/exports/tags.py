"""The tags of a file, independent of its format: title, album, track number, cover, chapters and lyrics."""

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
"""Genre 101 of ID3v1."""

MADE_BY = f"voicecoach {__version__}"
"""Written to every file. Its first word identifies files created by voicecoach."""


@dataclass(frozen=True, slots=True)
class Tags:
    """The tags of one file. ``track`` counts from 1 to ``tracks``. ``cover`` draws a PNG when it is needed."""

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
    """Return the tags of a session in one file, with a chapter for each set."""
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
