"""Read the tracks of a progression: ``reps: 10, 12, 15 at each load``, ``discomfort: load, then rounds``."""

import re
from dataclasses import replace

from voicecoach.errors import did_you_mean
from voicecoach.script import amounts
from voicecoach.script.grammar import elements_of
from voicecoach.script.prescription import read_load, read_rests
from voicecoach.script.source import COLON, Problems, Span
from voicecoach.script.vocabulary import SUBJECTS
from voicecoach.workout import MOST_ROUNDS, Load, Progression, Subject, Track

_DISCOMFORT = "discomfort"
_MAX_TRACK_LENGTH = 1000
_AT_EACH = re.compile(r"\s+at\s+each\s+(?P<subject>[a-z ]+)$", re.IGNORECASE)
_EXAMPLE = "reps: 10, 12, 15"
_RESTS = (Subject.REST, Subject.ROUND_REST)


def read_track(progression: Progression, span: Span, problems: Problems) -> Progression:
    """Return the progression with one more line."""
    if len(span.text) > _MAX_TRACK_LENGTH:
        problems.error(span, f"this track is longer than {_MAX_TRACK_LENGTH} characters", "shorten it")
        return progression
    head, values = span.split_once(COLON)
    if values is None or not values.text:
        problems.error(span, "this track has no values", f"write, for example, '- {_EXAMPLE}'")
        return progression
    if head.text.casefold() == _DISCOMFORT:
        return _with_discomfort(progression, head, values, problems)
    subjects = tuple(_subject(part, problems) for part in _parts(head, r"\s+and\s+|,\s*"))
    match = _AT_EACH.search(values.text)
    at_each = _subject(values.part(match.start("subject")), problems) if match else None
    listed = values.part(0, match.start()) if match else values
    found = [_value(part, subjects[0], problems) for part in _parts(listed, r",\s*")]
    if any(subject is None for subject in subjects) or any(value is None for value in found):
        return progression
    known = tuple(subject for subject in subjects if subject is not None)
    if len({_kind(subject) for subject in known}) > 1:
        problems.error(head, "these cannot share a track: they take different values", "write a track for each")
    taken = {subject for track in progression.tracks for subject in track.subjects}
    if twice := next((subject for subject in known if subject in taken), None):
        problems.error(head, f"there is already a track of {twice.value}", "keep one of them")
    track = Track(known, tuple(value for value in found if value is not None), at_each, span.location())
    return replace(progression, tracks=(*progression.tracks, track))


def _with_discomfort(progression: Progression, head: Span, values: Span, problems: Problems) -> Progression:
    if progression.discomfort:
        problems.error(head, "discomfort is given twice", "keep one of them")
    found = [_subject(part, problems) for part in _parts(values, r",\s*(then\s+)?|\s+then\s+")]
    return replace(progression, discomfort=tuple(subject for subject in found if subject is not None))


def _parts(span: Span, separator: str) -> list[Span]:
    """Split a span at a pattern; every part keeps its location."""
    parts, start = [], 0
    for match in re.finditer(separator, span.text):
        parts.append(span.part(start, match.start()))
        start = match.end()
    return [*parts, span.part(start)]


def _subject(span: Span, problems: Problems) -> Subject | None:
    subject = SUBJECTS.get(span.text.casefold())
    if subject is None:
        problems.error(span, f"unknown track {span.quoted()}", did_you_mean(span.text, SUBJECTS))
    return subject


def _kind(subject: Subject) -> object:
    """Return the kind of a subject's values; subjects can share a track if their kinds are equal."""
    if subject is Subject.LOAD or subject in _RESTS:
        return "load" if subject is Subject.LOAD else "rest"
    return "number"


def _value(span: Span, subject: Subject | None, problems: Problems) -> int | Load | None:
    if subject is None:
        return None
    if subject is Subject.LOAD:
        return read_load(span, problems)
    if subject in _RESTS:
        rest = read_rests(span, problems).exercises
        if rest is None or rest.time_ms is None or rest.time_ms.is_open:
            problems.error(span, f"{span.quoted()} is not a single rest", "write, for example, '20 s' or 'none'")
            return None
        return rest.time_ms.low
    elements = elements_of(span, _EXAMPLE, problems)
    is_number = len(elements) == 1 and elements[0].kind in {"bare", "count"}
    is_seconds = len(elements) == 1 and elements[0].kind == "time" and elements[0].unit.startswith("s")
    if not (is_number or is_seconds):
        problems.error(span, f"{span.quoted()} is not a number", f"write, for example, '- {_EXAMPLE}'")
        return None
    most = MOST_ROUNDS if subject in {Subject.ROUNDS, Subject.SETS} else amounts.MAX_COUNT
    found = amounts.whole_range(elements[0], most, problems)
    return None if found is None else found.low
