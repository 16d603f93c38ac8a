"""The cue list as text for other programs: JSON, CSV, WebVTT, SRT, LRC, Audacity's labels (docs/cue-list.md)."""

import csv
import html
import io
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from voicecoach.exports.atomic import IsOurs, atomic_write
from voicecoach.exports.chapters import Split, chapters
from voicecoach.exports.ownership import begins_with
from voicecoach.exports.tags import MADE_BY
from voicecoach.timeline import FORMAT, Cue, Timeline
from voicecoach.units import MS_PER_MINUTE, MS_PER_SECOND, Ms, timestamp

_CSV_HEAD = ("start_ms", "end_ms", "step", "step_title", "kind", "text", "sound")

_NO_TAGS = str.maketrans("<>", "‹›")
"""SRT cannot escape: what stands between < and > is taken for a tag and not shown, and --> for a time."""

_NO_BRACKETS = str.maketrans("[]", "()")
"""LRC cannot escape: what begins with a bracket is a time."""

_SAME_BEGINNING = 4096
"""So many bytes that are the same, with times to the millisecond, are not by chance."""


@dataclass(frozen=True, slots=True)
class TextFormat:
    """A text form of the cue list: how it is written, how its files end, and how those begin that are ours.

    Of a form that has no room for a maker's name, files begin in no way of their own: ``magic`` is empty.
    """

    write: Callable[[Timeline], str]
    suffix: str = ""
    magic: bytes = b""


def as_csv(timeline: Timeline) -> str:
    """Return one row a cue, words and sounds alike; every text as it is."""
    file = io.StringIO()
    writer = csv.writer(file, lineterminator="\n")
    writer.writerow(_CSV_HEAD)
    for cue in timeline.cues:
        title, heard = timeline.steps[cue.step].title, cue.heard
        writer.writerow((cue.start_ms, cue.end_ms, cue.step, title, cue.kind, heard.text, heard.sound))
    return file.getvalue()


def as_vtt(timeline: Timeline) -> str:
    """Return what is spoken as WebVTT (https://www.w3.org/TR/webvtt1/)."""
    head = f"WEBVTT\n\nNOTE made by {MADE_BY}: {_escaped(one_line(timeline.title))}\n"
    return head + "".join(f"\n{_span(cue, '.')}\n{_escaped(words)}\n" for cue, words in _spoken(timeline))


def as_srt(timeline: Timeline) -> str:
    """Return what is spoken as SubRip subtitles."""
    spoken = enumerate(_spoken(timeline), start=1)
    return "".join(f"{number}\n{_span(cue, ',')}\n{words.translate(_NO_TAGS)}\n\n" for number, (cue, words) in spoken)


def as_lrc(timeline: Timeline) -> str:
    """Return what is spoken as lyrics with times, in hundredths of a second that are never late."""
    title, length = one_line(timeline.title), _minutes(timeline.duration_ms).partition(".")[0]
    head = (f"by:{MADE_BY}", f"ti:{title}", f"length:{length}")
    rows = [f"[{tag.translate(_NO_BRACKETS)}]" for tag in head]
    rows += (f"[{_minutes(start_ms)}]{words.translate(_NO_BRACKETS)}" for start_ms, words in _lyrics(timeline))
    return "\n".join(rows) + "\n"


def as_labels(timeline: Timeline) -> str:
    """Return steps, words and sounds as a label track of Audacity: beginning and end in seconds, and what it is."""
    labels = list(_titles(timeline))
    labels += ((cue.start_ms, cue.end_ms, one_line(str(cue.heard))) for cue in timeline.cues)
    labels.sort(key=lambda label: label[0])  # Stable: a step stands before its first cue.
    return "".join(f"{_seconds(start_ms)}\t{_seconds(end_ms)}\t{words}\n" for start_ms, end_ms, words in labels)


