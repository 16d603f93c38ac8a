"""Figures as people write them: what is read, how it is printed, and what the coach says of it in English."""

import pytest

from tests.conftest import read
from voicecoach.coach.announcements import NO_NEWS
from voicecoach.coach.sentences import Sentences
from voicecoach.phrases import open_catalogue
from voicecoach.script import print_script, read_script
from voicecoach.script.wording import prescription
from voicecoach.session import Choices, plan
from voicecoach.workout import Measure, Standard

FIGURES = [
    # decimals
    ("2.5 km", "2.5 km", "2.5 kilometres"),
    ("2,5 km", "2.5 km", "2.5 kilometres"),
    ("13.1 miles", "13.1 miles", "13.1 miles"),
    ("12,5 m", "12.5 m", "12.5 metres"),
    ("10 reps at 22,5kg", "10 reps at 22.5 kg", "10 reps at 22.5 kilos, at your own pace"),
    ("3x10 @ 7,5 kg", "3 x 10 reps at 7.5 kg", "10 reps at 7.5 kilos, at your own pace"),
    ("1,5 min", "90 s", "90 seconds"),
    ("2,5-3 km", "2.5-3 km", "2.5 to 3 kilometres"),
    ("6 breaths, in 3,5, out 4,5", "6 breaths, in 3.5, out 4.5", "6 breaths, in 3.5, out 4.5"),
    # thousands
    ("10,000 m", "10000 m", "10000 metres"),
    ("1,500 m", "1500 m", "1500 metres"),
    ("10 000 m", "10000 m", "10000 metres"),
    ("10\u202f000 m", "10000 m", "10000 metres"),
    ("1'500 m", "1500 m", "1500 metres"),
    ("1’500 m", "1500 m", "1500 metres"),
    ("1,000-1,500 m", "1000-1500 m", "1000 to 1500 metres"),
    ("1,000 reps", "1000 reps", "1000 reps"),
    ("2,000 kcal", "2000 cal", "2000 calories"),
    ("1,500 km", "1.5 km", "1.5 kilometres"),
    # fractions
    ("1/2 mile", "0.5 miles", "half a mile"),
    ("½ mile", "0.5 miles", "half a mile"),
    ("1⁄4 mi", "0.25 miles", "a quarter of a mile"),
    ("3/4 mile", "0.75 miles", "three quarters of a mile"),
    ("1 1/2 miles", "1.5 miles", "1.5 miles"),
    ("1½ miles", "1.5 miles", "1.5 miles"),
    ("3 x 1/2 mile", "3 x 0.5 miles", "half a mile"),
    ("½ h", "30 min", "30 minutes"),
    ("1 1/2 h", "90 min", "90 minutes"),
    ("1/2 min", "30 s", "30 seconds"),
    ("½ km", "0.5 km", "half a kilometre"),
    ("½ lap", "0.5 laps", "half a lap"),
    # times
    ("1:30:00", "90 min", "90 minutes"),
    ("1:30 h", "90 min", "90 minutes"),
    ("1:30 min", "90 s", "90 seconds"),
    ("0:07.5", "7.5 s", "7.5 seconds"),
    ("1.5 hrs", "90 min", "90 minutes"),
    # units
    ("100 yd", "100 yd", "100 yards"),
    ("1 yard", "1 yd", "1 yard"),
    ("50 ft", "50 ft", "50 feet"),
    ("1 mi", "1 mile", "1 mile"),
    ("300 kcal", "300 cal", "300 calories"),
    ("20 strokes", "20 strokes", "20 strokes"),
    ("1 lap", "1 lap", "1 lap"),
    ("20+ yd", "20+ yd", "20 or more yards"),
    # effort
    ("10 reps, RPE 8.5", "10 reps, RPE 8.5", "10 reps, RPE 8.5"),
    ("10 reps, 7,5-8 RPE", "10 reps, RPE 7.5-8", "10 reps, RPE 7.5 to 8"),
    ("10 reps, 2 RIR", "10 reps, RIR 2", "10 reps, 2 reps in reserve"),
    ("5x5 RPE8", "5 x 5 reps, RPE 8", "5 reps, RPE 8"),
    # targets
    ("5 min at 26 spm", "5 min at 26 spm", "5 minutes at 26 strokes per minute"),
    ("5 min, 26-28 spm", "5 min at 26-28 spm", "5 minutes at 26 to 28 strokes per minute"),
    ("20 min at 90 rpm", "20 min at 90 rpm", "20 minutes at 90 revolutions per minute"),
    ("20 min at 200-220 W", "20 min at 200-220 W", "20 minutes at 200 to 220 watts"),
    ("20 min at 200+ W", "20 min at 200+ W", "20 minutes at 200 or more watts"),
    ("20 min at 12,5 km/h", "20 min at 12.5 km/h", "20 minutes at 12.5 kilometres per hour"),
    ("20 min at 7 mph", "20 min at 7 mph", "20 minutes at 7 miles per hour"),
    ("5 km at 5:30/km", "5 km at 5:30/km", "5 kilometres at 5:30 per kilometre"),
    ("5 km @ 5:30-5:45 min/km", "5 km at 5:30-5:45/km", "5 kilometres at 5:30 to 5:45 per kilometre"),
    ("5 km at 5:30 per km, RPE 6", "5 km at 5:30/km, RPE 6", "5 kilometres at 5:30 per kilometre, RPE 6"),
    ("3 miles at 8 min/mile", "3 miles at 8:00/mile", "3 miles at 8:00 per mile"),
    ("2 km at 2:05/500m", "2 km at 2:05/500m", "2 kilometres at 2:05 per 500 metres"),
    ("2 km at 2:05 / 500 m, 24 spm", "2 km at 2:05/500m, 24 spm",
     "2 kilometres at 2:05 per 500 metres, at 24 strokes per minute"),
    ("500 m at 1:58.5/500m", "500 m at 1:58.5/500m", "500 metres at 1:58.5 per 500 metres"),
    ("400 m at 1:45/100m", "400 m at 1:45/100m", "400 metres at 1:45 per 100 metres"),
    ("400 yd at 1:35/100 yd", "400 yd at 1:35/100yd", "400 yards at 1:35 per 100 yards"),
    ("800 m at 1:20/400m", "800 m at 1:20/400m", "800 metres at 1:20 per 400 metres"),
    ("10 reps, 24 in", "10 reps at 24 in", "10 reps at 24 inches"),
    ("10 reps at 60 cm", "10 reps at 60 cm", "10 reps at 60 centimetres"),
    ("3 reps, 15 ft", "3 reps at 15 ft", "3 reps at 15 feet"),
    # men and women
    ("15/12 cal", "15/12 cal", "15 calories"),
    ("10 reps at 43/30 kg", "10 reps at 43/30 kg", "10 reps at 43 kilos, at your own pace"),
    ("10 reps at 24/20 in", "10 reps at 24/20 in", "10 reps at 24 inches"),
    ("30 reps at 20/14 lb, 10/9 ft", "30 reps at 20/14 lb, 10/9 ft",
     "30 reps at 20 pounds, at 10 feet, at your own pace"),
    ("500/400 m", "500/400 m", "500 metres"),
    ("15/12-20/16 cal", "15/12-20/16 cal", "15 to 20 calories"),
    ("21-15-9 reps at 43/30 kg", "21-15-9 reps at 43/30 kg", "21 reps at 43 kilos, at your own pace"),
    ("3 reps at 60/40-70/50-80/60 kg", "3 reps at 60/40-70/50-80/60 kg", "3 reps at 60 kilos, at your own pace"),
    # ladders of two
    ("5/3 reps at 60/70 kg", "5/3 reps at 60/70 kg", "5 reps at 60 kilos, at your own pace"),
    ("5/3 reps at 70/80% of squat max", "5/3 reps at 70/80% of squat max",
     "5 reps at 70 percent of squat max, at your own pace"),
    ("60-60 s", "60-60 s", "1 minute"),
    ("40 down to 20 by 20 s", "40 down to 20 by 20 s", "40 seconds"),
    ("1 up to 2 reps", "1 up to 2 reps", "1 rep"),
]  # fmt: skip


