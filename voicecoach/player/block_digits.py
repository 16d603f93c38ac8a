"""Draws numbers in block digits that can be read from across a room."""

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
    ":": (" ", "#", " ", "#", " "),
    ".": (" ", " ", " ", " ", "#"),
}
_SCALES = (3, 2, 1)
_HALVES = {"  ": " ", "# ": "▀", " #": "▄", "##": "█"}


def draw_to_fit(number: str, width: int, rows: int) -> list[str]:
    """Return the lines of a number or a time, as large as fits into this many columns and rows.

    Return nothing if even the smallest digits do not fit, or if there are characters other than digits, colons and
    points.
    """
    if not number or not set(number) <= _GLYPHS.keys():
        return []
    pixels = [" ".join(row) for row in zip(*(_GLYPHS[char] for char in number), strict=True)]
    for scale in _SCALES:
        if len(pixels[0]) * 2 * scale <= width and len(pixels) * scale <= rows:
            return [line for row in pixels for line in [_scaled(row, scale)] * scale]
    # At the smallest size, each terminal character holds two pixels, one above the other.
    pairs = zip([" " * len(pixels[0]), *pixels[1::2]], pixels[::2], strict=True)
    halves = ["".join(_HALVES[above + below] for above, below in zip(*pair, strict=True)) for pair in pairs]
    return halves if len(halves[0]) <= width and len(halves) <= rows else []


def _scaled(row: str, scale: int) -> str:
    """Stretch a row of pixels; a pixel is twice as many columns wide as it is rows high, which makes it square."""
    return "".join(("█" if pixel == "#" else " ") * 2 * scale for pixel in row)
