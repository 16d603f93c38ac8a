"""The settings of a script: what each means."""

import re
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from typing import Any

from voicecoach.errors import UNPRINTABLE, ChoiceError, did_you_mean
from voicecoach.languages import language_code
from voicecoach.phonemes import HOW_TO_WRITE_PHONEMES, has_malformed_phonemes
from voicecoach.script.front_matter import OF_OTHER_PROGRAMS, FrontMatter, composed, is_sayable, pairs
from voicecoach.script.prescription import read_load, read_pace, read_rests
from voicecoach.script.source import Problems, Span
from voicecoach.script.switches import read_switches
from voicecoach.talk import Switches
from voicecoach.workout import NO_RESTS, Between, CountedAloud, Levels, Load, LoadUnit, Rests, SelfPaced, reference_key

_MAX_BRACKETS = 20
"""Settings never need more brackets than this, and the YAML library takes quadratic time to parse them."""

_MAX_LENGTH = 20_000

_AXIS_END = re.compile("[·;]")
"""Between the axes of levels."""


@dataclass(frozen=True, slots=True)
class Settings:
    """The settings of a script; ``pages`` are the paths of shared movements, with their locations."""

    equipment: str = ""
    language: str = "en"
    rests: Rests = NO_RESTS
    self_paced: bool | None = None
    load: Load | None = None
    levels: Levels = ()
    references: dict[str, Load] = field(default_factory=dict)
    pages: tuple[Span, ...] = ()
    cues: Switches = ()
    say: dict[str, str] = field(default_factory=dict)
    title: str = ""


def read_settings(text: str, path: str, first_line: int, problems: Problems) -> Settings:
    """Read the front matter; ``first_line`` is the line of the page, from 0, on which ``text`` begins."""
    front = FrontMatter(text.split("\n"), path, first_line)
    settings = Settings()
    if len(text) > _MAX_LENGTH or sum(text.count(bracket) for bracket in "[{") > _MAX_BRACKETS:
        problems.error(front.span_at(None), "the settings are too long or have too many brackets", "shorten them")
        return settings
    root = composed(front, SETTINGS, problems)
    ignored = []
    for key, values in pairs(root, front, problems, "setting", str.casefold):
        name = key.text.casefold()
        if name in OF_OTHER_PROGRAMS:
            ignored.append(key)
        elif name not in SETTINGS:
            problems.error(key, f"unknown setting '{key.text}'", did_you_mean(name, SETTINGS))
        elif name in _MAPS:
            of_names: dict[str, Any] = {name: _map(_MAPS[name], values, front, problems)}
            settings = replace(settings, **of_names)
        else:
            settings = _with_setting(settings, replace(key, text=name), front.values_of(values), problems)
    if ignored:
        names = ", ".join(key.text for key in ignored)
        problems.info(ignored[0], f"settings of other programs are ignored: {names}")
    return settings


def _with_setting(settings: Settings, key: Span, values: tuple[Span, ...] | None, problems: Problems) -> Settings:
    is_list = key.text in _LISTS
    if not values or (len(values) > 1 and not is_list):
        wanted = "a list of words" if is_list else "one value, not a list"
        problems.error(key, f"the setting '{key.text}' must be {wanted}")
        return settings
    for value in values:
        if UNPRINTABLE.search(value.text):
            problems.error(value, "this value contains characters that are not printable", "remove them")
            return settings
        if not value.text.strip() or "\n" in value.text:
            message = f"the setting '{key.text}' must be one line that is not empty"
            problems.error(value, message, "write a value, or remove the setting")
            return settings
    return SETTINGS[key.text](settings, values, problems)


def _equipment(settings: Settings, values: tuple[Span, ...], _problems: Problems) -> Settings:
    return replace(settings, equipment=values[0].text)


def _language(settings: Settings, values: tuple[Span, ...], problems: Problems) -> Settings:
    (value,) = values
    try:
        return replace(settings, language=language_code(value.text))
    except ChoiceError as error:
        problems.error(value, error.message, error.hint)
        return settings


def _rest(settings: Settings, values: tuple[Span, ...], problems: Problems) -> Settings:
    return replace(settings, rests=read_rests(values[0], problems).over(settings.rests))


def _changeover(settings: Settings, values: tuple[Span, ...], problems: Problems) -> Settings:
    return replace(settings, rests=read_rests(values[0], problems, Between.CHANGEOVER).over(settings.rests))


