"""Recording on the command line: in a real terminal, with a sound server's microphone, and what is heard afterwards."""

import json
import re
import wave
from pathlib import Path

import numpy as np
import pytest

from tests.conftest import names_in
from tests.pseudo_terminal import PseudoTerminal
from tests.recording.test_takes import pcm_of, words
from tests.sound_server import sound_server
from tests.speech.test_recorded import record
from voicecoach.audio import Clip
from voicecoach.audio.clips import speech_clip
from voicecoach.player.outputs import open_output
from voicecoach.recording.speaker import Speaker

SCRIPT = "# Mine\n\n## Sequence: 2 rounds, rest 20 s\n\n- Squat: 3 reps\n- Plank: 10 s\n"
BRIEF = ("--verbosity", "brief")


@pytest.fixture
def mine(tmp_path):
    (tmp_path / "mine.md").write_text(SCRIPT)
    return tmp_path


class Person:
    """Sits at a terminal, and speaks into the microphone of a sound server."""

    def __init__(self, terminal, mouth):
        self.terminal, self._mouth = terminal, mouth

    def press(self, keys, answer):
        """Press keys, and wait for the answer."""
        self.terminal.seen = ""
        self.terminal.press(keys)
        self.terminal.wait_for(answer)

    def say(self, seconds):
        """Begin a take, say something when asked to, and wait until it has been recorded."""
        self.press("\r", "speak now")
        tone = np.frombuffer(pcm_of(words(seconds)), "<i2")[::2]
        self._mouth.play(Clip(tone.tobytes()))
        self.terminal.wait_for("k: keep")


@pytest.fixture
def studio(program, environment, mine):
    """Start to record; gives a function that returns the person at the terminal."""
    with sound_server(mine, ["Mouth", "Ears"]) as _:
        mouth = Speaker(open_output("device", device="Mouth"))

        def begin(*options):
            command = [*program, "record", "mine.md", "--pack", "pack", "--microphone", "mouth", "--device", "ears"]
            return PseudoTerminal([*command, *BRIEF, *options], mine, with_server(environment, mine))

        yield begin, mouth
        mouth.close()


def with_server(environment, folder):
    return {**environment, "PULSE_SERVER": f"unix:{folder}/pulse/native", "XDG_RUNTIME_DIR": str(folder)}


@pytest.mark.realtime
def test_a_session_is_recorded_phrase_by_phrase_and_heard_in_that_voice(studio, run, mine):
    begin, mouth = studio
    with begin() as terminal:
        person = Person(terminal, mouth)
        terminal.wait_for(r"0 of \d+ phrases are recorded: 0 %")
        terminal.wait_for(r"1 of \d+, heard \d+ times:")
        person.say(0.4)
        assert re.search(r"0\.4 s, clear", terminal.seen)
        person.press("k", "kept: ")
        terminal.wait_for(r"2 of \d+, heard")
        person.say(0.6)
        person.press("a", "speak now")
        person.press("q", r"1 of \d+ phrases are recorded: [1-9]\d* %")
        terminal.wait_for("hear it: voicecoach play mine.md --pack pack")
        assert terminal.end() == 0
        assert terminal.modes() == terminal.before
    (name,) = names_in(mine / "pack")
    shown = run("show", "mine.md", "--phrases", "--pack", "pack", *BRIEF).stdout
    assert re.search(rf"^ *\d+ +{re.escape(name)} ", shown, re.MULTILINE)
    assert_heard(run, mine, mine / "pack" / name)


def assert_heard(run, folder, recording):
    """Check that an exported session has a recording, sample for sample, wherever its phrase is heard."""
    run("compile", "mine.md", "--pack", "pack", "-o", "cues.json", *BRIEF)
    run("export", "mine.md", "--pack", "pack", "--no-keep-awake", "-o", "mine.wav", *BRIEF)
    clip = speech_clip(recording)
    assert clip
    with wave.open(str(folder / "mine.wav")) as file:
        heard = file.readframes(file.getnframes())
    cues = json.loads(Path(folder, "cues.json").read_text("utf-8"))["cues"]
    # At a countdown, no tick is heard under the number.
    spoken = [cue for cue in cues if cue["text"] == recording.stem and cue["kind"] == "countdown"]
    assert spoken
    for cue in spoken:
        assert heard[cue["start_ms"] * 48 : cue["end_ms"] * 48] == clip.pcm


@pytest.mark.realtime
def test_recording_goes_on_where_it_was_left_and_again_records_again(studio, mine):
    begin, mouth = studio
    pack = mine / "pack"
    pack.mkdir()
    record(pack / "thats-it-2-rounds-well-done.wav", seconds=0.9)
    before = (pack / "thats-it-2-rounds-well-done.wav").read_bytes()
    with begin("--only", "Well done!") as terminal:
        terminal.wait_for("there is nothing to record; --again")
        assert terminal.end() == 0
    with begin("--only", "Well done!", "--again") as terminal:
        person = Person(terminal, mouth)
        terminal.wait_for("1 of 1, heard")
        person.say(0.3)
        assert (pack / "thats-it-2-rounds-well-done.wav").read_bytes() == before
        person.press("k", "kept: thats-it-2-rounds-well-done.wav")
        terminal.wait_for("there is nothing more to record")
        assert terminal.end() == 0
    assert (pack / "thats-it-2-rounds-well-done.wav").read_bytes() != before


@pytest.mark.realtime
def test_ctrl_c_in_a_take_keeps_what_was_kept_and_restores_the_terminal(studio, mine):
    begin, mouth = studio
    with begin() as terminal:
        person = Person(terminal, mouth)
        terminal.wait_for(r"1 of \d+, heard")
        person.say(0.3)
        person.press("k", "kept: ")
        person.press("\r", "speak now")
        person.press("\x03", "interrupted")
        assert terminal.end() == 130
        assert terminal.modes() == terminal.before
    assert len(names_in(mine / "pack")) == 1


def test_without_a_terminal_or_a_microphone_the_error_says_what_to_do(run, mine, program, environment):
    failed = run("record", "mine.md", "--pack", "pack", check=False)
    assert failed.returncode == 4
    assert "there is no terminal to record from" in failed.stderr
    assert "show --phrases" in failed.stderr
    nothing = {"PULSE_SERVER": "unix:/nowhere", "ALSA_CONFIG_PATH": "/nowhere"}
    with PseudoTerminal(
        [*program, "record", "mine.md", "--pack", "pack"], mine, {**environment, **nothing}
    ) as terminal:
        terminal.wait_for("no microphone can be opened")
        assert terminal.end() == 4
        assert terminal.modes() == terminal.before
    assert names_in(mine) == ["mine.md"]


@pytest.mark.parametrize(
    ("arguments", "code", "message"),
    [
        (["mine.md"], 2, "Missing option '--pack FOLDER'"),
        (["gone.md", "--pack", "pack"], 1, "gone.md"),
        (["cues.json", "--pack", "pack"], 2, "record for the script that it was compiled from"),
    ],
)
def test_a_slip_is_told(run, mine, arguments, code, message):
    run("compile", "mine.md", "-o", "cues.json", *BRIEF)
    failed = run("record", *arguments, check=False)
    assert failed.returncode == code
    assert message in failed.stderr
    assert not (mine / "pack").exists()


def test_the_microphones_are_listed(run, mine, monkeypatch):
    with sound_server(mine, ["Mouth"]):
        listed = run("devices", "--microphones", more=with_server({}, mine))
    assert listed.stdout == "Monitor of Mouth\n"
