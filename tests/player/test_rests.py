"""Rests that the listener can end, and rests that are as long as the set really took."""

import pytest

from tests.player.hearing import Listener, live_of
from voicecoach.player import Control, Playhead

RESTS = """# Rests

## Main

- Squat: 10 s, rest 60-90 s
- Press: 10 s, rest until your pulse is down, at most 2 min
- Row: 400 m, rest as long as the set
- Bike: 20 cal in 60 s, rest 1:2
- Curl: 20 s hold each side, no rest between sides, rest half as long as the set
- Hop: 10 s
"""


@pytest.fixture
def playhead(voice):
    return Playhead(live_of(voice, RESTS))


@pytest.fixture
def listener(playhead):
    return Listener(playhead)


def reach_rest_after(listener, title, at_ms=0):
    """Listen until ``at_ms`` of the rest after a set; end a set that waits at once."""
    listener.reach(title)
    listener.reach("Rest", at_ms)


def test_from_the_short_end_on_return_ends_a_rest_with_the_usual_countdown(listener, playhead):
    reach_rest_after(listener, "Squat", 59_000)
    assert playhead.do(Control.DONE) == "rest at least another 0:01"
    listener.listen(3_000)
    assert not playhead.do(Control.DONE)
    at_ms = listener.time_ms
    listener.reach("Press")
    assert listener.time_ms - at_ms == pytest.approx(3_000, abs=20)
    assert listener.texts()[-3:] == ["3", "2", "1"]


def test_a_rest_that_nobody_ends_is_over_at_its_long_end(listener):
    reach_rest_after(listener, "Squat")
    at_ms = listener.time_ms
    listener.reach("Press")
    assert listener.time_ms - at_ms == pytest.approx(90_000, abs=20)


def test_a_rest_until_something_can_be_ended_at_any_time(listener, playhead):
    reach_rest_after(listener, "Press", 8_000)
    playhead.do(Control.DONE)
    at_ms = listener.time_ms
    listener.reach("Row")
    assert listener.time_ms - at_ms == pytest.approx(3_000, abs=20)
    assert listener.texts()[-3:] == ["3", "2", "1"]


def test_a_rest_is_as_long_as_the_set_really_took(listener, playhead):
    listener.reach("Row", 30_000)
    playhead.do(Control.DONE)
    at_ms = listener.time_ms
    listener.reach("Bike")
    assert listener.time_ms - at_ms == pytest.approx(30_000, abs=20)
    assert listener.texts()[-3:] == ["3", "2", "1"]


def test_the_time_that_the_coach_waited_counts(listener, playhead):
    listener.reach("Row")
    listener.listen_until(lambda playhead: playhead.is_waiting)
    estimate_ms = playhead.at_ms
    listener.listen(50_000)
    playhead.do(Control.DONE)
    listener.take()
    assert playhead.segment.length_ms == pytest.approx(estimate_ms + 50_000, abs=20)


def test_a_capped_set_that_is_done_early_is_followed_by_its_rest_at_once(listener, playhead):
    listener.reach("Bike", 8_000)
    playhead.do(Control.DONE)
    listener.take()
    assert (playhead.step.title, playhead.segment.length_ms) == ("Rest", pytest.approx(16_000, abs=40))


def test_both_sides_are_one_set(listener, playhead):
    reach_rest_after(listener, "Curl")
    listener.take()
    assert playhead.segment.length_ms == 20_000


def test_after_a_set_that_is_skipped_the_rest_is_as_long_as_planned(listener, playhead):
    listener.reach("Bike", 8_000)
    playhead.do(Control.NEXT)
    listener.take()
    assert playhead.segment.length_ms == 120_000
