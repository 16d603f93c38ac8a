"""The sound of a session: an output that pulls a stream, on a device that may go, come back or be changed."""

from voicecoach.audio import Form
from voicecoach.player.outputs import Output, Read, open_output, playback_devices


class Sound:
    """Plays a stream from the moment it is made until it is closed."""

    def __init__(self, read: Read, form: Form, output: str, device: str | None = None) -> None:
        """Open the output of a name and start it.

        Raises:
            OutputError: it cannot be opened or started.
        """
        self._read, self._form, self._name, self._device = read, form, output, device
        self._output = self._started(device)

    def _started(self, device: str | None) -> Output:
        output = open_output(self._name, self._form, device)
        try:
            output.start(self._read)
        except BaseException:
            output.close()
            raise
        return output

    def reopen(self, *, on_next: bool = False) -> str:
        """Open the device anew, or the next one of the machine; return its name.

        Raises:
            OutputError: it cannot be opened, or there is no other.
        """
        device = self._next_device() if on_next else self._device
        self._output.close()
        self._output = self._started(device)
        self._device = device
        return device or "the usual device"

    def _next_device(self) -> str | None:
        names = playback_devices()
        if self._device not in names:
            return names[0] if names else None
        return names[(names.index(self._device) + 1) % len(names)]

    def finish(self) -> None:
        """Wait until what was pulled last has been heard."""
        self._output.finish()

    def close(self) -> None:
        """Stop pulling, and let go of the device."""
        self._output.close()
