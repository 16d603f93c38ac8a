"""Sets that follow one another without a break."""

from collections.abc import Iterable, Iterator
from dataclasses import replace
from itertools import chain, pairwise

from voicecoach.session.beats import work_ms
from voicecoach.session.planned import PlannedSet
from voicecoach.session.rests import breaks_of
from voicecoach.session.work import SetWork


def with_joins(sets: Iterable[PlannedSet]) -> Iterator[PlannedSet]:
    """Yield each set without the time around its beats that only a set next to a break has."""
    for last, planned, following in _with_neighbours(sets):
        work = planned.work
        joins_last = last is not None and _joins(planned)
        joins_next = following is not None and _joins(following)
        if isinstance(work, SetWork) and (joins_last or joins_next):
            work = replace(work, joins_last=joins_last, joins_next=joins_next)
            yield replace(planned, work=work, duration_ms=work_ms(work) if work.pace_ms else planned.duration_ms)
        else:
            yield planned


def _with_neighbours(
    sets: Iterable[PlannedSet],
) -> Iterator[tuple[PlannedSet | None, PlannedSet, PlannedSet | None]]:
    """Yield each set between the one before it and the one after it."""
    last: PlannedSet | None = None
    for planned, following in pairwise(chain(sets, (None,))):
        if planned is not None:
            yield last, planned, following
        last = planned


def _joins(planned: PlannedSet) -> bool:
    """Whether a set that is not the first follows the one before it without a break."""
    before, on_clock = planned.before, bool(planned.clocks)
    return not (before.start or before.end or breaks_of(before.gap, is_first=False, on_clock=on_clock))
