"""Exported files, judged by decoders that share no code with the encoder: dr_mp3 (in miniaudio), mpg123 and FFmpeg."""

import json
import os
import signal
import subprocess
from itertools import pairwise, product
from pathlib import Path

import av
import miniaudio
import numpy as np
import pytest
from mutagen.flac import FLAC
from mutagen.id3 import ID3
from mutagen.mp4 import MP4
from mutagen.oggopus import OggOpus

from tests.conftest import SHIPPED, names_in, need, write_tones
from voicecoach.audio import MIX_RATE_HZ, VOICE_ONLY, WITH_MUSIC, MixSettings, PcmFormat, mix, open_music
from voicecoach.audio.ducking import DUCK_DB
from voicecoach.errors import OutputError
from voicecoach.exports import FORMATS, Encoding, chapters_note, export
from voicecoach.exports.chapters import chapters
from voicecoach.session import Choices, StepKind
from voicecoach.talk import Verbosity
from voicecoach.timeline import Timeline, TimelineStep, VoiceSettings
from voicecoach.units import timestamp

SAMPLES_PER_MS = MIX_RATE_HZ // 1000
REACH = 10 * SAMPLES_PER_MS
"""How far from its expected position a clip is searched for, in samples."""
SPREAD_MS = 60
"""How far an MP3 may smear a sound: two frames of 24 ms and the overlap of the filter bank."""

AS_OPUS = PcmFormat(48_000, 1)
"""Opus is always decoded at 48 kHz."""

SILENT = MixSettings(keep_alive=False)


BY_MINIAUDIO = {".mp3", ".flac", ".wav"}


def decoded(path: Path, form: PcmFormat = VOICE_ONLY) -> np.ndarray:
    """Decode to samples from -1 to 1: shape (samples,) in mono, (samples, 2) in stereo."""
    decode = decoded_by_miniaudio if path.suffix in BY_MINIAUDIO else decoded_by_ffmpeg
    samples = np.frombuffer(decode(path, form), dtype="<i2") / 32768
    return samples if form.channels == 1 else samples.reshape(-1, form.channels)


def decoded_by_miniaudio(path: Path, form: PcmFormat) -> bytes:
    wanted = {"output_format": miniaudio.SampleFormat.SIGNED16, "nchannels": form.channels, "sample_rate": form.rate_hz}
    return bytes(miniaudio.decode_file(str(path), **wanted).samples)


def decoded_by_ffmpeg(path: Path, form: PcmFormat) -> bytes:
    wanted = ["-f", "s16le", "-ar", str(form.rate_hz), "-ac", str(form.channels)]
    return subprocess.run(
        [need("ffmpeg"), "-v", "error", "-i", path, *wanted, "-"], capture_output=True, check=True
    ).stdout


def found_alone(signal: np.ndarray, expected: np.ndarray, clip: np.ndarray, at: int) -> tuple[int, float]:
    """Return by how many samples a clip is off its expected position, and how similar it is there.

    There may be a tick under speech, so everything but the clip is subtracted first.
    """
    begin, end = max(0, at - REACH), at + len(clip) + REACH
    alone = np.zeros(len(clip) + 2 * REACH)
    around = signal[begin:end] - expected[begin:end]
    alone[begin - at + REACH :][: len(around)] = around
    alone[REACH : REACH + len(clip)] += clip
    offset = int(np.argmax(np.correlate(alone, clip, mode="valid"))) - REACH
    return offset, float(np.corrcoef(alone[REACH : REACH + len(clip)], clip)[0, 1])


CASES = {
    "quiet": Choices(verbosity=Verbosity.QUIET),
    "two rounds": Choices(rounds=2),
    "detailed": Choices(verbosity=Verbosity.DETAILED),
    "in French": Choices(),
}
"""The short session, in other forms."""

VERBOSITIES = (Verbosity.QUIET, Verbosity.NORMAL, Verbosity.DETAILED)
SHIPPED_CASES = [pytest.param(case, marks=pytest.mark.slow, id=str(case)) for case in product(SHIPPED, VERBOSITIES)]


@pytest.fixture(scope="module", params=[*CASES, *SHIPPED_CASES])
def exported(request, compile_short, compile_shipped, tmp_path_factory):
    """A session as an MP3 file, with its cue list and clips."""
    if request.param in CASES:
        session = compile_short(CASES[request.param], "fr" if request.param == "in French" else "en")
    else:
        name, verbosity = request.param
        session = compile_shipped(name, Choices(verbosity=verbosity))
    path = tmp_path_factory.mktemp("exported") / "a.mp3"
    export(*session, path)
    return path, *session


