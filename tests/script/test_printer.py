"""Scripts in canonical form: whatever is printed or tidied reads back equal."""

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.conftest import ALL_SCRIPTS, ROOT, THOROUGHNESS
from tests.script.workouts import workouts
from voicecoach.errors import ScriptError, VoicecoachError
from voicecoach.library import find_linked
from voicecoach.script import check_built, print_script, read_script, tidy_script
from voicecoach.session import BlockWork, Choices, plan
from voicecoach.workout import (
    Amount,
    Count,
    Counted,
    Exercise,
    Free,
    Group,
    Held,
    Load,
    LoadUnit,
    Moment,
    Progression,
    TimedSay,
    Track,
    Unit,
    Workout,
)

CASES = sorted((ROOT / "tests/cases").rglob("*.md"))


def built(workout):
    return check_built(workout, "built.md")


TEN = Counted((Count(Amount.of(10), Unit.REP),))
SQUATS = (Group("G", (Exercise("Squat", TEN),)),)


@settings(max_examples=40 * THOROUGHNESS)
@given(workouts())
def test_any_workout_prints_to_a_script_that_reads_back_equal(workout):
    result = built(workout)
    assert result.workout == workout, [str(problem) for problem in result.problems]
    text = print_script(workout)
    assert print_script(result.workout) == text


@settings(max_examples=20 * THOROUGHNESS)
@given(workouts(), st.integers(0, 6))
def test_any_workout_can_be_planned_or_says_why_not(workout, seed):
    choices = Choices(paced=(None, True, False)[seed % 3], level=tuple(axis[-1] for axis in workout.levels))
    try:
        session = plan(built(workout).or_raise(), choices)
    except VoicecoachError:  # The last levels may have nothing to do.
        return
    assert all(step.duration_ms > 0 for step in session.steps)
    assert [step.index for step in session.steps] == list(range(len(session.steps)))
    for step in session.steps:
        for exercise in exercises_of(step.work):
            times = [amount for what, amount in exercise.amounts if what == "time"]
            assert not any(rung.is_open for time in times for rung in time.rungs)


def exercises_of(work):
    if isinstance(work, BlockWork):
        return work.items
    return (work.exercise,) if work else ()


@pytest.mark.parametrize("path", ALL_SCRIPTS, ids=lambda path: path.stem)
def test_every_shipped_script_is_in_canonical_form_and_reads_back_equal_once_printed(path):
    text = path.read_text("utf-8")
    assert tidy_script(text, str(path), find_linked) == text
    workout = read_script(text, str(path), find_linked).or_raise()
    assert read_script(print_script(workout), str(path), find_linked).workout == workout


@pytest.mark.parametrize("path", CASES, ids=lambda path: path.stem)
def test_tidying_is_idempotent_and_keeps_the_meaning(path):
    text = path.read_text("utf-8").partition("\n==== ")[0]
    try:
        tidied = tidy_script(text, str(path), find_linked)
    except ScriptError:
        assert read_script(text, str(path), find_linked).workout is None
        return
    assert tidy_script(tidied, str(path), find_linked) == tidied
    assert read_script(tidied, str(path), find_linked).workout == read_script(text, str(path), find_linked).workout


MESSY = """\
---
equipment:   band   # why this band
rest: 10-20 s
---
# A  *bold*   title

Intro words, <!-- in a paragraph -->
on two lines.

<!-- a comment
of two lines -->
> Rule one
> goes on
>
> Rule two

Group
-----

What is said as it begins.

*  [ ] Squat, _wide_:   3x10  <!-- easy -->
<!-- between
two items -->
*  Row \\: heavy: 3x10 @ 20kg  each   side

Second: 3 rounds rest 60s between rounds
----

1.  Plank: hold for 20s
2.  Pair: 2 rounds, no rest between exercises
    *   A: 5 reps
    *   B: 5 reps
3. C: 5
***

## Movements

### Squat <!-- deep -->

pace: <!-- slow --> 3.0 s per rep
Stand tall.

* Cue | cue

## Progression

+ rounds:  3,4 ,5
"""

