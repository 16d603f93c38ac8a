"""A private PulseAudio server for tests, with devices that are not there."""

import subprocess
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

import pytest

from tests.conftest import need, need_library, wait_until
from voicecoach.player import playback_devices


@contextmanager
def sound_server(folder: Path, sinks: Sequence[str], *modules: str) -> Iterator[subprocess.Popen]:
    """Run a server with null sinks that play in real time, for this process and those that it starts.

    Each sink has a monitor, a microphone that hears what the sink plays.
    """
    need_library("pulse")
    socket = folder / "pulse" / "native"
    loaded = (
        f"module-native-protocol-unix socket={socket}",
        *(f"module-null-sink sink_name={sink} sink_properties=device.description={sink}" for sink in sinks),
        *modules,
    )
    command = [need("pulseaudio"), "-n", "--daemonize=no", "--exit-idle-time=-1", *(f"--load={one}" for one in loaded)]
    folder.chmod(0o700)
    with pytest.MonkeyPatch.context() as patch:
        for name in ("HOME", "XDG_RUNTIME_DIR"):
            patch.setenv(name, str(folder))
        patch.setenv("PULSE_SERVER", f"unix:{socket}")
        server = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        try:
            wait_until(lambda: playback_devices() == tuple(sinks), playback_devices, turn_s=0.1)
            yield server
        finally:
            server.kill()
            server.wait()
