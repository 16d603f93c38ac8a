import threading
from itertools import pairwise

import pytest

from tests.conftest import PATIENCE_S, read, wait_until
from tests.player.hearing import MIXED, Listener, live_of, prepare
from voicecoach.coach import Prompt
from voicecoach.compiler import coach_workout, compile_session
from voicecoach.errors import SpeechError
from voicecoach.live_session import LiveSession, prepared_ahead
from voicecoach.player import Control, Playhead, State
from voicecoach.session import Choices
from voicecoach.talk import Verbosity
from voicecoach.timeline import TICK


def index_of(live, title, nth=0):
    return [step.index for step in live.steps if step.title == title][nth]


def ticks(segment):
    return [cue.start_ms for cue in segment.cues if cue.heard.sound == TICK]


def shape(segment):
    return segment.step.title, segment.length_ms, [(cue.start_ms, cue.heard) for cue in segment.cues]


@pytest.mark.parametrize("verbosity", list(Verbosity))
def test_step_by_step_it_is_what_is_compiled_at_once(voice, verbosity):
    timeline = compile_session(read(MIXED), Choices(verbosity=verbosity), voice).timeline
    live = live_of(voice, verbosity=verbosity)
    segments = [live.segment(index) for index in range(len(live.steps))]
    compiled = [
        (segment.step.title, segment.length_ms, [(cue.start_ms, cue.heard) for cue in segment.cues])
        for segment in timeline.segments()
    ]
    assert [
        (segment.step.title, segment.length_ms, [(cue.start_ms, cue.heard) for cue in segment.cues])
        for segment in segments
        if segment.length_ms
    ] == compiled
    assert live.length_ms == timeline.duration_ms


def test_a_step_is_ready_after_its_own_words_and_batches_grow(voice):
    live = live_of(voice, is_prepared=False)
    ready = []
    while live.prepare(0):
        ready.append(sum(live.segment(index) is not None for index in range(len(live.steps))))
    assert ready[0] == 1
    assert ready[-1] == len(live.steps)
    assert len(ready) < len(live.steps) / 2


def test_the_opening_waits_for_nothing_and_the_length_for_what_it_depends_on(voice):
    live = live_of(voice, is_prepared=False)
    elastic = [step.index for step in coach_workout(read(MIXED), Choices()).session.steps if step.elastic]
    live.prepare(0)
    assert [index for index in elastic if live.segment(index)] == [0]
    while not live.segment(1):
        live.prepare(0)
    assert all(map(live.segment, elastic))
    assert live.length_ms == compile_session(read(MIXED), Choices(), voice).timeline.duration_ms


def test_the_length_is_about_right_before_anything_is_spoken(voice):
    live = live_of(voice, is_prepared=False)
    estimated_ms = live.length_ms
    prepare(live)
    assert estimated_ms == pytest.approx(live.length_ms, rel=0.02)


def test_what_is_played_comes_first_also_after_a_jump(voice):
    live = live_of(voice, is_prepared=False)
    live.prepare(15)
    assert live.segment(15) is not None
    assert live.segment(0) is None


def test_a_faster_pace_meets_the_set_at_its_next_beat(voice):
    live = live_of(voice)
    playhead = Playhead(live)
    listener = Listener(playhead)
    listener.reach("Squat", 5_000)
    before = ticks(playhead.segment)
    assert playhead.do(Control.FASTER) == "pace 10% faster"
    prepare(live, playhead.index)
    listener.listen(100)
    after = ticks(playhead.segment)
    gaps = [later - earlier for earlier, later in pairwise(after)]
    assert after[:3] == before[:3]
    assert (len(after), set(gaps[:2]), set(gaps[3:])) == (len(before), {2_000}, {1_800})
    assert live.segment(index_of(live, "Squat", 1)).length_ms < 12_500  # and so does its next set
    assert live.segment(index_of(live, "Press")).length_ms == 20_000
    assert live.pace(playhead.index) == "10% faster"
    playhead.do(Control.SLOWER)
    assert live.pace(playhead.index) == ""


def test_a_pace_has_its_limits_and_is_told_where_there_is_none(voice):
    live = live_of(voice)
    squat = index_of(live, "Squat")
    told = [live.change(Control.FASTER, squat) for _ in range(6)]
    assert told[-2:] == ["pace 50% faster", "the pace cannot be any faster"]
    assert live.change(Control.SLOWER, index_of(live, "Reach up")) == "there is no pace to change here"


def test_phases_of_a_tempo_keep_their_ratios(voice):
    live = live_of(voice)
    press = index_of(live, "Press")
    for _ in range(5):
        live.change(Control.SLOWER, press)
    prepare(live)
    gaps = {
        later - earlier
        for earlier, later in zip(ticks(live.segment(press)), ticks(live.segment(press))[1:], strict=False)
    }
    assert gaps == {6_000}
    names = [(cue.start_ms, cue.heard.text) for cue in live.segment(press).cues if cue.kind == "tempo"]
    assert {"Pause.", "Up."} <= {text for _, text in names}


def test_less_talk_holds_at_once_for_what_is_still_to_come(voice):
    live = live_of(voice, verbosity=Verbosity.DETAILED)
    playhead = Playhead(live)
    listener = Listener(playhead)
    listener.reach("Rest", 1_000)
    for _ in range(3):
        playhead.do(Control.LESS_TALK)
    assert live.verbosity is Verbosity.QUIET
    prepare(live, playhead.index)
    begun = [cue.heard.text for cue in playhead.segment.cues if cue.start_ms < playhead.at_ms < cue.end_ms]
    said = len(listener.texts())
    listener.reach("Squat", 8_000)
    assert set(listener.texts()[said:]) <= set(begun)
    assert playhead.do(Control.LESS_TALK) == "the coach talks as little as possible already"


