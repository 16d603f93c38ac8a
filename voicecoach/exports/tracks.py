"""A session as a folder of tracks: a file for every chapter, and the playlist that plays them in their order."""

from collections.abc import Collection, Iterable, Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path

from voicecoach.audio import Clip, mix
from voicecoach.errors import OutputError
from voicecoach.exports.atomic import IsOurs, atomic_write, check_target_path, temporary_path
from voicecoach.exports.audio_file import BLOCK_MS, USUAL_ENCODING, Encoding, export
from voicecoach.exports.chapters import Chapter, Split, chapters
from voicecoach.exports.cover import cover
from voicecoach.exports.formats import audio_format_for
from voicecoach.exports.lyrics import lyrics
from voicecoach.exports.names import safe_name
from voicecoach.exports.ownership import is_our_sound
from voicecoach.exports.playlist import PLAYLIST, is_our_playlist, listed_in, playlist
from voicecoach.exports.tags import Tags
from voicecoach.exports.texts import TEXTS, save_texts, texts_beside
from voicecoach.timeline import Heard, Timeline
from voicecoach.units import Ms, Progress

_WITHIN = {Split.SET: Split.STEP, Split.ROUND: Split.SET}
"""What the chapters of a track are."""

_LEAST_DIGITS = 2
"""Of a track's number."""


@dataclass(frozen=True, slots=True)
class Album:
    """How a session becomes tracks: in which folder, cut by what, in the format of which suffix.

    ``texts`` names forms of the cue list, out of ``TEXTS``, that are kept beside each track.
    """

    folder: Path
    by: Split = Split.SET
    suffix: str = ".mp3"
    texts: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class _Track:
    """A chapter of a session, as a session of its own, and where it goes."""

    path: Path
    start_ms: Ms
    timeline: Timeline
    tags: Tags


def export_tracks(
    timeline: Timeline,
    clips: Mapping[Heard, Clip],
    album: Album,
    *,
    encoding: Encoding = USUAL_ENCODING,
    force: bool = False,
    progress: Progress | None = None,
) -> list[Path]:
    """Export a timeline as a file for every chapter; return these in their order, and their playlist last.

    All are cut from one mix: music and keep-alive tone go on from track to track. Only in an MP3 without music does the
    keep-alive tone start over. Tracks of ours that the playlist no longer lists are removed. Progress callback:
    ``progress(done_ms, total_ms)``.

    Raises:
        OutputError: as ``check_tracks`` says, or a file cannot be written. Every track that was there before is then
            whole, the playlist as it was, and what this export has added is gone.
    """
    check_tracks(timeline, album, force=force)
    stretches, target = _cut(timeline, album.by), _playlist_path(timeline, album)
    paths = _paths(stretches, album)
    listed, left_by_a_killed_one = listed_in(target), listed_in(temporary_path(target))
    added = {path for path in paths if not path.exists()} | left_by_a_killed_one
    with _encode(album.folder), atomic_write(target, is_our_playlist, force=force) as temporary:
        # The list of what is added stands there from the start, so that after a power cut the next export finds it.
        temporary.write_bytes(playlist(timeline.title, zip(paths, stretches, strict=True)).encode())
        try:
            blocks = mix(timeline, clips, encoding.mix_settings, block_ms=BLOCK_MS)
            for track in _tracks(timeline, stretches, paths, album.by):
                export(
                    track.timeline,
                    clips,
                    track.path,
                    encoding=encoding,
                    tags=track.tags,
                    blocks=_first(blocks, track.timeline.duration_ms * encoding.mix_settings.pcm_format.bytes_per_ms),
                    force=force,
                    progress=_going_on(progress, track.start_ms, timeline.duration_ms),
                )
                save_texts(track.timeline, track.path, album.texts, force=force)
            _remove(listed | left_by_a_killed_one, but=paths)
        except BaseException:
            with suppress(OutputError):  # What is told is why the export has ended.
                _remove(added, but=listed)
            raise
    return [*paths, target]


def check_tracks(timeline: Timeline, album: Album, *, force: bool = False) -> None:
    """Look whether a timeline may be exported as tracks, before any is encoded.

    Raises:
        OutputError: the format is unknown, there can be no such folder, or something stands there under the name of a
            track, was not made by voicecoach or belongs to another session, and ``force`` is not set.
    """
    audio_format_for(Path(f"tracks{album.suffix}"))
    check_folder(album.folder)
    if album.folder.exists():
        for path, is_ours in _targets(timeline, album):
            check_target_path(path, is_ours, force=force)
        if not force:
            _check_not_of_another(timeline, album)


def _check_not_of_another(timeline: Timeline, album: Album) -> None:
    """Look whether tracks of another session, which its own playlist lists, would be overwritten."""
    own, paths = _playlist_path(timeline, album), set(_paths(_cut(timeline, album.by), album))
    for other in sorted(album.folder.glob(f"*{PLAYLIST}")):
        if other != own and listed_in(other) & paths:
            message = f"{album.folder} holds the tracks of another session: {other.name}"
            raise OutputError(message, "name another folder with -o, or --force")


