"""Every format, with everything that a phone shows, as read by FFmpeg's programs and by libraries."""

import json
import struct
import subprocess
import zlib
from base64 import b64decode
from dataclasses import replace
from itertools import islice
from pathlib import Path

import av
import mutagen
import numpy as np
import pytest
from mutagen.flac import Picture

from tests.conftest import names_in, need
from voicecoach.errors import OutputError
from voicecoach.exports import FORMATS, Tags, export, tags_of
from voicecoach.exports.chapters import LONGEST_TITLE, Chapter
from voicecoach.exports.tags import MADE_BY
from voicecoach.timeline import Timeline

pytestmark = pytest.mark.xdist_group("formats")

USUAL_WORDS = ("timescale not set", "Unsupported codec with id 98314", "Guessed Channel Layout")
"""What FFmpeg 5 prints for every MP4 with a cover, every MP4 with a chapter track, and every mono WAV."""


def png(size: int) -> bytes:
    """Return a large PNG of grey noise."""
    rows = b"".join(b"\0" + np.random.default_rng(row).bytes(size) for row in range(size))
    header = struct.pack(">IIBBBBB", size, size, 8, 0, 0, 0, 0)
    chunks = ((b"IHDR", header), (b"IDAT", zlib.compress(rows)), (b"IEND", b""))
    return b"\x89PNG\r\n\x1a\n" + b"".join(
        struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data)) for name, data in chunks
    )


