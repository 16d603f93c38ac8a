"""What a terminal sends, cut into keys: whatever is no key that we know by name is swallowed whole."""

import re
from collections.abc import Iterator

_ARROWS = {"A": "up", "B": "down", "C": "right", "D": "left"}
_NAMED = {" ": "space", "\r": "return", "\n": "return"}

_PASTE_BEGINS, _PASTE_ENDS = b"\x1b[200~", b"\x1b[201~"

_WHOLE = re.compile(
    rb"""
    \x1b(?P<arrow> [\[O][A-D] )              # an arrow, in normal and in application mode
  | \x1b+ \[\[.                              # a function key of the Linux console
  | \x1b+ \[ [0-?]* [ -/]* [@-Z\\-~]          # any other control sequence (ECMA-48, 5.4)
  | \x1b+ O [0-9;]* [ -~]                    # a key of the keypad, a function key
  | \x1b+ [\]PX^_] .*? (?: \a | \x1b\\ )     # what a terminal answers: a string with an end
  | \x1b+ [^\x1b\[O\]PX^_\x80-\xff]          # with Alt
  | \x1b+ [\xc2-\xf4] [\x80-\xbf]{1,3}       # with Alt, a character of more than one byte
  | (?P<char> [\x00-\x1a\x1c-\x7f] )
  | [\xc2-\xdf] [\x80-\xbf] | [\xe0-\xef] [\x80-\xbf]{2} | [\xf0-\xf4] [\x80-\xbf]{3}
  | [\x80-\xff] (?= [\x00-\x7f\xc0-\xff] )   # what is no character at all
    """,
    re.VERBOSE | re.DOTALL,
)

_MOST_PENDING = 4096
"""No sequence is so long: what is, has lost its end."""

_MOST_PRESSED_AT_ONCE, _MOST_KEYS_AT_ONCE = 3, 2
"""More characters than these in one go, and more different ones, were not pressed but pasted. A key that is held down
repeats itself, which makes one key of many characters."""


class Decoder:
    """Takes bytes as they come, however they are cut, and gives the names of keys."""

    def __init__(self) -> None:
        self._pending = b""
        self._is_pasting = False

    @property
    def is_waiting(self) -> bool:
        """Whether the rest of a sequence is to come."""
        return bool(self._pending)

    def feed(self, data: bytes) -> list[str]:
        """Return the names of the keys that are complete now."""
        self._pending += data
        found = list(self._keys())
        chars = [name for name in found if name not in _ARROWS.values()]
        is_text = len(chars) > _MOST_PRESSED_AT_ONCE and len(set(chars)) > _MOST_KEYS_AT_ONCE
        return [] if is_text else found

    def give_up(self) -> None:
        """Forget a sequence whose end does not come: a lone press of the escape key is the beginning of one."""
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
        """Swallow what is pasted, but for what may be the beginning of its end; return whether there is more of it."""
        _, end, rest = self._pending.partition(_PASTE_ENDS)
        self._pending = rest if end else self._pending[-len(_PASTE_ENDS) + 1 :]
        return not end


def _name(match: re.Match[bytes]) -> Iterator[str]:
    if arrow := match["arrow"]:
        yield _ARROWS[arrow.decode()[-1]]
    elif (char := (match["char"] or b"").decode()) and (char in _NAMED or char.isprintable()):
        yield _NAMED.get(char, char.lower())
