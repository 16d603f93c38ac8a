"""Covers, judged by their pixels: what they show, to scale, in letters that exist, within the margins."""

import io
from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

import numpy as np
import pytest
from PIL import Image

from voicecoach.exports import cover as covers
from voicecoach.exports import tags_of
from voicecoach.exports.audio_file import USUAL_ENCODING
from voicecoach.exports.bars import bars, circuit_of, rounds_of
from voicecoach.exports.chapters import Split, chapters
from voicecoach.exports.cover import INK, LOOKS, MARGIN, SIZE, count_text, cover, look_of
from voicecoach.exports.lettering import drawable, font, paragraph
from voicecoach.exports.up_to_date import fingerprint
from voicecoach.session import StepKind
from voicecoach.talk import Verbosity
from voicecoach.timeline import Timeline, TimelineStep, VoiceSettings
from voicecoach.units import length_text

LONG_WORD = "Donaudampfschifffahrtsgesellschaftskapitänsmützenabzeichenverordnung" * 2
TITLES = (
    "A",
    "Lower-body activation",
    "¿Qué? ¡Piñón, œuvre, façade… Œuf, été, naïf, ÿ!",
    "ÅÉÎÕÜ gjpqy",
    LONG_WORD[:120],
    ("Sixty sets of everything there is, " * 4)[:120],
    "W" * 120,
)
BOX = (0, 0, 500, 200)
ACCENT = look_of("Test").accent


def timeline_of(lengths_s: Sequence[tuple], title: str = "Test") -> Timeline:
    """Return a timeline of steps, each given by its kind, its seconds, its round, and perhaps how many there are."""
    steps, at_ms = [], 0
    for index, (kind, length_s, round_, *rounds) in enumerate(lengths_s):
        end_ms = at_ms + int(length_s * 1000)
        step = TimelineStep(index, kind, f"Step {index}", "Squat", None, 1, round_, at_ms, end_ms)
        steps.append(replace(step, rounds=rounds[0]) if rounds else step)
        at_ms = end_ms
    return Timeline(title, "en", Verbosity.NORMAL, VoiceSettings("e", "v", 160), at_ms, tuple(steps), ())


def circuit(rounds: int, sets: int, title: str = "Test", *, work_s: float = 30, rest_s: float = 15) -> Timeline:
    """Return a session of rounds of sets, with a rest before every set, an intro and an outro."""
    steps = [(StepKind.INTRO, 8.0, 1)]
    for number in range(1, rounds + 1):
        steps += [(StepKind.REST, rest_s, number), (StepKind.WORK, work_s, number)] * sets
    return timeline_of([*steps, (StepKind.OUTRO, 3.0, 1)], title)


def opened(png: bytes) -> Image.Image:
    image = Image.open(io.BytesIO(png))
    image.load()
    return image


def pixels(png: bytes) -> np.ndarray:
    return np.asarray(opened(png))


def is_colour(picture: np.ndarray, colour: tuple[int, int, int]) -> np.ndarray:
    return (picture == np.array(colour, dtype=np.uint8)).all(axis=-1)


def strip_of(picture: np.ndarray) -> np.ndarray:
    """Return one line of pixels through the last row of bars."""
    return picture[covers._BARS_BOTTOM - 3, MARGIN : SIZE - MARGIN]


def contrast(one, other) -> float:
    """Return the contrast of two colours by WCAG 2.1."""

    def luminance(colour):
        linear = [v / 12.92 if v <= 0.04045 else ((v + 0.055) / 1.055) ** 2.4 for v in (part / 255 for part in colour)]
        return sum(part * share for part, share in zip(linear, (0.2126, 0.7152, 0.0722), strict=True))

    dark, bright = sorted(map(luminance, (one, other)))
    return (bright + 0.05) / (dark + 0.05)


