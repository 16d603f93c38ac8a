"""The shipped sounds of audio_cues/: go, stop, tick and so on."""

import wave
from functools import lru_cache
from pathlib import Path

from voicecoach.audio.clips import BYTES_PER_SAMPLE, MIX_RATE_HZ, Clip
from voicecoach.errors import VoicecoachError
from voicecoach.library import SOUNDS_FOLDER


@lru_cache(maxsize=1)
def load_sounds() -> dict[str, Clip]:
    """Return every sound by its name.

    Raises:
        VoicecoachError: the folder of sounds is missing, or a file in it has another format.
    """
    sounds = {path.stem: _load(path) for path in sorted(SOUNDS_FOLDER.glob("*.wav"))}
    if not sounds:
        raise VoicecoachError(f"there are no sounds in {SOUNDS_FOLDER}", "reinstall voicecoach")
    return sounds


def _load(path: Path) -> Clip:
    try:
        with wave.open(str(path), "rb") as file:
            pcm_format = (file.getnchannels(), file.getsampwidth(), file.getframerate())
            pcm = file.readframes(file.getnframes())
    except (wave.Error, EOFError) as error:
        raise VoicecoachError(f"the sound {path} cannot be read: {error}", "reinstall voicecoach") from error
    if pcm_format != (1, BYTES_PER_SAMPLE, MIX_RATE_HZ):
        raise VoicecoachError(f"the sound {path} is not 16-bit mono at {MIX_RATE_HZ} Hz", "run audio_cues/make.py")
    return Clip(pcm)
