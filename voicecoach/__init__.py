"""voicecoach: workout scripts become a timed cue list that is spoken live or exported to a file.

The public API is what this module names; everything else may change. Third parties are imported on use, so importing
it is cheap. ``Workout`` and the records in it build one without a script (docs/workout-json.md).

    workout = voicecoach.load_workout("my-routine.md").or_raise()
    voice = voicecoach.voice_for(workout)
    timeline = voicecoach.compile_workout(workout, voicecoach.Choices(rounds=3), voice)
    voicecoach.export(timeline, voicecoach.clips_of(timeline, voice), Path("my-routine.mp3"))
"""

from voicecoach.audio import mix
from voicecoach.compiler import clips_of, compile_workout, load_workout, voice_for
from voicecoach.errors import ScriptError, VoicecoachError
from voicecoach.exports import export
from voicecoach.script import ReadScript, check_built, print_script, read_script, workout_from_json, workout_to_json
from voicecoach.session import Choices
from voicecoach.speech import VoiceSettings
from voicecoach.talk import Verbosity
from voicecoach.timeline import Timeline
from voicecoach.version import __version__
from voicecoach.workout import (
    NO_REST,
    Amount,
    Count,
    Counted,
    Exercise,
    FormCue,
    Free,
    Group,
    Held,
    Link,
    Load,
    LoadUnit,
    Mode,
    Movement,
    Pace,
    Pause,
    Phase,
    Progression,
    Range,
    Rest,
    Rests,
    SelfPaced,
    Side,
    SideRule,
    Subject,
    Tempo,
    Timed,
    Track,
    Unit,
    Workout,
    seconds,
)

__all__ = [
    "NO_REST",
    "Amount",
    "Choices",
    "Count",
    "Counted",
    "Exercise",
    "FormCue",
    "Free",
    "Group",
    "Held",
    "Link",
    "Load",
    "LoadUnit",
    "Mode",
    "Movement",
    "Pace",
    "Pause",
    "Phase",
    "Progression",
    "Range",
    "ReadScript",
    "Rest",
    "Rests",
    "ScriptError",
    "SelfPaced",
    "Side",
    "SideRule",
    "Subject",
    "Tempo",
    "Timed",
    "Timeline",
    "Track",
    "Unit",
    "Verbosity",
    "VoiceSettings",
    "VoicecoachError",
    "Workout",
    "__version__",
    "check_built",
    "clips_of",
    "compile_workout",
    "export",
    "load_workout",
    "mix",
    "print_script",
    "read_script",
    "seconds",
    "voice_for",
    "workout_from_json",
    "workout_to_json",
]
