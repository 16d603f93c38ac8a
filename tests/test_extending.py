"""The steps of docs/extending.md lead to something that works."""

import math
import re
import subprocess
import threading
import time
import wave
from pathlib import Path

import av
import pytest

from tests.coach.test_placement import VOICE, Measured
from tests.conftest import ROOT, SHIPPED, need, read
from voicecoach import languages
from voicecoach.audio import Mixer, mix
from voicecoach.cli.program import cli
from voicecoach.coach import CUE_KINDS, coaching, place
from voicecoach.coach.lines import CueKind, SoftLine, words
from voicecoach.compiler import coach_workout
from voicecoach.errors import OutputError
from voicecoach.exports import FORMATS, TEXTS, TextFormat, export, id3
from voicecoach.exports.comments import write_flac
from voicecoach.exports.formats import AudioFormat
from voicecoach.exports.ownership import is_our_sound
from voicecoach.phrases import catalogue
from voicecoach.player import DEFAULT_OUTPUT, OUTPUTS, Playhead, SavedSession, SwitchableOutput, Transport
from voicecoach.player.outputs import open_output
from voicecoach.session import Choices
from voicecoach.speech import ENGINES, SpeechEngine, VoiceInfo, VoiceSettings, open_voice
from voicecoach.speech.cache import ClipCache
from voicecoach.speech.normalise import normalise
from voicecoach.speech.pyttsx3_engine import Pyttsx3Engine


@pytest.fixture
def one_step(compile_shipped):
    timeline, clips = compile_shipped(SHIPPED[0], Choices(rounds=1))
    return timeline.only(10), clips


def test_an_audio_format_is_a_row_of_a_table(one_step, tmp_path, monkeypatch):
    monkeypatch.setitem(FORMATS, ".fla", AudioFormat("flac", "flac", write_flac))
    timeline, clips = one_step
    path = tmp_path / "a.fla"
    export(timeline, clips, path)
    with av.open(str(path)) as container:
        samples = sum(frame.samples for frame in container.decode(audio=0))
        assert samples == timeline.duration_ms * container.streams.audio[0].rate // 1000
    assert is_our_sound(path)
    found = subprocess.run([need("ffprobe"), "-v", "error", path], capture_output=True, check=True)
    assert found.stderr == b""


def test_a_text_format_is_a_row_of_a_table(one_step, monkeypatch):
    def as_words(timeline):
        return "".join(f"{cue.heard.text}\n" for cue in timeline.cues if cue.heard.text)

    monkeypatch.setitem(TEXTS, "words", TextFormat(as_words, ".words"))
    timeline, _ = one_step
    spoken = [cue.heard.text for cue in timeline.cues if cue.heard.text]
    assert TEXTS["words"].write(timeline).splitlines() == spoken != []


def test_a_kind_of_cue_is_a_row_of_a_table_and_a_line_of_a_coach(monkeypatch):
    class Breathing(coaching.SetCoach):
        def lines(self):
            yield from super().lines()
            yield SoftLine(self.step.index, "breathe", words(("Keep breathing", "Breathe")))

    monkeypatch.setitem(CUE_KINDS, "breathe", CueKind(4))
    monkeypatch.setattr(coaching, "SetCoach", Breathing)
    coached = coach_workout(read("# Mine\n\n## G\n\n- Plank: 20 s hold\n"), Choices())
    timeline = place(coached.session, coached.lines, Measured(), VOICE)
    (cue,) = [cue for cue in timeline.cues if cue.kind == "breathe"]
    assert cue.heard.text == "Keep breathing"
    assert timeline.steps[cue.step].is_set


class HumEngine(SpeechEngine):
    """A speech engine that hums 100 ms for each letter, at a pitch of its version."""

    name = "hum"
    version = 1

    def fingerprint(self, text, voice):
        return f"hum {self.version}"

    def voices(self):
        return (VoiceInfo("hum-en", "Hum", ("en",)),)

    def default_voice(self, language):
        return "hum-en"

    def known_voice(self, language):
        return "hum-en"

    def render(self, texts, voice, rate_wpm, folder):
        for number, text in enumerate(texts):
            path = folder / f"{number}.wav"
            with wave.open(str(path), "wb") as file:
                file.setparams((1, 2, 16_000, 0, "NONE", ""))
                for index in range(1600 * len(text)):
                    sample = round(9_000 * math.sin(0.1 * self.version * index))
                    file.writeframesraw(sample.to_bytes(2, "little", signed=True))
            yield text, path


