"""The records of a cue list: cues and what is heard, steps, segments, and the settings of the voice."""

from dataclasses import dataclass, replace
from enum import Enum

from voicecoach.session import Due, StepKind
from voicecoach.units import Ms
from voicecoach.workout import Side

BREATH_MS: Ms = 150
"""The least silence around a soft line, so that it does not run into its neighbours."""

TICK = "tick"
"""The sound that keeps the pace: a rep begins."""

SECOND = "second"
"""The softer sound within a rep: a second of a phase, or the next phase, begins."""

TICKS = frozenset({TICK, SECOND})
"""The sounds that may be heard under speech."""

RISE, FALL, LEVEL = "rise", "fall", "level"
"""The sounds of a phase whose name is not spoken: the movement up, the movement down, no movement."""

INHALE, EXHALE = "in", "out"
"""The sounds of breathing in and out, when that is not spoken."""

HOLD, RELEASE = "hold", "release"
"""The sounds with which a hold begins and ends, of a position or of the breath."""


class Lane(Enum):
    """One thing at a time is heard in a lane: two cues may overlap only if they share no lane."""

    VOICE = "voice"
    SOUND = "sound"


_OF_WORDS, _OF_A_TICK, _OF_A_SOUND = frozenset({Lane.VOICE}), frozenset({Lane.SOUND}), frozenset(Lane)
_LANES = {**dict.fromkeys(TICKS, _OF_A_TICK), **dict.fromkeys((RISE, FALL, LEVEL, INHALE, EXHALE), _OF_WORDS)}


@dataclass(frozen=True, slots=True)
class Heard:
    """What is heard: words to speak, or the name of a sound; exactly one of the two."""

    text: str | None = None
    sound: str | None = None

    def __post_init__(self) -> None:
        if (self.text is None) == (self.sound is None):
            raise ValueError("a cue is either words or a sound")

    @property
    def lanes(self) -> frozenset[Lane]:
        """The lanes that it occupies.

        A sound takes both, but ticks leave the voice lane free, and the sound of a phase takes the place of its name.
        """
        return _OF_WORDS if self.sound is None else _LANES.get(self.sound, _OF_A_SOUND)

    def __str__(self) -> str:
        return self.text if self.text is not None else f"({self.sound})"


@dataclass(frozen=True, slots=True)
class Cue:
    """One thing heard, in milliseconds from the start of the timeline; ``step`` is the index of its step."""

    start_ms: Ms
    end_ms: Ms
    step: int
    kind: str
    heard: Heard

    def moved(self, by_ms: Ms, step: int) -> "Cue":
        """Return the same cue at another time, in another step."""
        return Cue(self.start_ms + by_ms, self.end_ms + by_ms, step, self.kind, self.heard)


@dataclass(frozen=True, slots=True)
class TimelineStep:
    """One step on the timeline.

    The listener ends a step that ``waits``, and can end a rest from ``ready_ms`` on. ``set_percent`` is the length of a
    rest in percent of the time of the set before, if it depends on that. ``due`` is its start on the clock, if any.
    A set that ``is_open`` lasts until the next start on the clock calls. ``until_missed`` is the number of the group
    that the step is in, if that is over with the first start that is missed. A later ``part`` of a set goes on from the
    one before it; it ``is_more`` if it is what the listener adds to a minimum.

    ``target`` is what a set aims at, for screens. ``set_of`` is which of the sets of its line it is, and how many the
    line has; ``rounds`` how many rounds there are. In a break, these are of the next set, and there is no target. Cue
    lists of earlier versions have neither.
    """

    index: int
    kind: StepKind
    title: str
    exercise: str | None
    side: Side | None
    set: int
    round: int
    start_ms: Ms
    end_ms: Ms
    waits: bool = False
    due: Due | None = None
    is_open: bool = False
    until_missed: int | None = None
    part: int = 0
    is_more: bool = False
    ready_ms: Ms | None = None
    set_percent: int | None = None
    target: str = ""
    set_of: tuple[int, int] | None = None
    rounds: int | None = None

    @property
    def is_one_of_rounds(self) -> bool:
        """Whether there are other rounds; of a cue list of an earlier version, whether there was one before."""
        return max(self.round, self.rounds or 1) > 1

    @property
    def length_ms(self) -> Ms:
        """How long the step lasts."""
        return self.end_ms - self.start_ms

    @property
    def is_set(self) -> bool:
        """Whether the trainee works in this step."""
        return self.kind.is_set

    def moved(self, by_ms: Ms, index: int) -> "TimelineStep":
        """Return the same step at another time, with another index."""
        return replace(self, index=index, start_ms=self.start_ms + by_ms, end_ms=self.end_ms + by_ms)


@dataclass(frozen=True, slots=True)
class Segment:
    """One step and what is heard in it, in milliseconds from its start.

    No cue crosses the edge of a step, so segments can be played in any order.
    """

    step: TimelineStep
    cues: tuple[Cue, ...]

    @property
    def length_ms(self) -> Ms:
        """How long the step lasts."""
        return self.step.length_ms

    def at(self, start_ms: Ms, index: int) -> "Segment":
        """Return the segment on a timeline: at a time, with the index of its step."""
        step = self.step.moved(start_ms - self.step.start_ms, index)
        return Segment(step, tuple(cue.moved(start_ms, index) for cue in self.cues))


@dataclass(frozen=True, slots=True)
class VoiceSettings:
    """Which voice speaks, and how. A choice may leave fields empty; in an open voice, all are set.

    ``rate_wpm`` is in words per minute. ``say`` pairs written words with what is spoken for them. ``pack`` is a folder
    of recordings that replace the engine's clips; None for none.
    """

    engine: str = ""
    id: str = ""
    rate_wpm: int = 0
    say: tuple[tuple[str, str], ...] = ()
    pack: str | None = None
