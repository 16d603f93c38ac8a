"""The commands. Each reads its arguments, calls the public API, and prints."""

import os
import re
import shutil
import signal
import sys
import tempfile
from dataclasses import replace
from io import StringIO, TextIOWrapper
from pathlib import Path
from types import FrameType

import click

from voicecoach.cli.options import (
    Language,
    Prepared,
    engine_option,
    prepare,
    problems_of,
    session_options,
    verbosity_option,
    voice_options,
    wished_verbosity,
)
from voicecoach.cli.report import progress_bar, say, tell_error, tell_notes
from voicecoach.cli.wishes import Wishes
from voicecoach.errors import ChoiceError, OutputError, ScriptError, Severity, VoicecoachError, printable
from voicecoach.player import OUTPUTS
from voicecoach.session import Choices
from voicecoach.speech import VoiceChoice
from voicecoach.version import __version__

_INTERRUPTED = 130
_FAULT = 70


def main() -> None:
    """Run the command line; no failure that a person can cure ever shows a traceback."""
    _prepare_process()
    try:
        cli(standalone_mode=False, prog_name="voicecoach")
        sys.stdout.flush()
    except VoicecoachError as error:
        tell_error(error)
        sys.exit(error.exit_code)
    except click.ClickException as error:
        context = getattr(error, "ctx", None)
        if context is not None:
            say(f"{context.get_usage()}\nTry '{context.command_path} --help' for help.\n")
        say(f"Error: {error.format_message()}")
        sys.exit(error.exit_code)
    except (KeyboardInterrupt, click.Abort):
        say("interrupted")
        sys.exit(_INTERRUPTED)
    except BrokenPipeError:
        _forget_stdout()  # The reader of a pipe has seen enough.
    except OSError as error:
        _forget_stdout()
        say(f"voicecoach: {error}")
        sys.exit(OutputError.exit_code)
    except Exception as error:
        if os.environ.get("VOICECOACH_DEBUG"):
            raise
        say(f"voicecoach: a fault in the program: {type(error).__name__}: {error}")
        say("  hint: please report it, with what VOICECOACH_DEBUG=1 prints in addition")
        sys.exit(_FAULT)


def _prepare_process() -> None:
    """Write UTF-8 whatever the system's habit, and end politely when asked to: what is half done is cleared away."""
    for name in ("stdout", "stderr"):
        if getattr(sys, name) is None:  # It was closed before we began.
            setattr(sys, name, StringIO())
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, TextIOWrapper):
            # A name of a file may hold bytes that are no text.
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")
    for name in ("SIGTERM", "SIGHUP"):
        number = getattr(signal, name, None)
        # What nohup has told the process to ignore stays ignored.
        if number is not None and signal.getsignal(number) is not signal.SIG_IGN:
            signal.signal(number, _interrupt)


