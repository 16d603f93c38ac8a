"""The screen at several sizes, the plain lines, and a real terminal that is resized."""

import io
import itertools
import re
import sys
from dataclasses import replace

import pytest
from rich.cells import cell_len
from rich.console import Console

from tests.player.sample_session import SQUATS
from tests.player.terminal import in_terminal
from voicecoach.audio import Volumes
from voicecoach.player.block_letters import draw_to_fit
from voicecoach.player.controls import KEYS
from voicecoach.player.frame import render
from voicecoach.player.screen import open_screen
from voicecoach.player.status import State, Status
from voicecoach.player.status_text import place
from voicecoach.session import StepKind
from voicecoach.workout import Side

SIZES = [(200, 60), (120, 40), (100, 30), (90, 20), (80, 24), (60, 16), (40, 12), (40, 10), (20, 5), (1, 1)]
REST = replace(SQUATS, step_title="Rest", kind=StepKind.REST, side=None, is_set=False, target="", count="", words="")
WAITING = replace(SQUATS, state=State.WAITING, waits=True, count="", step_ms=10_000)
TITLES = [
    "深蹲 and 弓步 " * 9,
    "🏋️ Übung [bold]fett[/bold] :smile: e\u0301 \x1b[31m\x07\n",
    "A" * 300,
    "",
    "Füße, à l’arrière, año",
]
MOMENTS = {
    "set": SQUATS,
    "rest": REST,
    "waiting": WAITING,
    "loading": Status(),
    "paused": replace(SQUATS, state=State.PAUSED, side=Side.RIGHT, message="voice +2 dB"),
    "finished": replace(REST, state=State.FINISHED, following=""),
    "help": replace(SQUATS, is_help_shown=True),
    "long": replace(SQUATS, step_ms=0, count="", step_length_ms=20_000_000, session_ms=90_000_000),
    **{f"title {number}": replace(SQUATS, step_title=title, words=title) for number, title in enumerate(TITLES)},
    **{f"target {number}": replace(SQUATS, target=title, following=title) for number, title in enumerate(TITLES)},
    **{
        f"next {number}": replace(REST, following=title or "A", following_target=title, after_following=title)
        for number, title in enumerate(TITLES)
    },
    "list": replace(SQUATS, target="Pull-ups, 5 reps; " * 30),
}


def drawn(status, width, height, **options):
    """Return the screen as a console of this size prints it."""
    console = Console(file=io.StringIO(), width=width, height=height, record=True, highlight=False, **options)
    for line in render(status, width, height):
        console.print(line, soft_wrap=True)
    return console.file.getvalue()


@pytest.mark.parametrize("size", SIZES, ids=str)
@pytest.mark.parametrize("moment", MOMENTS)
def test_a_frame_has_the_size_of_the_screen_and_nothing_wraps(moment, size):
    lines = render(MOMENTS[moment], *size)
    assert len(lines) == size[1]
    for line in lines:
        assert cell_len(line.plain) <= max(1, size[0] - 1)
        assert line.plain.isprintable()


GOLDEN_40 = """\
Split squats, left
set 2 of 3 · round 3 of 4
██████
    ██
    ██   ◀ LEFT
  ██
  ██
10 reps at 20 kg, RPE 8
0:03 left of 0:10
████████████████████████████░░░░░░░░░░░
next  Plank, 30 s hold
space pause · n next · h help · q quit
"""
GOLDEN_20 = """\
Split squats, left
7   ◀ LEFT
10 reps at 20 kg, …
0:03 left of 0:10
next  Plank, 30 s …
"""
GOLDEN_REST = """\
  Lower-body activation                                                4 of 33

  ▄  ▄ ▄▄▄ ▄ ▄ ▄▄▄      ▄▄▄  ▄    ▄▄  ▄  ▄ ▄  ▄
  █▀▄█ █▄  ▀▄▀  █  ▀    █▄▄▀ █   █▄▄█ █▀▄█ █▄▀
  █  █ █▄▄ █ █  █  ▀    █    █▄▄ █  █ █  █ █ ▀▄
  set 2 of 3 · round 3 of 4

  ██████      ██████  ██████
  ██  ██  ██  ██  ██      ██      ▄▄▄▄▄▄▄▄
  ██  ██      ██  ██    ████      ██REST██
  ██  ██  ██  ██  ██      ██      ▀▀▀▀▀▀▀▀
  ██████      ██████  ██████

  ▄▄▄ ▄▄▄     ▄▄▄    ▄  ▄  ▄▄  ▄   ▄▄▄
   ▄█ █ █    ▀▄▄     █▄▄█ █  █ █   █  █
  ▄▄█ █▄█    ▄▄▄▀    █  █ ▀▄▄▀ █▄▄ █▄▄▀


  0:03 left of 0:10
  ████████████████████████████████████████████████████████░░░░░░░░░░░░░░░░░░░░
  then  Bench press, 8 reps at 60 kg

  1:42 ━━━━━━━━━━━━━━──────────────────────────────────────────────────── 7:32
  space pause · return done · n next · b back · r repeat · h help · q quit
"""


