import time

import pytest

from tests.conftest import read
from voicecoach.errors import ChoiceError, Severity
from voicecoach.session import CHANGEOVER_MS, GO_LEAD_MS, Choices, StepKind, beats_of, plan
from voicecoach.workout import Side, Standard

SCRIPT = """\
---
rest: 10-20 s
---
# Two moves

## Sequence: 2-4 rounds, rest 30-45 s between rounds

- Walks, left foot leads: 10 steps
- Jump: 10 s

## Movements

### Walks
pace: 700 ms per step
""".replace("700 ms", "0.7 s")

MOST_CPU_S = 2
"""Planning a set takes a quarter of a millisecond on an idle machine."""


def works(session):
    return [step.work for step in session.steps if step.work]


def test_ranges_are_resolved_at_their_easy_end_and_a_note_says_so():
    session = plan(read(SCRIPT), Choices())
    assert max(work.position.round for work in works(session)) == 2
    assert [step.duration_ms for step in session.steps if step.kind is StepKind.REST] == [20_000, 45_000, 20_000]
    assert [(note.message, note.choice) for note in session.notes] == [
        ("rounds: 2, the fewest of 2-4", "rounds"),
        ("rest between exercises: 20 s, the longest of 10 s to 20 s", "rest_ms"),
        ("rest between rounds: 45 s, the longest of 30 s to 45 s", "round_rest_ms"),
    ]


def test_choices_win_over_the_script_and_leave_no_note_of_a_default():
    session = plan(read(SCRIPT), Choices(rounds=3, rest_ms=12_000, round_rest_ms=40_000))
    rests = [step.duration_ms for step in session.steps if step.kind is StepKind.REST]
    assert rests == [12_000, 40_000, 12_000, 40_000, 12_000]
    assert session.notes == ()


def test_more_rounds_than_the_script_says_are_done_with_a_warning():
    session = plan(read(SCRIPT), Choices(rounds=5))
    assert max(work.position.round for work in works(session)) == 5
    assert session.notes[0].severity is Severity.WARNING


def test_no_rest_is_no_break():
    session = plan(read(SCRIPT), Choices(rest_ms=0, rounds=2))
    changes = [step.title for step in session.steps if step.kind is StepKind.CHANGEOVER]
    assert changes == ["Get ready"]
    joined = [step for step in session.steps if step.is_joined]
    assert len(joined) == 2
    assert all(step.work.joins_last for step in joined)


def test_a_changeover_that_nobody_wrote_can_grow_and_one_that_was_chosen_is_exact():
    script = read("# A\n\n## G\n\n- Squat: 5 reps\n- Plank: 20 s\n")
    (unwritten,) = [step for step in plan(script, Choices()).steps if step.title == "Changeover"]
    assert unwritten.elastic
    assert unwritten.duration_ms == CHANGEOVER_MS
    (chosen,) = [step for step in plan(script, Choices(changeover_ms=8000)).steps if step.title == "Changeover"]
    assert not chosen.elastic
    assert chosen.duration_ms == 8000


def test_a_timed_set_lasts_its_time_and_a_counted_one_until_its_last_beat_had_its_pace():
    steps = [step for step in plan(read(SCRIPT), Choices()).steps if step.is_set][:2]
    # At 0.7 s a step; the last one takes a second, so that its number can be said.
    assert [step.duration_ms for step in steps] == [GO_LEAD_MS + 9 * 700 + 1000, 10_000]


def test_beats_lie_on_one_exact_grid_also_where_the_pace_has_a_fraction_of_a_second():
    step = next(step for step in plan(read(SCRIPT), Choices()).steps if step.is_set)
    assert [beat.at_ms for beat in beats_of(step.work)] == [GO_LEAD_MS + k * 700 for k in range(10)]
    assert [beat.number for beat in beats_of(step.work)] == list(range(1, 11))


