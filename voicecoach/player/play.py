"""The play loop: starts the output, listens to keys, shows where the session is, ends when the sound has."""

from voicecoach.player.keys import NextKey
from voicecoach.player.outputs import BUFFER_MS, Output
from voicecoach.player.screen import Show
from voicecoach.player.transport import State, Transport
from voicecoach.units import MS_PER_SECOND

_TURN_S = 0.05
"""How long one turn of the loop waits for a key: a pause is answered within it."""


def play(transport: Transport, output: Output, next_key: NextKey, show: Show) -> State:
    """Play to the end, or until q is pressed; return the state in which it was left. The output is closed."""
    try:
        output.start(transport.read)
        while not transport.finished.is_set():
            show(transport)
            key = next_key(_TURN_S)
            if key == " ":
                transport.toggle_pause()
            elif key in {"q", "Q"}:
                return transport.state
        show(transport)
        # What was pulled last is still in the device's buffer: let it be heard.
        next_key(2 * BUFFER_MS / MS_PER_SECOND)
        return transport.state
    finally:
        output.close()
