"""What a set aims at besides its dose: a cadence, a power, a speed, a pace over a distance, a height."""

from dataclasses import dataclass
from enum import Enum

from voicecoach.workout.amounts import Amount


class Measure(Enum):
    """What a target is measured in, as it is written after the number."""

    STROKE_RATE = "spm"
    CADENCE = "rpm"
    POWER = "W"
    KM_PER_HOUR = "km/h"
    MILES_PER_HOUR = "mph"
    PER_KILOMETRE = "/km"
    PER_MILE = "/mile"
    PER_500_METRES = "/500m"
    PER_400_METRES = "/400m"
    PER_100_METRES = "/100m"
    PER_100_YARDS = "/100yd"
    INCH = "in"
    FOOT = "ft"
    CENTIMETRE = "cm"

    @property
    def is_time(self) -> bool:
        """Whether it is a time over a distance: ``5:30/km``."""
        return self.value.startswith("/")


@dataclass(frozen=True, slots=True)
class Target:
    """One thing that a set aims at: ``26-28 spm``, ``5:30/km``, ``24/20 in``.

    A pace is in milliseconds, anything else in thousandths of its measure. A range stays one: it is said as a range.
    """

    amount: Amount
    measure: Measure
