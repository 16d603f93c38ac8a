"""The caches on the command line: shown, cleared, and kept below a limit of one's own."""

import json
import os
import re
from pathlib import Path

import pytest

from tests.conftest import PATIENCE_S
from voicecoach.caches import KINDS, contents_of
from voicecoach.cli.program import cli

SCRIPT = "# Short\n\n## G\n\n- Jump: 1 s\n"


@pytest.fixture
def own(tmp_path):
    """The environment for a cache and settings of one's own."""
    return {"XDG_CACHE_HOME": str(tmp_path / "cache"), "XDG_CONFIG_HOME": str(tmp_path / "config")}


@pytest.fixture
def run(run, own, tmp_path):
    """Run the command line with a cache of its own, which is empty at first, and with settings."""
    (tmp_path / "short.md").write_text(SCRIPT)
    (tmp_path / "config/voicecoach").mkdir(parents=True)

    def run_(*arguments, config="", check=True):
        (tmp_path / "config/voicecoach/config.toml").write_text(config, "utf-8")
        return run(*arguments, check=check, more=own)

    return run_


@pytest.fixture
def caches(tmp_path):
    """The folder of the caches."""
    return tmp_path / "cache/voicecoach"


def size_of(caches):
    return sum(contents_of(caches, kind).size for kind in KINDS)


def fill(caches, megabytes, prefix="0"):
    """Cache files of a megabyte that nobody has used for a day."""

    for number in range(megabytes):
        path = caches / "clips/00" / f"00{prefix}{number:061x}.clip"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(bytes(1_000_000))
        time_s = path.stat().st_mtime - 24 * 3600
        os.utime(path, (time_s, time_s))


def test_the_cache_is_shown_with_its_folder_limit_and_size(run, caches):
    run("export", "short.md", "-o", "short.mp3")
    shown = run("cache").stdout
    assert shown.startswith(f"folder: {caches}\nlimit: 500 MB (the default)\n\n")
    assert re.search(r"^spoken clips +\d+ +\d+ kB  \d{4}-\d\d-\d\d  \d{4}-\d\d-\d\d$", shown, re.MULTILINE)
    assert re.search(r"^MP3 packets +[1-9]", shown, re.MULTILINE)
    assert re.search(r"^records of exports +0 +0 kB$", shown, re.MULTILINE)
    document = json.loads(run("cache", "--json").stdout)
    assert document["folder"] == str(caches)
    assert document["limit_bytes"] == 500_000_000
    assert document["size_bytes"] == size_of(caches)
    assert document["caches"].keys() == {kind.folder for kind in KINDS}
    assert document["caches"]["clips"]["entries"] > 3


def test_what_clear_deletes_is_not_printed_as_json(run, caches):
    fill(caches, 1)
    failed = run("cache", "--clear", "--json", check=False)
    assert failed.returncode == 2
    assert "--clear prints no JSON" in failed.stderr
    assert size_of(caches) == 1_000_000


def test_without_a_cache_there_is_nothing_to_show_or_to_clear(run, caches):
    assert re.search(r"^all +0 +0 kB$", run("cache").stdout, re.MULTILINE)
    assert run("cache", "--clear").stderr == f"deleted 0 entries, 0 kB, from {caches}\n"
    assert not caches.exists()


def test_the_limit_is_a_setting_that_cache_config_and_doctor_show(run, caches, tmp_path):
    config, path = "cache-limit = '2 GB'\n", tmp_path / "config/voicecoach/config.toml"
    assert f"limit: 2 GB ({path})" in run("cache", config=config).stdout
    assert re.search(rf"^cache limit +2 GB +{path}$", run("config", config=config).stdout, re.MULTILINE)
    assert re.search(r"^cache limit +500 MB +the default$", run("config").stdout, re.MULTILINE)
    fill(caches, 3)
    doctor = run("doctor", config="cache-limit = 4").stdout
    assert f"ok    cache    3 MB of at most 4 MB in {caches}\n" in doctor