def check_folder(folder: Path) -> None:
    """Look whether tracks may be written to a folder: one that is there, or that can be made in another.

    Raises:
        OutputError: there is no such place.
    """
    if folder.exists() and not folder.is_dir():
        raise OutputError(f"{folder} cannot hold tracks: it is not a folder", "name a folder with -o")
    if not folder.parent.is_dir():
        message = f"{folder} cannot be made: there is no folder {folder.parent}"
        raise OutputError(message, f"make it first: mkdir -p {folder.parent}")


def files_of(timeline: Timeline, album: Album) -> tuple[Path, ...]:
    """Return every file that an export as tracks writes."""
    return tuple(path for path, _ in _targets(timeline, album))


def _cut(timeline: Timeline, by: Split) -> tuple[Chapter, ...]:
    """Return what becomes a track each: a step without length has no sound."""
    return tuple(chapter for chapter in chapters(timeline, by) if chapter.length_ms)


def _paths(stretches: Collection[Chapter], album: Album) -> list[Path]:
    digits = max(_LEAST_DIGITS, len(str(len(stretches))))
    return [
        album.folder / f"{number:0{digits}} {safe_name(chapter.title)}{album.suffix}"
        for number, chapter in enumerate(stretches, 1)
    ]


def _playlist_path(timeline: Timeline, album: Album) -> Path:
    return album.folder / f"{safe_name(timeline.title)}{PLAYLIST}"


def _targets(timeline: Timeline, album: Album) -> Iterator[tuple[Path, IsOurs]]:
    """Yield every file that an export writes, and how one of ours is known."""
    yield _playlist_path(timeline, album), is_our_playlist
    for path in _paths(_cut(timeline, album.by), album):
        yield path, is_our_sound
        yield from texts_beside(path, album.texts)


def _tracks(timeline: Timeline, stretches: Collection[Chapter], paths: Iterable[Path], by: Split) -> Iterator[_Track]:
    """Yield the tracks in order."""
    within = chapters(timeline, _WITHIN[by]) if by in _WITHIN else ()
    for number, (path, chapter) in enumerate(zip(paths, stretches, strict=True), 1):
        own = tuple(
            replace(part, start_ms=part.start_ms - chapter.start_ms, end_ms=part.end_ms - chapter.start_ms)
            for part in within
            if chapter.first <= part.first and part.last <= chapter.last
        )
        heard = replace(timeline.between(chapter.first, chapter.last), title=chapter.title)
        tags = Tags(
            title=chapter.title,
            album=timeline.title,
            language=timeline.language,
            duration_ms=chapter.length_ms,
            chapters=own if len(own) > 1 else (),
            lyrics=lyrics(heard, (replace(chapter, first=0, last=chapter.last - chapter.first),)),
            cover=partial(cover, timeline, chapter),
            track=number,
            tracks=len(stretches),
        )
        yield _Track(path, chapter.start_ms, heard, tags)


def _first(blocks: Iterator[bytes], size: int) -> Iterator[bytes]:
    """Yield so many bytes of a mix, and no more: no block goes on over the end of a step."""
    while size:
        block = next(blocks)
        size -= len(block)
        yield block


def _going_on(progress: Progress | None, from_ms: Ms, whole_ms: Ms) -> Progress | None:
    """Return what is told of a track, so that the whole is told of."""
    return progress and (lambda done_ms, _: progress(from_ms + done_ms, whole_ms))


@contextmanager
def _encode(folder: Path) -> Iterator[None]:
    """Make a folder, and take it away if nothing comes into it."""
    is_new = not folder.exists()
    try:
        folder.mkdir(exist_ok=True)
    except OSError as error:
        raise OutputError(f"{folder} cannot be made: {error.strerror or error}", "choose another with -o") from error
    try:
        yield
    except BaseException:
        if is_new:
            with suppress(OSError):  # There is something in it.
                folder.rmdir()
        raise


def _remove(tracks: Iterable[Path], *, but: Collection[Path]) -> None:
    """Remove tracks that are ours, with the texts beside them and what a killed export has left of them.

    Some systems have one file under several names, in other letters: what is the same as one of ``but`` stays.
    """
    kept = {_identity(path) for path in but if path.exists()}
    for track in tracks:
        is_stale = track.is_file() and _identity(track) not in kept
        for path, is_ours in ((track, is_our_sound), *texts_beside(track, TEXTS)):
            _unlink(temporary_path(path))
            if is_stale and path.is_file() and is_ours(path):
                _unlink(path)


def _identity(path: Path) -> tuple[int, int]:
    """Return what is the same for one file under several names."""
    found = path.stat()
    return found.st_dev, found.st_ino


def _unlink(path: Path) -> None:
    try:
        path.unlink(missing_ok=True)
    except OSError as error:
        message = f"{path}, of an earlier export, cannot be removed: {error.strerror or error}"
        raise OutputError(message, "remove it, so that it is not played among the new ones") from error
