"""The caches stay below their limit, and lose nothing else: real files, real processes."""

import os
import subprocess
import sys
import time
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.caches.conftest import DIGEST_BYTES, make_older, name_of, put, size_of
from tests.caches.test_runs import another_run
from voicecoach.caches import KINDS, clear, contents_of, registered_run, trim
from voicecoach.caches.trimming import _TRIMMED
from voicecoach.disk_cache import DiskCache

HOUR_S = 3600


def test_what_was_used_the_longest_time_ago_goes_across_all_caches(caches):
    paths = [put(caches, number, 100, age_s=HOUR_S - number, kind=number % 3) for number in range(9)]
    result = trim(caches, 450)
    assert [path.exists() for path in paths] == [False] * 5 + [True] * 4
    assert (result.removed, result.removed_bytes, result.left, result.left_bytes) == (5, 500, 4, 400)


def test_an_entry_that_was_read_is_as_good_as_new(caches):
    paths = [put(caches, number, 100, age_s=HOUR_S - number) for number in range(3)]
    assert DiskCache(caches / "clips").get(paths[0].name)
    trim(caches, 250)
    assert [path.exists() for path in paths] == [True, False, True]


USES = st.lists(
    st.tuples(st.sampled_from(("put", "get")), st.integers(0, 12), st.integers(DIGEST_BYTES + 1, 400)), max_size=20
)


@given(before=USES, within=USES, limit=st.integers(0, 3000))
def test_a_run_keeps_what_it_used_and_the_rest_fits_the_limit(before, within, limit):
    with TemporaryDirectory() as folder:
        caches, cache = Path(folder), DiskCache(Path(folder, "clips"))
        use(cache, before)
        for age_s, entry in enumerate(contents_of(caches, KINDS[0]).entries, start=10):
            make_older(Path(entry.path), age_s)
        with registered_run(caches):
            used = use(cache, within)
            trim(caches, limit)
            found = contents_of(caches, KINDS[0]).entries
            assert used <= {Path(entry.path).name for entry in found}
            assert size_of(caches) <= limit or {Path(entry.path).name for entry in found} == used
        trim(caches, limit)
        assert size_of(caches) <= limit


def use(cache, uses):
    """Use a cache, and return the names of the entries that were found or stored."""
    used = set()
    for action, number, size in uses:
        name = name_of(number)
        if action == "put":
            cache.put(name, bytes(size - DIGEST_BYTES))
            used.add(name)
        elif cache.get(name) is not None:
            used.add(name)
    return used


def test_what_another_process_uses_stays_and_goes_after_its_end(caches):
    old = put(caches, 1, 100, age_s=HOUR_S)
    with another_run(caches):
        new = put(caches, 2, 100)
        trim(caches, 50)
        assert (old.exists(), new.exists()) == (False, True)
        assert trim(caches, 50) is not None  # It is still too large, so the next run looks again.
    trim(caches, 50)
    assert not new.exists()


def test_an_entry_that_is_used_while_others_are_removed_stays(caches, monkeypatch):
    paths = [put(caches, number, 100, age_s=HOUR_S - number) for number in range(3)]
    replace, cache = Path.replace, DiskCache(caches / "clips")

    def read_and_replace(self, target):
        if self == paths[1]:
            assert cache.get(self.name)
        return replace(self, target)

    monkeypatch.setattr(Path, "replace", read_and_replace)
    trim(caches, 50)
    assert [path.exists() for path in paths] == [False, True, False]


def test_without_anything_new_there_is_no_scan(caches):
    put(caches, 1, 100, age_s=HOUR_S)
    assert trim(caches, 500).left_bytes == 100
    assert trim(caches, 500) is None
    assert DiskCache(caches / "clips").get(name_of(1)) is not None
    assert trim(caches, 500) is None
    put(caches, 2, 100)
    assert trim(caches, 500).left_bytes == 200


def test_a_lower_limit_counts_at_once(caches):
    put(caches, 1, 100, age_s=HOUR_S)
    assert trim(caches, 500).removed == 0
    assert trim(caches, 50).removed == 1


def test_a_program_that_caches_all_the_time_scans_only_now_and_then(caches):
    put(caches, 1, 100)
    assert trim(caches, 50, pause_s=30) is not None
    put(caches, 2, 100)
    assert trim(caches, 50, pause_s=30) is None
    make_older(caches / _TRIMMED, 31)
    assert trim(caches, 50, pause_s=30) is not None


@pytest.mark.parametrize("text", ["", "∞", "None", "500"])
def test_whatever_the_last_scan_left_behind_is_no_obstacle(caches, text):
    put(caches, 1, 600, age_s=HOUR_S)
    (caches / _TRIMMED).write_text(text, "utf-8")
    os.utime(caches / _TRIMMED, (time.time() + HOUR_S,) * 2)
    assert trim(caches, 500).removed == 1


