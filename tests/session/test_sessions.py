"""What every construct of the language comes to: golden sessions.

Every file in tests/cases/sessions is a script and, after each divider with its choices, the session that must come of
it: when each step begins (as planned, before words make a changeover longer), how long it is, what is announced.
"""

import re
from pathlib import Path

import pytest

from tests.conftest import ROOT
from voicecoach.coach.sentences import Sentences
from voicecoach.library import find_linked
from voicecoach.phrases import open_catalogue
from voicecoach.script import Problems, Span, read_reference, read_script
from voicecoach.session import Choices, Session, Step, plan
from voicecoach.units import clock, seconds_text
from voicecoach.workout import Side

CASES = sorted((ROOT / "tests/cases/sessions").glob("*.md"))
DIVIDER = re.compile(r"^==== session(.*) ====\n", re.MULTILINE)


def choices_of(options: str) -> Choices:
    """Read choices such as ``stage=3 first_side=right reference=squat:110_kg``."""
    chosen: dict[str, object] = {}
    for option in options.split():
        name, value = option.split("=")
        if name == "reference":
            key, load = value.replace("_", " ").split(":")
            words = Span(load, "", 1, 1, load)
            chosen["references"] = {key: read_reference(words, Problems())}
        elif name in {"level"}:
            chosen[name] = value.replace("_", " ")
        elif name == "first_side":
            chosen[name] = Side(value)
        else:
            chosen[name] = {"yes": True, "no": False}.get(value) if value in {"yes", "no"} else int(value)
    return Choices(**chosen)


def english() -> Sentences:
    """Return what says each phrase in its first wording."""
    return Sentences(open_catalogue("en"))


def row(step: Step, start_ms: int) -> str:
    length = ("~" if step.elastic or step.waits else "") + seconds_text(step.duration_ms)
    about = [f"round {step.round} of {step.rounds}"] if step.rounds > 1 and step.is_set else []
    about += [f"set {step.set_of[0]} of {step.set_of[1]}"] if step.set_of[1] > 1 and step.is_set else []
    about += [f"{step.side.value}"] if step.side and step.is_set else []
    about += [f"counted every {seconds_text(step.pace_ms)}"] if step.pace_ms and step.is_set else []
    about += ["a round begins"] if step.starts_round and step.rounds > 1 else []
    if step.intro:
        load = [english().today(step.intro.load)[0]] if step.intro.load else []
        load += [english().starts(*step.intro.starts)[0]] if step.intro.starts else []
        said = [step.intro.title, *load, *step.intro.introduction, *step.intro.safety]
        about += [f"opens: {' / '.join(filter(None, said))}"]
    about += ["waits"] if step.waits else []
    about += ["straight on, if what comes can be said before"] if step.seamless else []
    about += ["missed a start"] if step.missed_start else []
    extra = f" ({', '.join(about)})" if about else ""
    phrase = "other-side" if step.is_other_side else "next"
    said = f'  "{english().announced(phrase, step)[0]}"' if step.is_set else ""
    return f"{clock(start_ms):>6} {length:>7}  {step.kind.value}: {step.title}{extra}{said}"


def as_text(session: Session) -> str:
    rows, start_ms = [english().today(session.load)[0]] if session.load else [], 0
    for step in session.steps:
        rows.append(row(step, start_ms))
        start_ms += step.duration_ms
    rows += [f"{note.severity.value}: {note.message}" for note in session.notes]
    return "\n".join(rows) + "\n"


def expected_text(script: str, sections: list[tuple[str, str]]) -> str:
    path = str(ROOT / "tests/cases/sessions/links/script.md")
    workout = read_script(script, path, find_linked).or_raise()
    return script + "".join(
        f"==== session{options} ====\n{as_text(plan(workout, choices_of(options)))}" for options, _ in sections
    )


def parts_of(text: str) -> tuple[str, list[tuple[str, str]]]:
    script, *rest = DIVIDER.split(text)
    return script, list(zip(rest[::2], rest[1::2], strict=True))


@pytest.mark.parametrize("case", CASES, ids=lambda path: path.stem)
def test_golden_sessions(case: Path):
    text = case.read_text("utf-8")
    assert expected_text(*parts_of(text)) == text
