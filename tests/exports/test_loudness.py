"""The loudness of exported sessions, measured by FFmpeg (ITU-R BS.1770)."""

import re
import subprocess
import wave
from dataclasses import replace

import numpy as np
import pytest

from tests.conftest import ROOT, need, write_tones
from voicecoach.audio import MixSettings, Volumes, open_music
from voicecoach.audio.clips import SESSION_LUFS
from voicecoach.compiler import compile_session
from voicecoach.exports import Encoding, export
from voicecoach.loading import load_workout
from voicecoach.session import Choices
from voicecoach.talk import Verbosity

SCRIPTS = sorted(path.stem for path in (ROOT / "scripts").glob("*.md"))
SHORT_FORM = {"isometric-row"}
LEFT_HZ, RIGHT_HZ = 13_000, 14_000
"""Above the band of a voice at 24 kHz."""

STEREO_LU = 3.01
"""The same sound in two channels counts twice."""


def measured(path):
    """Return loudness in LUFS and true peak in dBTP."""
    command = [need("ffmpeg"), "-nostats", "-hide_banner", "-i", path, "-af", "ebur128=peak=true", "-f", "null", "-"]
    summary = subprocess.run(command, capture_output=True, text=True, check=True).stderr.split("Summary")[1]
    return tuple(float(re.search(rf"{name}:\s+(-?[\d.]+)", summary)[1]) for name in ("I", "Peak"))


def exported(session, path, mix_settings=None):
    export(*session, path, encoding=Encoding(mix_settings or MixSettings()))
    return path


@pytest.mark.parametrize(
    "name", [pytest.param(name, marks=() if name in SHORT_FORM else pytest.mark.slow) for name in SCRIPTS]
)
def test_every_script_is_exported_at_the_same_loudness_and_without_distorted_peaks(either_voice, tmp_path, name):
    for verbosity in (Verbosity.BRIEF, Verbosity.NORMAL):
        session = compile_session(load_workout(name).or_raise(), Choices(verbosity=verbosity), either_voice)
        lufs, peak_db = measured(exported((session.timeline, session.clips), tmp_path / "a.mp3"))
        assert abs(lufs - SESSION_LUFS) <= 0.5
        assert peak_db < -1


def test_in_stereo_it_is_as_loud_as_podcasts(compile_short, tmp_path):
    lufs, peak_db = measured(exported(compile_short(), tmp_path / "a.mp3", MixSettings(channels=2)))
    assert abs(lufs - (SESSION_LUFS + STEREO_LU)) <= 0.5
    assert peak_db < -1


def test_gains_change_words_sounds_and_music_and_peaks_of_words_stay_limited(compile_short, tmp_path):
    usual, _ = measured(exported(compile_short(), tmp_path / "a.wav"))
    softer, _ = measured(exported(compile_short(), tmp_path / "a.wav", MixSettings(levels=Volumes(-6, -6))))
    louder, peak_db = measured(exported(compile_short(), tmp_path / "a.wav", MixSettings(levels=Volumes(voice_db=4))))
    assert abs(usual - 6 - softer) < 0.2
    assert 1.5 < louder - usual <= 4.2  # The highest peaks are limited, so not every decibel of gain adds loudness.
    assert peak_db < -1


def tones_at(path, *hertz, second=2):
    """Return the levels of tones in one second of a file's first channel, in decibels."""
    with wave.open(str(path)) as file:
        file.setpos(second * file.getframerate())
        samples = np.frombuffer(file.readframes(file.getframerate()), dtype="<i2")[:: file.getnchannels()]
    spectrum = np.abs(np.fft.rfft(samples * np.hanning(len(samples))))
    return [20 * np.log10(spectrum[hz - 2 : hz + 3].max()) for hz in hertz]


def test_music_follows_its_gain_and_mono_contains_both_of_its_channels(compile_short, tmp_path):
    tones = write_tones(tmp_path / "tones.wav", 20, LEFT_HZ, RIGHT_HZ)
    heard = []
    for mix_settings in (MixSettings(), MixSettings(levels=Volumes(music_db=-12)), MixSettings(channels=1)):
        path = exported(compile_short(), tmp_path / "a.wav", replace(mix_settings, music=open_music(tones)))
        heard.append(tones_at(path, LEFT_HZ, RIGHT_HZ))
    usual, softer, mono = heard
    assert usual[0] > usual[1] + 30
    assert abs(usual[0] - 12 - softer[0]) < 0.5
    assert abs(mono[0] - mono[1]) < 1
    assert abs(usual[0] - 6 - mono[0]) < 1
