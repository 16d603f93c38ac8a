"""Text as coaches write it, made into words that an engine reads rightly.

eSpeak reads ``45s`` as a plural, ``10-15`` as a subtraction and ``1:30`` as two numbers: they are written out first.
"""

import re
from collections.abc import Callable

_Rewrite = Callable[[re.Match[str]], str] | str


def _clock(match: re.Match[str]) -> str:
    minutes, seconds = match[1].lstrip("0") or "0", match[2].lstrip("0")
    return f"{_unit(minutes, 'minute')} {_unit(seconds, 'second')}" if seconds else _unit(minutes, "minute")


def _tempo(match: re.Match[str]) -> str:
    return ", ".join(phase for phase in match.groups() if phase)


def _unit(number: str, noun: str) -> str:
    return f"{number} {noun}" if number == "1" else f"{number} {noun}s"


def _measured(noun: str) -> Callable[[re.Match[str]], str]:
    return lambda match: _unit(match[1], noun)


_AMOUNT = r"(?<![\w.])(\d+(?:\.\d+)?)\s*"

_ENGLISH: tuple[tuple[str, _Rewrite], ...] = (
    (r"(?<![\w:])(\d+):([0-5]\d)(?![\w:])", _clock),
    (r"(?<![\w-])(\d)-(\d)-(\d)(?:-(\d))?(?![\w-])", _tempo),
    (r"(?<=\d)\s*[-–]\s*(?=\d)", " to "),
    (r"\bw/\s*", "with "),
    (r"(?<=[^\W\d])/(?=[^\W\d])", " per "),
    (r"(?<=\d)\s*[x×]\s*(?=\d)", " times "),
    (_AMOUNT + r"s(?:ecs?)?\b", _measured("second")),
    (_AMOUNT + r"mins?\b", _measured("minute")),
    (_AMOUNT + r"kgs?\b", _measured("kilo")),
    (_AMOUNT + r"lbs?\b", _measured("pound")),
    (_AMOUNT + r"cm\b", _measured("centimetre")),
    (_AMOUNT + r"m\b", _measured("metre")),
    (r"(\d)\s*%", r"\1 percent"),
    (r"\s*&\s*", " and "),
    (r"\bEMOM\b", "every minute on the minute"),
    (r"\bAMRAP\b", "as many rounds as possible"),
    (r"\bRDLs?\b", "Romanian deadlift"),
    (r"\s+", " "),
)
_RULES = {"en": tuple((re.compile(pattern), rewrite) for pattern, rewrite in _ENGLISH)}


def normalise(text: str, language: str) -> str:
    """Return the text with units, ranges, clock times and abbreviations written out for an engine to read."""
    for pattern, rewrite in _RULES.get(language, ()):
        text = pattern.sub(rewrite, text)
    return text.strip()
