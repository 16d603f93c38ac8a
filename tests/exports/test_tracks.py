"""Folders of tracks, as read by decoders, tag readers and playlists, and what happens to existing files."""

import os
import signal
from dataclasses import replace
from itertools import pairwise
from pathlib import Path

import mutagen
import numpy as np
import pytest
from mutagen.id3 import ID3

from tests.conftest import names_in, read, write_tones
from tests.exports.test_audio_file import decoded, silence
from voicecoach.audio import WITH_MUSIC, MixSettings, mix, open_music
from voicecoach.audio.mixer import KEEP_ALIVE_PEAK
from voicecoach.compiler import compile_session
from voicecoach.errors import OutputError
from voicecoach.exports import FORMATS, Album, Encoding, Split, export_tracks, tags_of
from voicecoach.exports.chapters import chapters
from voicecoach.exports.cover import cover
from voicecoach.exports.lyrics import lyrics
from voicecoach.exports.tracks import check_tracks
from voicecoach.session import Choices
from voicecoach.talk import Verbosity

pytestmark = pytest.mark.xdist_group("tracks")

KEEP_ALIVE = KEEP_ALIVE_PEAK / 32768


@pytest.fixture(scope="module")
def session(compile_short):
    return compile_short(Choices(rounds=2))


@pytest.fixture(scope="module")
def ending(session):
    """The last sets of a session, and its clips."""
    timeline, clips = session
    return timeline.between(len(timeline.steps) - 6, len(timeline.steps) - 1), clips


@pytest.fixture(scope="module")
def tracks(session, tmp_path_factory):
    """A session as tracks, one for each set, and their playlist."""
    folder = tmp_path_factory.mktemp("tracks") / "short"
    *paths, playlist = export_tracks(*session, Album(folder))
    return paths, playlist


def named(title, steps=1, step_ms=100):
    return replace(silence(step_ms, steps, title), title="Mine")


def of_steps(folder):
    return Album(folder, Split.STEP)


def samples_of(timeline, clips, mix_settings):
    return np.frombuffer(b"".join(mix(timeline, clips, mix_settings)), dtype="<i2") / 32768


def test_the_tracks_are_the_chapters_and_the_playlist_lists_them(session, tracks):
    timeline, _ = session
    paths, playlist = tracks
    cut = chapters(timeline)
    assert names_in(playlist.parent) == sorted(path.name for path in (*paths, playlist))
    assert [path.name for path in paths[::7]] == ["01 Short session.mp3", "08 Finish.mp3"]
    assert paths[1].name == "02 R1 · Squat.mp3"
    assert [path.name for path in paths] == sorted(path.name for path in paths)
    assert playlist.name == "Short session.m3u8"
    head, maker, title, *rows = playlist.read_text("utf-8").splitlines()
    assert (head, title) == ("#EXTM3U", "#PLAYLIST:Short session")
    assert maker.startswith("# made by voicecoach ")
    assert rows[1::2] == [path.name for path in paths]
    told = [row.removeprefix("#EXTINF:").split(",", 1) for row in rows[::2]]
    assert told == [[f"{chapter.length_ms / 1000:.3f}", chapter.title] for chapter in cut]
    assert sum(round(1000 * float(seconds)) for seconds, _ in told) == timeline.duration_ms


def test_every_track_has_its_own_tags_lyrics_and_cover(session, tracks):
    timeline, _ = session
    words = lyrics(timeline, chapters(timeline)).split("\n\n")
    for number, (path, chapter) in enumerate(zip(tracks[0], chapters(timeline), strict=True), 1):
        tags = ID3(path)
        texts = [str(tags[name]) for name in ("TIT2", "TALB", "TRCK", "TLEN")]
        assert texts == [chapter.title, timeline.title, f"{number}/{len(tracks[0])}", str(chapter.length_ms)]
        assert str(tags["USLT::eng"]) == words[number - 1]
        assert tags["APIC:"].data == cover(timeline, chapter)
        steps = sorted(tags.getall("CHAP"), key=lambda step: step.start_time)
        assert len(steps) == (0 if chapter.first == chapter.last else chapter.last - chapter.first + 1)
        assert [step.start_time for step in steps[:1]] == [0] * bool(steps)
        assert [step.end_time for step in steps[-1:]] == [chapter.length_ms] * bool(steps)
        assert all(one.end_time == other.start_time for one, other in pairwise(steps))
        assert len(tags.getall("CTOC")) == bool(steps)


def test_a_session_in_one_file_has_a_cover_too(session):
    timeline, _ = session
    assert tags_of(timeline).cover() == cover(timeline)


