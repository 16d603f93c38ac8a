"""Symbols between words and before numbers, and what is left of all others."""

from functools import cache

from voicecoach.phrases import Catalogue
from voicecoach.speech.rules.rule import Rule, listed, rule

_BEFORE = "~±<>≤≥"
_BETWEEN = "&+=÷→↔"
_ANYWHERE = "@↑↓"
_ALSO_WORDS = "~↑↓"
"""Symbols that are often written next to the word for them: ``up ↑``."""


@cache
def symbol_rules(catalogue: Catalogue) -> tuple[Rule, ...]:
    """Return the rules for symbols, then those that tidy up behind them."""
    said = catalogue.table("symbols")
    nouns = "|".join(listed(catalogue.text("per-nouns")))
    twice = "|".join(said[mark] for mark in _ALSO_WORDS)
    return (
        rule(rf"(?i) ?/ ?(?=(?:{nouns})\b)", f" {catalogue.text('per')} ", needs="/"),
        rule(r"(?<=\w) ?/ ?(?=\w)", ", ", needs="/"),
        rule(r"(?<![^\s(,;:])-(?=\d)", f"{said['-']} ", needs="-"),
        rule(r"(?<=\w) ~ (?=[^\W\d])", ", ", needs="~"),
        rule(rf"([{_BEFORE}]) ?(?=\w)", lambda it: f" {said[it[1]]} ", needs=_BEFORE),
        rule(r"# ?(?=\d)", f" {said['#']} ", needs="#"),
        rule(rf"(?<=[\w)%°.!?]) ?([{_BETWEEN}])\1* ?(?=[\w(@])", lambda it: f" {said[it[1]]} ", needs=_BETWEEN),
        rule(rf"([{_ANYWHERE}])", lambda it: f" {said[it[1]]} ", needs=_ANYWHERE),
        rule(r"\+ ?(?=\d)", f" {said['+']} "),
        rule(r" [-–]+ |(?<=[^\W\d])–(?=[^\W\d])", ", ", needs="-–"),
        rule(r"[~±<>≤≥#&+=÷→←↔/⁄]", ", "),
        rule(r"\s+", " "),
        rule(rf"(?i)(?<!\w)({twice}) \1(?!\w)", lambda it: it[1]),
        rule(r"\( ?[,;]? ?\)", ""),
        rule(r" +(?=[,.):;!?])(?!\.\d)", ""),
        rule(r"(?<=[,;:.!?(])(?: ?,)+|^(?:[,;:] ?)+", ""),
        rule(r",(?= ?(?:[.;:!?)]|$))", ""),
    )
