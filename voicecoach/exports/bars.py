"""The bars of a cover: every step of a session drawn to scale, a row for each round."""

from collections.abc import Iterator, Sequence
from itertools import pairwise
from math import ceil
from typing import TypeAlias

from voicecoach.session import StepKind
from voicecoach.timeline import Timeline, TimelineStep
from voicecoach.units import Ms

Steps: TypeAlias = tuple[TimelineStep, ...]
Box: TypeAlias = tuple[int, int, int, int]
"""Left, top, right and bottom, in pixels; the right and the bottom edge lie outside."""

_MOST_ROWS, _MOST_SETS = 12, 24
"""What a thumbnail can show. With more rounds, rows ignore rounds; a row with more sets is split."""

_TALLEST = 112
"""The height limit of a row, in pixels: a single row reads as a strip of time."""

_ROW, _PITCH = 5, 7
"""The height of a row, in proportion to the distance from row to row."""

_GAP = 2
"""Pixels between two sets without a rest."""


def rounds_of(timeline: Timeline) -> tuple[Steps, ...]:
    """Split a session into its rounds. The intro belongs to the first round, the outro to the last.

    What is done once, such as a warm-up, is a round of its own.
    """
    steps = timeline.steps
    return _split(steps, [step.index for before, step in pairwise(steps) if _begins_round(before, step)])


def circuit_of(timeline: Timeline) -> tuple[Steps, ...]:
    """Return the rounds of a session's only circuit, if it holds more than half of the sets; otherwise nothing."""
    rounds = rounds_of(timeline)
    numbers = [next((step.round for step in steps if step.is_set), 1) for steps in rounds]
    starts = [index for index, (before, number) in enumerate(pairwise(numbers), 1) if number != before + 1]
    runs = [rounds[start:end] for start, end in pairwise((0, *starts, len(rounds)))]
    circuits = [run for run in runs if len(run) > 1]
    is_most = len(circuits) == 1 and 2 * sum(map(sets_in, circuits[0])) > sets_in(timeline.steps)
    return circuits[0] if is_most else ()


def sets_in(steps: Steps) -> int:
    """Count the sets among some steps."""
    return sum(step.is_set and not step.part for step in steps)


def bars(timeline: Timeline, box: Box) -> Iterator[tuple[TimelineStep, Box]]:
    """Yield the bar of every step. All rows have one scale, are aligned at their first sets, and end at the bottom."""
    rows = tuple(_rows(rounds_of(timeline)))
    lead_ms = max(_first_set_ms(row) - row[0].start_ms for row in rows)
    span_ms = max(1, lead_ms + max(row[-1].end_ms - _first_set_ms(row) for row in rows))
    left, top, right, bottom = box
    units = _PITCH * (len(rows) - 1) + _ROW
    height = min(bottom - top, units * _TALLEST // _ROW)
    for number, row in enumerate(rows):
        upper, lower = (bottom - height + height * unit // units for unit in (number * _PITCH, number * _PITCH + _ROW))
        from_ms = _first_set_ms(row) - lead_ms
        for before, step in zip((None, *row), row, strict=False):
            gap = _GAP if before and before.is_set and step.is_set else 0
            start = min(left + round((step.start_ms - from_ms) * (right - left) / span_ms), right - 1)
            end = max(left + round((step.end_ms - from_ms) * (right - left) / span_ms), start + 1)
            yield step, (min(start + gap, end - 1), upper, end, lower)


def _begins_round(before: TimelineStep, step: TimelineStep) -> bool:
    is_within = before.kind is not StepKind.INTRO and step.kind is not StepKind.OUTRO
    return is_within and (before.round, before.rounds) != (step.round, step.rounds)


def _split(steps: Steps, starts: Sequence[int]) -> tuple[Steps, ...]:
    return tuple(steps[start:end] for start, end in pairwise((0, *starts, len(steps))))


def _rows(rounds: Sequence[Steps]) -> Iterator[Steps]:
    if len(rounds) > _MOST_ROWS:
        rounds = [tuple(step for steps in rounds for step in steps)]
    most_sets = max(_MOST_SETS, ceil(sum(map(sets_in, rounds)) / _MOST_ROWS))
    for steps in rounds:
        ends = [number for number, step in enumerate(steps, 1) if step.is_set]
        rows = max(1, ceil(len(ends) / most_sets))
        sets_per_row = max(1, ceil(len(ends) / rows))
        yield from _split(steps, ends[sets_per_row - 1 : -1 : sets_per_row])


def _first_set_ms(row: Steps) -> Ms:
    return next((step for step in row if step.is_set), row[0]).start_ms
