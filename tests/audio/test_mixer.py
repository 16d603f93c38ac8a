"""The mix: clips on their millisecond, the keep-alive tone below them, and music that is lowered for them."""

from dataclasses import replace

import av
import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.conftest import write_tones
from voicecoach.audio import VOICE_ONLY, WITH_MUSIC, Clip, Mixer, MixSettings, Volumes, load_sounds, mix, open_music
from voicecoach.audio.clips import BYTES_PER_MS
from voicecoach.audio.ducking import DUCK_DB
from voicecoach.audio.mixer import KEEP_ALIVE_PEAK, KEEP_ALIVE_PERIOD_MS
from voicecoach.session import StepKind
from voicecoach.talk import Verbosity
from voicecoach.timeline import Cue, Heard, Timeline, TimelineStep, VoiceSettings

WORDS, MORE_WORDS, TICK = Heard(text="a"), Heard(text="b"), Heard(sound="tick")
SILENT = MixSettings(keep_alive=False)


def loud(milliseconds, level):
    return Clip(np.full(milliseconds * 24, level, dtype="<i2").tobytes())


def noise(milliseconds, level=3000):
    """Return a clip of noise, which matches itself at one position only."""
    samples = np.random.default_rng(milliseconds).normal(scale=level, size=milliseconds * 24)
    return Clip(np.clip(samples, -32768, 32767).astype("<i2").tobytes())


def timeline(duration_ms, *cues):
    step = TimelineStep(0, StepKind.WORK, "A", "A", None, 1, 1, 0, duration_ms)
    return Timeline("A", "en", Verbosity.NORMAL, VoiceSettings("", "", 0), duration_ms, (step,), tuple(cues))


def in_steps(*lengths_ms, cues=(), last=StepKind.OUTRO):
    """Return a timeline of steps with given lengths. Each cue belongs to the step in which it starts."""
    edges = np.cumsum([0, *lengths_ms]).tolist()
    kinds = [StepKind.WORK] * (len(lengths_ms) - 1) + [last]
    steps = tuple(
        TimelineStep(index, kind, "A", None, None, 1, 1, edges[index], edges[index + 1])
        for index, kind in enumerate(kinds)
    )
    placed = tuple(replace(cue, step=int(np.searchsorted(edges, cue.start_ms, "right")) - 1) for cue in cues)
    return Timeline("A", "en", Verbosity.NORMAL, VoiceSettings("", "", 0), edges[-1], steps, placed)


def segment(duration_ms, *cues):
    return next(timeline(duration_ms, *cues).segments())


def whole(*arguments, **options):
    return b"".join(mix(*arguments, **options))


def samples(pcm, pcm_format=VOICE_ONLY):
    """Return samples: shape (samples,) in mono, (samples, 2) in stereo."""
    return np.frombuffer(pcm, dtype="<i2").astype(float).reshape((-1, pcm_format.channels)).squeeze()


@pytest.fixture(scope="module")
def music(tmp_path_factory):
    """Open music with a different tone in each channel, optionally short enough to loop many times."""
    folder = tmp_path_factory.mktemp("music")
    paths = {seconds: write_tones(folder / f"{seconds}.wav", seconds, 400, 600) for seconds in (2, 20)}
    return lambda seconds=20: open_music(paths[seconds])


def test_a_clip_starts_on_its_millisecond_and_without_the_keep_alive_tone_silence_is_digital():
    list_ = timeline(500, Cue(123, 173, 0, "form", WORDS))
    heard = samples(whole(list_, {WORDS: loud(50, 1000)}, SILENT))
    assert len(heard) == 500 * 24
    assert (np.flatnonzero(heard) == np.arange(123 * 24, 173 * 24)).all()


