"""The terms of a group: its rounds and its kind, and what an exercise can have as well: levels and cues."""

from voicecoach.script import amounts
from voicecoach.script.grammar import Element
from voicecoach.script.switches import read_one_switch
from voicecoach.script.terms.record import Taker, Terms
from voicecoach.workout import MOST_ROUNDS, Mode, Range


def _take_rounds(terms: Terms, element: Element) -> None:
    terms.once(terms.rounds, element.span, "number of rounds")
    terms.rounds = amounts.whole_range(element, MOST_ROUNDS, terms.problems) or Range(1, 1)


def _take_mode(terms: Terms, element: Element) -> None:
    terms.once(terms.mode is not Mode.ROUNDS, element.span, "kind of group")
    terms.mode = {"emom": Mode.EMOM, "amrap": Mode.AMRAP, "for_time": Mode.FOR_TIME}[element.kind]


def _take_level(terms: Terms, element: Element) -> None:
    names = element.text.split(maxsplit=1)[1].split(" or ")
    terms.levels += (tuple(" ".join(name.split()) for name in names),)


def _take_cue(terms: Terms, element: Element) -> None:
    said = len(element.span.text.split()[0])
    terms.cues += read_one_switch(element.span.part(said), terms.problems)


TAKERS: dict[str, Taker] = {
    "rounds": _take_rounds,
    "emom": _take_mode,
    "amrap": _take_mode,
    "for_time": _take_mode,
    "level": _take_level,
    "cue": _take_cue,
}
