"""What is kept on disk from one run to the next: entries that are whole, or treated as absent.

An entry is a SHA-256 digest of its data followed by the data. One that does not match its digest, be it cut short,
changed or empty, is made again, never used.
"""

import hashlib
import os
import tempfile
from contextlib import suppress
from pathlib import Path

_DIGEST_BYTES = hashlib.sha256().digest_size


class DiskCache:
    """Entries in a folder, one file each, in sub-folders by the first two letters of their names."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def get(self, name: str) -> bytes | None:
        """Return an entry, or None where there is none or it is damaged."""
        try:
            stored = self._path(name).read_bytes()
        except OSError:
            return None
        digest, data = stored[:_DIGEST_BYTES], stored[_DIGEST_BYTES:]
        return data if data and hashlib.sha256(data).digest() == digest else None

    def put(self, name: str, data: bytes) -> None:
        """Keep an entry. It appears whole or not at all, also when two programs keep the same one.

        Raises:
            OSError: the folder cannot be written.
        """
        path = self._path(name)
        path.parent.mkdir(parents=True, exist_ok=True)
        handle, beside = tempfile.mkstemp(dir=path.parent, suffix=".part")
        try:
            with os.fdopen(handle, "wb") as file:
                file.write(hashlib.sha256(data).digest() + data)
            Path(beside).replace(path)
        except BaseException:
            with suppress(OSError):
                Path(beside).unlink()
            raise

    def _path(self, name: str) -> Path:
        return self.folder / name[:2] / name
