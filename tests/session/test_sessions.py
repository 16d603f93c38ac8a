"""Golden sessions for every construct of the language.

Every file in tests/cases/sessions is a script and, after each divider with its choices, the session that must come of
it: when each step begins (as planned, before words make a changeover longer), how long it is, what is announced.
``python -m tests.session.test_sessions`` writes what comes after the dividers.
"""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.conftest import ROOT
from voicecoach.coach.announcements import NO_NEWS
from voicecoach.coach.sentences import Sentences
from voicecoach.library import find_linked
from voicecoach.phrases import open_catalogue
from voicecoach.script import Problems, Span, read_reference, read_script
from voicecoach.session import Choices, Coming, RestTerms, Session, Step, pace_of, plan
from voicecoach.units import clock, seconds_text
from voicecoach.workout import Side, Standard

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
        elif name == "level":
            chosen[name] = tuple(value.replace("_", " ").split(","))
        elif name in {"first_side", "side", "standard"}:
            chosen[name] = (Standard if name == "standard" else Side)(value)
        else:
            chosen[name] = {"yes": True, "no": False}.get(value) if value in {"yes", "no"} else int(value)
    return Choices(**chosen)


def english() -> Sentences:
    """Return new sentences, which say each phrase in its first wording."""
    return Sentences(open_catalogue("en"))


def row(step: Step, start_ms: int) -> str:
    length = ("~" if step.elastic or step.waits else "") + seconds_text(step.duration_ms)
    about = [*(about_set(step) if step.work else ()), *(about_break(step.coming) if step.coming else ())]
    about += ["waits"] if step.waits else []
    about += about_rest(step.terms)
    about += ["straight on"] if step.is_joined else []
    about += ["missed a start"] if step.coming and step.coming.missed_start else []
    extra = f" ({', '.join(about)})" if about else ""
    said = ""
    if step.work:
        phrase = "other-side" if step.work.is_other_side else "next"
        announced = english().announced(phrase, step.work, ~NO_NEWS).enough
        said = f'  "{(english().turn_to(step.work) if step.work.part else announced)[0]}"'
    return f"{clock(start_ms):>6} {length:>7}  {step.kind.value}: {step.title}{extra}{said}"


def about_set(step: Step) -> Iterator[str]:
    work, position = step.work, step.work.position
    if position.rounds > 1:
        yield f"round {position.round} of {position.rounds}"
    if position.set_of[1] > 1:
        yield f"set {position.set_of[0]} of {position.set_of[1]}"
    if work.side:
        yield work.side.value
    if step.until_missed:
        yield "until missed"
    if pace_of(step):
        yield f"counted every {seconds_text(pace_of(step))}"


def about_rest(terms: RestTerms) -> Iterator[str]:
    if terms.until:
        yield terms.until
    if terms.ready_ms is not None:
        yield f"can end from {seconds_text(terms.ready_ms)}"
    if terms.set_percent:
        yield f"{terms.set_percent} % of the set"
    if terms.words:
        yield f"says: {terms.words}"


def about_break(coming: Coming) -> Iterator[str]:
    if coming.starts_round:
        yield "a round begins"
    if coming.intro:
        load = [english().today(coming.intro.load)[0]] if coming.intro.load else []
        load += [english().starts(coming.intro.starts)[0]] if coming.intro.starts else []
        if coming.intro.starts and coming.intro.starts.until_missed:
            load += english().phrase("until-missed")[:1]
        said = [coming.intro.title, *load, *coming.intro.introduction, *coming.intro.safety]
        yield f"opens: {' / '.join(filter(None, said))}"


def as_text(session: Session) -> str:
    rows, start_ms = [english().today(session.load)[0]] if session.load else [], 0
    for step in session.steps:
        rows.append(row(step, start_ms))
        start_ms += step.duration_ms
    for note in session.notes:
        choice = f" [{note.choice}]" if note.choice else ""
        rows += [f"{note.severity.value}: {note.message}{choice}"]
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


if __name__ == "__main__":
    for path in CASES:
        path.write_text(expected_text(*parts_of(path.read_text("utf-8"))), "utf-8")
