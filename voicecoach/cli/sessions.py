"""The commands that play a session: play, say."""

from dataclasses import replace

import click

from voicecoach.cli import report
from voicecoach.cli.caches import bounded_caches
from voicecoach.cli.options import (
    MIXING_OPTIONS,
    SETTINGS_FILE,
    SettingsCommand,
    device_option,
    gathering,
    mix_options_of,
    nudge_option,
    session_options,
    source_of,
)
from voicecoach.cli.parameter_types import OneOf
from voicecoach.cli.playing import Playing, play_compiled, play_script
from voicecoach.cli.report import say
from voicecoach.errors import ChoiceError
from voicecoach.library import load_script
from voicecoach.player import DEFAULT_OUTPUT, OUTPUTS, Summary
from voicecoach.session_options import SessionOptions

output_option = click.option(
    "--output",
    type=OneOf(list(OUTPUTS)),
    default=DEFAULT_OUTPUT,
    help="Play on a sound device, through simpleaudio, or silently in real time.",
)
_PLAYING_OPTIONS = (
    output_option,
    device_option,
    nudge_option,
    click.option("--plain", "is_plain", is_flag=True, help="Print plain lines instead, for screen readers."),
    *MIXING_OPTIONS,
)


def _playing_of(context: click.Context) -> Playing:
    values = context.params
    device = device_of(context)
    return Playing(values["output"], device, mix_options_of(context), values["is_plain"], values["nudge_ms"])


def device_of(context: click.Context) -> str | None:
    """Return the device to play on. That of a person's own settings belongs to the default output."""
    values = context.params
    is_elsewhere = values["output"] != DEFAULT_OUTPUT and source_of(context, "device") == SETTINGS_FILE
    return None if is_elsewhere else values["device"]


playing_options = gathering(_PLAYING_OPTIONS, "playing", _playing_of)


@click.command(cls=SettingsCommand)
@click.argument("script", metavar="SCRIPT|CUES.json")
@playing_options
@click.option("--json", "as_json", is_flag=True, help="Print a summary of the session as JSON.")
@session_options
def play(script: str, playing: Playing, as_json: bool, options: SessionOptions) -> None:
    """Play a session now; the screen shows the keys.

    \b
    voicecoach play upper-body-activation --verbosity brief
    voicecoach play my-routine.md --music ~/Music/training --device headphones
    """
    with bounded_caches(options.cache_limit):
        play_script(load_script(script), options, playing, _tell_as_json if as_json else _tell)


def _tell(summary: Summary) -> None:
    for line in summary.lines():
        say(line)


def _tell_as_json(summary: Summary) -> None:
    click.echo(summary.to_json(), nl=False)


@click.command("say", cls=SettingsCommand)
@click.argument("script", metavar="SCRIPT|CUES.json")
@click.option(
    "--step", type=click.IntRange(0), required=True, metavar="N", help="Speak this step; 'show' numbers them."
)
@playing_options
@session_options
def say_step(script: str, step: int, playing: Playing, options: SessionOptions) -> None:
    """Speak one step of a session.

    Hear how a change in a script sounds without playing all of it.

    \b
    voicecoach say my-routine.md --step 3
    """
    from voicecoach.preparation import prepare

    with bounded_caches(options.cache_limit):
        session = prepare(load_script(script), options, report)
        steps = session.timeline.steps
        if step >= len(steps):
            raise ChoiceError(f"there is no step {step}", f"'voicecoach show' numbers them from 0 to {len(steps) - 1}")
        play_compiled(replace(session, timeline=session.timeline.only(step)), playing, lambda _summary: None)
