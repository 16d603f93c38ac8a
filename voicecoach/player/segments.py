"""Changes to a segment while it is heard: a new length, or other words from some moment on.

Pure functions. None of them cuts a word or makes two words overlap.
"""

from collections.abc import Iterable, Iterator
from dataclasses import replace

from voicecoach.timeline import BREATH_MS, TICK, TICKS, Cue, Segment
from voicecoach.units import MS_PER_SECOND, Ms

_SAID_AGAIN_MS: Ms = 3 * MS_PER_SECOND
"""What ended longer ago than this is not repeated after a pause."""

_LENGTH_SAID_MS: Ms = 10 * MS_PER_SECOND
"""The words at the start of a rest, before this time, state its length."""

_LAST_MS: Ms = 3 * MS_PER_SECOND
"""Where a countdown would begin before the end of a step that has none."""

_SOFT = frozenset({"announce", "next", "setup", "form", "rest", "round", "encourage", "safety", "finish"})
"""Said once in a step, wherever there is room; all other cues have a fixed time."""

_ANNOUNCING = frozenset({"announce", "next"})


def resume_point(segment: Segment, at_ms: Ms) -> Ms:
    """Return where to resume after a pause: at the last cue, or where it paused if that cue is long over."""
    begun = [cue for cue in segment.cues if cue.start_ms < at_ms < cue.end_ms + _SAID_AGAIN_MS]
    start_ms = begun[-1].start_ms if begun else at_ms
    while cut := list(_sounding(segment, start_ms)):
        start_ms = min(cue.start_ms for cue in cut)
    return start_ms


def is_clean(segment: Segment, at_ms: Ms) -> bool:
    """Whether the segment can be cut at this moment without cutting a cue."""
    return not any(_sounding(segment, at_ms))


def _sounding(segment: Segment, at_ms: Ms) -> Iterator[Cue]:
    return (cue for cue in segment.cues if cue.start_ms < at_ms < cue.end_ms)


def countdown_start(segment: Segment) -> Ms:
    """Return where the countdown at the end of a rest or changeover begins."""
    countdown = (cue.start_ms for cue in segment.cues if cue.kind == "countdown")
    return min(countdown, default=max(0, segment.length_ms - _LAST_MS))


def resized(segment: Segment, length_ms: Ms, from_ms: Ms = 0, lead: Cue | None = None) -> Segment:
    """Return a rest or changeover with a new length; cues that begin before ``from_ms`` stay.

    The countdown keeps its distance from the end, and is repeated if it had begun. Other cues keep theirs if there is
    room; cues without room are dropped, and so are words that state the old length. ``lead`` is said first if there is
    room.
    """
    by_ms = length_ms - segment.length_ms
    begun = [cue for cue in segment.cues if cue.start_ms < from_ms or cue.start_ms == 0]
    later = [cue for cue in segment.cues if cue not in begun]
    free_ms = max(from_ms, max((cue.end_ms for cue in begun), default=0) + BREATH_MS)
    first = _moved(replace(lead, step=segment.step.index), free_ms - lead.start_ms) if lead else None
    if first and first.end_ms <= length_ms:
        begun.append(first)
        free_ms = first.end_ms + BREATH_MS
    countdown = (_moved(cue, by_ms) for cue in segment.cues if cue.kind == "countdown")
    tail = [cue for cue in countdown if cue.start_ms >= free_ms]
    limit_ms = min((cue.start_ms for cue in tail), default=length_ms) - BREATH_MS
    kept = []
    for cue in later:
        moved = _moved(cue, max(by_ms, free_ms - cue.start_ms))
        is_true = cue.kind != "rest" or (cue.start_ms >= _LENGTH_SAID_MS and moved.start_ms == cue.start_ms + by_ms)
        if cue.kind != "countdown" and is_true and moved.end_ms <= limit_ms:
            kept.append(moved)
            free_ms = moved.end_ms + BREATH_MS
    heard = (cue for cue in (*begun, *kept, *tail) if cue.end_ms <= length_ms)
    return _segment(segment, heard, length_ms)


def delayed(segment: Segment, by_ms: Ms, count_in: Segment, lead: Cue | None = None) -> Segment:
    """Return a set that begins later, after a rest that ends with a countdown if there is room for it.

    ``lead`` is said first if there is room.
    """
    index, counted_ms = segment.step.index, by_ms - count_in.length_ms
    said = [_moved(replace(cue, step=index), counted_ms) for cue in count_in.cues] if counted_ms >= 0 else []
    limit_ms = max(0, counted_ms) - BREATH_MS
    if lead and lead.end_ms - lead.start_ms <= limit_ms:
        said.append(_moved(replace(lead, step=index), -lead.start_ms))
    later = (_moved(cue, by_ms) for cue in segment.cues)
    return _segment(segment, (*said, *later), segment.length_ms + by_ms)