def _forget_stdout() -> None:
    """Let Python write what it still holds for stdout to nowhere, so that it does not complain at its end."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def _interrupt(_number: int, _frame: FrameType | None) -> None:
    raise KeyboardInterrupt


@click.group(context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
@click.version_option(__version__, prog_name="voicecoach")
def cli() -> None:
    """Put a coach into your headphones: workout scripts, spoken on the second.

    \b
    voicecoach list
    voicecoach play lower-body-activation
    voicecoach export lower-body-activation --rounds 3 -o lower-body.mp3
    """


@cli.command("list")
def list_scripts() -> None:
    """List the scripts that ship and your own: name, time, equipment."""
    from voicecoach.cli.tables import table
    from voicecoach.compiler import expected_ms, load_workout
    from voicecoach.library import known_scripts
    from voicecoach.units import clock

    rows = []
    for name, path in known_scripts().items():
        try:
            workout = load_workout(str(path)).or_raise()
            if workout.groups:  # What only describes movements is used by others.
                rows.append((name, clock(expected_ms(workout, Choices())), workout.equipment))
        except VoicecoachError:
            rows.append((name, "", f"has problems: voicecoach check {path}"))
    click.echo(table(("name", "about", "equipment"), rows, right=(1,)), nl=False)


@cli.command()
@click.argument("script")
@click.option("--stages", is_flag=True, help="Show the ladder of its progression instead.")
@click.option("--why", is_flag=True, help="Show too what was shortened, moved or left out, and why.")
@click.option("--phrases", is_flag=True, help="Show instead every phrase, with the name to record it under for --pack.")
@session_options
def show(script: str, stages: bool, why: bool, phrases: bool, wishes: Wishes) -> None:
    """Show a session as a person reads it: steps, times, what will be said.

    \b
    voicecoach show lower-body-activation --rounds 3 --verbosity detailed
    voicecoach show lower-body-activation --why
    voicecoach show lower-body-activation --stages
    """
    from voicecoach.cli.tables import phrases_text, session_text, stages_text
    from voicecoach.compiler import load_workout

    if stages:
        click.echo(stages_text(load_workout(script).or_raise()), nl=False)
        return
    prepared = prepare(script, wishes)
    if phrases:
        click.echo(phrases_text(prepared.timeline, prepared.voice), nl=False)
    else:
        click.echo(session_text(prepared.timeline, why=why), nl=False)


@cli.command()
@click.argument("scripts", nargs=-1, required=True, metavar="SCRIPT...")
@verbosity_option
def check(scripts: tuple[str, ...], verbosity: str | None) -> None:
    """Check scripts: every problem with its line, its column and a hint; exit code 1 if there is an error.

    With --verbosity, the session is also spoken through, and what never has room in it is a warning.

    \b
    voicecoach check my-routine.md
    voicecoach check my-routine.md --verbosity detailed
    """
    from voicecoach.library import load_script

    failed = False
    for script in scripts:
        try:
            found = load_script(script)
            problems = problems_of(found, wished_verbosity(verbosity))
        except VoicecoachError as error:
            tell_error(error)
            failed = True
            continue
        click.echo("\n".join(map(str, problems)) or printable(f"{found.path}: no problems"))
        failed = failed or any(problem.severity is Severity.ERROR for problem in problems)
    if failed:
        sys.exit(ScriptError.exit_code)


@cli.command("fmt")
@click.argument("script")
@click.option(
    "--to", "form", type=click.Choice(["script", "json"]), default="script", show_default=True, help="The form."
)
@click.option("-w", "--write", is_flag=True, help="Write it back into the script's own file.")
def format_script(script: str, form: str, write: bool) -> None:
    """Print a script in canonical form: the same words, tidy; or its workout as JSON for other programs.

    \b
    voicecoach fmt my-routine.md
    voicecoach fmt my-routine.md --write
    voicecoach fmt my-routine.md --to json
    """
    from voicecoach.compiler import is_json, workout_of
    from voicecoach.exports import whole_file
    from voicecoach.library import find_linked, load_script
    from voicecoach.script import print_script, tidy_script, workout_to_json

    found = load_script(script)
    if form == "json":
        text = workout_to_json(workout_of(found).or_raise())
    elif is_json(found.text):
        text = print_script(workout_of(found).or_raise())
    else:
        text = tidy_script(found.text, found.path, find_linked)
    if not write:
        click.echo(text, nl=False)
    elif form == "json" or is_json(found.text) or not Path(script).is_file():
        raise ChoiceError("only a script that is named by its path can be written back", "leave out --write: > FILE")
    elif not os.access(script, os.W_OK):
        raise OutputError(f"{script} is read-only", "allow it to be written, or print to another file: > FILE")
    elif text == found.text:
        say(f"{found.path}: nothing to change")
    else:
        target = Path(script).resolve()
        with whole_file(target, b"", force=True) as beside:
            beside.write_text(text, "utf-8", newline="\n")
            shutil.copymode(target, beside)
        say(f"{found.path}: tidied")


@cli.command("new")
@click.argument("file", default="my-routine.md")
def new_script(file: str) -> None:
    """Write a commented script to begin with. It never replaces a file that is there.

    \b
    voicecoach new my-routine.md
    """
    from voicecoach.exports import whole_file
    from voicecoach.library import STARTER

    if not Path(file).name or file.endswith(("/", os.sep)):
        raise ChoiceError(f"'{file}' is no name for a file", "for instance: voicecoach new my-routine.md")
    path = Path(file if Path(file).suffix else f"{file}.md")
    if path.exists() or path.is_symlink():
        raise OutputError(f"{path} is there already", "choose another name")
    text = (
        STARTER.read_text("utf-8").replace("# My routine", f"# {_title_of(path)}", 1).replace(STARTER.name, path.name)
    )
    with whole_file(path, b"") as beside:
        beside.write_text(text, "utf-8", newline="\n")
    say(f"{path} is written. Change it, then: voicecoach check {path}, and voicecoach play {path}")


def _title_of(path: Path) -> str:
    words = " ".join(re.findall(r"\w+", path.stem.replace("_", " ")))
    return words[:1].upper() + words[1:] or "My routine"


@cli.command("compile")
@click.argument("script")
@click.option(
    "-f", "--format", "form", type=click.Choice(["json", "table"]), default="json", show_default=True, help="The form."
)
@click.option("-o", "--output", default="-", metavar="FILE", help="Where to write, e.g. cues.json; - is stdout.")
@click.option("--force", is_flag=True, help="Replace a file that is no cue list of voicecoach.")
@session_options
def compile_script(script: str, form: str, output: str, force: bool, wishes: Wishes) -> None:
    """Compile a script into its timed cue list.

    \b
    voicecoach compile lower-body-activation -o cues.json
    voicecoach compile my-routine.md -f table
    """
    from voicecoach.cli.tables import cue_table
    from voicecoach.exports import whole_file

    timeline = prepare(script, wishes).timeline
    tell_notes(timeline)
    text = timeline.to_json() if form == "json" else cue_table(timeline)
    if output == "-":
        click.echo(text, nl=False)
        return
    with whole_file(Path(output), b"{", force=force) as beside:
        beside.write_text(text, "utf-8")


output_option = click.option(
    "--output",
    "output_name",
    type=click.Choice(list(OUTPUTS)),
    default="device",
    show_default=True,
    help="Where to play: the sound device, or nowhere, in real time.",
)


@cli.command()
@click.argument("script", metavar="SCRIPT|CUES.json")
@output_option
@session_options
def play(script: str, output_name: str, wishes: Wishes) -> None:
    """Play a session now. Space pauses and goes on, return ends a set that waits for you, q quits.

    \b
    voicecoach play upper-body-activation --verbosity brief
    """
    prepared = prepare(script, wishes)
    tell_notes(prepared.timeline)
    _play(prepared, output_name)


def _play(prepared: Prepared, output_name: str) -> None:
    from voicecoach.player import Transport, open_output, open_screen, pressed_keys
    from voicecoach.player import play as play_transport

    transport = Transport(prepared.timeline, prepared.clips())
    if sys.stderr.isatty():
        say("space pauses and goes on, return: done with this set, q quits")
    with pressed_keys() as next_key, open_screen() as show_on_screen:
        play_transport(transport, open_output(output_name), next_key, show_on_screen)


@cli.command("export")
@click.argument("scripts", nargs=-1, required=True, metavar="SCRIPT|CUES.json...")
@click.option("-o", "--output", metavar="FILE", help="The file, e.g. session.mp3 or .wav; - writes an MP3 to stdout.")
@click.option("--force", is_flag=True, help="Replace a file that voicecoach did not make.")
@session_options
def export_scripts(scripts: tuple[str, ...], output: str | None, force: bool, wishes: Wishes) -> None:
    """Export a session to a file for the phone.

    Without -o, each script becomes an MP3 of its name in this folder.

    \b
    voicecoach export lower-body-activation --rounds 3 -o lower-body.mp3
    """
    if output and len(scripts) > 1:
        raise ChoiceError("one file cannot take several scripts", "leave out -o: each becomes a file of its own name")
    names = [Path(script).stem for script in scripts]
    if twice := next((name for name in names if names.count(name) > 1), None):
        raise ChoiceError(f"two scripts would become {twice}.mp3", "export them one by one, with -o")
    for script in scripts:
        _export_one(script, output, wishes, force=force)


def _export_one(script: str, output: str | None, wishes: Wishes, *, force: bool) -> None:
    from voicecoach.exports import check_target, export
    from voicecoach.units import clock

    to_stdout = output == "-"
    if to_stdout and sys.stdout.isatty():
        raise OutputError("an MP3 is not for a terminal", "name a file, or pipe it on")
    if output and not to_stdout:
        check_target(Path(output), force=force)  # What is wrong with the name is told before anything is spoken.
    prepared = prepare(script, wishes)
    tell_notes(prepared.timeline)
    clips = prepared.clips()
    with tempfile.TemporaryDirectory() as folder, progress_bar("exporting") as progress:
        target = Path(folder, "piped.mp3") if to_stdout else Path(output or f"{prepared.name}.mp3")
        export(prepared.timeline, clips, target, force=force, progress=progress)
        if to_stdout:
            with target.open("rb") as file:
                shutil.copyfileobj(file, sys.stdout.buffer)
        else:
            say(f"{target}: {clock(prepared.timeline.duration_ms)}, {target.stat().st_size / 1e6:.1f} MB")


@cli.command()
@engine_option
@click.option("--language", type=Language(), metavar="CODE", help="Only the voices of a language, e.g. de.")
def voices(engine: str | None, language: str | None) -> None:
    """List the voices of the speech engine, and mark the default of each language of the coach with a star.

    An eSpeak NG voice takes a variant after a plus sign, such as en-us+f3.

    \b
    voicecoach voices --language de
    """
    from contextlib import suppress

    from voicecoach.cli.tables import table
    from voicecoach.errors import SpeechError
    from voicecoach.phrases import LANGUAGES, base_language
    from voicecoach.speech import open_engine

    opened = open_engine(engine)
    infos, defaults = opened.voices(), set()
    for one in (language,) if language else LANGUAGES:
        with suppress(SpeechError):  # A language without a voice has no default.
            defaults.add(opened.default_voice(one))
    rows = [
        ("*" if defaults & {info.id, *info.languages} else "", info.id, info.name, " ".join(info.languages))
        for info in infos
        if not language or base_language(language) in {base_language(code) for code in info.languages}
    ]
    click.echo(table(("", "id", "name", "language"), rows), nl=False)


@cli.command("config")
@click.argument("script", required=False)
@session_options
def show_config(script: str | None, wishes: Wishes) -> None:
    """Show the settings that hold, and where each comes from; of a script, also what it says itself.

    The command line is stronger than the script, and the script than your own settings file.

    \b
    voicecoach config
    voicecoach config my-routine.md --cue form=off
    """
    from voicecoach.cli.tables import table
    from voicecoach.compiler import load_workout
    from voicecoach.config import load_config

    config = load_config()
    workout = load_workout(script).or_raise() if script else None
    rows = [(setting.name, setting.text, setting.source) for setting in wishes.effective(config, workout)]
    state = "" if config.path.is_file() else " (not there: docs/talk.md says what may stand in it)"
    click.echo(f"your own settings: {config.path}{state}\n")
    click.echo(table(("setting", "value", "from"), rows), nl=False)


@cli.command("say")
@click.argument("script", metavar="SCRIPT|CUES.json")
@click.option("--step", type=click.IntRange(0), required=True, metavar="N", help="The number that 'show' gives it.")
@output_option
@session_options
def say_step(script: str, step: int, output_name: str, wishes: Wishes) -> None:
    """Speak one step of a session, to hear how a change in a script sounds.

    \b
    voicecoach say my-routine.md --step 3
    """
    prepared = prepare(script, wishes)
    steps = prepared.timeline.steps
    if step >= len(steps):
        raise ChoiceError(f"there is no step {step}", f"'voicecoach show' numbers them from 0 to {len(steps) - 1}")
    _play(replace(prepared, timeline=prepared.timeline.only(step)), output_name)


@cli.command()
@voice_options
def doctor(voice: VoiceChoice) -> None:
    """Check that voice, sounds, formats and device work here, and name the cure where one does not."""
    from voicecoach.cli.doctor import run_checks

    if not run_checks(voice):
        sys.exit(1)
