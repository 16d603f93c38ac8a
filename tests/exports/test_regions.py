"""Sound regions: an MP3 put together from them must sound and decode like a plain encode of the whole mix."""

from dataclasses import replace
from fractions import Fraction
from itertools import pairwise

import av
import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.conftest import SHIPPED, write_tones
from voicecoach.audio import MIX_RATE_HZ, VOICE_ONLY, Mixer, MixSettings, mix, open_music
from voicecoach.disk_cache import DiskCache
from voicecoach.exports import Encoding, export
from voicecoach.exports.mp3 import LEAST_RATE, MOST_RATE, NO_RESERVOIR
from voicecoach.exports.pcm import LAYOUTS, audio_frame
from voicecoach.exports.regions import FRAME_MS, FRAMES_AFTER, FRAMES_BEFORE, find_regions
from voicecoach.session import Choices, StepKind
from voicecoach.talk import Verbosity
from voicecoach.timeline import Cue, Heard, Segment, Timeline, TimelineStep, VoiceSettings

SAMPLES_PER_MS = MIX_RATE_HZ // 1000
FRAME = FRAME_MS * SAMPLES_PER_MS
APART = FRAMES_BEFORE + FRAMES_AFTER


def session_of(cues, duration_ms):
    """A timeline of one step, with words of given lengths."""
    step = TimelineStep(0, StepKind.WORK, "Set", "Set", None, 1, 1, 0, duration_ms)
    made = tuple(Cue(start, end, 0, "form", Heard(text=f"words of {end - start} ms")) for start, end in cues)
    return Timeline("Session", "en", Verbosity.QUIET, VoiceSettings("", "", 0), duration_ms, (step,), made)


@st.composite
def sessions(draw):
    """Consecutive cues, some of them nearly touching, in a session that may end with the last one."""
    at_ms, cues = 0, []
    for gap_ms, length_ms in draw(st.lists(st.tuples(st.integers(0, 400), st.integers(1, 300)), max_size=20)):
        cues.append((at_ms + gap_ms, at_ms + gap_ms + length_ms))
        at_ms += gap_ms + length_ms
    return session_of(cues, at_ms + draw(st.integers(1, 500)))


