"""A user's own recordings are found by their phrase, trimmed and levelled; an engine speaks what is missing."""

import subprocess
import wave
from pathlib import Path

import numpy as np
import pytest

from tests.conftest import need
from tests.speech.test_voice import BeepEngine
from voicecoach.audio.clips import SPEECH_LUFS
from voicecoach.audio.loudness import loudness
from voicecoach.errors import SpeechError
from voicecoach.speech import VoiceSettings, open_voice, recording_name
from voicecoach.speech.cache import ClipCache


def record(path: Path, *, seconds=0.5, level=3000, rate=44_100, channels=2, silence=0.4) -> Path:
    """Write a recording like a phone's: stereo, at another rate, quiet, with silence around it."""
    tone = level * np.sin(2 * np.pi * 440 * np.arange(int(seconds * rate)) / rate)
    quiet = np.zeros(int(silence * rate))
    signal = np.repeat(np.concatenate((quiet, tone, quiet)), channels).astype("<i2")
    with wave.open(str(path), "wb") as file:
        file.setparams((channels, 2, rate, 0, "NONE", ""))
        file.writeframes(signal.tobytes())
    return path


def pack_voice(folder, tmp_path, engine=None):
    return open_voice(
        VoiceSettings(pack=str(folder)), engine=engine or BeepEngine(), cache=ClipCache(tmp_path / "cache")
    )


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Halfway.", "halfway"),
        ("Rest, 20 seconds.", "rest-20-seconds"),
        ("Next: Lateral walks, left foot leads. 10 steps.", "next-lateral-walks-left-foot-leads-10-steps"),
        ("That's it. Well done.", "thats-it-well-done"),
        ("Als Nächstes: Kniebeuge.", "als-nächstes-kniebeuge"),
        ("7", "7"),
        ("word " * 100, f"{'word-' * 22}w-6c64a9cc"),
    ],
)
def test_a_recording_is_named_after_what_it_says(text, name):
    assert recording_name(text) == name
    assert recording_name(name) == name
    assert len(name) <= 120


def test_what_is_recorded_is_heard_and_the_rest_is_spoken(tmp_path):
    folder = tmp_path / "pack"
    folder.mkdir()
    record(folder / "Halfway.wav")
    record(folder / "rest-20-seconds.wav", level=20_000)
    (folder / ".hidden").write_text("x")
    (folder / "subfolder").mkdir()
    engine = BeepEngine()
    clips = pack_voice(folder, tmp_path, engine).speak(["Halfway.", "Rest, 20 s.", "Go on."])
    assert engine.spoken == ["Go on."]
    assert abs(clips["Halfway."].duration_ms - 500) <= 3
    for clip in clips.values():
        assert abs(loudness(clip.pcm, 24_000) - SPEECH_LUFS) < 0.5


def test_recordings_of_any_format_are_taken(tmp_path):
    folder = tmp_path / "pack"
    folder.mkdir()
    source = record(tmp_path / "source.wav")
    formats = ("mp3", "m4a", "ogg", "flac")
    for number, suffix in enumerate(formats, start=1):
        target = folder / f"{number}.{suffix}"
        subprocess.run([need("ffmpeg"), "-v", "error", "-i", source, target], check=True)
    clips = pack_voice(folder, tmp_path, BeepEngine(forgets="none")).speak([str(n) for n in range(1, len(formats) + 1)])
    assert all(abs(clip.duration_ms - 500) <= 40 for clip in clips.values())


@pytest.mark.parametrize("seconds", [0.002, 0.02, 0.2])
def test_a_click_of_any_length_and_an_offset_are_no_trouble(tmp_path, seconds):
    folder = tmp_path / "pack"
    folder.mkdir()
    path = record(folder / "one.wav", seconds=seconds, rate=24_000, channels=1)
    with wave.open(str(path)) as file:
        samples = np.frombuffer(file.readframes(file.getnframes()), "<i2") + 100
    with wave.open(str(path), "wb") as file:
        file.setparams((1, 2, 24_000, 0, "NONE", ""))
        file.writeframes(samples.astype("<i2").tobytes())
    (folder / "one.txt").write_text("the words of it")
    clip = pack_voice(folder, tmp_path).speak(["one"])["one"]
    assert abs(clip.duration_ms - 1000 * seconds) <= 5


def test_a_new_recording_is_heard_at_once_and_leaves_the_other_clips_alone(tmp_path):
    folder = tmp_path / "pack"
    folder.mkdir()
    engine = BeepEngine()
    pack_voice(folder, tmp_path, engine).speak(["one", "two"])
    record(folder / "one.wav")
    first = pack_voice(folder, tmp_path, engine).speak(["one", "two"])
    record(folder / "one.wav", seconds=0.7)
    second = pack_voice(folder, tmp_path, engine).speak(["one", "two"])
    assert engine.spoken == ["one", "two"]
    assert (first["one"].duration_ms, second["one"].duration_ms) == (500, 700)
    assert first["two"] == second["two"]


@pytest.mark.parametrize(
    ("make", "message"),
    [
        (
            lambda folder: record(folder / "One!.wav", level=0),
            "a recording in .*/pack cannot be used: One!.wav is silent",
        ),
        (lambda folder: record(folder / "one.wav", level=2), "one.wav is silent"),
        (lambda folder: record(folder / "one.wav", seconds=0, silence=0), "one.wav is silent"),
        (lambda folder: (folder / "one.mp3").write_text("no music"), "used: one.mp3 cannot be read as audio"),
        (lambda folder: (folder / "one.mp3").touch(), "used: one.mp3 cannot be read as audio"),
        (lambda folder: [record(folder / "one.wav"), record(folder / "One.WAV")], "recordings of the same phrase"),
        (lambda folder: folder.rmdir(), "there is no folder of recordings"),
    ],
)
def test_a_pack_that_cannot_be_used_is_loud(tmp_path, make, message):
    folder = tmp_path / "pack"
    folder.mkdir()
    make(folder)
    with pytest.raises(SpeechError, match=message):
        pack_voice(folder, tmp_path).speak(["one"])


def test_all_recordings_that_cannot_be_used_are_named_at_once(tmp_path):
    record(tmp_path / "One.wav", level=0)
    record(tmp_path / "two.wav")
    (tmp_path / "three.m4a").write_text("no music")
    with pytest.raises(SpeechError) as caught:
        pack_voice(tmp_path, tmp_path).speak(["one", "two", "three", "four"])
    message, hint = caught.value.message, caught.value.hint
    assert message.startswith(f"2 recordings in {tmp_path} cannot be used: One.wav is silent; three.m4a cannot be read")
    assert "voicecoach-" not in message
    assert "move it out of the folder" in hint
