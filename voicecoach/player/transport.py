"""The transport: one continuous stream of PCM that can be paused, pulled by whatever output plays it.

The output's own clock is the only one: time goes by as samples are pulled, so nothing can drift.
"""

import threading
from collections.abc import Iterator, Mapping
from enum import Enum

from voicecoach.audio import Clip, mix
from voicecoach.audio.clips import BYTES_PER_MS, BYTES_PER_SAMPLE
from voicecoach.timeline import Heard, Timeline, TimelineStep
from voicecoach.units import Ms


class State(Enum):
    """What the transport is doing."""

    PLAYING = "playing"
    PAUSED = "paused"
    WAITING = "waiting"
    """A step that the listener ends has come to its end, and is not done yet."""
    FINISHED = "finished"


class Transport:
    """Feeds an output with the mix of a timeline. ``read`` is called by the output's thread, the rest by another."""

    def __init__(self, timeline: Timeline, clips: Mapping[Heard, Clip]) -> None:
        self.timeline = timeline
        self.finished = threading.Event()
        self.failure: Exception | None = None
        self._blocks: Iterator[bytes] = mix(timeline, clips)
        # The first block is made here, not when a device already waits for it.
        self._buffer = bytearray(next(self._blocks, b""))
        self._clips = clips
        self._bytes_read = 0
        self._waits = [step.end_ms * BYTES_PER_MS for step in timeline.steps if step.waits]
        """Where the stream waits for the listener, and has not gone on yet."""
        self._paused = False
        self._lock = threading.Lock()

    @property
    def state(self) -> State:
        """What the transport is doing now."""
        if self.finished.is_set():
            return State.FINISHED
        if self._paused:
            return State.PAUSED
        return State.WAITING if self._is_at_a_wait else State.PLAYING

    @property
    def _is_at_a_wait(self) -> bool:
        return bool(self._waits) and self._bytes_read >= self._waits[0]

    @property
    def position_ms(self) -> Ms:
        """How much of the timeline has been pulled."""
        return self._bytes_read // BYTES_PER_MS

    @property
    def step(self) -> TimelineStep:
        """The step that is playing, or that waits to be done; the last one at the end."""
        position_ms = self.position_ms - self._is_at_a_wait
        return next((step for step in self.timeline.steps if position_ms < step.end_ms), self.timeline.steps[-1])

    def toggle_pause(self) -> None:
        """Pause, or go on exactly where the pause began."""
        with self._lock:
            self._paused = not self._paused

    def done(self) -> None:
        """End the set, or the rest as long as needed, that the listener is done with; any other step goes on."""
        with self._lock:
            step = self.step
            if step.exercise is None and not step.waits:
                return
            end = step.end_ms * BYTES_PER_MS
            self._waits = [wait for wait in self._waits if wait > end]
            if self._bytes_read < end:
                self._blocks = mix(self.timeline, self._clips, step.end_ms)
                self._buffer.clear()
                self._bytes_read = end

    def read(self, frames: int) -> bytes:
        """Return the next frames of 16-bit mono PCM; silence while paused, while waiting and after the end.

        It runs in the output's thread, where an exception would be lost and leave the session silent: a failure ends
        the session, and is kept for the play loop to raise.
        """
        wanted = frames * BYTES_PER_SAMPLE
        with self._lock:
            if self._paused or self.finished.is_set():
                return bytes(wanted)
            to_wait = self._waits[0] - self._bytes_read if self._waits else wanted
            available = max(0, min(wanted, to_wait))
            try:
                while len(self._buffer) < available and (block := next(self._blocks, None)) is not None:
                    self._buffer += block
            except Exception as error:
                self.failure = error
            pcm = bytes(self._buffer[:available])
            del self._buffer[:available]
            self._bytes_read += len(pcm)
            if len(pcm) < available:
                self.finished.set()
            return pcm + bytes(wanted - len(pcm))
