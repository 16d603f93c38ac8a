"""How well is a voice understood, and how good does it sound? Its results are in docs/voices.md.

Every voice says the same texts, as in a session: written out, trimmed, at one loudness. Then

- Whisper writes down short phrases of the shipped scripts; the score is the share of words that are wrong;
- Whisper and PocketSphinx pick the right one of 51 short cues, in quiet and in white and pink noise; the score is the
  share of cues that they pick; all voices meet the same noise;
- DNSMOS rates the sound.

All figures but those of DNSMOS are percentages. The judges are described in ``tests.benchmarks.judges``. They stand in
for a listener: trust the large differences, not the order of near neighbours.

    pip install -e '.[bench]'
    python -m tests.benchmarks.understood                            # the table of docs/voices.md: some minutes
    python -m tests.benchmarks.understood hibari:heart --rate 80 160 320 --only words
    python -m tests.benchmarks.understood hibari:heart --only words --phrases 0 --wrong    # every phrase misheard
"""

import argparse
import zlib
from collections.abc import Callable, Iterable, Mapping, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from itertools import product
from pathlib import Path
from tempfile import TemporaryDirectory

import numpy as np

from tests.benchmarks.judged_texts import CUES, shipped_phrases, word_errors
from tests.benchmarks.judges import ClosedSetJudge, Pocketsphinx, Signal, Whisper, padded, quality, samples
from voicecoach.audio import MIX_RATE_HZ, Clip
from voicecoach.speech import VoiceSettings, open_voice
from voicecoach.speech.cache import ClipCache

VOICES = ("hibari:heart", "pyttsx3:en-us")

QUIET_DB = 40.0
"""The ratio of speech to noise that stands for quiet: in digital silence, PocketSphinx loses its footing."""

RATIOS_DB = (10.0, 5.0)
NOISE_TILT = {"white": 0.0, "pink": -0.5}
"""The amplitude of a noise is proportional to its frequency to this power."""

_PHRASES_TOGETHER = 10
"""DNSMOS rates stretches of 9 seconds, so this many phrases are judged together, one after the other."""


@dataclass(frozen=True, slots=True)
class Job:
    """A voice at a rate, and what to measure of it."""

    voice: str
    rate_wpm: int
    measures: tuple[str, ...]
    phrases: tuple[str, ...]
    shows_wrong: bool

    def speak(self, texts: Sequence[str]) -> dict[str, Clip]:
        """Return a clip for every text, without the person's cache."""
        engine, _, name = self.voice.partition(":")
        settings = VoiceSettings(engine=engine, id=name, rate_wpm=self.rate_wpm)
        with TemporaryDirectory() as folder:
            return open_voice(settings, cache=ClipCache(Path(folder))).speak(texts)


Scores = dict[str, float]


def words(job: Job) -> Scores:
    """Return the share of words that Whisper writes down wrongly, in percent."""
    whisper, errors, total = Whisper(), 0, 0
    for text, clip in job.speak(job.phrases).items():
        heard = whisper.transcribe(padded(clip))
        wrong, of = word_errors(text, heard)
        errors, total = errors + wrong, total + of
        if wrong and job.shows_wrong:
            print(f"{job.voice}: {text!r} was heard as {heard!r}")
    return {"words wrong": 100 * errors / total}


def picked(job: Job, judge: ClosedSetJudge) -> Scores:
    """Return the share of cues that a judge picks, in percent, for each condition."""
    hits: dict[str, list[bool]] = {}
    for cue, clip in job.speak(CUES).items():
        for condition, signal in _conditions(cue, clip):
            hits.setdefault(f"{judge.name} {condition}", []).append(judge.pick(signal) == cue)
    return {condition: 100 * float(np.mean(hit)) for condition, hit in hits.items()}


def rated(job: Job) -> Scores:
    """Return how DNSMOS rates the phrases, ten at a time."""
    clips = [padded(clip) for clip in job.speak(job.phrases).values()]
    starts = range(0, len(clips), _PHRASES_TOGETHER)
    signal, overall = quality([np.concatenate(clips[start : start + _PHRASES_TOGETHER]) for start in starts])
    return {"DNSMOS signal": signal, "DNSMOS P.808": overall}


MEASURES: Mapping[str, Callable[[Job], Scores]] = {
    "words": words,
    "whisper": lambda job: picked(job, Whisper(CUES)),
    "pocketsphinx": lambda job: picked(job, Pocketsphinx(CUES)),
    "quality": rated,
}


def measure(job: Job) -> Scores:
    """Return all scores of a voice."""
    return {name: score for each in job.measures for name, score in MEASURES[each](job).items()}


def main() -> None:
    """Measure voices and print a table."""
    options = _options()
    phrases = tuple(shipped_phrases(options.phrases))
    jobs = [
        Job(voice, rate_wpm, tuple(options.only), phrases, options.wrong)
        for voice, rate_wpm in product(options.voices, options.rate)
    ]
    print(f"{len(CUES)} cues, {len(phrases)} phrases")
    with ProcessPoolExecutor(options.processes) as pool:
        for job, scores in zip(jobs, pool.map(measure, jobs), strict=True):
            if job is jobs[0]:
                print("|".join(("voice", "wpm", *scores)))
            print("|".join((job.voice, f"{job.rate_wpm}", *(f"{score:.1f}" for score in scores.values()))), flush=True)


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("voices", nargs="*", default=VOICES, help="ENGINE:ID")
    parser.add_argument("--rate", type=int, nargs="+", default=[160], help="words per minute")
    parser.add_argument("--only", nargs="+", choices=MEASURES, default=list(MEASURES), help="what to measure")
    parser.add_argument("--phrases", type=int, default=150, help="how many phrases Whisper writes down; 0 = all")
    parser.add_argument("--wrong", action="store_true", help="print every phrase with a wrong word")
    parser.add_argument("--processes", type=int, default=2)
    return parser.parse_args()


def _conditions(cue: str, clip: Clip) -> Iterable[tuple[str, Signal]]:
    """Yield what is heard of a cue in quiet and in every noise."""
    speech, level = padded(clip), np.sqrt((samples(clip) ** 2).mean())
    for condition, ratio_db, colour in (
        ("quiet", QUIET_DB, "white"),
        *((f"{ratio_db:g} dB", ratio_db, colour) for ratio_db, colour in product(RATIOS_DB, NOISE_TILT)),
    ):
        noise = _noise(colour, len(speech), zlib.crc32(f"{cue} {colour}".encode()))
        yield condition, speech + noise * level * 10 ** (-ratio_db / 20)


def _noise(colour: str, length: int, seed: int) -> Signal:
    """Return noise with an RMS of one."""
    spectrum = np.fft.rfft(np.random.default_rng(seed).standard_normal(length))
    frequencies = np.fft.rfftfreq(length, 1 / MIX_RATE_HZ)
    noise = np.fft.irfft(spectrum * np.maximum(frequencies, 50.0) ** NOISE_TILT[colour], length)
    return noise / noise.std()


if __name__ == "__main__":
    main()
