"""Plays beeps and takes, one at a time, on an output that runs all the while."""

import threading
import time

from voicecoach.audio import VOICE_ONLY, Clip
from voicecoach.player.outputs import Output


class Speaker:
    """Plays clips without waiting for them: a new one ends the one before."""

    def __init__(self, output: Output) -> None:
        """Start an output that was opened for ``VOICE_ONLY``; the speaker closes it.

        Raises:
            OutputError: it cannot be started.
        """
        self._output = output
        self._lock = threading.Lock()
        self._left = memoryview(b"")
        self._pulled_s = time.monotonic()
        try:
            output.start(self._read)
        except BaseException:
            output.close()
            raise

    def play(self, clip: Clip) -> None:
        """Play a clip from now on."""
        with self._lock:
            self._left = memoryview(clip.pcm)

    def stop(self) -> None:
        """End the clip that is playing."""
        self.play(Clip(b""))

    @property
    def is_lost(self) -> bool:
        """Whether the device has stopped pulling."""
        return time.monotonic() - self._pulled_s > self._output.stall_timeout_s

    def close(self) -> None:
        """Close the output."""
        self._output.close()

    def _read(self, frames: int) -> bytes:
        wanted = frames * VOICE_ONLY.bytes_per_ms // VOICE_ONLY.samples_per_ms
        with self._lock:
            part, self._left = self._left[:wanted], self._left[wanted:]
        self._pulled_s = time.monotonic()
        return bytes(part).ljust(wanted, b"\0")
