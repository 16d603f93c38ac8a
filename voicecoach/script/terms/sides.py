"""The terms of the sides: each, alternating, switch halfway, one only."""

import re

from voicecoach.errors import did_you_mean
from voicecoach.script.grammar import Element
from voicecoach.script.terms.record import Taker, Terms
from voicecoach.script.vocabulary import MASSES
from voicecoach.workout import LIMBS, SideRule

_AFTER_LOAD = re.compile(rf"[0-9]\s*({'|'.join(MASSES)})\s*$", re.IGNORECASE)
"""Without a comma, a hand after kilos or pounds may be what holds them."""


def _take_each(terms: Terms, element: Element) -> None:
    limb = element.unit.replace("/", " ").split()[-1]
    if limb not in LIMBS:
        known = tuple(f"each {word}" for word in LIMBS)
        hint = did_you_mean(element.unit, known) or f"one of: {', '.join(known)}"
        terms.problems.error(element.span, f"{element.span.quoted()} was not understood", hint)
    if limb == "hand" and _AFTER_LOAD.search(terms.span.text[: element.span.column - terms.span.column]):
        message = f"it is not clear whether the reps or the load are for {element.span.quoted()}"
        terms.problems.error(element.span, message, "write it after the reps: '10 reps each hand at 20 kg'")
    _side(terms, element, SideRule.EACH, limb)


def _take_alternating(terms: Terms, element: Element) -> None:
    words = element.unit.split()
    rule = SideRule.ALTERNATING
    if words[-1].startswith(("set", "round")):
        rule = SideRule.ALTERNATING_SETS if words[-1].startswith("set") else SideRule.ALTERNATING_ROUNDS
    _side(terms, element, rule, _limb_in(words))


def _take_switch(terms: Terms, element: Element) -> None:
    _side(terms, element, SideRule.SWITCH, _limb_in(element.unit.split()))


def _take_only(terms: Terms, element: Element) -> None:
    words = element.unit.split()
    _side(terms, element, SideRule.LEFT_ONLY if "left" in words else SideRule.RIGHT_ONLY, _limb_in(words))


def _take_chosen(terms: Terms, element: Element) -> None:
    words = element.unit.split()
    limb = _limb_in(words)
    name = words[words.index(limb) - 1]
    _side(terms, element, SideRule.CHOSEN, limb)
    terms.side_name = "" if name == "one" else name


def _side(terms: Terms, element: Element, rule: SideRule, limb: str) -> None:
    if terms.side_rule is not SideRule.NONE:
        hint = "keep one of them; for both sides, write 'each side'"
        terms.problems.error(element.span, "the side is given twice", hint)
    terms.side_rule, terms.limb = rule, limb


def _limb_in(words: list[str]) -> str:
    """Return the limb that is named, in the singular."""
    singular = ["foot" if word == "feet" else word.rstrip("s") for word in words]
    return next((word for word in singular if word in LIMBS), LIMBS[0])


TAKERS: dict[str, Taker] = {
    "each": _take_each,
    "alternating": _take_alternating,
    "switch": _take_switch,
    "only": _take_only,
    "chosen": _take_chosen,
}
