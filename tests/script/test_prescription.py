"""Prescriptions, the text after a colon, and what they are read as."""

import pytest

from tests.conftest import read
from voicecoach.script import read_script
from voicecoach.script.prescription import read_pace, read_rests
from voicecoach.script.source import Problems, Span
from voicecoach.workout import (
    NO_REST,
    Amount,
    Count,
    Counted,
    CountedAloud,
    Exercise,
    Free,
    Held,
    Load,
    LoadUnit,
    Mode,
    Pace,
    Phase,
    Range,
    Rest,
    Rests,
    SelfPaced,
    SideRule,
    Tempo,
    Timed,
    Unit,
)

REP, STEP = Unit.REP, Unit.STEP


def words(text):
    return Span(text, "a.md", 1, 1, text)


def exercise(text):
    (group,) = read(f"---\nlevels: light, heavy · week 1, week 2\n---\n# A\n\n## G\n\n- X: {text}\n").groups
    return group.items[0]


def reps(*numbers, unit=REP, way=""):
    return Counted((Count(Amount.of(*numbers), unit, way),))


def seconds(*numbers, hold=False):
    return Timed(Amount.of(*(1000 * number for number in numbers)), hold=hold)


@pytest.mark.parametrize(
    ("text", "dose"),
    [
        ("10 s", seconds(10)),
        ("10s", seconds(10)),
        ("1.5 min", seconds(90)),
        ("1:30", seconds(90)),
        ("1 h", seconds(3600)),
        ("1 min 30 s", seconds(90)),
        ("2min30", seconds(150)),
        ("1 h 30 min", seconds(5400)),
        ("1h30", seconds(5400)),
        ("1 hour 2 minutes 3 seconds", seconds(3723)),
        ("30″", seconds(30)),
        ("90''", seconds(90)),
        ("5’", seconds(300)),
        ("1’30", seconds(90)),
        ("1'30\"", seconds(90)),
        ("1'30-1'45", Timed(Amount((Range(90_000, 105_000),)))),
        ("20-30 s", Timed(Amount((Range(20_000, 30_000),)))),
        ("0:20 hold", seconds(20, hold=True)),
        ("20 seconds hold", seconds(20, hold=True)),
        ("hold 20 s", seconds(20, hold=True)),
        ("hold 90 s", seconds(90, hold=True)),
        ("max hold", Timed(Amount(), hold=True)),
        ("20-40-20 s", seconds(20, 40, 20)),
        ("10", reps(10)),
        ("10 reps", reps(10)),
        ("1 Rep", reps(1)),
        ("8-12 reps", Counted((Count(Amount((Range(8, 12),)), REP),))),
        ("10 to 12 reps", Counted((Count(Amount((Range(10, 12),)), REP),))),
        ("10 reps each way", reps(10, way="each way")),
        ("10 steps up, 10 steps back", Counted((Count(Amount.of(10), STEP, "up"), Count(Amount.of(10), STEP, "back")))),
        ("7 reps lower half, 7 reps full",
         Counted((Count(Amount.of(7), REP, "lower half"), Count(Amount.of(7), REP, "full")))),
        ("5 reps palms up, 5 reps down to the knee",
         Counted((Count(Amount.of(5), REP, "palms up"), Count(Amount.of(5), REP, "down to the knee")))),
        ("10 steps up 8 steps backwards",
         Counted((Count(Amount.of(10), STEP, "up"), Count(Amount.of(8), STEP, "back")))),
        ("5 breaths hold", Counted((Count(Amount.of(5), Unit.BREATH),), hold=True)),
        ("16 beats", reps(16, unit=Unit.BEAT)),
        ("400 m", reps(400_000, unit=Unit.METRE)),
        ("20 calories", reps(20, unit=Unit.CALORIE)),
        ("max reps", Counted((Count(Amount(), REP),))),
        ("max", Counted((Count(Amount(), REP),))),
        ("5+ reps", Counted((Count(Amount((Range(5, 5),), or_more=True), REP),))),
        ("5 or more reps", Counted((Count(Amount((Range(5, 5),), or_more=True), REP),))),
        ("21-15-9 reps", reps(21, 15, 9)),
        ("5/3 reps", reps(5, 3)),
        ("5/3/1 reps", reps(5, 3, 1)),
        ("4 down to 1 reps", reps(4, 3, 2, 1)),
        ("2 up to 8 by 2 reps", reps(2, 4, 6, 8)),
        ("5 x 10 s hold", Held(Amount.of(5), Amount.of(10_000))),
        ("6-4-2 x 10 s hold", Held(Amount.of(6, 4, 2), Amount.of(10_000))),
        ("done", Free()),
        ("until your partner is back", Free("until your partner is back")),
        ("until the bar is loaded, done", Free("until the bar is loaded")),
    ],
)  # fmt: skip
def test_doses(text, dose):
    assert exercise(text) == Exercise("X", dose)


