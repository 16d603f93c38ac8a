"""The model that a workout script is read into: what the coach wrote, before any choice is made.

Every record is frozen. ``location`` is its location in the script and is ignored when records are compared.
docs/script-language.md says what each construct means.
"""

from voicecoach.workout.amounts import (
    LONGEST_MS,
    MOST_ROUNDS,
    MOST_SETS,
    PER_UNIT,
    Amount,
    Range,
    Standard,
    Unit,
    seconds,
)
from voicecoach.workout.doses import Combined, Count, Counted, Dose, Free, Held, Part, Timed, condition_of, parts_of
from voicecoach.workout.exercises import Exercise, FormCue, Movement
from voicecoach.workout.levels import Levels
from voicecoach.workout.loads import BODYWEIGHT, Load, LoadUnit, References, reference_key
from voicecoach.workout.pacing import (
    HOLD_LOW,
    PHASE_WORDS,
    CountedAloud,
    Motion,
    Pace,
    Pacing,
    Phase,
    SelfPaced,
    Tempo,
    are_breath,
    motions_of,
    spoken_names,
)
from voicecoach.workout.progression import Progression, Subject, Track
from voicecoach.workout.rests import NO_REST, NO_RESTS, Between, Pause, Rest, Rests
from voicecoach.workout.sides import LIMBS, Side, SideRule, side_of
from voicecoach.workout.spoken import Moment, Say, TimedSay
from voicecoach.workout.structure import EMOM_MS, Group, Item, Link, Mode, Workout, walk
from voicecoach.workout.targets import Measure, Target

__all__ = [
    "BODYWEIGHT",
    "EMOM_MS",
    "HOLD_LOW",
    "LIMBS",
    "LONGEST_MS",
    "MOST_ROUNDS",
    "MOST_SETS",
    "NO_REST",
    "NO_RESTS",
    "PER_UNIT",
    "PHASE_WORDS",
    "Amount",
    "Between",
    "Combined",
    "Count",
    "Counted",
    "CountedAloud",
    "Dose",
    "Exercise",
    "FormCue",
    "Free",
    "Group",
    "Held",
    "Item",
    "Levels",
    "Link",
    "Load",
    "LoadUnit",
    "Measure",
    "Mode",
    "Moment",
    "Motion",
    "Movement",
    "Pace",
    "Pacing",
    "Part",
    "Pause",
    "Phase",
    "Progression",
    "Range",
    "References",
    "Rest",
    "Rests",
    "Say",
    "SelfPaced",
    "Side",
    "SideRule",
    "Standard",
    "Subject",
    "Target",
    "Tempo",
    "Timed",
    "TimedSay",
    "Track",
    "Unit",
    "Workout",
    "are_breath",
    "condition_of",
    "motions_of",
    "parts_of",
    "reference_key",
    "seconds",
    "side_of",
    "spoken_names",
    "walk",
]
