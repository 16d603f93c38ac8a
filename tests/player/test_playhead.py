import pytest

from tests.player.hearing import Listener, live_of, prepare
from voicecoach.player import Control, Playhead, State
from voicecoach.player.segments import is_clean
from voicecoach.player.sequencer import SLICE_MS
from voicecoach.talk import Verbosity


@pytest.fixture
def live(voice):
    return live_of(voice)


@pytest.fixture
def playhead(live):
    return Playhead(live)


@pytest.fixture
def listener(playhead):
    return Listener(playhead)


def test_a_session_that_is_left_alone_goes_through_every_step_once(listener, playhead):
    seen = []

    def is_over(playhead):
        seen.append(playhead.index)
        if playhead.is_waiting:
            playhead.do(Control.DONE)
        return playhead.is_finished

    listener.listen_until(is_over)
    assert sorted(set(seen)) == list(range(len(playhead.source.steps) + 1))
    assert seen == sorted(seen)
    assert playhead.summary().done == playhead.summary().sets == 10
    assert playhead.do(Control.NEXT) == ""


def test_a_pause_is_silent_and_the_set_goes_on_with_the_count_that_was_cut_counted_in(listener, playhead):
    listener.reach("Squat", 6_100)  # during the fourth count, or whatever replaces it
    cut = [cue for cue in playhead.segment.cues if cue.start_ms < playhead.at_ms < cue.end_ms and cue.heard.text]
    assert cut
    playhead.do(Control.PAUSE)
    fade, *silence = listener.listen(5_000)
    assert (fade.fades_out, fade.length_ms) == (True, 10)
    assert {slice_.segment for slice_ in silence} == {None}
    playhead.do(Control.PAUSE)
    assert (playhead.at_ms, playhead.state) == (cut[0].start_ms, State.PLAYING)
    before = len(listener.heard)
    listener.listen(3_000 + cut[0].end_ms - cut[0].start_ms)
    again = [str(cue.heard) for _, cue in listener.heard[before:] if cue.heard.text]
    assert again == ["3", "2", "1", cut[0].heard.text]
    assert playhead.summary().paused_ms == pytest.approx(5_000, abs=20)


def test_a_pause_in_a_rest_goes_on_without_a_countdown_that_would_promise_a_set(listener, playhead):
    listener.reach("Rest", 15_000)
    playhead.do(Control.PAUSE)
    listener.listen(500)
    playhead.do(Control.PAUSE)
    assert playhead.prompt is None
    assert is_clean(playhead.segment, playhead.at_ms)


def test_next_and_back(listener, playhead):
    listener.reach("Squat", 3_000)
    set_ = playhead.index
    playhead.do(Control.BACK)
    assert (playhead.index, playhead.at_ms) == (set_, 0)
    listener.listen(1_000)
    playhead.do(Control.BACK)  # a second time, soon: the step before
    assert playhead.index == set_ - 1
    listener.listen(100)
    playhead.do(Control.NEXT)
    listener.listen_until(lambda playhead: not playhead.prompt)
    assert (playhead.index, playhead.at_ms) == (set_, 0)  # named, and counted in
    assert listener.texts()[-4:] == ["Squat. 6 reps.", "3", "2", "1"]
    listener.listen(3_000)
    playhead.do(Control.NEXT)
    assert (playhead.index, playhead.step.kind.value) == (set_ + 1, "rest")
    assert playhead.summary().skipped == ("Squat",)


def test_a_set_that_is_repeated_is_counted_once_and_said_in_the_summary(listener, playhead):
    listener.reach("Rest", 5_000)
    rest = playhead.index
    playhead.do(Control.REPEAT)
    assert playhead.index == rest - 1
    listener.listen_until(lambda playhead: playhead.index == rest)
    assert playhead.summary().repeated == 1
    assert playhead.summary().done == 4
    assert Playhead(playhead.source).do(Control.REPEAT) == "there is no set to repeat yet"


def test_ten_seconds_more_rest_are_said_and_the_countdown_comes_ten_seconds_later(listener, playhead):
    listener.reach("Rest", 20_000)
    planned_ms, at_ms = playhead.segment.length_ms, listener.time_ms
    assert playhead.do(Control.MORE_REST) == "10 seconds more rest"
    assert playhead.segment.length_ms == planned_ms + 10_000
    listener.listen_until(lambda playhead: playhead.step.is_set)
    assert listener.time_ms - at_ms == pytest.approx(planned_ms - 20_000 + 10_000, abs=10)
    assert "10 seconds more rest." in listener.texts()
    assert listener.texts()[-3:] == ["3", "2", "1"]


