"""The types of times, levels and rates, and the printing of times and sizes."""

from collections.abc import Callable
from typing import TypeAlias

Ms: TypeAlias = int
"""A time or a duration in whole milliseconds."""

Hz: TypeAlias = int
"""A sample rate in samples per second."""

Db: TypeAlias = float
"""A gain or a level in decibels; a level is relative to full scale."""

Lufs: TypeAlias = float
"""Perceived loudness, in LUFS (ITU-R BS.1770)."""

Progress: TypeAlias = Callable[[int, int], None]
"""Progress callback: ``progress(done, total)``."""

MS_PER_SECOND = 1000
MS_PER_MINUTE = 60 * MS_PER_SECOND

BYTES_PER_MB = 1_000_000
BYTES_PER_GB = 1000 * BYTES_PER_MB

FOREVER_MS: Ms = 1 << 40
"""Longer than any session: the length of what has no end."""


def clock(time_ms: Ms) -> str:
    """Print a time as on a clock: ``0:05``, ``6:02``, ``1:00:00``; fractions of a second are dropped."""
    minutes, seconds = divmod(time_ms // MS_PER_SECOND, 60)
    hours, minutes = divmod(minutes, 60)
    return f"{hours}:{minutes:02}:{seconds:02}" if hours else f"{minutes}:{seconds:02}"


def whole_minutes(length_ms: Ms) -> int:
    """Round a length to the nearest minute, as it is announced; 0 is less than a minute."""
    return 0 if length_ms < MS_PER_MINUTE else (length_ms + MS_PER_MINUTE // 2) // MS_PER_MINUTE


def length_text(length_ms: Ms) -> str:
    """Print a length as it is announced, with symbols that every language has: ``45 s``, ``31 min``, ``1 h 05``."""
    if not whole_minutes(length_ms):
        return f"{length_ms // MS_PER_SECOND} s"
    hours, minutes = divmod(whole_minutes(length_ms), 60)
    if not hours:
        return f"{minutes} min"
    return f"{hours} h {minutes:02}" if minutes else f"{hours} h"


def pace_clock(time_ms: Ms) -> str:
    """Print a time as on a stopwatch, in minutes and seconds with their fractions: ``5:30``, ``1:58.5``, ``75:00``."""
    minutes, rest_ms = divmod(time_ms, MS_PER_MINUTE)
    seconds, thousandths = divmod(rest_ms, MS_PER_SECOND)
    fraction = f".{thousandths:03}".rstrip("0") if thousandths else ""
    return f"{minutes}:{seconds:02}{fraction}"


def timestamp(time_ms: Ms, point: str = ".") -> str:
    """Print a time to the millisecond, for subtitles and chapters: ``01:02:03.456``."""
    minutes, rest_ms = divmod(time_ms, MS_PER_MINUTE)
    seconds, thousandths = divmod(rest_ms, MS_PER_SECOND)
    return f"{minutes // 60:02}:{minutes % 60:02}:{seconds:02}{point}{thousandths:03}"


def seconds_text(time_ms: Ms) -> str:
    """Print a duration in seconds, without trailing zeros: ``10 s``, ``0.5 s``."""
    return f"{time_ms / MS_PER_SECOND:.3f}".rstrip("0").rstrip(".") + " s"


def size_text(size_bytes: int) -> str:
    """Print the size of files: ``640 kB``, ``44.1 MB``, ``500 MB``, ``1.2 GB``."""
    if size_bytes < BYTES_PER_MB:
        return f"{-(-size_bytes // 1000)} kB"
    unit, name = (BYTES_PER_GB, "GB") if size_bytes >= BYTES_PER_GB else (BYTES_PER_MB, "MB")
    return f"{size_bytes / unit:.1f}".removesuffix(".0") + f" {name}"
