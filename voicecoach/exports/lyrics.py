"""The words of a session as plain text, for players that show lyrics."""

from collections.abc import Iterable, Iterator, Sequence
from itertools import count, groupby

from voicecoach.exports.chapters import Chapter
from voicecoach.timeline import Cue, Timeline

_IN_A_ROW = {"count", "tempo"}
"""Kinds of cues that share a line with adjacent cues of the same kind; so do numbers of any kind."""


def lyrics(timeline: Timeline, chapters: Sequence[Chapter]) -> str:
    """Return a paragraph for each chapter: its title, then a line for each thing that is said."""
    chapter_of = {step: chapter for chapter in chapters for step in range(chapter.first, chapter.last + 1)}
    lines: dict[Chapter, list[str]] = {chapter: [chapter.title] for chapter in chapters}
    for chapter, cues in groupby(timeline.cues, key=lambda cue: chapter_of[cue.step]):
        lines[chapter] += _lines(cue for cue in cues if cue.heard.text)
    return "\n\n".join("\n".join(paragraph) for paragraph in lines.values())


def _lines(spoken: Iterable[Cue]) -> Iterator[str]:
    lone = count()

    def line_of(cue: Cue) -> str | int:
        in_a_row = cue.kind in _IN_A_ROW or str(cue.heard).isdigit()
        return cue.kind if in_a_row else next(lone)

    for _, cues in groupby(spoken, key=line_of):
        yield " ".join(str(cue.heard) for cue in cues)
