"""How long each set really took, and the rests that are as long. Times are in milliseconds."""

from itertools import groupby

from voicecoach.player.session_source import SessionSource
from voicecoach.timeline import TimelineStep
from voicecoach.units import Ms


class SetTimes:
    """The time of every set that was done, by the index of its step."""

    def __init__(self, source: SessionSource) -> None:
        self._source = source
        self._took_ms: dict[int, Ms] = {}

    def add(self, index: int, took_ms: Ms) -> None:
        """Note how long a set took."""
        self._took_ms[index] = took_ms

    def rest_ms(self, index: int) -> Ms | None:
        """Return how long a rest is by the time of the set before it; None if it has a length of its own.

        Both sides and all parts together are one set. After a set that was skipped, the rest is as long as planned.
        """
        steps = self._source.steps
        percent = steps[index].set_percent
        sets = (step for step in reversed(steps[:index]) if step.is_set)
        _, parts = next(groupby(sets, key=_set_of), (None, ()))
        took_ms = [self._took_ms.get(step.index) for step in parts] if percent else []
        known_ms = [each_ms for each_ms in took_ms if each_ms is not None]
        if percent is None or not known_ms or len(known_ms) < len(took_ms):
            return None
        return round(sum(known_ms) * percent / 100)


def _set_of(step: TimelineStep) -> tuple[str | None, int, int]:
    return step.exercise, step.set, step.round
