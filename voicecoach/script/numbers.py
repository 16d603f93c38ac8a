"""Numbers as people write them: ``2.5``, ``7,5``, ``10,000``, ``10 000``, ``1'500``, ``1/2``, ``1 ½``."""

import re
import unicodedata
from fractions import Fraction

_VULGAR = "½⅓⅔¼¾⅛⅜⅝⅞"
_COMMON = r"(?:1[/⁄][2348]|2[/⁄]3|3[/⁄][48]|[57][/⁄]8)"
"""The fractions that are not a ladder or a choice. U+2044 is the slash of fractions in Unicode."""

_BLANKS = "\u00a0\u2009\u202f"
"""Blanks that do not break a line, which separate thousands in typeset text."""

_GROUPED = r"(?:m|met(?:re|er)s?|yds?|yards?|ft|feet|k?cals?|calories|reps|steps|strokes|w|watts?)\b"
"""Units before which a common blank can separate thousands; a load can follow a number of reps: ``5 100 kg``."""

NUMBER = (
    rf"(?<![0-9/⁄])(?:[0-9]+\s+)?{_COMMON}(?!\s*[/⁄]|[0-9]|[.,][0-9])"
    rf"|(?:[0-9]+\s?)?[{_VULGAR}]"
    rf"|[0-9]{{1,3}}(?:[{_BLANKS}][0-9]{{3}}(?![0-9]))+"
    rf"|[0-9]{{1,3}}(?: [0-9]{{3}}(?![0-9]))+(?=\s*{_GROUPED})"
    r"|[0-9]{1,3}(?:['’][0-9]{3}(?![0-9]))+(?:[.,][0-9]+)?"
    r"|[0-9]+(?:[.,][0-9]+)*"
)
"""A pattern of everything that is one number."""

DIGITS = f"[0-9{_VULGAR}]"
"""A number begins with one of these."""

_MIXED = re.compile(rf"(?:([0-9]+)(?:\s+|(?=[{_VULGAR}])))?(?:([0-9])[/⁄]([0-9])|([{_VULGAR}]))")
_DECIMAL = re.compile(r"([0-9]+)(?:([.,])([0-9]+))?")
_THOUSANDS = re.compile(r"[1-9][0-9]{0,2}(?:,[0-9]{3})+(?:\.[0-9]+)?|[1-9][0-9]{0,2}(?:\.[0-9]{3}){2,}(?:,[0-9]+)?")


def is_fraction(text: str) -> bool:
    """Whether a text is one of the fractions that are a single number: ``1/2``."""
    return bool(re.fullmatch(_COMMON, text))


def readings_of(text: str) -> tuple[Fraction, ...]:
    """Return what a number can mean: one value, two if its mark can be one of decimals or of thousands, or none."""
    if mixed := _MIXED.fullmatch(text):
        whole, upper, lower, vulgar = mixed.groups()
        part = (
            Fraction(unicodedata.numeric(vulgar)).limit_denominator(8) if vulgar else Fraction(int(upper), int(lower))
        )
        return (int(whole or 0) + part,)
    plain = re.sub(rf"[\s{_BLANKS}'’]", "", text)
    decimal = _DECIMAL.fullmatch(plain)
    found = [Fraction(f"{decimal[1]}.{decimal[3] or 0}")] if decimal else []
    # '1.250' is a number of thousands in half of Europe; nobody else writes the last zero.
    is_grouped = _THOUSANDS.fullmatch(plain) or re.fullmatch(r"[1-9][0-9]{0,2}\.[0-9]{2}0", plain)
    if is_grouped:
        is_of_commas = ("," in plain and plain.find(",") < plain.find(".")) or "." not in plain
        thousands, point = (",", ".") if is_of_commas else (".", ",")
        found.append(Fraction(plain.replace(thousands, "").replace(point, ".")))
    return tuple(found)
