"""The promise of placement, for any workout, any durations and any choice; and golden cue lists.

Every file in tests/cases/cues is a script, a divider with the choices, and the cue list that must come of it when
every text takes a fifth of a second and 60 ms for each of its letters, and a number about what it takes in English.

To write the cue lists again: ``python -m tests.coach.test_placement``.
"""

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.conftest import ROOT, SHIPPED, THOROUGHNESS, read
from voicecoach.coach import WAKE, place
from voicecoach.coach.break_coach import WAKE_MS
from voicecoach.coach.lines import HardLine, SoftLine, sound, words
from voicecoach.compiler import coach_workout
from voicecoach.errors import Severity
from voicecoach.library import load_script
from voicecoach.session import Choices, StepKind, beats_of, marks_of, pace_of, plan
from voicecoach.talk import Verbosity
from voicecoach.timeline import TICKS, Heard, Timeline, VoiceSettings, broken_promises
from voicecoach.workout import Workout

VOICE = VoiceSettings("none", "test", 160)
SOUNDS_MS = {
    "wake": 320, "tick": 30, "second": 30, "rise": 150, "fall": 150, "level": 150, "ready": 120, "go": 380, "stop": 400,
    "half": 250, "switch": 280, "hold": 380, "release": 300, "in": 600, "out": 600, "finish": 900,
}  # fmt: skip
CASES = sorted((ROOT / "tests/cases/cues").glob("*.md"))


NUMBERS_MS = ((100, 1300), (20, 850), (12, 650), (0, 450))
"""About how long the default voice takes for numbers above each of these."""


def typical(heard):
    if heard.sound:
        return SOUNDS_MS[heard.sound]
    if heard.text.isdecimal() and heard.text.isascii() and int(heard.text):
        return next(length_ms for above, length_ms in NUMBERS_MS if int(heard.text) > above)
    return 200 + 60 * len(heard.text)


class Measured(dict):
    """The duration of whatever is heard: as a voice, it does not know beforehand what it will be asked to say."""

    def __init__(self, measure=typical):
        self.measure = measure

    def __missing__(self, heard):
        return self.setdefault(heard, self.measure(heard))


def compiled(workout: Workout, choices: Choices | None = None, measure=typical) -> Timeline:
    coached = coach_workout(workout, choices or Choices())
    return place(coached.session, coached.lines, Measured(measure), VOICE)


def heard_in(timeline, kind, step=None):
    """Return the cues of a kind, except the sound that opens every session."""
    return [
        cue for cue in timeline.cues if cue.kind == kind and step in (None, cue.step) and cue.heard != Heard(sound=WAKE)
    ]


def check_opening(timeline):
    """Every session opens with one sound, and its first words are a second later."""
    wake = Heard(sound=WAKE)
    assert [(cue.start_ms, cue.step, cue.kind) for cue in timeline.cues if cue.heard == wake] == [(0, 0, "sound")]
    assert timeline.cues[0].heard == wake
    assert all(cue.start_ms >= WAKE_MS for cue in timeline.cues[1:])


def as_text(timeline: Timeline) -> str:
    rows = []
    for step in timeline.steps:
        rows.append(f"{step.start_ms} {step.kind.value}: {step.title}")
        rows += [
            f"  {cue.start_ms - step.start_ms:6} {cue.end_ms - step.start_ms:6}  {cue.kind}: {cue.heard}"
            for cue in timeline.cues
            if cue.step == step.index and cue.heard.sound not in TICKS
        ]
        rows += [f"  note: {note.message}" for note in timeline.notes if note.step == step.index]
    return "\n".join(rows) + "\n"


@pytest.mark.parametrize("case", CASES, ids=lambda path: path.stem)
def test_golden_cue_lists(case: Path):
    text = case.read_text("utf-8")
    assert expected_text(text) == text


def expected_text(text: str) -> str:
    """Return a case with the cue list that comes of its script."""
    script, _, rest = text.partition("\n==== cues")
    chosen = rest.partition(" ====\n")[0]
    options = dict(option.split("=") for option in chosen.split())
    verbosity = Verbosity[options.pop("verbosity", "normal").upper()]
    choices = Choices(**{name: int(value) for name, value in options.items()}, verbosity=verbosity)
    return f"{script}\n==== cues{chosen} ====\n{as_text(compiled(read(script), choices))}"


