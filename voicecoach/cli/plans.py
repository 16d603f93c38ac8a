"""Many files at once: all scripts, options with several values, and plans, which are commands in files."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import click

from voicecoach.cli.option_files import OptionFile, Read
from voicecoach.cli.options import COMMAND_LINE, PLANNED, SESSION_DECORATORS, SESSION_OPTIONS, gathering, source_of
from voicecoach.cli.variants import Variant, Variation, Varied, variants, variation
from voicecoach.errors import ChoiceError
from voicecoach.library import known_scripts

_NOT_IN_A_PLAN = frozenset({"plan", "help"})


@dataclass(frozen=True, slots=True)
class Plan:
    """What a plan asks for: scripts, options with several values, and ``settings`` of parameters of the command."""

    scripts: tuple[str, ...] = ()
    variations: tuple[Variation, ...] = ()
    settings: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Batch:
    """The scripts, and the variants to export of each; ``is_batch`` if more than one file was asked for."""

    scripts: tuple[str, ...]
    variants: tuple[Variant, ...]
    is_batch: bool


def load_plan(path: Path, context: click.Context) -> Plan:
    """Read a plan for the command of a context.

    Raises:
        VoicecoachError: the file cannot be read.
        ScriptError: it is not TOML, or something in it is wrong.
    """
    file, options = OptionFile(path), dict(_long_names(context.command))
    readers = {key: _reader(file, option, key, context) for key, option in options.items()}
    found = file.read({"scripts": lambda value: _read_scripts(file, value), **readers})
    scripts = found.pop("scripts", ())
    settings = {str(options[key].name): value for key, value in found.items() if not isinstance(value, Variation)}
    every = {"every": True} if scripts == "all" else {}
    variations = tuple(value for value in found.values() if isinstance(value, Variation))
    return Plan(() if every else scripts, variations, every | settings)


def _long_names(command: click.Command) -> Iterator[tuple[str, click.Option]]:
    """Yield the options that a plan may set, under each of their long names."""
    for option in command.params:
        if isinstance(option, click.Option):
            for name in (*option.opts, *option.secondary_opts):
                if name.startswith("--") and name[2:] not in _NOT_IN_A_PLAN:
                    yield name[2:], option


def _reader(file: OptionFile, option: click.Option, key: str, context: click.Context) -> Read:
    read_one = file.option(option, key, context)
    if key not in SESSION_OPTIONS or option.multiple:
        return read_one

    def read(value: Any) -> Any:
        if not isinstance(value, list):
            return read_one(value)
        if not value:
            raise ChoiceError("there is no value in this list", "write one or more, with commas between them")
        return variation(key, (file.text(key, each) for each in value), context)

    return read


def _read_scripts(file: OptionFile, value: Any) -> Any:
    """Read the scripts: names, or files in the folder of the plan; "all" means every known script."""
    if value == "all":
        return value
    named = value if isinstance(value, list) else [value]
    if not named or not all(isinstance(script, str) for script in named):
        raise ChoiceError("these are not names of scripts", 'scripts = ["lower-body-activation", "mine.md"], or "all"')
    paths = [(script, file.relative_to_file(script)) for script in named]
    return tuple(script if script in known_scripts() and not Path(path).is_file() else path for script, path in paths)


def _given_plan(context: click.Context, _parameter: click.Parameter, path: Path | None) -> Plan | None:
    """Make the options of a plan the defaults of the command, before the person's own settings."""
    if path is None:
        return None
    plan = load_plan(path, context)
    context.default_map = {**(context.default_map or {}), **plan.settings}
    context.meta[PLANNED] = frozenset(plan.settings)
    return plan


def _batch_of(context: click.Context) -> Batch:
    named, plan = context.params["scripts"], context.params["plan"] or Plan()
    variations = _variations(context, plan)
    is_batch = context.params["every"] or context.params["plan"] is not None or len(named) > 1 or bool(variations)
    return Batch(_scripts(context, plan), variants(variations, context), is_batch)


def _scripts(context: click.Context, plan: Plan) -> tuple[str, ...]:
    named, every = context.params["scripts"], context.params["every"]
    if named and every and source_of(context, "every") == COMMAND_LINE:
        raise ChoiceError("--all means every script, but some are named as well", "remove one of the two")
    scripts = named or (tuple(map(str, known_scripts().values())) if every else plan.scripts)
    if not scripts:
        raise click.UsageError("Missing argument 'SCRIPT|CUES.json...'; --all exports all known scripts.", context)
    return tuple(scripts)


def _variations(context: click.Context, plan: Plan) -> tuple[Variation, ...]:
    """Return what varies: of the plan, only what the command line leaves open."""

    def is_chosen(each: Variation) -> bool:
        return source_of(context, str(SESSION_OPTIONS[each.option].name)) == COMMAND_LINE

    given: tuple[Variation, ...] = context.params["variations"]
    for each in given:
        if is_chosen(each):
            raise ChoiceError(f"--{each.option} is chosen, and varied as well", "remove one of the two")
    named = {each.option for each in given}
    return (*(each for each in plan.variations if each.option not in named and not is_chosen(each)), *given)


_BATCH_OPTIONS = (
    click.argument("scripts", nargs=-1, metavar="SCRIPT|CUES.json..."),
    click.option("--all", "every", is_flag=True, help="Export all known scripts, each to a file."),
    click.option(
        "--vary",
        "variations",
        type=Varied(),
        multiple=True,
        metavar="OPTION=VALUE,VALUE",
        help="Export a file for each value, e.g. verbosity=brief,normal; repeatable, for all combinations.",
    ),
    click.option(
        "--plan",
        type=click.Path(path_type=Path),
        metavar="FILE.toml",
        is_eager=True,  # Before the options that it sets.
        callback=_given_plan,
        help="Take scripts and options from a file (docs/exporting.md); those on the command line win.",
    ),
)

batch_options = gathering((*SESSION_DECORATORS, *_BATCH_OPTIONS), "batch", _batch_of)
