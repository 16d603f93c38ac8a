"""A page of Markdown, parsed by a CommonMark library into parts that know their lines."""

import re
from dataclasses import replace
from functools import lru_cache
from typing import TYPE_CHECKING, TypeAlias

from voicecoach.errors import Location
from voicecoach.script.comments import blank_comments
from voicecoach.script.source import Problems, Span
from voicecoach.script.struck import BREAK, HALF_STRUCK, blank_struck, without_breaks
from voicecoach.script.vocabulary import BULLETS

if TYPE_CHECKING:
    from markdown_it import MarkdownIt
    from markdown_it.token import Token
    from markdown_it.tree import SyntaxTreeNode

    Node: TypeAlias = SyntaxTreeNode

_LINE_END = re.compile(r"\r\n?|\n")
"""Line ends as the library counts them; str.splitlines has more, which would shift every location."""

MAX_CHARACTERS = 200_000
MAX_LINES = 5_000
MAX_LINE_LENGTH = 5_000
MAX_TEXT_LENGTH = 2_000
"""Of a paragraph. Nobody wants text read out for minutes, and parsing inline marks can take quadratic time."""
MAX_NAME_LENGTH = 200
MAX_LIST_DEPTH = 8
_DEEP = re.compile(rf"\s*((?:[-*+>]|\d{{1,9}}[.)])\s+){{{MAX_LIST_DEPTH + 1}}}")
_INDENT = re.compile(r"[ \t]*")
_MAX_INDENT = 6 * (MAX_LIST_DEPTH + 1)


_FENCE = "---"
"""The line above and below the settings."""

_ABOVE_SETTINGS = re.compile(r"(?:\s|<!--.*?-->)*+", re.DOTALL)
_BOX = re.compile(r"\[[ xX]\]\s+")
"""The box of a task list, at the start of an item."""

_MARKERS = re.compile(r"\s*(?:(?:[-*+>]|\d{1,9}[.)]|#{1,6})\s+)*")
_GLUED = re.compile(r"(\s*)(-|\d{1,2}[.)])(?=[^\W\d_])")
_FAR = re.compile(r"(\s*)([-*+]|\d{1,9}[.)])(?: {5,}|[ \t]*\t[ \t]*)(?=\S)")
"""List items whose text is next to their marker, or so far from it that it would be read as code."""
_BULLET = re.compile(rf"^(\s*)([{BULLETS}])\s*(?=[^\W_]|[*_`[])")
_DASH = re.compile(r"\s*[·–—]")
_STARTS_A_LIST = re.compile(rf"\s*($|#|[-*+{BULLETS}]|\d{{1,2}}[.)])")


class Page:
    """A page: its settings, and the top-level parts below them: headings, paragraphs, lists and so on.

    Comments and struck-out text are blanked out before it is parsed.
    """

    def __init__(self, text: str, path: str) -> None:
        from markdown_it.tree import SyntaxTreeNode

        self.path = path
        self.lines = _LINE_END.split(text)
        self.top, self.settings = _settings_in(self.lines)
        """The first line with text, and the lines of the settings with the two around them, from 0."""
        below = ["" if number in self.settings else line for number, line in enumerate(self.lines)]
        self._blanked = blank_struck(blank_comments(below))
        self.comments = self._blanked.comments
        before = ("", *self._blanked.lines)
        starts = map(self._blanked.starts.get, range(len(self.lines)))
        body = "\n".join(map(_as_markdown, self._blanked.lines, before, starts))
        self.parts: list[Node] = SyntaxTreeNode(_block_parser().parse(body)).children

    @classmethod
    def checked(cls, text: str, path: str, problems: Problems) -> "Page | None":
        """Return the page, or None and a problem if it is too large or too deeply nested to parse safely."""
        lines = _LINE_END.split(text) if len(text) <= MAX_CHARACTERS else []
        if not lines or len(lines) > MAX_LINES:
            message = f"this page is too long: the limit is {MAX_CHARACTERS} characters and {MAX_LINES} lines"
            problems.error(Location(path, 1), message, "split it into several scripts and link them")
            return None
        for number, line in enumerate(lines, start=1):
            location = Location(path, number, 1, len(line), line)
            if len(line) > MAX_LINE_LENGTH:
                problems.error(location, f"this line is longer than {MAX_LINE_LENGTH} characters", "split it")
            elif _DEEP.match(line) or _is_deep(line):
                problems.error(location, f"lists and quotes can be at most {MAX_LIST_DEPTH} deep", "nest them less")
        if problems.has_errors:
            return None
        page = cls(text, path)
        page._check_ends(problems)
        return None if problems.has_errors else page

    def _check_ends(self, problems: Problems) -> None:
        """Report settings or a comment that are not closed: everything below would be read as part of them."""
        first = self.span_at(self.top, self.lines[self.top])
        if len(self.settings) == 1:
            problems.error(first, "the settings are not closed", f"add a second line of '{_FENCE}' below them")
        elif re.match(rf"{_FENCE}-*[^-]", first.text):
            problems.error(first, f"nothing can follow '{_FENCE}' on its line", "start the settings on the next line")
        elif self._blanked.unclosed:
            line, offset = self._blanked.unclosed
            comment = self.span_at(line, self.lines[line][offset:])
            problems.error(comment, "this comment is not closed", "write '-->' where it ends")

    def box(self, item: "Node") -> str:
        """Return the box of a task list at the start of an item, with a blank; empty if there is none."""
        inline = next((child for child in item.walk() if child.type == "inline"), None)
        box = _BOX.match(inline.content) if inline is not None else None
        return f"{box[0].strip()} " if box else ""

    def lines_of(self, part: "Node") -> tuple[Span, ...]:
        """Return the lines of a heading, a paragraph or an item, each with its location; without the box of a task."""
        inline = next((child for child in part.walk() if child.type == "inline"), None)
        if inline is None:
            return (self.first_line(part),)
        first, text = (inline.map or (0, 0))[0], inline.content
        if part.type == "list_item" and (box := _BOX.match(text)):
            text = text[box.end() :]
        spans = (self.span_at(first + offset, line) for offset, line in enumerate(text.split("\n")))
        if part.type == "paragraph":
            return tuple(spans)
        return tuple(replace(span, text=without_breaks(span.text)).part(0) for span in spans)

    def first_line(self, part: "Node") -> Span:
        """Return the whole first line of a part."""
        index = (part.map or (0, 0))[0]
        return self.span_at(index, self.lines[index] if index < len(self.lines) else "")

    def span_at(self, index: int, text: str) -> Span:
        """Return the span of a text on a line; ``index`` counts from 0."""
        source, blanked = (lines[index] if index < len(lines) else "" for lines in (self.lines, self._blanked.lines))
        text = text.strip()
        return Span(text, self.path, index + 1, max(0, blanked.find(text), source.find(text)) + 1, source)


