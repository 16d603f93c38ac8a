"""How well is a voice understood? Chooses the default voice; its result is in docs/voices.md.

Every voice speaks the same short coaching cues, as the coach would: written out, trimmed, at one loudness. A speech
recogniser then has to pick the right cue out of all of them, in quiet and through white and pink noise. The score is
the share of cues it picks, in percent; all voices meet the same noise. A recogniser only stands in for a listener:
trust the large differences, not the order of near neighbours.

    pip install -e '.[bench]'
    python -m tests.benchmarks.understood                     # the table of docs/voices.md, in some minutes
    python -m tests.benchmarks.understood en-us en+m3 --rate 160
    python -m tests.benchmarks.understood en-us --phrases     # what the coach says in the scripts that ship, in quiet
"""

import argparse
import re
import zlib
from concurrent.futures import ProcessPoolExecutor
from itertools import product
from pathlib import Path
from tempfile import TemporaryDirectory

import numpy as np
import pocketsphinx
from num2words import num2words

from voicecoach.audio import MIX_RATE_HZ
from voicecoach.coach import coach
from voicecoach.library import known_scripts
from voicecoach.loading import load_workout
from voicecoach.phrases import open_catalogue
from voicecoach.session import Choices, plan
from voicecoach.speech import VoiceSettings, open_voice
from voicecoach.speech.cache import ClipCache
from voicecoach.speech.normalise import normalise

CUES = """one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|thirteen|thirty|fifteen|fifty
left|right|left side|right side|left foot leads|right foot leads|next, lateral walks, left foot leads
next, lateral walks, right foot leads|push your hips back|push your knees out|don't let your feet touch
stay low|slow|stay slow|go|halfway|last round|last one|next round|get ready|three, two, one|rest
rest twenty seconds|rest thirty seconds|squeeze your shoulder blades|keep your arms straight
keep your back straight|keep the band tight|chest up|switch sides|and relax|well done
five more|nine more|stop""".replace("\n", "|").split("|")
VOICES = (
    "en-us", "en-us+klatt", "en-us+klatt2", "en-us+klatt3", "en-us+klatt4", "en-us+klatt6", "en-us+m1", "en-us+m3",
    "en-us+f2", "en-us+Alex", "en-us+Annie", "en-us+steph", "en-gb", "en-gb+m3", "en-gb+klatt4",
)  # fmt: skip
MOST_WORDS = 8
"""Of a phrase: what is longer is understood by any listener."""

PADDING_S = 0.3
QUIET_DB = 40.0
"""The ratio of speech to noise that stands for quiet: in digital silence, the recogniser loses its footing."""
NOISE_TILT = {"white": 0.0, "pink": -0.5}
"""The amplitude of a noise is proportional to its frequency to this power."""


