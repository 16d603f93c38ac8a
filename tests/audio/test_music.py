"""Music: real files of real codecs as one endless stream, at one loudness, without clicks."""

import time
import tracemalloc
from fractions import Fraction
from itertools import cycle, islice

import av
import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.conftest import wait_until
from voicecoach.audio import music as music_module
from voicecoach.audio.loudness import loudness
from voicecoach.audio.music import CROSSFADE_MS, MUSIC_LUFS, open_music
from voicecoach.errors import VoicecoachError

RATE_HZ = 48_000
CODECS = {
    ".mp3": "libmp3lame",
    ".flac": "flac",
    ".wav": "pcm_s16le",
    ".ogg": "vorbis",
    ".m4a": "aac",
    ".opus": "libopus",
}
FULL = 32768


def tone(hz=440, seconds=1.0, level=0.25, rate_hz=RATE_HZ):
    return level * np.sin(2 * np.pi * hz * np.arange(round(seconds * rate_hz)) / rate_hz)


def write(path, signal, rate_hz=RATE_HZ, layout="stereo"):
    """Write a signal, the same in all channels, with the codec for the suffix."""
    samples = (np.clip(signal, -1, 1) * 32767).astype("<i2")
    if layout == "stereo":
        samples = np.repeat(samples, 2)
    # FFmpeg's own Vorbis encoder, the one that is always available, is marked experimental.
    options = {"strict": "experimental"}
    with av.open(str(path), "w") as container:
        stream = container.add_stream(CODECS[path.suffix], rate=rate_hz, layout=layout, options=options)
        frame = av.AudioFrame.from_ndarray(np.ascontiguousarray(samples[None, :]), format="s16", layout=layout)
        frame.sample_rate, frame.time_base, frame.pts = rate_hz, Fraction(1, rate_hz), 0
        container.mux(stream.encode(frame))
        container.mux(stream.encode(None))
    return path


def pitch(samples):
    """Return the loudest frequency, in Hz."""
    window = np.hanning(len(samples))
    return np.abs(np.fft.rfft(samples * window)).argmax() * RATE_HZ / len(samples)


def pitches(music, seconds):
    """Return the loudest frequency of each second, rounded to ten."""
    return [int(round(pitch(music.block(1000)[12_000:36_000, 0]), -1)) for _ in range(seconds)]


@pytest.mark.parametrize(
    ("suffix", "layout"),
    [*((suffix, "stereo") for suffix in CODECS), (".mp3", "mono"), (".flac", "mono"), (".wav", "mono")],
)
def test_every_codec_is_played_at_its_pitch_and_at_the_loudness_of_music(tmp_path, suffix, layout):
    rate_hz = 48_000 if suffix == ".opus" else 44_100
    signal = tone(1000, 2.5, 0.4, rate_hz)
    music = open_music(write(tmp_path / f"a{suffix}", signal, rate_hz, layout))
    samples = music.block(2000)
    assert samples.shape == (96_000, 2)
    assert samples.dtype == np.float32
    assert music.skipped == ()
    for channel in samples.T:
        assert abs(pitch(channel) - 1000) < 2
    pcm = np.round(samples).astype("<i2").tobytes()
    assert abs(loudness(pcm, RATE_HZ, "stereo") - MUSIC_LUFS) < 0.3


def test_quiet_and_loud_tracks_come_out_equally_loud_within_limits_and_silence_stays_silence(tmp_path):
    levels = {"1-loud": 0.5, "2-quiet": 0.02, "3-faint": 0.002, "4-silent": 0.0}
    for name, level in levels.items():
        write(tmp_path / f"{name}.wav", tone(1000, 1.1, level))
    music = open_music(tmp_path)
    loud, quiet, faint, silent = (np.abs(music.block(1000)[12_000:36_000]).max() for _ in levels)
    assert abs(quiet / loud - 1) < 0.02
    assert abs(faint / (0.002 * FULL * 10) - 1) < 0.05
    assert silent == 0


