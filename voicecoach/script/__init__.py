"""Read workout scripts: Markdown in, a Workout or problems out."""

from voicecoach.script.reader import ReadScript, read_script

__all__ = ["ReadScript", "read_script"]
