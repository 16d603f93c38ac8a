"""The cue list as text for other programs: JSON, CSV, WebVTT, SRT, LRC, Audacity labels (docs/cue-list.md)."""

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
"""SRT has no escapes: text between < and > is read as a tag and hidden, and --> is read as part of a time."""

_NO_BRACKETS = str.maketrans("[]", "()")
"""LRC has no escapes: an opening bracket begins a time."""

_SAME_BEGINNING = 4096
"""How many bytes must be equal: with times to the millisecond, that is no coincidence."""


@dataclass(frozen=True, slots=True)
class TextFormat:
    """A text format for cue lists: how to write it, its suffix, and how files created by voicecoach begin.

    ``magic`` is empty for a format that has no place for the name of a program.
    """

    write: Callable[[Timeline], str]
    suffix: str = ""
    magic: bytes = b""


def as_csv(timeline: Timeline) -> str:
    """Return a row for every cue, words and sounds alike, with texts unchanged."""
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
    """Return what is spoken as timed lyrics. Times are rounded down to hundredths of a second, so none is late."""
    title, length = one_line(timeline.title), _minutes(timeline.duration_ms).partition(".")[0]
    head = (f"by:{MADE_BY}", f"ti:{title}", f"length:{length}")
    rows = [f"[{tag.translate(_NO_BRACKETS)}]" for tag in head]
    rows += (f"[{_minutes(start_ms)}]{words.translate(_NO_BRACKETS)}" for start_ms, words in _lyrics(timeline))
    return "\n".join(rows) + "\n"


def as_labels(timeline: Timeline) -> str:
    """Return steps, words and sounds as an Audacity label track: start and end in seconds, and a label."""
    labels = list(_titles(timeline))
    labels += ((cue.start_ms, cue.end_ms, one_line(str(cue.heard))) for cue in timeline.cues)
    labels.sort(key=lambda label: label[0])  # Stable: a step comes before its first cue.
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
    """Return the name of the format for a file's suffix, or JSON if the suffix is unknown."""
    return next((name for name, text_format in TEXTS.items() if text_format.suffix == target.suffix.lower()), "json")


def save_text(text: str, text_format: TextFormat, target: Path, *, force: bool = False) -> None:
    """Write a cue list in a text format to a file.

    Raises:
        OutputError: the file cannot be written, or it exists, was not created by voicecoach, and ``force`` is not set.
            For a format without ``magic``, only a file that begins with the same times and words counts as ours.
    """
    data = text.encode()
    is_ours = begins_with(text_format.magic or data[:_SAME_BEGINNING])
    with atomic_write(target, is_ours, force=force) as temporary:
        temporary.write_bytes(data)


def texts_beside(sound: Path, names: Iterable[str]) -> Iterator[tuple[Path, IsOurs]]:
    """Yield the sidecar files of an audio file, and how to tell whether each is ours."""
    for name in names:
        yield sound.with_suffix(TEXTS[name].suffix), begins_with(TEXTS[name].magic)


def save_texts(timeline: Timeline, sound: Path, names: Iterable[str], *, force: bool = False) -> None:
    """Write the sidecar files of an audio file.

    Raises:
        OutputError: as ``save_text`` would.
    """
    for name in names:
        text_format = TEXTS[name]
        save_text(text_format.write(timeline), text_format, sound.with_suffix(text_format.suffix), force=force)


def _spoken(timeline: Timeline) -> Iterator[tuple[Cue, str]]:
    """Yield each spoken cue with its words on one line."""
    for cue in timeline.cues:
        if words := one_line(cue.heard.text or ""):
            yield cue, words


def _lyrics(timeline: Timeline) -> list[tuple[Ms, str]]:
    """Return what is spoken, and the titles of sets and of steps in which nothing is said.

    So someone who glances at the screen between two counts sees the name of the exercise.
    """
    spoken = tuple(_spoken(timeline))
    speaking = {cue.step for cue, _ in spoken}
    titled = zip(timeline.steps, _titles(timeline), strict=True)
    lines = [(start_ms, title) for step, (start_ms, _, title) in titled if step.is_set or step.index not in speaking]
    lines += ((cue.start_ms, words) for cue, words in spoken)
    return sorted(lines, key=lambda line: line[0])  # Stable: at the same time, the title comes first.


def _titles(timeline: Timeline) -> Iterator[tuple[Ms, Ms, str]]:
    """Yield the start, the end and the title of each step, with the number of its round or set."""
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
    """Format a time for LRC: without hours, and rounded down, so that nothing is late."""
    minutes, rest_ms = divmod(time_ms, MS_PER_MINUTE)
    seconds, thousandths = divmod(rest_ms, MS_PER_SECOND)
    return f"{minutes:02}:{seconds:02}.{thousandths // 10:02}"


def _seconds(time_ms: Ms) -> str:
    return f"{time_ms // MS_PER_SECOND}.{time_ms % MS_PER_SECOND:03}000"
