"""The timed cue list: what is heard, when, in which step. JSON is its canonical form (docs/cue-list.md)."""

import json
from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from dataclasses import dataclass, replace
from enum import Enum
from itertools import groupby, pairwise
from typing import Any

from voicecoach.errors import UNPRINTABLE, ChoiceError, Severity, VoicecoachError
from voicecoach.languages import language_code
from voicecoach.session import SET_KINDS, Due, Note, StepKind
from voicecoach.talk import Verbosity
from voicecoach.units import MS_PER_MINUTE, Ms
from voicecoach.workout import Side

FORMAT = "voicecoach/cues"
VERSION = 1

LONGEST_TIMELINE_MS: Ms = 24 * 60 * MS_PER_MINUTE
"""Longer cue lists are a slip or a trick: their sound would fill the disk."""

BREATH_MS: Ms = 150
"""The least silence around what has no time of its own, so that it does not run into what is heard beside it."""

TICK = "tick"
"""The sound that keeps the pace: the only one that may be heard under speech."""


class Lane(Enum):
    """What sounds one at a time: two cues may be heard at once only where they share no lane."""

    VOICE = "voice"
    SOUND = "sound"


_OF_WORDS, _OF_THE_TICK, _OF_A_SOUND = frozenset({Lane.VOICE}), frozenset({Lane.SOUND}), frozenset(Lane)


@dataclass(frozen=True, slots=True)
class Heard:
    """What a cue lets one hear: words to speak, or the name of a sound; exactly one of the two."""

    text: str | None = None
    sound: str | None = None

    def __post_init__(self) -> None:
        if (self.text is None) == (self.sound is None):
            raise ValueError("a cue is either words or a sound")

    @property
    def lanes(self) -> frozenset[Lane]:
        """The lanes that it takes while it is heard: a sound takes both, the tick leaves the voice its own."""
        if self.sound is None:
            return _OF_WORDS
        return _OF_THE_TICK if self.sound == TICK else _OF_A_SOUND

    def __str__(self) -> str:
        return self.text if self.text is not None else f"({self.sound})"


@dataclass(frozen=True, slots=True)
class Cue:
    """One thing heard, in milliseconds from the start of the timeline; ``step`` is the index of its step."""

    start_ms: Ms
    end_ms: Ms
    step: int
    kind: str
    heard: Heard

    def moved(self, by_ms: Ms, step: int) -> "Cue":
        """Return the same cue at another time, in another step."""
        return Cue(self.start_ms + by_ms, self.end_ms + by_ms, step, self.kind, self.heard)


@dataclass(frozen=True, slots=True)
class TimelineStep:
    """One step with its place on the timeline; ``waits`` says that the listener ends it.

    ``due`` is when it starts, where that is on the clock.
    """

    index: int
    kind: StepKind
    title: str
    exercise: str | None
    side: Side | None
    set: int
    round: int
    start_ms: Ms
    end_ms: Ms
    waits: bool = False
    due: Due | None = None

    @property
    def length_ms(self) -> Ms:
        """How long the step lasts."""
        return self.end_ms - self.start_ms

    @property
    def is_set(self) -> bool:
        """Whether the trainee works in this step."""
        return self.kind in SET_KINDS

    def moved(self, by_ms: Ms, index: int) -> "TimelineStep":
        """Return the same step at another time, under another number."""
        return replace(self, index=index, start_ms=self.start_ms + by_ms, end_ms=self.end_ms + by_ms)


@dataclass(frozen=True, slots=True)
class Segment:
    """One step and what is heard in it, in milliseconds from its start: the piece that a session is put together of.

    No cue crosses the edge of a step, so parts can be heard in any order.
    """

    step: TimelineStep
    cues: tuple[Cue, ...]

    @property
    def length_ms(self) -> Ms:
        """How long the step lasts."""
        return self.step.length_ms

    def at(self, start_ms: Ms, index: int) -> "Segment":
        """Return the part as it stands on a timeline: at a time, under a number."""
        step = self.step.moved(start_ms - self.step.start_ms, index)
        return Segment(step, tuple(cue.moved(start_ms, index) for cue in self.cues))


@dataclass(frozen=True, slots=True)
class VoiceSettings:
    """Which voice speaks, and how. A person's choice may leave fields empty; those of an open voice are all set.

    ``rate_wpm`` is in words per minute. ``say`` pairs written words with what is spoken for them. ``pack`` is a folder
    of recordings that replace the engine's clips; None for none.
    """

    engine: str = ""
    id: str = ""
    rate_wpm: int = 0
    say: tuple[tuple[str, str], ...] = ()
    pack: str | None = None


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
        return json.dumps(_document(self), ensure_ascii=False, indent=1) + "\n"

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
    yield from _broken_steps(timeline)
    yield from _broken_cues(timeline)


def _broken_steps(timeline: Timeline) -> Iterator[str]:
    end_ms = 0
    if timeline.duration_ms > LONGEST_TIMELINE_MS:
        yield "it is longer than a day"
    if not timeline.steps:
        yield "it has no steps"
    elif not timeline.duration_ms:
        yield "it lasts no time"
    for note in timeline.notes:
        if note.step is not None and not 0 <= note.step < len(timeline.steps):
            yield f"a note speaks of step {note.step}, which is not there"
    for index, step in enumerate(timeline.steps):
        if step.index != index:
            yield f"step {index} says that it is step {step.index}"
        if step.start_ms != end_ms or step.end_ms < step.start_ms:
            yield f"step {index} ({step.title}) does not begin where the one before it ends"
        end_ms = step.end_ms
    if end_ms != timeline.duration_ms:
        yield f"the steps end at {end_ms} ms and the timeline at {timeline.duration_ms} ms"


