"""A tempo that one can follow with closed eyes: every phase is heard, and a form cue of a phase only in it."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.coach.test_placement import SOUNDS_MS, compiled, pairs, typical
from tests.conftest import read
from voicecoach.languages import LANGUAGES
from voicecoach.phrases import open_catalogue
from voicecoach.session import Choices, marks_of, plan
from voicecoach.talk import Verbosity, read_switch
from voicecoach.timeline import TICKS, Heard, broken_promises
from voicecoach.workout import spoken_names

QUIET, BRIEF, NORMAL, DETAILED = Verbosity

CUES = {"down": "Sit back slowly", "up": "Drive hard", "hold": "Stay", "pull": "Elbows", "zurück": "Long arms"}


def session(lines, verbosity=NORMAL, *switches, language="en"):
    """Return what is heard in the first set of a workout, without the ticks."""
    workout = read(f"---\nlanguage: {language}\n---\n# A\n\n{lines}\n")
    timeline = compiled(workout, Choices(verbosity=verbosity, cues=tuple(map(read_switch, switches))))
    work = next(step for step in timeline.steps if step.is_set)
    return [(cue.start_ms - work.start_ms, str(cue.heard)) for cue in timeline.cues if cue.step == work.index]


def heard(lines, *args, **kwargs):
    return [what for _, what in session(lines, *args, **kwargs) if what not in {f"({tick})" for tick in TICKS}]


SQUAT = "- Squat: 2 reps, tempo 3-1-1-1"


def test_every_phase_is_named_the_first_with_the_number_of_the_rep():
    first, second = ["Down.", "Pause.", "Up.", "Hold."], ["2, down.", "Pause.", "Up.", "Hold."]
    assert heard(SQUAT) == heard(SQUAT, BRIEF) == first + second
    assert heard("- Row: 2 reps, up 1, hold 1, down 3, hold 1") == [
        "Up.", "Hold.", "Down.", "Pause.", "2, up.", "Hold.", "Down.", "Pause.",
    ]  # fmt: skip
    assert heard("- Box: 1 breath, in 4, hold 4, out 4, hold 4") == ["In.", "Hold.", "Out.", "Hold."]


@pytest.mark.parametrize(
    ("language", "said"),
    [
        ("en", ["Down.", "Pause.", "Up fast.", "Hold."]),
        ("de", ["Runter.", "Unten halten.", "Schnell hoch.", "Halten."]),
        ("es", ["Baja.", "Pausa.", "Sube rápido.", "Aguanta."]),
        ("fr", ["Descends.", "Pause.", "Monte vite.", "Tiens."]),
    ],
)
def test_bottom_and_top_are_told_apart_and_fast_is_said(language, said):
    assert heard("- Squat: 1 rep, tempo 31X1", language=language) == said


def test_the_words_are_those_of_the_movement():
    assert heard("- Row: 1 rep, pull 2, hold 1, return 3") == ["Pull.", "Hold.", "Return."]
    assert heard("- Row: 1 rep, pull 2, return 3", language="de") == ["Ziehen.", "Zurück."]
    movement = "- Leg: 2 reps\n\n## Movements\n\n### Leg\ntempo: kicken 2, back 2"
    assert heard(movement) == ["Kicken.", "Back.", "2, kicken.", "Back."]


def test_seconds_are_ticked_or_counted():
    ticks = [at_ms for at_ms, what in session(SQUAT) if what == "(second)"]
    assert ticks == [1000, 2000, 3000, 4000, 5000, 7000, 8000, 9000, 10_000, 11_000]
    assert heard(SQUAT, DETAILED)[:4] == ["Down.", "2", "3", "Pause."]
    assert heard(SQUAT, NORMAL, "tempo=count")[:4] == ["Down.", "2", "3", "Pause."]
    only_names = [at_ms for at_ms, what in session(SQUAT, DETAILED, "tempo=on") if what == "(second)"]
    assert only_names == [3000, 4000, 5000, 9000, 10_000, 11_000]
    assert heard("- Squat: 6 s, tempo 3-1-1-1") == ["Down.", "2", "3", "Pause.", "Up.", "Hold."]
    assert "2" not in heard("- Squat: 6 s, tempo 3-1-1-1", NORMAL, "tempo=tick")
    assert [what for _, what in session(SQUAT, NORMAL, "tempo=off")] == ["(go)", "(tick)", "2"]


def test_a_phase_has_tenths_of_a_second():
    said = session("- Curl: 2 reps, down 2.5, up 0.5")
    assert [at_ms for at_ms, what in said if what == "(second)"] == [1000, 2000, 2500, 4000, 5000, 5500]
    assert [row for row in said if "second" not in row[1]] == [
        (0, "Down."), (2500, "Up."), (3000, "(tick)"), (3000, "2, down."), (5500, "Up."),
    ]  # fmt: skip
    assert heard("- Curl: 1 rep, down 2.5, up 0.3") == ["Down."]


def test_at_quiet_every_phase_has_its_sound():
    assert session(SQUAT, QUIET)[:10] == [
        (0, "(go)"), (1000, "(second)"), (2000, "(second)"), (3000, "(level)"), (3000, "(second)"),
        (4000, "(rise)"), (4000, "(second)"), (5000, "(level)"), (5000, "(second)"), (6000, "(fall)"),
    ]  # fmt: skip
    assert heard("- Row: 2 reps, pull 1, release 2", QUIET) == ["(go)", "(fall)", "(rise)", "(fall)"]


def test_in_little_time_both_the_number_and_the_name_are_said():
    said = heard("- Row: 12 reps, up 0.6, down 1")
    assert said[2::2] == [f"{number}, up." for number in range(2, 10)] + ["10 up.", "11 up.", "12 up."]
    assert said[1::2] == ["Down."] * 12


ROW = """- Row: 12 reps

