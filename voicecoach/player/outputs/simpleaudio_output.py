"""simpleaudio, in a process of its own that plays whole buffers; see simpleaudio_worker.py for why."""

import contextlib
import os
import subprocess
import sys
import threading
from pathlib import Path
from typing import IO, cast

from voicecoach.audio import PcmFormat
from voicecoach.errors import OutputError, printable
from voicecoach.player.outputs.buffers import LONGEST_MS, buffers
from voicecoach.player.outputs.output import NO_DEVICE, Read
from voicecoach.units import MS_PER_SECOND

_WORKER = Path(__file__).with_name("simpleaudio_worker.py")
_INSTALL = "pip install 'voicecoach[simpleaudio]'"
_LENGTH_BYTES = 4

_MOST_AHEAD = 2
"""The most buffers that the worker holds: one playing and one queued."""

_ANSWER_S = 10.0
"""A worker that takes longer to start has hung."""


class SimpleaudioOutput:
    """The default sound device, through simpleaudio. A pause takes effect after about a second."""

    stall_timeout_s = (_MOST_AHEAD + 1) * LONGEST_MS / MS_PER_SECOND

    def __init__(self, pcm_format: PcmFormat) -> None:
        self._pcm_format = pcm_format
        # -P keeps the worker's own folder off the import path, where our modules could hide the library's.
        command = [sys.executable, "-P", str(_WORKER), str(pcm_format.rate_hz), str(pcm_format.channels)]
        # From Python 3.12 on, simpleaudio frees memory without the GIL, which Python's own allocator does not allow.
        self._worker = subprocess.Popen(
            command,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            env=os.environ | {"PYTHONMALLOC": "malloc"},
            start_new_session=True,
        )
        self._changed = threading.Condition()
        self._sent = self._played = 0
        self._replies: dict[str, str] = {}
        self._is_over = False
        self._threads = [threading.Thread(target=self._listen, daemon=True)]
        self._threads[0].start()
        self._await_reply("ready")

    def start(self, read: Read) -> None:
        """Start to pull; the first buffer is playing when this returns."""
        self._threads.append(threading.Thread(target=self._send_all, args=(read,), daemon=True))
        self._threads[-1].start()
        self._await_reply("playing")

    def finish(self) -> None:
        """Wait until everything that was pulled has been heard, including the buffer that is being filled."""
        with self._changed:
            last = self._sent + 1
            wait_s = self.stall_timeout_s
            self._changed.wait_for(lambda: self._played >= last or self._is_over, wait_s)

    def close(self) -> None:
        """Kill the worker, and with it the sound, at once."""
        self._worker.kill()
        self._worker.wait()
        for thread in self._threads:
            thread.join()
        for pipe in (self._worker.stdin, self._worker.stdout):
            with contextlib.suppress(OSError):
                cast(IO[bytes], pipe).close()

    def _await_reply(self, wanted: str) -> None:
        """Wait for a reply of the worker.

        Raises:
            OutputError: the worker failed and was closed.
        """
        with self._changed:
            self._changed.wait_for(lambda: wanted in self._replies or self._is_over, _ANSWER_S)
        if wanted in self._replies:
            return
        self.close()
        if "missing" in self._replies:
            raise OutputError(f"simpleaudio is not installed: {self._replies['missing']}", _INSTALL)
        raise OutputError(f"simpleaudio cannot play: {self._replies.get('failed', 'it does not answer')}", NO_DEVICE)

    def _listen(self) -> None:
        """Collect the worker's replies until it ends."""
        for line in cast(IO[bytes], self._worker.stdout):
            word, _, reason = printable(line.decode(errors="replace").strip()).partition(" ")
            with self._changed:
                self._replies[word] = reason
                self._played += word == "played"
                self._changed.notify_all()
        with self._changed:
            self._is_over = True
            self._changed.notify_all()

    def _send_all(self, read: Read) -> None:
        """Pull and send buffers at the pace of the worker."""
        pipe = cast(IO[bytes], self._worker.stdin)
        for pcm in buffers(read, self._pcm_format):
            try:
                pipe.write(len(pcm).to_bytes(_LENGTH_BYTES, "little") + pcm)
                pipe.flush()
            except OSError:
                return
            with self._changed:
                self._sent += 1
                self._changed.wait_for(lambda: self._sent - self._played < _MOST_AHEAD or self._is_over)
                if self._is_over:
                    return
