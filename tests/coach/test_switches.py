"""What each switch does to what is heard, and how the coach says less in the course of a session."""

import pytest

from tests.coach.test_placement import check_opening, compiled, heard_in
from tests.conftest import read
from voicecoach.coach import CUE_KINDS
from voicecoach.compiler import coach_workout, never_heard
from voicecoach.session import Choices
from voicecoach.talk import SWITCHABLE, Verbosity, read_switch
from voicecoach.timeline import broken_promises

SCRIPT = """# A

## G: 2 rounds, rest 60 s, rest 2 min between rounds

- Squats: 12 reps
- Plank: 60 s hold
- Say: Shake your arms out | Shake
- Curl: 40 s, down 3, up 2
- Walk: 4 steps up, 4 steps back

## Movements

### Squats
pace: 2 s per rep

Feet wide. Look ahead.

> Stop when your knee hurts. Then rest.

- Sit back, chest tall | Sit back
- Knees out over your toes | Knees out
"""


def heard(kind, *switches, verbosity=Verbosity.NORMAL, script=SCRIPT, **choices):
    chosen = Choices(verbosity=verbosity, cues=tuple(map(read_switch, switches)), **choices)
    timeline = compiled(read(script), chosen)
    assert list(broken_promises(timeline)) == []
    return [str(cue.heard) for cue in heard_in(timeline, kind)]


def kinds_in(timeline):
    return {kind for kind in CUE_KINDS if heard_in(timeline, kind)}


def first_set(kind, *switches, **others):
    return heard(kind, *switches, rounds=1, **others)


FOR_TIME = "# A\n\n## G: 3 rounds, for time, cap 10 min, cue list=every-180\n\n- Squats: 12 reps\n"


@pytest.mark.parametrize("kind", SWITCHABLE)
def test_off_silences_words_and_sound_of_a_kind_and_of_no_other(kind):
    script = FOR_TIME if kind in {"elapsed", "list"} else SCRIPT
    assert heard(kind, script=script)
    assert heard(kind, f"{kind}=off", script=script) == []
    without = compiled(read(script), Choices(cues=(read_switch(f"{kind}=off"),)))
    assert kinds_in(without) == kinds_in(compiled(read(script))) - {kind}
    check_opening(without)


def test_counts_are_thinned_and_turned_as_chosen():
    numbers = [str(number) for number in range(1, 13)]
    walk = ["1", "2", "3", "4"] * 2
    assert first_set("count", "form=off") == numbers + walk
    assert first_set("count", "count=every-5") == ["5", "10", "12", "4", "4"]
    assert first_set("count", "count=last-3") == ["10", "11", "12", *["2", "3", "4"] * 2]
    assert first_set("count", "count=every-5", "count=last-3")[:4] == ["5", "10", "11", "12"]
    assert first_set("count", "count=down", "form=off") == numbers[::-1] + walk[::-1]
    assert first_set("count", "count=down", "count=last-3", "form=off")[:3] == ["3", "2", "1"]
    assert first_set("sound", "count=off").count("(tick)") == 20


def test_seconds_left_are_said_sparsely_or_as_chosen():
    assert first_set("time-left") == ["10 seconds left.", "3", "2", "1"]
    assert first_set("time-left", "time-left=last-10") == [str(number) for number in range(10, 0, -1)]
    every = first_set("time-left", "time-left=every-20", "halfway=off")
    assert every == ["40 seconds left.", "20 seconds to go.", "3", "2", "1"]


def test_on_speaks_what_the_verbosity_leaves_silent():
    assert heard("form", verbosity=Verbosity.BRIEF) == []
    assert "Sit back, chest tall" in heard("form", "form=on", verbosity=Verbosity.BRIEF)
    quiet = heard("countdown", "countdown=on", verbosity=Verbosity.QUIET)
    assert quiet[:3] == ["3", "2", "1"]
    assert heard("countdown", verbosity=Verbosity.QUIET)[:3] == ["(ready)"] * 3


def test_short_says_the_least():
    assert heard("next", "next=short")[:4] == ["Plank.", "Plank.", "Curl.", "Curl."]
    assert heard("form", "form=short")[:2] == ["Sit back", "Knees out"]
    assert heard("setup", "setup=short") == ["Feet wide."]
    assert heard("rest", "rest=short")[0] == "Rest."


