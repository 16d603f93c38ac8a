"""Titles as names of files that every system takes, the memory card of a phone among them."""

import unicodedata

_LONGEST_BYTES = 120
"""Room for a number and a suffix within the 143 bytes of an encrypted home (eCryptfs); all other systems take more."""

_JOINERS = {"\u200c", "\u200d"}
"""Characters that nobody sees and that words, and some emoji, are written with."""

_DASHED = str.maketrans("/\\|", "---")
"""What stands between two names is still told from a space."""

_UNNAMED = "untitled"


def safe_name(title: str) -> str:
    """Return a title as a name for a file, without its suffix; whoever needs a name of its own puts a number before it.

    What any of Windows, macOS, Linux, FAT32 and exFAT refuses in a name is taken out, and a name is made longer that
    Windows keeps for a device, with whatever suffix. No name begins or ends with a dot or a space.
    """
    from pathvalidate import sanitize_filename

    def accepted(text: str) -> str:
        return sanitize_filename(text, replacement_text=" ", platform="universal")

    text = _short(accepted(_plain(title.translate(_DASHED)))) or _UNNAMED
    device, dot, rest = text.partition(".")
    return accepted(device.rstrip()) + dot + rest


def _plain(title: str) -> str:
    """Return a title in its usual form, without what cannot be seen."""
    usual = unicodedata.normalize("NFC", title)
    return "".join(
        " " if unicodedata.category(character)[0] in "CZ" and character not in _JOINERS else character
        for character in usual
    )


def _short(text: str) -> str:
    """Return as much of a text as there is room for, cut between two characters, with single spaces."""
    cut = " ".join(text.split()).encode()[:_LONGEST_BYTES].decode(errors="ignore")
    return cut.strip(" ." + "".join(_JOINERS))
