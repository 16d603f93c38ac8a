"""The commands that make a session heard: compile, play, say, export."""

import shutil
import sys
import tempfile
from dataclasses import replace
from pathlib import Path

import click

from voicecoach.cli.options import Prepared, prepare, session_options
from voicecoach.cli.report import progress_bar, say, tell_notes
from voicecoach.cli.wishes import Wishes
from voicecoach.errors import ChoiceError, OutputError
from voicecoach.player import OUTPUTS


@click.command("compile")
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


@click.command()
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


@click.command("say")
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


@click.command("export")
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