TIDY = """\
---
equipment:   band   # why this band
rest: 10-20 s
---
# A *bold* title

Intro words, <!-- in a paragraph -->
on two lines.

<!-- a comment
of two lines -->

> Rule one
> goes on
>
> Rule two

## Group

What is said as it begins.

- [ ] Squat, _wide_: 3 x 10 reps <!-- easy -->
<!-- between
two items -->
- Row \\: heavy: 3 x 10 reps each side at 20 kg

## Second: 3 rounds, rest 60 s between rounds

1. Plank: 20 s hold
2. Pair: 2 rounds, no rest between exercises
   - A: 5 reps
   - B: 5 reps
3. C: 5 reps

---

## Movements

### Squat <!-- deep -->
pace: 3 s per rep <!-- slow -->
Stand tall.

- Cue | cue

## Progression

- rounds: 3, 4, 5
"""


def test_a_messy_script_becomes_tidy_and_keeps_its_words_and_comments():
    assert tidy_script(MESSY, "messy.md") == TIDY
    assert tidy_script(TIDY, "tidy.md") == TIDY
    assert read_script(TIDY, "tidy.md").workout == read_script(MESSY, "messy.md").workout


@pytest.mark.parametrize(
    ("written", "tidied"),
    [
        ("12-10-8-6 reps at 40-50-60-70 kg", "12-10-8-6 reps at 40-50-60-70 kg"),
        ("5-4-3-2 reps, bodyweight + 10-15-20-25 kg", "5-4-3-2 reps, bodyweight + 10-15-20-25 kg"),
        ("10 down to 7 reps at 40 up to 70 by 10 kg", "10-9-8-7 reps at 40-50-60-70 kg"),
        ("10-9-8-7 reps at 40 kg", "10 down to 7 reps at 40 kg"),
    ],
)
def test_every_rung_is_written_beside_its_load(written, tidied):
    assert f"- Squat: {tidied}\n" in tidy_script(f"# A\n\n## G\n\n- Squat: {written}\n", "a.md")


def test_the_words_of_a_spoken_line_are_kept():
    lines = "- Run:  30 min\n    - after 10 min:  *Relax*, now | Relax\n- Say:  **Easy**, and 10 reps|Easy\n"
    tidied = "- Run: 30 min\n  - after 10 min: *Relax*, now | Relax\n- Say: **Easy**, and 10 reps|Easy\n"
    assert tidy_script(f"# A\n\n{lines}", "a.md") == f"# A\n\n{tidied}"


def test_a_script_with_errors_is_not_tidied():
    with pytest.raises(ScriptError):
        tidy_script("# A\n\n## G\n\n- Squat: 10 rpes\n", "a.md")


@pytest.mark.parametrize(
    "name",
    ["Squat: heavy", "a, b", "1. x", "- dash", "# hash", "**", "a|b", "<b>x</b>", "&amp;", "[a](b.md)", "end #", "a\\"],
)
def test_markup_in_names_is_escaped(name):
    named = f"x {name}" if name == "**" else name
    workout = Workout(named, (Group(named, (Exercise(named, TEN, detail=named),)),))
    result = check_built(workout, "a.md")
    assert result.workout == workout
    assert re.search(r"^# ", print_script(workout))


LINE = TimedSay(Moment.HALF, "Turn around", "Turn around")


@pytest.mark.parametrize(
    ("workout", "message"),
    [
        (Workout("A", (Group(" ", (Exercise("Squat", TEN),)),)), "no name"),
        (Workout("A", (Group("Movements", (Exercise("Squat", TEN),)),)), ""),
        (Workout("A", (Group("G", (Exercise("Squat", Counted((Count(Amount.of(0), Unit.REP),))),)),)), "out of range"),
        (Workout("A", (Group("G", (Exercise("Squat\nrow", TEN),)),)), ""),
        (Workout("A", (Group("G", (Exercise("Squat", Held(Amount(), Amount())),)),)), ""),
        (Workout("A", (Group("G", (Exercise("Squat", TEN, load=Load("", Amount(), LoadUnit.KG)),)),)), ""),
        (
            Workout("A", (Group("G", (Exercise("Say", TEN), Exercise("Row", TEN))),)),
            "cannot express groups[0].items[0]",
        ),
        (Workout("A", (Group("G", (Exercise("Squat", TEN),), says=(LINE,)),)), "this time is of no set"),
        (Workout("A", (Group("G", (Exercise("Squat", Free(), says=(LINE,)),)),)), "nobody knows when this set ends"),
        (Workout("A", SQUATS, progression=Progression((Track((), ()),))), "progression"),
    ],
)
def test_a_built_workout_that_no_script_can_express_is_a_problem(workout, message):
    result = check_built(workout, "built.md")
    assert result.workout is None
    assert any(message in problem.message for problem in result.problems)
