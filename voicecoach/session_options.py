"""What a person asks for of a session, once the command line and their own settings are put together."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from voicecoach.caches import DEFAULT_LIMIT
from voicecoach.languages import base_language
from voicecoach.session import Choices
from voicecoach.speech import VoiceSettings
from voicecoach.workout import Workout


@dataclass(frozen=True, slots=True)
class SessionOptions:
    """What a person asks for; by default, nothing.

    ``own_voices`` are the voices of their own settings by language, and ``own`` names what else of the voice comes from
    there. ``cache_limit`` is the most bytes that all caches have together. ``is_given`` if anything was asked for
    besides their own settings: a saved cue list cannot follow it.
    """

    choices: Choices = field(default_factory=Choices)
    language: str | None = None
    voice: VoiceSettings = field(default_factory=VoiceSettings)
    own_voices: Mapping[str, str] = field(default_factory=dict)
    own: tuple[str, ...] = ()
    settings_path: str = ""
    cache_limit: int = DEFAULT_LIMIT
    is_given: bool = False

    def voice_settings(self, workout: Workout) -> VoiceSettings:
        """Return the voice for the language of a workout."""
        return replace(self.voice, id=self.voice.id or self.own_voice(workout.language))

    def own_voice(self, language: str) -> str:
        """Return the voice that the person's own settings give a language; empty for none."""
        return self.own_voices.get(language) or self.own_voices.get(base_language(language), "")

    def sources_of_the_voice(self, workout: Workout) -> str:
        """Say what of the voice comes from the person's own settings; empty if nothing does."""
        voice = self.voice_settings(workout)
        values = {"engine": voice.engine, "voice": voice.id, "rate": voice.rate_wpm, "pack": voice.pack}
        own = {*self.own, *(() if self.voice.id or not voice.id else ("voice",))}
        named = ", ".join(f"{name} {value}" for name, value in values.items() if name in own)
        return f" ({named}: from {self.settings_path})" if named else ""