def _pace(settings: Settings, values: tuple[Span, ...], problems: Problems) -> Settings:
    (value,) = values
    before = len(problems.found)
    pace = read_pace(value, problems)
    if not isinstance(pace, SelfPaced | CountedAloud) and len(problems.found) == before:
        message = "the pace of a whole script can only be 'self-paced' or 'counted'"
        problems.error(value, message, "give each movement its own pace")
    return replace(settings, self_paced=isinstance(pace, SelfPaced))


def _load(settings: Settings, values: tuple[Span, ...], problems: Problems) -> Settings:
    return replace(settings, load=read_load(values[0], problems))


def _levels(settings: Settings, values: tuple[Span, ...], problems: Problems) -> Settings:
    axes = _AXIS_END.split(", ".join(value.text for value in values))
    levels = tuple(tuple(" ".join(name.split()) for name in axis.split(",")) for axis in axes)
    names = [name for axis in levels for name in axis]
    if len(values) > 1 and any("," in value.text for value in values):
        message = "a list of levels needs one level on each line"
        as_axes = " · ".join(value.text.strip() for value in values)
        problems.error(values[0], message, f"if one of each line is chosen, write 'levels: {as_axes}'")
    if len(set(names)) < len(names) or not all(names):
        problems.error(values[0], "every level needs a different name", "write, for example, 'unloaded, light, loaded'")
    if any(" or " in f" {name} " for name in names):
        problems.error(values[0], "the word 'or' joins levels, so no level can contain it", "choose another name")
    return replace(settings, levels=levels)


def _cues(settings: Settings, values: tuple[Span, ...], problems: Problems) -> Settings:
    return replace(settings, cues=read_switches(values[0], problems))


def _title(settings: Settings, values: tuple[Span, ...], _problems: Problems) -> Settings:
    return replace(settings, title=values[0].text)


def _movements(settings: Settings, values: tuple[Span, ...], _problems: Problems) -> Settings:
    return replace(settings, pages=values)


@dataclass(frozen=True, slots=True)
class _Map:
    """A setting that maps names to values, one a line."""

    name: str
    value: str
    example: str
    read: Callable[[Span, Problems], Any]
    key_of: Callable[[str], str] = str
    """Returns the key by which its names are compared."""


def _map(what: _Map, node: Any, front: FrontMatter, problems: Problems) -> dict[str, Any]:
    from ruamel.yaml.nodes import MappingNode

    read: dict[str, Any] = {}
    if not isinstance(node, MappingNode):
        hint = f"write each on its own line below: '  {what.example}'"
        problems.error(front.span_at(node.start_mark), f"this setting must list names, each with a {what.value}", hint)
        return read
    for key, value_node in pairs(node, front, problems, what.name, what.key_of):
        values = front.values_of(value_node)
        if not values or len(values) > 1:
            message = f"the {what.name} '{key.text}' must have one {what.value}"
            problems.error(key, message, f"write, for example, '{what.example}'")
        elif (value := what.read(values[0], problems)) is not None:
            read[key.text] = value
    return read


def _spoken(value: Span, problems: Problems) -> str | None:
    if not is_sayable(value.text):
        problems.error(value, f"{value.quoted()} cannot be spoken", "write words as they sound")
        return None
    if has_malformed_phonemes(value.text):
        problems.error(value, f"the phonemes in {value.quoted()} cannot be read", HOW_TO_WRITE_PHONEMES)
        return None
    return value.text


def read_reference(value: Span, problems: Problems) -> Load | None:
    """Read the load that percentages refer to: a single one, in kg or lb."""
    load = read_load(value, problems)
    amount = load.amount if load else None
    fixed = amount is not None and len(amount.rungs) == 1 and not amount.or_more and not amount.rungs[0].is_open
    if load is None or not fixed or load.name or load.unit in {None, LoadUnit.PERCENT}:
        problems.error(value, f"{value.quoted()} is not a load", "write, for example, '100 kg'")
        return None
    return load


_MAPS = {
    "references": _Map("reference", "load", "squat max: 100 kg", read_reference, reference_key),
    "say": _Map("word", "pronunciation", "RDL: Romanian deadlift", _spoken),
}

SETTINGS: dict[str, Callable[[Settings, tuple[Span, ...], Problems], Settings]] = {
    "title": _title,
    "equipment": _equipment,
    "language": _language,
    "rest": _rest,
    "changeover": _changeover,
    "pace": _pace,
    "load": _load,
    "levels": _levels,
    "movements": _movements,
    "cues": _cues,
    **dict.fromkeys(_MAPS, lambda settings, _values, _problems: settings),
}
_LISTS = frozenset({"levels", "movements"})
