"""Letters and digits drawn in blocks, to be read from the other end of a room."""

import unicodedata
from collections.abc import Sequence

_ROWS = 5
_GLYPHS = {
    "0": "###/# #/# #/# #/###",
    "1": " # /## / # / # /###",
    "2": "###/  #/###/#  /###",
    "3": "###/  #/ ##/  #/###",
    "4": "# #/# #/###/  #/  #",
    "5": "###/#  /###/  #/###",
    "6": "###/#  /###/# #/###",
    "7": "###/  #/  #/ # / # ",
    "8": "###/# #/###/# #/###",
    "9": "###/# #/###/  #/###",
    "A": " ## /#  #/####/#  #/#  #",
    "B": "### /#  #/### /#  #/### ",
    "C": " ###/#   /#   /#   / ###",
    "D": "### /#  #/#  #/#  #/### ",
    "E": "####/#   /### /#   /####",
    "F": "####/#   /### /#   /#   ",
    "G": " ###/#   /# ##/#  #/ ###",
    "H": "#  #/#  #/####/#  #/#  #",
    "I": "#/#/#/#/#",
    "J": "   #/   #/   #/#  #/ ## ",
    "K": "#  #/# # /##  /# # /#  #",
    "L": "#   /#   /#   /#   /####",
    "M": "#   #/## ##/# # #/#   #/#   #",
    "N": "#   #/##  #/# # #/#  ##/#   #",
    "O": " ## /#  #/#  #/#  #/ ## ",
    "P": "### /#  #/### /#   /#   ",
    "Q": " ## /#  #/#  #/# ##/ ###",
    "R": "### /#  #/### /# # /#  #",
    "S": " ###/#   / ## /   #/### ",
    "T": "#####/  #  /  #  /  #  /  #  ",
    "U": "#  #/#  #/#  #/#  #/ ## ",
    "V": "#   #/#   #/#   #/ # # /  #  ",
    "W": "#   #/#   #/# # #/## ##/#   #",
    "X": "#   #/ # # /  #  / # # /#   #",
    "Y": "#   #/ # # /  #  /  #  /  #  ",
    "Z": "####/   #/ ## /#   /####",
    " ": "  /  /  /  /  ",
    ".": " / / / /#",
    ",": "  /  /  / #/# ",
    ":": " /#/ /#/ ",
    ";": "  / #/  / #/# ",
    "'": "#/#/ / / ",
    "!": "#/#/#/ /#",
    "?": "###/  #/ ##/   / # ",
    "-": "   /   /###/   /   ",
    "+": "   / # /###/ # /   ",
    "%": "#  #/  # / #  /#   /#  #",
    "/": "  #/  #/ # /#  /#  ",
    "(": " #/# /# /# / #",
    ")": "# / #/ #/ #/# ",
    "&": " #  /# # / # #/# # / # #",
    "◀": "  #/ ##/###/ ##/  #",
    "▶": "#  /## /###/## /#  ",
}
_SAME = str.maketrans({"’": "'", "‘": "'", "–": "-", "—": "-", "×": "X", "…": "."})
_MARKS = {
    "\N{COMBINING DIAERESIS}": "# #",
    "\N{COMBINING ACUTE ACCENT}": " ##",
    "\N{COMBINING GRAVE ACCENT}": "## ",
    "\N{COMBINING CIRCUMFLEX ACCENT}": " # ",
    "\N{COMBINING TILDE}": "###",
    "\N{COMBINING RING ABOVE}": " # ",
}
"""What stands over a letter, in the one row that is kept for it."""

_HALVES = {(False, False): " ", (True, False): "▀", (False, True): "▄", (True, True): "█"}
_SCALES = (3, 2, 1)

Pixels = list[str]
"""Rows of one width, ``#`` where a pixel is set."""


def draw_to_fit(text: str, width: int, rows: int, *, marked: bool = False) -> list[str]:
    """Return a text as large as it fits into so many columns and rows, or nothing where it does not.

    Pixels are as high as wide: whole rows of double width, and, at the smallest, half rows. With ``marked``, there is a
    row for what stands over letters, whether or not one does, so that all titles stand on the same line.
    """
    pixels = _pixels(text, marked=marked)
    if not pixels:
        return []
    for scale in _SCALES:
        if len(pixels[0]) * 2 * scale <= width and len(pixels) * scale <= rows:
            return [line for row in pixels for line in [_blocks(row, 2 * scale)] * scale]
    halves = _half_rows(pixels)
    return halves if len(halves[0]) <= width and len(halves) <= rows else []


def _pixels(text: str, *, marked: bool) -> Pixels:
    """Return the pixels of a text; nothing where it has a character that cannot be drawn."""
    glyphs = [_glyph(char) for char in unicodedata.normalize("NFC", text.translate(_SAME).upper())]
    if not glyphs or not all(glyphs):
        return []
    rows = [" ".join(glyph[row] for glyph in glyphs) for row in range(_ROWS + 1)]
    return rows if marked else rows[1:]


def _glyph(char: str) -> Pixels:
    """Return the row over a character and its own rows; nothing where it cannot be drawn."""
    letter, *marks = list(unicodedata.normalize("NFD", char))
    if letter not in _GLYPHS or any(mark not in _MARKS for mark in marks):
        return []
    rows = _GLYPHS[letter].split("/")
    width = len(rows[0])
    over = _MARKS[marks[0]] if marks else ""
    return [over.center(width)[:width], *rows]


def _blocks(row: str, width: int) -> str:
    return "".join(("█" if pixel == "#" else " ") * width for pixel in row)


def _half_rows(pixels: Sequence[str]) -> list[str]:
    """Put two rows of pixels into each row of the terminal; of an odd number, the first stands alone."""
    rows = [*([" " * len(pixels[0])] if len(pixels) % 2 else []), *pixels]
    pairs = zip(rows[::2], rows[1::2], strict=True)
    return ["".join(_HALVES[up == "#", down == "#"] for up, down in zip(*pair, strict=True)) for pair in pairs]
