"""What a reader of the page does not read: struck-out text (``~~old~~``, ``<del>old</del>``), and empty line breaks.

It is blanked out and kept like a comment, so that all other text has its line and column, and ``fmt`` loses nothing.
"""

import re
from bisect import bisect_right
from dataclasses import replace
from itertools import accumulate

from voicecoach.script.comments import BlankedText, Comment

BREAK = re.compile(r"(?<!\\)<br\s{0,9}/?>", re.IGNORECASE)
"""A line break in HTML."""

HALF_STRUCK = re.compile(r"(?<![\\~`\w])~~(?=[^\W_])[^`~]*$")
"""Two tildes at a word of a name that nothing follows to close."""

_PARAGRAPH_ENDS = r"\n(?=[ \t]*(?:\n|$|[-*+>#]|\d{1,9}[.)]))"
_STRUCK = re.compile(
    rf"""
    (?P<not> \\. | `[^`\n]*` )                                          # an escape or code: nothing is struck out in it
    | (?<!~) ~~ (?![~\s]) (?: \\[^\n] | [^~\\\n] | ~(?!~) | (?!{_PARAGRAPH_ENDS})\n )*+ (?<!\s) ~~ (?!~)
    | < (?P<tag> del|s|strike ) > (?: (?! </? (?:del|s|strike) > ) [^\n] )*+ </ (?P=tag) >
    """,
    re.IGNORECASE | re.VERBOSE | re.DOTALL,
)
"""Two tildes strike out what is between them, within a paragraph (GitHub Flavored Markdown, section 6.5)."""

_ONLY_BREAKS = re.compile(rf"\s*(?:{BREAK.pattern}\s*)+", re.IGNORECASE)
_ITEM = re.compile(r"(?P<indent>\s*)(?:(?:[-*+•>]|\d{1,9}[.)])\s+)+(?:\[[ xX]\]\s+)?")


def blank_struck(text: BlankedText) -> BlankedText:
    """Replace struck-out text by blanks, and an item that is struck out as a whole together with its marker."""
    unread = _unread(text.lines)
    if not unread:
        return text
    lines, starts, comments = list(text.lines), dict(text.starts), list(text.comments)
    indent_below = 0
    for number in reversed(range(len(lines))):
        for start, end, _ in unread.get(number, ()):
            lines[number] = f"{lines[number][:start]}{' ' * (end - start)}{lines[number][end:]}"
            starts[number] = min(start, starts.get(number, start))
        found = [words for _, _, words in unread.get(number, ()) if words]
        item = _ITEM.fullmatch(lines[number]) if found else None
        if item and indent_below <= len(item["indent"]):
            found, lines[number] = [text.lines[number].strip()], ""
        comments += [Comment(number, words) for words in found]
        if lines[number].strip():
            indent_below = len(lines[number]) - len(lines[number].lstrip())
    comments.sort(key=lambda comment: comment.line)
    return replace(text, lines=tuple(lines), starts=starts, comments=tuple(comments))


def without_breaks(text: str) -> str:
    """Return the text of an item with blanks for line breaks, so that it stays one line and keeps its columns."""
    return BREAK.sub(lambda it: " " * len(it[0]), text)


def _unread(lines: tuple[str, ...]) -> dict[int, list[tuple[int, int, str]]]:
    """Return, by line, where text that is not read begins and ends, and its words; of several lines, on the last."""
    source = "\n".join(lines)
    if "~~" not in source and "<" not in source:
        return {}
    found = {
        number: [(0, len(line), line.strip())] for number, line in enumerate(lines) if _ONLY_BREAKS.fullmatch(line)
    }
    line_starts = [0, *accumulate(len(line) + 1 for line in lines)]
    for match in _STRUCK.finditer(source):
        if match["not"]:
            continue
        first = bisect_right(line_starts, match.start()) - 1
        start, parts = match.start() - line_starts[first], match[0].split("\n")
        words = " ".join(part.strip() for part in parts)
        for number, part in enumerate(parts, start=first):
            is_last = number == first + len(parts) - 1
            found.setdefault(number, []).append((start, start + len(part), words if is_last else ""))
            start = 0
    return found
