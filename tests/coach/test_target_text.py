"""What a screen shows of a set: dose, load, targets, effort and tempo, as each language writes them."""

import pytest

from voicecoach.coach import titled
from voicecoach.coach.target_text import target_text
from voicecoach.languages import LANGUAGES
from voicecoach.phrases import open_catalogue
from voicecoach.script import read_script
from voicecoach.session import Choices, SetWork, plan
from voicecoach.workout import Amount, Count, Counted, Exercise, Phase, Tempo, Unit

FIVE_REPS = Counted((Count(Amount.of(5), Unit.REP),))


def targets(*lines, language="en", group="Sequence"):
    """Return the targets of the sets of a script with these lines, in order, each once."""
    page = "\n".join(("# A", f"## {group}", *(f"- {line}" for line in lines)))
    read = read_script(page, "a.md")
    assert read.workout, read.problems
    session = titled(plan(read.workout, Choices()), open_catalogue(language))
    return list(dict.fromkeys(step.target for step in session.steps if step.is_set))


@pytest.mark.parametrize(
    ("prescription", "en", "de", "es", "fr"),
    [
        ("8 reps at 60 kg, RPE 8", "8 reps at 60 kg, RPE 8", "8 Wdh. mit 60 kg, RPE 8", "8 reps con 60 kg, RPE 8",
         "8 réps à 60 kg, RPE 8"),
        ("1 rep at 42.5 kg, RPE 8.5-9", "1 rep at 42.5 kg, RPE 8.5–9", "1 Wdh. mit 42,5 kg, RPE 8,5–9",
         "1 rep con 42,5 kg, RPE 8,5–9", "1 rép à 42,5 kg, RPE 8,5–9"),
        ("5 reps at 75% of squat max, hard", "5 reps at 75% of squat max, hard", "5 Wdh. mit 75 % von squat max, hart",
         "5 reps al 75 % de squat max, fuerte", "5 réps à 75 % de squat max, effort intense"),
        ("10 reps at bodyweight + 10 kg", "10 reps at bodyweight + 10 kg", "10 Wdh. mit Körpergewicht + 10 kg",
         "10 reps con tu peso + 10 kg", "10 réps au poids du corps + 10 kg"),
        ("15 reps with a green band", "15 reps with a green band", "15 Wdh. mit a green band",
         "15 reps con a green band", "15 réps avec a green band"),
        ("10 reps at 20 kg, tempo 3-1-1-0", "10 reps at 20 kg, down 3, pause 1, up 1",
         "10 Wdh. mit 20 kg, runter 3, unten halten 1, hoch 1", "10 reps con 20 kg, baja 3, pausa 1, sube 1",
         "10 réps à 20 kg, descends 3, pause 1, monte 1"),
        ("10 reps at 24 in", "10 reps at 24 in", "10 Wdh. auf 24 in", "10 reps a 24 in", "10 réps à 24 in"),
        ("1.5 km at 5:00-5:30/km", "1.5 km at 5:00–5:30/km", "1,5 km bei 5:00–5:30/km", "1,5 km a 5:00–5:30/km",
         "1,5 km à 5:00–5:30/km"),
        ("500 m at 2:05/500m, 26 spm", "500 m at 2:05/500m, 26 spm", "500 m bei 2:05/500m, 26 spm",
         "500 m a 2:05/500m, 26 spm", "500 m à 2:05/500m, 26 spm"),
        ("max reps in 90 s", "max reps, in 1:30", "max. Wdh., 1:30 lang", "máx. reps, en 1:30", "max de réps, en 1:30"),
        ("5 x 10 s hold", "5 × 10 s hold", "5 × 10 s halten", "aguanta 5 × 10 s", "tiens 5 × 10 s"),
        ("20 reps alternating", "20 reps, alternating", "20 Wdh., abwechselnd", "20 reps, alternando",
         "20 réps, en alternant"),
    ],
)  # fmt: skip
def test_a_target_is_short_and_in_the_language_of_the_session(prescription, en, de, es, fr):
    written = [targets(f"A: {prescription}", language=language) for language in ("en", "de", "es", "fr")]
    assert written == [[en], [de], [es], [fr]]


@pytest.mark.parametrize(
    ("prescription", "written"),
    [
        ("45 s", ["45 s"]),
        ("2 min", ["2 min"]),
        ("1:30 hold", ["1:30 hold"]),
        ("max hold", ["max hold"]),
        ("10 steps up, 10 steps back", ["10 steps up, 10 steps back"]),
        ("10 reps each side", ["10 reps"]),
        ("50 reps in all", ["50 reps in all"]),
        ("done", [""]),
        ("until you drop", ["until you drop"]),
        ("21-15-9 reps at 40 kg", ["21 reps at 40 kg", "15 reps at 40 kg", "9 reps at 40 kg"]),
    ],
)
def test_times_holds_totals_and_ladders(prescription, written):
    assert targets(f"A: {prescription}") == written


def test_a_tempo_names_its_phases_also_if_the_listener_counts():
    assert targets("A: 5 reps at 60 kg, tempo 3-1-1-1") == ["5 reps at 60 kg, down 3, pause 1, up 1, hold 1"]
    work = SetWork(Exercise("A", FIVE_REPS, pace=Tempo((Phase("down", 3000), Phase("up", 1000)))), is_self_paced=True)
    assert target_text(work, open_catalogue("en")) == "5 reps, down 3, up 1"
    assert targets("A: 8 reps, pull 1, return 2") == ["8 reps, pull 1, return 2"]


def test_a_phase_that_is_fast_has_no_seconds():
    work = SetWork(Exercise("A", FIVE_REPS), phases=(Phase("down", 3000), Phase("up", 1000, fast=True)))
    assert target_text(work, open_catalogue("en")) == "5 reps, down 3, up fast"
    assert target_text(work, open_catalogue("de")).startswith("5 Wdh., runter 3, ")


def test_a_range_is_shown_as_one():
    assert targets("A: 8-12 reps at 40-50 kg") == ["8–12 reps at 40–50 kg"]


def test_the_first_part_of_a_set_has_the_whole_dose_and_a_later_one_its_own():
    assert targets("Push-up: 3 reps, then 20 s hold") == ["3 reps, then 20 s hold", "20 s hold"]
    assert targets("Press: 5+ reps at 40 kg, 2 s per rep") == ["5+ reps at 40 kg"]


def test_a_group_that_is_read_out_once_lists_its_exercises():
    lines = ("Pull-up: 5 reps", "Lunge: 10 reps each leg at 20 kg")
    assert targets(*lines, group="Cindy: AMRAP 10 min") == ["Pull-up, 5 reps; Lunge, 10 reps at 20 kg, each leg"]
    assert targets("Row: 500 m", group="Test: 3 rounds, for time") == ["3 rounds, for time: Row, 500 m"]


@pytest.mark.parametrize("language", LANGUAGES)
def test_nothing_is_left_in_another_language(language):
    lines = ("A: 5 breaths, in 4, out 4", "B: 20 strokes", "C: 3 laps", "D: 8 beats", "E: 10 steps", "F: 12 cal")
    english = targets(*lines)
    assert english == ["5 breaths, in 4, out 4", "20 strokes", "3 laps", "8 beats", "10 steps", "12 cal"]
    if language != "en":
        assert not {*targets(*lines, language=language)[:-1]} & {*english}
