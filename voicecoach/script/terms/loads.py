"""The terms of loads, targets and effort."""

import re

from voicecoach.script import amounts
from voicecoach.script.amount_wording import print_amount
from voicecoach.script.grammar import Element
from voicecoach.script.terms.record import Taker, Terms
from voicecoach.script.vocabulary import MASSES, MEASURES, OVERS, TIMES
from voicecoach.workout import BODYWEIGHT, PER_UNIT, Amount, Load, LoadUnit, Measure, Target

_A_TIME = re.compile(rf"[0-9][\s-]?(?:{'|'.join(filter(str.isalpha, TIMES))})\b", re.IGNORECASE)
"""A time in words; marks can be inches and feet."""


def _take_load(terms: Terms, element: Element) -> None:
    unit = MASSES[element.unit]
    amount = amounts.load(element, unit, terms.problems)
    name = element.text[3:].strip() if element.text[:3].casefold().startswith("of") else ""
    if bool(name) != (unit is LoadUnit.PERCENT):
        message = "only a percentage can be 'of' something" if name else "it is not clear what this is a percentage of"
        terms.problems.error(element.span, message, "write, for example, '75% of squat max'")
    _load(terms, element, Load(name, amount, unit))


def _take_bodyweight(terms: Terms, element: Element) -> None:
    if element.figures is None:
        _load(terms, element, Load(BODYWEIGHT))
        return
    unit = MASSES[element.unit]
    if unit is LoadUnit.PERCENT:
        hint = "write, for example, 'bodyweight + 10 kg'"
        terms.problems.error(element.span, "the load added to bodyweight must be in kg or lb", hint)
    _load(terms, element, Load(BODYWEIGHT, amounts.load(element, unit, terms.problems), unit))


def _take_with(terms: Terms, element: Element) -> None:
    if _A_TIME.search(element.text):
        hint = "write only what you use, for example 'with green band'"
        terms.problems.error(element.span, f"the time in {element.span.quoted()} would only be said", hint)
    _load(terms, element, Load(element.text[5:].strip()))


def _load(terms: Terms, element: Element, load: Load) -> None:
    terms.once(terms.load, element.span, "load")
    terms.load = load


def _take_effort(terms: Terms, element: Element) -> None:
    _effort(terms, element, " ".join(element.unit.split()))


def _take_scale(terms: Terms, element: Element) -> None:
    found = amounts.halves_range(element, 0 if element.kind == "rir" else 1, 10, terms.problems)
    effort = print_amount(Amount((found,)), PER_UNIT) if found else ""
    _effort(terms, element, f"{element.kind.upper()} {effort}")


def _take_target(terms: Terms, element: Element) -> None:
    words = " ".join(element.text.casefold().split())
    take_measure(terms, element, MEASURES.get(words) or OVERS[words.removeprefix("/").removeprefix("per").strip()])


def take_measure(terms: Terms, element: Element, measure: Measure) -> None:
    """Read a target in a measure."""
    terms.once(any(target.measure is measure for target in terms.targets), element.span, "target")
    if (amount := amounts.target(element, measure, terms.problems)) is not None:
        terms.targets += (Target(amount, measure),)


def _effort(terms: Terms, element: Element, effort: str) -> None:
    terms.once(terms.effort, element.span, "effort")
    terms.effort = effort


TAKERS: dict[str, Taker] = {
    "load": _take_load,
    "bodyweight": _take_bodyweight,
    "with_": _take_with,
    "target": _take_target,
    "effort": _take_effort,
    "rpe": _take_scale,
    "rir": _take_scale,
}
