"""Numbers as the language writes them: thousands without a mark, its own decimal mark; and what a slash means."""

import re
from collections.abc import Iterator
from functools import cache, partial

from voicecoach.phrases import Catalogue
from voicecoach.speech.rules.measures import measures
from voicecoach.speech.rules.rule import Rule, any_of, listed, rule

SLASH = "⁄"
"""The fraction slash: what it separates is a fraction and nothing else."""

_FRACTIONS = r"1/[2348]|2/3|3/4|[357]/8"
"""Fractions with a common slash. Others, such as 5/3 or 20/10, are lists."""

_ORDINALS = ("ième", "ieme")
"""Endings of numbers, which stay joined to them."""


@cache
def number_rules(catalogue: Catalogue) -> tuple[Rule, ...]:
    """Return the rules for marks in numbers, and for a slash between two numbers."""
    return (*_mark_rules(catalogue), *_slash_rules(catalogue))


def fraction_words(catalogue: Catalogue, fraction: str) -> str:
    """Return the words for a fraction, which is two numbers and the fraction slash."""
    top, bottom = map(int, fraction.split(SLASH))
    return catalogue.text("fraction", top=top, bottom=bottom)


def _mark_rules(catalogue: Catalogue) -> Iterator[Rule]:
    thousands, decimal = catalogue.text("thousands-mark"), catalogue.text("decimal-mark")
    yield rule(r"(?<=\d) ?\.{2,3} ?(?=\d)", "–", needs=".")
    yield rule(r"(?<!\w)([A-Z]\d)[-–]([A-Z]?\d)(?!\w)", lambda it: catalogue.text("to", low=it[1], high=it[2]))
    start = r"(?<![\w.,'])\d{1,3}"
    yield rule(
        rf"{start}(?:{re.escape(thousands)}\d{{3}})+(?!\d|{re.escape(thousands)}\d|[.,]\d+[.,]\d)",
        lambda it: it[0].replace(thousands, ""),
    )
    yield rule(rf"{start}[.,]\d\d0(?![\d.,]\d|\d)", lambda it: re.sub("[.,]", "", it[0]))
    yield rule(rf"{start}(?:'\d{{3}})+(?!\d)", lambda it: it[0].replace("'", ""))
    unit_follows = rf"(?= ?(?:{measures(catalogue).pattern})(?!\w))"
    yield rule(rf"{start}(?: \d{{3}}){{1,4}}(?:{unit_follows}|(?<= 000)(?!\d))", lambda it: it[0].replace(" ", ""))
    yield rule(r"(?<![\w.,:])(\d+)[.,](\d+)(?![.,:]?\d)", lambda it: f"{it[1]}{decimal}{it[2]}")
    yield rule(rf"(?<![^\s(~+<>≤≥@–-])[.,](\d{{1,6}})(?:{unit_follows}|(?![\w.,]))", lambda it: f"0{decimal}{it[1]}")
    yield rule(r"(?<![^\s(/–-]):([0-5]\d)(?![\d:])", lambda it: f"0:{it[1]}", needs=":")
    yield rule(rf"(?<![\w.,:])(\d+)(?!{'|'.join(_ORDINALS)})(?=[^\W\d_]{{4}})", lambda it: f"{it[1]} ")


def _slash_rules(catalogue: Catalogue) -> Iterator[Rule]:
    def number_of(number: str, total: str) -> str:
        return catalogue.text("number-of", number=number, total=total)

    nouns = "|".join(listed(catalogue.text("of-nouns")))
    yield rule(
        rf"(?i)(?<!\w)({nouns}) (\d{{1,3}}) ?/ ?(\d{{1,3}})(?![\w/])",
        lambda it: f"{it[1]} {number_of(it[2], it[3])}",
        needs="/",
    )
    yield rule(r"\((\d{1,2})/(\d{1,2})\)", lambda it: f"({number_of(it[1], it[2])})", needs="/")
    yield rule(rf"(?<![\d/.,])({_FRACTIONS})(?![\d/])", lambda it: it[1].replace("/", SLASH), needs="/")
    for row, words in catalogue.table("halves").items():
        said, _, joint = words.partition(" | ")
        yield rule(
            rf"(?<![\d{SLASH}])(?<!\d )1{SLASH}2[ -]?(?=(?:{any_of(listed(row))})(?!\w))",
            said if said.endswith("-") else f"{said} ",
            needs=SLASH,
        )
        yield rule(
            rf"(?<![\d{SLASH}])(?<!\d )(\d{SLASH}\d)[ -]?(?=(?:{any_of(listed(row))})(?!\w))",
            partial(_part_of, catalogue, joint),
            needs=SLASH,
        )


def _part_of(catalogue: Catalogue, joint: str, it: re.Match[str]) -> str:
    return " ".join(filter(None, (fraction_words(catalogue, it[1]), joint))) + " "
