"""Writes out what coaches abbreviate, so that engines read it correctly.

eSpeak reads ``45s`` as a plural, ``10-15`` as a subtraction and ``1:30`` as two numbers. They are written out first, in
the words of the language's catalogue.
"""

import re
from collections.abc import Callable, Mapping
from functools import cache, lru_cache

from voicecoach.phrases import Catalogue

Lexicon = Mapping[str, str]
"""Pronunciations: a written word, and the words spoken for it."""

_UNITS = {
    "time-seconds": "s|secs?|sek|seg",
    "time-minutes": "mins?|mn",
    "time-hours": "h|hrs?|std",
    "weight-kg": "kgs?",
    "weight-lb": "lbs?",
    "length-centimetre": "cm",
    "count-kilometre": "km",
    "count-mile": "mi",
    "count-yard": "yds?",
    "count-foot": "ft",
    "count-metre": "m|mts",
    "count-calorie": "k?cal",
    "count-rep": "reps?|wdh",
}
"""The phrase for each unit, and a pattern of how the unit is written after a number."""

_MEASURES = "|".join(unit for phrase, unit in _UNITS.items() if phrase != "count-rep")
_DECIMALS = {"½": "5", "¼": "25", "¾": "75", "1/2": "5", "1/4": "25", "3/4": "75"}

_FRACTIONS = {
    **dict.fromkeys(("1/2", "½"), "half"),
    **dict.fromkeys(("1/3", "⅓"), "third"),
    **dict.fromkeys(("2/3", "⅔"), "two-thirds"),
    **dict.fromkeys(("1/4", "¼"), "quarter"),
    **dict.fromkeys(("3/4", "¾"), "three-quarters"),
}
_NUMBER = r"(?<![\w.,])(\d{1,12}(?:[.,]\d{1,6})?)(?!\d)"
"""A number with more digits is not an amount."""

_RESERVE = re.compile(r"\bRIR (\d+)(?![\d-])")
_FRACTION = "|".join(_FRACTIONS)

_Rule = tuple[re.Pattern[str], Callable[[re.Match[str]], str]]


def normalise(text: str, catalogue: Catalogue, lexicon: Lexicon | None = None) -> str:
    """Return the text with units, ranges, clock times and abbreviations written out.

    The lexicon takes precedence over the language's own abbreviations.
    """
    text = _RESERVE.sub(lambda match: _plural(catalogue, "effort-rir", match[1], "figure"), text)
    said = {**catalogue.abbreviations, **(lexicon or {})}
    text = _words_of(tuple(said)).sub(lambda match: said.get(match[0]) or said.get(match[0].lower(), match[0]), text)
    for pattern, rewrite in _rules(catalogue):
        text = pattern.sub(rewrite, text)
    return text.strip()


@lru_cache(maxsize=16)
def _words_of(words: tuple[str, ...]) -> re.Pattern[str]:
    """Return a pattern of whole words, longest first. A word with a capital letter matches only as written."""
    longest_first = sorted(words, key=len, reverse=True)
    either = (re.escape(word) if word != word.lower() else f"(?i:{re.escape(word)})" for word in longest_first)
    return re.compile(rf"(?<!\w)(?<!\w['’])(?:{'|'.join(either)})(?!\w)(?!['’]\w)")


