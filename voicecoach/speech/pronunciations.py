"""Words of training that hibari's own lexicon and letter-to-sound rules get wrong, in the phonemes that it reads.

Each was found by reading the phonemes of some 250 such words, or by a recogniser that misheard it: see docs/voices.md.
A person's own pronunciation of the same word wins.
"""

import re
from collections.abc import Mapping

from voicecoach.phonemes import with_phonemes

_WORDS = {
    "ab": "ˈæb",
    "balasana": "bəlˈɑsənə",
    "chaturanga": "ʧˌɑtəɹˈɑŋɡə",
    "infraspinatus": "ˌɪnfɹəspInˈATəs",
    "savasana": "ʃəvˈɑsənə",
    "shavasana": "ʃəvˈɑsənə",
    "supraspinatus": "sˌupɹəspInˈATəs",
    "tadasana": "tədˈɑsənə",
    "trikonasana": "tɹɪkOnˈɑsənə",
    "ujjayi": "uʤˈIi",
    "uttanasana": "ˌʊtənˈɑsənə",
    "virabhadrasana": "vˌɪɹəbədɹˈɑsənə",
}

_REPS = {"reps": "ɹˈɛʔps"}
"""With the closed 'p' of American speech: Whisper hears a third of the usual ones as 'wraps', and none of these."""

_ALONE = {"close": "klˈOz", "close fast": "klˈOz fˈæst"}
"""What is an instruction when nothing else is said, as a phase is, and the number of its rep: ``2, close``."""

_IS_ALONE = re.compile(rf"(?:\d+, )?(?:{'|'.join(_ALONE)})\W*", re.IGNORECASE)


def pronounced(words: str, own: Mapping[str, str]) -> str:
    """Return words with the phonemes of each that needs them; ``own`` has a person's, its keys in lower case."""
    alone = _ALONE if _IS_ALONE.fullmatch(words) else {}
    return with_phonemes(words, {**_WORDS, **_REPS, **alone, **own})
