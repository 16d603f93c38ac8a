"""Recording phrase by phrase, with takes and keys given in advance: what is kept, heard, skipped and replaced."""

import sys
import wave
from pathlib import Path

import numpy as np
import pytest

from tests.conftest import names_in
from tests.player.recording import RecordingOutput
from tests.recording.test_takes import said, silence, words
from tests.speech.test_recorded import pack_voice
from tests.speech.test_recorded import record as write_recording
from voicecoach.audio import Clip, load_sounds
from voicecoach.errors import OutputError, SpeechError
from voicecoach.recording import Phrase, studio
from voicecoach.recording.pack import as_heard, create_pack, keep_take
from voicecoach.recording.speaker import Speaker
from voicecoach.recording.studio import AFTER_NOTHING, Studio
from voicecoach.recording.takes import Fault
from voicecoach.timeline import Heard

HALFWAY = Phrase("halfway", "Halfway.", "Halfway.", 2, 1200)
SQUAT = Phrase("squat", "Squat.", "Squat.", 1, 500)
NOTHING = said(silence(10))


def take(seconds, level_db=-20):
    return said(silence(0.5), words(seconds, level_db), silence(2))


class FakeMicrophone:
    """Delivers a take at once."""

    def __init__(self, pcm):
        self.pcm, self.is_open = pcm, True

    def start(self, hear):
        hear(self.pcm)

    def close(self):
        self.is_open = False


class FakeDisplay:
    """Collects what is shown."""

    def __init__(self):
        self.shown = []

    def show_phrase(self, phrase, number, total):
        self.shown.append(f"{number}/{total} {phrase.words}")

    def show_keys(self, question):
        self.shown.append(question)

    def show_moment(self, moment):
        self.shown.append(moment.value)

    def show_level(self, level_db):
        self.level_db = level_db

    def hide_level(self):
        self.level_db = None

    def show_take(self, take, phrase):
        self.shown.append(take)

    def show_kept(self, path):
        self.shown.append(path.name)

    def show_lost_speaker(self):
        self.shown.append("lost")


class FakeSpeaker:
    """Collects what is played; None where it is stopped."""

    def __init__(self, *, is_lost=False):
        self.played, self.is_lost = [], is_lost

    def play(self, clip):
        self.played.append(clip)

    def stop(self):
        self.played.append(None)


class Booth:
    """A studio with takes and keys that are given in advance."""

    def __init__(self, folder, takes, keys, during=(), speaker=None):
        self.microphones, self.takes, self.keys, self.during = [], list(takes), list(keys), list(during)
        self.display, self.speaker = FakeDisplay(), speaker
        self.studio = Studio(folder, self.open_microphone, speaker, self.get_key, self.display)

    def open_microphone(self):
        self.microphones.append(FakeMicrophone(self.takes.pop(0)))
        return self.microphones[-1]

    def get_key(self, seconds):
        if seconds:
            assert self.keys, "it waits for a key"
            return self.keys.pop(0)
        return self.during.pop(0) if self.during else None

    def offered(self):
        return [" ".join(shown) for shown in self.display.shown if isinstance(shown, dict)]

    def record(self, *phrases, voice=None):
        return self.studio.record(phrases, voice or {})


def seconds_of(path):
    with wave.open(str(path)) as file:
        assert (file.getnchannels(), file.getsampwidth(), file.getframerate()) == (1, 2, 48_000)
        return file.getnframes() / 48_000


def test_a_take_is_counted_in_played_back_and_kept_as_it_was_heard(tmp_path):
    pack = tmp_path / "pack"
    create_pack(pack)
    speaker = FakeSpeaker()
    booth = Booth(pack, [take(0.8)], ["return", "k"], speaker=speaker)
    assert booth.record(HALFWAY)
    assert names_in(pack) == ["halfway.wav"]
    assert seconds_of(pack / "halfway.wav") == pytest.approx(0.98, abs=0.06)
    beep = load_sounds()["ready"]
    heard = speaker.played[4]
    assert speaker.played == [None, beep, beep, beep, heard, None]
    assert pack_voice(pack, tmp_path).speak(["Halfway."])["Halfway."] == heard
    assert [one for one in booth.display.shown if isinstance(one, str)] == [
        "1/1 Halfway.",
        "3",
        "2",
        "1",
        "speak now",
        "halfway.wav",
    ]
    assert not any(microphone.is_open for microphone in booth.microphones)


def test_again_records_again_and_only_the_take_that_is_kept_stays(tmp_path):
    booth = Booth(tmp_path, [take(0.5), take(1.5)], ["return", "a", "k"])
    assert booth.record(HALFWAY)
    assert seconds_of(tmp_path / "halfway.wav") == pytest.approx(1.68, abs=0.06)


def test_what_is_skipped_leaves_nothing_and_quitting_keeps_what_was_kept(tmp_path):
    booth = Booth(tmp_path, [take(0.5), take(0.5)], ["return", "k", "return", "q"])
    assert not booth.record(SQUAT, HALFWAY)
    assert names_in(tmp_path) == ["squat.wav"]
    booth = Booth(tmp_path, [take(0.5)], ["s", "return", "s"])
    assert booth.record(HALFWAY, HALFWAY)
    assert names_in(tmp_path) == ["squat.wav"]


def test_quitting_during_a_take_closes_the_microphone_and_keeps_nothing(tmp_path):
    booth = Booth(tmp_path, [take(0.5)], ["return"], during=["q"])
    assert not booth.record(HALFWAY)
    assert names_in(tmp_path) == []
    assert not booth.microphones[0].is_open
    assert booth.display.level_db is None


