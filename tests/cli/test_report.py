"""What a person is told without asking, and what only on request."""

import pytest

from voicecoach.cli.report import collected, is_open_choice, note_text, tell_warnings
from voicecoach.errors import Severity
from voicecoach.session import Note

ROUNDS = Note(Severity.INFO, "rounds: 2, the fewest of 2-4", 3, choice="rounds")
ESTIMATED = Note(Severity.INFO, "Squat waits for you (estimate: 30 s)", 4)
MOVED = Note(Severity.INFO, "words said earlier than ideal", 4, 2)
UNUSED = Note(Severity.WARNING, "this choice has no effect: why", 3, choice="standard")
CUT = Note(Severity.WARNING, "Row takes 30 s, but its cap ends it after 15 s", 7, hint="a longer cap would fit")


def unheard(line: int, step: int) -> Note:
    return Note(Severity.WARNING, f"setup {line} dropped", line, step, hint="fewer words")


def told(*notes: Note, **how: bool) -> list[str]:
    with collected() as messages:
        tell_warnings(notes, **how)
    return [message.text for message in messages]


def test_only_what_costs_the_listener_something_is_told_with_its_place_and_a_cure():
    assert told(ROUNDS, ESTIMATED, MOVED) == []
    assert told(ROUNDS, UNUSED, CUT, unheard(9, 0)) == [
        "warning: --for: this choice has no effect: why",
        "warning: Row takes 30 s, but its cap ends it after 15 s (line 7); a longer cap would fit",
        "warning: setup 9 dropped (line 9); fewer words",
    ]


def test_of_many_files_a_choice_need_not_fit_each():
    assert told(UNUSED, of_choices=False) == []


@pytest.mark.parametrize(
    ("lines", "last"),
    [
        (3, "warning: setup 3 dropped (line 3); fewer words"),
        (4, "warning: 1 more line has no room; 'voicecoach show' with these options names all"),
        (9, "warning: 6 more lines have no room; 'voicecoach show' with these options names all"),
    ],
)
def test_a_line_that_never_fits_is_told_once_and_of_many_lines_only_the_first(lines, last):
    messages = told(*(unheard(line, step) for line in range(1, lines + 1) for step in range(5)))
    assert messages[-1] == last
    assert len(messages) == min(lines, 4)


def test_a_default_names_the_option_that_changes_it():
    assert note_text(ROUNDS) == "rounds: 2, the fewest of 2-4; --rounds changes it"
    assert [is_open_choice(note) for note in (ROUNDS, ESTIMATED, MOVED, UNUSED)] == [True, False, False, False]
