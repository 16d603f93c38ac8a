"""Export a session as a folder of tracks: a file for each chapter, and a playlist in order."""

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
"""What the chapters within a track are split by."""

_LEAST_DIGITS = 2
"""The minimum number of digits in a track number."""


@dataclass(frozen=True, slots=True)
class Album:
    """How a session becomes tracks: the folder, what it is split by, and the suffix of the audio format.

    ``texts`` names the text formats, out of ``TEXTS``, in which each track has a sidecar file.
    """

    folder: Path
    by: Split = Split.SET
    suffix: str = ".mp3"
    texts: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class _Track:
    """A chapter of a session, as a timeline of its own, and its file."""

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
    """Export a timeline to a file for each chapter. Return the files in order, and the playlist last.

    All tracks are cut from one mix, so music and keep-alive tone continue from track to track. (In an MP3 without music
    the keep-alive tone starts over.) Tracks of ours that the playlist no longer lists are deleted. Progress callback:
    ``progress(done_ms, total_ms)``.

    Raises:
        OutputError: as ``check_tracks``, or a file cannot be written. Every track that existed before is then complete,
            the playlist is unchanged, and the files that this export added are deleted.
    """
    check_tracks(timeline, album, force=force)
    pieces, target = _split(timeline, album.by), _playlist_path(timeline, album)
    paths = _paths(pieces, album)
    listed, left_behind = listed_in(target), listed_in(temporary_path(target))
    added = {path for path in paths if not path.exists()} | left_behind
    with _new_folder(album.folder), atomic_write(target, is_our_playlist, force=force) as temporary:
        # Written before any track, so that after a power cut the next export knows which files to delete.
        temporary.write_bytes(playlist(timeline.title, zip(paths, pieces, strict=True)).encode())
        try:
            blocks = mix(timeline, clips, encoding.mix_settings, block_ms=BLOCK_MS)
            for track in _tracks(timeline, pieces, paths, album.by):
                export(
                    track.timeline,
                    clips,
                    track.path,
                    encoding=encoding,
                    tags=track.tags,
                    blocks=_take(blocks, track.timeline.duration_ms * encoding.mix_settings.pcm_format.bytes_per_ms),
                    force=force,
                    progress=_within_whole(progress, track.start_ms, timeline.duration_ms),
                )
                save_texts(track.timeline, track.path, album.texts, force=force)
            _delete(listed | left_behind, but=paths)
        except BaseException:
            with suppress(OutputError):  # The first error is the one to report.
                _delete(added, but=listed)
            raise
    return [*paths, target]


def check_tracks(timeline: Timeline, album: Album, *, force: bool = False) -> None:
    """Check in advance whether a timeline may be exported as tracks.

    Raises:
        OutputError: the format is unknown, the folder cannot be created, or a file with the name of a track exists, was
            not created by voicecoach or belongs to another session, and ``force`` is not set.
    """
    audio_format_for(Path(f"tracks{album.suffix}"))
    check_folder(album.folder)
    if album.folder.exists():
        for path, is_ours in _targets(timeline, album):
            check_target_path(path, is_ours, force=force)
        if not force:
            _check_not_of_another(timeline, album)


def _check_not_of_another(timeline: Timeline, album: Album) -> None:
    """Raise an error if a track that another session's playlist lists would be overwritten."""
    own, paths = _playlist_path(timeline, album), set(_paths(_split(timeline, album.by), album))
    for other in sorted(album.folder.glob(f"*{PLAYLIST}")):
        if other != own and listed_in(other) & paths:
            message = f"{album.folder} contains the tracks of another session: {other.name}"
            raise OutputError(message, "choose another folder with -o, or replace them with --force")


def check_folder(folder: Path) -> None:
    """Check whether tracks may be written to a folder, which exists or can be created.

    Raises:
        OutputError: the path is not a folder, or its parent does not exist.
    """
    if folder.exists() and not folder.is_dir():
        raise OutputError(f"tracks cannot be written to {folder}: it is not a folder", "choose a folder with -o")
    if not folder.parent.is_dir():
        message = f"{folder} cannot be created: the folder {folder.parent} does not exist"
        raise OutputError(message, f"create it: mkdir -p {folder.parent}")


