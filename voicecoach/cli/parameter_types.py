"""The types of options whose values are more than a word or a number: times, gains, loads, languages, cues."""

import re
from collections.abc import Callable
from math import isfinite
from typing import Any

import click

from voicecoach.errors import UNPRINTABLE, ChoiceError, nearest
from voicecoach.languages import language_code
from voicecoach.talk import read_switch
from voicecoach.units import MS_PER_MINUTE, MS_PER_SECOND, Ms
from voicecoach.workout import Load


class Parsed(click.ParamType):  # type: ignore[type-arg,unused-ignore]  # generic only since click 8.5
    """The type of a value that a function reads from its text, or fails with a ChoiceError."""

    def __init__(self, name: str, read: Callable[[str], Any]) -> None:
        self.name = name
        self._read = read

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Any:
        """Read the value, or fail in click's way."""
        if not isinstance(value, str):
            return value
        try:
            return self._read(value)
        except ChoiceError as error:
            self.fail("; ".join(filter(None, (error.message, error.hint))), param, ctx)


class OneOf(click.Choice):  # type: ignore[type-arg,unused-ignore]  # generic only since click 8.2
    """The type of a value that is one of several words; of a mistyped one, the error names the most similar."""

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Any:
        """Return the word, or fail in click's way."""
        try:
            return super().convert(value, param, ctx)
        except click.BadParameter as error:
            raise _UnknownWord(error.message, nearest(str(value), self.choices), ctx, param) from error


class _UnknownWord(click.BadParameter):
    def __init__(
        self, message: str, hint: str, context: click.Context | None, parameter: click.Parameter | None
    ) -> None:
        super().__init__(message, context, parameter)
        self._hint = hint

    def format_message(self) -> str:
        """Return the message with the hint as a sentence after it."""
        return f"{super().format_message()} {self._hint[:1].upper()}{self._hint[1:]}".rstrip()


_TIME = re.compile(r"((?P<minutes>[0-9]{1,4}):(?=[0-5][0-9]$))?(?P<seconds>[0-9]{1,6}(\.[0-9]+)?)( ?s)?", re.IGNORECASE)


def _read_seconds(text: str) -> Ms:
    """Read a length of time, ``20``, ``20s``, ``20 s`` or ``1:30``, into milliseconds."""
    match = _TIME.fullmatch(text.strip())
    if match is None:
        raise ChoiceError(f"'{text}' is not a length of time, such as 20 or 1:30")
    return int(match["minutes"] or 0) * MS_PER_MINUTE + round(float(match["seconds"]) * MS_PER_SECOND)


def _read_reference(text: str) -> tuple[str, Load]:
    """Read what percentages are of, ``squat max=110 kg``, into a name and a load."""
    name, equals, load = text.partition("=")
    from voicecoach.script import Problems, Span, read_reference

    words = Span(load.strip(), "--reference", 1, 1, load.strip())
    reference = read_reference(words, Problems()) if name.strip() and equals else None
    if reference is None or UNPRINTABLE.search(name):
        raise ChoiceError(f"'{text}' is not a reference, such as 'squat max=110 kg'")
    return name.strip(), reference


def _read_gain(text: str) -> float:
    try:
        gain_db = float(text)
    except ValueError:
        gain_db = float("nan")
    if not isfinite(gain_db) or not _SOFTEST_DB <= gain_db <= _LOUDEST_DB:
        raise ChoiceError(f"'{text}' is not a gain from {_SOFTEST_DB} to {_LOUDEST_DB} dB")
    return gain_db


_LEVEL_END = re.compile("[,;·]")


def _read_levels(text: str) -> tuple[str, ...]:
    """Read levels of different axes, ``week 2 · heavy``; most values are one level."""
    return tuple(" ".join(level.split()) for level in _LEVEL_END.split(text))


_SOFTEST_DB, _LOUDEST_DB = -30, 6
GAIN = Parsed("gain", _read_gain)
SECONDS = Parsed("seconds", _read_seconds)
LANGUAGE = Parsed("language", language_code)
LEVELS = Parsed("name", _read_levels)
CUE = Parsed("cue", read_switch)
REFERENCE = Parsed("reference", _read_reference)