@pytest.mark.parametrize(
    ("text", "dose", "sets"),
    [
        ("3 x 10", reps(10), Range(3, 3)),
        ("3x10reps", reps(10), Range(3, 3)),
        ("2–3 × 5–10 reps", Counted((Count(Amount((Range(5, 10),)), REP),)), Range(2, 3)),
        ("3 sets of 10 reps", reps(10), Range(3, 3)),
        ("3 sets x 10", reps(10), Range(3, 3)),
        ("3 x 30 s", seconds(30), Range(3, 3)),
        ("3 sets of 30 s hold", seconds(30, hold=True), Range(3, 3)),
        ("3 x 5 x 10 s hold", Held(Amount.of(5), Amount.of(10_000)), Range(3, 3)),
        ("3*10", reps(10), Range(3, 3)),
        ("3 x max reps", Counted((Count(Amount(), REP),)), Range(3, 3)),
        ("3xmax", Counted((Count(Amount(), REP),)), Range(3, 3)),
        ("3x10,", reps(10), Range(3, 3)),
        ("3x10 reps.", reps(10), Range(3, 3)),
        ("3 sets, max reps", Counted((Count(Amount(), REP),)), Range(3, 3)),
    ],
)
def test_sets(text, dose, sets):
    assert exercise(text) == Exercise("X", dose, sets=sets)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("each side", {"side_rule": SideRule.EACH}),
        ("per leg", {"side_rule": SideRule.EACH, "limb": "leg"}),
        ("/side", {"side_rule": SideRule.EACH}),
        ("a side", {"side_rule": SideRule.EACH}),
        ("alternating", {"side_rule": SideRule.ALTERNATING}),
        ("alternating legs", {"side_rule": SideRule.ALTERNATING, "limb": "leg"}),
        ("alternating sets", {"side_rule": SideRule.ALTERNATING_SETS}),
        ("alternating each round", {"side_rule": SideRule.ALTERNATING_ROUNDS}),
        ("switch halfway", {"side_rule": SideRule.SWITCH}),
        ("switch feet halfway", {"side_rule": SideRule.SWITCH, "limb": "foot"}),
        ("left only", {"side_rule": SideRule.LEFT_ONLY}),
        ("right arm only", {"side_rule": SideRule.RIGHT_ONLY, "limb": "arm"}),
        ("at 60 kg", {"load": Load("", Amount.of(60_000), LoadUnit.KG)}),
        ("@ 45lb", {"load": Load("", Amount.of(45_000), LoadUnit.LB)}),
        ("62.5 kg", {"load": Load("", Amount.of(62_500), LoadUnit.KG)}),
        ("at 75% of squat max", {"load": Load("squat max", Amount.of(75_000), LoadUnit.PERCENT)}),
        ("bodyweight", {"load": Load("bodyweight")}),
        ("bodyweight + 10 kg", {"load": Load("bodyweight", Amount.of(10_000), LoadUnit.KG)}),
        ("BW+10kg", {"load": Load("bodyweight", Amount.of(10_000), LoadUnit.KG)}),
        ("with green band", {"load": Load("green band")}),
        ("with two 20 kg dumbbells", {"load": Load("two 20 kg dumbbells")}),
        ("RPE 8", {"effort": "RPE 8"}),
        ("RPE8", {"effort": "RPE 8"}),
        ("RPE: 8", {"effort": "RPE 8"}),
        ("at RPE 7-8", {"effort": "RPE 7-8"}),
        ("RIR 2", {"effort": "RIR 2"}),
        ("all out", {"effort": "all out"}),
        ("4 s per rep", {"pace": Pace(4000, REP)}),
        ("at 4 s per rep", {"pace": Pace(4000, REP)}),
        ("120 bpm", {"pace": Pace(500, Unit.BEAT)}),
        ("tempo 3-1-1-0", {"pace": Tempo((Phase("down", 3000), Phase("hold", 1000), Phase("up", 1000)))}),
        ("tempo 31X0", {"pace": Tempo((Phase("down", 3000), Phase("hold", 1000), Phase("up", 1000, fast=True)))}),
        ("tempo 3-0-X-1", {"pace": Tempo((Phase("down", 3000), Phase("up", 1000, fast=True), Phase("hold", 1000)))}),
        ("tempo 2.5-0-1-0", {"pace": Tempo((Phase("down", 2500), Phase("up", 1000)))}),
        ("tempo 10-0-1", {"pace": Tempo((Phase("down", 10_000), Phase("up", 1000)))}),
        ("up fast, down 3", {"pace": Tempo((Phase("up", 1000, fast=True), Phase("down", 3000)))}),
        ("pull 2, hold 1, push 3", {"pace": Tempo((Phase("pull", 2000), Phase("hold", 1000), Phase("push", 3000)))}),
        ("squeeze 2, release 2.5", {"pace": Tempo((Phase("squeeze", 2000), Phase("release", 2500)))}),
        ("tempo sweep 2 s, back X", {"pace": Tempo((Phase("sweep", 2000), Phase("back", 1000, fast=True)))}),
        ("tempo: drücken 2, zurück 3", {"pace": Tempo((Phase("drücken", 2000), Phase("zurück", 3000)))}),
        ("slow lowering", {"pace": Tempo((Phase("down", 3000), Phase("up", 1000)))}),
        ("in 4, out 4", {"pace": Tempo((Phase("in", 4000), Phase("out", 4000)))}),
        ("in 4 s, hold 2.5 s, out 4 s", {"pace": Tempo((Phase("in", 4000), Phase("hold", 2500), Phase("out", 4000)))}),
        ("self-paced", {"pace": SelfPaced()}),
        ("at your own pace", {"pace": SelfPaced()}),
        ("counted", {"pace": CountedAloud()}),
        ("counted aloud", {"pace": CountedAloud()}),
        ("every 2 min", {"every_ms": 120_000}),
        ("every minute", {"every_ms": 60_000}),
        ("rest the remainder of the minute", {"every_ms": 60_000}),
        ("cap 60 s", {"cap_ms": 60_000}),
        ("in 2 min", {"cap_ms": 120_000}),
        ("rest: 90s", {"rests": Rests(after=Rest(Range(90_000, 90_000)))}),
        ("rest=2min30", {"rests": Rests(after=Rest(Range(150_000, 150_000)))}),
        ("about 45 s", {"about_ms": 45_000}),
        ("~1:30", {"about_ms": 90_000}),
        ("rest as needed, about 2 min", {"rests": Rests(after=Rest(about_ms=120_000))}),
        ("rest as needed between sets, about 2 min", {"rests": Rests(sets=Rest(about_ms=120_000))}),
        ("rest as needed about 2 min between sets", {"rests": Rests(sets=Rest(about_ms=120_000))}),
        ("about 45 s, rest as needed, about 2 min", {"about_ms": 45_000, "rests": Rests(after=Rest(about_ms=120_000))}),
        ("rest 90 s, about 45 s", {"about_ms": 45_000, "rests": Rests(after=Rest(Range(90_000, 90_000)))}),
        ("in 60 s", {"cap_ms": 60_000}),
        ("90 s cap", {"cap_ms": 90_000}),
        ("in 90″", {"cap_ms": 90_000}),
        ("within 1:30", {"cap_ms": 90_000}),
        ("in 30 s, down 3, up 1", {"cap_ms": 30_000, "pace": Tempo((Phase("down", 3000), Phase("up", 1000)))}),
        ("in X, out 4", {"pace": Tempo((Phase("in", 1000, fast=True), Phase("out", 4000)))}),
        ("in X, out 4, in 60 s",
         {"cap_ms": 60_000, "pace": Tempo((Phase("in", 1000, fast=True), Phase("out", 4000)))}),
        ("in 4, out 4, in 60 s", {"cap_ms": 60_000, "pace": Tempo((Phase("in", 4000), Phase("out", 4000)))}),
        ("rest 90 s", {"rests": Rests(after=Rest(Range(90_000, 90_000)))}),
        ("rest 5 s between reps, rest 20-30 s between sides",
         {"rests": Rests(reps=Rest(Range(5000, 5000)), sides=Rest(Range(20_000, 30_000)))}),
        ("rest as needed between sets", {"rests": Rests(sets=Rest())}),
        ("no rest", {"rests": Rests(sides=NO_REST, after=NO_REST)}),
        ("no rest after", {"rests": Rests(after=NO_REST)}),
        ("changeover 8 s", {"rests": Rests(changeover=Rest(Range(8000, 8000)))}),
        ("no changeover", {"rests": Rests(changeover=NO_REST)}),
        ("level light or heavy", {"levels": (("light", "heavy"),)}),
        ("level week 2, level light or heavy", {"levels": (("week 2",), ("light", "heavy"))}),
    ],
)  # fmt: skip
@pytest.mark.parametrize("join", [" ", ", ", "; ", " — "])
def test_terms_besides_the_dose(text, said, join):
    assert exercise(f"2 x 10 reps{join}{text}") == Exercise("X", reps(10), sets=Range(2, 2), **said)


