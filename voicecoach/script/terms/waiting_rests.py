"""Rests that wait for the listener, with what limits them: ``rest until your pulse is down, at most 3 min``."""

import re
from collections.abc import Iterator
from dataclasses import replace
from itertools import chain

from voicecoach.script.grammar import Element
from voicecoach.script.source import Problems
from voicecoach.script.vocabulary import BETWEEN

_PLACE = re.compile(rf"\s+(between\s+({'|'.join(BETWEEN)})|after(wards)?)$", re.IGNORECASE)
_WAITING = frozenset({"rest_as_needed", "rest_until"})
_FIXED = frozenset({"rest", "rest_count", "rest_of_set", "no_rest"})


def with_waiting_rests(elements: tuple[Element, ...], problems: Problems) -> tuple[Element, ...]:
    """Return the elements with each rest that waits as one, including its estimate or its longest time."""
    found: list[Element] = []
    for element in chain.from_iterable(map(_with_place, elements)):
        place = -2 if found and found[-1].kind == "between" else -1
        before = found[place].kind if len(found) >= -place else ""
        if before in _WAITING and element.kind in {"about", "at_most"}:
            kind = before if element.kind == "about" else "rest_at_most"
            found[place] = replace(found[place], kind=kind, figures=element.figures, unit=element.unit)
        elif before in _FIXED and element.kind == "at_most":
            hint = "write a range, 'rest 60-90 s', or put the cap of a set before its rest: '10 reps in 60 s'"
            problems.error(element.span, f"it is not clear what {element.span.quoted()} is about", hint)
        else:
            found.append(element)
    return tuple(found)


def _with_place(element: Element) -> Iterator[Element]:
    """Yield a rest until something without its place, then the place: its words may end in ``between sets``."""
    match = _PLACE.search(element.text) if element.kind == "rest_until" else None
    if match is None:
        yield element
        return
    yield replace(element, text=element.text[: match.start()])
    after = len(element.span.text) - len(match[0])
    yield Element("between", element.span.part(after), unit=match[1].casefold())
