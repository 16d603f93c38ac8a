"""What is heard of holds: the start and the end of each, its number, its side, its seconds."""

from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.coach.test_placement import SOUNDS_MS, compiled, heard_in
from tests.conftest import read
from voicecoach.coach.held_set import LONG_RELEASE_MS, NUMBERS_APART_MS, SHORTEST_RELEASE_MS
from voicecoach.errors import Severity
from voicecoach.session import Choices, marks_of, plan
from voicecoach.talk import Verbosity, read_switch
from voicecoach.timeline import broken_promises


def script_of(*items):
    return "# A\n\n## G\n\n" + "".join(f"- {item}\n" for item in items)


def heard(item, *switches, verbosity=Verbosity.BRIEF, step=2):
    """Return what is heard in the set of an exercise, with its times."""
    choices = Choices(verbosity=verbosity, cues=tuple(map(read_switch, switches)))
    timeline = compiled(read(script_of(item)), choices)
    start_ms = timeline.steps[step].start_ms
    return [(cue.start_ms - start_ms, str(cue.heard)) for cue in timeline.cues if cue.step == step]


def words(item, *switches, **others):
    return [what for _, what in heard(item, *switches, **others)]


@st.composite
def held_sets(draw):
    """Write sets of holds with any release, any side rule, and any switch that changes their numbers."""
    reps, seconds = draw(st.integers(1, 3)) * 2, draw(st.integers(1, 14))
    release = draw(
        st.sampled_from(["", ", no rest between reps", *(f", rest {n} s between reps" for n in range(1, 15))])
    )
    rule = draw(st.sampled_from(["", " alternating"]))
    switches = draw(st.sampled_from(["", "time-left=last-10", "time-left=every-5", "count=down", "count=last-1"]))
    return f"Hold: {reps} x {seconds} s hold{rule}{release}" + (f", cue {switches}" if switches else "")


def check_sounds(timeline, step, holds):
    """Each hold begins with its sound and ends with its own, to the millisecond; a short release has one for both."""
    sounds = {(cue.start_ms, cue.heard.sound) for cue in timeline.cues}
    for hold in holds:
        assert (step.start_ms + hold.at_ms, "hold") in sounds
    for hold, following in pairwise(holds):
        has_both = following.at_ms - hold.end_ms >= SHORTEST_RELEASE_MS
        assert ((step.start_ms + hold.end_ms, "release") in sounds) == has_both
    assert (step.end_ms, "stop") in sounds


def check_numbers(timeline, step):
    """The number of a hold and a number of seconds are never heard close together."""
    numbers = [cue for kind in ("count", "countdown", "time-left") for cue in heard_in(timeline, kind, step.index)]
    for one, other in pairwise(sorted(numbers, key=lambda cue: cue.start_ms)):
        if "count" in {one.kind, other.kind} and one.kind != other.kind:
            assert other.start_ms - one.start_ms >= NUMBERS_APART_MS
            assert one.kind != "count" or other.start_ms - one.end_ms >= NUMBERS_APART_MS


@settings(max_examples=60)
@given(held_sets(), st.sampled_from(Verbosity), st.integers(40, 400), st.integers(5, 120))
def test_every_hold_is_heard_to_begin_and_to_end_and_no_number_runs_into_another(item, verbosity, phrase_ms, letter_ms):
    def measure(heard):
        return SOUNDS_MS[heard.sound] if heard.sound else phrase_ms + letter_ms * len(heard.text)

    workout, choices = read(script_of(item)), Choices(verbosity=verbosity)
    timeline = compiled(workout, choices, measure)
    assert list(broken_promises(timeline)) == []
    (work,) = [step.work for step in plan(workout, choices).steps if step.work]
    step, holds = timeline.steps[2], marks_of(work)
    check_sounds(timeline, step, holds)
    check_numbers(timeline, step)
    countdown = [cue.start_ms - step.start_ms for cue in heard_in(timeline, "countdown", step.index)]
    long = [two.at_ms for one, two in pairwise(holds) if two.at_ms - one.end_ms >= LONG_RELEASE_MS]
    assert countdown == [at_ms - before_ms for at_ms in long for before_ms in (3000, 2000, 1000)]


def test_a_hold_is_numbered_before_it_begins_and_the_last_is_announced():
    assert heard("Bird dog: 3 x 5 s hold") == [
        (0, "(hold)"),
        *((2000, "3"), (3000, "2"), (4000, "1")),
        *((5000, "(release)"), (5450, "Release."), (6280, "Number 2.")),
        (8000, "(hold)"),
        *((10_000, "3"), (11_000, "2"), (12_000, "1")),
        *((13_000, "(release)"), (13_450, "Relax."), (14_160, "Last one.")),
        (16_000, "(hold)"),
        *((18_000, "3"), (19_000, "2"), (20_000, "1")),
    ]  # fmt: skip


