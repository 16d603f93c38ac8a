"""The lettering of a cover: one font, the characters it has, and lines that fit."""

import unicodedata
from bisect import bisect_right
from collections.abc import Iterable, Sequence
from functools import cache
from math import ceil
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from PIL.ImageFont import FreeTypeFont

_NONCHARACTER = "\uffff"
"""Never assigned by Unicode: a font draws it as the box that stands for every character it lacks."""

_LEADING = 1.12
"""Line height in font sizes: tight, but with room for the accent of a capital."""

_LONGEST = 300
"""Characters of a title that are considered; far fewer fit."""


@cache
def font(size: int) -> "FreeTypeFont":
    """Return the font in a size, in pixels."""
    from font_manrope import font_files
    from PIL import ImageFont

    return ImageFont.truetype(font_files["ManropeExtraBold"], size)


def line_height(size: int) -> int:
    """Return the distance from one baseline to the next."""
    return round(size * _LEADING)


def ascent(line: str, size: int) -> int:
    """Return how far this line reaches above its baseline."""
    return -int(font(size).getbbox(line, anchor="ls")[1])


def descent(size: int) -> int:
    """Return how far letters such as g reach below the baseline."""
    return font(size).getmetrics()[1]


def drawable(text: str) -> str:
    """Return a text in characters that the font has. Others are decomposed if possible, and otherwise dropped."""
    chars = unicodedata.normalize("NFC", text)
    parts = (char if char.isspace() or _has(char) else unicodedata.normalize("NFKD", char) for char in chars)
    return " ".join("".join(part for part in "".join(parts) if part.isspace() or _has(part)).split())


def paragraph(text: str, sizes: Sequence[int], width: int, height: int) -> tuple[int, list[str]]:
    """Return the largest of the sizes, in descending order, at which a text fits into a box, and its lines.

    At the smallest size, long words are broken, and what does not fit is cut off.
    """
    words = drawable(text[:_LONGEST]).split()
    for size in sizes:
        most = max(1, 1 + (height - size) // line_height(size))
        lines = _wrapped(words, size, width)
        if len(lines) <= most and all(font(size).getlength(line) <= width for line in lines):
            return size, lines
    lines = _wrapped((piece for word in words for piece in _broken(word, size, width)), size, width)
    if len(lines) > most:
        last = " ".join(lines[most - 1 : most + 1])
        lines[most - 1 :] = [last[: _fitting(last, "…", size, width)].rstrip(" -") + "…"]
    return size, lines


def _wrapped(words: Iterable[str], size: int, width: int) -> list[str]:
    lines: list[str] = []
    for word in words:
        longer = f"{lines[-1]} {word}" if lines else word
        if lines and font(size).getlength(longer) <= width:
            lines[-1] = longer
        else:
            lines.append(word)
    return lines


def _broken(word: str, size: int, width: int) -> Iterable[str]:
    while font(size).getlength(word) > width:
        end = max(1, _fitting(word, "-", size, width))
        yield f"{word[:end]}-"
        word = word[end:]
    yield word


def _fitting(text: str, mark: str, size: int, width: int) -> int:
    """Return how many characters of a text fit on a line with a mark after them."""
    return bisect_right(range(1, len(text)), width, key=lambda end: ceil(font(size).getlength(text[:end] + mark)))


@cache
def _has(char: str) -> bool:
    """Whether the font has a character; combining marks and control characters are not drawn on their own."""
    if unicodedata.category(char)[0] in "MC":
        return False
    glyph, missing = (font(32).getmask(each) for each in (char, _NONCHARACTER))
    return bytes(glyph) != bytes(missing)
