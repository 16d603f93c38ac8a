"""Check a workout built in Python or read from JSON, by printing its script and reading that back."""

from collections.abc import Iterator, Mapping
from dataclasses import fields, is_dataclass

from voicecoach.errors import Location, Problem, Severity
from voicecoach.script.links import Find
from voicecoach.script.printer import print_script
from voicecoach.script.reader import read_script
from voicecoach.script.source import ReadScript
from voicecoach.workout import Combined, Counted, Tempo, Track, Workout

_SHARED_TITLE = "Shared movements"

_NEVER_EMPTY: dict[type, tuple[str, ...]] = {
    Counted: ("counts",),
    Combined: ("parts",),
    Tempo: ("phases",),
    Track: ("subjects", "values"),
}
"""The lists that a script always fills."""


def check_built(workout: Workout, path: str) -> ReadScript:
    """Return the workout with locations in its printed script, or the problems with it.

    A workout that no script can express, such as one with a blank name, is an error.
    """
    empty = next(_empty_lists(workout, ""), None)
    if empty:
        return _refused(f"{empty} is empty", Location(path, 1), "fill it, or remove what it belongs to")
    text = print_script(workout)
    result = read_script(text, path, _finder(workout))
    if result.workout is not None and result.workout != workout:
        message = f"the script language cannot express {_first_difference(workout, result.workout, '')}"
        location = Location(path, 1, 1, 1, text.split("\n", 1)[0])
        hint = "compare it with the script that 'voicecoach fmt' prints"
        return _refused(message, location, hint, result.problems)
    return result


def _refused(message: str, location: Location, hint: str, before: tuple[Problem, ...] = ()) -> ReadScript:
    return ReadScript(None, (*before, Problem(Severity.ERROR, message, location, hint)))


def _empty_lists(value: object, where: str) -> Iterator[str]:
    """Yield every list in a record that is empty and must not be, by its place: ``groups[0].items[2].dose.counts``."""
    for name in _NEVER_EMPTY.get(type(value), ()):
        if not getattr(value, name):
            yield f"{where}.{name}".lstrip(".")
    for place, part in _parts(value):
        yield from _empty_lists(part, where + place)


def _first_difference(one: object, other: object, where: str) -> str:
    """Return the place of the innermost value in which two workouts that differ do so first."""
    parts, others = dict(_parts(one)), dict(_parts(other))
    if type(one) is type(other) and parts.keys() == others.keys():
        for place, part in parts.items():
            if part != others[place]:
                return _first_difference(part, others[place], where + place)
    return where.lstrip(".")


def _parts(value: object) -> Iterator[tuple[str, object]]:
    """Yield the values in a record, a list or a map, with their places in it."""
    if is_dataclass(value):
        yield from ((f".{field.name}", getattr(value, field.name)) for field in fields(value) if field.compare)
    elif isinstance(value, tuple):
        yield from ((f"[{index}]", part) for index, part in enumerate(value))
    elif isinstance(value, Mapping):
        yield from ((f"[{key!r}]", part) for key, part in value.items())


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
