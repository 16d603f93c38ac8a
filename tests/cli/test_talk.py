"""How much is said: switches, own settings, languages and recordings on the command line."""

import json
import re
import time
from pathlib import Path

import pytest

from tests.conftest import PATIENCE_S, SHIPPED
from tests.speech.test_recorded import record

SCRIPT = """---
cues: encourage=off
say:
  Squat: deep knee bend
---
# Mine

## Sequence: 2 rounds, rest 15 s, cue count=every-2

- Squat: 6 reps, cue count=down
- Plank: 30 s

## Movements

### Squat
cues: form=short

Feet wide. Look ahead.

- Sit back between your heels | Sit back
"""


@pytest.fixture
def run(run, tmp_path):
    """Run the command line in an empty folder, with its own settings."""

    def run_(*arguments, check=True, config=None):
        path = tmp_path / "config/voicecoach/config.toml"
        if config is not None:
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(config, "utf-8")
        (tmp_path / "mine.md").write_text(SCRIPT, "utf-8")
        return run(*arguments, check=check, more={"XDG_CONFIG_HOME": str(tmp_path / "config")})

    return run_


def rows(text):
    """Return the rows of a table, by their first column."""
    cells = [re.split(r" {2,}", line.strip()) for line in text.splitlines() if line.strip()]
    return {row[0]: tuple(row[1:]) for row in cells if len(row) > 1}


def heard(run, kind, *options, **others):
    document = json.loads(run("compile", "mine.md", *options, **others).stdout)
    return [cue["text"] or cue["sound"] for cue in document["cues"] if cue["kind"] == kind]


def test_switches_come_from_the_command_line_the_script_and_the_settings_in_this_order(run):
    config = "[cues]\ncount = 'off'\nhalfway = 'off'\nform = 'off'\n"
    assert heard(run, "count", "--rounds", "1") == ["6", "5", "4", "3", "2", "1"]
    assert heard(run, "count", "--rounds", "1", "--cue", "count=last-2") == ["5", "6"]
    assert heard(run, "count", "--rounds", "1", config=config) == ["6", "5", "4", "3", "2", "1"]
    assert heard(run, "halfway", config=config) == []
    assert "half" in heard(run, "halfway", "--cue", "halfway=on", config=config)
    assert set(heard(run, "form", config=config)) == {"Sit back"}


def test_list_gives_the_length_with_the_own_settings(run):
    usual = rows(run("list").stdout)["stretching"][0]
    slow = rows(run("list", config="verbosity = 'detailed'\nrate = 80\n").stdout)["stretching"][0]
    assert int(slow.split()[0]) > int(usual.split()[0])


def test_config_shows_what_holds_and_where_each_comes_from(run, tmp_path):
    plain = run("config")
    assert "does not exist" in plain.stdout
    assert rows(plain.stdout)["verbosity"] == ("normal", "the default")
    config = (
        "verbosity = 'brief'\nrate = 150\n[voices]\nen = 'en-gb'\n[cues]\nhalfway = 'off'\n[say]\nPlank = 'board'\n"
    )
    path = str(tmp_path / "config/voicecoach/config.toml")
    shown = rows(run("config", "mine.md", "--rate", "170", "--cue", "form=off", config=config).stdout)
    assert shown["verbosity"] == ("brief", path)
    assert shown["rate"] == ("170", "the command line")
    assert shown["voice"] == ("en-gb", path)
    assert shown["cue encourage"] == ("off", "the script")
    assert shown["cue halfway"] == ("off", path)
    assert shown["cue form"] == ("off", "the command line")
    assert shown["say Plank"] == ("board", path)
    assert shown["say Squat"] == ("deep knee bend", "the script")
    assert ("down", "the script: Squat") in {value for name, value in shown.items() if name == "cue count"}


def test_the_settings_choose_voice_verbosity_and_side(run):
    config = "verbosity = 'brief'\nrate = 150\n[voices]\nen = 'en-gb'\nde = 'de+f3'\n"
    document = json.loads(run("compile", "mine.md", config=config).stdout)
    assert document["verbosity"] == "brief"
    assert document["voice"]["id"] == "en-gb"
    assert document["voice"]["rate_wpm"] == 150
    german = json.loads(run("compile", "mine.md", "--language", "de", "--verbosity", "normal").stdout)
    assert (german["language"], german["verbosity"], german["voice"]["id"]) == ("de", "normal", "de+f3")
    assert any("Als Nächstes" in (cue["text"] or "") for cue in german["cues"])


@pytest.mark.parametrize(
    "command", [["compile", "mine.md"], ["config"], ["play", "mine.md", "--output", "null"], ["show", "mine.md"]]
)
def test_a_slip_in_the_settings_is_one_message_with_the_file(run, command):
    done = run(*command, config="verbosity = 'loud'\n", check=False)
    assert done.returncode == 1
    assert re.search(r"config\.toml:1:1: error: 'loud' is not one of 'quiet', .*\n +1 \| verbosity = ", done.stderr)