def many_chapters(timeline: Timeline, number: int) -> tuple[Chapter, ...]:
    """Split a timeline into chapters of odd lengths, with long titles in many scripts."""
    edges = [timeline.duration_ms * index // number for index in range(number + 1)]
    title = "Übung → 🏋 mit =Zeichen; und # mehr, Teil "
    return tuple(
        Chapter(f"{title}{index:03}".ljust(LONGEST_TITLE, "x"), 0, 0, *edges[index : index + 2])
        for index in range(number)
    )


def many_tags(timeline: Timeline, number: int) -> Tags:
    return replace(
        tags_of(timeline),
        title="Lower body, part 3 · Übung",
        album="Lower body",
        chapters=many_chapters(timeline, number),
        cover=lambda: png(200),
        track=3,
        tracks=12,
    )


def said_by(command: list[str | Path]) -> tuple[bytes, list[str]]:
    """Run one of FFmpeg's programs, and return its output and its warnings."""
    done = subprocess.run(command, capture_output=True, check=True)
    warnings = done.stderr.decode().splitlines()
    return done.stdout, [line for line in warnings if line and not any(usual in line for usual in USUAL_WORDS)]


def probed(path: Path) -> dict:
    shown = ["-show_format", "-show_streams", "-show_chapters"]
    found, warnings = said_by([need("ffprobe"), "-v", "warning", "-of", "json", *shown, path])
    assert warnings == []
    return json.loads(found)


def pcm_of(path: Path, *options: str) -> np.ndarray:
    wanted = ["-map", "0:a", "-f", "s16le", "-ar", "48000", "-"]
    found, warnings = said_by([need("ffmpeg"), "-v", "warning", *options, "-i", path, *wanted])
    assert warnings == []
    return np.frombuffer(found, dtype="<i2").astype(float)


@pytest.fixture(scope="module")
def session(compile_short):
    """Two sets of a session, and its clips."""
    timeline, clips = compile_short()
    return timeline.between(2, 4), clips


@pytest.fixture(scope="module", params=list(FORMATS))
def shown(session, tmp_path_factory, request):
    """A session as a file with 60 chapters and a cover, and its tags."""
    timeline, clips = session
    path, tags = tmp_path_factory.mktemp("shown") / f"a{request.param}", many_tags(timeline, 60)
    export(timeline, clips, path, tags=tags)
    return path, tags


def chapters_in(probe: dict) -> list[tuple[int, str]]:
    return [(round(float(found["start_time"]) * 1000), found["tags"]["title"]) for found in probe["chapters"]]


def test_every_chapter_is_there_with_its_time_and_title(shown):
    path, tags = shown
    assert max(len(chapter.title) for chapter in tags.chapters) < 50
    assert chapters_in(probed(path)) == [(chapter.start_ms, chapter.title) for chapter in tags.chapters]


@pytest.mark.parametrize("suffix", list(FORMATS))
def test_more_chapters_than_fit_into_one_table_are_all_there(session, tmp_path, suffix):
    timeline, clips = session
    path, tags = tmp_path / f"a{suffix}", many_tags(timeline, 300)
    export(timeline, clips, path, tags=tags)
    assert chapters_in(probed(path)) == [(chapter.start_ms, chapter.title) for chapter in tags.chapters]


def test_ffprobe_finds_the_tags_the_cover_and_the_length(shown):
    path, tags = shown
    probe = probed(path)
    found = {**probe["streams"][0].get("tags", {}), **probe["format"].get("tags", {})}
    found = {name.lower(): value for name, value in found.items()}
    assert (found["title"], found["album"], found["artist"]) == (tags.title, tags.album, "voicecoach")
    assert found["track"] in {"3/12", "3"}
    assert next(value for name, value in found.items() if name.startswith("lyrics")) == tags.lyrics
    assert [stream["codec_name"] for stream in probe["streams"] if stream["disposition"]["attached_pic"]] == ["png"]
    assert abs(float(probe["format"]["duration"]) - tags.duration_ms / 1000) < 0.1


NAMES = {
    "ID3": ("TIT2", "TALB", "TPE1", "TRCK", "TENC", "USLT::eng", "APIC:"),
    "MP4Tags": ("\xa9nam", "\xa9alb", "\xa9ART", "trkn", "\xa9too", "\xa9lyr", "covr"),
    "VCFLACDict": ("title", "album", "artist", "tracknumber", "encoder", "lyrics", None),
    "OggOpusVComment": ("title", "album", "artist", "tracknumber", "encoder", "lyrics", "metadata_block_picture"),
    "_WaveID3": ("TIT2", "TALB", "TPE1", "TRCK", "TENC", "USLT::eng", "APIC:"),
}
"""The names of the same values in each kind of tags."""


def test_mutagen_finds_the_tags_and_the_exact_bytes_of_the_cover(shown):
    path, tags = shown
    file = mutagen.File(path)
    *names, cover = NAMES[type(file.tags).__name__]
    texts = [getattr(value, "text", value) for value in (file.tags[name] for name in names)]
    title, album, artist, track, maker, lyrics = (text if isinstance(text, str) else text[0] for text in texts)
    assert (title, album, artist, maker, lyrics) == (tags.title, tags.album, "voicecoach", MADE_BY, tags.lyrics)
    assert track in {"3/12", "3", (3, 12)}
    pictures = file.pictures if cover is None else [file.tags[cover]]
    (picture,) = pictures if isinstance(pictures[0], (Picture, mutagen.id3.APIC)) else pictures[0]
    if isinstance(picture, str):
        picture = Picture(b64decode(picture))
    assert getattr(picture, "data", picture) == tags.cover()
    assert getattr(picture, "type", 3) == 3


def test_a_seek_lands_at_every_chapter(shown):
    """The frame with the start of a chapter is the first or the second that is decoded."""
    path, tags = shown
    with av.open(str(path)) as container:
        (stream,) = container.streams.audio
        for chapter in tags.chapters:
            target = chapter.start_ms / 1000 + float((stream.start_time or 0) * stream.time_base)
            container.seek(round(target * 1_000_000))
            first, second = islice(container.decode(stream), 2)
            assert first.time <= target + 0.001
            assert target < second.time + second.samples / second.sample_rate


def test_ffmpeg_decodes_the_same_sound_from_a_chapter_on(shown):
    path, tags = shown
    whole = pcm_of(path)
    assert len(whole) == tags.duration_ms * 48
    for chapter in tags.chapters[7::17]:
        rest, begin = pcm_of(path, "-ss", f"{chapter.start_ms / 1000:.3f}"), chapter.start_ms * 48
        assert abs(len(whole) - begin - len(rest)) <= 48
        second = slice(9600, 57_600)  # A codec whose frames overlap needs a moment after a seek.
        assert np.corrcoef(rest[second], whole[begin:][second])[0, 1] > 0.9


@pytest.mark.parametrize("suffix", list(FORMATS))
def test_our_file_is_replaced_and_the_same_file_without_our_name_is_not(session, tmp_path, suffix):
    timeline, clips = session
    path = tmp_path / f"a{suffix}"
    short = timeline.only(0)
    for _ in range(2):
        export(short, clips, path, tags=many_tags(short, 60))
    assert names_in(tmp_path) == [path.name]
    mutagen.File(path).delete()
    before = path.read_bytes()
    with pytest.raises(OutputError, match="not created by voicecoach"):
        export(short, clips, path)
    assert path.read_bytes() == before


def test_the_lyrics_are_a_paragraph_for_every_set_with_its_counts_on_one_line(compile_short):
    timeline, _ = compile_short()
    paragraphs = [paragraph.splitlines() for paragraph in tags_of(timeline).lyrics.split("\n\n")]
    assert [paragraph[0] for paragraph in paragraphs] == [chapter.title for chapter in tags_of(timeline).chapters]
    squats = next(paragraph for paragraph in paragraphs if paragraph[0] == "Squat")
    assert squats[3:6] == ["Feet wide.", "3 2 1", "1 2 3"]
    assert squats[-1] == "6 7 8"
