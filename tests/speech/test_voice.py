"""Real voices, their cache, and failures of a voice."""

import shutil
import sys
import wave
from collections.abc import Iterator, Sequence
from pathlib import Path

import numpy as np
import pytest

from tests.conftest import names_in
from voicecoach.audio.clips import SPEECH_LUFS
from voicecoach.audio.loudness import loudness
from voicecoach.errors import SpeechError
from voicecoach.speech import SpeechEngine, VoiceInfo, VoiceSettings, open_voice, pyttsx3_engine
from voicecoach.speech import worker as worker_module
from voicecoach.speech.cache import ClipCache, ClipKey
from voicecoach.speech.pyttsx3_engine import Pyttsx3Engine

TEXTS = ["Push your hips back", "Don't let your feet touch", "10", "Rest 45s", "Lateral walks, left foot leads."]


class BeepEngine(SpeechEngine):
    """An engine for tests: it speaks every text as a beep of 100 ms, or is silent or skips texts if told to."""

    name = "beep"

    def __init__(self, level: int = 8000, forgets: str = "") -> None:
        self.level = level
        self.forgets = forgets
        self.spoken: list[str] = []

    def fingerprint(self, text: str, voice: str) -> str:
        return "1"

    def voices(self) -> tuple[VoiceInfo, ...]:
        return (VoiceInfo("beep", "Beep"),)

    def default_voice(self, language: str) -> str:
        return "beep"

    def known_voice(self, language: str) -> str:
        return "beep"

    def render(self, texts: Sequence[str], voice: str, rate_wpm: int, folder: Path) -> Iterator[tuple[str, Path]]:
        for number, text in enumerate(texts):
            if text == self.forgets:
                continue
            self.spoken.append(text)
            path = folder / f"{number}.wav"
            beep = self.level * np.sin(np.arange(2205) / 5)
            silence = np.zeros(2205)
            with wave.open(str(path), "wb") as file:
                file.setparams((1, 2, 22_050, 0, "NONE", ""))
                file.writeframes(np.concatenate((silence, beep, silence)).astype("<i2").tobytes())
            yield text, path


def samples(clip):
    return np.frombuffer(clip.pcm, dtype="<i2").astype(float) / 32768


def test_a_voice_speaks_every_text_from_its_onset_at_one_loudness(either_voice):
    clips = either_voice.speak(TEXTS)
    assert list(clips) == TEXTS
    for clip in clips.values():
        signal = samples(clip)
        peak = np.abs(signal).max()
        assert 150 < clip.duration_ms < 4000
        assert np.abs(signal[: 10 * 24]).max() > peak * 10 ** (-40 / 20)  # the clip starts with the word
        assert abs(loudness(clip.pcm, 24_000) - SPEECH_LUFS) < 0.5
        assert 20 * np.log10(peak) <= -1.9


@pytest.mark.parametrize("engine", ["hibari", "pyttsx3"])
def test_a_voice_says_the_same_samples_again_in_any_order(tmp_path, engine):
    one, other = (
        open_voice(VoiceSettings(engine), cache=ClipCache(tmp_path / name)).speak(texts)
        for name, texts in (("one", TEXTS), ("other", TEXTS[::-1]))
    )
    assert all(one[text] == other[text] for text in TEXTS)


def test_no_run_of_many_loses_the_rate(tmp_path):
    """pyttsx3 by itself loses the rate in one run of fifty, and a clip at 200 words per minute would stay cached."""
    texts = [f"stay low{' ' * number}." for number in range(150)]
    rendered = [(text, path.stat().st_size) for text, path in Pyttsx3Engine().render(texts, "en-us", 160, tmp_path)]
    assert sorted(text for text, _ in rendered) == sorted(texts)
    assert len({size for _, size in rendered}) == 1


def test_a_pronunciation_that_holds_its_own_word_is_spoken_once(tmp_path):
    """Clips are cached by the words spoken, which are not normalised a second time."""
    engine, cache = BeepEngine(), ClipCache(tmp_path)
    choice = VoiceSettings(say=(("left", "right foot"), ("right foot", "left"), ("squat", "squat style")))
    for _ in range(2):
        open_voice(choice, engine=engine, cache=cache).speak(["left", "right foot", "squat"])
    assert sorted(engine.spoken) == ["left", "right foot", "squat style"]


def test_rates_and_voices_sound_different(tmp_path):
    cache = ClipCache(tmp_path)
    texts = ["Push your hips back"]
    usual = open_voice(VoiceSettings("pyttsx3"), cache=cache).speak(texts)
    fast = open_voice(VoiceSettings("pyttsx3", rate_wpm=250), cache=cache).speak(texts)
    other = open_voice(VoiceSettings(id="en-gb+f3"), cache=cache).speak(texts)
    assert fast[texts[0]].duration_ms < 0.9 * usual[texts[0]].duration_ms
    assert other != usual


def test_the_voice_prints_nothing(capfd, tmp_path):
    open_voice(cache=ClipCache(tmp_path)).speak(["one"])
    assert capfd.readouterr() == ("", "")


