"""Recording on the command line: in a real terminal, with a sound server's microphone, and what is heard afterwards."""

import json
import re
import wave
from pathlib import Path

import numpy as np
import pytest

from tests.conftest import names_in, wait_until
from tests.pseudo_terminal import PseudoTerminal
from tests.recording.test_takes import pcm_of, words
from tests.sound_server import sound_server
from tests.speech.test_recorded import record
from voicecoach.audio import Clip
from voicecoach.audio.clips import speech_clip
from voicecoach.cli.recording import Wanted, record_all
from voicecoach.cli.recording_display import TerminalDisplay
from voicecoach.errors import ChoiceError
from voicecoach.library import load_script
from voicecoach.player.outputs import open_output
from voicecoach.recording import Phrase
from voicecoach.recording.microphone import MiniaudioMicrophone
from voicecoach.recording.speaker import Speaker
from voicecoach.recording.studio import AFTER_NOTHING
from voicecoach.recording.takes import Fault, Moment, Take
from voicecoach.session import Choices
from voicecoach.session_options import SessionOptions
from voicecoach.speech import VoiceSettings
from voicecoach.talk import Verbosity

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
        self.speak(seconds)

    def speak(self, seconds):
        """Say something, and wait until it has been recorded."""
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
    with begin("--rest", "20", "--only=3") as terminal:
        person = Person(terminal, mouth)
        terminal.wait_for(r"0 of \d+ phrases are recorded: 0 %")
        terminal.wait_for(r"1 of \d+, heard \d+ times:")
        person.say(0.4)
        person.press("k", "kept: ")
        terminal.wait_for(r"2 of \d+, heard")
        person.say(0.6)
        person.press("a", "speak now")
        person.press("q", r"\r\x1b\[K[^░█]*1 of \d+ phrases are recorded: [1-9]\d* %")
        terminal.wait_for("hear it: voicecoach play mine.md --pack pack --device ears --verbosity brief --rest 20\r\n")
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
def test_the_beeps_and_the_take_are_heard_and_a_microphone_that_hears_the_beeps_records_none(
    program, environment, mine
):
    heard = bytearray()
    with sound_server(mine, ["Ears"]):
        ears = MiniaudioMicrophone("ears")
        ears.start(heard.extend)
        speaker = Speaker(open_output("device", device="ears"))
        command = [*program, "record", "mine.md", "--pack", "pack", *BRIEF]
        with PseudoTerminal(command, mine, with_server(environment, mine)) as terminal:
            terminal.wait_for(r"1 of \d+, heard \d+ times:")
            person = Person(terminal, speaker)
            person.press("\r", "speak now")
            person.press("\r", "nothing was said")
            del heard[:]
            person.press("a", "speak now")
            assert loudest(heard) > 3000  # the beeps
            person.speak(0.5)
            del heard[:]  # the words, after which there was silence
            terminal.press("p")
            wait_until(lambda: loudest(heard) > 3000)  # the take
            person.press("k", "kept: ")
            terminal.press("q")
            assert terminal.end() == 0
        speaker.close()
        ears.close()
    (recording,) = (mine / "pack").iterdir()
    clip = speech_clip(recording)
    # On a busy machine, the sound server has gaps; with the beeps, it would be two seconds longer.
    assert clip
    assert 400 < clip.duration_ms < 1500


def loudest(heard):
    """Return the loudest sample of what a microphone heard."""
    return max(map(abs, np.frombuffer(bytes(heard[: len(heard) // 2 * 2]), "<i2").tolist()), default=0)


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
        person.press("\x03", r"\r\x1b\[K(\r\n)?interrupted")
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


LONG_CUES = """# Mine

## Walks

- Lateral walks: 10 steps

## Movements

### Lateral walks
pace: 1 s per step

- Push your hips back and stay low | Hips back
"""


class SlowStudio:
    """Records each phrase of several words very slowly."""

    def __init__(self, pack):
        self.pack, self.asked = pack, []

    def record(self, phrases, _clips):
        self.asked.append([phrase.words for phrase in phrases])
        for phrase in phrases:
            record(self.pack / f"{phrase.name}.wav", seconds=8 if "stay low" in phrase.words else 0.4, silence=0)
        return True


def test_phrases_that_are_only_heard_with_the_recordings_are_asked_for_as_well(
    tmp_path, environment, monkeypatch, capsys
):
    for name in ("HOME", "XDG_CACHE_HOME"):
        monkeypatch.setenv(name, environment[name])
    (tmp_path / "mine.md").write_text(LONG_CUES)
    (tmp_path / "pack").mkdir()
    studio = SlowStudio(tmp_path / "pack")
    options = SessionOptions(voice=VoiceSettings(pack=str(studio.pack)))
    record_all(load_script(str(tmp_path / "mine.md")), options, studio, Wanted())
    first, second = studio.asked
    assert "Push your hips back and stay low" in first
    assert "Hips back" in second
    shown = capsys.readouterr().err
    assert "with these recordings, more phrases are heard:" in shown
    assert re.search(r"(\d+) of \1 phrases are recorded: 100 % of the speaking time", shown)


def test_a_session_without_words_cannot_be_recorded(mine, environment, monkeypatch):
    for name in ("HOME", "XDG_CACHE_HOME"):
        monkeypatch.setenv(name, environment[name])
    pack = mine / "pack"
    pack.mkdir()
    options = SessionOptions(Choices(verbosity=Verbosity.QUIET), voice=VoiceSettings(pack=str(pack)))
    with pytest.raises(ChoiceError, match="nothing is spoken in this session"):
        record_all(load_script(str(mine / "mine.md")), options, SlowStudio(pack), Wanted())


@pytest.mark.parametrize(
    ("times", "heard"), [(0, "heard when you press a key, or wait"), (1, "heard once"), (9, "heard 9 times")]
)
def test_where_nothing_can_be_drawn_a_phrase_and_its_count_in_are_lines(capsys, times, heard):
    display = TerminalDisplay()
    display.show_phrase(Phrase("halfway", "Halfway.", "Halfway.", times, 600 * times), 12, 87)
    display.show_keys(AFTER_NOTHING)
    display.show_moment(Moment.THREE)
    display.show_level(-20)
    display.show_moment(Moment.SPEAK)
    shown = capsys.readouterr().err
    assert shown == f"\n12 of 87, {heard}:\n\n    Halfway.\n\na: again · s: skip · q: quit\n3\nspeak now\n"


@pytest.mark.parametrize(
    ("take", "shown"),
    [
        (Take(b"1", 640), "0.6 s, clear\n"),
        (Take(b"1", 1600), "slow (1.6 s, in the voice 0.6 s): where it has no room, less is said\n"),
        (Take(b"1", 640, (Fault.SOFT,)), "very soft\n  hint: come closer, or turn the microphone up"),
        (Take(b"", 0, (Fault.UNHEARD,)), "nothing was said"),
    ],
)
def test_what_is_wrong_with_a_take_is_shown_with_a_hint(capsys, take, shown):
    TerminalDisplay().show_take(take, Phrase("halfway", "Halfway.", "Halfway.", 2, 1200))
    assert capsys.readouterr().err.startswith(shown)
