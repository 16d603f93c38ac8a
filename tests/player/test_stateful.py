"""Whatever a listener presses at any time, no word is cut or starts in its middle, and the session goes on."""

import pytest
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, precondition, rule, run_state_machine_as_test

from tests.player.hearing import Listener, live_of, prepare
from voicecoach.player import Control, Playhead, State
from voicecoach.talk import Verbosity

MOVES = (
    Control.NEXT,
    Control.BACK,
    Control.REPEAT,
    Control.MISSED,
    Control.DONE,
    Control.SKIP_REST,
    Control.MORE_REST,
)
CHANGES = (Control.FASTER, Control.SLOWER, Control.MORE_TALK, Control.LESS_TALK)


def machine(voice):  # noqa: C901
    class Training(RuleBasedStateMachine):
        """A listener who presses anything at any time; steps are ready at once or late."""

        @initialize(verbosity=st.sampled_from(list(Verbosity)))
        def begin(self, verbosity):
            self.live = live_of(voice, verbosity=verbosity)
            self.playhead = Playhead(self.live, nudge_ms=7_000)
            self.listener = Listener(self.playhead)

        @rule(ms=st.integers(10, 25_000))
        def listen(self, ms):
            was = self.playhead.state
            taken = self.listener.listen(ms)
            if was is State.PAUSED:
                assert all(slice_.segment is None for slice_ in taken if not slice_.fades_out)
                assert self.playhead.state is State.PAUSED

        @rule()
        def pause(self):
            was, index = self.playhead.state, self.playhead.index
            self.playhead.do(Control.PAUSE)
            if was is not State.FINISHED:
                assert (self.playhead.state is State.PAUSED) is (was is not State.PAUSED)
            assert self.playhead.index == index

        @rule(control=st.sampled_from(MOVES))
        def move(self, control):
            index, state = self.playhead.index, self.playhead.state
            self.playhead.do(control)
            moved = self.playhead.index - index
            if state is State.FINISHED:
                assert moved == 0
            elif control is Control.NEXT:
                assert moved == 1
            elif control in {Control.DONE, Control.SKIP_REST}:
                assert moved in {0, 1}
            elif control is Control.BACK:
                assert moved in {0, -1}
            elif control is Control.REPEAT:
                assert moved <= 0
            else:
                assert moved == 0

        @rule(control=st.sampled_from(CHANGES), is_late=st.booleans())
        def change(self, control, is_late):
            self.playhead.do(control)
            if not is_late:
                prepare(self.live, self.playhead.index)

        @rule()
        def catch_up(self):
            self.live.prepare(self.playhead.index)

        @precondition(lambda self: self.playhead.state is not State.FINISHED)
        @rule()
        def is_it_shown(self):
            assert self.playhead.step.title

        def teardown(self):
            if not hasattr(self, "playhead"):
                return
            prepare(self.live, self.playhead.index)
            if self.playhead.is_paused:
                self.playhead.do(Control.PAUSE)

            def is_over(playhead):
                if playhead.is_waiting:
                    playhead.do(Control.DONE)
                return playhead.is_finished

            last = len(self.live.steps) - 1
            self.listener.listen(30_000)
            while self.playhead.index < last:  # Skip the long way to the end.
                self.playhead.do(Control.NEXT)
                self.listener.listen(500)
            self.listener.listen_until(is_over)
            summary = self.playhead.summary()
            assert summary.done + len(summary.skipped) <= summary.sets

    return Training


@pytest.mark.parametrize("examples", [25, pytest.param(400, marks=pytest.mark.slow)])
def test_any_controls_at_any_time(voice, examples):
    wanted = settings(max_examples=examples, stateful_step_count=15, suppress_health_check=list(HealthCheck))
    run_state_machine_as_test(machine(voice), settings=wanted)
