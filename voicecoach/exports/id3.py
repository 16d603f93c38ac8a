"""ID3 tags of MP3 and WAV files, with chapters and their table of contents."""

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from voicecoach.exports.chapters import LONGEST_TITLE, Chapter
from voicecoach.exports.ownership import ID3_MAKER, writes_tags
from voicecoach.exports.tags import ARTIST, GENRE, MADE_BY, Tags
from voicecoach.languages import base_language

_LANGUAGES = {"en": "eng", "de": "deu", "es": "spa", "fr": "fra"}
"""ISO 639-2 codes, as ID3 requires (ID3v2.3, 4.9)."""

_MOST_CHILDREN = 255
"""A table of contents counts its entries in one byte (ID3v2 Chapter Frame Addendum, 3.2)."""

_NO_OFFSET = 0xFFFFFFFF
"""This byte offset means: use the times (ID3v2 Chapter Frame Addendum, 3.1)."""

_FRONT_COVER = 3
"""A picture type (ID3v2.3, 4.15)."""

_UTF_16 = 1
"""The only text encoding of version 2.3 for all of Unicode (ID3v2.3, 3.3)."""

_LARGEST_RIFF = 2**32 - 2**24
"""A larger WAV file is RF64, which the tag library cannot write, so it has no tags. Leaves 16 MB for the tags."""


@writes_tags()
def write_id3(path: Path, tags: Tags) -> None:
    """Write the tag of an MP3 file, replacing an existing one, in version 2.3, which every phone reads.

    Raises:
        OSError: the file cannot be written.
    """
    from mutagen import id3

    file: Any = id3.ID3()
    _fill(file, tags)
    file.save(path, v1=0, v2_version=3)


@writes_tags()
def write_wav(path: Path, tags: Tags) -> None:
    """Write the same tag to a chunk of a WAV file.

    Raises:
        OSError: the file cannot be written.
    """
    from mutagen.wave import WAVE

    if path.stat().st_size > _LARGEST_RIFF:
        return
    file: Any = WAVE(path)
    file.add_tags()
    _fill(file.tags, tags)
    file.save(v2_version=3)


def _fill(file: Any, tags: Tags) -> None:
    from mutagen import id3

    language = _LANGUAGES[base_language(tags.language)]
    texts = {
        "TIT2": tags.title,
        "TALB": tags.album,
        "TPE1": ARTIST,
        "TCON": GENRE,
        "TRCK": f"{tags.track}/{tags.tracks}",
        "TLAN": language,
        "TLEN": str(tags.duration_ms),
        ID3_MAKER: MADE_BY,
    }
    for name, text in texts.items():
        file.add(getattr(id3, name)(encoding=_UTF_16, text=[text]))
    if tags.lyrics:
        file.add(id3.USLT(encoding=_UTF_16, lang=language, text=tags.lyrics))
    if tags.cover:
        file.add(id3.APIC(encoding=0, mime="image/png", type=_FRONT_COVER, data=tags.cover()))
    for frame in _chapters(tags):
        file.add(frame)


def _chapters(tags: Tags) -> Iterator[Any]:
    """Yield the chapters and their table of contents, with nested tables if there are too many for one."""
    from mutagen import id3

    if not tags.chapters:
        return
    listed = tags.chapters[: _MOST_CHILDREN**2]
    names = [_element_id(index, chapter) for index, chapter in enumerate(listed)]
    for name, chapter in zip(names, listed, strict=True):
        yield id3.CHAP(
            element_id=name,
            start_time=chapter.start_ms,
            end_time=chapter.end_ms,
            start_offset=_NO_OFFSET,
            end_offset=_NO_OFFSET,
            sub_frames=[id3.TIT2(encoding=_UTF_16, text=[chapter.title])],
        )
    parts = [names[at : at + _MOST_CHILDREN] for at in range(0, len(names), _MOST_CHILDREN)]
    top = parts[0] if len(parts) == 1 else [f"part{number}" for number in range(len(parts))]
    yield _contents("toc", top, tags.title, id3.CTOCFlags.TOP_LEVEL | id3.CTOCFlags.ORDERED)
    if len(parts) > 1:
        for number, part in enumerate(parts):
            yield _contents(f"part{number}", part, f"{tags.title}, part {number + 1}", id3.CTOCFlags.ORDERED)


def _contents(name: str, children: Sequence[str], title: str, flags: int) -> Any:
    from mutagen import id3

    named = id3.TIT2(encoding=_UTF_16, text=[title])
    return id3.CTOC(element_id=name, flags=flags, child_element_ids=list(children), sub_frames=[named])


def _element_id(index: int, chapter: Chapter) -> str:
    """Return the hidden name of a chapter.

    Many players list chapters in the order of their frames, and mutagen sorts frames by length, then by name. So the
    name begins with the number and is padded to make all frames equally long.
    """
    return f"{index:06}".ljust(6 + 4 * LONGEST_TITLE - len(chapter.title.encode("utf-16-le")), "-")
