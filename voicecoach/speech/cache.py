"""The cache of spoken clips on disk: what has been spoken once is never waited for again."""

import hashlib
import json
from dataclasses import dataclass
from pathlib import Path

from voicecoach.audio.clips import BYTES_PER_MS, Clip
from voicecoach.disk_cache import DiskCache
from voicecoach.errors import SpeechError

# Part of every key: raise it when the making of a clip changes (trimming, level, rate).
_CLIP_VERSION = 3


@dataclass(frozen=True, slots=True)
class ClipKey:
    """Everything that shapes the sound of a spoken clip."""

    engine: str
    fingerprint: str
    voice: str
    rate_wpm: int
    text: str

    def file_name(self) -> str:
        """Return the name of the entry: the same for the same sound, different for any other."""
        shape = [_CLIP_VERSION, self.engine, self.fingerprint, self.voice, self.rate_wpm, self.text]
        return hashlib.sha256(json.dumps(shape).encode()).hexdigest() + ".clip"


class ClipCache:
    """Clips in a folder."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._cache = DiskCache(folder)

    def get(self, key: ClipKey) -> Clip | None:
        """Return a kept clip, or None where there is none or it is damaged."""
        pcm = self._cache.get(key.file_name())
        return None if pcm is None or len(pcm) % BYTES_PER_MS else Clip(pcm)

    def put(self, key: ClipKey, clip: Clip) -> None:
        """Keep a clip. It appears whole or not at all, also when two programs keep the same one.

        Raises:
            SpeechError: the folder cannot be written.
        """
        try:
            self._cache.put(key.file_name(), clip.pcm)
        except OSError as error:
            hint = f"make {self.folder} writable, or free some space; voicecoach doctor checks it"
            raise SpeechError(f"a spoken clip cannot be kept: {error.strerror}", hint) from error
