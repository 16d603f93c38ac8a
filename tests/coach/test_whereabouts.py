"""Where the listener is: what is said of groups, rounds, minutes, sets and ladders before each set."""

import pytest

from tests.coach.test_placement import compiled
from tests.conftest import read
from voicecoach.session import Choices
from voicecoach.talk import Verbosity, read_switch

NESTED = """# A

## Main

- Blocks: 2 rounds, rest 30 s
  - Pair: 2 rounds
    - Squat: 10 s
    - Jump: 10 s
  - Plank: 10 s
"""

NESTED_IN_ONE = NESTED.replace("Pair: 2 rounds", "Pair")

EMOM = "# A\n\n## G: EMOM 4 min\n\n- Push-ups: 10 s\n- Squats: 10 s\n"

E90S = "# A\n\n## G: every 90 s for 6 min\n\n- Row: 20 s\n"

SAME_LIFT = "# A\n\n## G\n\n- Squat: 2 x 5 s, rest 20 s\n- Row: 2 x 5 s, rest 20 s\n- Squat: 2 x 10 s, rest 20 s\n"

LADDER = "# A\n\n## G: 3 rounds, rest 20 s\n\n- Swings: 21-15-9 reps, 1 s per rep\n"

LONG_LADDER = LADDER.replace("21-15-9", "5-4-3-2-1").replace("3 rounds", "5 rounds")

LOADS = "# A\n\n## G\n\n- Squat: 5-3-1 reps at 60-70-80 kg, rest 20 s\n"


def said(script, **choices):
    """Return what is said of rounds, sets and ladders before each set that has any."""
    timeline = compiled(read(script), Choices(verbosity=Verbosity.BRIEF, **choices))
    by_step: dict[int, list[str]] = {}
    for cue in timeline.cues:
        if cue.kind == "round":
            by_step.setdefault(cue.step, []).append(cue.heard.text)
    return [" ".join(words) for words in by_step.values()]


@pytest.mark.parametrize(
    ("script", "expected"),
    [
        (
            NESTED,
            [
                "Blocks. Block 1 of 2. Pair. Round 1 of 2.",
                "Round 2 of 2.",
                "Last block. Pair. Round 1 of 2.",
                "Last round.",
            ],
        ),
        (NESTED_IN_ONE, ["Blocks. Round 1 of 2. Pair.", "Last round. Pair."]),
        (EMOM, ["Every minute on the minute, for 4 minutes.", "Minute 2 of 4.", "Minute 3 of 4.", "Last minute."]),
        (
            E90S,
            [
                "Every 90 seconds, for 6 minutes. Round 1 of 4.",
                "Round 2 of 4.",
                "Round 3 of 4.",
                "Last round.",
            ],
        ),
        (SAME_LIFT, ["2 sets.", "Set 2 of 2.", "2 sets.", "Last set.", "2 sets.", "Last set."]),
        (LADDER, ["Round 1 of 3. Then 15, 9.", "Round 2 of 3. Then 9.", "Last round."]),
        (
            LONG_LADDER,
            ["Round 1 of 5. Then down to 1.", "Round 2 of 5.", "Round 3 of 5.", "Round 4 of 5.", "Last round."],
        ),
        (LOADS, ["3 sets.", "Set 2 of 3.", "Last set."]),
    ],
)
def test_where_the_listener_is(script, expected):
    assert said(script) == expected


def test_a_superset_written_as_rounds_counts_its_rounds_once():
    script = "# A\n\n## Superset: 2 rounds, rest 20 s between rounds\n\n- Press: 5 s\n- Row: 5 s\n"
    assert said(script) == ["Round 1 of 2.", "Last round."]


def test_german_says_blocks_and_minutes():
    script = f"---\nlanguage: de\n---\n{NESTED}"
    assert said(script)[0] == "Blocks. Block 1 von 2. Pair. Runde 1 von 2."
    assert said(f"---\nlanguage: de\n---\n{EMOM}")[1:] == ["Minute 2 von 4.", "Minute 3 von 4.", "Letzte Minute."]


def times(kind, script, *switches):
    """Return what is said of one kind, each with its time in its set in seconds."""
    timeline = compiled(read(script), Choices(cues=tuple(map(read_switch, switches))))
    starts = {step.index: step.start_ms for step in timeline.steps}
    cues = (cue for cue in timeline.cues if cue.kind == kind and len(cue.heard.text) > 1)
    return [(round((cue.start_ms - starts[cue.step]) / 1000), cue.heard.text) for cue in cues]


FOR_TIME = "# A\n\n## Sprint: 3 rounds, for time, cap 8 min\n\n- Row: 10 reps\n"

AMRAP = "# A\n\n## Cindy: AMRAP 6 min\n\n- Pull-ups: 5 reps\n- Squats: 15 reps\n"

RUN = "# A\n\n## G\n\n- Run: 30 min\n"


def test_a_group_for_time_says_the_elapsed_time_and_has_no_halfway():
    assert times("elapsed", FOR_TIME) == [(120, "2 minutes gone."), (240, "4 minutes gone."), (360, "6 minutes gone.")]
    assert times("halfway", FOR_TIME) == []
    assert times("elapsed", FOR_TIME.replace(", cap 8 min", ", about 5 min"))[-1] == (240, "4 minutes gone.")
    assert times("elapsed", FOR_TIME, "elapsed=off") == []


def test_an_amrap_says_the_time_left_and_the_elapsed_time_if_switched():
    assert times("elapsed", AMRAP) == []
    assert times("time-left", AMRAP)[0] == (300, "1 minute left.")
    assert times("elapsed", AMRAP, "elapsed=on") == [(120, "2 minutes gone."), (240, "4 minutes gone.")]
    both = times("elapsed", AMRAP, "elapsed=every-60", "time-left=every-60")
    assert [text for _, text in both][:2] == ["1 minute gone.", "2 minutes gone."]
    assert len(times("time-left", AMRAP, "elapsed=every-60", "time-left=every-60")) == 5


def test_a_long_run_says_both_sparsely():
    assert times("elapsed", RUN) == [(300, "5 minutes gone."), (600, "10 minutes gone.")]
    assert [at for at, _ in times("time-left", RUN)] == [1200, 1500, 1740, 1770, 1790]
    assert times("elapsed", RUN.replace("30", "10")) == []


def test_the_list_of_a_group_is_said_again_by_switch():
    assert times("list", AMRAP) == []
    said = "Pull-ups, 5 reps; Squats, 15 reps."
    assert times("list", AMRAP, "list=every-120") == [(120, said), (240, said)]