def test_return_ends_a_take_but_not_the_count_in(tmp_path):
    class Slow(FakeMicrophone):
        def start(self, hear):
            for at in range(0, len(self.pcm), 9600):
                hear(self.pcm[at : at + 9600])

    def slow():
        return Slow(said(silence(0.2), words(0.6), silence(0.3), words(3)))

    keys = [None] * 5 + ["return"] + [None] * 24 + ["return"]  # at 0.5 s, and at 3 s
    booth = Booth(tmp_path, [], ["return", "k"], during=keys)
    recording = Studio(tmp_path, slow, None, booth.get_key, booth.display)
    assert recording.record([HALFWAY], {})
    assert seconds_of(tmp_path / "halfway.wav") == pytest.approx(0.78, abs=0.06)


def test_a_take_in_which_nothing_is_heard_cannot_be_kept(tmp_path):
    booth = Booth(tmp_path, [NOTHING, bytes(48_000 * 2 * 12)], ["return", "k", "p", "a", "k", "s"])
    assert booth.record(HALFWAY)
    takes = [one for one in booth.display.shown if hasattr(one, "faults")]
    assert [one.faults for one in takes] == [(Fault.UNHEARD,), (Fault.DEAD,)]
    assert booth.display.shown.count(AFTER_NOTHING) == 2
    assert names_in(tmp_path) == []


def test_the_voice_and_the_take_can_be_heard_again(tmp_path):
    speaker = FakeSpeaker()
    says = Clip(bytes(4800))
    booth = Booth(tmp_path, [take(0.5)], ["v", "return", "p", "v", "k"], speaker=speaker)
    assert booth.record(HALFWAY, voice={Heard(text="Halfway."): says})
    heard = speaker.played[5]
    assert speaker.played == [says, None, *[load_sounds()["ready"]] * 3, heard, heard, says, None]


def test_a_speaker_that_has_stopped_is_told(tmp_path):
    booth = Booth(tmp_path, [take(0.5)], ["return", "k"], speaker=FakeSpeaker(is_lost=True))
    booth.record(HALFWAY)
    assert booth.display.shown.count("lost") == 1


def test_only_what_can_be_heard_is_offered(tmp_path):
    booth = Booth(tmp_path, [take(0.5)], ["v", "return", "p", "k"])
    assert booth.record(HALFWAY, voice={Heard(text="Halfway."): Clip(bytes(48))})
    assert booth.offered() == ["return s q", "return q", "k a s q"]
    booth = Booth(tmp_path, [take(0.5)], ["v", "return", "k"], speaker=FakeSpeaker())
    assert booth.record(HALFWAY)
    assert booth.offered() == ["return s q", "return q", "k a p s q"]


def test_a_microphone_that_stops_is_an_error_and_is_closed(tmp_path, monkeypatch):
    monkeypatch.setattr(studio, "_TURN_S", 0.001)
    booth = Booth(tmp_path, [take(0.5)[:48_000]], ["return"])
    with pytest.raises(OutputError, match="the microphone has stopped"):
        booth.record(HALFWAY)
    assert not booth.microphones[0].is_open


def test_a_new_recording_replaces_one_of_another_format_and_name(tmp_path):
    write_recording(tmp_path / "Halfway!.wav", seconds=2)
    booth = Booth(tmp_path, [take(0.5), take(0.5)], ["return", "s", "return", "k"])
    assert booth.record(HALFWAY)
    assert names_in(tmp_path) == ["Halfway!.wav"]
    assert booth.record(HALFWAY)
    assert names_in(tmp_path) == ["halfway.wav"]


def test_a_take_that_cannot_be_written_leaves_the_old_one(tmp_path, monkeypatch):
    keep_take(tmp_path, "halfway", take(0.5))
    before = (tmp_path / "halfway.wav").read_bytes()

    def full(*_):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("voicecoach.recording.pack.wave.open", full)
    with pytest.raises(OutputError, match=r"halfway\.wav cannot be written: No space left") as caught:
        keep_take(tmp_path, "halfway", take(0.7))
    assert "--pack" in caught.value.hint
    assert names_in(tmp_path) == ["halfway.wav"]
    assert (tmp_path / "halfway.wav").read_bytes() == before


def test_a_pack_that_is_no_folder_is_an_error(tmp_path):
    (tmp_path / "file").write_text("")
    with pytest.raises(OutputError, match=r"the folder .*/file cannot be written"):
        create_pack(tmp_path / "file")
    with pytest.raises(SpeechError, match="there is no folder"):
        keep_take(tmp_path / "gone", "halfway", take(0.5))


@pytest.mark.skipif(sys.platform != "linux", reason="needs a folder that not even root may write")
def test_a_pack_that_cannot_be_written_is_an_error_before_anything_is_recorded():
    with pytest.raises(OutputError, match="the folder /proc cannot be written"):
        create_pack(Path("/proc"))


def test_what_is_silent_is_heard_as_nothing():
    assert as_heard(bytes(9600)) is None


def test_the_speaker_plays_one_clip_at_a_time_and_silence_in_between():
    output = RecordingOutput()
    speaker = Speaker(output)
    first, second = Clip(b"\1\0" * 2400), Clip(b"\2\0" * 1200)
    output.pull(0.05)
    speaker.play(first)
    output.pull(0.05)
    speaker.play(second)
    output.pull(0.1)
    speaker.play(first)
    speaker.stop()
    output.pull(0.05)
    speaker.close()
    samples = np.frombuffer(output.pcm, "<i2")
    assert [sum(samples == value) for value in (0, 1, 2)] == [1200 + 1200 + 1200, 1200, 1200]
    assert output.closed
