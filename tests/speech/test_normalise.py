import time

import pytest

from voicecoach.phrases import open_catalogue
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
        ("Thrusters 21-15-9", "Thrusters 21, 15, 9"),
        ("5/3/1", "5, 3, 1"),
        ("20/10 tabata", "20, 10 tabata"),
        ("Tempo 30X1", "Tempo 3, 0, X, 1"),
        ("1/2 a rep, 3/4 down", "half a rep, three quarters down"),
        ("1 1/2 reps, 1½ reps", "1 and a half reps, 1 and a half reps"),
        ("2:1 breathing", "2 to 1 breathing"),
        ("1:30:00", "1 hour 30 minutes"),
        ("At 5:30 to 5:45 per kilometre", "At 5 minutes 30 seconds to 5 minutes 45 seconds per kilometre"),
        ("At 1:58.5 per 500 metres", "At 1 minute 58.5 seconds per 500 metres"),
        ("50 yd, 15 ft, 1.5 mi, 1/2 mi", "50 yards, 15 feet, 1.5 miles, half a mile"),
        ("1:30 min", "1 minute 30 seconds"),
        ("1½ min, 2 1/2 kg", "1.5 minutes, 2.5 kilos"),
        ("3 x 5 x 10 s", "3 times 5 times 10 seconds"),
        ("1,000 m, 12,500 kcal", "1000 metres, 12500 calories"),
        ("RIR 2, RPE 8, 1RM", "2 reps in reserve, R P E 8, one rep max"),
        ("5+ reps", "5 or more reps"),
        ("left/right", "left, right"),
        ("10 min. Then rest.", "10 minutes. Then rest."),
        ("RDLs with DBs", "Romanian deadlifts with dumbbells"),
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
    assert normalise(written, open_catalogue("en")) == read


@pytest.mark.parametrize(
    ("language", "written", "read"),
    [
        ("de", "Pause 45s", "Pause 45 Sekunden"),
        ("de", "2,5 kg, 1:30", "2,5 Kilo, eine Minute 30 Sekunden"),
        ("de", "10-15 Wdh. je Bein", "10 bis 15 Wiederholungen je Bein"),
        ("de", "Tempo 1:58.5 pro 500 Meter", "Tempo eine Minute 58,5 Sekunden pro 500 Meter"),
        ("de", "10 Wdh/Bein", "10 Wiederholungen pro Bein"),
        ("de", "1.000 m, 2.5 kg, 1 kg", "1000 Meter, 2,5 Kilo, ein Kilo"),
        ("de", "10 Wdh. Dann 1 Wdh", "10 Wiederholungen. Dann eine Wiederholung"),
        ("es", "10 reps c/lado, RIR 0", "10 repeticiones por lado, ninguna repetición en reserva"),
        ("fr", "1h30, 1 000 m, 1 rep", "une heure 30 minutes, 1000 mètres, une répétition"),
        ("es", "10-15 s", "10 a 15 segundos"),
        ("es", "1½ vueltas", "1 y medio vueltas"),
        ("fr", "3 x 10, 50 %", "3 fois 10, 50 pour cent"),
        ("fr", "1 min de gainage", "une minute de gainage"),
    ],
)
def test_each_language_writes_out_in_its_own_words(language, written, read):
    assert normalise(written, open_catalogue(language)) == read


def test_the_lexicon_comes_first_and_takes_whole_words():
    assert normalise("hıp", open_catalogue("en"), {"hip": "x"}) in {"hıp", "x"}
    lexicon = {"RDL": "hip hinge", "gym": "jim", "a+b": "a and b"}
    said = normalise("RDL, RDLs, Gym, gymnast, rdl, a+b", open_catalogue("en"), lexicon)
    assert said == "hip hinge, Romanian deadlifts, jim, gymnast, rdl, a and b"


def test_nothing_that_a_coach_can_write_takes_long():
    for piece in ("1-", "1/", "1:", " ", "1 1/2 ", "10 x ", "a/", "&", "9", "1,000"):
        start = time.process_time()
        normalise(piece * 3000, open_catalogue("en"))
        assert time.process_time() - start < 2
