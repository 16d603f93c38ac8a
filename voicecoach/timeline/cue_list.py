"""The timed cue list: what is heard, when, in which step. JSON is its canonical form (docs/cue-list.md)."""

import json
from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import groupby
from typing import Any

from voicecoach.errors import ChoiceError, VoicecoachError
from voicecoach.languages import language_code
from voicecoach.session import Note
from voicecoach.talk import Verbosity
from voicecoach.timeline.json_parts import (
    cue_from_json,
    cue_to_json,
    note_from_json,
    note_to_json,
    read_text,
    read_whole,
    step_from_json,
    step_to_json,
    voice_from_json,
    voice_to_json,
)
from voicecoach.timeline.promises import broken_cues, broken_steps
from voicecoach.timeline.records import Cue, Segment, TimelineStep, VoiceSettings
from voicecoach.units import Ms

FORMAT = "voicecoach/cues"
VERSION = 1


@dataclass(frozen=True, slots=True)
class Timeline:
    """The timed cue list of one session."""

    title: str
    language: str
    verbosity: Verbosity
    voice: VoiceSettings
    duration_ms: Ms
    steps: tuple[TimelineStep, ...]
    cues: tuple[Cue, ...]
    notes: tuple[Note, ...] = ()

    def segments(self) -> Iterator[Segment]:
        """Yield every step with its cues, each with times from its own start."""
        cues_of = {index: tuple(cues) for index, cues in groupby(self.cues, key=lambda cue: cue.step)}
        for step in self.steps:
            cues = tuple(cue.moved(-step.start_ms, step.index) for cue in cues_of.get(step.index, ()))
            yield Segment(step.moved(-step.start_ms, step.index), cues)

    def only(self, index: int) -> "Timeline":
        """Return one step of the timeline, from its first moment to its last."""
        return self.between(index, index)

    def between(self, first: int, last: int) -> "Timeline":
        """Return a stretch of the timeline as one of its own: from one step to another, both of them included."""
        start_ms, end_ms = self.steps[first].start_ms, self.steps[last].end_ms
        # Cues are sorted by time and stay in their step, so they are sorted by steps, too.
        since = bisect_left(self.cues, first, key=lambda cue: cue.step)
        until = bisect_right(self.cues, last, lo=since, key=lambda cue: cue.step)
        return replace(
            self,
            duration_ms=end_ms - start_ms,
            steps=tuple(step.moved(-start_ms, step.index - first) for step in self.steps[first : last + 1]),
            cues=tuple(cue.moved(-start_ms, cue.step - first) for cue in self.cues[since:until]),
            notes=tuple(
                replace(note, step=note.step - first)
                for note in self.notes
                if note.step is not None and first <= note.step <= last
            ),
        )

    def to_json(self) -> str:
        """Return the cue list in its canonical form; ``from_json`` reads it back equal."""
        document = {
            "format": FORMAT,
            "version": VERSION,
            "title": self.title,
            "language": self.language,
            "verbosity": self.verbosity.label,
            "voice": voice_to_json(self.voice),
            "duration_ms": self.duration_ms,
            "steps": [step_to_json(step) for step in self.steps],
            "cues": [cue_to_json(cue) for cue in self.cues],
            "notes": [note_to_json(note) for note in self.notes],
        }
        return json.dumps(document, ensure_ascii=False, indent=1) + "\n"

    @classmethod
    def from_json(cls, text: str) -> "Timeline":
        """Read a saved cue list.

        Raises:
            VoicecoachError: the text is not a cue list, or one that breaks a promise of the format.
        """
        try:
            timeline = _from_document(json.loads(text))
        except (ChoiceError, ValueError, KeyError, TypeError, AttributeError, RecursionError) as error:
            reason = f"{type(error).__name__}: {error}" if isinstance(error, KeyError) else str(error)
            hint = "make it again with: voicecoach compile SCRIPT -o CUES.json"
            raise VoicecoachError(f"this is not a cue list that can be used ({reason})", hint) from error
        broken = next(broken_promises(timeline), None)
        if broken:
            raise VoicecoachError(f"this cue list cannot be played: {broken}", "compile the script again")
        return timeline


def broken_promises(timeline: Timeline) -> Iterator[str]:
    """Name everything in which a timeline breaks the contract of docs/cue-list.md; nothing for a sound one."""
    yield from broken_steps(timeline.steps, timeline.notes, timeline.duration_ms)
    yield from broken_cues(timeline.cues, timeline.steps)


def _from_document(document: Any) -> Timeline:
    if not isinstance(document, dict) or document.get("format") != FORMAT:
        raise ValueError(f"its format is not '{FORMAT}'")
    if document["version"] != VERSION:
        raise ValueError(f"its version is {document['version']}, this program reads version {VERSION}")
    return Timeline(
        title=read_text(document["title"]),
        language=language_code(read_text(document["language"])),
        verbosity=Verbosity.of(document["verbosity"]),
        voice=voice_from_json(document["voice"]),
        duration_ms=read_whole(document["duration_ms"]),
        steps=tuple(step_from_json(step) for step in document["steps"]),
        cues=tuple(cue_from_json(cue) for cue in document["cues"]),
        notes=tuple(map(note_from_json, document.get("notes", ()))),
    )
