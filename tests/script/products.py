"""Pages of everything that the language can say, combined: the tables of its page and of its vocabulary, multiplied.

A new term joins as soon as it is in docs/script-language.md.
"""

import random
import re

from tests.script.test_language_page import CLOCK, DOSES, OTHER_TERMS, RESTS, SIDES
from voicecoach.script.vocabulary import BETWEEN_PHRASES, EFFORTS, MEASURES, OVERS, PRINTED_UNITS, WAYS
from voicecoach.workout import LIMBS, Unit

PLURALS = {unit: words[1] for unit, words in PRINTED_UNITS.items()}
_NUMBERS = ("1", "6", "2-4", "6-4-2", "6/4", "5+", "6-4-2+", "6 down to 1", "2 up to 6 by 2", "max")

DOSE = (
    *DOSES,
    *(f"{number} {unit}" for number in _NUMBERS for unit in PLURALS.values()),
    *(f"6 reps {way}" for way in WAYS),
    *(f"4 {PLURALS[unit]} hold" for unit in (Unit.BREATH, Unit.BEAT)),
    *("2-4 min", "20-40-20 s hold", "5+ x 10 s hold", "2-3 x 10-20 s hold", "2 min, in 4, out 4", "1:30 hold"),
)
SETS = ("", "3 x ", "2-3 x ", "3 sets of ")
SIDE = (
    *(f"each {limb}" for limb in LIMBS),
    *(re.sub(r"^.*?(reps|hold),? ", "", rule) for rule in SIDES),
    *("right arm only", "alternating legs"),
)
LOAD = (*OTHER_TERMS, *EFFORTS, "at 6-4-2 kg", "at 10-20 kg", "at 50-60% of squat max", "bodyweight + 5-10 kg")
LENGTHS = (
    "no rest",
    "rest 1 s",
    "rest 20 s",
    "rest 10-20 s",
    "rest as needed",
    "changeover",
    "changeover 8 s",
    "no changeover",
)
REST = (*RESTS, *(f"{length} {place}".rstrip() for length in LENGTHS for place in ("", *BETWEEN_PHRASES, "after")))
TARGET = (*(f"at 20 {measure}" for measure in MEASURES), *(f"at 5:30/{distance}" for distance in OVERS))
EVERY = ("every 30 s", "every 2 min", "every 1:50", "every minute", "every 30 s for 2 min")
CAP = ("cap 20 s", "in 60 s", "cap 3 min")
ABOUT = ("about 45 s", "about 3 min")
LEVEL = ("level light", "level light or heavy", "level week 1, level light")
CUE = ("cue count=every-5", "cue form=off")

EXERCISE = (SIDE, LOAD, TARGET, REST, EVERY, CAP, ABOUT, LEVEL, CUE)
"""What can follow a dose."""

GROUP = (
    ("3 rounds", "1 round", "2-4 rounds"),
    tuple(term for term in CLOCK if "100 m" not in term),
    REST,
    ("self-paced", "counted", "about 10 min"),
    LEVEL,
    CUE,
)


SETTINGS = ("rest: 10-20 s", "rest: none", "pace: self-paced", "pace: counted", "load: 10 kg")


def page_of(prescription: str, group: str = "", setting: str = "") -> str:
    """Return a page with one exercise between two others."""
    front = f"levels: week 1, week 2 · light, heavy\nreferences:\n  squat max: 100 kg\n{setting}".rstrip()
    heading = f"G: {group}" if group else "G"
    return f"---\n{front}\n---\n# A\n\n## {heading}\n\n- Squat: 2 reps\n- X: {prescription}\n- Plank: 6 s hold\n"


def term_of(tables: tuple[tuple[str, ...], ...], chance: random.Random) -> str:
    """Return a term of any table; one of a short table is as likely as one of a long one."""
    return chance.choice(chance.choice(tables))


def any_page(chance: random.Random) -> str:
    """Return a page with a dose and a few other terms, of its exercise, its group and its settings."""
    dose = chance.choice(SETS) + chance.choice(DOSE)
    terms = [chance.choice(table) for table in chance.sample(EXERCISE, chance.choice((0, 1, 1, 2, 2, 3)))]
    group = [chance.choice(table) for table in chance.sample(GROUP, chance.choice((0, 0, 1, 1, 2)))]
    return page_of(", ".join((dose, *terms)), ", ".join(group), chance.choice((*SETTINGS, "", "")))