def test_a_script_switches_for_an_exercise_a_movement_a_group_and_all():
    script = SCRIPT.replace("# A", "---\ncues: form=off\n---\n# A", 1)
    assert heard("form", script=script) == []
    assert heard("form", "form=on", script=script) != []
    script = SCRIPT.replace("rest 60 s,", "rest 60 s, cue count=every-5,").replace("12 reps", "12 reps, cue count=down")
    assert first_set("count", "form=off", script=script)[0] == "12"
    script = SCRIPT.replace("pace: 2 s per rep", "pace: 2 s per rep\ncues: count=last-3")
    assert first_set("count", script=script)[:4] == ["10", "11", "12", "1"]
    assert first_set("count", usual_cues=(read_switch("count=off"),)) == []
    assert first_set("count", script=script, usual_cues=(read_switch("count=off"),)) == ["10", "11", "12"]
    script = "# A\n\n## G: rest 30 s\n\n- Press: 3 x 5 reps\n"
    assert heard("encourage", script=script) == []
    assert len(heard("encourage", "encourage=on", script=script)) == 2


def test_phases_are_counted_by_their_seconds_where_no_reps_are():
    assert first_set("tempo")[:5] == ["Down.", "2", "3", "Up.", "2"]
    counted = "# A\n\n## G\n\n- Squats: 2 reps, tempo 3-1-1-0\n"
    assert heard("tempo", script=counted) == ["Down.", "Pause.", "Up.", "Pause.", "Up."]
    assert heard("count", script=counted) == ["2, down."]
    assert heard("tempo", "count=off", script=counted) == ["Down.", "Pause.", "Up."] * 2
    assert heard("count", "count=last-1", script=counted) == ["2, down."]
    assert heard("count", "tempo=off", script=counted) == ["2"]
    breaths = "# A\n\n## G\n\n- Box: 2 breaths, in 4, out 4\n"
    assert heard("tempo", script=breaths) == ["In.", "Out."] * 2
    assert heard("tempo", script=breaths, verbosity=Verbosity.DETAILED)[:4] == ["In.", "2", "3", "4"]


def test_talk_tapers_and_never_says_the_same_cue_twice_running():
    cues = heard("form", rounds=4)
    assert cues == ["Sit back, chest tall", "Knees out over your toes", "Sit back", "Knees out", "Sit back"]
    assert heard("setup", rounds=3) == ["Feet wide. Look ahead."]
    assert heard("setup", rounds=3, verbosity=Verbosity.DETAILED).count("Feet wide. Look ahead.") == 3


def test_a_set_that_is_known_is_announced_in_fewer_words():
    script = "# A\n\n## G: rest 60 s\n\n- Press: 3 x 5 reps at 40 kg, RPE 8, tempo 2-0-1-0\n"
    said = heard("next", script=script)
    assert said == ["Same again.", "Press. 5 reps."] * 2
    detailed = heard("next", script=script, verbosity=Verbosity.DETAILED)
    assert all("40 kilos, RPE 8, down 2, up 1" in text for text in detailed)


def test_frequent_phrases_take_turns_the_same_way_every_time():
    script = "# A\n\n## G: 5 rounds, rest 60 s\n\n- Run: 30 s\n"
    halves = heard("halfway", script=script)[1::2]
    assert halves == ["Halfway.", "Halfway there.", "That's halfway.", "Halfway.", "Halfway there."]
    assert heard("halfway", script=script)[1::2] == halves
    assert len(set(heard("encourage", script=script))) == 4


def test_a_long_rest_says_what_is_left_of_it():
    script = "# A\n\n## G: rest 3 min\n\n- Run: 10 s\n- Walk: 10 s\n"
    assert heard("rest", script=script) == [
        "Rest, 3 minutes.", "2 minutes of rest left.", "1 minute of rest left.", "30 seconds of rest left.",
    ]  # fmt: skip


def test_the_end_of_every_hold_is_counted_down():
    script = "# A\n\n## G\n\n- Bridge: 3 x 10 s hold\n"
    assert heard("time-left", script=script) == ["3", "2", "1"] * 3
    assert heard("count", script=script) == ["Number 2.", "Last one."]
    assert heard("switch", script=script)[1::3] == ["Release.", "Relax."]


def test_stop_belongs_to_the_set_that_ends():
    script = "# A\n\n## G: rest 10 s\n\n- One: 10 s\n- Two: 10 s, cue stop=off\n"
    timeline = compiled(read(script))
    (stop,) = heard_in(timeline, "stop")
    assert stop.start_ms == timeline.steps[2].end_ms


def test_no_hold_is_counted_beyond_its_own_length():
    script = "# A\n\n## G\n\n- Hang: 3 x 5 s hold\n"
    assert heard("time-left", "time-left=last-10", script=script) == ["4", "3", "2", "1"] * 3
    assert heard("count", "time-left=last-10", script=script) == ["Number 2.", "Last one."]
    assert heard("time-left", script="# A\n\n## G\n\n- Hang: 3 x 3 s hold\n") == ["2", "1"] * 3
    assert heard("time-left", script="# A\n\n## G\n\n- Hang: 3 x 2 s hold\n") == []


