"""``E2MOM`` is ``every 2 min``; the time after it, at an exercise, is that of all sets together."""

import re
from collections.abc import Iterator
from dataclasses import replace
from fractions import Fraction

from voicecoach.script.grammar import Element, Figures
from voicecoach.script.vocabulary import TIMES

_DOSES = frozenset({"count", "bare", "time", "max", "until", "done"})


def with_intervals(elements: tuple[Element, ...], allowed: frozenset[str]) -> tuple[Element, ...]:
    """Return the elements with every interval as one, and the time of all sets of an exercise as ``total``.

    A time that is the only dose is that of each set, unless it is longer than the interval.
    """
    elements = tuple(map(_as_interval, elements))
    return tuple(_with_total(elements)) if "total" in allowed else elements


def _as_interval(element: Element) -> Element:
    written = re.fullmatch(r"e(\d+)(mom|s)", element.unit) if element.kind == "emom" else None
    if written is None:
        return element
    unit = "min" if written[2] == "mom" else "s"
    return replace(element, kind="every", figures=Figures.of(Fraction(written[1])), unit=unit)


def _with_total(elements: tuple[Element, ...]) -> Iterator[Element]:
    doses = sum(element.kind in _DOSES for element in elements)
    for before, element, after in zip((None, *elements), elements, (*elements[1:], None), strict=False):
        is_pace = after is not None and after.kind == "each"
        follows = before is not None and before.kind == "every" and element.kind == "time" and not is_pace
        is_total = follows and (doses > 1 or _length(element) > _length(before))
        yield replace(element, kind="total") if is_total else element


def _length(element: Element | None) -> Fraction:
    """Return a time in milliseconds, however long it is."""
    if element is None:
        return Fraction(0)
    longest = max(map(max, element.figures.readings), default=Fraction(0)) if element.figures else Fraction(1)
    return longest * TIMES.get(element.unit, 0)
