"""The intervals of a clock: the sets from one start to the next, and the time that is known of them."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import accumulate

from voicecoach.session.planned import Break, Gap, PlannedSet
from voicecoach.session.rests import breaks_of
from voicecoach.units import Ms
from voicecoach.workout import MOST_SETS


def intervals(sets: Iterable[PlannedSet]) -> Iterator[tuple[Sequence[PlannedSet], PlannedSet | None]]:
    """Yield the sets from one start on the clock to the next, and the set after them; one on no clock is alone."""
    interval: list[PlannedSet] = []
    for planned in sets:
        # A session with more sets is refused, so they need not all be collected.
        if interval and (len(interval) > MOST_SETS or not _goes_on(interval[-1], planned)):
            yield interval, planned
            interval = []
        interval.append(planned)
        if not planned.clocks:
            yield interval, None
            interval = []
    if interval:
        yield interval, None


def _goes_on(last: PlannedSet, planned: PlannedSet) -> bool:
    """Whether a set is in the same interval as the one before it, which is on a clock."""
    return last.clocks[0] in planned.clocks and not planned.before.start and not planned.before.end


@dataclass(frozen=True, slots=True)
class Later:
    """What follows a set in its interval."""

    known_ms: Ms = 0
    """The time of the sets of known length, and of the breaks before all sets."""
    open_sets: int = 0
    open_ms: Ms = 0
    """The estimates of the open sets."""
    goes_on: bool = False
    """Whether the next set is a later part of the same one."""

    def with_next(self, planned: PlannedSet) -> "Later":
        """Return what follows a set if ``planned`` comes next, and then all this."""
        breaks_ms = length_ms(breaks_before(planned, planned.before.gap))
        known_ms, open_ms = (0, planned.duration_ms) if planned.is_open else (planned.duration_ms, 0)
        return Later(
            self.known_ms + breaks_ms + known_ms,
            self.open_sets + planned.is_open,
            self.open_ms + open_ms,
            goes_on=bool(planned.work.part),
        )


def later_of(sets: Sequence[PlannedSet]) -> list[Later]:
    """Return what follows each set of an interval, in one pass from its end."""
    return list(accumulate(reversed(sets[1:]), Later.with_next, initial=Later()))[::-1]


def breaks_before(planned: PlannedSet, gap: Gap, *, is_first: bool = False) -> tuple[Break, ...]:
    """Return the breaks before a set that does not wait for a start on the clock; a later part of one has none."""
    return () if planned.work.part else breaks_of(gap, is_first=is_first, on_clock=bool(planned.clocks))


def item_ms_of(gap: Gap) -> Ms:
    """Return the time of a rest that is an item; 0 if the gap is anything else."""
    return gap.rest.time_ms.high if gap.is_item and gap.rest and gap.rest.time_ms else 0


def interval_ms(sets: Sequence[PlannedSet]) -> Ms:
    """Return the time that is known of an interval, from the start of its first set."""
    first_ms = sum(each.duration_ms for each in sets[:1] if not each.is_open)
    return first_ms + later_of(sets)[0].known_ms


def length_ms(breaks: Iterable[Break]) -> Ms:
    """Return the time of several breaks."""
    return sum(each.duration_ms for each in breaks)
