"""Options and arguments that several commands share."""

import functools
import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypeAlias

import click

from voicecoach.audio import Clip
from voicecoach.cli.report import progress_bar, tell_problems
from voicecoach.compiler import clips_of, compile_workout, is_json, workout_of
from voicecoach.errors import UNPRINTABLE, ChoiceError, Problem
from voicecoach.library import ScriptText, load_script
from voicecoach.script import WORKOUT_FORMAT, Problems, Words, read_reference
from voicecoach.session import Choices, Verbosity
from voicecoach.speech import DEFAULT_ENGINE, DEFAULT_RATE_WPM, Voice, open_engine, open_voice
from voicecoach.speech.cache import ClipCache
from voicecoach.timeline import Heard, Timeline
from voicecoach.units import MS_PER_MINUTE, MS_PER_SECOND, Ms
from voicecoach.workout import Load, Side

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


class Reference(click.ParamType):  # type: ignore[type-arg,unused-ignore]  # generic only since click 8.5
    """What percentages are of: ``squat max=110 kg``; becomes a name and a load."""

    name = "reference"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> tuple[str, Load]:
        """Read the value, or fail in click's way."""
        name, equals, load = str(value).partition("=")
        problems = Problems()
        words = Words(load.strip(), "--reference", 1, 1, load.strip())
        reference = read_reference(words, problems) if name.strip() and equals else None
        if reference is None or UNPRINTABLE.search(name):
            self.fail(f"'{value}' is not a reference, such as 'squat max=110 kg'", param, ctx)
        return name.strip(), reference


_SESSION_OPTIONS = (
    click.option("--rounds", type=int, metavar="N", help="How many rounds, e.g. 3, of each group that leaves it open."),
    click.option("--rest", "rest_ms", type=Seconds(), help="Rest between exercises, e.g. 15; 0 for none."),
    click.option("--round-rest", "round_rest_ms", type=Seconds(), help="Rest between rounds, e.g. 45 or 1:30."),
    click.option("--level", metavar="NAME", help="One of the levels that the script offers, e.g. light."),
    click.option(
        "--stage", type=int, metavar="N", help="A stage of its progression, e.g. 3; show --stages lists them."
    ),
    click.option(
        "--ease", type=click.IntRange(0), default=0, metavar="N", help="So many steps easier, e.g. 1, if it hurts."
    ),
    click.option(
        "--paced/--self-paced",
        "paced",
        default=None,
        help="Count every set aloud, or let every counted set wait for you.",
    ),
    click.option(
        "--first-side",
        type=click.Choice([side.value for side in Side]),
        default=Side.LEFT.value,
        show_default=True,
        help="The side that begins.",
    ),
    click.option(
        "--reference",
        "references",
        type=Reference(),
        multiple=True,
        metavar="NAME=LOAD",
        help="What percentages are of, e.g. 'squat max=110 kg'; may be given several times.",
    ),
    click.option(
        "--verbosity",
        type=click.Choice([verbosity.label for verbosity in Verbosity]),
        help="How much the coach talks: sounds only, names and counts, form cues too (the default), everything.",
    ),
)


_CHOICES = ("rounds", "rest_ms", "round_rest_ms", "level", "stage", "ease", "paced")
"""The options that go into Choices as they are."""


def voice_options(command: Command) -> Command:
    """Add the options that choose a voice; the command gets a ``VoiceChoice`` as ``voice``."""

    @functools.wraps(command)
    def with_voice(*, engine: str | None, voice: str | None, rate_wpm: int | None, **others: Any) -> Any:
        return command(voice=VoiceChoice(engine, voice, rate_wpm), **others)

    return _with(with_voice, _VOICE_OPTIONS)


def session_options(command: Command) -> Command:
    """Add the options that shape a session and its voice; the command gets ``choices`` and ``voice``."""

    @functools.wraps(command)
    def with_choices(*, verbosity: str | None, first_side: str, references: Iterable[Any], **others: Any) -> Any:
        chosen = {name: others.pop(name) for name in _CHOICES}
        choices = Choices(
            **chosen,
            verbosity=Verbosity[verbosity.upper()] if verbosity else Verbosity.NORMAL,
            first_side=Side(first_side),
            references=dict(references),
        )
        return command(choices=choices, **others)

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


def problems_of(found: ScriptText) -> tuple[Problem, ...]:
    """Return the problems of a script.

    Raises:
        VoicecoachError: the text is a cue list, and one that cannot be played.
    """
    if not _is_cue_list(found.text):
        return workout_of(found).problems
    Timeline.from_json(found.text)
    return ()


def _is_cue_list(text: str) -> bool:
    """Whether a text is a saved cue list: what is JSON, and not the JSON form of a workout."""
    return is_json(text) and WORKOUT_FORMAT not in text[:200]


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
    result = workout_of(found)
    workout = result.or_raise()
    tell_problems(result.problems)
    opened = voice.open(workout.language)
    with progress_bar("speaking") as progress:
        return Prepared(compile_workout(workout, choices, opened, progress), opened, name)
