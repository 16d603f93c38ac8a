"""The Markdown of a page: its parts, with the lines they stand on, as a CommonMark library reads them."""

import re
from functools import lru_cache
from typing import TYPE_CHECKING

from voicecoach.script.source import Words

if TYPE_CHECKING:
    from markdown_it import MarkdownIt
    from markdown_it.tree import SyntaxTreeNode

_LINE_END = re.compile(r"\r\n?|\n")
"""What ends a line for the library; what Python's splitlines counts beside these would shift every place."""


class Page:
    """A page cut into its top-level parts: headings, paragraphs, lists and so on."""

    def __init__(self, text: str, path: str) -> None:
        from markdown_it.tree import SyntaxTreeNode

        self.path = path
        self.lines = _LINE_END.split(text)
        self.parts: list[SyntaxTreeNode] = SyntaxTreeNode(_block_parser().parse(text)).children

    def words_of(self, part: "SyntaxTreeNode") -> tuple[Words, ...]:
        """Return the lines of a heading, a paragraph or an item, each with its place."""
        inline = next((child for child in part.walk() if child.type == "inline"), None)
        if inline is None:
            return (self.first_line(part),)
        first = (inline.map or (0, 0))[0]
        return tuple(self.words_at(first + offset, text) for offset, text in enumerate(inline.content.split("\n")))

    def first_line(self, part: "SyntaxTreeNode") -> Words:
        """Return the whole first line of a part."""
        index = (part.map or (0, 0))[0]
        return self.words_at(index, self.lines[index] if index < len(self.lines) else "")

    def words_at(self, index: int, text: str) -> Words:
        """Return words that stand on a line, counted from 0."""
        source = self.lines[index] if index < len(self.lines) else ""
        text = text.strip()
        return Words(text, self.path, index + 1, max(0, source.find(text)) + 1, source)


def plain(text: str) -> str:
    """Return words as they are read out: without the marks for bold, italics, code and links."""
    inline = _inline_parser().parseInline(text)[0]
    return "".join(
        child.content if child.type in {"text", "code_inline"} else " " if "break" in child.type else ""
        for child in inline.children or ()
    ).strip()


@lru_cache(maxsize=1)
def _block_parser() -> "MarkdownIt":
    """Return what cuts a page into its parts; their text is left as it is written, and nothing of it vanishes."""
    from markdown_it import MarkdownIt
    from mdit_py_plugins.front_matter import front_matter_plugin

    return MarkdownIt("commonmark").use(front_matter_plugin).disable(["inline", "reference"])


@lru_cache(maxsize=1)
def _inline_parser() -> "MarkdownIt":
    from markdown_it import MarkdownIt

    return MarkdownIt("commonmark")
