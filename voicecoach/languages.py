"""The languages that the coach speaks, and their codes."""

import re

from voicecoach.errors import ChoiceError

LANGUAGES = ("en", "de", "es", "fr")
"""Each has a catalogue in ``phrases``."""

_CODE = re.compile(r"[a-z]{2}(-[a-z0-9]{2,8})?")


def language_code(text: str) -> str:
    """Return the canonical spelling of a code: ``de``, or with a country ``en-gb``, even if given as ``EN_GB``.

    Raises:
        ChoiceError: it is not the code of a language that the coach speaks.
    """
    code = text.replace("_", "-").casefold()
    if not _CODE.fullmatch(code) or base_language(code) not in LANGUAGES:
        raise ChoiceError(f"the coach does not speak '{text}'", f"one of: {', '.join(LANGUAGES)}; also en-gb")
    return code


def base_language(code: str) -> str:
    """Return the language of a code such as ``en-gb``, ``en_GB`` or ``en-us-x``."""
    return code.replace("_", "-").partition("-")[0].casefold()