def plain(text: str) -> str:
    """Return text as it is read out: without the marks for bold, italics, code and links."""
    inline = _inline_parser().parseInline(text)[0]
    return " ".join("".join(map(_read_out, inline.children or ())).split())


def _read_out(token: "Token") -> str:
    if token.type in {"text", "text_special", "code_inline"}:
        return token.content
    return " " if "break" in token.type or BREAK.fullmatch(token.content) else ""


def name_of(span: Span, problems: Problems) -> str:
    """Return a name as plain text; one that is too long is reported and shortened; half a strike is reported."""
    if match := HALF_STRUCK.search(span.text):
        hint = "write '~~' at both ends of what is struck out, on one line, or remove it"
        problems.warning(span.part(*match.span()), "'~~' without its other end strikes nothing out", hint)
    if len(span.text) > MAX_NAME_LENGTH:
        problems.error(span, f"this name is longer than {MAX_NAME_LENGTH} characters", "shorten it")
    return plain(span.text[:MAX_NAME_LENGTH])


def joined(lines: tuple[Span, ...]) -> str:
    """Return the lines of a paragraph as one plain text, cut off just beyond the limit."""
    return plain(" ".join(line.text for line in lines)[: MAX_TEXT_LENGTH + 1])


def can_be_said(text: str) -> bool:
    """Whether the text has a letter or a digit: an engine cannot speak dots and dashes alone."""
    return any(char.isalnum() for char in text)


def _is_deep(line: str) -> bool:
    indent = _INDENT.match(line)
    return indent is not None and len(indent[0].expandtabs(4)) > _MAX_INDENT and len(line.split()) > 0


def _settings_in(lines: list[str]) -> tuple[int, range]:
    """Return the first line with text, and the lines of the settings if it begins them; one line if they never end."""
    text = "\n".join(lines)
    above = _ABOVE_SETTINGS.match(text)
    top = text.count("\n", 0, above.end() if above else 0)
    if lines[top].strip() != _FENCE:
        return top, range(0)
    end = next((number for number in range(top + 1, len(lines)) if lines[number].strip() == _FENCE), top)
    return top, range(top, end + 1)


def _as_markdown(line: str, before: str, comment: int | None) -> str:
    """Return a line as Markdown wants it, which changes only its first characters.

    What is clearly a list item becomes one. A comment before the text, whose offset is given, does not indent it.
    """
    if comment is not None and _MARKERS.fullmatch(line, 0, comment):
        return line[:comment] + line[comment:].lstrip()
    if match := _GLUED.match(line) or _FAR.match(line):
        return f"{match[1]}{match[2]} {line[match.end() :]}"
    is_dash_in_a_sentence = _DASH.match(line) and not _STARTS_A_LIST.match(before)
    return line if is_dash_in_a_sentence else _BULLET.sub(r"\1- ", line, count=1)


@lru_cache(maxsize=1)
def _block_parser() -> "MarkdownIt":
    """Return a parser for the parts of a page, which leaves their text as it is written."""
    from markdown_it import MarkdownIt

    # The library silently drops anything nested deeper than maxNesting; each list level takes two.
    options = {"maxNesting": 100}
    return MarkdownIt("commonmark", options).disable(["inline", "reference"])


@lru_cache(maxsize=1)
def _inline_parser() -> "MarkdownIt":
    from markdown_it import MarkdownIt

    return MarkdownIt("commonmark")