def interjected(segment: Segment, at_ms: Ms, said: Cue) -> Segment | None:
    """Return the segment with words at the first moment from ``at_ms`` on at which nothing else is said.

    They take the place of counts. Return None if there is no room for them.
    """
    length_ms, start_ms = said.end_ms - said.start_ms, at_ms
    for cue in segment.cues:
        if cue.heard.sound in TICKS or (cue.kind == "count" and cue.start_ms >= at_ms):
            continue
        if cue.start_ms < start_ms + length_ms + BREATH_MS and cue.end_ms + BREATH_MS > start_ms:
            start_ms = cue.end_ms + BREATH_MS
    end_ms = start_ms + length_ms
    if end_ms > segment.length_ms:
        return None
    kept = (cue for cue in segment.cues if cue.heard.sound in TICKS or cue.end_ms <= start_ms or cue.start_ms >= end_ms)
    words = _moved(replace(said, step=segment.step.index), start_ms - said.start_ms)
    return _segment(segment, (*kept, words), segment.length_ms)


def spliced(old: Segment, new: Segment, at_ms: Ms) -> Segment | None:
    """Return a segment that changes from an old version to a new one at the first clean moment from ``at_ms`` on.

    A moment is clean if it cuts no cue in either version. A counted set changes over at the same beat in both; a step
    of unchanged length, at the same time; any other step continues in the new version after the cues already heard.
    Return None if no clean moment is left, or if the phases of a timed set would move.
    """
    if [cue for cue in old.cues if cue.start_ms < at_ms] == [cue for cue in new.cues if cue.start_ms < at_ms]:
        return new if at_ms <= new.length_ms else None
    for old_ms, new_ms in _crossover_points(old, new, at_ms):
        if is_clean(old, old_ms) and is_clean(new, new_ms) and _keeps_announcements(old, old_ms, new, new_ms):
            heard = [cue for cue in old.cues if cue.end_ms <= old_ms]
            said = {cue.heard for cue in heard if cue.kind in _SOFT}
            rest = (cue for cue in new.cues if cue.start_ms >= new_ms and not (cue.kind in _SOFT and cue.heard in said))
            moved = (_moved(cue, old_ms - new_ms) for cue in rest)
            return _segment(new, (*heard, *moved), new.length_ms + old_ms - new_ms)
    return None


def _crossover_points(old: Segment, new: Segment, at_ms: Ms) -> Iterator[tuple[Ms, Ms]]:
    """Yield pairs of moments, in the old and the new version, at which one can change to the other."""
    beats = list(zip(_beats(old), _beats(new), strict=False))
    if not beats and _phases(old) != _phases(new):
        return  # A timed set: a listener who is breathing in must not be told to breathe in.
    if any(one != other for one, other in beats):
        yield from ((one, other) for one, other in beats if one >= at_ms)
    elif old.length_ms == new.length_ms:
        ends = (cue.end_ms for segment in (old, new) for cue in segment.cues if cue.end_ms >= at_ms)
        yield from ((moment, moment) for moment in sorted({at_ms, *ends}))
    else:
        for old_ms in sorted({at_ms, *(cue.end_ms for cue in old.cues if cue.end_ms >= at_ms)}):
            heard = {cue.heard for cue in old.cues if cue.end_ms <= old_ms}
            yield old_ms, max((cue.end_ms for cue in new.cues if cue.heard in heard), default=0)


def _keeps_announcements(old: Segment, old_ms: Ms, new: Segment, new_ms: Ms) -> bool:
    """Whether the change loses no announcement of a set."""
    heard = {cue.kind for cue in old.cues if cue.end_ms <= old_ms}
    return all(cue.start_ms >= new_ms or cue.kind in heard for cue in new.cues if cue.kind in _ANNOUNCING)


def _beats(segment: Segment) -> list[Ms]:
    return [cue.start_ms for cue in segment.cues if cue.heard.sound == TICK]


def _phases(segment: Segment) -> list[Ms]:
    return [cue.start_ms for cue in segment.cues if cue.kind == "tempo"]


def _moved(cue: Cue, by_ms: Ms) -> Cue:
    return replace(cue, start_ms=cue.start_ms + by_ms, end_ms=cue.end_ms + by_ms)


def _segment(segment: Segment, cues: Iterable[Cue], length_ms: Ms) -> Segment:
    in_order = sorted(cues, key=lambda cue: (cue.start_ms, cue.heard.sound is None))
    return Segment(replace(segment.step, end_ms=segment.step.start_ms + length_ms), tuple(in_order))
