"""voicecoach: workout scripts become a timed cue list that is spoken live or exported to a file.

The public API is what this module names; everything else may change. Third parties are imported on use, so importing
it is cheap.

    workout = voicecoach.read_script(text, "my-routine.md").or_raise()
    voice = voicecoach.open_voice()
    timeline = voicecoach.compile_workout(workout, voicecoach.Choices(rounds=3), voice)
    voicecoach.export(timeline, voicecoach.clips_of(timeline, voice), Path("my-routine.mp3"))
"""

from voicecoach.audio import mix
from voicecoach.compiler import clips_of, compile_workout
from voicecoach.errors import ScriptError, VoicecoachError
from voicecoach.exports import export
from voicecoach.script import read_script
from voicecoach.session import Choices, Verbosity
from voicecoach.speech import open_voice
from voicecoach.timeline import Timeline
from voicecoach.version import __version__

__all__ = [
    "Choices",
    "ScriptError",
    "Timeline",
    "Verbosity",
    "VoicecoachError",
    "__version__",
    "clips_of",
    "compile_workout",
    "export",
    "mix",
    "open_voice",
    "read_script",
]
