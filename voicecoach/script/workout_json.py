"""The JSON form of a workout, for other programs; see docs/workout-json.md.

Its keys are the fields of the records in ``voicecoach.workout``. Only keys, kinds and types are checked here. Whether
the workout makes sense and is within the limits is checked by the script reader (``check_built``).
"""

import json
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import is_dataclass
from enum import Enum
from functools import cache
from reprlib import repr as shortened
from types import NoneType
from typing import TYPE_CHECKING, Any, TypeAlias, get_args

from voicecoach.errors import UNPRINTABLE, ChoiceError, Location, VoicecoachError
from voicecoach.talk import CueSwitch, read_switch
from voicecoach.workout import (
    PER_UNIT,
    Amount,
    Combined,
    Counted,
    CountedAloud,
    Dose,
    Exercise,
    Free,
    Group,
    Held,
    Item,
    Levels,
    Link,
    Load,
    Movement,
    Pace,
    Pacing,
    Part,
    Pause,
    Range,
    Say,
    SelfPaced,
    Tempo,
    Timed,
    Unit,
    Workout,
)

if TYPE_CHECKING:
    from cattrs import Converter

FORMAT = "voicecoach/workout"
VERSION = 2
_FIRST_VERSION = 1

_MAX_DOCUMENT_LENGTH = 2_000_000
"""In characters: ten times the longest script."""

_MAX_SHOWN = 80
_MAX_DEPTH = 100
"""Nested lists and objects: more than groups eight deep and a chain of linked scripts need."""

_MAX_INTEGER = 2**53 - 1
"""The greatest integer that all JSON parsers read exactly (RFC 8259, section 6)."""

# The value of "kind" in records that share a field or list with records of other types.
_KINDS: dict[Any, str] = {
    Exercise: "exercise",
    Pause: "pause",
    Say: "say",
    Group: "group",
    Link: "link",
    Counted: "counted",
    Timed: "timed",
    Held: "held",
    Free: "free",
    Combined: "combined",
    Pace: "pace",
    Tempo: "tempo",
    SelfPaced: "self-paced",
    CountedAloud: "counted-aloud",
}

_MAPS = (Mapping[str, Load], Mapping[str, str])

_Reader: TypeAlias = Callable[[Any, Any], Any]
"""Reads a value of the document as a type of the model."""


def workout_to_json(workout: Workout) -> str:
    """Return the workout as a JSON document; ``workout_from_json`` reads it back equal.

    Raises:
        VoicecoachError: the document would be too long to be read back.
    """
    document = {"format": FORMAT, "version": VERSION, **_converter().unstructure(workout)}
    text = json.dumps(document, ensure_ascii=False, indent=1) + "\n"
    if len(text) > _MAX_DOCUMENT_LENGTH:
        message = f"as JSON this workout is longer than {_MAX_DOCUMENT_LENGTH} characters"
        raise VoicecoachError(message, "it contains every script it links to: link fewer")
    return text


def workout_from_json(text: str) -> Workout:
    """Read a workout from its JSON document.

    Raises:
        VoicecoachError: the text is not such a document; the message names the location: ``groups[0].items[2].dose``.
    """
    from cattrs import BaseValidationError

    try:
        return _converter().structure(_load(text), Workout)
    except (ValueError, RecursionError, BaseValidationError) as error:
        hint = "see docs/workout-json.md for every key; 'voicecoach fmt SCRIPT --to json' prints an example"
        raise VoicecoachError(f"this workout cannot be read: {_reason(error)}", hint) from error


def _load(text: str) -> dict[str, Any]:
    if len(text) > _MAX_DOCUMENT_LENGTH:
        raise ValueError(f"it is longer than {_MAX_DOCUMENT_LENGTH} characters")
    try:
        document = json.loads(text)
    except ValueError as error:
        raise ValueError(f"it is not JSON ({error})") from error
    if not isinstance(document, dict) or document.pop("format", None) != FORMAT:
        raise ValueError(f"its format is not '{FORMAT}'")
    version = document.pop("version", None)
    if type(version) is not int or not _FIRST_VERSION <= version <= VERSION:
        raise ValueError(f"its version is {shortened(version)}; this program reads versions 1 to {VERSION}")
    if _depth(document) > _MAX_DEPTH:
        raise RecursionError
    return _upgraded(document) if version == _FIRST_VERSION else document


