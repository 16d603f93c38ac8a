"""What is said outside the sets: in the opening, in breaks, and at the end."""

from collections.abc import Iterable, Iterator
from dataclasses import replace

from voicecoach.coach.lines import HardLine, Line, SoftLine, sound, words
from voicecoach.coach.step_coach import COUNT_IN, StepCoach
from voicecoach.phrases import Forms
from voicecoach.session import Coming, SectionIntro, Step, StepKind, Work
from voicecoach.talk import Verbosity
from voicecoach.timeline import Cue, Heard, Segment, TimelineStep
from voicecoach.units import MS_PER_SECOND, Ms
from voicecoach.workout import Exercise, Pause

WAKE_MS: Ms = MS_PER_SECOND
"""The time before the first words: a sound wakes the headphones up, which may swallow it instead of the words."""

WAKE = "wake"
"""That sound. Nothing else is heard in this time, so it can be played before the words are known."""

NEXT_BEFORE_MS: Ms = 20 * MS_PER_SECOND
"""In a long rest, what comes next is best announced this long before it begins."""

REST_LEFT_MARKS_MS: tuple[Ms, ...] = (300_000, 120_000, 60_000, 30_000)
REST_SAID_MS: Ms = 20 * MS_PER_SECOND
"""The time left of a rest is said at these marks, but not within this time after its length was said."""

LEFT_WITHIN_MS: Ms = 3 * MS_PER_SECOND
"""How late the time left can still be said."""


