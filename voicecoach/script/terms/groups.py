"""The terms of a group: its rounds and its kind, and what an exercise can have as well: levels and cues."""

import re
from dataclasses import replace
from fractions import Fraction

from voicecoach.script import amounts
from voicecoach.script.grammar import Element, Figures
from voicecoach.script.switches import read_one_switch
from voicecoach.script.terms.record import Taker, Terms
from voicecoach.script.terms.rests import take_every
from voicecoach.workout import MOST_ROUNDS, Mode, Range


def _take_rounds(terms: Terms, element: Element) -> None:
    terms.once(terms.rounds, element.span, "number of rounds")
    terms.rounds = amounts.whole_range(element, MOST_ROUNDS, terms.problems) or Range(1, 1)


def _take_mode(terms: Terms, element: Element) -> None:
    terms.once(terms.mode is not Mode.ROUNDS, element.span, "kind of group")
    terms.mode = {"emom": Mode.EMOM, "amrap": Mode.AMRAP, "for_time": Mode.FOR_TIME}[element.kind]


def _take_emom(terms: Terms, element: Element) -> None:
    """Read ``EMOM``, or ``E2MOM`` and ``E90S``, which mean ``every 2 min`` and ``every 90 s``."""
    if written := re.fullmatch(r"e(\d+)(mom|s)", element.unit):
        unit = "min" if written[2] == "mom" else "s"
        take_every(terms, replace(element, figures=Figures.of(Fraction(written[1])), unit=unit))
    else:
        _take_mode(terms, element)


def _take_level(terms: Terms, element: Element) -> None:
    terms.once(terms.levels, element.span, "level")
    names = element.text.split(maxsplit=1)[1].split(" or ")
    terms.levels = tuple(" ".join(name.split()) for name in names)


def _take_cue(terms: Terms, element: Element) -> None:
    said = len(element.span.text.split()[0])
    terms.cues += read_one_switch(element.span.part(said), terms.problems)


TAKERS: dict[str, Taker] = {
    "rounds": _take_rounds,
    "emom": _take_emom,
    "amrap": _take_mode,
    "for_time": _take_mode,
    "level": _take_level,
    "cue": _take_cue,
}
