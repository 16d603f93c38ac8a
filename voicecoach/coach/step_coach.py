"""The base of both coaches: the step, what was said before, and the switches that hold in the step."""

from abc import ABC, abstractmethod
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from functools import reduce
from operator import or_

from voicecoach.coach.announcements import NO_NEWS, TO_BE_HEARD, Announcement, News, news_of
from voicecoach.coach.lines import CUE_KINDS, HardLine, Line, SoftLine, sound, words
from voicecoach.coach.sentences import Sentences
from voicecoach.coach.whereabouts import rungs_left, sets_of, whereabouts
from voicecoach.phrases import Forms
from voicecoach.session import BlockWork, Coming, Session, SetWork, Step, Work
from voicecoach.talk import CueChoice, Verbosity, choice_for
from voicecoach.timeline import Heard
from voicecoach.units import MS_PER_SECOND, Ms
from voicecoach.workout import Say, TimedSay

COUNT_IN = 3
"""The countdown before a set and at the end of a timed set begins with this number of seconds."""


@dataclass(slots=True)
class Memory:
    """What has been said so far: the number of form cues by movement, and the last set of each exercise."""

    sentences: Sentences
    cues_said: Counter[str] = field(default_factory=Counter)
    last: Work | None = None
    last_of: dict[str, Work] = field(default_factory=dict)
    """The last set of each exercise, by its title and by its name; a block by its title."""
    announces_length: bool = False
    """Whether the opening is said in full, so that the length of the session follows it."""

    def add(self, work: Work) -> None:
        """Remember a set."""
        self.last = self.last_of[work.title] = self.last_of[work.name] = work

    def knows(self, work: Work) -> bool:
        """Whether the exercise, as the sheet names it, came before."""
        return work.title in self.last_of

    def news(self, work: Work) -> News:
        """Return what of a set has to be said: what differs from the last set, or from the last of its exercise."""
        if isinstance(work, BlockWork):
            return NO_NEWS
        before = (self.last_of.get(key) for key in {work.title: None, work.name: None})
        last_name = self.last.title if self.last else ""
        return reduce(or_, (news_of(work, each if isinstance(each, SetWork) else None, last_name) for each in before))


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
    def _is_later_part(self) -> bool:
        """Whether the step is a part of a set that goes on from the part before it."""
        return self.step.work is not None and self.step.work.part > 0

    @property
    def _ended_set(self) -> Step | None:
        """The set that ends when this step begins."""
        before = self.session.steps[self.step.index - 1] if self.step.index else None
        return before if before and before.is_set and not self.step.is_set else None

    def _stop(self, ended: Step) -> Iterator[HardLine]:
        """Yield the stop sound, unless the set that has ended switches it off."""
        if not choice_for("stop", ended.cues).is_off:
            yield HardLine(self.step.index, "stop", sound("stop"), 0)

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
        self, kind: str, forms: Forms, earliest_ms: Ms = 0, *, latest_end_ms: Ms | None = None
    ) -> Iterator[SoftLine]:
        """Yield a soft line of words, if its kind is spoken."""
        if self._speaks(kind):
            heard: tuple[Heard, ...] = words(forms[-1:] if self._choice(kind).is_short else forms)
            yield SoftLine(self.step.index, kind, heard, earliest_ms, latest_end_ms=latest_end_ms)

    def _own_lines_of(self, says: Iterable[Say | TimedSay]) -> Iterator[SoftLine]:
        """Say lines of the script, each in full or in its short form; one that cannot be heard is a warning."""
        for say in says:
            for line in self._said("say", (say.text, say.short)):
                yield replace(line, enough=len(line.forms), location=say.location)

    def _section(self, coming: Coming) -> Iterator[SoftLine]:
        """Say what begins: the name of a group or script, its load, what starts on the clock."""
        intro = coming.intro
        if intro is None:
            return
        if intro.title and coming.work.name.casefold() != intro.title.casefold():
            yield from self._said("announce", self.say.phrase("title", title=intro.title))
        if intro.load:
            yield from self._said("announce", self.say.today(intro.load))
        if intro.starts:
            yield from self._said("round", self.say.starts(intro.starts))
            if intro.starts.until_missed:
                yield from self._said("round", self.say.phrase("until-missed"))

    def _round_and_set(self, coming: Coming) -> Iterator[SoftLine]:
        """Say which group, round and set comes; of a first set, only :meth:`_sets` says that more follow."""
        for forms in whereabouts(coming, self.say):
            yield from self._said("round", forms)

    def _sets(self, coming: Coming) -> Iterator[SoftLine]:
        """Say how many sets begin with the set that comes."""
        for forms in sets_of(coming.work, self.say):
            yield from self._said("round", forms)

    def _still_to_come(self, coming: Coming) -> Iterator[SoftLine]:
        """Say how many sets begin with the set that comes, and what remains of a ladder after it."""
        yield from self._sets(coming)
        for forms in rungs_left(coming.work, self.say):
            yield from self._said("round", forms)

    def _next(self, coming: Coming, phrase: str = "") -> Iterator[SoftLine]:
        """Say what comes. What is the same as before is said in two words, or not at all where there is little time."""
        work = coming.work
        is_same = isinstance(work, SetWork) and not self.memory.news(work) & TO_BE_HEARD
        begins_section = coming.intro is not None and bool(coming.intro.title)
        if isinstance(work, SetWork) and is_same and not begins_section:
            yield from self._again(work, phrase)
            return
        announcement = self._announced(work, phrase)
        enough = 0 if is_same else len(dict.fromkeys(announcement.enough))
        for line in self._said("next" if self.memory.last else "announce", (*announcement.enough, *announcement.less)):
            yield replace(line, enough=min(enough, len(line.forms)), said_before=is_same)

    def _again(self, work: SetWork, phrase: str) -> Iterator[SoftLine]:
        """Say that a set is the same as the last one: nothing new, so it is not missed."""
        if phrase or self.verbosity < Verbosity.NORMAL:
            return
        is_short = self.verbosity < Verbosity.DETAILED
        announcement = self.say.again(work) if is_short else self._announced(work, phrase)
        for line in self._said("next", announcement.enough):
            yield replace(line, said_before=True)

    def _once_more(self, coming: Coming, earliest_ms: Ms = 0) -> Iterator[SoftLine]:
        """Say briefly what comes, to a listener who heard it some time ago."""
        announcement = self._announced(coming.work, "named")
        forms = (*announcement.enough[:1], announcement.name)
        for line in self._said("next", forms, earliest_ms, latest_end_ms=self._countdown_ms):
            yield replace(line, said_before=True)

    @property
    def _countdown_ms(self) -> Ms | None:
        """When the countdown of a break begins, if the length of the break is known."""
        return None if self.step.elastic else self.step.duration_ms - self._count_from("countdown") * MS_PER_SECOND

    def _announced(self, work: Work, phrase: str) -> Announcement:
        """Return the announcement of the coming set, in fewer words if its exercise came before."""
        is_known = self.verbosity < Verbosity.DETAILED and self.memory.knows(work)
        usual = "other-side" if work.is_other_side else "next"
        first = "" if self.memory.last else "first"
        is_ahead = phrase == "ahead"
        said = "named" if is_ahead else phrase or first or usual
        announcement = self.say.announced(said, work, self.memory.news(work), is_known=is_known)
        return self.say.ahead(announcement) if is_ahead else announcement

    def _getting_into_place(self, coming: Coming) -> Iterator[Line]:
        """Say setup words and safety rules if the movement is new, or always with detailed verbosity."""
        movement, said_before = coming.work.movement, coming.work.position.repeat > 0
        if movement and (not said_before or self.verbosity >= Verbosity.DETAILED):
            yield from self._rules("setup", movement.setup, said_before=said_before)
            yield from self._rules("safety", movement.safety, said_before=said_before)

    def _lines_of_section(self, coming: Coming) -> Iterator[SoftLine]:
        """Say the lines that follow the title of a group or script that begins."""
        if coming.intro:
            yield from self._own_lines_of(coming.intro.says)

    def _section_rules(self, coming: Coming) -> Iterator[SoftLine]:
        """Say the paragraphs and the safety rules of a group or script that begins."""
        if coming.intro:
            yield from self._rules("setup", coming.intro.introduction)
            yield from self._rules("safety", coming.intro.safety)

    def _rules(
        self, kind: str, texts: Iterable[str], *, earliest_ms: Ms = 0, said_before: bool = False
    ) -> Iterator[SoftLine]:
        """Say texts of the script, each in full or only its first sentence."""
        for text in texts:
            for line in self._said(kind, (text, _first_sentence(text)), earliest_ms):
                yield replace(line, said_before=said_before)


def _first_sentence(text: str) -> str:
    """Return the words up to the first full stop that is followed by another sentence."""
    sentence, stop, _ = text.partition(". ")
    return sentence + stop.rstrip()
