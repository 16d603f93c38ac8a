"""The words of prescriptions and their meaning, for reading and printing alike."""

from voicecoach.units import MS_PER_MINUTE, MS_PER_SECOND, Ms
from voicecoach.workout import LIMBS, Between, LoadUnit, Measure, Subject, Unit

BULLETS = "•‣◦▪●·–—"
"""What other programs put before list items; the last three are also part of sentences."""

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
    **dict.fromkeys(("km", "kilometres", "kilometre", "kilometers", "kilometer"), Unit.KILOMETRE),
    **dict.fromkeys(("miles", "mile", "mi"), Unit.MILE),
    **dict.fromkeys(("yd", "yds", "yards", "yard"), Unit.YARD),
    **dict.fromkeys(("ft", "feet", "foot"), Unit.FOOT),
    **dict.fromkeys(("cal", "cals", "kcal", "kcals", "calories", "calorie"), Unit.CALORIE),
    **dict.fromkeys(("strokes", "stroke"), Unit.STROKE),
    **dict.fromkeys(("laps", "lap"), Unit.LAP),
}
MASSES: dict[str, LoadUnit] = {
    **dict.fromkeys(("kg", "kgs", "kilos", "kilo"), LoadUnit.KG),
    **dict.fromkeys(("lb", "lbs", "pounds", "pound"), LoadUnit.LB),
    **dict.fromkeys(("%", "percent"), LoadUnit.PERCENT),
}
MEASURES: dict[str, Measure] = {
    **dict.fromkeys(("spm", "strokes per minute", "strokes/min"), Measure.STROKE_RATE),
    **dict.fromkeys(("rpm", "revolutions per minute"), Measure.CADENCE),
    **dict.fromkeys(("w", "watts", "watt"), Measure.POWER),
    **dict.fromkeys(("km/h", "kmh", "kph"), Measure.KM_PER_HOUR),
    **dict.fromkeys(("mph", "miles per hour"), Measure.MILES_PER_HOUR),
    **dict.fromkeys(("in", "inches", "inch"), Measure.INCH),
    **dict.fromkeys(("cm", "centimetres", "centimeters"), Measure.CENTIMETRE),
}
OVERS: dict[str, Measure] = {
    **dict.fromkeys(("km", "kilometre", "kilometer"), Measure.PER_KILOMETRE),
    **dict.fromkeys(("mile", "mi"), Measure.PER_MILE),
    **dict.fromkeys(("500m", "500 m"), Measure.PER_500_METRES),
    **dict.fromkeys(("400m", "400 m"), Measure.PER_400_METRES),
    **dict.fromkeys(("100m", "100 m"), Measure.PER_100_METRES),
    **dict.fromkeys(("100yd", "100 yd"), Measure.PER_100_YARDS),
}
"""The distances of a target pace, which are written after ``/`` or ``per``."""

WAYS: dict[str, str] = {
    **{way: way for way in ("up", "down", "back", "forward", "each way")},
    "forwards": "forward",
    "backward": "back",
    "backwards": "back",
}
EFFORTS = ("easy", "moderate", "hard", "all out")
FAST = ("x", "fast")
"""What is written instead of the seconds of a phase that is done as fast as possible."""

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
    Unit.YARD: ("yd", "yd"),
    Unit.FOOT: ("ft", "ft"),
    Unit.CALORIE: ("cal", "cal"),
    Unit.STROKE: ("stroke", "strokes"),
    Unit.LAP: ("lap", "laps"),
}
"""How a unit is printed: singular, plural."""

UNITS = (*COUNTS, *TIMES, *MASSES, *MEASURES, "rounds", "round", "sets")
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
    "then",
    "in all",
    "cue",
)
"""Words that can be written, for suggestions after words that were not understood."""