def test_a_turn_between_two_ways_takes_whole_beats_of_the_same_grid():
    text = SCRIPT.replace("- Walks, left foot leads: 10 steps", "- Walks: 3 steps up, 3 steps back")
    step = next(step for step in plan(read(text), Choices()).steps if step.is_set)
    # The two seconds to turn take three beats of 0.7 s.
    assert [(beat.at_ms - GO_LEAD_MS) // 700 for beat in beats_of(step.work)] == [0, 1, 2, 6, 7, 8]
    assert all((beat.at_ms - GO_LEAD_MS) % 700 == 0 for beat in beats_of(step.work))


def test_a_default_pace_is_used_and_noted_where_the_script_gives_none():
    workout = read("# A\n\n## G\n\n- Squat: 5 reps\n- Squat: 5 reps\n")
    session = plan(workout, Choices())
    assert [note.message for note in session.notes] == ["default pace of 3 s per rep: Squat"]
    assert session.notes[0].line == 5


def test_a_set_knows_its_side_and_how_often_its_movement_came_before():
    session = plan(read(SCRIPT), Choices(rounds=2))
    assert [work.side and work.side.value for work in works(session)] == ["left", None, "left", None]
    assert [work.position.repeat for work in works(session)] == [0, 0, 1, 1]


@pytest.mark.parametrize("rest_ms", [1, 500, 3000, 4999, 5000])
def test_a_rest_is_exact_however_short_it_is(rest_ms):
    steps = plan(read(SCRIPT), Choices(rest_ms=rest_ms)).steps
    rests = [step for step in steps if step.kind is StepKind.REST]
    assert rests
    assert not any(step.elastic for step in rests)
    assert {step.duration_ms for step in rests} == {rest_ms, 45_000}


def test_a_rest_that_is_not_needed_is_not_noted_and_rounds_without_a_rest_of_their_own_take_the_chosen_one():
    one = "---\nrest: 10-20 s\n---\n# A\n\n## Squat: {} rounds\n\n- Squat: 10 s\n"
    assert plan(read(one.format(1)), Choices()).notes == ()
    session = plan(read(one.format(3)), Choices(rest_ms=12_000))
    assert [step.duration_ms for step in session.steps if step.kind is StepKind.REST] == [12_000, 12_000]


def test_chosen_rounds_repeat_the_group_that_leaves_them_open_and_not_the_warm_up():
    text = "# A\n\n## Warm-up\n\n- Jog: 20 s\n\n## Main: 2-4 rounds\n\n- Squat: 10 s\n"
    session = plan(read(text), Choices(rounds=3))
    assert [step.title for step in session.steps if step.is_set] == ["Jog", "Squat", "Squat", "Squat"]
    assert [step.coming.intro.title for step in session.steps if step.coming and step.coming.intro] == [
        "Warm-up",
        "Main",
    ]
    fixed = plan(read(text.replace("2-4 rounds", "2 rounds")), Choices(rounds=3))
    assert [step.title for step in fixed.steps if step.is_set] == ["Jog", "Squat", "Squat"]
    assert (fixed.notes[0].severity, fixed.notes[0].choice) == (Severity.WARNING, "rounds")


def test_a_set_knows_how_many_of_its_exercise_came_before():
    session = plan(read(SCRIPT), Choices(rounds=3))
    assert [work.position.set for work in works(session)] == [1, 1, 2, 2, 3, 3]


@pytest.mark.parametrize(
    "choices", [{"rounds": 0}, {"rounds": 101}, {"rest_ms": -1}, {"round_rest_ms": 4 * 3_600_000 + 1}]
)
def test_absurd_choices_are_refused(choices):
    with pytest.raises(ChoiceError):
        Choices(**choices)


def test_a_clock_after_a_group_that_is_over_counts_from_its_own_start():
    beep = "## Beep: every 60 s, until missed, at most 3 min\n\n- Shuttle: 90 s\n"
    script = f"# A\n\n{beep}\n## B\n\n- Run: 2 x 10 s every 30 s\n"
    due = [step.due for step in plan(read(script), Choices()).steps if step.is_set]
    assert [(start.clock, start.at_ms) for start in due] == [(1, 0), (2, 0), (2, 30_000)]


def test_a_clock_after_a_break_that_may_grow_counts_from_its_own_first_start():
    script = "# A\n\n## G: EMOM 1 min\n\n- Run: {}\n\n## H: every 30 s for 1 min\n\n- Row: 10 s\n"
    due = {
        length: [step.due for step in plan(read(script.format(length)), Choices()).steps if step.is_set]
        for length in ("50 s", "61 s")
    }
    starts = {length: [(start.clock, start.at_ms) for start in found] for length, found in due.items()}
    assert starts["50 s"] == [(1, 0), (1, 60_000), (1, 90_000)]
    assert starts["61 s"] == [(1, 0), (2, 0), (2, 30_000)]  # after a changeover that grows with its words


@pytest.mark.parametrize(
    "group",
    [
        "every 4 h, 1 round\n\n- Lifts: 100 rounds\n  - Squat: 19 x max reps",
        "every 10 s, until missed, at most 100 min\n\n- Shuttles: 10 rounds\n  - Shuttle: 10 x 30 s",
    ],
    ids=["1,900 open sets in one interval", "60,000 sets after a start that is missed"],
)
def test_planning_takes_no_longer_than_the_number_of_sets_asks_for(group):
    workout, start = read(f"# A\n\n## G: {group}\n"), time.process_time()
    plan(workout, Choices())
    assert time.process_time() - start < MOST_CPU_S


OF_EVERY_KIND = """# Mine

## Sequence: 2-3 rounds, rest 30 s between rounds

- Calf stretch: 20 s, the injured side only
- Swings: 10 reps at 24/16 kg
- Rows: 10 reps
"""


@pytest.mark.parametrize(
    ("chosen", "value"),
    [
        ("rest_ms", 5000),
        ("round_rest_ms", 5000),
        ("changeover_ms", 5000),
        ("side", Side.RIGHT),
        ("standard", Standard.WOMEN),
    ],
)
def test_a_choice_without_effect_is_a_warning_unless_it_is_one_for_every_session(chosen, value):
    def warned(script: str, **more) -> list[str | None]:
        notes = plan(read(script), Choices(**{chosen: value}, **more)).notes
        return [note.choice for note in notes if note.severity is Severity.WARNING]

    single = "# Mine\n\n## Legs\n\n- Squat: 10 s\n"
    assert warned(OF_EVERY_KIND) == []
    assert warned(single) == [chosen]
    assert warned(single, usual=frozenset({chosen})) == []
