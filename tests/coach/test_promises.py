"""What a listener can rely on: in every shipped script, at every verbosity, in every language, with every choice."""

import json
import re
from dataclasses import replace

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.coach.test_placement import check_beats, check_lateness, check_opening, compiled, heard_in, pairs
from tests.conftest import SESSIONS, SWEEP
from tests.script.workouts import workouts
from voicecoach.errors import Severity, VoicecoachError
from voicecoach.languages import LANGUAGES
from voicecoach.loading import load_workout
from voicecoach.phrases import open_catalogue
from voicecoach.script import workout_from_json, workout_to_json
from voicecoach.session import LEAST_CHANGEOVER_MS, Choices, beats_of, plan
from voicecoach.talk import Verbosity
from voicecoach.timeline import broken_promises

CHOICES = (
    {},
    {"rounds": 1, "rest_ms": 0, "round_rest_ms": 0},
    {"rounds": 3, "rest_ms": 7000, "round_rest_ms": 90_000},
    {"paced": True, "rest_ms": 3000},
)


def check_session(workout, choices):
    """Check every promise in one session."""
    session, timeline = plan(workout, choices), compiled(workout, choices)
    assert list(broken_promises(timeline)) == []
    check_opening(timeline)
    before = None
    for placed, step in pairs(session, timeline):
        if beats_of(step.work):
            check_beats(timeline, placed, step)
        check_lateness(timeline, placed, step)
        if step.is_set:
            (go,) = heard_in(timeline, "go", placed.index)
            assert go.start_ms == placed.start_ms
            # A start on the clock leaves whatever is left before it, perhaps nothing.
            has_room = before.length_ms >= LEAST_CHANGEOVER_MS and not before.is_set
            if choices.verbosity > Verbosity.QUIET and has_room:
                check_announced(timeline, before, step.work, workout.language)
        before = placed
    if choices.verbosity is Verbosity.QUIET:
        assert all(cue.heard.text is None for cue in timeline.cues)
    return timeline


def unswitched(workout):
    """Return the workout without its switches, so that everything is heard."""

    def without(value):
        if isinstance(value, dict):
            return {key: without(each) for key, each in value.items() if key != "cues"}
        return list(map(without, value)) if isinstance(value, list) else value

    return workout_from_json(json.dumps(without(json.loads(workout_to_json(workout)))))


def check_announced(timeline, before, work, language):
    """A set is announced in the step before it, by its name and its side, if it has one."""
    cues = [*heard_in(timeline, "next", before.index), *heard_in(timeline, "announce", before.index)]
    said = " ".join(cue.heard.text for cue in cues).casefold()
    assert work.name.casefold() in said
    if work.side:
        side, limb = work.side.value, "" if work.exercise.limb == "side" else f"-{work.exercise.limb}"
        spoken = open_catalogue(language).word("side", f"{side}{limb}")
        assert spoken.casefold() in said or side in work.exercise.detail.casefold()


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("path", SWEEP)
def test_every_shipped_script_keeps_every_promise(path, language):
    workout = replace(load_workout(str(path)).or_raise(), language=language)
    for verbosity in Verbosity:
        for choice in CHOICES:
            check_session(workout, Choices(**choice, verbosity=verbosity))


@settings(max_examples=60, suppress_health_check=[HealthCheck.filter_too_much])
@given(workouts(), st.sampled_from(Verbosity), st.sampled_from(LANGUAGES), st.booleans())
def test_any_workout_keeps_every_promise(workout, verbosity, language, paced):
    spoken = replace(workout, language=language)
    try:
        plan(spoken, Choices(paced=paced))
    except VoicecoachError:
        return  # There is nothing to do, or too much for one session.
    assert list(broken_promises(compiled(spoken, Choices(verbosity=verbosity, paced=paced)))) == []
    check_session(unswitched(spoken), Choices(verbosity=verbosity, paced=paced))


@pytest.mark.parametrize("verbosity", [Verbosity.NORMAL, Verbosity.DETAILED])
@pytest.mark.parametrize("path", SWEEP)
def test_the_length_that_is_announced_is_true(path, verbosity):
    timeline = compiled(load_workout(str(path)).or_raise(), Choices(verbosity=verbosity))
    said = re.search(
        r"About (\d+) minute|Less than a minute", next(cue.heard.text for cue in timeline.cues if cue.heard.text)
    )
    assert abs(int(said[1] or 0) - timeline.duration_ms / 60_000) <= 1


def test_few_lines_are_left_out_and_none_that_is_missed():
    said, lost, missed = 0, 0, []
    for path in SESSIONS:
        timeline = compiled(load_workout(str(path)).or_raise(), Choices())
        said += sum(cue.heard.text is not None for cue in timeline.cues)
        lost += sum(
            note.message.count("' dropped:") + note.message.count("', '")
            for note in timeline.notes
            if "dropped" in note.message
        )
        missed += [note for note in timeline.notes if note.severity is Severity.WARNING and note.step is not None]
    assert lost < 0.02 * said
    assert missed == []
