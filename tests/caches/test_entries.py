"""Which entries are evicted, and which files are entries at all."""

from hypothesis import given
from hypothesis import strategies as st

from tests.caches.conftest import name_of, put
from voicecoach.caches import KINDS, Entry, InUse, contents_of, evicted
from voicecoach.disk_cache import DiskCache
from voicecoach.library import clips_folder, exports_folder, packets_folder

ENTRIES = st.lists(
    st.builds(
        Entry,
        st.integers(0, 99).map(str),
        st.integers(33, 1000),
        st.integers(0, 50),
    ),
    unique_by=lambda entry: entry.path,
    max_size=30,
)


@given(ENTRIES, st.integers(0, 10_000), st.integers(0, 51))
def test_what_was_used_the_longest_time_ago_goes_and_no_more_than_necessary(entries, limit, since):
    gone = evicted(entries, limit, InUse(since, 50))
    left = [entry for entry in entries if entry not in gone]
    idle = [entry for entry in left if entry.used_ns < since]
    assert all(entry.used_ns < since for entry in gone)
    assert sum(entry.size for entry in left) <= limit or not idle
    assert all(each.used_ns <= other.used_ns for each in gone for other in idle)
    if gone:
        assert sum(entry.size for entry in left) + gone[-1].size > limit


@given(ENTRIES, st.integers(0, 10_000))
def test_the_order_of_a_folder_does_not_matter(entries, limit):
    assert evicted(entries[::-1], limit, InUse(50, 50)) == evicted(entries, limit, InUse(50, 50))


def test_an_entry_that_was_used_in_the_future_is_not_in_use():
    entry = Entry("a", 100, 1000)
    assert evicted([entry], 0, InUse(10, 900)) == [entry]


def test_the_caches_are_those_of_the_library():
    assert [kind.folder for kind in KINDS] == [clips_folder().name, packets_folder().name, exports_folder().name]


def test_entries_of_every_cache_are_found_with_their_size_and_last_use(caches):
    for index, kind in enumerate(KINDS):
        path = put(caches, 1, 100 + index, age_s=500, kind=index)
        (entry,) = contents_of(caches, kind).entries
        assert entry == Entry(str(path), 100 + index, path.stat().st_mtime_ns)


def test_reading_an_entry_is_a_use_and_asking_for_its_size_is_not(caches):
    path = put(caches, 1, 100, age_s=500)
    before = path.stat().st_mtime_ns
    cache = DiskCache(caches / "clips")
    assert cache.size(path.name) == 68
    assert path.stat().st_mtime_ns == before
    assert cache.get(path.name) == bytes(68)
    assert path.stat().st_mtime_ns > before


def test_only_files_with_the_names_of_entries_count(caches):
    path = put(caches, 1, 100)
    folder = caches / "clips"
    for other in (
        folder / "notes.txt",
        folder / name_of(2),
        path.with_name("notes.txt"),
        path.with_name(f"{path.name}.bak"),
        path.with_name(name_of(3)),  # It begins with other letters than its folder.
        path.with_suffix(".mp3"),
        folder / "zz" / name_of(4),
    ):
        other.parent.mkdir(exist_ok=True)
        other.write_bytes(b"mine")
    assert [entry.path for entry in contents_of(caches, KINDS[0]).entries] == [str(path)]


def test_links_are_not_followed(caches, tmp_path):
    elsewhere = tmp_path / "elsewhere"
    for number in range(3):
        put(elsewhere, number, 100)
    linked = name_of(0)
    folder = caches / "clips"
    folder.mkdir(parents=True)
    (folder / linked[:2]).symlink_to(elsewhere / "clips" / linked[:2])
    other = name_of(1)
    (folder / other[:2]).mkdir()
    (folder / other[:2] / other).symlink_to(elsewhere / "clips" / other[:2] / other)
    (caches / "packets").symlink_to(elsewhere / "clips")
    assert [contents_of(caches, kind).entries for kind in KINDS] == [(), (), ()]


def test_a_folder_that_does_not_exist_or_cannot_be_read_is_empty(caches, tmp_path):
    assert contents_of(caches, KINDS[0]).entries == ()
    (tmp_path / "file").touch()
    assert contents_of(tmp_path / "file", KINDS[0]).entries == ()
    (caches / "clips" / "ab" / name_of(1)).mkdir(parents=True)
    assert contents_of(caches, KINDS[0]).entries == ()
