"""The summary of a session: its time, the sets done and skipped, the time spent waiting and paused."""

import json
from collections import Counter
from collections.abc import Sequence
from dataclasses import asdict, dataclass, field, fields

from voicecoach.timeline import TimelineStep
from voicecoach.units import Ms, clock


@dataclass(frozen=True, slots=True)
class Summary:
    """The summary of a session. A set counts once, however often it is repeated.

    ``skipped`` holds the titles of the sets that were left before their end, ``missed`` of those that the listener
    marked as missed. ``waits`` counts how often a step waited
    for "done", ``waited_ms`` is the time that took; ``pauses`` and ``paused_ms`` are the listener's pauses.
    """

    title: str
    is_finished: bool
    time_ms: Ms = 0
    sets: int = 0
    done: int = 0
    skipped: tuple[str, ...] = ()
    missed: tuple[str, ...] = ()
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
        """Return the summary as text."""
        how = "Done" if self.is_finished else "Stopped early"
        said = [f"{how}: {self.title}, {clock(self.time_ms)}", f"{self.done} of {_count(self.sets, 'set')} done"]
        for what, titles in (("skipped", self.skipped), ("missed", self.missed)):
            if titles:
                said.append(f"{what}: {_names(titles)}")
        if self.repeated:
            said.append(f"{_count(self.repeated, 'set')} repeated")
        if self.waits:
            said.append(f"waited for you {_count(self.waits, 'time')}, {clock(self.waited_ms)} in total")
        if self.pauses:
            said.append(f"paused {_count(self.pauses, 'time')}, {clock(self.paused_ms)} in total")
        if self.missed_starts:
            said.append(f"{_count(self.missed_starts, 'start')} missed")
        return tuple(said)


@dataclass(slots=True)
class SessionStats:
    """What has happened so far; ``outcomes`` says of each set, by step index, whether it was done."""

    outcomes: dict[int, bool] = field(default_factory=dict)
    marked: set[int] = field(default_factory=set)
    """The sets that the listener marked as missed, by step index; they are neither done nor skipped."""
    repeated: int = 0
    waits: int = 0
    waited_ms: Ms = 0
    pauses: int = 0
    paused_ms: Ms = 0
    missed_starts: int = 0
    played_ms: Ms = 0
    """The time of the steps, by which starts on the clock are timed."""
    prompted_ms: Ms = 0
    """The time of prompts; the clock stops while the listener is counted in."""
    loading_ms: Ms = 0
    """The time spent waiting for steps that were still being spoken."""

    @property
    def time_ms(self) -> Ms:
        """The total time since the session began."""
        return self.played_ms + self.prompted_ms + self.loading_ms + self.waited_ms + self.paused_ms

    def summary(self, title: str, steps: Sequence[TimelineStep], *, is_finished: bool) -> Summary:
        """Return the summary of a session with these steps."""
        outcomes = {index: is_done for index, is_done in sorted(self.outcomes.items()) if index not in self.marked}
        skipped = tuple(steps[index].title for index, is_done in outcomes.items() if not is_done)
        missed = tuple(steps[index].title for index in sorted(self.marked))
        counted = {name: getattr(self, name) for name in _COUNTED}
        done = sum(is_done and not steps[index].part for index, is_done in outcomes.items())
        sets = sum(step.is_set and not step.part for step in steps)
        return Summary(title, is_finished, self.time_ms, sets, done, skipped, missed, **counted)


_COUNTED = tuple(each.name for each in fields(Summary) if each.name in SessionStats.__slots__)
"""The fields that a summary copies."""


def _names(titles: tuple[str, ...]) -> str:
    return ", ".join(f"{title} ({times} x)" if times > 1 else title for title, times in Counter(titles).items())


def _count(number: int, noun: str) -> str:
    return f"{number} {noun}" if number == 1 else f"{number} {noun}s"
