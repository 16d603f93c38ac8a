"""Find what to write instead of the gym notes in a prescription that cannot be read."""

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from itertools import chain, combinations, islice, pairwise
from typing import TypeAlias, TypeVar

from voicecoach.errors import Problem, Severity
from voicecoach.script.gym_notes.computed import rounds_of_superset
from voicecoach.script.gym_notes.table import DOSE, GYM_NOTES, REMARK, REPEATED, GymNote, is_gym_note
from voicecoach.script.source import Problems, Span
from voicecoach.script.vocabulary import MINUTE_MARKS, PHRASES, SECOND_MARKS

Result = TypeVar("Result")
Read: TypeAlias = Callable[[Span, Problems], object]

REMARK_HINT = "put a remark after the name and a comma; for a set without reps or time, write 'until …'"
"""The hint for words that are not like any of the language."""

_MOST_EDITS = 10
_MOST_TOGETHER = 3
_MOST_READ = 60
"""Limits of the search: possible edits of one prescription, how many are tried together, and how often it is read."""

_KNOWN = "|".join(sorted({re.escape(word) for phrase in PHRASES for word in phrase.split()}))
_OWN_WORD = rf"(?!(?:{_KNOWN})\b)[^\W\d][\w'’-]+"
_OWN_WORDS = re.compile(rf"(?:^|(?<=\s)){_OWN_WORD}(?:\s{_OWN_WORD})*(?=\s*(?:,|$))", re.IGNORECASE)
"""Words up to a comma that are not of the language."""
_AFTER_LEVEL = re.compile(r"\blevels?\s[^,;]*[,;]\s*$", re.IGNORECASE)
"""Words after a level may be a second level, and are no remark."""

_ANYTHING = re.compile(".+")
_TWO_COMMAS = re.compile(r",\s*(?=,)")

_TIDY = (
    (re.compile(r"(?<=[0-9])(?=(?:kgs?|lbs?|s|secs?|mins?|h)\b)", re.IGNORECASE), " "),
    (re.compile(rf"(?<=[0-9])\s?(?:{'|'.join(SECOND_MARKS)})"), " s"),
    (re.compile(rf"(?<=[0-9])\s?[{''.join(MINUTE_MARKS)}](?![0-9])"), " min"),
)
"""How units are written in a hint: a pattern and what replaces it."""

_MOST_CURED = 50
_MOST_FRUITLESS = 20
_MOST_SUGGESTED = 100
"""With more problems or fruitless searches than this on a page, searches would take longer than reading the page."""


@dataclass(frozen=True, slots=True)
class _Edit:
    """One cure for one gym note in a prescription."""

    note: GymNote
    found: re.Match[str]
    text: str
    problem: Problem | None = None
    """What is reported instead, if this is a mistake of another kind that is only removed to find the cures."""

    @property
    def start(self) -> int:
        return self.found.start()

    @property
    def end(self) -> int:
        return self.found.end()


def cured(span: Span, name: str, read: Callable[[Span, Problems], Result], problems: Problems) -> Result:
    """Return what a prescription is read to; if that fails because of gym notes, report each of them, with its cure.

    A cure is offered only if the prescription can be read with it. Without one, the problems are reported as they are.

    Args:
        span: the prescription.
        name: the name of the exercise; empty for anything else.
        read: reads a prescription and reports its problems.
        problems: the problems of the page.
    """
    own = Problems(suggests=problems.suggests and len(problems.found) < _MOST_SUGGESTED)
    result = read(span, own)
    if own.has_errors and len(problems.found) < _MOST_CURED and problems.fruitless < _MOST_FRUITLESS:
        edits = (*_edits(span.text, _lift(name)), *_remarks(span, name, own))
        if needed := _fewest(span, edits, read) or _fewest(
            span, (*edits, *_mistyped(span, own), *_own_words(span, name, read)), read
        ):
            own.found = [_problem(span, name, edit, needed, edits, read) for edit in needed]
        else:
            problems.fruitless += 1
    problems.found += own.found
    return result


def corrected(span: Span, read: Read) -> str:
    """Return a prescription with the cures of its gym notes; empty if it cannot be read even so."""
    if _reads(span, (), read):
        return span.text
    needed = _fewest(span, tuple(_edits(span.text, "")), read)
    return _tidied(_edited(span.text, needed)) if needed else ""


def _edits(text: str, lift: str) -> Iterator[_Edit]:
    """Yield the first cures that are possible, from the most specific."""
    found = ((note, match) for note in GYM_NOTES for match in note.pattern.finditer(text))
    every = (_Edit(note, match, cure) for note, match in found for cure in note.cures_of(match, lift))
    yield from islice(every, _MOST_EDITS)


