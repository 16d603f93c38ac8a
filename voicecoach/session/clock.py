"""Starts on the clock: when each set begins, and which starts are missed."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from voicecoach.session.choices import PlanLog
from voicecoach.session.planned import Boundary, Break, ClockStart, Gap, PlannedSet, TimedSet
from voicecoach.session.rests import breaks_of, fixed_rest
from voicecoach.session.scope import Clock
from voicecoach.session.steps import LEAST_CHANGEOVER_MS, Due, StepKind
from voicecoach.units import MS_PER_SECOND, Ms, seconds_text

LEAST_CLOCK_REST_MS: Ms = 3 * MS_PER_SECOND
"""The least time before a start on the clock, to be counted in; with less, the start is missed."""


def next_start(used_ms: Ms, every_ms: Ms) -> int:
    """Return the index of the first start that can be met, this long after the first start of a clock."""
    return -(-(used_ms + LEAST_CLOCK_REST_MS) // every_ms)


def on_the_clock(sets: Iterable[PlannedSet], log: PlanLog) -> Iterator[TimedSet]:
    """Yield each set with the breaks before it. A set whose own minute is missed is dropped, with both its sides."""
    timer = _Timer(log)
    is_dropped = False
    for planned in sets:
        if not planned.work.is_other_side:
            is_dropped = timer.is_too_late(planned.before.start)
        if not is_dropped:
            yield timer.timed(planned)


@dataclass(slots=True)
class _Running:
    """A running clock: its number in the session, the time of its first start, and the index of its last start."""

    number: int
    start_ms: Ms
    index: int = 0


@dataclass(slots=True)
class _Timer:
    """The time that has passed in the session, and the clocks that are running."""

    log: PlanLog
    now_ms: Ms = 0
    running: dict[Clock, _Running] = field(default_factory=dict)
    last_title: str | None = None
    """The title of the last set; None before the first."""

    def is_too_late(self, start: ClockStart | None) -> bool:
        """Whether the minute of a set has gone by."""
        if start is None or start.index is None or self._next_start(start.clock) <= start.index:
            return False
        self._warn_of_missed(start.clock)
        return True

    def timed(self, planned: PlannedSet) -> TimedSet:
        """Return the next set with the breaks before it, and move on to its end."""
        start, gap = planned.before.start, self._gap(planned.before)
        is_first, due, is_missed = self.last_title is None, None, False
        breaks = breaks_of(gap, is_first=is_first, on_clock=bool(planned.clocks))
        if start and start.clock in self.running:
            until_start = self._wait(start.clock)
            breaks, due, is_missed = (breaks, None, False) if start.is_replaced else until_start
        self.now_ms += sum(each.duration_ms for each in breaks)
        due = self._first_start(planned.clocks) or due
        self.now_ms += planned.duration_ms
        self.last_title = planned.title
        return TimedSet(planned, gap, breaks, is_first, due, is_missed)

    def _gap(self, before: Boundary) -> Gap:
        """Return the rest before a set; after the end of a clock, this is the rest of its last interval."""
        if before.end and before.end.clock in self.running:
            clock = before.end.clock
            left_ms = before.end.intervals * clock.every_ms - self._used_ms(clock)
            if left_ms >= LEAST_CHANGEOVER_MS:
                return Gap(fixed_rest(left_ms))
        return before.gap

    def _wait(self, clock: Clock) -> tuple[tuple[Break, ...], Due, bool]:
        """Return the rest until the next start on a clock, that start, and whether one before it was missed."""
        running, index = self.running[clock], self._next_start(clock)
        is_missed = index > running.index + 1
        if is_missed:
            self._warn_of_missed(clock)
        running.index = index
        at_ms = index * clock.every_ms
        return (Break(StepKind.REST, at_ms - self._used_ms(clock)),), Due(running.number, at_ms), is_missed

    def _first_start(self, clocks: tuple[Clock, ...]) -> Due | None:
        """Start those clocks of a set that are not running; return the first start of the outermost one."""
        new = [clock for clock in clocks if clock not in self.running]
        first = len(self.running) + 1
        self.running |= {clock: _Running(first + place, self.now_ms) for place, clock in enumerate(new)}
        return Due(first, 0) if new else None

    def _used_ms(self, clock: Clock) -> Ms:
        """Return the time since the first start of a clock."""
        return self.now_ms - self.running[clock].start_ms

    def _next_start(self, clock: Clock) -> int:
        return next_start(self._used_ms(clock), clock.every_ms)

    def _warn_of_missed(self, clock: Clock) -> None:
        least, every = seconds_text(LEAST_CLOCK_REST_MS), seconds_text(clock.every_ms)
        message = f"missed start: after {self.last_title}, less than {least} of the {every} are left"
        self.log.warn(message, clock.line)
