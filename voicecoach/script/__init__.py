"""Read and print workout scripts: Markdown to a Workout or problems, and a Workout to Markdown or JSON."""

from voicecoach.script.built import check_built
from voicecoach.script.links import Find
from voicecoach.script.printer import print_script
from voicecoach.script.reader import read_script
from voicecoach.script.settings import read_reference
from voicecoach.script.source import Problems, ReadScript, Span
from voicecoach.script.tidy import tidy_script
from voicecoach.script.wording import print_value
from voicecoach.script.workout_json import FORMAT as WORKOUT_FORMAT
from voicecoach.script.workout_json import workout_from_json, workout_to_json

__all__ = [
    "WORKOUT_FORMAT",
    "Find",
    "Problems",
    "ReadScript",
    "Span",
    "check_built",
    "print_script",
    "print_value",
    "read_reference",
    "read_script",
    "tidy_script",
    "workout_from_json",
    "workout_to_json",
]
