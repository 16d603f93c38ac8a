import functools
import subprocess
import time

import miniaudio
import pytest

from tests.conftest import SHIPPED, need_library, read
from voicecoach.audio import mix
from voicecoach.audio.clips import BYTES_PER_MS, BYTES_PER_SAMPLE
from voicecoach.compiler import clips_of, compile_workout
from voicecoach.errors import OutputError
from voicecoach.player import Transport, open_output, play
from voicecoach.player.transport import State
from voicecoach.session import Choices
from voicecoach.talk import Verbosity


class RecordingOutput:
    """Pulls odd numbers of frames, as devices do, as fast as it is asked to, and keeps what it gets."""

    def __init__(self) -> None:
        self.pcm = bytearray()
        self.closed = False

    def start(self, read) -> None:
        self.read = read

    def pull(self, seconds: float) -> None:
        frames = int(24_000 * seconds)
        while frames > 0:
            take = min(frames, 1117)
            self.pcm += self.read(take)
            frames -= take

    def finish(self) -> None:
        self.pull(0.1)

    def close(self) -> None:
        self.closed = True


@pytest.fixture(scope="module")
def session(compile_shipped):
    return compile_shipped(SHIPPED[0], Choices(rounds=1))


def played(session, keys="", seconds_a_key=0.7):
    """Play with keys that are pressed one after the other; between two of them the output pulls."""
    output = RecordingOutput()
    transport = Transport(*session)
    pressed = iter(keys)
    shown = []

    def next_key(_seconds):
        output.pull(seconds_a_key)
        return next(pressed, "").replace(".", "")

    state = play(transport, output, next_key, lambda transport: shown.append((transport.state, transport.step.index)))
    return bytes(output.pcm), state, shown, output


def test_what_is_played_is_sample_for_sample_what_is_exported(session):
    exported = b"".join(mix(*session, block_ms=1000))
    pcm, state, shown, output = played(session)
    assert pcm[: len(exported)] == exported
    assert set(pcm[len(exported) :]) == {0}
    assert (state, output.closed) == (State.FINISHED, True)
    assert [index for _, index in shown] == sorted(index for _, index in shown)
    assert {index for _, index in shown} == set(range(len(session[0].steps)))


def test_a_pause_is_silent_and_goes_on_with_the_very_next_sample(session):
    exported = b"".join(mix(*session))
    pcm, _, shown, _ = played(session, keys="..... ... ")
    # Pressed after the sixth pull, so the next four of 0.7 s are silent.
    before, pause = 6 * 700 * BYTES_PER_MS, 4 * 700 * BYTES_PER_MS
    assert pcm[:before] == exported[:before]
    assert set(pcm[before : before + pause]) == {0}
    assert pcm[before + pause : pause + len(exported)] == exported[before:]
    assert State.PAUSED in {state for state, _ in shown}


def test_q_quits_at_once_and_closes_the_output(session):
    pcm, state, _, output = played(session, keys="...q")
    assert len(pcm) == int(4 * 0.7 * 24_000) * BYTES_PER_SAMPLE
    assert (state, output.closed) == (State.PLAYING, True)


def test_the_output_is_closed_whatever_happens(session):
    output = RecordingOutput()

    def interrupted(_seconds):
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        play(Transport(*session), output, interrupted, lambda transport: None)
    assert output.closed


def test_a_failure_in_the_output_s_thread_ends_the_session_and_is_raised(session):
    timeline, clips = session
    some = dict(list(clips.items())[:3])
    output = RecordingOutput()
    with pytest.raises(KeyError):
        play(Transport(timeline, some), output, lambda _seconds: output.pull(0.5) or "", lambda transport: None)
    assert output.closed


def test_a_device_that_stops_is_an_error_and_a_pause_is_not(session):
    output = RecordingOutput()
    keys = iter(" " + "." * 100 + " ")
    turns = []

    def next_key(_seconds):
        turns.append(1)
        return next(keys, "").replace(".", "")

    with pytest.raises(OutputError, match="has stopped"):
        play(Transport(*session), output, next_key, lambda transport: None)
    assert len(turns) > 150
    assert output.closed


