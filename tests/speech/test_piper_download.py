"""Installing a public Piper voice, from a source on this computer."""

import errno
import json
import os
import signal
import socket
import sys
import threading
from pathlib import Path

import pytest

from tests.conftest import names_in
from tests.speech.public_source import CARD, EVA, JOE, PAOLA, THORSTEN, answer, source
from tests.speech.test_piper import make_voice
from voicecoach.errors import ChoiceError, OutputError, SpeechError
from voicecoach.languages import LANGUAGES
from voicecoach.library import own_voices_folder
from voicecoach.speech import open_engine, piper_download, piper_source
from voicecoach.speech.piper_download import install, is_installed
from voicecoach.speech.piper_source import card_address, fetch_card, look_up
from voicecoach.speech.public_voices import (
    RECOMMENDED,
    ModelCard,
    language_of,
    read_card,
    read_index,
    recommended_name,
)

__all__ = ["source"]

MODEL = f"/de/de_DE/thorsten/medium/{THORSTEN}.onnx"
SETTINGS = f"{MODEL}.json"
CARD_PATH = "/de/de_DE/thorsten/medium/MODEL_CARD"


@pytest.fixture(autouse=True)
def voices(tmp_path, monkeypatch) -> Path:
    """The person's folder of voices, which does not exist yet."""
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "data"))
    return own_voices_folder()


def install_thorsten(progress=lambda _done, _total: None):
    return install(look_up("de"), progress)


def test_a_voice_is_installed_by_the_code_of_its_language(source, voices):
    assert not is_installed(THORSTEN)
    path = install_thorsten()
    assert path == voices / f"{THORSTEN}.onnx"
    assert names_in(voices) == [f"{THORSTEN}.onnx", f"{THORSTEN}.onnx.json"]
    assert path.read_bytes() == source.files[MODEL]
    assert open_engine("piper").default_voice("de") == THORSTEN
    assert is_installed(THORSTEN)
    assert source.asked == ["/voices.json", MODEL, SETTINGS]


def test_what_is_known_before_the_download(source):
    voice = look_up("de")
    assert (voice.name, voice.language, voice.language_name, voice.quality) == (THORSTEN, "de-de", "German", "medium")
    assert voice.size_bytes == len(source.files[MODEL]) + len(source.files[SETTINGS])
    assert fetch_card(voice) == ModelCard("CC0", "https://example.org/recordings", "Trained from scratch.")
    assert card_address(voice) == f"{source.address}{CARD_PATH}"
    assert look_up("de_DE") == voice
    assert look_up(EVA).quality == "x_low"
    assert look_up("en").name == JOE


@pytest.mark.parametrize(
    ("wanted", "message", "hint"),
    [
        ("it", "the coach does not speak 'it'", "en, de, es, fr"),
        (PAOLA, "the coach does not speak 'it-it'", "en, de, es, fr"),
        ("de_DE-torsten-medium", "there is no Piper voice 'de_DE-torsten-medium'", f"did you mean '{THORSTEN}'"),
        ("thorsten", "there is no Piper voice 'thorsten'", f"one of: {THORSTEN}"),
        ("en-us-joe", "there is no Piper voice 'en-us-joe'", f"one of: {JOE}"),
        ("de-at", "there is no Piper voice 'de-at'", "name a language, or a voice such as"),
        ("../../etc", "there is no Piper voice '../../etc'", "name a language"),
    ],
)
def test_an_unknown_voice_is_answered_with_the_nearest(source, voices, wanted, message, hint):
    with pytest.raises(ChoiceError, match=message) as caught:
        look_up(wanted)
    assert hint in caught.value.hint
    assert not voices.exists()


def too_short(handler, data):
    answer(handler, data[:-100])


def cut_off(handler, data):
    answer(handler, data[:-100], length=len(data))


def changed(handler, data):
    answer(handler, data[:-1] + bytes([data[-1] ^ 1]))


def failing(handler, data):
    answer(handler, b"", code=500)


def a_page(handler, data):
    answer(handler, b"<html>Welcome to the hotel</html>")


def silent(handler, data):
    threading.Event().wait(5)


