"""Many files at once: all scripts, options with several values, and plans, which are files of such options."""

import functools
import re
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from reprlib import repr as shortened
from typing import Any

import click
from click.core import ParameterSource

from voicecoach.cli.options import Command, with_options
from voicecoach.cli.variants import SESSION_OPTIONS, Variant, Variation, Varied, options_for, variants
from voicecoach.errors import ChoiceError, Location, Problem, ScriptError, Severity, did_you_mean
from voicecoach.library import known_scripts
from voicecoach.session_options import SessionOptions

_SCRIPTS = "scripts"
_ALL = "all"
_PATHS = frozenset({"output", "music", "pack"})
_NOT_IN_A_PLAN = frozenset({"plan", "help"})

_AT = re.compile(r"\(at (line (?P<line>\d+), column (?P<column>\d+)|end of document)\)")


class PlanError(ScriptError):
    """A plan that cannot be used; holds every problem that was found, not only the first."""

    exit_code = ChoiceError.exit_code


@dataclass(frozen=True, slots=True)
class Plan:
    """What a plan asks for: scripts, options with several values, and ``settings``, parameters of the command."""

    scripts: tuple[str, ...] = ()
    variations: tuple[Variation, ...] = ()
    settings: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Batch:
    """The scripts, and what is to be made of each; ``is_batch`` wherever more than one file was asked for."""

    scripts: tuple[str, ...]
    variants: tuple[Variant, ...]
    is_batch: bool


def _given_plan(context: click.Context, _parameter: click.Parameter, path: Path | None) -> Plan | None:
    """Let the options of a plan hold wherever the command line says nothing of them."""
    if path is None:
        return None
    plan = load_plan(path, context)
    context.default_map = {**(context.default_map or {}), **plan.settings}
    return plan


_BATCH_OPTIONS = (
    click.option("--all", "every", is_flag=True, help="All scripts that ship and all of your own, each in a file."),
    click.option(
        "--vary",
        "variations",
        type=Varied(),
        multiple=True,
        metavar="OPTION=VALUE,VALUE",
        help="A file for each value, e.g. verbosity=brief,normal; may be given several times: all combinations.",
    ),
    click.option(
        "--plan",
        type=click.Path(path_type=Path),
        metavar="FILE.toml",
        is_eager=True,  # Before the options that it stands in for.
        callback=_given_plan,
        help="Scripts and options from a file; what the command line says wins (docs/exporting.md).",
    ),
)


def batch_options(command: Command) -> Command:
    """Add the options for many files at once; the command gets ``batch`` in place of scripts and wishes."""

    @functools.wraps(command)
    def with_batch(
        *, scripts: tuple[str, ...], every: bool, plan: Plan | None, options: SessionOptions, **others: Any
    ) -> Any:
        context = click.get_current_context()
        variations = _all_variations(context, plan or Plan(), others.pop("variations"))
        is_batch = every or plan is not None or len(scripts) > 1 or bool(variations)
        chosen = _scripts(context, scripts, every, plan or Plan())
        return command(batch=Batch(chosen, variants(variations, options), is_batch), **others)

    return with_options(with_batch, _BATCH_OPTIONS)


def _scripts(context: click.Context, named: tuple[str, ...], every: bool, plan: Plan) -> tuple[str, ...]:
    if named and every and _is_given(context, "every"):
        raise ChoiceError("--all stands for all scripts, and some are named", "leave out one of the two")
    known = tuple(map(str, known_scripts().values())) if every else ()
    scripts = named or known or plan.scripts
    if not scripts:
        raise click.UsageError("Missing argument 'SCRIPT|CUES.json...'; --all is for all that are known.", context)
    return scripts


def _all_variations(context: click.Context, plan: Plan, given: tuple[Variation, ...]) -> tuple[Variation, ...]:
    """Return what is varied: of the plan, only what the command line leaves open."""
    for variation in given:
        if _is_given(context, str(SESSION_OPTIONS[variation.option].name)):
            raise ChoiceError(f"--{variation.option} is chosen, and varied as well", "leave out one of the two")
    named = {variation.option for variation in given}
    kept = (
        variation
        for variation in plan.variations
        if variation.option not in named and not _is_given(context, str(SESSION_OPTIONS[variation.option].name))
    )
    return (*kept, *given)


def _is_given(context: click.Context, name: str) -> bool:
    return context.get_parameter_source(name) is ParameterSource.COMMANDLINE


