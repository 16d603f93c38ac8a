"""A person's own settings: what may stand in the file, and what a slip in it is answered with."""

import re
import tomllib
from pathlib import Path

import pytest

from tests.conftest import ROOT
from voicecoach.config import SETTINGS, Config, read_config
from voicecoach.errors import ChoiceError
from voicecoach.talk import Verbosity
from voicecoach.workout import Side

PATH = Path("config.toml")
(EXAMPLE,) = re.findall(r"^```toml\n(.*?)^```", (ROOT / "docs/talk.md").read_text("utf-8"), re.MULTILINE | re.DOTALL)


def test_the_example_of_the_page_has_every_setting(tmp_path, monkeypatch):
    monkeypatch.setenv("HOME", str(tmp_path))
    (tmp_path / "Music/my-coach").mkdir(parents=True)
    config = read_config(EXAMPLE, PATH)
    assert tomllib.loads(EXAMPLE).keys() == SETTINGS.keys()
    assert config.verbosity is Verbosity.BRIEF
    assert config.first_side is Side.RIGHT
    assert config.rate_wpm == 150
    assert config.voices == {"en": "en-gb", "de": "de+f3"}
    assert list(map(str, config.cues)) == ["count=every-5", "count=last-3", "form=short"]
    assert config.say == {"RDL": "hip hinge"}
    assert config.pack == str(tmp_path / "Music/my-coach")
    assert (config.device, config.keeps_awake, config.nudge_ms) == ("headphones", True, 90_000)


def test_nothing_is_set_by_an_empty_file():
    assert read_config("", PATH) == Config(PATH)


@pytest.mark.parametrize(
    ("text", "message", "hint"),
    [
        ("verbosity = brief", "config.toml: .*line 1", "verbosity = "),
        ("verbosty = 'brief'", "unknown setting 'verbosty'", "did you mean 'verbosity'"),
        ("colour = 'red'", "unknown setting 'colour'", "one of: verbosity"),
        ("verbosity = 'loud'", "verbosity: there is no verbosity 'loud'", "one of: quiet, brief"),
        ("verbosity = ['brief']", "there is no verbosity", "one of: quiet"),
        ("rate = '150'", "rate: '150' is no rate", "from 80 to 400"),
        ("rate = true", "rate: True is no rate", "from 80 to 400"),
        ("rate = 1000", "rate: 1000 is no rate", "from 80 to 400"),
        ("cues = 'form=off'", "cues: this is a table", "[cues]"),
        ("[cues]\nfrom = 'off'", "cues: unknown kind of cue 'from'", "did you mean 'form'"),
        ("[cues]\ncount = 5", "cues: 'count=5' is not a", ""),
        ("[cues]\nform = ['on', 'off']", "cues: .*contradict each other", "keep one"),
        ("[cues]\nform = { a = 1 }", "cues: ", "form=off"),
        ("[voices]\nxx = 'a'", "voices: the coach does not speak 'xx'", "en, de, es, fr"),
        ("[say]\nRDL = 5", "say: 5 is not a line of words", "quotes"),
        ("[say]\nRDL = ''", "say: '' is not a line of words", "quotes"),
        ("[say]\n'…' = 'x'", "say: '…' is not a line of words", "quotes"),
        ("pack = 2026-11-20", "pack: .* is not a line of words", "quotes"),
        ("pack = 'nowhere'", "pack: there is no folder .*nowhere", "make it"),
        ("pack = '~nobody-of-this-name/x'", "pack: ", "write the whole path"),
        ("keep-awake = 'yes'", "keep-awake: 'yes' is neither yes nor no", "true or false"),
        ("nudge = true", "nudge: True is no number of seconds", "such as 90"),
        ("nudge = -1", "nudge: -1 is no number of seconds", "0 is for never"),
        ("device = ''", "device: '' is not a line of words", "quotes"),
        ("engine = []", "engine: .* cannot be chosen", "one of: pyttsx3, piper"),
        ("engine = 'gramophone'", "engine: 'gramophone' cannot be chosen", "one of: pyttsx3, piper"),
        ("[verbosity]\na = 1", "there is no verbosity", "one of: quiet"),
        ("rate = 1" + "0" * 5000, "config.toml: ", "verbosity = "),
        ("a = " + "[" * 5000, "config.toml: ", "verbosity = "),
    ],
)
def test_a_slip_is_told_with_the_file_the_setting_and_a_cure(text, message, hint):
    with pytest.raises(ChoiceError, match=message) as caught:
        read_config(text, PATH)
    assert "config.toml" in caught.value.message
    assert hint in caught.value.hint
