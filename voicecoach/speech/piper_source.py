"""The public source of Piper voices: what is there, at the addresses that Piper's own downloader knows."""

import http.client
import os
import socket
import ssl
import urllib.error
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from urllib.parse import quote, urljoin, urlsplit
from urllib.request import urlopen

from voicecoach.errors import SpeechError
from voicecoach.languages import base_language
from voicecoach.library import own_voices_folder
from voicecoach.speech.piper_engine import HOW_TO_INSTALL
from voicecoach.speech.public_voices import (
    RECOMMENDED,
    ModelCard,
    PublicVoice,
    find_voice,
    language_of,
    read_card,
    read_index,
    recommended_name,
    unknown_voice,
)

_SILENT_FOR_S = 30.0
"""A server that has sent nothing for this long is given up."""

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


def download_files(name: str, folder: Path) -> None:
    """Let Piper's downloader write the two files of a voice into a folder; it checks nothing.

    Raises:
        SpeechError: they cannot be downloaded.
        OSError: the folder cannot be written.
    """
    with _network_errors(name), _time_limit():
        _downloader().download_voice(name, folder, force_redownload=True)


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
        raise SpeechError(f"the voice cannot be downloaded: {_reason(error, source)}", by_hand(name)) from error


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


def by_hand(name: str) -> str:
    """Return a hint at how to install a voice without this command."""
    if not language_of(name):
        return f"try again later, or give the full name, {unknown_voice(name, RECOMMENDED.values()).hint}"
    addresses = "".join(f"\n    {address}" for address in file_addresses(name))
    return f"try again later, or download these two files with another program into {own_voices_folder()}{addresses}"


@contextmanager
def _time_limit() -> Iterator[None]:
    """Limit how long a server may be silent; Piper's downloader would wait forever."""
    before = socket.getdefaulttimeout()
    socket.setdefaulttimeout(_SILENT_FOR_S)
    try:
        yield
    finally:
        socket.setdefaulttimeout(before)
