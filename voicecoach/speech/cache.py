"""The cache of spoken clips on disk, so that nothing is spoken twice."""

import hashlib
import json
from dataclasses import dataclass
from pathlib import Path

from voicecoach.audio.clips import BYTES_PER_MS, Clip
from voicecoach.disk_cache import DiskCache
from voicecoach.errors import SpeechError
from voicecoach.units import Ms

# Part of every key: raise it when clips are made differently (trimming, level, rate).
_CLIP_VERSION = 4


@dataclass(frozen=True, slots=True)
class ClipKey:
    """Everything that determines the sound of a spoken clip."""

    engine: str
    fingerprint: str
    voice: str
    rate_wpm: int
    text: str

    def file_name(self) -> str:
        """Return the name of the cache entry, a digest of the key."""
        shape = [_CLIP_VERSION, self.engine, self.fingerprint, self.voice, self.rate_wpm, self.text]
        return hashlib.sha256(json.dumps(shape).encode()).hexdigest() + ".clip"


class ClipCache:
    """Clips cached in a folder."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._cache = DiskCache(folder)

    def get(self, key: ClipKey) -> Clip | None:
        """Return a cached clip, or None if it is missing or damaged."""
        pcm = self._cache.get(key.file_name())
        return None if pcm is None or len(pcm) % BYTES_PER_MS else Clip(pcm)

    def duration_ms(self, key: ClipKey) -> Ms:
        """Return the duration of a cached clip, without reading it; 0 if it is missing."""
        return self._cache.size(key.file_name()) // BYTES_PER_MS

    def put(self, key: ClipKey, clip: Clip) -> None:
        """Cache a clip. The entry is written whole or not at all, even if two programs cache the same clip.

        Raises:
            SpeechError: the folder cannot be written.
        """
        try:
            self._cache.put(key.file_name(), clip.pcm)
        except OSError as error:
            hint = f"make {self.folder} writable or free some disk space; voicecoach doctor checks it"
            raise SpeechError(f"spoken clips cannot be cached: {error.strerror}", hint) from error
