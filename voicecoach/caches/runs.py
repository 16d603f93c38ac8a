"""Which runs of voicecoach use the caches at this moment, so that nothing in use is evicted.

A run is one session that is prepared, played or exported. It has a file in the folder ``in-use``, created when the run
began and locked until it ends. The lock ends with the process, however it ends. Every use of an entry updates the time
of its file, so whatever was used since the oldest run began is in use.
"""

import os
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from voicecoach.caches.entries import files_in

IN_USE = "in-use"

_SUFFIX = ".run"

_UNTIL_LOCKED_S = 60.0
"""A file that is still not locked after this time belongs to a run that was killed."""

_LONGEST_RUN_S = 24 * 3600.0
"""The same where files cannot be locked: on Windows, and on some network drives."""


@contextmanager
def registered_run(caches: Path) -> Iterator[None]:
    """Register a run that uses the caches: nothing that it uses is evicted until it ends.

    In a folder that cannot be written there is nothing to register: nothing can be evicted there.
    """
    handle, path = -1, ""
    try:
        with suppress(OSError):
            folder = caches / IN_USE
            folder.mkdir(parents=True, exist_ok=True)
            handle, path = tempfile.mkstemp(suffix=_SUFFIX, dir=folder)
            _lock(handle, wait=True)  # Another process may just be trying whether it is locked.
        yield
    finally:
        if path:
            os.close(handle)
            with suppress(OSError):
                Path(path).unlink()


def in_use_since_ns(caches: Path, now_ns: int) -> int:
    """Return when the oldest of the current runs began, or now if there is none. Remove the files of killed runs."""
    since_ns = now_ns
    for file in files_in(caches / IN_USE):
        if file.name.endswith(_SUFFIX):
            with suppress(OSError):
                began_ns = file.stat(follow_symlinks=False).st_mtime_ns
                if _goes_on(Path(file.path), abs(now_ns - began_ns) / 1e9):
                    since_ns = min(since_ns, began_ns)
                else:
                    Path(file.path).unlink()
    return since_ns


def _goes_on(path: Path, age_s: float) -> bool:
    is_locked = _is_locked(path)
    return is_locked or age_s < (_LONGEST_RUN_S if is_locked is None else _UNTIL_LOCKED_S)


def _is_locked(path: Path) -> bool | None:
    """Whether a run has locked its file; None if files cannot be locked here."""
    try:
        with path.open("rb+") as file:
            _lock(file.fileno(), wait=False)
    except BlockingIOError:
        return True
    except OSError:
        return None
    return False


def _lock(handle: int, *, wait: bool) -> None:
    """Lock an open file until it is closed.

    Raises:
        BlockingIOError: it is locked already, and this does not ``wait``.
        OSError: files cannot be locked here.
    """
    try:
        import fcntl
    except ImportError as error:  # Windows
        raise OSError("files cannot be locked") from error
    fcntl.flock(handle, fcntl.LOCK_EX if wait else fcntl.LOCK_EX | fcntl.LOCK_NB)
