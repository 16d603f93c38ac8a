"""Where the value of every setting comes from: what ``voicecoach config`` prints."""

from collections.abc import Iterator
from typing import Any, TypeAlias

import click

from voicecoach.cli.options import COMMAND_LINE, DEFAULT, SETTINGS_FILE, settings_of, source_of
from voicecoach.session_options import SessionOptions
from voicecoach.speech import best_engine
from voicecoach.talk import CueSwitch, Switches, over
from voicecoach.units import seconds_text, size_text
from voicecoach.workout import Exercise, Group, Link, Workout, walk

SCRIPT = "the script"

Row: TypeAlias = tuple[str, str, str]
"""The name of a setting, its value as a person reads it, and where that comes from."""

_UNSET = {"pack": "none", "side": "left", "standard": "men", "device": "the system's"}


def rows_of(context: click.Context, options: SessionOptions, workout: Workout | None) -> Iterator[Row]:
    """Yield the settings of a command, and what a script says of cues and pronunciations."""
    path = str(settings_of(context).path)
    workout = workout or Workout("")
    yield _option("verbosity", context)
    yield _language(context, workout)
    language = options.language or workout.language
    own = options.own_voice(language)
    named = context.params["engine"]
    yield _option("engine", context) if named else ("engine", best_engine(language, options.voice.id or own), DEFAULT)
    default = ("voice", own, path) if own else ("voice", f"the engine's for '{language}'", DEFAULT)
    yield ("voice", options.voice.id, COMMAND_LINE) if options.voice.id else default
    for name in ("rate_wpm", "pack", "first_side", "side", "standard", "device", "keeps_awake", "nudge_ms"):
        yield _option(name, context)
    has_limit = settings_of(context).cache_limit is not None
    yield "cache limit", size_text(options.cache_limit), path if has_limit else DEFAULT
    yield from _cues(options, workout, path)
    said = {**dict(options.voice.say), **workout.pronunciations}
    for word in sorted(said):
        yield f"say {word}", said[word], SCRIPT if word in workout.pronunciations else path


def _option(name: str, context: click.Context) -> Row:
    option = next(option for option in context.command.params if option.name == name)
    value, source = context.params[name], source_of(context, name)
    if source == SETTINGS_FILE:
        source = str(settings_of(context).path)
    return option.opts[0][2:].replace("-", " "), _text(name, value), source


def _text(name: str, value: Any) -> str:
    if isinstance(value, bool):
        return "on" if value else "off"
    if name == "nudge_ms":
        return seconds_text(value)
    return _UNSET[name] if value is None else str(value)


def _language(context: click.Context, workout: Workout) -> Row:
    if language := context.params["language"]:
        return "language", language, COMMAND_LINE
    return "language", workout.language, DEFAULT if workout.language == Workout("").language else SCRIPT


def _cues(options: SessionOptions, workout: Workout, path: str) -> Iterator[Row]:
    chosen, usual = options.choices.cues, options.choices.usual_cues
    places = ((chosen, COMMAND_LINE), (workout.cues, SCRIPT), (usual, path))
    for switch in over(chosen, over(workout.cues, usual)):
        yield _cue(switch, next(source for switches, source in places if switch in switches))
    for title, switches in _narrower(workout):
        for switch in switches:
            if all(switch.kind != each.kind for each in chosen):
                yield _cue(switch, f"{SCRIPT}: {title}")


def _cue(switch: CueSwitch, source: str) -> Row:
    return f"cue {switch.kind}", str(switch).partition("=")[2], source


def _narrower(workout: Workout) -> Iterator[tuple[str, Switches]]:
    """Yield the switches that a script has for parts of it: groups, exercises, movements."""
    for item in walk(workout.groups):
        if isinstance(item, Exercise | Group):
            yield item.title, item.cues
        elif isinstance(item, Link):
            yield item.title, item.workout.cues
            yield from _narrower(item.workout)
    for movement in (*workout.movements.values(), *workout.shared.values()):
        yield movement.name, movement.cues
