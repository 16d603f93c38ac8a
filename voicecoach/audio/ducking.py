"""Ducking: how loud the music is, so that it lies under the coach, and comes back when nothing is said."""

from collections.abc import Iterable
from functools import lru_cache
from typing import TYPE_CHECKING, cast

from voicecoach.units import Db, Ms

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

DUCK_DB: Db = -14.0
"""How far the music goes down: from 6 dB under the voice (``MUSIC_LUFS``) to 20 dB under it.

So much WCAG 2.2 asks of sound behind words (success criterion 1.4.7), for those who are hard of hearing; on a busy
street, out of breath, everybody is.
"""

DOWN_MS: Ms = 200
"""The way down before a cue that is known ahead; at the first sample of the cue it is done."""

AT_ONCE_MS: Ms = 40
"""The way down for a cue that nobody knew of, because the listener went to another step: fast, but no click."""

UP_MS: Ms = 800
"""The way up: slow enough that it is not noticed as an event."""

HOLD_MS: Ms = 1000
"""How long the music stays down after a cue, whatever comes."""

LOOKAHEAD_MS: Ms = 2000
"""Music that is down comes up only if no cue begins so soon.

With the hold, it stays down in gaps of three seconds: a set that is counted does not pump.
"""

FADE_OUT_MS: Ms = 50
FADE_IN_MS: Ms = 200
"""To silence at a pause, and back: so fast that the listener hears the key being taken."""

_SAMPLES_PER_MS = 48

# Places on the two curves, from loud to ducked and from silent to playing; each way is so many of them a millisecond.
_DUCKED = UP_MS
_DOWN, _AT_ONCE, _UP = _DUCKED // DOWN_MS, _DUCKED // AT_ONCE_MS, _DUCKED // UP_MS
_PLAYING = FADE_IN_MS
_IN, _OUT = _PLAYING // FADE_IN_MS, _PLAYING // FADE_OUT_MS

_NEVER_MS: Ms = 1 << 40


class Ducking:
    """The level of the music from millisecond to millisecond; it begins loud, and never jumps.

    It moves on its curves by whole places in each millisecond, and within a millisecond in a straight line, so the
    samples do not depend on how the time is cut into blocks.
    """

    def __init__(self) -> None:
        self._ducked = 0
        self._playing = _PLAYING
        self._quiet_ms: Ms = _NEVER_MS

    def gains(self, heard: Iterable[tuple[Ms, Ms]], n_ms: Ms, *, is_playing: bool = True) -> "NDArray[np.float32]":
        """Return the factor for each sample, at 48 kHz, of the next ``n_ms``.

        ``heard`` holds start and end of cues, counted from the beginning of this block: of those that sound in it, and
        of those that begin up to ``LOOKAHEAD_MS`` after its end. While nothing plays, the music fades to silence and
        the cues do not count.
        """
        import numpy as np

        ducked, playing = _curves()
        ducks, plays = [self._ducked], [self._playing]
        for until_ms in _until_next(heard, n_ms):
            if is_playing:
                self._duck(until_ms)
            self._playing = min(self._playing + _IN, _PLAYING) if is_playing else max(self._playing - _OUT, 0)
            ducks.append(self._ducked)
            plays.append(self._playing)
        edges = ducked[ducks] * playing[plays]
        within = np.arange(_SAMPLES_PER_MS) / _SAMPLES_PER_MS
        return (edges[:-1, None] + np.diff(edges)[:, None] * within).astype(np.float32).ravel()

    def _duck(self, until_ms: Ms) -> None:
        """Move by a millisecond, to one that lies ``until_ms`` before the next cue, or in a cue."""
        self._quiet_ms = self._quiet_ms + 1 if until_ms else 0
        due = _DUCKED - _DOWN * until_ms
        comes_up = self._ducked < _DUCKED or until_ms > LOOKAHEAD_MS
        if self._ducked < due:
            self._ducked = min(self._ducked + _AT_ONCE, due)
        elif self._quiet_ms > HOLD_MS and comes_up:
            self._ducked = max(self._ducked - _UP, due, 0)


def _until_next(heard: Iterable[tuple[Ms, Ms]], n_ms: Ms) -> list[Ms]:
    """Return, for the end of each millisecond, how far away the next cue is: nothing while one sounds."""
    import numpy as np

    at_ms = np.arange(1, n_ms + 1)
    until_ms = np.full(n_ms, _NEVER_MS)
    for start_ms, end_ms in heard:
        ahead_ms = np.where(at_ms <= end_ms, np.maximum(start_ms - at_ms, 0), _NEVER_MS)
        until_ms = np.minimum(until_ms, ahead_ms)
    return cast("list[Ms]", until_ms.tolist())


@lru_cache(maxsize=1)
def _curves() -> "tuple[NDArray[np.float64], NDArray[np.float64]]":
    """Return the factors at all places from loud to ducked, even to the ear, and from silent to playing."""
    import numpy as np

    eased = [(1 - np.cos(np.pi * np.arange(places + 1) / places)) / 2 for places in (_DUCKED, _PLAYING)]
    return 10 ** (DUCK_DB * eased[0] / 20), eased[1]
