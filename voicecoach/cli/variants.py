"""Variants of a session: a variant is a list of arguments, parsed by the command that makes them."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import product
from typing import Any

import click

from voicecoach.cli.options import COMMAND_LINE, SESSION_OPTIONS, session_options_of, source_of
from voicecoach.errors import did_you_mean
from voicecoach.session_options import SessionOptions

_YES, _NO = frozenset({"yes", "true", "on"}), frozenset({"no", "false", "off"})
_NOT_IN_A_NAME = re.compile(r"[^\w.+]+")
_FIGURES = re.compile(r"[0-9]")


@dataclass(frozen=True, slots=True)
class Variation:
    """An option of a session by its long name, and the values that it takes in turn, as they are written."""

    option: str
    values: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Variant:
    """The options of one variant; ``varied`` are the options and values that tell it from the others."""

    options: SessionOptions
    varied: tuple[tuple[str, str], ...] = ()

    def file_name(self, script: str) -> str:
        """Return the name of its file, without a suffix: ``lower-body-activation-brief-rounds-3``."""
        return "-".join((script, *(_in_name(*pair) for pair in self.varied)))

    def title(self, workout: str) -> str:
        """Return the title that a phone shows: ``Lower-body activation (brief, 3 rounds)``."""
        return f"{workout} ({', '.join(_in_title(*pair) for pair in self.varied)})" if self.varied else workout


class Varied(click.ParamType):  # type: ignore[type-arg,unused-ignore]  # generic only since click 8.5
    """An option and its values: ``rounds=2,3``; becomes a Variation."""

    name = "variation"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Variation:
        """Read the value, or fail in click's way."""
        option, equals, values = str(value).partition("=")
        if not equals:
            self.fail(f"'{value}' is not an option and its values, such as 'rounds=2,3'", param, ctx)
        each = (one.strip() for one in values.split(","))
        return variation(option.strip().removeprefix("--"), each, ctx or click.get_current_context())


def variation(option: str, values: Iterable[str], context: click.Context) -> Variation:
    """Return a variation whose values have been checked.

    Raises:
        click.UsageError: the option is unknown, or a value is wrong.
    """
    if option not in SESSION_OPTIONS:
        hint = did_you_mean(option, SESSION_OPTIONS)
        raise click.BadParameter(f"there is no option '{option}' of a session; {hint}", context)
    distinct = tuple(dict.fromkeys(values))
    for value in distinct:
        session_options_of(_parsed(context, [_argument(option, value)]))
    return Variation(option, distinct)


def variants(variations: Iterable[Variation], context: click.Context) -> tuple[Variant, ...]:
    """Return every combination of the values; without variations, the one variant that the options of the command make.

    Variations of an option that can be given several times, such as levels of two axes, are combined with each other.
    An option with a single value is not part of names and titles.
    """
    pairs: dict[Variation | str, dict[tuple[str, str], None]] = {}
    for each in variations:
        key = each if SESSION_OPTIONS[each.option].multiple else each.option
        pairs.setdefault(key, {}).update(dict.fromkeys((each.option, value) for value in each.values))
    named = {pair for several in pairs.values() if len(several) > 1 for pair in several}
    return tuple(
        Variant(
            _with_arguments(context, [_argument(*pair) for pair in combination]),
            tuple(pair for pair in combination if pair in named),
        )
        for combination in product(*pairs.values())
    )


def _with_arguments(context: click.Context, arguments: list[str]) -> SessionOptions:
    """Return the options of a session if these arguments were on the command line as well."""
    parsed = _parsed(context, arguments)
    given = {name: value for name, value in parsed.params.items() if source_of(parsed, name) == COMMAND_LINE}
    return session_options_of(context, given)


def _parsed(context: click.Context, arguments: list[str]) -> click.Context:
    """Return what the command of a context makes of these arguments alone."""
    return context.command.make_context(context.info_name, arguments, obj=context.obj)


def _argument(option: str, value: str) -> str:
    return _flag(option, value) or f"--{option}={value}"


def _flag(option: str, value: str) -> str:
    """Return the flag for a value of an option that is either on or off; empty for any other option."""
    parameter = SESSION_OPTIONS[option]
    if not parameter.is_flag:
        return ""
    if value.lower() not in _YES | _NO:
        raise click.BadParameter(f"'{value}' is neither yes nor no", param=parameter)
    return parameter.opts[0] if value.lower() in _YES else parameter.secondary_opts[0]


def _in_name(option: str, value: str) -> str:
    """Return what a file name says of a value: a word alone, a number after its option, of a path the last part."""
    words = _flag(option, value)[2:] or value.replace("\\", "/").rstrip("/").rpartition("/")[2]
    named = f"{option}-{words}" if _FIGURES.match(words) else words
    return _NOT_IN_A_NAME.sub("-", named).strip("-.")


def _in_title(option: str, value: str) -> str:
    words = _flag(option, value)[2:] or value
    if option == "rounds":
        return "1 round" if words == "1" else f"{words} rounds"
    return f"{option.replace('-', ' ')} {words}" if _FIGURES.match(words) else words
