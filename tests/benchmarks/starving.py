"""Whether the device is ever kept waiting: ``python -m tests.benchmarks.starving [SECONDS]``.

A session is coached live, its steps being spoken with an empty cache and its screen shown, and pulled in real time by
the null device, while another process keeps the other processor busy. The device has 60 ms in its queue (PERIODS
periods of PERIOD_MS): a pull that comes later than that after the one before, or takes as long, is heard as a gap.
"""

import multiprocessing
import statistics
import sys
import tempfile
import time
from contextlib import ExitStack
from itertools import pairwise
from pathlib import Path

from voicecoach.audio import Mixer
from voicecoach.compiler import coach_workout
from voicecoach.live_session import LiveSession, prepared_ahead
from voicecoach.loading import load_workout
from voicecoach.player import Playhead, SwitchableOutput, Transport, play
from voicecoach.player.controls import Control
from voicecoach.player.outputs.miniaudio_output import PERIOD_MS, PERIODS
from voicecoach.session import Choices
from voicecoach.speech import open_voice
from voicecoach.speech.cache import ClipCache

SCRIPT = "upper-body-activation"


def keep_busy() -> None:
    while True:
        pass


def pulls(seconds: float) -> list[tuple[float, float]]:
    """Return start and end, in seconds, of every pull of so long a session."""
    found: list[tuple[float, float]] = []
    with tempfile.TemporaryDirectory() as cache, ExitStack() as stack:
        voice = open_voice(cache=ClipCache(Path(cache)))
        live = LiveSession(coach_workout(load_workout(SCRIPT).or_raise(), Choices()), voice, {})
        transport, playhead = Transport(Mixer(live.clips)), Playhead(live)
        transport.begin(playhead)

        def read(frames: int) -> bytes:
            begun = time.perf_counter()
            pcm = transport.read(frames)
            found.append((begun, time.perf_counter()))
            return pcm

        output = SwitchableOutput(read, transport.pcm_format, "null")
        stack.callback(output.close)
        stack.enter_context(prepared_ahead(live, lambda: playhead.index, transport.fail))
        until = time.monotonic() + seconds

        def take(turn_s: float) -> Control | None:
            time.sleep(turn_s)
            return Control.QUIT if time.monotonic() > until else None

        play(transport, output, take, lambda status: None)
    return found


def main() -> None:
    """Print the figures."""
    seconds = float(sys.argv[1]) if len(sys.argv) > 1 else 60.0
    queue_ms = PERIODS * PERIOD_MS
    busy = multiprocessing.Process(target=keep_busy, daemon=True)
    busy.start()
    found = pulls(seconds)
    busy.terminate()
    taken_ms = [1000 * (end - begun) for begun, end in found]
    between_ms = [1000 * (later[0] - earlier[1]) for earlier, later in pairwise(found)]
    late = sum(gap_ms > queue_ms for gap_ms in (*taken_ms, *between_ms))
    print(f"{len(found)} pulls in {seconds:g} s, with another process busy on one of the processors")
    print(f"a pull takes {statistics.median(taken_ms):.2f} ms (median), {max(taken_ms):.2f} ms (longest)")
    print(f"between two pulls {statistics.median(between_ms):.1f} ms (median), {max(between_ms):.1f} ms (longest)")
    print(f"later than the {queue_ms} ms of the queue: {late}")


if __name__ == "__main__":
    main()