def test_a_link_in_place_of_the_mark_is_replaced_and_its_target_stays(caches, tmp_path):
    put(caches, 1, 100)
    (tmp_path / "mine").write_text("mine")
    (caches / _TRIMMED).symlink_to(tmp_path / "mine")
    trim(caches, 500)
    assert (tmp_path / "mine").read_text() == "mine"
    assert trim(caches, 500) is None


def test_old_temporary_files_go_and_new_ones_stay(caches):
    path = put(caches, 1, 100)
    old, new, other = (path.parent / "tmpabcd_123.part", caches / "clips/tmpabcd_456.part", caches / "clips/my.part")
    for file in (old, new, other):
        file.touch()
    for file in (old, other):
        make_older(file, 2 * HOUR_S)
    trim(caches, 500)
    assert [file.exists() for file in (old, new, other, path)] == [False, True, True, True]


def test_clear_removes_entries_and_nothing_else(caches, tmp_path):
    paths = [put(caches, number, 100, age_s=10, kind=number % 3) for number in range(6)]
    (tmp_path / "mine").write_text("mine")
    stays = [paths[0].with_name("notes.txt"), caches / "packets/notes.txt"]
    for file in stays:
        file.write_text("mine")
    link = paths[0].with_name(paths[0].name[:2] + name_of(7)[2:])
    link.symlink_to(tmp_path / "mine")
    result = clear(caches)
    assert (result.removed, result.left, result.error) == (6, 0, None)
    assert [path for path in paths if path.exists()] == []
    assert all(path.exists() for path in (*stays, link, tmp_path / "mine"))
    assert [path for path in (caches / "exports").rglob("*") if path.is_file()] == []
    put(caches, 1, 100)
    assert size_of(caches) == 100


def test_clear_leaves_what_a_run_uses(caches):
    old = put(caches, 1, 100, age_s=HOUR_S)
    with another_run(caches):
        new = put(caches, 2, 100)
        assert clear(caches).left == 1
    assert (old.exists(), new.exists()) == (False, True)


def test_an_entry_that_is_moved_back_does_not_replace_a_newer_one(caches, monkeypatch):
    path = put(caches, 1, 100, age_s=HOUR_S)
    replace, cache = Path.replace, DiskCache(caches / "clips")

    def use_replace_and_store(self, target):
        if self == path:
            make_older(path, 10)  # It was used 10 s after it was found.
            replace(self, target)
            monkeypatch.undo()
            cache.put(path.name, bytes(68))
        else:
            replace(self, target)

    monkeypatch.setattr(Path, "replace", use_replace_and_store)
    with registered_run(caches):
        trim(caches, 50)
        assert trim(caches, 50).left == 1  # Stored in this run.


def test_files_that_cannot_be_removed_are_reported_and_the_others_go(caches, monkeypatch):
    paths = [put(caches, number, 100, age_s=HOUR_S - number) for number in range(3)]
    replace = Path.replace

    def fail_for_the_first(self, target):
        if self == paths[0]:
            raise PermissionError(13, "Permission denied")
        return replace(self, target)

    monkeypatch.setattr(Path, "replace", fail_for_the_first)
    result = trim(caches, 150)
    assert isinstance(result.error, PermissionError)
    assert (result.removed, result.left_bytes) == (1, 200)
    assert trim(caches, 150) is not None


def test_a_damaged_entry_counts_with_its_size_and_goes_like_any_other(caches):
    path = put(caches, 1, 100, age_s=HOUR_S)
    path.write_bytes(bytes(5))
    make_older(path, HOUR_S)
    assert size_of(caches) == 5
    assert trim(caches, 0).removed == 1


BUSY = """
import hashlib, random, sys
from pathlib import Path
from voicecoach.caches import clear, registered_run, trim
from voicecoach.disk_cache import DiskCache
caches, seed = Path(sys.argv[1]), int(sys.argv[2])

chance, cache = random.Random(seed), DiskCache(caches / "clips")
for turn in range(40):
    with registered_run(caches):
        for _ in range(5):
            number = chance.randrange(50)
            name = hashlib.sha256(b"%d" % number).hexdigest() + ".clip"
            found = cache.get(name)
            assert found in (None, b"%d" % number * 500), found
            if found is None:
                cache.put(name, b"%d" % number * 500)
        trim(caches, 10_000)
        if seed == 0 and turn % 10 == 0:
            clear(caches)
"""


def test_processes_that_cache_trim_and_clear_at_once_do_not_disturb_each_other(caches):
    command = [sys.executable, "-c", BUSY, str(caches)]
    processes = [subprocess.Popen([*command, f"{seed}"], stderr=subprocess.PIPE, text=True) for seed in range(4)]
    errors = [process.communicate(timeout=120)[1] for process in processes]
    assert errors == [""] * 4
    trim(caches, 10_000)
    assert size_of(caches) <= 10_000
    assert list((caches / "in-use").iterdir()) == []
    assert contents_of(caches, KINDS[0]).temporary == ()
