"""What an output is: something that pulls PCM at the pace of its own clock."""

from collections.abc import Callable
from typing import Protocol

Read = Callable[[int], bytes]
"""Given a number of frames, returns that many of 16-bit PCM, in the form that the output was opened with."""

NO_DEVICE = (
    "plug in headphones or start the sound server, then try again; voicecoach export writes a file for the phone, "
    "and --output null runs the session in silence"
)
"""What to do where nothing can be heard."""


class Output(Protocol):
    """Something that plays: it calls ``read`` from a thread of its own until it is closed, or its device is gone."""

    @property
    def stall_timeout_s(self) -> float:
        """How long it may pull nothing, in seconds; where that lasts longer, its device is gone."""

    def start(self, read: Read) -> None:
        """Begin to pull."""

    def finish(self) -> None:
        """Wait until what was pulled last has been heard."""

    def close(self) -> None:
        """Stop pulling and let go of the device; also of one that is gone."""
