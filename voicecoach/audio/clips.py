"""Clips: the PCM of one cue, and how the output of a speech engine becomes one."""

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from voicecoach.audio.loudness import amplified, levelled
from voicecoach.errors import SpeechError
from voicecoach.units import MS_PER_SECOND, Db, Hz, Lufs, Ms

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray
    from pydub import AudioSegment

MIX_RATE_HZ: Hz = 24_000
"""The rate of every clip and of the mix: a millisecond is 24 samples, an MP3 frame (576 samples) is 24 ms."""

BYTES_PER_SAMPLE = 2
SAMPLES_PER_MS = MIX_RATE_HZ // MS_PER_SECOND
BYTES_PER_MS = SAMPLES_PER_MS * BYTES_PER_SAMPLE


@dataclass(frozen=True, slots=True)
class PcmFormat:
    """16-bit little-endian PCM with interleaved channels. A millisecond is a whole number of samples."""

    rate_hz: Hz
    channels: int

    @property
    def samples_per_ms(self) -> int:
        """Samples per millisecond, in each channel."""
        return self.rate_hz // MS_PER_SECOND

    @property
    def bytes_per_ms(self) -> int:
        """Bytes per millisecond, in all channels."""
        return self.samples_per_ms * self.channels * BYTES_PER_SAMPLE


VOICE_ONLY = PcmFormat(MIX_RATE_HZ, 1)
WITH_MUSIC = PcmFormat(2 * MIX_RATE_HZ, 2)
"""The formats of the mix: music needs its full bandwidth, and stereo."""

SESSION_LUFS: Lufs = -19.0
"""The loudness of a session in mono: the target for podcasts, which corresponds to -16 LUFS in stereo."""

SIGNAL_LUFS: Lufs = SESSION_LUFS + 0.5
"""The loudness of every signal of ``audio_cues/``, measured alone in silence."""

SPEECH_LUFS: Lufs = SESSION_LUFS
"""The loudness of every spoken clip, measured alone in silence.

A whole session measures nearly the same, although its words fall into the blocks of the standard differently: see
docs/voices.md for the sessions that were measured with ``python -m tests.benchmarks.levels``.
"""

PEAK_DB: Db = -2.0
"""The peak limit of clips. It leaves headroom for the tick under speech and for overshoots of MP3."""

_ONSET_BELOW_PEAK_DB: Db = 36.0
"""A word begins where it first rises above this level below its peak, which includes a soft 'h' or 'f'."""

_SILENCE_DB: Db = -70.0
"""A recording that is nowhere louder than this, the noise of a quiet room, contains no speech."""

_FADE_OUT_MS: Ms = 8

_CURE = "choose another --voice, or run voicecoach doctor"


@dataclass(frozen=True, slots=True)
class Clip:
    """The sound of one cue: 16-bit little-endian mono PCM at ``MIX_RATE_HZ``, a whole number of milliseconds long."""

    pcm: bytes

    def __post_init__(self) -> None:
        if len(self.pcm) % BYTES_PER_MS:
            raise ValueError("a clip is a whole number of milliseconds long")

    @property
    def duration_ms(self) -> Ms:
        """The length of the clip."""
        return len(self.pcm) // BYTES_PER_MS


def louder(clip: Clip, gain_db: Db) -> Clip:
    """Return a clip made louder or softer, with its peaks limited to ``PEAK_DB``."""
    return Clip(amplified(clip.pcm, MIX_RATE_HZ, gain_db, PEAK_DB)) if gain_db else clip


def samples_at(clip: Clip, pcm_format: PcmFormat) -> "NDArray[np.int16]":
    """Return a clip's samples, in mono, at the rate of a format."""
    import numpy as np

    samples = np.frombuffer(clip.pcm, dtype="<i2")
    if pcm_format.rate_hz == MIX_RATE_HZ:
        return samples
    from voicecoach.audio.pyav import av

    frame = av.AudioFrame.from_ndarray(samples[None, :], format="s16", layout="mono")
    frame.sample_rate = MIX_RATE_HZ
    resampler = av.AudioResampler(format="s16", layout="mono", rate=pcm_format.rate_hz)
    parts = [part.to_ndarray()[0] for given in (frame, None) for part in resampler.resample(given)]
    return np.concatenate(parts)


def speech_clip(path: Path) -> Clip | None:
    """Convert an engine's output or a recording into a clip: resampled, trimmed and brought to the common loudness.

    The clip begins with the onset of the word, so that a clip placed on a beat is heard on the beat. Returns None if
    the file contains no sound.

    Raises:
        SpeechError: the file is not audio.
    """
    trimmed = _trim(_read(path))
    if _is_silent(trimmed):
        return None
    trimmed = trimmed.fade_out(min(_FADE_OUT_MS, len(trimmed)))
    return Clip(levelled(bytes(trimmed.raw_data), MIX_RATE_HZ, SPEECH_LUFS, PEAK_DB))


def has_sound(path: Path) -> bool:
    """Whether an audio file contains sound that a clip can be made of.

    Raises:
        SpeechError: the file is not audio.
    """
    return not _is_silent(_read(path))


def _is_silent(segment: "AudioSegment") -> bool:
    return not len(segment) or segment.max_dBFS < _SILENCE_DB


def _trim(segment: "AudioSegment") -> "AudioSegment":
    """Remove the silence before and after the word."""
    from pydub.silence import detect_leading_silence

    threshold_db = segment.max_dBFS - _ONSET_BELOW_PEAK_DB
    start_ms = detect_leading_silence(segment, threshold_db, chunk_size=1)
    tail_ms = detect_leading_silence(segment.reverse(), threshold_db, chunk_size=1)
    return segment[start_ms : len(segment) - tail_ms]


def _read(path: Path) -> "AudioSegment":
    """Decode an audio file of any format to mono at the mix rate, in whole milliseconds and without a DC offset.

    Uses PyAV, because macOS voices write AIFF and pydub's own resampler aliases audibly.
    """
    from voicecoach.audio.pyav import av

    pcm = bytearray()
    resampler = av.AudioResampler(format="s16", layout="mono", rate=MIX_RATE_HZ)
    try:
        with av.open(str(path)) as container:
            for frame in (*container.decode(audio=0), None):
                for part in resampler.resample(frame):
                    pcm += part.to_ndarray().tobytes()
    except av.FFmpegError as error:
        raise SpeechError(f"{path.name} cannot be read as audio ({error.strerror})", _CURE) from error
    except IndexError as error:
        raise SpeechError(f"{path.name} contains no audio", _CURE) from error
    whole = bytes(pcm[: len(pcm) - len(pcm) % BYTES_PER_MS])
    segment: AudioSegment = (
        _pydub()
        .AudioSegment(data=whole, sample_width=BYTES_PER_SAMPLE, frame_rate=MIX_RATE_HZ, channels=1)
        .remove_dc_offset()
    )
    return segment


def _pydub() -> Any:
    """Import pydub without its warnings about its own old syntax and about ffmpeg, which is not needed here."""
    import os
    import warnings

    os.environ.setdefault("PATH", os.defpath)  # It looks for ffmpeg there, and a service may have no PATH.
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        import pydub
    return pydub
