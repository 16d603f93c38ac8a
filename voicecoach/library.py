"""Where files are: the scripts and sounds that ship with voicecoach, a person's own scripts and settings, the cache."""

import difflib
import logging
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from voicecoach.errors import VoicecoachError

_log = logging.getLogger(__name__)

_PACKAGE = Path(__file__).parent
# A wheel has these two folders inside the package; a checkout has them next to it.
_SHIPPED = _PACKAGE / "shipped" if (_PACKAGE / "shipped").is_dir() else _PACKAGE.parent

SCRIPTS_FOLDER = _SHIPPED / "scripts"
STARTER = SCRIPTS_FOLDER / "new" / "my-routine.md"
"""The script that ``voicecoach new`` copies."""

SOUNDS_FOLDER = _SHIPPED / "audio_cues"
STANDARD_INPUT = "-"


@dataclass(frozen=True, slots=True)
class ScriptText:
    """The text of a script, and its path as problems show it."""

    text: str
    path: str

    @property
    def is_json(self) -> bool:
        """Whether this is JSON, a workout or a saved cue list, rather than the Markdown of a script."""
        return self.text.lstrip().startswith("{")


def own_scripts_folder() -> Path:
    """Return the folder of a person's own scripts, which ``list`` shows and which are found by name."""
    from platformdirs import user_data_path

    return user_data_path("voicecoach", appauthor=False) / "scripts"


def config_path() -> Path:
    """Return the file of a person's own settings."""
    from platformdirs import user_config_path

    return user_config_path("voicecoach", appauthor=False) / "config.toml"


def own_voices_folder() -> Path:
    """Return the folder of a person's own Piper voices."""
    from platformdirs import user_data_path

    return user_data_path("voicecoach", appauthor=False) / "voices"


def cache_folder() -> Path:
    """Return the folder that holds all caches."""
    from platformdirs import user_cache_path

    return user_cache_path("voicecoach", appauthor=False)


def clips_folder() -> Path:
    """Return the cache folder of spoken clips."""
    return cache_folder() / "clips"


def packets_folder() -> Path:
    """Return the cache folder of MP3 packets."""
    return cache_folder() / "packets"


def exports_folder() -> Path:
    """Return the folder that records which files were exported from which input."""
    return cache_folder() / "exports"


def known_scripts() -> dict[str, Path]:
    """Return every script by its name: those that ship and the person's own, which replace any of the same name."""
    return {**_scripts_in(SCRIPTS_FOLDER), **own_scripts()}


def own_scripts() -> dict[str, Path]:
    """Return the person's own scripts by their names."""
    return _scripts_in(own_scripts_folder())


def is_replaced(name: str) -> bool:
    """Whether a script of the person's own has the name of one that ships, and so replaces it."""
    return name in own_scripts() and name in _scripts_in(SCRIPTS_FOLDER)


def _scripts_in(folder: Path) -> dict[str, Path]:
    return {path.stem: path for path in sorted(folder.glob("*.md")) if path.is_file()}


def load_script(script: str) -> ScriptText:
    """Return the text of a script, given a path, a known name, or ``-`` for the standard input.

    Raises:
        VoicecoachError: there is no such script, or it is not text.
    """
    if script == STANDARD_INPUT:
        import sys

        if sys.stdin is None:
            raise VoicecoachError("there is no standard input to read a script from", "give the path of a file")
        return ScriptText(_decoded(sys.stdin.buffer.read(), "standard input"), "<stdin>")
    path = Path(script)
    known = known_scripts()
    try:
        if not path.is_file() and script in known:
            path = known[script]
        text = _decoded(path.read_bytes(), str(path))
        _log.info("script: %s", path)
        return ScriptText(text, str(path))
    except IsADirectoryError as error:
        raise VoicecoachError(f"'{script}' is a folder, not a script", "give the path of a file in it") from error
    except FileNotFoundError as error:
        raise VoicecoachError(f"there is no script '{script}'", _hint_for(script, known)) from error
    except OSError as error:
        raise VoicecoachError(f"{script} cannot be read: {error.strerror}") from error


def find_linked(link: str, path: str) -> tuple[str, str] | None:
    """Return the text and path of a linked page, relative to the page with the link, or a known script.

    Raises:
        VoicecoachError: the page cannot be read.
    """
    if "://" in link or not link:
        return None
    candidates = [folder / link for folder in (Path(path).parent, own_scripts_folder(), SCRIPTS_FOLDER)]
    known = known_scripts().get(link.removesuffix(".md"))
    for target in (*candidates, *((known,) if known else ())):
        # A link may be anything, even an invalid file name.
        with suppress(OSError, ValueError):
            if target.is_file():
                # Use one path for each page, however it was reached, so that circles of links are found.
                found = load_script(str(_from_here(target.resolve())))
                return found.text, found.path
    return None


def _from_here(page: Path) -> Path:
    """Return a path relative to the current folder if it is in there, and if that folder has not been deleted."""
    with suppress(OSError):
        if page.is_relative_to(Path.cwd()):
            return page.relative_to(Path.cwd())
    return page


def _decoded(data: bytes, name: str) -> str:
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        hint = "a script is a Markdown file; save it as UTF-8"
        raise VoicecoachError(f"{name}:{line}: this is not UTF-8 text", hint) from error


def _hint_for(script: str, known: dict[str, Path]) -> str:
    """Return a hint at the known script, or the file in the same folder, whose name is nearest to a mistyped one."""
    path = Path(script)
    files = [str(file) for suffix in (".md", ".json") for file in sorted(path.parent.glob(f"*{suffix}"))]
    if near := difflib.get_close_matches(str(path), files, n=1) or difflib.get_close_matches(path.stem, known, n=1):
        return f"did you mean '{near[0]}'?"
    return "'voicecoach list' prints the known scripts; for a file, give its path"
