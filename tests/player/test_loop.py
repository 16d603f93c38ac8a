"""The play loop, driven by the clock and output of the test."""

import pytest

from tests.conftest import SHIPPED
from tests.player.recording import RecordingOutput
from voicecoach.audio import Mixer
from voicecoach.errors import OutputError
from voicecoach.player import Control, Playhead, SavedSession, State, Transport, play
from voicecoach.session import Choices


class Stage:
    """A session with its output, its clock and a listener who presses keys from a list."""

    def __init__(self, session, presses=(), turn_s=0.05):
        timeline, clips = session
        self.playhead = Playhead(SavedSession(timeline, clips, {}))
        self.transport = Transport(Mixer(clips))
        self.transport.begin(self.playhead)
        self.output = RecordingOutput()
        self.output.start(self.transport.read)
        self.presses = dict(presses)
        """What happens in which turn: a control, or a function of the stage."""
        self.turn_s = turn_s
        self.now_s = 1000.0
        self.turn = 0
        self.shown = []
        self.opened = []
        self.is_broken = False
        self.opens = True

    def now(self):
        return self.now_s

    def take(self, _seconds):
        self.turn += 1
        self.now_s += self.turn_s
        if not self.is_broken:
            self.output.pull(self.turn_s)
        pressed = self.presses.get(self.turn)
        return pressed(self) if callable(pressed) else pressed

    stall_timeout_s = 1.0

    def reopen(self):
        self._open("again")

    def open_next(self):
        self._open("next")
        return "Headphones"

    def _open(self, how):
        if not self.opens:
            raise OutputError("no sound device can be opened", "plug it in")
        self.is_broken = False
        self.opened.append(how)

    def finish(self):
        self.output.finish()

    def play(self):
        play(self.transport, self, self.take, self.shown.append, self.now)

    def messages(self):
        told = [status.message for status in self.shown]
        return [message for before, message in zip(["", *told], told, strict=False) if message and message != before]


def breaks(stage):
    stage.is_broken = True
    stage.opens = False


def comes_back(stage):
    stage.opens = True


def sleeps(stage):
    stage.now_s += 3_600


@pytest.fixture
def session(compile_shipped):
    return compile_shipped(SHIPPED[0], Choices(rounds=1))


def test_it_plays_to_the_end_and_shows_every_step(session):
    stage = Stage(session, turn_s=0.7)
    stage.play()
    assert stage.transport.state is State.FINISHED
    assert [status.index for status in stage.shown] == sorted(status.index for status in stage.shown)
    assert {status.index for status in stage.shown} == set(range(len(session[0].steps)))
    assert stage.shown[-1].state is State.FINISHED


def test_quit_ends_it_at_once(session):
    stage = Stage(session, {100: Control.QUIT})
    stage.play()
    assert stage.turn == 100
    assert not stage.playhead.summary().is_finished


def test_controls_are_done_and_told_for_a_while(session):
    stage = Stage(session, {10: Control.PAUSE, 60: Control.PAUSE, 200: Control.QUIT})
    stage.play()
    assert stage.messages() == ["paused", "resumed"]
    assert stage.shown[12].state is State.PAUSED
    assert stage.shown[-1].message == ""


def test_help_is_shown_and_hidden(session):
    stage = Stage(session, {10: Control.HELP, 20: Control.HELP, 30: Control.QUIT})
    stage.play()
    assert [status.is_help_shown for status in stage.shown] == [False] * 10 + [True] * 10 + [False] * 10


def test_a_device_that_vanishes_pauses_the_session_which_goes_on_when_it_is_back(session):
    stage = Stage(session, {400: breaks, 600: comes_back, 900: Control.QUIT})
    stage.play()
    index = stage.shown[405].index
    while_gone = stage.shown[500]
    assert (while_gone.state, while_gone.index) == (State.PAUSED, index)
    assert "lost" in while_gone.message
    assert stage.opened == ["again"]
    assert stage.messages()[-1] == "the sound device is back"
    assert stage.shown[-1].state is State.PLAYING


def test_a_session_that_was_paused_stays_so_when_the_device_is_back(session):
    stage = Stage(session, {300: Control.PAUSE, 400: breaks, 500: comes_back, 900: Control.QUIT})
    stage.play()
    assert stage.shown[-1].state is State.PAUSED
    assert "back" in stage.messages()[-1]


def test_another_device_can_be_chosen_instead(session):
    def chooses(stage):
        stage.opens = True
        return Control.OUTPUT

    stage = Stage(session, {400: breaks, 450: Control.OUTPUT, 480: chooses, 700: Control.QUIT})
    stage.play()
    assert stage.opened == ["next"]
    assert "no sound device can be opened" in stage.messages()
    assert stage.shown[-1].state is State.PLAYING


def test_a_machine_that_sleeps_is_not_played_through(session):
    stage = Stage(session, {400: sleeps, 500: Control.PAUSE, 600: Control.QUIT})
    stage.play()
    before, after = stage.shown[399], stage.shown[450]
    assert (after.state, after.index) == (State.PAUSED, before.index)
    assert after.step_ms - before.step_ms <= 100
    assert "paused: the session was interrupted" in stage.messages()
    assert stage.shown[-1].state is State.PLAYING


def test_a_machine_that_slept_while_the_device_was_gone_stays_paused(session):
    stage = Stage(session, {400: breaks, 450: sleeps, 480: comes_back, 700: Control.QUIT})
    stage.play()
    assert stage.messages()[-1] == "the sound device is back"
    assert stage.shown[-1].state is State.PAUSED


def test_an_output_that_pulls_in_large_pieces_is_not_gone(session):
    stage = Stage(session, turn_s=0.05)
    stage.stall_timeout_s = 9.0
    pull, stage.output.pull = stage.output.pull, lambda _seconds: stage.turn % 60 or pull(3.0)
    stage.presses[600] = Control.QUIT
    stage.play()
    assert State.PAUSED not in {status.state for status in stage.shown}
    assert stage.messages() == []


def test_a_failure_in_the_output_s_thread_is_raised(session):
    timeline, clips = session
    stage = Stage((timeline, dict(list(clips.items())[:3])))
    with pytest.raises(KeyError):
        stage.play()


def test_a_failure_of_what_speaks_ahead_is_raised(session):
    stage = Stage(session, {50: lambda stage: stage.transport.fail(OutputError("broken", "mend it"))})
    with pytest.raises(OutputError, match="broken"):
        stage.play()


def test_a_device_that_takes_sound_faster_than_time_goes_by_is_an_error(session):
    stage = Stage(session)
    pull, stage.output.pull = stage.output.pull, lambda seconds: pull(20 * seconds)
    with pytest.raises(OutputError, match="plays faster than real time"):
        stage.play()


def test_without_keys_a_session_goes_on_after_a_sleep(session):
    stage = Stage(session, {400: sleeps, 600: Control.QUIT})
    play(stage.transport, stage, stage.take, stage.shown.append, stage.now, has_keys=False)
    assert stage.shown[-1].state is State.PLAYING
