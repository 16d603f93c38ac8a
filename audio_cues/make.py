"""Generate the sounds of this folder: ``python audio_cues/make.py``. The output is reproducible, byte for byte.

Every sound consists of sine partials between 800 Hz and 5 kHz, where small earbuds and the ear are most sensitive and
music has less energy than in the bass. The sounds differ in pitch, in direction (rising, falling, gliding, repeated)
and in length, and each can be recognised by any of the three. All are at -18.5 LUFS, half an LU above words, measured
alone in silence (ITU-R BS.1770), except for the two ticks and the opening sound, which are softer.
"""

import math
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from pydub import AudioSegment
from pydub.generators import SignalGenerator, Sine

RATE_HZ = 24_000
FOLDER = Path(__file__).parent

PARTIALS = ((1.0, 0.0), (2.0, -9.0), (3.01, -14.0))
"""Frequency ratios and levels in dB. The slightly sharp third partial helps the sound to cut through music."""


def note(frequency_hz: float, duration_ms: int, level_db: float, fade_out_ms: int) -> AudioSegment:
    """Return a note with a hard attack of 2 ms, so that it is heard where it starts."""
    tone = AudioSegment.silent(duration_ms, frame_rate=RATE_HZ)
    for ratio, partial_db in PARTIALS:
        sine = Sine(frequency_hz * ratio, sample_rate=RATE_HZ).to_audio_segment(duration_ms)
        tone = tone.overlay(sine.apply_gain(level_db + partial_db))
    return tone.fade_in(2).fade_out(fade_out_ms)


@dataclass
class Glide(SignalGenerator):
    """A tone that glides from one pitch to another, and from one level to another, the levels from 0 to 1."""

    from_hz: float
    to_hz: float
    from_level: float
    to_level: float
    duration_ms: int

    def __post_init__(self) -> None:
        super().__init__(RATE_HZ)

    def generate(self) -> Iterator[float]:
        """Yield the samples; the pitch rises by the same interval in each moment, and the phase has no jumps."""
        samples = self.duration_ms * RATE_HZ // 1000
        octaves = math.log2(self.to_hz / self.from_hz)
        turns = 0.0
        for index in range(samples):
            done = index / samples
            level = self.from_level + (self.to_level - self.from_level) * done
            yield level * sum(10 ** (db / 20) * math.sin(math.tau * ratio * turns) for ratio, db in PARTIALS) / 2
            turns += self.from_hz * 2 ** (octaves * done) / RATE_HZ


def glide(glided: Glide, level_db: float, fade_out_ms: int) -> AudioSegment:
    """Return a glide with a hard attack, like a note."""
    return glided.to_audio_segment(glided.duration_ms, level_db).fade_in(2).fade_out(fade_out_ms)


def chord(*notes: AudioSegment) -> AudioSegment:
    """Play notes at once."""
    first, *others = notes
    for other in others:
        first = first.overlay(other)
    return first


def in_turn(*notes: AudioSegment) -> AudioSegment:
    """Join notes into a sequence."""
    return sum(notes[1:], notes[0])


SOUNDS = {
    # The session opens: one soft note that wakes sleeping headphones.
    "wake": note(880, 320, -17, 260),
    # The pace: a short, soft click, which may be heard under speech.
    "tick": note(2400, 30, -18.5, 25),
    # A second within a phase, and a phase that begins within a rep: lower and softer than the tick.
    "second": note(1500, 30, -21.5, 25),
    # The phases of a rep when nothing is spoken: up, down, and no movement.
    "rise": in_turn(note(1100, 60, -11.5, 15), note(2640, 90, -11.5, 50)),
    "fall": in_turn(note(2640, 60, -11.35, 15), note(1100, 90, -11.35, 50)),
    "level": note(1760, 150, -11.45, 70),
    # The countdown when nothing is spoken: one even beep per second.
    "ready": note(1000, 120, -10.3, 40),
    # Go: two notes a fourth apart, rising, the second one long.
    "go": in_turn(note(1175, 100, -14, 20), note(1568, 280, -14, 160)),
    # Stop: three falling notes.
    "stop": in_turn(note(1760, 90, -13.9, 20), note(1319, 90, -13.9, 20), note(880, 220, -13.9, 140)),
    # Halfway through a timed set: the same high note twice.
    "half": in_turn(note(2093, 80, -11.9, 40), AudioSegment.silent(60, RATE_HZ), note(2093, 110, -11.9, 60)),
    # Turn round or change sides: up and down again.
    "switch": in_turn(note(988, 80, -12.8, 20), note(1976, 80, -12.8, 20), note(988, 120, -12.8, 60)),
    # A hold begins: a chord, a sixth, that stays as it is.
    "hold": chord(note(1047, 380, -17.6, 120), note(1760, 380, -17.6, 120)),
    # A hold within a set is over: two notes, falling. The opposite of go, and one note less than stop.
    "release": in_turn(note(1568, 90, -12.1, 20), note(988, 210, -12.1, 150)),
    # Breathe in: a glide up an octave that swells.
    "in": glide(Glide(850, 1700, 0.4, 1.0, 600), -6, 80),
    # Breathe out: a glide down an octave that fades.
    "out": glide(Glide(1700, 850, 1.0, 0.4, 600), -7.2, 80),
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
