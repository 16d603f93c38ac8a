"""Sets of several parts, as they are played: the listener ends each part that waits, and the next begins at once."""

from tests.player.hearing import Listener, live_of
from voicecoach.player import Control, Playhead

PARTS = """# Parts

## Strength

- Dips: max reps, then 5 s hold
- Plank: 10+ s hold
- Rows: 30 reps in all
"""


def test_the_part_after_one_that_waits_begins_with_done(voice):
    playhead = Playhead(live_of(voice, PARTS))
    listener = Listener(playhead)
    listener.listen_until(lambda playhead: playhead.is_waiting)
    part = playhead.index
    playhead.do(Control.DONE)
    assert (playhead.index, playhead.at_ms, playhead.prompt) == (part + 1, 0, None)
    listener.listen(3_000)
    assert "Hold for 5 seconds." in listener.texts()


def test_after_a_minimum_the_listener_goes_on_until_done(voice):
    playhead = Playhead(live_of(voice, PARTS))
    listener = Listener(playhead)
    listener.reach("Plank")
    listener.listen_until(lambda playhead: playhead.is_waiting)
    assert "Keep going, as long as you can." in listener.texts()
    assert playhead.step.is_more


def test_who_ends_a_minimum_early_adds_nothing_to_it(voice):
    playhead = Playhead(live_of(voice, PARTS))
    listener = Listener(playhead)
    listener.reach("Plank", 5_000)
    playhead.do(Control.DONE)
    assert not playhead.step.is_set
    listener.reach("Rows", 1_000)
    listener.listen_until(lambda playhead: playhead.is_waiting)
    playhead.do(Control.DONE)
    assert playhead.summary().sets == 3