on_one_worker = pytest.mark.xdist_group("exported")
as_usual = pytest.mark.parametrize("exported", ["two rounds"], indirect=True)


def test_every_cue_is_found_where_the_cue_list_says_to_one_millisecond(exported):
    path, timeline, clips = exported
    signal = decoded(path)
    expected = np.frombuffer(b"".join(mix(timeline, clips, SILENT)), dtype="<i2") / 32768
    assert len(timeline.cues) > 30
    for cue in timeline.cues:
        # The first 400 ms: the waveform of a hissing first letter alone is not preserved by MP3.
        clip = np.frombuffer(clips[cue.heard].pcm, dtype="<i2")[: 400 * SAMPLES_PER_MS] / 32768
        offset, likeness = found_alone(signal, expected, clip, cue.start_ms * SAMPLES_PER_MS)
        assert abs(offset) <= SAMPLES_PER_MS, f"{cue.heard} at {cue.start_ms} ms is {offset} samples off"
        assert likeness > 0.6, f"what is heard at {cue.start_ms} ms is not {cue.heard}"


@on_one_worker
def test_only_the_keep_alive_tone_is_heard_between_cues(exported):
    path, timeline, _ = exported
    signal = decoded(path)
    silent = np.ones(len(signal), dtype=bool)
    for cue in timeline.cues:
        silent[max(0, cue.start_ms - SPREAD_MS) * SAMPLES_PER_MS : (cue.end_ms + SPREAD_MS) * SAMPLES_PER_MS] = False
    assert silent.sum() > 10 * MIX_RATE_HZ
    assert np.abs(signal[silent]).max() < 10 ** (-70 / 20)
    assert abs(10 * np.log10(np.mean(signal[silent] ** 2)) + 75) < 1


@on_one_worker
def test_the_decoded_length_is_exactly_that_of_the_cue_list(exported):
    path, timeline, _ = exported
    assert len(decoded(path)) == timeline.duration_ms * SAMPLES_PER_MS


@on_one_worker
@as_usual
def test_mpg123_finds_no_fault_and_the_same_length(exported):
    path, timeline, _ = exported
    done = subprocess.run([need("mpg123"), "-q", "-s", path], capture_output=True, check=True)
    assert len(done.stdout) == timeline.duration_ms * SAMPLES_PER_MS * 2
    assert done.stderr == b""


@on_one_worker
@as_usual
def test_ffprobe_finds_the_length_the_tags_and_a_chapter_for_every_set(exported):
    path, timeline, _ = exported
    shown = ["-show_format", "-show_streams", "-show_chapters"]
    command = [need("ffprobe"), "-v", "warning", "-of", "json", *shown, path]
    done = subprocess.run(command, capture_output=True, check=True)
    probe = json.loads(done.stdout)
    assert done.stderr == b""
    assert probe["streams"][0]["codec_name"] == "mp3"
    # ffprobe counts whole frames, including the encoder's padding. What it decodes has the exact length.
    assert 0 <= float(probe["format"]["duration"]) - timeline.duration_ms / 1000 < 0.1
    decode = [need("ffmpeg"), "-v", "error", "-i", path, "-f", "s16le", "-"]
    pcm = subprocess.run(decode, capture_output=True, check=True).stdout
    assert len(pcm) == timeline.duration_ms * SAMPLES_PER_MS * 2
    assert (probe["streams"][0]["sample_rate"], probe["streams"][0]["channels"]) == ("24000", 1)
    tags = probe["format"]["tags"]
    assert (tags["title"], tags["artist"]) == ("Short session", "voicecoach")
    found = probe["chapters"]
    assert [(chapter["start"], chapter["end"], chapter["tags"]["title"]) for chapter in found] == [
        (chapter.start_ms, chapter.end_ms, chapter.title) for chapter in chapters(timeline)
    ]
    assert found[1]["tags"]["title"] == "R1 · Squat"


@on_one_worker
@as_usual
def test_the_tag_is_id3_2_3_with_a_table_of_contents_and_an_info_header_follows(exported):
    path, timeline, _ = exported
    tags = ID3(path)
    assert tags.version == (2, 3, 0)
    (contents,) = tags.getall("CTOC")
    frames = {chapter.element_id: chapter for chapter in tags.getall("CHAP")}
    assert [frames[name].start_time for name in contents.child_element_ids] == [
        chapter.start_ms for chapter in chapters(timeline)
    ]
    assert str(contents.sub_frames["TIT2"]) == timeline.title
    assert all(len(str(chapter.sub_frames["TIT2"])) < 50 for chapter in frames.values())
    data = path.read_bytes()
    assert b"Info" in data[tags.size : tags.size + 100]


