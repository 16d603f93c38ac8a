"""The text formats of the cue list, as read by others: csv, webvtt-py in strict mode, FFmpeg.

The files in tests/cases/texts are one session in each format, with the lengths of a typical voice (test_place.py) and
without the version. To update them: ``python -m tests.exports.test_texts``.
"""

import csv
import html
import io
import json
import re
import subprocess
from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import pytest
import webvtt
from hypothesis import given
from hypothesis import strategies as st

from tests.coach.test_placement import compiled
from tests.conftest import ROOT, need
from voicecoach.errors import OutputError
from voicecoach.exports import TEXTS, save_text, text_format_for
from voicecoach.exports.tags import MADE_BY
from voicecoach.loading import load_workout
from voicecoach.session import Choices, StepKind
from voicecoach.talk import Verbosity
from voicecoach.timeline import Cue, Heard, Timeline, TimelineStep, VoiceSettings, broken_promises

FOLDER = ROOT / "tests/cases/texts"
SESSION = "isometric-row"
MINUTE = 60_000

ODD = (
    'Say "go", then: 3, 2; done',
    "One\nline\tor two\n\n\nor three",
    "Übung → 🏋 深呼吸",
    "a < b & <b>c</b> &amp; {\\an8}d",
    "00:00:01,000 --> 00:00:02,000",
    "[00:01.00] not a time",
    "7",
    "NOTE: breathe",
    "-",
)


def compiled_session(name=SESSION, verbosity=Verbosity.NORMAL) -> Timeline:
    return compiled(load_workout(name).or_raise(), Choices(verbosity=verbosity))


def timeline_of(texts, start_ms=0, title="A", step_title="Squat") -> Timeline:
    """Return a session of one intro and one set, in which the texts are heard without a gap."""
    texts = tuple(texts)
    first_ms = start_ms + 507
    cues = [Cue(first_ms + 1001 * at, first_ms + 1001 * (at + 1), 1, "form", Heard(t)) for at, t in enumerate(texts)]
    cues += [Cue(first_ms, first_ms + 30, 1, "sound", Heard(sound="tick"))]
    end_ms = first_ms + 1001 * max(1, len(texts))
    steps = (
        TimelineStep(0, StepKind.INTRO, title, None, None, 1, 1, 0, start_ms),
        TimelineStep(1, StepKind.WORK, step_title, step_title, None, 1, 1, start_ms, end_ms),
    )
    cues.sort(key=lambda cue: cue.start_ms)
    voice = VoiceSettings("none", "test", 160)
    timeline = Timeline(title, "en", Verbosity.NORMAL, voice, end_ms, steps, tuple(cues))
    assert list(broken_promises(timeline)) == []
    return timeline


def spoken(timeline):
    """Return the times and words that a reader should find: every text on one line."""
    words = [(cue.start_ms, cue.end_ms, " ".join((cue.heard.text or "").split())) for cue in timeline.cues]
    return [cue for cue in words if cue[2]]


def read_vtt(text):
    captions = webvtt.from_string(text, strict=True)
    return [(*span(caption), html.unescape(caption.raw_text)) for caption in captions]


def read_srt(text):
    captions = webvtt.from_buffer(io.StringIO(text), format="srt") if text else ()
    return [(*span(caption), caption.raw_text) for caption in captions]


def span(caption):
    return caption.start_time.in_milliseconds(), caption.end_time.in_milliseconds()


def read_lrc(text):
    """Return the tags and the lines, each line with its time in milliseconds."""
    tags = dict(re.findall(r"^\[([a-z]+):(.*)\]$", text, re.MULTILINE))
    lines = re.findall(r"^\[(\d\d+):([0-5]\d)\.(\d\d)\](.*)$", text, re.MULTILINE)
    assert len(tags) + len(lines) == len(text.splitlines())
    return tags, [(int(m) * MINUTE + int(s) * 1000 + int(c) * 10, words) for m, s, c, words in lines]


def read_labels(text):
    rows = [line.split("\t") for line in text.splitlines()]
    return [(milliseconds(start), milliseconds(end), words) for start, end, words in rows]


def milliseconds(seconds):
    assert re.fullmatch(r"\d+\.\d{6}", seconds)
    exact = Decimal(seconds) * 1000
    assert exact == int(exact)
    return int(exact)


def ffprobe(path):
    """Return what FFmpeg reads: the start and length of each line in milliseconds, and the tags.

    The last line of lyrics has no length, which FFmpeg reports as -1 microseconds.
    """
    command = [need("ffprobe"), "-v", "error", "-show_packets", "-show_format", "-of", "json", str(path)]
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    assert done.stderr == ""
    document = json.loads(done.stdout)
    times = [
        (milliseconds(row["pts_time"]), int(Decimal(row.get("duration_time", 0)) * 1000)) for row in document["packets"]
    ]
    return times, document["format"].get("tags")


def written(folder, name, timeline) -> Path:
    path = folder / f"session{TEXTS[name].suffix}"
    path.write_text(TEXTS[name].write(timeline), "utf-8", newline="")
    return path


