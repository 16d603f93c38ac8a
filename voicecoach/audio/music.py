"""Music under the coach: audio files as one endless stream, at one loudness, without clicks between them.

A thread decodes in advance, so the sound callback only takes what is ready and never waits for a file to be opened or
for its loudness to be measured.
"""

import re
import weakref
from collections import deque
from collections.abc import Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import suppress
from itertools import chain, groupby
from pathlib import Path
from typing import TYPE_CHECKING, TypeAlias

from voicecoach.audio.loudness import loudness
from voicecoach.errors import VoicecoachError
from voicecoach.units import MS_PER_SECOND, Db, Hz, Lufs, Ms

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from voicecoach.audio.pyav import av

    Samples: TypeAlias = NDArray[np.float32]
    """Stereo frames at ``MUSIC_RATE_HZ``: shape (frames, 2)."""

MUSIC_RATE_HZ: Hz = 48_000
"""The rate of the music, and of a mix with music."""

MUSIC_LUFS: Lufs = -22.0
"""The loudness of every track: 6 dB below the voice, whose -19 LUFS in mono are -16 LUFS in stereo."""

CROSSFADE_MS: Ms = 100
"""How long two tracks overlap where they join.

A tenth of that would hide a click. All of it also covers the silence of up to 2257 samples (51 ms at 44.1 kHz) that an
MP3 encoder without a gapless tag leaves around a track, so that a loop has no gap.
"""

_MOST_GAIN_DB: Db = 20.0
"""A track that would need more gain is soft on purpose, or only noise."""

_SECOND = MUSIC_RATE_HZ
_FRAMES_PER_MS = MUSIC_RATE_HZ // MS_PER_SECOND
_FADE = CROSSFADE_MS * _FRAMES_PER_MS
_FULL_SCALE = 1 << 15

_MEASURED = 30 * _SECOND * 4
"""How many bytes of a track are measured: half a minute of 16-bit stereo."""

_SILENCE = _FULL_SCALE / 1000
"""A second that is nowhere louder than this, -60 dB, is not measured."""

_MOST = 4 * _FULL_SCALE
"""12 dB above full scale: anything louder comes from a broken file."""

_SECONDS_AHEAD = 10
"""Many times the time it takes to open and measure the next file."""

_SUFFIXES = frozenset(
    f".{suffix}"
    for suffix in (
        *("aac", "ac3", "aif", "aifc", "aiff", "alac", "ape", "au", "caf", "flac", "m4a", "m4b", "mka", "mp2", "mp3"),
        *("mp4", "mpc", "oga", "ogg", "opus", "tta", "wav", "weba", "webm", "wma", "wv"),
    )
)
_CURE = "save it as MP3, M4A, FLAC, Ogg, Opus or WAV"


class Music:
    """An endless stream of tracks, which starts over after the last one.

    The samples depend only on the files, not on the size of the blocks. ``skipped`` names files that are not audio.
    """

    def __init__(self, paths: tuple[Path, ...], skipped: tuple[str, ...] = ()) -> None:
        self.skipped = skipped
        self._pieces = map(_harmless, _gathered(_joined(_tracks(paths)), _SECOND))
        self._worker = ThreadPoolExecutor(1, "music")
        weakref.finalize(self, self._worker.shutdown, wait=False, cancel_futures=True)
        self._ahead: deque[Future[Samples]] = deque()
        for _ in range(_SECONDS_AHEAD):
            self._order()
        self._piece = self._next_piece()

    def block(self, n_ms: Ms, *, waits: bool = True) -> "Samples":
        """Return the next ``n_ms``: shape (n_ms * 48, 2), in the range of 16 bits, which single peaks may exceed.

        If the disk is too slow, this ``waits``, or otherwise returns silence until more is ready.
        """
        import numpy as np

        missing = n_ms * _FRAMES_PER_MS
        parts = [self._take(missing)]
        while missing := missing - len(parts[-1]):
            if not waits and not self._ahead[0].done():
                return np.concatenate((*parts, np.zeros((missing, 2), np.float32)))
            self._piece = self._next_piece()
            parts.append(self._take(missing))
        return np.concatenate(parts)

    def _take(self, frames: int) -> "Samples":
        part, self._piece = self._piece[:frames], self._piece[frames:]
        return part

    def _next_piece(self) -> "Samples":
        self._order()
        return self._ahead.popleft().result()

    def _order(self) -> None:
        self._ahead.append(self._worker.submit(next, self._pieces))


