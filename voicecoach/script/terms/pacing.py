"""The terms of pace: the time of each rep, beats, tempos, phases, and who sets it."""

import re
from fractions import Fraction

from voicecoach.script import amounts
from voicecoach.script.grammar import Element
from voicecoach.script.terms.record import Taker, Terms
from voicecoach.script.vocabulary import COUNTS, PHASES, TEMPO_PHASES
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
    figures = [char for char in element.unit.removeprefix("tempo") if char.isdigit() or char == "x"]
    lasts_ms = [_FAST_MS if char == "x" else int(char) * MS_PER_SECOND for char in figures]
    phases = zip(TEMPO_PHASES, lasts_ms, strict=False)
    _tempo(terms, element, [Phase(name, lasts) for name, lasts in phases if lasts])


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
    if number * MS_PER_SECOND > LONGEST_MS:
        terms.problems.error(element.span, f"{element.span.quoted()} is out of range", "write at most 4 h")
        number = Fraction(1)
    phase = Phase(PHASES[name], round(number * MS_PER_SECOND))
    if phase.duration_ms not in _PACE_MS:
        terms.odd_phase = terms.odd_phase or element.span
    terms.phases.append(phase)


def phase_seconds(element: Element) -> Fraction:
    """Return the seconds of a phase."""
    return Fraction(re.findall(r"[0-9]+(?:[.,][0-9]+)?", element.unit)[0].replace(",", "."))


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
