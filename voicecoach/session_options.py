"""What a person asks for: on the command line first, then in the script, then in their own settings; else a default."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, fields
from typing import Any

from voicecoach.config import Config
from voicecoach.languages import base_language
from voicecoach.player import NUDGE_MS
from voicecoach.session import Choices
from voicecoach.speech import DEFAULT_ENGINE, DEFAULT_RATE_WPM, VoiceSettings
from voicecoach.talk import CueSwitch, Switches, Verbosity, over
from voicecoach.units import seconds_text
from voicecoach.workout import Exercise, Group, Link, References, Side, Workout, walk

COMMAND_LINE = "the command line"
SCRIPT = "the script"
DEFAULT = "the default"


@dataclass(frozen=True, slots=True)
class Setting:
    """A setting with its value, and where that comes from."""

    name: str
    value: Any
    source: str

    @property
    def text(self) -> str:
        """The value as a person reads it."""
        if self.value is None:
            return "none"
        named = self.value.label if isinstance(self.value, Verbosity) else self.value
        return str(named.value if isinstance(named, Side) else named)

    @property
    def chosen(self) -> Any:
        """The value, or None where it is only the default."""
        return None if self.source == DEFAULT else self.value


@dataclass(frozen=True, slots=True)
class SessionOptions:
    """The options of one command; None and nothing where none was given. ``session`` are fields of Choices."""

    session: Mapping[str, Any] = field(default_factory=dict)
    verbosity: Verbosity | None = None
    first_side: Side | None = None
    cues: Switches = ()
    language: str | None = None
    voice: VoiceSettings = field(default_factory=VoiceSettings)

    def over(self, usual: "SessionOptions") -> "SessionOptions":
        """Return these, and what is usual where they leave it open."""
        session = {**usual.session, **self.session}
        if references := References({**usual.session.get("references", {}), **self.session.get("references", {})}):
            session["references"] = references
        voice = {
            each.name: getattr(self.voice, each.name) or getattr(usual.voice, each.name)
            for each in fields(VoiceSettings)
        }
        return SessionOptions(
            session,
            usual.verbosity if self.verbosity is None else self.verbosity,
            self.first_side or usual.first_side,
            over(self.cues, usual.cues),
            self.language or usual.language,
            VoiceSettings(**voice),
        )

    def choices(self, config: Config) -> Choices:
        """Return what shapes the session."""
        return Choices(
            **self.session,
            verbosity=self._verbosity(config).value,
            first_side=self._first_side(config).value,
            cues=self.cues,
            usual_cues=config.cues,
        )

    def voice_settings(self, workout: Workout, config: Config) -> VoiceSettings:
        """Return the voice that was chosen for the language of a workout, and the person's own pronunciations."""
        language = self.language or workout.language
        return VoiceSettings(
            engine=self._engine(config).chosen or "",
            id=self._voice(language, config).chosen or "",
            rate_wpm=self._rate(config).chosen or 0,
            say=tuple(sorted(config.say.items())),
            pack=self._pack(config).chosen,
        )

    def sources_of_the_voice(self, workout: Workout, config: Config) -> str:
        """Say what of the voice comes from the person's own settings; nothing where none does."""
        language = self.language or workout.language
        settings = (self._engine(config), self._voice(language, config), self._rate(config), self._pack(config))
        own = [setting for setting in settings if setting.source == str(config.path)]
        return f" ({', '.join(f'{one.name} {one.text}' for one in own)}: from {config.path})" if own else ""

    def effective(self, config: Config, workout: Workout | None = None) -> Iterator[Setting]:
        """Yield every setting that holds, with where it comes from."""
        usual = Workout("").language
        language = Setting("language", usual, DEFAULT)
        if workout and workout.language != usual:
            language = Setting("language", workout.language, SCRIPT)
        if self.language:
            language = Setting("language", self.language, COMMAND_LINE)
        yield from (self._verbosity(config), language, self._engine(config), self._voice(language.value, config))
        yield from (self._rate(config), self._pack(config), self._first_side(config))
        yield from _of_playing(config)
        of_script = workout.cues if workout else ()
        sources = ((self.cues, COMMAND_LINE), (of_script, SCRIPT), (config.cues, str(config.path)))
        for switch in over(self.cues, over(of_script, config.cues)):
            source = next(source for switches, source in sources if switch in switches)
            yield _cue(switch, source)
        for what, switches in _narrower(workout) if workout else ():
            for switch in switches:
                is_replaced = any(switch.kind == chosen.kind for chosen in self.cues)
                if not is_replaced:
                    yield _cue(switch, f"{SCRIPT}: {what}")
        of_words = workout.pronunciations if workout else {}
        for word, said in sorted({**config.say, **of_words}.items()):
            yield Setting(f"say {word}", said, SCRIPT if word in of_words else str(config.path))

    def _verbosity(self, config: Config) -> Setting:
        return _pick("verbosity", self.verbosity, config, config.verbosity, Verbosity.NORMAL)

    def _first_side(self, config: Config) -> Setting:
        return _pick("first side", self.first_side, config, config.first_side, Side.LEFT)

    def _engine(self, config: Config) -> Setting:
        return _pick("engine", self.voice.engine or None, config, config.engine, DEFAULT_ENGINE)

    def _rate(self, config: Config) -> Setting:
        return _pick("rate", self.voice.rate_wpm or None, config, config.rate_wpm, DEFAULT_RATE_WPM)

    def _pack(self, config: Config) -> Setting:
        return _pick("pack", self.voice.pack, config, config.pack, None)

    def _voice(self, language: str, config: Config) -> Setting:
        """Return the voice: one that was set for a language belongs to the engine that was set with it."""
        is_its_engine = self.voice.engine in {"", config.engine or DEFAULT_ENGINE}
        own = config.voices.get(language) or config.voices.get(base_language(language))
        return _pick(
            "voice", self.voice.id or None, config, own if is_its_engine else None, f"the engine's for '{language}'"
        )


def _pick(name: str, option: Any, config: Config, configured: Any, default: Any) -> Setting:
    if option is not None:
        return Setting(name, option, COMMAND_LINE)
    if configured is not None:
        return Setting(name, configured, str(config.path))
    return Setting(name, default, DEFAULT)


def _of_playing(config: Config) -> Iterator[Setting]:
    """Yield what holds where a session is played."""
    keeps_awake = {None: None, True: "on", False: "off"}[config.keeps_awake]
    nudge = None if config.nudge_ms is None else seconds_text(config.nudge_ms)
    yield _pick("device", None, config, config.device, "the system's")
    yield _pick("keep awake", None, config, keeps_awake, "on")
    yield _pick("nudge", None, config, nudge, seconds_text(NUDGE_MS))


def _cue(switch: CueSwitch, source: str) -> Setting:
    return Setting(f"cue {switch.kind}", str(switch).partition("=")[2], source)


def _narrower(workout: Workout) -> Iterator[tuple[str, Switches]]:
    """Yield what a script switches for a part of it: for groups, exercises, movements."""
    for item in walk(workout.groups):
        if isinstance(item, Exercise | Group):
            yield item.title, item.cues
        elif isinstance(item, Link):
            yield item.title, item.workout.cues
            yield from _narrower(item.workout)
    for movement in (*workout.movements.values(), *workout.shared.values()):
        yield movement.name, movement.cues
