"""How long a rest is: which of the written ones counts, what a choice replaces, and the breaks that come of it."""

import pytest

from voicecoach.session.choices import Choices
from voicecoach.session.planned import Gap
from voicecoach.session.rests import breaks_of, fixed_rest, rest_between
from voicecoach.session.scope import Scope, Script
from voicecoach.session.stages import Stage
from voicecoach.workout import NO_REST, NO_RESTS, Between, Range, Rest, Rests, Workout

OWN, GROUP, PAGE, AFTER = (fixed_rest(seconds * 1000) for seconds in (10, 20, 30, 40))


def rest_ms(between, *rests, after=None, **choices):
    """Return the longest length of a rest, written in these places from the innermost on; None where nothing is."""
    scope = Scope(Script(Workout("A"), Choices(**choices), Stage((), ()), ""), rests=rests)
    rest = rest_between(between, scope, after=after).rest
    return rest.time_ms.high if rest else None


@pytest.mark.parametrize(
    ("between", "rests", "after", "expected"),
    [
        (Between.SETS, (NO_RESTS, Rests(sets=GROUP), Rests(sets=PAGE)), None, 20_000),
        (Between.SETS, (Rests(sets=OWN, after=AFTER), Rests(sets=GROUP)), None, 10_000),
        (Between.SETS, (Rests(after=AFTER), Rests(sets=GROUP)), None, 40_000),
        (Between.SETS, (NO_RESTS, Rests(exercises=GROUP)), None, 20_000),
        (Between.SETS, (NO_RESTS, NO_RESTS), None, None),
        (Between.SIDES, (NO_RESTS, Rests(sides=GROUP)), None, 20_000),
        (Between.SIDES, (NO_RESTS, Rests(exercises=GROUP)), None, None),
        (Between.EXERCISES, (Rests(exercises=GROUP), Rests(exercises=PAGE)), None, 20_000),
        (Between.EXERCISES, (Rests(exercises=GROUP),), AFTER, 40_000),
        (Between.ROUNDS, (Rests(rounds=GROUP), Rests(rounds=PAGE)), AFTER, 20_000),
        (Between.ROUNDS, (NO_RESTS, Rests(rounds=GROUP), Rests(rounds=PAGE)), None, 30_000),
        (Between.ROUNDS, (NO_RESTS, Rests(rounds=GROUP), NO_RESTS), AFTER, 40_000),
        (Between.ROUNDS, (NO_RESTS, Rests(exercises=PAGE)), None, 30_000),
    ],
)
def test_which_rest_counts(between, rests, after, expected):
    assert rest_ms(between, *rests, after=after) == expected


@pytest.mark.parametrize(
    ("between", "rests", "choices", "expected"),
    [
        (Between.EXERCISES, Rests(exercises=GROUP), {"rest_ms": 7000}, 7000),
        (Between.EXERCISES, NO_RESTS, {"rest_ms": 7000}, 7000),
        (Between.SETS, Rests(sets=GROUP), {"rest_ms": 7000}, 20_000),
        (Between.SETS, NO_RESTS, {"rest_ms": 7000}, 7000),
        (Between.ROUNDS, Rests(rounds=GROUP), {"rest_ms": 7000}, 20_000),
        (Between.ROUNDS, Rests(exercises=GROUP), {"rest_ms": 7000}, 7000),
        (Between.ROUNDS, Rests(rounds=GROUP), {"round_rest_ms": 8000}, 8000),
        (Between.ROUNDS, Rests(exercises=GROUP), {"rest_ms": 7000, "round_rest_ms": 8000}, 8000),
        (Between.SIDES, Rests(sides=GROUP), {"rest_ms": 7000, "round_rest_ms": 8000}, 20_000),
    ],
)
def test_what_a_choice_replaces(between, rests, choices, expected):
    assert rest_ms(between, rests, **choices) == expected


AS_NEEDED, RANGE = Rest(), Rest(Range(20_000, 30_000))


@pytest.mark.parametrize(
    ("gap", "where", "expected"),
    [
        (Gap(), {"is_first": True}, ["changeover 5000 elastic"]),
        (Gap(GROUP), {"is_first": True}, ["changeover 5000 elastic"]),
        (Gap(), {}, ["changeover 5000 elastic"]),
        (Gap(NO_REST), {}, []),
        (Gap(fixed_rest(10)), {}, ["rest 10"]),
        (Gap(changeover=fixed_rest(8000)), {}, ["changeover 8000"]),
        (Gap(changeover=NO_REST), {}, []),
        (Gap(AS_NEEDED, fixed_rest(8000)), {}, ["rest 60000 waits", "changeover 8000"]),
        (Gap(fixed_rest(5000)), {}, ["rest 5000"]),
        (Gap(RANGE), {}, ["rest 30000"]),
        (Gap(AS_NEEDED), {}, ["rest 60000 waits", "changeover 5000 elastic"]),
        (Gap(is_clocked=True), {"on_clock": True}, ["changeover 5000"]),
        (Gap(AS_NEEDED, is_clocked=True), {"on_clock": True}, ["changeover 5000"]),
    ],
)
def test_the_breaks_that_come_of_a_rest(gap, where, expected):
    breaks = breaks_of(gap, **{"is_first": False, "on_clock": False, **where})
    assert [
        f"{each.kind.value} {each.duration_ms}{' elastic' * each.elastic}{' waits' * each.waits}" for each in breaks
    ] == expected
