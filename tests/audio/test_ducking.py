"""Ducking: down before every cue, up after the last one, and never a jump, whatever the size of the blocks."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from voicecoach.audio.ducking import (
    AT_ONCE_MS,
    DOWN_MS,
    DUCK_DB,
    FADE_IN_MS,
    FADE_OUT_MS,
    HOLD_MS,
    LOOKAHEAD_MS,
    UP_MS,
    Ducking,
)

LOW = np.float32(10 ** (DUCK_DB / 20))
FASTEST = (np.pi / 2) * abs(DUCK_DB) / AT_ONCE_MS
"""The steepest slope of the curve, in decibels per millisecond: a raised cosine is pi/2 times as steep as a line."""

cue_lists = st.lists(st.tuples(st.integers(0, 4000), st.integers(1, 900)), max_size=8)
block_sizes = st.lists(st.integers(1, 1500), min_size=1, max_size=20)


def cues_of(gaps_and_lengths, first_ms=LOOKAHEAD_MS):
    cues, at_ms = [], first_ms
    for gap_ms, length_ms in gaps_and_lengths:
        cues.append((at_ms + gap_ms, at_ms + gap_ms + length_ms))
        at_ms += gap_ms + length_ms
    return cues


def ask(ducking, cues, at_ms, n_ms, ahead_ms=LOOKAHEAD_MS):
    """Return the gains of a block, given the cues in it and those that begin soon after, as in a mix."""
    near = [(s - at_ms, e - at_ms) for s, e in cues if e > at_ms and s <= at_ms + n_ms + ahead_ms]
    return ducking.gains(near, n_ms)


def gains_of(cues, duration_ms, sizes=(10,), ahead_ms=LOOKAHEAD_MS):
    ducking, parts, at_ms, index = Ducking(), [], 0, 0
    while at_ms < duration_ms:
        n_ms = min(sizes[index % len(sizes)], duration_ms - at_ms)
        parts.append(ask(ducking, cues, at_ms, n_ms, ahead_ms))
        at_ms, index = at_ms + n_ms, index + 1
    return np.concatenate(parts)


def steps_db(gains):
    """Return the change of a gain in each millisecond, in decibels."""
    return np.diff(20 * np.log10(gains[::48].astype(float)))


def test_without_cues_the_music_is_unchanged():
    gains = Ducking().gains((), 250)
    assert gains.dtype == np.float32
    assert gains.shape == (250 * 48,)
    assert (gains == 1).all()
    assert Ducking().gains((), 0).shape == (0,)


@settings(max_examples=30)
@given(cue_lists)
def test_the_music_is_down_from_the_first_to_the_last_sample_of_every_cue(gaps_and_lengths):
    cues = cues_of(gaps_and_lengths)
    gains = gains_of(cues, 1000 + max((end for _, end in cues), default=0))
    for start_ms, end_ms in cues:
        assert (gains[start_ms * 48 : end_ms * 48] == LOW).all()
    assert ((gains >= LOW) & (gains <= 1)).all()


@settings(max_examples=30)
@given(cue_lists, block_sizes)
def test_the_samples_do_not_depend_on_the_blocks(gaps_and_lengths, sizes):
    cues = cues_of(gaps_and_lengths, first_ms=0)
    duration_ms = 4000 + max((end for _, end in cues), default=0)
    assert (gains_of(cues, duration_ms, sizes) == gains_of(cues, duration_ms, (10**6,))).all()


@settings(max_examples=30)
@given(cue_lists, block_sizes, st.integers(0, 300))
def test_the_level_never_jumps_even_before_an_unknown_cue(gaps_and_lengths, sizes, ahead_ms):
    cues = cues_of(gaps_and_lengths, first_ms=0)
    gains = gains_of(cues, 2000 + max((end for _, end in cues), default=0), sizes, ahead_ms)
    assert np.abs(steps_db(gains)).max() <= FASTEST * 1.001
    within_ms = np.abs(np.diff(gains.astype(float)))
    assert within_ms.max() < FASTEST / 48 / 20 * np.log(10) * 1.1


def test_the_music_goes_down_smoothly_and_no_earlier_than_needed_before_a_known_cue():
    gains = gains_of([(3000, 3500)], 5000)
    assert (gains[: (3000 - DOWN_MS) * 48] == 1).all()
    assert np.abs(steps_db(gains[: 3000 * 48])).max() <= np.pi / 2 * abs(DUCK_DB) / DOWN_MS * 1.001


def test_the_music_goes_down_within_the_short_ramp_at_an_unknown_cue():
    ducking = Ducking()
    ducking.gains((), 100)
    gains = ducking.gains([(0, 500)], 500)
    assert gains[0] == 1
    assert (gains[AT_ONCE_MS * 48 :] == LOW).all()


def test_after_the_last_cue_it_holds_and_then_comes_back_in_full_and_slowly():
    gains = gains_of([(2000, 2500)], 6000)
    up_ms = 2500 + HOLD_MS
    assert (gains[2000 * 48 : up_ms * 48] == LOW).all()
    assert (np.diff(gains[up_ms * 48 : (up_ms + UP_MS) * 48]) >= 0).all()
    assert (gains[(up_ms + UP_MS + 1) * 48 :] == 1).all()
    assert steps_db(gains).max() <= np.pi / 2 * abs(DUCK_DB) / UP_MS * 1.001


@pytest.mark.parametrize("gap_ms", [10, 900, HOLD_MS + 1, 2500, HOLD_MS + LOOKAHEAD_MS])
def test_a_counted_set_does_not_pump(gap_ms):
    counts = cues_of([(gap_ms, 300)] * 8)
    gains = gains_of(counts, counts[-1][1])
    assert (gains[counts[0][0] * 48 :] == LOW).all()


def test_in_a_long_gap_the_music_is_back_in_full():
    gains = gains_of([(1000, 1500), (1500 + HOLD_MS + LOOKAHEAD_MS + 50, 5500)], 5500)
    assert gains[1500 * 48 : 4500 * 48].max() == 1


def test_a_pause_fades_to_silence_and_back_and_keeps_the_music_down_where_it_was():
    ducking = Ducking()
    assert ducking.gains([(0, 9000)], 100)[-1] == LOW
    out = ducking.gains((), FADE_OUT_MS, is_playing=False)
    assert (np.diff(out) <= 0).all()
    assert (ducking.gains((), 500, is_playing=False) == 0).all()
    back = ducking.gains([(0, 9000)], FADE_IN_MS + 10)
    assert back[0] == 0
    assert (np.diff(back) >= 0).all()
    assert (back[FADE_IN_MS * 48 :] == LOW).all()


@given(st.lists(st.tuples(st.integers(0, 120), st.booleans()), max_size=30))
def test_pausing_at_any_time_never_jumps(blocks):
    ducking = Ducking()
    gains = np.concatenate([[1], *(ducking.gains((), n_ms, is_playing=playing) for n_ms, playing in blocks)])
    assert np.abs(np.diff(gains)).max(initial=0) <= np.pi / 2 / FADE_OUT_MS / 48 * 1.01
