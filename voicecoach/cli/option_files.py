"""Files of options in TOML: a person's own settings, and plans. Every mistake in one is reported with its line."""

import re
import tomllib
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from reprlib import repr as shortened
from typing import Any, TypeAlias

import click

from voicecoach.errors import (
    UNPRINTABLE,
    ChoiceError,
    Location,
    Problem,
    ScriptError,
    Severity,
    VoicecoachError,
    did_you_mean,
    nearest,
)

Read: TypeAlias = Callable[[Any], Any]
"""Reads the value of a key; raises a ChoiceError or a click.UsageError if it is wrong."""

_PATHS = frozenset({"output", "music", "pack"})

_HEADER = re.compile(r"\s*\[\[?\s*(?P<quote>[\"']?)(?P<name>[^\]\"']+?)(?P=quote)\s*\]")
_KEY = re.compile(r"\s*(?P<quote>[\"']?)(?P<name>[^=\"'#]+?)(?P=quote)\s*=")
_AT = re.compile(r"\(at (line (?P<line>\d+), column (?P<column>\d+)|end of document)\)")


class OptionFile:
    """The keys and values of a TOML file, and the lines that they are on.

    Raises:
        VoicecoachError: the file cannot be read.
        ScriptError: it is not TOML.
    """

    def __init__(self, path: Path) -> None:
        self.path = path
        self._problems: list[Problem] = []
        try:
            text = path.read_text("utf-8-sig")
        except OSError as error:
            hint = "give the path of a TOML file that you can read"
            raise VoicecoachError(f"{path} cannot be read: {error.strerror}", hint) from error
        except UnicodeDecodeError as error:
            raise VoicecoachError(f"{path} is not UTF-8 text", "save it as a text file in UTF-8") from error
        self._lines = text.splitlines()
        self._locations = dict(reversed(list(self._keys())))
        try:
            self.values = tomllib.loads(text)
        except (ValueError, RecursionError) as error:
            raise ScriptError((self._not_toml(error),)) from error

    def read(self, readers: Mapping[str, Read]) -> dict[str, Any]:
        """Read every key with its reader.

        Raises:
            ScriptError: one or more keys are unknown or have a wrong value; it holds all of these problems.
        """
        done = {}
        for key, value in self.values.items():
            with self._gathering(key):
                if key not in readers:
                    raise ChoiceError(f"unknown key '{key}'", did_you_mean(key, readers))
                done[key] = readers[key](value)
        if self._problems:
            raise ScriptError(self._problems)
        return done

    def table(self, key: str, read: Callable[[str, Any], Any]) -> Read:
        """Return a reader for a table, all of whose keys are read in the same way, from key and value."""

        def read_table(value: Any) -> dict[str, Any]:
            if not isinstance(value, dict):
                raise ChoiceError(f"'{key}' is a table", f"write '[{key}]' on a line of its own, and its keys below it")
            done = {}
            for name, each in value.items():
                with self._gathering(key, name):
                    done[name] = read(name, each)
            return done

        return read_table

    def option(self, option: click.Option, key: str, context: click.Context) -> Read:
        """Return a reader for an option under one of its long names: its value is what click takes as a default."""

        def read(value: Any) -> Any:
            if option.is_flag:
                if not isinstance(value, bool):
                    raise ChoiceError(f"{shortened(value)} is neither yes nor no", "true or false, without quotes")
                return value is (f"--{key}" in option.opts)
            if isinstance(value, list) and not option.multiple:
                raise ChoiceError("this takes one value, not a list", "write a single value")
            texts = tuple(self.text(key, each) for each in (value if isinstance(value, list) else [value]))
            found = texts if option.multiple else texts[0]
            try:
                option.type_cast_value(context, found)
            except click.BadParameter as error:
                raise ChoiceError(error.message, nearest(texts[0], getattr(option.type, "choices", ()))) from error
            return found

        return read

    def text(self, key: str, value: Any) -> str:
        """Return the value of an option as it would be written on the command line; paths start at the file's folder.

        Raises:
            ChoiceError: it could not be written there.
        """
        text = line_of(value)
        is_path = (key in _PATHS and text != "-") or (key == "voice" and text.endswith(".onnx"))
        return self.relative_to_file(text) if is_path else text

    def relative_to_file(self, path: str) -> str:
        """Return a path that starts at the folder of the file, as a person would write it from here."""
        try:
            return str(self.path.parent / Path(path).expanduser())
        except RuntimeError as error:
            raise ChoiceError(str(error), "write the whole path") from error

    @contextmanager
    def _gathering(self, *keys: str) -> Iterator[None]:
        try:
            yield
        except (ChoiceError, click.UsageError) as error:
            location = self._locations.get(keys) or self._locations.get(keys[:1]) or Location(str(self.path), 1)
            self._problems.append(
                Problem(Severity.ERROR, error.message, location, error.hint if isinstance(error, ChoiceError) else "")
            )

    def _keys(self) -> Iterator[tuple[tuple[str, ...], Location]]:
        """Yield every key, the names of its tables first, with its place. tomllib does not tell: a pattern finds it."""
        table: tuple[str, ...] = ()
        for number, line in enumerate(self._lines, 1):
            if match := _HEADER.match(line) or _KEY.match(line):
                names = (match["name"],) if match["quote"] else tuple(match["name"].split("."))
                location = Location(str(self.path), number, match.start("name") + 1, len(match["name"]), line)
                if match.re is _HEADER:
                    table = ()
                yield (*table, *names), location
                yield (*table, *names)[:1], location
                if match.re is _HEADER:
                    table = names

    def _not_toml(self, error: Exception) -> Problem:
        at = _AT.search(str(error))
        line, column = int(at["line"] or 0) if at else 0, int(at["column"] or 1) if at else 1
        line = line or max(1, len(self._lines))
        source = self._lines[line - 1] if line <= len(self._lines) else ""
        message = f"this is not TOML: {_AT.sub('', str(error)).strip()}"
        location = Location(str(self.path), line, column, 1, source)
        return Problem(Severity.ERROR, message, location, 'write an option as in: verbosity = "brief"')


def line_of(value: Any) -> str:
    """Return a value as a line of text.

    Raises:
        ChoiceError: it is not one.
    """
    if isinstance(value, bool):
        return str(value).lower()
    if not isinstance(value, str | int | float):
        raise ChoiceError(f"{shortened(value)} is not a value for an option", "write a number, or text in quotes")
    if not str(value).strip() or "\n" in str(value) or UNPRINTABLE.search(str(value)):
        raise ChoiceError(f"{shortened(value)} is not a line of text", 'write it in quotes: "..."')
    return str(value)
