"""Quotation marks, and the same marks after a number: inches and feet, or seconds and minutes."""

import re
from collections.abc import Iterator
from functools import cache

from voicecoach.phrases import Catalogue
from voicecoach.speech.rules.rule import Rule, any_of, listed, rule

_MARKS = "\"'"
_TIMES = {'"': "s", "'": "min"}
_INCH, _FOOT = "″", "′"
_INCHES_IN_A_FOOT = 12

# English words next to a length: the other languages do not write lengths in this way.
_THINGS = "box|step|plate|block|bench|deficit|platform|hurdle|pad|ball|wall|rope|target"
"""What is called by its size: a 24-inch box."""

_SIZES = "high|wide|apart|deep|tall|long|above|below|off|from|away|broad|diameter"
"""What can follow a length."""

_BREATH = re.compile(r"(?i)\bout\b|breath|inhale|exhale")
"""Words of a text in which "4 in" is no length."""


@cache
def mark_rules(catalogue: Catalogue) -> tuple[Rule, ...]:
    """Return the rules for ``"`` and ``'``: quotations, and lengths where the language writes them so."""
    quotations = (
        rule(r'(?<![\d\w])"([^"]*)"', lambda it: it[1], needs='"'),
        rule(r"(?<=\d)''", '"', needs="'"),
    )
    has_inches = catalogue.table("marks")['"'] == _INCH
    return (*quotations, *_length_rules(catalogue)) if has_inches else quotations


def _length_rules(catalogue: Catalogue) -> Iterator[Rule]:
    """Yield the rules that tell feet and inches from minutes and seconds, and from the word *in*; ``45#`` is pounds."""
    words = any_of(listed(catalogue.text("time-words")))
    yield rule(r"(?<=\d)#(?![\w#])", " lb", needs="#")
    yield rule(
        r"(?<![\w:.,'])(\d{1,2})'(\d{1,2})\"",
        lambda it: f"{it[1]}{_FOOT} {it[2]}{_INCH}" if int(it[2]) < _INCHES_IN_A_FOOT else it[0],
        needs="'",
    )
    yield rule(
        rf"(?i)(?<!\w)({words}) (\d{{1,4}})([\"'])(?![\w\"'])",
        lambda it: f"{it[1]} {it[2]} {_TIMES[it[3]]}",
        needs=_MARKS,
    )
    yield rule(rf"(?i)(?<=\d)([\"'])(?= (?:{words})(?!\w))", lambda it: f" {_TIMES[it[1]]}", needs=_MARKS)
    yield rule(rf"(?<=\d)(?: ?in\.|[ -]?in|\")(?= (?:{_THINGS})(?!\w))", f"-{_INCH}")
    yield rule(rf"(?<=\d)(?: ?ft\.?|-ft|')(?= (?:{_THINGS})(?!\w))", f"-{_FOOT}")
    yield rule(rf"(?<=\d)'(?= (?:{_SIZES})(?!\w))", _FOOT, needs="'")
    yield rule(r"(?<=\d)(?: ?in\.|-in|in)(?=$|[ ,;:)-])(?! [A-Z])", _INCH)
    yield rule(rf"(?<=\d) in(?=$| (?:{_SIZES})(?!\w))", lambda it: it[0] if _BREATH.search(it.string) else _INCH)


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
