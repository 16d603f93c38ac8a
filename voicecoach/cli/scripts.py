"""The commands for scripts: list, show, check, fmt, new."""

import os
import re
import shlex
import sys
from contextlib import nullcontext
from pathlib import Path

import click

from voicecoach.cli import report
from voicecoach.cli.caches import bounded_caches
from voicecoach.cli.options import SettingsCommand, options_from, session_options, verbosity_option
from voicecoach.cli.parameter_types import OneOf
from voicecoach.cli.report import say, tell_error
from voicecoach.errors import ChoiceError, OutputError, ScriptError, Severity, VoicecoachError, printable
from voicecoach.session_options import SessionOptions


@click.command("list")
def list_scripts() -> None:
    """List the scripts that ship and your own: name, time, equipment.

    One of your own replaces one of the same name.
    """
    from voicecoach.cli.tables import table
    from voicecoach.library import is_replaced, known_scripts, own_scripts
    from voicecoach.loading import load_workout
    from voicecoach.preparation import length_at_hand
    from voicecoach.units import length_text

    rows, own = [], own_scripts()
    try:
        options = options_from([])
    except VoicecoachError:
        options = SessionOptions()  # A list is useful whatever is wrong with the settings.
    for name, path in known_scripts().items():
        whose = "yours, replaces ours" if is_replaced(name) else "yours" if name in own else ""
        try:
            workout = load_workout(str(path)).or_raise()
            if workout.groups:  # A page of movements only is for other scripts.
                rows.append((name, length_text(length_at_hand(workout, options)), whose, workout.equipment))
        except ChoiceError as error:
            rows.append((name, "", whose, error.message))
        except VoicecoachError:
            rows.append((name, "", whose, f"has problems: voicecoach check {shlex.quote(str(path))}"))
    click.echo(table(("name", "about", "whose", "equipment"), rows, right=(1,)), nl=False)


@click.command(cls=SettingsCommand)
@click.argument("script")
@click.option("--stages", is_flag=True, help="Show the stages of its progression instead.")
@click.option(
    "--why", is_flag=True, help="Also show every decision: what was estimated, shortened, moved or dropped, and why."
)
@click.option(
    "--phrases", is_flag=True, help="Show every phrase instead, with the file name to record it under for --pack."
)
@session_options
def show(script: str, stages: bool, why: bool, phrases: bool, options: SessionOptions) -> None:
    """Show a session as a person reads it: steps, times, what is said.

    \b
    voicecoach show lower-body-activation --rounds 3 --verbosity detailed
    voicecoach show lower-body-activation --why
    voicecoach show lower-body-activation --stages
    """
    from voicecoach.cli.tables import phrases_text, session_text, stages_text
    from voicecoach.library import load_script
    from voicecoach.loading import load_workout
    from voicecoach.preparation import prepare, prepare_timeline

    if stages:
        click.echo(stages_text(load_workout(script).or_raise()), nl=False)
        return
    found = load_script(script)
    with bounded_caches(options.cache_limit):
        if phrases:
            session = prepare(found, options, report)
            click.echo(phrases_text(session.timeline, session.voice), nl=False)
        else:
            click.echo(session_text(prepare_timeline(found, options, report), why=why), nl=False)


@click.command()
@click.argument("scripts", nargs=-1, required=True, metavar="SCRIPT...")
@verbosity_option
def check(scripts: tuple[str, ...], verbosity: str | None) -> None:
    """Check scripts: every problem with its line, column and a hint.

    The exit code is 1 if there is an error. With --verbosity, also speak the session in silence, and warn of every cue
    that never has room.

    \b
    voicecoach check my-routine.md
    voicecoach check my-routine.md --verbosity detailed
    """
    from voicecoach.library import load_script
    from voicecoach.preparation import check_script

    aloud = verbosity is not None
    options = options_from([f"--verbosity={verbosity}"]) if aloud else SessionOptions()
    failed = False
    for script in scripts:
        try:
            found = load_script(script)
            with bounded_caches(options.cache_limit) if aloud else nullcontext():
                problems = check_script(found, options, report, aloud=aloud)
        except VoicecoachError as error:
            tell_error(error)
            failed = True
            continue
        click.echo("\n".join(map(str, problems)) or printable(f"{found.path}: no problems"))
        failed = failed or any(problem.severity is Severity.ERROR for problem in problems)
    if failed:
        sys.exit(ScriptError.exit_code)


@click.command("fmt")
@click.argument("script")
@click.option(
    "--to",
    "format_name",
    type=OneOf(["script", "json"]),
    default="script",
    help="Print this form.",
)
@click.option("-w", "--write", is_flag=True, help="Write to the script's own file.")
def format_script(script: str, format_name: str, write: bool) -> None:
    """Print a script in tidy form, with the same words.

    With --to json, print its workout as JSON for other programs.

    \b
    voicecoach fmt my-routine.md
    voicecoach fmt my-routine.md --write
    voicecoach fmt my-routine.md --to json
    """
    from voicecoach.exports import atomic_write
    from voicecoach.library import find_linked, load_script
    from voicecoach.loading import read_workout
    from voicecoach.script import print_script, tidy_script, workout_to_json

    found = load_script(script)
    if format_name == "json":
        text = workout_to_json(read_workout(found).or_raise())
    elif found.is_json:
        text = print_script(read_workout(found).or_raise())
    else:
        text = tidy_script(found.text, found.path, find_linked)
    if not write:
        click.echo(text, nl=False)
    elif format_name == "json" or found.is_json or not Path(script).is_file():
        raise ChoiceError(
            "only a Markdown script that is named by its path can be written back", "leave out --write, and add: > FILE"
        )
    elif not os.access(script, os.W_OK):
        raise OutputError(f"{script} is read-only", "make it writable, or print to another file: > FILE")
    elif text == found.text:
        say(f"{found.path}: nothing to change")
    else:
        with atomic_write(Path(script), force=True) as temporary:
            temporary.write_text(text, "utf-8", newline="\n")
        say(f"{found.path}: tidied")


@click.command("new")
@click.argument("file", default="my-routine.md")
def new_script(file: str) -> None:
    """Write a commented script to start from. It never replaces an existing file.

    \b
    voicecoach new my-routine.md
    """
    from voicecoach.exports import atomic_write
    from voicecoach.library import STARTER

    if not Path(file).name or file.endswith(("/", os.sep)):
        raise ChoiceError(f"'{file}' is not the name of a file", "for instance: voicecoach new my-routine.md")
    path = Path(file if Path(file).suffix else f"{file}.md")
    if path.exists() or path.is_symlink():
        raise OutputError(f"{path} already exists", "choose another name")
    text = STARTER.read_text("utf-8").replace("# My routine", f"# {_title_of(path)}", 1)
    text = text.replace(STARTER.name, shlex.quote(path.name))
    with atomic_write(path) as temporary:
        temporary.write_text(text, "utf-8", newline="\n")
    quoted = shlex.quote(str(path))
    say(f"created {path}. Edit it, then: voicecoach check {quoted}, and voicecoach play {quoted}")


def _title_of(path: Path) -> str:
    words = " ".join(re.findall(r"\w+", path.stem.replace("_", " ")))
    return words[:1].upper() + words[1:] or "My routine"