@cache
def _rules(catalogue: Catalogue) -> tuple[_Rule, ...]:
    """Return the rules of a language, in order."""
    words = catalogue.text
    nouns = words("per-nouns").replace(", ", "|")
    thousands, decimal = words("thousands-mark"), words("decimal-mark")
    half = "|".join(_DECIMALS)
    rules: list[tuple[str, Callable[[re.Match[str]], str]]] = [
        (r"\s+", lambda _: " "),
        (
            rf"(?<![\w.,])\d{{1,3}}(?:{re.escape(thousands)}\d{{3}})+(?![\d.,]\d|\d)",
            lambda it: it[0].replace(thousands, ""),
        ),
        (r"(?<![\w.,:])(\d+)[.,](\d+)(?![.,:]?\d)", lambda it: f"{it[1]}{decimal}{it[2]}"),
        (
            rf"(?i)(?<![\w/])(?:(\d+) ?)?({half}) ?(?=(?:{_MEASURES})\b)",
            lambda it: f"{it[1] or 0}{decimal}{_DECIMALS[it[2]]} ",
        ),
        (r"(?<![\w:])(\d{1,4}) ?m ?([0-5]?\d) ?s\b", lambda it: _clock(catalogue, "0", it[1], it[2])),
        (r"(?<!\w)(\d+) ?[x×] ?(?=\d+:\d\d)", lambda it: words("multiplied", number=it[1], other="").strip() + " "),
        (r"(?<![\w:])(\d{1,3}) ?h ?([0-5]\d)(?!\w)", lambda it: _clock(catalogue, it[1], it[2], "0")),
        (
            r"(?<![\w:])(\d{1,4}):([0-5]\d):([0-5]\d)(?![\w:])(?: ?(?:h|hrs?)\b)?",
            lambda it: _clock(catalogue, it[1], it[2], it[3]),
        ),
        (
            r"(?<![\w:])(\d{1,4}):([0-5]\d(?:[.,]\d{1,3})?)(?![\w:])(?: ?mins?\b)?",
            lambda it: _clock(catalogue, "0", it[1], it[2]),
        ),
        (r"(?<![\w:])(\d{1,4}):(\d{1,4})(?![\w:])", lambda it: words("ratio", number=it[1], other=it[2])),
        (r"(?i)(?<=tempo )(\d)(\d)([\dx])(\d)\b", lambda it: ", ".join(it.groups())),
        (rf"(?<![\d/])(\d+) ?(½|⅓|⅔|¼|¾|(?<= )(?:{_FRACTION}))(?![\d/])", lambda it: _mixed(catalogue, it[1], it[2])),
        (rf"(?<![\d/])({_FRACTION})(?![\d/])", lambda it: words(f"fraction-{_FRACTIONS[it[1]]}")),
        (r"(?<![\w-])\d+(?:[-–]\d+){2,}(?![\w-])", lambda it: re.sub(r"\D", ", ", it[0])),
        (r"(?<![\w/])\d+(?:/\d+)+(?![\w/])", lambda it: it[0].replace("/", ", ")),
        (rf"{_NUMBER} ?[-–] ?(\d+(?:[.,]\d+)?)", lambda it: words("to", low=it[1], high=it[2])),
        (r"(\d)\+(?!\d)", lambda it: words("or-more", numbers=it[1])),
        (r"(?<!\w)w/ ?", lambda _: f"{words('with')} "),
        (rf"(?i) ?/ ?(?=(?:{nouns})\b)", lambda _: f" {words('per')} "),
        (r"(?<=[^\W\d])/(?=[^\W\d])", lambda _: ", "),
        (rf"{_NUMBER}(?: ?[x×] ?\d+)+", lambda it: _multiplied(catalogue, re.split(r" ?[x×] ?", it[0]))),
        *(
            (rf"(?i){_NUMBER}[ -]?(?:{unit})\b(?:\.(?= (?-i:[a-zß-ÿ])))?", _measured(catalogue, name))
            for name, unit in _UNITS.items()
        ),
        (rf"{_NUMBER} ?%", lambda it: words("percent", numbers=it[1])),
        (r" ?& ?", lambda _: f" {words('and')} "),
    ]
    return tuple((re.compile(pattern), rewrite) for pattern, rewrite in rules)


def _plural(catalogue: Catalogue, phrase: str, number: str, name: str = "numbers") -> str:
    values: dict[str, float | str] = {"count": float(number.replace(",", ".")), name: number}
    return catalogue.text(phrase, **values)


def _multiplied(catalogue: Catalogue, numbers: list[str]) -> str:
    said, *others = numbers
    for other in others:
        said = catalogue.text("multiplied", number=said, other=other)
    return said


def _measured(catalogue: Catalogue, phrase: str) -> Callable[[re.Match[str]], str]:
    return lambda match: _plural(catalogue, phrase, match[1])


def _clock(catalogue: Catalogue, hours: str, minutes: str, seconds: str) -> str:
    parts = {"time-hours": hours, "time-minutes": minutes, "time-seconds": seconds}
    numbers = {phrase: float(number.replace(",", ".")) for phrase, number in parts.items()}
    said = [_plural(catalogue, phrase, catalogue.figure(number)) for phrase, number in numbers.items() if number]
    return " ".join(said) or _plural(catalogue, "time-seconds", "0")


def _mixed(catalogue: Catalogue, whole: str, fraction: str) -> str:
    return catalogue.text("mixed", whole=whole, part=_FRACTIONS[fraction])
