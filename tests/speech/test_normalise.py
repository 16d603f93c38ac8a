import pytest

from voicecoach.speech.normalise import normalise


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("Rest 45s", "Rest 45 seconds"),
        ("Rest 1 s", "Rest 1 second"),
        ("10-15 reps", "10 to 15 reps"),
        ("10–20 s", "10 to 20 seconds"),
        ("3x10", "3 times 10"),
        ("3 × 10 reps", "3 times 10 reps"),
        ("Hold 1:30", "Hold 1 minute 30 seconds"),
        ("2:00 left", "2 minutes left"),
        ("5 kg in each hand", "5 kilos in each hand"),
        ("1 kg", "1 kilo"),
        ("2.5 kg", "2.5 kilos"),
        ("400 m easy", "400 metres easy"),
        ("80% of your best", "80 percent of your best"),
        ("EMOM for 10 min", "every minute on the minute for 10 minutes"),
        ("AMRAP", "as many rounds as possible"),
        ("RDL", "Romanian deadlift"),
        ("1000000 m", "1000000 metres"),
        ("9:05", "9 minutes 5 seconds"),
        ("Tempo 3-1-1", "Tempo 3, 1, 1"),
        ("Tempo 3-1-1-0", "Tempo 3, 1, 1, 0"),
        ("10 reps/side w/ a band", "10 reps per side with a band"),
        ("Up & back", "Up and back"),
        ("Push your hips back, stay low", "Push your hips back, stay low"),
        ("Don't let your feet touch", "Don't let your feet touch"),
        ("In-fronts and behinds", "In-fronts and behinds"),
        ("Band 3 Max", "Band 3 Max"),
        ("Step 2 m1", "Step 2 m1"),
    ],
)
def test_what_coaches_write_is_written_out_for_the_engine(written, read):
    assert normalise(written, "en") == read


def test_a_language_without_rules_is_left_as_it_is():
    assert normalise(" 45s ", "tlh") == "45s"
