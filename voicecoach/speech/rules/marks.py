"""Quotation marks, and the same marks after a number: inches and feet, or seconds and minutes."""

import re
from collections.abc import Iterator
from functools import cache

from voicecoach.phrases import Catalogue
from voicecoach.speech.rules.rule import Rule, any_of, listed, rule

_MARKS = "\"'"
_TIMES = {'"': "s", "'": "min"}
_FOOT = "′"
_INCHES_IN_A_FOOT = 12
_THINGS = (
    "box",
    "step",
    "plate",
    "block",
    "bench",
    "deficit",
    "platform",
    "hurdle",
    "pad",
    "ball",
    "wall",
    "rope",
    "target",
)
"""What is called by its size: a 24-inch box."""


_SIZES = ("high", "wide", "apart", "deep", "tall", "long", "above", "below", "off", "from", "away", "broad", "diameter")
_BREATH = re.compile(r"(?i)\bout\b|breath|inhale|exhale")
"""Words of a text in which "4 in" is no length."""


@cache
def mark_rules(catalogue: Catalogue) -> tuple[Rule, ...]:
    """Return the rules for ``"`` and ``'``."""
    return tuple(_rules(catalogue))


def _rules(catalogue: Catalogue) -> Iterator[Rule]:
    units = catalogue.table("marks")
    words = any_of(listed(catalogue.text("time-words")))
    things, sizes = "|".join(_THINGS), "|".join(_SIZES)
    foot, inch = _FOOT, units['"']
    is_length = inch != _TIMES['"']
    yield rule(r'(?<![\d\w])"([^"]*)"', lambda it: it[1], needs='"')
    yield rule(r"(?<=\d)''", '"', needs="'")
    if is_length:
        yield rule(
            r"(?<![\w:.,'])(\d{1,2})'(\d{1,2})\"",
            lambda it: f"{it[1]}{foot} {it[2]}{inch}" if int(it[2]) < _INCHES_IN_A_FOOT else it[0],
        )
        yield rule(
            rf"(?i)(?<!\w)({words}) (\d{{1,4}})([\"'])(?![\w\"'])",
            lambda it: f"{it[1]} {it[2]} {_TIMES[it[3]]}",
            needs=_MARKS,
        )
        yield rule(rf"(?i)(?<=\d)([\"'])(?= (?:{words})(?!\w))", lambda it: f" {_TIMES[it[1]]}", needs=_MARKS)
        yield rule(rf"(?<=\d)(?: ?in\.|[ -]?in|\")(?= (?:{things})(?!\w))", f"-{inch}")
        yield rule(rf"(?<=\d)(?: ?ft\.?|-ft|')(?= (?:{things})(?!\w))", f"-{foot}")
        yield rule(rf"(?<=\d)'(?= (?:{sizes})(?!\w))", foot)
        yield rule(r"(?<=\d)(?: ?in\.|-in|in)(?=$|[ ,;:)-])(?! [A-Z])", inch)
        yield rule(rf"(?<=\d) in(?=$| (?:{sizes})(?!\w))", lambda it: it[0] if _BREATH.search(it.string) else inch)


@cache
def late_mark_rules(catalogue: Catalogue) -> tuple[Rule, ...]:
    """Return the rules for the marks that are left once times of two units (``2'30"``) have been read."""
    units = catalogue.table("marks")
    return (
        rule(
            r"(?<![\w.,:])((?:\d+ ?[x×] ?)?\d+(?:[.,]\d+)?)([\"'])(?!\w)",
            lambda it: f"{it[1]} {units[it[2]]}",
            needs=_MARKS,
        ),
        rule(r"\"", "", needs='"'),
    )
