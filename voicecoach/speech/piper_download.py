"""Install a public Piper voice: Piper's own downloader fetches it, and it is checked before any session can use it."""

import hashlib
import os
import shutil
import tempfile
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from voicecoach.errors import OutputError, SpeechError, VoicecoachError
from voicecoach.library import own_voices_folder
from voicecoach.phrases import open_catalogue
from voicecoach.speech.cache import ClipCache
from voicecoach.speech.engines import open_voice
from voicecoach.speech.piper_engine import PiperEngine
from voicecoach.speech.piper_source import by_hand, download_files
from voicecoach.speech.public_voices import PublicFile, PublicVoice, language_of
from voicecoach.timeline import VoiceSettings
from voicecoach.units import Progress

_LOOK_EVERY_S = 0.2


def is_installed(name: str) -> bool:
    """Whether a voice is installed and speaks; a damaged one does not count."""
    model = own_voices_folder() / f"{name}.onnx"
    if not model.is_file():
        return False
    try:
        _check_that_it_speaks(model, language_of(name))
    except VoicecoachError:
        return False
    return True


def make_newest(name: str) -> None:
    """Make an installed voice the newest, which is the one that speaks its language.

    Raises:
        OutputError: the folder cannot be written.
    """
    with _disk_errors(own_voices_folder()):
        os.utime(own_voices_folder() / f"{name}.onnx")


def install(voice: PublicVoice, progress: Progress) -> Path:
    """Download a voice into the person's folder of voices and return its model; ``progress`` counts bytes.

    The files arrive in a folder of their own, where their sizes and digests are compared with the index and the voice
    speaks a sentence. Then they are moved to their places, the model last: a voice exists once its model does.

    Raises:
        SpeechError: it cannot be downloaded, or what arrived is damaged.
        OutputError: the folder cannot be written.
    """
    folder = own_voices_folder()
    with _disk_errors(folder), _own_folder(folder / f".{voice.name}.part") as arrived:
        with _watched(arrived, voice.size_bytes, progress):
            download_files(voice.name, arrived)
        for file in (voice.settings, voice.model):
            _check_file(arrived / file.name, file)
        _check_that_it_speaks(arrived / voice.model.name, voice.language)
        for file in (voice.settings, voice.model):
            _flush(arrived / file.name)
            (arrived / file.name).replace(folder / file.name)
    return folder / voice.model.name


@contextmanager
def _disk_errors(folder: Path) -> Iterator[None]:
    """Turn an error of the disk into one for the person."""
    try:
        yield
    except OSError as error:
        raise OutputError(
            f"the voice cannot be stored in {folder}: {error.strerror or error}", "free some space, or make it writable"
        ) from error


@contextmanager
def _own_folder(folder: Path) -> Iterator[Path]:
    """Yield an empty folder, and delete it at the end. What a killed process left in it is deleted first."""
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    try:
        yield folder
    finally:
        shutil.rmtree(folder, ignore_errors=True)


@contextmanager
def _watched(folder: Path, total_bytes: int, progress: Progress) -> Iterator[None]:
    """Report how much has arrived in a folder. Piper's downloader does not say, so a thread looks at the files."""
    ended = threading.Event()

    def watch() -> None:
        with suppress(KeyboardInterrupt):  # It is raised in the main thread too.
            while not ended.wait(_LOOK_EVERY_S):
                progress(min(_size_of(folder), total_bytes), total_bytes)

    thread = threading.Thread(target=watch, name="download progress", daemon=True)
    thread.start()
    try:
        yield
    finally:
        ended.set()
        thread.join()


def _size_of(folder: Path) -> int:
    return sum(path.stat().st_size for path in folder.iterdir())


def _check_file(path: Path, expected: PublicFile) -> None:
    """Compare a file with the index.

    Raises:
        SpeechError: its size or its digest differs.
    """
    size = path.stat().st_size
    with path.open("rb") as file:
        digest = hashlib.file_digest(file, lambda: hashlib.md5(usedforsecurity=False)).hexdigest()
    name = path.name.removesuffix(".json").removesuffix(".onnx")
    if size != expected.size_bytes:
        message = f"{path.name} arrived damaged: {size} bytes instead of {expected.size_bytes}"
    elif digest != expected.md5:
        message = f"{path.name} arrived damaged: its MD5 digest is {digest}, and should be {expected.md5}"
    else:
        return
    raise SpeechError(f"{message}; nothing was installed", by_hand(name))


def _check_that_it_speaks(model: Path, language: str) -> None:
    """Speak a sentence with a voice.

    Raises:
        SpeechError: it does not speak.
    """
    with tempfile.TemporaryDirectory(prefix="voicecoach-") as folder:
        settings = VoiceSettings(PiperEngine.name, str(model))
        voice = open_voice(settings, language, engine=PiperEngine(), cache=ClipCache(Path(folder)))
        voice.speak([open_catalogue(language).text("sample")])


def _flush(path: Path) -> None:
    """Write a file through to the disk, so that it is whole even if the computer stops now."""
    with path.open("rb+") as file:
        os.fsync(file.fileno())
