"""A take: the count-in, where the words begin and end, when it is over, and what is wrong with it."""

import numpy as np
import pytest

from voicecoach.audio.clips import louder, samples_at
from voicecoach.recording.levels import RECORDING
from voicecoach.recording.pack import as_heard
from voicecoach.recording.takes import Fault, Moment, TakeRecorder

RATE = RECORDING.rate_hz
COUNT_IN_S = 2.1


def noise(seconds, level_db, seed=1):
    """Return white noise at an RMS level, like a room or a breath."""
    return np.random.default_rng(seed).normal(0, 32768 * 10 ** (level_db / 20), round(seconds * RATE))


def words(seconds, level_db=-20):
    """Return a hum with some hiss that swells and fades four times a second, like syllables; the RMS of its loudest."""
    times = np.arange(round(seconds * RATE)) / RATE
    swell = 0.55 + 0.45 * np.cos(2 * np.pi * 4 * times)
    return swell * (
        32768 * 10 ** (level_db / 20) * np.sqrt(2) * np.sin(2 * np.pi * 220 * times) + noise(seconds, level_db - 20)
    )


def said(*sounds, room_db=-60):
    """Return sounds after a count-in, all of it in a room."""
    sound = np.concatenate((np.zeros(round(COUNT_IN_S * RATE)), *sounds))
    return pcm_of(sound + noise(len(sound) / RATE, room_db))


def pcm_of(samples):
    return np.clip(samples, -32768, 32767).astype("<i2").tobytes()


def silence(seconds):
    return np.zeros(round(seconds * RATE))


