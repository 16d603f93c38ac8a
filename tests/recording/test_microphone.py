"""Real microphones: miniaudio's null device, and one of a sound server that hears what is played."""

import functools
import sys
import time

import miniaudio
import numpy as np
import pytest

from tests.conftest import wait_until
from tests.player.test_outputs import left
from tests.recording.test_takes import pcm_of, words
from tests.sound_server import sound_server
from voicecoach.audio import VOICE_ONLY
from voicecoach.errors import OutputError
from voicecoach.player import capture_devices
from voicecoach.player.outputs import open_output
from voicecoach.recording.levels import RECORDING
from voicecoach.recording.microphone import MiniaudioMicrophone


def heard_by(microphone, seconds):
    """Return the first seconds that a microphone hears."""
    heard = bytearray()
    microphone.start(heard.extend)
    wait_until(lambda: len(heard) >= seconds * 1000 * RECORDING.bytes_per_ms)
    microphone.close()
    return bytes(heard)


@pytest.mark.realtime
def test_the_null_microphone_hears_silence_in_real_time():
    began = time.monotonic()
    heard = heard_by(MiniaudioMicrophone(null=True), 0.5)
    assert time.monotonic() - began > 0.4
    assert set(heard) == {0}


@pytest.mark.skipif(sys.platform != "linux", reason="counts threads and files where Linux shows them")
def test_a_microphone_opens_again_and_leaves_nothing_behind():
    heard_by(MiniaudioMicrophone(null=True), 0.01)
    time.sleep(0.5)
    before = left()
    for _ in range(20):
        microphone = MiniaudioMicrophone(null=True)
        microphone.start(lambda _: None)
        microphone.close()
        microphone.close()
    wait_until(lambda: all(now <= then for now, then in zip(left(), before, strict=True)), left)


def test_without_a_microphone_the_error_says_what_to_do(monkeypatch):
    """miniaudio is asked for a sound system that cannot work here, and falls back to its null device."""
    real = miniaudio.CaptureDevice
    for backend in (miniaudio.Backend.AAUDIO, miniaudio.Backend.NULL):
        only = functools.partial(real, backends=[backend])
        monkeypatch.setattr(miniaudio, "CaptureDevice", lambda only=only, **options: only(**options | only.keywords))
        with pytest.raises(OutputError, match="no microphone can be opened") as caught:
            MiniaudioMicrophone()
        assert "show --phrases" in caught.value.hint


@pytest.mark.realtime
def test_a_microphone_is_chosen_by_a_part_of_its_name_and_hears_what_is_said(tmp_path):
    with sound_server(tmp_path, ["Mouth", "Ears"]):
        assert capture_devices() == ("Monitor of Mouth", "Monitor of Ears")
        with pytest.raises(OutputError, match="several microphones match 'monitor'"):
            MiniaudioMicrophone("monitor")
        with pytest.raises(OutputError, match="there is no microphone called 'nose'"):
            MiniaudioMicrophone("nose")
        mouth = open_output("device", device="mouth")
        tone = np.frombuffer(pcm_of(words(1)), "<i2")[::2].tobytes()
        mouth.start(lambda frames: (tone * 2)[: frames * VOICE_ONLY.channels * 2])
        loud = np.frombuffer(heard_by(MiniaudioMicrophone("mouth"), 0.5), "<i2")
        quiet = np.frombuffer(heard_by(MiniaudioMicrophone("ears"), 0.5), "<i2")
        mouth.close()
    assert np.abs(loud).max() > 3000
    assert not quiet.any()
