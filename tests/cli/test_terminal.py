"""voicecoach in a real terminal."""

import pytest

from tests.pseudo_terminal import PseudoTerminal

pytestmark = pytest.mark.realtime

GOOD = "# Mine\n\n## Sequence: 2 rounds, rest 5 s\n\n- Squat: 3 reps\n- Plank: 5 s\n"


PLAYING = r"\d:\d\d left of \d:\d\d"
QUIETLY = ("--output", "null", "--verbosity", "quiet")


@pytest.fixture
def playing(program, environment, tmp_path):
    """A terminal in which a session is played."""
    (tmp_path / "mine.md").write_text(GOOD)
    with PseudoTerminal([*program, "play", "mine.md", *QUIETLY], tmp_path, environment) as terminal:
        terminal.wait_for(PLAYING)
        yield terminal


def test_space_pauses_and_goes_on_and_q_quits_in_a_real_terminal(playing):
    playing.press(" ")
    playing.wait_for("paused: press space to resume")
    playing.seen = ""
    playing.press(" ")
    playing.wait_for(PLAYING)
    playing.press("q")
    playing.wait_for("Stopped early: Mine, 0:")
    assert playing.end() == 0


def test_ctrl_c_ends_play_and_says_so(playing):
    playing.press("\x03")
    playing.wait_for("interrupted")
    assert playing.end() == 130


def test_keys_come_from_the_terminal_also_where_the_script_comes_from_a_pipe(program, environment, tmp_path):
    (tmp_path / "mine.md").write_text(GOOD)
    command = " ".join([*program, "play", "-", *QUIETLY, "<", "mine.md"])
    with PseudoTerminal(["sh", "-c", command], tmp_path, environment) as terminal:
        terminal.wait_for(PLAYING)
        terminal.press("q")
        terminal.wait_for("Stopped early: Mine")
        assert terminal.end() == 0
