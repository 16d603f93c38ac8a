"""Named parts of a set: the coach's own words after a count, where a set has several counts on one beat."""

from collections.abc import Iterable, Iterator
from dataclasses import replace

from voicecoach.errors import nearest
from voicecoach.script.grammar import Element
from voicecoach.script.gym_notes import is_gym_note
from voicecoach.script.source import Span
from voicecoach.script.vocabulary import PHRASES, UNITS

_COUNTS = frozenset({"count", "bare", "max"})
_WORDS = frozenset({"unknown", "way"})

_LONG_WORD = 5
"""In letters. A shorter word within a name can be similar to a known one by chance: ``hand``, ``hard``."""


def with_names(elements: tuple[Element, ...], span: Span) -> tuple[Element, ...]:
    """Return the elements of a prescription, each run of words after a count joined to one ``name``.

    Only several counts can have names: after a single one, such words are a remark or a mistake. Words that are similar
    to words of the language stay what they are, and are reported.
    """
    if sum(element.kind in _COUNTS for element in elements) == 1:
        return elements
    return tuple(_joined(elements, span))


def _joined(elements: tuple[Element, ...], span: Span) -> Iterator[Element]:
    at = 0
    while at < len(elements):
        element = elements[at]
        yield element
        at += 1
        run = _run_after(elements, at, span) if element.kind in _COUNTS else ()
        if any(part.kind == "unknown" for part in run):
            name = _between(span, element.span, run[-1].span)
            if not _is_mistyped(element, name.text):
                yield replace(run[0], kind="name", span=name, text=" ".join(name.text.split()))
                at += len(run)


def _run_after(elements: tuple[Element, ...], at: int, span: Span) -> tuple[Element, ...]:
    """Return the words that follow an element without a comma."""
    end = at
    while end < len(elements) and elements[end].kind in _WORDS:
        if (
            "," in _between(span, elements[end - 1].span, elements[end].span).text
            or not elements[end].span.text[0].isalpha()
        ):
            break
        end += 1
    return elements[at:end]


def _between(span: Span, before: Span, last: Span) -> Span:
    """Return the part of a prescription from the end of one element to the end of another."""
    start = before.column + len(before.text) - span.column
    return span.part(start, last.column + len(last.text) - span.column)


def _is_mistyped(count: Element, name: str) -> bool:
    """Whether words after a count are probably mistyped words of the language, or a common mistake."""
    first, *_ = words = name.split()
    # The figures of a ladder or a choice are like many gym notes; only the words can be one here.
    if is_gym_note(f"10 {count.unit} {name}") or (count.kind == "bare" and _is_near(first, UNITS)):
        return True
    return any(_is_near(each, PHRASES) for each in (name, *(word for word in words if len(word) >= _LONG_WORD)))


def _is_near(text: str, known: Iterable[str]) -> bool:
    return bool(nearest(text, (each for each in known if abs(len(each) - len(text)) <= 1)))
