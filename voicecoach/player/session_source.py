"""The programme: what is to be played, step by step, and what of it can be changed on the way."""

from collections.abc import Mapping, Sequence
from typing import Protocol

from voicecoach.audio import Clip
from voicecoach.coach import Prompt
from voicecoach.player.controls import Control
from voicecoach.talk import Verbosity
from voicecoach.timeline import Heard, Segment, Timeline, TimelineStep
from voicecoach.units import Ms


class SessionSource(Protocol):
    """What a player plays. A step that is not ready yet is one that is still being spoken."""

    @property
    def title(self) -> str:
        """The title of the session."""

    @property
    def verbosity(self) -> Verbosity:
        """How much the coach talks from now on."""

    @property
    def steps(self) -> Sequence[TimelineStep]:
        """Every step, with the length that it has or will have, as far as that is known."""

    @property
    def length_ms(self) -> Ms:
        """The length of all steps together, as far as that is known."""

    @property
    def clips(self) -> Mapping[Heard, Clip]:
        """The clip of everything in the parts and calls that are ready."""

    def segment(self, index: int, *, alone: bool = False) -> Segment | None:
        """Return a step in its newest form, or None where it is not ready.

        A changeover has no length where what is said in it was said before; as it is ``alone``, it has.
        """

    def prompt(self, prompt: Prompt) -> Segment:
        """Return what the coach calls to the listener, outside of the steps."""

    def count_in(self, index: int | None = None) -> Segment:
        """Return the countdown before a set that the listener goes to, with its name where an index is given."""

    def pace(self, index: int) -> str:
        """Return how the listener changed the pace of the exercise of a step; nothing where that is as written."""

    def change(self, control: Control, index: int) -> str:
        """Change talk or pace from a step on; return what to tell the listener."""


class SavedSession:
    """A timeline as it was compiled: of a saved cue list, or of a single step."""

    def __init__(self, timeline: Timeline, clips: Mapping[Heard, Clip], prompts: Mapping[Prompt, Segment]) -> None:
        self.title = timeline.title
        self.verbosity = timeline.verbosity
        self.steps = timeline.steps
        self.length_ms = timeline.duration_ms
        self.clips = clips
        self._segments = tuple(timeline.segments())
        self._prompts = prompts

    def segment(self, index: int, *, alone: bool = False) -> Segment:  # noqa: ARG002  # all that there is
        """Return a step."""
        return self._segments[index]

    def prompt(self, prompt: Prompt) -> Segment:
        """Return what the coach calls to the listener."""
        return self._prompts[prompt]

    def count_in(self, index: int | None = None) -> Segment:  # noqa: ARG002  # no name was spoken alone
        """Return the countdown before a set that the listener goes to."""
        return self._prompts[Prompt.COUNT_IN]

    def pace(self, index: int) -> str:  # noqa: ARG002  # of no step
        """Return nothing: it is as it was compiled."""
        return ""

    def change(self, control: Control, index: int) -> str:  # noqa: ARG002  # nothing, nowhere
        """Say that nothing can be changed."""
        return "this was compiled before: its pace and its talk stay"
