"""Starts on the clock, played: what the listener does never moves a start, and whoever is too late is told."""

import pytest

from tests.player.hearing import Listener, live_of
from voicecoach.player import Control, Playhead

OPEN = "## G: 3 rounds, every 30 s\n\n- Work: done\n"
SHARED = "## G: 2 rounds, every 60 s\n\n- Carry: 20 m\n- Row: done\n"
STRAIGHT = "## G\n\n- Run: 4 x 20 s every 20 s\n"
SEND_OFFS = "## G: 2 rounds\n\n- Easy: 25 m every 30 s\n- Hard: 25 m every 40 s\n"
KNOWN = "## G: 3 rounds, every 30 s\n\n- Plank: 20 s hold\n"
MISSED = "## G: 5 rounds, every 30 s, until missed\n\n- Sprint: 20 m\n\n## After\n\n- Walk: 10 s\n"
TURNS = "## G: EMOM 3 min, until missed\n\n- Burpees: 10 reps, self-paced\n\n## After\n\n- Walk: 10 s\n"


def played(voice, groups, pressed):
    """Play a session, and press keys at their times, in milliseconds from the first set.

    Return the playhead, the listener, and when each set began.
    """
    playhead = Playhead(live_of(voice, f"# A\n\n{groups}"))
    listener = Listener(playhead)
    keys, begun, first_ms = sorted(pressed.items()), [], None

    def is_over(playhead):
        nonlocal first_ms
        if first_ms is None and playhead.step.is_set:
            first_ms = listener.time_ms
        now_ms = None if first_ms is None else listener.time_ms - first_ms
        if now_ms is not None and playhead.step.is_set and (not begun or begun[-1][0] != playhead.index):
            begun.append((playhead.index, playhead.step.title, now_ms))
        if now_ms is not None and keys and now_ms >= keys[0][0]:
            playhead.do(keys.pop(0)[1])
        return playhead.is_finished

    listener.listen_until(is_over)
    return playhead, listener, [f"{title} {round(at_ms, -2) / 1000:g}" for _, title, at_ms in begun]


DONE, MORE, REPEAT, MARK = Control.DONE, Control.MORE_REST, Control.REPEAT, Control.MISSED


@pytest.mark.parametrize(
    ("groups", "pressed", "begun"),
    [
        (OPEN, {}, ["Work 0", "Work 30", "Work 60"]),
        (OPEN, {5_000: DONE}, ["Work 0", "Work 30", "Work 60"]),
        # Ten seconds more rest: the set that is late ends in time for the next call.
        (OPEN, {25_000: MORE}, ["Work 0", "Work 40", "Work 60"]),
        (SHARED, {}, ["Carry 0", "Row 11.4", "Carry 60", "Row 71.4"]),
        (SHARED, {5_000: DONE}, ["Carry 0", "Row 10", "Carry 60", "Row 71.4"]),
        (SHARED, {5_000: DONE, 48_000: DONE}, ["Carry 0", "Row 10", "Carry 60", "Row 71.4"]),
        (SEND_OFFS, {5_000: DONE}, ["Easy 0", "Hard 30", "Easy 70", "Hard 100"]),
        (SEND_OFFS, {40_000: DONE}, ["Easy 0", "Hard 30", "Easy 70", "Hard 100"]),
        (STRAIGHT, {}, ["Run 0", "Run 20", "Run 40", "Run 60"]),
        (KNOWN, {10_000: DONE}, ["Plank 0", "Plank 30", "Plank 60"]),
        # Fifty seconds more rest: the second start is missed, and the third is met.
        (KNOWN, {20_500 + 100 * times: MORE for times in range(5)}, ["Plank 0", "Plank 80"]),
    ],
)
def test_a_start_stays_where_it_is(voice, groups, pressed, begun):
    assert played(voice, groups, pressed)[2] == begun


def test_whoever_is_done_early_has_more_time_for_the_next_set_of_the_interval(voice):
    playhead = Playhead(live_of(voice, f"# A\n\n{SHARED}"))
    listener = Listener(playhead)
    listener.reach("Carry", 5_000)
    playhead.do(DONE)
    listener.reach("Row", 10)
    assert playhead.segment.length_ms == 60_000 - 5_000 - 5_000 - 10_000


def test_a_set_that_ends_early_before_a_set_without_a_rest_is_followed_by_the_rest_that_is_left(voice):
    playhead, listener, begun = played(voice, STRAIGHT, {8_000: DONE})
    assert begun == ["Run 0", "Run 8", "Run 40", "Run 60"]  # The step of the second set begins with the rest.
    at = [cue.heard.sound for _, cue in listener.heard].index("go", 3)
    assert [str(cue.heard) for _, cue in listener.heard[at - 3 : at]] == ["3", "2", "1"]
    assert playhead.summary().missed_starts == 0


def test_a_set_that_is_repeated_misses_the_start_of_the_set_that_follows_without_a_rest(voice):
    playhead, _, begun = played(voice, STRAIGHT, {10_000: REPEAT})
    assert begun[-1] == "Run 63"  # The clock stops while the listener is counted in.
    assert playhead.summary().missed_starts == 1


def test_a_set_that_is_marked_as_missed_is_called_out_and_the_count_goes_on(voice):
    playhead, listener, begun = played(voice, KNOWN, {5_000: MARK, 52_000: MARK})
    assert begun == ["Plank 0", "Plank 30", "Plank 60"]
    assert listener.texts().count("Missed.") == 2
    assert "missed: Plank (2 x)" in playhead.summary().lines()
    assert (playhead.summary().done, playhead.summary().skipped) == (1, ())


@pytest.mark.parametrize(
    ("groups", "pressed", "begun"),
    [
        (MISSED, {}, ["Sprint 0", "Sprint 30", "Sprint 60", "Sprint 90", "Sprint 120", "Walk"]),
        (MISSED, {35_000: MARK}, ["Sprint 0", "Sprint 30", "Walk"]),
        (MISSED, {55_000: MARK}, ["Sprint 0", "Sprint 30", "Walk"]),
        (TURNS, {62_000: MARK}, ["Burpees 0", "Burpees 60", "Walk"]),
        (MISSED, {21_000 + 100 * times: MORE for times in range(5)}, ["Sprint 0", "Sprint 80", "Walk"]),
    ],
)
def test_a_group_goes_on_until_a_start_is_missed(voice, groups, pressed, begun):
    _, _, heard = played(voice, groups, pressed)
    assert [*heard[:-1], heard[-1].split()[0]] == begun


def test_nothing_can_be_marked_before_the_first_set(voice):
    playhead = Playhead(live_of(voice, f"# A\n\n{OPEN}"))
    assert playhead.do(MARK) == "there is no set to mark as missed yet"
    assert playhead.summary().missed == ()
