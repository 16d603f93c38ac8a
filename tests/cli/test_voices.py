"""voicecoach voices: what is used and why, all voices, a sample of one, and installing a public one."""

import json
import re
import subprocess
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest

from tests.conftest import SHIPPED, names_in
from tests.pseudo_terminal import PseudoTerminal
from tests.speech.public_source import EVA, JOE, THORSTEN, PublicSource, answer, source
from tests.speech.test_piper import make_voice
from tests.speech.test_piper_download import CARD_PATH, MODEL, cut_off, failing
from voicecoach.cli.used_voices import find_voice
from voicecoach.phrases import open_catalogue
from voicecoach.speech import VoiceSettings

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
    run: Callable[..., subprocess.CompletedProcess]
    install: Callable[..., subprocess.CompletedProcess]
    install_in_terminal: Callable[..., PseudoTerminal]

    @property
    def settings(self) -> Path:
        """The person's own settings."""
        return self.folder.parents[2] / "config" / "voicecoach" / "config.toml"

    @property
    def voices(self) -> list[str]:
        """What is in the folder of voices."""
        return names_in(self.folder) if self.folder.exists() else []


@pytest.fixture
def computer(source, run, program, environment, tmp_path) -> Computer:
    """The command ``voices --install`` on this computer, in this process or in a terminal."""
    more = {"XDG_DATA_HOME": str(tmp_path / "data"), "XDG_CONFIG_HOME": str(tmp_path / "config")}

    def in_terminal(*arguments):
        command = [program[0], "-c", IN_A_TERMINAL, source.address, "voices", "--install", *arguments]
        return PseudoTerminal(command, tmp_path, {**environment, **more})

    (tmp_path / "config" / "voicecoach").mkdir(parents=True)
    return Computer(
        source,
        tmp_path / "data" / "voicecoach" / "voices",
        lambda *arguments: run("voices", *arguments, check=False, more=more),
        lambda *arguments: run("voices", "--install", *arguments, check=False, more=more),
        in_terminal,
    )


def used(computer):
    """Return the rows of what speaks each language: language, voice, engine, why."""
    rows = computer.run().stdout.partition("\n\n")[0].splitlines()[1:]
    return [tuple(re.split(r" {2,}", row)) for row in rows]


NATURAL = ("en", "heart", "hibari", "natural; comes with voicecoach")


def of_the_system(language, voice):
    why = f"your system's voice; for a natural one: voicecoach voices --install {language}"
    return (language, voice, "pyttsx3", why)


def test_voices_says_what_speaks_each_language_and_why(computer):
    systems = [of_the_system(*pair) for pair in (("de", "de"), ("es", "es"), ("fr", "fr-fr"))]
    assert used(computer) == [NATURAL, *systems]
    computer.install("de")
    installed = ("de", THORSTEN, "piper", "natural; installed in your folder of voices")
    assert used(computer) == [NATURAL, installed, *systems[1:]]
    computer.settings.write_text("[voices]\nde = 'de+f3'\nen = 'en-gb'\n")
    assert used(computer) == [
        ("en", "en-gb", "pyttsx3", "your own settings: voices.en"),
        ("de", "de+f3", "pyttsx3", "your own settings: voices.de"),
        *systems[1:],
    ]
    computer.settings.write_text("engine = 'piper'\n")
    english, german, *_ = used(computer)
    assert german == ("de", THORSTEN, "piper", "your own settings: engine")
    assert english[:3] == ("en", "none", "piper")
    assert english[3].startswith("there is no Piper voice for 'en'; voicecoach voices --install en")


def test_voices_does_not_claim_a_voice_that_does_not_exist(computer):
    computer.settings.write_text("engine = 'pyttsx3'\n[voices]\nen = 'heart'\nde = 'nonsense'\nfr = 'fr-be+f3'\n")
    english, german, _, french = used(computer)
    assert english == ("en", "none", "pyttsx3", "your own settings: voices.en, but there is no voice 'heart'")
    assert german == ("de", "none", "pyttsx3", "your own settings: voices.de, but there is no voice 'nonsense'")
    assert french == ("fr", "fr-be+f3", "pyttsx3", "your own settings: voices.fr")


def listed(text):
    """Return star, id and engine of each voice in a list."""
    return [(line[0], line[3:].split()[0], line.split()[-1]) for line in text.splitlines()[1:]]


def test_voices_lists_those_of_all_languages_and_marks_what_is_used(computer):
    computer.install("de")
    rows = listed(computer.run().stdout.partition("\n\n")[2])
    starred = [(voice, engine) for star, voice, engine in rows if star == "*"]
    assert starred == [("heart", "hibari"), (THORSTEN, "piper"), ("roa/es", "pyttsx3"), ("roa/fr", "pyttsx3")]
    assert (" ", "gmw/en-us", "pyttsx3") in rows
    assert "Finnish" not in computer.run().stdout


