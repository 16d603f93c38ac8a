"""The output protocol: an output pulls PCM at the pace of its own clock."""

from collections.abc import Callable
from typing import Protocol

Read = Callable[[int], bytes]
"""Returns this many frames of 16-bit PCM, in the format that the output was opened with."""

NO_DEVICE = (
    "plug in headphones or start the sound server, then try again; or write a file for your phone with "
    "voicecoach export, or run the session in silence with --output null"
)
"""The hint when no sound device can be opened."""


class Output(Protocol):
    """Plays what it pulls with ``read``, in a thread of its own, until it is closed or its device is lost."""

    @property
    def stall_timeout_s(self) -> float:
        """How many seconds it may pull nothing before its device counts as lost."""

    def start(self, read: Read) -> None:
        """Start to pull."""

    def finish(self) -> None:
        """Wait until everything that was pulled has been heard."""

    def close(self) -> None:
        """Stop pulling and close the device, even if it is lost."""
