"""The coach: what to say in every step, when it is best said, and how important it is."""

from dataclasses import replace

from voicecoach.coach.break_coach import BreakCoach
from voicecoach.coach.lines import Line
from voicecoach.coach.sentences import Sentences
from voicecoach.coach.set_coach import SetCoach
from voicecoach.coach.step_coach import Memory
from voicecoach.coach.target_text import target_text
from voicecoach.phrases import Catalogue
from voicecoach.session import Session, Step


def coach(session: Session, catalogue: Catalogue) -> tuple[Line, ...]:
    """Return the lines of all steps, ordered by step and, within a step, as they would be said."""
    memory = Memory(Sentences(catalogue))
    lines: list[Line] = []
    for step in session.steps:
        speaker = (SetCoach if step.is_set else BreakCoach)(session, step, memory)
        lines += speaker.lines()
        if isinstance(speaker, SetCoach) and (following := session.set_after(step)):
            lines += speaker.said_ahead(following)
    return tuple(lines)


def titled(session: Session, catalogue: Catalogue) -> Session:
    """Return the session with the titles and targets of its steps in the language of the catalogue, for screens."""
    sentences = Sentences(catalogue)
    return replace(session, steps=tuple(_titled(step, sentences) for step in session.steps))


def _titled(step: Step, sentences: Sentences) -> Step:
    title, target = sentences.shown(step), target_text(step.work, sentences.catalogue) if step.work else ""
    return step if (title, target) == (step.title, step.target) else replace(step, title=title, target=target)
