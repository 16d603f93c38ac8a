"""The words of prescriptions and their meaning, for reading and printing alike."""

import re

from voicecoach.units import MS_PER_MINUTE, MS_PER_SECOND, Ms
from voicecoach.workout import LIMBS, Between, LoadUnit, Subject, Unit

SECOND_MARKS = ('"', "”", "″", "''", "’’", "′′")
MINUTE_MARKS = ("'", "’", "′")
TIMES: dict[str, Ms] = {
    **dict.fromkeys(("s", "sec", "secs", "second", "seconds", *SECOND_MARKS), MS_PER_SECOND),
    **dict.fromkeys(("min", "mins", "minute", "minutes", *MINUTE_MARKS), MS_PER_MINUTE),
    **dict.fromkeys(("h", "hr", "hrs", "hour", "hours"), 60 * MS_PER_MINUTE),
}
COUNTS: dict[str, Unit] = {
    **dict.fromkeys(("reps", "rep", "repetitions", "times"), Unit.REP),
    **dict.fromkeys(("steps", "step"), Unit.STEP),
    **dict.fromkeys(("breaths", "breath"), Unit.BREATH),
    **dict.fromkeys(("beats", "beat"), Unit.BEAT),
    **dict.fromkeys(("m", "metres", "metre", "meters", "meter"), Unit.METRE),
    **dict.fromkeys(("km", "kilometres", "kilometre", "kilometers"), Unit.KILOMETRE),
    **dict.fromkeys(("miles", "mile"), Unit.MILE),
    **dict.fromkeys(("cal", "cals", "calories", "calorie"), Unit.CALORIE),
    **dict.fromkeys(("laps", "lap"), Unit.LAP),
}
MASSES: dict[str, LoadUnit] = {
    **dict.fromkeys(("kg", "kgs", "kilos", "kilo"), LoadUnit.KG),
    **dict.fromkeys(("lb", "lbs", "pounds", "pound"), LoadUnit.LB),
    **dict.fromkeys(("%", "percent"), LoadUnit.PERCENT),
}
WAYS: dict[str, str] = {
    **{way: way for way in ("up", "down", "back", "forward", "each way")},
    "forwards": "forward",
    "backward": "back",
    "backwards": "back",
}
EFFORTS = ("easy", "moderate", "hard", "all out")
PHASES: dict[str, str] = {
    **{phase: phase for phase in ("down", "up", "in", "out", "hold")},
    "lower": "down",
    "lift": "up",
    "inhale": "in",
    "exhale": "out",
    "pause": "hold",
}
TEMPO_PHASES = ("down", "hold", "up", "hold")
"""The phases of the four figures of a tempo: lowering, pause, lifting, pause."""

BETWEEN: dict[str, Between] = {
    "reps": Between.REPS,
    "sides": Between.SIDES,
    "sets": Between.SETS,
    **dict.fromkeys(("exercises", "moves", "movements"), Between.EXERCISES),
    "rounds": Between.ROUNDS,
    **dict.fromkeys(("after", "afterwards"), Between.AFTER),
}
BETWEEN_PHRASES = tuple(f"between {word}" for word, between in BETWEEN.items() if between is not Between.AFTER)

SUBJECTS: dict[str, Subject] = {
    **{subject.value: subject for subject in Subject},
    "tension": Subject.LOAD,
    "time": Subject.SECONDS,
    "rest between rounds": Subject.ROUND_REST,
}

PRINTED_UNITS: dict[Unit, tuple[str, str]] = {
    Unit.REP: ("rep", "reps"),
    Unit.STEP: ("step", "steps"),
    Unit.BREATH: ("breath", "breaths"),
    Unit.BEAT: ("beat", "beats"),
    Unit.METRE: ("m", "m"),
    Unit.KILOMETRE: ("km", "km"),
    Unit.MILE: ("mile", "miles"),
    Unit.CALORIE: ("cal", "cal"),
    Unit.LAP: ("lap", "laps"),
}
"""How a unit is printed: singular, plural."""

_COMMON_MISTAKES: tuple[tuple[str, str], ...] = (
    (r"[\w\d]\s+rest\b", "put 'rest' first: 'rest 90 s', 'rest as needed'"),
    (r"\be(\d+)mom\b", "write '6 rounds, every 2 min'"),
    (r"\brft\b", "write '5 rounds, for time'"),
    (r"\bon\s+\d", "write 'every 2 min'"),
    (r"\d\s*[\"”″]", "write the unit: '20 s'"),
    (r"\d\s*['’′]", "write the unit: '3 min'"),
    (r"\b(amrap|to failure|as many as|failure)\b", "write 'max reps', or 'max reps in 60 s'"),
    (r"\b(max time|as long as)\b", "write 'max hold'"),
    (r"[-/]max\b|\blast set\b", "write an open-ended last set as '5-5-5+ reps'"),
    (r"\bswitch\b(?!.*half)", "write 'switch halfway', or '10 reps each side'"),
    (r"(^|[\s,])([0-9x]([-/][0-9x]){2,3}|[0-9x]{3,4})($|[\s,])", "put 'tempo' before it: 'tempo 3-0-3', 'tempo 30X1'"),
    (r"\bea\b|\beach\s*($|,)", "write 'each side', 'each leg' or 'each arm'"),
    (r"\brpe\d", "write 'RPE 8'"),
    (r"^\s*x\s*\d", "write '6 reps', or '3 x 6 reps'"),
    (r"\bcues?\b(?!\s+[a-z-]+\s*=)", "write 'cue form=off' or 'cue count=every-5'"),
    (r"\d\s*@\s*\d|\d\s*x\s*\d+.*,\s*\d+\s*x", "write a ladder: '12-10-8 reps at 40-45-50 kg'"),
)
"""What coaches often write instead of the language's own words: a pattern and the hint for it."""

UNITS = (*COUNTS, *TIMES, *MASSES, "rounds", "round", "sets")
"""Words that can follow a number, for suggestions after an unknown unit."""

PHRASES = (
    *UNITS,
    *WAYS,
    *EFFORTS,
    "hold",
    "max",
    "done",
    "rest",
    "no rest",
    "rest as needed",
    "between",
    *BETWEEN_PHRASES,
    *(f"each {limb}" for limb in LIMBS),
    "alternating",
    "switch halfway",
    "left only",
    "right only",
    "bodyweight",
    "with",
    "RPE",
    "RIR",
    "tempo",
    "tempo 3-1-1-0",
    "bpm",
    "self-paced",
    "counted",
    "slow lowering",
    "every",
    "cap",
    "about",
    "EMOM",
    "AMRAP",
    "for time",
    "level",
    "until",
    "cue",
)
"""Words that can be written, for suggestions after words that were not understood."""


def mistake_hint(text: str) -> str:
    """Return the hint for the first common mistake in a text; empty if there is none."""
    return next((hint for pattern, hint in _COMMON_MISTAKES if re.search(pattern, text, re.IGNORECASE)), "")
