"""What became of a session: how long it took, which sets were done or skipped, how long the listener was waited for."""

import json
from collections import Counter
from collections.abc import Sequence
from dataclasses import asdict, dataclass, field, fields

from voicecoach.timeline import TimelineStep
from voicecoach.units import Ms, clock


@dataclass(frozen=True, slots=True)
class Summary:
    """What became of a session. Times are in milliseconds; sets are counted once, however often they were done.

    ``skipped`` are the titles of the sets that were left before their end. ``waited_ms`` is the time in ``waits`` for
    the word "done", ``paused_ms`` that in ``pauses``.
    """

    title: str
    is_finished: bool
    time_ms: Ms = 0
    sets: int = 0
    done: int = 0
    skipped: tuple[str, ...] = ()
    repeated: int = 0
    waits: int = 0
    waited_ms: Ms = 0
    pauses: int = 0
    paused_ms: Ms = 0
    missed_starts: int = 0

    def to_json(self) -> str:
        """Return the summary for other programs."""
        return json.dumps(asdict(self), ensure_ascii=False, indent=1) + "\n"

    def lines(self) -> tuple[str, ...]:
        """Return the summary for the person."""
        how = "Done" if self.is_finished else "Left before the end"
        said = [f"{how}: {self.title}, {clock(self.time_ms)}", f"{self.done} of {_count(self.sets, 'set')} done"]
        if self.skipped:
            names = (f"{title} ({times} x)" if times > 1 else title for title, times in Counter(self.skipped).items())
            said.append(f"skipped: {', '.join(names)}")
        if self.repeated:
            said.append(f"{_count(self.repeated, 'set')} repeated")
        if self.waits:
            said.append(f"waited for you {_count(self.waits, 'time')}, {clock(self.waited_ms)} in all")
        if self.pauses:
            said.append(f"paused {_count(self.pauses, 'time')}, {clock(self.paused_ms)} in all")
        if self.missed_starts:
            said.append(f"{_count(self.missed_starts, 'start')} missed")
        return tuple(said)


@dataclass(slots=True)
class SessionStats:
    """What has happened so far; ``outcomes`` are of sets, by the index of the step: whether each was done."""

    outcomes: dict[int, bool] = field(default_factory=dict)
    repeated: int = 0
    waits: int = 0
    waited_ms: Ms = 0
    pauses: int = 0
    paused_ms: Ms = 0
    missed_starts: int = 0
    played_ms: Ms = 0
    """The time of the steps: what the starts on the clock go by."""
    prompted_ms: Ms = 0
    """The time of calls: the clock stands while the listener is counted in."""
    loading_ms: Ms = 0
    """The time in which a step was waited for that was still being spoken."""

    @property
    def time_ms(self) -> Ms:
        """The whole time since the session began."""
        return self.played_ms + self.prompted_ms + self.loading_ms + self.waited_ms + self.paused_ms

    def summary(self, title: str, steps: Sequence[TimelineStep], *, is_finished: bool) -> Summary:
        """Return what has become of a session of some steps."""
        skipped = (steps[index].title for index, is_done in sorted(self.outcomes.items()) if not is_done)
        counted = {name: getattr(self, name) for name in _COUNTED}
        done, sets = sum(self.outcomes.values()), sum(step.is_set for step in steps)
        return Summary(title, is_finished, self.time_ms, sets, done, tuple(skipped), **counted)


_COUNTED = tuple(each.name for each in fields(Summary) if each.name in SessionStats.__slots__)
"""What a summary takes over as it was counted."""


def _count(number: int, noun: str) -> str:
    return f"{number} {noun}" if number == 1 else f"{number} {noun}s"