@st.composite
def scripts(draw):
    """Write scripts of every shape that the language has today."""
    name = st.sampled_from(
        ["Squat", "Lateral walks, left foot leads", "Row, right", "Plank", "A very long name of a movement"]
    )
    count = st.integers(1, 25).map(str)
    dose = st.one_of(
        st.integers(1, 90).map(lambda seconds: f"{seconds} s"),
        st.integers(5, 40).map(lambda seconds: f"{seconds} s hold"),
        count.map(lambda amount: f"{amount} reps"),
        st.tuples(count, count).map(lambda pair: f"{pair[0]} steps up, {pair[1]} steps back"),
    )
    item = st.tuples(name, dose).map(lambda pair: f"- {pair[0]}: {pair[1]}")
    lines = ["# Any workout", "", "> Stop when it hurts. Then rest."]
    for number in range(draw(st.integers(1, 2))):
        rest = draw(st.integers(0, 40))
        lines += [
            "",
            f"## Group {number}: {draw(st.integers(1, 3))} rounds, rest {rest} s, rest {rest * 2} s between rounds",
            "",
        ]
        lines += draw(st.lists(item, min_size=1, max_size=3))
    pace = draw(st.sampled_from(["0.2", "0.35", "0.7", "1", "2.5", "4"]))
    lines += ["", "## Movements"]
    for movement in ("Squat", "Lateral walks", "Row"):
        lines += ["", f"### {movement}", f"pace: {pace} s per rep", "", "Stand tall. Look ahead.", ""]
        lines += [
            "- Push your hips back, stay low | Stay low",
            "- Chest up",
            "- Breathe out on the way up | Breathe out",
        ]
    return "\n".join(lines) + "\n"


def pairs(session, timeline):
    """Return each step as placed and as planned."""
    return list(zip(timeline.steps, session.steps, strict=True))


SHORTEST_NAMED_MS = 1000
"""A slow voice takes longer than a shorter set for its name."""


def check_begins(timeline, step):
    """A set begins with the go sound, or with words if it joins another; a later part of one begins with a turn.

    A set of less than a second that joins another may have room for no name, and is counts alone.
    """
    if step.length_ms < SHORTEST_NAMED_MS:
        return
    first = [cue for cue in timeline.cues if cue.step == step.index and cue.heard.sound not in TICKS][:1]
    assert [cue.start_ms for cue in first] == [step.start_ms]
    assert first[0].kind in {"go", "next", "switch", "tempo"}


def check_beats(timeline, placed, step):
    """Every tick is on its beat and only one at the go is missing; every count is the number of its beat."""
    beats = {placed.start_ms + beat.at_ms: beat.number for beat in beats_of(step.work)}
    ticks = [cue.start_ms for cue in heard_in(timeline, "sound", placed.index) if cue.heard.sound == "tick"]
    free_ms = max((cue.end_ms for cue in heard_in(timeline, "go", placed.index)), default=placed.start_ms + 1)
    assert ticks == [at_ms for at_ms in beats if at_ms >= free_ms]
    for cue in heard_in(timeline, "count", placed.index):
        number, _, _name = cue.heard.text.partition(" ")  # In a tempo, the name of the phase follows.
        assert number.rstrip(",") == str(beats[cue.start_ms])


LEFT = {1000: "1", 2000: "2", 3000: "3"}
"""What is said at this time before a set, or before the next hold of a set."""


def check_lateness(timeline, placed, step):
    """Words about a time are heard at that time."""
    start_ms, end_ms = placed.start_ms, placed.end_ms
    begins_ms = [end_ms, *(start_ms + mark.at_ms for mark in marks_of(step.work) if mark.name == "hold")]
    for cue in heard_in(timeline, "countdown", placed.index):
        left = next(LEFT[each - cue.start_ms] for each in begins_ms if each - cue.start_ms in LEFT)
        assert cue.heard.sound == "ready" or cue.heard.text == left
    ends_ms = [end_ms, *(start_ms + mark.at_ms + mark.lasts_ms for mark in marks_of(step.work) if mark.name == "hold")]
    for cue in heard_in(timeline, "time-left", placed.index):
        assert any((each_ms - cue.start_ms) % 1000 == 0 for each_ms in ends_ms)
    for cue in heard_in(timeline, "halfway", placed.index):
        assert cue.start_ms >= (start_ms + end_ms) // 2
        assert cue.end_ms <= (start_ms + end_ms) // 2 + 3000
    for cue in heard_in(timeline, "switch", placed.index):
        later = [beat.at_ms for beat in beats_of(step.work) if beat.part and start_ms + beat.at_ms > cue.start_ms]
        assert not later or cue.end_ms <= start_ms + later[0]


