"""The mix: everything that is heard becomes one stream of PCM, block by block, in constant memory.

Words, sounds and music are added to the keep-alive tone, a hum far below what can be heard. Bluetooth headphones fall
asleep during digital silence and then lose the first syllable.
"""

from bisect import bisect_left
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import TYPE_CHECKING, TypeAlias

from voicecoach.audio.clips import VOICE_ONLY, WITH_MUSIC, Clip, PcmFormat, louder, samples_at
from voicecoach.audio.ducking import LOOKAHEAD_MS, Ducking
from voicecoach.audio.music import Music
from voicecoach.session import StepKind
from voicecoach.timeline import Cue, Heard, Segment, Timeline
from voicecoach.units import MS_PER_SECOND, Db, Ms

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Samples: TypeAlias = NDArray[np.float32]

BLOCK_MS: Ms = 100

KEEP_ALIVE_PERIOD_MS: Ms = 24
KEEP_ALIVE_PEAK = 8
"""The keep-alive tone: one period of 41.7 Hz per MP3 frame, so that all frames of silence are equal, at -75 dBFS.

Headphones with 110 dB SPL at full scale play it at 35 dB; the threshold of hearing at 40 Hz is 51 dB (ISO 226). LAME
preserves a wave of this level at the bit rates of our files (-75.7 dBFS after decoding).
"""

_MUSIC_ENDS_MS: Ms = 3 * MS_PER_SECOND
"""How long before the end of the session the music begins to fade, or with its last step if that is shorter."""


@dataclass(frozen=True, slots=True)
class Volumes:
    """How much louder or softer than usual voice, sounds and music are, in decibels."""

    voice_db: Db = 0.0
    sounds_db: Db = 0.0
    music_db: Db = 0.0
    is_muted: bool = False

    def gains(self) -> tuple[float, float, float]:
        """Return the factors for words, sounds and music."""
        if self.is_muted:
            return 0.0, 0.0, 0.0
        words, sounds, music = (10 ** (level_db / 20) for level_db in (self.voice_db, self.sounds_db, self.music_db))
        return words, sounds, music


@dataclass(frozen=True, slots=True)
class MixSettings:
    """The keep-alive tone, the music and the levels of a mix. A music stream can be used by only one mix.

    An export ``waits`` for music that is read too slowly from the disk; a player cannot. ``channels`` is by default two
    with music and one without.
    """

    keep_alive: bool = True
    music: Music | None = None
    waits: bool = True
    levels: Volumes = Volumes()
    channels: int | None = None

    @property
    def pcm_format(self) -> PcmFormat:
        """The format of the mix."""
        usual = WITH_MUSIC if self.music else VOICE_ONLY
        return replace(usual, channels=self.channels or usual.channels)


DEFAULT_MIX_SETTINGS = MixSettings()


def mix(
    timeline: Timeline,
    clips: Mapping[Heard, Clip],
    settings: MixSettings = DEFAULT_MIX_SETTINGS,
    *,
    block_ms: Ms = BLOCK_MS,
) -> Iterator[bytes]:
    """Yield the sound of a timeline, in blocks of ``block_ms``; the last block of a step may be shorter.

    It is PCM in the format of the settings. The samples do not depend on the size of the blocks.
    """
    mixer = Mixer(clips, settings)
    segments = timeline.segments()
    segment = next(segments, None)
    while segment:
        following = next(segments, None)
        for at_ms in range(0, segment.length_ms, block_ms):
            yield mixer.block(min(block_ms, segment.length_ms - at_ms), segment, at_ms, following)
        segment = following


