"""The transport: one continuous stream of PCM, pulled by the output.

The output's clock is the only one: time passes as samples are pulled, so nothing can drift. The output's thread calls
``read``; another thread calls everything else.
"""

import threading
from collections.abc import Set
from dataclasses import replace

from voicecoach.audio import Mixer, PcmFormat
from voicecoach.audio.clips import BYTES_PER_SAMPLE
from voicecoach.coach import CUE_KINDS
from voicecoach.player.controls import Control
from voicecoach.player.playhead import Playhead
from voicecoach.player.sequencer import SLICE_MS, Slice
from voicecoach.player.status import State, Status
from voicecoach.player.status_text import with_target
from voicecoach.timeline import Cue, Segment
from voicecoach.units import Db, Ms

_STEP_DB: Db = 2.0
_SOFTEST_DB: Db = -30.0
_LOUDEST_DB: Db = 12.0
"""The step and the range of a volume; beyond it, words would be inaudible or clipped."""

_VOLUMES = {
    Control.VOICE_UP: ("voice_db", _STEP_DB),
    Control.VOICE_DOWN: ("voice_db", -_STEP_DB),
    Control.SOUNDS_UP: ("sounds_db", _STEP_DB),
    Control.SOUNDS_DOWN: ("sounds_db", -_STEP_DB),
    Control.MUSIC_UP: ("music_db", _STEP_DB),
    Control.MUSIC_DOWN: ("music_db", -_STEP_DB),
}
"""Which volume each control changes, and by how much."""


class Transport:
    """Feeds an output: first with the opening, then with the session as soon as its first step is ready."""

    def __init__(self, mixer: Mixer, opening: Segment | None = None) -> None:
        self.finished = threading.Event()
        self.failure: Exception | None = None
        self.pulled_frames = 0
        """How many frames have been pulled, sound or silence; it stops when the output stalls."""
        self._mixer = mixer
        self._opening = opening
        self._opening_ms: Ms = 0
        self._playhead: Playhead | None = None
        self._buffer = bytearray()
        self._lock = threading.RLock()

    @property
    def pcm_format(self) -> PcmFormat:
        """The format of the stream."""
        return self._mixer.pcm_format

    @property
    def state(self) -> State:
        """What the player is doing now."""
        if self._opening:
            return State.PLAYING if self._opening_ms < self._opening.length_ms else State.LOADING
        return self._playhead.state if self._playhead else State.LOADING

    def begin(self, playhead: Playhead) -> None:
        """Play a session as soon as its first step is ready."""
        with self._lock:
            self._playhead = playhead

    def fail(self, failure: Exception) -> None:
        """End the session; the play loop raises the failure."""
        self.failure = failure
        self.finished.set()

    def do(self, control: Control) -> str:
        """Do what the listener asks for; return a message for them."""
        with self._lock:
            if control in _VOLUMES or control is Control.MUTE:
                return self._turn(control)
            return self._playhead.do(control) if self._playhead else ""

    def pause(self) -> bool:
        """Pause; return False if already paused or not playing."""
        with self._lock:
            return self._playhead is not None and self._playhead.pause()

    def _turn(self, control: Control) -> str:
        """Turn a volume up or down, or mute and unmute."""
        volumes = self._mixer.volumes
        if control is Control.MUTE:
            self._mixer.volumes = replace(volumes, is_muted=not volumes.is_muted)
            return "sound is back on" if volumes.is_muted else "muted"
        name, by_db = _VOLUMES[control]
        level_db = max(_SOFTEST_DB, min(_LOUDEST_DB, getattr(volumes, name) + by_db))
        self._mixer.volumes = replace(volumes, is_muted=False, **{name: level_db})
        return f"{name.removesuffix('_db')} {level_db:+.0f} dB"

    def read(self, frames: int) -> bytes:
        """Return the next frames of PCM in the transport's format.

        This runs in the output's thread, where an exception would be lost and leave the session silent. So a failure
        ends the session and is stored for the play loop to raise.
        """
        wanted = frames * BYTES_PER_SAMPLE * self.pcm_format.channels
        with self._lock:
            while len(self._buffer) < wanted:
                self._buffer += self._block()
            pcm = bytes(self._buffer[:wanted])
            del self._buffer[:wanted]
        self.pulled_frames += frames
        return pcm

    def _block(self) -> bytes:
        """Advance by one slice and return its PCM."""
        if self.failure:
            return bytes(SLICE_MS * self.pcm_format.bytes_per_ms)
        try:
            slice_ = self._next_slice()
            if self.state is State.FINISHED:
                self.finished.set()
            return self._mixer.block(
                slice_.length_ms,
                slice_.segment,
                slice_.at_ms,
                slice_.following,
                fades_out=slice_.fades_out,
                is_paused=slice_.is_paused,
            )
        except Exception as error:
            self.fail(error)
            return bytes(SLICE_MS * self.pcm_format.bytes_per_ms)

    def _next_slice(self) -> Slice:
        """Return the next slice: of the opening until the first step is ready, which then continues from there."""
        playhead, opening = self._playhead, self._opening
        if playhead and (opening is None or not playhead.is_at_start or playhead.is_ready):
            if opening:
                playhead.continue_from_opening(self._opening_ms)
                self._opening = None
            return playhead.next_slice()
        if opening is None or self._opening_ms >= opening.length_ms:
            return Slice(SLICE_MS)
        slice_ = Slice(min(SLICE_MS, opening.length_ms - self._opening_ms), opening, self._opening_ms)
        self._opening_ms += slice_.length_ms
        return slice_

    def status(self) -> Status:
        """Return the status of the session."""
        with self._lock:
            if not self._playhead:
                return Status(self.state, has_music=self._mixer.has_music)
            return _status(self._playhead, self._mixer, self.state)


def _status(playhead: Playhead, mixer: Mixer, state: State) -> Status:
    source, segment, step = playhead.source, playhead.segment, playhead.step
    heard, at_ms = (playhead.prompt, playhead.prompt_ms) if playhead.prompt else (segment, playhead.at_ms)
    begun = [cue for cue in heard.cues if cue.start_ms < at_ms] if heard else []
    # What the listener adds to a minimum is not another set.
    later = (other for other in source.steps[playhead.index + 1 :] if other.is_set and not other.is_more)
    following, after = next(later, None), next(later, None)
    return Status(
        state=state,
        title=source.title,
        index=step.index,
        steps=len(source.steps),
        step_title=step.title,
        kind=step.kind,
        side=step.side,
        set=step.set,
        set_of=step.set_of,
        round=step.round,
        rounds=step.rounds,
        is_set=step.is_set,
        target=step.target,
        waits=step.waits,
        can_go_on=playhead.can_go_on,
        count=_last_text(begun, _COUNTED),
        step_ms=playhead.at_ms,
        step_length_ms=segment.length_ms if segment else step.length_ms,
        session_ms=sum(before.length_ms for before in source.steps[: playhead.index]) + playhead.at_ms,
        session_length_ms=source.length_ms,
        following=following.title if following else "",
        following_target=following.target if following else "",
        after_following=with_target(after.title, after.target) if after else "",
        words=_last_text(begun, CUE_KINDS.keys() - _COUNTED),
        verbosity=source.verbosity,
        pace=source.pace(playhead.index),
        volumes=mixer.volumes,
        has_music=mixer.has_music,
    )


_COUNTED = frozenset({"count", "countdown"})


def _last_text(begun: list[Cue], kinds: Set[str]) -> str:
    """Return the text of the last cue of these kinds."""
    return next((cue.heard.text for cue in reversed(begun) if cue.heard.text and cue.kind in kinds), "")
