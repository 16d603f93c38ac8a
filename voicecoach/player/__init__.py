"""Plays a session: playhead, transport, outputs, keys and screen."""

from voicecoach.player.controls import Control, Controls
from voicecoach.player.keys import keyboard, listening
from voicecoach.player.mpris import media_keys
from voicecoach.player.outputs import DEFAULT_OUTPUT, OUTPUTS, capture_devices, playback_devices
from voicecoach.player.play_loop import play
from voicecoach.player.playhead import Playhead
from voicecoach.player.screen import Show, open_screen
from voicecoach.player.session_source import SavedSession, SessionSource
from voicecoach.player.status import State, Status
from voicecoach.player.summary import Summary
from voicecoach.player.switchable_output import SwitchableOutput
from voicecoach.player.transport import Transport

__all__ = [
    "DEFAULT_OUTPUT",
    "OUTPUTS",
    "Control",
    "Controls",
    "Playhead",
    "SavedSession",
    "SessionSource",
    "Show",
    "State",
    "Status",
    "Summary",
    "SwitchableOutput",
    "Transport",
    "capture_devices",
    "keyboard",
    "listening",
    "media_keys",
    "open_screen",
    "play",
    "playback_devices",
]
