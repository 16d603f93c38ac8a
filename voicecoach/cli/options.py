"""Options and arguments that several commands share."""

import functools
import re
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypeAlias

import click

from voicecoach.audio import Clip
from voicecoach.cli.report import progress_bar, tell_problems
from voicecoach.compiler import clips_of, compile_workout
from voicecoach.errors import ChoiceError, Problem
from voicecoach.library import load_script
from voicecoach.script import read_script
from voicecoach.session import Choices, Verbosity
from voicecoach.speech import DEFAULT_ENGINE, DEFAULT_RATE_WPM, Voice, open_engine, open_voice
from voicecoach.speech.cache import ClipCache
from voicecoach.timeline import Heard, Timeline
from voicecoach.units import MS_PER_MINUTE, MS_PER_SECOND, Ms

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


@dataclass(frozen=True, slots=True)
class VoiceChoice:
    """Which voice the person asked for; None leaves it to the engine."""

    engine: str | None = None
    voice: str | None = None
    rate_wpm: int | None = None

    def open(self, language: str = "en", cache: ClipCache | None = None) -> Voice:
        """Open the voice."""
        return open_voice(open_engine(self.engine), cache, voice=self.voice, rate_wpm=self.rate_wpm, language=language)


engine_option = click.option(
    "--engine", metavar="NAME", help=f"The speech engine, e.g. {DEFAULT_ENGINE} (the default)."
)

_VOICE_OPTIONS = (
    engine_option,
    click.option("--voice", metavar="ID", help="A voice that 'voicecoach voices' lists, e.g. en-gb or en-us+f3."),
    click.option(
        "--rate",
        "rate_wpm",
        type=click.IntRange(80, 400),
        help=f"Words per minute, e.g. {DEFAULT_RATE_WPM} (the default).",
    ),
)
_SESSION_OPTIONS = (
    click.option("--rounds", type=int, metavar="N", help="How many rounds, e.g. 3, of each group that leaves it open."),
    click.option("--rest", "rest_ms", type=Seconds(), help="Rest between exercises, e.g. 15; 0 for none."),
    click.option("--round-rest", "round_rest_ms", type=Seconds(), help="Rest between rounds, e.g. 45 or 1:30."),
    click.option(
        "--verbosity",
        type=click.Choice([verbosity.label for verbosity in Verbosity]),
        help="How much the coach talks: sounds only, names and counts, form cues too (the default), everything.",
    ),
)


def voice_options(command: Command) -> Command:
    """Add the options that choose a voice; the command gets a ``VoiceChoice`` as ``voice``."""

    @functools.wraps(command)
    def with_voice(*, engine: str | None, voice: str | None, rate_wpm: int | None, **others: Any) -> Any:
        return command(voice=VoiceChoice(engine, voice, rate_wpm), **others)

    return _with(with_voice, _VOICE_OPTIONS)


def session_options(command: Command) -> Command:
    """Add the options that shape a session and its voice; the command gets ``choices`` and ``voice``."""

    @functools.wraps(command)
    def with_choices(
        *, rounds: int | None, rest_ms: Ms | None, round_rest_ms: Ms | None, verbosity: str | None, **others: Any
    ) -> Any:
        chosen = Verbosity[verbosity.upper()] if verbosity else Verbosity.NORMAL
        return command(choices=Choices(rounds, rest_ms, round_rest_ms, chosen), **others)

    return _with(voice_options(with_choices), _SESSION_OPTIONS)


def _with(command: Command, options: tuple[Callable[[Command], Command], ...]) -> Command:
    for option in reversed(options):
        command = option(command)
    return command


@dataclass(frozen=True, slots=True)
class Prepared:
    """A timeline, ready to be heard, and what it may be called in a file's name."""

    timeline: Timeline
    voice: Voice
    name: str

    def clips(self) -> dict[Heard, Clip]:
        """Return the clip of every cue; those of a saved cue list may have to be spoken first."""
        with progress_bar("speaking") as progress:
            return clips_of(self.timeline, self.voice, progress)


def problems_of(text: str, path: str) -> tuple[Problem, ...]:
    """Return the problems of a script.

    Raises:
        VoicecoachError: the text is a cue list, and one that cannot be played.
    """
    if not _is_cue_list(text):
        return read_script(text, path).problems
    Timeline.from_json(text)
    return ()


def _is_cue_list(text: str) -> bool:
    return text.lstrip().startswith("{")


def prepare(script: str, choices: Choices, voice: VoiceChoice) -> Prepared:
    """Compile a script, or load a saved cue list.

    Raises:
        VoicecoachError: whatever stands in the way, in one message.
    """
    found = load_script(script)
    name = Path(found.path).stem.strip("<>")
    if _is_cue_list(found.text):
        if (choices, voice) != (Choices(), VoiceChoice()):
            message = "a saved cue list cannot be changed: choices of rounds, rest, verbosity or voice do not apply"
            raise ChoiceError(message, "compile the script again with the new choices")
        timeline = Timeline.from_json(found.text)
        saved = timeline.voice
        opened = VoiceChoice(saved.engine, saved.id, saved.rate_wpm).open(timeline.language)
        return Prepared(timeline, opened, name)
    result = read_script(found.text, found.path)
    workout = result.or_raise()
    tell_problems(result.problems)
    opened = voice.open(workout.language)
    with progress_bar("speaking") as progress:
        return Prepared(compile_workout(workout, choices, opened, progress), opened, name)
