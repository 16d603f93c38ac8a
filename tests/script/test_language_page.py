"""docs/script-language.md: every example on the page is read without a problem, printed and read back."""

import re

import pytest

from tests.conftest import ROOT
from voicecoach.library import find_linked
from voicecoach.script import print_script, read_script

PAGE = (ROOT / "docs/script-language.md").read_text("utf-8")
FENCED = re.compile(r"^```(\w+)\n(.*?)^```", re.MULTILINE | re.DOTALL)


def rows(title):
    """Return the code in the first column of a section's tables."""
    section = PAGE.split(f"\n## {title}\n")[1].split("\n## ")[0]
    return [code for row in re.findall(r"^\| (`.*?) \|", section, re.MULTILINE) for code in re.findall("`(.*?)`", row)]


def as_page(kind, block):
    if kind == "items":
        return f"# A\n\n## G\n\n{block}"
    if kind == "headings":
        groups = "".join(f"{line}\n\n- Squat: 10 reps\n\n" for line in block.splitlines())
        return f"---\nlevels: light, loaded\n---\n# A\n\n{groups}"
    return block


EXAMPLES = [as_page(kind, block) for kind, block in FENCED.findall(PAGE)]
DOSES = rows("Doses") + rows("Sets and ladders")
SIDES = rows("Sides")
OTHER_TERMS = rows("Load and effort") + rows("Pace")
RESTS = rows("Rests")
CLOCK = rows("Starts on the clock")
SETTINGS = re.findall(r"^\| `(\w+)` \| (`.*?`) \|", PAGE, re.MULTILINE)


def check(script):
    path = str(ROOT / "scripts" / "example.md")
    result = read_script(script, path, find_linked)
    assert [str(problem) for problem in result.problems] == []
    printed = print_script(result.or_raise())
    assert read_script(printed, path, find_linked).workout == result.workout


def test_every_table_and_example_is_found():
    assert len(EXAMPLES) >= 12
    assert len(DOSES) >= 30
    assert min(map(len, (SIDES, OTHER_TERMS, RESTS, CLOCK, SETTINGS))) >= 6
    with_tables = {title for title in re.findall(r"^## (.*)$", FENCED.sub("", PAGE), re.MULTILINE) if rows(title)}
    assert with_tables == {
        "The parts of the page", "Doses", "Sets and ladders", "Sides", "Load and effort", "Pace", "Rests",
        "Starts on the clock", "Estimates",
    }  # fmt: skip


@pytest.mark.parametrize("example", EXAMPLES, ids=lambda example: example.strip().splitlines()[-1])
def test_every_example_compiles_without_a_warning(example):
    check(example)


@pytest.mark.parametrize("dose", DOSES)
def test_every_dose_is_read(dose):
    check(f"# A\n\n## G\n\n- X: {dose}\n")


@pytest.mark.parametrize("rule", SIDES)
def test_every_side_rule_is_read(rule):
    check(f"# A\n\n## G: 2 rounds\n\n- X: {rule}\n")


@pytest.mark.parametrize("phrase", OTHER_TERMS)
@pytest.mark.parametrize("dose", ["3 x 10 reps", "3 x 8 reps each side"])
def test_every_load_effort_and_pace_is_read_with_any_dose(dose, phrase):
    check(f"# A\n\n## G\n\n- X: {dose}, {phrase}\n")


@pytest.mark.parametrize("rest", RESTS)
def test_every_rest_is_read(rest):
    at_group = "exercises" in rest or "rounds" in rest
    heading, item = (f": 2 rounds, {rest}", "") if at_group else ("", f", {rest}")
    check(f"# A\n\n## G{heading}\n\n- X: 2 x 10 reps each side{item}\n- Y: 10 s\n")


@pytest.mark.parametrize("term", CLOCK)
def test_every_start_on_the_clock_is_read(term):
    at_item = "100 m" in term
    check(f"# A\n\n## G{'' if at_item else f': {term}'}\n\n- X: {term if at_item else '10 reps'}\n")


@pytest.mark.parametrize(("key", "values"), SETTINGS)
def test_every_setting_is_read(key, values):
    for value in re.findall("`(.*?)`", values):
        front = f"{key}:\n  {value}" if key in {"references", "say"} else f"{key}: {value}"
        level = f", level {value.split(',')[0]}" if key == "levels" else ""
        check(f"---\n{front}\n---\n# A\n\n## G\n\n- X: 2 x 10 reps{level}\n")