def _upgraded(value: Any) -> Any:
    """Return a part of a document of version 1, in which distances and laps were whole numbers, in thousandths."""
    if isinstance(value, list):
        return [_upgraded(each) for each in value]
    if not isinstance(value, dict):
        return value
    upgraded = {key: _upgraded(each) for key, each in value.items()}
    if "amount" in value and any(value.get("unit") == unit.value for unit in _SCALED_UNITS):
        upgraded["amount"] = _multiplied(value["amount"])
    return upgraded


def _multiplied(amount: Any) -> Any:
    if isinstance(amount, list):
        return [_multiplied(each) for each in amount]
    if isinstance(amount, dict):
        return amount | {"rungs": _multiplied(amount.get("rungs"))}
    return amount * PER_UNIT if type(amount) is int else amount


_SCALED_UNITS = tuple(unit for unit in Unit if unit.scale == PER_UNIT)


def _depth(value: Any) -> int:
    within = value.values() if isinstance(value, dict) else value if isinstance(value, list) else None
    return 0 if within is None else 1 + max(map(_depth, within), default=0)


def _reason(error: BaseException) -> str:
    """Describe the first error, preceded by its location in the document."""
    from cattrs import BaseValidationError, ForbiddenExtraKeysError, IterableValidationNote

    location = ""
    while isinstance(error, BaseValidationError):
        error = error.exceptions[0]
        for note in reversed(getattr(error, "__notes__", [])):  # the innermost was noted first
            is_entry = isinstance(note, IterableValidationNote)
            location += f"[{shortened(note.index)}]" if is_entry else f".{note.name}"
    reason = str(error)
    if isinstance(error, RecursionError):
        return "it is nested too deeply"
    if isinstance(error, KeyError):
        reason = "is missing"
    if isinstance(error, ForbiddenExtraKeysError):
        reason = f"there is no key {shortened(min(error.extra_fields))}"
    return f"{location.lstrip('.')}: {reason}" if location else reason


@cache
def _converter() -> "Converter":
    """Return the converter, created on first use because the import is slow."""
    from cattrs import Converter, override

    converter = Converter(omit_if_default=True, forbid_extra_keys=True, type_overrides={Location: override(omit=True)})
    converter.register_structure_hook_factory(is_dataclass, _record_reader)
    converter.register_unstructure_hook_factory(is_dataclass, _record_writer)
    for type_, read in _READERS.items():
        converter.register_structure_hook(type_, read)
    converter.register_structure_hook_func(lambda hint: ... in get_args(hint), _read_list)  # as in tuple[X, ...]
    converter.register_structure_hook_func(lambda hint: hint == Levels, _read_levels)
    converter.register_structure_hook_func(lambda hint: hint in _MAPS, _read_map)
    converter.register_structure_hook_func(lambda hint: hint == Mapping[str, Movement], _read_movements)
    converter.register_unstructure_hook(Range, _write_range)
    converter.register_unstructure_hook(Amount, _write_amount)
    converter.register_unstructure_hook(CueSwitch, str)
    converter.register_unstructure_hook_func(lambda hint: hint == Levels, _write_levels)
    converter.register_unstructure_hook_func(
        lambda hint: hint == Mapping[str, Movement],
        lambda movements: [converter.unstructure(movement) for movement in movements.values()],
    )
    return converter


@cache
def _record_reader(record: type[Any], converter: "Converter") -> _Reader:
    read = converter.gen_structure_attrs_fromdict(record)
    kind = _KINDS.get(record)

    def read_record(value: Any, _: Any) -> Any:
        entries = dict(_expect(value, dict, "an object"))
        if kind and entries.pop("kind", None) != kind:
            raise _refusal(value, f"an object of kind {kind}")
        return read(entries, record)

    return read_record


def _record_writer(record: type[Any], converter: "Converter") -> Callable[[Any], dict[str, Any]]:
    write = converter.gen_unstructure_attrs_fromdict(record)
    kind = {"kind": _KINDS[record]} if record in _KINDS else {}
    return lambda value: kind | write(value)


def _read_kind(value: Any, union: Any) -> Any:
    members = get_args(union)
    if value is None and NoneType in members:
        return None
    kinds = {_KINDS[member]: member for member in members if member in _KINDS}
    for kind, record in kinds.items():
        if _expect(value, dict, "an object").get("kind") == kind:
            return _converter().structure(value, record)
    raise _refusal(value, f"an object whose kind is {', '.join(kinds)}")


