"""Splits what a terminal sends into keys. Sequences that are not a known key are discarded whole."""

import re
from collections.abc import Iterator

_ARROWS = {"A": "up", "B": "down", "C": "right", "D": "left"}
_NAMED = {" ": "space", "\r": "return", "\n": "return"}

_PASTE_BEGINS, _PASTE_ENDS = b"\x1b[200~", b"\x1b[201~"

_WHOLE = re.compile(
    rb"""
    \x1b(?P<arrow> [\[O][A-D] )              # an arrow, in normal or application mode
  | \x1b+ \[\[.                              # a function key of the Linux console
  | \x1b+ \[ [0-?]* [ -/]* [@-Z\\-~]          # any other control sequence (ECMA-48, 5.4)
  | \x1b+ O [0-9;]* [ -~]                    # a keypad or function key
  | \x1b+ [\]PX^_] .*? (?: \a | \x1b\\ )     # an answer of the terminal: a string with a terminator
  | \x1b+ [^\x1b\[O\]PX^_\x80-\xff]          # with Alt
  | \x1b+ [\xc2-\xf4] [\x80-\xbf]{1,3}       # with Alt, a character of several bytes
  | (?P<char> [\x00-\x1a\x1c-\x7f] )
  | [\xc2-\xdf] [\x80-\xbf] | [\xe0-\xef] [\x80-\xbf]{2} | [\xf0-\xf4] [\x80-\xbf]{3}
  | [\x80-\xff] (?= [\x00-\x7f\xc0-\xff] )   # bytes that are not a character
    """,
    re.VERBOSE | re.DOTALL,
)

_MOST_PENDING = 4096
"""No sequence is this long; one that seems to be has lost its end."""

_MOST_PRESSED_AT_ONCE, _MOST_KEYS_AT_ONCE = 3, 2
"""More characters than this at once, of more than this many kinds, were pasted and not pressed. A key that is held down
repeats, but sends only one kind."""


class Decoder:
    """Turns bytes into key names, however the bytes are split."""

    def __init__(self) -> None:
        self._pending = b""
        self._is_pasting = False

    @property
    def is_waiting(self) -> bool:
        """Whether the rest of a sequence is still to come."""
        return bool(self._pending)

    def feed(self, data: bytes) -> list[str]:
        """Return the names of the keys that are now complete."""
        self._pending += data
        found = list(self._keys())
        chars = [name for name in found if name not in _ARROWS.values()]
        is_text = len(chars) > _MOST_PRESSED_AT_ONCE and len(set(chars)) > _MOST_KEYS_AT_ONCE
        return [] if is_text else found

    def reset(self) -> None:
        """Drop an unfinished sequence: a press of the escape key alone looks like the start of one."""
        self._pending = b""

    def _keys(self) -> Iterator[str]:
        while self._pending:
            if self._is_pasting or self._pending.startswith(_PASTE_BEGINS):
                self._is_pasting = self._skip_paste()
                if self._is_pasting:
                    return
                continue
            match = _WHOLE.match(self._pending)
            if match is None:
                self._pending = b"" if len(self._pending) > _MOST_PENDING else self._pending
                return
            self._pending = self._pending[match.end() :]
            yield from _name(match)

    def _skip_paste(self) -> bool:
        """Discard pasted text, except for a possible start of its end marker; return whether there is more to come."""
        _, end, rest = self._pending.partition(_PASTE_ENDS)
        self._pending = rest if end else self._pending[-len(_PASTE_ENDS) + 1 :]
        return not end


def _name(match: re.Match[bytes]) -> Iterator[str]:
    if arrow := match["arrow"]:
        yield _ARROWS[arrow.decode()[-1]]
    elif (char := (match["char"] or b"").decode()) and (char in _NAMED or char.isprintable()):
        yield _NAMED.get(char, char.lower())
