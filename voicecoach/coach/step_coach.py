"""The base of both coaches: the step, what was said before, and the switches that hold in the step."""

from abc import ABC, abstractmethod
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field, replace

from voicecoach.coach.lines import CUE_KINDS, HardLine, Line, SoftLine, sound, words
from voicecoach.coach.sentences import Sentences
from voicecoach.phrases import Forms
from voicecoach.session import Position, Session, SetWork, Step, Work
from voicecoach.talk import CueChoice, choice_for
from voicecoach.timeline import Heard
from voicecoach.units import MS_PER_SECOND, Ms

COUNT_IN = 3
"""The countdown before a set and at the end of a timed set begins with this number of seconds."""

REMIND_BEFORE_MS: Ms = 4 * MS_PER_SECOND
"""A step that waits reminds the listener this long before its estimated end."""


@dataclass(slots=True)
class Memory:
    """What has been said so far: the number of form cues by movement, and the sets, by what is announced of them."""

    sentences: Sentences
    cues_said: Counter[str] = field(default_factory=Counter)
    known: set[object] = field(default_factory=set)
    last: object = None
    expected_ms: Ms = 0

    def add(self, work: Work) -> None:
        """Remember a set."""
        self.known.add(_as_announced(work))
        self.last = (_as_announced(work), work.side)

    def knows(self, work: Work) -> bool:
        """Whether a set of the same kind came before."""
        return _as_announced(work) in self.known

    def was_last(self, work: Work) -> bool:
        """Whether the last set was of the same kind, on the same side."""
        return self.last == (_as_announced(work), work.side)


def _as_announced(work: Work) -> object:
    """Return what is announced of a set, without its position in the session."""
    if isinstance(work, SetWork):
        return work.exercise, work.phases
    return replace(work, position=Position())


class StepCoach(ABC):
    """Yields the lines of one step."""

    def __init__(self, session: Session, step: Step, memory: Memory) -> None:
        self.session = session
        self.workout = session.workout
        self.verbosity = session.choices.verbosity
        self.step = step
        self.memory = memory
        self.say = memory.sentences
        self._choices: dict[str, CueChoice] = {}

    def lines(self) -> Iterator[Line]:
        """Yield the lines of the step, the stop sound of the set before first."""
        if self._ended_set:
            yield from self._stop(self._ended_set)
        yield from self._own_lines()

    @abstractmethod
    def _own_lines(self) -> Iterator[Line]:
        """Yield the lines of the step itself."""

    @property
    def _ended_set(self) -> Step | None:
        """The set that ends when this step begins."""
        before = self.session.steps[self.step.index - 1] if self.step.index else None
        return before if before and before.is_set and not self.step.is_set else None

    def _stop(self, ended: Step) -> Iterator[HardLine]:
        """Yield the stop sound, unless the set that has ended switches it off."""
        if not choice_for("stop", ended.cues).is_off:
            yield HardLine(self.step.index, "stop", sound("stop"), 0)

    def _reminder(self, phrase: str) -> Iterator[SoftLine]:
        """Remind the listener, who ends the step, that they can go on."""
        earliest_ms = max(0, self.step.duration_ms - REMIND_BEFORE_MS)
        yield from self._said("announce", self.say.phrase(phrase), earliest_ms)

    def _count_from(self, kind: str) -> int:
        """Return the number at which a countdown begins."""
        return self._choice(kind).last or COUNT_IN

    def _count_in(
        self, kind: str, end_ms: Ms = 0, lasts_ms: Ms = 0, *, preemptible: bool = False
    ) -> Iterator[HardLine]:
        """Count down to a time, by default the end of the step, with words or sounds."""
        for number in range(self._count_from(kind), 0, -1):
            at_ms = end_ms - number * MS_PER_SECOND
            if not self.step.elastic and number * MS_PER_SECOND >= (lasts_ms or self.step.duration_ms):
                continue  # At the start of a step, its own sound is heard.
            if self._speaks(kind):
                yield from self._spoken_at(kind, self.say.number(number), at_ms, preemptible=preemptible)
            else:
                yield from self._sounded(kind, "ready", at_ms)

    def _choice(self, kind: str) -> CueChoice:
        """Return the switch of a kind of cue in this step."""
        if kind not in self._choices:
            self._choices[kind] = choice_for(kind, self.step.cues)
        return self._choices[kind]

    def _speaks(self, kind: str) -> bool:
        """Whether a kind of cue is spoken: as switched, else if the verbosity is high enough."""
        choice = self._choice(kind)
        return not choice.is_off and (choice.is_chosen or self.verbosity >= CUE_KINDS[kind].words_from)

    def _sounded(self, kind: str, name: str, at_ms: Ms) -> Iterator[HardLine]:
        """Yield a sound, unless its kind is off."""
        if not self._choice(kind).is_off:
            yield HardLine(self.step.index, kind, sound(name), at_ms)

    def _spoken_at(self, kind: str, forms: Forms, at_ms: Ms, *, preemptible: bool = False) -> Iterator[HardLine]:
        """Yield a hard line of words, if its kind is spoken."""
        if self._speaks(kind):
            yield HardLine(self.step.index, kind, words(forms), at_ms, preemptible)

    def _said(
        self, kind: str, forms: Forms, earliest_ms: Ms = 0, *, best_ms: Ms = 0, latest_end_ms: Ms | None = None
    ) -> Iterator[SoftLine]:
        """Yield a soft line of words, if its kind is spoken."""
        if self._speaks(kind):
            heard: tuple[Heard, ...] = words(forms[-1:] if self._choice(kind).is_short else forms)
            yield SoftLine(self.step.index, kind, heard, earliest_ms, best_ms, latest_end_ms)
