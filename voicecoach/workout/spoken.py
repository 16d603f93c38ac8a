"""Lines that are only spoken: between exercises, or at a time of a set. They are the coach's own words."""

from dataclasses import dataclass, field
from enum import Enum

from voicecoach.errors import NOWHERE, Location
from voicecoach.units import Ms


@dataclass(frozen=True, slots=True)
class Say:
    """A list item that is spoken where it is written, in full or in its short form."""

    text: str
    short: str
    location: Location = field(default=NOWHERE, compare=False)


class Moment(Enum):
    """When a line is spoken in a set."""

    AT = "at"
    """A time after its start."""
    HALF = "half"
    """When half of it is over."""
    LEFT = "left"
    """When this time is left."""
    EVERY = "every"
    """Each time when this time has passed."""


@dataclass(frozen=True, slots=True)
class TimedSay:
    """A line that is spoken at a time of each set of an exercise, or of a group whose exercises are read out once."""

    moment: Moment
    text: str
    short: str
    time_ms: Ms = 0
    """0 for half of the set."""
    location: Location = field(default=NOWHERE, compare=False)

    @property
    def needs_end(self) -> bool:
        """Whether its time is known only if the end of the set is."""
        return self.moment in {Moment.HALF, Moment.LEFT}

    def times_ms(self, length_ms: Ms) -> tuple[Ms, ...]:
        """Return the times at which it is spoken in a set of this length, from its start; none if they are outside."""
        match self.moment:
            case Moment.AT:
                times_ms = range(self.time_ms, self.time_ms + 1)
            case Moment.HALF:
                times_ms = range(length_ms // 2, length_ms // 2 + 1)
            case Moment.LEFT:
                times_ms = range(length_ms - self.time_ms, length_ms - self.time_ms + 1)
            case Moment.EVERY:
                times_ms = range(self.time_ms, length_ms, self.time_ms)
        return tuple(at_ms for at_ms in times_ms if 0 < at_ms < length_ms)