SESSIONS = {
    "4 rounds of 6": circuit(4, 6),
    "8 rounds of 1": circuit(8, 1, work_s=20, rest_s=10),
    "300 sets": circuit(1, 300),
    "100 rounds of 10": circuit(100, 10),
    "one step": timeline_of([(StepKind.WORK, 5 * 3600, 1)]),
    "no set": timeline_of([(StepKind.INTRO, 5, 1), (StepKind.OUTRO, 5, 1)]),
    "no time": timeline_of([(StepKind.WORK, 0, 1)]),
}


@pytest.mark.parametrize("name", SESSIONS)
def test_a_cover_is_a_small_square_png(name):
    png = cover(SESSIONS[name])
    assert (opened(png).format, opened(png).mode, opened(png).size) == ("PNG", "RGB", (SIZE, SIZE))
    assert len(png) < 20_000


@pytest.mark.parametrize("title", TITLES)
def test_nothing_touches_the_margins_and_a_title_stays_clear_of_the_bars(title):
    timeline = circuit(1, 3, title)
    for highlight in (None, chapters(timeline)[1]):
        picture = pixels(cover(timeline, highlight))
        rows, columns = np.nonzero(~is_colour(picture, look_of(title).ground))
        edge = MARGIN - 6  # a letter may stick out of its box by a hair
        assert edge <= min(rows) <= MARGIN + 6
        assert edge <= min(columns)
        assert max(*rows, *columns) < SIZE - edge
        is_bar = ~is_colour(picture[: covers._BARS_BOTTOM, SIZE - MARGIN - 40], look_of(title).ground)
        bars_top = covers._BARS_BOTTOM - np.argmin(is_bar[::-1])
        assert is_colour(picture, INK)[bars_top - 10 : covers._BARS_BOTTOM].sum() == 0


@pytest.mark.parametrize("title", TITLES)
def test_the_lines_of_a_title_fit(title):
    size, lines = paragraph(title, (128, 98, 57, 42), 500, 240)
    assert 1 <= len(lines) <= 5
    assert all(font(size).getlength(line) <= 500 for line in lines)
    whole = drawable(title).replace(" ", "").replace("-", "")
    shown = "".join(lines).replace(" ", "").replace("-", "")
    assert shown == whole or (shown.endswith("…") and whole.startswith(shown[:-1]))


def test_a_short_title_is_large_and_a_long_one_is_cut():
    assert paragraph("Legs", covers._TITLE_SIZES, 504, 240) == (128, ["Legs"])
    size, lines = paragraph("W" * 120, covers._TITLE_SIZES, 504, 240)
    assert size == min(covers._TITLE_SIZES)
    assert lines[-1].endswith("…")


def test_steps_are_drawn_to_scale():
    timeline = circuit(1, 5, work_s=37, rest_s=23)
    strip = strip_of(pixels(cover(timeline)))
    assert is_colour(strip, ACCENT).mean() == pytest.approx(5 * 37_000 / timeline.duration_ms, abs=0.01)
    rest = covers._colour(timeline.steps[1], None, look_of("Test"))
    assert is_colour(strip, rest).mean() == pytest.approx(5 * 23_000 / timeline.duration_ms, abs=0.01)


@pytest.mark.parametrize("name", SESSIONS)
def test_bars_are_in_their_box_side_by_side(name):
    drawn = [bar for _, bar in bars(SESSIONS[name], BOX)]
    assert len(drawn) == len(SESSIONS[name].steps)
    rows = {}
    for left, top, right, bottom in drawn:
        assert 0 <= left < right <= BOX[2]
        assert 0 <= top < bottom <= BOX[3]
        assert bottom - top >= 5
        rows.setdefault(top, []).append((left, right))
    for row in rows.values():
        assert all(right <= left + 1 for (_, right), (left, _) in pairwise(row))
    assert len(rows) <= 24


def rows_of(timeline: Timeline) -> list[int]:
    """Return how many sets are in each row."""
    drawn = list(bars(timeline, BOX))
    sets = [top for step, (_, top, _, _) in drawn if step.is_set]
    return [sets.count(top) for top in sorted({top for _, (_, top, _, _) in drawn})]


