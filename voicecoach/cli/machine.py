"""The commands about this machine and its user: voices, devices, config, doctor."""

import sys

import click

from voicecoach.cli.options import SettingsCommand, all_settings, engine_option, settings_of, voice_options
from voicecoach.cli.parameter_types import LANGUAGE
from voicecoach.session_options import SessionOptions


@click.command()
@engine_option
@click.option("--language", type=LANGUAGE, metavar="CODE", help="List only the voices of this language, e.g. de.")
def voices(engine: str, language: str | None) -> None:
    """List the voices of the speech engine.

    A star marks the default of each language that the coach speaks. An eSpeak NG voice takes a variant after a plus
    sign, such as en-us+f3.

    \b
    voicecoach voices --language de
    """
    from voicecoach.cli.tables import table
    from voicecoach.errors import SpeechError
    from voicecoach.languages import LANGUAGES
    from voicecoach.speech import open_engine

    opened = open_engine(engine or "")
    infos, defaults = opened.voices(), set()
    for one in (language,) if language else LANGUAGES:
        try:
            defaults.add(opened.default_voice(one))
        except SpeechError:  # A language without a voice has no default; its hint says how to get a first voice.
            if not infos:
                raise
    rows = [
        ("*" if defaults & {info.id, *info.languages} else "", info.id, info.name, " ".join(info.languages))
        for info in infos
        if not language or info.speaks(language)
    ]
    click.echo(table(("", "id", "name", "language"), rows), nl=False)


@click.command()
def devices() -> None:
    """List the sound devices of this machine.

    Each line is a name that play --device takes.

    \b
    voicecoach devices
    voicecoach play lower-body-activation --device headphones
    """
    from voicecoach.cli.report import say
    from voicecoach.player import playback_devices

    names = playback_devices()
    for name in names:
        click.echo(name)
    if not names:
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
