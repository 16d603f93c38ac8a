"""The dose of an exercise, from what its prescription says: sets, reps, times, and the parts of a set."""

import re

from voicecoach.script.amount_wording import print_clock, print_load
from voicecoach.script.grammar import Element
from voicecoach.script.source import Span
from voicecoach.script.terms import Terms, read_terms
from voicecoach.script.vocabulary import COUNTS, TIMES
from voicecoach.units import Ms
from voicecoach.workout import (
    EMOM_MS,
    MOST_ROUNDS,
    Amount,
    Between,
    Combined,
    Count,
    Counted,
    Dose,
    Free,
    Held,
    Part,
    Phase,
    Range,
    Tempo,
    Timed,
    Unit,
)

DOSE_EXAMPLE = "10 reps' or '30 s"
_MOST_PARTS = 20


def whole_dose(terms: Terms, parts: list[tuple[Span, tuple[Element, ...]]]) -> tuple[Range, Dose | None]:
    """Return the number of sets and the dose of each, with all of its parts; the dose is None after an error."""
    before = len(terms.problems.found)
    if len(parts) > _MOST_PARTS:
        terms.problems.error(terms.span, f"a set can have at most {_MOST_PARTS} parts", "split it into exercises")
    sets: Range | None = None
    doses: list[Part | None] = []
    for number, (span, elements) in enumerate(parts):
        terms.begin_part(span, is_later=number > 0)
        if not elements:
            message = "'then' must be between two parts of a set"
            terms.problems.error(span, message, "write, for example, '3 reps, then 20 s hold'")
        read_terms(terms, elements, Between.AFTER)
        if len(terms.problems.found) > before:
            continue
        own, dose = _dose(terms)
        if number and own is not None:
            message = "the number of sets is that of all parts"
            terms.problems.error(span, message, "write it first: '3 x 5 reps, then 20 s hold'")
        sets = sets if number else own
        doses.append(dose)
    if terms.total_ms is not None:
        sets = _sets_in_time(terms, sets)
    if len(terms.problems.found) > before:
        return Range(1, 1), None
    found = tuple(dose for dose in doses if dose is not None)
    return sets or Range(1, 1), Combined(found) if len(found) > 1 else found[0]


def _dose(terms: Terms) -> tuple[Range | None, Part | None]:
    """Return the number of sets, if written, and the dose of one part of each; the dose is None after an error."""
    span, problems, times = terms.span, terms.problems, terms.times
    sets = terms.sets
    _take_dose_of_phases(terms)
    is_hold = terms.time is not None and terms.hold
    held = times.pop() if is_hold and times else None
    if len(times) > 1 or (times and sets is not None):
        problems.error(
            span, "there are too many multiplications", "write, for example, '3 x 10 reps' or '3 x 5 x 10 s hold'"
        )
        return None, None
    if times:
        if times[0].is_ladder or times[0].or_more:
            message = "the sets must be a single number or a range"
            problems.error(span, message, "write, for example, '2-3 x 10 reps'")
            return None, None
        sets = times[0].rungs[0]
    return sets, _one_dose(terms, held)


