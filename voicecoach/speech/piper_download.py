"""Install a public Piper voice: Piper's own downloader fetches it, and it is checked before any session can use it."""

import hashlib
import http.client
import os
import shutil
import socket
import ssl
import tempfile
import threading
import urllib.error
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any
from urllib.parse import quote, urljoin, urlsplit
from urllib.request import urlopen

from voicecoach.errors import OutputError, SpeechError, VoicecoachError
from voicecoach.languages import base_language
from voicecoach.library import own_voices_folder
from voicecoach.phrases import open_catalogue
from voicecoach.speech.cache import ClipCache
from voicecoach.speech.engines import open_voice
from voicecoach.speech.piper_engine import HOW_TO_INSTALL, PiperEngine
from voicecoach.speech.public_voices import (
    RECOMMENDED,
    ModelCard,
    PublicFile,
    PublicVoice,
    find_voice,
    language_of,
    read_card,
    read_index,
    recommended_name,
    unknown_voice,
)
from voicecoach.timeline import VoiceSettings
from voicecoach.units import Progress

_SILENT_FOR_S = 30.0
"""A server that has sent nothing for this long is given up."""

_LOOK_EVERY_S = 0.2
_NETWORK_ERRORS = (urllib.error.URLError, ConnectionError, TimeoutError, ssl.SSLError, http.client.HTTPException)


def look_up(wanted: str) -> PublicVoice:
    """Return the public voice of a name, or the one that is recommended for a language code.

    Raises:
        ChoiceError: there is no such voice, or the coach does not speak its language.
        SpeechError: Piper is not installed, or the index of voices cannot be fetched.
    """
    name = recommended_name(wanted)
    return find_voice(name, read_index(_fetched(_downloader().VOICES_JSON, name)))


def fetch_card(voice: PublicVoice) -> ModelCard:
    """Return the model card of a voice; an empty one if it has none.

    Raises:
        SpeechError: it cannot be fetched.
    """
    if not voice.card_path:
        return ModelCard()
    return read_card(_fetched(card_address(voice), voice.name).decode("utf-8", errors="replace"))


def card_address(voice: PublicVoice) -> str:
    """Return the address of the model card of a voice; empty if it has none."""
    return urljoin(_downloader().VOICES_JSON, quote(voice.card_path)) if voice.card_path else ""


def file_addresses(name: str) -> tuple[str, ...]:
    """Return the addresses of the two files of a voice, given its full name."""
    language, speaker, quality = name.split("-")
    values = {
        "lang_family": base_language(language),
        "lang_code": language,
        "voice_name": speaker,
        "voice_quality": quality,
    }
    return tuple(_downloader().URL_FORMAT.format(extension=suffix, **values) for suffix in (".onnx", ".onnx.json"))


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
        with _network_errors(voice.name), _time_limit(), _watched(arrived, voice.size_bytes, progress):
            _downloader().download_voice(voice.name, arrived, force_redownload=True)
        for file in (voice.settings, voice.model):
            _check_file(arrived / file.name, file)
        _check_that_it_speaks(arrived / voice.model.name, voice.language)
        for file in (voice.settings, voice.model):
            _flush(arrived / file.name)
            (arrived / file.name).replace(folder / file.name)
    return folder / voice.model.name


def _downloader() -> Any:
    """Return Piper's downloader.

    Raises:
        SpeechError: Piper is not installed.
    """
    os.environ.setdefault("ORT_DISABLE_TELEMETRY", "1")  # docs/dependencies.md says why
    try:
        from piper import download_voices
    except ImportError as error:
        raise SpeechError("Piper is not installed", HOW_TO_INSTALL) from error
    return download_voices


def _fetched(address: str, name: str) -> bytes:
    with _network_errors(name, address), urlopen(address, timeout=_SILENT_FOR_S) as response:  # noqa: S310  # Piper's
        data: bytes = response.read()
        return data


@contextmanager
def _network_errors(name: str, address: str = "") -> Iterator[None]:
    """Turn an error of the network into one for the person, who can still fetch the voice by hand."""
    try:
        yield
    except _NETWORK_ERRORS as error:
        if isinstance(error, urllib.error.HTTPError):
            error.close()
        source = urlsplit(address or _downloader().VOICES_JSON).netloc
        raise SpeechError(f"the voice cannot be downloaded: {_reason(error, source)}", _by_hand(name)) from error


def _reason(error: Exception, source: str) -> str:
    """Return what went wrong between here and the source."""
    if isinstance(error, urllib.error.HTTPError):
        return f"{source} answered with error {error.code} ({error.reason}) for {error.url}"
    cause = error.reason if isinstance(error, urllib.error.URLError) else error
    if isinstance(cause, TimeoutError):
        return f"{source} does not answer"
    if isinstance(cause, socket.gaierror):
        return f"{source} is not found; is this computer online?"
    if isinstance(cause, http.client.IncompleteRead):
        return f"{source} ended the connection too early"
    return f"{source}: {getattr(cause, 'strerror', None) or cause or type(cause).__name__}"


def _by_hand(name: str) -> str:
    """Return a hint at how to install a voice without this command."""
    if not language_of(name):
        return f"try again later, or give the full name, {unknown_voice(name, RECOMMENDED.values()).hint}"
    addresses = "".join(f"\n    {address}" for address in file_addresses(name))
    return f"try again later, or download these two files with another program into {own_voices_folder()}{addresses}"


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
def _time_limit() -> Iterator[None]:
    """Limit how long a server may be silent; Piper's downloader would wait forever."""
    before = socket.getdefaulttimeout()
    socket.setdefaulttimeout(_SILENT_FOR_S)
    try:
        yield
    finally:
        socket.setdefaulttimeout(before)


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
    raise SpeechError(f"{message}; nothing was installed", _by_hand(name))


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
