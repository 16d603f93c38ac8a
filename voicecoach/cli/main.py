"""The commands. Each reads its arguments, calls the public API, and prints."""

import os
import shutil
import signal
import sys
import tempfile
from pathlib import Path
from types import FrameType
from typing import Any

import click

from voicecoach import __version__
from voicecoach.cli.options import VoiceChoice, choice_options, engine_option, prepare, voice_options
from voicecoach.cli.report import progress_bar, say, tell_error, tell_notes
from voicecoach.errors import ChoiceError, OutputError, ScriptError, Severity, VoicecoachError

_INTERRUPTED = 130


def main() -> None:
    """Run the command line; no failure that a person can cure ever shows a traceback."""
    signal.signal(signal.SIGTERM, _interrupt)
    if hasattr(signal, "SIGHUP"):
        signal.signal(signal.SIGHUP, _interrupt)
    try:
        cli(standalone_mode=False, prog_name="voicecoach")
        sys.stdout.flush()
    except VoicecoachError as error:
        tell_error(error)
        sys.exit(error.exit_code)
    except click.ClickException as error:
        error.show()
        sys.exit(error.exit_code)
    except (KeyboardInterrupt, click.Abort):
        say("interrupted")
        sys.exit(_INTERRUPTED)
    except BrokenPipeError:
        # The reader of a pipe has seen enough; Python must not complain about it at its end either.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        sys.exit(0)
    except Exception as error:
        if os.environ.get("VOICECOACH_DEBUG"):
            raise
        say(f"voicecoach: a fault in the program: {type(error).__name__}: {error}")
        say("  hint: please report it, with what VOICECOACH_DEBUG=1 prints in addition")
        sys.exit(70)


def _interrupt(_number: int, _frame: FrameType | None) -> None:
    """End on a polite request to end as on Ctrl-C: what is half done is cleared away."""
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
    from voicecoach.library import known_scripts
    from voicecoach.script import read_script
    from voicecoach.session import Choices, plan
    from voicecoach.units import clock

    rows = []
    for name, path in known_scripts().items():
        workout = read_script(path.read_text("utf-8", errors="replace"), str(path)).workout
        if workout is None:
            rows.append((name, "", f"has problems: voicecoach check {path}"))
            continue
        rows.append((name, clock(plan(workout, Choices()).planned_ms), workout.equipment))
    click.echo(table(("name", "about", "equipment"), rows, right=(1,)), nl=False)


@cli.command()
@click.argument("script")
@choice_options
@voice_options
def show(script: str, **options: Any) -> None:
    """Show a session as a person reads it: steps, times, what will be said, and why.

    \b
    voicecoach show lower-body-activation --rounds 3 --verbosity detailed
    """
    from voicecoach.cli.tables import session_text

    voice, choices = _split(options)
    click.echo(session_text(prepare(script, voice, choices).timeline), nl=False)


@cli.command()
@click.argument("scripts", nargs=-1, required=True, metavar="SCRIPT...")
def check(scripts: tuple[str, ...]) -> None:
    """Check scripts: every problem with its line, its column and a hint; exit code 1 if there is an error.

    \b
    voicecoach check my-routine.md
    """
    from voicecoach.library import load_script
    from voicecoach.script import read_script

    failed: VoicecoachError | None = None
    for script in scripts:
        try:
            found = load_script(script)
        except VoicecoachError as error:
            tell_error(error)
            failed = error
            continue
        result = read_script(found.text, found.path)
        for problem in result.problems:
            click.echo(str(problem))
            if problem.severity is Severity.ERROR:
                failed = ScriptError(result.problems)
        if not result.problems:
            click.echo(f"{found.path}: no problems")
    if failed:
        sys.exit(ScriptError.exit_code)


@cli.command("compile")
@click.argument("script")
@click.option(
    "-f", "--format", "form", type=click.Choice(["json", "table"]), default="json", show_default=True, help="The form."
)
@click.option("-o", "--output", default="-", metavar="FILE", help="Where to write, e.g. cues.json; - is stdout.")
@choice_options
@voice_options
def compile_script(script: str, form: str, output: str, **options: Any) -> None:
    """Compile a script into its timed cue list.

    \b
    voicecoach compile lower-body-activation -o cues.json
    voicecoach compile my-routine.md -f table
    """
    from voicecoach.cli.tables import cue_table

    voice, choices = _split(options)
    timeline = prepare(script, voice, choices).timeline
    tell_notes(timeline, script)
    text = timeline.to_json() if form == "json" else cue_table(timeline)
    if output == "-":
        click.echo(text, nl=False)
        return
    try:
        Path(output).write_text(text, "utf-8")
    except OSError as error:
        raise OutputError(f"{output} cannot be written: {error.strerror}", "choose another place with -o") from error


