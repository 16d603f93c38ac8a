"""Exports that are killed or run out of space: the target is complete, and nothing else is left."""

import os
import random
import resource
import signal
import time

import pytest

from tests.conftest import names_in
from voicecoach.disk_cache import DiskCache
from voicecoach.errors import OutputError
from voicecoach.exports import FORMATS, Encoding, export
from voicecoach.session import Choices
from voicecoach.talk import Verbosity

LONGEST_S = 0.4


@pytest.mark.parametrize("suffix", [".mp3", ".m4a"])
@pytest.mark.parametrize("kills", [8, pytest.param(100, marks=pytest.mark.slow)])
def test_killed_at_any_moment_an_export_leaves_the_old_file_or_the_new_one(compile_short, tmp_path, suffix, kills):
    """Forked processes alternately overwrite one session with another until each is killed, as by a power cut."""
    sessions = [compile_short(Choices(rounds=rounds, verbosity=Verbosity.QUIET)) for rounds in (1, 2)]
    target, encoding = tmp_path / f"a{suffix}", Encoding(cache=DiskCache(tmp_path.with_name("kept")))
    whole = set()
    for timeline, clips in sessions:
        export(timeline, clips, target, encoding=encoding)
        whole.add(target.read_bytes())
    assert len(whole) == 2
    moments, left = random.Random(suffix), 0
    tries = 0
    while tries < kills or (not left and tries < 20 * kills):  # On a busy machine, some come before the first export.
        tries += 1
        child = os.fork()
        if child == 0:
            while True:
                for timeline, clips in sessions:
                    export(timeline, clips, target, encoding=encoding)
        time.sleep(moments.uniform(0, LONGEST_S))
        os.kill(child, signal.SIGKILL)
        os.waitpid(child, 0)
        assert target.read_bytes() in whole
        left += len(names_in(tmp_path)) > 1
    assert left, "no kill came in the middle of an export"
    export(*sessions[0], target, encoding=encoding)
    assert names_in(tmp_path) == [target.name]


@pytest.mark.parametrize("suffix", FORMATS)
def test_on_a_full_disk_the_old_file_stays_and_the_error_says_what_to_do(compile_short, tmp_path, suffix):
    """A forked process may not write a file above 50 kB, which looks like a full disk to a program."""
    target = tmp_path / f"a{suffix}"
    timeline, clips = compile_short(Choices(rounds=2, verbosity=Verbosity.QUIET))
    export(timeline.only(0), clips, target)
    before = target.read_bytes()
    child = os.fork()
    if child == 0:
        resource.setrlimit(resource.RLIMIT_FSIZE, (50_000, 50_000))
        try:
            export(timeline, clips, target)
        except OutputError as error:
            os._exit(42 if "free some space" in str(error.hint) else 1)
        os._exit(2)
    _, status = os.waitpid(child, 0)
    assert os.waitstatus_to_exitcode(status) == 42
    assert target.read_bytes() == before
    assert names_in(tmp_path) == [target.name]
