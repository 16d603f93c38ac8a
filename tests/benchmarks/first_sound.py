"""How soon after pressing return something is heard: ``python -m tests.benchmarks.first_sound [SCRIPT]``.

The whole program plays through real ALSA into a pipe, which is read as fast as headphones would: what is heard when is
known to a few milliseconds. Cold is with an empty cache of clips, warm with what the run before has spoken.
"""

import fcntl
import os
import statistics
import subprocess
import sys
import tempfile
import time
from contextlib import suppress
from pathlib import Path

import numpy as np

RUNS = 5
RATE_HZ = 24_000
HEARD_S = 4.0
PIPE_BYTES = 4096  # 85 ms: the program must not get further ahead than a device lets it
AUDIBLE = 100
WAKE_ENDS_S = 0.5


def heard(script: str, cache: Path) -> tuple[float, float]:
    """Return when, in seconds after the start, the first sound and the first word are heard."""
    with tempfile.TemporaryDirectory() as folder:
        pipe, conf = Path(folder, "heard"), Path(folder, "asound.conf")
        os.mkfifo(pipe)
        conf.write_text(
            f'pcm.!default {{ type file; slave.pcm {{ type null }}; file "{pipe}"; format "raw" }}\n'
            "ctl.!default { type hw; card 0 }\n"
        )
        environment = os.environ | {"ALSA_CONFIG_PATH": str(conf), "XDG_CACHE_HOME": str(cache)}
        reader = os.open(pipe, os.O_RDONLY | os.O_NONBLOCK)
        fcntl.fcntl(reader, fcntl.F_SETPIPE_SZ, PIPE_BYTES)
        started = time.monotonic()
        player = subprocess.Popen(
            [sys.executable, "-m", "voicecoach", "play", script, "--plain"], env=environment, stderr=subprocess.DEVNULL
        )
        try:
            begun, pcm = _listened(reader)
        finally:
            player.terminate()
            player.wait()
            os.close(reader)
    loud = np.flatnonzero(np.abs(np.frombuffer(pcm, dtype="<i2").astype(int)) > AUDIBLE) / RATE_HZ
    return begun - started + loud[0], begun - started + loud[loud > WAKE_ENDS_S][0]


def _listened(reader: int) -> tuple[float, bytes]:
    """Return when the first sample came, and what came in the first seconds."""
    begun, pcm = 0.0, bytearray()
    while not begun or time.monotonic() - begun < HEARD_S:
        wanted = int((time.monotonic() - begun) * RATE_HZ) * 2 - len(pcm) if begun else 2
        with suppress(BlockingIOError):  # nothing is there yet
            pcm += os.read(reader, wanted) if wanted > 0 else b""
        if pcm and not begun:
            begun = time.monotonic()
        time.sleep(0.002)
    return begun, bytes(pcm[: len(pcm) // 2 * 2])


def main() -> None:
    """Print the figures."""
    script = sys.argv[1] if len(sys.argv) > 1 else "lower-body-activation"
    figures: dict[str, list[tuple[float, float]]] = {"cold": [], "warm": []}
    for _ in range(RUNS):
        with tempfile.TemporaryDirectory() as cache:
            for found in figures.values():
                found.append(heard(script, Path(cache)))
    for name, found in figures.items():
        for what, times in zip(("first sound", "first word"), zip(*found, strict=True), strict=True):
            shown = f"{statistics.median(times):.2f} s ({min(times):.2f}-{max(times):.2f})"
            print(f"{name}: {what:12} {shown}")


if __name__ == "__main__":
    main()
