"""What a rule is: a pattern, and how a match of it is written out."""

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass

Rewrite = Callable[[re.Match[str]], str]


@dataclass(frozen=True, slots=True)
class Rule:
    """A pattern, and how a match of it is written out."""

    pattern: re.Pattern[str]
    rewrite: Rewrite
    needs: str
    """Characters of which a text must have one for the pattern to match; most texts are spared most patterns."""


def rule(pattern: str, rewrite: Rewrite | str, needs: str = "") -> Rule:
    """Return a rule; a text as ``rewrite`` is written as it is."""
    return Rule(re.compile(pattern), (lambda _: rewrite) if isinstance(rewrite, str) else rewrite, needs)


def apply(rules: Iterable[Rule], text: str) -> str:
    """Return a text after all rules, in order."""
    for each in rules:
        if not each.needs or any(char in text for char in each.needs):
            text = each.pattern.sub(each.rewrite, text)
    return text


def any_of(words: Iterable[str]) -> str:
    """Return a pattern of any of these words, the longest first; one with a capital letter matches only as written."""
    longest_first = sorted(words, key=lambda word: (-len(word), word))
    return "|".join(re.escape(word) if word != word.lower() else f"(?i:{re.escape(word)})" for word in longest_first)


def listed(words: str) -> tuple[str, ...]:
    """Return the words of a list with commas."""
    return tuple(word.strip() for word in words.split(","))