@pytest.mark.parametrize(
    ("wanted", "hint"),
    [
        ("nosuchvoice", "voicecoach voices"),
        ("en-uss", "did you mean 'en-us'"),
        ("en-us+klat4", "did you mean 'en-us+klatt4'"),
    ],
)
def test_a_voice_that_does_not_exist_is_an_error_with_a_hint(tmp_path, wanted, hint):
    voice = open_voice(VoiceSettings(id=wanted), cache=ClipCache(tmp_path))
    with pytest.raises(SpeechError, match=f"no voice '{wanted}'".replace("+", r"\+")) as caught:
        voice.speak(["one"])
    assert hint in caught.value.hint


def test_the_engine_lists_its_voices_and_the_default_is_one_of_them():
    voices = Pyttsx3Engine().voices()
    assert any("en-us" in voice.languages for voice in voices)
    assert Pyttsx3Engine().default_voice("en").partition("+")[0] in {code for info in voices for code in info.languages}


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="eSpeak NG is the voice of Linux")
def test_a_long_path_to_the_data_of_espeak_does_not_end_the_process(tmp_path, monkeypatch):
    import espeakng_loader

    deep = tmp_path / ("d" * 100) / ("e" * 100) / "espeakng_loader"
    shutil.copytree(Path(espeakng_loader.__file__).parent, deep)
    monkeypatch.setenv("PYTHONPATH", str(deep.parent))
    clips = open_voice(VoiceSettings("pyttsx3"), cache=ClipCache(tmp_path / "cache")).speak(["one"])
    assert clips["one"].duration_ms > 100


def test_a_worker_that_dies_is_an_error_that_names_the_doctor(tmp_path, monkeypatch):
    worker = tmp_path / "worker.py"
    worker.write_text("import os, sys; print('no voice box', file=sys.stderr); os._exit(7)")
    monkeypatch.setattr(pyttsx3_engine, "_WORKER", worker)
    with pytest.raises(SpeechError, match="no voice box") as caught:
        open_voice(VoiceSettings(id="en"), cache=ClipCache(tmp_path)).speak(["one"])
    assert "doctor" in caught.value.hint


def test_a_worker_that_hangs_is_ended(tmp_path, monkeypatch):
    worker = tmp_path / "worker.py"
    worker.write_text("import time; time.sleep(60)")
    monkeypatch.setattr(pyttsx3_engine, "_WORKER", worker)
    monkeypatch.setattr(worker_module, "_SILENT_FOR_S", 0.5)
    with pytest.raises(SpeechError, match="does not work"):
        open_voice(VoiceSettings(id="en"), cache=ClipCache(tmp_path)).speak(["one"])


def test_silence_and_a_missing_text_are_errors_not_gaps(tmp_path):
    cache = ClipCache(tmp_path)
    with pytest.raises(SpeechError, match="produced no sound"):
        open_voice(engine=BeepEngine(level=0), cache=cache).speak(["one"])
    with pytest.raises(SpeechError, match="skipped 'two'"):
        open_voice(engine=BeepEngine(forgets="two"), cache=cache).speak(["one", "two"])


def test_a_clip_is_spoken_once_and_texts_that_sound_the_same_share_it(tmp_path):
    engine: SpeechEngine = BeepEngine()
    first = open_voice(engine=engine, cache=ClipCache(tmp_path))
    first.speak(["Rest 45s", "Rest 45 seconds", "one", "one"])
    first.speak(["one"])
    open_voice(engine=engine, cache=ClipCache(tmp_path)).speak(["one", "Rest 45 s"])
    assert engine.spoken == ["Rest 45 seconds", "one"]


@pytest.mark.parametrize(
    "damage",
    [
        lambda data: b"",
        lambda data: data[:20],
        lambda data: data[:-100],
        lambda data: data[:-1] + bytes([data[-1] ^ 1]),
    ],
)
def test_a_damaged_entry_of_the_cache_is_made_again_never_played(tmp_path, damage):
    expected = open_voice(engine=BeepEngine(), cache=ClipCache(tmp_path)).speak(["one"])
    (entry,) = tmp_path.glob("*/*.clip")
    whole = entry.read_bytes()
    entry.write_bytes(damage(whole))
    engine = BeepEngine()
    assert open_voice(engine=engine, cache=ClipCache(tmp_path)).speak(["one"]) == expected
    assert engine.spoken == ["one"]
    assert entry.read_bytes() == whole


def test_everything_that_shapes_the_sound_is_in_the_key():
    key = ClipKey("pyttsx3", "2.99", "en-us", 160, "one")
    others = [
        ClipKey("piper", "2.99", "en-us", 160, "one"),
        ClipKey("pyttsx3", "3.0", "en-us", 160, "one"),
        ClipKey("pyttsx3", "2.99", "en-gb", 160, "one"),
        ClipKey("pyttsx3", "2.99", "en-us", 170, "one"),
        ClipKey("pyttsx3", "2.99", "en-us", 160, "two"),
    ]
    assert len({key.file_name(), *(other.file_name() for other in others)}) == 6


def test_a_cache_that_cannot_be_written_ends_no_session_and_is_told_with_a_cure(tmp_path):
    (tmp_path / "file").write_text("")
    voice = open_voice(engine=BeepEngine(), cache=ClipCache(tmp_path / "file"))
    assert voice.speak(["one", "two"]).keys() == {"one", "two"}
    assert "cannot be cached" in voice.cache_error.message
    assert str(tmp_path / "file") in voice.cache_error.hint
    assert names_in(tmp_path) == ["file"]
