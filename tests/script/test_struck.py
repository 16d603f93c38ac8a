"""Struck-out text and line breaks in HTML are read as a person reads the rendered page."""

import time

import pytest

from voicecoach.script import read_script, tidy_script
from voicecoach.script.page import plain

PAGE = "# A\n\n## G\n\n{}\n"


def read(items):
    """Return the group of a page with these lines."""
    return read_script(PAGE.format(items), "a.md").or_raise().groups[0]


def described(items):
    return [(item.name, item.location.column) for item in read(items).items]


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("- ~~Squats~~ Lunges: 10 reps", "- Lunges: 10 reps"),
        ("- Lunges: ~~10~~ 12 reps", "- Lunges: 12 reps"),
        ("- Lunges: 12 reps ~~at 20 kg~~", "- Lunges: 12 reps"),
        ("- Lunges ~~(slow)~~: 12 reps, ~~rest 30 s~~ rest 45 s", "- Lunges: 12 reps, rest 45 s"),
        ("- <del>Squats</del> Lunges: <s>10</s> 12 reps", "- Lunges: 12 reps"),
        ("- ~~Squats: 10 reps~~\n- Lunges: 12 reps", "- Lunges: 12 reps"),
        ("- Lunges: 12 reps\n- ~~Squats: 10 reps~~", "- Lunges: 12 reps"),
        ("- Lunges: 12 reps\n- [x] ~~Squats: 10 reps~~", "- Lunges: 12 reps"),
        ("- Lunges: 12 reps\n- ~~Squats:~~ ~~10 reps~~", "- Lunges: 12 reps"),
        ("1. ~~Squats: 10 reps~~\n2. Lunges: 12 reps", "1. Lunges: 12 reps"),
        ("- Pair: 2 rounds\n  - Lunges: 5 reps\n  - ~~Squats: 5 reps~~", "- Pair: 2 rounds\n  - Lunges: 5 reps"),
        ("- ~~Pair: 2 rounds~~\n  - ~~Squats: 5 reps~~\n- Lunges: 5 reps", "- Lunges: 5 reps"),
        ("Now ~~fast~~ slowly.\n\n- Lunges: 12 reps", "Now slowly.\n\n- Lunges: 12 reps"),
        ("~~Fast~~ Slowly.\n\n- Lunges: 12 reps", "Slowly.\n\n- Lunges: 12 reps"),
        ("Slowly ~~and\nwith care~~ now.\n\n- Lunges: 12 reps", "Slowly now.\n\n- Lunges: 12 reps"),
        ("> ~~Stop~~ Rest if it hurts.\n\n- Lunges: 12 reps", "> Rest if it hurts.\n\n- Lunges: 12 reps"),
        ("- Lunges: 12 reps<br>rest 30 s", "- Lunges: 12 reps rest 30 s"),
        ("- Lunges,<br/>left: 12 reps<BR />", "- Lunges, left: 12 reps"),
        ("Slowly.<br>Breathe.\n\n- Lunges: 12 reps", "Slowly. Breathe.\n\n- Lunges: 12 reps"),
        ("Slowly.\n\n<br>\n\n- Lunges: 12 reps", "Slowly.\n\n- Lunges: 12 reps"),
    ],
)
def test_a_page_is_read_as_if_the_text_were_not_there(written, meant):
    assert read(written) == read(meant)
    tidied = tidy_script(PAGE.format(written), "a.md")
    assert read_script(tidied, "a.md").workout == read_script(PAGE.format(meant), "a.md").workout
    assert tidy_script(tidied, "a.md") == tidied
    assert "~~" in tidied or "~~" not in written


@pytest.mark.parametrize(
    ("written", "name"),
    [
        ("- \\~~Squats~~: 10 reps", "~~Squats~~"),
        ("- `~~Squats~~`: 10 reps", "~~Squats~~"),
        ("- Squats ~~ 20 ~~ deep: 10 reps", "Squats ~~ 20 ~~ deep"),
        ("- Squats ~~~deep~~~: 10 reps", "Squats ~~~deep~~~"),
        ("- Squats ~~deep: 10 reps", "Squats ~~deep"),
        ("- Squats ~20 deep~: 10 reps", "Squats ~20 deep~"),
        ("- Squats \\<br>: 10 reps", "Squats <br>"),
    ],
)
def test_what_is_not_struck_out_stays(written, name):
    (item,) = read(written).items
    assert item.name == name


def test_a_problem_after_struck_out_text_is_where_the_person_sees_it():
    problem = read_script(PAGE.format("- ~~Squats~~ Lunges: 12 rpes"), "a.md").problems[0]
    assert (problem.location.line, problem.location.column) == (5, 25)


@pytest.mark.parametrize(
    "items",
    [
        "- ~~Squats~~: 10 reps",
        "- ~~Superset: 2 rounds~~\n  - Squats: 10 reps",
        "- Lunges: 5 reps\n\n## ~~Old~~\n\n- A: 5",
    ],
)
def test_what_is_only_partly_struck_out_is_not_guessed(items):
    assert read_script(PAGE.format(items), "a.md").workout is None


def test_a_line_break_separates_words():
    assert plain("left<br>right, up<br/>down, *in*<BR />out") == "left right, up down, in out"


@pytest.mark.parametrize(
    "piece", ["~~", "~~a ", "a~~ ", "~~a~~", "<del>", "<s>a", "<br>", "\\~~", "`~~", "~~a\n", "- ~~a~~\n"]
)
def test_no_page_of_marks_takes_long(piece):
    start = time.process_time()
    read_script(PAGE.format(f"- a{piece * 800}: 10 s\n" * 3 + f"\n{piece * 3000}"), "a.md")
    assert time.process_time() - start < 4
