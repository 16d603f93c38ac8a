"""hibari, the natural English voice: what it speaks, which engine is the best here, phonemes, and its failures."""

import subprocess
import sys

import pytest

from tests.speech.test_piper import make_voice
from voicecoach.errors import SpeechError
from voicecoach.library import own_voices_folder
from voicecoach.speech import VoiceSettings, best_engine, hibari_engine, open_engine, open_voice, pronunciations
from voicecoach.speech.cache import ClipCache
from voicecoach.speech.worker import SharedWorker

TEXTS = ["Push your hips back", "Don't let your feet touch", "10", "Rest 45s", "Lateral walks, left foot leads."]


@pytest.fixture
def natural(tmp_path):
    """Open hibari with these settings and an empty cache of its own."""
    caches = (tmp_path / f"cache {number}" for number in range(9))
    return lambda **choice: open_voice(VoiceSettings("hibari", **choice), cache=ClipCache(next(caches)))


def test_it_says_the_same_samples_again_in_any_order_and_in_another_process(natural, tmp_path):
    spoken = natural().speak(TEXTS)
    assert natural().speak(TEXTS[::-1]) == spoken
    code = (
        "import sys; from pathlib import Path; from voicecoach.speech import VoiceSettings, open_voice\n"
        "from voicecoach.speech.cache import ClipCache\n"
        "open_voice(VoiceSettings('hibari'), cache=ClipCache(Path(sys.argv[1]))).speak(sys.argv[2:])"
    )
    subprocess.run([sys.executable, "-c", code, str(tmp_path / "other"), *TEXTS], check=True)
    other = open_voice(VoiceSettings("hibari"), cache=ClipCache(tmp_path / "other"))
    assert [other.cached_ms(text) for text in TEXTS] == [clip.duration_ms for clip in spoken.values()]
    assert other.speak(TEXTS) == spoken


def test_the_rate_is_relative_to_how_the_voice_was_trained(natural):
    slow, usual, fast = (
        natural(rate_wpm=rate).speak(["Push your hips back"])["Push your hips back"].duration_ms
        for rate in (120, 160, 240)
    )
    assert slow > 1.2 * usual > 1.2 * 1.2 * fast


def test_it_is_the_default_of_english_alone(monkeypatch):
    assert [best_engine(code) for code in ("en", "en-us", "en-gb", "de", "fr", "es")] == [
        "hibari", "hibari", "hibari", "pyttsx3", "pyttsx3", "pyttsx3",
    ]  # fmt: skip
    monkeypatch.setattr(hibari_engine, "find_spec", lambda package: package != "onnxruntime" or None)
    assert best_engine("en") == "pyttsx3"
    with pytest.raises(SpeechError, match="not installed") as caught:
        open_engine("hibari").default_voice("en")
    assert "--engine pyttsx3" in caught.value.hint


def test_its_voice_is_neither_listed_nor_spoken_where_it_is_not_installed(natural, monkeypatch):
    """As for a saved cue list, which names the voice, on another computer."""
    monkeypatch.setattr(hibari_engine, "find_spec", lambda package: None)
    with pytest.raises(SpeechError, match="hibari is not installed"):
        open_engine("hibari").voices()
    with pytest.raises(SpeechError, match="hibari is not installed"):
        natural(id="heart").speak(["plank"])


def test_a_voice_that_is_named_brings_its_engine(tmp_path, monkeypatch):
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path))
    own_voices_folder().mkdir(parents=True)
    own = make_voice(own_voices_folder() / "hum.onnx", language="de_DE")
    named = {"heart": "hibari", "en-us+f3": "pyttsx3", "hum": "piper", str(own): "piper", "gmw/de": "pyttsx3"}
    assert {voice: best_engine("en", voice) for voice in named} == named
    assert (best_engine("de"), best_engine("de-at"), best_engine("en")) == ("piper", "piper", "hibari")
    assert open_voice(VoiceSettings(id="en-gb")).settings.engine == "pyttsx3"
    assert (open_voice(language="de").settings.engine, open_voice(language="de").settings.id) == ("piper", "hum")


def test_piper_is_no_default_where_it_is_not_installed(tmp_path, monkeypatch):
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path))
    monkeypatch.setattr("voicecoach.speech.piper_engine.find_spec", lambda package: None)
    own_voices_folder().mkdir(parents=True)
    make_voice(own_voices_folder() / "hum.onnx", language="de_DE")
    assert best_engine("de") == "pyttsx3"


