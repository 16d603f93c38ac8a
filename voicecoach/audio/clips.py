"""Clips: the PCM of one cue, and what makes a clip of what a speech engine wrote."""

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
    """The form of PCM: 16-bit, little-endian, its channels interleaved; a millisecond is whole samples."""

    rate_hz: Hz
    channels: int

    @property
    def samples_per_ms(self) -> int:
        """How many samples a millisecond has, in each channel."""
        return self.rate_hz // MS_PER_SECOND

    @property
    def bytes_per_ms(self) -> int:
        """How many bytes a millisecond has, in all channels."""
        return self.samples_per_ms * self.channels * BYTES_PER_SAMPLE


VOICE_ONLY = PcmFormat(MIX_RATE_HZ, 1)
WITH_MUSIC = PcmFormat(2 * MIX_RATE_HZ, 2)
"""The forms of the mix: music wants its whole band, and both sides."""

SESSION_LUFS: Lufs = -19.0
"""The loudness of a session: what podcasts aim at in mono, -16 LUFS in stereo."""

SPEECH_LUFS: Lufs = SESSION_LUFS + 0.5
"""The loudness of every spoken clip, and of every signal, alone in silence.

A session measures half an LU less, because its words fall otherwise into the blocks of the standard: 0.4 to 0.6 less in
all scripts that ship, with words.
"""

PEAK_DB: Db = -2.0
"""The highest peak of clips: the rest is room for the tick under speech and for what an MP3 adds."""

_ONSET_BELOW_PEAK_DB: Db = 36.0
"""A word begins with the first millisecond louder than this far below its peak: a soft 'h' or 'f' still counts."""

_SILENCE_DB: Db = -70.0
"""Where nothing is louder than this, nothing is said: what a quiet room leaves on a recording."""

_FADE_OUT_MS: Ms = 8

_CURE = "choose another --voice; of a recording, save it as WAV, FLAC or MP3"


@dataclass(frozen=True, slots=True)
class Clip:
    """What one cue sounds like: 16-bit mono PCM, little-endian, at ``MIX_RATE_HZ``, a whole number of milliseconds."""

    pcm: bytes

    def __post_init__(self) -> None:
        if len(self.pcm) % BYTES_PER_MS:
            raise ValueError("a clip is a whole number of milliseconds long")

    @property
    def duration_ms(self) -> Ms:
        """How long the clip is heard."""
        return len(self.pcm) // BYTES_PER_MS


def louder(clip: Clip, gain_db: Db) -> Clip:
    """Return a clip made louder, or softer, with no peak above the highest there may be."""
    return Clip(amplified(clip.pcm, MIX_RATE_HZ, gain_db, PEAK_DB)) if gain_db else clip


def samples_at(clip: Clip, pcm_format: PcmFormat) -> "NDArray[np.int16]":
    """Return a clip's samples, of one channel, at the rate of a form."""
    import numpy as np

    samples = np.frombuffer(clip.pcm, dtype="<i2")
    if pcm_format.rate_hz == MIX_RATE_HZ:
        return samples
    import av

    frame = av.AudioFrame.from_ndarray(samples[None, :], format="s16", layout="mono")
    frame.sample_rate = MIX_RATE_HZ
    resampler = av.AudioResampler(format="s16", layout="mono", rate=pcm_format.rate_hz)
    parts = [part.to_ndarray()[0] for given in (frame, None) for part in resampler.resample(given)]
    return np.concatenate(parts)


def speech_clip(path: Path) -> Clip | None:
    """Make a clip of a file that an engine or a person recorded: resampled, trimmed to the word, at one loudness.

    The clip begins with the onset of the word, so that a clip placed on a beat is heard on the beat. None where the
    file holds no sound.

    Raises:
        SpeechError: the file is not audio.
    """
    segment = _read(path).remove_dc_offset()
    trimmed = _trim(segment)
    if not len(trimmed) or trimmed.max_dBFS < _SILENCE_DB:
        return None
    trimmed = trimmed.fade_out(min(_FADE_OUT_MS, len(trimmed)))
    return Clip(levelled(bytes(trimmed.raw_data), MIX_RATE_HZ, SPEECH_LUFS, PEAK_DB))


def _trim(segment: "AudioSegment") -> "AudioSegment":
    """Cut the silence before the word and after it."""
    from pydub.silence import detect_leading_silence

    threshold_db = segment.max_dBFS - _ONSET_BELOW_PEAK_DB
    start_ms = detect_leading_silence(segment, threshold_db, chunk_size=1)
    tail_ms = detect_leading_silence(segment.reverse(), threshold_db, chunk_size=1)
    return segment[start_ms : len(segment) - tail_ms]


def _read(path: Path) -> "AudioSegment":
    """Decode an audio file of any format to mono at the mix rate, cut to whole milliseconds.

    PyAV decodes and resamples: macOS voices write AIFF, and pydub's own resampler aliases audibly.
    """
    import av

    pcm = bytearray()
    resampler = av.AudioResampler(format="s16", layout="mono", rate=MIX_RATE_HZ)
    try:
        with av.open(str(path)) as container:
            for frame in (*container.decode(audio=0), None):
                for part in resampler.resample(frame):
                    pcm += part.to_ndarray().tobytes()
    except (av.FFmpegError, IndexError) as error:
        raise SpeechError(f"{path.name} is not audio that can be read: {error}", _CURE) from error
    whole = bytes(pcm[: len(pcm) - len(pcm) % BYTES_PER_MS])
    segment: AudioSegment = _pydub().AudioSegment(
        data=whole, sample_width=BYTES_PER_SAMPLE, frame_rate=MIX_RATE_HZ, channels=1
    )
    return segment


def _pydub() -> Any:
    """Import pydub without what its import warns of: ffmpeg, which is not needed here, and its own old syntax."""
    import warnings

    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        import pydub
    return pydub
