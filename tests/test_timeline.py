import json
from dataclasses import replace

import pytest

from voicecoach.errors import Severity, VoicecoachError
from voicecoach.session import Due, Note, StepKind
from voicecoach.talk import Verbosity
from voicecoach.timeline import Cue, Heard, Timeline, TimelineStep, VoiceSettings, broken_promises
from voicecoach.workout import Side

GO, TICK, WORDS = Heard(sound="go"), Heard(sound="tick"), Heard(text="Hips back")

SOUND = Timeline(
    title="A",
    language="en",
    verbosity=Verbosity.NORMAL,
    voice=VoiceSettings("pyttsx3", "en-us", 160),
    duration_ms=3000,
    steps=(
        TimelineStep(0, StepKind.INTRO, "A", None, None, 1, 1, 0, 1000),
        TimelineStep(
            1,
            StepKind.WORK,
            "Walks, left",
            "Walks, left",
            Side.LEFT,
            1,
            2,
            1000,
            3000,
            due=Due(1, 60_000),
            target="10 steps",
            set_of=(2, 3),
            rounds=4,
        ),
    ),
    cues=(Cue(1000, 1380, 1, "go", GO), Cue(1500, 2400, 1, "form", WORDS), Cue(2000, 2030, 1, "sound", TICK)),
    notes=(Note(Severity.WARNING, "m", 12, 1, hint="h"), Note(Severity.INFO, "n", choice="rounds")),
)


def test_a_cue_list_reads_back_equal():
    assert Timeline.from_json(SOUND.to_json()) == SOUND


def test_the_json_has_the_keys_of_the_contract():
    document = json.loads(SOUND.to_json())
    assert document["format"] == "voicecoach/cues"
    assert document["steps"][1] == {
        "index": 1, "kind": "work", "title": "Walks, left", "exercise": "Walks, left", "side": "left",
        "set": 1, "round": 2, "start_ms": 1000, "end_ms": 3000, "waits": False, "due": {"clock": 1, "at_ms": 60000},
        "is_open": False, "until_missed": None, "part": 0, "is_more": False, "ready_ms": None, "set_percent": None,
        "target": "10 steps", "set_of": [2, 3], "rounds": 4,
    }  # fmt: skip
    assert document["steps"][0]["due"] is None
    assert document["steps"][0]["target"] is None
    assert document["cues"][1] == {
        "start_ms": 1500, "end_ms": 2400, "step": 1, "kind": "form", "text": "Hips back", "sound": None,
    }  # fmt: skip
    assert document["notes"][0] == {
        "severity": "warning", "message": "m", "line": 12, "step": 1, "choice": None, "hint": "h",
    }  # fmt: skip


def test_a_cue_list_of_an_earlier_version_has_no_targets_and_can_be_read():
    document = json.loads(SOUND.to_json())
    for step in document["steps"]:
        for key in ("target", "set_of", "rounds"):
            del step[key]
    read = Timeline.from_json(json.dumps(document)).steps[1]
    assert (read.target, read.set_of, read.rounds) == ("", None, None)
    assert read.is_one_of_rounds


def test_a_sound_timeline_breaks_no_promise():
    assert list(broken_promises(SOUND)) == []


@pytest.mark.parametrize(
    ("change", "message"),
    [
        ({"duration_ms": 3001}, "the steps end at 3000 ms"),
        ({"steps": (), "duration_ms": 0, "cues": ()}, "it has no steps"),
        ({"duration_ms": 10**15}, "longer than a day"),
        ({"notes": (Note(Severity.INFO, "m", 1, 99),)}, "step 99, which does not exist"),
        ({"steps": (SOUND.steps[0], replace(SOUND.steps[1], start_ms=1001))}, "does not begin where"),
        ({"steps": (SOUND.steps[0], replace(SOUND.steps[1], index=2))}, "says that it is step 2"),
        ({"cues": (SOUND.cues[1], SOUND.cues[0])}, "comes after"),
        ({"cues": (Cue(2900, 3001, 1, "form", WORDS),)}, "crosses the edge"),
        ({"cues": (Cue(900, 1100, 1, "form", WORDS),)}, "crosses the edge"),
        ({"cues": (Cue(1000, 1000, 1, "form", WORDS),)}, "crosses the edge"),
        ({"cues": (Cue(1000, 1100, 7, "form", WORDS),)}, "belongs to no step"),
        ({"cues": (Cue(1000, 1500, 1, "go", GO), Cue(1499, 1600, 1, "form", WORDS))}, "is heard over"),
        ({"cues": (Cue(1000, 1500, 1, "go", GO), Cue(1499, 1600, 1, "sound", TICK))}, "is heard over"),
        ({"cues": (*SOUND.cues, Cue(2100, 2600, 1, "form", WORDS))}, "is heard over"),
    ],
)  # fmt: skip
def test_every_broken_promise_is_named(change, message):
    broken = list(broken_promises(replace(SOUND, **change)))
    assert any(message in text for text in broken), broken
    with pytest.raises(VoicecoachError, match="cannot be played"):
        Timeline.from_json(replace(SOUND, **change).to_json())


