"""What is heard of breaths: which is the last, their numbers by switch, and when the listener may let go."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.coach.test_holds import heard, script_of, words
from tests.coach.test_placement import compiled, heard_in
from tests.conftest import read
from voicecoach.coach.phases import SHORTEST_BREATH_MS
from voicecoach.session import Choices, marks_of, plan
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


@pytest.mark.parametrize("dose", ["2 breaths", "24 s"])
def test_quiet_tells_the_phases_of_a_breath_by_their_sounds(dose):
    said = words(f"Box: {dose}, in 4, hold 4, out 4, cue sound=off", verbosity=Verbosity.QUIET)
    assert said == ["(in)", "(hold)", "(out)"] * 2


def test_a_phase_that_is_too_short_for_its_sound_has_none():
    assert words("Fire: 2 breaths, in 1, out 0.5, cue sound=off", verbosity=Verbosity.QUIET) == ["(in)"] * 2


def test_quiet_tells_by_a_sound_that_no_whole_breath_is_left():
    said = heard("Long: 30 s, in 3, out 5", verbosity=Verbosity.QUIET)
    assert said[-2:] == [(19_000, "(out)"), (24_000, "(release)")]


@pytest.mark.parametrize("dose", ["3 breaths", "24 s"])
def test_breaths_in_phases_are_numbered_by_switch(dose):
    item = f"Box: {dose}, in 4, out 4, cue round=off, cue sound=off"
    assert words(item) == ["In.", "Out."] * 3
    assert words(item, "count=on") == ["In.", "Out.", "2, in.", "Out.", "3, in.", "Out."]
    assert words(item, "count=down") == ["In.", "Out.", "2, in.", "Out.", "1, in.", "Out."]
    assert words(item, "count=last-1") == ["In.", "Out.", "In.", "Out.", "3, in.", "Out."]


def test_the_number_of_a_breath_is_not_followed_by_those_of_its_seconds():
    said = words("Box: 2 breaths, in 4, out 4", "count=on", "sound=off", verbosity=Verbosity.DETAILED)
    assert said == ["In.", "Out.", "2, in.", "Out."]
    assert "2" in words("Box: 2 breaths, in 4, out 4", verbosity=Verbosity.DETAILED)


@st.composite
def breath_sets(draw):
    """Write sets of breaths in phases, counted or timed."""
    inhale, full, exhale, empty = (draw(st.integers(least, 6)) for least in (1, 0, 1, 0))
    phases = f"in {inhale}, hold {full}, out {exhale}, hold {empty}".replace(", hold 0", "")
    dose = draw(st.sampled_from(["1 breath", "2 breaths", "5 breaths", "40 s"]))
    return f"Breathe: {dose}, {phases}"


@settings(max_examples=40)
@given(breath_sets(), st.sampled_from(Verbosity), st.sampled_from(["", "count=on", "count=last-2", "form=off"]))
def test_every_phase_of_a_breath_is_heard_to_begin(item, verbosity, switch):
    workout = read(script_of(item + (f", cue {switch}" if switch else "")))
    choices = Choices(verbosity=verbosity)
    timeline = compiled(workout, choices)
    (step,) = [step for step in plan(workout, choices).steps if step.work]
    start_ms = timeline.steps[step.index].start_ms
    begun = {cue.start_ms - start_ms for cue in timeline.cues if cue.kind in {"go", "tempo", "count"}}
    marks = marks_of(step.work)
    assert [mark for mark in marks if mark.lasts_ms >= SHORTEST_BREATH_MS and mark.at_ms not in begun] == []