class BreakCoach(StepCoach):
    """Yields the lines of a step in which nobody works."""

    def _own_lines(self) -> Iterator[Line]:
        if self.step.coming is None:
            yield from self._intro() if self.step.kind is StepKind.INTRO else self._outro()
        elif self.step.waits:
            yield from self._said("announce", self.say.phrase("rest-as-needed"))
            yield from self._reminder("ready")
        else:
            yield from self._before_set(self.step.coming)

    def _intro(self) -> Iterator[Line]:
        workout = self.workout
        yield HardLine(self.step.index, "sound", sound(WAKE), 0)
        opening = self.say.opening(workout.title, self.memory.expected_ms, workout.equipment, self.session.load)
        if self.verbosity < Verbosity.NORMAL and not self._choice("announce").is_chosen:
            opening = opening[-1:]
        yield from self._said("announce", opening, earliest_ms=WAKE_MS)
        yield from self._rules("setup", workout.introduction, earliest_ms=WAKE_MS)
        yield from self._rules("safety", workout.safety, earliest_ms=WAKE_MS)

    def _before_set(self, coming: Coming) -> Iterator[Line]:
        """Say what the listener must know before a set: the rest, the round, what comes and how to get into place."""
        step, work = self.step, coming.work
        resting = step.kind is StepKind.REST
        if coming.missed_start:
            yield from self._said("announce", self.say.phrase("missed-start"))
        if resting:
            yield from self._rest(coming)
        if coming.intro:
            yield from self._opening(coming.intro, work)
        best_ms = max(0, step.duration_ms - NEXT_BEFORE_MS) if resting else 0
        yield from self._round(coming, best_ms)
        yield from self._said("next" if self.memory.known else "announce", self._announced(work), best_ms=best_ms)
        yield from self._setup(work, best_ms)
        if self.verbosity >= Verbosity.DETAILED and resting and coming.starts_round:
            yield from self._rules("safety", self.workout.safety, best_ms, said_before=True)
        yield from self._count_in("countdown", preemptible=True)

    def _rest(self, coming: Coming) -> Iterator[Line]:
        """Say a kind word in a rest, how long it is, and how much of it is left."""
        number, _ = coming.work.position.set_of
        is_generous = self.verbosity >= Verbosity.DETAILED or self._choice("encourage").is_chosen
        goes_on = coming.starts_round or (is_generous and number > 1)
        if goes_on and not coming.intro:
            yield from self._said("encourage", self.say.phrase("encourage"))
        yield from self._said("rest", self.say.rest(self.step.duration_ms))
        yield from self._rest_left()

    def said_ahead(self, own: Iterable[Line], before: Step) -> Iterator[Line]:
        """Yield this changeover's lines as pre-announced lines of the set before; none if it says more than a name.

        They are said as late as possible, and always make clear that the set they announce comes next.
        """
        soft = [line for line in own if isinstance(line, SoftLine)]
        coming = self.step.coming
        if any(line.kind not in {"round", "next"} for line in soft) or coming is None:
            return
        latest_ms = before.duration_ms - COUNT_IN * MS_PER_SECOND
        for line in soft:
            forms = line.forms
            if line.kind == "next":
                work = coming.work
                forms = forms[:1] if work.is_other_side else words(self._announced(work, "ahead"))
            yield SoftLine(before.index, line.kind, forms, MS_PER_SECOND, 0, latest_ms, pre_announced=True)

    def _round(self, coming: Coming, best_ms: Ms) -> Iterator[SoftLine]:
        """Say which round and which set comes."""
        position = coming.work.position
        number, sets = position.set_of
        if coming.starts_round and position.rounds > 1:
            yield from self._said("round", self.say.round_(position.round, position.rounds), best_ms=best_ms)
        if sets > 1 and not coming.work.is_other_side:
            yield from self._said("round", self.say.set_(number, sets), best_ms=best_ms)

    def _announced(self, work: Work, phrase: str = "") -> Forms:
        """Return the announcement of the coming set, in fewer words if such a set came before."""
        is_known = self.verbosity < Verbosity.DETAILED and self.memory.knows(work)
        is_again = is_known and self.memory.was_last(work)
        usual = "other-side" if work.is_other_side else "again" if is_again else "next"
        first = "" if self.memory.known else "first"
        return self.say.announced(phrase or first or usual, work, is_known=is_known)

    def _rest_left(self) -> Iterator[Line]:
        """Say how much of a long rest is left."""
        for left_ms in REST_LEFT_MARKS_MS:
            at_ms = self.step.duration_ms - left_ms
            if at_ms >= REST_SAID_MS:
                latest_end_ms = at_ms + LEFT_WITHIN_MS
                yield from self._said("rest", self.say.rest_left(left_ms), at_ms, latest_end_ms=latest_end_ms)

    def _opening(self, opening: SectionIntro, work: Work) -> Iterator[Line]:
        """Say what begins, and what the script says of it."""
        if opening.title and work.name.casefold() != opening.title.casefold():
            yield from self._said("announce", self.say.phrase("title", title=opening.title))
        if opening.load:
            yield from self._said("announce", self.say.today(opening.load))
        if opening.starts:
            yield from self._said("round", self.say.starts(*opening.starts))
        yield from self._rules("setup", opening.introduction)
        yield from self._rules("safety", opening.safety)

    def _setup(self, work: Work, best_ms: Ms) -> Iterator[Line]:
        """Say setup words and safety rules if the movement is new, or always with detailed verbosity."""
        movement, said_before = work.movement, work.position.repeat > 0
        if movement and (not said_before or self.verbosity >= Verbosity.DETAILED):
            yield from self._rules("setup", movement.setup, best_ms, said_before=said_before)
            yield from self._rules("safety", movement.safety, best_ms, said_before=said_before)

    def _rules(
        self, kind: str, texts: Iterable[str], best_ms: Ms = 0, *, earliest_ms: Ms = 0, said_before: bool = False
    ) -> Iterator[Line]:
        """Say texts of the script, each in full or only its first sentence."""
        for text in texts:
            for line in self._said(kind, (text, _first_sentence(text)), earliest_ms, best_ms=best_ms):
                yield replace(line, said_before=said_before)

    def _outro(self) -> Iterator[Line]:
        yield from self._sounded("finish", "finish", MS_PER_SECOND // 2)
        groups = self.workout.groups
        is_one = len(groups) == 1 and all(isinstance(item, Exercise | Pause) for item in groups[0].items)
        rounds = len({step.work.position.round for step in self.session.steps if step.work}) if is_one else 1
        yield from self._said("finish", self.say.finish(rounds), earliest_ms=MS_PER_SECOND)


def opening_sound(wake_ms: Ms) -> Segment:
    """Return the beginning of every session, before its first words; ``wake_ms`` is the length of the wake sound."""
    step = TimelineStep(0, StepKind.INTRO, "", None, None, 1, 1, 0, WAKE_MS)
    return Segment(step, (Cue(0, wake_ms, 0, "sound", Heard(sound=WAKE)),))


def _first_sentence(text: str) -> str:
    """Return the words up to the first full stop that is followed by another sentence."""
    sentence, stop, _ = text.partition(". ")
    return sentence + stop.rstrip()
