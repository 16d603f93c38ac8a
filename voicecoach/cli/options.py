"""Options and arguments that several commands share."""

import functools
import re
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from math import isfinite
from pathlib import Path
from typing import Any, TypeAlias

import click

from voicecoach.audio import MixSettings, Volumes, open_music, tracks_at
from voicecoach.cli.report import say
from voicecoach.config import RATES_WPM, Config
from voicecoach.errors import UNPRINTABLE, ChoiceError
from voicecoach.languages import language_code
from voicecoach.script import Problems, Span, read_reference
from voicecoach.session_options import SessionOptions
from voicecoach.speech import DEFAULT_ENGINE, DEFAULT_RATE_WPM, ENGINES, VoiceSettings
from voicecoach.talk import CueSwitch, Verbosity, contradiction, read_switch
from voicecoach.units import MS_PER_MINUTE, MS_PER_SECOND, Ms
from voicecoach.workout import Load, References, Side

_TIME = re.compile(r"((?P<minutes>[0-9]{1,4}):(?=[0-5][0-9]$))?(?P<seconds>[0-9]{1,6}(\.[0-9]+)?)( ?s)?", re.IGNORECASE)

Command: TypeAlias = Callable[..., Any]


class Seconds(click.ParamType):  # type: ignore[type-arg,unused-ignore]  # generic only since click 8.5
    """A length of time: ``20``, ``20s``, ``20 s`` or ``1:30``; becomes milliseconds."""

    name = "seconds"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Ms:
        """Read the value, or fail in click's way."""
        if isinstance(value, int):
            return value
        match = _TIME.fullmatch(str(value).strip())
        if match is None:
            self.fail(f"'{value}' is not a length of time, such as 20 or 1:30", param, ctx)
        return int(match["minutes"] or 0) * MS_PER_MINUTE + round(float(match["seconds"]) * MS_PER_SECOND)


engine_option = click.option(
    "--engine", type=click.Choice(list(ENGINES)), help=f"The speech engine; {DEFAULT_ENGINE} if none is chosen."
)

_VOICE_OPTIONS = (
    engine_option,
    click.option("--voice", metavar="ID", help="A voice that 'voicecoach voices' lists, e.g. en-gb or en-us+f3."),
    click.option(
        "--rate",
        "rate_wpm",
        type=click.IntRange(RATES_WPM[0], RATES_WPM[-1]),
        help=f"Words per minute, e.g. {DEFAULT_RATE_WPM} (the usual).",
    ),
    click.option("--pack", metavar="FOLDER", help="Recordings of phrases that are heard in place of the engine."),
)


class Reference(click.ParamType):  # type: ignore[type-arg,unused-ignore]  # generic only since click 8.5
    """What percentages are of: ``squat max=110 kg``; becomes a name and a load."""

    name = "reference"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> tuple[str, Load]:
        """Read the value, or fail in click's way."""
        name, equals, load = str(value).partition("=")
        problems = Problems()
        words = Span(load.strip(), "--reference", 1, 1, load.strip())
        reference = read_reference(words, problems) if name.strip() and equals else None
        if reference is None or UNPRINTABLE.search(name):
            self.fail(f"'{value}' is not a reference, such as 'squat max=110 kg'", param, ctx)
        return name.strip(), reference


class Cue(click.ParamType):  # type: ignore[type-arg,unused-ignore]  # generic only since click 8.5
    """How one kind of cue is heard: ``count=every-5``."""

    name = "cue"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> CueSwitch:
        """Read the value, or fail in click's way."""
        try:
            return value if isinstance(value, CueSwitch) else read_switch(value)
        except ChoiceError as error:
            self.fail(f"{error.message}; {error.hint}", param, ctx)


class Language(click.ParamType):  # type: ignore[type-arg,unused-ignore]  # generic only since click 8.5
    """A language that the coach speaks: ``de``, ``en-gb``."""

    name = "language"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> str:
        """Read the value, or fail in click's way."""
        try:
            return language_code(str(value))
        except ChoiceError as error:
            self.fail(f"{error.message}; {error.hint}", param, ctx)


verbosity_option = click.option(
    "--verbosity",
    type=click.Choice([verbosity.label for verbosity in Verbosity]),
    help="How much the coach talks: sounds only, names and counts, form cues too (usual), everything.",
)

_SOFTEST_DB, _LOUDEST_DB = -30, 6


class Gain(click.FloatRange):
    """How much louder or softer, in decibels."""

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> float:
        """Read the value, or fail in click's way."""
        gain_db = float(super().convert(value, param, ctx))
        if not isfinite(gain_db):
            self.fail(f"'{value}' is no number of decibels", param, ctx)
        return gain_db


_gain = Gain(_SOFTEST_DB, _LOUDEST_DB)

_MIXING_OPTIONS = (
    click.option(
        "--music",
        type=click.Path(path_type=Path),
        metavar="FILE|FOLDER",
        help="Music under the coach, ducked while something is said, e.g. ~/Music/training; again when it ends.",
    ),
    click.option(
        "--voice-gain", "voice_db", type=_gain, default=0, metavar="DB", help="Words louder, e.g. 3, or softer."
    ),
    click.option("--sound-gain", "sounds_db", type=_gain, default=0, metavar="DB", help="Go, stop and ticks, e.g. -6."),
    click.option("--music-gain", "music_db", type=_gain, default=0, metavar="DB", help="The music, e.g. -3."),
    click.option(
        "--keep-awake/--no-keep-awake",
        "keeps_awake",
        default=None,
        help="Fill silence with a hum that nobody hears, so that Bluetooth headphones stay awake. On, if not chosen.",
    ),
)


