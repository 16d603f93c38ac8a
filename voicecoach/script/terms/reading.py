"""Read the elements of a prescription one by one, each by its kind."""

from collections.abc import Iterable
from dataclasses import replace

from voicecoach.errors import nearest
from voicecoach.script.grammar import Element
from voicecoach.script.switches import check_switches
from voicecoach.script.terms import doses, groups, loads, pacing, rests, sides
from voicecoach.script.terms.caps import with_caps
from voicecoach.script.terms.pacing import take_pace, unit_of
from voicecoach.script.terms.record import Terms
from voicecoach.script.terms.rests import put_rest
from voicecoach.script.vocabulary import PHRASES, UNITS, mistake_hint
from voicecoach.workout import Between, Tempo

_TAKERS = {
    **doses.TAKERS,
    **sides.TAKERS,
    **loads.TAKERS,
    **pacing.TAKERS,
    **rests.TAKERS,
    **groups.TAKERS,
}
KINDS = frozenset(_TAKERS)
"""Every kind of element except ``unknown``."""

_MAX_SUGGESTIONS = 100
"""With more problems than this, searching for similar words would take longer than reading the page."""


def read_terms(terms: Terms, elements: tuple[Element, ...], default: Between) -> Terms:
    """Read every element in turn; ``default`` is the place of a rest without ``between …``."""
    before: Element | None = None
    elements = _with_estimated_rests(elements)
    elements = with_caps(elements, terms.allowed, terms.problems)
    for element, following in zip(elements, (*elements[1:], None), strict=False):
        if element.kind == "unknown":
            _unknown(terms, element, before)
        elif element.kind not in terms.allowed:
            # If the unit of a number is unknown, only that is reported.
            if element.kind != "bare" or following is None or following.kind != "unknown":
                message = f"{element.span.quoted()} cannot be used here"
                hint = mistake_hint(terms.span.text) or f"write, for example, '{terms.example}'"
                terms.problems.error(element.span, message, hint)
        elif element.kind == "time" and following and following.kind == "each" and unit_of(following):
            take_pace(terms, element, following)
        elif not (element.kind == "each" and unit_of(element) and terms.pace is not None):
            _TAKERS[element.kind](terms, element)
        if terms.pending_rest and not (following and following.kind == "between"):
            put_rest(terms, default, *terms.pending_rest)
        before = element
    check_switches(terms.cues, terms.span, terms.problems)
    if terms.phases:
        terms.once(terms.pace, terms.span, "pace")
        terms.pace = Tempo(tuple(terms.phases))
    return terms


def _with_estimated_rests(elements: tuple[Element, ...]) -> tuple[Element, ...]:
    """Give each rest as needed the estimate that follows it: ``rest as needed between sets, about 2 min``."""
    found: list[Element] = []
    for element in elements:
        place = -2 if found and found[-1].kind == "between" else -1
        if element.kind == "about" and len(found) >= -place and found[place].kind == "rest_as_needed":
            found[place] = replace(found[place], figures=element.figures, unit=element.unit)
        else:
            found.append(element)
    return tuple(found)


def _unknown(terms: Terms, element: Element, before: Element | None) -> None:
    """Report unknown words, once for everything up to the next comma."""
    span = element.span
    if span.column < terms.reported_to:
        return
    offset = span.column - terms.span.column
    tail = terms.span.part(offset, offset + len(terms.span.text[offset:].split(",")[0]))
    terms.reported_to = tail.column + len(tail.text)
    between = terms.span.text[before.span.column - terms.span.column : offset] if before else ","
    if before and before.kind == "bare" and "," not in between and span.text[0].isalpha():
        known = mistake_hint(terms.span.text) or _suggestion(terms, UNITS, span.text)
        hint = known or f"write, for example, '{terms.example}'"
        terms.problems.error(span, f"unknown unit {span.quoted()}", hint)
    else:
        # Several words are rarely a typing mistake: they are probably a remark.
        known = mistake_hint(terms.span.text) or _suggestion(terms, PHRASES, tail.text)
        free = "put a remark after the name and a comma; for a set without reps or time, write 'until …'"
        hint = known or (free if "until" in terms.allowed else f"write, for example, '{terms.example}'")
        terms.problems.error(tail, f"{tail.quoted()} was not understood", hint)


def _suggestion(terms: Terms, known: Iterable[str], text: str) -> str:
    """Return a hint with the most similar words; none on a page with too many problems."""
    return "" if len(terms.problems.found) > _MAX_SUGGESTIONS else nearest(text, known)
