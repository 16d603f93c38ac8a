"""The command that records a session's phrases: record."""

import queue
import shlex
from collections.abc import Iterable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import click

from voicecoach.cli import report
from voicecoach.cli.caches import bounded_caches
from voicecoach.cli.options import SettingsCommand, device_option, session_options
from voicecoach.cli.report import collected, say
from voicecoach.errors import ChoiceError, OutputError
from voicecoach.library import ScriptText, load_script
from voicecoach.session_options import SessionOptions

if TYPE_CHECKING:
    from voicecoach.compiler import CompiledSession
    from voicecoach.recording import Phrase
    from voicecoach.recording.speaker import Speaker
    from voicecoach.recording.studio import GetKey, Studio


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which phrases to record: only those that contain some ``words``, and ``again`` if they are recorded already."""

    words: str | None = None
    again: bool = False

    def of(self, session: "CompiledSession", pack: Path) -> "tuple[Phrase, ...]":
        """Return the phrases of a session that are to be recorded, the most frequent first."""
        from voicecoach.recording import phrases_of
        from voicecoach.speech import recording_name, recordings_in

        recorded = {} if self.again else recordings_in(pack)
        phrases = phrases_of(session.timeline, session.voice)
        wanted = f"-{recording_name(self.words)}-" if self.words else ""
        return tuple(one for one in phrases if one.name not in recorded and wanted in f"-{one.name}-")


_OWN_OPTIONS = {"--again": False, "--only": True, "--microphone": True}
"""The options that only this command has, and whether each takes a value."""

_ARGUMENTS = "voicecoach.record.arguments"
"""In the ``meta`` of a context: the arguments as the person wrote them."""


class _RecordCommand(SettingsCommand):
    """A command that remembers its arguments, to say with which ones the same session is played."""

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        """Parse the arguments."""
        ctx.meta[_ARGUMENTS] = tuple(args)
        return super().parse_args(ctx, args)


def _play_command(arguments: tuple[str, ...]) -> str:
    """Return the command that plays what these arguments record."""
    kept: list[str] = []
    left = iter(arguments)
    for argument in left:
        name, has_value, _ = argument.partition("=")
        if name not in _OWN_OPTIONS:
            kept.append(argument)
        elif _OWN_OPTIONS[name] and not has_value:
            next(left, None)
    return shlex.join(("voicecoach", "play", *kept))


@click.command(cls=_RecordCommand)
@click.argument("script")
@click.option("--again", is_flag=True, help="Also record phrases that are recorded already; each stays until you keep.")
@click.option(
    "--only",
    metavar="WORDS",
    help="Record only phrases that contain these words, e.g. 'hips back'.",
)
@click.option(
    "--microphone", metavar="NAME", help="Record with this microphone; 'voicecoach devices --microphones' lists them."
)
@device_option
@session_options
def record(
    script: str, again: bool, only: str | None, microphone: str | None, device: str | None, options: SessionOptions
) -> None:
    """Record a session in your own voice, phrase by phrase.

    The phrases that are heard most come first. Each is shown, counted in, recorded and played back, and is kept in the
    folder of --pack only if you say so. Stop whenever you like: the same command continues with what is missing.

    \b
    voicecoach record my-routine.md --pack my-voice
    voicecoach play my-routine.md --pack my-voice
    """
    from voicecoach.cli.recording_display import TerminalDisplay
    from voicecoach.loading import is_cue_list
    from voicecoach.recording.microphone import MiniaudioMicrophone
    from voicecoach.recording.pack import create_pack
    from voicecoach.recording.studio import Studio

    if options.voice.pack is None:
        raise click.UsageError("Missing option '--pack FOLDER': the folder for the recordings.")
    found = load_script(script)
    if is_cue_list(found):
        message = "a saved cue list has the times of its own voice, so new recordings would not fit into it"
        raise ChoiceError(message, "record for the script that it was compiled from")

    pack = Path(options.voice.pack)
    with ExitStack() as stack:
        get_key = stack.enter_context(_keys())
        MiniaudioMicrophone(microphone).close()  # Before the session is spoken, to say at once that there is none.
        speaker = stack.enter_context(_speaker(device))
        create_pack(pack)
        stack.enter_context(bounded_caches(options.cache_limit))
        studio = Studio(pack, lambda: MiniaudioMicrophone(microphone), speaker, get_key, TerminalDisplay())
        record_all(found, options, studio, Wanted(only, again))
    say(f"hear it: {_play_command(click.get_current_context().meta[_ARGUMENTS])}")


def record_all(found: ScriptText, options: SessionOptions, studio: "Studio", wanted: Wanted) -> None:
    """Record the phrases of a session until the person quits, or everything is recorded or skipped.

    Recordings take more or less time than the voice, so other phrases may have room in the session afterwards, which
    are then recorded as well.

    Raises:
        ChoiceError: nothing is spoken in the session.
    """
    from voicecoach.preparation import prepare
    from voicecoach.recording import phrases_of

    session = prepare(found, options, report)
    if not phrases_of(session.timeline, session.voice):
        raise ChoiceError("nothing is spoken in this session", "choose another --verbosity, such as normal")
    _tell_share(session, studio.pack)
    offered: set[str] = set()
    while phrases := [phrase for phrase in wanted.of(session, studio.pack) if phrase.name not in offered]:
        say("with these recordings, more phrases are heard:" if offered else _HOW)
        offered |= {phrase.name for phrase in phrases}
        goes_on = studio.record(phrases, session.clips)
        with collected():  # Warnings of the script, which were shown before.
            session = prepare(found, options, report)
        if not goes_on:
            break
    else:
        say("there is nothing more to record" if offered else _NOTHING)
    if offered:
        _tell_share(session, studio.pack)


_HOW = "what you keep is saved at once; q ends, and the same command continues later"
_NOTHING = "there is nothing to record; --again records what is recorded already, without --only every phrase"


def _tell_share(session: "CompiledSession", pack: Path) -> None:
    from voicecoach.recording import phrases_of, share_of
    from voicecoach.speech import recordings_in

    say(str(share_of(phrases_of(session.timeline, session.voice), recordings_in(pack))))


@contextmanager
def _keys() -> "Iterator[GetKey]":
    """Give the function that waits for a key.

    Raises:
        OutputError: there is no terminal.
    """
    from voicecoach.player import listening

    names: queue.Queue[str] = queue.Queue()

    def get_key(seconds: float) -> str | None:
        try:
            return names.get(timeout=seconds) if seconds else names.get_nowait()
        except queue.Empty:
            return None

    def put(pressed: Iterable[str]) -> None:
        for name in pressed:
            names.put(name)

    with listening(put) as has_keys:
        if not has_keys:
            hint = "run it in a terminal; or record the files that 'voicecoach show --phrases' names with a phone"
            raise OutputError("there is no terminal to record from", hint)
        yield get_key


@contextmanager
def _speaker(device: str | None) -> "Iterator[Speaker | None]":
    """Give the speaker; None, with a note, if this machine has no sound device and the person named none."""
    from voicecoach.player import DEFAULT_OUTPUT
    from voicecoach.player.outputs import open_output
    from voicecoach.recording.speaker import Speaker

    try:
        speaker = Speaker(open_output(DEFAULT_OUTPUT, device=device))
    except OutputError as error:
        if device is not None:
            raise
        say(f"note: {error.message}, so the count-in is only shown, and takes are not played back")
        yield None
        return
    try:
        yield speaker
    finally:
        speaker.close()
