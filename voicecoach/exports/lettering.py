"""Letters for pictures: one font, the characters that it has, and lines that fit."""

import unicodedata
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from functools import cache
from math import ceil
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from PIL.ImageFont import FreeTypeFont

_FONT = "ManropeExtraBold"
_CUT = "…"
_NOWHERE = "\uffff"
"""No character, by definition of Unicode: what a font draws for it is what it draws for all that it lacks."""

_LEADING = 1.12
"""From line to line, in sizes of the font: close, as large letters are set, with room for the accent of a capital."""

_LONGEST = 300
"""No more characters of a title are looked at; far fewer fit."""

_NEARBY = 6
"""How many characters earlier a word may be broken than it has to be."""

_SMALLEST_WHOLE = 60
"""A word that is too long is broken only at sizes below this one: rather smaller than broken."""


@cache
def font(size: int) -> "FreeTypeFont":
    """Return the font in a size."""
    from font_manrope import font_files
    from PIL import ImageFont

    return ImageFont.truetype(font_files[_FONT], size)


def leading(size: int) -> int:
    """Return how far one line stands below another."""
    return round(size * _LEADING)


def drop(size: int) -> int:
    """Return how far letters such as g reach below what they stand on."""
    return font(size).getmetrics()[1]


def rise(line: str, size: int) -> int:
    """Return how far a line reaches above what its letters stand on."""
    return -int(font(size).getbbox(line, anchor="ls")[1])


def drawable(text: str) -> str:
    """Return a text in characters that the font has; others are replaced by what they are made of, or left out."""
    return " ".join("".join(map(_drawable, unicodedata.normalize("NFC", text))).split())


def one_line(text: str, size: int, width: int) -> str:
    """Cut a text so that it is no wider than ``width`` pixels."""
    if font(size).getlength(text) <= width:
        return text
    return text[: _fitting(text, _CUT, size, width)].rstrip(" -") + _CUT


def paragraph(text: str, sizes: Sequence[int], width: int, height: int) -> tuple[int, tuple[str, ...]]:
    """Fit a text into a box, in pixels: in the largest of the sizes in which all of it fits, or else cut.

    Returns:
        The size and the lines.
    """
    words = drawable(text[:_LONGEST]).split()
    for size in sizes:
        lines = tuple(_lines(words, size, width))
        most = max(1, 1 + (height - size) // leading(size))
        is_whole = size < _SMALLEST_WHOLE or all(font(size).getlength(word) <= width for word in words)
        if len(lines) <= most and is_whole:
            return size, lines
    return size, (*lines[: most - 1], one_line(f"{lines[most - 1]} {lines[most]}", size, width))


def _lines(words: list[str], size: int, width: int) -> Iterator[str]:
    line = ""
    for piece in (piece for word in words for piece in _broken(word, size, width)):
        longer = f"{line} {piece}".lstrip()
        if font(size).getlength(longer) <= width:
            line = longer
        else:
            yield line
            line = piece
    if line:
        yield line


def _broken(word: str, size: int, width: int) -> Iterator[str]:
    """Yield a word, in pieces where it is wider than a line: where a syllable seems to begin, if one does nearby."""
    while font(size).getlength(word) > width:
        fitting = max(1, _fitting(word, "-", size, width))
        ends = range(fitting, max(1, fitting - _NEARBY), -1)
        end = next((end for end in ends if _begins_syllable(word[end : end + 2])), fitting)
        yield word[:end] + "-"
        word = word[end:]
    yield word


def _fitting(text: str, mark: str, size: int, width: int) -> int:
    """Return how many characters fit on a line with a mark behind them."""
    return bisect_right(range(1, len(text)), width, key=lambda end: ceil(font(size).getlength(text[:end] + mark)))


def _begins_syllable(pair: str) -> bool:
    """Whether two letters are a consonant and a vowel, the surest sign of a syllable in the languages of the coach."""
    consonant, *vowel = (unicodedata.normalize("NFD", char)[0].lower() in "aeiouyœ" for char in pair)
    return not consonant and vowel == [True]


@cache
def _drawable(char: str) -> str:
    if char.isspace() or _has(char):
        return char
    parts = unicodedata.normalize("NFKD", char)
    return "".join(part for part in parts if part != char and _has(part))


@cache
def _has(char: str) -> bool:
    """Whether the font has a character that stands for itself: no mark on another one, and none that is not seen."""
    return unicodedata.category(char)[0] not in "MC" and _shape(char) != _shape(_NOWHERE)


@cache
def _shape(char: str) -> tuple[tuple[int, int], bytes]:
    mask = font(32).getmask(char)
    return mask.size, bytes(mask)