@cli.command()
@click.argument("script", metavar="SCRIPT|CUES.json")
@click.option(
    "--output",
    "output_name",
    type=click.Choice(["device", "null"]),
    default="device",
    show_default=True,
    help="Where to play: the sound device, or nowhere, in real time.",
)
@choice_options
@voice_options
def play(script: str, output_name: str, **options: Any) -> None:
    """Play a session now. Space pauses and goes on, q quits.

    \b
    voicecoach play upper-body-activation --verbosity brief
    """
    from voicecoach.player import Transport, open_output
    from voicecoach.player import play as play_transport
    from voicecoach.player.keys import pressed_keys
    from voicecoach.player.screen import open_screen

    voice, choices = _split(options)
    output = open_output(output_name)
    prepared = prepare(script, voice, choices)
    tell_notes(prepared.timeline, script)
    transport = Transport(prepared.timeline, prepared.clips())
    with pressed_keys() as next_key, open_screen() as show_on_screen:
        play_transport(transport, output, next_key, show_on_screen)


@cli.command("export")
@click.argument("scripts", nargs=-1, required=True, metavar="SCRIPT|CUES.json...")
@click.option(
    "-o", "--output", metavar="FILE", help="The file, e.g. lower-body.mp3 or .wav; - writes an MP3 to stdout."
)
@click.option("--force", is_flag=True, help="Replace a file that voicecoach did not make.")
@choice_options
@voice_options
def export_scripts(scripts: tuple[str, ...], output: str | None, force: bool, **options: Any) -> None:
    """Export a session to a file for the phone.

    Without -o, each script becomes an MP3 of its name in this folder.

    \b
    voicecoach export lower-body-activation --rounds 3 -o lower-body.mp3
    """
    if output and len(scripts) > 1:
        raise ChoiceError("one file cannot take several scripts", "leave out -o: each becomes a file of its own name")
    voice, choices = _split(options)
    for script in scripts:
        _export_one(script, output, voice, choices, force=force)


def _export_one(script: str, output: str | None, voice: VoiceChoice, choices: dict[str, Any], *, force: bool) -> None:
    from voicecoach.exports import export, format_for
    from voicecoach.units import clock

    if output == "-" and sys.stdout.isatty():
        raise OutputError("an MP3 is not for a terminal", "name a file, or pipe it on")
    if output and output != "-":
        format_for(Path(output))
    prepared = prepare(script, voice, choices)
    tell_notes(prepared.timeline, script)
    clips = prepared.clips()
    with tempfile.TemporaryDirectory() as folder, progress_bar("exporting") as progress:
        piped = Path(folder) / f"{prepared.name}.mp3" if output == "-" else None
        target = piped or Path(output or f"{prepared.name}.mp3")
        export(prepared.timeline, clips, target, force=force, progress=progress)
        if piped:
            with piped.open("rb") as file:
                shutil.copyfileobj(file, sys.stdout.buffer)
    if not piped:
        say(f"{target}: {clock(prepared.timeline.duration_ms)}, {target.stat().st_size / 1e6:.1f} MB")


@cli.command()
@engine_option
def voices(engine: str) -> None:
    """List the voices of the speech engine, and mark the default.

    An eSpeak NG voice takes a variant after a plus sign, such as en-us+f3.
    """
    from voicecoach.cli.tables import table
    from voicecoach.speech import open_engine

    opened = open_engine(engine)
    rows = [(info.id, info.name, " ".join(info.languages)) for info in opened.voices()]
    click.echo(table(("id", "name", "language"), rows), nl=False)
    say(f"default: {opened.default_voice('en')}")


@cli.command()
@voice_options
def doctor(**options: Any) -> None:
    """Check that voice, sounds, formats and device work here, and name the cure where one does not."""
    from voicecoach.cli.doctor import run_checks

    voice, _ = _split(options)
    if not run_checks(voice):
        sys.exit(1)


def _split(options: dict[str, Any]) -> tuple[VoiceChoice, dict[str, Any]]:
    """Split the shared options into the choice of a voice and the choices of a session."""
    voice = VoiceChoice(options.pop("engine"), options.pop("voice"), options.pop("rate_wpm"))
    return voice, options
