"""The parts of a cue list as JSON objects, and back (docs/cue-list.md).

A part that cannot be read raises a ValueError, KeyError, TypeError or AttributeError.
"""

from typing import Any

from voicecoach.errors import UNPRINTABLE, Severity
from voicecoach.session import Due, Note, StepKind
from voicecoach.timeline.records import Cue, Heard, TimelineStep, VoiceSettings
from voicecoach.workout import Side


def voice_to_json(voice: VoiceSettings) -> dict[str, Any]:
    """Return the settings of the voice as a JSON object."""
    return {
        "engine": voice.engine,
        "id": voice.id,
        "rate_wpm": voice.rate_wpm,
        "say": dict(voice.say),
        "pack": voice.pack,
    }


def voice_from_json(voice: Any) -> VoiceSettings:
    """Read the settings of the voice from its JSON object."""
    say = tuple(sorted((read_text(word), read_text(said)) for word, said in voice.get("say", {}).items()))
    pack = voice.get("pack")
    return VoiceSettings(
        read_text(voice["engine"]),
        read_text(voice["id"]),
        read_whole(voice["rate_wpm"]),
        say,
        None if pack is None else read_text(pack),
    )


def step_to_json(step: TimelineStep) -> dict[str, Any]:
    """Return a step as a JSON object."""
    return {
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
        "is_open": step.is_open,
        "until_missed": step.until_missed,
        "part": step.part,
        "is_more": step.is_more,
        "ready_ms": step.ready_ms,
        "set_percent": step.set_percent,
        "target": step.target or None,
        "set_of": step.set_of,
        "rounds": step.rounds,
    }


def step_from_json(step: Any) -> TimelineStep:
    """Read a step from its JSON object."""
    due = step.get("due")
    return TimelineStep(
        index=read_whole(step["index"]),
        kind=StepKind(step["kind"]),
        title=read_text(step["title"]),
        exercise=None if step["exercise"] is None else read_text(step["exercise"]),
        side=Side(step["side"]) if step["side"] else None,
        set=read_whole(step["set"]),
        round=read_whole(step["round"]),
        start_ms=read_whole(step["start_ms"]),
        end_ms=read_whole(step["end_ms"]),
        waits=bool(step["waits"]),
        due=Due(read_whole(due["clock"]), read_whole(due["at_ms"])) if due else None,
        is_open=bool(step.get("is_open")),
        until_missed=_optional_whole(step, "until_missed"),
        part=read_whole(step.get("part", 0)),
        is_more=bool(step.get("is_more")),
        ready_ms=_optional_whole(step, "ready_ms"),
        set_percent=_optional_whole(step, "set_percent"),
        target=read_text(step.get("target") or ""),
        set_of=_optional_pair(step, "set_of"),
        rounds=_optional_whole(step, "rounds"),
    )


def cue_to_json(cue: Cue) -> dict[str, Any]:
    """Return a cue as a JSON object."""
    return {
        "start_ms": cue.start_ms,
        "end_ms": cue.end_ms,
        "step": cue.step,
        "kind": cue.kind,
        "text": cue.heard.text,
        "sound": cue.heard.sound,
    }


def cue_from_json(cue: Any) -> Cue:
    """Read a cue from its JSON object."""
    heard = Heard(text=cue["text"], sound=cue["sound"])
    read_text(heard.text if heard.text is not None else heard.sound)
    return Cue(
        start_ms=read_whole(cue["start_ms"]),
        end_ms=read_whole(cue["end_ms"]),
        step=read_whole(cue["step"]),
        kind=read_text(cue["kind"]),
        heard=heard,
    )


def note_to_json(note: Note) -> dict[str, Any]:
    """Return a note as a JSON object."""
    return {
        "severity": note.severity.value,
        "message": note.message,
        "line": note.line,
        "step": note.step,
        "choice": note.choice,
        "hint": note.hint,
    }


def note_from_json(note: Any) -> Note:
    """Read a note from its JSON object."""
    choice = note.get("choice")
    return Note(
        severity=Severity(note["severity"]),
        message=read_text(note["message"]),
        line=_optional_whole(note, "line"),
        step=_optional_whole(note, "step"),
        choice=None if choice is None else read_text(choice),
        hint=read_text(note.get("hint", "")),
    )


def read_text(value: Any) -> str:
    """Return the value if it is text that can be printed; a ValueError says what it is instead."""
    if not isinstance(value, str):
        raise ValueError(f"{value!r} is not text")
    if UNPRINTABLE.search(value):
        raise ValueError(f"{value!r} holds characters that cannot be printed")
    return value


def read_whole(value: Any) -> int:
    """Return the value if it is a whole number; a ValueError says what it is instead."""
    if not isinstance(value, int) or isinstance(value, bool):
        raise ValueError(f"{value!r} is not a whole number")
    return value


def _optional_whole(record: Any, key: str) -> int | None:
    return None if record.get(key) is None else read_whole(record[key])


def _optional_pair(record: Any, key: str) -> tuple[int, int] | None:
    if record.get(key) is None:
        return None
    one, other = record[key]
    return read_whole(one), read_whole(other)
