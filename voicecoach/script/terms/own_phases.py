"""The phases of a tempo in a script's own words: ``tempo pull 2, sweep 1, return 3``.

The words that every coach knows (``workout.PHASE_WORDS``) are phases wherever a number follows. Any other word is one
only after ``tempo``, or in the tempo of a movement, so that a mistyped word elsewhere is still reported.
"""

from collections.abc import Iterator
from dataclasses import replace

from voicecoach.script.grammar import Element
from voicecoach.script.source import Problems, Span
from voicecoach.script.vocabulary import FAST
from voicecoach.workout import PHASE_WORDS

_SHORTEST_MISTYPED = 3
_TEMPO = "tempo"
_WORDS = frozenset({"unknown", "way"})
"""The kinds of elements that can be the name of a phase: a word, also one that a count can have, such as ``back``."""


def with_own_phases(
    elements: tuple[Element, ...], span: Span, problems: Problems, *, is_tempo: bool = False
) -> tuple[Element, ...]:
    """Return the elements with each word and its seconds as a phase: after ``tempo``, with ``is_tempo`` anywhere."""
    return tuple(_with_own_phases(elements, span, problems, is_tempo=is_tempo))


def _with_own_phases(
    elements: tuple[Element, ...], span: Span, problems: Problems, *, is_tempo: bool
) -> Iterator[Element]:
    left = list(elements)
    is_in_tempo = is_tempo
    while left:
        element = left.pop(0)
        if _is_word(element, _TEMPO):
            after = left[1:] if left and _is_word(left[0], ":") else left
            if _begins_phase(after):
                is_in_tempo, left = True, after
                continue
        if is_in_tempo and _begins_phase([element, *left]) and element.kind != "phase":
            yield _phase(element, left.pop(0), span, problems)
        else:
            is_in_tempo = is_tempo or element.kind == "phase"
            yield element


def _begins_phase(elements: list[Element]) -> bool:
    """Whether elements begin with a phase, or with a word and its seconds."""
    is_own = len(elements) > 1 and elements[0].kind in _WORDS and _is_number_of_seconds(elements[1])
    return is_own or (bool(elements) and elements[0].kind == "phase")


def _is_word(element: Element, word: str) -> bool:
    return element.kind == "unknown" and element.unit == word


def _is_number_of_seconds(element: Element) -> bool:
    if element.kind == "unknown":
        return element.unit in FAST
    is_one = element.figures is not None and element.figures.form == "numbers" and len(element.figures.readings) == 1
    return element.kind in {"bare", "time"} and is_one


def _phase(word: Element, number: Element, span: Span, problems: Problems) -> Element:
    start, end = word.span.column - span.column, number.span.column - span.column + len(number.span.text)
    whole = span.part(start, end)
    known = next((known for known in PHASE_WORDS if _is_mistyped(word.unit, known)), "")
    if known:
        problems.error(word.span, f"{word.span.quoted()} was not understood", f"did you mean '{known}'?")
    return replace(number, kind="phase", span=whole, unit=whole.text.casefold())


def _is_mistyped(word: str, known: str) -> bool:
    """Whether a known word has lost a letter, or two of its letters are swapped."""
    if len(word) < _SHORTEST_MISTYPED or word in PHASE_WORDS:
        return False
    lost = {known[:at] + known[at + 1 :] for at in range(len(known))}
    swapped = {known[:at] + known[at + 1] + known[at] + known[at + 2 :] for at in range(len(known) - 1)}
    return word in lost | swapped
