import json

from voicecoach.player import Summary

FULL = Summary(
    "Legs",
    is_finished=False,
    time_ms=754_000,
    sets=12,
    done=9,
    skipped=("Squat", "Squat", "Row"),
    missed=("Press",),
    repeated=1,
    waits=2,
    waited_ms=95_000,
    pauses=1,
    paused_ms=61_000,
    missed_starts=1,
)


def test_the_summary_for_the_person():
    assert FULL.lines() == (
        "Stopped early: Legs, 12:34",
        "9 of 12 sets done",
        "skipped: Squat (2 x), Row",
        "missed: Press",
        "1 set repeated",
        "waited for you 2 times, 1:35 in total",
        "paused 1 time, 1:01 in total",
        "1 start missed",
    )
    assert Summary("Legs", is_finished=True, time_ms=60_000, sets=1, done=1).lines() == (
        "Done: Legs, 1:00",
        "1 of 1 set done",
    )


def test_the_summary_for_other_programs():
    assert json.loads(FULL.to_json()) == {
        "title": "Legs",
        "is_finished": False,
        "time_ms": 754_000,
        "sets": 12,
        "done": 9,
        "skipped": ["Squat", "Squat", "Row"],
        "missed": ["Press"],
        "repeated": 1,
        "waits": 2,
        "waited_ms": 95_000,
        "pauses": 1,
        "paused_ms": 61_000,
        "missed_starts": 1,
    }
