"""The terms of pace: the time of each rep, beats, tempos, phases, and who sets it."""

import re
from fractions import Fraction

from voicecoach.script import amounts
from voicecoach.script.grammar import Element
from voicecoach.script.terms.record import Taker, Terms
from voicecoach.script.vocabulary import COUNTS, FAST, TEMPO_PHASES
from voicecoach.units import MS_PER_MINUTE, MS_PER_SECOND, Ms
from voicecoach.workout import LIMBS, LONGEST_MS, CountedAloud, Pace, Phase, SelfPaced, Unit

_PACE_MS = range(200, 60 * MS_PER_SECOND + 1)
_FAST_MS: Ms = MS_PER_SECOND
"""How long an X in a tempo takes: as fast as possible."""


_PACED_BY: dict[str, SelfPaced | CountedAloud] = {"self_paced": SelfPaced(), "counted": CountedAloud()}
"""Who sets the pace where none is written, by the kind of element that says so."""


def take_pace(terms: Terms, element: Element, each: Element) -> None:
    """Read a pace: a time, and what it is the time of (``4 s``, ``per rep``)."""
    terms.once(terms.pace or terms.paced_by, element.span, "pace")
    unit = unit_of(each) or Unit.REP
    duration_ms = amounts.one_time(element, terms.problems, least_ms=1)
    if not unit.has_pace:
        terms.problems.error(each.span, f"a pace cannot be per {unit.value}", "write, for example, '4 s per rep'")
    elif duration_ms is not None and duration_ms not in _PACE_MS:
        terms.problems.error(element.span, "a pace must be from 0.2 s to 60 s", "write, for example, '4 s per rep'")
    terms.pace = Pace(duration_ms or MS_PER_SECOND, unit)


def _take_bpm(terms: Terms, element: Element) -> None:
    terms.once(terms.pace, element.span, "pace")
    found = amounts.whole_range(element, MS_PER_MINUTE // _PACE_MS[0], terms.problems)
    terms.pace = Pace(round(MS_PER_MINUTE / found.low) if found else MS_PER_SECOND, Unit.BEAT)


def _take_tempo(terms: Terms, element: Element) -> None:
    phases = zip(TEMPO_PHASES, _tempo_figures(element.unit), strict=False)
    _tempo(terms, element, [_phase(name, figure) for name, figure in phases if figure in FAST or float(figure)])


def _tempo_figures(text: str) -> list[str]:
    """Return the figures of a tempo: ``3-1-x-0``, ``31x0``, ``2.5-0-1-0``."""
    between_dashes = re.split(r"\s*[-–]\s*", re.sub(r"tempo:?\s+", "", text))
    if len(between_dashes) >= len(TEMPO_PHASES) - 1:
        return between_dashes
    return re.findall(r"[0-9x]", text.removeprefix("tempo"))


def _phase(name: str, figure: str) -> Phase:
    """Return a phase with its seconds as they are written."""
    if figure in FAST:
        return Phase(name, _FAST_MS, fast=True)
    return Phase(name, round(Fraction(figure) * MS_PER_SECOND))


def _take_slow(terms: Terms, element: Element) -> None:
    _tempo(terms, element, [Phase("down", 3 * MS_PER_SECOND), Phase("up", MS_PER_SECOND)])


def _tempo(terms: Terms, element: Element, phases: list[Phase]) -> None:
    terms.once(terms.phases or terms.pace, element.span, "pace")
    if sum(phase.duration_ms for phase in phases) not in _PACE_MS:
        terms.problems.error(element.span, "a rep must last from 0.2 s to 60 s", "write, for example, 'tempo 3-1-1-0'")
    if not terms.pace:
        terms.phases = phases


def _take_phase(terms: Terms, element: Element) -> None:
    name, number = element.unit.split(maxsplit=1)[0], phase_seconds(element)
    if element.unit.split()[-1] in FAST:
        terms.phases.append(_phase(name, FAST[0]))
        return
    if number * MS_PER_SECOND > LONGEST_MS:
        terms.problems.error(element.span, f"{element.span.quoted()} is out of range", "write at most 4 h")
        number = Fraction(1)
    phase = Phase(name, round(number * MS_PER_SECOND))
    if phase.duration_ms not in _PACE_MS:
        terms.odd_phase = terms.odd_phase or element.span
    terms.phases.append(phase)


def phase_seconds(element: Element) -> Fraction:
    """Return the seconds of a phase; a fast one takes a second."""
    written = re.findall(r"[0-9]+(?:[.,][0-9]+)?", element.unit)
    return Fraction(written[0].replace(",", ".")) if written else Fraction(1)


def _take_paced_by(terms: Terms, element: Element) -> None:
    terms.once(terms.pace or terms.paced_by, element.span, "pace")
    terms.paced_by = _PACED_BY[element.kind]


def unit_of(each: Element) -> Unit | None:
    """Return the unit in ``per rep``; None if it names a side, such as a foot."""
    per, *_, unit = each.unit.replace("/", " / ").split()
    return COUNTS.get(unit) if per == "per" and unit not in LIMBS else None


TAKERS: dict[str, Taker] = {
    "bpm": _take_bpm,
    "tempo": _take_tempo,
    "slow": _take_slow,
    "phase": _take_phase,
    **dict.fromkeys(_PACED_BY, _take_paced_by),
}
