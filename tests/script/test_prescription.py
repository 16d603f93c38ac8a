import pytest

from voicecoach.script.prescription import read_dose, read_group_terms, read_pace, read_rest
from voicecoach.script.source import Problems, Words
from voicecoach.workout import Count, Counted, Pace, Range, Timed, Unit


def words(text):
    return Words(text, "a.md", 1, 1, text)


@pytest.mark.parametrize(
    ("text", "dose"),
    [
        ("10 s", Timed(10_000)),
        ("10s", Timed(10_000)),
        ("1.5 min", Timed(90_000)),
        ("1:30", Timed(90_000)),
        ("0:20 hold", Timed(20_000, hold=True)),
        ("20 seconds hold", Timed(20_000, hold=True)),
        ("10 reps", Counted((Count(10, Unit.REP),))),
        ("1 Rep", Counted((Count(1, Unit.REP),))),
        ("10 reps each way", Counted((Count(10, Unit.REP, "each way"),))),
        ("10 steps up, 10 steps back", Counted((Count(10, Unit.STEP, "up"), Count(10, Unit.STEP, "back")))),
    ],
)
def test_doses(text, dose):
    problems = Problems()
    assert read_dose(words(text), problems) == dose
    assert problems.found == []


@pytest.mark.parametrize(
    ("text", "low", "high"),
    [
        ("10-20 s", 10_000, 20_000),
        ("10–20 s", 10_000, 20_000),
        ("10 to 20 s", 10_000, 20_000),
        ("1:30", 90_000, 90_000),
        ("0 s", 0, 0),
    ],
)
def test_rests(text, low, high):
    assert read_rest(words(text), Problems()) == Range(low, high)


def test_terms_of_a_group():
    terms = read_group_terms(words("2-4 rounds, rest 15 s between exercises, rest 30-45 s between rounds"), Problems())
    assert (terms.rounds, terms.rest_ms, terms.round_rest_ms) == (
        Range(2, 4),
        Range(15_000, 15_000),
        Range(30_000, 45_000),
    )


@pytest.mark.parametrize(
    ("text", "pace"), [("1 s per step", Pace(1000, Unit.STEP)), ("2.5 s per rep", Pace(2500, Unit.REP))]
)
def test_paces(text, pace):
    assert read_pace(words(text), Problems()) == pace


@pytest.mark.parametrize("reader", [read_dose, read_group_terms, read_pace, read_rest])
@pytest.mark.parametrize(
    "text",
    [
        "",
        ",",
        "10",
        "s",
        "10 10",
        "-5 s",
        "1e9 s",
        "10 s per",
        "99999999999 rounds",
        "10 s,",
        "1:99",
        "٣ s",
        "½ min",
        "20-10 s",
        "0 reps",
        "1.5 reps",
        "10 reps, 10 s",
        "rest",
    ],
)
def test_what_is_no_prescription_gives_a_problem_and_never_raises(reader, text):
    problems = Problems()
    reader(words(text), problems)
    assert problems.has_errors or (reader is read_group_terms and text == "")