def test_the_null_output_plays_in_real_time_with_no_device(session):
    transport = Transport(*session)
    output = open_output("null")
    output.start(transport.read)
    time.sleep(0.2)
    began_ms, began = transport.position_ms, time.monotonic()
    time.sleep(2)
    went_ms, went = transport.position_ms - began_ms, time.monotonic() - began
    output.close()
    # The device pulls up to three buffers ahead; a busy machine may make it late by as much.
    assert abs(went_ms - went * 1000) < 500


def test_without_a_device_the_error_says_what_to_do(monkeypatch):
    """miniaudio itself, asked for a sound system that cannot work here, and then left with its null device."""
    real = miniaudio.PlaybackDevice
    for backend in (miniaudio.Backend.AAUDIO, miniaudio.Backend.NULL):
        only = functools.partial(real, backends=[backend])
        monkeypatch.setattr(miniaudio, "PlaybackDevice", lambda only=only, **options: only(**options | only.keywords))
        with pytest.raises(OutputError, match="no sound device can be opened") as caught:
            open_output("device")
        assert "--output null" in caught.value.hint
        assert "voicecoach export" in caught.value.hint


def test_a_real_sound_system_gets_exactly_the_exported_samples(program, environment, tmp_path, session):
    """Play through real ALSA into a file, with a PCM that takes samples as fast as they come."""
    need_library("asound")
    (tmp_path / "asound.conf").write_text(
        f'pcm.!default {{ type file; slave.pcm {{ type null }}; file "{tmp_path}/heard.raw"; format "raw" }}\n'
        "ctl.!default { type hw; card 0 }\n"
    )
    command = [*program, "play", SHIPPED[0], "--rounds", "1"]
    environment = environment | {"ALSA_CONFIG_PATH": str(tmp_path / "asound.conf")}
    subprocess.run(command, env=environment, cwd=tmp_path, capture_output=True, timeout=60, check=True)
    exported = b"".join(mix(*session))
    with (tmp_path / "heard.raw").open("rb") as file:
        heard, after = file.read(len(exported)), file.read(24_000)
    (tmp_path / "heard.raw").unlink()  # what follows is silence, and a lot of it
    assert heard == exported
    assert set(after) <= {0}


SELF_PACED = """# A

## G: rest as needed

- Row: 10 reps, self-paced
- Plank: 20 s hold
"""


@pytest.fixture(scope="module")
def waiting_session(voice):
    timeline = compile_workout(read(SELF_PACED), Choices(verbosity=Verbosity.QUIET), voice)
    return timeline, clips_of(timeline, voice)


def waits_of(session):
    return [step for step in session[0].steps if step.waits]


def test_a_set_that_waits_is_silent_until_it_is_done_and_then_goes_on_with_the_very_next_sample(waiting_session):
    set_, rest = waits_of(waiting_session)
    assert (set_.kind.value, rest.kind.value) == ("work", "rest")
    transport = Transport(*waiting_session)
    exported = b"".join(mix(*waiting_session))
    heard = transport.read((set_.end_ms + 5000) * 24)
    end = set_.end_ms * BYTES_PER_MS
    assert (heard[:end], set(heard[end:])) == (exported[:end], {0})
    assert (transport.state, transport.step) == (State.WAITING, set_)
    transport.done()
    assert transport.state is State.PLAYING
    assert transport.read(24_000) == exported[end : end + 1000 * BYTES_PER_MS]


def test_a_set_that_is_done_early_goes_on_at_the_next_step(waiting_session):
    set_, rest = waits_of(waiting_session)
    transport = Transport(*waiting_session)
    exported = b"".join(mix(*waiting_session))
    transport.read((set_.start_ms + 1500) * 24)
    transport.done()
    assert (transport.position_ms, transport.step) == (set_.end_ms, rest)
    assert transport.read(2400) == exported[set_.end_ms * BYTES_PER_MS :][: 100 * BYTES_PER_MS]
    transport.done()  # the rest as long as needed
    assert transport.position_ms == rest.end_ms
    transport.done()  # a changeover counts one in, and is not to be skipped
    assert transport.position_ms == rest.end_ms


def test_return_is_done_and_a_session_that_waits_is_not_a_device_that_hangs(waiting_session):
    pcm, state, shown, _ = played(waiting_session, keys="." * 100 + "\n" + "." * 150 + "\n")
    waited_ms = len(pcm) // BYTES_PER_MS - waiting_session[0].duration_ms
    assert state is State.FINISHED
    assert State.WAITING in {state for state, _ in shown}
    assert waited_ms > 60_000