def test_a_round_is_a_row_unless_there_are_too_many_sets_or_rounds():
    assert rows_of(circuit(1, 3)) == [3]
    assert rows_of(circuit(4, 6)) == [6] * 4
    assert rows_of(circuit(1, 60)) == [20] * 3
    assert rows_of(circuit(1, 300)) == [25] * 12
    assert rows_of(circuit(30, 1)) == [15] * 2


def test_rows_share_one_scale_and_are_aligned_at_their_first_sets():
    first_sets = {}
    for step, (left, top, right, _) in bars(circuit(4, 6), BOX):
        if step.is_set:
            first_sets.setdefault(top, (left, right))
    assert len(first_sets) == 4
    assert len(set(first_sets.values())) == 1


def test_sets_without_a_rest_are_told_apart():
    strip = is_colour(strip_of(pixels(cover(timeline_of([(StepKind.WORK, 10, 1)] * 4)))), ACCENT)
    assert np.count_nonzero(np.diff(strip.astype(int)) == -1) == 3


def test_a_warm_up_is_not_part_of_the_first_round():
    assert [len(steps) for steps in rounds_of(circuit(3, 2))] == [5, 4, 5]
    jog = [(StepKind.INTRO, 8.0, 1, 1), (StepKind.WORK, 60.0, 1, 1)]
    rest = [(step.kind, step.length_ms / 1000, step.round, 3) for step in circuit(3, 2).steps[1:-1]]
    finisher = [(StepKind.REST, 60.0, 1, 1), (StepKind.WORK, 60.0, 1, 1), (StepKind.OUTRO, 3.0, 1, 1)]
    timeline = timeline_of([*jog, *rest, *finisher])
    assert [len(steps) for steps in rounds_of(timeline)] == [2, 4, 4, 4, 3]
    assert len(circuit_of(timeline)) == 3
    tracks = chapters(timeline, Split.ROUND)
    titles = ["Step 0", "Test", "R1 · Test", "R2 · Test", "R3 · Test", "Test", "Step 16"]
    assert [track.title for track in tracks] == titles
    assert [track.first for track in tracks] == [0, 1, 2, 6, 10, 14, 16]
    assert [chapter.title for chapter in chapters(timeline)][1::6] == ["Step 1", "R3 · Step 13"]


def test_nothing_is_called_the_first_round_of_one():
    assert not [chapter.title for chapter in chapters(circuit(1, 3)) if "R1" in chapter.title]


ONCE = [(StepKind.WORK, 9, 1, 1)] * 9


@pytest.mark.parametrize(
    ("timeline", "text"),
    [
        (circuit(1, 1), ""),
        (circuit(1, 12), "12 sets"),
        (circuit(8, 1), "8 rounds"),
        (circuit(4, 6), "4 rounds\nof 6 sets"),
        (replace(circuit(4, 6), language="de"), "4 Runden\nje 6 Sätze"),
        (timeline_of([(StepKind.WORK, 9, 1), (StepKind.HOLD, 9, 2), (StepKind.WORK, 9, 2)]), "2 rounds"),
        (timeline_of([*ONCE, (StepKind.WORK, 9, 1, 2), (StepKind.WORK, 9, 2, 2), *ONCE]), "20 sets"),
        (timeline_of([(StepKind.WORK, 9, number) for number in (1, 2, 3, 4, 1, 2)]), "6 sets"),
    ],
)
def test_rounds_and_sets_are_counted_in_words(timeline, text):
    assert count_text(timeline) == text


def test_the_longest_length_and_count_leave_room_between_them():
    day = circuit(999, 2, work_s=28, rest_s=15)
    assert (length_text(day.duration_ms), count_text(day)) == ("23 h 52", "999 rounds\nof 2 sets")
    foot = ~is_colour(pixels(cover(day))[covers._BARS_BOTTOM :], look_of("Test").ground)
    gaps = np.diff(np.nonzero(foot.any(axis=0))[0])
    assert max(gaps) > 20