def _broken_cues(timeline: Timeline) -> Iterator[str]:
    for one, other in pairwise(timeline.cues):
        if other.start_ms < one.start_ms:
            yield f"the cue at {other.start_ms} ms comes after the one at {one.start_ms} ms"
    sounding: list[Cue] = []
    for cue in timeline.cues:
        if not 0 <= cue.step < len(timeline.steps):
            yield f"the cue at {cue.start_ms} ms belongs to no step"
            continue
        step = timeline.steps[cue.step]
        if not step.start_ms <= cue.start_ms < cue.end_ms <= step.end_ms:
            yield f"the cue at {cue.start_ms} ms, '{cue.heard}', crosses the edge of its step"
        sounding = [earlier for earlier in sounding if earlier.end_ms > cue.start_ms]
        for earlier in sounding:
            if earlier.heard.lanes & cue.heard.lanes:
                yield f"at {cue.start_ms} ms '{cue.heard}' is heard over '{earlier.heard}'"
        sounding.append(cue)


def _document(timeline: Timeline) -> dict[str, Any]:
    voice = timeline.voice
    return {
        "format": FORMAT,
        "version": VERSION,
        "title": timeline.title,
        "language": timeline.language,
        "verbosity": timeline.verbosity.label,
        "voice": {
            "engine": voice.engine,
            "id": voice.id,
            "rate_wpm": voice.rate_wpm,
            "say": dict(voice.say),
            "pack": voice.pack,
        },
        "duration_ms": timeline.duration_ms,
        "steps": [
            {
                "index": step.index,
                "kind": step.kind.value,
                "title": step.title,
                "exercise": step.exercise,
                "side": step.side.value if step.side else None,
                "set": step.set,
                "round": step.round,
                "start_ms": step.start_ms,
                "end_ms": step.end_ms,
                "waits": step.waits,
                "due": {"clock": step.due.clock, "at_ms": step.due.at_ms} if step.due else None,
            }
            for step in timeline.steps
        ],
        "cues": [
            {
                "start_ms": cue.start_ms,
                "end_ms": cue.end_ms,
                "step": cue.step,
                "kind": cue.kind,
                "text": cue.heard.text,
                "sound": cue.heard.sound,
            }
            for cue in timeline.cues
        ],
        "notes": [
            {
                "severity": note.severity.value,
                "message": note.message,
                "line": note.line,
                "step": note.step,
                "choice": note.choice,
            }
            for note in timeline.notes
        ],
    }


def _from_document(document: Any) -> Timeline:
    if not isinstance(document, dict) or document.get("format") != FORMAT:
        raise ValueError(f"its format is not '{FORMAT}'")
    if document["version"] != VERSION:
        raise ValueError(f"its version is {document['version']}, this program reads version {VERSION}")
    return Timeline(
        title=_text(document["title"]),
        language=language_code(_text(document["language"])),
        verbosity=Verbosity.of(document["verbosity"]),
        voice=_voice(document["voice"]),
        duration_ms=_whole(document["duration_ms"]),
        steps=tuple(_step(step) for step in document["steps"]),
        cues=tuple(_cue(cue) for cue in document["cues"]),
        notes=tuple(map(_note, document.get("notes", ()))),
    )


def _voice(voice: Any) -> VoiceSettings:
    say = tuple(sorted((_text(word), _text(said)) for word, said in voice.get("say", {}).items()))
    pack = voice.get("pack")
    return VoiceSettings(
        _text(voice["engine"]),
        _text(voice["id"]),
        _whole(voice["rate_wpm"]),
        say,
        None if pack is None else _text(pack),
    )


def _note(note: Any) -> Note:
    choice = note.get("choice")
    return Note(
        severity=Severity(note["severity"]),
        message=_text(note["message"]),
        line=_optional(note, "line"),
        step=_optional(note, "step"),
        choice=None if choice is None else _text(choice),
    )


def _step(step: Any) -> TimelineStep:
    due = step.get("due")
    return TimelineStep(
        index=_whole(step["index"]),
        kind=StepKind(step["kind"]),
        title=_text(step["title"]),
        exercise=None if step["exercise"] is None else _text(step["exercise"]),
        side=Side(step["side"]) if step["side"] else None,
        set=_whole(step["set"]),
        round=_whole(step["round"]),
        start_ms=_whole(step["start_ms"]),
        end_ms=_whole(step["end_ms"]),
        waits=bool(step["waits"]),
        due=Due(_whole(due["clock"]), _whole(due["at_ms"])) if due else None,
    )


def _cue(cue: Any) -> Cue:
    heard = Heard(text=cue["text"], sound=cue["sound"])
    _text(heard.text if heard.text is not None else heard.sound)
    return Cue(_whole(cue["start_ms"]), _whole(cue["end_ms"]), _whole(cue["step"]), _text(cue["kind"]), heard)


def _whole(value: Any) -> int:
    if not isinstance(value, int) or isinstance(value, bool):
        raise ValueError(f"{value!r} is not a whole number")
    return value


def _optional(record: Any, key: str) -> int | None:
    return None if record.get(key) is None else _whole(record[key])


def _text(value: Any) -> str:
    if not isinstance(value, str):
        raise ValueError(f"{value!r} is not text")
    if UNPRINTABLE.search(value):
        raise ValueError(f"{value!r} holds characters that cannot be printed")
    return value