def test_phonemes_are_given_to_it_and_plain_words_to_the_others(natural, tmp_path):
    say = (("RDL", "Romanian [deadlift](/dˈɛdlˌɪft/)"), ("Pallof", "[Pallof](/pˈælɑf/)"))
    text = "Pallof press, then RDL: 5 reps of pallof"
    voice = natural(say=say)
    assert voice.words(text) == "Pallof press, then Romanian deadlift: 5 reps of pallof"
    otherwise = (("RDL", "Romanian deadlift"), ("Pallof", "[Pallof](/pˈɔlɑf/)"))
    assert voice.speak([text]) != natural(say=otherwise).speak([text])
    system = [
        open_voice(VoiceSettings("pyttsx3", say=pairs), cache=ClipCache(tmp_path / name)).speak([text])
        for name, pairs in (("one", say), ("other", (("RDL", "Romanian deadlift"),)))
    ]
    assert system[0] == system[1]


@pytest.mark.parametrize(
    ("words", "spelled"),
    [
        ("Ab-wheel roll-out. 5 reps.", "[Ab](/ˈæb/)-wheel roll-out. 5 [reps](/ɹˈɛʔps/)."),
        ("Abs and lats", "Abs and lats"),
        ("Close", "[Close](/klˈOz/)"),
        ("2, close fast", "2, [close fast](/klˈOz fˈæst/)"),
        ("Keep your elbows close", "Keep your elbows close"),
        ("Close-grip press", "Close-grip press"),
        ("Chaturanga", "[Chaturanga](/own/)"),
    ],
)
def test_words_that_it_mispronounces_have_phonemes(words, spelled):
    """A person's own come first."""
    assert hibari_engine.HibariEngine().spelled(words, {"chaturanga": "own"}) == spelled


def test_it_reads_all_phonemes_of_these_words(natural):
    words = " ".join((*pronunciations._WORDS, *pronunciations._REPS))
    assert natural().speak([words, *pronunciations._ALONE])


@pytest.mark.parametrize(
    ("choice", "message"),
    [
        ({"say": (("plank", "[plank](/plæЖk/)"),)}, "no sound 'Ж'"),
        ({"id": "emma"}, "hibari has no voice 'emma' here"),
    ],
)
def test_what_it_cannot_say_is_loud(natural, choice, message):
    with pytest.raises(SpeechError, match=message) as caught:
        natural(**choice).speak(["plank"])
    assert caught.value.hint


def test_other_languages_are_refused():
    with pytest.raises(SpeechError, match="does not speak 'de'"):
        open_voice(VoiceSettings("hibari"), language="de")
    with pytest.raises(SpeechError, match="the voice 'heart' speaks en-us, not 'de'") as caught:
        open_voice(VoiceSettings(id="heart"), language="de")
    assert "voicecoach voices --language de" in caught.value.hint


def test_a_model_that_cannot_be_loaded_names_the_cure_and_the_next_try_is_a_new_one(natural, tmp_path, monkeypatch):
    (broken := tmp_path / "worker.py").write_text("import sys; sys.exit('ImportError: DLL load failed')")
    usual = hibari_engine._worker
    monkeypatch.setattr(hibari_engine, "_worker", worker := SharedWorker(broken, usual.hint))
    with pytest.raises(SpeechError, match="does not work: ImportError: DLL load failed") as caught:
        natural().speak(["plank"])
    assert "--engine pyttsx3" in caught.value.hint
    worker.script = usual.script
    assert natural().speak(["plank"])["plank"].duration_ms > 200


def test_a_caller_that_stops_early_leaves_no_reply_for_the_next(natural, tmp_path):
    engine = open_engine("hibari")
    replies = engine.render(["one", "two", "three"], "heart", 160, tmp_path)
    assert next(replies)[0] == "one"
    replies.close()
    assert [text for text, _ in engine.render(["four"], "heart", 160, tmp_path)] == ["four"]


def test_the_model_is_loaded_once_for_all_voices_of_a_process(natural):
    natural().speak(["one"])
    worker = hibari_engine._worker.worker
    natural(rate_wpm=200).speak(["two"])
    assert hibari_engine._worker.worker is worker
    assert worker.is_running
