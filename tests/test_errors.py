from voicecoach.errors import Location, Problem, ScriptError, Severity


def test_a_problem_prints_as_editors_expect_with_a_caret_under_the_words():
    source = "- Lateral walks, left: 10 stpes"
    problem = Problem(
        Severity.ERROR,
        "unknown unit 'stpes'",
        Location("scripts/lower-body.md", 14, 27, 5, source),
        "did you mean 'steps'?",
    )
    assert str(problem) == (
        "scripts/lower-body.md:14:27: error: unknown unit 'stpes'\n"
        "  14 | - Lateral walks, left: 10 stpes\n"
        "     |                           ^^^^^ did you mean 'steps'?"
    )


def test_a_caret_stays_under_its_words_behind_a_tab():
    problem = Problem(Severity.ERROR, "m", Location("a.md", 1, 3, 1, "-\tx"))
    assert str(problem).splitlines()[2] == "     |  \t^"


def test_a_script_error_tells_every_problem():
    problems = [Problem(Severity.ERROR, message, Location("a.md", 1)) for message in ("one", "two")]
    assert str(ScriptError(problems)) == "a.md:1:1: error: one\na.md:1:1: error: two"
