"""The properties of an MPRIS media player.

https://specifications.freedesktop.org/mpris/latest/ (version 2.2)
"""

from typing import Any, TypeAlias

from voicecoach.audio import Volumes
from voicecoach.player.status import State, Status
from voicecoach.units import Ms

ROOT = "org.mpris.MediaPlayer2"
PLAYER = "org.mpris.MediaPlayer2.Player"

Variant: TypeAlias = tuple[str, Any]
"""A D-Bus signature, and a value of that type."""

_PLAYBACK = {
    State.LOADING: "Playing",
    State.PLAYING: "Playing",
    State.WAITING: "Playing",
    State.PAUSED: "Paused",
    State.FINISHED: "Stopped",
}


def properties(status: Status) -> dict[str, dict[str, Variant]]:
    """Return the properties of each interface."""
    can = dict.fromkeys(("CanGoNext", "CanGoPrevious", "CanPlay", "CanPause", "CanSeek", "CanControl"), ("b", True))
    return {
        ROOT: {
            "CanQuit": ("b", True),
            "CanRaise": ("b", False),
            "HasTrackList": ("b", False),
            "Identity": ("s", "voicecoach"),
            "SupportedUriSchemes": ("as", []),
            "SupportedMimeTypes": ("as", []),
        },
        PLAYER: {
            "PlaybackStatus": ("s", _PLAYBACK[status.state]),
            "Metadata": ("a{sv}", _metadata(status)),
            "Position": ("x", _us(status.step_ms)),
            "Volume": ("d", _volume(status.volumes)),
            "Rate": ("d", 1.0),
            "MinimumRate": ("d", 0.5),
            "MaximumRate": ("d", 2.0),
            **can,
        },
    }


def _metadata(status: Status) -> dict[str, Variant]:
    return {
        "mpris:trackid": ("o", f"/voicecoach/step/{status.index}"),
        "mpris:length": ("x", _us(status.step_length_ms)),
        "xesam:title": ("s", status.step_title),
        "xesam:album": ("s", status.title),
        "xesam:artist": ("as", ["voicecoach"]),
        "xesam:trackNumber": ("i", status.index + 1),
    }


def _volume(volumes: Volumes) -> float:
    """Return the volume of the voice between 0 and 1: 0.5 at 0 dB, with room above and below."""
    return 0.0 if volumes.is_muted else 1 / (1 + 10 ** (-volumes.voice_db / 20))


def changes(before: Status, now: Status) -> dict[str, Variant]:
    """Return the player's changed properties, except the position, which desktops extrapolate."""
    old, new = properties(before)[PLAYER], properties(now)[PLAYER]
    return {name: new[name] for name in new if new[name] != old[name] and name != "Position"}


def jump(before: Status, now: Status) -> int | None:
    """Return the position in microseconds if a step has restarted, which a desktop cannot extrapolate; else None."""
    return _us(now.step_ms) if now.index == before.index and now.step_ms < before.step_ms else None


def _us(time_ms: Ms) -> int:
    return time_ms * 1000
