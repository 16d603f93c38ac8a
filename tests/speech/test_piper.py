"""Piper, with a tiny voice made here that hums a tone, a fixed number of samples per letter."""

import json
import os
import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest

from voicecoach.errors import SpeechError
from voicecoach.library import own_voices_folder
from voicecoach.speech import VoiceSettings, open_engine, open_voice
from voicecoach.speech.cache import ClipCache
from voicecoach.speech.piper_worker import Speaker

LETTERS = "abcdefghijklmnopqrstuvwxyz0123456789 .,:'"
SAMPLES_PER_LETTER = 1000
RATE_HZ = 22_050


def make_voice(path: Path, *, language: str = "en_US", hum: float = 0.2, letter: int = SAMPLES_PER_LETTER) -> Path:
    """Write a Piper voice: a model from phonemes to samples, and its settings.

    The model repeats a tone over a time that grows with the number of phonemes and with the length scale.
    """
    import onnx
    from onnx import TensorProto, helper, numpy_helper

    def constant(name, value):
        return numpy_helper.from_array(np.asarray(value), name)

    node = helper.make_node
    nodes = [
        node("Gather", ["scales", "one"], ["length_scale"]),
        node("Cast", ["input_lengths"], ["letters"], to=TensorProto.FLOAT),
        node("Mul", ["letters", "per_letter"], ["plain"]),
        node("Mul", ["plain", "length_scale"], ["scaled"]),
        node("Cast", ["scaled"], ["samples"], to=TensorProto.INT64),
        node("Squeeze", ["samples"], ["end"]),
        node("Range", ["zero", "end", "step"], ["times"]),
        node("Cast", ["times"], ["clock"], to=TensorProto.FLOAT),
        node("Mul", ["clock", "speed"], ["angle"]),
        node("Sin", ["angle"], ["wave"]),
        node("Mul", ["wave", "level"], ["tone"]),
        node("Reshape", ["tone", "shape"], ["output"]),
    ]
    inputs = [
        helper.make_tensor_value_info("input", TensorProto.INT64, [1, "phonemes"]),
        helper.make_tensor_value_info("input_lengths", TensorProto.INT64, [1]),
        helper.make_tensor_value_info("scales", TensorProto.FLOAT, [3]),
    ]
    constants = [
        constant("one", np.array([1], np.int64)),
        constant("per_letter", np.float32(letter)),
        constant("zero", np.int64(0)),
        constant("step", np.int64(1)),
        constant("speed", np.float32(2 * np.pi * 300 / RATE_HZ)),
        constant("level", np.float32(hum)),
        constant("shape", np.array([1, 1, 1, -1], np.int64)),
    ]
    outputs = [helper.make_tensor_value_info("output", TensorProto.FLOAT, [1, 1, 1, "time"])]
    graph = helper.make_graph(nodes, "hum", inputs, outputs, constants)
    opset = helper.make_opsetid("", 15)
    onnx.save(helper.make_model(graph, opset_imports=[opset], ir_version=8), path)
    settings = {
        "audio": {"sample_rate": RATE_HZ},
        "espeak": {"voice": language.partition("_")[0]},
        "phoneme_type": "text",
        "num_symbols": len(LETTERS) + 3,
        "num_speakers": 1,
        "inference": {"noise_scale": 0.667, "length_scale": 1, "noise_w": 0.8},
        "phoneme_id_map": {symbol: [number] for number, symbol in enumerate("_^$" + LETTERS)},
        "language": {"code": language},
    }
    path.with_name(f"{path.name}.json").write_text(json.dumps(settings), "utf-8")
    return path


@pytest.fixture
def piper(tmp_path):
    """Open a Piper voice at this rate."""
    path = make_voice(tmp_path / "hum.onnx")
    return lambda **choice: open_voice(
        VoiceSettings("piper", **{"id": str(path), **choice}), cache=ClipCache(tmp_path / "cache")
    )


def test_piper_speaks_every_text_with_the_persons_own_voice(piper):
    clips = piper().speak(["halfway", "push your hips back"])
    lengths_ms = [clip.duration_ms for clip in clips.values()]
    assert lengths_ms[0] < lengths_ms[1]
    assert lengths_ms[0] > 7 * 1000 * SAMPLES_PER_LETTER / RATE_HZ
    assert piper().speak(["halfway"])["halfway"] == clips["halfway"]


def test_a_voice_is_loaded_once_until_its_files_change(tmp_path, monkeypatch):
    from piper import PiperVoice

    loads, load = [], PiperVoice.load
    monkeypatch.setattr(PiperVoice, "load", lambda path: loads.append(path) or load(path))
    speaker = Speaker()
    model, job = str(make_voice(tmp_path / "hum.onnx")), {"text": "halfway", "path": str(tmp_path / "0.wav")}
    for version in (1, 1, 2):
        replies = speaker.replies({"model": model, "version": version, "length": 1, "jobs": [job]})
        assert list(replies) == [{"text": "halfway"}, {"done": True}]
    assert loads == [model, model]


