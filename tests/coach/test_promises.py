"""What a listener can rely on: in every shipped script, at every verbosity, in every language, with every choice."""

import json
from dataclasses import replace

import pytest
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from tests.coach.test_placement import check_beats, check_begins, check_lateness, check_opening, compiled, pairs
from tests.conftest import SESSIONS, SWEEP, THOROUGHNESS
from tests.script.workouts import is_short, short_workouts
from voicecoach.coach.prescriptions import Prescriptions
from voicecoach.coach.set_coach import GO_WORDS_MS
from voicecoach.errors import Severity, VoicecoachError
from voicecoach.languages import LANGUAGES
from voicecoach.loading import load_workout
from voicecoach.phrases import open_catalogue
from voicecoach.script import read_script, workout_from_json, workout_to_json
from voicecoach.session import Choices, SetWork, beats_of, plan
from voicecoach.talk import Verbosity
from voicecoach.timeline import broken_promises
from voicecoach.workout import spoken_names

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
    last, last_of = None, {}
    for placed, step in pairs(session, timeline):
        if beats_of(step.work):
            check_beats(timeline, placed, step)
        check_lateness(timeline, placed, step)
        if step.is_set:
            check_begins(timeline, placed)
            if choices.verbosity > Verbosity.QUIET and not step.work.part:
                check_announced(timeline, placed, step.work, last, workout.language)
                check_changes(session, timeline, placed, last_of.get(step.work.title))
            last = step.work
            if not step.work.part:
                last_of[step.work.title] = step.work
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


def announced(timeline, placed):
    """Return what is said of a set before it, or as it begins."""
    cues = (
        cue
        for cue in timeline.cues
        if cue.kind in {"next", "announce"} and placed.index - 2 <= cue.step <= placed.index and cue.heard.text
    )
    return " ".join(cue.heard.text for cue in cues if cue.start_ms < placed.start_ms + GO_WORDS_MS).casefold()


def lacks_time(timeline, placed):
    return any(note.step == placed.index and "no time to say" in note.message for note in timeline.notes)


def check_changes(session, timeline, placed, before):
    """Whatever differs from the last set of the exercise is said before the set, or a warning says that it is not.

    In a flow, the name of the set is all there is time for.
    """
    step, before_it = session.steps[placed.index], session.steps[placed.index - 1]
    work, is_flow = step.work, step.is_joined and (step.may_flow or before_it.may_flow)
    if not isinstance(work, SetWork) or is_flow or lacks_time(timeline, placed):
        return
    said = announced(timeline, placed)
    for change in changes(work, before, Prescriptions(open_catalogue(session.workout.language))):
        assert change.casefold() in said


def changes(work, before, say):
    """Yield the words for everything in which a set differs from the last one of its exercise."""
    exercise, old = work.exercise, before.exercise if isinstance(before, SetWork) else None
    if old is None or before.dose != work.dose:
        yield say.dose(work.dose)
    if exercise.load and (old is None or old.load != exercise.load):
        yield say.load(exercise.load)
    for target in exercise.targets:
        if old is None or target not in old.targets:
            yield say.target(target)
    if exercise.effort and (old is None or old.effort != exercise.effort):
        yield say.effort(exercise.effort)
    if old is not None and work.phases != before.phases and len(work.phases) > 1:
        yield ", ".join(map(say.phase, work.phases, spoken_names(work.phases)))


def check_announced(timeline, placed, work, last, language):
    """A set is announced by its name and its side, if they are not those of the set before, or a warning says so.

    That is done in the break before it or, if this is short or there is none, in the set before or in the set itself.
    """
    said = announced(timeline, placed)
    if lacks_time(timeline, placed):
        return
    assert work.name.casefold() in said or (last and last.title == work.title)
    if work.side and not (last and last.title == work.title and last.side is work.side):
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


@settings(max_examples=20 * THOROUGHNESS, suppress_health_check=[HealthCheck.filter_too_much, HealthCheck.too_slow])
@given(short_workouts(), st.sampled_from(Verbosity), st.sampled_from(LANGUAGES), st.booleans())
def test_any_workout_keeps_every_promise(workout, verbosity, language, paced):
    assume(is_short(workout))
    spoken = replace(workout, language=language)
    try:
        plan(spoken, Choices(paced=paced))
    except VoicecoachError:
        return  # There is nothing to do, or too much for one session.
    assert list(broken_promises(compiled(spoken, Choices(verbosity=verbosity, paced=paced)))) == []
    check_session(unswitched(spoken), Choices(verbosity=verbosity, paced=paced))


TERMS = (
    st.sampled_from(["5 reps", "8-12 reps", "3 reps", "max reps", "20 s", "5 reps, 2 s per rep", "400 m"]),
    st.sampled_from(["", " at 60 kg", " at 80 kg", " at 110-120% of max", ", 24 spm", ", 5:00/km"]),
    st.sampled_from(["", ", RPE 8", ", RPE 9", ", easy"]),
    st.sampled_from(["", ", left only", ", right only", ", each side"]),
    st.sampled_from(["", ", no rest", ", rest 3 s", ", rest 8 s", ", rest 20 s", ", rest 2 min", ", rest as needed"]),
)


@settings(max_examples=60, suppress_health_check=[HealthCheck.too_slow])
@given(
    st.lists(st.tuples(st.sampled_from(["Press", "Row"]), *TERMS), min_size=2, max_size=6),
    st.sampled_from(list(Verbosity)[1:]),
    st.sampled_from(LANGUAGES),
)
def test_what_changes_is_said(lines, verbosity, language):
    items = "\n".join(f"- {name}: {''.join(terms)}" for name, *terms in lines)
    workout = read_script(f"# A\n\n## B\n\n{items}\n", "a.md").workout
    assume(workout is not None)  # Terms that contradict each other.
    check_session(replace(workout, language=language), Choices(verbosity=verbosity))


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
