"""Read the elements of a prescription one by one, each by its kind."""

from collections.abc import Iterable
from dataclasses import replace

from voicecoach.errors import nearest
from voicecoach.script.grammar import Element
from voicecoach.script.gym_notes import REMARK_HINT
from voicecoach.script.switches import check_switches
from voicecoach.script.terms import doses, groups, loads, pacing, rests, sides
from voicecoach.script.terms.caps import with_caps
from voicecoach.script.terms.intervals import with_intervals
from voicecoach.script.terms.pacing import take_pace, unit_of
from voicecoach.script.terms.record import Terms
from voicecoach.script.terms.rests import put_default_rest
from voicecoach.script.terms.waiting_rests import with_waiting_rests
from voicecoach.script.vocabulary import PHRASES, UNITS
from voicecoach.workout import NO_REST, Between, Tempo

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

_AT_GROUP = {
    "rounds": "an exercise has sets: '3 x 10 reps'; a group has rounds: '## Name: 3 rounds'",
    "emom": "put it at the group: '## Name: {}'",
    "amrap": "put it at the group: '## Name: {}'",
    "for_time": "put it at the group: '## Name: for time'",
    "of_set": "put the word before it: 'rest 1:1', 'rest as long as the set'",
}
"""Hints for the terms of a group at an exercise; ``{}`` is the term with its time."""

_MAX_SUGGESTIONS = 100
"""With more problems than this, searching for similar words would take longer than reading the page."""


def read_terms(terms: Terms, elements: tuple[Element, ...], default: Between) -> Terms:
    """Read every element in turn; ``default`` is the place of a rest without ``between …``."""
    before: Element | None = None
    elements = with_waiting_rests(elements, terms.problems)
    elements = with_intervals(elements, terms.allowed)
    elements = with_caps(elements, terms.allowed, terms.problems)
    for element, following in zip(elements, (*elements[1:], None), strict=False):
        if element.span.column < terms.reported_to:
            continue
        if element.kind == "unknown":
            _unknown(terms, element, before)
        elif element.kind not in terms.allowed:
            # If the unit of a number is unknown, only that is reported.
            if element.kind != "bare" or following is None or following.kind != "unknown":
                message = f"{element.span.quoted()} cannot be used here"
                example = f"write, for example, '{terms.example}'"
                time = following.span.text if following and following.kind == "time" else "10 min"
                hint = _AT_GROUP.get(element.kind, example).format(f"{element.span.text} {time}")
                terms.problems.error(element.span, message, hint)
        elif element.kind == "time" and following and following.kind == "each" and unit_of(following):
            take_pace(terms, element, following)
        elif not (element.kind == "each" and unit_of(element) and terms.pace is not None):
            _TAKERS[element.kind](terms, element)
        if terms.pending_rest and not (following and following.kind == "between"):
            put_default_rest(terms, default, *terms.pending_rest)
        before = element
    _finish(terms)
    return terms


def _finish(terms: Terms) -> None:
    """Decide what only all elements together say."""
    if terms.no_rest_at_all and terms.rests.sides is None:
        terms.rests = replace(terms.rests, sides=NO_REST)
    check_switches(terms.cues, terms.span, terms.problems)
    if terms.phases:
        terms.once(terms.pace, terms.span, "pace")
        terms.pace = Tempo(tuple(terms.phases))


def _unknown(terms: Terms, element: Element, before: Element | None) -> None:
    """Report unknown words, once for everything up to the next comma."""
    span = element.span
    offset = span.column - terms.span.column
    tail = terms.span.part(offset, offset + len(terms.span.text[offset:].split(",")[0]))
    terms.reported_to = tail.column + len(tail.text)
    between = terms.span.text[before.span.column - terms.span.column : offset] if before else ","
    can_be_unit = before is not None and before.kind == "bare" and "," not in between and span.text[0].isalpha()
    if can_be_unit and (known := _suggestion(terms, UNITS, span.text)):
        terms.problems.error(span, f"unknown unit {span.quoted()}", known)
    elif (begun := tail.text.casefold()) in PHRASES:
        whole = next((phrase for phrase in PHRASES if phrase.startswith(f"{begun} ")), "")
        hint = f"write, for example, '{whole}'" if whole else ""
        terms.problems.error(tail, f"something is missing after {tail.quoted()}", hint)
    else:
        remark = REMARK_HINT if "until" in terms.allowed else f"write, for example, '{terms.example}'"
        if before is not None and before.kind == "level":
            remark = f"for a second level, write 'level {tail.text}'; put a remark after the name"
        hint = _suggestion(terms, PHRASES, tail.text) or remark
        message = "unknown unit {}" if can_be_unit and tail.text == span.text else "{} was not understood"
        terms.problems.error(tail, message.format(tail.quoted()), hint)


def _suggestion(terms: Terms, known: Iterable[str], text: str) -> str:
    """Return a hint with the most similar words; none on a page with too many problems."""
    is_wanted = terms.problems.suggests and len(terms.problems.found) <= _MAX_SUGGESTIONS
    return nearest(text, known) if is_wanted else ""
