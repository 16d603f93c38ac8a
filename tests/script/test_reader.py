"""Reading scripts. Every file in tests/cases/problems is a script, a divider, and the expected problems."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.conftest import ROOT, SHIPPED
from voicecoach.library import load_script
from voicecoach.script import read_script
from voicecoach.workout import (
    Amount,
    Count,
    Counted,
    FormCue,
    Load,
    LoadUnit,
    Range,
    References,
    Rest,
    Rests,
    Side,
    Timed,
    Unit,
)

CASES = sorted((ROOT / "tests/cases/problems").glob("*.md"))
DIVIDER = "\n==== problems ====\n"


@pytest.mark.parametrize("case", CASES, ids=lambda path: path.stem)
def test_problems_have_a_location_and_a_hint(case: Path):
    script, _, expected = case.read_text("utf-8").partition(DIVIDER)
    result = read_script(script, "script.md")
    assert "\n".join(str(problem) for problem in result.problems) == expected.rstrip("\n")
    assert result.workout is None or "error:" not in expected


def test_the_lower_body_sequence_is_read_as_its_article_prescribes():
    found = load_script("lower-body-activation")
    workout = read_script(found.text, found.path).or_raise()
    (group,) = workout.groups
    ten = Amount.of(10)
    ten_steps = Counted((Count(ten, Unit.STEP),))
    up_and_back = Counted((Count(ten, Unit.STEP, "up"), Count(ten, Unit.STEP, "back")))
    assert [(exercise.name, exercise.side, exercise.dose) for exercise in group.exercises()] == [
        ("Foot fire", Side.LEFT, Timed(Amount.of(10_000))),
        ("Lateral walks", Side.LEFT, ten_steps),
        ("Foot fire", Side.RIGHT, Timed(Amount.of(10_000))),
        ("Lateral walks", Side.RIGHT, ten_steps),
        ("Monster walks", None, up_and_back),
        ("Diagonal walks", None, up_and_back),
    ]
    assert (group.rounds, group.rests) == (Range(2, 4), Rests(rounds=Rest(Range(30_000, 45_000))))
    assert workout.rests == Rests(exercises=Rest(Range(10_000, 20_000)))


def test_the_upper_body_sequence_is_read_as_its_article_prescribes():
    found = load_script("upper-body-activation")
    (group,) = read_script(found.text, found.path).or_raise().groups
    ten = Amount.of(10)
    assert [(exercise.name, exercise.dose) for exercise in group.exercises()] == [
        ("In-fronts and behinds", Counted((Count(ten, Unit.REP, "each way"),))),
        ("Pull-aparts", Counted((Count(ten, Unit.REP),))),
        ("Touchdowns", Counted((Count(ten, Unit.REP),))),
    ]


@pytest.mark.parametrize("name", SHIPPED)
def test_a_shipped_script_has_no_problems_and_guides_every_movement(name):
    found = load_script(name)
    result = read_script(found.text, found.path)
    workout = result.or_raise()
    assert result.problems == ()
    assert workout.safety
    for exercise in workout.groups[0].exercises():
        movement = workout.movement_of(exercise)
        assert movement is not None, exercise.name
        assert movement.setup
        assert 2 <= len(movement.form_cues) <= 4
        assert all(len(cue.short) < len(cue.text) for cue in movement.form_cues if cue.short != cue.text)


def test_a_form_cue_without_a_short_form_uses_its_text():
    workout = read_script("# A\n\n## G\n\n- X: 10 s\n\n## Movements\n\n### X\n\n- Stay low\n", "a.md").or_raise()
    assert workout.movements["x"].form_cues == (FormCue("Stay low", "Stay low"),)


def form_cues(*cues, tempo="3-1-1-0"):
    listed = "".join(f"- {cue}\n" for cue in cues)
    page = f"# A\n\n- X: 5 reps\n\n## Movements\n\n### X\ntempo: {tempo}\n\n{listed}"
    result = read_script(page, "a.md")
    return [(cue.phase, cue.text, cue.short) for cue in result.or_raise().movements["x"].form_cues], result.problems


def test_a_form_cue_can_belong_to_a_phase():
    assert form_cues("up: Elbows back | Elbows", "Hold: Stay", "sweep: Out", tempo="up 1, hold 1, sweep 2") == (
        [("up", "Elbows back", "Elbows"), ("hold", "Stay", "Stay"), ("sweep", "Out", "Out")],
        (),
    )
    plain = [("", "Note: stay", "Note: stay"), ("", "up: and away", "up: and away"), ("", "Both feet: flat", "Flat")]
    assert form_cues("Note: stay", r"up\: and away", "Both feet: flat | Flat") == (plain, ())


def test_a_form_cue_of_a_phase_that_is_never_done_is_a_warning():
    _, (missing, long) = form_cues("pull: Elbows back", "pause: A very long sentence about the pause")
    assert missing.message == "'X' has no phase 'pull', so this form cue is never said"
    assert missing.hint == r"its phases are: down, hold, pause, up; if 'pull' is part of the cue, write 'pull\:'"
    assert long.message.endswith("takes longer to say than the phase 'pause' lasts")
    assert "takes longer to say than its 0.3 s" in form_cues(tempo="squeeze 0.3, release 2")[1][0].message


def test_a_mistyped_phase_is_found_in_a_tempo():
    (problem,) = read_script("# A\n\n- X: 5 reps, tempo dwon 3, up 1\n", "a.md").problems
    assert (problem.message, problem.hint) == ("'dwon' was not understood", "did you mean 'down'?")


def test_marks_for_bold_and_italics_are_not_spoken():
    workout = read_script("# **A** `b`\n\n## G\n\n- **X**, *left* leg: 10 s\n", "a.md").or_raise()
    assert workout.title == "A b"
    assert workout.groups[0].items[0].title == "X, left leg"


HOSTILE = {
    "a bell in the settings": "---\nequipment: a\x07b\n---\n# A\n\n## G\n\n- a: 10 s\n",
    "a deep nest in the settings": "---\nequipment: " + "[" * 3000 + "\n---\n# A\n\n## G\n\n- a: 10 s\n",
    "an invalid character": '---\nequipment: "\\UFFFFFFFF"\n---\n# A\n\n## G\n\n- a: 10 s\n',
    "a surrogate": '---\nequipment: "\\ud800"\n---\n# A\n\n## G\n\n- a: 10 s\n',
    "a null character in the middle": '---\nequipment: "band\\0and more"\n---\n# A\n\n## G\n\n- a: 10 s\n',
    "a number of 400 digits": "# A\n\n## G\n\n- a: " + "9" * 400 + " reps\n",
    "a clock time of 900 digits": "# A\n\n## G\n\n- a: " + "9" * 900 + ":00\n",
    "a very long prescription": "# A\n\n## G\n\n- a: " + ", ".join(["1 foo"] * 10_000) + "\n",
    "10,000 quotes": "# A\n\n" + ">" * 10_000 + " a\n\n## G\n\n- a: 10 s\n",
    "a thousand mistakes": "# A\n\n## G\n\n" + "".join(f"- ex{number}: 1 foo\n" for number in range(1000)),
}


@pytest.mark.parametrize("text", HOSTILE.values(), ids=HOSTILE.keys())
def test_hostile_pages_give_short_problems(text):
    result = read_script(text, "hostile.md")
    assert result.workout is None
    assert all(len(line) < 400 for problem in result.problems for line in str(problem).splitlines())


def test_many_stars_do_not_cause_deep_recursion():
    text = "# A\n\n## G\n\n- a: 10 s\n\n## Movements\n\n### a\n\n" + "*" * 500 + "a" + "*" * 500 + "\n"
    assert read_script(text, "stars.md").workout is not None


@given(st.text(), st.text(max_size=20))
def test_the_reader_never_raises_on_settings(settings, value):
    for front in (settings, f"rest: {value}", f'equipment: "{value}"'):
        result = read_script(f"---\n{front}\n---\n# A\n\n## G\n\n- a: 10 s\n", "any.md")
        assert result.workout is not None or result.problems


def test_names_of_references_ignore_capitals_and_stay_as_written():
    page = "---\nreferences:\n  squat max: 100 kg\n---\n# A\n\n## G\n\n- Squat: 5 reps at 75% of Squat Max\n"
    result = read_script(page, "a.md")
    assert result.problems == ()
    references = result.or_raise().references
    assert list(references) == ["squat max"]
    assert references["SQUAT MAX"] == Load("", Amount.of(100_000), LoadUnit.KG)
    assert "Squat max" in references
    assert "press max" not in references


def test_a_chosen_reference_replaces_the_usual_one_whatever_its_capitals():
    heavy, light = (Load("", Amount.of(number), LoadUnit.KG) for number in (110_000, 90_000))
    usual = References({"squat max": light, "press max": light})
    assert dict(References({**usual, "Squat Max": heavy})) == {"Squat Max": heavy, "press max": light}
