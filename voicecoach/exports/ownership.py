"""Tell whether a file was created by voicecoach, so that it may be replaced; turn errors of tagging into OSError."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

_MARK = "voicecoach"

ID3_MAKER, MP4_MAKER, COMMENT_MAKER = "TENC", "\xa9too", "encoder"
"""The tags that hold ``MADE_BY``: in each format, the one for the program that encoded the file."""


def is_our_sound(path: Path) -> bool:
    """Whether the tags of an audio file say that voicecoach created it."""
    import mutagen

    try:
        file = mutagen.File(path)
    except mutagen.MutagenError:
        return False
    tags = (file.tags if file else None) or {}
    # In each format, the value of a tag is a sequence of texts.
    makers = [texts for key, texts in tags.items() if key in {ID3_MAKER, MP4_MAKER, COMMENT_MAKER}]
    return any(str(text).startswith(_MARK) for texts in makers for text in texts[:1])


def begins_with(beginning: bytes) -> Callable[[Path], bool]:
    """Return a function that tells whether a file begins like ours. An empty beginning matches no file."""

    def begins(path: Path) -> bool:
        with path.open("rb") as file:
            return bool(beginning) and file.read(len(beginning)) == beginning

    return begins


@contextmanager
def writes_tags() -> Iterator[None]:
    """Re-raise mutagen errors as OSError."""
    from mutagen import MutagenError

    try:
        yield
    except MutagenError as error:
        cause = next((one for one in error.args if isinstance(one, OSError)), OSError(str(error)))
        raise cause from error
