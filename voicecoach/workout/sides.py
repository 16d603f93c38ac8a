"""The sides of the body, and how an exercise goes through them."""

import re
from enum import Enum


class Side(Enum):
    """A side of the body."""

    LEFT = "left"
    RIGHT = "right"

    @property
    def other(self) -> "Side":
        """The other side."""
        return Side.RIGHT if self is Side.LEFT else Side.LEFT


class SideRule(Enum):
    """How an exercise goes through the two sides."""

    NONE = "none"
    EACH = "each"
    ALTERNATING = "alternating"
    ALTERNATING_SETS = "alternating sets"
    ALTERNATING_ROUNDS = "alternating rounds"
    SWITCH = "switch halfway"
    LEFT_ONLY = "left only"
    RIGHT_ONLY = "right only"
    CHOSEN = "chosen"
    """One side, which the listener chooses: the injured one, for example."""


LIMBS = ("side", "leg", "arm", "foot", "hand")
"""What a side can be called."""


_LETTERS = {"L": Side.LEFT, "R": Side.RIGHT}
_BY_LETTER = re.compile(rf"\b([LR])(?=(?: ?(?:and|or|[&+/]) ?[LR])? (?:{'|'.join(LIMBS)})\b)")


def side_of(detail: str) -> Side | None:
    """Return the side that a detail names, in full or as in ``L arm``; None if it names neither or both."""
    in_full = _BY_LETTER.sub(lambda it: _LETTERS[it[1]].value, detail)
    words = re.findall(r"\w+", in_full.casefold())
    sides = [side for side in Side if side.value in words]
    return sides[0] if len(sides) == 1 else None