def test_what_has_nothing_to_do_with_the_settings_works_whatever_they_say(run):
    broken = "verbosity = 'loud'\n"
    assert run("check", "mine.md", config=broken).returncode == 0
    assert run("list", config=broken).returncode == 0
    assert run("doctor", config=broken, check=False).stdout.count("\nFAIL ") == 2  # settings, and the voice of them


@pytest.mark.parametrize(
    ("options", "message"),
    [
        (["--cue", "from=off"], "did you mean 'form'"),
        (["--cue", "form"], "form=off"),
        (["--cue", "form=off", "--cue", "form=on"], "contradict each other"),
        (["--language", "tlh"], "one of: en, de, es, fr"),
        (["--language", "de-"], "does not speak 'de-'"),
        (["--pack", "nowhere"], "there is no folder of recordings"),
        (["--engine", "piper", "--voice", "no.onnx"], "no.onnx'"),
    ],
)
def test_a_slip_on_the_command_line_is_told(run, options, message):
    done = run("compile", "mine.md", *options, check=False)
    assert done.returncode in {2, 3}
    assert message in done.stderr
    assert "Traceback" not in done.stderr


def test_show_tells_why_only_when_asked(run):
    short = run("show", SHIPPED[0])
    assert "lengthened from" not in short.stdout
    assert "note: rounds: 2, the fewest of 2-4; --rounds changes it" in short.stdout
    assert "lengthened from" in run("show", SHIPPED[0], "--why").stdout
    assert re.search(r"^ *3 +\d:\d\d +0:20 +Rest ", short.stdout, re.MULTILINE)


def test_a_cue_without_any_room_is_a_warning_at_its_line(run, tmp_path):
    (tmp_path / "hop.md").write_text(
        "# A\n\n## G\n\n- Hop: 6 reps\n\n## Movements\n\n### Hop\npace: 0.5 s per rep\n\n"
        "- Land as softly as a cat that comes home late at night\n",
        "utf-8",
    )
    assert "no problems" in run("check", "hop.md").stdout
    done = run("check", "hop.md", "--verbosity", "normal")
    assert "hop.md:12:3: warning: 'Land as softly" in done.stdout
    assert "never heard" in done.stdout
    assert "no problems" in run("check", "hop.md", "--verbosity", "brief").stdout


def test_a_language_may_be_written_as_other_programs_do(run):
    document = json.loads(run("compile", "mine.md", "--language", "EN_GB").stdout)
    assert (document["language"], document["voice"]["id"]) == ("en-gb", "heart")
    document = json.loads(run("compile", "mine.md", "--language", "en_GB", "--engine", "pyttsx3").stdout)
    assert (document["language"], document["voice"]["id"]) == ("en-gb", "en-gb")
    document = json.loads(run("compile", "mine.md", "--language", "de-at").stdout)
    assert (document["language"], document["voice"]["id"]) == ("de-at", "de")


@pytest.mark.realtime
def test_say_speaks_one_step(run):
    start = time.monotonic()
    run("say", "mine.md", "--step", "5", "--output", "null", "--verbosity", "quiet", "--rest", "6")
    assert 5.5 < time.monotonic() - start < PATIENCE_S
    gone = run("say", "mine.md", "--step", "99", check=False)
    assert gone.returncode == 2
    assert "numbers them from 0 to" in gone.stderr


def test_recordings_are_listed_heard_and_kept_with_a_saved_cue_list(run, tmp_path):
    pack = tmp_path / "pack"
    pack.mkdir()
    assert " first-deep-knee-bend-6-reps " in run("show", "mine.md", "--phrases").stdout
    record(pack / "halfway.wav", seconds=1.2)
    shown = run("show", "mine.md", "--phrases", "--pack", "pack").stdout
    assert re.search(r"halfway\.wav +halfway +Halfway\.", shown)
    assert re.search(r"1 of \d+ phrases are recorded: \d % of the speaking time", shown)
    run("compile", "mine.md", "--pack", "pack", "-o", "cues.json")
    document = json.loads((tmp_path / "cues.json").read_text("utf-8"))
    assert document["voice"]["pack"] == str(pack)
    assert document["voice"]["say"] == {"Squat": "deep knee bend"}
    (cue,) = [cue for cue in document["cues"] if cue["text"] == "Halfway."]
    assert cue["end_ms"] - cue["start_ms"] == 1200
    run("export", "cues.json", "-o", "saved.wav")
    run("export", "mine.md", "--pack", "pack", "-o", "fresh.wav")
    assert Path(tmp_path, "saved.wav").read_bytes() == Path(tmp_path, "fresh.wav").read_bytes()
    record(pack / "halfway.wav", seconds=0.9)
    changed = run("export", "cues.json", "-o", "other.wav", check=False)
    assert changed.returncode == 1
    assert "compile the script again" in changed.stderr
