"""Install a public Piper voice: show what it is and what it costs, ask, download."""

import sys

import click

from voicecoach.cli.report import progress_bar, say
from voicecoach.cli.used_voices import used_voice
from voicecoach.errors import SpeechError
from voicecoach.languages import base_language
from voicecoach.library import own_voices_folder
from voicecoach.session_options import SessionOptions
from voicecoach.speech.piper_download import install, is_installed, make_newest
from voicecoach.speech.piper_source import card_address, fetch_card, file_addresses, look_up
from voicecoach.speech.public_voices import ModelCard, PublicVoice, language_of, recommended_name

_BYTES_PER_MB = 1_000_000


def install_voice(wanted: str, options: SessionOptions, *, is_agreed: bool = False) -> None:
    """Install the voice that is recommended for a language code, or the one of a full name.

    Someone at a terminal is asked first, unless they have agreed already. A script that asks for it gets it.

    Raises:
        VoicecoachError: it cannot be installed; nothing of it is left.
    """
    name = recommended_name(wanted)
    if language_of(name) and is_installed(name):
        make_newest(name)
        say(f"{name} is already installed in {own_voices_folder()}")
    else:
        say("looking up the public Piper voices")
        voice = look_up(name)
        _tell_about(voice)
        is_asked = not is_agreed and sys.stdin is not None and sys.stdin.isatty()
        if is_asked and not click.confirm("Download it?", default=True, err=True):
            say("nothing was downloaded")
            return
        with progress_bar("downloading") as progress:
            install(voice, progress)
        name = voice.name
        say(f"installed {name}, which has spoken a sentence to test it")
    _tell_use(name, options)


def _tell_about(voice: PublicVoice) -> None:
    """Show what is known of a voice before it is downloaded. A licence is shown only if its model card states it."""
    try:
        card, problem = fetch_card(voice), ""
    except SpeechError as error:
        card, problem = ModelCard(), f" ({error.message})"
    licence = "unknown" if problem else f"{card.licence or 'not stated'}, of the recordings it was trained on"
    say(f"{voice.name}: {voice.language_name or voice.language}, {voice.quality} quality")
    for name, value in {
        "size": f"{voice.size_bytes / _BYTES_PER_MB:.1f} MB",
        "licence": licence,
        "recordings": card.recordings,
        "training": card.training,
        "model card": f"{card_address(voice)}{problem}" if voice.card_path else "none",
        "source": file_addresses(voice.name)[0].partition("?")[0],
        "folder": f"{own_voices_folder()}",
    }.items():
        if value:
            say(f"  {name:11} {value}")


def _tell_use(name: str, options: SessionOptions) -> None:
    """Say whether the voice is used from now on and, if not, what is, why, and how to change that."""
    language = base_language(language_of(name))
    used = used_voice(options, language)
    if used.id == name:
        say(f"{name} now speaks in all sessions in '{language}'")
    else:
        who = f"{used.id} of {used.engine}" if used.id else "no voice"
        without = ", without 'engine'" if "engine" in options.own else ""
        say(f"sessions in '{language}' are still spoken by {who} ({used.why})")
        say(f"  to use the new voice: --engine piper --voice {name}")
        say(f'  or always, in your own settings, under [voices]: {language} = "{name}"{without}')
    say(f"hear it: voicecoach voices --hear {name}")
