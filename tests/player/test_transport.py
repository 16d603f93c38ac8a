import subprocess
import threading

import numpy as np
import pytest

from tests.conftest import PATIENCE_S, ROOT, SHIPPED, SWEEP, need_library, read, write_tones
from tests.player.hearing import live_of, prepare
from voicecoach.audio import Mixer, MixSettings, load_sounds, mix, open_music
from voicecoach.coach import WAKE, opening_sound
from voicecoach.compiler import coach_workout, compile_session
from voicecoach.live_session import LiveSession, spoken_prompts
from voicecoach.loading import load_workout
from voicecoach.player import Control, Playhead, SavedSession, State, Transport
from voicecoach.session import Choices
from voicecoach.talk import Verbosity
from voicecoach.timeline import Heard

KEEP_ALIVE = set(range(-8, 9))


def transport_of(source, **options):
    transport = Transport(Mixer(source.clips))
    transport.begin(Playhead(source, **options))
    return transport


def read_ms(transport, ms):
    return np.frombuffer(transport.read(ms * 24), dtype="<i2")


def heard_whole(transport, playhead, frames):
    """Pull a session to its end, pressing done as soon as it waits; at 10 ms a pull, no wait is heard."""
    pcm = bytearray()
    while not transport.finished.is_set():
        pcm += transport.read(frames)
        if playhead.is_waiting:
            playhead.do(Control.DONE)
    return bytes(pcm)


@pytest.mark.parametrize("path", SWEEP)
def test_what_is_played_is_sample_for_sample_what_is_exported(either_voice, path):
    workout = load_workout(str(path)).or_raise()
    session = compile_session(workout, Choices(verbosity=Verbosity.BRIEF), either_voice)
    live = LiveSession(coach_workout(workout, Choices(verbosity=Verbosity.BRIEF)), either_voice, {})
    prepare(live)
    playhead = Playhead(live)
    transport = Transport(Mixer(live.clips))
    transport.begin(playhead)
    exported = b"".join(mix(session.timeline, session.clips, block_ms=997))
    pcm = heard_whole(transport, playhead, frames=240 if any(step.waits for step in session.timeline.steps) else 1117)
    assert pcm[: len(exported)] == exported
    assert set(np.frombuffer(pcm[len(exported) :], dtype="<i2").tolist()) <= KEEP_ALIVE


def test_with_music_too_what_is_played_is_what_is_exported(voice, tmp_path):
    song = write_tones(tmp_path / "song.wav", 7.5, 220, 330)
    workout = read("# A\n\n## G: no rest\n\n- Reach: 20 s\n- Fold: 20 s each side\n\n## H: rest 6 s\n\n- Plank: 8 s\n")
    session = compile_session(workout, Choices(), voice)
    live = LiveSession(coach_workout(workout, Choices()), voice, {})
    prepare(live)
    transport = Transport(Mixer(live.clips, MixSettings(music=open_music(song))))
    playhead = Playhead(live)
    transport.begin(playhead)
    exported = b"".join(mix(session.timeline, session.clips, MixSettings(music=open_music(song)), block_ms=1000))
    pcm = heard_whole(transport, playhead, frames=1117)
    assert pcm[: len(exported)] == exported


def test_the_opening_sounds_before_the_session_is_there_and_goes_over_into_it_without_a_seam(voice, compile_shipped):
    timeline, clips = compile_shipped(SHIPPED[0], Choices(rounds=1))
    wake = load_sounds()[WAKE]
    transport = Transport(Mixer({**clips, Heard(sound=WAKE): wake}), opening_sound(wake.duration_ms))
    exported = b"".join(mix(timeline, clips))
    pcm = transport.read(170 * 24)
    assert transport.state is State.PLAYING
    transport.begin(Playhead(SavedSession(timeline, clips, {})))
    pcm += transport.read(3_000 * 24)
    assert pcm == exported[: len(pcm)]