def recorded(pcm, block=1234):
    """Feed PCM in uneven blocks until the take is over or the sound ends; return moments with their times, and take."""
    recorder, moments = TakeRecorder(), []
    for at in range(0, len(pcm), block):
        found = recorder.feed(pcm[at : at + block])
        moments += [(moment, at // RECORDING.bytes_per_ms) for moment in found]
        if Moment.OVER in found:
            break
    return moments, recorder.take()


def test_the_count_in_is_followed_by_the_sign_and_the_take_ends_by_itself():
    moments, take = recorded(said(silence(0.5), words(1.0), silence(4)))
    assert [moment for moment, _ in moments] == [Moment.THREE, Moment.TWO, Moment.ONE, Moment.SPEAK, Moment.OVER]
    times = [at_ms for _, at_ms in moments]
    for at_ms, expected_ms in zip(times, (0, 700, 1400, 2100, 2100 + 500 + 1000 + 1200), strict=True):
        assert abs(at_ms - expected_ms) < 40
    assert take.faults == ()
    assert abs(take.speech_ms - 1000) < 60


def test_a_take_holds_the_words_and_a_little_faded_silence_around_them():
    _, take = recorded(said(silence(0.5), words(1.0), silence(2)))
    samples = np.frombuffer(take.pcm, "<i2")
    assert abs(len(samples) / RATE - 1.18) < 0.05
    assert np.argmax(np.abs(samples) > 1000) / RATE == pytest.approx(0.06, abs=0.02)
    assert abs(samples[0]) <= 1
    assert abs(samples[-1]) <= 1


def test_a_pause_between_sentences_does_not_end_a_take():
    moments, take = recorded(said(silence(0.3), words(0.8), silence(0.9), words(0.8), silence(3)))
    assert abs(take.speech_ms - 2500) < 60
    assert moments[-1][0] is Moment.OVER


def test_the_beeps_are_no_part_of_a_take():
    sound = np.frombuffer(said(silence(0.6), words(0.5), silence(2)), "<i2").astype(float)
    for beat_s in (0.0, 0.7, 1.4):
        begin = round((beat_s + 0.25) * RATE)  # heard late, as in wireless headphones
        sound[begin : begin + round(0.12 * RATE)] += words(0.12, -10)
    _, take = recorded(pcm_of(sound))
    assert abs(take.speech_ms - 500) < 60
    assert take.faults == ()


def test_clicks_and_a_breath_are_no_words():
    click = noise(0.01, -12)
    _, take = recorded(said(silence(0.3), click, noise(0.4, -65), silence(0.2), words(0.7, -15), silence(2)))
    assert abs(take.speech_ms - 700) < 60


def test_a_take_in_which_nobody_speaks_ends_and_says_so():
    moments, take = recorded(said(silence(20)))
    assert moments[-1][0] is Moment.OVER
    assert abs(moments[-1][1] - 10_100) < 40
    assert (take.faults, take.pcm) == ((Fault.UNHEARD,), b"")


def test_a_noise_that_does_not_end_is_cut_off_at_last():
    moments, _ = recorded(said(noise(60, -20)))
    assert moments[-1][0] is Moment.OVER
    assert abs(moments[-1][1] - 32_100) < 40


def test_a_microphone_that_is_not_allowed_gives_zeros():
    _, take = recorded(bytes(12 * RATE * 2))
    assert take.faults == (Fault.DEAD,)
    assert "allow the terminal to use the microphone" in take.faults[0].cure


@pytest.mark.parametrize("beep_db", [-90, -10])
def test_a_microphone_that_gives_zeros_between_sounds_is_not_dead(beep_db):
    beep = np.concatenate((words(0.12, beep_db), silence(0.58)))
    spoken = pcm_of(np.concatenate((beep, beep, beep, silence(0.5), words(0.6), silence(2))))
    _, take = recorded(spoken)
    assert take.faults == ()
    assert abs(take.speech_ms - 600) < 60


def test_a_microphone_that_starts_late_is_no_silent_room():
    sound = np.frombuffer(said(silence(0.4), words(0.6), silence(3), room_db=-50), "<i2").copy()
    sound[: round(0.8 * RATE)] = 0
    moments, take = recorded(sound.tobytes())
    assert abs(take.speech_ms - 600) < 80
    assert moments[-1][0] is Moment.OVER


@pytest.mark.parametrize(
    ("sound", "room_db", "faults"),
    [
        (words(1, -20), -60, ()),
        (words(1, -40), -80, (Fault.SOFT,)),
        (words(1, -20), -40, (Fault.NOISY,)),
        (words(1, -38), -60, (Fault.SOFT, Fault.NOISY)),
        (4 * words(1, -10), -60, (Fault.CLIPPED,)),
    ],
    ids=["clear", "soft", "noisy", "soft and noisy", "clipped"],
)
def test_what_is_wrong_with_a_take_is_named_with_its_cure(sound, room_db, faults):
    _, take = recorded(said(silence(0.5), sound, silence(2), room_db=room_db))
    assert take.faults == faults
    assert take.pcm
    assert all(fault.message and fault.cure for fault in faults)


def test_who_begins_before_the_sign_is_told():
    early = np.frombuffer(said(words(0.5), silence(2)), "<i2").astype(float)
    early[round(1.7 * RATE) : round(2.1 * RATE)] += words(0.4)
    _, take = recorded(pcm_of(early))
    assert take.faults == (Fault.EARLY,)


def test_a_little_early_is_early_enough():
    pcm = said(words(0.7), silence(2))
    begin = round(0.15 * RATE) * 2
    _, take = recorded(pcm[begin:])
    assert take.faults == ()
    assert abs(take.speech_ms - 700) < 60


def test_what_was_recorded_until_now_is_a_take_too():
    recorder = TakeRecorder()
    recorder.feed(said(silence(0.3)))
    assert recorder.has_begun
    recorder.feed(pcm_of(words(0.6)))
    assert abs(recorder.take().speech_ms - 600) < 60
    assert recorder.level_db > -40


def test_an_offset_of_the_microphone_is_no_sound():
    sound = np.frombuffer(said(silence(0.5), words(1), silence(3)), "<i2").astype(float) + 900
    _, take = recorded(pcm_of(sound))
    assert take.faults == ()
    assert abs(take.speech_ms - 1000) < 60


@pytest.mark.parametrize("room_db", [-70, -50])
def test_a_take_of_a_voice_begins_with_its_first_sound_in_a_quiet_and_in_a_lively_room(voice, room_db):
    for text, clip in voice.speak(["Halfway.", "Feet apart", "Six", "Rest for 20 seconds."]).items():
        spoken = samples_at(louder(clip, -8), RECORDING).astype(float)
        _, take = recorded(said(silence(0.4), spoken, silence(2), room_db=room_db))
        heard = as_heard(take.pcm)
        assert abs(lag_ms(clip, heard)) <= 20, text
        assert abs(heard.duration_ms - clip.duration_ms) <= 80, text


def lag_ms(clip, heard):
    """Return by how much a clip is heard earlier than in its original, by their correlation."""
    original, again = (np.frombuffer(one.pcm, "<i2").astype(float) for one in (clip, heard))
    return (np.argmax(np.correlate(again, original, "full")) - len(original) + 1) / 24
