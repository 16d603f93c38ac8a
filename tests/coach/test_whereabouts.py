"""Where the listener is: what is said of groups, rounds, minutes, sets and ladders before each set."""

import pytest

from tests.coach.test_placement import compiled
from tests.conftest import read
from voicecoach.session import Choices
from voicecoach.talk import Verbosity

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
                "Every 1 minute 30 seconds, for 6 minutes. Round 1 of 4.",
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
