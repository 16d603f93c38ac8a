"""A person's own settings, for all sessions: a TOML file (docs/talk.md says what may stand in it)."""

import tomllib
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from reprlib import repr as shortened
from typing import Any

from voicecoach.errors import UNPRINTABLE, ChoiceError, did_you_mean
from voicecoach.languages import language_code
from voicecoach.library import config_path
from voicecoach.speech import ENGINES
from voicecoach.talk import Switches, Verbosity, contradiction, read_switch
from voicecoach.units import MS_PER_SECOND, Ms
from voicecoach.workout import LONGEST_MS, Side

RATES_WPM = range(80, 401)
"""In words per minute: slower and faster speech is not understood."""


@dataclass(frozen=True, slots=True)
class Config:
    """What a person has set; None and nothing where they leave it open. ``voices`` are by language."""

    path: Path
    verbosity: Verbosity | None = None
    first_side: Side | None = None
    engine: str | None = None
    rate_wpm: int | None = None
    pack: str | None = None
    device: str | None = None
    keeps_awake: bool | None = None
    nudge_ms: Ms | None = None
    voices: Mapping[str, str] = field(default_factory=dict)
    cues: Switches = ()
    say: Mapping[str, str] = field(default_factory=dict)


def load_config() -> Config:
    """Read the person's settings; where there is no file, nothing is set.

    Raises:
        ChoiceError: the file cannot be read, or says what makes no sense.
    """
    path = config_path()
    try:
        return read_config(path.read_text("utf-8-sig"), path)
    except FileNotFoundError:
        return Config(path)
    except (OSError, UnicodeDecodeError) as error:
        raise ChoiceError(f"{path} cannot be read: {error}", "make it a text file in UTF-8, or remove it") from error


def read_config(text: str, path: Path) -> Config:
    """Read settings from the text of the file.

    Raises:
        ChoiceError: the text is not TOML, or says what makes no sense.
    """
    try:
        said = tomllib.loads(text)
    except (ValueError, RecursionError) as error:
        raise ChoiceError(f"{path}: {error}", 'a setting is a line such as: verbosity = "brief"') from error
    config = Config(path)
    for key, value in said.items():
        if key not in SETTINGS:
            raise ChoiceError(f"{path}: unknown setting '{key}'", did_you_mean(key, SETTINGS))
        name, read = SETTINGS[key]
        try:
            config = replace(config, **{name: read(value, path.parent)})
        except ChoiceError as error:
            raise ChoiceError(f"{path}: {key}: {error.message}", error.hint) from error
    return config


def _text(value: Any) -> str:
    is_line = isinstance(value, str) and not UNPRINTABLE.search(value) and "\n" not in value
    if not is_line or not any(map(str.isalnum, value)):
        raise ChoiceError(f"{shortened(value)} is not a line of words", 'write it in quotes: "..."')
    return str(value)


def _folder(value: Any, beside: Path) -> str:
    """Read the path of a folder; one that is relative begins beside the settings."""
    try:
        folder = beside / Path(_text(value)).expanduser()
    except RuntimeError as error:
        raise ChoiceError(str(error), "write the whole path") from error
    if not folder.is_dir():
        raise ChoiceError(f"there is no folder {folder}", "make it, or take this line out")
    return str(folder.absolute())


def _one_of(value: Any, known: Mapping[str, Any]) -> Any:
    if not isinstance(value, str) or value not in known:
        raise ChoiceError(f"{shortened(value)} cannot be chosen", f"one of: {', '.join(known)}")
    return known[value]


def _rate(value: Any) -> int:
    if type(value) is not int or value not in RATES_WPM:  # true is an int, too
        raise ChoiceError(f"{shortened(value)} is no rate", f"words per minute, from {RATES_WPM[0]} to {RATES_WPM[-1]}")
    return value


def _yes_or_no(value: Any) -> bool:
    if not isinstance(value, bool):
        raise ChoiceError(f"{shortened(value)} is neither yes nor no", "true or false, without quotes")
    return value


def _seconds(value: Any) -> Ms:
    if type(value) not in {int, float} or not 0 <= value * MS_PER_SECOND <= LONGEST_MS:
        raise ChoiceError(f"{shortened(value)} is no number of seconds", "such as 90; 0 is for never")
    return int(value * MS_PER_SECOND)


def _table(value: Any) -> dict[str, Any]:
    if not isinstance(value, dict):
        raise ChoiceError("this is a table", "write '[cues]' on a line of its own, and what belongs to it below")
    return value


def _words(value: Any) -> dict[str, str]:
    return {_text(word): _text(said) for word, said in _table(value).items()}


def _voices(value: Any) -> dict[str, str]:
    return {language_code(language): voice for language, voice in _words(value).items()}


def _cues(value: Any) -> Switches:
    chosen = _table(value)
    manners = [
        (kind, manner) for kind, said in chosen.items() for manner in (said if isinstance(said, list) else [said])
    ]
    switches = tuple(read_switch(f"{kind}={manner}") for kind, manner in manners)
    if message := contradiction(switches):
        raise ChoiceError(message, "keep one of them")
    return switches


_SIDES = {side.value: side for side in Side}
_ENGINES = {name: name for name in ENGINES}

SETTINGS: dict[str, tuple[str, Callable[[Any, Path], Any]]] = {
    "verbosity": ("verbosity", lambda value, _: Verbosity.of(value)),
    "first-side": ("first_side", lambda value, _: _one_of(value, _SIDES)),
    "engine": ("engine", lambda value, _: _one_of(value, _ENGINES)),
    "rate": ("rate_wpm", lambda value, _: _rate(value)),
    "pack": ("pack", _folder),
    "device": ("device", lambda value, _: _text(value)),
    "keep-awake": ("keeps_awake", lambda value, _: _yes_or_no(value)),
    "nudge": ("nudge_ms", lambda value, _: _seconds(value)),
    "voices": ("voices", lambda value, _: _voices(value)),
    "cues": ("cues", lambda value, _: _cues(value)),
    "say": ("say", lambda value, _: _words(value)),
}
"""One row per setting: the field it becomes, and how it is read, given the folder of the file."""
