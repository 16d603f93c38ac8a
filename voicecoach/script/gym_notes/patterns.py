"""Parts of the patterns for gym notes; they have no groups of their own."""

import re
from collections.abc import Iterable

from voicecoach.script.vocabulary import COUNTS, MINUTE_MARKS, SECOND_MARKS
from voicecoach.workout import LIMBS


def _any(words: Iterable[str]) -> str:
    return "|".join(sorted(words, key=len, reverse=True))


NUMBER = r"\d+(?:[.,]\d+)?"
FIGURES = rf"{NUMBER}(?:\s?[-–/]\s?{NUMBER})*"
"""A number, a range or a ladder."""

MASS = r"(?:kgs?|kilos?|lbs?|pounds?)(?![a-wyz_\d])"
COUNT = rf"(?:{_any(COUNTS)})(?!\w)"
LIMB = rf"(?:{_any(LIMBS)})"
TIMES = r"(?:x|×|\*)"
"""The sign between sets and reps."""

_TIME_UNIT = rf"(?:(?:s|secs?|seconds?|mins?|minutes?|h|hours?)(?!\w)|{_any(SECOND_MARKS)}|{_any(MINUTE_MARKS)})"
TIME = rf"(?:\d*:\d\d|\d+\s?(?:min|{_any(MINUTE_MARKS)})\s?[0-5]\d(?:\s?s)?(?!\w)|{FIGURES}\s?{_TIME_UNIT})"

_SECONDS = r"[\s-]?(?:s|secs?|seconds?)"
HELD = (
    rf"(?:(?P<held>{NUMBER}){_SECONDS}\s(?:holds?|pauses?|squeezes?)\b"
    rf"|(?:hold|pause|squeeze)\s(?:for\s)?(?P<for>{NUMBER})(?:{_SECONDS}\b)?)"
)
"""A hold that may be within each rep; its seconds are a group, ``held`` or ``for``."""

IN_EACH_REP = (
    r"\s(?:(?:each|every|per)\srep"
    r"|(?:(?:at|in|on)\s)?(?:the\s)?(?:top|bottom|middle|end)(?:\sof\s(?:each|every)\srep)?)\b"
)
"""When to hold."""

IN_WORDS = r"(?:one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve)"
"""A number in words."""

START = r"(?<![a-wyz_\d.,:/–-])"
"""Nothing that continues a number or a word comes before, except an x."""

ALONE = rf"(?![\w.:%–/-]|,\d|\s?(?:{TIMES}\s?\d|{COUNT}|{MASS}|{_TIME_UNIT}|%|of\b|rounds?\b|sets?\b))"
"""No unit and nothing that continues a number comes after."""

END = r"(?=\s*(?:[,;)]|$))"
"""Nothing else comes before the next comma."""

PAIR = rf"(?<![\w.]){NUMBER}\s?(?:{MASS})?\s?{TIMES}\s?{NUMBER}(?:\s?(?:{MASS}|reps?))?(?![\w.:%])"
"""Two multiplied figures, either of which can be a load."""

REPS_AT = rf"(?<![\w.])(?:\d+\s?{TIMES}\s?)?\d+(?:\s?reps?)?\s?(?:@|at)\s?{NUMBER}(?:\s?{MASS})?(?![\w.:%])"
"""Reps, maybe a number of sets before them, and their load."""

REPS_AT_PARTS = re.compile(
    rf"(?:(\d+)\s?{TIMES}\s?)?(\d+)(?:\s?reps?)?\s?(?:@|at)\s?({NUMBER})(?:\s?({MASS}))?", re.IGNORECASE
)
"""The sets, the reps, the load and its unit of ``REPS_AT``."""

PAIR_PARTS = re.compile(rf"({NUMBER})\s?({MASS})?\s?{TIMES}\s?({NUMBER})(?:\s?({MASS}))?", re.IGNORECASE)
"""The figures and the units of a ``PAIR``."""
