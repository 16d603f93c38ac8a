"""The parts of a set, which ``then`` joins: each has a dose, and all share the other terms."""

from dataclasses import replace

from voicecoach.script.grammar import Element, Figures
from voicecoach.script.source import Span
from voicecoach.script.terms.names import with_names
from voicecoach.script.terms.pacing import phase_seconds
from voicecoach.workout import PHASE_WORDS, Motion

_DOSES = frozenset({"count", "bare", "time", "until", "done"})


def parts_at_then(elements: tuple[Element, ...], span: Span) -> list[tuple[Span, tuple[Element, ...]]]:
    """Split a prescription at each ``then``; one that is missing its part has no elements there."""
    ends = [position for position, element in enumerate(elements) if element.kind == "then"]
    found = []
    for start, end in zip((0, *(position + 1 for position in ends)), (*ends, len(elements)), strict=True):
        part = elements[start:end]
        where = span
        if ends and part:
            offset = part[0].span.column - span.column
            where = span.part(offset, part[-1].span.column + len(part[-1].span.text) - span.column)
        elif ends:
            where = elements[min(end, len(elements) - 1)].span
        found.append((where, _with_hold(with_names(part, where))))
    return found


def _with_hold(elements: tuple[Element, ...]) -> tuple[Element, ...]:
    """Return the elements with ``hold 20 s`` as a dose: it is no phase of a tempo if it is alone."""
    phases = [element for element in elements if element.kind == "phase"]
    if len(phases) != 1 or any(element.kind in _DOSES for element in elements):
        return elements
    (phase,) = phases
    if PHASE_WORDS.get(phase.unit.split(maxsplit=1)[0]) is not Motion.NONE:
        return elements
    time = replace(phase, kind="time", figures=Figures.of(phase_seconds(phase)), unit="s")
    at = elements.index(phase)
    return (*elements[:at], time, replace(phase, kind="hold"), *elements[at + 1 :])
