"""Characters: one spelling for those that mean the same, and none that cannot be said."""

import re
import unicodedata
from functools import lru_cache

_SPELLINGS = {
    "-": "‐‑‒−﹣",
    "–": "—―",
    "×": "✕✖⨯",
    "'": "’‘ʼ´`′",
    '"': "″”“„‟❝❞",
    "~": "∼˜〜≈≃≅",
    "→": "➔➜➝➞➡➤⇒⟶⟹⇨⮕",
    "←": "⬅⇐⟵⟸⇦",
    "↔": "⇔⟷⟺⇄⇆⬌",
    "↑": "⬆⇑⇧",
    "↓": "⬇⇓⇩",
    "≥": "≧⩾",
    "≤": "≦⩽",
    "°": "˚",
    "#": "№",
    "+": "➕",
    "÷": "➗",
    "/": "∕",
    "...": "…",
    ", ": "•·∙|",
    " ": f"[]{{}}*_^\\¦¬¨¯¸™℠ℹ㊗㊙〽〰⤴⤵{''.join(map(chr, range(0x25A0, 0x2600)))}",
    "": "".join(map(chr, range(0x1F3FB, 0x1F400))),
}
"""How characters are written from here on. Geometric shapes are silent, as are the skin tones of emoji (last row)."""

_SPELLED = {char: spelling for spelling, chars in _SPELLINGS.items() for char in chars}
_UNCHANGED = frozenset("°ºª")
"""Signs that are said, although they are symbols or have a compatibility form."""

_FIRST_PICTURE = "\U0001f000"
"""From here on, symbols are pictures, also those that are drawn as letters and have them as a compatibility form."""

_UNSAID = {
    **dict.fromkeys(("Cc", "Zl", "Zp", "Zs", "So"), " "),
    **dict.fromkeys(("Cf", "Cs", "Co", "Cn", "Me"), ""),
}
"""What is written for characters of the categories without a sound: emoji leave a gap, joiners do not."""

_REWRITES = tuple(
    (re.compile(pattern), written)
    for pattern, written in (
        (r"\u200d[↔↕➡]", " "),  # Part of a picture: a head that shakes, a person who faces right.
        (r"(?<=\d)[\u00a0\u2007\u2009\u202f](?=\d{3}(?!\d))", "'"),  # A blank that does not break: thousands.
        (r"(?<=\d)(?=[¼-¾⅐-⅞])", " "),
        (r"<[-=]{1,9}>", "↔"),
        (r"[-=]{1,9}>", "→"),
        (r"<[-=]{1,9}", "←"),
        (r"(?<=\d)[*✖](?=\d)", "×"),
        (r"(?<=\d\d)º", "°"),  # A keyboard without a degree sign.
        (r"(?<=[\d ]m)²(?!\w)", "2"),
        (r"[¹²³⁰⁴-⁹]+", " "),  # The mark of a footnote.
    )
)
_NEEDS_NONE = re.compile(r"[\w ,.:;!?%+#@&/()'\"-]*", re.ASCII)


def plain_characters(text: str) -> str:
    """Return a text in one spelling: compatibility forms as plain characters, emoji and invisible characters gone.

    Fractions such as ``⅛`` become two numbers with the fraction slash (U+2044), which tells them from lists.
    """
    if not ("_" in text or "  " in text) and _NEEDS_NONE.fullmatch(text):
        return text.strip()
    text = unicodedata.normalize("NFC", text)
    for pattern, written in _REWRITES:
        text = pattern.sub(written, text)
    return " ".join(unicodedata.normalize("NFC", "".join(map(_written, text))).split())


@lru_cache(maxsize=4096)
def _written(char: str) -> str:
    """Return what is written for one character."""
    if char in _UNCHANGED:
        return char
    if char in _SPELLED:
        return _SPELLED[char]
    category = unicodedata.category(char)
    if category == "So" and char >= _FIRST_PICTURE:
        return " "
    plain = unicodedata.normalize("NFKC", char)
    if plain != char:
        return "".join(each if each == char else _written(each) for each in plain)
    return "" if "\ufe00" <= char <= "\ufe0f" else _UNSAID.get(category, char)
