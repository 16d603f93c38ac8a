"""docs/gym-notes.md: every row is read as it says, or answered with one error whose hint is what to write."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.conftest import ROOT
from voicecoach.script import print_script, read_script
from voicecoach.script.gym_notes.table import GYM_NOTES

PAGE = (ROOT / "docs/gym-notes.md").read_text("utf-8")


def rows(title):
    """Return each text of the first column of a table, with the second column."""
    section = PAGE.split(f"\n## {title}\n")[1].split("\n## ")[0]
    for written, meant in re.findall(r"^\| (`.*?) \| (.*) \|$", section, re.MULTILINE):
        yield from ((note, meant) for note in re.findall("`(.*?)`", written))


def read(line):
    """Read a page with one line, which is a prescription, an item or a heading."""
    if line.startswith("## "):
        return read_script(f"# A\n\n{line}\n\n- Squat: 10 reps\n", "a.md")
    item = line if line.startswith("- ") else f"- Squat: {line}"
    return read_script(f"# A\n\n## G\n\n- Plank: 20 s\n{item}\n- Plank: 20 s\n", "a.md")


def hint_of(line):
    """Return the hint of the only problem, which must be within the line."""
    result = read(line)
    (problem,) = result.problems
    assert result.workout is None
    location = problem.location
    assert location.column - 1 + location.length <= len(location.source)
    return problem.hint


@pytest.mark.parametrize(("note", "meant"), [*rows("Read")])
def test_what_has_one_meaning_is_read(note, meant):
    (meaning, *_) = re.findall("`(.*?)`", meant)
    result = read(note)
    assert result.problems == ()
    printed = print_script(result.workout)
    assert meaning in printed if meant != f"`{meaning}`" else printed == print_script(read(meaning).workout)


@pytest.mark.parametrize(("note", "meant"), [*rows("Answered"), *rows("Groups and items")])
def test_everything_else_is_one_error_with_what_to_write(note, meant):
    assert hint_of(note) == f"write {meant.replace('`', chr(39))}"


@pytest.mark.parametrize(("note", "cure"), [*rows("Answered")])
def test_what_to_write_can_be_read(note, cure):
    (problem,) = read(note).problems
    start, length = problem.location.column - 1, problem.location.length
    for text in re.findall("`(.*?)`", cure):
        source = problem.location.source
        assert read(f"{source[:start]}{text}{source[start + length :]}").problems == ()


@pytest.mark.parametrize(
    ("note", "hint"),
    [
        ("3x5 (1RM 120)", "put it after the name: '- Squat, 1RM 120: 3x5'"),
        ("3x5 paused", "put it after the name: '- Squat, paused: 3x5'"),
        ("DB 3x10", "put it after the name: '- Squat, DB: 3x10'"),
        ("10 squat", "remove it: '10'"),
        ("3x10 tempo", "write, for example, 'tempo 3-1-1-0'"),
        ("3x10 no reset", "did you mean 'no rest'?"),
    ],
)
def test_a_remark_belongs_after_the_name(note, hint):
    assert hint_of(note) == hint


def test_each_of_several_gym_notes_is_answered_at_its_place():
    result = read("3x10 ea, r: 90s @8")
    assert [(problem.location.column, problem.hint) for problem in result.problems] == [
        (15, "write 'each side'"),
        (19, "write 'rest 90 s'"),
        (26, "write 'RPE 8' or 'at 8 kg'"),
    ]


def test_a_typing_mistake_beside_a_gym_note_is_reported_as_well():
    result = read("3x10 ea, tmepo 3-1-1-0, r: 90s")
    assert [problem.hint for problem in result.problems] == [
        "write 'each side'", "did you mean 'tempo 3-1-1-0'?", "write 'rest 90 s'"
    ]  # fmt: skip


@pytest.mark.parametrize(
    "line", ["light", "zone 2", "10 reps 20 30", "3x10 tempo 3", "5x5, foo 3x10, bar 20", "10 reps rest soon"]
)
def test_no_hint_is_made_up(line):
    assert all(not problem.hint.startswith("write '") for problem in read(line).problems)


RARER = [
    ("70x8, 60x10", "8/10 reps at 70 down to 60 by 10 kg"),
    ("8@70, 10@60", "8/10 reps at 70 down to 60 by 10 kg"),
    ("3x10 @22,5", "at 22,5 kg' or 'at 22,5 lb"),
    ("3x8 80% front squat max", "at 80% of front squat max"),
    ("75% x 5", "5 reps at 75% of squat max"),
    ("3x8 BW+20", "bodyweight + 20 kg' or 'bodyweight + 20 lb"),
    ("3x8, load: 60 kg", "at"),
    ("3x10,60 kg", "3 x 10 reps at 60 kg"),
    ("3-1-1-0 tempo", "10 reps, tempo 3-1-1-0"),
    ("3x8 tempo 3s down", "down 3"),
    ("40s/20s x 8", "8 x 40 s, rest 20 s"),
    ("3x8 break 90s", "rest 90 s"),
    ("3x8, rest 3m", "rest 3 min"),
    ("3x8 w/o rest", "no rest"),
    ("3x8, rest between sets: 90s", "rest 90 s between sets"),
    ("3x8, full recovery", "rest as needed"),
    ("20 alt.", "alternating"),
    ("20 both feet", "each foot"),
    ("60 s, switch", "switch halfway' or 'each side"),
    ("3x8 max effort", "all out"),
    ("max time", "max hold"),
    ("3 sets/10 reps", "3 x 10 reps"),
    ("5k", "5 km"),
    ("sets: 3, max reps", "3 sets"),
    ("time: 30s", "30 s"),
    ("E2MOM 12: 5 reps", "6 x 5 reps every 2 min"),
    ("5 reps on the minute", "every 1 min"),
    ("## Legs: RFT 5", "5 rounds, for time"),
    ("## Legs: every 2 min x 6", "6 rounds, every 2 min"),
    ("## Legs: E2MOM 12", "E2MOM 12 min"),
]


@pytest.mark.parametrize(("note", "cure"), RARER)
def test_rarer_gym_notes_are_answered_too(note, cure):
    assert hint_of(note) == f"write '{cure}'"


@pytest.mark.parametrize(
    ("setting", "hint"),
    [
        ("rest: 90", "write '90 s'"),
        ("rest: 2", "write '2 s' or '2 min'"),
        ("load: 60", "write '60 kg' or '60 lb'"),
    ],
)
def test_gym_notes_in_settings_are_answered(setting, hint):
    page = f"---\n{setting}\n---\n# A\n\n## G\n\n- Plank: 20 s\n- Squat: 10 reps\n"
    assert [problem.hint for problem in read_script(page, "a.md").problems] == [hint]


@pytest.mark.parametrize(
    ("pace", "hint"),
    [
        ("pace: 2", "write '2 s per rep'"),
        ("pace: 2s", "write '2 s per rep'"),
        ("pace: 3010", "write 'tempo 3010'"),
        ("pace: 3s down", "write 'down 3'"),
    ],
)
def test_gym_notes_of_a_movement_are_answered(pace, hint):
    page = f"# A\n\n## G\n\n- Squat: 10 reps\n\n## Movements\n\n### Squat\n{pace}\n"
    assert [problem.hint for problem in read_script(page, "a.md").problems] == [hint]


NOTES = [note for title in ("Read", "Answered") for note, _ in rows(title)]


@given(st.lists(st.sampled_from(NOTES), min_size=1, max_size=3), st.sampled_from([" ", ", ", "; "]))
def test_whatever_is_answered_can_be_read_with_the_answers(notes, join):
    problems = read(join.join(notes)).problems
    cures = [re.match(r"write '(.*?)'(?: or '|$)", problem.hint) for problem in problems]
    if not problems or not all(cures) or any("has no unit" in problem.message for problem in problems):
        return
    source = problems[0].location.source
    for problem, cure in sorted(zip(problems, cures, strict=True), key=lambda pair: -pair[0].location.column):
        start = problem.location.column - 1
        source = f"{source[:start]}{cure[1]}{source[start + problem.location.length :]}"
    assert read(source).problems == (), source


def test_every_row_of_the_table_has_an_example():
    written = [note for note, _ in (*rows("Answered"), *rows("Groups and items"), *RARER)]
    examples = ["2s", *(note.split(": ", 1)[-1] if note[0] in "#-" else note for note in written)]
    assert [note.pattern.pattern for note in GYM_NOTES if not any(map(note.pattern.search, examples))] == []