@pytest.mark.parametrize(
    "spoil",
    [
        lambda text: "",
        lambda text: text[: len(text) // 2],
        lambda text: "[1, 2]",
        lambda text: "[" * 100_000,
        lambda text: text.replace('"version": 1', '"version": 2'),
        lambda text: text.replace("voicecoach/cues", "other/cues"),
        lambda text: text.replace('"duration_ms"', '"length"'),
        lambda text: text.replace('"start_ms": 1000', '"start_ms": "soon"'),
        lambda text: text.replace('"start_ms": 1000', '"start_ms": 1000.5'),
        lambda text: text.replace('"kind": "work"', '"kind": "party"'),
        lambda text: text.replace('"sound": "go"', '"sound": null'),
        lambda text: text.replace('"sound": "go"', '"sound": ["go"]'),
        lambda text: text.replace('"verbosity": "normal"', '"verbosity": "loud"'),
        lambda text: text.replace('"line": 12', '"line": "twelve"'),
        lambda text: text.replace('"notes": [', '"notes": [7, '),
        lambda text: text.replace('"duration_ms": 3000', '"duration_ms": NaN'),
        lambda text: text.replace('"rounds": 4', '"rounds": "four"'),
        lambda text: text.replace('"target": "10 steps"', '"target": 10'),
        lambda text: text.replace('"set_of": null', '"set_of": [1]'),
        lambda text: text.replace("Hips back", "Hips\\u0000 back"),
        lambda text: text.replace("Hips back", "Hips \\ud800 back"),
    ],
)
def test_what_is_no_cue_list_is_refused_in_one_message(spoil):
    with pytest.raises(VoicecoachError) as caught:
        Timeline.from_json(spoil(SOUND.to_json()))
    assert caught.value.hint


@pytest.mark.parametrize("arguments", [{}, {"text": "a", "sound": "b"}])
def test_a_cue_is_words_or_a_sound_never_both_nor_neither(arguments):
    with pytest.raises(ValueError, match="either"):
        Heard(**arguments)


def in_order(timeline, *stretches):
    """Put stretches of a timeline one after the other again."""
    steps, cues, notes, start_ms = [], [], [], 0
    for first, last in stretches:
        part = timeline.between(first, last)
        assert list(broken_promises(part)) == []
        before = len(steps)
        cues += [cue.moved(start_ms, cue.step + before) for cue in part.cues]
        notes += [replace(note, step=note.step + before) for note in part.notes]
        steps += [step.moved(start_ms, step.index + before) for step in part.steps]
        start_ms += part.duration_ms
    return replace(timeline, duration_ms=start_ms, steps=tuple(steps), cues=tuple(cues), notes=tuple(notes))


def test_a_stretch_is_a_timeline_of_its_own_and_all_stretches_are_the_whole():
    of_steps = replace(SOUND, notes=SOUND.notes[:1])  # What is said of the whole belongs to no stretch.
    assert in_order(SOUND, (0, 0), (1, 1)) == of_steps
    assert in_order(SOUND, (0, 1)) == of_steps
    work = SOUND.between(1, 1)
    assert (work.duration_ms, work.steps[0].start_ms, work.steps[0].title) == (2000, 0, "Walks, left")
    assert [(cue.start_ms, cue.step) for cue in work.cues] == [(0, 0), (500, 0), (1000, 0)]
    assert work.notes == (Note(Severity.WARNING, "m", 12, 0, hint="h"),)
    assert SOUND.between(0, 0).cues == ()


def test_a_shipped_session_can_be_cut_anywhere(compile_shipped):
    timeline, _ = compile_shipped("upper-body-activation")
    last = len(timeline.steps) - 1
    whole = replace(timeline, notes=tuple(sorted((n for n in timeline.notes if n.step is not None), key=str)))
    for cut in range(last):
        again = in_order(timeline, (0, cut), (cut + 1, last))
        assert replace(again, notes=tuple(sorted(again.notes, key=str))) == whole
