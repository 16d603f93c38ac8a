"""What is heard of the phases of a rep or a breath: their names, their seconds, and the form cues that belong to one.

A phase begins with its name, the first one of a rep after the number of the rep: "two, down". Its seconds are ticked or
counted. Where nothing is spoken, each phase begins with a sound of its own.
"""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from functools import cached_property

from voicecoach.coach.lines import HardLine, Line, words
from voicecoach.coach.work_coach import PROTECTED_COUNTS, WorkCoach
from voicecoach.phrases import Forms
from voicecoach.session import Mark, SetWork, Work, marks_of
from voicecoach.talk import Manner, Verbosity
from voicecoach.timeline import EXHALE, FALL, HOLD, INHALE, LEVEL, RISE, SECOND, Heard
from voicecoach.units import MS_PER_SECOND, Ms
from voicecoach.workout import HOLD_LOW, Counted, FormCue, Motion, Timed, are_breath, motions_of, spoken_names

SHORTEST_BREATH_MS: Ms = 900
"""A shorter phase of a breath has no time for its sound."""

SHORTEST_PHASE_MS: Ms = 500
"""About the time to say the name of a phase; in a set whose first phase is shorter, the go sound stands for it."""

LEAST_AFTER_TICK_MS: Ms = 400
"""A tick so shortly before the next phase would be taken for its beginning."""

_NO_NUMBERS: Mapping[int, int] = {}
_SOUNDS = {Motion.UP: RISE, Motion.DOWN: FALL, Motion.NONE: LEVEL}
_SOUNDS_OF_BREATHS = {Motion.UP: INHALE, Motion.DOWN: EXHALE, Motion.NONE: HOLD}


