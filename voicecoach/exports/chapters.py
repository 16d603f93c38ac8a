"""Split a session by steps, sets or rounds, into chapters or separate files."""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from enum import Enum

from voicecoach.session import StepKind
from voicecoach.timeline import Timeline, TimelineStep
from voicecoach.units import Ms

LONGEST_TITLE = 48
"""Some players do not show a chapter at all if its title is longer than 50 characters."""

_TITLE_END = 16
"""How many characters are kept at the end of a shortened title, which names the side and the set."""

_AROUND = {StepKind.INTRO, StepKind.OUTRO}


class Split(Enum):
    """What a session is split by."""

    STEP = "step"
    SET = "set"
    ROUND = "round"


@dataclass(frozen=True, slots=True)
class Chapter:
    """The steps of a timeline from ``first`` to ``last``, both included."""

    title: str
    first: int
    last: int
    start_ms: Ms
    end_ms: Ms

    @property
    def length_ms(self) -> Ms:
        """The length of the chapter."""
        return self.end_ms - self.start_ms


def chapters(timeline: Timeline, by: Split = Split.SET) -> tuple[Chapter, ...]:
    """Split a timeline into chapters that cover all of it without gaps.

    The chapter of a set begins with the rest or the changeover before it, where the set is announced and counted in, so
    a listener who skips to it hears what is next. The intro and the outro are chapters of their own.
    """
    pieces = tuple(_split(timeline, by))
    named = [next((step for step in steps if step.is_set), steps[-1]) for steps in pieces]
    titles = [_title(step, timeline.title, by) for step in named]
    times = Counter(titles)
    return tuple(
        Chapter(
            _short(f"{title} · {step.set}" if times[title] > 1 and step.is_set and by is not Split.ROUND else title),
            steps[0].index,
            steps[-1].index,
            steps[0].start_ms,
            steps[-1].end_ms,
        )
        for steps, step, title in zip(pieces, named, titles, strict=True)
    )


def merged(chapters: Sequence[Chapter], most: int) -> tuple[Chapter, ...]:
    """Return at most this many chapters: if there are more, neighbours become one, under the title of the first."""
    size = max(1, -(-len(chapters) // most))
    groups = (chapters[at : at + size] for at in range(0, len(chapters), size))
    return tuple(replace(group[0], last=group[-1].last, end_ms=group[-1].end_ms) for group in groups)


def _split(timeline: Timeline, by: Split) -> Iterator[list[TimelineStep]]:
    steps: list[TimelineStep] = []
    for step in timeline.steps:
        if steps and _ends_between(steps[-1], step, by):
            yield steps
            steps = []
        steps.append(step)
    yield steps


def _ends_between(before: TimelineStep, step: TimelineStep, by: Split) -> bool:
    """Whether a chapter ends between two steps.

    A rest belongs to the round of the set after it. What is done once, such as a warm-up, is no part of a first round.
    """
    if by is Split.STEP or before.kind in _AROUND or step.kind in _AROUND:
        return True
    if by is Split.SET:
        return before.is_set and not step.part
    return (before.round, before.rounds) != (step.round, step.rounds)


def _title(step: TimelineStep, workout: str, by: Split) -> str:
    title = workout if by is Split.ROUND and step.is_set else step.title
    return f"R{step.round} · {title}" if step.is_one_of_rounds and step.is_set else title


def _short(title: str) -> str:
    if len(title) <= LONGEST_TITLE:
        return title
    return f"{title[: LONGEST_TITLE - 1 - _TITLE_END].rstrip()}…{title[-_TITLE_END:].lstrip()}"