def test_tracks_of_rounds_have_chapters_for_their_sets(session, tmp_path):
    timeline, clips = session
    *paths, _ = export_tracks(timeline, clips, Album(tmp_path / "a", Split.ROUND))
    assert [len(ID3(path).getall("CHAP")) for path in paths] == [0, 3, 3, 0]
    assert str(ID3(paths[2])["TIT2"]) == "R2 · Short session"


def test_tracks_in_mp3_join_to_exactly_the_session_and_none_begins_with_a_click(session, tracks):
    timeline, clips = session
    heard, stretches = [decoded(path) for path in tracks[0]], chapters(timeline)
    # One length in 24 is 23 samples more than it should be (test_export.py).
    assert not [chapter for chapter in stretches if chapter.length_ms % 24 == 1]
    assert [len(samples) for samples in heard] == [chapter.length_ms * 24 for chapter in stretches]
    whole = samples_of(timeline, clips, MixSettings())
    for chapter, one, other in zip(stretches, heard, heard[1:], strict=False):
        assert np.abs(one[-120:]).max() < 2 * KEEP_ALIVE
        # A sound that begins with a track is as steep as in the mix. Otherwise there is only the keep-alive tone.
        steepest = np.abs(np.diff(whole[chapter.end_ms * 24 :][:480])).max()
        assert abs(one[-1] - other[0]) < max(2 * KEEP_ALIVE, steepest)
    assert np.corrcoef(np.concatenate(heard), whole)[0, 1] > 0.99


@pytest.mark.parametrize("by", list(Split))
@pytest.mark.parametrize("suffix", [".flac", ".wav"])
def test_lossless_tracks_join_to_the_exact_samples_of_the_session(ending, tmp_path, suffix, by):
    *paths, _ = export_tracks(*ending, Album(tmp_path / "a", by, suffix))
    assert (np.concatenate([decoded(path) for path in paths]) == samples_of(*ending, MixSettings())).all()


@pytest.fixture(scope="module")
def song(tmp_path_factory):
    return write_tones(tmp_path_factory.mktemp("song") / "tones.wav", 7, 440, 660)


def test_music_continues_from_track_to_track_and_ends_with_the_session(ending, song, tmp_path):
    mix_settings = MixSettings(music=open_music(song))
    *paths, _ = export_tracks(*ending, Album(tmp_path / "a", Split.SET, ".wav"), encoding=Encoding(mix_settings))
    joined = np.concatenate([decoded(path, WITH_MUSIC) for path in paths])
    expected = samples_of(*ending, MixSettings(music=open_music(song))).reshape(-1, 2)
    assert (joined == expected).all()


@pytest.mark.parametrize("suffix", [".mp3", ".m4a", ".opus"])
def test_music_has_no_click_where_tracks_join_in_a_lossy_format(ending, song, tmp_path, suffix):
    timeline, clips = ending
    mix_settings = MixSettings(music=open_music(song))
    *paths, _ = export_tracks(
        timeline, clips, Album(tmp_path / "a", Split.SET, suffix), encoding=Encoding(mix_settings)
    )
    heard = [decoded(path, WITH_MUSIC) for path in paths]
    assert [len(samples) for samples in heard] == [chapter.length_ms * 48 for chapter in chapters(timeline)]
    whole = samples_of(timeline, clips, MixSettings(music=open_music(song))).reshape(-1, 2)
    off = np.abs(np.concatenate(heard) - whole)
    usual = np.abs(whole).max()
    for end in np.cumsum([len(samples) for samples in heard])[:-1]:
        assert off[end - 96 : end + 96].max() < 0.02 * usual
        # Around the joint lies what a codec does anywhere to the attack of a sound.
        assert off[end - 480 : end + 480].max() < 0.2 * usual


@pytest.mark.parametrize("suffix", list(FORMATS))
def test_every_format_says_which_track_of_how_many_it_is(tmp_path, suffix):
    *paths, _ = export_tracks(named("A step", 3), {}, Album(tmp_path / "a", Split.STEP, suffix))
    assert [path.suffix for path in paths] == 3 * [suffix]
    found = [mutagen.File(path).tags for path in paths]
    numbers = [tags.get("TRCK") or tags.get("trkn") or tags.get("tracknumber") for tags in found]
    assert [str(number) for number in numbers] in (
        ["1/3", "2/3", "3/3"],
        ["[(1, 3)]", "[(2, 3)]", "[(3, 3)]"],
        ["['1']", "['2']", "['3']"],
    )


@pytest.mark.parametrize("title", ["CON", "a/b:c*?", "🏋 squat", "x" * 200, "...", "-", "#1"])
def test_any_title_becomes_a_track_and_a_playlist(tmp_path, title):
    timeline = replace(silence(100, title=title), title=title)
    path, playlist = export_tracks(timeline, {}, of_steps(tmp_path / "a"))
    assert playlist.read_text("utf-8").splitlines()[-1] == path.name
    assert path.name.startswith("01 ")
    assert not set(path.name + playlist.name) & set('<>:"/\\|?*')


