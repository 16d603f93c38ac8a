"""The command about voices: which one speaks each language, all that can be chosen, a sample of one, one to install."""

import click

from voicecoach.cli.options import (
    COMMAND_LINE,
    SettingsCommand,
    device_option,
    session_options_of,
    source_of,
)
from voicecoach.cli.parameter_types import LANGUAGE, OneOf
from voicecoach.cli.sessions import device_of, output_option
from voicecoach.languages import LANGUAGES
from voicecoach.speech import ENGINES


@click.command(cls=SettingsCommand)
@click.option("--engine", type=OneOf(list(ENGINES)), help="List all voices of this engine, or hear one of it.")
@click.option("--language", type=LANGUAGE, metavar="CODE", help="List only the voices of this language, e.g. de.")
@click.option("--hear", "heard", metavar="ID", help="Play a sample of this voice, e.g. en-us.")
@click.option(
    "--install",
    "wanted",
    metavar="CODE|NAME",
    help="Download a natural voice (Piper): the recommended one of a language, e.g. de, or any by its full name.",
)
@click.option("--yes", "is_agreed", is_flag=True, help="Download without asking.")
@output_option
@device_option
def voices(heard: str | None, wanted: str | None, is_agreed: bool, **_: object) -> None:
    """Show which voices speak, and why; hear or install one.

    A star marks a voice that is used. --engine lists all voices of one engine; a star marks its defaults. An eSpeak NG
    voice takes a variant after a plus sign, such as en-us+f3.

    \b
    voicecoach voices
    voicecoach voices --install de
    voicecoach voices --hear de_DE-thorsten-medium
    """
    context = click.get_current_context()
    if wanted is not None and heard is not None:
        raise click.UsageError("--install and --hear cannot be combined")
    if wanted is not None:
        from voicecoach.cli.voice_install import install_voice

        install_voice(wanted, session_options_of(context), is_agreed=is_agreed)
    elif heard is not None:
        _hear(context, heard)
    else:
        _list(context)


def _hear(context: click.Context, voice: str) -> None:
    from voicecoach.cli.caches import bounded_caches
    from voicecoach.cli.playing import Playing, play_sample
    from voicecoach.cli.used_voices import find_voice
    from voicecoach.speech import open_voice

    settings, language = find_voice(voice, _asked_engine(context), context.params["language"] or "")
    with bounded_caches(session_options_of(context).cache_limit):
        play_sample(open_voice(settings, language), Playing(context.params["output"], device_of(context)))


def _asked_engine(context: click.Context) -> str:
    """Return the engine of the command line; the one of the person's own settings limits no list."""
    return context.params["engine"] if source_of(context, "engine") == COMMAND_LINE else ""


def _list(context: click.Context) -> None:
    """Print what speaks each language, and the voices to choose from; of one engine or one language, only these."""
    from voicecoach.cli.tables import table
    from voicecoach.cli.used_voices import all_voices, used_voice
    from voicecoach.speech import open_engine

    engine, language = _asked_engine(context), context.params["language"]
    languages = (language,) if language else LANGUAGES
    used = [used_voice(session_options_of(context), each) for each in languages]
    if not engine and not language:
        rows = [(each.language, each.id or "none", each.engine, each.why) for each in used]
        click.echo(table(("language", "voice", "engine", "why"), rows))
    listed = []
    for name, info in all_voices((engine,) if engine else ENGINES):
        if (engine and not language) or any(map(info.speaks, languages)):
            star = "*" if any(each.is_voice(name, info) for each in used) else ""
            listed.append((star, info.id, info.name, " ".join(info.languages), name))
    if engine and not listed:
        open_engine(engine).default_voice(languages[0])  # Its error says how to get a first voice.
    click.echo(table(("", "id", "name", "language", "engine"), listed), nl=False)
