"""Where the player gets a session from, step by step, and what the listener can change in it."""

from collections.abc import Mapping, Sequence
from typing import Protocol

from voicecoach.audio import Clip
from voicecoach.coach import Prompt
from voicecoach.player.controls import Control
from voicecoach.talk import Verbosity
from voicecoach.timeline import Heard, Segment, Timeline, TimelineStep
from voicecoach.units import Ms


class SessionSource(Protocol):
    """What a player plays. A step is not ready while it is still being spoken."""

    @property
    def title(self) -> str:
        """The title of the session."""

    @property
    def verbosity(self) -> Verbosity:
        """How much the coach talks from now on."""

    @property
    def steps(self) -> Sequence[TimelineStep]:
        """Every step, with its length or, until that is known, an estimate."""

    @property
    def length_ms(self) -> Ms:
        """The total length of the steps."""

    @property
    def clips(self) -> Mapping[Heard, Clip]:
        """The clips of all segments and prompts that are ready."""

    def segment(self, index: int, *, alone: bool = False) -> Segment | None:
        """Return the newest version of a step, or None if it is not ready.

        A changeover whose words are said ahead, in the set before, has no length. ``alone`` asks for it with its words,
        for a listener who has not heard that set.
        """

    def prompt(self, prompt: Prompt) -> Segment:
        """Return what the coach says outside of the steps."""

    def count_in(self, index: int | None = None) -> Segment:
        """Return the countdown into a set that the listener jumps to, with its name if an index is given."""

    def pace(self, index: int) -> str:
        """Return how the listener has changed the pace of a step's exercise; empty if it is as written."""

    def change(self, control: Control, index: int) -> str:
        """Change talk or pace from a step on; return a message for the listener."""


class SavedSession:
    """A compiled timeline, of a saved cue list or a single step, which cannot be changed."""

    def __init__(self, timeline: Timeline, clips: Mapping[Heard, Clip], prompts: Mapping[Prompt, Segment]) -> None:
        self.title = timeline.title
        self.verbosity = timeline.verbosity
        self.steps = timeline.steps
        self.length_ms = timeline.duration_ms
        self.clips = clips
        self._segments = tuple(timeline.segments())
        self._prompts = prompts

    def segment(self, index: int, *, alone: bool = False) -> Segment:  # noqa: ARG002  # there is only one version
        """Return a step."""
        return self._segments[index]

    def prompt(self, prompt: Prompt) -> Segment:
        """Return what the coach says outside of the steps."""
        return self._prompts[prompt]

    def count_in(self, index: int | None = None) -> Segment:  # noqa: ARG002  # names were not spoken by themselves
        """Return the countdown into a set that the listener jumps to."""
        return self._prompts[Prompt.COUNT_IN]

    def pace(self, index: int) -> str:  # noqa: ARG002  # the same for every step
        """Return nothing: the pace is as compiled."""
        return ""

    def change(self, control: Control, index: int) -> str:  # noqa: ARG002  # nothing can be changed
        """Return a message that nothing can be changed."""
        return "the pace and the talk of a compiled session cannot change"