class Mixer:
    """Mixes one stream of blocks. Each block continues where the previous one ended, whatever segment it plays.

    ``volumes`` may be changed at any time. The next block fades to them without a jump.
    """

    def __init__(self, clips: Mapping[Heard, Clip], settings: MixSettings = DEFAULT_MIX_SETTINGS) -> None:
        """``clips`` may grow later: a clip is looked up when it is first heard."""
        import numpy as np  # Imported now, so as not to delay the first sound.

        self.pcm_format = settings.pcm_format
        self.volumes = Volumes()
        self._clips = clips
        self._samples: dict[Heard, NDArray[np.int16]] = {}
        self._gains = self.volumes.gains()
        self._music, self._waits, self._levels = settings.music, settings.waits, settings.levels
        self._ducking = Ducking()
        period = KEEP_ALIVE_PERIOD_MS * self.pcm_format.samples_per_ms
        wave = KEEP_ALIVE_PEAK * settings.keep_alive * np.sin(2 * np.pi * np.arange(period) / period)
        self._keep_alive_tone: Samples = np.round(wave).astype(np.float32)
        self._made_ms: Ms = 0
        self._score = _Score(None)
        self._end_gain = 1.0

    @property
    def has_music(self) -> bool:
        """Whether there is music under the words."""
        return self._music is not None

    def block(
        self,
        length_ms: Ms,
        segment: Segment | None = None,
        at_ms: Ms = 0,
        following: Segment | None = None,
        *,
        fades_out: bool = False,
        is_paused: bool = False,
    ) -> bytes:
        """Return the next block of the stream: a segment from ``at_ms`` on, or only the keep-alive tone.

        ``following`` is the next segment, so that the music is lowered in time for its first words. A block that
        ``fades_out`` ends a segment early. While the session ``is_paused``, so is the music.
        """
        import numpy as np

        if segment is not self._score.segment:
            self._score = _Score(segment)
        per_ms = self.pcm_format.samples_per_ms
        words, sounds = np.zeros((2, length_ms * per_ms), dtype=np.float32)
        for cue in self._score.between(at_ms, at_ms + length_ms):
            lane = words if cue.heard.sound is None else sounds
            _add(lane, self._samples_of(cue.heard), (cue.start_ms - at_ms) * per_ms)
        before, self._gains = self._gains, self.volumes.gains()
        total = _scaled(words, before[0], self._gains[0]) + _scaled(sounds, before[1], self._gains[1])
        if fades_out:
            total *= _ramp(len(total), 1, 0)
        total += self._keep_alive_tone[(np.arange(len(total)) + self._made_ms * per_ms) % len(self._keep_alive_tone)]
        self._made_ms += length_ms
        if self._music:
            gains = self._music_gains(length_ms, at_ms, following, is_paused=is_paused)
            if gains.any():
                music = self._music.block(length_ms, waits=self._waits) * (gains * self._levels.gains()[2])[:, None]
                total = total[:, None] + _scaled(music, before[2], self._gains[2])
        total = _in_channels(total, self.pcm_format.channels)
        return bytes(np.clip(np.rint(total), -32768, 32767).astype("<i2").tobytes())

    def _music_gains(self, length_ms: Ms, at_ms: Ms, following: Segment | None, *, is_paused: bool) -> "Samples":
        """Return the music's factor for each sample of a block, given what is heard in it and soon after."""
        segment, until_ms = self._score.segment, at_ms + length_ms + LOOKAHEAD_MS
        heard = [(cue.start_ms - at_ms, cue.end_ms - at_ms) for cue in self._score.between(at_ms, until_ms)]
        if segment and following and until_ms > segment.length_ms:
            begins_ms = segment.length_ms - at_ms
            heard += [(begins_ms + cue.start_ms, begins_ms + cue.end_ms) for cue in following.cues]
        gains = self._ducking.gains(heard, length_ms, is_playing=not is_paused)
        return gains * self._ending(len(gains), at_ms, is_paused=is_paused)

    def _ending(self, length: int, at_ms: Ms, *, is_paused: bool) -> "Samples":
        """Return the factors of the final fade. The music comes back if the listener leaves the last step again."""
        import numpy as np

        segment, before = self._score.segment, self._end_gain
        if segment and segment.step.kind is StepKind.OUTRO:
            per_ms = self.pcm_format.samples_per_ms
            left = (segment.length_ms - at_ms) * per_ms - np.arange(length + 1)
            gains = np.clip(left / (min(_MUSIC_ENDS_MS, segment.length_ms) * per_ms), 0, 1).astype(np.float32)
            self._end_gain = float(gains[-1])
            return gains[:-1]
        self._end_gain = before if is_paused else 1.0
        return _ramp(length, before, self._end_gain)

    def _samples_of(self, heard: Heard) -> "NDArray[np.int16]":
        if heard not in self._samples:
            gain_db = self._levels.voice_db if heard.sound is None else self._levels.sounds_db
            self._samples[heard] = samples_at(louder(self._clips[heard], gain_db), self.pcm_format)
        return self._samples[heard]


class _Score:
    """The cues of a segment, to be found by time."""

    def __init__(self, segment: Segment | None) -> None:
        self.segment = segment
        self._cues: Sequence[Cue] = segment.cues if segment else ()
        self._starts_ms = [cue.start_ms for cue in self._cues]
        self._longest_ms = max((cue.end_ms - cue.start_ms for cue in self._cues), default=0)

    def between(self, from_ms: Ms, until_ms: Ms) -> Iterator[Cue]:
        """Yield the cues that are heard between two times."""
        for index in range(bisect_left(self._starts_ms, from_ms - self._longest_ms), len(self._cues)):
            cue = self._cues[index]
            if cue.start_ms >= until_ms:
                return
            if cue.end_ms > from_ms:
                yield cue


@lru_cache(maxsize=64)
def _ramp(length: int, before: float, after: float) -> "Samples":
    import numpy as np

    return np.linspace(before, after, length, dtype=np.float32)


def _scaled(samples: "Samples", before: float, after: float) -> "Samples":
    """Return samples at a gain, or with a ramp from one gain to another."""
    import numpy as np

    if before == after:
        return samples if after == 1 else samples * np.float32(after)
    ramp = _ramp(len(samples), before, after)
    return samples * (ramp if samples.ndim == 1 else ramp[:, None])


def _in_channels(samples: "Samples", channels: int) -> "Samples":
    """Convert samples, in mono or as stereo frames, to a number of channels."""
    import numpy as np

    if channels == 1:
        return samples if samples.ndim == 1 else samples.mean(axis=1)
    return np.repeat(samples[:, None], channels, axis=1) if samples.ndim == 1 else samples


def _add(block: "Samples", clip: "NDArray[np.int16]", offset: int) -> None:
    """Add the part of a clip that falls into a block. The clip begins ``offset`` samples after the block."""
    piece = clip[max(0, -offset) : max(0, len(block) - offset)]
    block[max(0, offset) : max(0, offset) + len(piece)] += piece
