"""The cache of spoken clips on disk: what has been spoken once is never waited for again.

An entry is a SHA-256 digest of its PCM followed by the PCM. An entry that does not match its digest, be it cut short,
changed or empty, is treated as absent: it is made again, never played.
"""

import hashlib
import json
import os
import tempfile
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from voicecoach.audio.clips import BYTES_PER_MS, Clip
from voicecoach.errors import SpeechError

_DIGEST_BYTES = hashlib.sha256().digest_size

# Part of every key: raise it when the making of a clip changes (trimming, level, rate).
_CLIP_VERSION = 2


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
    """Clips in a folder, one file each, in sub-folders by the first two digits of their names."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def get(self, key: ClipKey) -> Clip | None:
        """Return a kept clip, or None where there is none or it is damaged."""
        try:
            data = self._path(key).read_bytes()
        except OSError:
            return None
        digest, pcm = data[:_DIGEST_BYTES], data[_DIGEST_BYTES:]
        if not pcm or len(pcm) % BYTES_PER_MS or hashlib.sha256(pcm).digest() != digest:
            return None
        return Clip(pcm)

    def put(self, key: ClipKey, clip: Clip) -> None:
        """Keep a clip. It appears whole or not at all, also when two programs keep the same one.

        Raises:
            SpeechError: the folder cannot be written.
        """
        path = self._path(key)
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            handle, beside = tempfile.mkstemp(dir=path.parent, suffix=".part")
            try:
                with os.fdopen(handle, "wb") as file:
                    file.write(hashlib.sha256(clip.pcm).digest() + clip.pcm)
                Path(beside).replace(path)
            except BaseException:
                with suppress(OSError):
                    Path(beside).unlink()
                raise
        except OSError as error:
            hint = f"make {self.folder} writable, or free some space; voicecoach doctor checks it"
            raise SpeechError(f"a spoken clip cannot be kept: {error.strerror}", hint) from error

    def _path(self, key: ClipKey) -> Path:
        name = key.file_name()
        return self.folder / name[:2] / name
