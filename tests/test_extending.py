"""The steps of docs/extending.md lead to something that works."""

import subprocess

import av
import pytest

from tests.coach.test_placement import VOICE, typical
from tests.conftest import SHIPPED, need, read
from voicecoach.cli.program import cli
from voicecoach.coach import CUE_KINDS, coaching, place
from voicecoach.coach.lines import CueKind, SoftLine, words
from voicecoach.compiler import coach_workout
from voicecoach.exports import FORMATS, TEXTS, TextFormat, export
from voicecoach.exports.comments import write_flac
from voicecoach.exports.formats import AudioFormat
from voicecoach.exports.ownership import is_our_sound
from voicecoach.session import Choices


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
    durations = {form: typical(form) for line in coached.lines for form in line.forms}
    timeline = place(coached.session, coached.lines, durations, VOICE)
    (cue,) = [cue for cue in timeline.cues if cue.kind == "breathe"]
    assert cue.heard.text == "Keep breathing"
    assert timeline.steps[cue.step].is_set


def test_the_command_line_takes_its_formats_from_the_tables():
    (audio,) = [option for option in cli.get_command(None, "export").params if option.name == "format_name"]
    (text,) = [option for option in cli.get_command(None, "compile").params if option.name == "format_name"]
    assert list(audio.type.choices) == [suffix.removeprefix(".") for suffix in FORMATS]
    assert list(text.type.choices) == [*TEXTS, "table"]