def test_a_tick_under_speech_is_added_and_never_wraps_around():
    list_ = timeline(100, Cue(0, 100, 0, "form", WORDS), Cue(50, 80, 0, "sound", TICK))
    heard = samples(whole(list_, {WORDS: loud(100, 30_000), TICK: loud(30, 5000)}, SILENT))
    assert set(heard[: 50 * 24]) == {30_000}
    assert set(heard[50 * 24 : 80 * 24]) == {32_767}


def cued(gaps_and_lengths):
    """Return consecutive cues, the end of the last one, and a clip for each."""
    cues, clips, at_ms = [], {}, 0
    for number, (gap_ms, length_ms) in enumerate(gaps_and_lengths):
        heard = Heard(text=str(number))
        cues.append(Cue(at_ms + gap_ms, at_ms + gap_ms + length_ms, 0, "form", heard))
        clips[heard] = loud(length_ms, number + 1)
        at_ms += gap_ms + length_ms
    return cues, at_ms, clips


CUES = st.lists(st.tuples(st.integers(0, 300), st.integers(1, 700)), max_size=12)


@given(CUES, st.integers(1, 700))
def test_the_samples_do_not_depend_on_the_blocks(gaps_and_lengths, block_ms):
    cues, end_ms, clips = cued(gaps_and_lengths)
    list_ = timeline(end_ms + 10, *cues)
    assert whole(list_, clips, block_ms=block_ms) == whole(list_, clips, block_ms=10**9)


@settings(max_examples=10)
@given(CUES, st.lists(st.integers(1, 4000), max_size=4), st.integers(7, 3000))
def test_the_samples_do_not_depend_on_the_blocks_over_music_either(music, gaps_and_lengths, lengths_ms, block_ms):
    cues, end_ms, clips = cued(gaps_and_lengths)
    list_ = in_steps(end_ms + 10, *lengths_ms, 3500, cues=cues)
    made, expected = (
        samples(whole(list_, clips, MixSettings(music=music(2)), block_ms=each_ms)) for each_ms in (block_ms, 10**9)
    )
    assert np.flatnonzero(made != expected).tolist() == []


