"""An output whose device can be lost, reopened or switched while a session plays."""

from voicecoach.audio import PcmFormat
from voicecoach.errors import OutputError
from voicecoach.player.outputs import DEFAULT_OUTPUT, Read, open_output, playback_devices


class SwitchableOutput:
    """Plays a stream from creation until it is closed."""

    def __init__(self, read: Read, pcm_format: PcmFormat, output: str, device: str | None = None) -> None:
        """Open an output by name and start it.

        Raises:
            OutputError: it cannot be opened or started.
        """
        self._read, self._pcm_format, self._name, self._device = read, pcm_format, output, device
        self._tried = device
        """The last device tried, whether or not it could be opened; the one after it is next."""
        self._output = open_output(output, pcm_format, device)
        self._start()

    @property
    def stall_timeout_s(self) -> float:
        """How many seconds the output may pull nothing before its device counts as lost."""
        return self._output.stall_timeout_s

    def _start(self) -> None:
        try:
            self._output.start(self._read)
        except BaseException:
            self._output.close()
            raise

    def reopen(self) -> None:
        """Reopen a lost device.

        Raises:
            OutputError: it cannot be opened.
        """
        self._output.close()
        self._output = open_output(self._name, self._pcm_format, self._device)
        self._start()

    def open_next(self) -> str:
        """Switch to the next device and return its name. If it cannot be opened, the current one plays on.

        Raises:
            OutputError: it cannot be opened, or there is no other.
        """
        if self._name != DEFAULT_OUTPUT:
            raise OutputError(f"the output '{self._name}' has no other devices", f"play with --output {DEFAULT_OUTPUT}")
        self._tried = device = self._after(self._tried)
        fresh = open_output(self._name, self._pcm_format, device)
        self._output.close()
        self._output, self._device = fresh, device
        self._start()
        return device

    @staticmethod
    def _after(device: str | None) -> str:
        """Return the name of the device after this one; devices that share a name are ignored."""
        names = playback_devices()
        single = [name for name in names if names.count(name) == 1]
        if not single:
            raise OutputError("there is no other sound device", "plug one in")
        return single[(single.index(device) + 1) % len(single)] if device in single else single[0]

    def finish(self) -> None:
        """Wait until everything that was pulled has been heard."""
        self._output.finish()

    def close(self) -> None:
        """Stop pulling and close the device."""
        self._output.close()