def test_a_voice_that_was_replaced_is_heard(piper, tmp_path):
    before = piper().speak(["halfway"])["halfway"]
    make_voice(tmp_path / "hum.onnx", letter=2000)
    assert piper().speak(["halfway"])["halfway"].duration_ms > 1.5 * before.duration_ms


def test_a_process_that_ends_while_piper_speaks_ends_in_order(tmp_path):
    """onnxruntime aborts a process whose threads still use it."""
    code = """
import sys, threading
from contextlib import suppress
from voicecoach.errors import SpeechError
from voicecoach.speech import open_engine
from pathlib import Path
texts = [f"{number} " + "push your hips back " * 50 for number in range(50)]
spoken = threading.Event()
def speak():
    with suppress(SpeechError):  # The voice ends with the process.
        for _ in open_engine("piper").render(texts, sys.argv[1], 160, Path(sys.argv[2])):
            spoken.set()
threading.Thread(target=speak, daemon=True).start()
assert spoken.wait(60)
"""
    path = make_voice(tmp_path / "hum.onnx")
    done = subprocess.run([sys.executable, "-c", code, path, tmp_path], capture_output=True, text=True, check=False)
    assert (done.returncode, done.stderr) == (0, "")


def test_the_rate_is_relative_to_how_the_voice_was_trained(piper):
    usual, fast = (piper(rate_wpm=rate).speak(["halfway"])["halfway"].duration_ms for rate in (160, 320))
    assert abs(usual - 2 * fast) <= 3


def test_the_voices_of_the_own_folder_are_found_by_name_and_language(tmp_path, monkeypatch):
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "data"))
    engine = open_engine("piper")
    with pytest.raises(SpeechError, match="no Piper voice for 'en'") as caught:
        engine.default_voice("en")
    assert str(own_voices_folder()) in caught.value.hint
    assert "voicecoach voices --install en" in caught.value.hint
    own_voices_folder().mkdir(parents=True)
    make_voice(own_voices_folder() / "hum.onnx")
    make_voice(own_voices_folder() / "summ.onnx", language="de_DE")
    assert [(voice.id, voice.languages) for voice in engine.voices()] == [("hum", ("en-US",)), ("summ", ("de-DE",))]
    assert (engine.default_voice("en-gb"), engine.default_voice("de")) == ("hum", "summ")
    assert engine.fingerprint("a", "hum") != engine.fingerprint("a", "summ")


def test_of_several_voices_of_a_language_the_newest_speaks_it(tmp_path, monkeypatch):
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "data"))
    own_voices_folder().mkdir(parents=True)
    for second, (name, language) in enumerate([("c", "en_GB"), ("b", "en_US"), ("a", "en_US")]):
        path = make_voice(own_voices_folder() / f"{name}.onnx", language=language)
        os.utime(path, (second, second))
    engine = open_engine("piper")
    assert [engine.default_voice(code) for code in ("en", "en-us", "en-gb", "en-au")] == ["a", "a", "c", "a"]
    os.utime(own_voices_folder() / "b.onnx")
    assert engine.default_voice("en") == engine.known_voice("en") == "b"


@pytest.mark.parametrize(
    ("spoil", "message"),
    [
        (lambda path: path.unlink(), "there is no file .*hum.onnx'"),
        (lambda path: path.with_name("hum.onnx.json").unlink(), "there is no file .*hum.onnx.json'"),
        (lambda path: path.write_bytes(b"no model"), "cannot be loaded"),
        (lambda path: path.with_name("hum.onnx.json").write_text("{}"), "cannot be loaded"),
        (lambda path: make_voice(path, hum=0.0), "produced no sound for 'halfway'"),
    ],
)
def test_a_voice_that_cannot_speak_is_loud(piper, tmp_path, spoil, message):
    spoil(tmp_path / "hum.onnx")
    with pytest.raises(SpeechError, match=message):
        piper().speak(["halfway"])


def test_a_failure_does_not_keep_the_next_voice_waiting(piper, tmp_path):
    make_voice(tmp_path / "hum.onnx", hum=0.0)
    with pytest.raises(SpeechError, match="produced no sound") as caught:
        piper().speak(["halfway", "hips back"])
    make_voice(tmp_path / "hum.onnx")
    assert piper().speak(["halfway"])
    assert caught.value.hint


def test_without_piper_the_cure_is_named(piper, monkeypatch):
    monkeypatch.setitem(sys.modules, "piper", None)
    with pytest.raises(SpeechError, match="not installed") as caught:
        piper().speak(["halfway"])
    assert "pip install piper-tts" in caught.value.hint
