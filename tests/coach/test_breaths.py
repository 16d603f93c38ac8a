"""What is heard of breaths: which is the last, their numbers by switch, and when the listener may let go."""

import pytest

from tests.coach.test_holds import script_of, words
from tests.coach.test_placement import compiled, heard_in
from tests.conftest import read
from voicecoach.session import Choices
from voicecoach.talk import Verbosity


def test_the_last_breath_is_announced_as_the_one_before_it_ends():
    assert words("Calm: 4 breaths", "sound=off") == ["(go)", "1", "2", "3", "Last breath.", "4"]
    assert "Last breath." in words("Box: 3 breaths, in 4, hold 4, out 4")
    assert "Last breath." in words("Box: 1 min, in 4, out 4")
    assert "Last breath." not in words("Box: 2 breaths, in 4, out 4")
    assert "Last breath." not in words("Squat: 4 reps, 5 s per rep")


@pytest.mark.parametrize("language", ["de", "en", "es", "fr"])
def test_the_last_breath_is_announced_in_every_language(language):
    script = f"---\nlanguage: {language}\n---\n{script_of('Box: 3 breaths, in 4, out 4')}"
    timeline = compiled(read(script), Choices(verbosity=Verbosity.BRIEF))
    step = timeline.steps[2]
    (last,) = heard_in(timeline, "round", step.index)
    assert step.start_ms + 13_500 <= last.start_ms < last.end_ms < step.start_ms + 16_000


def test_breaths_that_end_before_the_set_are_let_go_there_and_others_after_the_set():
    script = script_of("Long: 30 s, in 3, out 5", "Box: 2 breaths, in 4, out 4", "Calm: 2 breaths")
    timeline = compiled(read(script))
    said = [
        (cue.step, cue.start_ms - timeline.steps[cue.step].start_ms)
        for cue in timeline.cues
        if cue.heard.text == "Breathe normally."
    ]
    assert said == [(2, 24_000), (5, 550)]