def page(text):
    return f"# A\n\n## G\n\n- X: {text}\n"


def said(text, language="en", **choices):
    steps = plan(read(page(text)), Choices(**choices)).steps
    work = next(step.work for step in steps if step.is_set)
    sentences = Sentences(open_catalogue(language))
    (full, *_) = sentences.announced("next", work, ~NO_NEWS).enough
    return full


@pytest.mark.parametrize(("written", "printed", "heard"), FIGURES)
def test_every_figure_is_read_printed_and_said(written, printed, heard):
    workout = read(page(written))
    assert prescription(workout.groups[0].items[0]) == printed
    assert read_script(print_script(workout), "a.md").workout == workout
    assert said(written) == f"Up next: X. {heard[0].upper()}{heard[1:]}."


def test_every_unit_and_measure_has_a_row():
    printed = " ".join(row[2] for row in FIGURES)
    units = {"metre", "kilometre", "mile", "yard", "calorie", "stroke", "lap", "rep", "breath"}
    assert all(unit in printed for unit in units)
    assert all(any(measure.value in row[1] for row in FIGURES) for measure in Measure)


@pytest.mark.parametrize(
    ("written", "women"),
    [
        ("15/12 cal", "12 calories"),
        ("10 reps at 43/30 kg", "10 reps at 30 kilos, at your own pace"),
        ("10 reps at 24/20 in", "10 reps at 20 inches"),
        ("1/2 mile", "Half a mile"),
        ("5/3 reps", "5 reps"),
    ],
)
def test_a_choice_decides_which_of_two_numbers_is_said(written, women):
    assert said(written, standard=Standard.WOMEN) == f"Up next: X. {women}."


