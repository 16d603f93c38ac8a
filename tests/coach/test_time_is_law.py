"""Time that is written is time that is heard: docs/architecture.md, and the promise that a coach relies on.

Scripts are written at random, together with the times that a coach would read off them. They are compiled with two
voices, at every verbosity and in every language, and must take exactly these times. What nobody wrote is the rest of a
session.
"""

from dataclasses import dataclass, field, replace
from itertools import pairwise

import pytest
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from tests.coach.test_placement import SOUNDS_MS, compiled, typical
from tests.conftest import ROOT, SWEEP, THOROUGHNESS, read
from tests.script.test_language_page import EXAMPLES
from tests.script.workouts import is_short, short_workouts
from voicecoach.errors import VoicecoachError
from voicecoach.languages import LANGUAGES
from voicecoach.library import find_linked
from voicecoach.loading import load_workout
from voicecoach.script import read_script
from voicecoach.session import CHANGEOVER_MS, GO_LEAD_MS, Choices, plan
from voicecoach.talk import Verbosity
from voicecoach.workout import Held, Timed


def slow(heard):
    """A voice that speaks at half the pace of the typical one."""
    return SOUNDS_MS[heard.sound] if heard.sound else 2 * typical(heard)


VOICES = {"typical": typical, "slow": slow}

UNWRITTEN = None
"""A break that the script says nothing about."""


@dataclass
class Item:
    """A line of a script, the length of each of its sets, and the rests that it writes itself."""

    text: str
    length_ms: int
    sets: int = 1
    sides: int = 1
    between_sides_ms: int | None = UNWRITTEN
    between_sets_ms: int | None = UNWRITTEN
    after_ms: int | None = UNWRITTEN
    is_counted: bool = False
    """Whether a go sound and half a second come before its first beat, unless it joins the set before."""


@dataclass
class Written:
    """A script, and what it writes: the sets, and the break after each but the last."""

    text: str
    sets: list[Item] = field(default_factory=list)
    breaks_ms: list[int | None] = field(default_factory=list)


SECONDS = st.sampled_from([0, 1, 2, 3, 4, 5, 7, 9, 10, 12, 30, 60])


def rest_text(ms, place=""):
    return ", no rest" + place if not ms else f", rest {ms // 1000} s{place}"


@st.composite
def items(draw):
    seconds, count, pace = (
        draw(st.integers(1, 60)),
        draw(st.integers(2, 9)),
        draw(st.sampled_from(["0.7", "1", "2.5", "6"])),
    )
    pace_ms = round(float(pace) * 1000)
    text, length_ms, is_counted = draw(
        st.sampled_from(
            [
                (f"{seconds} s", seconds * 1000, False),
                (f"{seconds} s hold", seconds * 1000, False),
                (f"{count} breaths, in 2, hold 1.5, out 2", count * 5500, False),
                (f"{4 * seconds} s, in 2, out 2", 4000 * seconds, False),
                (f"in {1 + seconds % 4}", 1000 * (1 + seconds % 4), False),
                (
                    f"{count} x {seconds} s hold, rest {pace} s between reps",
                    count * seconds * 1000 + (count - 1) * pace_ms,
                    False,
                ),
                (f"{count} reps, {pace} s per rep", count * pace_ms, True),
                (f"{count} beats, {pace} s per beat", count * pace_ms, True),
            ]
        )
    )
    item = Item(text, length_ms, is_counted=is_counted)
    if draw(st.booleans()):
        item.sides = 2
        item.text += ", each side"
        if draw(st.booleans()):
            item.between_sides_ms = 1000 * draw(SECONDS)
            item.text += rest_text(item.between_sides_ms, " between sides")
    if draw(st.booleans()):
        item.sets = draw(st.integers(2, 3))
        item.text = f"{item.sets} sets, {item.text}"
        if draw(st.booleans()):
            item.between_sets_ms = 1000 * draw(SECONDS)
            item.text += rest_text(item.between_sets_ms, " between sets")
    if draw(st.booleans()):
        item.after_ms = 1000 * draw(SECONDS)
        item.text += rest_text(item.after_ms, " after")
    return item


@st.composite
def scripts(draw):
    """Write groups of items with rests at every place, and the times that they say."""
    lines, sets, breaks = ["# Any workout", ""], [], []
    names = draw(st.sampled_from([("Run", "Sit"), ("Squat", "Bulgarian split squats with a long pause")]))
    for number in range(draw(st.integers(1, 2))):
        rounds = draw(st.integers(1, 3))
        rest_ms = draw(st.none() | SECONDS.map(lambda seconds: seconds * 1000))
        round_rest_ms = draw(st.none() | SECONDS.map(lambda seconds: seconds * 1000)) if rounds > 1 else None
        changeover_ms = draw(st.none() | SECONDS.map(lambda seconds: seconds * 1000))
        heading = f"## Part {number}: {rounds} rounds"
        heading += rest_text(rest_ms, " between exercises") if rest_ms is not None else ""
        heading += rest_text(round_rest_ms, " between rounds") if round_rest_ms is not None else ""
        if changeover_ms is not None:
            heading += f", changeover {changeover_ms // 1000} s" if changeover_ms else ", no changeover"
        within = draw(st.lists(items(), min_size=1, max_size=3))
        lines += ["", heading, "", *(f"- {names[at % 2]}: {item.text}" for at, item in enumerate(within))]

        def first(*written, otherwise=changeover_ms):
            return next((ms for ms in written if ms is not None), otherwise)

        for round_ in range(rounds):
            for at, item in enumerate(within):
                for set_ in range(item.sets):
                    sets += [item] * item.sides
                    breaks += [first(item.between_sides_ms)] * (item.sides - 1)
                    is_last = set_ == item.sets - 1
                    if not is_last:
                        breaks.append(first(item.between_sets_ms, item.after_ms, rest_ms))
                    elif at < len(within) - 1:
                        breaks.append(first(item.after_ms, rest_ms))
                    elif round_ < rounds - 1:
                        breaks.append(first(round_rest_ms, item.after_ms, rest_ms))
                    else:
                        breaks.append(first(rest_ms))  # after the group: its rest between exercises
    return Written("\n".join(lines) + "\n", sets, breaks[:-1])


