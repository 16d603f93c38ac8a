"""The JSON form of a workout: round trips, the page that describes it, and invalid documents."""

import json
import re
import time
from dataclasses import fields, is_dataclass
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.script.workouts import workouts
from voicecoach import workout as model
from voicecoach.errors import NOWHERE, Location, VoicecoachError
from voicecoach.script.workout_json import workout_from_json, workout_to_json
from voicecoach.workout import (
    NO_REST,
    Amount,
    Exercise,
    Group,
    Movement,
    Range,
    Rest,
    Rests,
    Timed,
    Workout,
)

PAGE = (Path(__file__).parents[2] / "docs/workout-json.md").read_text("utf-8")
EXAMPLE, CODE = (re.search(rf"^```{language}\n(.*?)^```", PAGE, re.M | re.S)[1] for language in ("json", "python"))

TIMED = {"kind": "timed", "time": 1000}


def document(**more):
    return json.dumps({"format": "voicecoach/workout", "version": 2, "title": "A", **more})


def item(**more):
    return document(groups=[{"kind": "group", "title": "G", "items": [{"kind": "exercise", "name": "X", **more}]}])


@pytest.mark.parametrize("examples", [25, pytest.param(500, marks=pytest.mark.slow)])
def test_every_workout_reads_back_equal(examples):
    @given(workouts())
    @settings(max_examples=examples)
    def reads_back_equal(workout):
        assert workout_from_json(workout_to_json(workout)) == workout

    reads_back_equal()


def test_the_python_of_the_page_prints_the_json_of_the_page(capsys):
    exec(CODE, {})
    printed = capsys.readouterr().out
    assert json.loads(printed) == json.loads(EXAMPLE)
    assert workout_to_json(workout_from_json(EXAMPLE)) == printed


def rows_of_the_page():
    """Yield the name of each record or kind on the page, with its keys."""
    for section in PAGE.split("\n### ")[1:]:
        rows = [line.split(" | ") for line in section.splitlines() if line.startswith("| `")]
        keys = {key for row in rows for key in re.findall(r"`(\w+)`", row[0])}
        if "| kind | keys |" in section:
            yield from ((re.findall(r"`(.*?)`", row[0])[0], set(re.findall(r"`(\w+)`", row[1]))) for row in rows)
        else:
            yield section.split("\n")[0], keys


def test_the_page_names_every_field():
    kinds = {"counted": "Counted", "timed": "Timed", "held": "Held", "free": "Free", "combined": "Combined"}
    kinds |= {"pace": "Pace", "tempo": "Tempo", "self-paced": "SelfPaced", "counted-aloud": "CountedAloud"}
    found = {kinds.get(name, name): keys for name, keys in rows_of_the_page()}
    records = {name: cls for name, cls in vars(model).items() if isinstance(cls, type) and is_dataclass(cls)}
    described_in_prose = {"Range", "Amount", "Rest", "FormCue"}
    assert found.keys() == records.keys() - described_in_prose
    for name, keys in found.items():
        assert keys == {field.name for field in fields(records[name])} - {"location"}, name


@pytest.mark.parametrize(
    ("amount", "form"),
    [
        (Amount.of(10), 10),
        (Amount((Range(8, 12),)), [8, 12]),
        (Amount.of(5, 3, 1), {"rungs": [5, 3, 1]}),
        (Amount((Range(5, 5),), or_more=True), {"rungs": [5], "or_more": True}),
        (Amount(), {"rungs": []}),
        (Amount((Range(15, 15),), women=(Range(12, 12),)), {"rungs": [15], "women": [12]}),
    ],
)
def test_the_forms_of_an_amount(amount, form):
    workout = Workout("A", (Group("G", (Exercise("X", Timed(amount)),)),))
    text = item(dose={**TIMED, "time": form})
    assert json.loads(workout_to_json(workout)) == json.loads(text)
    assert workout_from_json(text) == workout


@pytest.mark.parametrize(
    ("old", "new"),
    [
        (400, 400_000),
        ([400, 800], [400_000, 800_000]),
        ({"rungs": [2, 1], "or_more": True}, {"rungs": [2000, 1000], "or_more": True}),
    ],
)
def test_distances_of_version_1_are_whole_numbers(old, new):
    count = {"unit": "metre", "amount": old}
    said = item(dose={"kind": "counted", "counts": [count, {"unit": "rep", "amount": 5}]})
    now = item(dose={"kind": "counted", "counts": [count | {"amount": new}, {"unit": "rep", "amount": 5}]})
    assert workout_from_json(said.replace('"version": 2', '"version": 1')) == workout_from_json(now)


def test_a_rest_without_a_time_is_as_needed():
    workout = Workout("A", rests=Rests(sets=Rest(), rounds=NO_REST, exercises=Rest(Range(1000, 2000))))
    text = document(rests={"sets": {}, "exercises": {"time_ms": [1000, 2000]}, "rounds": {"time_ms": 0}})
    assert json.loads(workout_to_json(workout)) == json.loads(text)


