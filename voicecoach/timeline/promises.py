"""The promises of a cue list (docs/cue-list.md), and how a list breaks them."""

from collections.abc import Iterator
from itertools import pairwise

from voicecoach.session import Note
from voicecoach.timeline.records import Cue, TimelineStep
from voicecoach.units import MS_PER_MINUTE, Ms

LONGEST_TIMELINE_MS: Ms = 24 * 60 * MS_PER_MINUTE
"""Longer cue lists are a mistake or an attack: their sound would fill the disk."""


def broken_steps(steps: tuple[TimelineStep, ...], notes: tuple[Note, ...], duration_ms: Ms) -> Iterator[str]:
    """Name every broken promise of the steps: they follow each other from start to end, and notes are about them."""
    end_ms = 0
    if duration_ms > LONGEST_TIMELINE_MS:
        yield "it is longer than a day"
    if not steps:
        yield "it has no steps"
    elif not duration_ms:
        yield "it lasts no time"
    for note in notes:
        if note.step is not None and not 0 <= note.step < len(steps):
            yield f"a note is about step {note.step}, which does not exist"
    for index, step in enumerate(steps):
        if step.index != index:
            yield f"step {index} says that it is step {step.index}"
        if step.start_ms != end_ms or step.end_ms < step.start_ms:
            yield f"step {index} ({step.title}) does not begin where the one before it ends"
        end_ms = step.end_ms
    if end_ms != duration_ms:
        yield f"the steps end at {end_ms} ms and the timeline at {duration_ms} ms"


def broken_cues(cues: tuple[Cue, ...], steps: tuple[TimelineStep, ...]) -> Iterator[str]:
    """Name every broken promise of the cues: they are in order, within their steps, and none talks over another."""
    for one, other in pairwise(cues):
        if other.start_ms < one.start_ms:
            yield f"the cue at {other.start_ms} ms comes after the one at {one.start_ms} ms"
    sounding: list[Cue] = []
    for cue in cues:
        if not 0 <= cue.step < len(steps):
            yield f"the cue at {cue.start_ms} ms belongs to no step"
            continue
        step = steps[cue.step]
        if not step.start_ms <= cue.start_ms < cue.end_ms <= step.end_ms:
            yield f"the cue at {cue.start_ms} ms, '{cue.heard}', crosses the edge of its step"
        sounding = [earlier for earlier in sounding if earlier.end_ms > cue.start_ms]
        for earlier in sounding:
            if earlier.heard.lanes & cue.heard.lanes:
                yield f"at {cue.start_ms} ms '{cue.heard}' is heard over '{earlier.heard}'"
        sounding.append(cue)
