"""What the listener hears when they ask again what to do: the announcement of the set, as it was said. Pure."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace

from voicecoach.timeline import Cue, Segment, TimelineStep

SegmentOf = Callable[[int], Segment | None]


def announcement(steps: Sequence[TimelineStep], segment_of: SegmentOf, index: int) -> Cue | None:
    """Return the announcement of this set, or of the next one in a break, from time 0; None if it was not said yet.

    Of a set that is like the one before, "Same again." was said; so the fullest announcement of these sets is taken.
    """
    coming = next((step for step in steps[index:] if step.is_set), None)
    if coming is None:
        return None
    said = [cue for at in _steps_about(steps, coming) for cue in _said_in(segment_of(at))]
    fullest = max(said, key=lambda cue: len(cue.heard.text or ""), default=None)
    return fullest and replace(fullest, start_ms=0, end_ms=fullest.end_ms - fullest.start_ms, step=0)


def _steps_about(steps: Sequence[TimelineStep], coming: TimelineStep) -> Iterator[int]:
    """Yield a set and the steps before it, back to the first set in a row that is the same."""
    yield coming.index
    for step in reversed(steps[: coming.index]):
        if step.is_set and _aim(step) != _aim(coming):
            return
        yield step.index


def _aim(step: TimelineStep) -> tuple[object, ...]:
    return step.exercise, step.side, step.target


def _said_in(segment: Segment | None) -> list[Cue]:
    """Return the announcements of a step; the first set of a session has no ``next``, but an ``announce``."""
    cues = [cue for cue in segment.cues if cue.heard.text] if segment else []
    following = [cue for cue in cues if cue.kind == "next"]
    return following or [cue for cue in cues if cue.kind == "announce"][-1:]
