"""What a voice is given for what people write, in tables by kind: ``tests/cases/spoken``, one for each language.

Run ``python -m tests.speech.test_spoken`` to write the right-hand sides again after an intended change; read the diff.
"""

import itertools
import re
import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.conftest import ROOT
from voicecoach.languages import LANGUAGES
from voicecoach.phrases import open_catalogue
from voicecoach.speech.normalise import normalise

FOLDER = ROOT / "tests/cases/spoken"
SEPARATOR = " ::"

AMOUNTS = ("5 {}", "1 {}", "2.5{}", "10-12 {}", "10{}-12{}", "3 x 10{}", "½ {}", "~20 {}", "@ 60{}", "5+ {}")
WORDS = ("Squat", "left", "press", "hold", "e.g.", "RPE 8", "week 1/4", "5:00/km", "6:30 am", "1 h 30 min", "30X1")
MARKS = (" ", ", ", " → ", " & ", " + ", ": ", " – ", ". ", " 💪 ", " (", ") ")
HOSTILE = (
    *("1-", "1/", "1:", "1.", "1x", "x", "1 h 30 ", "6 am ", "5:00/km ", "10 x ", "1 1/2 ", "(1/2) ", "week 1/2"),
    *(" ", "a/", "&", "→ ", "~", "9", '"', "9'", "1,000", "1 000 ", "...", "💪", "½", " ,", "( )", "e.g. ", "kg"),
)


def rewritten(language):
    """Return the table of a language as it is now."""
    catalogue = open_catalogue(language)
    lines = (FOLDER / f"{language}.txt").read_text("utf-8").splitlines()
    return "".join(f"{_row(line, catalogue)}\n" for line in lines)


def _row(line, catalogue):
    written, separator, _ = line.partition(SEPARATOR)
    return f"{written}{separator} {normalise(written, catalogue)}" if separator else line


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_people_write_is_said_as_a_coach_reads_it(language):
    assert rewritten(language) == (FOLDER / f"{language}.txt").read_text("utf-8")


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_is_written_out_stays_as_it_is(language):
    catalogue = open_catalogue(language)
    for line in (FOLDER / f"{language}.txt").read_text("utf-8").splitlines():
        said = line.partition(f"{SEPARATOR} ")[2]
        assert normalise(said, catalogue) == said


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_unit_stays_joined_to_its_number(language):
    catalogue = open_catalogue(language)
    units = [unit for row in catalogue.table("measures") for unit in row.split(", ")]
    for amount, unit in itertools.product(AMOUNTS, units):
        said = normalise(amount.replace("{}", unit), catalogue)
        assert not re.search(r"\d[^\W\d]|\d[%°′″]|[½⁄~@+]", said), said
        assert normalise(said, catalogue) == said


@given(st.sampled_from(LANGUAGES), st.lists(st.tuples(st.sampled_from(WORDS), st.sampled_from(MARKS)), max_size=5))
def test_texts_of_several_kinds_are_written_out_once(language, parts):
    catalogue = open_catalogue(language)
    said = normalise("".join(f"{word}{mark}" for word, mark in parts), catalogue)
    assert normalise(said, catalogue) == said
    assert not re.search("[→&+💪@/]|  ", said)


@given(st.sampled_from(LANGUAGES), st.text(max_size=40) | st.text(st.sampled_from("0123456789.,:/-–x½'\"+~ kgsm%hr@")))
def test_any_text_is_written_out_and_none_becomes_empty(language, text):
    said = normalise(text, open_catalogue(language))
    assert said or not text.strip()
    if any(map(str.isalnum, text)):
        assert any(map(str.isalnum, said))


@pytest.mark.parametrize("language", LANGUAGES)
def test_nothing_takes_long(language):
    catalogue = open_catalogue(language)
    for piece in HOSTILE:
        start = time.process_time()
        normalise(piece * 3000, catalogue)
        assert time.process_time() - start < 2, piece


if __name__ == "__main__":
    for each in LANGUAGES:
        (FOLDER / f"{each}.txt").write_text(rewritten(each), "utf-8")
