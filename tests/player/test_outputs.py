"""Real outputs on real sound systems: miniaudio's null device, ALSA PCMs that write to files, simpleaudio."""

import array
import functools
import itertools
import os
import random
import signal
import subprocess
import sys
import threading
import time
from pathlib import Path

import miniaudio
import pytest

from tests.conftest import PATIENCE_S, ROOT, need_library, need_package, wait_until
from tests.sound_server import sound_server
from voicecoach.audio import VOICE_ONLY, WITH_MUSIC, PcmFormat
from voicecoach.errors import OutputError
from voicecoach.player import playback_devices
from voicecoach.player.outputs import buffers, open_output

FORMS = pytest.mark.parametrize("pcm_format", [VOICE_ONLY, WITH_MUSIC], ids=["voice only", "with music"])


class Source:
    """Sound to pull, then silence; it records the time and size of each pull."""

    def __init__(self, pcm_format: PcmFormat = VOICE_ONLY, pcm: bytes = b"") -> None:
        self.pcm_format, self.pcm = pcm_format, pcm
        self.bytes_read = 0
        self.pulls: list[tuple[float, float]] = []

    def read(self, frames: int) -> bytes:
        wanted = frames * self.pcm_format.channels * 2
        part = self.pcm[self.bytes_read : self.bytes_read + wanted]
        self.bytes_read += wanted
        self.pulls.append((time.monotonic(), self.bytes_read / self.pcm_format.bytes_per_ms / 1000))
        return part + bytes(wanted - len(part))

    def leads(self, since: float | None = None) -> list[float]:
        """How many seconds each pull was ahead of real time, counted from the first one or from another moment."""
        began = self.pulls[0][0] if since is None else since
        return [pulled - (at - began) for at, pulled in self.pulls]

    def wait_for_no_more(self) -> None:
        """Wait until nothing is pulled any more."""

        def is_quiet() -> bool:
            pulled = len(self.pulls)
            time.sleep(0.3)
            return len(self.pulls) == pulled

        wait_until(is_quiet)


def words(pcm_format: PcmFormat, seconds: float) -> bytes:
    """Return bursts of noise of 300 ms with gaps of 100 ms, no two alike."""
    noise = random.Random(1)
    samples = array.array("h")
    for moment in range(int(seconds * 10)):
        loudest = 0 if moment % 4 == 3 else 9000
        count = pcm_format.rate_hz // 10 * pcm_format.channels
        samples.extend(noise.randint(-loudest, loudest) for _ in range(count))
    return samples.tobytes()


@pytest.fixture
def alsa(tmp_path, monkeypatch):
    """A computer whose only sound system is ALSA, with devices that write sound to files as fast as it comes.

    A device appends to its file, also when it is reopened.
    """
    need_library("asound")
    devices = (("!", "default", "The default"), ("", "kitchen", "Kitchen radio"), ("", "living", "Living room radio"))
    lines = [
        f'pcm.{prefix}{name} {{ type file; slave.pcm {{ type null }}; format "raw"; '
        f'file "|cat >>{tmp_path}/{name}.raw"; hint {{ show on; description "{title}" }} }}\n'
        for prefix, name, title in devices
    ]
    (tmp_path / "asound.conf").write_text("".join(lines) + "ctl.!default { type hw; card 0 }\n")
    monkeypatch.setenv("ALSA_CONFIG_PATH", str(tmp_path / "asound.conf"))
    monkeypatch.setenv("PULSE_SERVER", "unix:/nowhere")
    return tmp_path


@pytest.fixture
def server(tmp_path):
    """A private PulseAudio server with one null device that plays in real time."""
    with sound_server(tmp_path, ["Ears"]) as server:
        yield server


@pytest.mark.realtime
@pytest.mark.parametrize("end", ["SIGSTOP", "SIGKILL"])
def test_a_sound_server_that_hangs_or_dies_stops_pulling_and_is_let_go(server, end):
    source = Source()
    output = open_output("device", device="ears")
    output.start(source.read)
    wait_until(lambda: len(source.pulls) >= 50)
    server.send_signal(signal.Signals[end])
    source.wait_for_no_more()
    began = time.monotonic()
    output.finish()
    output.close()
    assert time.monotonic() - began < 15


def heard(path: Path, length: int) -> bytes:
    """Return the first sound that a device took; after it comes a lot of silence."""
    with path.open("rb") as file:
        pcm = file.read(length)
    path.unlink()
    return pcm


