"""Make the sounds of this folder: ``python audio_cues/make.py``. The same code gives the same files, byte for byte.

Every sound is drawn from sine partials between 800 Hz and 5 kHz, where small earbuds and the ear are strongest and
where music has less energy than in its bass. The sounds differ in pitch, in direction (rising, falling, repeated) and
in length, so that each is known by any one of the three. But for the tick and the opening, which are soft, all are as
loud as spoken clips: -18.5 LUFS each, alone in silence (ITU-R BS.1770).
"""

from pathlib import Path

from pydub import AudioSegment
from pydub.generators import Sine

RATE_HZ = 24_000
FOLDER = Path(__file__).parent

PARTIALS = ((1.0, 0.0), (2.0, -9.0), (3.01, -14.0))
"""Frequency ratios and levels in dB: the slightly sharp third partial gives the edge that cuts through music."""


def note(frequency_hz: float, duration_ms: int, level_db: float, fade_out_ms: int) -> AudioSegment:
    """Return one note with a hard attack of 2 ms, so that its start is its beat."""
    tone = AudioSegment.silent(duration_ms, frame_rate=RATE_HZ)
    for ratio, partial_db in PARTIALS:
        sine = Sine(frequency_hz * ratio, sample_rate=RATE_HZ).to_audio_segment(duration_ms)
        tone = tone.overlay(sine.apply_gain(level_db + partial_db))
    return tone.fade_in(2).fade_out(fade_out_ms)


def in_turn(*notes: AudioSegment) -> AudioSegment:
    """Return notes one after the other."""
    return sum(notes[1:], notes[0])


SOUNDS = {
    # A session opens: one soft note, which wakes headphones that sleep.
    "wake": note(880, 320, -17, 260),
    # The pace: a short, soft click, the only sound that may be heard under speech.
    "tick": note(2400, 30, -18.5, 25),
    # The countdown where nothing is spoken: one even beep a second.
    "ready": note(1000, 120, -10.3, 40),
    # Begin: two notes, a fourth up, the second one long.
    "go": in_turn(note(1175, 100, -14, 20), note(1568, 280, -14, 160)),
    # End: three notes falling.
    "stop": in_turn(note(1760, 90, -13.9, 20), note(1319, 90, -13.9, 20), note(880, 220, -13.9, 140)),
    # Half of a timed set: the same high note twice.
    "half": in_turn(note(2093, 80, -11.9, 40), AudioSegment.silent(60, RATE_HZ), note(2093, 110, -11.9, 60)),
    # Turn or change sides: up and down again.
    "switch": in_turn(note(988, 80, -12.8, 20), note(1976, 80, -12.8, 20), note(988, 120, -12.8, 60)),
    # The session is over: a rising chord in four notes.
    "finish": in_turn(
        note(1047, 130, -15.2, 30), note(1319, 130, -15.2, 30), note(1568, 130, -15.2, 30), note(2093, 510, -15.2, 400)
    ),
}


def main() -> None:
    """Write every sound as 16-bit mono WAV."""
    for name, sound in SOUNDS.items():
        path = FOLDER / f"{name}.wav"
        sound.set_channels(1).set_sample_width(2).export(path, format="wav").close()
        print(f"{path.name}: {len(sound)} ms, {sound.max_dBFS:.1f} dBFS peak")


if __name__ == "__main__":
    main()
