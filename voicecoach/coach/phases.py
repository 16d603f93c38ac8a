"""What is said of the phases of a rep or a breath: down, hold, up, in, out."""

from collections.abc import Collection, Iterator
from dataclasses import replace

from voicecoach.coach.lines import Line
from voicecoach.coach.work_coach import WorkCoach
from voicecoach.session import SetWork, Work, marks_of
from voicecoach.talk import Verbosity
from voicecoach.units import MS_PER_SECOND, Ms
from voicecoach.workout import Timed

SHORTEST_PHASE_MS: Ms = 900
"""About the time to say the name of a phase; a shorter phase is not named."""


class PhasedSet(WorkCoach):
    """Yields the lines of a timed set of phases."""

    def _through(self, work: Work) -> Iterator[Line]:
        if not isinstance(work, SetWork):
            return
        yield from self._phases(work, MS_PER_SECOND)
        yield from self._form_cues(MS_PER_SECOND, self.step.duration_ms)

    def _phases(self, work: SetWork, first_ms: Ms, numbered: Collection[int] = ()) -> Iterator[Line]:
        """Say the phases of each rep by name; a rep in ``numbered`` begins with its number instead.

        In a timed set, the seconds of a phase are counted (down, two, three, up); in breaths only in detail.
        """
        is_timed = isinstance(work.exercise.dose, Timed)
        counts_seconds = (is_timed and not is_breath(work)) or (self.verbosity >= Verbosity.DETAILED and not numbered)
        for mark in marks_of(work):
            if mark.lasts_ms < SHORTEST_PHASE_MS or (self._is_in_flow and not mark.at_ms):
                continue
            if not mark.is_first or mark.rep not in numbered:
                name = self.say.named_phase(mark.name)
                yield from self._spoken_at("tempo", name, mark.at_ms, preemptible=mark.at_ms > first_ms)
            for second in range(1, mark.lasts_ms // MS_PER_SECOND) if counts_seconds else ():
                for line in self._spoken_at("tempo", self.say.number(second + 1), mark.at_ms + second * MS_PER_SECOND):
                    yield replace(line, preemptible=True, filler=True)


def is_breath(work: SetWork) -> bool:
    """Whether the phases of a set are those of a breath."""
    return any(phase.name in {"in", "out"} for phase in work.phases)