def test_an_opening_that_has_to_wait_for_the_session_leaves_a_gap_before_the_first_word_only(compile_shipped):
    timeline, clips = compile_shipped(SHIPPED[0], Choices(rounds=1))
    wake = load_sounds()[WAKE]
    transport = Transport(Mixer(clips), opening_sound(wake.duration_ms))
    begun = read_ms(transport, 2_400)
    assert transport.state is State.LOADING
    assert set(begun[1_000 * 24 :].tolist()) <= KEEP_ALIVE
    transport.begin(Playhead(SavedSession(timeline, clips, {})))
    exported = np.frombuffer(b"".join(mix(timeline, clips)), dtype="<i2")
    # It continues after the opening; the keep-alive tone is at another phase.
    assert np.abs(read_ms(transport, 3_000) - exported[1_000 * 24 : 4_000 * 24]).max() <= 16


def test_what_the_listener_asks_for_in_the_opening_holds_before_the_session_is_there(voice):
    live = live_of(voice, is_prepared=False)
    wake = load_sounds()[WAKE]
    for control, state in ((Control.PAUSE, State.PAUSED), (Control.NEXT, State.LOADING)):
        playhead = Playhead(live)
        transport = Transport(Mixer({Heard(sound=WAKE): wake}), opening_sound(wake.duration_ms))
        transport.begin(playhead)
        read_ms(transport, 500)
        transport.do(control)
        assert set(read_ms(transport, 3_000)[20 * 24 :].tolist()) <= KEEP_ALIVE
        assert (playhead.state, playhead.at_ms) == (state, 500 if state is State.PAUSED else 0)


@pytest.mark.parametrize("at_ms", [200, 1_300, 6_003, 30_000, 61_777, 100_001])
def test_a_pause_is_heard_within_its_fade_and_nothing_but_the_floor_is_left(compile_shipped, at_ms):
    timeline, clips = compile_shipped(SHIPPED[0], Choices(rounds=1))
    transport = transport_of(SavedSession(timeline, clips, {}))
    read_ms(transport, at_ms)
    transport.do(Control.PAUSE)
    after = read_ms(transport, 1_000)
    # At most one slice of 10 ms is already buffered; then the sound fades within 10 ms.
    assert set(after[20 * 24 :].tolist()) <= KEEP_ALIVE
    assert transport.status().state is State.PAUSED


@pytest.mark.parametrize("rounds", [10, pytest.param(60, marks=pytest.mark.slow)])
def test_however_long_it_takes_nothing_drifts(voice, rounds):
    script = f"# Long\n\n## G: {rounds} rounds, rest 30 s between rounds\n\n- March: 31 s\n"
    live = live_of(voice, script, verbosity=Verbosity.QUIET)
    timeline_ms = sum(step.end_ms - step.start_ms for step in live.steps)
    transport = transport_of(live)
    read_frames, sizes = 0, np.random.default_rng(5).integers(1, 4_000, 100_000)
    begins = {}
    for size in sizes:
        status = transport.status()
        if status.index not in begins:
            begins[status.index] = read_frames
        transport.read(int(size))
        read_frames += int(size)
        if transport.finished.is_set():
            break
    assert timeline_ms > rounds * 58_000
    assert abs(read_frames / 24 - timeline_ms) <= 4_000 / 24 + 20
    start_ms = 0
    for step in live.steps:
        # The resolution of the check: a pull is up to 167 ms, a slice 10 ms.
        assert -10 - 167 <= begins[step.index] / 24 - start_ms <= 167 + 10
        start_ms += step.end_ms - step.start_ms


def test_a_failure_in_the_output_s_thread_ends_the_session_and_is_kept(compile_shipped):
    timeline, clips = compile_shipped(SHIPPED[0], Choices(rounds=1))
    transport = transport_of(SavedSession(timeline, dict(list(clips.items())[:3]), {}))
    pulling = threading.Thread(target=lambda: [transport.read(2400) for _ in range(300)])
    pulling.start()
    pulling.join()
    assert isinstance(transport.failure, KeyError)
    assert transport.finished.is_set()