@pytest.mark.realtime
@FORMS
def test_the_null_output_plays_in_real_time_and_reads_less_than_80_ms_ahead(pcm_format):
    source = Source(pcm_format)
    output = open_output("null", pcm_format)
    began = time.monotonic()
    output.start(source.read)
    time.sleep(2)
    output.close()
    # Its clock ticks every ten milliseconds; on a busy computer pulls may be late, also the first, but none early.
    leads = sorted(source.leads())
    assert leads[-1] > 0.02
    assert max(source.leads(began)) < 0.08
    assert leads[len(leads) // 2] > -0.5
    pulled = len(source.pulls)
    time.sleep(0.1)
    assert len(source.pulls) == pulled


@pytest.mark.realtime
def test_finish_waits_for_what_the_device_has_and_for_no_more():
    output = open_output("null")
    output.start(Source().read)
    began = time.monotonic()
    output.finish()
    waited = time.monotonic() - began
    output.close()
    assert 0.06 <= waited < 2


def open_and_close() -> None:
    output = open_output("null")
    output.start(Source().read)
    output.close()
    output.close()


def left() -> tuple[int, int]:
    """Return the number of threads and open files of this process."""
    return len(list(Path("/proc/self/task").iterdir())), len(list(Path("/proc/self/fd").iterdir()))


@pytest.mark.skipif(sys.platform != "linux", reason="counts threads and files where Linux shows them")
def test_an_output_opens_again_after_it_was_closed_and_leaves_nothing_behind():
    open_and_close()
    time.sleep(0.5)
    before = left()
    for _ in range(20):
        open_and_close()
    wait_until(lambda: all(now <= then for now, then in zip(left(), before, strict=True)), left)


def test_without_a_device_the_error_says_what_to_do(monkeypatch):
    """miniaudio is asked for a sound system that cannot work here, and falls back to its null device."""
    real = miniaudio.PlaybackDevice
    for backend in (miniaudio.Backend.AAUDIO, miniaudio.Backend.NULL):
        only = functools.partial(real, backends=[backend])
        monkeypatch.setattr(miniaudio, "PlaybackDevice", lambda only=only, **options: only(**options | only.keywords))
        with pytest.raises(OutputError, match="no sound device can be opened") as caught:
            open_output("device")
        assert "--output null" in caught.value.hint
        assert "voicecoach export" in caught.value.hint


@pytest.mark.parametrize("called", ["kitchen", "KITCHEN RADIO", "chen"])
def test_a_device_is_chosen_by_a_part_of_its_name_and_gets_exactly_the_samples(alsa, called):
    pcm = words(VOICE_ONLY, 3)
    source = Source(VOICE_ONLY, pcm)
    output = open_output("device", device=called)
    output.start(source.read)
    wait_until(lambda: source.bytes_read >= 2 * len(pcm))
    output.close()
    assert heard(alsa / "kitchen.raw", len(pcm)) == pcm
    assert not (alsa / "living.raw").exists()


def test_stereo_with_music_reaches_a_device_as_it_is(alsa):
    pcm = words(WITH_MUSIC, 2)
    source = Source(WITH_MUSIC, pcm)
    output = open_output("device", WITH_MUSIC)
    output.start(source.read)
    wait_until(lambda: source.bytes_read >= 2 * len(pcm))
    output.close()
    assert heard(alsa / "default.raw", len(pcm)) == pcm


def test_the_devices_are_listed_by_the_names_of_the_system(alsa):
    assert {"Kitchen radio", "Living room radio"} <= set(playback_devices())


@pytest.mark.parametrize(
    ("called", "message", "hint"),
    [
        ("radio", "several sound devices match 'radio'", "give more of the name: Kitchen radio, Living room radio"),
        ("bath\x1b[2J", "no sound device called 'bath\N{REPLACEMENT CHARACTER}[2J'", "Kitchen radio"),
        ("Kitchen rdaio", "no sound device called 'Kitchen rdaio'", "did you mean 'Kitchen radio'?"),
    ],
)
def test_a_device_that_is_not_clear_is_an_error_that_names_the_devices(alsa, called, message, hint):
    with pytest.raises(OutputError) as caught:
        open_output("device", device=called)
    assert message in caught.value.message
    assert hint in caught.value.hint


def test_only_the_sound_device_can_be_chosen():
    with pytest.raises(OutputError, match="'null' has no devices"):
        open_output("null", device="radio")


@FORMS
def test_buffers_hold_every_sample_in_order_and_end_where_it_is_quiet(pcm_format):
    pcm = words(pcm_format, 6)
    cut = list(itertools.islice(buffers.buffers(Source(pcm_format, pcm).read, pcm_format), 30))
    assert b"".join(cut)[: len(pcm)] == pcm
    for part in cut:
        assert set(part[-40 * pcm_format.bytes_per_ms :]) == {0}
        assert buffers.SHORTEST_MS <= len(part) / pcm_format.bytes_per_ms <= buffers.LONGEST_MS


def test_what_is_never_quiet_is_cut_all_the_same():
    loud = b"\0\x20" * 24_000 * 7
    first, second = itertools.islice(buffers.buffers(Source(VOICE_ONLY, loud).read, VOICE_ONLY), 2)
    assert len(first) == len(second) == buffers.LONGEST_MS * VOICE_ONLY.bytes_per_ms
    assert first + second == loud[: len(first + second)]


@FORMS
def test_simpleaudio_plays_exactly_the_samples_buffer_after_buffer(alsa, pcm_format):
    need_package("simpleaudio")
    pcm = words(pcm_format, 4)
    source = Source(pcm_format, pcm)
    output = open_output("simpleaudio", pcm_format)
    output.start(source.read)
    wait_until(lambda: source.bytes_read >= len(pcm))
    output.finish()
    output.close()
    assert heard(alsa / "default.raw", len(pcm)) == pcm


def test_simpleaudio_that_dies_stops_pulling_and_is_closed_at_once(alsa):
    need_package("simpleaudio")
    threads = set(threading.enumerate())
    source = Source()
    output = open_output("simpleaudio")
    output.start(source.read)
    worker = output._worker.pid
    os.kill(worker, signal.SIGKILL)
    source.wait_for_no_more()
    began = time.monotonic()
    output.finish()
    output.close()
    output.close()
    assert time.monotonic() - began < 3
    assert set(threading.enumerate()) <= threads
    with pytest.raises(ProcessLookupError):
        os.kill(worker, 0)


def test_simpleaudio_with_no_device_says_so_at_the_start(alsa):
    need_package("simpleaudio")
    (alsa / "asound.conf").write_text("pcm.!default { type hw; card 31 }\n")
    output = open_output("simpleaudio")
    with pytest.raises(OutputError, match="simpleaudio cannot play: Error opening PCM device") as caught:
        output.start(Source().read)
    assert "voicecoach export" in caught.value.hint


def test_without_simpleaudio_the_hint_says_how_to_install_it(tmp_path, monkeypatch):
    (tmp_path / "simpleaudio.py").write_text("raise ModuleNotFoundError('no such module')\n")
    monkeypatch.setenv("PYTHONPATH", str(tmp_path))
    with pytest.raises(OutputError, match="simpleaudio is not installed: no such module") as caught:
        open_output("simpleaudio")
    assert caught.value.hint == "pip install 'voicecoach[simpleaudio]'"


def test_simpleaudio_s_process_ends_with_its_parent(alsa):
    need_package("simpleaudio")
    parent = (
        "import os, time\n"
        "from voicecoach.player.outputs import open_output\n"
        "output = open_output('simpleaudio')\n"
        "output.start(lambda frames: bytes(2 * frames))\n"
        "print(output._worker.pid, flush=True)\n"
        "os.kill(os.getpid(), 9)\n"
    )
    command = [sys.executable, "-c", parent]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, timeout=PATIENCE_S, check=False)
    worker = Path("/proc", done.stdout.strip())
    assert done.stderr == ""
    wait_until(lambda: not worker.exists() or ") Z" in (worker / "stat").read_text())


def test_a_device_that_takes_sound_as_fast_as_it_comes_is_none_to_play_on(tmp_path, monkeypatch):
    need_library("asound")
    (tmp_path / "asound.conf").write_text(
        "pcm.!default { type null }\n"
        'pcm.nobody { type null; hint { show on; description "Discard all samples (playback)" } }\n'
        'pcm.kitchen { type null; hint { show on; description "Kitchen radio" } }\n'
    )
    code = "from voicecoach.player import playback_devices; print(playback_devices())"
    environment = os.environ | {"ALSA_CONFIG_PATH": str(tmp_path / "asound.conf"), "PYTHONPATH": str(ROOT)}
    done = subprocess.run([sys.executable, "-c", code], env=environment, capture_output=True, text=True, check=True)
    assert "Kitchen radio" in done.stdout
    assert "Discard" not in done.stdout
