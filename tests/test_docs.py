"""The documents are true: what the README shows is what comes out, and every example compiles."""

import json
import re
import subprocess
import sys

import pytest

from tests.conftest import ROOT, SHIPPED
from voicecoach.cli.tables import cue_table
from voicecoach.coach import CUE_KINDS
from voicecoach.exports import TEXTS
from voicecoach.player import Summary
from voicecoach.player.controls import KEYS
from voicecoach.script import read_script
from voicecoach.speech.public_voices import RECOMMENDED

README = (ROOT / "README.md").read_text("utf-8")
FENCED = re.compile(r"^```(\w*)\n(.*?)^```", re.MULTILINE | re.DOTALL)


def excerpt_rows(text):
    """Return step, kind and what is heard of each row; the times depend on the version of the voice."""
    return [tuple(re.split(r" {2,}", line.strip())[-3:]) for line in text.strip().splitlines()[1:]]


@pytest.mark.parametrize("title", ["Lateral walks, left foot leads", "Rest"])
def test_the_excerpts_of_the_readme_are_what_compile_prints(compile_shipped, title):
    found = re.search(rf"<!-- excerpt: {title} -->\n```\n(.*?)```", README, re.DOTALL)
    rows = excerpt_rows(found[1])
    timeline, _ = compile_shipped(SHIPPED[0])
    step = next(step for step in timeline.steps if step.title == title and step.index > 3)
    assert len(rows) > 5
    expected = [(step.title, cue.kind, str(cue.heard)) for cue in timeline.cues if cue.step == step.index]
    assert rows == expected
    assert set(rows) <= set(excerpt_rows(cue_table(timeline)))


def test_the_script_of_the_readme_compiles_without_a_warning():
    (script,) = [text for language, text in FENCED.findall(README) if language == "markdown"]
    assert read_script(script, "my-routine.md").problems == ()


def test_the_slip_of_the_readme_is_shown_as_it_says():
    (script,) = [text for language, text in FENCED.findall(README) if language == "markdown"]
    (shown,) = [text for language, text in FENCED.findall(README) if "error:" in text]
    problems = read_script(script.replace("5-5-5+ reps", "5-5-5+ rpes"), "my-routine.md").problems
    assert "".join(f"{problem}\n" for problem in problems) == shown


def test_the_python_of_the_readme_runs(environment, tmp_path):
    (code,) = [text for language, text in FENCED.findall(README) if language == "python"]
    (tmp_path / "scripts").symlink_to(ROOT / "scripts")
    subprocess.run([sys.executable, "-W", "error", "-c", code], cwd=tmp_path, env=environment, check=True)
    assert (tmp_path / "upper-body.mp3").stat().st_size > 100_000


def test_the_example_of_the_cue_list_page_is_the_start_of_a_real_one(compile_shipped):
    page = (ROOT / "docs/cue-list.md").read_text("utf-8")
    example = json.loads(re.search(r"^    (\{.*?\n)\n", page, re.MULTILINE | re.DOTALL)[1])
    real = json.loads(compile_shipped(SHIPPED[0])[0].to_json())
    assert example.keys() == real.keys()
    assert example["cues"][0]["text"] == real["cues"][0]["text"]
    for part in ("steps", "cues", "notes"):
        assert example[part][0].keys() == real[part][0].keys()
        real[part] = example[part]
    assert {**real, "duration_ms": 0} == {**example, "duration_ms": 0}


def test_the_other_forms_on_the_cue_list_page_are_excerpts_of_real_ones(compile_shipped):
    page = (ROOT / "docs/cue-list.md").read_text("utf-8")
    timeline, _ = compile_shipped(SHIPPED[0])
    examples = dict(FENCED.findall(page))
    assert examples.keys() == TEXTS.keys() - {"json"}
    for name, example in examples.items():
        # The times depend on the version of the voice.
        shown, real = (re.sub(r"\d", "", text).splitlines() for text in (example, TEXTS[name].write(timeline)))
        assert [line for line in shown if line not in real] == []


def test_every_kind_of_cue_and_every_module_is_documented():
    cue_list = (ROOT / "docs/cue-list.md").read_text("utf-8")
    assert [kind for kind in CUE_KINDS if f"`{kind}`" not in cue_list] == []
    architecture = (ROOT / "docs/architecture.md").read_text("utf-8")
    rooms = {path.stem for path in (ROOT / "voicecoach").iterdir() if not path.stem.startswith(("_", "py", "."))}
    assert [room for room in rooms if f"`{room}`" not in architecture] == []


def test_the_page_about_voices_names_those_that_are_recommended():
    page = (ROOT / "docs/voices.md").read_text("utf-8")
    rows = re.findall(r"^\| `(\w\w)` \| `(\S+)` \|", page, re.MULTILINE)
    assert dict(rows) == RECOMMENDED


def test_every_key_is_on_the_page_about_playing():
    page = (ROOT / "docs/playing.md").read_text("utf-8")
    table = page[page.index("| key |") : page.index("- **A pause**")]
    for key in KEYS.values():
        for name in (key.name, *key.aliases):
            assert f"`{name}`" in table or (len(name) > 1 and name in table), name


def test_the_summary_on_the_page_about_playing_has_every_key():
    page = (ROOT / "docs/playing.md").read_text("utf-8")
    (example,) = re.findall(r"^```json\n(.*?)^```", page, re.MULTILINE | re.DOTALL)
    assert json.loads(example).keys() == json.loads(Summary("", is_finished=True).to_json()).keys()


@pytest.mark.parametrize(
    "page", sorted([ROOT / "README.md", *(ROOT / "docs").glob("*.md")]), ids=lambda page: page.name
)
def test_every_link_leads_to_a_file(page):
    text = re.sub(r"`[^`\n]*`", "", FENCED.sub("", page.read_text("utf-8")))  # code has no links
    for link in re.findall(r"\]\((?!https?:)([^)#]+)", text):
        assert (page.parent / link).exists(), link


WHAT_IS_SAID = [
    line.strip("| ").split(" | ")
    for line in (ROOT / "docs/what-is-said.md").read_text("utf-8").splitlines()
    if line.startswith("|") and "](" in line
]


@pytest.mark.parametrize("row", WHAT_IS_SAID, ids=lambda row: row[0])
def test_every_row_of_what_is_said_is_heard_in_its_example(row):
    _when, what, examples = row
    paths = re.findall(r"\]\(\.\./(tests/cases/cues/[^)]+)\)", examples)
    heard = "".join((ROOT / path).read_text("utf-8").partition("==== cues")[2] for path in paths)
    said = re.findall(r'"([^"]+)"', what)
    assert paths
    assert said or "no words" in what
    assert [text for text in said if f": {text}\n" not in heard] == []