def test_a_long_quiet_opening_does_not_make_a_track_too_loud(tmp_path):
    signal = np.concatenate((np.zeros(5 * RATE_HZ), tone(1000, 4)))
    music = open_music(write(tmp_path / "a.flac", signal))
    later = music.block(9000)[6 * RATE_HZ :]
    assert abs(loudness(np.round(later).astype("<i2").tobytes(), RATE_HZ, "stereo") - MUSIC_LUFS) < 0.3


def test_a_folder_is_played_in_natural_order_and_then_starts_over(tmp_path):
    for name, hz in (("Track 10", 880), ("track 9", 660), ("1 first", 440)):
        write(tmp_path / f"{name}.flac", tone(hz, 1.1))
    write(tmp_path / ".hidden.flac", tone(2000))
    (tmp_path / "inner").mkdir()
    write(tmp_path / "inner" / "0.flac", tone(3000))
    (tmp_path / "cover.jpg").write_bytes(b"no audio")
    (tmp_path / "list.m3u").write_text("track 9.flac")
    music = open_music(tmp_path)
    assert music.skipped == ()
    assert pitches(music, 8) == [440, 660, 880, 440, 660, 880, 440, 660]


@pytest.mark.parametrize("suffix", [".wav", ".mp3", ".ogg"])
def test_a_file_loops_without_a_click_or_a_gap(tmp_path, suffix):
    music = open_music(write(tmp_path / f"a{suffix}", tone(441, 1.2345)))
    samples = music.block(30_000)[:, 0]
    # The median is the level of the tone outside the joins; equal tones in a constant-power crossfade add 3 dB.
    level = np.median(np.abs(samples).reshape(-1, 480).max(axis=1))
    steepest = 2 * np.pi * 441 / RATE_HZ * level
    assert np.abs(np.diff(samples)).max() < 1.5 * steepest
    assert np.abs(samples).max() < 1.5 * level


def test_two_tracks_join_with_constant_power(tmp_path):
    rng = np.random.default_rng(1)
    for name in "ab":
        write(tmp_path / f"{name}.wav", 0.1 * rng.standard_normal(RATE_HZ))
    samples = open_music(tmp_path).block(1500)[:, 0]
    power = [float(np.mean(part**2)) for part in samples.reshape(-1, 2400)]
    assert max(power) / min(power) < 1.3


@pytest.mark.parametrize("milliseconds", [1, 7, 99, 100, 101, 199, 200, 201, 350])
def test_files_shorter_than_the_crossfade_are_joined_too(tmp_path, milliseconds):
    write(tmp_path / "a.wav", tone(441, milliseconds / 1000))
    samples = open_music(tmp_path).block(1000)[:, 0]
    level = np.abs(samples[: milliseconds * 24]).max()
    assert len(samples) == RATE_HZ
    if milliseconds > 5:
        assert np.abs(np.diff(samples)).max() < 2.5 * (2 * np.pi * 441 / RATE_HZ * level)
    assert np.abs(samples).reshape(10, -1).max(axis=1).min() > 0.3 * level


@pytest.fixture(scope="module")
def playlist(tmp_path_factory):
    """Three tracks of three codecs, and their first ten seconds as one block."""
    folder = tmp_path_factory.mktemp("playlist")
    for name, hz in (("a.mp3", 440), ("b.ogg", 550), ("c.flac", 660)):
        write(folder / name, tone(hz, 0.7))
    return folder, open_music(folder).block(10_000)


@settings(max_examples=10)
@given(st.lists(st.integers(0, 3000), min_size=1, max_size=12).filter(any))
def test_the_samples_do_not_depend_on_the_blocks(playlist, sizes):
    folder, whole = playlist
    music, parts, at_ms = open_music(folder), [], 0
    for n_ms in islice(cycle(sizes), 200):
        parts.append(music.block(min(n_ms, 10_000 - at_ms)))
        at_ms += len(parts[-1]) // 48
    samples = np.concatenate(parts)
    assert (samples == whole[: len(samples)]).all()


