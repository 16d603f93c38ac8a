"""Options and arguments that several commands share."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypeVar

import click

from voicecoach.audio import Clip
from voicecoach.cli.report import speaking, tell_problems
from voicecoach.compiler import clips_of, compile_workout
from voicecoach.errors import ChoiceError
from voicecoach.library import load_script
from voicecoach.script import read_script
from voicecoach.session import Choices, Verbosity
from voicecoach.speech import DEFAULT_ENGINE, Voice, open_engine, open_voice
from voicecoach.speech.cache import ClipCache
from voicecoach.timeline import Heard, Timeline
from voicecoach.units import MS_PER_SECOND, Ms

Command = TypeVar("Command", bound=Callable[..., Any])

_CUE_LIST_SUFFIX = ".json"


class Seconds(click.ParamType):  # type: ignore[type-arg,unused-ignore]  # generic only since click 8.5
    """A length of time: ``20``, ``20s``, ``20 s`` or ``1:30``; becomes milliseconds."""

    name = "seconds"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Ms:
        """Read the value, or fail in click's way."""
        if isinstance(value, int):
            return value
        text = str(value).strip().lower().removesuffix("s").strip()
        minutes, colon, seconds = text.rpartition(":")
        try:
            total = float(seconds) + (60 * int(minutes) if colon else 0)
        except ValueError:
            total = -1.0
        if total < 0:
            self.fail(f"'{value}' is not a length of time, such as 20 or 1:30", param, ctx)
        return round(total * MS_PER_SECOND)


@dataclass(frozen=True, slots=True)
class VoiceChoice:
    """Which voice the person asked for; None leaves it to the engine."""

    engine: str
    voice: str | None
    rate_wpm: int | None

    def open(self, language: str = "en", *, like: Timeline | None = None, cache: ClipCache | None = None) -> Voice:
        """Open the voice; what was not asked for is taken from a cue list, where there is one."""
        voice = self.voice or (like.voice.id if like else None)
        rate_wpm = self.rate_wpm or (like.voice.rate_wpm if like else None)
        engine = open_engine(like.voice.engine if like else self.engine)
        return open_voice(engine, cache, language=language, voice=voice, rate_wpm=rate_wpm)


engine_option = click.option("--engine", default=DEFAULT_ENGINE, show_default=True, help="The speech engine.")


def choice_options(command: Command) -> Command:
    """Add the choices that shape a session: rounds, rests, verbosity."""
    options = (
        click.option("--rounds", type=int, metavar="N", help="How many rounds of each group, e.g. 3."),
        click.option("--rest", "rest_ms", type=Seconds(), help="Rest between exercises, e.g. 15; 0 for none."),
        click.option("--round-rest", "round_rest_ms", type=Seconds(), help="Rest between rounds, e.g. 45 or 1:30."),
        click.option(
            "--verbosity",
            type=click.Choice([verbosity.label for verbosity in Verbosity]),
            help="How much the coach talks: sounds only, names and counts, form cues too (the default), everything.",
        ),
    )
    return _with(command, options)


def voice_options(command: Command) -> Command:
    """Add the choice of a voice."""
    options = (
        engine_option,
        click.option("--voice", metavar="ID", help="A voice that 'voicecoach voices' lists, e.g. en-gb or en-us+f3."),
        click.option(
            "--rate", "rate_wpm", type=click.IntRange(80, 400), help="Words per minute, e.g. 160 (the default)."
        ),
    )
    return _with(command, options)


def _with(command: Command, options: tuple[Callable[[Command], Command], ...]) -> Command:
    for option in reversed(options):
        command = option(command)
    return command


def make_choices(rounds: int | None, rest_ms: Ms | None, round_rest_ms: Ms | None, verbosity: str | None) -> Choices:
    """Return the session's choices, as the options of ``choice_options`` gave them."""
    chosen = Verbosity[verbosity.upper()] if verbosity else Verbosity.NORMAL
    return Choices(rounds, rest_ms, round_rest_ms, chosen)


@dataclass(frozen=True, slots=True)
class Prepared:
    """A timeline, ready to be heard, and what it may be called in a file's name."""

    timeline: Timeline
    voice: Voice
    name: str

    def clips(self) -> dict[Heard, Clip]:
        """Return the clip of every cue; those of a saved cue list may have to be spoken first."""
        with speaking() as progress:
            return clips_of(self.timeline, self.voice, progress)


def prepare(script: str, voice_choice: VoiceChoice, choices: dict[str, Any]) -> Prepared:
    """Compile a script, or load a saved cue list, for which all choices are made already.

    Raises:
        VoicecoachError: whatever stands in the way, in one message.
    """
    if Path(script).suffix.lower() == _CUE_LIST_SUFFIX:
        if any(choice is not None for choice in choices.values()):
            hint = "compile the script again with the new choices"
            raise ChoiceError("in a saved cue list, all choices are made already", hint)
        timeline = Timeline.from_json(load_script(script).text)
        return Prepared(timeline, voice_choice.open(timeline.language, like=timeline), Path(script).stem)
    found = load_script(script)
    result = read_script(found.text, found.path)
    workout = result.or_raise()
    tell_problems(result.problems)
    voice = voice_choice.open(workout.language)
    with speaking() as progress:
        timeline = compile_workout(workout, make_choices(**choices), voice, progress)
    return Prepared(timeline, voice, Path(found.path).stem.strip("<>"))
