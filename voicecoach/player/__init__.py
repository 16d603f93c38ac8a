"""Play a timeline: transport, outputs, keys, screen."""

from voicecoach.player.keys import pressed_keys
from voicecoach.player.outputs import OUTPUTS, Output, open_output
from voicecoach.player.play import play
from voicecoach.player.screen import open_screen
from voicecoach.player.transport import Transport

__all__ = ["OUTPUTS", "Output", "Transport", "open_output", "open_screen", "play", "pressed_keys"]