SPEAKING = [
    ["show", "short.md"],
    ["compile", "short.md"],
    ["check", "short.md", "--verbosity", "normal"],
    ["say", "short.md", "--step", "0", "--output", "null"],
    ["export", "short.md", "-o", "short.mp3"],
    ["export", "short.md", "--vary", "rate=150,160", "-o", "."],
    pytest.param(["play", "short.md", "--output", "null"], marks=pytest.mark.realtime),
]
SPEAKING_OTHERWISE = {"record", "voices"}
"""Commands that need a microphone, or play a sample of one phrase."""

SILENT = {"list", "new", "fmt", "devices", "config", "cache", "doctor"}
"""Commands that speak nothing, or without the cache."""


def test_every_command_either_keeps_the_limit_or_caches_nothing():
    speaking = {(each if isinstance(each, list) else each.values[0])[0] for each in SPEAKING}
    assert {*speaking, *SPEAKING_OTHERWISE, *SILENT} == {*cli.commands}


@pytest.mark.parametrize("command", SPEAKING, ids=lambda command: " ".join(command[:3]))
def test_whatever_speaks_keeps_the_caches_below_the_limit(run, caches, command):
    fill(caches, 4)
    run(*command, config="cache-limit = 3")
    found = contents_of(caches, KINDS[0]).entries
    idle = sum(entry.size == 1_000_000 for entry in found)
    assert 2_000_000 < size_of(caches) <= 3_000_000
    assert 1 <= idle <= 2
    assert len(found) - idle > 3  # What was spoken is still there.


def test_a_session_stays_cached_even_if_it_is_larger_than_the_limit(run, caches):
    fill(caches, 2)
    said = run("-v", "compile", "lower-body-activation", config="cache-limit = 1").stderr
    assert re.search(r"caches\.trimming: removed 2 of \d+ entries, \d+ bytes left", said)
    size = size_of(caches)
    assert size > 1_000_000
    said = run("-v", "compile", "lower-body-activation", config="cache-limit = 1").stderr
    assert re.search(r"0 from memory, \d+ from the cache, 0 to speak", said)


def test_clear_says_what_it_deleted_and_keeps_what_is_not_ours(run, caches):
    run("compile", "short.md")
    (caches / "clips/mine.clip").write_text("mine")
    number, size = len(contents_of(caches, KINDS[0]).entries), size_of(caches)
    said = run("cache", "--clear").stderr
    assert said == f"deleted {number} entries, {-(-size // 1000)} kB, from {caches}\n"
    assert size_of(caches) == 0
    assert (caches / "clips/mine.clip").read_text() == "mine"
    assert run("compile", "short.md").stdout == run("compile", "short.md").stdout
    assert size_of(caches) == size


@pytest.mark.realtime
def test_a_session_that_is_played_goes_on_while_the_cache_is_cleared(run, start, own, caches):
    process = start("play", "short.md", "--output", "null", "--verbosity", "brief", **own)
    assert any("Get ready" in line for line in iter(process.stderr.readline, ""))
    cleared = run("cache", "--clear").stderr
    _, said = process.communicate(timeout=PATIENCE_S)
    assert process.returncode == 0, said
    assert "Done: Short" in said
    assert "stay: a running voicecoach uses them" in cleared
    assert size_of(caches) > 0
    run("cache", "--clear")
    assert size_of(caches) == 0


def test_files_that_cannot_be_deleted_are_a_note_or_for_clear_an_error(run, caches, monkeypatch):
    fill(caches, 3)
    replace = Path.replace

    def refuse(self, target):
        if self.parent.name == "00" and self.suffix == ".clip":
            raise PermissionError(13, "Permission denied")
        return replace(self, target)

    monkeypatch.setattr(Path, "replace", refuse)
    said = run("compile", "short.md", config="cache-limit = 2").stderr
    assert "note: the cache has 3." in said
    assert "files cannot be deleted: Permission denied" in said
    assert run("compile", "short.md").stderr == ""  # It is below its limit.
    failed = run("cache", "--clear", check=False)
    assert failed.returncode == 4
    assert "3 entries cannot be deleted: Permission denied" in failed.stderr
    assert f"make {caches} writable" in failed.stderr
