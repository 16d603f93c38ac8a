"""The options that several commands share, and the records that a command gets in their place.

A value comes from the command line, else from a plan, else from the person's own settings, else it is the default:
plans and settings are click's ``default_map``, and click knows where each value came from.
"""

import functools
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from itertools import chain
from pathlib import Path
from typing import Any, TypeAlias

import click
from click.core import ParameterSource

from voicecoach.audio import MixSettings, Volumes, open_music
from voicecoach.caches import DEFAULT_LIMIT
from voicecoach.cli.parameter_types import CUE, GAIN, LANGUAGE, LEVELS, REFERENCE, SECONDS, OneOf, Parsed
from voicecoach.cli.report import say
from voicecoach.cli.settings import Settings, load_settings
from voicecoach.errors import ChoiceError, VoicecoachError
from voicecoach.library import config_path
from voicecoach.session import Choices
from voicecoach.session_options import SessionOptions
from voicecoach.speech import DEFAULT_RATE_WPM, ENGINES, VoiceSettings
from voicecoach.talk import NUDGE_MS, Verbosity, contradiction, over
from voicecoach.units import MS_PER_SECOND
from voicecoach.workout import References, Side, Standard

Command: TypeAlias = Callable[..., Any]
Option: TypeAlias = Callable[[Command], Command]

COMMAND_LINE, PLAN, SETTINGS_FILE, DEFAULT = "the command line", "the plan", "the settings", "the default"
"""Where the value of an option may come from."""

PLANNED = "voicecoach.planned"
"""In the ``meta`` of a context: the names of the parameters that a plan sets."""

engine_option = click.option(
    "--engine",
    type=OneOf(list(ENGINES)),
    help="Speak with this engine. [default: the most natural one here that speaks the language]",
)
_RATE = click.option(
    "--rate",
    "rate_wpm",
    type=click.IntRange(80, 400),  # Slower and faster speech is not understood.
    default=DEFAULT_RATE_WPM,
    metavar="WPM",
    help="Speak this many words per minute.",
)
# Paths are absolute, because a saved cue list, which keeps them, may be played from another folder.
_PACK = click.option(
    "--pack",
    type=Parsed("folder", lambda text: str(Path(text).absolute())),
    metavar="FOLDER",
    help="Play your own recordings of phrases in place of the voice.",
)
_VOICE_OPTIONS = (
    engine_option,
    click.option(
        "--voice",
        type=Parsed("id", lambda text: str(Path(text).absolute()) if text.endswith(".onnx") else text),
        metavar="ID",
        help="Speak with this voice, e.g. en-gb or en-us+f3; 'voicecoach voices' lists them.",
    ),
    _RATE,
    _PACK,
)

_VERBOSITIES = OneOf([verbosity.label for verbosity in Verbosity])
_HOW_MUCH = "How much the coach says: sounds only, plus names and counts, plus form cues, or everything."
verbosity_option = click.option("--verbosity", type=_VERBOSITIES, help=_HOW_MUCH)
_VERBOSITY = click.option("--verbosity", type=_VERBOSITIES, default=Verbosity.NORMAL.label, help=_HOW_MUCH)
_FIRST_SIDE = click.option(
    "--first-side",
    type=OneOf([side.value for side in Side]),
    default=Side.LEFT.value,
    help="Begin with this side.",
)
_SIDE = click.option(
    "--side",
    type=OneOf([side.value for side in Side]),
    help="Train this side where a script leaves it to you, as in 'the injured side only'. [default: left]",
)
_STANDARD = click.option(
    "--for",
    "standard",
    type=OneOf([standard.value for standard in Standard]),
    help="Take the numbers for men or for women where a script has both, as in 43/30 kg. [default: men]",
)
_TALK_OPTIONS = (
    _FIRST_SIDE,
    _SIDE,
    _STANDARD,
    _VERBOSITY,
    click.option(
        "--cue",
        "cues",
        type=CUE,
        multiple=True,
        metavar="KIND=HOW",
        help="Change one kind of cue, e.g. form=off, count=every-5, time-left=last-10; repeatable.",
    ),
    click.option(
        "--language", type=LANGUAGE, metavar="CODE", help="Speak this language, e.g. de, instead of the script's."
    ),
    *_VOICE_OPTIONS,
)

_CHOICES = ("rounds", "rest_ms", "round_rest_ms", "changeover_ms", "stage", "ease", "paced")
"""The parameters that go into Choices as they are."""

