"""Lines that are only spoken: where and when each of them is heard, and what is said about one that is not."""

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from tests.coach.test_placement import compiled
from tests.conftest import read
from voicecoach.coach.set_coach import SAID_WITHIN_MS
from voicecoach.errors import Severity
from voicecoach.session import Choices
from voicecoach.talk import Verbosity, read_switch
from voicecoach.timeline import broken_promises


def spoken(script, **choices):
    """Return the title of each step with a line, with the lines that are spoken in it."""
    timeline = compiled(read(script), Choices(**choices))
    found = []
    for step in timeline.steps:
        said = [cue.heard.text for cue in timeline.cues if cue.kind == "say" and cue.step == step.index]
        found += [(step.title, *said)] if said else []
    return found


def times(script):
    """Return each line with its time in its step, in seconds."""
    timeline = compiled(read(script))
    starts = {step.index: step.start_ms for step in timeline.steps}
    said = [cue for cue in timeline.cues if cue.kind == "say"]
    return [(cue.heard.text, (cue.start_ms - starts[cue.step]) / 1000) for cue in said]


def warnings(script):
    return [note.message for note in compiled(read(script)).notes if note.severity is Severity.WARNING]


ROUNDS = """# A

## G: 3 rounds, rest 60 s between rounds

- Say: first
- Squat: 5 reps
- Say: middle
- Jump: 5 reps
- Say: last
{more}
"""


def test_the_last_line_of_a_round_stands_between_rounds():
    before, within = ("Rest", "last", "first"), ("Changeover", "middle")
    assert spoken(ROUNDS.format(more="")) == [("Get ready", "first"), within, before, within, before, within]


def test_a_line_beside_a_rest_that_is_an_item_is_spoken_after_the_last_round_too():
    more = "- Rest: 30 s\n\n## H\n\n- Row: 10 s"
    assert spoken(ROUNDS.format(more=more))[-1] == ("Rest", "last")


def test_the_session_ends_before_a_line_between_rounds():
    assert spoken(ROUNDS.format(more="- Rest: 30 s"))[-1] == ("Changeover", "middle")


def test_a_line_after_the_last_set_closes_the_session():
    script = "# A\n\n- Block: 2 rounds\n  - Squat: 5 reps\n  - Say: between\n- Say: Well done\n"
    assert spoken(script) == [("Changeover", "between"), ("Finish", "Well done")]


def test_a_line_that_begins_a_group_follows_its_name_and_its_paragraphs():
    timeline = compiled(
        read("# A\n\n## G\n\n- Squat: 5 reps\n- Say: before\n\n## H\n\nSlow.\n\n- Say: after\n- Row: 10 s\n")
    )
    (step,) = {cue.step for cue in timeline.cues if cue.kind == "say"}
    said = [cue.heard.text for cue in timeline.cues if cue.step == step and cue.kind != "countdown" and cue.heard.text]
    assert said == ["before", "H.", "Slow.", "after", "Up next: Row. 10 seconds."]


def test_a_line_follows_the_name_of_its_group_to_where_that_is_said():
    script = "# A\n\n## G\n\n- Squat: 5 reps, rest 2 s\n\n## Long name of it\n\n- Say: after\n- Row: 20 s\n"
    timeline = compiled(read(script))
    said = [cue.heard.text for cue in timeline.cues if cue.kind in {"say", "announce"}]
    assert said[-2:] == ["Long name of it.", "after"]


def test_in_an_emom_a_line_is_spoken_in_the_rest_where_it_stands():
    script = "# A\n\n## G: EMOM 4 min\n\n- Bike: 20 s\n- Say: one\n- Row: 20 s\n- Say: two\n"
    assert spoken(script) == [("Rest", "one"), ("Rest", "two"), ("Rest", "one")]


def test_a_rest_as_needed_begins_with_the_line():
    script = "# A\n\n- Squat: 5 reps, rest as needed\n- Say: Drink\n- Row: 10 s\n"
    assert spoken(script) == [("Rest", "Drink")]


def test_without_a_break_a_line_is_spoken_as_the_next_set_begins():
    script = "# A\n\n- Hold: 20 s hold, no rest\n- Say: Faster\n- Row: 20 s\n"
    assert spoken(script) == [("Row", "Faster")]


def test_a_line_for_which_a_short_set_has_no_room_is_spoken_at_the_end_of_the_set_before():
    script = "# A\n\n- Hold: 20 s hold, no rest\n- Say: On the next breath we move on\n- Fold: out 3\n"
    assert spoken(script) == [("Hold", "On the next breath we move on")]


def test_a_line_for_which_neither_set_has_room_is_a_warning():
    script = "# A\n\n- Arms up: in 3, no rest\n- Say: Breathe as deeply as you ever have\n- Fold: out 3\n"
    (warning,) = warnings(script)
    assert warning.startswith("there is no time to say 'Breathe as deeply as you ever have'")


AT_TIMES = "# A\n\n- Run: 10 min\n  - at 2:30: a\n  - at half: b\n  - every 4 min: c\n  - with 90 s left: d\n"


def test_lines_are_spoken_at_their_times():
    assert times(AT_TIMES) == [("a", 150), ("c", 240), ("b", 300.4), ("c", 480), ("d", 510)]


def test_own_words_for_half_of_a_set_take_the_place_of_halfway():
    timeline = compiled(read(AT_TIMES))
    assert [cue.heard.sound for cue in timeline.cues if cue.kind == "halfway"] == ["half"]


def test_times_count_from_the_start_of_each_side_and_go_on_after_a_minimum():
    assert times("# A\n\n- Hold: 20 s hold each side\n  - at 5 s: a\n") == [("a", 5), ("a", 5)]
    assert times("# A\n\n- Hold: 20+ s hold\n  - at 5 s: a\n  - at 26 s: b\n") == [("a", 5), ("b", 6)]


