"""What is said of breaths besides their numbers and phases: which is the last, and when the listener may let go."""

from collections.abc import Iterator

from voicecoach.coach.lines import Line
from voicecoach.coach.work_coach import WorkCoach
from voicecoach.session import SetWork, Step, Work, beats_of, marks_of
from voicecoach.timeline import RELEASE
from voicecoach.units import MS_PER_SECOND, Ms
from voicecoach.workout import Counted, Unit, are_breath

LEAST_BREATHS = 3
"""In a set of at least this many breaths, the last is announced: of two, it is the second."""

LAST_BEFORE_MS: Ms = 2500
"""The last breath is announced from this long before it begins on, while the one before it ends.

Faster breaths leave no time for it.
"""


class Breaths(WorkCoach):
    """Announces the last breath of a set, and says when it is over if the set goes on for less than another."""

    def _through(self, work: Work) -> Iterator[Line]:
        starts = breath_starts(work)
        if len(starts) >= LEAST_BREATHS and starts[-1] - starts[-2] >= LAST_BEFORE_MS:
            earliest_ms = max(starts[-1] - LAST_BEFORE_MS, starts[-2] + MS_PER_SECOND)
            yield from self._said("round", self.say.phrase("last-breath"), earliest_ms, latest_end_ms=starts[-1])
        if end_ms := early_end_ms(self.step):
            yield from self._said("tempo", self.say.phrase("breathe-normally"), end_ms)
            yield from self._sounded("tempo", RELEASE, end_ms) if not self._speaks("tempo") else ()


def early_end_ms(step: Step) -> Ms | None:
    """Return when the last whole breath of a set of phases ends, if the set lasts longer than that."""
    marks = marks_of(step.work) if isinstance(step.work, SetWork) and are_breath(step.work.phases) else ()
    return marks[-1].end_ms if marks and marks[-1].end_ms < step.duration_ms else None


def lets_go_after(step: Step) -> bool:
    """Whether the breaths of a set are led by phases up to its end, so that only then the listener may let go.

    Half a breath, as in a flow, is not over yet.
    """
    phases = step.work.phases if isinstance(step.work, SetWork) else ()
    return len(phases) > 1 and are_breath(phases) and early_end_ms(step) is None


def breath_starts(work: Work) -> tuple[Ms, ...]:
    """Return when each breath of a set begins, in milliseconds from its start; nothing if it does not count any."""
    if not isinstance(work, SetWork):
        return ()
    if are_breath(work.phases):
        return tuple(mark.at_ms for mark in marks_of(work) if mark.is_first)
    dose = work.exercise.dose
    if isinstance(dose, Counted) and dose.counts[-1].unit is Unit.BREATH:
        return tuple(beat.at_ms for beat in beats_of(work))
    return ()