def test_changing_a_block_does_not_change_the_music(tmp_path):
    write(tmp_path / "a.wav", tone())
    one, other = open_music(tmp_path), open_music(tmp_path)
    one.block(10)[:] = 0
    other.block(10)
    assert (one.block(10) == other.block(10)).all()


def test_a_cover_in_the_file_is_not_taken_for_music(tmp_path):
    from mutagen.id3 import APIC, ID3

    path = write(tmp_path / "a.mp3", tone(440, 1.5))
    with av.open(str(tmp_path / "cover.png"), "w", format="image2") as container:
        stream = container.add_stream("png", rate=1)
        stream.width = stream.height = 16
        stream.pix_fmt = "rgb24"
        container.mux(stream.encode(av.VideoFrame.from_ndarray(np.zeros((16, 16, 3), np.uint8))))
        container.mux(stream.encode(None))
    tags = ID3()
    tags.add(APIC(encoding=0, mime="image/png", type=3, desc="", data=(tmp_path / "cover.png").read_bytes()))
    tags.save(path)
    with av.open(str(path)) as container:
        assert container.streams.video
    music = open_music(path)
    assert music.skipped == ()
    assert abs(pitch(music.block(1000)[:, 0]) - 440) < 2


def test_tags_in_an_old_encoding_do_no_harm(tmp_path):
    path = write(tmp_path / "a.mp3", tone(440, 1.5))
    tag = b"TAG" + b"caf\xe9".ljust(30, b"\0") + bytes(94) + b"\xff"
    frame = b"TIT2" + (6).to_bytes(4, "big") + b"\0\0" + b"\x03caf\xe9\xff"
    header = b"ID3\x03\0\0" + len(frame).to_bytes(4, "big")
    path.write_bytes(header + frame + path.read_bytes() + tag)
    assert abs(pitch(open_music(path).block(1000)[:, 0]) - 440) < 2


def test_files_that_are_not_audio_are_reported_and_the_rest_is_played(tmp_path):
    write(tmp_path / "2.flac", tone(440, 1.5))
    (tmp_path / "1.mp3").write_text("these are words")
    (tmp_path / "3.wav").write_bytes(b"")
    music = open_music(tmp_path)
    assert music.skipped == ("1.mp3", "3.wav")
    assert pitches(music, 3) == [440] * 3


@pytest.mark.parametrize(
    ("make", "message"),
    [
        (lambda folder: folder / "missing.mp3", "there is no music at"),
        (lambda folder: folder, "no audio files"),
    ],
)
def test_where_there_is_no_music_it_says_so(tmp_path, make, message):
    with pytest.raises(VoicecoachError, match=message) as caught:
        open_music(make(tmp_path))
    assert caught.value.hint


@pytest.mark.parametrize("content", [b"", b"words, not sound", bytes(5000)])
def test_the_error_for_a_file_that_is_not_audio_names_the_file_and_the_formats(tmp_path, content):
    path = tmp_path / "a.mp3"
    path.write_bytes(content)
    for given_path in (path, tmp_path):
        with pytest.raises(VoicecoachError, match=r"a\.mp3") as caught:
            open_music(given_path)
        assert "MP3" in caught.value.hint


def test_a_picture_is_not_audio(tmp_path):
    path = tmp_path / "a.png"
    path.write_bytes(b"\x89PNG\r\n\x1a\n" + bytes(100))
    with pytest.raises(VoicecoachError, match=r"a\.png"):
        open_music(path)


def test_a_file_that_vanishes_is_skipped_and_without_any_files_there_is_silence(tmp_path):
    for name, hz in (("1", 440), ("2", 660), ("3", 880)):
        write(tmp_path / f"{name}.flac", tone(hz, 12.05))
    music = open_music(tmp_path)
    assert pitches(music, 1) == [440]
    (tmp_path / "2.flac").unlink()
    heard = pitches(music, 40)
    assert 660 not in heard
    assert heard[15] == 880
    for name in "13":
        (tmp_path / f"{name}.flac").unlink()
    music.block(40_000)
    assert not music.block(5000).any()


