"""One golden case for each stage of the planner: what it is given, and what it makes of it."""

from tests.conftest import read
from voicecoach.session.boundaries import with_boundaries
from voicecoach.session.breaks import with_breaks
from voicecoach.session.choices import Choices, PlanLog
from voicecoach.session.clock import on_the_clock
from voicecoach.session.numbering import numbered
from voicecoach.session.planned import ClockEnd, ClockStart, Gap, Opening, PlannedSet, RoundStart
from voicecoach.session.stages import choose_stage
from voicecoach.session.walk import walk
from voicecoach.units import seconds_text

ROUNDS = """\
# A

## Warm-up

- Jog: 20 s

## Main: 2 rounds, rest 90 s between rounds

- Squat: 5 reps at 60 kg, self-paced
- rest: 30 s
- Plank: 2 sets of 20 s each side, rest 10 s
"""

CLOCK = """\
# A

## Sprints: every 60 s, 3 rounds

- Run: 50 s
- Burpees: 9 s

## Minutes: EMOM 4 min

- Row: 70 s
- Plank: 20 s hold

## End

- Walk: 60 s
"""


def marks(script, log):
    workout = read(script)
    stage, _ = choose_stage(workout, None, 0)
    return walk(workout, Choices(), stage, log)


def rest_text(gap):
    if gap.rest is None:
        return "nothing written"
    item = ", an item" if gap.is_item else ""
    return (f"rest {seconds_text(gap.rest.time_ms.high)}" if gap.rest.time_ms else "rest as needed") + item


def mark_text(mark):
    match mark:
        case PlannedSet():
            return f"{mark.title}: {seconds_text(mark.duration_ms)}"
        case Gap():
            return rest_text(mark)
        case Opening(intro=intro):
            return f"opens {intro.title or (intro.starts and intro.starts[0].value)}"
        case RoundStart():
            return "a round starts"
        case ClockStart(index=index):
            return "start on the clock" if index is None else f"start {index} on the clock"
        case ClockEnd(intervals=intervals):
            return f"the clock ends after {intervals}"


def test_the_walk_yields_sets_and_what_ends_and_begins_between_them():
    assert [mark_text(mark) for mark in marks(ROUNDS, PlanLog())] == [
        "opens Warm-up",
        "Jog: 20 s",
        "nothing written",
        "opens Main",
        *(
            "a round starts",
            "Squat: 15 s",
            "rest 30 s, an item",
            "nothing written",
            *("Plank, left: 20 s", "nothing written", "Plank, right: 20 s", "rest 10 s"),
            *("Plank, left: 20 s", "nothing written", "Plank, right: 20 s"),
        ),
        "rest 90 s",
        *(
            "a round starts",
            "Squat: 15 s",
            "rest 30 s, an item",
            "nothing written",
            *("Plank, left: 20 s", "nothing written", "Plank, right: 20 s", "rest 10 s"),
            *("Plank, left: 20 s", "nothing written", "Plank, right: 20 s"),
        ),
        "nothing written",
    ]


def test_a_boundary_holds_everything_that_was_met_since_the_set_before():
    rows = []
    for planned in with_boundaries(marks(ROUNDS, PlanLog()), said=()):
        before = planned.before
        news = ", a round starts" if before.starts_round else ""
        news += f", opens {before.intro.title}" if before.intro.title else ""
        rows.append(f"{rest_text(before.gap)}{news} | {planned.title}")
    assert rows == [
        "nothing written, opens Warm-up | Jog",
        "nothing written, a round starts, opens Main | Squat",
        "rest 30 s, an item | Plank, left",
        "nothing written | Plank, right",
        "rest 10 s | Plank, left",
        "nothing written | Plank, right",
        "rest 90 s, a round starts | Squat",
        "rest 30 s, an item | Plank, left",
        "nothing written | Plank, right",
        "rest 10 s | Plank, left",
        "nothing written | Plank, right",
    ]


def test_the_clock_gives_the_rest_before_a_start_and_drops_a_set_whose_minute_is_missed():
    log = PlanLog()
    rows = []
    for timed in on_the_clock(with_boundaries(marks(CLOCK, log), said=()), log):
        breaks = " ".join(f"{each.kind.value} {seconds_text(each.duration_ms)}" for each in timed.breaks)
        due = f", clock {timed.due.clock} at {seconds_text(timed.due.at_ms)}" if timed.due else ""
        missed = ", a start is missed" if timed.missed_start else ""
        rows.append(f"{breaks} | {timed.planned.title}{due}{missed}")
    assert rows == [
        "changeover 5 s | Run, clock 1 at 0 s",
        "changeover 5 s | Burpees",
        # 64 s are over: the next start is two minutes after the first.
        "rest 56 s | Run, clock 1 at 120 s, a start is missed",
        "changeover 5 s | Burpees",
        "rest 56 s | Run, clock 1 at 240 s, a start is missed",
        "changeover 5 s | Burpees",
        "changeover 5 s | Row, clock 2 at 0 s",
        # Seventy seconds of rowing take the minute of the plank.
        "rest 50 s | Row, clock 2 at 120 s, a start is missed",
        "rest 50 s | Walk",
    ]
    assert [note.message for note in log.notes] == [
        "a start on the clock is missed: Burpees ends 4 s after it",
        "a start on the clock is missed: Row ends 10 s after it",
    ]


def test_sets_are_numbered_by_exercise_and_both_sides_are_one():
    log = PlanLog()
    timed = on_the_clock(with_boundaries(marks(ROUNDS, log), said=()), log)
    rows = [
        (work.title, work.position.set, work.position.set_of, work.position.repeat)
        for work in (each.planned.work for each in numbered(timed))
    ]
    assert rows == [
        ("Jog", 1, (1, 1), 0),
        ("Squat", 1, (1, 1), 0),
        ("Plank", 1, (1, 2), 0),
        ("Plank", 1, (1, 2), 1),
        ("Plank", 2, (2, 2), 2),
        ("Plank", 2, (2, 2), 3),
        ("Squat", 2, (1, 1), 1),
        ("Plank", 3, (1, 2), 4),
        ("Plank", 3, (1, 2), 5),
        ("Plank", 4, (2, 2), 6),
        ("Plank", 4, (2, 2), 7),
    ]


def test_every_set_has_a_break_before_it_that_says_what_is_coming_or_joins_the_set_before():
    log = PlanLog()
    script = ROUNDS.replace("rest 10 s", "no rest").replace("rest: 30 s", "rest: as needed")
    steps = with_breaks(numbered(on_the_clock(with_boundaries(marks(script, log), said=()), log)), log)
    rows = []
    for step in steps:
        about = f" -> {step.coming.work.title}" if step.coming else ""
        about += ", waits" if step.waits else ""
        about += ", elastic" if step.elastic else ""
        about += ", joined" if step.is_joined else ""
        rows.append(f"{step.title}: {seconds_text(step.duration_ms)}{about}")
    assert rows[:10] == [
        "Get ready: 5 s -> Jog, elastic",
        "Jog: 20 s",
        "Changeover: 5 s -> Squat, elastic",
        "Squat: 15 s, waits",
        "Rest: 60 s -> Plank, waits",
        "Get ready: 5 s -> Plank, elastic",
        "Plank, left: 20 s",
        "Plank, right: 20 s -> Plank, joined",
        "Plank, left: 20 s -> Plank, joined",
        "Plank, right: 20 s -> Plank, joined",
    ]
