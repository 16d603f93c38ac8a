"""Switches for kinds of cues: how they are written, and which of them holds."""

import pytest
from hypothesis import given

from tests.script.workouts import SWITCHES
from voicecoach.coach import CUE_KINDS
from voicecoach.errors import ChoiceError
from voicecoach.talk import SWITCHABLE, CueChoice, choice_for, contradiction, over, read_switch


def switches(text):
    return tuple(map(read_switch, text.split()))


def test_every_kind_of_cue_can_be_switched_and_no_other():
    assert SWITCHABLE.keys() == CUE_KINDS.keys()


@given(SWITCHES)
def test_a_switch_reads_back_as_it_prints(found):
    assert tuple(read_switch(str(switch)) for switch in found) == found
    assert contradiction(found) == ""


@pytest.mark.parametrize(
    ("text", "message", "hint"),
    [
        ("form", "is not a switch", "form=off"),
        ("from=off", "unknown kind of cue 'from'", "did you mean 'form'"),
        ("singing=off", "unknown kind of cue 'singing'", "one of: announce"),
        ("count=evry-5", "not a way to hear 'count'", "one of: off, on, every-5, last-3, down"),
        ("count=every", "not a way to hear", "every-5"),
        ("count=off-5", "not a way to hear", "every-5"),
        ("count=every-0", "not a way to hear", "every-5"),
        ("count=every-99999", "99999 is too large for 'count'", "from 1 to 1000"),
        ("form=every-2", "not a way to hear 'form'", "one of: off, on, short"),
        ("count=every-5-5", "is not a switch", "form=off"),
    ],
)
def test_a_slip_is_told_with_what_could_be_meant(text, message, hint):
    with pytest.raises(ChoiceError, match=message) as caught:
        read_switch(text)
    assert hint in caught.value.hint


@pytest.mark.parametrize("text", ["form=off form=on", "count=off count=down", "count=every-2 count=every-3"])
def test_what_cannot_stand_together_is_told(text):
    assert "contradict each other" in contradiction(switches(text))
    assert contradiction(switches("count=every-5 count=last-3 count=off")).startswith("'count=every-5' and 'count=off'")


def test_the_nearer_place_replaces_a_kind_as_a_whole():
    held = over(switches("count=down"), switches("count=every-5 count=last-3 form=off"))
    assert held == switches("count=down form=off")
    assert choice_for("count", held) == CueChoice(is_chosen=True, is_down=True)
    assert choice_for("form", held).is_off
    assert choice_for("tempo", held) == CueChoice()