DAMAGE = {
    "a model that is too short": (MODEL, too_short, "arrived damaged: .* bytes instead of"),
    "a model that is cut off": (MODEL, cut_off, "arrived damaged: .* bytes instead of"),
    "a model that was changed": (MODEL, changed, "its MD5 digest is .*, and should be"),
    "settings that are cut off": (SETTINGS, cut_off, "json arrived damaged"),
    "settings that were changed": (SETTINGS, changed, "json arrived damaged: its MD5"),
    "a page in place of the model": (MODEL, a_page, "arrived damaged: 33 bytes"),
    "a server that fails": (MODEL, failing, r"answered with error 500 .* for http://.*\.onnx"),
    "a server that is silent": (MODEL, silent, "does not answer"),
    "an index that is a page": ("/voices.json", a_page, "the index of the Piper voices cannot be read"),
    "an index that is cut off": ("/voices.json", cut_off, "ended the connection too early"),
    "an index that is missing": ("/voices.json", failing, "answered with error 500"),
}


@pytest.mark.parametrize("case", DAMAGE)
def test_what_arrives_damaged_is_not_installed(source, voices, monkeypatch, case):
    path, spoil, message = DAMAGE[case]
    source.spoil[path] = spoil
    if spoil is silent:
        monkeypatch.setattr(piper_source, "_SILENT_FOR_S", 0.3)
    before = socket.getdefaulttimeout()
    with pytest.raises(SpeechError, match=message) as caught:
        install_thorsten()
    assert caught.value.hint
    assert not voices.exists() or names_in(voices) == []
    assert socket.getdefaulttimeout() == before


def test_by_hand_is_another_way(source, voices):
    source.spoil[MODEL] = failing
    with pytest.raises(SpeechError) as caught:
        install_thorsten()
    assert str(voices) in caught.value.hint
    for path in (MODEL, SETTINGS):
        assert f"{source.address}{path}?download=true" in caught.value.hint


def test_a_voice_that_hums_nothing_is_not_installed(source, voices, tmp_path):
    source.add_voice(tmp_path / "source", THORSTEN, hum=0.0)
    with pytest.raises(SpeechError, match="produced no sound"):
        install_thorsten()
    assert names_in(voices) == []


@pytest.mark.parametrize(
    ("address", "reason"),
    [("http://127.0.0.1:9/voices.json", "refused"), ("http://voices.invalid/voices.json", "is this computer online")],
)
def test_offline_the_cure_is_named(source, voices, monkeypatch, address, reason):
    from piper import download_voices

    monkeypatch.setattr(download_voices, "VOICES_JSON", address)
    with pytest.raises(SpeechError, match=reason) as caught:
        look_up("de")
    assert str(voices) in caught.value.hint
    assert f"{THORSTEN}.onnx.json" in caught.value.hint
    with pytest.raises(SpeechError, match=reason) as caught:
        look_up("thorsten")
    assert THORSTEN in caught.value.hint
    assert not voices.exists()


def test_a_full_disk_leaves_nothing(source, voices, monkeypatch):
    from piper import download_voices

    def copy(_response, file):
        file.write(b"half of it")
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    monkeypatch.setattr(download_voices.shutil, "copyfileobj", copy)
    with pytest.raises(OutputError, match=f"cannot be stored in {voices}: No space left on device") as caught:
        install_thorsten()
    assert "free some space" in caught.value.hint
    assert names_in(voices) == []


def test_a_folder_that_cannot_be_created_is_an_error_of_the_disk(source, voices):
    voices.parent.parent.mkdir()
    voices.parent.touch()
    with pytest.raises(OutputError, match="cannot be stored"):
        install_thorsten()


# The interrupt may come when Piper's downloader has just opened its file.
@pytest.mark.filterwarnings("ignore:unclosed file:ResourceWarning")
def test_an_interrupt_leaves_nothing(source, voices):
    def interrupted(handler, data):
        handler.send_response(200)
        handler.end_headers()
        handler.wfile.write(data[:100])
        import _thread

        _thread.interrupt_main()
        threading.Event().wait(1)

    source.spoil[MODEL] = interrupted
    before = signal.signal(signal.SIGINT, signal.default_int_handler)
    try:
        with pytest.raises(KeyboardInterrupt):
            install_thorsten()
    finally:
        signal.signal(signal.SIGINT, before)
    assert names_in(voices) == []