def silence(duration_ms, steps=1, title="Silence"):
    parts = tuple(
        TimelineStep(index, StepKind.WORK, title, title, None, 1, 1, index * duration_ms, (index + 1) * duration_ms)
        for index in range(steps)
    )
    return Timeline(title, "en", Verbosity.QUIET, VoiceSettings("", "", 0), duration_ms * steps, parts, ())


def test_more_chapters_than_one_table_holds_are_all_there_in_order(tmp_path):
    path = tmp_path / "long.mp3"
    export(silence(100, steps=600, title="A long title, " * 9 + "ünïcode 🏋"), {}, path)
    command = [need("ffprobe"), "-v", "warning", "-of", "json", "-show_chapters", path]
    done = subprocess.run(command, capture_output=True, check=True)
    assert [chapter["start"] for chapter in json.loads(done.stdout)["chapters"]] == [
        100 * index for index in range(600)
    ]
    tags = ID3(path)
    assert [len(contents.child_element_ids) for contents in tags.getall("CTOC")] == [
        3,
        90,
        255,
        255,
    ]  # mutagen writes the shortest first


@pytest.mark.parametrize("suffix", [".m4a", ".m4b"])
def test_apples_chapters_have_no_limit_and_neros_list_is_complete_or_left_out(tmp_path, suffix):
    for number, in_nero_list in ((255, 255), (256, 0), (700, 0)):
        path = tmp_path / f"{number}{suffix}"
        export(silence(50, steps=number), {}, path)
        with av.open(str(path)) as container:
            found = [1000 * each["start"] * each["time_base"] for each in container.chapters()]
        assert found == [50 * index for index in range(number)]
        assert len(MP4(path).chapters or ()) == in_nero_list
        assert bool(chapters_note(suffix, number)) == (in_nero_list < number)