@settings(max_examples=80 * THOROUGHNESS)
@given(
    scripts(), st.sampled_from(Verbosity), st.integers(1, 4), st.sampled_from([None, 0, 3000, 9000, 20_000]), st.data()
)
def test_nothing_is_ever_over_anything_cut_off_or_late(script, verbosity, rounds, rest_ms, data):
    lengths = data.draw(st.integers(40, 400)), data.draw(st.integers(5, 120))
    workout = read(script)
    choices = Choices(rounds=rounds, rest_ms=rest_ms, verbosity=verbosity)

    def measure(heard):
        return SOUNDS_MS[heard.sound] if heard.sound else lengths[0] + lengths[1] * len(heard.text)

    timeline = compiled(workout, choices, measure)
    assert list(broken_promises(timeline)) == []
    check_opening(timeline)
    for cue in timeline.cues:
        assert cue.end_ms - cue.start_ms == measure(cue.heard)  # never cut off
    for step in timeline.steps:
        if step.exercise:
            check_begins(timeline, step)
            if not timeline.steps[step.index + 1].exercise:
                (stop,) = heard_in(timeline, "stop", step.index + 1)
                assert stop.start_ms == step.end_ms
    for placed, step in pairs(plan(workout, choices), timeline):
        assert placed.end_ms - placed.start_ms >= step.duration_ms
        assert step.elastic or placed.end_ms - placed.start_ms == step.duration_ms
        check_beats(timeline, placed, step)
        check_lateness(timeline, placed, step)
    assert Timeline.from_json(timeline.to_json()) == timeline
    if verbosity is Verbosity.QUIET:
        assert all(cue.heard.text is None for cue in timeline.cues)


@pytest.mark.parametrize("verbosity", list(Verbosity))
@pytest.mark.parametrize("rounds", [2, 4])
@pytest.mark.parametrize("name", SHIPPED)
def test_counts_lie_exactly_on_the_period(name, rounds, verbosity):
    workout = read(load_script(name).text)
    session = plan(workout, Choices(rounds=rounds, verbosity=verbosity))
    timeline = compiled(workout, session.choices)
    for placed, step in pairs(session, timeline):
        pace_ms = pace_of(step)
        if not pace_ms:
            continue
        start_ms = placed.start_ms + step.work.lead_ms
        counts = heard_in(timeline, "count", placed.index)
        assert all((cue.start_ms - start_ms) % pace_ms == 0 for cue in counts)
        assert bool(counts) == (verbosity > Verbosity.QUIET)
        check_beats(timeline, placed, step)


@pytest.mark.parametrize("verbosity", [Verbosity.BRIEF, Verbosity.NORMAL, Verbosity.DETAILED])
@pytest.mark.parametrize("name", SHIPPED)
def test_first_and_last_three_counts_of_a_stretch_are_always_said(name, verbosity):
    timeline = compiled(read(load_script(name).text), Choices(verbosity=verbosity))
    for step in timeline.steps:
        said = [cue.heard.text for cue in heard_in(timeline, "count", step.index)]
        for stretch in (said[: said.index("10") + 1], said[said.index("10") + 1 :]) if said else ():
            assert not stretch or (stretch[:3], stretch[-3:]) == (["1", "2", "3"], ["8", "9", "10"])


@pytest.mark.parametrize("verbosity", [Verbosity.BRIEF, Verbosity.NORMAL, Verbosity.DETAILED])
@pytest.mark.parametrize("name", SHIPPED)
@pytest.mark.parametrize("rest_ms", [None, 10_000])
def test_every_set_is_announced_with_its_side_before_it_starts(name, rest_ms, verbosity):
    timeline = compiled(read(load_script(name).text), Choices(rest_ms=rest_ms, verbosity=verbosity))
    for step in timeline.steps:
        if step.exercise:
            before = [*heard_in(timeline, "next", step.index - 1), *heard_in(timeline, "announce", step.index - 1)]
            about_sets = [cue.heard.text for cue in before if not cue.heard.text.startswith("About ")]
            assert [step.exercise in text for text in about_sets] == [True]


def test_long_numbers_are_said_every_fifth_time_and_at_the_end():
    timeline = compiled(read("# A\n\n## G\n\n- March: 118 steps\n"))
    said = [int(cue.heard.text) for cue in heard_in(timeline, "count")]
    assert said == [*range(1, 101), 105, 110, 115, 118]
    assert any("'101' takes longer than a beat" in note.message for note in timeline.notes)


@pytest.mark.parametrize("pace", ["0.3", "0.4", "0.7", "0.8", "1"])
def test_the_last_number_of_a_brisk_set_is_said_and_few_are_lost(pace):
    script = f"# A\n\n## G\n\n- Skip: 30 steps\n\n## Movements\n\n### Skip\npace: {pace} s per step\n\n- Light feet\n"
    timeline = compiled(read(script))
    said = [cue.heard.text for cue in heard_in(timeline, "count")]
    assert said[-1] == "30"
    assert float(pace) < 0.9 or said[-3:] == ["28", "29", "30"]
    assert {"20", "25", "30"} <= set(said)
    lost = [note for note in timeline.notes if note.severity is Severity.WARNING]
    assert lost == []