@pytest.mark.parametrize("suffix", [".mp3", ".flac", ".ogg", ".wav"])
def test_a_damaged_or_truncated_file_does_not_end_the_session(tmp_path, suffix):
    path = write(tmp_path / f"a{suffix}", tone(440, 4))
    content = bytearray(path.read_bytes())
    middle = len(content) // 2
    content[middle : middle + 3000] = np.random.default_rng(2).bytes(3000)
    path.write_bytes(content[: len(content) * 7 // 8])
    write(tmp_path / "b.flac", tone(880, 2))
    music = open_music(tmp_path)
    heard = pitches(music, 20)
    assert {440, 880} <= set(heard)
    assert np.isfinite(music.block(1000)).all()


def test_invalid_samples_stay_out_of_the_mix(tmp_path):
    signal = tone(440, 1.0).astype(np.float32)
    signal[1000:1100], signal[2000], signal[3000] = np.nan, np.inf, -np.inf
    with av.open(str(tmp_path / "a.wav"), "w") as container:
        stream = container.add_stream("pcm_f32le", rate=RATE_HZ, layout="mono")
        frame = av.AudioFrame.from_ndarray(signal[None, :], format="flt", layout="mono")
        frame.sample_rate, frame.pts = RATE_HZ, 0
        container.mux(stream.encode(frame))
        container.mux(stream.encode(None))
    samples = open_music(tmp_path).block(3000)
    assert np.isfinite(samples).all()
    assert np.abs(samples).max() < 20 * FULL


def long_flac(path, seconds):
    """Write a long FLAC file cheaply: at 8 kHz, repeating the same second."""
    second = np.round(tone(400, 1, 0.3, 8000) * 32767).astype("<i2")
    with av.open(str(path), "w") as container:
        stream = container.add_stream("flac", rate=8000, layout="mono", options={"compression_level": "0"})
        for index in range(seconds):
            frame = av.AudioFrame.from_ndarray(second[None, :], format="s16", layout="mono")
            frame.sample_rate, frame.time_base, frame.pts = 8000, Fraction(1, 8000), index * 8000
            container.mux(stream.encode(frame))
        container.mux(stream.encode(None))
    return path


def test_an_hour_is_opened_at_once_and_played_in_constant_memory(tmp_path):
    path = long_flac(tmp_path / "mix.flac", 3600)
    began = time.perf_counter()
    music = open_music(path)
    assert time.perf_counter() - began < 30
    tracemalloc.start()
    for _ in range(200):
        music.block(1000)
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert peak < 12_000_000


def test_a_player_does_not_wait_for_a_disk_that_is_too_slow(tmp_path):
    from concurrent.futures import Future

    music = open_music(write(tmp_path / "a.wav", tone()))
    usual = open_music(tmp_path / "a.wav").block(1600)
    stalled, ready = Future(), music._ahead[0]
    music._ahead.appendleft(stalled)
    block = music.block(1500, waits=False)
    assert np.array_equal(block[:48_000], usual[:48_000])
    assert not block[-4_800:].any()
    stalled.set_result(ready.result())  # the disk answers, and the music continues where it was
    assert np.array_equal(music.block(100, waits=False), usual[len(block) - 24_000 :][:4_800])


def test_the_thread_ends_with_the_music(tmp_path):
    import threading

    music = open_music(write(tmp_path / "a.wav", tone()))
    music.block(100)
    assert [thread for thread in threading.enumerate() if thread.name.startswith("music")]
    del music
    wait_until(lambda: not any(thread.name.startswith("music") for thread in threading.enumerate()))


def test_the_constants_say_what_the_docstrings_say():
    from voicecoach.audio.clips import SESSION_LUFS

    assert MUSIC_LUFS == SESSION_LUFS + 3 - 6
    assert music_module.MUSIC_RATE_HZ == RATE_HZ
    assert 50 <= CROSSFADE_MS <= 100
