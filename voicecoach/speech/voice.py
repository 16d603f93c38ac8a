"""A voice of an engine at one rate, which speaks texts into clips and caches them."""

import logging
import tempfile
from collections.abc import Iterable
from pathlib import Path

from voicecoach.audio.clips import Clip, speech_clip
from voicecoach.errors import SpeechError
from voicecoach.phonemes import phonemes_in, without_phonemes
from voicecoach.phrases import Catalogue
from voicecoach.speech.cache import ClipCache, ClipKey
from voicecoach.speech.engine import SpeechEngine
from voicecoach.speech.normalise import normalise
from voicecoach.timeline import VoiceSettings
from voicecoach.units import Ms, Progress

_log = logging.getLogger(__name__)

_HINT = "choose another --voice, or run voicecoach doctor"


class Voice:
    """Speaks in one voice at one rate. Each text is rendered once, then taken from memory or from the cache."""

    def __init__(self, engine: SpeechEngine, settings: VoiceSettings, cache: ClipCache, catalogue: Catalogue) -> None:
        self.settings = settings
        self._engine = engine
        self.cache = cache
        self.catalogue = catalogue
        self._lexicon = {word: without_phonemes(spoken) for word, spoken in settings.say}
        self._phonemes = {word: sounds for _, spoken in settings.say for word, sounds in phonemes_in(spoken).items()}
        self._clips: dict[str, Clip] = {}
        self.cache_error: SpeechError | None = None
        """Why clips could not be cached, if so; they are heard all the same, and spoken again next time."""

    def speak(self, texts: Iterable[str], progress: Progress | None = None) -> dict[str, Clip]:
        """Return a clip for every text. ``progress`` counts the texts that are not cached yet.

        Raises:
            SpeechError: the engine failed for one of them; it is never replaced by silence.
        """
        words = {text: self._spelled(text) for text in texts}
        wanted = list(dict.fromkeys(words.values()))
        known = sum(each in self._clips for each in wanted)
        for each in wanted:
            if each not in self._clips and (cached := self.cache.get(self._key(each))):
                self._clips[each] = cached
        missing = [each for each in wanted if each not in self._clips]
        if known < len(wanted):
            from_cache = len(wanted) - known - len(missing)
            _log.info("phrases: %d from memory, %d from the cache, %d to speak", known, from_cache, len(missing))
        if missing:
            self._render(missing, progress)
        return {text: self._clips[said] for text, said in words.items()}

    def cached_ms(self, text: str) -> Ms:
        """Return the duration of a text if its clip is cached on disk, else 0; nothing is spoken."""
        return self.cache.duration_ms(self._key(self._spelled(text)))

    def _render(self, missing: list[str], progress: Progress | None) -> None:
        """Let the engine speak texts that are already spelled for it."""
        voice, left = self.settings.id, set(missing)
        with tempfile.TemporaryDirectory(prefix="voicecoach-") as folder:
            for words, path in self._engine.render(missing, voice, self.settings.rate_wpm, Path(folder)):
                clip = speech_clip(path)
                path.unlink()
                if clip is None:
                    raise SpeechError(f"the voice '{voice}' produced no sound for '{words}' ({path.name})", _HINT)
                self._clips[words] = clip
                left.discard(words)
                self._cache_clip(words, clip)
                if progress:
                    progress(len(missing) - len(left), len(missing))
        if left:
            raise SpeechError(f"the voice '{voice}' skipped '{min(left)}'", _HINT)

    def _cache_clip(self, words: str, clip: Clip) -> None:
        """Cache a clip. A full disk must not end a workout, so an error is only noted."""
        if self.cache_error is None:
            try:
                self.cache.put(self._key(words), clip)
            except SpeechError as error:
                self.cache_error = error

    def _key(self, words: str) -> ClipKey:
        fingerprint = self._engine.fingerprint(words, self.settings.id)
        return ClipKey(self.settings.engine, fingerprint, self.settings.id, self.settings.rate_wpm, words)

    def _spelled(self, text: str) -> str:
        """Return what the engine is given for a text."""
        return self._engine.spelled(self.words(text), self._phonemes)

    @property
    def language(self) -> str:
        """The language that texts are written out in."""
        return self.catalogue.language

    def words(self, text: str) -> str:
        """Return the words spoken for a text."""
        return normalise(text, self.catalogue, self._lexicon)