def test_max_reps_can_have_a_time_limit():
    for text, cap_ms in (("60 s", 60_000), ("90 s", 90_000), ("1:15", 75_000), ("20 min", 1_200_000)):
        said = exercise(f"max reps in {text}")
        assert said == Exercise("X", Counted((Count(Amount(), REP),)), cap_ms=cap_ms)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("2-4 rounds, rest 15 s between exercises, rest 30-45 s between rounds",
         {"rounds": Range(2, 4),
          "rests": Rests(exercises=Rest(Range(15_000, 15_000)), rounds=Rest(Range(30_000, 45_000)))}),
        ("3 rounds rest 30 s", {"rounds": Range(3, 3), "rests": Rests(exercises=Rest(Range(30_000, 30_000)))}),
        ("3 sets", {"rounds": Range(3, 3)}),
        ("EMOM 10 min", {"mode": Mode.EMOM, "time_ms": 600_000}),
        ("20 min AMRAP", {"mode": Mode.AMRAP, "time_ms": 1_200_000}),
        ("as many rounds as possible in 20 min", {"mode": Mode.AMRAP, "time_ms": 1_200_000}),
        ("for time", {"mode": Mode.FOR_TIME}),
        ("for time, about 12 min", {"mode": Mode.FOR_TIME, "about_ms": 720_000}),
        ("3 rounds, for time, cap 12:00", {"mode": Mode.FOR_TIME, "rounds": Range(3, 3), "time_ms": 720_000}),
        ("10 rounds, every 90 s", {"rounds": Range(10, 10), "every_ms": 90_000}),
        ("self-paced, level heavy", {"self_paced": True, "levels": (("heavy",),)}),
        ("counted", {"self_paced": False}),
    ],
)  # fmt: skip
def test_terms_of_a_group(text, said):
    (group,) = read(f"---\nlevels: light, heavy\n---\n# A\n\n## G: {text}\n\n- X: 10 reps\n").groups
    for name in ("rounds", "rests", "mode", "time_ms", "every_ms", "about_ms", "self_paced", "levels"):
        assert getattr(group, name) == said.get(name, getattr(type(group)("G"), name)), name


