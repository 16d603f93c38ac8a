"""The entries of the caches, and which of them are evicted first.

Only files with the names that a DiskCache gives its entries count. Any other file in the folders stays, and symbolic
links are not followed.
"""

import os
import re
from collections.abc import Iterable, Iterator
from contextlib import suppress
from dataclasses import dataclass
from operator import attrgetter
from pathlib import Path


@dataclass(frozen=True, slots=True)
class CacheKind:
    """A cache: its ``folder`` in the caches' folder, and the ``suffix`` of its entries."""

    folder: str
    title: str
    suffix: str


KINDS = (
    CacheKind("clips", "spoken clips", ".clip"),
    CacheKind("packets", "MP3 packets", ".mp3"),
    CacheKind("exports", "records of exports", ""),
)

_DIGEST, _SUBFOLDER = re.compile("[0-9a-f]{64}"), re.compile("[0-9a-f]{2}")
_TEMPORARY = re.compile(r"tmp\w{8}\.part")


@dataclass(frozen=True, slots=True)
class Entry:
    """A cached file: its ``size`` in bytes, and when it was last used, in nanoseconds since 1970.

    Its path is text, because a scan finds thousands: a Path for each would double the time.
    """

    path: str
    size: int
    used_ns: int


@dataclass(frozen=True, slots=True)
class Contents:
    """What is in a cache: its entries, and temporary files, from which entries are made."""

    kind: CacheKind
    entries: tuple[Entry, ...] = ()
    temporary: tuple[Entry, ...] = ()

    @property
    def size(self) -> int:
        """The size of all entries in bytes."""
        return sum(entry.size for entry in self.entries)


@dataclass(frozen=True, slots=True)
class InUse:
    """The times, in nanoseconds since 1970, between which current runs have used entries."""

    since_ns: int
    until_ns: int

    def __contains__(self, entry: Entry) -> bool:
        return self.since_ns <= entry.used_ns <= self.until_ns


def evicted(entries: Iterable[Entry], limit: int, in_use: InUse) -> list[Entry]:
    """Return the entries to evict so that the others have at most ``limit`` bytes: those whose last use is the oldest.

    What is in use stays, even if it alone is larger than the limit.
    """
    entries = sorted(entries, key=attrgetter("used_ns", "path"))
    excess = sum(entry.size for entry in entries) - limit
    chosen = []
    for entry in entries:
        if excess > 0 and entry not in in_use:
            chosen.append(entry)
            excess -= entry.size
    return chosen


def contents_of(caches: Path, kind: CacheKind) -> Contents:
    """Return what is in a cache. Whatever cannot be read, or has just been deleted, is skipped."""
    entries: list[Entry] = []
    temporary: list[Entry] = []
    for folder in (caches / kind.folder, *_subfolders(caches / kind.folder)):
        first_letters = folder.name
        for file in files_in(folder):
            name = file.name
            if name[64:] == kind.suffix and name[:2] == first_letters and _DIGEST.match(name):
                entries += _entry(file)
            elif _TEMPORARY.fullmatch(name):
                temporary += _entry(file)
    return Contents(kind, tuple(entries), tuple(temporary))


def files_in(folder: Path) -> "Iterator[os.DirEntry[str]]":
    """Yield the files in a folder; nothing if the folder is a link or cannot be read."""
    return (item for item in _items_in(folder) if item.is_file(follow_symlinks=False))


def _subfolders(folder: Path) -> Iterator[Path]:
    """Yield the folders that hold the entries of a cache, named by the two letters that their names begin with."""
    for item in _items_in(folder):
        if _SUBFOLDER.fullmatch(item.name) and item.is_dir(follow_symlinks=False):
            yield Path(item.path)


def _items_in(folder: Path) -> "Iterator[os.DirEntry[str]]":
    with suppress(OSError):
        if not folder.is_symlink():
            with os.scandir(folder) as items:
                yield from items


def _entry(file: "os.DirEntry[str]") -> tuple[Entry, ...]:
    """Return a file as an entry; none if it has just been deleted."""
    with suppress(OSError):
        status = file.stat(follow_symlinks=False)
        return (Entry(file.path, status.st_size, status.st_mtime_ns),)
    return ()
