"""The shape of a session: its steps as bars to scale, in rows that begin where rounds begin."""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby, pairwise
from typing import TypeAlias

from voicecoach.session import StepKind
from voicecoach.timeline import Timeline, TimelineStep
from voicecoach.units import Ms

_MOST_ROUNDS = 12
"""Of more rounds than these, several share a row: a bar has to be seen on a thumbnail."""

_MOST_SETS = 24
"""A round of more sets goes on in a further row, unless that makes more rows than there may be rounds."""

_TALLEST = 112
"""A single row is no higher, in pixels, so that it is read as a strip of time."""

_BAR, _ROUND_GAP, _ROW_GAP = 5, 2, 1
"""Heights in proportion: of a row, of the gap above one that begins a round, and above one that goes on."""

_BETWEEN_ROUNDS, _BETWEEN_SETS = 5, 2
"""Gaps within a row, in pixels."""

Steps: TypeAlias = tuple[TimelineStep, ...]


@dataclass(frozen=True, slots=True)
class Box:
    """A place in a picture, in pixels; its right and its bottom edge are outside."""

    left: int
    top: int
    right: int
    bottom: int


@dataclass(frozen=True, slots=True)
class Bar:
    """One step and its place."""

    step: TimelineStep
    box: Box


@dataclass(frozen=True, slots=True)
class _Row:
    """The rounds, or the piece of one round, that stand side by side."""

    rounds: tuple[Steps, ...]
    gap: int

    @property
    def start_ms(self) -> Ms:
        return self.rounds[0][0].start_ms

    @property
    def lead_ms(self) -> Ms:
        """The time before its first set, at which rows are aligned."""
        first = next((step for steps in self.rounds for step in steps if step.is_set), None)
        return first.start_ms - self.start_ms if first else 0

    @property
    def tail_ms(self) -> Ms:
        """The time from its first set on."""
        return self.rounds[-1][-1].end_ms - self.start_ms - self.lead_ms


def rounds_of(timeline: Timeline) -> tuple[Steps, ...]:
    """Cut a session into its rounds; its opening is part of the first one, its end of the last one.

    What stands before a circuit has the number of its first round. It is known, and cut off, by this: the round after
    it does the same exercises, and no more.
    """
    steps = timeline.steps
    cuts = [step.index for before, step in pairwise(steps) if _parts(before, step)]
    numbered = _cut(steps, cuts)
    cuts += [one[extra].index for one, other in pairwise(numbered) if (extra := _extra(one, other))]
    return _cut(steps, sorted(cuts))


def circuit_of(rounds: tuple[Steps, ...]) -> tuple[Steps, ...]:
    """Return the rounds from the first to the last, where most of a session is one circuit; for any other, nothing.

    There may be a stretch before it and one after it, such as a warm-up.
    """
    numbers = [next((step.round for step in steps if step.is_set), 1) for steps in rounds]
    last = max(numbers)
    for before, after in ((0, 0), (1, 0), (0, 1), (1, 1)):
        if last > 1 and numbers == [1] * before + list(range(1, last + 1)) + [1] * after:
            circuit = rounds[before : before + last]
            return circuit if 2 * sum(map(sets_in, circuit)) > sum(map(sets_in, rounds)) else ()
    return ()


def bars(timeline: Timeline, box: Box) -> Iterator[Bar]:
    """Yield a bar for every step, in one scale for all rows, aligned at their first sets, on the floor of a box."""
    rows = tuple(_rows(rounds_of(timeline)))
    lead_ms = max(row.lead_ms for row in rows)
    span_ms = max(1, lead_ms + max(row.tail_ms for row in rows))
    for row, (top, bottom) in zip(rows, _heights(rows, box), strict=True):
        zero_ms = row.start_ms + row.lead_ms - lead_ms
        before = None
        for steps in row.rounds:
            for step in steps:
                left, right = (
                    box.left + round((edge_ms - zero_ms) * (box.right - box.left) / span_ms)
                    for edge_ms in (step.start_ms, step.end_ms)
                )
                left = min(left, box.right - 1)
                right = max(left + 1, right)
                gap = _gap(before, step, starts_round=step is steps[0])
                yield Bar(step, Box(min(left + gap, right - 1), top, right, bottom))
                before = step


def _heights(rows: tuple[_Row, ...], box: Box) -> Iterator[tuple[int, int]]:
    """Yield where each row begins and ends, downwards."""
    units = sum(row.gap + _BAR for row in rows) - rows[0].gap
    height = min(box.bottom - box.top, units * _TALLEST // _BAR)
    unit = -rows[0].gap
    for row in rows:
        unit += row.gap + _BAR
        yield box.bottom - height + height * (unit - _BAR) // units, box.bottom - height + height * unit // units


def _gap(before: TimelineStep | None, step: TimelineStep, *, starts_round: bool) -> int:
    """Return how much of a bar is left out at its beginning, in pixels, so that it is told from the one before it."""
    if before is None:
        return 0
    if starts_round:
        return _BETWEEN_ROUNDS
    return _BETWEEN_SETS if before.is_set and step.is_set else 0


def _parts(before: TimelineStep, step: TimelineStep) -> bool:
    return before.round != step.round and before.kind is not StepKind.INTRO and step.kind is not StepKind.OUTRO


def _cut(steps: Steps, cuts: list[int]) -> tuple[Steps, ...]:
    return tuple(steps[first:end] for first, end in pairwise((0, *cuts, len(steps))))


def _extra(one: Steps, other: Steps) -> int:
    """Count the steps of one round that stand before what the other one repeats."""
    ends = [number for number, step in enumerate(one, 1) if step.is_set]
    repeated = [step.exercise for step in other if step.is_set]
    done = [step.exercise for step in one if step.is_set]
    is_repeated = 0 < len(repeated) < len(done) and done[-len(repeated) :] == repeated
    return ends[-len(repeated) - 1] if is_repeated else 0


def _rows(rounds: tuple[Steps, ...]) -> Iterator[_Row]:
    together = _times(len(rounds), _MOST_ROUNDS)
    if together > 1:
        for first in range(0, len(rounds), together):
            yield _Row(rounds[first : first + together], _ROUND_GAP)
        return
    most = max(_MOST_SETS, _times(sum(map(sets_in, rounds)), _MOST_ROUNDS))
    for steps in rounds:
        for number, piece in enumerate(_pieces(steps, most)):
            yield _Row((piece,), _ROW_GAP if number else _ROUND_GAP)


def _pieces(steps: Steps, most: int) -> Iterator[Steps]:
    """Cut a round into pieces of about as many sets each, after a set."""
    sets = max(1, sets_in(steps))
    pieces = _times(sets, most)
    done = 0
    piece_of = []
    for step in steps:
        piece_of.append(min(done, sets - 1) * pieces // sets)
        done += step.is_set
    for _, piece in groupby(zip(piece_of, steps, strict=True), key=lambda pair: pair[0]):
        yield tuple(step for _, step in piece)


def sets_in(steps: Steps) -> int:
    """Count the sets among some steps."""
    return sum(step.is_set for step in steps)


def _times(count: int, most: int) -> int:
    """Return into how many parts of at most ``most`` something goes."""
    return -(-count // most)
