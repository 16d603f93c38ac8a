"""``in 60 s`` is a cap or a breath: the elements around it decide."""

from dataclasses import replace

from voicecoach.script.grammar import Element, Figures
from voicecoach.script.source import Problems
from voicecoach.script.terms.pacing import phase_seconds
from voicecoach.script.vocabulary import COUNTS, FAST
from voicecoach.workout import Unit

_DOSES = frozenset({"count", "bare", "time", "max", "until", "done", "for_time"})


def with_caps(elements: tuple[Element, ...], allowed: frozenset[str], problems: Problems) -> tuple[Element, ...]:
    """Return the elements with each ``in 60 s`` that is a cap as one.

    It is a cap if it has a unit and no other phase makes it a breath: ``out``, or a ``hold`` between breaths.
    """
    phases = [element for element in elements if element.kind == "phase"]
    inhales = [element for element in phases if element.unit.startswith("in ")]
    if "cap" not in allowed or not inhales or not _DOSES & {element.kind for element in elements}:
        return elements
    timed = [element for element in inhales if _has_unit(element)]
    if _are_breaths(phases, elements):
        # Beside "in 4, out 4", only another "in" can be a cap.
        caps = timed if len(timed) < len(inhales) else []
    else:
        caps = inhales if any(element.kind == "max" for element in elements) else timed
        unclear = next((element for element in inhales if element not in caps and not _counts_breaths(elements)), None)
        if unclear:
            message = f"it is not clear what {unclear.span.quoted()} means"
            problems.error(unclear.span, message, f"for a time limit, write '{unclear.span.text} s'")
    return tuple(_as_cap(element) if element in caps else element for element in elements)


def _are_breaths(phases: list[Element], elements: tuple[Element, ...]) -> bool:
    names = {_name(phase) for phase in phases}
    return bool(names & {"out", "exhale"}) or (names == {"in", "hold"} and _counts_breaths(elements))


def _counts_breaths(elements: tuple[Element, ...]) -> bool:
    """Whether the dose is of breaths, or of a time in which to breathe."""
    return any(
        element.kind == "time" or (element.kind == "count" and COUNTS[element.unit] is Unit.BREATH)
        for element in elements
    )


def _name(phase: Element) -> str:
    return phase.unit.split()[0]


def _has_unit(phase: Element) -> bool:
    return not phase.unit[-1].isdecimal() and phase.unit.split()[-1] not in FAST


def _as_cap(phase: Element) -> Element:
    return replace(phase, kind="cap", figures=Figures.of(phase_seconds(phase)), unit="s")
