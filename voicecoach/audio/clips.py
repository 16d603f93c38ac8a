"""Clips: the PCM of one cue, and what makes a clip of what a speech engine wrote."""

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from voicecoach.errors import SpeechError
from voicecoach.units import MS_PER_SECOND, Db, Hz, Ms

if TYPE_CHECKING:
    from pydub import AudioSegment

MIX_RATE_HZ: Hz = 24_000
"""The rate of every clip and of the mix: a millisecond is 24 samples, an MP3 frame (576 samples) is 24 ms."""

BYTES_PER_SAMPLE = 2
SAMPLES_PER_MS = MIX_RATE_HZ // MS_PER_SECOND
BYTES_PER_MS = SAMPLES_PER_MS * BYTES_PER_SAMPLE

SPEECH_LEVEL_DB: Db = -20.0
"""The mean level of spoken clips, RMS relative to full scale."""

SPEECH_PEAK_DB: Db = -2.0
"""The highest peak of spoken clips: the rest is room for the tick under speech and for what an MP3 adds."""

_ONSET_BELOW_PEAK_DB: Db = 36.0
"""A word begins with the first millisecond louder than this far below its peak: a soft 'h' or 'f' still counts."""

_FADE_OUT_MS: Ms = 8


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


def speech_clip(path: Path) -> Clip | None:
    """Make a clip of the audio file that an engine wrote: resampled, trimmed to the word, brought to one level.

    The clip begins with the onset of the word, so that a clip placed on a beat is heard on the beat. None where the
    file holds no sound.

    Raises:
        SpeechError: the file is not audio.
    """
    segment = _read(path)
    if segment.max_dBFS == float("-inf"):
        return None
    trimmed = _trim(segment)
    gain_db = min(SPEECH_LEVEL_DB - trimmed.dBFS, SPEECH_PEAK_DB - trimmed.max_dBFS)
    return Clip(bytes(trimmed.apply_gain(gain_db).fade_out(_FADE_OUT_MS).raw_data))


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
        raise SpeechError(f"the voice wrote a file that is not audio: {error}", "choose another --voice") from error
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