## Movements

### Row
tempo: pull 2, return 2

- return: Reach far, all the way | Reach
"""


def test_a_form_cue_of_a_phase_begins_with_it():
    def cues(script, *args):
        return [row for row in session(script, *args) if "Reach" in row[1]]

    assert cues(ROW) == [(14_000, "Return. Reach far, all the way")]
    assert cues(ROW.replace("return 2", "return 1")) == [(11_000, "Return. Reach")]
    assert cues(ROW.replace("return:", "pull:")) == [(12_000, "4, pull. Reach")]
    assert cues(ROW, NORMAL, "form=off") == cues(ROW.replace("return:", "up:")) == []
    assert cues(ROW.replace("12 reps", "12 reps, self-paced")) == []


def phases_of(draw):
    names = draw(st.sampled_from((
        ("down", "hold", "up", "hold"), ("down", "up"), ("pull", "hold", "zurück"), ("in", "hold", "out"),
        ("up", "hold", "down"),
    )))  # fmt: skip
    lengths = [draw(st.sampled_from(("0.3", "0.5", "1", "1.5", "2", "2.5", "3", "4", "X"))) for _ in names]
    return ", ".join(f"{name} {length}" for name, length in zip(names, lengths, strict=True))


@st.composite
def tempo_scripts(draw):
    """Scripts of sets of phases, with form cues that belong to some of them."""
    dose = draw(st.one_of(st.integers(1, 14).map("{} reps".format), st.integers(20, 60).map("{} s".format)))
    sets = draw(st.integers(1, 2))
    cues = draw(st.lists(st.sampled_from(sorted(CUES)), max_size=3, unique=True))
    page = f"# A\n\n- Squat: {sets} x {dose}, rest 20 s\n\n## Movements\n\n### Squat\ntempo: {phases_of(draw)}\n\n"
    return page + "".join(f"- {phase}: {CUES[phase]}\n" for phase in cues)


@settings(max_examples=60, deadline=None)
@given(tempo_scripts(), st.sampled_from(Verbosity), st.sampled_from(LANGUAGES))
def test_every_phase_is_heard_and_no_cue_outside_its_phase(script, verbosity, language):
    workout = read(script.replace("# A", f"---\nlanguage: {language}\n---\n# A", 1))
    choices = Choices(verbosity=verbosity)
    planned, timeline = plan(workout, choices), compiled(workout, choices)
    assert list(broken_promises(timeline)) == []
    for placed, step in pairs(planned, timeline):
        cues = [cue.moved(-placed.start_ms, 0) for cue in timeline.cues if cue.step == placed.index]
        for mark in marks_of(step.work):
            check_phase(cues, mark, step.work, verbosity, language)
        for cue in cues:
            check_cue_in_its_phase(cue, step.work)


def check_phase(cues, mark, work, verbosity, language):
    """A phase begins with its name if there is time to say it, otherwise with a sound; a breath only has its name."""
    begun = [cue for cue in cues if cue.start_ms == mark.at_ms]
    name = open_catalogue(language).word("phase", spoken_names(work.phases)[mark.position])
    has_time = typical(Heard(text=f"{name}.")) <= mark.lasts_ms
    is_breath = {"in", "out"} & {phase.name for phase in work.phases}
    is_go_heard = mark.at_ms < SOUNDS_MS["go"]
    assert begun or is_go_heard or (is_breath and (verbosity is QUIET or not has_time))
    if verbosity is QUIET or not has_time or is_go_heard:
        return
    (said,) = (cue.heard.text for cue in begun if cue.heard.text is not None)
    is_cue = any(cue.casefold() in said.casefold() for cue in CUES.values())
    assert name.casefold() in said.casefold() or is_cue or said == str(mark.rep)
    if said == str(mark.rep):
        assert typical(Heard(text=f"{mark.rep} {name}.")) > mark.lasts_ms


def check_cue_in_its_phase(cue, work):
    for phase, text in CUES.items():
        if cue.heard.text and cue.heard.text.casefold().endswith(text.casefold()):
            marks = [mark for mark in marks_of(work) if mark.name == phase]
            assert any(mark.at_ms == cue.start_ms and cue.end_ms <= mark.end_ms for mark in marks)