@pytest.mark.parametrize(
    ("status", "golden", "width", "height"),
    [(SQUATS, GOLDEN_40, 40, 12), (SQUATS, GOLDEN_20, 20, 5), (REST, GOLDEN_REST, 80, 24)],
    ids=["small", "tiny", "rest"],
)
def test_what_a_screen_shows(status, golden, width, height):
    assert drawn(status, width, height) == golden


def test_a_wide_screen_has_all_the_parts():
    shown = drawn(SQUATS, 100, 30)
    for part in (
        "Lower-body activation",
        "4 of 33",
        *draw_to_fit("Split squats", 96, 3),
        *draw_to_fit("10 reps at 20 kg, RPE 8", 96, 3),
        "set 2 of 3 · round 3 of 4",
        *(line.rstrip() for line in draw_to_fit("7", 96, 10)),
        "██◀ LEFT██",
        "0:03 left of 0:10",
        "next  Plank, 30 s hold",
        "“Wide stance, hips low”",
        "1:42 ━",
        "─ 7:32",
        "space pause · return done · n next · b back",
    ):
        assert part.strip() in shown


def test_a_number_stays_while_it_is_stopped_and_a_word_says_so():
    for size in ((100, 30), (80, 24)):
        shown = drawn(MOMENTS["paused"], *size)
        assert "██PAUSED · RIGHT ▶██" in shown
        assert all(line.rstrip() in shown for line in draw_to_fit("7", 96, 5))
    assert "██DONE? · ◀ LEFT██" in drawn(WAITING, 100, 30)
    assert "DONE? · ◀ LEFT" in drawn(WAITING, 20, 5)


def test_a_title_is_in_block_letters_if_they_fit_else_on_a_badge_else_plain():
    assert "▄▄▄▀ █    █▄▄ █  █     ▄▄▄▀ ▀▄▀▄ ▀▄▄▀ █  █  █  ▄▄▄▀" in drawn(SQUATS, 80, 24)
    title = "Single-leg good morning, the weight in the other hand"
    assert f"██{title}██" in drawn(replace(SQUATS, step_title=title), 80, 24)
    assert "██深蹲 and 弓步██" in drawn(replace(SQUATS, step_title="深蹲 and 弓步"), 80, 24)
    plain = drawn(replace(SQUATS, step_title=f"{title}, {title}"), 80, 24)
    assert f"\n  {title}, Single-leg good\n  morning, the weight in the other hand\n" in plain
    assert "██Single" not in plain


def test_what_follows_a_comma_is_small_if_only_then_there_is_room():
    """Of a title the side, of a target the effort and the tempo."""
    shown = drawn(replace(SQUATS, step_title="Split squats, left leg", target="8 reps at 60 kg, RPE 8"), 80, 24)
    assert "▄▄▄▀   left leg\n" in shown
    assert f"{draw_to_fit('8 reps at 60 kg', 76, 3)[2]}   RPE 8\n" in shown
    percentage = drawn(replace(SQUATS, target="5 reps at 75% of squat max, RPE 8"), 80, 24)
    assert f"{draw_to_fit('5 reps at 75%', 76, 3)[2]}   of squat max, RPE 8\n" in percentage
    band = drawn(replace(SQUATS, target="15 reps with the purple band of the gym"), 80, 24)
    assert f"{draw_to_fit('15 reps', 76, 3)[2].rstrip()}   with the purple band of the gym\n" in band
    tempo = "down 3, hold 1, up 1"
    assert f"\n  {tempo}\n" in drawn(replace(SQUATS, target=f"10 reps at 20 kg, {tempo}"), 80, 24)


def test_a_break_shows_the_next_set_as_large_as_if_it_had_begun():
    plank = replace(SQUATS, step_title="Plank", target="30 s hold")
    for width, height, dose in ((80, 24, draw_to_fit("30 s hold", 76, 3)[1].rstrip()), (40, 12, "30 s hold")):
        assert dose in drawn(REST, width, height)
        assert dose in drawn(plank, width, height)
    assert drawn(REST, 20, 5).startswith("Next: Plank\n0:03   REST\n30 s hold\n")
    named = replace(REST, following="Split squats on the bench, left leg", following_target="10 reps")
    assert "██Next: Split squats on the bench, left leg██" in drawn(named, 80, 24)
    assert "   next · left leg\n" in drawn(replace(named, following="Split squats, left leg"), 80, 24)