@pytest.mark.parametrize("name", [name for name in TEXTS if name != "json"])
def test_every_format_matches_its_reviewed_file(name):
    path = FOLDER / f"{SESSION}{TEXTS[name].suffix}"
    assert TEXTS[name].write(compiled_session()).replace(MADE_BY, "voicecoach") == path.read_text("utf-8")


def test_csv_reads_back_as_the_same_cues():
    timeline = timeline_of(ODD, step_title='Row, "left"\t→')
    rows = list(csv.DictReader(io.StringIO(TEXTS["csv"].write(timeline), newline="")))
    heard = [Heard(row["text"] or None, row["sound"] or None) for row in rows]
    cues = [
        Cue(int(row["start_ms"]), int(row["end_ms"]), int(row["step"]), row["kind"], heard_)
        for row, heard_ in zip(rows, heard, strict=True)
    ]
    assert tuple(cues) == timeline.cues
    assert {row["step_title"] for row in rows} == {'Row, "left"\t→'}


def test_subtitles_read_back_with_exact_times_and_all_words():
    timeline = timeline_of(ODD, start_ms=101 * MINUTE, title="A --> B\n\n& C")
    vtt, srt = TEXTS["vtt"].write(timeline), TEXTS["srt"].write(timeline)
    assert read_vtt(vtt) == spoken(timeline)
    assert vtt.startswith(f"WEBVTT\n\nNOTE made by {MADE_BY}: A --&gt; B &amp; C\n\n01:41:00.507 --> 01:41:01.508\n")
    no_tags = str.maketrans("<>", "‹›")
    assert read_srt(srt) == [
        (start_ms, end_ms, words.translate(no_tags)) for start_ms, end_ms, words in spoken(timeline)
    ]
    assert srt.startswith("1\n01:41:00,507 --> 01:41:01,508\n")


@pytest.mark.parametrize("name", ["vtt", "srt"])
@pytest.mark.parametrize("start_ms", [0, 61 * MINUTE, 23 * 60 * MINUTE])
def test_ffmpeg_reads_the_times_of_subtitles_to_the_millisecond(tmp_path, name, start_ms):
    timeline = timeline_of(ODD, start_ms)
    times, _ = ffprobe(written(tmp_path, name, timeline))
    assert times == [(start_ms, end_ms - start_ms) for start_ms, end_ms, _ in spoken(timeline)]


@pytest.mark.parametrize("name", ["vtt", "srt"])
def test_ffmpeg_shows_every_word_of_the_subtitles(tmp_path, name):
    path = written(tmp_path, name, timeline_of(["5 <10 kg> row", "a --> b", "Fest & schön"]))
    command = [need("ffmpeg"), "-v", "error", "-i", str(path), "-f", "srt", "-"]
    shown = subprocess.run(command, capture_output=True, encoding="utf-8", check=True).stdout
    shown = [words.replace("‹", "<").replace("›", ">") for _, _, words in read_srt(shown)]
    assert shown == ["5 <10 kg> row", "a --> b", "Fest & schön"]


