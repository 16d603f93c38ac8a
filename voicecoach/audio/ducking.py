"""Ducking: lower the music under the coach, and raise it again when nothing is said."""

from collections.abc import Iterable
from functools import lru_cache
from typing import TYPE_CHECKING, cast

from voicecoach.units import FOREVER_MS, Db, Ms

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

DUCK_DB: Db = -14.0
"""How far the music is lowered: from 6 dB below the voice (``MUSIC_LUFS``) to 20 dB below it.

WCAG 2.2 requires 20 dB for background sounds (success criterion 1.4.7), for people who are hard of hearing. On a busy
street, out of breath, everybody is.
"""

DOWN_MS: Ms = 200
"""How long the music takes to go down before a cue that is known in advance. It is down at the cue's first sample."""

AT_ONCE_MS: Ms = 40
"""The same for a cue that was not known, because the listener went to another step: fast, but without a click."""

UP_MS: Ms = 800
"""How long the music takes to come up: slow enough not to be noticed."""

HOLD_MS: Ms = 1000
"""How long the music always stays down after a cue."""

LOOKAHEAD_MS: Ms = 2000
"""The music comes up only if no cue begins within this time.

Together with ``HOLD_MS``, it stays down in gaps of up to three seconds, so it does not pump while a set is counted.
"""

FADE_OUT_MS: Ms = 50
FADE_IN_MS: Ms = 200
"""To silence at a pause, and back: fast enough that the listener hears a response to the key."""

_SAMPLES_PER_MS = 48

# Positions on the two curves, from loud to ducked and from silent to playing, and speeds in positions per millisecond.
_DUCKED = UP_MS
_DOWN, _AT_ONCE, _UP = _DUCKED // DOWN_MS, _DUCKED // AT_ONCE_MS, _DUCKED // UP_MS
_PLAYING = FADE_IN_MS
_IN, _OUT = _PLAYING // FADE_IN_MS, _PLAYING // FADE_OUT_MS


class Ducking:
    """The level of the music, which starts loud and never jumps.

    It moves along its curves by whole positions per millisecond, and linearly within a millisecond, so the samples do
    not depend on the size of the blocks.
    """

    def __init__(self) -> None:
        self._ducked = 0
        self._playing = _PLAYING
        self._quiet_ms: Ms = FOREVER_MS

    def gains(self, heard: Iterable[tuple[Ms, Ms]], n_ms: Ms, *, is_playing: bool = True) -> "NDArray[np.float32]":
        """Return the factor for each sample, at 48 kHz, of the next ``n_ms``.

        ``heard`` gives the start and end of cues, relative to the start of this block: those within it, and those that
        begin up to ``LOOKAHEAD_MS`` after its end. While nothing plays, the music fades to silence and cues are
        ignored.
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
        """Advance by a millisecond, to a time ``until_ms`` before the next cue; 0 means within a cue."""
        self._quiet_ms = self._quiet_ms + 1 if until_ms else 0
        due = _DUCKED - _DOWN * until_ms
        comes_up = self._ducked < _DUCKED or until_ms > LOOKAHEAD_MS
        if self._ducked < due:
            self._ducked = min(self._ducked + _AT_ONCE, due)
        elif self._quiet_ms > HOLD_MS and comes_up:
            self._ducked = max(self._ducked - _UP, due, 0)


def _until_next(heard: Iterable[tuple[Ms, Ms]], n_ms: Ms) -> list[Ms]:
    """Return the time until the next cue at the end of each millisecond; 0 within a cue."""
    import numpy as np

    at_ms = np.arange(1, n_ms + 1)
    until_ms = np.full(n_ms, FOREVER_MS)
    for start_ms, end_ms in heard:
        ahead_ms = np.where(at_ms <= end_ms, np.maximum(start_ms - at_ms, 0), FOREVER_MS)
        until_ms = np.minimum(until_ms, ahead_ms)
    return cast("list[Ms]", until_ms.tolist())


@lru_cache(maxsize=1)
def _curves() -> "tuple[NDArray[np.float64], NDArray[np.float64]]":
    """Return the factors at each position from loud to ducked, smooth in decibels, and from silent to playing."""
    import numpy as np

    eased = [(1 - np.cos(np.pi * np.arange(places + 1) / places)) / 2 for places in (_DUCKED, _PLAYING)]
    return 10 ** (DUCK_DB * eased[0] / 20), eased[1]