SESSION_DECORATORS = (
    click.option("--rounds", type=int, metavar="N", help="Do this many rounds, e.g. 3, if the script gives a range."),
    click.option("--rest", "rest_ms", type=SECONDS, help="Rest this long between exercises, e.g. 15; 0 = not at all."),
    click.option("--round-rest", "round_rest_ms", type=SECONDS, help="Rest this long between rounds, e.g. 1:30."),
    click.option(
        "--changeover", "changeover_ms", type=SECONDS, help="Take this long to get into place where no rest is written."
    ),
    click.option(
        "--level",
        type=LEVELS,
        multiple=True,
        metavar="NAME",
        help="Choose a level that the script offers, e.g. light; repeatable, for levels on several axes.",
    ),
    click.option("--stage", type=int, metavar="N", help="Choose a stage of its progression; show --stages lists them."),
    click.option("--ease", type=click.IntRange(0), metavar="N", help="Make it this many steps easier, if it hurts."),
    click.option(
        "--paced/--self-paced", "paced", default=None, help="Count every set aloud, or let every counted set wait."
    ),
    click.option(
        "--reference",
        "references",
        type=REFERENCE,
        multiple=True,
        metavar="NAME=LOAD",
        help="Set the load that percentages refer to, e.g. 'squat max=110 kg'; repeatable.",
    ),
    *_TALK_OPTIONS,
)

_KEEP_AWAKE = click.option(
    "--keep-awake/--no-keep-awake",
    "keeps_awake",
    default=True,
    help="Fill silence with a hum that nobody hears, so that Bluetooth headphones stay awake.",
)
MIXING_OPTIONS = (
    click.option(
        "--music",
        type=click.Path(path_type=Path),
        metavar="FILE|FOLDER",
        help="Loop music under the coach, quieter while the coach talks.",
    ),
    click.option("--voice-gain", "voice_db", type=GAIN, default=0, metavar="DB", help="Make words louder, e.g. 3."),
    click.option("--sound-gain", "sounds_db", type=GAIN, default=0, metavar="DB", help="The same for sounds, e.g. -6."),
    click.option("--music-gain", "music_db", type=GAIN, default=0, metavar="DB", help="The same for music, e.g. -3."),
    _KEEP_AWAKE,
)

