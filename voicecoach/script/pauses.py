"""Read a rest that is a list item: how long it is and, after a comma, words of the coach."""

import re
from dataclasses import replace

from voicecoach.errors import nearest
from voicecoach.script.grammar import elements_of
from voicecoach.script.page import can_be_said, name_of
from voicecoach.script.prescription import REST_EXAMPLE, read_rests
from voicecoach.script.source import Problems, Span
from voicecoach.workout import NO_REST, NO_RESTS, Pause, Rests

_COMMA = re.compile(r",(?!\d)|(?<!\d),")
"""A comma that is not within a number."""

_TERMS = frozenset({
    "time", "no_rest", "rest", "rest_count", "rest_of_set", "rest_as_needed", "rest_until", "rest_at_most", "of_set",
    "between", "about", "at_most", "cap", "every", "level", "cue", "sets", "rounds",
})  # fmt: skip
"""What follows a comma and is nothing but these is no words of the coach."""


_LENGTHS = ("as needed", "as long as the set", "none")


def read_pause(span: Span, detail: Span | None, terms: Span, problems: Problems) -> Pause | None:
    """Read ``- Rest: 90 s, walk back``; ``detail`` is what was written between the name and the colon, a mistake."""
    if detail is not None:
        hint = f"write '- Rest: {terms.text}, {detail.text}'"
        problems.error(detail, "what the coach says in a rest comes after its length", hint)
        return None
    length, said = _split(terms)
    elements = elements_of(length, REST_EXAMPLE, Problems())
    kinds = {element.kind for element in elements}
    if "unknown" in kinds and "bare" not in kinds:
        timed = next((element.span.text for element in elements if element.kind == "time"), "90 s")
        words = " ".join(length.text.replace(timed, " ").split())
        hint = (
            nearest(length.text, _LENGTHS)
            or f"write its length, a comma, and then your words: '- Rest: {timed}, {words}'"
        )
        problems.error(length, f"{length.quoted()} is not the length of a rest", hint)
        return None
    before = len(problems.found)
    rests = read_rests(length, problems)
    is_here = rests.exercises and replace(rests, exercises=None) in {NO_RESTS, Rests(sides=NO_REST)}
    if not is_here and len(problems.found) == before:
        problems.error(length, "a rest that is an item comes where it is written", "remove what it is between")
    words = name_of(said, problems) if said else ""
    if said and not can_be_said(words):
        problems.error(said, f"{said.quoted()} cannot be spoken", "write words, or remove it")
    if words and rests.exercises == NO_REST:
        problems.error(terms, "no rest leaves no time for words", f"give it a time: '- Rest: 10 s, {words}'")
    return Pause(rests.exercises, words, span.location()) if rests.exercises else None


def _split(terms: Span) -> tuple[Span, Span | None]:
    """Split the terms of a rest into how long it is, and the words that are said; None if there are none."""
    for comma in _COMMA.finditer(terms.text):
        said = terms.part(comma.end(), _end_of_part(terms.text, comma.end()))
        kinds = {element.kind for element in elements_of(said, REST_EXAMPLE, Problems())}
        if said.text and not (kinds and kinds <= _TERMS):
            return terms.part(0, comma.start()), terms.part(comma.end())
    return terms, None


def _end_of_part(text: str, start: int) -> int | None:
    comma = _COMMA.search(text, start)
    return comma.start() if comma else None