def _sets_in_time(terms: Terms, sets: Range | None) -> Range:
    """Return how many sets ``every 90 s for 12 min`` makes."""
    time_ms, every_ms = terms.total_ms or 0, terms.every_ms or EMOM_MS
    if sets is not None:
        terms.problems.error(terms.span, "the number of sets is given twice, also by their time", "keep one of them")
    check_intervals(terms, time_ms)
    if time_ms // every_ms > MOST_ROUNDS:
        hint = f"write at most {MOST_ROUNDS} sets"
        terms.problems.error(terms.span, f"these would be {time_ms // every_ms} sets", hint)
    return Range(time_ms // every_ms, time_ms // every_ms)


def _one_dose(terms: Terms, held: Amount | None) -> Part | None:
    """Return the dose of one part of a set; None after an error."""
    wrong = _what_is_wrong(terms, held)
    if wrong:
        terms.problems.error(terms.span, *wrong)
        return None
    if terms.free is not None:
        return Free(terms.free)
    if terms.time is not None:
        return Held(held, terms.time) if held else Timed(terms.time, hold=terms.hold, in_all=terms.in_all)
    if not terms.counts:
        return Timed(Amount(), hold=True) if terms.hold else Counted((Count(Amount(), Unit.REP),))
    return Counted(tuple(terms.counts), hold=terms.hold, in_all=terms.in_all)


def _what_is_wrong(terms: Terms, held: Amount | None) -> tuple[str, str] | None:
    """Return the message and the hint about a dose that is missing, or has several that are not one."""
    is_max_alone = terms.is_max and not terms.counts
    given = sum((bool(terms.counts), terms.time is not None, is_max_alone, terms.free is not None))
    joined = _hint_of_then(terms.span)
    if not given:
        what = "this exercise has" if terms.sets is None else "these sets have"
        if terms.is_later_part:
            return "the part after 'then' has no reps or time", "write them first, or remove 'then'"
        is_load = terms.load is not None and terms.load.unit is not None
        example = f"10 reps at {print_load(terms.load)}" if is_load and terms.load else DOSE_EXAMPLE
        return f"{what} no reps or time", f"write, for example, '{example}'"
    rows = (
        (
            given > 1 and terms.free is not None,
            "'done' and 'until …' are for a set without reps or time",
            "for reps at your own pace, write 'self-paced'",
        ),
        (given > 1, "a set has reps or a time, not both", f"{joined}; for a time limit, write '10 reps in 60 s'"),
        (
            terms.is_max and not all(count.amount.is_max for count in terms.counts),
            "a set has a number of reps or 'max', not both",
            f"{joined}; for at least five, write '5+ reps'",
        ),
        (
            terms.hold and not _can_be_held(terms),
            "only a time, breaths or beats can be held",
            "write '20 s hold' or, for holds within one set, '5 x 10 s hold'",
        ),
        (len({count.unit for count in terms.counts}) > 1, "counts on one beat have one unit", joined),
        (
            len(terms.counts) > 1 and not all(count.amount.ends_itself for count in terms.counts),
            "one of several counts on one beat has no end",
            joined,
        ),
        (
            terms.in_all and (terms.free is not None or held is not None or terms.is_max),
            "only a number or a time can be a total",
            "write, for example, '100 reps in all'",
        ),
    )
    return next(((message, hint) for is_wrong, message, hint in rows if is_wrong), None)


def _can_be_held(terms: Terms) -> bool:
    """Whether a dose lasts a time; ``max hold`` lasts as long as the listener can."""
    return terms.free is None and all(count.unit in {Unit.BREATH, Unit.BEAT} for count in terms.counts)


def _hint_of_then(span: Span) -> str:
    """Return the hint to join several doses: the prescription as it is written, with ``then`` between them."""
    joined = _BEFORE_A_DOSE.sub(", then ", span.text)
    return f"write '{joined}'" if joined != span.text else "make each an exercise of its own"


_BEFORE_A_DOSE = re.compile(
    rf"\s*,\s*(?=max\b|hold\s+\d|\d[\d.:+-]*\s*({'|'.join((*COUNTS, *TIMES))})\b(?!\s*per\b))", re.IGNORECASE
)


def _take_dose_of_phases(terms: Terms) -> None:
    """Turn phases without a dose into one: ``in 3, out 3`` is a breath, ``in 3`` half of one."""
    if terms.is_later_part or terms.counts or terms.time is not None or terms.free is not None:
        return
    match terms.pace:
        case Tempo(phases=(Phase(name="in" | "out", duration_ms=duration_ms),)):
            terms.time = Amount.of(duration_ms)
        case Tempo(phases=phases) if {phase.name for phase in phases} >= {"in", "out"}:
            terms.counts = [Count(Amount.of(1), Unit.BREATH)]


def check_intervals(terms: Terms, time_ms: Ms) -> None:
    """Report a time that is not a whole number of intervals."""
    every_ms = terms.every_ms or EMOM_MS
    if time_ms % every_ms:
        every, fits = print_clock(every_ms), print_clock(max(1, time_ms // every_ms) * every_ms)
        message = f"{print_clock(time_ms)} cannot be divided into intervals of {every}"
        terms.problems.error(terms.span, message, f"write, for example, 'every {every} for {fits}'")
