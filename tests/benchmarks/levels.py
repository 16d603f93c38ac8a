"""The levels and onsets of clips, and the loudness of sessions: python -m tests.benchmarks.levels [ENGINE...]

For each engine, it compiles some shipped sessions and prints: the loudness of each session as it is exported (-19 LUFS
is the aim, give or take half an LU); the loudness and the peak of its clips; how far into a clip the sound
first comes within 40 dB of the clip's peak; and what is left of the sound in its last 10 ms, before which a clip that
was cut off would still be loud.
"""

import sys
from pathlib import Path
from tempfile import TemporaryDirectory

import numpy as np

from voicecoach.audio import MIX_RATE_HZ, Clip, mix
from voicecoach.audio.loudness import loudness
from voicecoach.compiler import CompiledSession, compile_session
from voicecoach.loading import load_workout
from voicecoach.speech import VoiceSettings, open_voice
from voicecoach.speech.cache import ClipCache

SCRIPTS = ("lower-body-activation", "isometric-row", "sun-salutation", "five-by-five", "tabata", "back-strength")

_PER_MS = MIX_RATE_HZ // 1000


def main() -> None:
    """Print the levels of each engine."""
    for engine in sys.argv[1:] or ("hibari", "pyttsx3"):
        with TemporaryDirectory() as folder:
            voice = open_voice(VoiceSettings(engine), "en", cache=ClipCache(Path(folder)))
            sessions = {name: compile_session(load_workout(name).or_raise(), voice=voice) for name in SCRIPTS}
        for name, session in sessions.items():
            print(f"{engine} {name}: {loudness(_mixed(session), MIX_RATE_HZ):.2f} LUFS")
        clips = {
            heard.text: clip for session in sessions.values() for heard, clip in session.clips.items() if heard.text
        }
        _print_clips(engine, list(clips.values()))


def _print_clips(engine: str, clips: list[Clip]) -> None:
    levels = np.array([loudness(clip.pcm, MIX_RATE_HZ) for clip in clips])
    signals = [np.abs(np.frombuffer(clip.pcm, dtype="<i2") / 32768) for clip in clips]
    peaks = np.array([20 * np.log10(signal.max()) for signal in signals])
    onsets = np.array([np.argmax(signal > signal.max() / 100) / _PER_MS for signal in signals])
    ends = np.array([20 * np.log10(signal[-10 * _PER_MS :].max() / signal.max() + 1e-9) for signal in signals])
    print(f"{engine}: {len(clips)} clips, {levels.min():.2f} to {levels.max():.2f} LUFS")
    print(f"{engine}: peaks up to {peaks.max():.2f} dB, onset at most {onsets.max():.2f} ms into the clip")
    print(f"{engine}: the last 10 ms of a clip are at most {ends.max():.0f} dB from its peak")


def _mixed(session: CompiledSession) -> bytes:
    return b"".join(mix(session.timeline, session.clips))


if __name__ == "__main__":
    main()