def test_a_group_that_is_read_out_once_is_a_list():
    listed = replace(SQUATS, target="Pull-ups, 5 reps; Push-ups, 10 reps; Squats, 15 reps", set_of=(1, 1), rounds=1)
    shown = drawn(listed, 80, 24)
    assert "\n  Pull-ups, 5 reps\n  Push-ups, 10 reps\n  Squats, 15 reps\n" in shown
    assert "Pull-ups, 5 reps; Push-ups, 10 reps; S…" in drawn(listed, 40, 12)


def test_only_what_is_repeated_is_numbered():
    assert place(SQUATS) == "set 2 of 3 · round 3 of 4"
    assert place(replace(SQUATS, rounds=1, round=1)) == "set 2 of 3"
    assert place(replace(SQUATS, set_of=(1, 1), rounds=1, round=1)) == ""
    of_an_earlier_version = replace(SQUATS, set_of=None, rounds=None)
    assert place(of_an_earlier_version) == "set 2 · round 3"
    assert place(replace(of_an_earlier_version, set=1, round=1)) == ""


def test_no_more_time_is_left_than_a_step_has():
    assert "0:13 left of 0:13" in drawn(replace(REST, step_ms=0, step_length_ms=12_400), 80, 24)


def test_the_left_points_left_and_the_right_points_right():
    assert "◀ LEFT" in drawn(SQUATS, 20, 5)
    assert "RIGHT ▶" in drawn(replace(SQUATS, side=Side.RIGHT), 20, 5)


def test_a_set_that_waits_shows_no_time_left_and_says_what_to_do():
    for status in (WAITING, replace(WAITING, state=State.PLAYING)):
        for size in SIZES[:-2]:
            shown = drawn(status, *size)
            assert "press return when you are done" in shown
            assert " left of " not in shown


def test_a_rest_as_needed_asks_who_is_ready(capsys):
    as_needed = replace(REST, waits=True)
    waiting = replace(as_needed, state=State.WAITING)
    assert "press return when you are ready" in drawn(as_needed, 80, 24)
    assert "██READY? · REST██" in drawn(waiting, 80, 24)
    assert "waiting: press return when you are ready" in drawn(waiting, 80, 24)
    lines = shown_in_plain_lines(capsys, as_needed, waiting)
    assert lines[0].startswith("1:42  Rest  press return when you are ready  next: Plank, 30 s hold")
    assert lines[1:] == ["waiting: press return when you are ready"]


def test_a_rest_that_can_end_by_now_says_how():
    assert "0:03 left of 0:10: press return to go on" in drawn(replace(REST, can_go_on=True), 80, 24)
    assert "press return" not in drawn(REST, 80, 24)


def test_a_message_stands_in_place_of_what_was_said_or_where_there_is_no_room_of_the_caption():
    for size in SIZES[:-1]:
        assert "» faster" in drawn(replace(SQUATS, message="faster"), *size)


def test_nothing_moves_from_step_to_step():
    for size in SIZES:
        rows = {
            next(
                (row for row, line in enumerate(render(status, *size)) if re.match(" *(next|then)  ", line.plain)), None
            )
            for status in (SQUATS, REST, WAITING, MOMENTS["paused"], MOMENTS["title 0"])
        }
        assert len(rows) == 1


@pytest.mark.parametrize("size", [(100, 30), (80, 24), (40, 12)])
def test_the_help_shows_every_key_and_still_where_it_is(size):
    shown = drawn(MOMENTS["help"], *size)
    assert "Split squats" in shown
    for key in KEYS.values():
        assert re.search(rf"(^| ) *{re.escape(key.name)}(,| )", shown, re.MULTILINE), key


def test_without_colour_all_is_said_in_words():
    colourless = {"force_terminal": True, "no_color": True, "color_system": "truecolor"}
    for status in MOMENTS.values():
        assert "\x1b[3" not in drawn(status, 100, 30, **colourless).replace("\x1b[3m", "")
    assert "muted" in drawn(replace(SQUATS, volumes=Volumes(is_muted=True)), 100, 30)
    assert "paused" in drawn(MOMENTS["paused"], 100, 30)


def test_digits_are_as_large_as_there_is_room_for():
    heights = [
        len(draw_to_fit("0:20", width, rows)) for width, rows in [(200, 15), (60, 15), (30, 15), (15, 5), (5, 5)]
    ]
    assert heights == [15, 10, 5, 3, 0]
    assert draw_to_fit("2.5", 10, 3)
    for text in ("", "深蹲", "rest _"):
        assert draw_to_fit(text, 500, 50) == []


