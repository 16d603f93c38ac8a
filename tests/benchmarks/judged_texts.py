"""What a voice has to say to be judged, and how what was heard is compared with it."""

import re
from functools import cache
from random import Random

from jiwer import process_words
from num2words import num2words
from whisper_normalizer.english import EnglishTextNormalizer

from tests.benchmarks.estimated import phrases
from voicecoach.phrases import open_catalogue
from voicecoach.speech.normalise import normalise

CUES = """one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|thirteen|thirty|fifteen|fifty
left|right|left side|right side|left foot leads|right foot leads|next, lateral walks, left foot leads
next, lateral walks, right foot leads|push your hips back|push your knees out|don't let your feet touch
stay low|slow|stay slow|go|halfway|last round|last one|next round|get ready|three, two, one|rest
rest twenty seconds|rest thirty seconds|squeeze your shoulder blades|keep your arms straight
keep your back straight|keep the band tight|chest up|switch sides|and relax|well done
five more|nine more|stop""".replace("\n", "|").split("|")
"""Short cues that sound alike in part: the closed set that a judge picks from."""

MOST_WORDS = 8
"""Of a phrase: what is longer is understood by any listener."""

_SEED = 16
"""Chooses the phrases; fixed, so that every voice and every release says the same ones."""


def shipped_phrases(count: int) -> list[str]:
    """Return this many of the short phrases that the coach says in the shipped scripts, at any verbosity; 0 = all."""
    short = [text for text in phrases("en") if len(text.split()) <= MOST_WORDS]
    return sorted(Random(_SEED).sample(short, count)) if count else short


def word_errors(text: str, heard: str) -> tuple[int, int]:
    """Return how many words of a text were heard wrongly, and how many words it has.

    Both are normalised as Whisper's authors do for word error rates: ``ten`` and ``10`` are the same word. So are
    ``push-ups`` and ``push ups``. A recogniser that repeats itself without end makes no more errors than a phrase has
    words.
    """
    said, got = _normaliser()(spoken(text)), _normaliser()(heard)
    words = len(said.split())
    if said.replace(" ", "") == got.replace(" ", ""):
        return 0, words
    compared = process_words(said, got)
    return min(words, compared.substitutions + compared.deletions + compared.insertions), words


def plain(text: str) -> str:
    """Return a text in lower-case letters only, as it is spoken, with its numbers in words."""
    words = re.sub(r"[0-9]+", lambda match: f" {num2words(int(match[0]))} ", spoken(text))
    return " ".join(re.sub(r"[^a-z' ]", " ", words.lower()).split())


def spoken(text: str) -> str:
    """Return a text with its figures written out, as a voice is given it."""
    return normalise(text, open_catalogue("en"))


@cache
def _normaliser() -> EnglishTextNormalizer:
    return EnglishTextNormalizer()
