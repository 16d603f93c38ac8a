"""Starts on the clock: when each set begins, how long one lasts that nobody can time, and which starts are missed.

The sets from one start to the next are an interval. Only what has a known length can miss a start: the other sets of an
interval share what is left of it, and end in time to hear what comes.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace

from voicecoach.session.beats import work_ms
from voicecoach.session.choices import PlanLog
from voicecoach.session.intervals import Later, breaks_before, interval_ms, intervals, item_ms_of, later_of, length_ms
from voicecoach.session.planned import Boundary, Break, ClockStart, Gap, PlannedSet, TimedSet
from voicecoach.session.rests import fixed_rest
from voicecoach.session.scope import Clock
from voicecoach.session.steps import CHANGEOVER_MS, Due, RestTerms
from voicecoach.session.work import BlockWork, SetWork, StepKind
from voicecoach.units import FOREVER_MS, MS_PER_SECOND, Ms, seconds_text

CALL_MS: Ms = 10 * MS_PER_SECOND
"""An open set ends this long before the next start, so that the listener hears what comes and is counted in."""

_LEAST_CALL_MS: Ms = 5 * MS_PER_SECOND
"""The same in a short interval: the time for the stop sound, a name and a countdown."""

_LEAST_OPEN_MS: Ms = MS_PER_SECOND
"""The shortest open set: with less than this, the known sets of its interval leave it no time at all."""


def call_ms(every_ms: Ms) -> Ms:
    """Return how long before a start the listener is called: in a short interval, a third of it."""
    third_ms = every_ms // (3 * MS_PER_SECOND) * MS_PER_SECOND
    return min(CALL_MS, max(_LEAST_CALL_MS, third_ms), every_ms // 2)


def next_start(used_ms: Ms, every_ms: Ms) -> int:
    """Return the index of the first start that can be met, this long after the first start of a clock."""
    return -(-used_ms // every_ms)


def on_the_clock(sets: Iterable[PlannedSet], log: PlanLog) -> Iterator[TimedSet]:
    """Yield each set with the breaks before it. A set whose own minute is missed is dropped, with both sides."""
    timer = _Timer(log)
    for interval, following in intervals(sets):
        yield from timer.interval(interval, following)


@dataclass(slots=True)
class _Running:
    """A running clock: the time of its first start, and the index of its last one.

    Clocks that follow each other to the millisecond count from the same ``origin_ms``, with the same number.
    """

    number: int
    origin_ms: Ms
    start_ms: Ms
    index: int = 0


@dataclass(slots=True)
class _Timer:
    """The time that has passed in the session, and the clocks that are running."""

    log: PlanLog
    now_ms: Ms = 0
    running: dict[Clock, _Running] = field(default_factory=dict)
    last_number: int = 0
    """The number of the last clock that started; one whose group is over keeps its own."""
    last_title: str | None = None
    """The title of the last set; None before the first."""
    last_is_open: bool = False
    """Whether that set lasts until it is called."""
    warned: set[Clock] = field(default_factory=set)
    """The clocks of which a start is known to be missed."""
    until_missed: dict[Clock, int] = field(default_factory=dict)
    """The numbers of the groups that a missed start ends, by their clocks."""

    def interval(self, sets: Sequence[PlannedSet], following: PlannedSet | None) -> Iterator[TimedSet]:
        """Yield the sets of an interval that are done; ``following`` begins the next one."""
        start = sets[0].before.start
        if start and start.clock in self.running and self._is_dropped(start, item_ms_of(sets[0].before.gap)):
            sets = [planned for planned in sets if start.clock not in planned.clocks]
        sets = [planned for planned in sets if self.log.over.isdisjoint(planned.clocks)]
        sets = self._in_time(sets, following)
        for planned, later in zip(sets, later_of(sets), strict=False):
            yield self._timed(planned, later, following)

    def _is_dropped(self, start: ClockStart, item_ms: Ms) -> bool:
        """Whether the interval that begins with a start is dropped: its own minute is missed, or its group is over."""
        clock = start.clock
        index = self.running[clock].index + 1 if start.index is None else start.index
        if (start.index is None and not clock.until_missed) or self._next_start(clock, item_ms) <= index:
            return False
        self._warn_of_missed(clock, index, item_ms)
        if clock.until_missed:
            self.log.over.add(clock)
            del self.running[clock]
        return True

    def _in_time(self, sets: Sequence[PlannedSet], following: PlannedSet | None) -> Sequence[PlannedSet]:
        """Return the sets of an interval; counted ones begin at once if only that meets the next start.

        The lead to the first beat, and the time to say the last number, are nothing that a script writes.
        """
        end = following.before.start or following.before.end if following else None
        begin = sets[0].before.start if sets else None
        if end is None or (end.clock in self.running and (begin is None or begin.clock is not end.clock)):
            return sets
        item_ms = item_ms_of(following.before.gap) if following and isinstance(end, ClockStart) else 0
        at_once = [_at_once(each, joins_next=True) for each in sets]
        needed_ms, least_ms = (interval_ms(each) + item_ms for each in (sets, at_once))
        return at_once if least_ms <= end.clock.every_ms < needed_ms else sets

    def _timed(self, planned: PlannedSet, later: Later, following: PlannedSet | None) -> TimedSet:
        """Return the next set with the breaks before it, and move on to its end."""
        before, gap, is_first, is_missed = planned.before, planned.before.gap, self.last_title is None, False
        clock = self._clock_of(before)
        if clock and (before.start or (before.end and before.end.is_shared)):
            breaks, is_missed = self._wait(clock, gap)
        else:
            gap = self._with_last_interval(before)
            breaks = breaks_before(planned, gap, is_first=is_first)
        if not breaks:
            planned = _at_once(planned, joins_next=False)
        self.now_ms += length_ms(breaks)
        is_exact = all(each.is_exact for each in breaks)
        due = self._start(planned.clocks, self.running[clock] if clock and is_exact else None)
        if planned.is_open:
            planned = _lasting(planned, self._open_ms(planned, later, following))
        self.now_ms += planned.duration_ms
        self.last_title, self.last_is_open = planned.title, planned.is_open
        number, begins = self._number_of_group(planned.clocks)
        return TimedSet(planned, gap, breaks, is_first, due, is_missed, number, begins)

    def _clock_of(self, before: Boundary) -> Clock | None:
        """Return the clock that a boundary waits for, if it is running."""
        mark = before.start or before.end
        return mark.clock if mark and mark.clock in self.running else None

    def _wait(self, clock: Clock, gap: Gap) -> tuple[tuple[Break, ...], bool]:
        """Return the rest until the next start on a clock, and whether one before it was missed.

        A rest that is an item has its whole time before the start.
        """
        running, item_ms = self.running[clock], item_ms_of(gap)
        index = self._next_start(clock, item_ms)
        is_missed = index > running.index + 1
        if is_missed:
            self._warn_of_missed(clock, running.index + 1, item_ms)
        running.index = index
        left_ms = index * clock.every_ms - self._used_ms(clock)
        wait = Break(StepKind.REST, left_ms, terms=RestTerms(words=gap.words))
        return ((wait,) if left_ms else ()), is_missed

    def _with_last_interval(self, before: Boundary) -> Gap:
        """Return the rest before a set; after the end of a clock, with what is left of its last interval."""
        end, rest = before.end, before.gap.rest
        if end is None or end.clock not in self.running or (rest and rest.as_needed):
            return before.gap
        left_ms = end.intervals * end.clock.every_ms - self._used_ms(end.clock)
        written_ms = rest.time_ms.high if rest and rest.time_ms else 0
        # With less than a changeover left, and nothing written, there is a changeover.
        is_exact = left_ms > 0 and (rest is not None or left_ms >= CHANGEOVER_MS)
        return replace(before.gap, rest=fixed_rest(left_ms + written_ms)) if is_exact else before.gap

    def _start(self, clocks: tuple[Clock, ...], on: _Running | None) -> Due | None:
        """Start those clocks of a set that are not running, and return its start.

        If the set starts ``on`` a running clock, the new ones count from the same origin.
        """
        new = [clock for clock in clocks if clock not in self.running]
        if on is None and new:
            self.last_number += 1
            on = _Running(self.last_number, self.now_ms, self.now_ms)
        if on is None or not clocks:
            return None
        self.running |= {clock: _Running(on.number, on.origin_ms, self.now_ms) for clock in new}
        return Due(on.number, self.now_ms - on.origin_ms)

    def _number_of_group(self, clocks: tuple[Clock, ...]) -> tuple[int | None, bool]:
        """Return the number of the outermost group of a set that a missed start ends, and whether it begins now."""
        clock = next((clock for clock in clocks if clock.until_missed), None)
        if clock is None:
            return None, False
        begins = clock not in self.until_missed
        return self.until_missed.setdefault(clock, 1 + len(self.until_missed)), begins

    def _open_ms(self, planned: PlannedSet, later: Later, following: PlannedSet | None) -> Ms:
        """Return how long an open set lasts: by the estimates, its share of the time until the listener is called.

        If a later part of its set follows, it lasts at most its own estimate. ``following`` is the first set of the
        next interval.
        """
        before = following.before if following else Boundary()
        is_within = before.gap.is_clocked and not (before.end and not before.end.is_shared)
        item_ms = item_ms_of(before.gap) if is_within else 0
        clock = self._clock_of(before) or planned.clocks[0]
        least_ms = later.open_sets * _LEAST_OPEN_MS + item_ms
        index = self._next_start(clock, later.known_ms + least_ms + _LEAST_OPEN_MS)
        left_ms = index * clock.every_ms - self._used_ms(clock) - later.known_ms
        shared_ms = left_ms - max(item_ms, min(call_ms(clock.every_ms), left_ms // 2))
        share_ms = shared_ms * planned.duration_ms // (planned.duration_ms + later.open_ms)
        longest_ms = planned.duration_ms if later.goes_on else FOREVER_MS
        most_ms = min(left_ms - least_ms, self._until_own_call_ms(planned.clocks[-1]), longest_ms)
        return max(_LEAST_OPEN_MS, min(share_ms, most_ms))

    def _until_own_call_ms(self, clock: Clock) -> Ms:
        """Return the time until the call for the next start on the innermost clock of a set, if that times its sets."""
        if not clock.times_sets:
            return FOREVER_MS
        return (self.running[clock].index + 1) * clock.every_ms - self._used_ms(clock) - call_ms(clock.every_ms)

    def _used_ms(self, clock: Clock) -> Ms:
        """Return the time since the first start of a clock."""
        return self.now_ms - self.running[clock].start_ms

    def _next_start(self, clock: Clock, needed_ms: Ms = 0) -> int:
        """Return the index of the next start on a clock that can be met if this much time is needed before it."""
        at_least = self.running[clock].index + 1
        return max(at_least, next_start(self._used_ms(clock) + needed_ms, clock.every_ms))

    def _warn_of_missed(self, clock: Clock, index: int, item_ms: Ms = 0) -> None:
        """Warn, once for each clock, of a start that is missed; ``item_ms`` is the rest that is taken before it."""
        if clock not in self.warned:
            self.warned.add(clock)
            what = f"the rest after {self.last_title}" if item_ms else self.last_title
            late = seconds_text(self._used_ms(clock) + item_ms - index * clock.every_ms)
            why = f"no time is left for {what}" if self.last_is_open and not item_ms else f"{what} ends {late} after it"
            over = ", so the group is over" if clock.until_missed else ""
            hint = "less work, a shorter rest or a longer interval would meet it"
            self.log.warn(f"a start on the clock is missed: {why}{over}", clock.line, hint=hint)


def _at_once(planned: PlannedSet, *, joins_next: bool) -> PlannedSet:
    """Return a set that, if it is counted, begins with its first beat; if it ``joins_next``, it ends with its last."""
    work = planned.work
    if not isinstance(work, SetWork) or not work.pace_ms:
        return planned
    work = replace(work, joins_last=True, joins_next=work.joins_next or joins_next)
    return replace(planned, work=work, duration_ms=work_ms(work))


def _lasting(planned: PlannedSet, duration_ms: Ms) -> PlannedSet:
    """Return a set with another length."""
    work = planned.work
    work = replace(work, duration_ms=duration_ms) if isinstance(work, BlockWork) else work
    return replace(planned, work=work, duration_ms=duration_ms)
