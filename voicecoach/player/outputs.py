"""Where the sound goes: outputs that pull PCM at the pace of their own clock."""

import os
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Protocol

from voicecoach.audio import MIX_RATE_HZ
from voicecoach.errors import OutputError
from voicecoach.units import MS_PER_SECOND, Ms

if TYPE_CHECKING:
    from collections.abc import Generator

Read = Callable[[int], bytes]
"""Given a number of frames, returns that many of 16-bit mono PCM at ``MIX_RATE_HZ``."""

BUFFER_MS: Ms = 100
"""How far an output reads ahead: short enough that a pause is heard at once, long enough for a busy machine."""


class Output(Protocol):
    """Something that plays: it calls ``read`` from a thread of its own until it is closed."""

    def start(self, read: Read) -> None:
        """Begin to pull."""

    def finish(self) -> None:
        """Wait until what was pulled last has been heard."""

    def close(self) -> None:
        """Stop pulling and let go of the device."""


class MiniaudioOutput:
    """The sound device of the machine, through miniaudio; with ``null``, a device that plays to nobody in real time."""

    def __init__(self, *, null: bool = False) -> None:
        import miniaudio

        try:
            with _quiet_stderr():
                self._device = miniaudio.PlaybackDevice(
                    output_format=miniaudio.SampleFormat.SIGNED16,
                    nchannels=1,
                    sample_rate=MIX_RATE_HZ,
                    buffersize_msec=BUFFER_MS,
                    backends=[miniaudio.Backend.NULL] if null else None,
                    app_name="voicecoach",
                )
        except miniaudio.MiniaudioError as error:
            raise OutputError(f"no sound device can be opened: {_reason(error)}", _NO_DEVICE) from error
        if not null and self._device.backend == _NULL_BACKEND:
            # Where miniaudio finds no sound system at all, it plays to nobody and calls that a success.
            self._device.close()
            raise OutputError("no sound device can be opened: there is no sound system here", _NO_DEVICE)

    def start(self, read: Read) -> None:
        """Begin to pull."""
        import miniaudio

        feed = _feed(read)
        next(feed)
        try:
            self._device.start(feed)
        except miniaudio.MiniaudioError as error:
            raise OutputError(f"the sound device cannot be started: {_reason(error)}", _NO_DEVICE) from error

    def finish(self) -> None:
        """Wait until what was pulled last has been heard: miniaudio keeps up to three buffers."""
        time.sleep(3 * BUFFER_MS / MS_PER_SECOND)

    def close(self) -> None:
        """Stop pulling and let go of the device."""
        self._device.close()


_NULL_BACKEND = "Null"
"""What miniaudio calls its device that plays to nobody."""

_NO_DEVICE = (
    "plug in headphones or start the sound server, then try again; voicecoach export writes a file for the phone, "
    "and --output null runs the session in silence"
)

OUTPUTS: dict[str, Callable[[], Output]] = {
    "device": MiniaudioOutput,
    "null": lambda: MiniaudioOutput(null=True),
}
"""One row per output that can be chosen."""


def open_output(name: str) -> Output:
    """Open an output by its name.

    Raises:
        OutputError: it cannot be opened; the hint says what to do.
    """
    return OUTPUTS[name]()


def _feed(read: Read) -> "Generator[bytes, int, None]":
    """Answer miniaudio's requests: it sends the number of frames it needs and takes their PCM."""
    frames = yield b""
    while True:
        frames = yield read(frames)


def _reason(error: Exception) -> str:
    return str(error.args[0]) if error.args else str(error)


@contextmanager
def _quiet_stderr() -> Iterator[None]:
    """Keep ALSA's own complaints, written past Python, out of the person's sight: our error says it in a sentence."""
    sys.stderr.flush()
    saved = os.dup(2)
    nowhere = os.open(os.devnull, os.O_WRONLY)
    try:
        os.dup2(nowhere, 2)
        yield
    finally:
        os.dup2(saved, 2)
        os.close(saved)
        os.close(nowhere)
