"""Load what a person names: a workout script, a workout in its JSON form, or a saved cue list."""

from voicecoach.library import ScriptText, find_linked, load_script
from voicecoach.script import WORKOUT_FORMAT, ReadScript, check_built, read_script, workout_from_json


def load_workout(script: str) -> ReadScript:
    """Read a workout script with the scripts that it links, or a workout in its JSON form.

    Args:
        script: a path, the name of a known script, or ``-`` for the standard input.

    Raises:
        VoicecoachError: the script does not exist, or it is not text.
    """
    return read_workout(load_script(script))


def read_workout(found: ScriptText) -> ReadScript:
    """Read a workout from the text of a script, or of its JSON form.

    Raises:
        VoicecoachError: the text is JSON, but not that of a workout.
    """
    if found.is_json:
        return check_built(workout_from_json(found.text), found.path)
    return read_script(found.text, found.path, find_linked)


def is_cue_list(found: ScriptText) -> bool:
    """Whether a text is a saved cue list: JSON, but not the JSON form of a workout."""
    return found.is_json and WORKOUT_FORMAT not in found.text[:200]
