"""The play loop: starts the output, listens to keys, shows where the session is, ends when the sound has."""

from voicecoach.errors import OutputError
from voicecoach.player.keys import NextKey
from voicecoach.player.outputs import Output
from voicecoach.player.screen import Show
from voicecoach.player.transport import State, Transport

_TURN_S = 0.05
"""How long one turn of the loop waits for a key: a pause is answered within it."""

_MOST_STILL_TURNS = 60
"""So many turns (three seconds) without a sample pulled, while playing, mean that the device is gone."""


def play(transport: Transport, output: Output, next_key: NextKey, show: Show) -> State:
    """Play to the end, or until q is pressed; return the state in which it was left. The output is closed.

    Raises:
        OutputError: the device cannot be started, or has stopped to take sound.
    """
    try:
        output.start(transport.read)
        still_turns, position_ms = 0, 0
        while not transport.finished.is_set():
            show(transport)
            key = next_key(_TURN_S)
            if key == " ":
                transport.toggle_pause()
            elif key in {"\n", "\r"}:
                transport.done()
            elif key in {"q", "Q"}:
                return transport.state
            moved = transport.position_ms != position_ms or transport.state is not State.PLAYING
            still_turns, position_ms = 0 if moved else still_turns + 1, transport.position_ms
            if still_turns > _MOST_STILL_TURNS:
                raise OutputError("the sound device has stopped", "is it still plugged in? voicecoach doctor checks it")
        if transport.failure:
            raise transport.failure
        show(transport)
        output.finish()
        return transport.state
    finally:
        output.close()