@pytest.mark.parametrize("start_ms", [0, 61 * MINUTE, 101 * MINUTE])
def test_lyrics_have_titles_words_and_tags_that_ffmpeg_reads(tmp_path, start_ms):
    timeline = timeline_of(ODD, start_ms, title="Legs [easy]")
    path = written(tmp_path, "lrc", timeline)
    tags, lines = read_lrc(path.read_text("utf-8"))
    minutes = timeline.duration_ms // MINUTE
    assert tags == {"by": MADE_BY, "ti": "Legs (easy)", "length": f"{minutes:02}:09"}
    assert lines[:2] == [(0, "Legs (easy)"), (start_ms, "Squat")]
    brackets = str.maketrans("[]", "()")
    assert lines[2:] == [(at_ms // 10 * 10, words.translate(brackets)) for at_ms, _, words in spoken(timeline)]
    times, read_tags = ffprobe(path)
    assert [at_ms for at_ms, _ in times] == [at_ms for at_ms, _ in lines]
    assert (read_tags["title"], read_tags["creator"]) == ("Legs (easy)", MADE_BY)


def test_where_nothing_is_said_lyrics_name_every_step_and_subtitles_are_empty():
    timeline = compiled_session(verbosity=Verbosity.QUIET)
    assert [words.partition(" · ")[0] for _, words in read_lrc(TEXTS["lrc"].write(timeline))[1]] == [
        step.title for step in timeline.steps
    ]
    assert TEXTS["srt"].write(timeline) == ""
    assert read_vtt(TEXTS["vtt"].write(timeline)) == []


def test_lyrics_say_which_round_it_is():
    _, lines = read_lrc(TEXTS["lrc"].write(compiled_session("lower-body-activation")))
    titles = [words for _, words in lines if words.startswith("R")]
    assert "R1 · Monster walks" in titles
    assert "R2 · Monster walks" in titles


def test_labels_are_steps_words_and_sounds_by_their_beginning():
    timeline = timeline_of(ODD, start_ms=101 * MINUTE, step_title="Row,\tleft")
    labels = read_labels(TEXTS["labels"].write(timeline))
    assert labels == sorted(labels, key=lambda label: label[0])
    intro, work = timeline.steps
    assert labels[0] == (0, intro.end_ms, "A")
    assert labels[1] == (work.start_ms, work.end_ms, "Row, left")
    assert (6_060_507, 6_060_537, "(tick)") in labels
    assert set(spoken(timeline)) <= set(labels)
    assert len(labels) == len(timeline.steps) + len(timeline.cues)


TEXT = st.text(st.characters(codec="utf-8", exclude_categories=["C", "Zl", "Zp"], include_characters="\t\n"))
"""Any text that a cue list can contain."""


@given(st.lists(TEXT, max_size=4), st.integers(0, 20 * 60 * MINUTE), TEXT)
def test_any_words_at_any_time_read_back(texts, start_ms, title):
    timeline = timeline_of(texts, start_ms, title, title)
    assert read_vtt(TEXTS["vtt"].write(timeline)) == spoken(timeline)
    assert [cue[:2] for cue in read_srt(TEXTS["srt"].write(timeline))] == [cue[:2] for cue in spoken(timeline)]
    assert len(list(csv.reader(io.StringIO(TEXTS["csv"].write(timeline), newline="")))) == 1 + len(timeline.cues)
    assert len(read_labels(TEXTS["labels"].write(timeline))) == 2 + len(timeline.cues)
    _, lines = read_lrc(TEXTS["lrc"].write(timeline))
    assert sum(at_ms >= start_ms // 10 * 10 for at_ms, _ in lines) >= 1 + len(spoken(timeline))
    assert Timeline.from_json(TEXTS["json"].write(timeline)) == timeline


@pytest.mark.parametrize(
    ("file", "name"),
    [
        ("a.json", "json"),
        ("a.VTT", "vtt"),
        ("a.srt", "srt"),
        ("a.lrc", "lrc"),
        ("a.csv", "csv"),
        ("a.txt", "labels"),
        ("a.cues", "json"),
        ("a", "json"),
        ("-", "json"),
    ],
)
def test_the_suffix_selects_the_format(file, name):
    assert text_format_for(Path(file)) == name


@pytest.mark.parametrize("name", ["json", "csv", "vtt", "lrc"])
def test_a_file_with_our_mark_is_replaced(tmp_path, name):
    form, path = TEXTS[name], tmp_path / "session"
    save_text(form.write(timeline_of(["Old"], 5)), form, path)
    save_text(form.write(timeline_of(["New"])), form, path)
    assert path.read_bytes() == form.write(timeline_of(["New"])).encode()


@pytest.mark.parametrize("name", ["srt", "labels"])
def test_a_different_file_without_a_mark_is_replaced_only_with_force(tmp_path, name):
    form, path = TEXTS[name], tmp_path / "session"
    old, new = form.write(timeline_of(["Old"], 5)), form.write(timeline_of(["New"]))
    for _ in range(2):
        save_text(old, form, path)
    with pytest.raises(OutputError, match="not created by voicecoach"):
        save_text(new, form, path)
    assert path.read_bytes() == old.encode()
    save_text(new, form, path, force=True)
    assert path.read_bytes() == new.encode()


STRANGERS = {
    "json": '{"format": "voicecoach/workout"}',
    "csv": "start_ms,end_ms\nvoicecoach\n",
    "vtt": "WEBVTT\n\nNOTE on voicecoach\n",
    "srt": "1\n00:00:01,000 --> 00:00:02,000\nvoicecoach\n",
    "lrc": "[ti:voicecoach]\n",
    "labels": "0.000000\t1.000000\tvoicecoach\n",
}


@pytest.mark.parametrize("name", TEXTS)
def test_a_file_by_somebody_else_is_kept(tmp_path, name):
    path = tmp_path / "session"
    path.write_text(STRANGERS[name])
    with pytest.raises(OutputError, match="not created by voicecoach"):
        save_text(TEXTS[name].write(timeline_of(["New"])), TEXTS[name], path)
    assert path.read_text() == STRANGERS[name]


def test_empty_subtitles_replace_only_empty_subtitles(tmp_path):
    empty = replace(compiled_session(verbosity=Verbosity.QUIET), title="Q")
    for _ in range(2):
        save_text(TEXTS["srt"].write(empty), TEXTS["srt"], tmp_path / "a.srt")
    (tmp_path / "a.srt").write_text("1\n")
    with pytest.raises(OutputError):
        save_text(TEXTS["srt"].write(empty), TEXTS["srt"], tmp_path / "a.srt")


if __name__ == "__main__":
    FOLDER.mkdir(exist_ok=True)
    for form_name in TEXTS.keys() - {"json"}:
        text = TEXTS[form_name].write(compiled_session()).replace(MADE_BY, "voicecoach")
        (FOLDER / f"{SESSION}{TEXTS[form_name].suffix}").write_text(text, "utf-8", newline="")
