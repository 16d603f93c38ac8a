import pytest

from voicecoach.units import clock, seconds_text


@pytest.mark.parametrize(
    ("time_ms", "text"),
    [(0, "0:00"), (999, "0:00"), (5_000, "0:05"), (362_000, "6:02"), (3_600_000, "1:00:00"), (36_061_500, "10:01:01")],
)
def test_a_clock_shows_whole_seconds_and_hours_only_where_there_are_some(time_ms, text):
    assert clock(time_ms) == text


@pytest.mark.parametrize(("time_ms", "text"), [(10_000, "10 s"), (500, "0.5 s"), (0, "0 s"), (100_000, "100 s")])
def test_seconds_have_no_needless_fraction(time_ms, text):
    assert seconds_text(time_ms) == text