def main() -> None:
    """Measure voices and print a table, the best first."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("voices", nargs="*", default=VOICES)
    parser.add_argument("--rate", type=int, nargs="+", default=[160], help="words per minute")
    parser.add_argument("--ratio", type=float, nargs="+", default=[10.0, 5.0], help="speech to noise, in dB")
    parser.add_argument("--phrases", action="store_true", help="phrases of the scripts that ship, in place of the cues")
    parser.add_argument("--seeds", type=int, default=2, help="noises of each colour for each cue and ratio")
    options = parser.parse_args()
    conditions = [("quiet", QUIET_DB, "white", 0)]
    conditions += (
        ()
        if options.phrases
        else [
            (f"{ratio:g} dB", ratio, colour, seed)
            for ratio, colour, seed in product(options.ratio, NOISE_TILT, range(options.seeds))
        ]
    )
    cues = coach_phrases() if options.phrases else CUES
    print(f"{len(cues)} cues")
    jobs = [(voice, rate, conditions, cues) for voice, rate in product(options.voices, options.rate)]
    with ProcessPoolExecutor() as pool:
        rows = sorted(pool.map(score, jobs), key=lambda row: -np.mean(list(row[2].values())))
    names = list(dict.fromkeys(name for name, *_ in conditions))
    print(f"{'voice':14} {'wpm':>4} {'score':>6} " + " ".join(f"{name:>6}" for name in names))
    for voice, rate, shares in rows:
        mean = np.mean(list(shares.values()))
        print(f"{voice:14} {rate:>4} {mean:6.1f} " + " ".join(f"{shares[name]:6.1f}" for name in names))


def coach_phrases() -> list[str]:
    """Return the short phrases that the coach says in the scripts that ship, with every word the recogniser knows.

    The recogniser hears them all as alternatives, so that a phrase which sounds like another counts against the voice.
    """
    lines = [
        line
        for path in sorted(known_scripts().values())
        if (workout := load_workout(str(path)).or_raise()).groups
        for line in coach(plan(workout, Choices()), open_catalogue("en"))
    ]
    known = pocketsphinx.Decoder(lm=None, loglevel="FATAL")
    phrases: dict[str, str] = {}
    for text in (form.text for line in lines for form in line.forms if form.text):
        words = plain(text).split()
        if len(words) <= MOST_WORDS and all(known.lookup_word(word) for word in words):
            phrases.setdefault(" ".join(words), text)
    return list(phrases.values())


def score(job: tuple[str, int, list[tuple[str, float, str, int]], list[str]]) -> tuple[str, int, dict[str, float]]:
    """Return the share of cues that are understood, in percent, for each condition."""
    name, rate_wpm, conditions, cues = job
    recogniser = make_recogniser(cues)
    with TemporaryDirectory() as folder:
        clips = open_voice(VoiceSettings(id=name, rate_wpm=rate_wpm), cache=ClipCache(Path(folder))).speak(cues)
    hits: dict[str, list[bool]] = {}
    for cue, clip in clips.items():
        speech = np.frombuffer(clip.pcm, dtype="<i2") / 32768
        padded = np.pad(speech, int(PADDING_S * MIX_RATE_HZ))
        for condition, ratio_db, colour, seed in conditions:
            noise = make_noise(colour, len(padded), zlib.crc32(f"{cue} {colour} {seed}".encode()))
            noisy = padded + noise * np.sqrt((speech**2).mean()) * 10 ** (-ratio_db / 20)
            hits.setdefault(condition, []).append(recognise(recogniser, noisy) == plain(cue))
    return name, rate_wpm, {condition: 100 * float(np.mean(hit)) for condition, hit in hits.items()}


def make_noise(colour: str, length: int, seed: int) -> np.ndarray:
    """Return noise with an RMS of one."""
    spectrum = np.fft.rfft(np.random.default_rng(seed).standard_normal(length))
    frequencies = np.fft.rfftfreq(length, 1 / MIX_RATE_HZ)
    noise = np.fft.irfft(spectrum * np.maximum(frequencies, 50.0) ** NOISE_TILT[colour], length)
    return noise / noise.std()


def make_recogniser(cues: list[str]) -> pocketsphinx.Decoder:
    """Return a recogniser that knows the cues and nothing else; with narrow beams it would stop amid many of them."""
    beams = {"beam": 1e-100, "pbeam": 1e-100, "wbeam": 1e-80, "bestpath": False}
    recogniser = pocketsphinx.Decoder(samprate=MIX_RATE_HZ, nfft=1024, lm=None, cmn="batch", loglevel="FATAL", **beams)
    alternatives = " | ".join(plain(cue) for cue in cues)
    recogniser.add_jsgf_string("cues", f"#JSGF V1.0; grammar cues; public <cue> = {alternatives};")
    recogniser.activate_search("cues")
    return recogniser


def recognise(recogniser: pocketsphinx.Decoder, signal: np.ndarray) -> str:
    """Return the cue that the recogniser heard."""
    loudest = max(1.0, float(np.abs(signal).max()))
    recogniser.start_utt()
    recogniser.process_raw((signal / loudest * 32767).astype("<i2").tobytes(), full_utt=True)
    recogniser.end_utt()
    heard = recogniser.hyp()
    return heard.hypstr if heard else ""


def plain(cue: str) -> str:
    """Return a cue as the recogniser writes it: as it is spoken, its numbers in words."""
    spoken = re.sub(r"[0-9]+", lambda match: num2words(int(match[0])), normalise(cue, open_catalogue("en")))
    return " ".join(re.sub(r"[^a-z' ]", " ", spoken.lower()).split())


if __name__ == "__main__":
    main()
