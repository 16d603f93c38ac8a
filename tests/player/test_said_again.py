"""A listener can ask again what to do, and the time of the step goes on."""

import pytest

from tests.player.hearing import Listener, live_of
from voicecoach.player import Control, Playhead
from voicecoach.talk import Verbosity

AGAIN = """# Again

## Main: rest 20 s

- Press: 2 x 5 reps at 40 kg
- Row: 10 s

## Cindy: AMRAP 2 min

- Pull-ups: 5 reps
- Squats: 15 reps
"""


@pytest.fixture
def playhead(voice):
    return Playhead(live_of(voice, AGAIN))


@pytest.fixture
def listener(playhead):
    return Listener(playhead)


def said_after(listener, ms=12_000):
    before = len(listener.texts())
    assert listener.playhead.do(Control.AGAIN) == ""
    listener.listen(ms)
    return listener.texts()[before:]


def test_the_list_of_an_amrap_is_said_again_while_its_clock_goes_on(listener, playhead):
    listener.reach("Cindy", 5_000)
    said = said_after(listener)
    assert "Pull-ups, 5 reps; Squats, 15 reps" in " ".join(said)
    assert playhead.at_ms == pytest.approx(17_000, abs=20)


def test_a_set_that_waits_says_again_what_it_is(listener, playhead):
    listener.reach("Press")
    listener.listen_until(lambda playhead: playhead.is_waiting)
    assert said_after(listener, 5_000) == ["First: Press. 5 reps at 40 kilos, at your own pace."]
    assert playhead.is_waiting


def test_a_rest_says_again_what_comes_also_if_that_is_the_same(listener):
    listener.reach("Rest", 8_000)
    assert "First: Press. 5 reps at 40 kilos, at your own pace." in said_after(listener, 6_000)


def test_without_words_there_is_nothing_to_say_again(voice):
    playhead = Playhead(live_of(voice, AGAIN, verbosity=Verbosity.QUIET))
    Listener(playhead).listen(5_000)
    assert playhead.do(Control.AGAIN) == "there is nothing to say again"
