"""The playlist of a folder of tracks: extended M3U in UTF-8, which players on every system can read."""

from collections.abc import Iterable
from pathlib import Path

from voicecoach.exports.chapters import Chapter
from voicecoach.exports.ownership import begins_with
from voicecoach.exports.tags import MADE_BY
from voicecoach.exports.texts import one_line
from voicecoach.units import MS_PER_SECOND

PLAYLIST = ".m3u8"
"""The suffix of a playlist."""

_HEAD = "#EXTM3U\n# made by "

is_our_playlist = begins_with(f"{_HEAD}voicecoach".encode())
"""Whether a file is a playlist created by voicecoach."""


def playlist(title: str, tracks: Iterable[tuple[Path, Chapter]]) -> str:
    """Return a playlist of files in the same folder, each with its length in seconds and its title."""
    lines = [f"{_HEAD}{MADE_BY}", f"#PLAYLIST:{one_line(title)}"]
    for path, chapter in tracks:
        seconds, thousandths = divmod(chapter.length_ms, MS_PER_SECOND)
        lines += (f"#EXTINF:{seconds}.{thousandths:03},{one_line(chapter.title)}", path.name)
    return "\n".join(lines) + "\n"


def listed_in(path: Path) -> set[Path]:
    """Return the files that a playlist of ours lists, and nothing for any other. Other folders are ignored."""
    try:
        if not is_our_playlist(path):
            return set()
        lines = path.read_text("utf-8", errors="replace").splitlines()
    except OSError:
        return set()
    return {path.with_name(line) for line in lines if line and line[0] != "#" and Path(line).name == line}
