"""The cues of a step that have a fixed place, in the lanes of voice and sound. Within a lane they do not overlap."""

from bisect import bisect_left, insort
from collections.abc import Iterator
from dataclasses import dataclass, field

from voicecoach.coach.lines import Line
from voicecoach.timeline import Heard, Lane
from voicecoach.units import Ms


@dataclass(frozen=True, slots=True)
class Placed:
    """A line in one of its forms, with its time in milliseconds from the step's start."""

    line: Line
    heard: Heard
    start_ms: Ms
    end_ms: Ms


@dataclass(slots=True)
class FixedCues:
    """The cues of each lane in order of time, so that only neighbours can clash."""

    lanes: dict[Lane, list[Placed]] = field(default_factory=lambda: {lane: [] for lane in Lane})

    def cues(self) -> list[Placed]:
        """Return all cues without duplicates: a sound can be in both lanes."""
        return list({id(placed): placed for lane in self.lanes.values() for placed in lane}.values())

    def spoken(self) -> list[Placed]:
        """Return the cues in the lane of the voice, in order of time."""
        return self.lanes[Lane.VOICE]

    def insert(self, placed: Placed) -> None:
        """Give a cue its place."""
        for lane in placed.heard.lanes:
            insort(self.lanes[lane], placed, key=lambda other: other.start_ms)

    def remove(self, cues: list[Placed]) -> None:
        """Take cues out of all lanes."""
        gone = set(map(id, cues))
        for lane, placed in self.lanes.items():
            self.lanes[lane] = [other for other in placed if id(other) not in gone]

    def clashes(self, placed: Placed, breath_ms: Ms) -> Iterator[Placed]:
        """Yield the cues that would be heard at the same time as another, or closer to it than a breath."""
        start_ms, end_ms = placed.start_ms - breath_ms, placed.end_ms + breath_ms
        for lane in placed.heard.lanes:
            cues = self.lanes[lane]
            index = bisect_left(cues, start_ms, key=lambda other: other.end_ms)
            while index < len(cues) and cues[index].start_ms < end_ms:
                if cues[index].end_ms > start_ms:
                    yield cues[index]
                index += 1
