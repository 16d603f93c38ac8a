"""Chapters: a session cut by its steps, its sets or its rounds, for players that skip and for a file each."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from enum import Enum

from voicecoach.session import StepKind
from voicecoach.timeline import Timeline, TimelineStep
from voicecoach.units import Ms

LONGEST_TITLE = 48
"""Some players show nothing of a chapter whose title is longer than 50 characters."""

_TITLE_END = 16
"""So much is kept of the end of a title that is cut: there stand the side and the number of the set."""

_AROUND = {StepKind.INTRO, StepKind.OUTRO}


class Split(Enum):
    """What a session is cut by."""

    STEP = "step"
    SET = "set"
    ROUND = "round"


@dataclass(frozen=True, slots=True)
class Chapter:
    """A stretch of a timeline: its steps from ``first`` to ``last``, the last one included."""

    title: str
    first: int
    last: int
    start_ms: Ms
    end_ms: Ms

    @property
    def length_ms(self) -> Ms:
        """How long it lasts."""
        return self.end_ms - self.start_ms


def chapters(timeline: Timeline, by: Split = Split.SET) -> tuple[Chapter, ...]:
    """Cut a timeline; the chapters follow each other without gaps, from its beginning to its end.

    A set begins with the rest or the changeover before it, in which it is announced and counted in: who skips to it is
    told what comes. The opening and the end of a session stand for themselves.
    """
    stretches = tuple(_stretches(timeline, by))
    several_rounds = any(step.round > 1 for step in timeline.steps)
    named = [next((step for step in steps if step.is_set), steps[-1]) for steps in stretches]
    titles = [_title(step, timeline.title, by, several_rounds=several_rounds) for step in named]
    times = Counter(titles)
    return tuple(
        Chapter(
            _short(f"{title} · {step.set}" if times[title] > 1 and step.is_set and by is not Split.ROUND else title),
            steps[0].index,
            steps[-1].index,
            steps[0].start_ms,
            steps[-1].end_ms,
        )
        for steps, step, title in zip(stretches, named, titles, strict=True)
    )


def _stretches(timeline: Timeline, by: Split) -> Iterator[list[TimelineStep]]:
    """Yield the steps of each chapter."""
    steps: list[TimelineStep] = []
    for step in timeline.steps:
        if steps and _parts(steps[-1], step, by):
            yield steps
            steps = []
        steps.append(step)
    yield steps


def _parts(before: TimelineStep, step: TimelineStep, by: Split) -> bool:
    """Whether a chapter ends between two steps; a rest has the round of the set that it leads to."""
    if by is Split.STEP or before.kind in _AROUND or step.kind in _AROUND:
        return True
    return before.is_set if by is Split.SET else before.round != step.round


def _title(step: TimelineStep, workout: str, by: Split, *, several_rounds: bool) -> str:
    title = workout if by is Split.ROUND and step.is_set else step.title
    return f"R{step.round} · {title}" if several_rounds and step.is_set else title


def _short(title: str) -> str:
    if len(title) <= LONGEST_TITLE:
        return title
    return f"{title[: LONGEST_TITLE - 1 - _TITLE_END].rstrip()}…{title[-_TITLE_END:].lstrip()}"