def test_default_values_can_be_explicit():
    explicit = document(groups=[], movements=[], rests={"sets": None}, load=None, language="en", references={})
    assert workout_from_json(explicit) == workout_from_json(document()) == Workout("A")


def test_locations_are_not_written():
    movement = Movement("Ünique STEPS", location=Location("a.md", 7))
    text = workout_to_json(Workout("A", movements={"ünique steps": movement}))
    assert "a.md" not in text
    assert workout_from_json(text).movements["ünique steps"].location is NOWHERE


@pytest.mark.parametrize(
    ("written", "levels"),
    [
        ([], ()),
        (["light", "heavy"], (("light", "heavy"),)),
        ([["week 1", "week 2"], ["light", "heavy"]], (("week 1", "week 2"), ("light", "heavy"))),
    ],
)
def test_levels_on_one_axis_are_a_list_of_names(written, levels):
    workout = workout_from_json(document(levels=written))
    assert workout.levels == levels
    assert json.loads(workout_to_json(workout)).get("levels", []) == written


TRACK = {"subjects": ["load"], "values": [1]}
REFUSED = {
    "nothing": ("", "it is not JSON (Expecting value: line 1 column 1 (char 0))"),
    "a truncated document": (EXAMPLE[:300], "it is not JSON (Unterminated string starting at: line 8"),
    "not an object": ("[1, 2]", "its format is not 'voicecoach/workout'"),
    "a cue list": ('{"format": "voicecoach/cues", "version": 1}', "its format is not 'voicecoach/workout'"),
    "no version": ('{"format": "voicecoach/workout", "title": "A"}', "its version is None"),
    "a later version": (document(version=3), "its version is 3; this program reads versions 1 to 2"),
    "true as a version": (document(version=True), "its version is True"),
    "100,000 brackets": ("[" * 100_000, "nested too deeply"),
    "100,000 objects": ('{"a":' * 100_000, "nested too deeply"),
    "a deep list": (document(levels=json.loads("[" * 200 + "]" * 200)), "nested too deeply"),
    "a long text": (" " * 3_000_000, "longer than 2000000 characters"),
    "a number of 5000 digits": (document(every="1").replace('"1"', "9" * 5000), "4300"),
    "no title": (document(title="B").replace('"title"', '"titel"'), "title: is missing"),
    "no text": (document(title=7), "title: must be text, not 7"),
    "an unknown key": (document(rounds=2), "there is no key 'rounds'"),
    "an unprintable key": (document(**{"\x1b[2J": 2}), r"there is no key '\x1b[2J'"),
    "a control character": (document(title="A\x00B"), r"title: must be text that can be printed, not 'A\x00B'"),
    "a surrogate": (document(equipment="\ud800"), r"equipment: must be text that can be printed, not '\ud800'"),
    "an unwritten key": (item(dose=TIMED, location=None), "groups[0].items[0]: there is no key 'location'"),
    "a level and an axis": (document(levels=["light", ["week 1"]]), "levels[1]: must be text, not ['week 1']"),
    "an axis and a level": (document(levels=[["week 1"], "light"]), "levels[1]: must be a list, not 'light'"),
    "text as a list": (document(levels="light"), "levels: must be a list, not 'light'"),
    "an object as a list": (document(groups={}), "groups: must be a list, not {}"),
    "a list as an object": (document(rests=[]), "rests: must be an object, not []"),
    "text as an object": (document(progression="reps"), "progression: must be an object, not 'reps'"),
    "null as a list": (document(groups=None), "groups: must be a list, not None"),
    "null in a list": (document(groups=[None]), "groups[0]: must be an object, not None"),
    "a group without a kind": (document(groups=[{"title": "G"}]), "groups[0]: must be an object of kind group"),
    "an exercise as a group": (document(groups=[{"kind": "exercise"}]), "groups[0]: must be an object of kind group"),
    "an unknown kind": (item(dose={"kind": "timd"}), ".dose: must be an object whose kind is counted, timed, held"),
    "a list as a kind": (item(dose={"kind": []}), "items[0].dose: must be an object whose kind is"),
    "no dose": (item(), "groups[0].items[0].dose: is missing"),
    "null as a dose": (item(dose=None), "groups[0].items[0].dose: must be an object, not None"),
    "a key of another dose": (item(dose={**TIMED, "text": ""}), "items[0].dose: there is no key 'text'"),
    "an unknown word": (item(dose=TIMED, side_rule="both"), ".side_rule: must be one of none, each, alternating"),
    "true as a number": (item(dose={**TIMED, "time": True}), "dose.time: must be a whole number, not True"),
    "a number as true": (item(dose={**TIMED, "hold": 1}), "dose.hold: must be true or false, not 1"),
    "text as a number": (item(dose={**TIMED, "time": "30 s"}), "dose.time: must be a whole number, not '30 s'"),
    "a fraction": (item(dose={**TIMED, "time": 1.5}), "dose.time: must be a whole number, not 1.5"),
    "not a number": (item(dose={**TIMED, "time": float("nan")}), "dose.time: must be a whole number, not nan"),
    "infinity": (item(dose={**TIMED, "time": float("inf")}), "dose.time: must be a whole number, not inf"),
    "a negative number": (item(dose={**TIMED, "time": -1}), "dose.time: must be a whole number from 0"),
    "a number that is too large": (item(dose={**TIMED, "time": 2**53}), "dose.time: must be a whole number from 0 to"),
    "a reversed range": (item(dose=TIMED, sets=[3, 2]), ".sets: must be a number, or a list of two with the lower"),
    "a range of three": (item(dose=TIMED, sets=[1, 2, 3]), "items[0].sets: must be a number, or a list of two"),
    "an empty range": (item(dose=TIMED, sets=[]), "items[0].sets: must be a number, or a list of two"),
    "a range of ranges": (item(dose=TIMED, sets=[[1], 2]), "items[0].sets: must be a whole number, not [1]"),
    "text as a rung": (item(dose={**TIMED, "time": {"rungs": [1, "a"]}}), "time.rungs[1]: must be a whole"),
    "text as a rest": (document(rests={"sets": "60 s"}), "rests.sets: must be an object, not '60 s'"),
    "a number as a rest": (document(rests={"sets": 60}), "rests.sets: must be an object, not 60"),
    "text as a load": (document(references={"squat max": "100 kg"}), "references['squat max']: must be an object"),
    "an unprintable name": (document(references={"\x07": {}}), r"references['\x07']: must be text"),
    "references in a list": (document(references=[]), "references: must be an object, not []"),
    "two movements with one name": (document(movements=[{"name": "A"}, {"name": "a"}]), "movements: two movements"),
    "movements by name": (document(movements={"a": {"name": "A"}}), "movements: must be a list"),
    "text as a value": (document(progression={"tracks": [{**TRACK, "values": ["a"]}]}), "tracks[0].values[0]: must"),
    "an unknown subject": (document(progression={"discomfort": ["pain"]}), ".discomfort[0]: must be one of reps"),
    "a format in a link": (
        document(groups=[{"kind": "group", "title": "G", "items": [
            {"kind": "link", "title": "L", "target": "l.md", "workout": json.loads(document())}
        ]}]),
        "groups[0].items[0].workout: there is no key 'format'",
    ),
    "mistakes in a list": (document(groups=[0] * 600_000), "groups[0]: must be an object, not 0"),
    "mistakes in an object": (document(references=dict.fromkeys(map(str, range(100_000)))), "references['0']: must"),
    "150,000 unknown keys": (document(**dict.fromkeys(map(str, range(150_000)), 0)), "there is no key '0'"),
    "a long range": (item(dose=TIMED, sets=[1] * 600_000), "items[0].sets: must be a number, or a list of two"),
    "a text of a million letters": (document(language=["a" * 1_000_000]), "language: must be text, not ['aaa"),
}  # fmt: skip


