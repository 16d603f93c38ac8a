"""A person's own settings: what the file may contain, and how mistakes in it are reported."""

import re
import tomllib

import click
import pytest

from tests.conftest import ROOT
from voicecoach.cli import settings
from voicecoach.cli.options import SETTINGS
from voicecoach.cli.settings import Settings, load_settings
from voicecoach.errors import ScriptError, VoicecoachError

(EXAMPLE,) = re.findall(r"^```toml\n(.*?)^```", (ROOT / "docs/talk.md").read_text("utf-8"), re.MULTILINE | re.DOTALL)


@pytest.fixture
def load(tmp_path, monkeypatch):
    """Load settings from the text of the file."""
    monkeypatch.setenv("HOME", str(tmp_path))
    path = tmp_path / "config.toml"
    monkeypatch.setattr(settings, "config_path", lambda: path)

    def load_(text):
        path.write_text(text, "utf-8")
        return load_settings(SETTINGS, click.Context(click.Command(None)))

    return load_


def test_the_example_of_the_page_has_every_setting(load, tmp_path):
    (tmp_path / "Music/my-coach").mkdir(parents=True)
    found = load(EXAMPLE)
    assert tomllib.loads(EXAMPLE).keys() == {*SETTINGS, "cache-limit", "voices", "cues", "say"}
    assert found.defaults == {
        "verbosity": "brief",
        "first_side": "right",
        "side": "left",
        "standard": "women",
        "engine": "pyttsx3",
        "rate_wpm": "150",
        "pack": str(tmp_path / "Music/my-coach"),
        "device": "headphones",
        "keeps_awake": True,
        "nudge_ms": "90",
    }
    assert found.voices == {"en": "en-gb", "de": "de+f3"}
    assert list(map(str, found.cues)) == ["count=every-5", "count=last-3", "form=short"]
    assert found.say == {"RDL": "hip hinge"}
    assert found.cache_limit == 1_000_000_000


def test_nothing_is_set_by_an_empty_file_or_none(load, tmp_path):
    assert load("") == Settings(tmp_path / "config.toml")
    (tmp_path / "config.toml").unlink()
    assert load_settings(SETTINGS, click.Context(click.Command(None))) == Settings(tmp_path / "config.toml")


@pytest.mark.parametrize(
    ("written", "size"),
    [
        ("200", 200),
        ("1.5", 1.5),
        ("'200 MB'", 200),
        ("'200mb'", 200),
        ("'2 GB'", 2000),
        ("'0.5 GB'", 500),
        ("1", 1),
        ("9999999", 9999999),
    ],
)
def test_a_limit_of_the_cache_is_in_megabytes_unless_it_says_otherwise(load, written, size):
    assert load(f"cache-limit = {written}").cache_limit == size * 1_000_000


MANY = """# mine
verbosty = 'brief'
rate = 1000

[cues]
"form" = ['on', 'off']
from = 'off'

[say]
RDL = 5
"""


def test_every_mistake_is_reported_with_its_line_and_a_caret(load):
    with pytest.raises(ScriptError) as caught:
        load(MANY)
    locations = [(problem.location.line, problem.location.column) for problem in caught.value.problems]
    assert locations == [(2, 1), (3, 1), (6, 2), (7, 1), (10, 1)]
    assert "2 | verbosty = 'brief'\n     | ^^^^^^^^ did you mean 'verbosity'?" in str(caught.value)
    assert caught.value.exit_code == 1


@pytest.mark.parametrize(
    ("text", "message", "hint"),
    [
        ("verbosity = brief", "1:13: error: this is not TOML", "verbosity = "),
        ("verbosty = 'brief'", "unknown key 'verbosty'", "did you mean 'verbosity'"),
        ("colour = 'red'", "unknown key 'colour'", "one of: verbosity"),
        ("verbosity = 'breif'", "'breif' is not one of 'quiet', 'brief'", "did you mean 'brief'"),
        ("verbosity = ['brief']", "one value, not a list", "single value"),
        ("rate = 'fast'", "'fast' is not a valid integer", ""),
        ("rate = true", "'true' is not a valid integer", ""),
        ("rate = 1000", "1000 is not in the range 80<=x<=400", ""),
        ("cues = 'form=off'", "'cues' is a table", "[cues]"),
        ("[cues]\nfrom = 'off'", "2:1: error: unknown kind of cue 'from'", "did you mean 'form'"),
        ("cues.from = 'off'", "1:1: error: unknown kind of cue 'from'", "did you mean 'form'"),
        ("[cues]\ncount = 5", "'count=5' is not a", ""),
        ("[cues]\nform = ['on', 'off']", "contradict each other", "keep one"),
        ("[cues]\nform = { a = 1 }", "2:1: error: ", "form=off"),
        ("[voices]\nxx = 'a'", "2:1: error: the coach does not speak 'xx'", "en, de, es, fr"),
        ("[say]\nRDL = 5", "'RDL' must be", "hip hinge"),
        ("[say]\nRDL = ''", "'RDL' must be", "hip hinge"),
        ("[say]\nRDL = '[RDL](/x)'", "the phonemes in '\\[RDL", "[Pallof](/pˈælɑf/)"),
        ("[say]\n'…' = 'x'", "2:2: error: '…' must be", "hip hinge"),
        ("pack = 2026-11-20", "is not a value for an option", "quotes"),
        ("pack = 'nowhere'", "there is no folder .*nowhere", "create it"),
        ("pack = '~nobody-of-this-name/x'", "1:1: error: ", "write the whole path"),
        ("keep-awake = 'yes'", "'yes' is neither yes nor no", "true or false"),
        ("nudge = true", "'true' is not a length of time, such as 20", ""),
        ("nudge = -1", "'-1' is not a length of time", ""),
        ("cache-limit = 0", "'0' is not a size of at least 1 MB", "2 GB"),
        ("cache-limit = '500 kB'", "'500 kB' is not a size", "2 GB"),
        ("cache-limit = true", "'true' is not a size", "2 GB"),
        ("cache-limit = [1]", "is not a value for an option", ""),
        ("device = ''", "'' is not a line of text", "quotes"),
        ("engine = []", "one value, not a list", ""),
        ("engine = 'gramophone'", "'gramophone' is not one of 'hibari', 'piper', 'pyttsx3'", ""),
        ("[verbosity]\na = 1", "1:2: error: .* is not a value for an option", "quotes"),
        ("rate = 1" + "0" * 5000, "config.toml:1:1: ", "verbosity = "),
        ("a = " + "[" * 5000, "config.toml:1:1: ", "verbosity = "),
    ],
)
def test_a_mistake_is_reported_with_a_hint(load, text, message, hint):
    with pytest.raises(ScriptError) as caught:
        load(text)
    (problem,) = caught.value.problems
    assert re.search(message, str(problem))
    assert problem.location.path.endswith("config.toml")
    assert hint in problem.hint


def test_a_file_that_cannot_be_read_is_one_message(load, tmp_path):
    (tmp_path / "config.toml").write_bytes(b"\xff\xfe")
    with pytest.raises(VoicecoachError, match=r"config\.toml is not UTF-8 text"):
        load_settings(SETTINGS, click.Context(click.Command(None)))
