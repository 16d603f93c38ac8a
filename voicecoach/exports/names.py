"""Turn titles into file names that are valid on every system, including memory cards."""

import unicodedata

_LONGEST_BYTES = 120
"""Leaves room for a number and a suffix within 143 bytes, the limit of eCryptfs. Other file systems allow more."""

_JOINERS = {"\u200c", "\u200d"}
"""Invisible characters that are part of words in some scripts, and of some emoji."""

_DASHED = str.maketrans("/\\|", "---")
"""Separators become dashes, so that they still differ from spaces."""

_UNNAMED = "untitled"


def safe_name(title: str) -> str:
    """Return a title as a file name without suffix. Different titles may give the same name.

    Removes what Windows, macOS, Linux, FAT32 or exFAT do not allow in a name, and extends names that Windows reserves
    for devices. No name begins or ends with a dot or a space.
    """
    from pathvalidate import sanitize_filename

    def accepted(text: str) -> str:
        return sanitize_filename(text, replacement_text=" ", platform="universal")

    text = _short(accepted(_plain(title.translate(_DASHED)))) or _UNNAMED
    device, dot, rest = text.partition(".")
    return accepted(device.rstrip()) + dot + rest


def _plain(title: str) -> str:
    """Return a title in Unicode normal form, without invisible characters."""
    usual = unicodedata.normalize("NFC", title)
    return "".join(
        " " if unicodedata.category(character)[0] in "CZ" and character not in _JOINERS else character
        for character in usual
    )


def _short(text: str) -> str:
    """Return as much of a text as fits, without splitting a character, and with single spaces."""
    cut = " ".join(text.split()).encode()[:_LONGEST_BYTES].decode(errors="ignore")
    return cut.strip(" ." + "".join(_JOINERS))
