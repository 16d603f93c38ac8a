"""The whole compiler with real voices."""

from itertools import product

import pytest

from tests.conftest import SHIPPED, SWEEP
from voicecoach.compiler import compile_session, speak_timeline
from voicecoach.errors import Severity, VoicecoachError
from voicecoach.library import load_script
from voicecoach.loading import load_workout
from voicecoach.script import read_script
from voicecoach.session import Choices
from voicecoach.talk import Verbosity
from voicecoach.timeline import Timeline, broken_promises


@pytest.mark.parametrize("verbosity", list(Verbosity))
@pytest.mark.parametrize("rest_ms", [None, 0, 5000, 10_000])
@pytest.mark.parametrize("name", SHIPPED)
def test_no_promise_is_broken_and_nothing_needed_is_lost(compile_in_either_voice, name, rest_ms, verbosity):
    timeline, clips = compile_in_either_voice(name, Choices(rounds=3, rest_ms=rest_ms, verbosity=verbosity))
    assert list(broken_promises(timeline)) == []
    assert all(clips[cue.heard].duration_ms == cue.end_ms - cue.start_ms for cue in timeline.cues)
    for step in timeline.steps:
        if step.exercise and verbosity is not Verbosity.QUIET:
            assert step.exercise in said_of(timeline, step)


def test_a_cue_list_of_another_voice_is_refused_rather_than_cut(compile_shipped, voice):
    timeline, _ = compile_shipped(SHIPPED[0])
    cue = next(cue for cue in timeline.cues if cue.heard.text)
    other = timeline.to_json().replace(f'"end_ms": {cue.end_ms}', f'"end_ms": {cue.end_ms - 1}')
    with pytest.raises(VoicecoachError, match="this voice takes"):
        speak_timeline(Timeline.from_json(other), voice)


@pytest.mark.parametrize("rounds", [2, 3, 4])
@pytest.mark.parametrize("name", SHIPPED)
def test_every_form_cue_is_said_in_full_before_its_short_form_stands_for_it(compile_shipped, name, rounds):
    timeline, _ = compile_shipped(name, Choices(rounds=rounds))
    said = [cue.heard.text for cue in timeline.cues if cue.kind == "form"]
    for movement in read_script(load_script(name).text, name).or_raise().movements.values():
        for cue in movement.form_cues:
            assert cue.text in said
            if cue.short in said and cue.short != cue.text:
                assert said.index(cue.text) < said.index(cue.short)


@pytest.mark.parametrize("path", SWEEP)
def test_every_shipped_session_compiles_without_a_warning(path, either_voice):
    result = load_workout(str(path))
    assert result.problems == ()
    for level in product(*result.or_raise().levels):
        check_session(compile_session(result.or_raise(), Choices(level=level), either_voice).timeline)


def check_session(timeline):
    assert list(broken_promises(timeline)) == []
    assert [note.message for note in timeline.notes if note.severity is Severity.WARNING] == []
    assert Timeline.from_json(timeline.to_json()) == timeline
    for step in timeline.steps:
        if step.exercise:
            announced = said_of(timeline, step)
            assert step.exercise in announced
            assert step.side is None or step.side.value in announced.casefold()


def said_of(timeline, step):
    """Return what is said where a set is announced: in the break before it, in the set before, or as it begins."""
    near = range(step.index - 2, step.index + 1) if step.index > 2 else (step.index - 1,)
    return " ".join(cue.heard.text or "" for cue in timeline.cues if cue.step in near)