@pytest.mark.parametrize(("text", "message"), REFUSED.values(), ids=REFUSED.keys())
def test_an_invalid_document_is_refused_in_one_message_with_its_location(text, message):
    start = time.monotonic()
    with pytest.raises(VoicecoachError) as caught:
        workout_from_json(text)
    assert time.monotonic() - start < 30
    assert message in caught.value.message
    assert len(caught.value.message) < 400
    assert caught.value.message.isprintable()
    assert "fmt SCRIPT --to json" in caught.value.hint


def is_workout_or_refused(text):
    try:
        return isinstance(workout_from_json(text), Workout)
    except VoicecoachError as error:
        return bool(error.hint)


@given(st.text())
def test_any_text_is_read_or_refused(text):
    assert is_workout_or_refused(text)


ANYTHING = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text() | st.sampled_from(("exercise", "group", "rep")),
    lambda inner: (
        st.lists(inner) | st.dictionaries(st.sampled_from(("kind", "rungs", "name", "unit")) | st.text(), inner)
    ),
)


@given(st.data())
def test_any_value_in_any_place_is_read_or_refused(data):
    whole = json.loads(EXAMPLE)
    part = whole
    while True:
        key = data.draw(st.sampled_from(sorted(part) if isinstance(part, dict) else range(len(part))))
        if not isinstance(part[key], dict | list) or not part[key] or data.draw(st.booleans()):
            break
        part = part[key]
    part[key] = data.draw(ANYTHING)
    assert is_workout_or_refused(json.dumps(whole))
