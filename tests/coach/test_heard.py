"""What is heard, as tables to read in review: tests/cases/heard.

A table is what ``voicecoach show`` prints, or some steps of it. Lengths are those of a typical voice
(test_placement.py), so that the tables are the same with any version of the engine. All sessions that ship, at every
verbosity and in every language, are held against the promises in test_promises.py.

To write the tables again: ``python -m tests.coach.test_heard``.
"""

import re
from dataclasses import dataclass, field, replace
from typing import Any

import pytest

from tests.coach.test_placement import compiled
from tests.conftest import ROOT, SESSIONS
from voicecoach.cli.tables import session_text
from voicecoach.coach import CUE_KINDS
from voicecoach.languages import LANGUAGES
from voicecoach.loading import load_workout
from voicecoach.session import Choices
from voicecoach.talk import Verbosity, read_switch
from voicecoach.timeline import Timeline

FOLDER = ROOT / "tests/cases/heard"
PATHS = {path.stem: path for path in SESSIONS}


@dataclass(frozen=True)
class Excerpt:
    """Some steps of a shipped session, or all of them; notes of the whole session follow where it is from step 0 on."""

    script: str
    first: int = 0
    last: int = 10_000
    verbosity: Verbosity = Verbosity.NORMAL
    language: str = "en"
    choices: dict[str, Any] = field(default_factory=dict)

    def timeline(self) -> Timeline:
        workout = replace(load_workout(str(PATHS[self.script])).or_raise(), language=self.language)
        return compiled(workout, Choices(verbosity=self.verbosity, **self.choices))

    def __str__(self) -> str:
        head, rows, notes = re.fullmatch(
            r"(.*?\n\n.*?\n)(.*?\n)(?:\n(.*))?", session_text(self.timeline()), re.S
        ).groups()
        by_step = re.split(r"^(?= *\d+ +\d+:\d\d )", rows, flags=re.M)[1:]
        return head + "".join(by_step[self.first : self.last + 1]) + ("\n" + notes if notes and not self.first else "")


QUIET, BRIEF, DETAILED = Verbosity.QUIET, Verbosity.BRIEF, Verbosity.DETAILED

EXCERPTS = {
    "a-session": [Excerpt("lower-body-activation", 0, 14), Excerpt("lower-body-activation", 22)],
    "verbosities": [
        Excerpt("lower-body-activation", 1, 4, QUIET),
        Excerpt("lower-body-activation", 1, 4, BRIEF),
        Excerpt("lower-body-activation", 1, 4, DETAILED),
        Excerpt("lower-body-activation", 10, 14, DETAILED),
    ],
    **{f"language-{language}": [Excerpt("my-routine", 5, 12, language=language)] for language in LANGUAGES},
    "on-the-clock": [
        Excerpt("emom", 0, 4),
        Excerpt("intervals", 3, 6),
        Excerpt("tabata", 1, 7, BRIEF),
        Excerpt("amrap", choices={"cues": (read_switch("list=every-600"),)}),
        Excerpt("for-time", 1, 3),
    ],
    "sets-that-wait": [
        Excerpt("five-three-one", 0, 4, choices={"level": ("week three",)}),
        Excerpt("five-three-one", 7, 15, choices={"level": ("week three",)}),
    ],
    "tempo-holds-and-breaths": [
        Excerpt("isometric-row", 1, 4, choices={"level": ("row",), "stage": 2}),
        Excerpt("big-three", 1, 5),
        Excerpt("box-breathing", 1, 3, BRIEF),
        Excerpt("sun-salutation", 1, 5),
    ],
    "spoken-lines": [Excerpt("couch-to-5k-week-1", 1, 2), Excerpt("couch-to-5k-week-1", 20, 21)],
    "sides-ladders-and-links": [
        Excerpt("seven-minute", 23, 27),
        Excerpt("hip-mobility", 5, 9),
        Excerpt("ladder", 5, 9, BRIEF),
        Excerpt("couch-to-5k-week-1", 2, 7),
        Excerpt("activation-superset", 11, 14),
    ],
}


def text_of(name: str) -> str:
    return "\n".join(map(str, EXCERPTS[name]))


@pytest.mark.parametrize("name", EXCERPTS)
def test_what_is_heard_is_what_was_reviewed(name):
    assert text_of(name) == (FOLDER / f"{name}.txt").read_text("utf-8")


def test_every_table_belongs_to_a_case_and_a_person_can_read_them_all():
    tables = sorted(FOLDER.iterdir())
    assert {path.stem for path in tables} == EXCERPTS.keys()
    assert sum(len(path.read_text("utf-8").splitlines()) for path in tables) < 400


def test_every_kind_of_cue_is_shown():
    shown = {
        cue.kind
        for excerpts in EXCERPTS.values()
        for excerpt in excerpts
        for cue in excerpt.timeline().cues
        if excerpt.first <= cue.step <= excerpt.last
    }
    assert shown == CUE_KINDS.keys()


if __name__ == "__main__":
    for name in EXCERPTS:
        (FOLDER / f"{name}.txt").write_text(text_of(name), "utf-8")
