"""The status of a session, as the screen, plain lines and media players show it."""

from dataclasses import dataclass, field
from enum import Enum

from voicecoach.audio import Volumes
from voicecoach.session import StepKind
from voicecoach.talk import Verbosity
from voicecoach.units import Ms
from voicecoach.workout import Side


class State(Enum):
    """What the player is doing."""

    LOADING = "loading"
    """The next step is still being spoken; nothing is heard."""
    PLAYING = "playing"
    PAUSED = "paused"
    WAITING = "waiting"
    """A step has come to its end and waits for the listener to end it."""
    FINISHED = "finished"


@dataclass(frozen=True, slots=True)
class Status:
    """One moment of a session."""

    state: State = State.LOADING
    title: str = ""
    """Of the session."""
    index: int = 0
    steps: int = 0
    step_title: str = ""
    kind: StepKind = StepKind.INTRO
    side: Side | None = None
    set: int = 1
    set_of: tuple[int, int] | None = None
    """Which of the sets of its line this is, and how many the line has; of the next set in a break, as is ``round``."""
    round: int = 1
    rounds: int | None = None
    """How many rounds there are; a cue list of an earlier version does not say."""
    is_set: bool = False
    target: str = ""
    """What the set aims at: dose, load, effort, tempo."""
    waits: bool = False
    """Whether the listener ends this step, so that its length is an estimate and no time left is shown."""
    can_go_on: bool = False
    """Whether the listener can end the rest by now."""
    count: str = ""
    """The last number counted, up or down, in this step."""
    step_ms: Ms = 0
    step_length_ms: Ms = 0
    session_ms: Ms = 0
    """The position in the session as planned, whatever was skipped or repeated."""
    session_length_ms: Ms = 0
    """The length of the session; partly an estimate until all of it is spoken."""
    following: str = ""
    """The title of the next set, if there is one."""
    following_target: str = ""
    after_following: str = ""
    """The set after the next one, with its target, if there is one."""
    words: str = ""
    """The last words said."""
    message: str = ""
    """The answer to the last control, or what is wrong; empty after a few seconds."""
    verbosity: Verbosity = Verbosity.NORMAL
    pace: str = ""
    """How the listener has changed the pace of the exercise, e.g. '10% faster'."""
    volumes: Volumes = field(default_factory=Volumes)
    has_music: bool = False
    is_help_shown: bool = False

    @property
    def is_break(self) -> bool:
        """Whether this is the time before a set, in which the next set is what counts."""
        return self.kind.is_break and bool(self.following)
