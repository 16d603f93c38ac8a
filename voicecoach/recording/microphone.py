"""The microphone, through miniaudio."""

from collections.abc import Callable, Generator
from typing import Protocol, TypeAlias

from voicecoach.errors import OutputError
from voicecoach.player.outputs.devices import (
    CAPTURE,
    NO_MICROPHONE,
    NULL_BACKEND,
    close_device,
    find_device,
    quiet_stderr,
    reason,
)
from voicecoach.recording.levels import RECORDING
from voicecoach.units import Ms

_PERIOD_MS: Ms = 20

Hear: TypeAlias = Callable[[bytes], None]
"""Takes PCM in the format ``RECORDING`` as it comes, in a thread of the microphone."""


class Microphone(Protocol):
    """Delivers what it hears from ``start`` until it is closed."""

    def start(self, hear: Hear) -> None:
        """Start to deliver.

        Raises:
            OutputError: it cannot be started.
        """

    def close(self) -> None:
        """Stop delivering and close the device."""


OpenMicrophone: TypeAlias = Callable[[], Microphone]


class MiniaudioMicrophone:
    """The default microphone, or the one chosen by part of its name; with ``null``, one that hears silence."""

    def __init__(self, device: str | None = None, *, null: bool = False) -> None:
        """Open the microphone.

        Raises:
            OutputError: it cannot be opened, or there is no such microphone.
        """
        import miniaudio

        # The id must live as long as the device.
        self._chosen = None if device is None else find_device(device, CAPTURE)
        try:
            with quiet_stderr():
                self._device = miniaudio.CaptureDevice(
                    input_format=miniaudio.SampleFormat.SIGNED16,
                    nchannels=RECORDING.channels,
                    sample_rate=RECORDING.rate_hz,
                    buffersize_msec=_PERIOD_MS,
                    device_id=self._chosen.id if self._chosen else None,
                    backends=[miniaudio.Backend.NULL] if null else None,
                    app_name="voicecoach",
                )
        except miniaudio.MiniaudioError as error:
            raise OutputError(f"no microphone can be opened: {reason(error)}", NO_MICROPHONE) from error
        if not null and self._device.backend == NULL_BACKEND:
            # Without a sound system, miniaudio opens its null device and reports success.
            self.close()
            raise OutputError("no microphone can be opened: there is no sound system here", NO_MICROPHONE)

    def start(self, hear: Hear) -> None:
        """Start to deliver."""
        import miniaudio

        feed = _feed(hear)
        next(feed)
        try:
            self._device.start(feed)
        except miniaudio.MiniaudioError as error:
            raise OutputError(f"the microphone cannot be started: {reason(error)}", NO_MICROPHONE) from error

    def close(self) -> None:
        """Stop delivering and close the device."""
        close_device(self._device)


def _feed(hear: Hear) -> Generator[None, bytes, None]:
    """Adapt ``hear`` to miniaudio, which sends PCM to a generator."""
    while True:
        hear(bytes((yield)))