def test_sixty_steps_are_sixty_tracks_and_two_hundred_have_longer_numbers(tmp_path):
    *paths, _ = export_tracks(named("Step", 60), {}, of_steps(tmp_path / "a"))
    assert (len(paths), paths[0].name[:3], paths[59].name[:3]) == (60, "01 ", "60 ")
    assert all(len(decoded(path)) == 100 * 24 for path in paths)
    *paths, _ = export_tracks(named("Step", 100, 24), {}, of_steps(tmp_path / "b"))
    assert (paths[0].name[:4], paths[99].name[:4]) == ("001 ", "100 ")


def test_a_step_without_length_is_not_a_track(tmp_path):
    timeline = named("Step", 2)
    steps = (timeline.steps[0], replace(timeline.steps[1], start_ms=100, end_ms=100), timeline.steps[1].moved(0, 2))
    paths = export_tracks(replace(timeline, steps=steps), {}, of_steps(tmp_path / "a"))
    assert len(paths) == 3


def test_each_track_has_its_own_sidecar_file_with_times_from_its_start(ending, tmp_path):
    timeline, clips = ending
    *paths, _ = export_tracks(timeline, clips, Album(tmp_path / "a", texts=("lrc", "vtt")))
    assert len(names_in(tmp_path / "a")) == 3 * len(paths) + 1
    words = paths[2].with_suffix(".lrc").read_text("utf-8")
    assert f"[ti:{chapters(timeline)[2].title}]" in words
    assert "[00:00." in words
    # They are deleted with the tracks that they belong to.
    export_tracks(timeline, clips, Album(tmp_path / "a", Split.ROUND, texts=("lrc", "vtt")))
    assert len(names_in(tmp_path / "a")) == 3 * 2 + 1


def test_only_tracks_that_are_no_longer_part_of_the_session_are_deleted(tmp_path):
    folder, outside = tmp_path / "a", tmp_path / "outside.mp3"
    *old, playlist = export_tracks(named("Old", 5), {}, of_steps(folder))
    outside.write_bytes(old[0].read_bytes())
    unlisted = folder / "01 copy.mp3"
    unlisted.write_bytes(old[0].read_bytes())
    old[1].unlink()
    old[3].write_bytes(b"somebody's song")
    with playlist.open("a", encoding="utf-8") as file:
        file.write(f"../outside.mp3\n{outside}\n.\n..\nnothing.mp3\n\n")
    new = export_tracks(named("New", 2), {}, of_steps(folder))
    assert names_in(folder) == sorted(path.name for path in (*new, unlisted, old[3]))
    assert outside.exists()


def test_somebody_elses_playlist_deletes_nothing(tmp_path):
    *old, playlist = export_tracks(named("Old", 3), {}, of_steps(tmp_path / "a"))
    playlist.write_text(playlist.read_text("utf-8").replace("voicecoach", "me"), "utf-8")
    new = export_tracks(named("New", 2), {}, of_steps(tmp_path / "a"), force=True)
    assert names_in(tmp_path / "a") == sorted(path.name for path in (*old, *new))


def test_a_track_whose_name_differs_only_in_case_is_not_deleted(tmp_path):
    """A link stands in for a file system that ignores case: it is a second name for the same file."""
    folder = tmp_path / "a"
    first, playlist = export_tracks(named("Step"), {}, of_steps(folder))
    other = folder / first.name.upper()
    other.symlink_to(first.name)
    playlist.write_text(playlist.read_text("utf-8").replace(first.name, other.name), "utf-8")
    export_tracks(named("Step"), {}, of_steps(folder))
    assert other.is_symlink()
    assert first.exists()


def test_the_tracks_of_another_format_are_replaced(tmp_path):
    for suffix in (".wav", ".mp3"):
        export_tracks(named("Step", 2), {}, Album(tmp_path / "a", Split.STEP, suffix))
    assert [Path(name).suffix for name in names_in(tmp_path / "a")] == [".mp3", ".mp3", ".m3u8"]


@pytest.mark.parametrize("number", [0, 2, 3])
def test_a_foreign_file_stops_the_export_before_anything_is_written_unless_forced(tmp_path, number):
    folder = tmp_path / "a"
    paths = export_tracks(named("Step", 3), {}, of_steps(folder))
    for path in paths:
        path.unlink()
    paths[number].write_bytes(b"somebody's")
    with pytest.raises(OutputError, match="not created by voicecoach"):
        export_tracks(named("Step", 3), {}, of_steps(folder))
    assert names_in(folder) == [paths[number].name]
    assert paths[number].read_bytes() == b"somebody's"
    assert export_tracks(named("Step", 3), {}, of_steps(folder), force=True) == paths
    check_tracks(named("Step", 3), of_steps(folder))  # Now they are ours.


