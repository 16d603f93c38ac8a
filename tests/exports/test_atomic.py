"""Where a file is written, and what stays of the file that it replaces."""

import stat
from pathlib import Path

import pytest

from tests.conftest import names_in
from voicecoach.errors import OutputError
from voicecoach.exports import atomic_write


def write(target: Path, text: str = "new") -> None:
    with atomic_write(target, force=True) as temporary:
        temporary.write_text(text)


@pytest.mark.parametrize("links", [("elsewhere/real.txt",), ("second", "elsewhere/real.txt")], ids=["one", "two"])
@pytest.mark.parametrize("exists", [True, False])
def test_a_file_behind_a_link_is_written_and_the_link_stays(tmp_path, links, exists):
    real = tmp_path / "elsewhere/real.txt"
    real.parent.mkdir()
    if exists:
        real.write_text("old")
    named = [tmp_path / name for name in ("first", "second")[: len(links)]]
    for link, target in zip(named, links, strict=True):
        link.symlink_to(target)
    write(named[0])
    assert real.read_text() == "new"
    assert [str(link.readlink()) for link in named] == list(links)
    assert names_in(real.parent) == ["real.txt"]


def test_two_names_of_one_file_cannot_be_written_at_once(tmp_path):
    real, link = tmp_path / "real", tmp_path / "link"
    link.symlink_to(real.name)
    with atomic_write(real) as temporary:
        temporary.write_text("first")
        with pytest.raises(OutputError, match="another voicecoach is writing"):
            write(link)
    assert real.read_text() == "first"


def test_a_failure_leaves_the_file_behind_a_link_as_it_was(tmp_path):
    real, link = tmp_path / "real", tmp_path / "link"
    real.write_text("old")
    link.symlink_to(real)
    with pytest.raises(ZeroDivisionError), atomic_write(link, force=True) as temporary:
        temporary.write_text(str(1 / 0))
    assert real.read_text() == "old"
    assert names_in(tmp_path) == ["link", "real"]


@pytest.mark.parametrize(
    ("target", "message"),
    [
        ("no/such/folder", "the folder .*/no/such does not exist"),
        ("link", "is not a file"),
        (".", "is not a file"),
    ],
)
def test_a_link_to_nowhere_is_one_clear_error(tmp_path, target, message):
    link = tmp_path / "link"
    link.symlink_to(tmp_path / target)
    with pytest.raises(OutputError, match=message):
        write(link)
    assert names_in(tmp_path) == ["link"]


def test_a_name_that_is_too_long_is_one_clear_error(tmp_path):
    with pytest.raises(OutputError, match="cannot be written"):
        write(tmp_path / ("x" * 300))
    assert names_in(tmp_path) == []


@pytest.mark.parametrize("mode", [0o600, 0o640, 0o664, 0o444])
def test_a_file_keeps_its_mode(tmp_path, mode):
    path = tmp_path / "a.txt"
    path.touch()
    path.chmod(mode)
    write(path)
    assert stat.S_IMODE(path.stat().st_mode) == mode
    assert path.read_text() == "new"


def test_a_new_file_has_the_mode_that_the_person_gives_to_new_files(tmp_path):
    (tmp_path / "other").touch()
    write(tmp_path / "new")
    assert (tmp_path / "new").stat().st_mode == (tmp_path / "other").stat().st_mode
