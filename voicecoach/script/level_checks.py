"""Check the levels of a workout: those that it lists, and those at which its items are done."""

import re
from collections.abc import Iterable, Iterator, Mapping
from typing import TypeAlias

from voicecoach.errors import Location, did_you_mean
from voicecoach.script.source import Problems
from voicecoach.script.wording import level_terms
from voicecoach.workout import Levels, Pause, Say, Workout, walk

_Names: TypeAlias = tuple[str, ...]
_AxisOf: TypeAlias = Mapping[str, _Names]
"""The axis of each level."""

_BETWEEN_LEVELS = re.compile(r"\s*[·+&/]\s*|\s+(?:and|or)\s+(?:levels?\s+)?")
"""What people write between the levels of two axes, in place of another ``level``."""


def check_levels(workout: Workout, problems: Problems) -> None:
    """Report levels that are unknown, joined across axes, or never used."""
    axis_of = {level: axis for axis in workout.levels for level in axis}
    used: set[_Names] = set()
    for item in walk(workout.groups):
        levels = () if isinstance(item, Pause | Say) else item.levels
        for mistake in _mistakes(levels, axis_of):
            problems.error(item.location, *mistake)
        used.update(axis_of[name] for names in levels for name in names if name in axis_of)
    if problems.has_errors:
        return
    location = workout.groups[0].location if workout.groups else Location("", 1)
    for axis in workout.levels:
        if axis not in used:
            message = f"no exercise or group uses the levels {', '.join(axis)}"
            problems.warning(location, message, f"add, for example, ', level {axis[0]}' to an exercise")


def _mistakes(levels: Levels, axis_of: _AxisOf) -> Iterator[tuple[str, str]]:
    """Yield a message and a hint for each mistake in the levels of an item."""
    before: dict[_Names, _Names] = {}
    for names in levels:
        unknown = [name for name in names if name not in axis_of]
        yield from ((f"unknown level '{name}'", _hint(name, axis_of)) for name in unknown)
        by_axis = _by_axis(names, axis_of)
        if len(by_axis) > 1:
            yield "'or' joins levels of one axis", f"if both must hold, write '{_written(by_axis.values())}'"
            continue
        for axis, own in by_axis.items():
            if axis in before:
                joined = tuple(dict.fromkeys((*before[axis], *own)))
                hint = "" if joined == own else f"write '{_written([joined])}', or "
                yield "the level is given twice", f"{hint}keep one of them"
                return
            before[axis] = own


def _by_axis(names: Iterable[str], axis_of: _AxisOf) -> dict[_Names, _Names]:
    """Return the levels among these names, by their axes."""
    found: dict[_Names, _Names] = {}
    for name in names:
        if axis := axis_of.get(name):
            found[axis] = (*found.get(axis, ()), name)
    return found


def _hint(name: str, axis_of: _AxisOf) -> str:
    if not axis_of:
        return "list the levels in the settings: 'levels: light, loaded'"
    parts = _BETWEEN_LEVELS.split(name)
    if len(parts) > 1 and all(part in axis_of for part in parts):
        return f"write '{_written(_by_axis(parts, axis_of).values())}'"
    return did_you_mean(name, axis_of)


def _written(levels: Iterable[_Names]) -> str:
    return ", ".join(level_terms(tuple(levels)))
