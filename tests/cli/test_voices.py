"""voicecoach voices: installing a public voice, from a source on this computer."""

import subprocess
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest

from tests.conftest import names_in
from tests.pseudo_terminal import PseudoTerminal
from tests.speech.public_source import EVA, THORSTEN, PublicSource, answer, source
from tests.speech.test_piper_download import CARD_PATH, MODEL, cut_off, failing

__all__ = ["source"]

BOTH = [f"{THORSTEN}.onnx", f"{THORSTEN}.onnx.json"]

IN_A_TERMINAL = """
import sys
from piper import download_voices
address = sys.argv.pop(1)
download_voices.VOICES_JSON = f"{address}/voices.json"
download_voices.URL_FORMAT = address + "/{lang_family}/{lang_code}/{voice_name}/{voice_quality}/" \\
    "{lang_code}-{voice_name}-{voice_quality}{extension}"
from voicecoach.cli import main
main()
"""


@dataclass
class Computer:
    """A computer with no voice in the person's folder, and a public source."""

    source: PublicSource
    folder: Path
    install: Callable[..., subprocess.CompletedProcess]
    install_in_terminal: Callable[..., PseudoTerminal]

    @property
    def voices(self) -> list[str]:
        """What is in the folder of voices."""
        return names_in(self.folder) if self.folder.exists() else []


@pytest.fixture
def computer(source, run, program, environment, tmp_path) -> Computer:
    """The command ``voices --install`` on this computer, in this process or in a terminal."""
    more = {"XDG_DATA_HOME": str(tmp_path / "data")}

    def in_terminal(*arguments):
        command = [program[0], "-c", IN_A_TERMINAL, source.address, "voices", "--install", *arguments]
        return PseudoTerminal(command, tmp_path, {**environment, **more})

    return Computer(
        source,
        tmp_path / "data" / "voicecoach" / "voices",
        lambda *arguments: run("voices", "--install", *arguments, check=False, more=more),
        in_terminal,
    )


def test_install_shows_size_and_licence_before_it_downloads(computer):
    done = computer.install("de")
    lines = done.stderr.splitlines()
    assert (done.returncode, done.stdout) == (0, "")
    assert lines[:2] == ["looking up the public Piper voices", f"{THORSTEN}: German, medium quality"]
    shown = dict(line.split(maxsplit=1) for line in lines[2:9])
    source = computer.source
    size = sum(len(data) for path, data in source.files.items() if path.startswith(MODEL))
    assert shown["size"] == f"{size / 1e6:.1f} MB"
    assert shown["licence"] == "CC0, of the recordings it was trained on"
    assert shown["source"] == f"{source.address}{MODEL}"
    assert shown["folder"] == str(computer.folder)
    assert f"model card  {source.address}{CARD_PATH}" in done.stderr
    assert f"installed {THORSTEN}" in lines[9]
    assert computer.voices == BOTH
    assert source.asked.index(CARD_PATH) < source.asked.index(MODEL)


def test_an_installed_voice_is_not_downloaded_again(computer):
    computer.install("de")
    computer.source.asked.clear()
    done = computer.install(THORSTEN)
    assert f"{THORSTEN} is already installed in {computer.folder}" in done.stderr
    assert computer.source.asked == []


def test_a_licence_that_was_not_seen_is_not_claimed(computer):
    spoil = computer.source.spoil
    spoil[CARD_PATH] = failing
    failed = computer.install("de").stderr
    assert "licence     unknown" in failed
    assert "error 500" in failed
    assert "CC0" not in failed
    spoil["/de/de_DE/eva_k/x_low/MODEL_CARD"] = lambda handler, _data: answer(handler, b"* License: See URL\n")
    assert "licence     not stated" in computer.install(EVA).stderr


@pytest.mark.parametrize(
    ("wanted", "message"),
    [("it", "the coach does not speak 'it'"), ("thorsen", "there is no Piper voice 'thorsen'")],
)
def test_a_voice_that_does_not_exist_is_one_clear_message(computer, wanted, message):
    done = computer.install(wanted)
    assert done.returncode == 2
    assert message in done.stderr
    assert computer.voices == []


def test_a_download_that_fails_names_the_cure(computer):
    computer.source.spoil[MODEL] = cut_off
    done = computer.install("de")
    assert done.returncode == 3
    assert f"{THORSTEN}.onnx arrived damaged" in done.stderr
    assert f"with another program into {computer.folder}" in done.stderr
    assert computer.voices == []


@pytest.mark.realtime
@pytest.mark.parametrize(
    ("key", "shown", "code", "left"),
    [
        ("\r", f"installed {THORSTEN}", 0, BOTH),
        ("n\r", "nothing was downloaded", 0, []),
        ("\x03", "interrupted", 130, []),
    ],
)
def test_in_a_terminal_it_asks_first(computer, key, shown, code, left):
    with computer.install_in_terminal("de") as terminal:
        terminal.wait_for(r"Download it\? \[Y/n\]")
        assert MODEL not in computer.source.asked
        time.sleep(0.5)  # An interrupt between the question and the wait for an answer would wait with it.
        terminal.press(key)
        terminal.wait_for(shown)
        assert terminal.end() == code
    assert computer.voices == left


@pytest.mark.realtime
def test_ctrl_c_during_the_download_leaves_nothing(computer):
    def endlessly(handler, _data):
        handler.send_response(200)
        handler.send_header("Content-Length", str(10**9))
        handler.end_headers()
        while True:
            handler.wfile.write(bytes(10_000))
            time.sleep(0.01)

    computer.source.spoil[MODEL] = endlessly
    with computer.install_in_terminal("de", "--yes") as terminal:
        terminal.wait_for("downloading")
        terminal.press("\x03")
        terminal.wait_for("interrupted")
        assert terminal.end() == 130
        assert "Traceback" not in terminal.seen
    assert computer.voices == []