def test_ten_seconds_more_in_the_countdown_has_it_heard_again(listener, playhead):
    listener.reach("Rest", 28_500)
    playhead.do(Control.MORE_REST)
    listener.listen_until(lambda playhead: playhead.step.is_set)
    assert listener.texts()[-5:] == ["2", "10 seconds more rest.", "3", "2", "1"]


def test_a_rest_that_is_skipped_goes_on_with_its_countdown(listener, playhead):
    listener.reach("Rest", 3_000)
    playhead.do(Control.SKIP_REST)
    at_ms = listener.time_ms
    listener.listen_until(lambda playhead: playhead.step.is_set)
    assert listener.texts()[-3:] == ["3", "2", "1"]
    assert listener.time_ms - at_ms < 3_100
    assert playhead.do(Control.SKIP_REST) == "there is no rest to skip now"
    assert playhead.do(Control.MORE_REST) == "there is no rest to lengthen now"


def test_a_set_that_waits_is_silent_says_so_after_a_while_and_goes_on_at_done(live):
    playhead = Playhead(live, nudge_ms=20_000)
    listener = Listener(playhead)
    listener.reach("Row")
    listener.listen_until(lambda playhead: playhead.is_waiting)
    assert playhead.state is State.WAITING
    begun = len(listener.heard)
    listener.listen(45_000)
    nudges = [cue.heard.text for _, cue in listener.heard[begun:]]
    assert nudges == ["I'm waiting for you."] * 2
    playhead.do(Control.DONE)
    assert (playhead.step.kind.value, playhead.state) == ("rest", State.PLAYING)
    assert listener.take().segment is not None
    summary = playhead.summary()
    assert (summary.waits, summary.done) == (1, 6)
    assert summary.waited_ms == pytest.approx(45_000, abs=20)


def test_without_a_nudge_it_waits_in_silence(live):
    playhead = Playhead(live, nudge_ms=0)
    listener = Listener(playhead)
    listener.reach("Row")
    listener.listen_until(lambda playhead: playhead.is_waiting)
    begun = len(listener.heard)
    listener.listen(180_000)
    assert len(listener.heard) == begun


def test_a_rest_as_needed_waits_and_done_leads_to_a_changeover_that_counts_in(listener, playhead):
    listener.reach("Row")
    playhead.do(Control.DONE)
    assert playhead.step.waits
    listener.listen(3_000)
    assert playhead.do(Control.MORE_REST) == "this rest lasts until you end it"
    playhead.do(Control.SKIP_REST)
    assert playhead.step.kind.value == "changeover"
    listener.reach("Press", 100)
    assert "3 2 1" in " ".join(listener.texts())


def test_done_in_a_rest_with_a_time_does_nothing(listener, playhead):
    listener.reach("Rest", 3_000)
    index = playhead.index
    assert playhead.do(Control.DONE) == "this step ends on its own"
    assert playhead.index == index


def test_a_set_that_is_left_early_in_a_flow_is_followed_by_the_announcement_it_would_have_made(listener, playhead):
    listener.reach("Reach up", 4_000)
    playhead.do(Control.NEXT)
    listener.reach("Fold, left", 10)
    assert any("Fold" in text for text in listener.texts())


# Starts on the clock


def starts(listener, playhead, controls=()):
    """Return the start of each set of the EMOM, counted from the first."""
    at, pressed = {}, dict(controls)
    first_ms = None

    def is_over(playhead):
        nonlocal first_ms
        if playhead.is_waiting:
            playhead.do(Control.DONE)
        if playhead.step.title == "Swings" and playhead.segment and playhead.at_ms:
            first_ms = listener.time_ms if first_ms is None else first_ms
            at.setdefault(playhead.index, listener.time_ms - first_ms)
        if first_ms is not None and pressed:
            when = min(pressed)
            if listener.time_ms - first_ms >= when:
                playhead.do(pressed.pop(when))
        return playhead.is_finished

    listener.listen_until(is_over)
    return list(at.values())


def test_starts_are_on_the_minute(listener, playhead):
    assert starts(listener, playhead) == [0, 60_000, 120_000]


def test_a_set_that_is_done_early_gives_the_rest_what_is_left_of_the_minute(listener, playhead):
    assert starts(listener, playhead, {4_000: Control.DONE}) == [0, 60_000, 120_000]


