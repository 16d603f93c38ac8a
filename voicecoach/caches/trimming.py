"""Keep the caches below their limit, or clear them.

A scan of the caches costs about 10 ms for each 1000 entries, so there is none if nothing was cached since the last one.
A DiskCache creates its files in the folder of the cache and then moves them, so the folder's time is that of its last
new entry. The file ``trimmed`` has the time of the last scan, and the limit that it used.
"""

import logging
import os
import time
from collections.abc import Iterable, Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from voicecoach.caches.entries import KINDS, Entry, InUse, contents_of, evicted
from voicecoach.caches.runs import in_use_since_ns

DEFAULT_LIMIT = 500_000_000
"""The most bytes that all caches have together. A session with its files leaves about 9 MB, for each voice and rate."""

_log = logging.getLogger(__name__)

_TRIMMED = "trimmed"
_NS_PER_SECOND = 1_000_000_000

_ABANDONED_NS = 3600 * _NS_PER_SECOND
"""A temporary file that is older was left by a process that was killed. Writing one takes milliseconds."""

_WRONG_CLOCK_NS = 3600 * _NS_PER_SECOND
"""A file whose last use is further in the future than this was used while the clock was wrong."""


@dataclass(frozen=True, slots=True)
class Removal:
    """What was removed and what was left, in entries and bytes.

    ``failed`` entries could not be removed, the first because of ``error``.
    """

    removed: int = 0
    removed_bytes: int = 0
    left: int = 0
    left_bytes: int = 0
    failed: int = 0
    error: OSError | None = None


def trim(caches: Path, limit: int, *, pause_s: float = 0) -> Removal | None:
    """Evict entries until the caches have at most ``limit`` bytes together; return None if there was nothing to do.

    ``pause_s`` is the least time between two scans, for a program that caches something all the time.
    """
    now_ns = time.time_ns()
    if not (os.access(caches, os.W_OK) and _may_be_larger(caches, limit, now_ns, round(pause_s * _NS_PER_SECOND))):
        return None
    entries = _entries(caches, now_ns)
    is_larger = sum(entry.size for entry in entries) > limit
    result = _remove(entries, evicted(entries, limit, _in_use(caches, now_ns)) if is_larger else ())
    _log.info("removed %d of %d entries, %d bytes left", result.removed, len(entries), result.left_bytes)
    _remember(caches, limit if result.left_bytes <= limit else None, now_ns)
    return result


def clear(caches: Path) -> Removal:
    """Remove every entry that no current run uses.

    The empty folders stay: another process may just be moving an entry into one.
    """
    now_ns = time.time_ns()
    entries = _entries(caches, now_ns)
    return _remove(entries, evicted(entries, 0, _in_use(caches, now_ns)))


def _entries(caches: Path, now_ns: int) -> list[Entry]:
    """Return all entries, and remove the temporary files of killed processes."""
    found = [contents_of(caches, kind) for kind in KINDS]
    temporary = [file for contents in found for file in contents.temporary]
    _remove(temporary, [file for file in temporary if file.used_ns < now_ns - _ABANDONED_NS])
    return [entry for contents in found for entry in contents.entries]


def _in_use(caches: Path, now_ns: int) -> InUse:
    return InUse(in_use_since_ns(caches, now_ns), now_ns + _WRONG_CLOCK_NS)


def _remove(entries: Sequence[Entry], chosen: Iterable[Entry]) -> Removal:
    """Remove some of the entries, and return what is left of all."""
    removed: list[Entry] = []
    errors: list[OSError] = []
    for entry in chosen:
        try:
            if _evict(entry):
                removed.append(entry)
        except FileNotFoundError:
            removed.append(entry)  # Another process has removed it.
        except OSError as error:
            errors.append(error)
    removed_bytes, all_bytes = (sum(entry.size for entry in each) for each in (removed, entries))
    left, left_bytes = len(entries) - len(removed), all_bytes - removed_bytes
    return Removal(len(removed), removed_bytes, left, left_bytes, len(errors), next(iter(errors), None))


def _evict(entry: Entry) -> bool:
    """Remove an entry, unless it was used after it was found; return whether it is gone.

    Its time is compared once more after it is moved away. So a use before that has changed its time, and a use after
    that finds it missing and may store it again.
    """
    path = Path(entry.path)
    if path.lstat().st_mtime_ns != entry.used_ns:
        return False
    moved = path.with_name(f"tmp{os.urandom(4).hex()}.part")
    path.replace(moved)
    if moved.lstat().st_mtime_ns != entry.used_ns:
        _move_back(moved, path)
        return False
    moved.unlink()
    return True


def _move_back(moved: Path, path: Path) -> None:
    """Move an entry back, unless it has been stored again: the newer one is in use, and its time says so."""
    try:
        path.hardlink_to(moved)
    except FileExistsError:
        pass
    except OSError:  # There are no hard links here.
        moved.replace(path)
        return
    moved.unlink()


def _may_be_larger(caches: Path, limit: int, now_ns: int, pause_ns: int) -> bool:
    """Whether anything was cached since the last scan, or that scan found too much, or it had another limit."""
    marker = caches / _TRIMMED
    try:
        scanned_ns, known_limit = marker.lstat().st_mtime_ns, marker.read_text("ascii")
    except (OSError, ValueError):
        return True
    if now_ns - pause_ns < scanned_ns <= now_ns:
        return False
    is_known = known_limit == f"{limit}" and scanned_ns <= now_ns
    return not is_known or any(_changed_ns(caches / kind.folder) >= scanned_ns for kind in KINDS)


def _changed_ns(folder: Path) -> int:
    try:
        return folder.stat().st_mtime_ns
    except OSError:
        return 0


def _remember(caches: Path, limit: int | None, scanned_ns: int) -> None:
    """Remember a scan, and the limit that the caches keep. If that fails, the next run scans again."""
    marker = caches / _TRIMMED
    with suppress(OSError):
        marker.unlink(missing_ok=True)  # It may be a link to something else.
        with marker.open("x", encoding="ascii") as file:
            file.write(f"{limit}")
        os.utime(marker, ns=(scanned_ns, scanned_ns))