def test_numbers_that_run_down_are_thinned_while_they_are_long():
    timeline = compiled(read("# A\n\n## G\n\n- March: 118 steps, cue count=down\n"))
    said = [int(cue.heard.text) for cue in heard_in(timeline, "count")]
    assert said == [115, 110, 105, *range(100, 0, -1)]


def test_halfway_is_said_at_the_half_or_not_at_all():
    for seconds in range(30, 91):
        timeline = compiled(read(f"# A\n\n## G\n\n- Plank: {seconds} s hold\n"))
        kinds = [cue.kind for cue in timeline.cues if cue.heard.text and cue.kind in {"halfway", "time-left"}]
        assert kinds[0] == "halfway" or seconds > 60


def test_what_is_heard_grows_with_the_verbosity():
    workout = read(load_script("lower-body-activation").text)
    spoken = [
        sum(len(cue.heard.text or "") for cue in compiled(workout, Choices(verbosity=verbosity)).cues)
        for verbosity in Verbosity
    ]
    assert spoken[0] == 0
    assert spoken == sorted(set(spoken))


def test_the_count_of_the_rep_stands_on_the_tick_that_begins_it():
    timeline = compiled(read("# A\n\n## G\n\n- Squat: 3 reps\n"))
    counts = heard_in(timeline, "count")
    ticks = heard_in(timeline, "sound")
    assert [cue.heard.text for cue in counts] == ["1", "2", "3"]
    assert [cue.start_ms for cue in counts] == [cue.start_ms for cue in ticks]


def one_rest(seconds, *lines):
    """Place lines in the middle step of a session, a rest of this length."""
    workout = read(f"# A\n\n## G: 1 round, rest {seconds} s\n\n- One: 10 s\n- Two: 10 s\n")
    session = plan(workout, Choices())
    (rest,) = [step for step in session.steps if step.kind is StepKind.REST]
    placed = [HardLine(rest.index, **line) if "at_ms" in line else SoftLine(rest.index, **line) for line in lines]
    timeline = place(session, placed, Measured(), VOICE)
    start_ms = timeline.steps[rest.index].start_ms
    heard = [(cue.start_ms - start_ms, str(cue.heard)) for cue in timeline.cues]
    return heard, [note for note in timeline.notes if note.step == rest.index]


def test_a_line_is_said_in_fewer_words_before_anything_is_lost():
    forms = words(("x" * 200, "xxxxx"))
    heard, notes = one_rest(5, {"kind": "next", "forms": forms})
    assert heard == [(0, "xxxxx")]
    assert "shortened" in notes[0].message


def test_the_less_important_line_is_left_out_with_a_warning():
    next_, rest = words(("n" * 40,)), words(("r" * 40,))
    heard, notes = one_rest(5, {"kind": "setup", "forms": rest}, {"kind": "next", "forms": next_})
    assert heard == [(0, "n" * 40)]
    assert (notes[0].severity, "dropped" in notes[0].message) == (Severity.WARNING, True)


def test_lines_keep_the_order_of_speech_whatever_their_importance():
    heard, _ = one_rest(9, {"kind": "rest", "forms": words(("r",))}, {"kind": "next", "forms": words(("n",))})
    assert [text for _, text in heard] == ["r", "n"]


def test_only_a_more_important_line_takes_the_place_of_one_that_gives_way():
    count = {"kind": "countdown", "forms": words(("3",)), "at_ms": 3000, "preemptible": True}
    long = words(("x" * 75,))
    heard, notes = one_rest(5, count, {"kind": "next", "forms": long})
    assert heard == [(0, "x" * 75)]
    assert "gave way" in notes[0].message
    heard, _ = one_rest(5, count, {"kind": "encourage", "forms": long})
    assert heard == [(3000, "3")]


def test_the_tick_alone_is_heard_under_speech():
    tick = {"kind": "sound", "forms": sound("tick"), "at_ms": 500}
    go = {"kind": "go", "forms": sound("go"), "at_ms": 500}
    speech = {"kind": "next", "forms": words(("x" * 10,))}
    assert one_rest(9, tick, speech)[0] == [(0, "x" * 10), (500, "(tick)")]
    assert one_rest(9, go, speech)[0] == [(500, "(go)"), (1030, "x" * 10)]


if __name__ == "__main__":
    for path in CASES:
        path.write_text(expected_text(path.read_text("utf-8")), "utf-8")
