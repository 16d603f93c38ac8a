"""What another process uses at this moment is known, however that process ends."""

import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from tests.caches.conftest import NS_PER_S, make_older
from tests.conftest import PATIENCE_S
from voicecoach.caches import in_use_since_ns, registered_run
from voicecoach.caches.runs import IN_USE

ANOTHER = """
import sys
from pathlib import Path
from voicecoach.caches import registered_run
with registered_run(Path(sys.argv[1])):
    print("running", flush=True)
    sys.stdin.readline()
"""


@contextmanager
def another_run(caches: Path) -> Iterator[subprocess.Popen]:
    """Run a process that uses the caches, until it is sent a line."""
    command = [sys.executable, "-c", ANOTHER, str(caches)]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout.readline() == "running\n"
        try:
            yield process
        finally:
            if process.poll() is None:
                process.communicate("\n", timeout=PATIENCE_S)


def files_of_runs(caches: Path) -> list[Path]:
    return list((caches / IN_USE).iterdir())


def test_without_a_run_nothing_is_in_use(caches):
    assert in_use_since_ns(caches, 1000) == 1000


def test_what_is_used_since_a_run_began_is_in_use_until_it_ends(caches):
    with registered_run(caches):
        (file,) = files_of_runs(caches)
        make_older(file, 500)
        began_ns = file.stat().st_mtime_ns
        with registered_run(caches):
            assert in_use_since_ns(caches, time.time_ns()) == began_ns
    assert files_of_runs(caches) == []


def test_the_run_of_another_process_counts_until_it_ends(caches):
    with another_run(caches) as process:
        (file,) = files_of_runs(caches)
        make_older(file, 500)
        began_ns = file.stat().st_mtime_ns
        assert in_use_since_ns(caches, time.time_ns()) == began_ns
        process.communicate("\n", timeout=PATIENCE_S)
    assert files_of_runs(caches) == []


def test_a_run_that_was_killed_counts_no_more_and_its_file_is_removed(caches):
    with another_run(caches) as process:
        process.kill()
        process.wait()
        (file,) = files_of_runs(caches)
        make_older(file, 500)
        now_ns = time.time_ns()
        assert in_use_since_ns(caches, now_ns) == now_ns
    assert files_of_runs(caches) == []


def test_a_run_that_has_just_begun_counts_before_its_file_is_locked(caches):
    (caches / IN_USE).mkdir(parents=True)
    file = caches / IN_USE / "new.run"
    file.touch()
    assert in_use_since_ns(caches, time.time_ns() + NS_PER_S) == file.stat().st_mtime_ns


def test_where_files_cannot_be_locked_a_run_counts_for_a_day(caches, monkeypatch):
    monkeypatch.setitem(sys.modules, "fcntl", None)
    with registered_run(caches):
        (file,) = files_of_runs(caches)
        make_older(file, 3600)
        assert in_use_since_ns(caches, time.time_ns()) == file.stat().st_mtime_ns
        make_older(file, 24 * 3600)
        now_ns = time.time_ns()
        assert in_use_since_ns(caches, now_ns) == now_ns


def test_other_files_among_the_runs_stay(caches):
    (caches / IN_USE).mkdir(parents=True)
    other = caches / IN_USE / "notes.txt"
    other.touch()
    make_older(other, 10_000)
    assert in_use_since_ns(caches, 1000) == 1000
    assert other.exists()


def test_a_folder_that_cannot_be_written_needs_no_run(tmp_path):
    (tmp_path / "file").touch()
    with registered_run(tmp_path / "file"):
        pass
