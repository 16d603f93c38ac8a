"""The command about voices: which one speaks, all that can be chosen, a sample of one, and another to install."""

import click

from voicecoach.cli.options import SettingsCommand, engine_option
from voicecoach.cli.parameter_types import LANGUAGE


@click.command(cls=SettingsCommand)
@engine_option
@click.option("--language", type=LANGUAGE, metavar="CODE", help="List only the voices of this language, e.g. de.")
@click.option(
    "--install",
    "wanted",
    metavar="CODE|NAME",
    help="Download a natural voice (Piper): the recommended one of a language, e.g. de, or any by its full name.",
)
@click.option("--yes", "is_agreed", is_flag=True, help="Download without asking.")
def voices(engine: str, language: str | None, wanted: str | None, is_agreed: bool) -> None:
    """List the voices of the speech engine, or install one.

    A star marks the default of each language that the coach speaks. An eSpeak NG voice takes a variant after a plus
    sign, such as en-us+f3.

    \b
    voicecoach voices --language de
    voicecoach voices --install de
    """
    if wanted is not None:
        from voicecoach.cli.voice_install import install_voice

        install_voice(wanted, is_agreed=is_agreed)
        return
    from voicecoach.cli.tables import table
    from voicecoach.errors import SpeechError
    from voicecoach.languages import LANGUAGES
    from voicecoach.speech import open_engine

    opened = open_engine(engine or "pyttsx3")
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
