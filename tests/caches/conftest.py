"""Caches in a folder of the test, with entries of any size and age."""

import hashlib
import os
from pathlib import Path

import pytest

from voicecoach.caches import KINDS, contents_of
from voicecoach.disk_cache import DiskCache

NS_PER_S = 1_000_000_000
DIGEST_BYTES = 32


def name_of(number: int, kind: int = 0) -> str:
    """Return the name of an entry, as the caches name them."""
    return hashlib.sha256(f"{number}".encode()).hexdigest() + KINDS[kind].suffix


def put(caches: Path, number: int, size: int, age_s: float | None = None, kind: int = 0) -> Path:
    """Cache an entry that has a size on disk; it was last used this many seconds ago, by default now."""
    folder, name = caches / KINDS[kind].folder, name_of(number, kind)
    DiskCache(folder).put(name, bytes(size - DIGEST_BYTES))
    path = folder / name[:2] / name
    if age_s is not None:
        make_older(path, age_s)
    return path


def make_older(path: Path, age_s: float) -> None:
    """Set the time of a file to this many seconds before what it is now."""
    time_ns = path.stat().st_mtime_ns - round(age_s * NS_PER_S)
    os.utime(path, ns=(time_ns, time_ns))


def size_of(caches: Path) -> int:
    """Return the size of all entries in bytes."""
    return sum(contents_of(caches, kind).size for kind in KINDS)


@pytest.fixture
def caches(tmp_path: Path) -> Path:
    """A folder for caches."""
    return tmp_path / "caches"
