import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from voicecoach.exports.names import safe_name

NAMES = {
    "R2 · Lateral walks, left": "R2 · Lateral walks, left",
    "Übung für Gesäß": "Übung für Gesäß",
    "🏋 Kniebeuge 👨‍👩‍👧": "🏋 Kniebeuge 👨‍👩‍👧",
    "U\u0308bung": "Übung",
    "a/b:c*?": "a-b c",
    'He said "go" <now> | stop': "He said go now - stop",
    "  much\tspace \n in it ": "much space in it",
    "CON": "CON_",
    "nul": "nul_",
    "con.txt": "con_.txt",
    "COM¹ .x": "COM¹_.x",
    "CONcentric": "CONcentric",
    "...": "untitled",
    "": "untitled",
    "***": "untitled",
    ".hidden": "hidden",
    "trailing. .": "trailing",
    "a\u202eb\ud800c": "a b c",
    "x" * 200: "x" * 120,
    "ü" * 200: "ü" * 60,
    "x" * 119 + "ü": "x" * 119,
    "x" * 119 + ". y": "x" * 119,
}


@pytest.mark.parametrize("title", NAMES)
def test_a_title_becomes_a_name(title):
    assert safe_name(title) == NAMES[title]


DEVICES = {"con", "prn", "aux", "nul", *(f"{port}{number}" for port in ("com", "lpt") for number in "123456789¹²³")}


@given(st.one_of(st.text(), st.text("CONnulcom1¹. /:*\u200d🏋é…", max_size=12), st.sampled_from(sorted(DEVICES))))
@example("con \u200d")
@example("x" * 118 + "🏋")
def test_any_text_becomes_a_name_that_is_valid_on_every_system(title):
    name = safe_name(title)
    assert 1 <= len(name.encode()) <= 125
    assert not set(name) & set('<>:"/\\|?*')
    assert min(name) >= " "
    assert name.strip(" .") == name
    assert name.partition(".")[0].rstrip().lower() not in DEVICES
    assert safe_name(name) == name


@given(st.text(max_size=20))
def test_a_name_can_be_written(tmp_path_factory, title):
    folder = tmp_path_factory.getbasetemp()
    path = folder / f"001 {safe_name(title)}.flac"
    path.touch()
    assert path.name in {found.name for found in folder.iterdir()}
    path.unlink()