def test_letters_keep_their_accents_and_are_wrapped_at_words():
    assert draw_to_fit("Übung", 40, 3) == [
        "▀  ▀ ▄▄▄  ▄  ▄ ▄  ▄  ▄▄▄",
        "█  █ █▄▄▀ █  █ █▀▄█ █ ▄▄",
        "▀▄▄▀ █▄▄▀ ▀▄▄▀ █  █ ▀▄▄█",
    ]
    assert len(draw_to_fit("Übung", 100, 6)) == 6
    assert draw_to_fit("Übung", 100, 5) == draw_to_fit("Übung", 40, 3)
    one, other = draw_to_fit("8 reps", 100, 3), draw_to_fit("60 kg", 100, 3)
    assert draw_to_fit("8 reps 60 kg", 30, 7) == [*one, "", *other]
    assert draw_to_fit("8 reps 60 kg", 30, 6) == []


def shown_in_plain_lines(capsys, *statuses):
    with open_screen(plain=True) as show:
        for status in statuses:
            show(status)
            show(status)
    captured = capsys.readouterr()
    assert captured.out == ""
    return captured.err.splitlines()


def test_plain_lines_say_each_thing_once(capsys):
    paused = replace(SQUATS, state=State.PAUSED)
    rest = replace(REST, index=4, session_ms=115_000, step_length_ms=20_400)
    louder = replace(rest, message="voice +2 dB")
    waiting = replace(WAITING, index=5, state=State.PLAYING, side=None)
    finished = replace(waiting, state=State.FINISHED, session_ms=452_000)
    assert shown_in_plain_lines(
        capsys,
        Status(),
        SQUATS,
        paused,
        SQUATS,
        rest,
        louder,
        rest,
        louder,
        waiting,
        replace(waiting, state=State.WAITING),
        finished,
    ) == [
        "loading",
        "1:42  Split squats, left, 10 reps at 20 kg, RPE 8  (set 2 of 3, round 3 of 4)",
        "paused",
        "resumed",
        "1:55  Rest  20 s  next: Plank, 30 s hold  (set 2 of 3, round 3 of 4)",
        "voice +2 dB",
        "voice +2 dB",
        "1:42  Split squats, left, 10 reps at 20 kg, RPE 8  (set 2 of 3, round 3 of 4)  press return when you are done",
        "waiting: press return when you are done",
    ]


def test_plain_lines_hold_nothing_that_cannot_be_printed_and_the_keys_in_help(capsys):
    lines = shown_in_plain_lines(capsys, *MOMENTS.values())
    assert all(line.isprintable() for line in lines)
    assert "space: pause or resume" in lines
    assert len(lines) == len({*lines}) + sum(1 for line, other in itertools.pairwise(sorted(lines)) if line == other)


SAMPLE = f"exec {sys.executable} -m tests.player.sample_session"


def test_a_terminal_that_changes_its_size_is_drawn_anew(environment, tmp_path):
    with in_terminal(SAMPLE, tmp_path, environment) as terminal:
        terminal.wait_for("space pause")
        assert terminal.lines()[0].startswith("  Lower-body activation")
        terminal.resize(40, 12)
        terminal.wait_for("space pause · n next · h help · q quit")
        assert terminal.lines() == GOLDEN_40.splitlines()
        terminal.resize(100, 30)
        terminal.wait_for("Lower-body activation")
        terminal.wait_for("skip rest")
        assert "\n".join(terminal.lines()) == "\n".join(drawn(SQUATS, 100, 30).splitlines())
        terminal.press("q")
        assert terminal.wait_for("ended")[0] == "ended, and the terminal is the shell's again"


def test_on_a_terminal_plain_lines_draw_nothing_and_keys_work(environment, tmp_path):
    for command, more in ((f"{SAMPLE} plain", {}), (f"TERM=dumb {SAMPLE}", {})):
        with in_terminal(command.replace("exec ", "", 1) + "; sleep 5", tmp_path, environment | more) as terminal:
            terminal.wait_for("Split squats, left")
            terminal.press("Space")
            terminal.wait_for("paused")
            assert terminal.state("alternate_on") == "0"
            terminal.press("q")
            terminal.wait_for("ended")
            assert terminal.lines()[0].startswith("keys: space pause, return done")


def test_an_error_leaves_the_terminal_as_it_was(environment, tmp_path):
    with in_terminal(f"{SAMPLE.replace('exec ', '')} fail; sleep 5", tmp_path, environment) as terminal:
        terminal.wait_for("space pause")
        terminal.press("q")
        terminal.wait_for("failed on purpose")
        assert (terminal.state("alternate_on"), terminal.state("cursor_flag")) == ("0", "1")
