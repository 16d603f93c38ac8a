"""The words of prescriptions and their meaning, for reading and printing alike."""

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
