"""Writes out what coaches abbreviate, so that any engine reads it correctly.

eSpeak reads ``45s`` as a plural, ``10-15`` as a subtraction and ``1:30`` as two numbers. They are written out first, in
the words of the language's catalogue. The order of the rules matters: each module says what it leaves to the next.
"""

import re
from collections.abc import Mapping
from functools import cache, lru_cache

from voicecoach.phrases import Catalogue
from voicecoach.speech.rules.amounts import amount_rules
from voicecoach.speech.rules.characters import plain_characters
from voicecoach.speech.rules.marks import late_mark_rules, mark_rules
from voicecoach.speech.rules.measures import measures
from voicecoach.speech.rules.numbers import number_rules
from voicecoach.speech.rules.rule import Rule, apply, rule
from voicecoach.speech.rules.symbols import symbol_rules
from voicecoach.speech.rules.times import day_time_rules, duration_rules

Lexicon = Mapping[str, str]
"""Pronunciations: a written word, and the words spoken for it."""

_MAX_PASSES = 3
"""Odd texts need more than one: what is written out can be next to what then makes sense as an amount."""

_RESERVE = r"\bRIR ?(\d{1,3})(?![\d:–-]|[.,]\d)|(?<![\w.,–-])(\d{1,3}) ?RIR\b"
_IS_GLUED = re.compile(r"[A-Z]{3,}")
"""Abbreviations that are often written without a blank before a number: ``RPE8``."""

_AFTER_WORD = r"(?!\w)(?!'\w)"
_AFTER = {"/": "", **dict.fromkeys(".º°", r"(?![^\W\d])")}
"""What cannot follow an abbreviation, by its last character: ``c/banda`` and ``n°3`` need no blank."""

_SENTENCE_ENDS = re.compile(r"$| [A-ZÀ-Þ][a-zß-ÿ]")
"""What follows the full stop of an abbreviated unit that also ends a sentence."""

_NEEDS_RULES = re.compile(r"[^\w\s.,;:!?'-]|[\d_]|\s[,.):;!?]")


def normalise(text: str, catalogue: Catalogue, lexicon: Lexicon | None = None) -> str:
    """Return the text with units, ranges, times, symbols and abbreviations written out, and without emoji.

    The lexicon takes precedence over the language's own abbreviations.
    """
    return _normalised(text, catalogue, tuple((lexicon or {}).items()))


@lru_cache(maxsize=4096)
def _normalised(text: str, catalogue: Catalogue, lexicon: tuple[tuple[str, str], ...]) -> str:
    written = " ".join(text.split())
    said = _with_words(apply(_first_rules(catalogue), plain_characters(written)), catalogue, lexicon)
    for _ in range(_MAX_PASSES):
        if not _NEEDS_RULES.search(said):
            break
        before, said = said, apply(_rules(catalogue), said).strip()
        if said == before:
            break
    said = said.strip()
    return said if any(map(str.isalnum, said)) else written


def _with_words(text: str, catalogue: Catalogue, lexicon: tuple[tuple[str, str], ...]) -> str:
    """Return the text with the lexicon and the abbreviations of the language in it.

    Only the words that are somewhere in the text are searched as whole words, which takes far longer.
    """
    words, lowered = _words(catalogue, lexicon), text.lower()
    found = tuple(row for word, row in words.items() if word.lower() in lowered)
    if not found:
        return text
    rows = {row[0]: row for row in found}

    def spoken(it: re.Match[str]) -> str:
        word, words, is_unit = rows.get(it[0]) or rows[it[0].lower()]
        if is_unit and word.endswith(".") and _SENTENCE_ENDS.match(text, it.end()):
            return f"{words}."
        is_glued = it.end() < len(text) and text[it.end()].isalnum()
        return f"{words} " if is_glued else words

    return _pattern(found).sub(spoken, text)


_Row = tuple[str, str, bool]
"""A word, what is said for it, and whether it is also a unit, so that it does not match after a number or a slash."""


@lru_cache(maxsize=16)
def _words(catalogue: Catalogue, lexicon: tuple[tuple[str, str], ...]) -> dict[str, _Row]:
    """Return the words that are replaced, longest first."""
    own = {plain_characters(word): spoken for word, spoken in lexicon}
    said = {**catalogue.table("abbreviations"), **own}
    units = measures(catalogue)
    longest_first = sorted(said.items(), key=lambda row: len(row[0]), reverse=True)
    return {word: (word, spoken, word not in own and word.rstrip("./") in units) for word, spoken in longest_first}


@lru_cache(maxsize=512)
def _pattern(rows: tuple[_Row, ...]) -> re.Pattern[str]:
    """Return a pattern of whole words. A word with a capital letter matches only as written."""
    either = []
    for word, _, is_unit in rows:
        as_written = re.escape(word) if word != word.lower() else f"(?i:{re.escape(word)})"
        before = r"(?<![\d/] )(?<![\d/])(?<!\d-)" if is_unit else ""
        either.append(f"{before}{as_written}{_AFTER.get(word[-1], _AFTER_WORD)}")
    return re.compile(rf"(?<!\w)(?<!\w')(?:{'|'.join(either)})")


@cache
def _first_rules(catalogue: Catalogue) -> tuple[Rule, ...]:
    """Return the rules that come before abbreviations are replaced."""

    def reserve(it: re.Match[str]) -> str:
        number = it[1] or it[2]
        return catalogue.text("effort-rir", count=float(number), figure=number)

    minutes = catalogue.text("time-minutes", count=2.0, numbers="").strip()
    letters = "|".join(word for word in catalogue.table("abbreviations") if _IS_GLUED.fullmatch(word))
    return (
        rule(_RESERVE, reserve),
        rule(rf"(?<!\w)({letters})(?=\d)", lambda it: f"{it[1]} "),
        rule(r"(?<=\d)[x×](?=[A-Z][^\W\d])", "x ", needs="x×"),
        rule(r"(?<![\w/])(?<!\d )[Mm]in(?=/(?:km|mi)(?!\w))", minutes, needs="/"),
        rule(r"(?<!\w)w/ ?(?!o\b)", f"{catalogue.text('with')} ", needs="/"),
        rule(r"(?<!\w)No\. ?(?=\d)", f"{catalogue.table('symbols')['#']} ", needs="N"),
        rule(r"(?<!\w)((?i:etc|usw)\.)(?= [A-ZÀ-Þ]|$)", lambda it: f"{it[1]}.", needs="."),
    )


@cache
def _rules(catalogue: Catalogue) -> tuple[Rule, ...]:
    """Return all other rules of a language, in order."""
    return (
        *mark_rules(catalogue),
        *day_time_rules(catalogue),
        *number_rules(catalogue),
        *duration_rules(catalogue),
        *late_mark_rules(catalogue),
        *amount_rules(catalogue),
        *symbol_rules(catalogue),
    )