def test_volumes_and_mute(compile_shipped):
    timeline, clips = compile_shipped(SHIPPED[0], Choices(rounds=1))
    levels = {}
    for name, controls in {
        "usual": [],
        "louder": [Control.VOICE_UP] * 2,
        "muted": [Control.MUTE],
        "back": [Control.MUTE, Control.MUTE],
    }.items():
        transport = transport_of(SavedSession(timeline, clips, {}))
        read_ms(transport, 900)
        for control in controls:
            transport.do(control)
        levels[name] = np.sqrt(np.mean(read_ms(transport, 4_000).astype(float) ** 2))
    assert levels["muted"] < 8
    assert levels["louder"] / levels["usual"] == pytest.approx(10 ** (4 / 20), rel=0.02)
    assert levels["back"] == pytest.approx(levels["usual"], rel=0.01)
    transport = transport_of(SavedSession(timeline, clips, {}))
    assert transport.do(Control.SOUNDS_DOWN) == "sounds -2 dB"
    for _ in range(30):
        told = transport.do(Control.VOICE_DOWN)
    assert told == "voice -30 dB"


def test_the_status_says_what_is_done_what_is_counted_and_what_comes(voice):
    live = live_of(voice)
    playhead = Playhead(live)
    transport = Transport(Mixer(live.clips))
    transport.begin(playhead)
    while not (playhead.step.title == "Squat" and playhead.at_ms > 5_000):
        transport.read(240)
    status = transport.status()
    assert (status.step_title, status.is_set, status.set, status.state) == ("Squat", True, 1, State.PLAYING)
    assert status.count == "3"
    assert status.following == "Squat"
    assert status.step_length_ms == 12_000
    assert status.session_ms == sum(step.end_ms - step.start_ms for step in live.steps[: status.index]) + status.step_ms
    assert status.verbosity is Verbosity.NORMAL
    while status.kind.value != "rest":
        transport.read(240)
        status = transport.status()
    transport.read(1_500 * 24)
    assert transport.status().words.startswith(("Rest", "30 seconds"))


def test_calls_of_a_saved_session(voice, compile_shipped):
    timeline, clips = compile_shipped(SHIPPED[0], Choices(rounds=1))
    prompts = spoken_prompts(voice, clips, timeline.verbosity)
    playhead = Playhead(SavedSession(timeline, clips, prompts))
    transport = Transport(Mixer(clips))
    transport.begin(playhead)
    while not playhead.step.is_set:
        transport.read(2_400)
    assert transport.do(Control.REPEAT) == ""
    assert playhead.prompt is prompts[next(iter(prompts))]
    assert "of a compiled session" in transport.do(Control.FASTER)
    assert "of a compiled session" in transport.do(Control.LESS_TALK)


def test_a_real_sound_system_gets_exactly_the_exported_samples(program, environment, tmp_path, voice):
    """Play through real ALSA to a file, with a PCM that takes samples as fast as they come."""
    need_library("asound")
    (tmp_path / "asound.conf").write_text(
        f'pcm.!default {{ type file; slave.pcm {{ type null }}; file "{tmp_path}/heard.raw"; format "raw" }}\n'
        "ctl.!default { type hw; card 0 }\n"
    )
    # Short enough not to be refused for playing faster than real time.
    workout = read("# Short\n\n## G\n\n- Jump: 2 s\n")
    session = compile_session(workout, Choices(), voice)
    (tmp_path / "cues.json").write_text(session.timeline.to_json())
    environment = environment | {"ALSA_CONFIG_PATH": str(tmp_path / "asound.conf"), "PYTHONPATH": str(ROOT)}
    command = [*program, "play", "cues.json"]
    subprocess.run(command, env=environment, cwd=tmp_path, capture_output=True, timeout=PATIENCE_S, check=True)
    exported = b"".join(mix(session.timeline, session.clips))
    with (tmp_path / "heard.raw").open("rb") as file:
        assert file.read(len(exported)) == exported
    (tmp_path / "heard.raw").unlink()  # after it comes a lot of keep-alive tone
