"""A person's own settings: a TOML file of options that hold for all sessions (docs/talk.md)."""

import logging
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import click

from voicecoach.errors import ChoiceError
from voicecoach.languages import language_code
from voicecoach.library import config_path
from voicecoach.phonemes import HOW_TO_WRITE_PHONEMES, has_malformed_phonemes
from voicecoach.talk import Switches, contradiction, read_switch
from voicecoach.units import BYTES_PER_GB, BYTES_PER_MB

_log = logging.getLogger(__name__)

_SIZE = re.compile(r"(?P<number>[0-9]{1,12}(\.[0-9]{1,3})?) ?(?P<unit>MB|GB)?", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Settings:
    """What a person has set: ``defaults`` of options by the names of their parameters, ``voices`` by language.

    ``cache_limit`` is the most bytes that all caches have together; None if it is not set.
    """

    path: Path
    defaults: Mapping[str, Any] = field(default_factory=dict)
    voices: Mapping[str, str] = field(default_factory=dict)
    cues: Switches = ()
    say: Mapping[str, str] = field(default_factory=dict)
    cache_limit: int | None = None


def load_settings(options: Mapping[str, click.Option], context: click.Context) -> Settings:
    """Read the person's settings, which may set these options; without a file, nothing is set.

    Raises:
        VoicecoachError: the file cannot be read.
        ScriptError: it is not TOML, or something in it is wrong.
    """
    path = config_path()
    if not path.exists():
        return Settings(path)
    from voicecoach.cli.option_files import OptionFile, line_of

    file = OptionFile(path)
    _log.info("own settings: %s", path)

    def pack(value: Any) -> str:
        folder = Path(file.text("pack", value)).absolute()
        if not folder.is_dir():
            raise ChoiceError(f"there is no folder {folder}", "create it, or remove this line")
        return str(folder)

    def word(key: str, value: Any) -> tuple[str, str]:
        written, spoken = line_of(key), value if isinstance(value, str) else ""
        if not any(map(str.isalnum, written)) or not any(map(str.isalnum, spoken)):
            raise ChoiceError(f"'{key}' must be a word, with text to say for it", 'such as: RDL = "hip hinge"')
        if has_malformed_phonemes(spoken):
            raise ChoiceError(f"the phonemes in '{spoken}' cannot be read", HOW_TO_WRITE_PHONEMES)
        return written, line_of(spoken)

    found = file.read(
        {
            **{key: file.option(option, key, context) for key, option in options.items()},
            "pack": pack,
            "cache-limit": lambda value: _read_size(line_of(value)),
            "voices": file.table("voices", lambda key, value: (language_code(key), line_of(value))),
            "cues": file.table("cues", _switches),
            "say": file.table("say", word),
        }
    )
    return Settings(
        path,
        {str(options[key].name): value for key, value in found.items() if key in options},
        dict(found.get("voices", {}).values()),
        tuple(switch for switches in found.get("cues", {}).values() for switch in switches),
        dict(found.get("say", {}).values()),
        found.get("cache-limit"),
    )


def _switches(kind: str, manners: Any) -> Switches:
    switches = tuple(
        read_switch(f"{kind}={manner}") for manner in (manners if isinstance(manners, list) else [manners])
    )
    if message := contradiction(switches):
        raise ChoiceError(message, "keep one of them")
    return switches


def _read_size(text: str) -> int:
    """Read a size, ``500``, ``500 MB`` or ``2 GB``, into bytes."""
    match = _SIZE.fullmatch(text.strip())
    unit = BYTES_PER_GB if match and (match["unit"] or "").upper() == "GB" else BYTES_PER_MB
    size = round(float(match["number"]) * unit) if match else 0
    if size < BYTES_PER_MB:
        raise ChoiceError(f"'{text}' is not a size of at least 1 MB", 'write megabytes, such as 500, or "2 GB"')
    return size
