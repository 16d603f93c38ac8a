"""Tell whether exported files are up to date, so that they need not be exported again.

The cache maps the digest of everything that shapes a session's files to the digest of the files that were exported.
Files are up to date if they are byte for byte what was exported from the same input. So a file that was edited,
truncated or deleted is exported again, and one that was copied, or whose script has only a new comment, is not.
"""

import hashlib
import json
from collections.abc import Iterable, Mapping
from contextlib import suppress
from dataclasses import asdict, replace
from pathlib import Path
from typing import Any

from voicecoach.audio import Clip
from voicecoach.disk_cache import DiskCache
from voicecoach.exports.audio_file import Encoding
from voicecoach.exports.cover import drawing_versions
from voicecoach.exports.mp3 import codec_versions
from voicecoach.exports.tags import MADE_BY, Tags
from voicecoach.timeline import Heard, Timeline

# Part of every fingerprint. Raise it when the same version of the program would export different files.
_VERSION = 2


def fingerprint(
    timeline: Timeline, clips: Mapping[Heard, Clip], tags: Tags, encoding: Encoding, music: Iterable[Path], *forms: str
) -> str:
    """Return the digest of everything that shapes the files of a session.

    Music is identified by the names, sizes and times of the files in ``music``, not by the ``encoding``. Covers are not
    drawn, because they depend only on the timeline and on the versions of what draws them. ``forms`` are the suffix of
    the file and other options that decide which files are exported.
    """
    mix_settings = encoding.mix_settings
    shape = [
        [_VERSION, MADE_BY, *codec_versions(), *drawing_versions()],
        [*forms, encoding.bit_rate, mix_settings.channels, mix_settings.keep_alive, asdict(mix_settings.levels)],
        [_track(path) for path in music],
        replace(timeline, notes=()).to_json(),
        [_digest(clips[heard].pcm) for heard in dict.fromkeys(cue.heard for cue in timeline.cues)],
        asdict(replace(tags, cover=None)),
    ]
    return _digest(json.dumps(shape).encode())


def is_up_to_date(cache: DiskCache, name: str, files: Iterable[Path]) -> bool:
    """Whether files are what was last exported from the same input. If one cannot be read, they are not."""
    exported = cache.get(name)
    with suppress(OSError):
        return exported is not None and exported == _contents(files)
    return False


def remember(cache: DiskCache, name: str, files: Iterable[Path]) -> None:
    """Remember what was exported. If the cache cannot be written, it is exported again next time."""
    with suppress(OSError):
        cache.put(name, _contents(files))


def _track(path: Path) -> tuple[Any, ...]:
    found = path.stat()
    return path.name, found.st_size, found.st_mtime_ns


def _contents(files: Iterable[Path]) -> bytes:
    digests = hashlib.sha256()
    for path in files:
        with path.open("rb") as file:
            digests.update(hashlib.file_digest(file, "sha256").digest())
    return digests.digest()


def _digest(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()