@given(st.lists(st.integers(1, 400), min_size=1, max_size=6), st.integers(1, 150))
def test_blocks_have_the_requested_length_or_end_with_their_step(lengths_ms, block_ms):
    made = [len(block) // BYTES_PER_MS for block in mix(in_steps(*lengths_ms), {}, block_ms=block_ms)]
    assert set(np.cumsum(lengths_ms).tolist()) <= set(np.cumsum(made).tolist())
    assert max(made) <= block_ms
    assert len(made) == sum(-(-length_ms // block_ms) for length_ms in lengths_ms)


def test_a_long_mix_is_made_in_constant_memory():
    import tracemalloc

    length_ms = 20 * 60_000

    tick = load_sounds()["tick"]
    cues = (Cue(at_ms, at_ms + 30, 0, "sound", TICK) for at_ms in range(0, length_ms, 1000))
    list_ = timeline(length_ms, *cues)
    tracemalloc.start()
    length = sum(len(block) for block in mix(list_, {TICK: tick}))
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert length == length_ms * BYTES_PER_MS
    assert peak < 4_000_000


def test_a_clip_is_a_whole_number_of_milliseconds():
    with pytest.raises(ValueError, match="millisecond"):
        Clip(bytes(BYTES_PER_MS + 2))


def is_keep_alive_tone(heard, samples_per_ms=24):
    """Whether a signal is exactly the keep-alive tone, without a break."""
    period = KEEP_ALIVE_PERIOD_MS * samples_per_ms
    return (heard[period:] == heard[:-period]).all() and np.abs(heard[:period]).max() == KEEP_ALIVE_PEAK


@given(st.lists(st.integers(1, 100), min_size=1, max_size=8), st.integers(1, 60))
def test_the_keep_alive_tone_continues_from_step_to_step(lengths_ms, block_ms):
    assert is_keep_alive_tone(samples(whole(in_steps(*lengths_ms, 2 * KEEP_ALIVE_PERIOD_MS), {}, block_ms=block_ms)))


@given(st.lists(st.tuples(st.integers(1, 40), st.booleans()), min_size=1, max_size=20))
def test_the_keep_alive_tone_continues_through_pauses(blocks):
    mixer, step = Mixer({}), segment(10_000)
    made = b"".join(
        mixer.block(length_ms, None if paused else step, is_paused=paused)
        for length_ms, paused in [*blocks, (2 * KEEP_ALIVE_PERIOD_MS, True)]
    )
    assert is_keep_alive_tone(samples(made))


def test_the_keep_alive_tone_is_one_line_in_the_spectrum_far_below_what_can_be_heard():
    heard = samples(whole(timeline(100 * KEEP_ALIVE_PERIOD_MS), {}))
    spectrum = np.abs(np.fft.rfft(heard)) ** 2
    line = int(spectrum.argmax())
    assert line == 100  # one wave per period
    # Rounding such a small wave to whole numbers adds noise far below the line at every frequency.
    assert np.delete(spectrum, line).max() < spectrum[line] / 500
    assert spectrum[line] > 0.99 * spectrum.sum()
    assert abs(rms_dbfs(heard / 32768) + 75) < 1


def rms_dbfs(signal):
    return 10 * np.log10(np.mean(signal**2))


def through_mp3(pcm, pcm_format, path, bit_rate):
    """Encode PCM as an export does, and decode it."""
    layout = {1: "mono", 2: "stereo"}[pcm_format.channels]
    with av.open(str(path), "w") as container:
        stream = container.add_stream("libmp3lame", rate=pcm_format.rate_hz, layout=layout)
        stream.bit_rate = bit_rate
        frame = av.AudioFrame.from_ndarray(np.frombuffer(pcm, dtype="<i2")[None, :], format="s16", layout=layout)
        frame.sample_rate = pcm_format.rate_hz
        container.mux(stream.encode(frame))
        container.mux(stream.encode(None))
    with av.open(str(path)) as container:
        resampler = av.AudioResampler(format="flt", layout=layout)
        decoded = [piece.to_ndarray() for frame in container.decode(audio=0) for piece in resampler.resample(frame)]
    return np.concatenate(decoded, axis=1).reshape(-1, pcm_format.channels)


@pytest.mark.parametrize("pcm_format", [VOICE_ONLY, WITH_MUSIC], ids=["mono", "stereo"])
def test_the_keep_alive_tone_survives_the_mp3_codec(tmp_path, pcm_format):
    wave = np.round(
        KEEP_ALIVE_PEAK
        * np.sin(2 * np.pi * np.arange(5000 * pcm_format.samples_per_ms) / (24 * pcm_format.samples_per_ms))
    )
    pcm = np.repeat(wave, pcm_format.channels).astype("<i2").tobytes()
    if pcm_format == VOICE_ONLY:
        assert pcm == whole(timeline(5000), {})
    decoded = through_mp3(pcm, pcm_format, tmp_path / "a.mp3", 64_000 * pcm_format.channels)
    second = pcm_format.rate_hz
    for channel in decoded.T:
        for start in range(second, 4 * second, second // 4):
            assert abs(rms_dbfs(channel[start : start + second // 4]) + 75) < 1


def jumps(signal):
    return np.abs(np.diff(signal)).max()


VOLUMES = st.builds(
    Volumes,
    voice_db=st.integers(-30, 12),
    sounds_db=st.integers(-30, 12),
    music_db=st.integers(-30, 12),
    is_muted=st.booleans(),
)


@given(st.lists(st.tuples(st.integers(10, 80), VOLUMES), min_size=1, max_size=8))
def test_a_changed_volume_fades_without_a_jump(blocks):
    total_ms = sum(length_ms for length_ms, _ in blocks)
    mixer = Mixer({WORDS: loud(total_ms, 1000)}, SILENT)
    step, at_ms, made = segment(total_ms, Cue(0, total_ms, 0, "form", WORDS)), 0, b""
    for length_ms, volumes in blocks:
        mixer.volumes = volumes
        made += mixer.block(length_ms, step, at_ms)
        at_ms += length_ms
        expected = 1000 * volumes.gains()[0]
        assert abs(samples(made)[-1] - expected) <= 0.5
    assert jumps(np.concatenate([[1000], samples(made)])) <= 1000 * 10 ** (12 / 20) / (10 * 24 - 1) + 1


def test_each_volume_affects_only_its_own_kind():
    clips = {WORDS: loud(100, 1000), TICK: loud(100, 2000)}
    for volumes, expected in (
        (Volumes(voice_db=-20), {100, 2000}),
        (Volumes(sounds_db=-20), {1000, 200}),
        (Volumes(music_db=-20), {1000, 2000}),
        (Volumes(is_muted=True), {0}),
    ):
        mixer = Mixer(clips, SILENT)
        mixer.volumes = volumes
        mixer.block(100)
        step = segment(300, Cue(0, 100, 0, "form", WORDS), Cue(100, 200, 0, "sound", TICK))
        assert set(samples(mixer.block(200, step))) == expected


def test_mute_leaves_only_the_keep_alive_tone(music):
    mixer = Mixer({WORDS: noise(1000)}, MixSettings(music=music()))
    step = segment(1000, Cue(0, 1000, 0, "form", WORDS))
    mixer.volumes = Volumes(is_muted=True)
    mixer.block(100, step)
    left, right = samples(mixer.block(900, step, 100), WITH_MUSIC).T
    assert is_keep_alive_tone(left, 48)
    assert (left == right).all()


def test_a_block_that_fades_out_ends_without_a_click():
    mixer = Mixer({WORDS: loud(100, 10_000)}, SILENT)
    step = segment(100, Cue(0, 100, 0, "form", WORDS))
    before = samples(mixer.block(50, step))
    faded = samples(mixer.block(10, step, 50, fades_out=True))
    after = samples(mixer.block(10, is_paused=True))
    assert (faded[0], faded[-1]) == (10_000, 0)
    assert jumps(np.concatenate([before, faded, after])) <= 10_000 / 239 + 1
    assert not after.any()


def levels_db(signal, window=480):
    """Return the level of a signal in each 10 ms, in decibels."""
    windows = signal[: len(signal) // window * window].reshape(-1, window)
    return 10 * np.log10((windows**2).mean(axis=1) + 1e-9)


def test_the_music_is_lowered_for_the_first_words_of_the_next_step(music):
    """The clip is silent, so that only the music is heard."""
    words = segment(3000, Cue(0, 1000, 0, "announce", WORDS))
    heard = {}
    for following in (words, None):
        mixer = Mixer({WORDS: loud(1000, 0)}, MixSettings(keep_alive=False, music=music()))
        pcm = mixer.block(2000, segment(2000), following=following) + mixer.block(500, words)
        heard[following] = levels_db(samples(pcm, WITH_MUSIC)[:, 0])
    told, untold = heard[words], heard[None]
    usual = told[50]
    assert np.abs(told[50:179] - usual).max() < 0.2  # not sooner than needed
    assert np.abs(told[200:] - usual - DUCK_DB).max() < 0.2  # down at the first sample of the words
    assert np.abs(untold[50:200] - usual).max() < 0.2
    assert np.abs(untold[205:] - usual - DUCK_DB).max() < 0.2


def test_both_channels_contain_the_voice_at_its_exact_position(music):
    """Subtracting the music leaves the voice: in both channels, at its sample, at the higher rate."""
    clip, cue = noise(400), Cue(1234, 1634, 0, "form", WORDS)
    list_ = timeline(3000, cue)
    over, alone = (
        samples(whole(list_, {WORDS: each}, MixSettings(music=music())), WITH_MUSIC) for each in (clip, loud(400, 0))
    )
    voice = over - alone
    assert len(over) == 3000 * 48
    assert np.abs(voice[: 1233 * 48]).max() <= 1
    assert np.abs(voice[1635 * 48 :]).max() <= 1
    assert np.abs(voice[:, 0] - voice[:, 1]).max() <= 1  # rounding, as the music differs between channels
    wanted = np.repeat(samples(clip.pcm), 2)  # Half a sample late at 48 kHz, since each sample covers two.
    reach = 48
    around = voice[1234 * 48 - reach : 1634 * 48 + reach, 0]
    offset = int(np.argmax(np.correlate(around, wanted, mode="valid"))) - reach
    assert offset in {0, -1}
    even = voice[1234 * 48 : 1634 * 48 : 2, 0]
    assert np.corrcoef(even, samples(clip.pcm))[0, 1] > 0.99
    for shift in (1, -1):
        assert np.corrcoef(np.roll(even, shift), samples(clip.pcm))[0, 1] < 0.5


@pytest.mark.parametrize("name", sorted(load_sounds()))
def test_a_sound_has_the_same_length_at_the_rate_of_music(name):
    from voicecoach.audio.clips import samples_at

    clip = load_sounds()[name]
    assert len(samples_at(clip, WITH_MUSIC)) == clip.duration_ms * 48


def test_the_music_fades_to_nothing_in_the_last_three_seconds(music):
    level = levels_db(
        samples(whole(in_steps(1000, 5000), {}, MixSettings(keep_alive=False, music=music())), WITH_MUSIC)[:, 0]
    )
    usual = level[50]
    assert np.abs(level[20:298] - usual).max() < 0.2
    assert abs(level[449] - usual + 6) < 0.3
    assert (np.diff(level[310:]) < 0).all()
    assert level[-1] < usual - 45


def test_a_short_last_step_fades_from_its_start_without_a_jump(music):
    level = levels_db(
        samples(whole(in_steps(2000, 1000), {}, MixSettings(keep_alive=False, music=music())), WITH_MUSIC)[:, 0]
    )
    assert np.abs(np.diff(level[50:280])).max() < 0.5
    assert level[-1] < level[50] - 35


@pytest.mark.parametrize("is_paused", [True, False])
def test_fading_music_does_not_jump_when_the_listener_leaves_the_last_step(music, is_paused):
    (outro,) = in_steps(3000).segments()
    mixer = Mixer({}, MixSettings(keep_alive=False, music=music()))
    made = mixer.block(2501, outro)  # a time at which the wave is not at zero
    step = None if is_paused else segment(1000)
    made += b"".join(mixer.block(10, step, at_ms, is_paused=is_paused) for at_ms in range(0, 500, 10))
    heard = samples(made, WITH_MUSIC)[:, 0]
    usual = jumps(heard[: 48 * 100])
    assert jumps(heard) < 1.2 * usual
    level = levels_db(heard)
    assert level[-1] < level[0] - 60 if is_paused else abs(level[-1] - level[0]) < 0.3


def test_the_music_pauses_with_the_session_and_continues_where_it_was(music):
    mixer, step = Mixer({}, MixSettings(keep_alive=False, music=music())), segment(9000)
    made = [
        mixer.block(1000, step),
        *(mixer.block(10, is_paused=True) for _ in range(100)),
        *(mixer.block(10, step, 1000 + at_ms) for at_ms in range(0, 1000, 10)),
    ]
    heard = samples(b"".join(made), WITH_MUSIC)[:, 0]
    straight = samples(whole(timeline(9000), {}, MixSettings(keep_alive=False, music=music())), WITH_MUSIC)[:, 0]
    assert not heard[1060 * 48 : 2000 * 48].any()
    fade_ms = 50
    later = heard[2200 * 48 :]
    assert (later == straight[(1000 + fade_ms + 200) * 48 :][: len(later)]).all()
