"""The process in which simpleaudio runs; the parent is simpleaudio_output.py. As a script, it imports nothing of ours.

simpleaudio is archived, and can crash the process that it runs in; here it can harm nobody. Buffers come on the
standard input, each after its length in bytes (32 bits, little-endian). Lines leave on what was the standard output:
``ready``, then ``playing`` and ``played`` of every buffer; ``missing`` or ``failed`` with a reason end it.
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
"""simpleaudio's own wait_done looks every 50 ms, which would be heard as a rest after every buffer."""


def main(rate_hz: int, channels: int) -> None:
    """Play what comes, until the parent closes its end or is gone."""
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
            os._exit(1)  # The other thread holds the standard input, which a slower end would trip over.
        reply(replies, "playing")
        while sound.is_playing():
            time.sleep(_LOOKS_S)
        reply(replies, "played")


def receive(source: BinaryIO, waiting: "queue.SimpleQueue[bytes]") -> None:
    """Take buffers as they come; where no more can come, end the process in the middle of whatever plays."""
    while len(length := source.read(_LENGTH_BYTES)) == _LENGTH_BYTES:
        waiting.put(source.read(int.from_bytes(length, "little")))
    os._exit(0)


def reply(replies: int, line: str) -> None:
    """Send one line to the parent."""
    os.write(replies, " ".join(line.split()).encode() + b"\n")


if __name__ == "__main__":
    main(int(sys.argv[1]), int(sys.argv[2]))
