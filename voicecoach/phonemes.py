"""Pronunciations given as phonemes: ``[Pallof](/pˈælɑf/)``, for engines that read them."""

import re
from collections.abc import Mapping

INLINE = re.compile(r"\[([^\[\]]+)\]\(/([^/()]+)/\)")
"""A word and its phonemes, in the form that hibari reads (misaki's)."""

_REMNANT = re.compile(r"\]\s*\(|\(\s*/|/\s*\)")

HOW_TO_WRITE_PHONEMES = "write the word and its phonemes as in [Pallof](/pˈælɑf/)"


def has_malformed_phonemes(text: str) -> bool:
    """Whether a text has something that is meant as phonemes, but is not written as they are."""
    return bool(_REMNANT.search(INLINE.sub("", text)))


def without_phonemes(text: str) -> str:
    """Return a text with only the words: ``Pallof press`` for ``[Pallof](/pˈælɑf/) press``."""
    return INLINE.sub(r"\1", text)


def phonemes_in(text: str) -> dict[str, str]:
    """Return the words of a text that have phonemes, in lower case, with them."""
    return {word.lower(): phonemes for word, phonemes in INLINE.findall(text)}


def with_phonemes(words: str, phonemes: Mapping[str, str]) -> str:
    """Return words with the phonemes of each of them that has some; ``phonemes`` has its keys in lower case."""
    lowered = words.lower()
    known = sorted((word for word in phonemes if word in lowered), key=len, reverse=True)
    if not known:
        return words
    either = re.compile(rf"(?<!\w)(?:{'|'.join(map(re.escape, known))})(?!\w)", re.IGNORECASE)
    return either.sub(lambda it: f"[{it[0]}](/{phonemes[it[0].lower()]}/)", words)
