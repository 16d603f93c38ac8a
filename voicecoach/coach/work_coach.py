"""The base of everything that coaches a set: its place in the session, the turns between its parts, form cues."""

from abc import abstractmethod
from collections.abc import Iterable, Iterator

from voicecoach.coach.lines import Line
from voicecoach.coach.step_coach import StepCoach
from voicecoach.phrases import Forms
from voicecoach.session import Coming, StepKind, Work
from voicecoach.talk import Verbosity
from voicecoach.units import MS_PER_SECOND, Ms
from voicecoach.workout import FormCue

PROTECTED_COUNTS = 3
"""No form cue replaces the first or last three counts: the listener must hear how a set begins and ends."""

AFTER_SOUND_MS: Ms = 400
"""The time from the sound of a half or a turn to its words."""

_TIME_LEFT_MARKS_MS: tuple[Ms, ...] = (600_000, 300_000, 60_000, 30_000, 10_000)
MARKS_APART_MS: Ms = 3 * MS_PER_SECOND
"""The least time between the beginning or "halfway" and the next words about the time left."""

_FORM_CUE_EVERY_MS = {Verbosity.NORMAL: 5 * MS_PER_SECOND, Verbosity.DETAILED: 2 * MS_PER_SECOND}
_MOST_FORM_CUES = {Verbosity.NORMAL: 2, Verbosity.DETAILED: 4}


class WorkCoach(StepCoach):
    """Yields lines of a set."""

    def _own_lines(self) -> Iterator[Line]:
        if self.step.work is not None:
            yield from self._through(self.step.work)

    @abstractmethod
    def _through(self, work: Work) -> Iterator[Line]:
        """Yield the lines that lead through the set."""

    @property
    def _coming(self) -> Coming | None:
        """What begins with this set, if the break before it may be too short to say so."""
        before = self.session.steps[self.step.index - 1]
        return self.step.coming or (before.coming if before.is_short_break else None)

    @property
    def _is_in_flow(self) -> bool:
        """Whether this set is part of a flow: its name is the cue, on its beat."""
        before = self.session.steps[self.step.index - 1]
        return self.step.is_joined and (self.step.may_flow or before.may_flow)

    @property
    def _end_ms(self) -> Ms:
        """The time at which the final countdown of a set begins."""
        return self.step.duration_ms - self._count_from("time-left") * MS_PER_SECOND

    def _time_left_marks_ms(self, lasts_ms: Ms, usual_within_ms: Ms) -> tuple[Ms, ...]:
        """Return at which times left, the most first, that time is said in words, and not counted.

        Without a switch, these are the usual ones in the last ``usual_within_ms``.
        """
        choice, counted_ms = self._choice("time-left"), self._count_from("time-left") * MS_PER_SECOND
        marks_ms: Iterable[Ms]
        if choice.is_thinned:
            every_ms = choice.every * MS_PER_SECOND
            marks_ms = range(every_ms, lasts_ms, every_ms)[::-1] if every_ms else ()
        else:
            marks_ms = (left_ms for left_ms in _TIME_LEFT_MARKS_MS if left_ms + MARKS_APART_MS < usual_within_ms)
        return tuple(left_ms for left_ms in marks_ms if left_ms > counted_ms)

    def _turn(self, forms: Forms, turn_ms: Ms, latest_end_ms: Ms, sound: str = "switch") -> Iterator[Line]:
        """Say, between two counts or parts of a set, what the next one is."""
        yield from self._sounded("switch", sound, turn_ms)
        yield from self._said("switch", forms, turn_ms + AFTER_SOUND_MS, latest_end_ms=latest_end_ms)

    def _form_cues(
        self, start_ms: Ms, end_ms: Ms, slots: tuple[Ms, ...] = (), slot_ms: Ms | None = None
    ) -> Iterator[Line]:
        """Spread form cues evenly from start to end, on beats if there are any; in a slot that lasts ``slot_ms``.

        Every set continues with the next cues of its movement. When all of them have been said in full, one short
        reminder is enough, except in detail.
        """
        movement = self.step.work.movement if self.step.work else None
        verbosity = max(self.verbosity, Verbosity.NORMAL)
        cues = tuple(filter(self._has_place, movement.form_cues)) if movement else ()
        if movement is None or not cues or not self._speaks("form"):
            return
        known = len(cues)
        wanted = max(1, min(_MOST_FORM_CUES[verbosity], known, (end_ms - start_ms) // _FORM_CUE_EVERY_MS[verbosity]))
        for number in range(wanted):
            said = self.memory.cues_said[movement.name]
            reminder = said >= known and verbosity < Verbosity.DETAILED
            if reminder and number:
                return
            self.memory.cues_said[movement.name] += 1
            cue = cues[said % known]
            forms = (cue.short,) if reminder else (cue.text, cue.short)
            earliest_ms = start_ms + number * (end_ms - start_ms) // wanted
            if slots:
                earliest_ms = min((slot for slot in slots if slot >= earliest_ms), default=slots[-1])
            latest_end_ms = end_ms if slot_ms is None else min(end_ms, earliest_ms + slot_ms)
            yield from self._form_cue(cue, forms, earliest_ms, latest_end_ms)

    def _has_place(self, cue: FormCue) -> bool:
        """Whether a form cue can be said in this set: one of a phase only where that is all that is done."""
        work = self.step.work
        return not cue.phase or (cue.phase == "hold" and work is not None and work.kind is StepKind.HOLD)

    def _form_cue(self, _cue: FormCue, forms: Forms, earliest_ms: Ms, end_ms: Ms) -> Iterator[Line]:
        """Say a form cue where there is room."""
        yield from self._said("form", forms, earliest_ms, latest_end_ms=end_ms)
