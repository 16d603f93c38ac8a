"""Preparing a session as a person asks for it, without the command line: compiled, live, or checked."""

from contextlib import nullcontext

import pytest

from voicecoach.errors import ChoiceError, Severity
from voicecoach.library import ScriptText
from voicecoach.preparation import check_script, prepare, prepare_timeline
from voicecoach.session import Choices
from voicecoach.session_options import SessionOptions
from voicecoach.talk import Verbosity

SCRIPT = "# Mine\n\n## G: 2 rounds, rest 10 s between rounds\n\n- Jump: 3 s\n- Hop: 3 s, cue form=off\n"


class Heard:
    """A report that remembers what it was given."""

    def __init__(self):
        self.problems = []

    def tell_problems(self, problems):
        self.problems += problems

    def tell_cache_error(self, voice):
        assert voice.settings.engine

    def progress_bar(self, what):
        assert what == "speaking"
        return nullcontext(lambda _done, _total: None)


def script(text):
    return ScriptText(text, "mine.md")


def problems_in(text, *, aloud=False):
    return check_script(script(text), SessionOptions(), Heard(), aloud=aloud)


def test_a_script_and_its_saved_cue_list_are_the_same_session():
    options = SessionOptions(Choices(rounds=2, verbosity=Verbosity.BRIEF), is_given=True)
    compiled = prepare(script(SCRIPT), options, Heard())
    saved = prepare(script(compiled.timeline.to_json()), SessionOptions(), Heard())
    assert (saved.timeline, saved.clips) == (compiled.timeline, compiled.clips)
    assert compiled.clips.keys() == {cue.heard for cue in compiled.timeline.cues}


def test_a_saved_cue_list_is_read_without_its_voice_and_takes_no_choices():
    text = prepare_timeline(script(SCRIPT), SessionOptions(), Heard()).to_json()
    elsewhere = text.replace('"engine": "hibari"', '"engine": "of another machine"')
    assert elsewhere != text
    assert prepare_timeline(script(elsewhere), SessionOptions(), Heard()).title == "Mine"
    with pytest.raises(ChoiceError, match="cannot be changed"):
        prepare_timeline(script(text), SessionOptions(Choices(verbosity=Verbosity.QUIET), is_given=True), Heard())


def test_warnings_of_a_script_are_reported_before_it_is_spoken():
    report = Heard()
    prepare_timeline(script(SCRIPT.replace("Jump: 3 s", "Jump: 2 x 9 reps alternating")), SessionOptions(), report)
    assert [problem.severity for problem in report.problems] == [Severity.WARNING]


@pytest.mark.parametrize(
    ("text", "severity", "message"),
    [
        ("# A\n\n## G: 99 rounds\n\n- Jump: 99 x 3 s\n", Severity.ERROR, "would have more than 2000 sets"),
        (
            "---\nlevels: light, heavy\n---\n# A\n\n## G\n\n- Jump: 3 s, level heavy\n",
            Severity.WARNING,
            "nothing to do at the first level",
        ),
    ],
)
def test_a_check_finds_what_cannot_be_planned(text, severity, message):
    problem = problems_in(text)[-1]
    assert problem.severity is severity
    assert message in problem.message
    assert problem.location.line == text.count("\n", 0, text.index("## G")) + 1


@pytest.mark.parametrize(
    ("group", "item", "message"),
    [
        ("EMOM 4 min", "65 s", "a start on the clock is missed: Jump ends 5 s after it"),
        ("5 rounds, every 30 s", "20 s each side", "a start on the clock is missed: Jump, right ends 15 s after it"),
        ("", "3 x 40 s every 30 s", "a start on the clock is missed: Jump ends 10 s after it"),
        ("EMOM 4 min", "15 cal", None),
        ("10 rounds, every 60 s", "done", None),
        ("", "4 x 400 m every 2:30", None),
        ("", "4 x 60 s every 60 s", None),
    ],
)
def test_a_check_finds_a_start_that_sets_of_known_length_miss(group, item, message):
    problems = problems_in(f"# A\n\n## G{': ' * bool(group)}{group}\n\n- Jump: {item}\n")
    assert [problem.message for problem in problems] == ([message] if message else [])


def test_a_check_aloud_finds_what_is_never_heard():
    text = "# A\n\n## G\n\n- Squats: 3 s\n\n## Movements\n\n### Squats\n\n- Keep both of your heels on the floor\n"
    assert problems_in(text) == ()
    (problem,) = problems_in(text, aloud=True)
    assert "never heard" in problem.message
    assert problem.location.line == 11