def test_what_a_killed_download_left_is_deleted(source, voices):
    left = voices / f".{THORSTEN}.part"
    left.mkdir(parents=True)
    (left / "half.onnx").touch()
    install_thorsten()
    assert names_in(voices) == [f"{THORSTEN}.onnx", f"{THORSTEN}.onnx.json"]


def test_progress_counts_the_bytes_that_have_arrived(source, monkeypatch):
    shown = []
    monkeypatch.setattr(piper_download, "_LOOK_EVERY_S", 0.01)

    def slowly(handler, data):
        handler.send_response(200)
        handler.end_headers()
        threading.Event().wait(0.3)
        handler.wfile.write(data)

    source.spoil[SETTINGS] = slowly
    voice = look_up("de")
    install(voice, lambda done, total: shown.append((done, total)))
    assert {total for _, total in shown} == {voice.size_bytes}
    assert [done for done, _ in shown] == sorted(done for done, _ in shown)
    assert any(0 < done < voice.size_bytes for done, _ in shown)


def test_a_damaged_voice_does_not_count_as_installed(source, voices):
    path = install_thorsten()
    path.write_bytes(b"no model")
    assert not is_installed(THORSTEN)
    install_thorsten()
    assert is_installed(THORSTEN)


def test_without_piper_the_cure_is_named(source, monkeypatch):
    monkeypatch.setitem(sys.modules, "piper", None)
    with pytest.raises(SpeechError, match="Piper is not installed") as caught:
        look_up("de")
    assert "pip install" in caught.value.hint


def test_a_voice_without_a_model_card_has_an_empty_one(source):
    del source.files[CARD_PATH]
    source.index()
    assert fetch_card(look_up("de")) == ModelCard()
    assert card_address(look_up("de")) == ""


def test_a_voice_is_recommended_for_each_language():
    assert RECOMMENDED.keys() == set(LANGUAGES)
    for language, name in RECOMMENDED.items():
        assert language_of(name).startswith(language)
        assert recommended_name(language) == recommended_name(language_of(name)) == name
    assert recommended_name("en-gb") == "en-gb"


@pytest.mark.parametrize(
    ("text", "card"),
    [
        (CARD, ModelCard("CC0", "https://example.org/recordings", "Trained from scratch.")),
        ("* URL: https://a.org/x\n* License:  See URL\n", ModelCard("", "https://a.org/x")),
        ("* License: https://a.org/license.html\n", ModelCard("https://a.org/license.html")),
        ("## Training\n\nFinetuned from\na voice.\n\n## More\n", ModelCard(training="Finetuned from a voice.")),
        ("A voice\n", ModelCard()),
    ],
)
def test_a_model_card_says_what_it_says_and_no_more(text, card):
    assert read_card(text) == card


def test_entries_of_the_index_that_cannot_be_used_are_skipped(source):
    index = json.loads(source.files["/voices.json"])
    whole = index[THORSTEN]
    broken = {
        "no files": {**whole, "files": {}},
        "no digest": {**whole, "files": {path: {"size_bytes": 1} for path in whole["files"]}},
        "no language": {**whole, "language": None},
        "no entry": 5,
    }
    for entry in broken.values():
        assert read_index(json.dumps({THORSTEN: whole, EVA: entry}).encode()).keys() == {THORSTEN}
    assert read_index(json.dumps({"../evil-a-low": whole, THORSTEN: whole}).encode()).keys() == {THORSTEN}
    for data in (b"[]", b"{}", b"\xff", json.dumps({THORSTEN: 5}).encode()):
        with pytest.raises(SpeechError, match="the index of the Piper voices"):
            read_index(data)


def test_the_real_addresses_are_those_of_pipers_downloader():
    from piper import download_voices

    assert download_voices.VOICES_JSON.startswith("https://")
    addresses = piper_source.file_addresses(THORSTEN)
    assert [address.partition("?")[0].rpartition("/")[2] for address in addresses] == [
        f"{THORSTEN}.onnx",
        f"{THORSTEN}.onnx.json",
    ]
    assert all("/de/de_DE/thorsten/medium/" in address for address in addresses)


def test_a_voice_of_ones_own_is_not_touched(source, voices):
    voices.mkdir(parents=True)
    own = make_voice(voices / "mine.onnx", language="de_DE").read_bytes()
    install_thorsten()
    assert (voices / "mine.onnx").read_bytes() == own
