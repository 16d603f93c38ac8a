"""Play a timeline: transport, outputs, keys, screen."""

from voicecoach.player.outputs import OUTPUTS, Output, open_output
from voicecoach.player.play import play
from voicecoach.player.transport import Transport

__all__ = ["OUTPUTS", "Output", "Transport", "open_output", "play"]
