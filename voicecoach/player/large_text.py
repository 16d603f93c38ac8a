"""Large text on a screen: in block letters, on a badge, or plain, whichever fits."""

from collections.abc import Iterable

from rich.cells import cell_len, set_cell_size
from rich.text import Text

from voicecoach.player.block_letters import draw_to_fit, wrapped

Lines = list[Text]

_GAP = 3
"""Columns between block letters and the words after them."""

_BADGE_EDGE = 2
_BADGE_COLUMNS, _BADGE_ROWS = 2 * _BADGE_EDGE, 3
"""How many columns a badge needs besides its text, and how many rows at least."""


def in_letters(text: str, style: str, width: int, rows: int, heads: Iterable[str] | None = None) -> Lines:
    """Draw a text in block letters; if it does not fit, only the first of these beginnings that does, the others small.

    By default, what is before the first comma is such a beginning. Return nothing if none fits.
    """
    if drawn := draw_to_fit(text, width, rows):
        return [Text(line, style) for line in drawn]
    for head in (text.partition(", ")[0],) if heads is None else heads:
        others = text.removeprefix(head).removeprefix(",").strip()
        if others and (lines := _headed(head, others, style, width, rows)):
            return lines
    return []


def _headed(head: str, others: str, style: str, width: int, rows: int) -> Lines:
    """Draw a beginning in block letters, and everything else after it or, if there is no room, below it."""
    if drawn := draw_to_fit(head, width - cell_len(others) - _GAP, rows):
        lines = [Text(line, style) for line in drawn]
        lines[-1].append(f"{' ' * _GAP}{others}", "bold")
        return lines
    drawn = draw_to_fit(head, width, rows - 1)
    return [*(Text(line, style) for line in drawn), Text(others, "bold")] if drawn else []


def badge_or_plain(text: str, style: str, width: int, rows: int) -> Lines:
    """Draw a text as a badge if it fits, otherwise as plain lines."""
    lines = wrapped(text, width - _BADGE_COLUMNS, cell_len, max(1, rows - 2))
    if rows < _BADGE_ROWS or not text or any(cell_len(line) > width - _BADGE_COLUMNS for line in lines):
        return [Text(line, "bold") for line in wrapped(text, width, cell_len, rows)]
    return _badge(lines, style)


def centred(lines: Lines, rows: int) -> Lines:
    """Return lines with empty ones above, in the middle of this many rows."""
    return [*[Text()] * ((rows - len(lines)) // 2), *lines]


def label(words: str, style: str, rows: int) -> Lines:
    """Return words as a badge if there are rows for it; nothing if there are no words."""
    if not words:
        return []
    return _badge([words], style) if rows >= _BADGE_ROWS else [Text(words, style)]


def _badge(lines: Iterable[str], style: str) -> Lines:
    """Draw bold text on a block of colour that can be seen from across a room; without colours, it is white."""
    width = max(map(cell_len, lines))
    edge = "█" * _BADGE_EDGE
    middle = (
        Text.assemble((edge, style), (set_cell_size(line, width), f"{style} reverse"), (edge, style)) for line in lines
    )
    bar = width + _BADGE_COLUMNS
    return [Text("▄" * bar, style), *middle, Text("▀" * bar, style)]