def test_more_talk_in_an_opening_goes_on_after_what_was_said(voice):
    live = live_of(voice, verbosity=Verbosity.BRIEF)
    playhead = Playhead(live)
    listener = Listener(playhead)
    listener.listen(1_200)
    playhead.do(Control.MORE_TALK)
    prepare(live, 0)
    listener.reach("Reach up", 100)
    assert listener.texts()[0] == "Mixed."


def test_words_for_the_listener_are_spoken_after_the_first_step(voice):
    live = live_of(voice, is_prepared=False)
    assert live.prompt(Prompt.NUDGE).cues[0].heard.sound == "ready"
    live.prepare(0)
    assert live.prompt(Prompt.NUDGE).cues[0].heard.text == "I'm waiting for you."


class SlowVoice:
    """The real voice behind a gate, so that it speaks only when the test allows it."""

    def __init__(self, voice):
        self._voice = voice
        self.gate = threading.Semaphore(0)
        self.is_waiting = False
        self.fails = False

    def __getattr__(self, name):
        return getattr(self._voice, name)

    def speak(self, texts, progress=None):
        self.is_waiting = True
        assert self.gate.acquire(timeout=PATIENCE_S)
        self.is_waiting = False
        if self.fails:
            raise SpeechError("the voice failed", "choose another")
        return self._voice.speak(texts, progress)


def test_a_slow_voice_makes_whole_steps_wait_and_never_a_word(voice):
    slow = SlowVoice(voice)
    live = LiveSession(coach_workout(read(MIXED), Choices()), slow, {})
    playhead = Playhead(live)
    listener = Listener(playhead)
    failures = []

    def is_ready():
        """Whether what is to be heard now is there; until it is, the voice may go on."""
        if slow.is_waiting:
            slow.gate.release()
        return live.segment(playhead.index) is not None

    with prepared_ahead(live, lambda: playhead.index, failures.append):
        waited = 0
        for _ in range(60):
            slow.gate.release()
            listener.listen(4_000)
            if playhead.state is State.LOADING:
                waited += 1
                assert playhead.at_ms == 0
                wait_until(is_ready)
            if playhead.is_waiting:
                playhead.do(Control.DONE)
        slow.gate.release(1000)
    assert waited >= 1
    assert failures == []
    assert playhead.index > 5


def test_what_was_ready_is_heard_until_the_session_is_coached_anew(voice):
    slow = SlowVoice(voice)
    slow.gate = threading.Semaphore(1000)
    live = LiveSession(coach_workout(read(MIXED), Choices()), slow, {})
    prepare(live)
    playhead = Playhead(live)
    listener = Listener(playhead)
    listener.reach("Squat", 12_000)
    slow.gate = threading.Semaphore(0)
    playhead.do(Control.MORE_TALK)
    with prepared_ahead(live, lambda: playhead.index, pytest.fail):
        wait_until(lambda: not live.changed.is_set())
        listener.listen(3_000)
        assert playhead.state is State.PLAYING
        assert playhead.step.kind.value == "rest"
        slow.gate.release(1000)


def test_a_pace_is_told_as_it_is(voice):
    quick = MIXED.replace("### Squat\npace: 2 s", "### Squat\npace: 0.5 s")
    live = live_of(voice, quick)
    assert live.change(Control.FASTER, index_of(live, "Squat")) == "the pace cannot be any faster"
    uneven = live_of(voice, MIXED.replace("### Squat\npace: 2 s", "### Squat\npace: 0.83 s"))
    squat = index_of(uneven, "Squat")
    assert uneven.change(Control.FASTER, squat) == "pace 10% faster"
    assert uneven.change(Control.SLOWER, squat) == "pace as written"
    prepare(uneven)
    assert {later - earlier for earlier, later in pairwise(ticks(uneven.segment(squat)))} == {830}


def test_a_voice_that_fails_is_told(voice):
    slow = SlowVoice(voice)
    slow.fails = True
    failures = []
    with prepared_ahead(LiveSession(coach_workout(read(MIXED), Choices()), slow, {}), lambda: 0, failures.append):
        slow.gate.release()
        wait_until(lambda: failures)
    assert isinstance(failures[0], SpeechError)


def test_a_thread_that_prepares_is_done_with_the_session(voice):
    before = set(threading.enumerate())  # One of another test may still be ending.
    with prepared_ahead(live_of(voice), lambda: 0, pytest.fail):
        (thread,) = set(threading.enumerate()) - before
    wait_until(lambda: not thread.is_alive())


def test_a_set_that_lasts_a_time_keeps_its_phases_until_the_next_one(voice):
    breathing = "# A\n\n## G: 2 rounds, rest 5 s\n\n- Breathe: 1 min, in 4, out 4\n"
    live = live_of(voice, breathing)
    playhead = Playhead(live)
    listener = Listener(playhead)
    listener.reach("Breathe", 10_000)
    before = playhead.segment
    playhead.do(Control.SLOWER)
    prepare(live, playhead.index)
    listener.listen(1_000)
    assert playhead.segment is before
    said = [cue.start_ms for cue in live.segment(index_of(live, "Breathe", 1)).cues if cue.kind == "tempo"]
    assert said[1] - said[0] == 4_400


def test_a_changed_tempo_is_announced_as_it_is_now(voice):
    live = live_of(voice, MIXED.replace("Press: 5 reps", "Press: 2 x 5 reps"))
    press = index_of(live, "Press")
    for _ in range(5):
        live.change(Control.SLOWER, press)
    prepare(live)
    announced = [cue.heard.text for cue in live.segment(press - 1).cues if cue.kind == "next"]
    assert "down 3" in announced[0]
    assert "down" not in " ".join(cue.heard.text or "" for cue in live.segment(press + 1).cues)
