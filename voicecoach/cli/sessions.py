"""The commands that compile a session and play it: compile, play, say."""

import functools
from dataclasses import replace
from pathlib import Path
from typing import Any

import click

from voicecoach.cli import report
from voicecoach.cli.options import (
    Command,
    MixOptions,
    Seconds,
    mixing_options,
    session_options,
    with_options,
)
from voicecoach.cli.playing import Playing, play_compiled, play_script
from voicecoach.cli.report import say, tell_notes
from voicecoach.config import load_config
from voicecoach.errors import ChoiceError
from voicecoach.exports import TEXTS, TextFormat, save_text, text_format_for
from voicecoach.library import load_script
from voicecoach.player import DEFAULT_OUTPUT, OUTPUTS, Summary
from voicecoach.preparation import prepare, prepare_timeline
from voicecoach.session_options import SessionOptions
from voicecoach.timeline import Timeline
from voicecoach.units import Ms


def _table(timeline: Timeline) -> str:
    from voicecoach.cli.tables import cue_table

    return cue_table(timeline)


_FORMATS = {**TEXTS, "table": TextFormat(_table)}


@click.command("compile")
@click.argument("script", metavar="SCRIPT|CUES.json")
@click.option(
    "-f",
    "--format",
    "format_name",
    type=click.Choice(list(_FORMATS)),
    help="The form, e.g. table; if not chosen, the one of FILE's suffix (.txt: labels), else json.",
)
@click.option("-o", "--output", default="-", metavar="FILE", help="Where to write, e.g. cues.vtt; - is stdout.")
@click.option("--force", is_flag=True, help="Replace a file that is no cue list of voicecoach, or does not say so.")
@session_options
def compile_script(script: str, format_name: str | None, output: str, force: bool, options: SessionOptions) -> None:
    """Compile a script into its timed cue list: for people, programs, subtitles, lyrics or Audacity.

    \b
    voicecoach compile lower-body-activation -o cues.json
    voicecoach compile my-routine.md -f table
    voicecoach compile cues.json -o session.lrc
    """
    timeline = prepare_timeline(load_script(script), options, load_config(), report)
    tell_notes(timeline.notes)
    chosen = _FORMATS[format_name or text_format_for(Path(output))]
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
)


def playing_options(command: Command) -> Command:
    """Add the options that say how a session is played, and over what; the command gets them as ``playing``."""

    @functools.wraps(command)
    def with_playing(*, output: str, device: str | None, mix_options: MixOptions, is_plain: bool, **others: Any) -> Any:
        return command(playing=Playing(output, device, mix_options, is_plain=is_plain), **others)

    return with_options(mixing_options(with_playing), _PLAYING_OPTIONS)


@click.command()
@click.argument("script", metavar="SCRIPT|CUES.json")
@playing_options
@click.option(
    "--nudge",
    "nudge_ms",
    type=Seconds(),
    metavar="SECONDS",
    help="Of a set that waits for you, how long until the coach says so, e.g. 90; 0 for never; 60 if not chosen.",
)
@click.option("--json", "as_json", is_flag=True, help="Print what became of the session as JSON.")
@session_options
def play(script: str, playing: Playing, nudge_ms: Ms | None, as_json: bool, options: SessionOptions) -> None:
    """Play a session now; the keys are shown on the screen.

    \b
    voicecoach play upper-body-activation --verbosity brief
    voicecoach play my-routine.md --music ~/Music/training --device headphones
    """
    playing = replace(playing, nudge_ms=nudge_ms)
    play_script(load_script(script), options, playing, _tell_as_json if as_json else _tell)


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
def say_step(script: str, step: int, playing: Playing, options: SessionOptions) -> None:
    """Speak one step of a session, to hear how a change in a script sounds.

    \b
    voicecoach say my-routine.md --step 3
    """
    session = prepare(load_script(script), options, load_config(), report)
    steps = session.timeline.steps
    if step >= len(steps):
        raise ChoiceError(f"there is no step {step}", f"'voicecoach show' numbers them from 0 to {len(steps) - 1}")
    play_compiled(replace(session, timeline=session.timeline.only(step)), playing, lambda _summary: None)
