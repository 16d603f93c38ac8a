"""Whether a file was made by voicecoach, so that the next may take its place; and what fails as a tag is written."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

_MARK = "voicecoach"

ID3_MAKER, MP4_MAKER, COMMENT_MAKER = "TENC", "\xa9too", "encoder"
"""The tags under which ``MADE_BY`` stands, each format's own for the program that encoded a file."""


def is_our_sound(path: Path) -> bool:
    """Whether a file of sound says in its tags that voicecoach made it."""
    import mutagen

    try:
        file = mutagen.File(path)
    except mutagen.MutagenError:
        return False
    tags = (file.tags if file else None) or {}
    # What each format keeps under its key is a sequence of texts.
    makers = [texts for key, texts in tags.items() if key in {ID3_MAKER, MP4_MAKER, COMMENT_MAKER}]
    return any(str(text).startswith(_MARK) for texts in makers for text in texts[:1])


def begins_with(beginning: bytes) -> Callable[[Path], bool]:
    """Return what says whether a file begins as one of ours does; no file is known by a beginning that is empty."""

    def begins(path: Path) -> bool:
        with path.open("rb") as file:
            return bool(beginning) and file.read(len(beginning)) == beginning

    return begins


@contextmanager
def writes_tags() -> Iterator[None]:
    """Let what the tag library cannot write be an OSError, as it is for any file."""
    from mutagen import MutagenError

    try:
        yield
    except MutagenError as error:
        cause = next((one for one in error.args if isinstance(one, OSError)), OSError(str(error)))
        raise cause from error
