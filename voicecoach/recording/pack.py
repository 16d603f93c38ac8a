"""Takes as files: a take in the pack, and a take as it will be heard in a session."""

import tempfile
import wave
from pathlib import Path

from voicecoach.audio.clips import BYTES_PER_SAMPLE, Clip, speech_clip
from voicecoach.errors import OutputError
from voicecoach.exports import atomic_write
from voicecoach.recording.levels import RECORDING
from voicecoach.speech import recordings_in


def create_pack(folder: Path) -> None:
    """Create the folder of a pack if it does not exist, and check that it can be written.

    Raises:
        OutputError: it cannot.
    """
    try:
        folder.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryFile(dir=folder):
            pass
    except OSError as error:
        message = f"the folder {folder} cannot be written: {error.strerror}"
        raise OutputError(message, "choose another folder with --pack") from error


def keep_take(folder: Path, name: str, pcm: bytes) -> Path:
    """Write a take into a pack, and return its file. It replaces an earlier recording of the phrase, of any format.

    The earlier one is only deleted once the new one is complete.

    Raises:
        OutputError: the file cannot be written.
        SpeechError: the pack has two recordings of one phrase.
    """
    before = recordings_in(folder).get(name)
    target = folder / f"{name}.wav"
    try:
        with atomic_write(target, force=True) as temporary:
            _write_wav(temporary, pcm)
    except OutputError as error:
        raise OutputError(error.message, "free some space, or choose another folder with --pack") from error
    # On some systems, "Halfway.wav" and "halfway.wav" are one file.
    if before is not None and before.exists() and not before.samefile(target):
        before.unlink()
    return target


def as_heard(pcm: bytes) -> Clip | None:
    """Return a take as it is heard in a session: trimmed, at the common loudness. None if it is silent."""
    with tempfile.TemporaryDirectory(prefix="voicecoach-") as folder:
        path = Path(folder, "take.wav")
        _write_wav(path, pcm)
        return speech_clip(path)


def _write_wav(path: Path, pcm: bytes) -> None:
    with wave.open(str(path), "wb") as file:
        file.setnchannels(RECORDING.channels)
        file.setsampwidth(BYTES_PER_SAMPLE)
        file.setframerate(RECORDING.rate_hz)
        file.writeframes(pcm)
