"""The words of a session as a plain text, for the page of a player that shows lyrics."""

from collections.abc import Iterator, Sequence
from itertools import count, groupby

from voicecoach.exports.chapters import Chapter
from voicecoach.timeline import Cue, Timeline

_IN_A_ROW = {"count", "tempo"}
"""Kinds of cues that share a line with those of their kind beside them, as figures of any kind do."""


def lyrics(timeline: Timeline, chapters: Sequence[Chapter]) -> str:
    """Return a paragraph for every chapter: its title, then a line for everything that is said in it."""
    return "\n\n".join("\n".join((chapter.title, *_lines(timeline, chapter))) for chapter in chapters)


def _lines(timeline: Timeline, chapter: Chapter) -> Iterator[str]:
    lone = count()

    def line_of(cue: Cue) -> str | int:
        in_a_row = cue.kind in _IN_A_ROW or str(cue.heard).isdigit()
        return cue.kind if in_a_row else next(lone)

    spoken = (cue for cue in timeline.cues if chapter.first <= cue.step <= chapter.last and cue.heard.text)
    for _, cues in groupby(spoken, key=line_of):
        yield " ".join(str(cue.heard) for cue in cues)
