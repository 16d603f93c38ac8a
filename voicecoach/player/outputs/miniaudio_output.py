"""The sound device of the machine, through miniaudio."""

import threading
import time
from typing import TYPE_CHECKING, Any

from voicecoach.audio import PcmFormat
from voicecoach.errors import OutputError
from voicecoach.player.outputs.devices import NULL_BACKEND, find_device, quiet_stderr
from voicecoach.player.outputs.output import NO_DEVICE, Read
from voicecoach.units import MS_PER_SECOND, Ms

if TYPE_CHECKING:
    from collections.abc import Generator

PERIOD_MS: Ms = 20
PERIODS = 3
"""How far the device reads ahead: a pause must be heard within 100 ms, and a busy machine must not be.

miniaudio gives both numbers to ALSA, one period alone to PulseAudio. Below 20 ms, PipeWire is reported to stutter
(miniaudio.h). With both processors busy and a thread that holds Python's lock, PulseAudio heard no gap.
"""

_CLOSING_S = 2.0
"""A device that has not been let go of by then is gone, and is left to the end of the process."""


class MiniaudioOutput:
    """The sound device of the machine, or the one that is chosen; with ``null``, one that plays to nobody."""

    stall_timeout_s = 2.0

    def __init__(self, pcm_format: PcmFormat, device: str | None = None, *, null: bool = False) -> None:
        import miniaudio

        # The id is in use for as long as the device is.
        self._chosen = None if device is None else find_device(device)
        try:
            with quiet_stderr():
                self._device = miniaudio.PlaybackDevice(
                    output_format=miniaudio.SampleFormat.SIGNED16,
                    nchannels=pcm_format.channels,
                    sample_rate=pcm_format.rate_hz,
                    buffersize_msec=PERIOD_MS,
                    callback_periods=PERIODS,
                    device_id=self._chosen.id if self._chosen else None,
                    backends=[miniaudio.Backend.NULL] if null else None,
                    app_name="voicecoach",
                )
        except miniaudio.MiniaudioError as error:
            raise OutputError(f"no sound device can be opened: {_reason(error)}", NO_DEVICE) from error
        if not null and self._device.backend == NULL_BACKEND:
            # Where miniaudio finds no sound system at all, it plays to nobody and calls that a success.
            self.close()
            raise OutputError("no sound device can be opened: there is no sound system here", NO_DEVICE)

    def start(self, read: Read) -> None:
        """Begin to pull."""
        import miniaudio

        feed = _feed(read)
        next(feed)
        try:
            self._device.start(feed)
        except miniaudio.MiniaudioError as error:
            raise OutputError(f"the sound device cannot be started: {_reason(error)}", NO_DEVICE) from error

    def finish(self) -> None:
        """Wait until what was pulled last has been heard: the queue, and the period that waits to enter it."""
        time.sleep((PERIODS + 1) * PERIOD_MS / MS_PER_SECOND)

    def close(self) -> None:
        """Stop pulling and let go of the device.

        It is done in a thread that may be left behind: on a sound server that hangs, miniaudio waits for ever.
        """
        closing = threading.Thread(target=_let_go, args=(self._device,), daemon=True)
        closing.start()
        closing.join(_CLOSING_S)


def _let_go(device: Any) -> None:
    """Stop a device and free it with its context, which miniaudio's own ``close`` leaves open: a socket each time."""
    from miniaudio import ffi, lib

    if device._device is None:
        return
    # Before close, which takes the generator from under a callback that still runs.
    lib.ma_device_stop(device._device)
    device.close()
    lib.ma_context_uninit(device._context)
    device._context = ffi.NULL


def _feed(read: Read) -> "Generator[bytes, int, None]":
    """Answer miniaudio's requests: it sends the number of frames it needs and takes their PCM."""
    frames = yield b""
    while True:
        frames = yield read(frames)


def _reason(error: Exception) -> str:
    return str(error.args[0]) if error.args else str(error)
