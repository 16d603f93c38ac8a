"""Check that everything works here: voice, sounds, encoder, device, scripts."""

import platform
import tempfile
from collections.abc import Callable
from pathlib import Path

import click

from voicecoach.audio import load_sounds
from voicecoach.caches import DEFAULT_LIMIT, KINDS, contents_of
from voicecoach.cli.options import session_options_of, settings_of
from voicecoach.errors import VoicecoachError
from voicecoach.exports import FORMATS, export
from voicecoach.library import cache_folder, known_scripts, own_scripts_folder
from voicecoach.loading import load_workout
from voicecoach.player import playback_devices
from voicecoach.player.outputs import open_output
from voicecoach.session import StepKind
from voicecoach.speech import check_recordings, open_voice, recordings_in
from voicecoach.speech.cache import ClipCache
from voicecoach.speech.hibari_engine import is_installed as hibari_is_installed
from voicecoach.talk import Verbosity
from voicecoach.timeline import Timeline, TimelineStep, VoiceSettings
from voicecoach.units import size_text
from voicecoach.version import __version__
from voicecoach.workout import Workout

Check = Callable[[], str]


def run_checks(context: click.Context) -> bool:
    """Run every check and print its result; return whether everything that exporting needs works."""
    click.echo(f"voicecoach {__version__}, Python {platform.python_version()}, {platform.platform()}")
    has_settings = _passes("settings", lambda: _settings(context))
    needed = [
        has_settings,
        _passes("voice", lambda: _voice(context) if has_settings else _unchecked("fix the settings first")),
        _passes("cache", lambda: _cache(settings_of(context).cache_limit if has_settings else None)),
        _passes("sounds", lambda: f"{len(load_sounds())} sounds: {', '.join(load_sounds())}"),
        _passes("formats", _formats),
        _passes("scripts", _scripts),
    ]
    if has_settings and (pack := _voice_settings(context).pack):
        needed.append(_passes("pack", lambda: _pack(Path(pack))))
    _passes("natural", _natural_voice, needed=False)
    _passes("device", _device, needed=False)
    return all(needed)


def _passes(name: str, check: Check, *, needed: bool = True) -> bool:
    try:
        click.echo(f"ok    {name:8} {check()}")
    except VoicecoachError as error:
        message, hint = error.message, error.hint
    except (ImportError, OSError) as error:
        message, hint = f"{type(error).__name__}: {error}", "install voicecoach again"
    else:
        return True
    click.echo(f"{'FAIL' if needed else 'none':5} {name:8} {message}".replace("\n", f"\n{'':15}"))
    if hint:
        click.echo(f"{'':15}{hint}")
    return False


def _unchecked(hint: str) -> str:
    raise VoicecoachError("not checked", hint)


def _settings(context: click.Context) -> str:
    path = settings_of(context).path
    return f"{path}" if path.is_file() else f"no settings file at {path}: the defaults apply"


def _voice(context: click.Context) -> str:
    """Speak one phrase without the cache, to test the engine itself."""
    with tempfile.TemporaryDirectory() as folder:
        voice = open_voice(_voice_settings(context), cache=ClipCache(Path(folder)))
        clip = voice.speak(["ready when you are"])["ready when you are"]
    used = voice.settings
    return f"{used.id} of {used.engine}, {used.rate_wpm} words a minute, spoke a test phrase ({clip.duration_ms} ms)"


def _natural_voice() -> str:
    if not hibari_is_installed():
        message = "the natural English voice is not installed: its onnxruntime may have no package for this system"
        raise VoicecoachError(message, "the system's voice speaks instead; to try it: pip install hibari-tts")
    return "hibari is installed, and speaks English unless you choose another voice"


def _voice_settings(context: click.Context) -> VoiceSettings:
    return session_options_of(context).voice_settings(Workout("Doctor"))


def _pack(folder: Path) -> str:
    """Decode every recording of a person's own pack."""
    recordings = recordings_in(folder)
    check_recordings(folder, recordings.values())
    number = "1 recording" if len(recordings) == 1 else f"{len(recordings)} recordings"
    return f"{number} in {folder}"


def _cache(limit: int | None) -> str:
    caches = cache_folder()
    for folder in (caches / kind.folder for kind in KINDS):
        try:
            folder.mkdir(parents=True, exist_ok=True)
            with tempfile.TemporaryFile(dir=folder):
                pass
        except OSError as error:
            raise VoicecoachError(f"{folder} cannot be written: {error.strerror}", "make it writable") from error
    size = sum(contents_of(caches, kind).size for kind in KINDS)
    return f"{size_text(size)} of at most {size_text(limit or DEFAULT_LIMIT)} in {caches}"


def _formats() -> str:
    """Encode a second of silence in every format."""
    step = TimelineStep(0, StepKind.INTRO, "Silence", None, None, 1, 1, 0, 1000)
    silence = Timeline("Silence", "en", Verbosity.QUIET, VoiceSettings("", "", 0), 1000, (step,), ())
    with tempfile.TemporaryDirectory() as folder:
        for suffix in FORMATS:
            export(silence, {}, Path(folder) / f"silence{suffix}")
    return " ".join(suffix.removeprefix(".") for suffix in FORMATS)


def _scripts() -> str:
    scripts = known_scripts()
    for path in scripts.values():
        if load_workout(str(path)).workout is None:
            raise VoicecoachError(f"{path} has problems", f"voicecoach check {path}")
    return f"{len(scripts)} scripts; put your own into {own_scripts_folder()}"


def _device() -> str:
    output = open_output("device")
    output.close()
    names = playback_devices()
    return f"{len(names)} sound devices: {', '.join(names)}" if names else "the default device works"
