"""Comments (``<!-- … -->``): they can be anywhere on a page, and are blanked out before it is parsed."""

from dataclasses import dataclass

_OPEN, _CLOSE = "<!--", "-->"


@dataclass(frozen=True, slots=True)
class Comment:
    """A comment as it is written. ``line``, from 0, is that of the text it belongs to, or its own if there is none."""

    line: int
    text: str


@dataclass(frozen=True, slots=True)
class BlankedText:
    """Lines in which every comment is replaced by blanks, so that all other text keeps its line and column."""

    lines: tuple[str, ...]
    comments: tuple[Comment, ...]
    starts: dict[int, int]
    """For each line with a comment, the offset at which its first comment begins."""
    unclosed: tuple[int, int] | None = None
    """The line and offset of a comment that never ends."""


def blank_comments(lines: list[str]) -> BlankedText:
    """Replace comments by blanks; one that never ends is left as it is."""
    text = "\n".join(lines)
    kept: list[str] = []
    found: list[tuple[int, int, str]] = []
    starts: dict[int, int] = {}
    done = line = line_start = 0
    unclosed = None
    while (start := _next_comment(text, done)) >= 0:
        line, line_start = line + text.count("\n", done, start), max(line_start, text.rfind("\n", 0, start) + 1)
        end = text.find(_CLOSE, start + len(_OPEN)) + len(_CLOSE)
        if end < len(_CLOSE):
            unclosed = line, start - line_start
            break
        comment = text[start:end]
        last = line + comment.count("\n")
        found.append((line, last, comment))
        starts.setdefault(line, start - line_start)
        starts.update(dict.fromkeys(range(line + 1, last + 1), 0))
        kept += text[done:start], "".join("\n" if char == "\n" else " " for char in comment)
        done, line = end, last
    blanked = ("".join(kept) + text[done:]).split("\n")
    comments = tuple(Comment(_joined(first, last, blanked), words) for first, last, words in found)
    return BlankedText(tuple(blanked), comments, starts, unclosed)


def _next_comment(text: str, start: int) -> int:
    """Return the offset of the next comment that is not escaped by a backslash, or -1."""
    while (start := text.find(_OPEN, start)) >= 0:
        before = text[max(0, start - 100) : start]
        if (len(before) - len(before.rstrip("\\"))) % 2 == 0:
            break
        start += 1
    return start


def _joined(first: int, last: int, blanked: list[str]) -> int:
    """Join the text around a comment of several lines, and return the line that it is on."""
    if first == last or not blanked[first].strip():
        return last if blanked[last].strip() else first
    blanked[first], blanked[last] = f"{blanked[first]} {blanked[last].strip()}", ""
    return first
