"""Variants of a session: one option with several values, read by the very options of the command line."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import product
from typing import Any

import click

from voicecoach.cli.options import session_options
from voicecoach.errors import did_you_mean
from voicecoach.session_options import SessionOptions

_YES, _NO = frozenset({"yes", "true", "on"}), frozenset({"no", "false", "off"})

_NO_PART_OF_A_NAME = re.compile(r"[^\w.+]+")

_FIGURES = re.compile(r"[0-9]")


@dataclass(frozen=True, slots=True)
class Variation:
    """An option of a session by its long name, and the values that it is to have, as they are written."""

    option: str
    values: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Variant:
    """One value of each option that is varied: what it asks for, and what tells it from the others.

    ``changes`` are the options that were varied, ``in_name`` and ``in_title`` one word or a few for each.
    """

    options: SessionOptions
    changes: tuple[str, ...] = ()
    in_name: tuple[str, ...] = ()
    in_title: tuple[str, ...] = ()

    def file_name(self, script: str) -> str:
        """Return the name of its file, without a suffix: ``lower-body-activation-brief-rounds-3``."""
        return "-".join((script, *self.in_name))

    def title(self, workout: str) -> str:
        """Return the title that a phone shows: ``Lower-body activation (brief, 3 rounds)``."""
        return f"{workout} ({', '.join(self.in_title)})" if self.in_title else workout


@click.command(add_help_option=False)
@session_options
def _session(options: SessionOptions) -> SessionOptions:
    """Read options of a session; this is no command that anybody calls."""
    return options


SESSION_OPTIONS: dict[str, click.Parameter] = {parameter.opts[0][2:]: parameter for parameter in _session.params}
"""The options that can be varied, by their long names."""


class Varied(click.ParamType):  # type: ignore[type-arg,unused-ignore]  # generic only since click 8.5
    """An option and its values: ``rounds=2,3``; becomes a Variation."""

    name = "variation"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Variation:
        """Read the value, or fail in click's way."""
        option, equals, values = str(value).partition("=")
        option = option.strip().removeprefix("--")
        if not equals:
            self.fail(f"'{value}' is not an option and its values, such as 'rounds=2,3'", param, ctx)
        if option not in SESSION_OPTIONS:
            hint = did_you_mean(option, SESSION_OPTIONS)
            self.fail(f"there is no option '{option}' of a session; {hint}", param, ctx)
        each = tuple(dict.fromkeys(one.strip() for one in values.split(",")))
        for one in each:
            options_for(option, one)
        return Variation(option, each)


def options_for(option: str, value: str) -> SessionOptions:
    """Return what a value of an option asks for.

    Raises:
        click.UsageError: it is no value of this option.
        VoicecoachError: it cannot be chosen.
    """
    argument = flag_of(SESSION_OPTIONS[option], value) or f"--{option}={value}"
    with _session.make_context("voicecoach export", [argument]) as context:
        options: SessionOptions = _session.invoke(context)
    return options


def flag_of(parameter: click.Parameter, value: str) -> str:
    """Return the option that stands for yes or no where that is all there is to choose; nothing for any other.

    Raises:
        click.UsageError: it is neither yes nor no.
    """
    if not getattr(parameter, "is_flag", False):
        return ""
    if value.lower() not in _YES | _NO:
        raise click.BadParameter(f"'{value}' is neither yes nor no", param=parameter)
    return parameter.opts[0] if value.lower() in _YES else parameter.secondary_opts[0]


def variants(variations: Iterable[Variation], usual: SessionOptions) -> tuple[Variant, ...]:
    """Return every combination of the values; one that asks for what is usual where nothing is varied.

    An option with a single value is no part of names and titles: they tell only what varies.
    """
    of_option: dict[str, dict[str, None]] = {}
    for variation in variations:
        of_option.setdefault(variation.option, {}).update(dict.fromkeys(variation.values))
    varied = {option for option, values in of_option.items() if len(values) > 1}
    chosen = product(*([(option, value) for value in values] for option, values in of_option.items()))
    return tuple(_variant(combination, varied, usual) for combination in chosen)


def _variant(chosen: Sequence[tuple[str, str]], varied: set[str], usual: SessionOptions) -> Variant:
    options = usual
    for option, value in chosen:
        options = options_for(option, value).over(options)
    telling = [pair for pair in chosen if pair[0] in varied]
    return Variant(
        options,
        tuple(option for option, _ in telling),
        tuple(_in_name(*pair) for pair in telling),
        tuple(_in_title(*pair) for pair in telling),
    )


def _in_name(option: str, value: str) -> str:
    """Return what stands in the name of a file: a word alone, the name of its option before a figure.

    Of a path, its last part will do.
    """
    words = flag_of(SESSION_OPTIONS[option], value)[2:] or value.replace("\\", "/").rstrip("/").rpartition("/")[2]
    named = f"{option}-{words}" if _FIGURES.match(words) else words
    return _NO_PART_OF_A_NAME.sub("-", named).strip("-.")


def _in_title(option: str, value: str) -> str:
    words = flag_of(SESSION_OPTIONS[option], value)[2:] or value
    if option == "rounds":
        return "1 round" if words == "1" else f"{words} rounds"
    return f"{option.replace('-', ' ')} {words}" if _FIGURES.match(words) else words