@pytest.mark.parametrize(
    ("text", "rest"),
    [
        ("10-20 s", Rest(Range(10_000, 20_000))),
        ("10–20 s", Rest(Range(10_000, 20_000))),
        ("10 to 20 s", Rest(Range(10_000, 20_000))),
        ("1:30", Rest(Range(90_000, 90_000))),
        ("0 s", NO_REST),
        ("none", NO_REST),
        ("as needed", Rest()),
    ],
)
def test_rests(text, rest):
    sides = NO_REST if rest == NO_REST else None
    assert read_rests(words(text), Problems()) == Rests(exercises=rest, sides=sides)


@pytest.mark.parametrize(
    "text", ["1 s per step", "2.5 s per rep", "tempo 3-0-1-0", "down 2, up 1", "self-paced", "counted", "90 bpm"]
)
def test_paces(text):
    problems = Problems()
    assert read_pace(words(text), problems) is not None
    assert problems.found == []


@pytest.mark.parametrize(
    "text",
    [
        "", ",", "s", "10 10", "8+10 reps", "10 reps +10 kg", "1 min 75",
        "2 min 30 reps", "1 min 30 x 10", "-5 s", "1e9 s", "10 s per", "99999999999 rounds", "10 s,,",
        "1:99", "٣ s",
        "20-10 s", "0 reps", "1.5 reps", "10 reps, 10 s", "rest", "10 reps up back", "up", "hold", "3 x", "3 x 10 x 10",
        "3 x 3 sets of 10", "10 reps at", "10 reps at 0 kg", "10 reps at 75%", "10 reps, RPE 11", "10 reps each sied",
        "10 reps, rest 10 s between runds", "10 reps, between sets", "10 reps, tempo", "10 reps, tempo 0-0-0-0",
        "400 m, 4 s per rep", "10 reps, 4 s per lap", "10 reps, self-paced, 4 s per rep",
        "10 reps, self-paced, counted", "10 reps, tempo 3-1-1-0, self-paced", "10 reps, counted, 4 s per rep",
        "400 m, counted", "5+ reps, counted", "max reps, counted", "30 s, counted", "5 x 10 s hold, counted",
        "done, counted",
        "10 reps each side alternating",
        "10 reps at 20 kg, 30 kg", "5-3-1 reps at 60-65-70-75 kg", "5-3-1 reps at 60/70 kg", "4 x 5-3-1 reps",
        "2-4 x 5-3-1 reps", "5-10+ reps", "200 down to 1 reps", "1 down to 10 reps", "10 up to 1 reps",
        "10 down to 1 by 0 reps", "1 up to 9 by 0.3 reps", "10 reps, rest 10 s between rounds", "10 reps, cap 5 h",
        "10 reps, every 5 h", "10 reps, level", "until", "10 reps, 3 rounds", "10 reps, EMOM 10 min",
        "10 reps, down 61, up 1", "4 min, in 90, out 4", "hold 99999 s", "hold 0.9 s", "max reps in 0.4 s",
        "done, self-paced", "10 reps, in 61", "9" * 400 + " reps", "10 reps, every 2-3 min",
    ],
)  # fmt: skip
def test_an_invalid_prescription_gives_a_problem_with_a_location(text):
    result = read_script(f"# A\n\n## G\n\n- X: {text}\n", "a.md")
    assert result.workout is None
    assert {problem.location.line for problem in result.problems} == {5}
    assert all(3 <= problem.location.column <= 6 + len(text) for problem in result.problems)


@pytest.mark.parametrize(
    "text",
    ["EMOM", "AMRAP", "10 min", "EMOM 90 s", "3 rounds, EMOM 9 min", "3 rounds, cap 9 min", "EMOM 9 min, every 2 min",
     "3 rounds, 2 rounds", "rest 5 s, rest 6 s", "10 reps", "101 rounds", "each side"],
)  # fmt: skip
def test_invalid_terms_of_a_group_give_a_problem_with_a_location(text):
    result = read_script(f"# A\n\n## G: {text}\n\n- X: 10 reps\n", "a.md")
    assert result.workout is None
    assert {problem.location.line for problem in result.problems} == {3}