def check(written, timeline):
    """Hold a timeline against what is written: every set, every break, and the sum of both and of all else."""
    steps = timeline.steps
    placed = [step for step in steps if step.is_set]
    assert len(placed) == len(written.sets)
    total_ms = steps[0].length_ms + steps[1].length_ms + steps[-1].length_ms  # the opening, getting ready, the end
    joins = [False, *(ms == 0 for ms in written.breaks_ms)]
    for step, item, joined, joins_next in zip(placed, written.sets, joins, [*joins[1:], False], strict=True):
        lead_ms = GO_LEAD_MS if item.is_counted and not joined else 0
        tail_ms = step.length_ms - item.length_ms - lead_ms
        # Before a break, the last rep is long enough to say its number.
        assert tail_ms == 0 or (item.is_counted and not joins_next and 0 < tail_ms < 1000)
        total_ms += step.length_ms
    for (one, other), rest_ms in zip(pairwise(placed), written.breaks_ms, strict=True):
        length_ms = other.start_ms - one.end_ms
        assert length_ms == rest_ms or (rest_ms is UNWRITTEN and length_ms >= CHANGEOVER_MS)
        total_ms += length_ms
    assert total_ms == timeline.duration_ms


@settings(max_examples=60 * THOROUGHNESS)
@given(scripts(), st.sampled_from(Verbosity), st.sampled_from(LANGUAGES), st.sampled_from(list(VOICES)))
def test_every_time_that_a_script_writes_is_met_to_the_millisecond(written, verbosity, language, voice):
    workout = replace(read(written.text), language=language)
    check(written, compiled(workout, Choices(verbosity=verbosity), VOICES[voice]))


def audit(session, timeline):
    """Return what of a session is written and what is not, in milliseconds; every step is one of both, or a sum."""
    written_ms = unwritten_ms = 0
    begun = {}
    for placed, step in zip(timeline.steps, session.steps, strict=True):
        length_ms = placed.length_ms
        if step.elastic or step.waits:
            assert length_ms >= step.duration_ms
            unwritten_ms += length_ms
            continue
        assert length_ms == step.duration_ms
        dose = step.work.exercise.dose if step.work and hasattr(step.work, "exercise") else None
        if step.is_open or getattr(dose, "in_all", False):
            dose = None  # Only a start on the clock says how long it is.
        cap_ms = step.work.exercise.cap_ms if dose else None
        if isinstance(dose, Timed) and dose.time.ends_itself and cap_ms is None:
            assert length_ms == dose.time.value
        if isinstance(dose, Held) and dose.reps.ends_itself and dose.time.ends_itself and cap_ms is None:
            count = dose.reps.top
            assert length_ms == count * dose.time.value + (count - 1) * step.work.reps_rest_ms
        if step.due:
            origin_ms = begun.setdefault(step.due.clock, placed.start_ms - step.due.at_ms)
            assert placed.start_ms - origin_ms == step.due.at_ms
        written_ms += length_ms
    assert written_ms + unwritten_ms == timeline.duration_ms
    return written_ms, unwritten_ms


@pytest.mark.parametrize("path", SWEEP)
def test_shipped_scripts_take_the_same_time_with_any_voice_but_for_what_nobody_wrote(path):
    workout = load_workout(str(path)).or_raise()
    audited = set()
    for language in LANGUAGES:
        spoken = replace(workout, language=language)
        for verbosity in Verbosity:
            choices = Choices(verbosity=verbosity)
            for measure in VOICES.values():
                session = plan(spoken, choices)
                audited.add(audit(session, compiled(spoken, choices, measure))[0])
    assert len(audited) == 1


@pytest.mark.parametrize("example", EXAMPLES, ids=lambda example: example.strip().splitlines()[-1])
def test_every_example_of_the_language_page_takes_the_time_that_was_planned(example):
    workout = read_script(example, str(ROOT / "scripts" / "example.md"), find_linked).or_raise()
    for verbosity in Verbosity:
        choices = Choices(verbosity=verbosity)
        session = plan(workout, choices)
        audited = {audit(session, compiled(workout, choices, measure))[0] for measure in VOICES.values()}
        assert len(audited) == 1


@settings(max_examples=20 * THOROUGHNESS, suppress_health_check=[HealthCheck.filter_too_much, HealthCheck.too_slow])
@given(short_workouts(), st.sampled_from(Verbosity), st.sampled_from(list(VOICES)))
def test_any_workout_takes_the_time_that_was_planned(workout, verbosity, voice):
    assume(is_short(workout))
    choices = Choices(verbosity=verbosity)
    try:
        session = plan(workout, choices)
    except VoicecoachError:
        return  # There is nothing to do, or too much for one session.
    audit(session, compiled(workout, choices, VOICES[voice]))
