import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from voicecoach.audio import Clip, load_sounds, mix
from voicecoach.audio.clips import BYTES_PER_MS
from voicecoach.session import StepKind
from voicecoach.talk import Verbosity
from voicecoach.timeline import Cue, Heard, Timeline, TimelineStep, VoiceId

WORDS, TICK = Heard(text="a"), Heard(sound="tick")


def loud(milliseconds, level):
    return Clip(np.full(milliseconds * 24, level, dtype="<i2").tobytes())


def timeline(duration_ms, *cues):
    step = TimelineStep(0, StepKind.WORK, "A", "A", None, 1, 1, 0, duration_ms)
    return Timeline("A", "en", Verbosity.NORMAL, VoiceId("", "", 0), duration_ms, (step,), tuple(cues))


def whole(*arguments, **options):
    return b"".join(mix(*arguments, **options))


def test_a_clip_stands_on_its_millisecond_and_silence_is_digital_silence():
    list_ = timeline(500, Cue(123, 173, 0, "form", WORDS))
    samples = np.frombuffer(whole(list_, {WORDS: loud(50, 1000)}), dtype="<i2")
    assert len(samples) == 500 * 24
    assert (np.flatnonzero(samples) == np.arange(123 * 24, 173 * 24)).all()


def test_a_tick_under_speech_is_added_and_never_wraps_around():
    list_ = timeline(100, Cue(0, 100, 0, "form", WORDS), Cue(50, 80, 0, "sound", TICK))
    samples = np.frombuffer(whole(list_, {WORDS: loud(100, 30_000), TICK: loud(30, 5000)}), dtype="<i2")
    assert set(samples[: 50 * 24]) == {30_000}
    assert set(samples[50 * 24 : 80 * 24]) == {32_767}


@given(
    st.lists(st.tuples(st.integers(0, 300), st.integers(1, 700)), max_size=12),
    st.integers(1, 700),
    st.integers(0, 5000),
)
def test_the_samples_depend_neither_on_the_blocks_nor_on_the_start(gaps_and_lengths, block_ms, start_ms):
    cues, clips, at_ms = [], {}, 0
    for number, (gap_ms, length_ms) in enumerate(gaps_and_lengths):
        heard = Heard(text=str(number))
        cues.append(Cue(at_ms + gap_ms, at_ms + gap_ms + length_ms, 0, "form", heard))
        clips[heard] = loud(length_ms, number + 1)
        at_ms += gap_ms + length_ms
    list_ = timeline(at_ms + 10, *cues)
    reference = whole(list_, clips, block_ms=10**9)
    assert whole(list_, clips, start_ms=start_ms, block_ms=block_ms) == reference[start_ms * BYTES_PER_MS :]


def test_the_mix_of_an_hour_is_made_in_constant_memory():
    import tracemalloc

    tick = load_sounds()["tick"]
    cues = (Cue(at_ms, at_ms + 30, 0, "sound", TICK) for at_ms in range(0, 3_600_000, 1000))
    list_ = timeline(3_600_000, *cues)
    tracemalloc.start()
    length = sum(len(block) for block in mix(list_, {TICK: tick}))
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert length == 3_600_000 * BYTES_PER_MS
    assert peak < 2_000_000


def test_a_clip_is_a_whole_number_of_milliseconds():
    with pytest.raises(ValueError, match="millisecond"):
        Clip(bytes(BYTES_PER_MS + 2))