@pytest.mark.parametrize("look", LOOKS)
def test_text_has_contrast(look):
    assert contrast(look.ground, INK) >= 7
    assert contrast(look.ground, look.accent) >= 4.5


def test_the_same_session_gives_the_same_bytes_and_another_title_another_picture():
    assert cover(circuit(4, 6, "Legs")) == cover(circuit(4, 6, "Legs"))
    assert cover(circuit(4, 6, "Legs")) != cover(circuit(4, 6, "Arms"))
    assert cover(circuit(4, 6, "Legs")) != cover(circuit(4, 5, "Legs"))
    assert {look_of(f"Workout {number}") for number in range(100)} == set(LOOKS)
    assert look_of("Legs") == LOOKS[0]  # in every process: hash() would be salted


@pytest.mark.parametrize("by", Split)
def test_a_part_stands_out_and_is_named(by):
    timeline = circuit(3, 4)
    for part in chapters(timeline, by):
        picture = pixels(cover(timeline, part))
        strip = is_colour(picture, ACCENT)[230 : covers._BARS_BOTTOM]
        has_sets = any(timeline.steps[index].is_set for index in range(part.first, part.last + 1))
        assert strip.any() == has_sets
        assert not np.array_equal(picture, pixels(cover(timeline, replace(part, title="Another name"))))


def test_a_cover_is_drawn_only_when_it_is_written(monkeypatch):
    drawn = []
    monkeypatch.setattr("voicecoach.exports.tags.cover", lambda *what: drawn.append(what) or b"png")
    tags = tags_of(circuit(2, 2))
    fingerprint(circuit(2, 2), {}, tags, USUAL_ENCODING, ())
    assert not drawn
    assert tags.cover() == b"png"
    assert drawn == [(circuit(2, 2),)]


def test_files_with_an_old_drawing_are_not_up_to_date(monkeypatch):
    def name(timeline):
        return fingerprint(timeline, {}, tags_of(timeline), USUAL_ENCODING, ())

    now = name(circuit(2, 2))
    assert name(circuit(2, 2)) == now
    assert len({now, name(circuit(2, 3)), name(circuit(2, 2, "Legs"))}) == 3
    monkeypatch.setattr(covers, "_VERSION", covers._VERSION + 1)
    assert name(circuit(2, 2)) != now


def test_the_font_has_what_the_languages_of_the_coach_need():
    accented = "äöüßÄÖÜẞñéçœŒ¿¡…áíóúàèùâêîôûëïÿæÇÉÑ«»“”„’–—·×½°€"
    assert drawable(accented) == accented


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("e\u0301te\u0301", "été"),
        ("Squats \U0001f4aa\ufe0f now", "Squats now"),
        ("筋トレ Tabata", "Tabata"),
        ("筋トレ", ""),
        ("Mat\u200bte\u00ad x\u0000", "Matte x"),
        ("a\u00a0b\u2009c\n\td", "a b c d"),
        ("⅓ ſo ĳ", "1⁄3 so ij"),
        ("Ĕ", "E"),
        ("\ud800\ue000\uffff", ""),
    ],
)
def test_what_the_font_lacks_is_replaced_or_dropped(text, shown):
    assert drawable(text) == shown


def test_no_character_is_drawn_as_the_box_of_a_missing_one():
    box = font(64).getmask("\uffff")
    for char in drawable("".join(map(chr, range(0x20, 0x3000)))):
        mask = font(64).getmask(char)
        assert (mask.size, bytes(mask)) != (box.size, bytes(box)), f"U+{ord(char):04X}"


@pytest.mark.parametrize("title", ["", " ", "筋トレ", "\U0001f4aa", "\ud800", "x" * 100_000, "a\nb"])
def test_strange_titles_still_have_a_cover(title):
    timeline = circuit(2, 2, title)
    assert opened(cover(timeline)).size == opened(cover(timeline, chapters(timeline)[1])).size == (SIZE, SIZE)
