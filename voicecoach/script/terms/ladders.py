"""A slash between two loads: beside a ladder of two rungs, it may be the ladder's."""

from dataclasses import replace

from voicecoach.script.figures import expanded
from voicecoach.script.grammar import Element, Figures
from voicecoach.script.vocabulary import COUNTS

_DOSES = frozenset({"count", "bare", "times", "time"})
_PAIR = 2


def with_ladders(elements: tuple[Element, ...]) -> tuple[Element, ...]:
    """Return the elements with each slash that can only be that of a ladder as one: ``5/3 reps at 60/70 kg``.

    Numbers for men and for women fall; so these loads are those of two sets, if the dose has two as well.
    """
    if not any(element.kind in _DOSES and _has_two_rungs(element) for element in elements):
        return elements
    return tuple(
        replace(element, figures=replace(element.figures, form="ladder"))
        if element.figures and _rises(element.figures)
        else element
        for element in elements
    )


def _has_two_rungs(element: Element) -> bool:
    """Whether a dose is a ladder of two rungs, however it is written."""
    figures = element.figures
    if figures is None or not figures.readings:
        return False
    numbers = expanded(figures.form, figures.readings[0])
    if figures.form == "slash" and element.kind == "count":
        return len(numbers) == _PAIR and COUNTS[element.unit].has_pace
    is_ladder = figures.form in {"slash", "down", "up"} or len(set(numbers)) == 1
    return len(numbers) == _PAIR and is_ladder


def _rises(figures: Figures) -> bool:
    """Whether these are two numbers with a slash, the greater one last."""
    numbers = figures.readings[0] if figures.readings else ()
    return figures.form == "slash" and len(numbers) == _PAIR and numbers[0] < numbers[1]
