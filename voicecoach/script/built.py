"""Check a workout built in Python or read from JSON, by printing its script and reading that back."""

from voicecoach.errors import Location, Problem, Severity
from voicecoach.script.links import Find
from voicecoach.script.printer import print_script
from voicecoach.script.reader import read_script
from voicecoach.script.source import ReadScript
from voicecoach.workout import Workout

_SHARED_TITLE = "Shared movements"


def check_built(workout: Workout, path: str) -> ReadScript:
    """Return the workout with locations in its printed script, or the problems with it.

    A workout that no script can express, such as one with a blank name, is an error.
    """
    if any(not track.subjects or not track.values for track in workout.progression.tracks):
        message = "a track of the progression has no subjects or no values"
        problem = Problem(Severity.ERROR, message, Location(path, 1), "give every track both, or remove it")
        return ReadScript(None, (problem,))
    text = print_script(workout)
    result = read_script(text, path, _finder(workout))
    if result.workout is not None and result.workout != workout:
        message = "the script language cannot express this workout: its script reads back differently"
        location = Location(path, 1, 1, 1, text.split("\n", 1)[0])
        problem = Problem(Severity.ERROR, message, location, "compare it with the script that 'voicecoach fmt' prints")
        return ReadScript(None, (*result.problems, problem))
    return result


def _finder(workout: Workout) -> Find:
    """Return a function that finds the scripts and pages contained in the workout itself."""
    pages: dict[tuple[str, str], tuple[str, str]] = {}
    _carry(workout, "", pages)
    within = {path for _, path in pages.values()}
    return lambda link, path: pages.get((path if path in within else "", link))


def _carry(workout: Workout, path: str, pages: dict[tuple[str, str], tuple[str, str]]) -> None:
    for page in workout.pages:
        shared = Workout(_SHARED_TITLE, movements=workout.shared)
        pages[path, page] = (print_script(shared), f"{path}/{page}")
    for link in workout.links():
        inner = f"{path}/{link.target}"
        pages[path, link.target] = (print_script(link.workout), inner)
        _carry(link.workout, inner, pages)