@pytest.mark.parametrize(
    ("written", "language", "heard"),
    [
        ("2.5 km", "de", "2,5 Kilometer"),
        ("½ mile", "de", "Eine halbe Meile"),
        ("5 min at 26-28 spm", "de", "5 Minuten mit 26 bis 28 Schlägen pro Minute"),
        ("5 km at 5:30/km", "de", "5 Kilometer mit 5:30 pro Kilometer"),
        ("10 reps at 24 in", "de", "10 Wiederholungen auf 24 Zoll"),
        ("10 reps, RPE 8.5", "de", "10 Wiederholungen, RPE 8,5"),
        ("2.5 km", "es", "2,5 kilómetros"),
        ("½ mile", "es", "Media milla"),
        ("5 min at 26-28 spm", "es", "5 minutos de 26 a 28 paladas por minuto"),
        ("5 km at 5:30/km", "es", "5 kilómetros a 5:30 por kilómetro"),
        ("1.5 km", "fr", "1,5 kilomètre"),
        ("½ mile", "fr", "Un demi-mile"),
        ("5 min at 26-28 spm", "fr", "5 minutes de 26 à 28 coups par minute"),
        ("5 km at 5:30/km", "fr", "5 kilomètres à 5:30 au kilomètre"),
    ],
)
def test_figures_in_other_languages(written, language, heard):
    assert heard in said(written, language)


UNCLEAR = [
    ("1.500 m", "'1.500 m' can be 1.5 m or 1500 m", "write '1.5 m' or '1500 m'"),
    ("10 reps at 1,500 kg", "'1,500 kg' can be 1.5 kg or 1500 kg", "write '1.5 kg' or '1500 kg'"),
    ("5,3,1 reps", "'5,3,1 reps' is not how a ladder is written", "write '5-3-1 reps'"),
    ("1/2 reps", "'1/2 reps' is out of range", "this is a fraction; for a ladder of two rungs: '1 up to 2 reps'"),
    ("40/20 s", "it is not clear whether '40/20 s' is work and rest, or two sets",
     "write '40 s, rest 20 s', or each set as its own exercise"),
    ("10 reps at 60/70 kg", "in '60/70 kg', the number for women comes second, and must be smaller",
     "write the greater number first; for a ladder of two rungs: '60 up to 70 by 10 kg'"),
    ("21/15 reps at 43/30 kg", "it is not clear whether these are two sets, or one for men and one for women",
     "for men and women, write '21 reps at 43/30 kg'; "
     "for two sets, '21 reps at 43 kg' and '15 reps at 30 kg', each as an exercise"),
    ("10 reps, RPE 8.3", "'RPE 8.3' is too exact", "write a number from 1 to 10, such as 8 or 8.5"),
    ("5 min at 26 spm, 28 spm", "the target is given twice", "keep one of them"),
    ("22,5kg", "this exercise has no reps or time", "write, for example, '10 reps at 22.5 kg'"),
]  # fmt: skip


@pytest.mark.parametrize(("written", "message", "hint"), UNCLEAR)
def test_what_can_be_read_in_two_ways_is_one_error_with_its_cure(written, message, hint):
    (problem,) = read_script(page(written), "a.md").problems
    assert (problem.message, problem.hint) == (message, hint)
