"""ID3 tags of an MP3: title, artist, and a chapter for every step, as phones and players read them."""

from collections.abc import Sequence
from pathlib import Path
from typing import Any

from voicecoach.timeline import Timeline, TimelineStep
from voicecoach.version import __version__

ARTIST = "voicecoach"

_LONGEST_CHAPTER_TITLE = 48
"""Some players show nothing of a chapter whose title is longer than 50 characters."""

_MOST_CHILDREN = 255
"""A table of contents counts its entries in one byte (ID3v2 Chapter Frame Addendum, 3.2)."""

_NO_OFFSET = 0xFFFFFFFF
"""The byte offset that says: use the times (ID3v2 Chapter Frame Addendum, 3.1)."""


def write_id3(path: Path, timeline: Timeline) -> None:
    """Write the tag, as version 2.3, the one that every phone reads; a tag that is there already is replaced.

    Raises:
        OSError: the file cannot be written.
    """
    from mutagen import MutagenError, id3

    tags: Any = id3.ID3()
    tags.add(id3.TIT2(encoding=1, text=[timeline.title]))
    tags.add(id3.TPE1(encoding=1, text=[ARTIST]))
    tags.add(id3.TALB(encoding=1, text=[timeline.title]))
    tags.add(id3.TENC(encoding=0, text=[f"voicecoach {__version__}"]))
    tags.add(id3.TLEN(encoding=0, text=[str(timeline.duration_ms)]))
    several_rounds = any(step.round > 1 for step in timeline.steps)
    names = []
    for step in timeline.steps[: _MOST_CHILDREN**2]:
        title = _chapter_title(step, several_rounds=several_rounds)
        names.append(_element_id(step.index, title))
        frame = id3.CHAP(
            element_id=names[-1],
            start_time=step.start_ms,
            end_time=step.end_ms,
            start_offset=_NO_OFFSET,
            end_offset=_NO_OFFSET,
            sub_frames=[id3.TIT2(encoding=1, text=[title])],
        )
        tags.add(frame)
    _add_contents(tags, timeline.title, names)
    try:
        tags.save(path, v1=0, v2_version=3)
    except MutagenError as error:
        raise OSError(str(error)) from error


def _add_contents(tags: Any, title: str, names: Sequence[str]) -> None:
    """Add the table of contents; more chapters than one table holds go into tables below it."""
    from mutagen import id3

    parts = [list(names[at : at + _MOST_CHILDREN]) for at in range(0, len(names), _MOST_CHILDREN)]
    top = parts[0] if len(parts) == 1 else [f"part{number}" for number in range(len(parts))]
    tags.add(_contents("toc", top, title, id3.CTOCFlags.TOP_LEVEL | id3.CTOCFlags.ORDERED))
    if len(parts) > 1:
        for number, part in enumerate(parts):
            tags.add(_contents(f"part{number}", part, f"{title}, part {number + 1}", id3.CTOCFlags.ORDERED))


def _contents(name: str, children: list[str], title: str, flags: int) -> Any:
    from mutagen import id3

    return id3.CTOC(
        element_id=name, flags=flags, child_element_ids=children, sub_frames=[id3.TIT2(encoding=1, text=[title])]
    )


def _element_id(index: int, title: str) -> str:
    """Return the hidden name of a chapter.

    mutagen writes frames in the order of their length and then of their names, and many players list chapters as they
    are written. So the name begins with the number, and makes up for the length of the title.
    """
    return f"{index:06}".ljust(6 + 4 * _LONGEST_CHAPTER_TITLE - len(title.encode("utf-16-le")), "-")


def _chapter_title(step: TimelineStep, *, several_rounds: bool) -> str:
    title = f"R{step.round} · {step.title}" if several_rounds and step.exercise else step.title
    return title if len(title) <= _LONGEST_CHAPTER_TITLE else title[: _LONGEST_CHAPTER_TITLE - 1] + "…"
