"""A page of Markdown, parsed by a CommonMark library into parts that know their lines."""

import re
from functools import lru_cache
from typing import TYPE_CHECKING, TypeAlias

from voicecoach.errors import Location
from voicecoach.script.source import Problems, Span

if TYPE_CHECKING:
    from markdown_it import MarkdownIt
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


class Page:
    """A page split into its top-level parts: headings, paragraphs, lists and so on."""

    def __init__(self, text: str, path: str) -> None:
        from markdown_it.tree import SyntaxTreeNode

        self.path = path
        self.lines = _LINE_END.split(text)
        self.parts: list[Node] = SyntaxTreeNode(_block_parser().parse(text)).children

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
        return None if problems.has_errors else cls(text, path)

    def lines_of(self, part: "Node") -> tuple[Span, ...]:
        """Return the lines of a heading, a paragraph or an item, each with its location."""
        inline = next((child for child in part.walk() if child.type == "inline"), None)
        if inline is None:
            return (self.first_line(part),)
        first = (inline.map or (0, 0))[0]
        return tuple(self.span_at(first + offset, text) for offset, text in enumerate(inline.content.split("\n")))

    def first_line(self, part: "Node") -> Span:
        """Return the whole first line of a part."""
        index = (part.map or (0, 0))[0]
        return self.span_at(index, self.lines[index] if index < len(self.lines) else "")

    def span_at(self, index: int, text: str) -> Span:
        """Return the span of a text on a line; ``index`` counts from 0."""
        source = self.lines[index] if index < len(self.lines) else ""
        text = text.strip()
        return Span(text, self.path, index + 1, max(0, source.find(text)) + 1, source)


def plain(text: str) -> str:
    """Return text as it is read out: without the marks for bold, italics, code and links."""
    inline = _inline_parser().parseInline(text)[0]
    words = "".join(
        child.content if child.type in {"text", "text_special", "code_inline"} else " " if "break" in child.type else ""
        for child in inline.children or ()
    )
    return " ".join(words.split())


def name_of(span: Span, problems: Problems) -> str:
    """Return a name as plain text; one that is too long is reported and shortened."""
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


@lru_cache(maxsize=1)
def _block_parser() -> "MarkdownIt":
    """Return a parser for the parts of a page, which leaves their text as it is written."""
    from markdown_it import MarkdownIt
    from mdit_py_plugins.front_matter import front_matter_plugin

    # The library silently drops anything nested deeper than maxNesting; each list level takes two.
    options = {"maxNesting": 100}
    return MarkdownIt("commonmark", options).use(front_matter_plugin).disable(["inline", "reference"])


@lru_cache(maxsize=1)
def _inline_parser() -> "MarkdownIt":
    from markdown_it import MarkdownIt

    return MarkdownIt("commonmark")