@pytest.mark.parametrize(("suffix", "read"), [(".opus", OggOpus), (".flac", FLAC)])
def test_beyond_999_neighbouring_chapters_become_one(tmp_path, suffix, read):
    for number, written in ((999, 999), (1000, 500), (2001, 667)):
        path = tmp_path / f"{number}{suffix}"
        export(silence(24, steps=number), {}, path)
        tags = read(path).tags
        starts = [tags[f"chapter{index:03}"][0] for index in range(1, written + 1)]
        each = -(-number // written)
        assert starts == [timestamp(24 * each * index) for index in range(written)]
        assert f"chapter{written + 1:03}" not in tags
        assert bool(chapters_note(suffix, number)) == (written < number)


@pytest.mark.parametrize("duration_ms", [1, 23, 24, 25, 26, 999, 1000, 1009, 12_345])
@pytest.mark.parametrize("suffix", list(FORMATS))
def test_any_length_is_exact_in_every_format(tmp_path, suffix, duration_ms):
    path, form = tmp_path / f"silence{suffix}", FORMATS[suffix]
    export(silence(duration_ms), {}, path)
    pcm = AS_OPUS if form.codec == "libopus" else VOICE_ONLY
    samples = duration_ms * pcm.samples_per_ms
    if form.frame > 2 * samples:
        samples = 0  # FFmpeg ignores an edit list of less than half a frame, 21 ms.
    if suffix == ".mp3" and duration_ms % 24 == 1:
        # The header of an MP3 can give the padding of its last frame only. One length in 24 pads two frames, which
        # leaves 23 samples of silence (0.96 ms) at the end.
        samples += 23
    assert len(decoded(path, pcm)) == samples
    assert len(decoded_by_ffmpeg(path, pcm)) == 2 * samples
    with av.open(str(path)) as container:
        assert sum(frame.samples for frame in container.decode(audio=0)) == samples


@pytest.mark.parametrize("suffix", [".wav", ".flac"])
def test_a_lossless_file_contains_the_samples_of_the_mix(compile_short, tmp_path, suffix):
    timeline, clips = compile_short()
    export(timeline, clips, tmp_path / f"a{suffix}")
    expected = np.frombuffer(b"".join(mix(timeline, clips)), dtype="<i2") / 32768
    assert (decoded(tmp_path / f"a{suffix}") == expected).all()


def test_without_the_keep_alive_tone_silence_is_digital_silence(compile_short, tmp_path):
    timeline, clips = compile_short()
    export(timeline, clips, tmp_path / "a.wav", encoding=Encoding(SILENT))
    signal, heard = decoded(tmp_path / "a.wav"), np.zeros(timeline.duration_ms * SAMPLES_PER_MS, dtype=bool)
    for cue in timeline.cues:
        heard[cue.start_ms * SAMPLES_PER_MS : cue.end_ms * SAMPLES_PER_MS] = True
    assert signal[heard].any()
    assert not signal[~heard].any()


LEFT_HZ, RIGHT_HZ = 13_000, 14_000
"""Tones above the band of a voice at 24 kHz, so that music and voice can be told apart in a file."""


def band(signal: np.ndarray, low_hz: float, high_hz: float) -> np.ndarray:
    """Return the part of a signal between two frequencies, at 48 kHz."""
    spectrum = np.fft.rfft(signal)
    frequencies = np.fft.rfftfreq(len(signal), 1 / WITH_MUSIC.rate_hz)
    return np.fft.irfft(np.where((frequencies > low_hz) & (frequencies < high_hz), spectrum, 0), len(signal))


def tone_db(signal: np.ndarray, hz: float) -> float:
    """Return the level of a tone."""
    return 20 * np.log10(
        2 * np.abs(np.mean(signal * np.exp(-2j * np.pi * hz * np.arange(len(signal)) / 48_000))) + 1e-9
    )


@pytest.fixture(scope="module", params=[".mp3", ".m4a", ".opus", ".wav"])
def with_music(compile_short, tmp_path_factory, request):
    """A session with music as a file, with its cue list and clips."""
    folder = tmp_path_factory.mktemp("music")
    music = open_music(write_tones(folder / "tones.wav", 60, LEFT_HZ, RIGHT_HZ))
    timeline, clips = compile_short()
    path = folder / f"a{request.param}"
    export(timeline, clips, path, encoding=Encoding(MixSettings(music=music)))
    return path, timeline, clips


over_music = pytest.mark.xdist_group("over music")


@over_music
def test_with_music_the_file_is_stereo_with_full_bandwidth_and_exactly_as_long(with_music):
    path, timeline, _ = with_music
    with av.open(str(path)) as container:
        (sound,) = container.streams.audio
        assert (sound.channels, sound.rate) == (2, 48_000)
    signal = decoded(path, WITH_MUSIC)
    assert len(signal) == timeline.duration_ms * 48
    second = signal[48_000 * 3 :][:48_000]
    left, right = ([tone_db(channel, hz) for hz in (LEFT_HZ, RIGHT_HZ)] for channel in second.T)
    apart_db = 1 if path.suffix == ".opus" else 30  # Opus does not keep the channels of such high tones apart.
    assert left[0] > left[1] + apart_db
    assert right[1] > right[0] + apart_db


@over_music
def test_over_music_every_cue_is_found_in_both_channels_where_the_cue_list_says(with_music):
    path, timeline, clips = with_music
    expected = np.frombuffer(b"".join(mix(timeline, clips, SILENT)), dtype="<i2") / 32768
    for channel in decoded(path, WITH_MUSIC).T:
        # Without the band of the music, every second sample is that of the mix without music.
        signal = band(channel, 0, 11_900)[::2]
        for cue in timeline.cues:
            clip = np.frombuffer(clips[cue.heard].pcm, dtype="<i2")[: 400 * SAMPLES_PER_MS] / 32768
            offset, likeness = found_alone(signal, expected, clip, cue.start_ms * SAMPLES_PER_MS)
            assert abs(offset) <= SAMPLES_PER_MS, f"{cue.heard} at {cue.start_ms} ms is {offset} samples off"
            assert likeness > 0.6


@over_music
def test_the_music_is_down_under_every_cue_and_comes_back_in_long_gaps(with_music):
    path, timeline, _ = with_music
    left = decoded(path, WITH_MUSIC)[:, 0]
    under = [
        tone_db(left[cue.start_ms * 48 : cue.end_ms * 48], LEFT_HZ)
        for cue in timeline.cues
        if cue.end_ms - cue.start_ms > 200
        and cue.start_ms > 1000
        and timeline.steps[cue.step].kind is not StepKind.OUTRO
    ]
    free = [
        tone_db(left[(before.end_ms + 2000) * 48 : (after.start_ms - 300) * 48], LEFT_HZ)
        for before, after in pairwise(timeline.cues)
        if after.start_ms - before.end_ms > 4000
    ]
    assert len(under) > 20
    assert len(free) > 2
    assert np.ptp(under) < 2
    assert np.ptp(free) < 2
    assert abs(np.mean(free) - np.mean(under) + DUCK_DB) < 1


def test_the_same_input_gives_the_same_bytes(compile_short, tmp_path):
    whole, clips = compile_short()
    timeline = whole.only(2)
    for suffix in FORMATS:
        for name in ("one", "two"):
            export(timeline, clips, tmp_path / f"{name}{suffix}")
        assert (tmp_path / f"one{suffix}").read_bytes() == (tmp_path / f"two{suffix}").read_bytes()


def test_progress_comes_to_its_end(tmp_path):
    told = []
    export(silence(2500), {}, tmp_path / "a.mp3", progress=lambda done, total: told.append((done, total)))
    assert told[-1] == (2500, 2500)
    assert told == sorted(told)


@pytest.mark.parametrize("content", [b"a song", b"notes on voicecoach", b"ID3\x03\x00 somebody else's song"])
def test_a_file_that_is_not_ours_is_left_alone_unless_forced(tmp_path, content):
    path = tmp_path / "song.mp3"
    path.write_bytes(content)
    with pytest.raises(OutputError, match="not created by voicecoach"):
        export(silence(100), {}, path)
    assert path.read_bytes() == content
    export(silence(100), {}, path, force=True)
    export(silence(200), {}, path)  # now it is ours
    assert len(decoded(path)) == 200 * SAMPLES_PER_MS
    assert names_in(tmp_path) == ["song.mp3"]


def test_an_empty_file_may_be_replaced(tmp_path):
    (tmp_path / "a.mp3").touch()
    export(silence(100), {}, tmp_path / "a.mp3")
    assert len(decoded(tmp_path / "a.mp3")) == 100 * SAMPLES_PER_MS


def test_of_two_exports_to_one_target_the_second_is_told_of_the_first(tmp_path):
    path = tmp_path / "a.mp3"

    def export_again(done, total):
        if done == 1000:
            with pytest.raises(OutputError, match="another voicecoach is writing"):
                export(silence(100), {}, path)

    export(silence(3000), {}, path, progress=export_again)
    assert len(decoded(path)) == 3000 * SAMPLES_PER_MS
    assert names_in(tmp_path) == ["a.mp3"]


def test_what_a_killed_export_left_is_gone_after_the_next(tmp_path):
    """A forked process is killed in the middle, as by a power cut, so that nothing can clean up."""
    child = os.fork()
    if child == 0:
        export(silence(9000), {}, tmp_path / "a.mp3", progress=lambda done, total: os.kill(os.getpid(), signal.SIGKILL))
    os.waitpid(child, 0)
    assert [name for name in names_in(tmp_path) if name.endswith(".part")] == names_in(tmp_path) != []
    export(silence(100), {}, tmp_path / "a.mp3")
    assert names_in(tmp_path) == ["a.mp3"]


@pytest.mark.parametrize("name", ["legs:a.mp3", "10:30.wav", "ü" * 125 + ".mp3", "-.wav", "a b'\"%.mp3"])
def test_any_valid_file_name_can_be_written_to(tmp_path, monkeypatch, name):
    monkeypatch.chdir(tmp_path)
    export(silence(100), {}, Path(name))
    assert names_in(tmp_path) == [name]


@pytest.mark.parametrize("suffix", list(FORMATS))
def test_an_export_that_fails_midway_leaves_the_old_file_and_nothing_else(tmp_path, suffix):
    path = tmp_path / f"a{suffix}"
    export(silence(100), {}, path)
    before = path.read_bytes()

    def fail(done, total):
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        export(silence(5000), {}, path, progress=fail)
    assert path.read_bytes() == before
    assert names_in(tmp_path) == [path.name]


@pytest.mark.parametrize(
    ("target", "message"),
    [
        ("no/such/folder/a.mp3", "does not exist"),
        ("a.xyz", "format"),
        ("a", "format"),
        ("folder.mp3", "cannot be written"),
    ],
)
def test_a_target_that_cannot_be_written_is_one_clear_error(tmp_path, target, message):
    (tmp_path / "folder.mp3").mkdir()
    with pytest.raises(OutputError, match=message) as caught:
        export(silence(100), {}, tmp_path / target)
    assert caught.value.hint