@given(sessions())
def test_every_cue_is_in_one_region_and_no_two_regions_share_a_frame(timeline):
    found = list(find_regions(timeline))
    placed = [
        (region.first * FRAME_MS + cue.start_ms, region.first * FRAME_MS + cue.end_ms, cue.heard)
        for region in found
        for cue in region.cues
    ]
    assert placed == [(cue.start_ms, cue.end_ms, cue.heard) for cue in timeline.cues]
    assert found[0].first == 0
    assert [region.ends for region in found] == [False] * (len(found) - 1) + [True]
    assert (found[-1].first + found[-1].frames) == -(-timeline.duration_ms // FRAME_MS)
    for region in found:
        assert region.frames >= 1
        assert all(0 <= cue.start_ms < cue.end_ms <= region.frames * FRAME_MS for cue in region.cues)
    for before, after in pairwise(found):
        assert after.first - (before.first + before.frames) >= APART


def test_the_sound_of_the_regions_is_that_of_the_mix(compile_short):
    timeline, clips = compile_short(Choices(rounds=2))
    whole = np.frombuffer(b"".join(mix(timeline, clips)), dtype="<i2")
    for region in find_regions(timeline):
        length_ms = min(region.frames * FRAME_MS, timeline.duration_ms - region.first * FRAME_MS)
        alone = Mixer(clips).block(length_ms, Segment(timeline.steps[0], region.cues))
        assert (np.frombuffer(alone, dtype="<i2") == whole[region.first * FRAME :][: length_ms * SAMPLES_PER_MS]).all()


def packets_of(path):
    """Return the packets of a file without the header packet."""
    with av.open(str(path)) as container:
        return [bytes(packet) for packet in container.demux(audio=0) if packet.size]


def encoded_plainly(timeline, clips, mix_settings, bit_rate, options):
    """Return the packets of a mix that is encoded as a whole."""
    codec = av.CodecContext.create("libmp3lame", "w")
    codec.sample_rate, codec.layout, codec.format = (
        mix_settings.pcm_format.rate_hz,
        LAYOUTS[mix_settings.pcm_format.channels],
        "s16p",
    )
    codec.bit_rate, codec.options, codec.time_base = bit_rate, options, Fraction(1, mix_settings.pcm_format.rate_hz)
    resampler = av.AudioResampler(
        format="s16p", layout=codec.layout, rate=mix_settings.pcm_format.rate_hz, frame_size=576
    )
    pcm = audio_frame(b"".join(mix(timeline, clips, mix_settings)), mix_settings.pcm_format, 0)
    frames = [*resampler.resample(pcm), *resampler.resample(None)]
    return [bytes(packet) for frame in (*frames, None) for packet in codec.encode(frame)]


def decoded(packets, length):
    """Decode packets to samples from -1 to 1, without the codec's delay of 576 and 529 samples."""
    codec = av.CodecContext.create("mp3float", "r")
    codec.sample_rate, codec.layout = MIX_RATE_HZ, "mono"
    frames = [frame for packet in packets for frame in codec.decode(av.Packet(packet))] + codec.decode(None)
    return np.concatenate([frame.to_ndarray()[0] for frame in frames])[1105:][:length]


def noise_ratio(signal, result):
    """Return the ratio of a signal to the noise that was added to it, in decibels."""
    return 10 * np.log10((signal**2).sum() / ((result - signal) ** 2).sum())


@pytest.fixture(scope="module", params=["short", *(pytest.param(name, marks=pytest.mark.slow) for name in SHIPPED)])
def encoded(request, compile_short, compile_shipped, tmp_path_factory):
    """A session: its timeline, its mix, and the sound decoded after encoding it by regions and as a whole."""
    timeline, clips = compile_short() if request.param == "short" else compile_shipped(request.param, Choices(rounds=1))
    path = tmp_path_factory.mktemp("regions") / "a.mp3"
    export(timeline, clips, path)
    signal = np.frombuffer(b"".join(mix(timeline, clips)), dtype="<i2") / 32768
    packets = packets_of(path)
    plainly = encoded_plainly(timeline, clips, MixSettings(), 64_000, NO_RESERVOIR)
    usual = encoded_plainly(timeline, clips, MixSettings(), 64_000, {})
    return timeline, signal, packets, plainly, usual


on_one_worker = pytest.mark.xdist_group("regions")


@on_one_worker
def test_there_are_as_many_packets_as_in_a_plain_encode_and_most_are_identical(encoded):
    _, _, packets, plainly, _ = encoded
    assert len(packets) == len(plainly)
    assert np.mean([one == other for one, other in zip(packets, plainly, strict=True)]) > 0.95


@on_one_worker
def test_the_noise_is_that_of_a_plain_encode(encoded):
    """Compared with a plain encode by the same encoder; its bit reservoir, which regions cannot have, gains 0.5 dB."""
    _, signal, packets, plainly, usual = encoded
    result = noise_ratio(signal, decoded(packets, len(signal)))
    for other, most_db in ((plainly, 0.1), (usual, 0.75)):
        reference = decoded(other, len(signal))
        assert result > noise_ratio(signal[: len(reference)], reference) - most_db


def joints(timeline):
    """Yield the joints between packets of regions and silence packets, in decoded frames."""
    for before, after in pairwise(find_regions(timeline)):
        yield before.first + before.frames + FRAMES_AFTER
        yield after.first - FRAMES_BEFORE


@on_one_worker
def test_between_the_regions_and_at_their_joints_the_sound_is_bit_for_bit_that_of_a_plain_encode(encoded):
    timeline, signal, packets, plainly, _ = encoded
    difference = decoded(packets, len(signal)) - decoded(plainly, len(signal))
    at_joints = list(joints(timeline))
    assert len(at_joints) > 60
    for frame in at_joints:
        # The sound of a packet extends over two frames, and starts 1105 samples before the position of the packet.
        around = difference[max(0, frame * FRAME - 1105) :][:FRAME]
        assert np.abs(around).max() == 0, f"the joint at {frame * FRAME_MS / 1000:.2f} s"


@on_one_worker
def test_no_joint_clicks(encoded):
    """At a joint, the noise that encoding adds stays below -70 dB, as everywhere in the silence."""
    timeline, signal, packets, _, _ = encoded
    noise = np.diff(decoded(packets, len(signal)) - signal)
    for frame in joints(timeline):
        assert np.abs(noise[max(0, frame * FRAME - 1105 - 24) :][:48]).max() < 10 ** (-70 / 20)


STEREO, SILENT = MixSettings(channels=2), MixSettings(keep_alive=False)
RATES = [(MixSettings(), LEAST_RATE), (MixSettings(), 32_000), (MixSettings(), MOST_RATE), (SILENT, 64_000)]
RATES += [(STEREO, LEAST_RATE), (STEREO, 2 * LEAST_RATE), (STEREO, MOST_RATE)]


@pytest.mark.parametrize(("mix_settings", "bit_rate"), RATES)
def test_at_every_bit_rate_the_packets_around_a_region_are_silence_packets(
    compile_short, tmp_path, mix_settings, bit_rate
):
    timeline, clips = compile_short()
    export(timeline, clips, tmp_path / "a.mp3", encoding=Encoding(mix_settings, bit_rate))
    packets = packets_of(tmp_path / "a.mp3")
    by_region = bit_rate >= LEAST_RATE * mix_settings.pcm_format.channels
    plainly = encoded_plainly(timeline, clips, mix_settings, bit_rate, NO_RESERVOIR if by_region else {})
    assert len(packets) == len(plainly)
    if not by_region:
        assert packets == plainly
        return
    for before, after in pairwise(find_regions(timeline)):
        silence_packet = slice(before.first + before.frames + FRAMES_AFTER, after.first - FRAMES_BEFORE)
        assert packets[silence_packet] == plainly[silence_packet]
        assert len(set(packets[silence_packet])) <= 1


def test_cached_packets_give_the_same_file_and_damaged_ones_are_encoded_again(compile_short, tmp_path):
    timeline, clips = compile_short()
    encoding = Encoding(cache=DiskCache(tmp_path / "kept"))
    export(timeline, clips, tmp_path / "first.mp3", encoding=encoding)
    entries = sorted((tmp_path / "kept").rglob("*.mp3"))
    assert len(entries) > 10
    export(timeline, clips, tmp_path / "kept.mp3", encoding=encoding)
    before = entries[0].read_bytes()
    entries[0].write_bytes(before[:-1])
    entries[1].write_bytes(b"")
    entries[2].unlink()
    export(timeline, clips, tmp_path / "damaged.mp3", encoding=encoding)
    first, cache, damaged = ((tmp_path / f"{name}.mp3").read_bytes() for name in ("first", "kept", "damaged"))
    assert first == cache == damaged
    assert entries[0].stat().st_size == len(before)
    assert entries[1].stat().st_size
    assert entries[2].exists()


def test_different_sounds_have_different_cache_keys(compile_short, tmp_path):
    timeline, clips = compile_short()
    cache = DiskCache(tmp_path / "kept")
    counts = []
    beds = (
        MixSettings(),
        MixSettings(keep_alive=False),
        MixSettings(levels=replace(MixSettings().levels, voice_db=3)),
        MixSettings(channels=2),
    )
    encodings = [
        *(Encoding(mix_settings, cache=cache) for mix_settings in beds),
        Encoding(bit_rate=96_000, cache=cache),
    ]
    for encoding in encodings:
        export(timeline, clips, tmp_path / "a.mp3", encoding=encoding)
        counts.append(sum(1 for _ in (tmp_path / "kept").rglob("*.mp3")))
    assert counts == [counts[0] * number for number in range(1, len(encodings) + 1)]


def test_a_cache_that_cannot_be_written_does_not_stop_an_export(compile_short, tmp_path):
    timeline, clips = compile_short()
    (tmp_path / "kept").write_text("a file where a folder should be")
    export(timeline, clips, tmp_path / "a.mp3", encoding=Encoding(cache=DiskCache(tmp_path / "kept")))
    assert len(packets_of(tmp_path / "a.mp3")) > timeline.duration_ms // FRAME_MS


def test_the_encoding_grows_with_the_distinct_sound_and_not_with_the_length(compile_shipped):
    """Ten times the rounds need less than three times the encoding, and less than a twentieth of the session."""

    def distinct(rounds):
        timeline, _ = compile_shipped(SHIPPED[0], Choices(rounds=rounds))
        sounds = {region.cues: region.frames + APART for region in find_regions(timeline)}
        return sum(sounds.values()), timeline.duration_ms // FRAME_MS

    (few, _), (many, frames) = distinct(3), distinct(30)
    assert many < 3 * few
    assert many < frames / 20


def test_with_music_the_whole_mix_is_encoded(compile_short, tmp_path):
    """Tones with whole periods in a frame would hide a repeated frame; these differ from frame to frame."""
    timeline, clips = compile_short()
    music = open_music(write_tones(tmp_path / "tones.wav", 90, 613, 787))
    export(timeline, clips, tmp_path / "a.mp3", encoding=Encoding(MixSettings(music=music)))
    packets = packets_of(tmp_path / "a.mp3")
    assert max(packets.count(packet) for packet in set(packets)) < 10


def test_frames_of_the_mix_are_whole_milliseconds():
    assert FRAME == 576
    assert VOICE_ONLY.rate_hz * FRAME_MS == FRAME * 1000