def test_short_and_on_reach_the_opening():
    script = "# A\n\nOne sentence. And another.\n\n> Stop if it hurts. Then rest.\n\n## G\n\n- Run: 10 s\n"
    assert heard("setup", "setup=short", script=script) == ["One sentence."]
    assert heard("safety", "safety=short", script=script) == ["Stop if it hurts."]
    assert heard("announce", script=script, verbosity=Verbosity.BRIEF)[0] == "A."
    for switch, length in (("announce=on", True), ("announce=short", False)):
        said = heard("announce", switch, script=script, verbosity=Verbosity.BRIEF)
        assert ("Less than a minute." in said) == length


@pytest.mark.parametrize(
    ("group", "item", "said"),
    [
        (": EMOM 4 min", "10 reps", "Every minute on the minute, for 4 minutes."),
        (": 3 rounds, every 90 s", "10 reps", "A round starts every 90 seconds."),
        ("", "3 x 100 m every 2 min", "A set starts every 2 minutes."),
    ],
)
def test_starts_on_the_clock_are_announced_once(group, item, said):
    assert heard("round", script=f"# A\n\n## G{group}\n\n- Run: {item}\n").count(said) == 1


def test_a_cap_and_a_first_side_are_never_dropped():
    script = "# A\n\n## G: 2 rounds, rest 60 s\n\n- Row: max reps in 45 s\n- Curl: 8 reps alternating, RPE 8\n"
    said = heard("next", script=script)
    row, curl = said[-3], said[-1]
    assert "in 45 seconds" in row
    assert "left first" in curl
    assert "RPE" in said[0]
    assert "RPE" not in curl


def test_a_bell_and_its_word_are_never_parted():
    script = "# A\n\n## G\n\n- Plank: 40 s hold\n\n## Movements\n\n### Plank\n\n- Squeeze your glutes, and breathe\n"
    timeline = compiled(read(script), Choices(verbosity=Verbosity.DETAILED))
    bell, word = heard_in(timeline, "halfway")
    assert word.start_ms - bell.start_ms == 400
    assert heard("halfway", script="# A\n\n## G\n\n- Plank: 80 s hold, switch halfway\n") == []


def test_breaths_in_detail_still_leave_room_for_form_cues():
    script = "# A\n\n## G\n\n- Box: 6 breaths, in 4, hold 4, out 4\n\n## Movements\n\n### Box\n\n- Shoulders stay low\n"
    assert heard("form", script=script, verbosity=Verbosity.DETAILED) == ["Shoulders stay low"]


def test_what_goes_straight_on_is_announced_in_the_set_before():
    script = "# A\n\n## G: 2 rounds, no rest\n\n- Run: 60 s\n- Walk: 60 s\n"
    timeline = compiled(read(script))
    assert [step.title for step in timeline.steps] == ["A", "Get ready", *["Run", "Walk"] * 2, "Finish"]
    assert [cue.step for cue in heard_in(timeline, "next")] == [2, 3, 4]
    assert timeline.steps[3].start_ms == timeline.steps[2].end_ms
    for cue in heard_in(timeline, "next"):
        assert timeline.steps[cue.step].end_ms - 16_000 <= cue.start_ms < cue.end_ms
        assert cue.end_ms <= timeline.steps[cue.step].end_ms - 3000


def test_steps_are_titled_in_the_language_of_the_coach():
    script = "---\nlanguage: de\n---\n# A\n\n## G: rest 20 s\n\n- Bird Dog: 5 reps each arm\n- Plank: 10 s\n"
    titles = [step.title for step in compiled(read(script)).steps]
    assert titles == [
        "A", "Bereitmachen", "Bird Dog, linker Arm", "Seitenwechsel", "Bird Dog, rechter Arm", "Pause", "Plank", "Ende",
    ]  # fmt: skip


def test_a_new_movement_that_joins_the_set_before_is_set_up_as_it_begins():
    script = "# A\n\n## G: 2 rounds, no rest\n\n- Run: 60 s\n- Walk: 60 s\n\n## Movements\n\n### Walk\n\nHeels first.\n"
    timeline = compiled(read(script))
    assert [step.title for step in timeline.steps] == ["A", "Get ready", "Run", "Walk", "Run", "Walk", "Finish"]
    (setup,) = heard_in(timeline, "setup")
    assert (setup.step, setup.heard.text) == (3, "Heels first.")


def test_a_cue_that_never_has_room_is_told_with_its_line():
    script = """# A

## G: 1 round

- Hop: 6 reps

## Movements

### Hop
pace: 0.5 s per rep

- Land as softly as a cat that comes home late at night, and stay there
"""
    workout = read(script)
    (problem,) = never_heard(coach_workout(workout, Choices()), compiled(workout))
    assert "never heard" in problem.message
    assert problem.location.line == 12
    workout = read(script.replace("night, and stay there", "night | Softly").replace("0.5 s", "2 s"))
    assert list(never_heard(coach_workout(workout, Choices()), compiled(workout))) == []
