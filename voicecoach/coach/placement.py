"""Place lines on the timeline, once it is known how long each of them takes to say. A pure function.

Each step is placed on its own (``step_placement``), and the steps follow one after the other. What a short break has no
room to announce is said in the set before it, or when the next set begins.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from itertools import groupby

from voicecoach.coach.announced_length import with_true_length
from voicecoach.coach.lines import LengthLine, Line, SoftLine
from voicecoach.coach.step_placement import Durations, StepPlacement
from voicecoach.session import Note, Position, Session, SetWork, Step
from voicecoach.timeline import Cue, Segment, Timeline, TimelineStep, VoiceSettings
from voicecoach.units import Ms

LinesByStep = Mapping[int, tuple[Line, ...]]


def place(session: Session, lines: Iterable[Line], durations: Durations, voice: VoiceSettings) -> Timeline:
    """Place every line in its step, and the steps one after the other.

    Args:
        session: the steps.
        lines: what the coach would like to say, ordered by step.
        durations: the length of each form of each line, and of any announcement of the length, in milliseconds.
        voice: the voice that the durations were measured with.
    """
    placer = Placer(session, lines_by_step(lines), durations)
    steps: list[TimelineStep] = []
    cues: list[Cue] = []
    notes = list(session.notes)
    start_ms = 0
    for step in session.steps:
        placed = placer.placed(step.index)
        segment = placed.segment.at(start_ms, step.index)
        steps.append(segment.step)
        cues += segment.cues
        notes += placed.notes
        start_ms += segment.length_ms
    return Timeline(
        title=session.workout.title,
        language=session.workout.language,
        verbosity=session.choices.verbosity,
        voice=voice,
        duration_ms=start_ms,
        steps=tuple(steps),
        cues=tuple(cues),
        notes=tuple(notes),
    )


def lines_by_step(lines: Iterable[Line]) -> LinesByStep:
    """Return the lines of each step, by its index."""
    return {index: tuple(group) for index, group in groupby(lines, key=lambda line: line.step)}


@dataclass(frozen=True, slots=True)
class PlacedStep:
    """A placed step, and the notes about it."""

    segment: Segment
    notes: tuple[Note, ...]


@dataclass(frozen=True, slots=True)
class Placer:
    """Places the steps of a session, in any order.

    ``durations`` must have every form of the lines of a step and of its ``neighbours``, and is asked for how long it
    takes to announce the length.
    """

    session: Session
    lines: LinesByStep
    durations: Durations
    announced_in: dict[tuple[int, bool], int] = field(default_factory=dict)
    """For each set, the step in which it is announced or, if true, the own lines before it are said, once known."""

    def placed(self, index: int, *, alone: bool = False) -> PlacedStep:
        """Return a step with its cues; a set that is heard ``alone`` says itself what it is."""
        lines = tuple(line for line in self.lines.get(index, ()) if self._is_said(line, alone=alone))
        if self.says_length(index):
            others_ms = sum(self.step_ms(step.index) for step in self.session.steps if step.index != index)
            lines = with_true_length(lines, others_ms, lambda said: self._placement(index, said).duration_ms)
        placement = self._placement(index, lines)
        segment = Segment(timeline_step(self.session.steps[index], placement.duration_ms), tuple(placement.cues()))
        return PlacedStep(segment, tuple(placement.notes))

    def step_ms(self, index: int) -> Ms:
        """Return the length of a step; only if that depends on its words, they are placed."""
        step = self.session.steps[index]
        return self.placed(index).segment.length_ms if step.elastic else step.duration_ms

    @property
    def length_ms(self) -> Ms:
        """The length of the session."""
        return sum(self.step_ms(step.index) for step in self.session.steps)

    def neighbours(self, index: int) -> Iterable[int]:
        """Return the steps whose lines decide what is said in a step: two before it, and one after.

        What is said in a step that grows depends on no other step, except that the announcement of the length, which
        comes last here, depends on all that grow.
        """
        if self.says_length(index):
            others = (step.index for step in self.session.steps if step.elastic and step.index != index)
            return (*others, index)
        if self.session.steps[index].elastic:
            return (index,)
        return range(max(0, index - 2), min(len(self.session.steps), index + 2))

    def says_length(self, index: int) -> bool:
        """Whether a step announces the length of the session."""
        return any(isinstance(line, LengthLine) for line in self.lines.get(index, ()))

    def _is_said(self, line: Line, *, alone: bool) -> bool:
        if not isinstance(line, SoftLine) or line.announces is None:
            return True
        announced = line.announces
        if alone and announced == line.step:
            return True
        key = announced, line.is_own
        if key not in self.announced_in:
            self.announced_in[key] = self._own_lines_in(announced) if line.is_own else self._announced_in(announced)
        place = self.announced_in[key]
        return place == line.step or (line.follows and place < line.step)

    def _announced_in(self, index: int) -> int:
        """Return the step in which a set is announced: the break before it, the set before that, or the set itself.

        It is the first with room for all that the listener must know and for all else that may be announced there.
        """
        for before in (index - 1, index - 2):
            lines = self.lines.get(before, ())
            is_said_there = any(
                isinstance(line, SoftLine) and line.announces == index and not line.is_own for line in lines
            )
            if is_said_there and self._placement(before, lines).tells_enough_of(index):
                return before
        return index

    def _own_lines_in(self, index: int) -> int:
        """Return the step in which the own lines before a set are said that follows another without a break.

        It is the set itself, if it has room for all of them; otherwise the set before, if that has.
        """
        has_room = (
            self._placement(step, self.lines.get(step, ())).tells_own_lines(index) for step in (index, index - 1)
        )
        is_before = not next(has_room) and next(has_room)
        return index - 1 if is_before else index

    def _placement(self, index: int, lines: Iterable[Line]) -> StepPlacement:
        placement = StepPlacement(self.session.steps[index], self.durations, self.session.workout.path)
        placement.place_all(tuple(lines))
        return placement


def timeline_step(step: Step, duration_ms: Ms) -> TimelineStep:
    """Return a step of the timeline with this length."""
    position = step.about.position if step.about else Position()
    return TimelineStep(
        index=step.index,
        kind=step.kind,
        title=step.title,
        exercise=step.work.title if step.work else None,
        side=step.work.side if step.work else None,
        set=position.set,
        round=position.round,
        start_ms=0,
        end_ms=duration_ms,
        waits=step.waits,
        due=step.due,
        is_open=step.is_open,
        until_missed=step.until_missed,
        part=step.work.part if step.work else 0,
        is_more=isinstance(step.work, SetWork) and step.work.is_more,
        ready_ms=step.terms.ready_ms,
        set_percent=step.terms.set_percent,
        target=step.target,
        set_of=position.set_of,
        rounds=position.rounds,
    )
