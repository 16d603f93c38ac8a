"""What is heard in every session that ships, at every verbosity, as tables to read in review: tests/cases/heard.

A table is what ``voicecoach show`` prints. Lengths are those of a typical voice (test_place.py), so that the tables are
the same with any version of the engine. To write them anew: ``python -m tests.coach.test_heard``.
"""

from dataclasses import replace

import pytest

from tests.coach.test_placement import compiled
from tests.conftest import ALL_SCRIPTS, ROOT
from voicecoach.cli.tables import session_text
from voicecoach.languages import LANGUAGES
from voicecoach.loading import load_workout
from voicecoach.session import Choices
from voicecoach.talk import Verbosity

FOLDER = ROOT / "tests/cases/heard"
SESSIONS = {path.stem: path for path in ALL_SCRIPTS if load_workout(str(path)).or_raise().groups}
IN_ALL_LANGUAGES = "lower-body-activation"


def heard(name: str, language: str = "en") -> str:
    """Return the tables of one script: all verbosities in English, only the default one in another language."""
    workout = replace(load_workout(str(SESSIONS[name])).or_raise(), language=language)
    levels = Verbosity if language == "en" else (Verbosity.NORMAL,)
    return "\n".join(session_text(compiled(workout, Choices(verbosity=verbosity))) for verbosity in levels)


CASES = [(name, "en") for name in SESSIONS] + [(IN_ALL_LANGUAGES, language) for language in LANGUAGES[1:]]


def path_of(name: str, language: str):
    return FOLDER / f"{name}{'' if language == 'en' else f'-{language}'}.txt"


@pytest.mark.parametrize(("name", "language"), CASES)
def test_what_is_heard_is_what_was_reviewed(name, language):
    assert heard(name, language) == path_of(name, language).read_text("utf-8")


def test_every_table_belongs_to_a_script():
    assert {path.name for path in FOLDER.iterdir()} == {path_of(*case).name for case in CASES}


if __name__ == "__main__":
    FOLDER.mkdir(exist_ok=True)
    for case in CASES:
        path_of(*case).write_text(heard(*case), "utf-8")