def _remarks(span: Span, name: str, problems: Problems) -> Iterator[_Edit]:
    """Yield what removes the words that are probably a remark."""
    for problem in problems.found:
        start = problem.location.column - span.column
        end = start + problem.location.length
        found = REMARK.pattern.match(span.text, start, end)
        is_remark = found and (found.end() == end or DOSE.match(span.text, found.end(), end))
        if name and found and is_remark and problem.hint == REMARK_HINT and not _is_known(found[0]):
            yield _Edit(REPEATED if found[0].casefold() in name.casefold() else REMARK, found, "")


def _own_words(span: Span, name: str, read: Read) -> Iterator[_Edit]:
    """Yield what removes words that are not of the language, wherever they are."""
    for found in _OWN_WORDS.finditer(span.text):
        if _AFTER_LEVEL.search(span.text[: found.start()]):
            continue
        alone = Problems(suggests=False)
        read(replace(span, text=found[0]), alone)
        if name and not is_gym_note(found[0]) and any(problem.hint == REMARK_HINT for problem in alone.found):
            yield _Edit(REMARK, found, "")


def _mistyped(span: Span, problems: Problems) -> Iterator[_Edit]:
    """Yield what removes each word that has a suggestion, so that the cures of others are found."""
    for problem in problems.found:
        start = problem.location.column - span.column
        found = _ANYTHING.match(span.text, start, start + problem.location.length)
        if found and problem.hint.startswith("did you mean"):
            yield _Edit(REMARK, found, "", problem)


def _is_known(words: str) -> bool:
    """Whether these words mean something, although they cannot be read here."""
    return words.casefold() in PHRASES or is_gym_note(words)


def _fewest(span: Span, edits: tuple[_Edit, ...], read: Read) -> tuple[_Edit, ...]:
    """Return the fewest edits with which the prescription can be read; none if there are none."""
    some = chain.from_iterable(combinations(edits, count) for count in range(1, _MOST_TOGETHER + 1))
    apart = (each for each in some if not _overlap(each))
    return next((each for each in islice(apart, _MOST_READ) if _reads(span, each, read)), ())


def _overlap(edits: tuple[_Edit, ...]) -> bool:
    ordered = sorted(edits, key=lambda edit: edit.start)
    return any(one.end > other.start for one, other in pairwise(ordered))


def _problem(
    span: Span, name: str, edit: _Edit, needed: tuple[_Edit, ...], edits: tuple[_Edit, ...], read: Read
) -> Problem:
    """Return what is reported for one of the edits that are needed."""
    if edit.problem:
        return edit.problem
    where = span.part(edit.start, edit.end)
    texts = [one.text for one in edits if _can_replace(one, edit, needed, span, read)]
    hint = _advice(span, edit, needed, name) if edit.note.advice else _what_to_write(texts)
    return Problem(Severity.ERROR, edit.note.message.format(where.quoted()), where.location(), hint)


def _can_replace(one: _Edit, edit: _Edit, needed: tuple[_Edit, ...], span: Span, read: Read) -> bool:
    """Whether a cure for the same words does as well."""
    others = tuple(other for other in needed if other is not edit)
    return one is edit or (one.found is edit.found and _reads(span, (*others, one), read))


def _reads(span: Span, edits: tuple[_Edit, ...], read: Read) -> bool:
    """Whether a prescription can be read with these edits, which do not overlap."""
    silent = Problems(suggests=False)
    read(replace(span, text=_edited(span.text, edits)), silent)
    return not silent.has_errors


def _edited(text: str, edits: tuple[_Edit, ...]) -> str:
    """Return the text with all edits made."""
    for edit in sorted(edits, key=lambda edit: edit.start, reverse=True):
        text = text[: edit.start] + edit.text + text[edit.end :]
    return _TWO_COMMAS.sub("", text).strip()


def _lift(name: str) -> str:
    """Return the name of an exercise as it is written within a sentence: ``squat``, but ``RDL``."""
    return name if name[1:2].isupper() else name[:1].casefold() + name[1:]


def _advice(span: Span, edit: _Edit, edits: tuple[_Edit, ...], name: str) -> str:
    """Return the advice of a gym note."""
    advice = edit.found.expand(edit.note.advice).replace("{rounds}", rounds_of_superset(edit.found))
    return advice.replace("{others}", _edited(span.text, edits).strip(" ,")).replace("{name}", name)


def _tidied(text: str) -> str:
    for pattern, replacement in _TIDY:
        text = pattern.sub(replacement, text)
    return text.strip(" ,")


def _what_to_write(texts: Iterable[str]) -> str:
    written = " or ".join(f"'{_tidied(text)}'" for text in texts)
    return f"write {written}"
