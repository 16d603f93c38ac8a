"""Lines that are written as text but meant as something else: which mistake it is, and what to write instead."""

import re
from collections.abc import Iterable
from dataclasses import replace

from voicecoach.script.gym_notes import LABEL, with_colon
from voicecoach.script.prescription import corrected_exercise, read_group
from voicecoach.script.settings import SETTINGS
from voicecoach.script.source import COLON, Problems, Span
from voicecoach.workout import Group

MISPLACED_SETTING = re.compile(rf"({'|'.join(SETTINGS)}):(\s|$)")
MISPLACED_TERMS = re.compile(
    r"\d\s*(rounds?|s|secs?|seconds?|mins?|minutes?|rft)\b|\b(rest|emom|amrap|tabata|every)\b.*\d|\be\d+mom\b|\d-\d+-\d",
    re.IGNORECASE,
)
_LOOKS_LIKE_ITEM = re.compile(r"^[A-Z]\d?[.)]\s|\b\d+\s*[x×]\s*\d|\b\d+\s*(reps|steps)\b")
LIST_ITEM = re.compile(r"[-*+•]\s|\d{1,2}[.)]\s")
_MOST_CORRECTED = 50
"""With more problems than this on a page, corrections would take longer than reading the page."""

_MOST_WORDS = 8
"""A longer line, or one that ends like a sentence, is a sentence."""


def name_and_dose(line: Span, problems: Problems) -> tuple[str, str]:
    """Return the name and the dose of an item without a colon, as the language writes it; both are empty if unclear."""
    if len(problems.found) > _MOST_CORRECTED:
        return "", ""
    return with_colon(line.text, lambda dose: corrected_exercise(replace(line, text=dose)))


def meant_line(line: Span, problems: Problems) -> str:
    """Return the heading or the list item that a line of text is meant as; empty if it is only text."""
    _, terms = line.split_once(COLON)
    if LABEL.match(line.text):
        return ""
    if terms is None:
        is_sentence = line.text[-1:] in ".!?" or len(line.text.split()) > _MOST_WORDS
        is_item = _LOOKS_LIKE_ITEM.search(line.text) and not is_sentence
        name, dose = name_and_dose(line, problems) if is_item else ("", "")
        return f"- {name}: {dose}" if name else ""
    is_term = terms.text[:1].isdigit() or MISPLACED_TERMS.search(line.text)
    return f"{'##' if is_group_terms(terms.text) else '-'} {line.text}" if is_term else ""


def is_group_terms(text: str) -> bool:
    """Whether a text can be read as the terms of a group."""
    problems = Problems()
    read_group(Group(""), Span(text, "", 1, 1, text), problems)
    return not problems.found


def report_stray_lines(
    lines: Iterable[Span], problems: Problems, *, may_have_terms: bool = False, may_be_text: bool = True
) -> None:
    """Report lines of text that are meant as something else.

    ``may_have_terms`` if a time or a number after a colon can be part of the text: ``Time: 20 minutes``;
    ``may_be_text`` if a line without a colon can be text even if it looks like an exercise.
    """
    for line in lines:
        looks_like_item = _LOOKS_LIKE_ITEM.search(line.text)
        if LIST_ITEM.match(line.text):
            problems.error(line, "this line is indented too far to be read", f"start it at the margin: '{line.text}'")
        elif MISPLACED_SETTING.match(line.text):
            hint = f"write it at the very top, between two lines of '---': '{line.text}'"
            problems.error(line, "a setting cannot be used here", hint)
        elif line.text.startswith("|"):
            hint = "write each exercise as a list item: '- Name: 3 x 10 reps'"
            problems.error(line, "a table cannot be used in a script", hint)
            return
        elif looks_like_item or not may_have_terms:
            meant, (_, terms) = meant_line(line, problems), line.split_once(COLON)
            hint = f"write '{meant}'" if meant else "write it as a list item: '- Name: 3 x 10 reps'"
            if meant and (terms or not may_be_text):
                problems.error(line, "this would only be read out", hint)
            elif looks_like_item:
                problems.warning(line, "this looks like an exercise, but it is only read out", hint)