def _refusal(value: Any, wanted: str) -> ValueError:
    return ValueError(f"must be {wanted}, not {shortened(value)[:_MAX_SHOWN]}")


def _expect(value: Any, type_: type, wanted: str) -> Any:
    if type(value) is not type_:  # isinstance would take true for a number
        raise _refusal(value, wanted)
    return value


def _read_whole(value: Any, _: Any) -> Any:
    if not 0 <= _expect(value, int, "a whole number") <= _MAX_INTEGER:
        raise _refusal(value, f"a whole number from 0 to {_MAX_INTEGER}")
    return value


def _read_text(value: Any, _: Any) -> Any:
    if UNPRINTABLE.search(_expect(value, str, "text")):
        raise _refusal(value, "text that can be printed")
    return value


def _read_choice(value: Any, choices: Any) -> Any:
    values = [choice.value for choice in choices]
    if value not in values:
        raise _refusal(value, f"one of {', '.join(values)}")
    return choices(value)


def _read_range(value: Any, _: Any) -> Range:
    ends = value if isinstance(value, list) else [value, value]
    match [_read_whole(end, int) for end in ends]:
        case [low, high] if low <= high:
            return Range(low, high)
    raise _refusal(value, "a number, or a list of two with the lower one first")


def _write_range(range_: Range) -> Any:
    return range_.low if range_.low == range_.high else [range_.low, range_.high]


def _read_amount(value: Any, hint: Any) -> Any:
    if isinstance(value, dict):
        return _record_reader(Amount, _converter())(value, hint)
    return Amount((_read_range(value, Range),))


def _write_amount(amount: Amount) -> Any:
    rungs = [_write_range(rung) for rung in amount.rungs]
    more = {"or_more": True} if amount.or_more else {}
    women = {"women": [_write_range(rung) for rung in amount.women]} if amount.women else {}
    return rungs[0] if len(rungs) == 1 and not more and not women else {"rungs": rungs} | more | women


def _read_list(value: Any, hint: Any) -> Any:
    return tuple(_read_each(enumerate(_expect(value, list, "a list")), get_args(hint)[0]))


def _read_levels(value: Any, _: Any) -> Levels:
    levels = _expect(value, list, "a list")
    is_one_axis = bool(levels) and isinstance(levels[0], str)
    return (_read_list(levels, tuple[str, ...]),) if is_one_axis else _read_list(levels, tuple[tuple[str, ...], ...])


def _write_levels(levels: Levels) -> Any:
    return list(levels[0]) if len(levels) == 1 else [list(axis) for axis in levels]


def _read_map(value: Any, hint: Any) -> dict[str, Any]:
    entries = _expect(value, dict, "an object")
    names = _read_each(((name, name) for name in entries), str)
    return dict(zip(names, _read_each(entries.items(), get_args(hint)[1]), strict=True))


def _read_switch(value: Any, _: Any) -> CueSwitch:
    try:
        return read_switch(_expect(value, str, "text"))
    except ChoiceError as error:
        raise ValueError(error.message) from error


def _read_movements(value: Any, _: Any) -> dict[str, Movement]:
    movements = {movement.name.casefold(): movement for movement in _read_list(value, tuple[Movement, ...])}
    if len(movements) < len(value):
        raise ValueError("two movements have the same name")
    return movements


def _read_each(entries: Iterable[tuple[int | str, Any]], hint: Any) -> Iterator[Any]:
    """Read the entries in order, and stop at the first error: collecting a million errors takes too long."""
    from cattrs import IterableValidationNote

    for where, entry in entries:
        try:
            yield _converter().structure(entry, hint)
        except Exception as error:
            error.add_note(IterableValidationNote("", where, hint))
            raise


_READERS: dict[Any, _Reader] = {
    bool: lambda value, _: _expect(value, bool, "true or false"),
    int: _read_whole,
    str: _read_text,
    Enum: _read_choice,
    Range: _read_range,
    Amount: _read_amount,
    CueSwitch: _read_switch,
    Dose: _read_kind,
    Part: _read_kind,
    Item: _read_kind,
    Pacing | None: _read_kind,
    int | Load: lambda value, _: _converter().structure(value, Load if isinstance(value, dict) else int),
}