@dataclass(frozen=True, slots=True)
class MixOptions:
    """What lies under the coach, and how loud each is; None leaves it to the person's own settings."""

    music: Path | None = None
    levels: Volumes = field(default_factory=Volumes)
    keeps_awake: bool | None = None

    def open(self, config: Config) -> MixSettings:
        """Return the bed, and tell what of the music cannot be played.

        Raises:
            VoicecoachError: none of the music can be played.
        """
        opened = open_music(self.music) if self.music else None
        for name in opened.skipped if opened else ():
            say(f"note: {name} is no music that can be played, and is left out", once=True)
        return replace(self.without_music(config), music=opened)

    def without_music(self, config: Config) -> MixSettings:
        """Return the bed as it is before any music is opened."""
        chosen = config.keeps_awake if self.keeps_awake is None else self.keeps_awake
        return MixSettings(keep_alive=chosen is not False, levels=self.levels)

    def tracks(self) -> tuple[Path, ...]:
        """Return the files of the music, unopened.

        Raises:
            VoicecoachError: there are none.
        """
        return tracks_at(self.music) if self.music else ()


def mixing_options(command: Command) -> Command:
    """Add the options of what lies under the coach; the command gets a ``MixOptions`` as ``mix_options``."""

    @functools.wraps(command)
    def with_mixing(*, music: Path | None, keeps_awake: bool | None, **others: Any) -> Any:
        levels = Volumes(*(others.pop(name) for name in ("voice_db", "sounds_db", "music_db")))
        return command(mix_options=MixOptions(music, levels, keeps_awake), **others)

    return with_options(with_mixing, _MIXING_OPTIONS)


_PLAN_OPTIONS = (
    click.option("--rounds", type=int, metavar="N", help="How many rounds, e.g. 3, of each group that leaves it open."),
    click.option("--rest", "rest_ms", type=Seconds(), help="Rest between exercises, e.g. 15; 0 for none."),
    click.option("--round-rest", "round_rest_ms", type=Seconds(), help="Rest between rounds, e.g. 45 or 1:30."),
    click.option("--level", metavar="NAME", help="One of the levels that the script offers, e.g. light."),
    click.option(
        "--stage", type=int, metavar="N", help="A stage of its progression, e.g. 3; show --stages lists them."
    ),
    click.option("--ease", type=click.IntRange(0), metavar="N", help="So many steps easier, e.g. 1, if it hurts."),
    click.option(
        "--paced/--self-paced",
        "paced",
        default=None,
        help="Count every set aloud, or let every counted set wait for you.",
    ),
    click.option(
        "--reference",
        "references",
        type=Reference(),
        multiple=True,
        metavar="NAME=LOAD",
        help="What percentages are of, e.g. 'squat max=110 kg'; may be given several times.",
    ),
)

_TALK_OPTIONS = (
    click.option(
        "--first-side",
        type=click.Choice([side.value for side in Side]),
        help="The side that begins; left if none is chosen.",
    ),
    verbosity_option,
    click.option(
        "--cue",
        "cues",
        type=Cue(),
        multiple=True,
        metavar="KIND=HOW",
        help="One kind of cue, e.g. form=off, count=every-5, time-left=last-10; may be given several times.",
    ),
    click.option(
        "--language", type=Language(), metavar="CODE", help="What the coach speaks, e.g. de, in place of the script's."
    ),
)


_CHOICES = ("rounds", "rest_ms", "round_rest_ms", "level", "stage", "ease", "paced")
"""The options that go into Choices as they are."""


def voice_options(command: Command) -> Command:
    """Add the options that choose a voice; the command gets a ``VoiceSettings`` as ``voice``."""

    @functools.wraps(command)
    def with_voice(
        *, engine: str | None, voice: str | None, rate_wpm: int | None, pack: str | None, **others: Any
    ) -> Any:
        if voice and voice.endswith(".onnx"):
            voice = str(Path(voice).absolute())  # A saved cue list may be played from elsewhere.
        pack = str(Path(pack).absolute()) if pack else None
        return command(voice=VoiceSettings(engine or "", voice or "", rate_wpm or 0, pack=pack), **others)

    return with_options(with_voice, _VOICE_OPTIONS)


def talk_options(command: Command) -> Command:
    """Add the options that say how a session sounds, whatever is done in it; the command gets ``options``."""

    @functools.wraps(command)
    def with_wishes(*, verbosity: str | None, first_side: str | None, voice: VoiceSettings, **others: Any) -> Any:
        cues = tuple(others.pop("cues"))
        if message := contradiction(cues):
            raise ChoiceError(message, "give one of them")
        options = SessionOptions(
            verbosity=Verbosity.of(verbosity) if verbosity else None,
            first_side=Side(first_side) if first_side else None,
            cues=cues,
            language=others.pop("language"),
            voice=voice,
        )
        return command(options=options, **others)

    return with_options(voice_options(with_wishes), _TALK_OPTIONS)


def session_options(command: Command) -> Command:
    """Add the options that shape a session, and how it sounds; the command gets them as ``options``."""

    @functools.wraps(command)
    def with_session(*, options: SessionOptions, **others: Any) -> Any:
        chosen = {name: value for name in _CHOICES if (value := others.pop(name)) is not None}
        if references := References(dict(others.pop("references"))):
            chosen["references"] = references
        return command(options=replace(options, session=chosen), **others)

    return with_options(talk_options(with_session), _PLAN_OPTIONS)


def with_options(command: Command, options: tuple[Callable[[Command], Command], ...]) -> Command:
    """Add options to a command, the first on top."""
    for option in reversed(options):
        command = option(command)
    return command
