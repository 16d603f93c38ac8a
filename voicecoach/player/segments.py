"""Parts of a session that change while they are heard: shortened, lengthened, said in another way from a moment on.

Pure functions on parts. None of them ever cuts a word, or lets one lie over another.
"""

from collections.abc import Iterable, Iterator
from dataclasses import replace

from voicecoach.timeline import BREATH_MS, TICK, Cue, Segment
from voicecoach.units import MS_PER_SECOND, Ms

_SAID_AGAIN_MS: Ms = 3 * MS_PER_SECOND
"""What was over longer ago than this is not said again after a pause."""

_LENGTH_SAID_MS: Ms = 10 * MS_PER_SECOND
"""Of a rest, the words that are heard before this tell its length."""

_LAST_MS: Ms = 3 * MS_PER_SECOND
"""Where no countdown is heard, as much of a step is left when one is counted in."""

_SOFT = frozenset({"announce", "next", "setup", "form", "rest", "round", "encourage", "safety", "finish"})
"""What is said once in a step, whenever there is room; all else belongs to its time."""

_ANNOUNCING = frozenset({"announce", "next"})


def resume_point(segment: Segment, at_ms: Ms) -> Ms:
    """Return where to go on after a pause: at the start of what was heard last, or just there if that is long over."""
    begun = [cue for cue in segment.cues if cue.start_ms < at_ms < cue.end_ms + _SAID_AGAIN_MS]
    start_ms = begun[-1].start_ms if begun else at_ms
    while cut := list(_sounding(segment, start_ms)):
        start_ms = min(cue.start_ms for cue in cut)
    return start_ms


def is_clean(segment: Segment, at_ms: Ms) -> bool:
    """Whether nothing is heard across a moment."""
    return not any(_sounding(segment, at_ms))


def _sounding(segment: Segment, at_ms: Ms) -> Iterator[Cue]:
    return (cue for cue in segment.cues if cue.start_ms < at_ms < cue.end_ms)


def countdown_start(segment: Segment) -> Ms:
    """Return where the countdown at the end of a rest or changeover begins."""
    countdown = (cue.start_ms for cue in segment.cues if cue.kind == "countdown")
    return min(countdown, default=max(0, segment.length_ms - _LAST_MS))


def resized(segment: Segment, length_ms: Ms, from_ms: Ms = 0, lead: Cue | None = None) -> Segment:
    """Return a rest or changeover that is longer or shorter, from a moment on.

    What has begun by then stays. The countdown keeps its distance from the end, and is heard again where it had begun;
    all else keeps it as far as it has room. What has none is left out, and so are words that tell the length it had.
    ``lead`` is said first, whenever it was to be heard, if it has room.
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
    return _segment(segment, (*begun, *kept, *tail), length_ms)


def spliced(old: Segment, new: Segment, at_ms: Ms) -> Segment | None:
    """Return a part that goes over from its old form to a new one at the first good moment from ``at_ms`` on.

    That is where nothing is heard across it in either. In a counted set the two forms meet at the same beat; in a step
    that is as long as before, at the same time; in another one, the new form goes on after what has been heard of it.
    None where no such moment is left, and where the phases of a set that lasts a time would come at other times.
    """
    if [cue for cue in old.cues if cue.start_ms < at_ms] == [cue for cue in new.cues if cue.start_ms < at_ms]:
        return new if at_ms <= new.length_ms else None
    for old_ms, new_ms in _meetings(old, new, at_ms):
        if is_clean(old, old_ms) and is_clean(new, new_ms) and _is_told(old, old_ms, new, new_ms):
            heard = [cue for cue in old.cues if cue.end_ms <= old_ms]
            said = {cue.heard for cue in heard if cue.kind in _SOFT}
            rest = (cue for cue in new.cues if cue.start_ms >= new_ms and not (cue.kind in _SOFT and cue.heard in said))
            moved = (_moved(cue, old_ms - new_ms) for cue in rest)
            return _segment(new, (*heard, *moved), new.length_ms + old_ms - new_ms)
    return None


def _meetings(old: Segment, new: Segment, at_ms: Ms) -> Iterator[tuple[Ms, Ms]]:
    """Yield the moments at which a part can go over from its old form to a new one: of the old, of the new."""
    beats = list(zip(_beats(old), _beats(new), strict=False))
    if not beats and _phases(old) != _phases(new):
        return  # Of a set that lasts a time: who breathes in must not be told to.
    if any(one != other for one, other in beats):
        yield from ((one, other) for one, other in beats if one >= at_ms)
    elif old.length_ms == new.length_ms:
        ends = (cue.end_ms for segment in (old, new) for cue in segment.cues if cue.end_ms >= at_ms)
        yield from ((moment, moment) for moment in sorted({at_ms, *ends}))
    else:
        for old_ms in sorted({at_ms, *(cue.end_ms for cue in old.cues if cue.end_ms >= at_ms)}):
            heard = {cue.heard for cue in old.cues if cue.end_ms <= old_ms}
            yield old_ms, max((cue.end_ms for cue in new.cues if cue.heard in heard), default=0)


def _is_told(old: Segment, old_ms: Ms, new: Segment, new_ms: Ms) -> bool:
    """Whether nothing is lost that announces a set, by going over from one form to the other."""
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
