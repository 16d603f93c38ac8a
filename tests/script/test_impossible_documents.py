"""Documents that are well-formed but may not be a possible workout: each one compiles, or is refused with a place.

They are those of the golden sessions, which together have every construct, with a few values exchanged.
"""

import json
from collections import defaultdict
from copy import deepcopy
from functools import cache

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.coach.test_placement import compiled
from tests.conftest import ROOT
from voicecoach.errors import VoicecoachError
from voicecoach.library import find_linked
from voicecoach.script import check_built, read_script, workout_from_json, workout_to_json
from voicecoach.timeline import broken_promises
from voicecoach.workout import (
    Amount,
    Count,
    Counted,
    Exercise,
    Group,
    Load,
    Pace,
    Range,
    Tempo,
    Unit,
    Workout,
)

CASES = sorted((ROOT / "tests/cases/sessions").glob("*.md"))
FOLDER = ROOT / "tests/cases/sessions/links/script.md"
LONGEST_DOCUMENT = 20_000


def _document(case):
    script = case.read_text("utf-8").partition("==== session")[0]
    return workout_to_json(read_script(script, str(FOLDER), find_linked).or_raise())


@cache
def seeds():
    """Return the documents to start from."""
    return [json.loads(text) for text in map(_document, CASES) if len(text) < LONGEST_DOCUMENT]


def places_in(value, key=""):
    """Yield the container, the index and the key of every value in a document; an entry has the key of its list."""
    entries = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    for index, part in entries:
        own = index if isinstance(value, dict) else f"{key}[]"
        yield value, index, own
        yield from places_in(part, own)


@cache
def values():
    """Return all values of each key."""
    found = defaultdict(list)
    for whole in seeds():
        for container, at, name in places_in(whole):
            found[name].append(container[at])
    return found


ODD = (0, 1, 1000, 14_400_001, 2**53 - 1, "", " ", "x", "a, b", "rest", [], {}, None, True, [1, 5], {"rungs": []})


@st.composite
def documents(draw):
    """A document in which a few values are those of another place, odd, or missing."""
    changed = deepcopy(draw(st.sampled_from(seeds())))
    for _ in range(draw(st.integers(1, 3))):
        container, at, name = draw(st.sampled_from(list(places_in(changed))))
        others = values()[name] or [None]
        new = draw(st.none() | st.sampled_from(others) | st.sampled_from(ODD))
        if new is None:
            del container[at]
        else:
            container[at] = deepcopy(new)
    return json.dumps(changed)


def compiles_or_is_refused(text):
    try:
        result = check_built(workout_from_json(text), "a.json")
        if result.workout is None:
            return all(problem.location.line for problem in result.problems) and bool(result.problems)
        return list(broken_promises(compiled(result.workout))) == []
    except VoicecoachError as error:
        return bool(error.hint)


@pytest.mark.parametrize("examples", [60, pytest.param(3000, marks=[pytest.mark.slow, pytest.mark.timeout(1200)])])
def test_any_document_compiles_or_is_refused(examples):
    @given(documents())
    @settings(max_examples=examples)
    def holds(text):
        assert compiles_or_is_refused(text)

    holds()


SQUAT = {"name": "Squat", "dose": Counted((Count(Amount.of(5), Unit.REP),))}


@pytest.mark.parametrize(
    ("exercise", "message"),
    [
        (Exercise("Squat", Counted(())), "groups[0].items[0].dose.counts is empty"),
        (Exercise(**SQUAT, pace=Tempo(())), "groups[0].items[0].pace.phases is empty"),
        (Exercise(**SQUAT, limb="toe"), "the script language cannot express groups[0].items[0].limb"),
        (Exercise(**SQUAT, detail=" low"), "the script language cannot express groups[0].items[0].detail"),
        (Exercise(**SQUAT, load=Load("a band ")), "the script language cannot express groups[0].items[0].load.name"),
        (Exercise(**SQUAT, sets=Range(3, 1)), "the script language cannot express groups[0].items[0].sets.high"),
        (Exercise(**SQUAT, pace=Pace(5, Unit.REP)), "a pace must be from 0.2 s to 60 s"),
        (Exercise(**SQUAT, effort="meh"), "'meh' was not understood"),
    ],
)
def test_what_no_script_can_say_is_named(exercise, message):
    result = check_built(Workout("A", (Group("G", (exercise,)),)), "a.json")
    assert [problem.message for problem in result.problems] == [message]