TEXTS = {
    "json": TextFormat(Timeline.to_json, ".json", f'{{\n "format": "{FORMAT}"'.encode()),
    "csv": TextFormat(as_csv, ".csv", ",".join(_CSV_HEAD).encode()),
    "vtt": TextFormat(as_vtt, ".vtt", b"WEBVTT\n\nNOTE made by voicecoach"),
    "srt": TextFormat(as_srt, ".srt"),
    "lrc": TextFormat(as_lrc, ".lrc", b"[by:voicecoach"),
    "labels": TextFormat(as_labels, ".txt"),
}


def text_format_for(target: Path) -> str:
    """Return the name of the form that a file's suffix stands for: JSON, where it stands for none."""
    return next((name for name, text_format in TEXTS.items() if text_format.suffix == target.suffix.lower()), "json")


def save_text(text: str, text_format: TextFormat, target: Path, *, force: bool = False) -> None:
    """Write a cue list in one of its forms to a file.

    Raises:
        OutputError: the file cannot be written, or exists, was not made by voicecoach, and ``force`` is not set. Files
            of a form without a ``magic`` are known as ours only by beginning with the same times and words.
    """
    data = text.encode()
    is_ours = begins_with(text_format.magic or data[:_SAME_BEGINNING])
    with atomic_write(target, is_ours, force=force) as temporary:
        temporary.write_bytes(data)


def texts_beside(sound: Path, names: Iterable[str]) -> Iterator[tuple[Path, IsOurs]]:
    """Yield where texts in some forms stand beside a file of sound, and how one of ours is known."""
    for name in names:
        yield sound.with_suffix(TEXTS[name].suffix), begins_with(TEXTS[name].magic)


def save_texts(timeline: Timeline, sound: Path, names: Iterable[str], *, force: bool = False) -> None:
    """Write a cue list in some forms beside a file of sound.

    Raises:
        OutputError: as ``save_text`` would.
    """
    for name in names:
        text_format = TEXTS[name]
        save_text(text_format.write(timeline), text_format, sound.with_suffix(text_format.suffix), force=force)


def _spoken(timeline: Timeline) -> Iterator[tuple[Cue, str]]:
    """Yield every cue of words, with its words on one line."""
    for cue in timeline.cues:
        if words := one_line(cue.heard.text or ""):
            yield cue, words


def _lyrics(timeline: Timeline) -> list[tuple[Ms, str]]:
    """Return what is spoken, and titles where a set begins and for steps in which nothing is said.

    So whoever glances at the words between two numbers sees what they are doing.
    """
    spoken = tuple(_spoken(timeline))
    speaking = {cue.step for cue, _ in spoken}
    titled = zip(timeline.steps, _titles(timeline), strict=True)
    lines = [(start_ms, title) for step, (start_ms, _, title) in titled if step.is_set or step.index not in speaking]
    lines += ((cue.start_ms, words) for cue, words in spoken)
    return sorted(lines, key=lambda line: line[0])  # Stable: of two at one time, the title stands first.


def _titles(timeline: Timeline) -> Iterator[tuple[Ms, Ms, str]]:
    """Yield every step's beginning and end, and its title on one line, with the number of its round or set."""
    for chapter in chapters(timeline, Split.STEP):
        yield chapter.start_ms, chapter.end_ms, one_line(chapter.title)


def one_line(text: str) -> str:
    """Return a text on one line, with single spaces."""
    return " ".join(text.split())


def _escaped(text: str) -> str:
    return html.escape(text, quote=False)


def _span(cue: Cue, point: str) -> str:
    return f"{timestamp(cue.start_ms, point)} --> {timestamp(cue.end_ms, point)}"


def _minutes(time_ms: Ms) -> str:
    """Print a time as LRC has it: hours are minutes, and hundredths are cut off, so that nothing comes late."""
    minutes, rest_ms = divmod(time_ms, MS_PER_MINUTE)
    seconds, thousandths = divmod(rest_ms, MS_PER_SECOND)
    return f"{minutes:02}:{seconds:02}.{thousandths // 10:02}"


def _seconds(time_ms: Ms) -> str:
    return f"{time_ms // MS_PER_SECOND}.{time_ms % MS_PER_SECOND:03}000"
