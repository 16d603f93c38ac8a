import pytest

from voicecoach.units import clock, length_text, seconds_text, size_text


@pytest.mark.parametrize(
    ("time_ms", "text"),
    [(0, "0:00"), (999, "0:00"), (5_000, "0:05"), (362_000, "6:02"), (3_600_000, "1:00:00"), (36_061_500, "10:01:01")],
)
def test_a_clock_shows_whole_seconds_and_hours_only_where_there_are_some(time_ms, text):
    assert clock(time_ms) == text


@pytest.mark.parametrize(("time_ms", "text"), [(10_000, "10 s"), (500, "0.5 s"), (0, "0 s"), (100_000, "100 s")])
def test_seconds_have_no_needless_fraction(time_ms, text):
    assert seconds_text(time_ms) == text


@pytest.mark.parametrize(
    ("length_s", "text"),
    [
        (0, "0 s"),
        (45, "45 s"),
        (59.9, "59 s"),
        (60, "1 min"),
        (89.9, "1 min"),
        (90, "2 min"),
        (59 * 60 + 40, "1 h"),
        (3900, "1 h 05"),
        (5 * 3600, "5 h"),
    ],
)
def test_a_length_reads_the_same_in_every_language(length_s, text):
    assert length_text(int(length_s * 1000)) == text


@pytest.mark.parametrize(
    ("size", "text"),
    [
        (0, "0 kB"),
        (1, "1 kB"),
        (640_000, "640 kB"),
        (1_000_000, "1 MB"),
        (44_120_000, "44.1 MB"),
        (500_000_000, "500 MB"),
        (1_250_000_000, "1.2 GB"),
    ],
)
def test_sizes_are_in_the_unit_that_a_person_would_use(size, text):
    assert size_text(size) == text