device_option = click.option("--device", metavar="NAME", help="Play on this device; 'voicecoach devices' lists them.")
nudge_option = click.option(
    "--nudge",
    "nudge_ms",
    type=SECONDS,
    default=str(NUDGE_MS // MS_PER_SECOND),
    help="Remind me every time this many seconds have passed while a set waits. 0 = never.",
)


def with_options(command: Command, options: tuple[Option, ...]) -> Command:
    """Add options to a command, the first on top."""
    for option in reversed(options):
        command = option(command)
    return command


def _parameters(options: tuple[Option, ...]) -> list[click.Parameter]:
    return click.command()(with_options(lambda: None, options)).params


def by_long_name(options: tuple[Option, ...]) -> dict[str, click.Option]:
    """Return options by the names that are written after ``--``."""
    return {option.opts[0][2:]: option for option in _parameters(options) if isinstance(option, click.Option)}


SESSION_OPTIONS = by_long_name(SESSION_DECORATORS)
"""The options that shape a session and how it sounds, which are those that can vary in a batch."""

SETTINGS = by_long_name(
    (_VERBOSITY, _FIRST_SIDE, _SIDE, _STANDARD, engine_option, _RATE, _PACK, device_option, _KEEP_AWAKE, nudge_option)
)
"""The options that a person can set for all sessions."""


class SettingsCommand(click.Command):
    """A command whose options have the person's own settings as their defaults."""

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        """Parse the arguments. A mistake in the settings is raised by ``settings_of``, so that --help always works."""
        try:
            if ctx.obj is None:
                ctx.obj = load_settings(SETTINGS, ctx)
                ctx.default_map = dict(ctx.obj.defaults)
        except VoicecoachError as error:
            ctx.obj = error
        return super().parse_args(ctx, args)


def settings_of(context: click.Context) -> Settings:
    """Return the person's own settings.

    Raises:
        VoicecoachError: they cannot be used.
    """
    if isinstance(context.obj, VoicecoachError):
        raise context.obj
    return context.obj if isinstance(context.obj, Settings) else Settings(config_path())


def source_of(context: click.Context, name: str) -> str:
    """Return where the value of a parameter comes from."""
    source = context.get_parameter_source(name)
    if source is ParameterSource.COMMANDLINE:
        return COMMAND_LINE
    if source is not ParameterSource.DEFAULT_MAP:
        return DEFAULT
    return PLAN if name in context.meta.get(PLANNED, ()) else SETTINGS_FILE


def session_options_of(context: click.Context, changes: Mapping[str, Any] | None = None) -> SessionOptions:
    """Return what the options of a command ask for; ``changes`` replace some of them.

    Raises:
        VoicecoachError: options contradict each other, or the person's own settings cannot be used.
    """
    settings, changes = settings_of(context), changes or {}
    values = {**context.params, **changes}
    own = {name for name in values if name not in changes and source_of(context, name) == SETTINGS_FILE}
    cues = context.params.get("cues", ())
    if message := contradiction(cues):
        raise ChoiceError(message, "give one of them")
    choices = Choices(
        **{name: values[name] for name in _CHOICES if values.get(name) is not None},
        level=tuple(chain.from_iterable((*context.params.get("level", ()), *changes.get("level", ())))),
        verbosity=Verbosity.of(values.get("verbosity", Verbosity.NORMAL.label)),
        first_side=Side(values.get("first_side", Side.LEFT)),
        side=Side(values["side"]) if values.get("side") else None,
        standard=Standard(values["standard"]) if values.get("standard") else None,
        references=References(dict((*context.params.get("references", ()), *changes.get("references", ())))),
        cues=over(changes.get("cues", ()), cues),
        usual_cues=settings.cues,
        usual=frozenset(own & {"side", "standard"}),
    )
    engine, said = values.get("engine") or "", tuple(sorted(settings.say.items()))
    return SessionOptions(
        choices,
        values.get("language"),
        VoiceSettings(
            engine, values.get("voice") or "", values.get("rate_wpm", DEFAULT_RATE_WPM), said, values.get("pack")
        ),
        settings.voices if engine == settings.defaults.get("engine", "") else {},
        tuple(name.removesuffix("_wpm") for name in ("engine", "rate_wpm", "pack") if name in own),
        str(settings.path),
        settings.cache_limit or DEFAULT_LIMIT,
        is_given=bool(changes)
        or any(source_of(context, str(each.name)) in {COMMAND_LINE, PLAN} for each in SESSION_OPTIONS.values()),
    )


def options_from(arguments: list[str]) -> SessionOptions:
    """Return the options of a session from arguments and the person's own settings.

    Raises:
        VoicecoachError: the person's own settings cannot be used.
    """
    command = SettingsCommand("session", params=list(SESSION_OPTIONS.values()))
    with command.make_context("voicecoach", arguments) as context:
        return session_options_of(context)


@dataclass(frozen=True, slots=True)
class MixOptions:
    """What is mixed with the voice, and the volume of each; ``music`` is a file or a folder."""

    music: Path | None = None
    volumes: Volumes = field(default_factory=Volumes)
    keeps_awake: bool = True

    def open(self) -> MixSettings:
        """Return the settings of the mix, and report music that cannot be played.

        Raises:
            VoicecoachError: none of the music can be played.
        """
        opened = open_music(self.music) if self.music else None
        for name in opened.skipped if opened else ():
            say(f"note: {name} is not music that can be played, and is skipped", once=True)
        return replace(self.without_music(), music=opened)

    def without_music(self) -> MixSettings:
        """Return the settings of the mix without opening any music."""
        return MixSettings(keep_alive=self.keeps_awake, levels=self.volumes)


def mix_options_of(context: click.Context) -> MixOptions:
    """Return what is mixed with the voice, as the options of a command say."""
    values = context.params
    volumes = Volumes(values["voice_db"], values["sounds_db"], values["music_db"])
    return MixOptions(values["music"], volumes, values["keeps_awake"])


def gathering(options: tuple[Option, ...], name: str, read: Callable[[click.Context], Any]) -> Option:
    """Return a decorator that adds options to a command, which gets one record in their place, under a name."""
    gathered = {parameter.name for parameter in _parameters(options)}

    def decorate(command: Command) -> Command:
        @functools.wraps(command)
        def with_record(**values: Any) -> Any:
            others = {key: value for key, value in values.items() if key not in gathered}
            return command(**{name: read(click.get_current_context())}, **others)

        return with_options(with_record, options)

    return decorate


voice_options = gathering(_VOICE_OPTIONS, "context", lambda context: context)
session_options = gathering(SESSION_DECORATORS, "options", session_options_of)
all_settings = gathering((*_TALK_OPTIONS, device_option, _KEEP_AWAKE, nudge_option), "options", session_options_of)
