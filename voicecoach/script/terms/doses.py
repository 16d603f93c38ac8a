"""The terms of a dose: sets and reps, times, holds, and the words for what has neither."""

from dataclasses import replace

from voicecoach.script import amounts
from voicecoach.script.grammar import Element
from voicecoach.script.terms.loads import take_measure
from voicecoach.script.terms.record import Taker, Terms
from voicecoach.script.vocabulary import COUNTS, PRINTED_UNITS, WAYS
from voicecoach.units import MS_PER_SECOND
from voicecoach.workout import MOST_ROUNDS, Amount, Count, Measure, Range, Unit

_MAX_STRETCHES = 20


def _take_times(terms: Terms, element: Element) -> None:
    if (amount := amounts.whole(element, MOST_ROUNDS, terms.problems)) is not None:
        terms.times.append(amount)


def _take_sets(terms: Terms, element: Element) -> None:
    terms.once(terms.sets, element.span, "number of sets")
    terms.sets = amounts.whole_range(element, MOST_ROUNDS, terms.problems) or Range(1, 1)


def _take_count(terms: Terms, element: Element) -> None:
    unit = COUNTS[element.unit]
    if unit is Unit.FOOT and terms.counts and terms.counts[-1].unit.has_pace:
        take_measure(terms, element, Measure.FOOT)  # three climbs of 15 ft
        return
    terms.counts.append(Count(amounts.count(element, unit, terms.problems) or Amount.of(1), unit))
    if len(terms.counts) == _MAX_STRETCHES + 1:
        terms.problems.error(element.span, f"a set can have at most {_MAX_STRETCHES} counts", "split it into exercises")


def _take_bare(terms: Terms, element: Element) -> None:
    if terms.counts:
        before = terms.counts[-1]
        hint = f"write '{element.span.text} {PRINTED_UNITS[before.unit][1]}'" if before.way else ""
        if not terms.has_unitless:
            terms.problems.error(element.span, f"{element.span.quoted()} has no unit", hint)
        terms.has_unitless = True
        terms.counts.append(Count(Amount.of(1), Unit.REP))
    elif (amount := amounts.whole(element, amounts.MAX_COUNT, terms.problems)) is not None:
        terms.counts.append(Count(amount, Unit.REP))


def _take_time(terms: Terms, element: Element) -> None:
    if terms.time is not None:
        hint = "write minutes and seconds as '1:30', or make each time its own exercise"
        terms.problems.error(element.span, "a set can have only one time", hint)
    terms.time = amounts.time(element, terms.problems) or Amount.of(MS_PER_SECOND)


def _take_max(terms: Terms, element: Element) -> None:
    terms.once(terms.is_max, element.span, "dose")
    terms.is_max = True
    if element.unit:
        terms.counts.append(Count(Amount(), COUNTS[element.unit]))


def _take_in_all(terms: Terms, element: Element) -> None:
    terms.once(terms.in_all, element.span, "total")
    terms.in_all = True


def _take_hold(terms: Terms, _element: Element) -> None:
    terms.hold = True


def _take_way(terms: Terms, element: Element) -> None:
    _way(terms, element, WAYS[" ".join(element.unit.split())])


def _take_name(terms: Terms, element: Element) -> None:
    _way(terms, element, element.text)


def _way(terms: Terms, element: Element, way: str) -> None:
    if not terms.counts or terms.counts[-1].way:
        hint = "write a count before it: '10 steps up'"
        terms.problems.error(element.span, f"there is no count for {element.span.quoted()}", hint)
    else:
        terms.counts[-1] = replace(terms.counts[-1], way=way)


def _take_until(terms: Terms, element: Element) -> None:
    terms.once(terms.free, element.span, "dose")
    terms.free = element.text.strip()


def _take_done(terms: Terms, _element: Element) -> None:
    terms.free = terms.free or ""


TAKERS: dict[str, Taker] = {
    "times": _take_times,
    "sets": _take_sets,
    "count": _take_count,
    "bare": _take_bare,
    "time": _take_time,
    "max": _take_max,
    "in_all": _take_in_all,
    "hold": _take_hold,
    "way": _take_way,
    "name": _take_name,
    "until": _take_until,
    "done": _take_done,
}
