"""Draws numbers and words in block letters that can be read from across a room."""

import unicodedata
from collections.abc import Callable
from functools import partial

_GLYPHS = {
    "0": ("###", "# #", "# #", "# #", "###"),
    "1": (" # ", "## ", " # ", " # ", "###"),
    "2": ("###", "  #", "###", "#  ", "###"),
    "3": ("###", "  #", " ##", "  #", "###"),
    "4": ("# #", "# #", "###", "  #", "  #"),
    "5": ("###", "#  ", "###", "  #", "###"),
    "6": ("###", "#  ", "###", "# #", "###"),
    "7": ("###", "  #", "  #", " # ", " # "),
    "8": ("###", "# #", "###", "# #", "###"),
    "9": ("###", "# #", "###", "  #", "###"),
    "A": (" ## ", "#  #", "####", "#  #", "#  #"),
    "B": ("### ", "#  #", "### ", "#  #", "### "),
    "C": (" ###", "#   ", "#   ", "#   ", " ###"),
    "D": ("### ", "#  #", "#  #", "#  #", "### "),
    "E": ("###", "#  ", "## ", "#  ", "###"),
    "F": ("###", "#  ", "## ", "#  ", "#  "),
    "G": (" ###", "#   ", "# ##", "#  #", " ###"),
    "H": ("#  #", "#  #", "####", "#  #", "#  #"),
    "I": ("#", "#", "#", "#", "#"),
    "J": ("  #", "  #", "  #", "# #", " # "),
    "K": ("#  #", "# # ", "##  ", "# # ", "#  #"),
    "L": ("#  ", "#  ", "#  ", "#  ", "###"),
    "M": ("#   #", "## ##", "# # #", "#   #", "#   #"),
    "N": ("#  #", "## #", "# ##", "#  #", "#  #"),
    "O": (" ## ", "#  #", "#  #", "#  #", " ## "),
    "P": ("### ", "#  #", "### ", "#   ", "#   "),
    "Q": (" ## ", "#  #", "#  #", "# # ", " # #"),
    "R": ("### ", "#  #", "### ", "# # ", "#  #"),
    "S": (" ###", "#   ", " ## ", "   #", "### "),
    "T": ("###", " # ", " # ", " # ", " # "),
    "U": ("#  #", "#  #", "#  #", "#  #", " ## "),
    "V": ("# #", "# #", "# #", "# #", " # "),
    "W": ("#   #", "#   #", "# # #", "## ##", "#   #"),
    "X": ("# #", "# #", " # ", "# #", "# #"),
    "Y": ("# #", "# #", " # ", " # ", " # "),
    "Z": ("####", "   #", " ## ", "#   ", "####"),
    " ": ("  ", "  ", "  ", "  ", "  "),
    ":": (" ", "#", " ", "#", " "),
    ".": (" ", " ", " ", " ", "#"),
    ",": (" ", " ", " ", "#", "#"),
    "'": ("#", "#", " ", " ", " "),
    "-": ("  ", "  ", "##", "  ", "  "),
    "–": ("   ", "   ", "###", "   ", "   "),
    "+": ("   ", " # ", "###", " # ", "   "),
    "×": ("   ", "# #", " # ", "# #", "   "),
    "/": ("  #", "  #", " # ", "#  ", "#  "),
    "%": ("# #", "  #", " # ", "#  ", "# #"),
    "(": (" #", "# ", "# ", "# ", " #"),
    ")": ("# ", " #", " #", " #", "# "),
    "&": (" #  ", "# # ", " #  ", "# ##", " ## "),
}
_UNDER_ACCENTS = {"I": (" ", "#", "#", "#", "#"), "U": ("    ", "#  #", "#  #", "#  #", " ## ")}
"""Letters that would run together with an accent, a row lower."""

_ACCENTS = {
    "\u0300": ("#", "# ", " # ", " #  ", "  #  "),
    "\u0301": ("#", " #", " # ", "  # ", "  #  "),
    "\u0302": ("#", "##", " # ", " ## ", "  #  "),
    "\u0303": ("#", "##", " # ", " ## ", " ### "),
    "\u0308": ("#", "##", "# #", "#  #", "#   #"),
    "\u030a": ("#", "##", " # ", " ## ", "  #  "),
}
"""The pixels of the accents above a letter: grave, acute, circumflex, tilde, dots, ring; for each width of it."""

_MOST_SCALE = 3
_HALVES = {"  ": " ", "# ": "▀", " #": "▄", "##": "█"}

Measure = Callable[[str], int]
"""How many columns a text takes."""


def draw_to_fit(text: str, width: int, rows: int) -> list[str]:
    """Return the lines of a short text in capitals, as large as fits into this many columns and rows.

    It is wrapped at words if there are rows for it. Return nothing if even the smallest letters do not fit, or if there
    is a character that has no block letter.
    """
    capitals = unicodedata.normalize("NFC", text.upper().replace("’", "'"))
    if not capitals or not all(_base(char) in _GLYPHS for char in capitals):
        return []
    for scale in range(_MOST_SCALE, -1, -1):
        lines = wrapped(capitals, width, partial(_columns, scale=scale))
        drawn = [_drawn(line, scale) for line in lines]
        height = sum(map(len, drawn)) + len(drawn) - 1
        if height <= rows and max(len(row) for line in drawn for row in line) <= width:
            return [row for number, line in enumerate(drawn) for row in ([""] if number else []) + line]
    return []


def wrapped(text: str, width: int, measure: Measure, most: int | None = None) -> list[str]:
    """Wrap a text at words into at most ``most`` lines; the last one takes whatever is left."""
    lines: list[str] = []
    for word in text.split(" "):
        longer = f"{lines[-1]} {word}" if lines else word
        if lines and (measure(longer) <= width or len(lines) == most):
            lines[-1] = longer
        else:
            lines.append(word)
    return lines


def _base(char: str) -> str:
    """Return a letter without its accents."""
    return unicodedata.normalize("NFD", char)[0]


def _glyph(char: str) -> tuple[str, ...]:
    """Return the rows of a character, the first of them for its accent."""
    base, *marks = tuple(unicodedata.normalize("NFD", char))
    glyph = _GLYPHS[base]
    accent = next((_ACCENTS[mark][len(glyph[0]) - 1] for mark in marks if mark in _ACCENTS), "")
    if not accent:
        return (" " * len(glyph[0]), *glyph)
    return (accent, *_UNDER_ACCENTS.get(base, glyph))


def _columns(line: str, scale: int) -> int:
    pixels = sum(len(_GLYPHS[_base(char)][0]) + 1 for char in line) - 1
    return pixels * 2 * scale if scale else pixels


def _drawn(line: str, scale: int) -> list[str]:
    """Draw a line; at scale 0, each terminal character holds two pixels, one above the other."""
    top, *others = [" ".join(row) for row in zip(*map(_glyph, line), strict=True)]
    if scale:
        pixels = [top, *others] if top.strip() else others
        return [stretched for row in pixels for stretched in [_stretched(row, scale)] * scale]
    pairs = zip((top, *others[1::2]), others[::2], strict=True)
    return ["".join(_HALVES[above + below] for above, below in zip(*pair, strict=True)) for pair in pairs]


def _stretched(row: str, scale: int) -> str:
    """Stretch a row of pixels; a pixel is twice as many columns wide as it is rows high, which makes it square."""
    return "".join(("█" if pixel == "#" else " ") * 2 * scale for pixel in row)
