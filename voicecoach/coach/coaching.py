"""The coach: what to say in every step, when it is best said, and how important it is."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import replace

from voicecoach.coach.break_coach import BreakCoach
from voicecoach.coach.lines import Line, SoftLine
from voicecoach.coach.sentences import Sentences
from voicecoach.coach.set_coach import SetCoach
from voicecoach.coach.step_coach import COUNT_IN, Memory
from voicecoach.phrases import Catalogue
from voicecoach.session import Session, StepKind
from voicecoach.units import MS_PER_SECOND, Ms

_MS_PER_LETTER: Ms = 62
_WORDS_BEGIN_MS: Ms = 300
"""Estimates for the announced length: the time to say a letter, and the pause that a sentence adds."""

_GROWS_BESIDE_MS = {StepKind.CHANGEOVER: (COUNT_IN + 1) * MS_PER_SECOND}
"""The time for sounds and the countdown in an elastic step, in addition to its words."""


def coach(session: Session, catalogue: Catalogue) -> tuple[Line, ...]:
    """Return the lines of all steps, ordered by step and, within a step, as they would be said."""
    memory = Memory(Sentences(catalogue))
    intro, *steps = session.steps
    lines: list[Line] = []
    for step in steps:
        speaker = (SetCoach if step.is_set else BreakCoach)(session, step, memory)
        lines += speaker.lines()
        if isinstance(speaker, SetCoach) and (following := session.set_after(step)):
            lines += speaker.said_ahead(following)
    # The opening announces the length, which depends on its own words: it is built without the length, then with it.
    opening = tuple(BreakCoach(session, intro, memory).lines())
    memory.expected_ms = expected_length(session, (*opening, *lines))
    return (*BreakCoach(session, intro, memory).lines(), *lines)


def titled(session: Session, catalogue: Catalogue) -> Session:
    """Return the session with the titles of its steps in the language of the catalogue."""
    titles = map(Sentences(catalogue).shown, session.steps)
    named = zip(session.steps, titles, strict=True)
    steps = (step if step.title == title else replace(step, title=title) for step, title in named)
    return replace(session, steps=tuple(steps))


def expected_length(session: Session, lines: Iterable[Line]) -> Ms:
    """Return about how long a session takes: the length of each step or, if it grows with its words, theirs."""
    said_ms: Counter[int] = Counter()
    for line in lines:
        if isinstance(line, SoftLine):
            said_ms[line.step] += _WORDS_BEGIN_MS + len(line.forms[0].text or "") * _MS_PER_LETTER
    return sum(
        max(step.duration_ms, said_ms[step.index] + _GROWS_BESIDE_MS.get(step.kind, MS_PER_SECOND))
        if step.elastic
        else step.duration_ms
        for step in session.steps
    )