def files_of(timeline: Timeline, album: Album) -> tuple[Path, ...]:
    """Return every file that an export as tracks writes."""
    return tuple(path for path, _ in _targets(timeline, album))


def _split(timeline: Timeline, by: Split) -> tuple[Chapter, ...]:
    """Return the chapters that become tracks: all but those without length."""
    return tuple(chapter for chapter in chapters(timeline, by) if chapter.length_ms)


def _paths(pieces: Collection[Chapter], album: Album) -> list[Path]:
    digits = max(_LEAST_DIGITS, len(str(len(pieces))))
    return [
        album.folder / f"{number:0{digits}} {safe_name(chapter.title)}{album.suffix}"
        for number, chapter in enumerate(pieces, 1)
    ]


def _playlist_path(timeline: Timeline, album: Album) -> Path:
    return album.folder / f"{safe_name(timeline.title)}{PLAYLIST}"


def _targets(timeline: Timeline, album: Album) -> Iterator[tuple[Path, IsOurs]]:
    """Yield each file that an export writes, and how to tell whether an existing one is ours."""
    yield _playlist_path(timeline, album), is_our_playlist
    for path in _paths(_split(timeline, album.by), album):
        yield path, is_our_sound
        yield from texts_beside(path, album.texts)


def _tracks(timeline: Timeline, pieces: Collection[Chapter], paths: Iterable[Path], by: Split) -> Iterator[_Track]:
    within = chapters(timeline, _WITHIN[by]) if by in _WITHIN else ()
    for number, (path, chapter) in enumerate(zip(paths, pieces, strict=True), 1):
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
            tracks=len(pieces),
        )
        yield _Track(path, chapter.start_ms, heard, tags)


def _take(blocks: Iterator[bytes], size: int) -> Iterator[bytes]:
    """Yield the first ``size`` bytes of a mix. No block extends beyond the end of a step, so none has to be split."""
    while size:
        block = next(blocks)
        size -= len(block)
        yield block


def _within_whole(progress: Progress | None, from_ms: Ms, whole_ms: Ms) -> Progress | None:
    """Return a progress callback for a track that reports the progress of the whole export."""
    return progress and (lambda done_ms, _: progress(from_ms + done_ms, whole_ms))


@contextmanager
def _new_folder(folder: Path) -> Iterator[None]:
    """Create a folder, and delete it after an error if it is empty."""
    is_new = not folder.exists()
    try:
        folder.mkdir(exist_ok=True)
    except OSError as error:
        raise OutputError(f"{folder} cannot be created: {error.strerror or error}", "choose another with -o") from error
    try:
        yield
    except BaseException:
        if is_new:
            with suppress(OSError):  # It is not empty.
                folder.rmdir()
        raise


def _delete(tracks: Iterable[Path], *, but: Collection[Path]) -> None:
    """Delete tracks that are ours, with their sidecar files and what a killed export left of them.

    On some systems one file has several names, such as in upper and lower case: any name of a file in ``but`` is kept.
    """
    kept_files = {_identity(path) for path in but if path.exists()}
    for track in tracks:
        is_stale = track.is_file() and _identity(track) not in kept_files
        for path, is_ours in ((track, is_our_sound), *texts_beside(track, TEXTS)):
            _unlink(temporary_path(path))
            if is_stale and path.is_file() and is_ours(path):
                _unlink(path)


def _identity(path: Path) -> tuple[int, int]:
    """Return what identifies a file whatever its name."""
    found = path.stat()
    return found.st_dev, found.st_ino


def _unlink(path: Path) -> None:
    try:
        path.unlink(missing_ok=True)
    except OSError as error:
        message = f"{path} from an earlier export cannot be deleted: {error.strerror or error}"
        raise OutputError(message, "delete it, or it will be played among the new tracks") from error