def open_music(path: Path) -> Music:
    """Open an audio file or the audio files of a folder, in natural order. Hidden files and subfolders are ignored.

    Raises:
        VoicecoachError: there is no audio file, or none can be read.
    """
    paths = tracks_at(path)
    if not path.is_dir():
        return Music(paths)
    problems: dict[Path, VoicecoachError] = {}
    for track in paths:
        try:
            _check(track)
        except VoicecoachError as error:
            problems[track] = error
    if len(problems) == len(paths):
        raise VoicecoachError(f"no file in {path} can be played: {problems[paths[0]].message}", _CURE)
    return Music(tuple(track for track in paths if track not in problems), tuple(track.name for track in problems))


def tracks_at(path: Path) -> tuple[Path, ...]:
    """Return the audio files that ``open_music`` would open, without reading those of a folder.

    Raises:
        VoicecoachError: there are none, or ``path`` is a file that cannot be read.
    """
    if path.is_dir():
        return _tracks_in(path)
    if not path.is_file():
        raise VoicecoachError(f"there is no music at {path}", "name an audio file or a folder of audio files")
    _check(path)
    return (path,)


def _tracks_in(folder: Path) -> tuple[Path, ...]:
    try:
        paths = sorted((path for path in folder.iterdir() if _looks_like_audio(path)), key=_as_people_count)
    except OSError as error:
        raise VoicecoachError(
            f"the folder {folder} cannot be read: {error.strerror}", "choose another folder"
        ) from error
    if not paths:
        raise VoicecoachError(f"there are no audio files in {folder}", f"{_CURE}; subfolders are ignored")
    return tuple(paths)


def _looks_like_audio(path: Path) -> bool:
    return path.suffix.lower() in _SUFFIXES and not path.name.startswith(".") and path.is_file()


def _as_people_count(path: Path) -> tuple[list[str | int], str]:
    """Return a sort key that puts track 9 before track 10."""
    parts = re.split(r"(\d+)", path.name.casefold())
    return [int(part) if index % 2 else part for index, part in enumerate(parts)], path.name


def _check(path: Path) -> None:
    """Raise a VoicecoachError if a file contains no readable sound."""
    if next(_decoded(path), None) is None:
        raise VoicecoachError(f"{path.name} contains no sound", _CURE)


def _tracks(paths: tuple[Path, ...]) -> "Iterator[Iterator[Samples]]":
    """Yield the tracks over and over. If none can be read any more, yield a second of silence and try again."""
    import numpy as np

    gains: dict[Path, float] = {}
    while True:
        has_sound = False
        for path in paths:
            if path not in gains:
                gains[path] = _gain(path)
            track = _track(path, gains[path])
            if (first := next(track, None)) is not None:
                has_sound = True
                yield chain((first,), track)
        if not has_sound:
            yield iter((np.zeros((_SECOND, 2), np.float32),))


def _track(path: Path, gain: float) -> "Iterator[Samples]":
    """Yield an amplified track. Parts that cannot be read are skipped."""
    import numpy as np

    factor = np.float32(gain * _FULL_SCALE)
    with suppress(VoicecoachError):
        for part in _decoded(path):
            yield part * factor


