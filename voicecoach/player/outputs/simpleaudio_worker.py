"""The worker process of simpleaudio_output.py, a script that imports nothing from voicecoach.

simpleaudio is archived and can crash its process; in a worker, that does no harm. Buffers come on standard input, each
after its length in bytes (32 bits, little-endian). Replies are lines on the original standard output: ``ready``, then
``playing`` and ``played`` for each buffer; ``missing`` or ``failed``, with a reason, is the last one.
"""

import os
import queue
import sys
import threading
import time
from typing import BinaryIO

_LENGTH_BYTES = 4
_BYTES_PER_SAMPLE = 2
_LOOKS_S = 0.002
"""How often to poll. simpleaudio's own wait_done polls every 50 ms, an audible gap after every buffer."""


def main(rate_hz: int, channels: int) -> None:
    """Play buffers until the parent closes its end or dies."""
    replies = os.dup(1)
    os.dup2(2, 1)
    try:
        import simpleaudio
    except ImportError as error:
        reply(replies, f"missing {error}")
        return
    reply(replies, "ready")
    waiting: queue.SimpleQueue[bytes] = queue.SimpleQueue()
    threading.Thread(target=receive, args=(sys.stdin.buffer, waiting), daemon=True).start()
    while True:
        try:
            sound = simpleaudio.play_buffer(waiting.get(), channels, _BYTES_PER_SAMPLE, rate_hz)
        except Exception as error:
            reply(replies, f"failed {error}")
            os._exit(1)  # A normal exit would fail: the other thread holds standard input.
        reply(replies, "playing")
        while sound.is_playing():
            time.sleep(_LOOKS_S)
        reply(replies, "played")


def receive(source: BinaryIO, waiting: "queue.SimpleQueue[bytes]") -> None:
    """Queue buffers as they come; when the input ends, end the process even while a buffer plays."""
    while len(length := source.read(_LENGTH_BYTES)) == _LENGTH_BYTES:
        waiting.put(source.read(int.from_bytes(length, "little")))
    os._exit(0)


def reply(replies: int, line: str) -> None:
    """Send one line to the parent."""
    os.write(replies, " ".join(line.split()).encode() + b"\n")


if __name__ == "__main__":
    main(int(sys.argv[1]), int(sys.argv[2]))