def test_a_set_that_is_repeated_takes_its_time_from_the_rest(listener, playhead):
    begun = starts(listener, playhead, {20_000: Control.REPEAT})
    # The listener is counted in again, and the clock stops meanwhile.
    assert begun == [0, 63_000, 123_000]


def test_more_rest_makes_a_start_late_and_the_next_one_is_on_the_minute_again(listener, playhead):
    assert starts(listener, playhead, {30_000: Control.MORE_REST}) == [0, 70_000, 120_000]


def test_a_start_that_is_missed_is_said_and_the_next_one_is_joined(listener, playhead):
    more = {20_000 + 100 * number: Control.MORE_REST for number in range(5)}
    assert starts(listener, playhead, more) == [0, 110_000]
    assert "Missed one. Wait." not in listener.texts()
    assert playhead.summary().missed_starts == 1
    assert playhead.summary().skipped == ()
    assert playhead.summary().done == 9


def test_the_words_for_a_missed_start(voice):
    live = live_of(
        voice, "# A\n\n## G: EMOM 4 min\n\n- Swings: 5 reps\n\n## Movements\n\n### Swings\npace: 2 s per rep\n"
    )
    playhead = Playhead(live)
    listener = Listener(playhead)
    begun = starts(listener, playhead, {20_000 + 100 * number: Control.MORE_REST for number in range(5)})
    assert begun == [0, 110_000, 180_000]
    assert "Missed one. Wait." in listener.texts()
    assert playhead.summary().missed_starts == 1


def test_another_verbosity_in_a_rest_leaves_it_as_long_as_the_clock_or_the_listener_made_it(live, listener, playhead):
    pressed = {4_000: Control.DONE, 20_000: Control.LESS_TALK, 80_000: Control.MORE_TALK}
    at = []

    def coached_anew(control):
        told = do(control)
        if control in {Control.LESS_TALK, Control.MORE_TALK}:
            prepare(live, playhead.index)
            at.append(control)
        return told

    do, playhead.do = playhead.do, coached_anew
    assert starts(listener, playhead, pressed) == [0, 60_000, 120_000]
    assert at == [Control.LESS_TALK, Control.MORE_TALK]


def test_ten_seconds_more_stay_when_the_coach_talks_less(live, listener, playhead):
    listener.reach("Rest", 4_000)
    playhead.do(Control.MORE_REST)
    playhead.do(Control.LESS_TALK)
    prepare(live, playhead.index)
    listener.listen(100)
    assert playhead.segment.length_ms == 40_000


def test_a_set_that_is_left_before_it_is_ready_is_skipped(voice):
    live = live_of(voice, is_prepared=False)
    playhead = Playhead(live)
    for _ in range(3):
        playhead.do(Control.NEXT)
    assert playhead.summary().skipped == ("Reach up",)


def test_to_go_to_a_start_lets_the_clock_begin_there(listener, playhead):
    second = next(step.index for step in playhead.source.steps if step.due and step.due.at_ms == 60_000)
    counted_in_ms = 20_000 + playhead.source.count_in(second).length_ms
    _, begun_ms, following_ms = starts(listener, playhead, {20_000: Control.NEXT})
    assert begun_ms == pytest.approx(counted_in_ms, abs=2 * SLICE_MS)
    assert following_ms == begun_ms + 60_000


def test_at_quiet_calls_are_sounds(voice):
    playhead = Playhead(live_of(voice, verbosity=Verbosity.QUIET))
    listener = Listener(playhead)
    listener.reach("Rest", 5_000)
    playhead.do(Control.REPEAT)
    listener.listen(3_000)
    assert listener.texts() == []
    assert [str(cue.heard) for _, cue in listener.heard[-3:]] == ["(ready)"] * 3


def test_a_step_that_is_not_ready_is_waited_for_at_its_edge(voice):
    live = live_of(voice, is_prepared=False)
    playhead = Playhead(live)
    listener = Listener(playhead)
    assert listener.take().segment is None
    assert (playhead.state, playhead.stats.time_ms, playhead.stats.loading_ms) == (State.LOADING, 10, 10)
    live.prepare(0)  # only the opening
    listener.listen_until(lambda playhead: playhead.index == 1)
    assert playhead.state is State.LOADING
    listener.listen(2_000)
    assert playhead.index == 1
    prepare(live, 1)
    listener.reach("Reach up", 100)