def test_after_a_long_release_the_next_hold_is_counted_in():
    said = words("Bird dog: 2 x 4 s hold, rest 10 s between reps")
    assert said == ["(hold)", *"321", "(release)", "Release.", "Last one.", *"321", "(hold)", *"321"]


def test_quiet_tells_the_start_and_the_end_of_a_hold_by_their_sounds():
    said = words("Bird dog: 2 x 2 s hold, rest 8 s between reps", verbosity=Verbosity.QUIET)
    assert said == ["(hold)", "(release)", *["(ready)"] * 3, "(hold)"]


def test_the_side_is_said_before_each_of_alternating_holds():
    said = words("Side plank: 4 x 2 s hold alternating")
    assert said == [
        "(hold)", "Left.", "(release)", "Right.", "Number 2.", "(hold)", "(release)", "Left.", "Number 3.", "(hold)",
        "(release)", "Right.", "Last one.", "(hold)",
    ]  # fmt: skip
    assert "Right leg." in words("Lift: 2 x 5 s hold alternating legs")


def test_the_seconds_of_a_hold_are_counted_as_chosen():
    item = "Bird dog: 2 x 6 s hold, cue count=off, cue switch=off"
    assert words(item, "time-left=last-10") == ["(hold)", *"54321", *"54321"]
    assert "5 seconds left." in words("Bird dog: 2 x 9 s hold", "time-left=every-5")
    assert words(item, "time-left=off") == ["(hold)"]


def test_the_numbers_of_holds_are_thinned_and_turned_as_chosen():
    item = "Bird dog: 6 x 2 s hold, cue switch=off"
    assert words(item)[1:] == ["Number 2.", "Number 3.", "Number 4.", "Number 5.", "Last one."]
    assert words(item, "count=every-3")[1:] == ["Number 3.", "Last one."]
    assert words(item, "count=last-2")[1:] == ["Number 5.", "Last one."]
    assert words(item, "count=down")[1:] == ["5 to go.", "4 to go.", "3 to go.", "2 to go.", "Last one."]


@pytest.mark.parametrize(
    ("item", "sounds"),
    [
        ("Pull-ups: 2 reps, then 8 s hold, then 2 reps, counted", ["go", "hold", "release"]),
        ("Plank: 10+ s hold", ["hold", "switch"]),
        ("Curl-up: 2+ x 5 s hold", ["hold", "release"]),
        ("Plank: 20 s hold", ["hold"]),
        ("Plank: 20 s", ["go"]),
    ],
)
def test_a_part_of_a_set_begins_with_the_sound_for_what_the_listener_does(item, sounds):
    timeline = compiled(read(script_of(item)), Choices(verbosity=Verbosity.QUIET))
    sets = [step for step in timeline.steps if step.exercise]
    first = {cue.step: cue.heard.sound for cue in reversed(timeline.cues) if cue.kind in {"go", "switch"}}
    assert [first[step.index] for step in sets] == sounds


def test_a_minimum_of_holds_has_no_last_one():
    assert "Number 2." in words("Curl-up: 2+ x 5 s hold")


def test_a_hold_ends_where_the_cap_leaves_no_time_for_another():
    said = heard("Hang: 3 x 10 s hold in 30 s")
    assert said[-4:] == [(20_000, "3"), (21_000, "2"), (22_000, "1"), (23_000, "(release)")]


def test_form_cues_are_about_the_hold_that_goes_on():
    script = script_of("Bird dog: 4 x 8 s hold") + "\n## Movements\n\n### Bird dog\n\n- Heel back\n- Long neck\n"
    timeline = compiled(read(script), Choices(verbosity=Verbosity.NORMAL))
    holds = marks_of(plan(read(script), Choices()).steps[2].work)
    start_ms = timeline.steps[2].start_ms
    for cue in heard_in(timeline, "form"):
        assert any(hold.at_ms < cue.start_ms - start_ms and cue.end_ms - start_ms < hold.end_ms for hold in holds)
    assert not [note for note in timeline.notes if note.severity is Severity.WARNING]


def test_without_time_in_the_release_the_number_and_the_side_are_said_in_the_hold():
    said = words("Heel: 3 x 8 s hold alternating, no rest between reps", "time-left=off")
    assert said == ["(hold)", "Left.", "(hold)", "Right.", "Number 2.", "(hold)", "Left.", "Last one."]
    assert words("Heel: 2 x 5 s hold, no rest between reps") == ["(hold)", *"321", "(hold)", *"321"]
