"""voicecoach: workout scripts become a timed cue list that is spoken live or exported to a file.

The public API is what this module names; everything else may change. Third parties are imported on use, so importing
it is cheap. ``Workout`` and the records in it build one without a script (docs/workout-json.md).

    session = voicecoach.compile_session(voicecoach.load_workout("my-routine.md").or_raise())
    voicecoach.export(session.timeline, session.clips, Path("my-routine.mp3"))
"""

from voicecoach.audio import mix
from voicecoach.compiler import CompiledSession, compile_session, speak_timeline, voice_for
from voicecoach.errors import ScriptError, VoicecoachError
from voicecoach.exports import export
from voicecoach.loading import load_workout
from voicecoach.script import ReadScript, check_built, print_script, read_script, workout_from_json, workout_to_json
from voicecoach.session import Choices
from voicecoach.speech import VoiceSettings
from voicecoach.talk import Verbosity
from voicecoach.timeline import Timeline
from voicecoach.version import __version__
from voicecoach.workout import (
    NO_REST,
    Amount,
    Combined,
    Count,
    Counted,
    CountedAloud,
    Exercise,
    FormCue,
    Free,
    Group,
    Held,
    Link,
    Load,
    LoadUnit,
    Mode,
    Moment,
    Movement,
    Pace,
    Pause,
    Phase,
    Progression,
    Range,
    Rest,
    Rests,
    Say,
    SelfPaced,
    Side,
    SideRule,
    Subject,
    Tempo,
    Timed,
    TimedSay,
    Track,
    Unit,
    Workout,
    seconds,
)

__all__ = [
    "NO_REST",
    "Amount",
    "Choices",
    "Combined",
    "CompiledSession",
    "Count",
    "Counted",
    "CountedAloud",
    "Exercise",
    "FormCue",
    "Free",
    "Group",
    "Held",
    "Link",
    "Load",
    "LoadUnit",
    "Mode",
    "Moment",
    "Movement",
    "Pace",
    "Pause",
    "Phase",
    "Progression",
    "Range",
    "ReadScript",
    "Rest",
    "Rests",
    "Say",
    "ScriptError",
    "SelfPaced",
    "Side",
    "SideRule",
    "Subject",
    "Tempo",
    "Timed",
    "TimedSay",
    "Timeline",
    "Track",
    "Unit",
    "Verbosity",
    "VoiceSettings",
    "VoicecoachError",
    "Workout",
    "__version__",
    "check_built",
    "compile_session",
    "export",
    "load_workout",
    "mix",
    "print_script",
    "read_script",
    "seconds",
    "speak_timeline",
    "voice_for",
    "workout_from_json",
    "workout_to_json",
]
