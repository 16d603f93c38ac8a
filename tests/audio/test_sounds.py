import subprocess
import sys
from itertools import combinations

import numpy as np
import pytest

from tests.conftest import ROOT
from voicecoach.audio import MIX_RATE_HZ, load_sounds
from voicecoach.audio.clips import SIGNAL_LUFS
from voicecoach.audio.loudness import loudness
from voicecoach.coach.phases import SHORTEST_BREATH_MS

SOUNDS = load_sounds()


def samples(name):
    return np.frombuffer(SOUNDS[name].pcm, dtype="<i2").astype(float) / 32768


def band_energies(signal):
    """Return the energy in third-octave bands between 500 Hz and 8 kHz in each twentieth of a second."""
    edges = 500 * 2 ** (np.arange(13) / 3)
    picture = np.zeros((20, 12))
    for index, part in enumerate(np.array_split(np.pad(signal, (0, MIX_RATE_HZ - len(signal))), 20)):
        spectrum = np.abs(np.fft.rfft(part)) ** 2
        frequencies = np.fft.rfftfreq(len(part), 1 / MIX_RATE_HZ)
        for band in range(12):
            picture[index, band] = spectrum[(frequencies >= edges[band]) & (frequencies < edges[band + 1])].sum()
    picture = np.sqrt(picture)
    return picture / np.linalg.norm(picture)


def test_the_sounds_that_the_coach_uses_are_there():
    assert SOUNDS.keys() == {
        "wake", "tick", "second", "rise", "fall", "level", "ready", "go", "stop", "half", "switch", "hold", "release",
        "in", "out", "finish",
    }  # fmt: skip


@pytest.mark.parametrize(("one", "other"), list(combinations(sorted(SOUNDS), 2)))
def test_any_two_sounds_are_told_apart(one, other):
    likeness = float((band_energies(samples(one)) * band_energies(samples(other))).sum())
    assert likeness < 0.85


@pytest.mark.parametrize("name", sorted(SOUNDS))
def test_a_sound_starts_at_once_ends_without_a_click_and_fits_the_range_of_earbuds(name):
    signal = samples(name)
    assert np.abs(signal[: 5 * 24]).max() > 0.25 * np.abs(signal).max()
    assert np.abs(signal[-24:]).max() < 0.05 * np.abs(signal).max()
    spectrum = np.abs(np.fft.rfft(signal)) ** 2
    frequencies = np.fft.rfftfreq(len(signal), 1 / MIX_RATE_HZ)
    assert spectrum[(frequencies > 800) & (frequencies < 6000)].sum() > 0.95 * spectrum.sum()


@pytest.mark.parametrize("name", sorted(SOUNDS.keys() - {"tick", "second", "wake"}))
def test_a_signal_is_as_loud_as_speech(name):
    assert abs(loudness(SOUNDS[name].pcm, MIX_RATE_HZ) - SIGNAL_LUFS) < 0.1


def middle_hz(signal):
    """Return the frequency in the middle of the spectrum, weighted by energy."""
    spectrum = np.abs(np.fft.rfft(signal)) ** 2
    return float((np.fft.rfftfreq(len(signal), 1 / MIX_RATE_HZ) * spectrum).sum() / spectrum.sum())


@pytest.mark.parametrize(
    ("name", "rises"), [("in", True), ("out", False), ("go", True), ("release", False), ("stop", False)]
)
def test_breathing_in_and_starting_rise_breathing_out_and_ending_fall(name, rises):
    first, *_, last = np.array_split(samples(name), 3)
    assert (middle_hz(last) > 1.2 * middle_hz(first)) == rises
    assert (middle_hz(first) > 1.2 * middle_hz(last)) == (not rises)


def test_the_sounds_of_phases_end_before_the_next_phase():
    assert all(SOUNDS[name].duration_ms < SHORTEST_BREATH_MS for name in ("in", "out", "hold"))


@pytest.mark.parametrize("name", ["tick", "second"])
def test_a_tick_is_soft_enough_for_speech_and_short_enough_for_any_pace(name):
    assert np.abs(samples(name)).max() < 0.15
    assert SOUNDS[name].duration_ms < 100


def test_the_sounds_are_reproducible_byte_for_byte(tmp_path):
    maker = ROOT / "audio_cues/make.py"
    (tmp_path / "make.py").write_bytes(maker.read_bytes())
    subprocess.run([sys.executable, "-W", "ignore", tmp_path / "make.py"], check=True, capture_output=True)
    for name in SOUNDS:
        assert (tmp_path / f"{name}.wav").read_bytes() == (ROOT / f"audio_cues/{name}.wav").read_bytes()
