"""Lines: what the coach would like to say in a step, before anything is placed; and the table of cue kinds.

Times are in milliseconds from the step's start; negative ones, from its end.
"""

from dataclasses import dataclass
from typing import TypeAlias

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
    "round": CueKind(5),
    "halfway": CueKind(5, Verbosity.NORMAL),
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
    """A line that starts at its time or is not heard at all.

    ``forms`` are alternatives, the fullest first. One that ``preemptible`` may be left out where a more important soft
    line has no other place. What ``thinnable`` is left out where the lines of their kind in a step take longer
    to say than the time from one to the next: numbers at a quick pace, of which the milestones stay.
    """

    step: int
    kind: str
    forms: tuple[Heard, ...]
    at_ms: Ms
    preemptible: bool = False
    thinnable: bool = False
    filler: bool = False
    """Whether it only fills the time, so that anything else comes first."""

    @property
    def importance(self) -> int:
        """How important the line is; the higher stays."""
        return -1 if self.filler else CUE_KINDS[self.kind].importance

    @property
    def warn_if_dropped(self) -> bool:
        """Whether the listener misses something where the line is left out."""
        return CUE_KINDS[self.kind].warn_if_dropped and not self.filler


@dataclass(frozen=True, slots=True)
class SoftLine:
    """A line that is said where there is room.

    ``forms`` are alternatives, the fullest first. It may start from ``earliest_ms`` on, sounds best from ``best_ms``
    on, and must be over at ``latest_end_ms``. Soft lines are said in the order of these times and, where they are
    equal, in the order in which they are given. One that is ``pre_announced`` belongs to the changeover after the
    step, which is dropped if all of its lines find room.
    """

    step: int
    kind: str
    forms: tuple[Heard, ...]
    earliest_ms: Ms = 0
    best_ms: Ms = 0
    latest_end_ms: Ms | None = None
    pre_announced: bool = False
    said_before: bool = False

    @property
    def importance(self) -> int:
        """How important the line is; the higher stays."""
        return CUE_KINDS[self.kind].importance

    @property
    def warn_if_dropped(self) -> bool:
        """Whether the listener misses something where the line is left out; not what was said before."""
        return CUE_KINDS[self.kind].warn_if_dropped and not self.said_before


Line: TypeAlias = HardLine | SoftLine


def words(forms: tuple[str, ...]) -> tuple[Heard, ...]:
    """Return forms to speak, each once."""
    return tuple(dict.fromkeys(Heard(text=form) for form in forms))


def sound(name: str) -> tuple[Heard, ...]:
    """Return the one form of a line that is a sound."""
    return (Heard(sound=name),)
