"""A silent session for tests of the screen and the keys, run as a module in a terminal.

It shows one set, answers every control with a message, pauses, shows help, and quits. Arguments: ``plain``; ``fail``
raises an error instead of quitting.
"""

import queue
import sys
from dataclasses import replace

from voicecoach.player.controls import Control, Controls
from voicecoach.player.keys import keyboard
from voicecoach.player.screen import open_screen
from voicecoach.player.status import State, Status
from voicecoach.session import StepKind
from voicecoach.workout import Side

SQUATS = Status(
    state=State.PLAYING,
    title="Lower-body activation",
    index=3,
    steps=33,
    step_title="Split squats, left",
    kind=StepKind.WORK,
    side=Side.LEFT,
    set=2,
    set_of=(2, 3),
    round=3,
    rounds=4,
    is_set=True,
    target="10 reps at 20 kg, RPE 8",
    count="7",
    step_ms=7_400,
    step_length_ms=10_000,
    session_ms=102_000,
    session_length_ms=452_000,
    following="Plank",
    following_target="30 s hold",
    after_following="Bench press, 8 reps at 60 kg",
    words="Wide stance, hips low",
)


def answer(status: Status, control: Control) -> Status:
    """Return the status after a control."""
    if control is Control.PAUSE:
        paused = State.PLAYING if status.state is State.PAUSED else State.PAUSED
        return replace(status, state=paused, message="")
    if control is Control.HELP:
        return replace(status, is_help_shown=not status.is_help_shown)
    return replace(status, message=f"heard: {control.value}")


def main(*options: str) -> None:
    """Run until told to quit."""
    controls, status = Controls(), SQUATS
    with keyboard(controls), open_screen(plain="plain" in options) as show:
        while True:
            show(status)
            try:
                control = controls.get(timeout=0.05)
            except queue.Empty:
                continue
            if control is Control.QUIT and "fail" in options:
                raise RuntimeError("failed on purpose")
            status = answer(status, control)
            if control is Control.QUIT:
                break
    sys.stderr.write("ended, and the terminal is the shell's again\n")


if __name__ == "__main__":
    main(*sys.argv[1:])
