"""Loudness by BS.1770: the standard's reference tones, and clips that come out equally loud."""

import numpy as np
import pytest

from voicecoach.audio.loudness import levelled, loudness

RATE_HZ = 24_000


def pcm(signal):
    return (np.clip(signal, -1, 1) * 32767).astype("<i2").tobytes()


def tone(level_db, hz=997, seconds=30.0):
    return 10 ** (level_db / 20) * np.sin(2 * np.pi * hz * np.arange(int(seconds * RATE_HZ)) / RATE_HZ)


@pytest.mark.parametrize("level_db", [-40, -23, -6])
def test_a_sine_of_997_hz_has_the_loudness_of_the_standard(level_db):
    """EBU Tech 3341: a stereo sine with a peak of -23 dBFS reads -23 LUFS; a single channel is 3 LU less."""
    assert abs(loudness(pcm(tone(level_db)), RATE_HZ) - (level_db - 3.01)) < 0.1


def test_deep_tones_count_less_and_high_ones_more():
    deep, middle, high = (loudness(pcm(tone(-20, hz)), RATE_HZ) for hz in (50, 997, 4000))
    assert deep < middle - 1 < middle < high


@pytest.mark.parametrize("seconds", [0.05, 0.2, 0.39, 1, 4])
@pytest.mark.parametrize("level_db", [-50, -30, -3])
def test_clips_of_any_length_and_level_come_out_equally_loud(seconds, level_db):
    clip = pcm(tone(level_db, 700, seconds))
    result = levelled(clip, RATE_HZ, -19, -2)
    assert len(result) == len(clip)
    assert abs(loudness(result, RATE_HZ) + 19) < 0.5


def test_a_clip_shorter_than_a_block_of_the_standard_is_measured_in_silence():
    word, twice = pcm(tone(-20, 700, 0.2)), pcm(np.concatenate([tone(-20, 700, 0.2), np.zeros(RATE_HZ)] * 2))
    assert loudness(word, RATE_HZ) < loudness(pcm(tone(-20, 700)), RATE_HZ) - 3
    assert abs(loudness(word, RATE_HZ) - loudness(twice, RATE_HZ)) < 0.1


def test_peaks_are_limited_and_nothing_moves_in_time():
    rng = np.random.default_rng(1)
    signal = 0.02 * rng.standard_normal(RATE_HZ)
    signal[6000:6040] = 0.9
    before, after = (
        np.frombuffer(each, "<i2") / 32768 for each in (pcm(signal), levelled(pcm(signal), RATE_HZ, -19, -2))
    )
    assert np.abs(after).max() <= 10 ** (-2 / 20) + 1 / 32768
    lags = range(-60, 61)
    quiet = slice(10_000, 20_000)
    best = max(lags, key=lambda lag: float(np.dot(before[quiet], np.roll(after, lag)[quiet])))
    assert best == 0