def test_a_speech_engine_is_a_row_of_a_table(tmp_path, monkeypatch):
    monkeypatch.setitem(ENGINES, "hum", HumEngine)
    engine: SpeechEngine = HumEngine()
    assert any(voice.id == engine.default_voice("en") and voice.speaks("en-gb") for voice in engine.voices())
    voice = open_voice(VoiceSettings("hum"), cache=ClipCache(tmp_path))
    assert (voice.settings.engine, voice.settings.id) == ("hum", "hum-en")
    clips = voice.speak(["ten", "rest 5 s", "rest 5 seconds"])
    assert clips["ten"].duration_ms == pytest.approx(300, abs=30)
    assert clips["rest 5 s"] == clips["rest 5 seconds"]  # written out before the engine sees it
    assert voice.cache_error is None
    monkeypatch.setattr(HumEngine, "render", None)  # not needed for what is cached
    assert open_voice(VoiceSettings("hum"), cache=ClipCache(tmp_path)).speak(["ten"]) == {"ten": clips["ten"]}
    monkeypatch.setattr(HumEngine, "version", 2)
    with pytest.raises(TypeError):  # another fingerprint, so the cached clip is not used
        open_voice(VoiceSettings("hum"), cache=ClipCache(tmp_path)).speak(["ten"])


class MemoryOutput:
    """An output that collects what it pulls, 100 ms at a time, faster than a device would."""

    stall_timeout_s = 1.0

    def __init__(self, pcm_format, device=None):
        self.pcm_format, self.device = pcm_format, device
        self.pcm = b""
        self.closed = threading.Event()
        self.thread = None

    def start(self, read):
        def pull():
            while not self.closed.wait(0.001):
                self.pcm += read(self.pcm_format.rate_hz // 10)

        self.thread = threading.Thread(target=pull, daemon=True)
        self.thread.start()

    def finish(self):
        time.sleep(0.01)

    def close(self):
        self.closed.set()
        if self.thread:
            self.thread.join()


def test_an_output_is_a_row_of_a_table(one_step, monkeypatch):
    opened = []

    def open_memory(pcm_format, device):
        opened.append(MemoryOutput(pcm_format, device))
        return opened[-1]

    monkeypatch.setitem(OUTPUTS, "memory", open_memory)
    timeline, clips = one_step
    transport = Transport(Mixer(clips))
    transport.begin(Playhead(SavedSession(timeline, clips, {})))
    output = SwitchableOutput(transport.read, transport.pcm_format, "memory")
    try:
        assert transport.finished.wait(30)
    finally:
        output.finish()
        output.close()
        output.close()
    assert transport.failure is None
    expected = b"".join(mix(timeline, clips))
    assert opened[0].pcm[: len(expected)] == expected
    with pytest.raises(OutputError, match="'memory' has no devices") as caught:
        open_output("memory", device="kitchen")
    assert DEFAULT_OUTPUT in caught.value.hint


def test_the_command_line_takes_engines_and_outputs_from_the_tables():
    options = {option.name: option for option in cli.get_command(None, "play").params}
    assert list(options["output"].type.choices) == list(OUTPUTS)
    assert list(options["engine"].type.choices) == list(ENGINES)


def test_the_command_line_takes_its_formats_from_the_tables():
    (audio,) = [option for option in cli.get_command(None, "export").params if option.name == "format_name"]
    (text,) = [option for option in cli.get_command(None, "compile").params if option.name == "format_name"]
    assert list(audio.type.choices) == [suffix.removeprefix(".") for suffix in FORMATS]
    assert list(text.type.choices) == [*TEXTS, "table"]


@pytest.fixture
def italian(monkeypatch, tmp_path):
    """The code of a language with a catalogue of its own, in which one word differs from English."""
    english = Path(catalogue.__file__).with_name("en.ftl").read_text("utf-8")
    (tmp_path / "it.ftl").write_text(english.replace("First: ", "Prima: "), "utf-8")
    monkeypatch.setattr(catalogue, "__file__", str(tmp_path / "catalogue.py"))
    monkeypatch.setattr(languages, "LANGUAGES", (*languages.LANGUAGES, "it"))
    yield "it"
    catalogue.open_catalogue.cache_clear()


def test_a_language_is_a_catalogue_and_a_code(italian):
    page = f"---\nlanguage: {italian}\n---\n# Mine\n\n## G\n\n- Plank: 20 s hold\n"
    coached = coach_workout(read(page), Choices())
    spoken = [form.text or "" for line in coached.lines for form in line.forms]
    assert any(text.startswith("Prima: Plank.") for text in spoken)
    assert normalise("45s", catalogue.open_catalogue(italian)) == "45 seconds"


@pytest.mark.parametrize("language", languages.LANGUAGES)
def test_every_language_is_in_every_place_that_the_steps_name(language):
    assert (ROOT / f"voicecoach/phrases/{language}.ftl").is_file()
    assert language in id3._LANGUAGES
    assert Pyttsx3Engine().default_voice(language)
    assert (ROOT / f"tests/cases/heard/language-{language}.txt").is_file()
    if language != "en":
        assert f'("{language}", ' in (ROOT / "tests/speech/test_normalise.py").read_text("utf-8")
    for page in ("talk.md", "script-language.md"):
        assert f"`{language}`" in (ROOT / "docs" / page).read_text("utf-8")


def test_every_file_that_the_page_names_exists():
    page = (ROOT / "docs/extending.md").read_text("utf-8")
    paths = re.findall(r"`((?:voicecoach|tests|docs)/[\w./-]+)`", page)
    assert len(paths) > 10
    assert [path for path in paths if not (ROOT / path).exists()] == []
