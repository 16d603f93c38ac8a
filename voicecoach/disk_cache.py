"""A cache on disk that never returns a damaged entry.

An entry is a SHA-256 digest of its data followed by the data. One that does not match its digest, because it is
truncated, changed or empty, counts as missing, so that the caller creates it again.
"""

import hashlib
import os
import tempfile
from contextlib import suppress
from pathlib import Path

_DIGEST_BYTES = hashlib.sha256().digest_size


class DiskCache:
    """Entries in a folder, one file each, in subfolders named by the first two letters of the entry.

    The time of a file is that of its last use, and the time of the folder that of the last new entry: ``caches`` relies
    on both.
    """

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def get(self, name: str) -> bytes | None:
        """Return an entry, or None if it is missing or damaged."""
        path = self._path(name)
        try:
            _mark_used(path)
            stored = path.read_bytes()
        except OSError:
            return None
        digest, data = stored[:_DIGEST_BYTES], stored[_DIGEST_BYTES:]
        return data if data and hashlib.sha256(data).digest() == digest else None

    def size(self, name: str) -> int:
        """Return the size of an entry in bytes, without reading it; 0 if it is missing."""
        try:
            return self._path(name).stat().st_size - _DIGEST_BYTES
        except OSError:
            return 0

    def put(self, name: str, data: bytes) -> None:
        """Store an entry atomically, even if two processes store the same one.

        Raises:
            OSError: the folder is not writable.
        """
        path = self._path(name)
        path.parent.mkdir(parents=True, exist_ok=True)
        handle, temporary = tempfile.mkstemp(dir=self.folder, suffix=".part")
        try:
            with os.fdopen(handle, "wb") as file:
                file.write(hashlib.sha256(data).digest() + data)
            Path(temporary).replace(path)
        except BaseException:
            with suppress(OSError):
                Path(temporary).unlink()
            raise

    def _path(self, name: str) -> Path:
        return self.folder / name[:2] / name


def _mark_used(path: Path) -> None:
    """Set the time of a file to now. What cannot be marked must not be used: it may be about to be evicted.

    Raises:
        FileNotFoundError: it does not exist.
    """
    try:
        os.utime(path)
    except FileNotFoundError:
        raise
    except OSError:  # The cache is read-only, so nothing is evicted.
        pass