def test_a_foreign_sidecar_file_stops_the_export_too(tmp_path):
    album = replace(of_steps(tmp_path / "a"), texts=("lrc",))
    path, playlist = export_tracks(named("Step"), {}, album)
    path.unlink()
    path.with_suffix(".lrc").write_text("my words")
    with pytest.raises(OutputError, match="not created by voicecoach"):
        export_tracks(named("Step"), {}, album)
    assert names_in(tmp_path / "a") == sorted((playlist.name, path.with_suffix(".lrc").name))


def stop_at(ms):
    def progress(done_ms, _):
        if done_ms > ms:
            raise KeyboardInterrupt

    return progress


def test_an_interrupted_export_leaves_the_old_tracks_and_their_playlist(tmp_path):
    folder = tmp_path / "new"
    with pytest.raises(KeyboardInterrupt):
        export_tracks(named("Step", 5), {}, of_steps(folder), progress=stop_at(250))
    assert names_in(tmp_path) == []
    export_tracks(named("Old", 5), {}, of_steps(folder))
    before = {path.name: path.read_bytes() for path in folder.iterdir()}
    with pytest.raises(KeyboardInterrupt):
        export_tracks(named("New", 5), {}, of_steps(folder), progress=stop_at(250))
    assert {path.name: path.read_bytes() for path in folder.iterdir()} == before


def test_what_a_killed_export_left_is_gone_after_the_next(tmp_path):
    folder = tmp_path / "a"
    export_tracks(named("Old", 3), {}, of_steps(folder))
    before = names_in(folder)
    child = os.fork()
    if child == 0:
        kill = lambda done_ms, _: done_ms > 250 and os.kill(os.getpid(), signal.SIGKILL)  # noqa: E731
        export_tracks(named("Killed", 5), {}, of_steps(folder), progress=kill)
    os.waitpid(child, 0)
    left = set(names_in(folder)) - set(before)
    assert any(name.startswith("01 Killed") for name in left)
    assert (folder / "Mine.m3u8").read_text("utf-8").count("Old") == 6
    *paths, playlist = export_tracks(named("New", 2), {}, of_steps(folder))
    assert names_in(folder) == sorted(path.name for path in (*paths, playlist))


def test_of_two_exports_to_one_folder_the_second_is_told_of_the_first(tmp_path):
    album = of_steps(tmp_path / "a")

    def export_again(done_ms, _):
        if done_ms == 200:
            with pytest.raises(OutputError, match="another voicecoach is writing"):
                export_tracks(named("Other", 3), {}, album)

    *paths, playlist = export_tracks(named("Step", 3), {}, album, progress=export_again)
    assert names_in(tmp_path / "a") == sorted(path.name for path in (*paths, playlist))


def test_progress_is_that_of_the_whole(tmp_path):
    told = []
    export_tracks(named("Step", 7, 1500), {}, of_steps(tmp_path / "a"), progress=lambda *done: told.append(done))
    assert told == sorted(told)
    assert told[-1] == (10_500, 10_500)


@pytest.mark.parametrize(
    ("folder", "suffix", "message"),
    [("no/such/a", ".mp3", "does not exist"), ("file", ".mp3", "not a folder"), ("a", ".aiff", "format")],
)
def test_an_unsuitable_folder_is_one_clear_error(tmp_path, folder, suffix, message):
    (tmp_path / "file").write_text("mine")
    with pytest.raises(OutputError, match=message) as caught:
        export_tracks(named("Step"), {}, Album(tmp_path / folder, suffix=suffix))
    assert caught.value.hint
    assert names_in(tmp_path) == ["file"]


def test_the_same_session_gives_the_same_bytes(session, tracks, tmp_path):
    again = export_tracks(*session, Album(tmp_path / "a"))
    assert [path.read_bytes() for path in again] == [path.read_bytes() for path in (*tracks[0], tracks[1])]


def test_the_tracks_of_another_session_are_not_overwritten(voice, tmp_path):
    album = Album(tmp_path / "both", Split.SET, ".wav")
    sessions = [
        compile_session(read(f"# {title}\n\n## A\n\n- Jump: 1 s\n"), Choices(verbosity=Verbosity.QUIET), voice)
        for title in ("Alpha", "Beta")
    ]
    first = export_tracks(sessions[0].timeline, sessions[0].clips, album)
    before = [path.read_bytes() for path in first]
    with pytest.raises(OutputError, match=r"tracks of another session: Alpha\.m3u8"):
        export_tracks(sessions[1].timeline, sessions[1].clips, album)
    assert [path.read_bytes() for path in first] == before
    export_tracks(sessions[1].timeline, sessions[1].clips, album, force=True)