def load_plan(path: Path, context: click.Context) -> Plan:
    """Read a plan for the command of a context.

    Raises:
        ChoiceError: the file cannot be read.
        PlanError: it is not TOML, or says what the command does not know.
    """
    try:
        text = path.read_text("utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        raise ChoiceError(f"the plan {path} cannot be read: {error}", "make it a text file in UTF-8") from error
    return _Reader(path, text, context).plan()


class _Reader:
    """Reads one plan, and gathers what is wrong with it."""

    def __init__(self, path: Path, text: str, context: click.Context) -> None:
        self._path, self._lines, self._context = path, text.splitlines(), context
        self._options = dict(_long_names(context.command))
        self._problems: list[Problem] = []
        try:
            self._said = tomllib.loads(text)
        except (ValueError, RecursionError) as error:
            raise PlanError((self._not_toml(error),)) from error

    def plan(self) -> Plan:
        """Return the plan.

        Raises:
            PlanError: something is wrong with it.
        """
        scripts: tuple[str, ...] = ()
        variations: list[Variation] = []
        settings: dict[str, Any] = {}
        for key, value in self._said.items():
            try:
                if key == _SCRIPTS and value == _ALL:
                    settings["every"] = True
                elif key == _SCRIPTS:
                    scripts = self._scripts(value)
                elif key not in self._options:
                    raise ChoiceError(f"unknown key '{key}'", did_you_mean(key, (_SCRIPTS, *self._options)))
                elif key in SESSION_OPTIONS and isinstance(value, list) and not self._options[key].multiple:
                    variations.append(self._variation(key, value))
                else:
                    name, setting = self._setting(key, value)
                    settings[name] = setting
            except ChoiceError as error:
                self._wrong(key, error.message, error.hint)
            except click.UsageError as error:
                self._wrong(key, error.message)
        if self._problems:
            raise PlanError(self._problems)
        return Plan(scripts, tuple(variations), settings)

    def _scripts(self, value: Any) -> tuple[str, ...]:
        """Read the scripts: files beside the plan, or names."""
        named = value if isinstance(value, list) else [value]
        if not named or not all(isinstance(script, str) for script in named):
            raise ChoiceError(
                "these are no names of scripts", 'scripts = ["lower-body-activation", "mine.md"], or "all"'
            )
        return tuple(self._script(script) for script in named)

    def _script(self, script: str) -> str:
        temporary = self._beside(script)
        return script if script in known_scripts() and not Path(temporary).is_file() else temporary

    def _variation(self, key: str, values: list[Any]) -> Variation:
        if not values:
            raise ChoiceError("there is no value in this list", "one or more, with commas between them")
        variation = Variation(key, tuple(dict.fromkeys(self._text(key, value) for value in values)))
        for value in variation.values:
            options_for(key, value)
        return variation

    def _setting(self, key: str, value: Any) -> tuple[str, Any]:
        """Return a parameter of the command, and its value as the command line would give it."""
        option = self._options[key]
        if option.is_flag:
            if not isinstance(value, bool):
                raise ChoiceError(f"{shortened(value)} is neither yes nor no", "true or false, without quotes")
            return str(option.name), value is (f"--{key}" in option.opts)
        if isinstance(value, list) and not option.multiple:
            hint = f"several are for options that shape a session: {', '.join(SESSION_OPTIONS)}"
            raise ChoiceError("this takes one value, not a list", hint)
        texts = tuple(self._text(key, each) for each in (value if isinstance(value, list) else [value]))
        setting = texts if option.multiple else texts[0]
        option.type_cast_value(self._context, setting)
        return str(option.name), setting

    def _text(self, key: str, value: Any) -> str:
        """Return one value as it would be written on the command line."""
        if isinstance(value, bool):
            return str(value).lower()
        if not isinstance(value, str | int | float):
            raise ChoiceError(f"{shortened(value)} is no value for an option", "a number, or words in quotes")
        is_path = (key in _PATHS and value != "-") or (key == "voice" and str(value).endswith(".onnx"))
        return self._beside(str(value)) if is_path else str(value)

    def _beside(self, path: str) -> str:
        """Return a path that begins at the folder of the plan, as the person would write it from here."""
        try:
            return str(self._path.parent / Path(path).expanduser())
        except RuntimeError as error:
            raise ChoiceError(str(error), "write the whole path") from error

    def _wrong(self, key: str, message: str, hint: str = "") -> None:
        """Note what is wrong with a key, where it stands."""
        begins = re.compile(rf"\s*\[{{0,2}}\s*([\"']?){re.escape(key)}\1\s*[=.\]]")
        for number, line in enumerate(self._lines, 1):
            if found := begins.match(line):
                column = line.index(key, found.start()) + 1
                self._problems.append(self._problem(message, number, column, len(key), hint))
                return
        self._problems.append(self._problem(f"{key}: {message}", 1, 1, 0, hint))

    def _not_toml(self, error: Exception) -> Problem:
        at = _AT.search(str(error))
        line, column = int(at["line"] or 0) if at else 0, int(at["column"] or 1) if at else 1
        message = f"this is not TOML: {_AT.sub('', str(error)).strip()}"
        return self._problem(
            message, line or max(1, len(self._lines)), column, 1, 'an option is a line such as: verbosity = "brief"'
        )

    def _problem(self, message: str, line: int, column: int, length: int, hint: str) -> Problem:
        source = self._lines[line - 1] if length and line <= len(self._lines) else ""
        return Problem(Severity.ERROR, message, Location(str(self._path), line, column, length, source), hint)


def _long_names(command: click.Command) -> Iterator[tuple[str, click.Option]]:
    """Yield the options that may stand in a plan, under each of their long names."""
    for option in command.params:
        if isinstance(option, click.Option):
            for name in (*option.opts, *option.secondary_opts):
                if name.startswith("--") and name[2:] not in _NOT_IN_A_PLAN:
                    yield name[2:], option
