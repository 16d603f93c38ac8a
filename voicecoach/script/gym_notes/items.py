"""Gym notes that are a whole item: a dose without a colon, and the labels of exercises that take turns."""

import re
from collections.abc import Callable, Iterator

LABEL = re.compile(r"(?P<label>(?P<letter>[A-H])[1-9][.):]?)\s+(?:[-–]\s+)?(?=\S)")
"""The label of an exercise that takes turns with others, which have the same letter: ``A1. Squat``."""

_DOSE_AFTER = re.compile(r"(?<=[\s:(])(?=\d|x\s?\d|max|amrap|(?:to\s)?failure|bw\b)", re.IGNORECASE)
_NAME_AFTER = re.compile(r"(?<=\s)(?=[^\W\d])")
_AROUND_NAME = " \t,;:=()–—→⇒>~|-"


def with_colon(text: str, corrected: Callable[[str], str]) -> tuple[str, str]:
    """Return the name and the dose of an item without a colon: ``Squat 3x10``; both are empty if it has none.

    Args:
        text: the item.
        corrected: returns a prescription as the language writes it; empty if it cannot be read.
    """
    for name, written in _halves(text):
        if any(map(str.isalpha, name)) and (dose := corrected(written)):
            return name, dose
    return "", ""


def _halves(text: str) -> Iterator[tuple[str, str]]:
    """Yield every name and dose that the text may be: first with the name first, then with the longest dose first."""
    for split in _DOSE_AFTER.finditer(text):
        yield text[: split.start()].strip(_AROUND_NAME), text[split.start() :].rstrip(") ")
    for split in reversed(list(_NAME_AFTER.finditer(text))):
        name = text[split.start() :].strip(_AROUND_NAME)
        yield name[:1].upper() + name[1:], text[: split.start()].strip(_AROUND_NAME)
