"""Lines, which are what the coach would like to say in a step, and the table of cue kinds.

Times are in milliseconds from the step's start or, if negative, from its end.
"""

from collections.abc import Callable
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import TypeAlias

from voicecoach.errors import Location
from voicecoach.phrases import Forms
from voicecoach.talk import Verbosity
from voicecoach.timeline import Heard
from voicecoach.units import Ms


@dataclass(frozen=True, slots=True)
class CueKind:
    """How a kind of cue is treated.

    ``importance`` decides which line gets its place, the higher first. From the verbosity ``words_from`` on, the kind
    is spoken; below it, it is heard only if it has a sound. If one cue of an ``all_or_nothing`` kind is dropped, so
    are the others of its step: half a countdown is worse than none. With ``warn_if_dropped``, a dropped line is a
    warning. A kind that is said ``in_full`` displaces preemptible lines before a shorter form is tried: a new form
    cue is worth more than a number in the middle of a set.
    """

    importance: int
    words_from: Verbosity = Verbosity.BRIEF
    all_or_nothing: bool = False
    warn_if_dropped: bool = True
    in_full: bool = False


CUE_KINDS = {
    "go": CueKind(10),
    "stop": CueKind(10),
    "finish": CueKind(9),
    "switch": CueKind(9),
    "announce": CueKind(8),
    "next": CueKind(9),
    "tempo": CueKind(7),
    "time-left": CueKind(7),
    "countdown": CueKind(7, all_or_nothing=True),
    "safety": CueKind(6, Verbosity.NORMAL),
    "say": CueKind(6, in_full=True),
    "round": CueKind(5, warn_if_dropped=False),
    "halfway": CueKind(5, Verbosity.NORMAL),
    "elapsed": CueKind(5, warn_if_dropped=False),
    "list": CueKind(4, warn_if_dropped=False),
    "setup": CueKind(4, Verbosity.NORMAL),
    "form": CueKind(4, Verbosity.NORMAL, warn_if_dropped=False, in_full=True),
    "count": CueKind(3),
    "rest": CueKind(2, Verbosity.NORMAL, warn_if_dropped=False),
    "encourage": CueKind(1, Verbosity.NORMAL, warn_if_dropped=False),
    "sound": CueKind(0),
}
"""One row per kind of cue; the names are those of the cue list's contract."""


@dataclass(frozen=True, slots=True)
class HardLine:
    """A line that starts exactly at its time or is dropped.

    ``forms`` are alternatives, the fullest first. A ``preemptible`` line gives its place to a more important soft line
    that has no other. A ``thinnable`` line is dropped if the lines of its kind take longer to say than the time from
    one to the next: of numbers at a quick pace, only the milestones stay.
    """

    step: int
    kind: str
    forms: tuple[Heard, ...]
    at_ms: Ms
    preemptible: bool = False
    thinnable: bool = False
    filler: bool = False
    """Whether it only fills time, so that every other line has priority."""
    latest_end_ms: Ms | None = None
    """By when it must end, if that is before the end of the step: the name of a phase ends with the phase."""

    @property
    def importance(self) -> int:
        """The importance of the line: if two collide, the higher one stays."""
        return -1 if self.filler else CUE_KINDS[self.kind].importance

    @property
    def warn_if_dropped(self) -> bool:
        """Whether the listener misses something if the line is dropped; one that can give way is not missed."""
        return CUE_KINDS[self.kind].warn_if_dropped and not (self.filler or self.preemptible)


@dataclass(frozen=True, slots=True)
class SoftLine:
    """A line that is said if there is room.

    ``forms`` are alternatives, the fullest first. It can start from ``earliest_ms`` and must end by
    ``latest_end_ms``; one with a ``latest_start_ms`` belongs to a moment, and must start by then. Soft lines are said
    in the order of their earliest times; if these are equal, in the order in which they are given.

    A line that ``announces`` a set, by the index of its step, is written for every place where it can be said: the
    break before the set, the set before that, and the beginning of the set itself. It is said in one of them. The first
    ``enough`` forms hold all that the listener must know. A line that is said ``ahead``, in the set before, is said as
    late as possible. One that ``follows`` the announcement is also said if that was made in the step before.
    """

    step: int
    kind: str
    forms: tuple[Heard, ...]
    earliest_ms: Ms = 0
    latest_end_ms: Ms | None = None
    latest_start_ms: Ms | None = None
    said_before: bool = False
    announces: int | None = None
    enough: int = 0
    ahead: bool = False
    follows: bool = False
    is_own: bool = False
    """Whether it is the script's own line between two sets, which has its place whatever is announced of the second."""
    location: Location | None = None
    """Where a line of the script's own is written, for a note about it; None for any other."""

    @property
    def importance(self) -> int:
        """The importance of the line: if two collide, the higher one stays."""
        return CUE_KINDS[self.kind].importance

    @property
    def warn_if_dropped(self) -> bool:
        """Whether the listener misses something if the line is dropped; a repetition is not missed.

        Where a set is announced in a short break, the name of its section is not missed either.
        """
        is_needed = self.announces is None or self.enough > 0
        return CUE_KINDS[self.kind].warn_if_dropped and is_needed and not self.said_before


@dataclass(frozen=True, slots=True)
class LengthLine:
    """Says how long the session is, once that is known: ``say`` gives the words for a number of minutes."""

    step: int
    say: Callable[[int], Forms]
    kind: str = "announce"
    forms: tuple[Heard, ...] = ()


Line: TypeAlias = HardLine | SoftLine | LengthLine


@lru_cache(maxsize=4096)
def words(forms: tuple[str, ...]) -> tuple[Heard, ...]:
    """Return spoken forms without duplicates."""
    return tuple(dict.fromkeys(Heard(text=form) for form in forms))


@cache
def sound(name: str) -> tuple[Heard, ...]:
    """Return the single form of a line that is a sound."""
    return (Heard(sound=name),)