def test_voices_of_one_language_or_one_engine(computer):
    computer.install("de")
    german = listed(computer.run("--language", "de").stdout)
    assert german == [("*", THORSTEN, "piper"), (" ", "gmw/de", "pyttsx3")]
    assert listed(computer.run("--engine", "hibari").stdout) == [("*", "heart", "hibari")]
    systems = listed(computer.run("--engine", "pyttsx3").stdout)
    assert [voice for star, voice, _ in systems if star == "*"] == ["gmw/de", "gmw/en-us", "roa/es", "roa/fr"]
    assert (" ", "urj/fi", "pyttsx3") in systems


@pytest.mark.realtime
def test_a_sample_of_a_voice_is_heard(computer):
    began = time.monotonic()
    done = computer.run("--hear", "de+f3", "--output", "null")
    assert (done.returncode, done.stdout) == (0, "")
    assert done.stderr == f"de+f3 (pyttsx3): {open_catalogue('de').text('sample')}\n"
    assert time.monotonic() - began > 4


@pytest.mark.parametrize(
    ("voice", "engine", "language"),
    [
        ("heart", "hibari", "en-us"),
        ("en-us", "pyttsx3", "en-us"),
        ("gmw/de+f3", "pyttsx3", "de"),
        ("fr-fr", "pyttsx3", "fr-fr"),
        ("fi", "pyttsx3", "en"),
        (THORSTEN, "piper", "de-DE"),
        ("own.onnx", "piper", "es-ES"),
    ],
)
def test_a_voice_is_found_by_its_id_and_speaks_its_language(computer, tmp_path, monkeypatch, voice, engine, language):
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "data"))
    computer.folder.mkdir(parents=True)
    make_voice(computer.folder / f"{THORSTEN}.onnx", language="de_DE")
    make_voice(tmp_path / "own.onnx", language="es_ES")
    assert find_voice(voice) == (VoiceSettings(engine, voice), language)
    assert find_voice(voice, language="fr") == (VoiceSettings(engine, voice), "fr")


@pytest.mark.parametrize(
    ("arguments", "code", "message"),
    [
        (["--hear", "hart"], 3, "there is no voice 'hart'\n  hint: did you mean 'heart'?"),
        (["--hear", "de_DE-torsten-medium"], 3, f"hint: did you mean '{THORSTEN}'?"),
        (["--hear", "nothing.onnx"], 3, "there is no file 'nothing.onnx'"),
        (["--hear", "en-us", "--engine", "hibari"], 3, "hibari has no voice 'en-us' here"),
        (["--hear", "heart", "--device", "gramophone"], 4, "no sound device called"),
        (["--hear", "heart", "--install", "de"], 2, "--install and --hear cannot be combined"),
    ],
)
def test_a_voice_that_cannot_be_heard_is_one_clear_message(computer, arguments, code, message):
    computer.install("de")
    done = computer.run(*arguments)
    assert done.returncode == code
    assert message in done.stderr


def test_after_the_installation_it_says_whether_the_voice_is_used(computer):
    assert f"{THORSTEN} now speaks in all sessions in 'de'" in computer.install("de").stderr
    assert f"{EVA} now speaks in all sessions in 'de'" in computer.install(EVA).stderr
    assert f"{THORSTEN} now speaks in all sessions in 'de'" in computer.install("de").stderr
    english = computer.install("en").stderr
    assert "sessions in 'en' are still spoken by heart of hibari (natural; comes with voicecoach)" in english
    assert f"--engine piper --voice {JOE}" in english
    assert f'under [voices]: en = "{JOE}"\n' in english
    assert f"hear it: voicecoach voices --hear {JOE}" in english
    computer.settings.write_text("[voices]\nde = 'de+f3'\n")
    assert "are still spoken by de+f3 of pyttsx3 (your own settings: voices.de)" in computer.install("de").stderr
    computer.settings.write_text("engine = 'hibari'\n")
    german = computer.install("de").stderr
    assert "sessions in 'de' are still spoken by no voice (hibari does not speak 'de', only English" in german
    assert f"""under [voices]: de = "{THORSTEN}", without 'engine'""" in german


def test_sessions_in_the_language_use_the_voice_from_then_on(computer, run):
    def voice(*arguments):
        session = ("compile", SHIPPED[0], "--verbosity", "quiet", "--language", "de", *arguments)
        document = json.loads(run(*session, more={"XDG_DATA_HOME": str(computer.folder.parents[1])}).stdout)
        return document["voice"]["engine"], document["voice"]["id"]

    assert voice() == ("pyttsx3", "de")
    computer.install("de")
    assert voice() == ("piper", THORSTEN)
    assert voice("--engine", "pyttsx3") == ("pyttsx3", "de")


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
