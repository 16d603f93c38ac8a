"""The commands that make a session heard: compile, play, say, export."""

import functools
import shutil
import sys
import tempfile
from dataclasses import replace
from pathlib import Path
from typing import Any

import click

from voicecoach.cli.options import (
    Command,
    Seconds,
    keep_awake_option,
    music_option,
    prepare,
    session_options,
    with_options,
)
from voicecoach.cli.playing import Playing, is_kept_awake, open_bed, play_saved, play_script
from voicecoach.cli.report import progress_bar, say, tell_notes
from voicecoach.cli.wishes import Wishes
from voicecoach.config import load_config
from voicecoach.errors import ChoiceError, OutputError
from voicecoach.exports import TEXTS, Encoding, TextForm, check_target, export, form_for, save_text
from voicecoach.kept import Kept
from voicecoach.library import load_script, packets_folder
from voicecoach.player import DEFAULT_OUTPUT, OUTPUTS, Summary
from voicecoach.timeline import Timeline
from voicecoach.units import Ms


def _table(timeline: Timeline) -> str:
    from voicecoach.cli.tables import cue_table

    return cue_table(timeline)


_FORMS = {**TEXTS, "table": TextForm(_table)}


@click.command("compile")
@click.argument("script", metavar="SCRIPT|CUES.json")
@click.option(
    "-f",
    "--format",
    "form",
    type=click.Choice(list(_FORMS)),
    help="The form, e.g. table; if not chosen, the one of FILE's suffix (.txt: labels), else json.",
)
@click.option("-o", "--output", default="-", metavar="FILE", help="Where to write, e.g. cues.vtt; - is stdout.")
@click.option("--force", is_flag=True, help="Replace a file that is no cue list of voicecoach, or does not say so.")
@session_options
def compile_script(script: str, form: str | None, output: str, force: bool, wishes: Wishes) -> None:
    """Compile a script into its timed cue list: for people, programs, subtitles, lyrics or Audacity.

    \b
    voicecoach compile lower-body-activation -o cues.json
    voicecoach compile my-routine.md -f table
    voicecoach compile cues.json -o session.lrc
    """
    timeline = prepare(script, wishes).timeline
    tell_notes(timeline.notes)
    chosen = _FORMS[form or form_for(Path(output))]
    text = chosen.write(timeline)
    if output == "-":
        click.echo(text, nl=False)
    else:
        save_text(text, chosen, Path(output), force=force)


_PLAYING_OPTIONS = (
    click.option(
        "--output",
        "output",
        type=click.Choice(list(OUTPUTS)),
        default=DEFAULT_OUTPUT,
        show_default=True,
        help="Where to play: a sound device, one by way of simpleaudio, or nowhere, in real time.",
    ),
    click.option("--device", metavar="NAME", help="A part of the name of a device that 'voicecoach devices' lists."),
    click.option("--plain", "is_plain", is_flag=True, help="Print lines, as for a screen reader, and draw nothing."),
    keep_awake_option,
)


def playing_options(command: Command) -> Command:
    """Add the options that say how a session is played; the command gets them as ``playing``."""

    @functools.wraps(command)
    def with_playing(
        *, output: str, device: str | None, is_plain: bool, keeps_awake: bool | None, **others: Any
    ) -> Any:
        return command(playing=Playing(output, device, is_plain=is_plain, keeps_awake=keeps_awake), **others)

    return with_options(with_playing, _PLAYING_OPTIONS)


@click.command()
@click.argument("script", metavar="SCRIPT|CUES.json")
@playing_options
@music_option
@click.option(
    "--nudge",
    "nudge_ms",
    type=Seconds(),
    metavar="SECONDS",
    help="Of a set that waits for you, how long until the coach says so, e.g. 90; 0 for never; 60 if not chosen.",
)
@click.option("--json", "as_json", is_flag=True, help="Print what became of the session as JSON.")
@session_options
def play(script: str, playing: Playing, music: Path | None, nudge_ms: Ms | None, as_json: bool, wishes: Wishes) -> None:
    """Play a session now; the keys are shown on the screen.

    \b
    voicecoach play upper-body-activation --verbosity brief
    voicecoach play my-routine.md --music ~/Music/training --device headphones
    """
    playing = replace(playing, music=music, nudge_ms=nudge_ms)
    play_script(load_script(script), wishes, playing, _tell_as_json if as_json else _tell)


def _tell(summary: Summary) -> None:
    for line in summary.lines():
        say(line)


def _tell_as_json(summary: Summary) -> None:
    click.echo(summary.to_json(), nl=False)


@click.command("say")
@click.argument("script", metavar="SCRIPT|CUES.json")
@click.option("--step", type=click.IntRange(0), required=True, metavar="N", help="The number that 'show' gives it.")
@playing_options
@session_options
def say_step(script: str, step: int, playing: Playing, wishes: Wishes) -> None:
    """Speak one step of a session, to hear how a change in a script sounds.

    \b
    voicecoach say my-routine.md --step 3
    """
    prepared = prepare(script, wishes)
    steps = prepared.timeline.steps
    if step >= len(steps):
        raise ChoiceError(f"there is no step {step}", f"'voicecoach show' numbers them from 0 to {len(steps) - 1}")
    play_saved(replace(prepared, timeline=prepared.timeline.only(step)), playing, lambda _summary: None)


@click.command("export")
@click.argument("scripts", nargs=-1, required=True, metavar="SCRIPT|CUES.json...")
@click.option("-o", "--output", metavar="FILE", help="The file, e.g. session.mp3 or .wav; - writes an MP3 to stdout.")
@click.option("--force", is_flag=True, help="Replace a file that voicecoach did not make.")
@music_option
@keep_awake_option
@session_options
def export_scripts(
    scripts: tuple[str, ...],
    output: str | None,
    force: bool,
    music: Path | None,
    keeps_awake: bool | None,
    wishes: Wishes,
) -> None:
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
        _export_one(script, output, wishes, force=force, music=music, keeps_awake=keeps_awake)


def _export_one(
    script: str, output: str | None, wishes: Wishes, *, force: bool, music: Path | None, keeps_awake: bool | None
) -> None:
    from voicecoach.units import clock

    to_stdout = output == "-"
    if to_stdout and sys.stdout.isatty():
        raise OutputError("an MP3 is not for a terminal", "name a file, or pipe it on")
    if output and not to_stdout:
        check_target(Path(output), force=force)  # What is wrong with the name is told before anything is spoken.
    bed = open_bed(music, keeps_awake=is_kept_awake(keeps_awake, load_config()))
    prepared = prepare(script, wishes)
    tell_notes(prepared.timeline.notes)
    clips = prepared.clips()
    with tempfile.TemporaryDirectory() as folder, progress_bar("exporting") as progress:
        target = Path(folder, "piped.mp3") if to_stdout else Path(output or f"{prepared.name}.mp3")
        export(
            prepared.timeline,
            clips,
            target,
            force=force,
            progress=progress,
            encoding=Encoding(bed, kept=Kept(packets_folder())),
        )
        if to_stdout:
            with target.open("rb") as file:
                shutil.copyfileobj(file, sys.stdout.buffer)
        else:
            say(f"{target}: {clock(prepared.timeline.duration_ms)}, {target.stat().st_size / 1e6:.1f} MB")
