"""The commands about this machine and its user: devices, config, doctor."""

import sys

import click

from voicecoach.cli.options import SettingsCommand, all_settings, settings_of, voice_options
from voicecoach.session_options import SessionOptions


@click.command()
@click.option("--microphones", is_flag=True, help="List the microphones instead, for record --microphone.")
def devices(microphones: bool) -> None:
    """List the sound devices of this machine.

    Each line is a name that play --device takes.

    \b
    voicecoach devices
    voicecoach play lower-body-activation --device headphones
    """
    from voicecoach.cli.report import say
    from voicecoach.player import capture_devices, playback_devices

    names = capture_devices() if microphones else playback_devices()
    for name in names:
        click.echo(name)
    if microphones and not names:
        say("there is no microphone on this machine")
        say("  hint: plug one in, or connect a headset")
    elif not names:
        say("there is no sound device on this machine")
        say("  hint: connect headphones or start the sound server; 'voicecoach export' writes a file for the phone")


@click.command("config", cls=SettingsCommand)
@click.argument("script", required=False)
@all_settings
def show_config(script: str | None, options: SessionOptions) -> None:
    """Show the settings in effect, and where each comes from.

    With a script, also show its own cues and pronunciations. The command line wins over the script, and the script over
    your own settings file.

    \b
    voicecoach config
    voicecoach config my-routine.md --cue form=off
    """
    from voicecoach.cli.sources import rows_of
    from voicecoach.cli.tables import table
    from voicecoach.loading import load_workout

    context = click.get_current_context()
    path = settings_of(context).path
    workout = load_workout(script).or_raise() if script else None
    state = "" if path.is_file() else " (does not exist; docs/talk.md says what it may contain)"
    click.echo(f"your own settings: {path}{state}\n")
    click.echo(table(("setting", "value", "from"), rows_of(context, options, workout)), nl=False)


@click.command(cls=SettingsCommand)
@voice_options
def doctor(context: click.Context) -> None:
    """Check that voice, sounds, formats and device work here.

    If one does not, it says what to do.
    """
    from voicecoach.cli.doctor import run_checks

    if not run_checks(context):
        sys.exit(1)
