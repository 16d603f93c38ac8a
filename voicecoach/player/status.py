"""Where a session is: what the screen, plain lines and media players show of it."""

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
    """The next step is still being spoken; nothing is heard meanwhile."""
    PLAYING = "playing"
    PAUSED = "paused"
    WAITING = "waiting"
    """A step that the listener ends has come to its end, and is not done yet."""
    FINISHED = "finished"


@dataclass(frozen=True, slots=True)
class Status:
    """One moment of a session; times are in milliseconds."""

    state: State = State.LOADING
    title: str = ""
    """Of the session."""
    index: int = 0
    steps: int = 0
    step_title: str = ""
    kind: StepKind = StepKind.INTRO
    side: Side | None = None
    set: int = 1
    round: int = 1
    is_set: bool = False
    waits: bool = False
    """Whether the listener ends this step: its length is an estimate, and no time left is to be shown."""
    count: str = ""
    """The number that was said last in this set, or counted down last."""
    step_ms: Ms = 0
    step_length_ms: Ms = 0
    session_ms: Ms = 0
    """Of the session that is over, whatever was skipped or repeated."""
    session_length_ms: Ms = 0
    """As far as it is known, else an estimate."""
    following: str = ""
    """The title of the set that comes next; nothing where none does."""
    words: str = ""
    """What was said last."""
    message: str = ""
    """What the player answers to the last control, or what is wrong; nothing after a while."""
    verbosity: Verbosity = Verbosity.NORMAL
    pace: str = ""
    """The pace of the exercise where the listener changed it, e.g. '10 % less time a rep'."""
    volumes: Volumes = field(default_factory=Volumes)
    has_music: bool = False
    is_help_shown: bool = False