def _joined(tracks: "Iterator[Iterator[Samples]]") -> "Iterator[Samples]":
    """Crossfade each track into the next. A fade takes at most half of a short track."""
    import numpy as np

    held: Samples = np.zeros((0, 2), np.float32)
    for track in tracks:
        parts = _gathered(track, 2 * _FADE)
        start = next(parts)
        fade = min(_FADE, len(start) // 2)
        yield _crossfade(held, start[:fade])
        held = start[fade:]
        for part in parts:
            yield held[: len(held) - fade]
            held = np.concatenate((held[len(held) - fade :], part))
        yield held[: len(held) - fade]
        held = held[len(held) - fade :]


def _crossfade(end: "Samples", start: "Samples") -> "Samples":
    """Crossfade the end of one track into the start of another, with constant power."""
    import numpy as np

    shared = min(len(end), len(start))
    angle = ((np.arange(shared, dtype=np.float32) + np.float32(0.5)) * np.float32(np.pi / 2 / max(shared, 1)))[:, None]
    alone = len(end) - shared
    both = end[alone:] * np.cos(angle) + start[:shared] * np.sin(angle)
    return np.concatenate((end[:alone], both, start[shared:]))


def _harmless(samples: "Samples") -> "Samples":
    """Replace invalid and absurdly large values, which a floating-point file may contain."""
    import numpy as np

    return np.nan_to_num(np.clip(samples, -_MOST, _MOST))


def _gain(path: Path) -> float:
    """Return the factor that brings a track's first half minute of sound to ``MUSIC_LUFS``; 1 for silence."""
    import numpy as np

    sound = bytearray()
    for part in _gathered(_track(path, 1.0), _SECOND):
        if np.abs(part).max() > _SILENCE:
            sound += np.clip(part, -_FULL_SCALE, _FULL_SCALE - 1).astype("<i2").tobytes()
        if len(sound) >= _MEASURED:
            break
    if not sound:
        return 1.0
    gain_db = MUSIC_LUFS - loudness(bytes(sound), MUSIC_RATE_HZ, "stereo")
    return float(10 ** (max(-_MOST_GAIN_DB, min(gain_db, _MOST_GAIN_DB)) / 20))


def _gathered(parts: "Iterator[Samples]", least: int) -> "Iterator[Samples]":
    """Join parts until each has at least ``least`` frames; the last may have fewer."""
    import numpy as np

    gathered, frames = [], 0
    for part in parts:
        gathered.append(part)
        frames += len(part)
        if frames >= least:
            yield np.concatenate(gathered)
            gathered, frames = [], 0
    if gathered:
        yield np.concatenate(gathered)


def _decoded(path: Path) -> "Iterator[Samples]":
    """Decode a file to stereo at ``MUSIC_RATE_HZ``, with a full scale of 1.

    Raises:
        VoicecoachError: the file is not audio, or the rest of it cannot be read.
    """
    import numpy as np

    from voicecoach.audio.pyav import av

    try:
        with av.open(str(path.absolute()), metadata_errors="replace") as container:
            for _, frames in groupby(_frames(container), key=_sample_format):
                resampler = av.AudioResampler("flt", "stereo", MUSIC_RATE_HZ)
                for part in chain.from_iterable(map(resampler.resample, chain(frames, (None,)))):
                    yield part.to_ndarray().astype(np.float32, copy=False).reshape(-1, 2)
    except (av.FFmpegError, OSError, ValueError, IndexError) as error:
        reason = getattr(error, "strerror", None) or error
        raise VoicecoachError(f"{path.name} cannot be read as audio: {reason}", _CURE) from error


def _frames(container: "av.container.InputContainer") -> "Iterator[av.AudioFrame]":
    """Decode the first audio stream, not the cover. Damaged packets are skipped, as in every player."""
    from voicecoach.audio.pyav import av

    for packet in container.demux(container.streams.audio[0]):
        with suppress(av.InvalidDataError):
            yield from packet.decode()


def _sample_format(frame: "av.AudioFrame") -> tuple[str, str, int]:
    """Return the sample format, which may change within a recorded stream; a resampler handles only one."""
    return frame.format.name, frame.layout.name, frame.sample_rate
