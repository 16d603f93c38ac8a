"""The terms of rests and of the clock: from start to start, the longest time, and about how long something takes."""

from dataclasses import replace

from voicecoach.errors import did_you_mean
from voicecoach.script import amounts
from voicecoach.script.grammar import Element
from voicecoach.script.source import Span
from voicecoach.script.terms.record import Taker, Terms
from voicecoach.script.vocabulary import BETWEEN, BETWEEN_PHRASES, COUNTS
from voicecoach.units import MS_PER_MINUTE, MS_PER_SECOND, Ms
from voicecoach.workout import NO_REST, Between, Range, Rest, Unit


def _take_rest(terms: Terms, element: Element) -> None:
    found = amounts.time_range(element, terms.problems)
    terms.pending_rest = element.span, Rest(found) if found else NO_REST


def _take_waiting_rest(terms: Terms, element: Element) -> None:
    about_ms = amounts.one_time(element, terms.problems) if element.figures else None
    terms.pending_rest = element.span, Rest(about_ms=about_ms, until=element.text)


def _take_rest_at_most(terms: Terms, element: Element) -> None:
    most_ms = amounts.one_time(element, terms.problems, least_ms=1) or MS_PER_SECOND
    terms.pending_rest = element.span, Rest(Range(0, most_ms), until=element.text)


def _take_rest_count(terms: Terms, element: Element) -> None:
    unit = COUNTS[element.unit]
    if unit not in {Unit.BREATH, Unit.BEAT}:
        hint = "write a time, or breaths or beats: 'rest 90 s', 'rest 12 breaths'"
        terms.problems.error(element.span, f"a rest cannot be counted in {unit.value}s", hint)
    count = amounts.whole_range(element, amounts.MAX_COUNT, terms.problems)
    terms.pending_rest = element.span, Rest(count=count or Range(1, 1), unit=unit)


def _take_rest_of_set(terms: Terms, element: Element) -> None:
    work, _, rest = element.text.partition(":")
    percent = _PERCENTS.get(element.text.split()[0].casefold(), 100)
    if rest:
        percent, part = divmod(100 * int(rest), int(work)) if int(work) else (0, 1)
        if part or not percent:
            hint = "write, for example, 'rest 1:1', 'rest 1:2' for twice as long, or a time"
            terms.problems.error(element.span, f"{element.span.quoted()} is not a ratio of work to rest", hint)
    terms.pending_rest = element.span, Rest(set_percent=percent)


def _take_no_rest(terms: Terms, element: Element) -> None:
    terms.pending_rest = element.span, NO_REST


def _take_between(terms: Terms, element: Element) -> None:
    between = BETWEEN.get(element.unit.split()[-1])
    if between is None:
        hint = did_you_mean(element.unit, BETWEEN_PHRASES)
        terms.problems.error(element.span, f"unknown kind of rest {element.span.quoted()}", hint)
        terms.pending_rest = None
    elif terms.pending_rest is None:
        hint = "write, for example, 'rest 60 s between sets'"
        terms.problems.error(element.span, f"there is no rest before {element.span.quoted()}", hint)
    else:
        put_rest(terms, between, *terms.pending_rest)


_PERCENTS = {"half": 50, "twice": 200}


def put_rest(terms: Terms, between: Between, span: Span, rest: Rest) -> None:
    """Add a rest, now that it is known what it is between."""
    terms.once(terms.rests.at(between), span, "changeover" if between is Between.CHANGEOVER else "rest")
    if between is Between.REPS and (rest.as_needed or rest.until or rest.set_percent):
        terms.problems.error(span, "a rest between reps needs a time", "write, for example, 'rest 5 s between reps'")
    terms.rests = replace(terms.rests, **{between.value: rest})
    terms.pending_rest = None


def put_default_rest(terms: Terms, default: Between, span: Span, rest: Rest) -> None:
    """Add a rest that does not say what it is between."""
    terms.no_rest_at_all = terms.no_rest_at_all or (rest == NO_REST and default is not Between.CHANGEOVER)
    put_rest(terms, default, span, rest)


def _take_changeover(terms: Terms, element: Element) -> None:
    found = amounts.time_range(element, terms.problems) if element.figures else None
    put_rest(terms, Between.CHANGEOVER, element.span, Rest(found))


def _take_no_changeover(terms: Terms, element: Element) -> None:
    put_rest(terms, Between.CHANGEOVER, element.span, NO_REST)


def _take_remainder(terms: Terms, element: Element) -> None:
    _every(terms, element, MS_PER_MINUTE)


def _take_every(terms: Terms, element: Element) -> None:
    _every(terms, element, amounts.one_time(element, terms.problems) or MS_PER_MINUTE)


def _every(terms: Terms, element: Element, every_ms: Ms) -> None:
    terms.once(terms.every_ms, element.span, "time from start to start")
    terms.every_ms = every_ms


def _take_total(terms: Terms, element: Element) -> None:
    terms.total_ms = amounts.one_time(element, terms.problems)


def _take_cap(terms: Terms, element: Element) -> None:
    terms.once(terms.cap_ms, element.span, "cap")
    terms.cap_ms = amounts.one_time(element, terms.problems)


def _take_about(terms: Terms, element: Element) -> None:
    terms.once(terms.about_ms, element.span, "estimate")
    terms.about_ms = amounts.one_time(element, terms.problems)


TAKERS: dict[str, Taker] = {
    "rest": _take_rest,
    "rest_as_needed": _take_waiting_rest,
    "rest_until": _take_waiting_rest,
    "rest_at_most": _take_rest_at_most,
    "rest_count": _take_rest_count,
    "rest_of_set": _take_rest_of_set,
    "no_rest": _take_no_rest,
    "between": _take_between,
    "changeover": _take_changeover,
    "no_changeover": _take_no_changeover,
    "remainder": _take_remainder,
    "every": _take_every,
    "total": _take_total,
    "cap": _take_cap,
    "at_most": _take_cap,
    "about": _take_about,
}