class PhasedSet(WorkCoach):
    """Yields the lines of a timed set of phases."""

    def _through(self, work: Work) -> Iterator[Line]:
        if isinstance(work, SetWork):
            cues = self._form_cues(MS_PER_SECOND, self.step.duration_ms)
            yield from self._phases(work, MS_PER_SECOND, tuple(cues), self._numbers_of_breaths(work))

    def _numbers_of_breaths(self, work: SetWork) -> Mapping[int, int]:
        """Return the numbers to say in a timed set of breaths, if the listener has chosen to hear them."""
        choice, marks = self._choice("count"), self._marks
        if not (are_breath(work.phases) and choice.is_chosen and self._speaks("count") and self._speaks("tempo")):
            return _NO_NUMBERS
        total = marks[-1].rep if marks else 0
        return {rep: choice.number(rep, total) for rep in range(2, total + 1) if choice.has_number(rep, total)}

    def _phases(
        self, work: SetWork, first_ms: Ms, cues: tuple[Line, ...], numbers: Mapping[int, int] = _NO_NUMBERS
    ) -> Iterator[Line]:
        """Yield the phases of every rep and the form cues, one of which may be said instead of a name.

        ``numbers`` are those to say, by rep. An announcement can take the place of names after ``first_ms``.
        """
        in_phases = {line.at_ms: line for line in cues if isinstance(line, HardLine)}
        for mark in self._marks:
            if self._is_in_flow and not mark.at_ms:
                continue  # Its name was said as that of the set.
            number = numbers.get(mark.rep, 0) if mark.is_first else 0
            yield from self._beginning(work, mark, number, first_ms, in_phases)
            yield from self._seconds(work, mark)
        yield from (line for line in cues if not isinstance(line, HardLine))

    def _beginning(
        self, work: SetWork, mark: Mark, number: int, first_ms: Ms, in_phases: Mapping[Ms, HardLine]
    ) -> Iterator[Line]:
        """Say the number of a rep and the name of the phase, as a tick or a sound marks where it begins."""
        cue = in_phases.get(mark.at_ms)
        if cue is not None:
            yield replace(cue, forms=(*_numbered(cue.forms, number), *cue.forms)) if number else cue
        has_tick = not mark.at_ms or (mark.is_first and isinstance(work.exercise.dose, Counted))
        if not (has_tick or are_breath(work.phases) or self._choice("tempo").is_off):
            yield from self._sounded("sound", SECOND, mark.at_ms)
        if not self._speaks("tempo"):
            # The beginning of a set has the go sound, and a number is worth more than a sound.
            sound = sound_of(work, mark.position)
            if mark.at_ms and sound and not number:
                yield from self._sounded("tempo", sound, mark.at_ms)
            return
        names = self.say.named_phase(work.phases[mark.position], self._spoken_name(work, mark))
        forms = self.say.numbered_phase(number, names) if number else names
        is_counted = number and self._manner_of_seconds is Manner.COUNT
        yield HardLine(
            self.step.index,
            "count" if number else "tempo",
            words(forms),
            mark.at_ms,
            preemptible=mark.at_ms > first_ms,
            filler=cue is not None,
            latest_end_ms=min(mark.end_ms, mark.at_ms + MS_PER_SECOND) if is_counted else mark.end_ms,
        )

    def _seconds(self, work: SetWork, mark: Mark) -> Iterator[Line]:
        """Tick or count the seconds of a phase after the first."""
        manner = self._manner_of_seconds
        for second in range(1, mark.lasts_ms // MS_PER_SECOND + 1) if manner else ():
            at_ms = mark.at_ms + second * MS_PER_SECOND
            is_ticked = manner is Manner.TICK or not are_breath(work.phases)
            if is_ticked and at_ms + LEAST_AFTER_TICK_MS <= mark.end_ms:
                yield from self._sounded("sound", SECOND, at_ms)
            if manner is Manner.COUNT and at_ms + MS_PER_SECOND <= mark.end_ms:
                for line in self._spoken_at("tempo", self.say.number(second + 1), at_ms):
                    yield replace(line, preemptible=True, filler=True, latest_end_ms=mark.end_ms)

    @cached_property
    def _manner_of_seconds(self) -> Manner | None:
        """How the seconds of phases are heard: as switched, else by the verbosity and the kind of set."""
        work, choice = self.step.work, self._choice("tempo")
        if not isinstance(work, SetWork):
            return None
        in_breaths = are_breath(work.phases)
        if choice.is_chosen:
            return choice.seconds
        if in_breaths and self._choice("count").is_chosen:
            return None  # Two kinds of numbers in one breath are confusing.
        is_counted = isinstance(work.exercise.dose, Timed) and not in_breaths and self.verbosity > Verbosity.QUIET
        if is_counted or self.verbosity >= Verbosity.DETAILED:
            return Manner.COUNT
        return None if in_breaths else Manner.TICK

    @cached_property
    def _marks(self) -> tuple[Mark, ...]:
        """The phases of every rep."""
        return marks_of(self.step.work)

    def _spoken_name(self, work: SetWork, mark: Mark) -> str:
        return spoken_names(work.phases)[mark.position]

    def _has_place(self, cue: FormCue) -> bool:
        return super()._has_place(cue) or any(True for _ in self._marks_of(cue))

    def _marks_of(self, cue: FormCue) -> Iterator[Mark]:
        """Yield the phases that a form cue belongs to."""
        work = self.step.work
        if cue.phase and isinstance(work, SetWork):
            for mark in self._marks:
                is_low = self._spoken_name(work, mark) == HOLD_LOW
                if cue.phase == mark.name or (cue.phase == "pause" and is_low):
                    yield mark

    def _form_cue(self, cue: FormCue, forms: Forms, earliest_ms: Ms, end_ms: Ms) -> Iterator[Line]:
        """Say a form cue; one of a phase begins with it, if possible with its name, and ends within it."""
        marks = [mark for mark in self._marks_of(cue) if mark.at_ms]
        if not marks:
            yield from super()._form_cue(cue, forms, earliest_ms, end_ms) if not cue.phase else ()
            return
        reps = marks[-1].rep
        # No cue takes the place of the first or the last numbers.
        middle = [mark for mark in marks if PROTECTED_COUNTS < mark.rep <= reps - PROTECTED_COUNTS]
        mark = next((mark for mark in middle or marks if mark.at_ms >= earliest_ms), (middle or marks)[-1])
        forms = forms[-1:] if self._choice("form").is_short else forms
        work = self.step.work
        if isinstance(work, SetWork) and self._speaks("tempo"):
            name = self.say.named_phase(work.phases[mark.position], self._spoken_name(work, mark))[-1]
            forms = (*(f"{name} {form}" for form in forms), *forms)
        yield HardLine(self.step.index, "form", words(forms), mark.at_ms, latest_end_ms=mark.end_ms)


def sound_of(work: SetWork, position: int) -> str | None:
    """Return the sound of a phase, by its position in the rep or the breath; None if it is too short for one."""
    is_breath, phase = are_breath(work.phases), work.phases[position]
    if is_breath and phase.duration_ms < SHORTEST_BREATH_MS:
        return None
    return (_SOUNDS_OF_BREATHS if is_breath else _SOUNDS)[motions_of(work.phases)[position]]


def _numbered(forms: tuple[Heard, ...], number: int) -> tuple[Heard, ...]:
    """Return what is said in the first phase of a rep with the number of the rep before it."""
    texts = (form.text for form in forms if form.text)
    return words(tuple(f"{number}, {text[:1].lower()}{text[1:]}" for text in texts))
