"""The computer's sound device, through miniaudio."""

import time
from typing import TYPE_CHECKING

from voicecoach.audio import PcmFormat
from voicecoach.errors import OutputError
from voicecoach.player.outputs.devices import NULL_BACKEND, close_device, find_device, quiet_stderr, reason
from voicecoach.player.outputs.output import NO_DEVICE, Read
from voicecoach.units import MS_PER_SECOND, Ms

if TYPE_CHECKING:
    from collections.abc import Generator

PERIOD_MS: Ms = 20
PERIODS = 3
"""How far the device reads ahead: short enough that a pause is heard within 100 ms, long enough for a busy computer.

miniaudio passes both numbers to ALSA, but only one period to PulseAudio. Below 20 ms, PipeWire is reported to stutter
(miniaudio.h). With both processors busy and another thread holding the GIL, PulseAudio played without gaps.
"""


class MiniaudioOutput:
    """The default sound device, or the one chosen by name; with ``null``, a silent one."""

    stall_timeout_s = 2.0

    def __init__(self, pcm_format: PcmFormat, device: str | None = None, *, null: bool = False) -> None:
        import miniaudio

        # The id must live as long as the device.
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
            raise OutputError(f"no sound device can be opened: {reason(error)}", NO_DEVICE) from error
        if not null and self._device.backend == NULL_BACKEND:
            # Without a sound system, miniaudio opens its null device and reports success.
            self.close()
            raise OutputError("no sound device can be opened: there is no sound system here", NO_DEVICE)

    def start(self, read: Read) -> None:
        """Start to pull."""
        import miniaudio

        feed = _feed(read)
        next(feed)
        try:
            self._device.start(feed)
        except miniaudio.MiniaudioError as error:
            raise OutputError(f"the sound device cannot be started: {reason(error)}", NO_DEVICE) from error

    def finish(self) -> None:
        """Wait until everything that was pulled has been heard: the queue, and one period waiting to enter it."""
        time.sleep((PERIODS + 1) * PERIOD_MS / MS_PER_SECOND)

    def close(self) -> None:
        """Stop pulling and close the device."""
        close_device(self._device)


def _feed(read: Read) -> "Generator[bytes, int, None]":
    """Adapt ``read`` to miniaudio, which sends the number of frames it needs to a generator that yields PCM."""
    frames = yield b""
    while True:
        frames = yield read(frames)