@pytest.mark.parametrize("group", ["AMRAP 10 min", "for time, cap 10 min", "for time, about 10 min"])
def test_a_group_that_is_read_out_once_has_times_of_its_own(group):
    assert times(f"# A\n\n## G: {group}\n\n- Squat: 5 reps\n- at 2 min: a\n") == [("a", 120)]


def test_a_line_takes_the_place_of_counts_and_is_never_late():
    (said,) = times("# A\n\n- Squat: 20 reps\n  - at 15 s: Push your knees out, all the way up | Knees\n")
    assert said[0] == "Push your knees out, all the way up"
    assert 15 <= said[1] <= 15 + SAID_WITHIN_MS / 1000


@pytest.mark.parametrize(
    ("exercise", "line", "warning"),
    [
        ("Squat: 5 reps", "at 2 min", "'foo' is never heard: Squat lasts 15.5 s"),
        ("Squat: 5 reps at 60 kg", "at half", "'foo' is never heard: nobody knows when Squat ends"),
        (
            "Run: 5 km",
            "at 40 min",
            "'foo' is never heard: Run is estimated at 30:00; for a longer time, write 'about'",
        ),
    ],
)
def test_a_time_outside_the_set_is_a_warning(exercise, line, warning):
    assert warnings(f"# A\n\n- {exercise}\n  - {line}: foo\n") == [warning]


def test_what_one_set_of_a_ladder_says_is_no_warning():
    assert warnings("# A\n\n- Squat: 20/5 reps\n  - at 30 s: foo\n") == []


def test_a_line_without_room_is_a_warning_with_its_own_line_and_the_missing_seconds():
    script = "# A\n\n- Squat: 5 s, rest 5 s\n- Say: Two minutes of easy breathing, my friend\n- Row: 5 s\n"
    timeline = compiled(read(script))
    (note,) = [note for note in timeline.notes if "easy breathing" in note.message]
    assert (note.severity, note.line) == (Severity.WARNING, 4)
    assert note.message.startswith(
        "there is no time to say 'Two minutes of easy breathing, my friend', nothing is said"
    )
    assert note.message.endswith("s are missing")
    assert [step.end_ms - step.start_ms for step in timeline.steps if step.title == "Rest"] == [5000]


@pytest.mark.parametrize(
    ("choices", "heard"),
    [
        ({"cues": (read_switch("say=off"),)}, []),
        ({"cues": (read_switch("say=short"),)}, [("Row", "b")]),
        ({"verbosity": Verbosity.QUIET}, []),
        ({"verbosity": Verbosity.QUIET, "cues": (read_switch("say=on"),)}, [("Row", "a")]),
        ({"verbosity": Verbosity.BRIEF}, [("Row", "a")]),
    ],
)
def test_lines_can_be_switched(choices, heard):
    assert spoken("# A\n\n- Row: 30 s\n  - at 10 s: a | b\n", **choices) == heard


SPOKEN = ("Breathe", "out", "and", "let", "your", "shoulders", "hang", "loose", "now")
WORDS = st.lists(st.sampled_from(SPOKEN), min_size=1, max_size=9)


@st.composite
def scripts_with_lines(draw):
    """Write two exercises with lines at times of the first, a line between them, and a rest of any length."""
    seconds = draw(st.integers(3, 90))
    dose = draw(st.sampled_from((f"{seconds} s", f"{seconds} s hold", "12 reps", "9 reps, tempo 3-1-1-0", "2 km")))
    most = 1 + min(draw(st.integers(1, 60)), seconds - 2)
    between, *timed = (
        f"{number} {' '.join(draw(WORDS))} | {number} {draw(st.sampled_from(('Now', 'Breathe out')))}"
        for number in range(draw(st.integers(1, 4)))
    )
    times = [draw(st.integers(1, most)) for _ in timed]
    lines = [f"- Run: {dose}, {draw(st.sampled_from(('rest 2 s', 'rest 6 s', 'rest 20 s', 'no rest')))}"]
    lines += [f"  - at {time} s: {text}" for time, text in zip(times, timed, strict=True)]
    lines += [f"- Say: {between}", f"- Sit: {draw(st.integers(1, 20))} s"]
    return "\n".join(("# Any lines", "", *lines, "")), times


CLOSE_LINES = """# Lines that take the place of the same counts

- Run: 9 reps, tempo 3-1-1-0, no rest
  - at 28 s: 1 Breathe | 1 Now
  - at 21 s: 2 Breathe Breathe Breathe Breathe | 2 Now
  - at 1 s: 3 Breathe | 3 Now
- Say: 0 Breathe | 0 Now
- Sit: 9 s
"""


@settings(max_examples=80)
@given(scripts_with_lines(), st.sampled_from((Verbosity.BRIEF, Verbosity.NORMAL, Verbosity.DETAILED)))
@example((CLOSE_LINES, [28, 21, 1]), Verbosity.BRIEF)
def test_every_line_is_heard_at_its_time_or_is_a_warning(written, verbosity):
    script, times = written
    timeline = compiled(read(script), Choices(verbosity=verbosity))
    assert list(broken_promises(timeline)) == []
    starts = {step.index: step.start_ms for step in timeline.steps}
    heard = {int(cue.heard.text.split()[0]): cue for cue in timeline.cues if cue.kind == "say"}
    for number in range(1 + len(times)):
        if number in heard and number:
            late_ms = heard[number].start_ms - starts[heard[number].step] - 1000 * times[number - 1]
            assert 0 <= late_ms <= SAID_WITHIN_MS
        elif number not in heard:
            warned = [note.message for note in timeline.notes if note.severity is Severity.WARNING]
            assert any(f"'{number} " in message for message in warned), warned
