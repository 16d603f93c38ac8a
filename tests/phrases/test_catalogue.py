"""The phrase catalogues: every language can say everything, with the same figures in it, in correct numbers."""

import re

import pytest
from fluent.syntax import FluentParser, ast

from tests.conftest import ROOT
from voicecoach.errors import ChoiceError
from voicecoach.languages import LANGUAGES
from voicecoach.phrases import open_catalogue
from voicecoach.script.vocabulary import EFFORTS, WAYS
from voicecoach.workout import HOLD_LOW, LIMBS, PHASE_WORDS, Measure, Side, SideRule, Unit

FOLDER = ROOT / "voicecoach/phrases"
WORDING = re.compile(r"-\d+$")
SAMPLES = {"numbers": "2", "figures": "60", "figure": "8", "low": "1", "high": "2", "whole": "1", "part": "half"}


def patterns(language):
    """Return every pattern of a catalogue by the name of its message and, of a shorter form, its attribute."""
    resource = FluentParser().parse((FOLDER / f"{language}.ftl").read_text("utf-8"))
    assert not [entry for entry in resource.body if isinstance(entry, ast.Junk)]
    messages = [entry for entry in resource.body if isinstance(entry, ast.Message)]
    assert len({message.id.name for message in messages}) == len(messages)
    found = {(message.id.name, ""): message.value for message in messages}
    return found | {(message.id.name, form.id.name): form.value for message in messages for form in message.attributes}


def variables(pattern):
    """Return the names of the values that a pattern takes."""
    found, waiting = set(), [pattern]
    while waiting:
        node = waiting.pop()
        if isinstance(node, ast.VariableReference):
            found.add(node.id.name)
        for value in vars(node).values():
            waiting += [
                each for each in (value if isinstance(value, list) else [value]) if isinstance(each, ast.BaseNode)
            ]
    return found


def values_of(patterns_, name):
    """Return the values that any form of a phrase takes."""
    return set().union(*(variables(pattern) for (own, _), pattern in patterns_.items() if own == name))


ENGLISH = patterns("en")


def test_every_phrase_is_used():
    """By its name in the code or, where a word of the script language is part of it, by all of these."""
    code = "".join(path.read_text("utf-8") for path in (ROOT / "voicecoach").rglob("*.py"))
    units = [unit.value for unit in Unit] + ["hold", "set"]
    sides = [f"{side.value}-{limb}".removesuffix("-side") for side in Side for limb in LIMBS]
    of_words = {
        "count": units, "max": units, "mass": ["kg", "lb"], "side": sides, "each": LIMBS, "way": set(WAYS.values()),
        "rule": [rule.value for rule in SideRule], "phase": [HOLD_LOW, *PHASE_WORDS],
        "effort": ["rpe", "rir", *EFFORTS],
        "target": [measure.name.lower().replace("_", "-") for measure in Measure],
        "written": ["rep", "step", "breath", "beat", "stroke", "lap"],
        "shown": ["rest", "get ready", "changeover", "switch", "finish"],
    }  # fmt: skip
    expanded = {f"{kind}-{word.replace(' ', '-')}" for kind, words in of_words.items() for word in words}
    expanded |= {name for table in ("measures", "day-times") for name in open_catalogue("en").table(table).values()}
    for name in {WORDING.sub("", name) for name, _ in ENGLISH}:
        assert f'"{name}"' in code or f"'{name}'" in code or name in expanded, name


def test_there_is_a_catalogue_for_every_language_and_no_other():
    assert {path.stem for path in FOLDER.glob("*.ftl")} == set(LANGUAGES)


@pytest.mark.parametrize("language", LANGUAGES)
def test_nothing_is_missing_and_nothing_is_left_over(language):
    """A shorter form or another wording may be missing where the language has none; a phrase may not."""
    own = patterns(language)
    phrases = {name for name, _ in ENGLISH if not WORDING.search(name)}
    assert {name for name, _ in own if not WORDING.search(name)} == phrases
    assert {form for _, form in own} == {"", "short", "least"}
    for name, form in ENGLISH:
        if not WORDING.search(name):
            assert (name, form) in own, f"{language}.ftl: {name} has no {form or 'value'}"


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_figure_is_lost_on_the_way(language):
    """The preposition before a figure, ``at``, is left to each language."""
    for (name, form), pattern in patterns(language).items():
        base = WORDING.sub("", name)
        assert variables(pattern) <= values_of(ENGLISH, base), f"{language}.ftl: {name}"
        if not form:
            said, expected = (variables(each) - {"at"} for each in (pattern, ENGLISH[base, ""]))
            assert said == expected, f"{language}.ftl: {name}"


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_phrase_can_be_said_of_any_number(language):
    catalogue = open_catalogue(language)
    for name in {WORDING.sub("", name) for name, _ in ENGLISH}:
        for number in (0, 1, 2, 5, 21, 1.5, 1000):
            values = {key: SAMPLES.get(key, number) for key in values_of(ENGLISH, name)}
            for wording in range(catalogue.wordings(name)):
                forms = catalogue.forms(name, wording, **values)
                assert name.endswith("-mark") or all(said.strip() == said and said for said in forms)
                assert not any(mark in said for said in forms for mark in "{}$\u2068\u2069")
                assert sorted(map(len, forms), reverse=True) == list(map(len, forms)), name


@pytest.mark.parametrize("language", LANGUAGES)
def test_other_wordings_say_the_same_in_different_words(language):
    frequent = ("next", "rest", "halfway", "encourage", "round-last", "finish")
    catalogue = open_catalogue(language)
    for phrase in frequent:
        own = values_of(ENGLISH, phrase)
        said = {
            catalogue.forms(phrase, each, **dict.fromkeys(own, "x"))[0] for each in range(catalogue.wordings(phrase))
        }
        assert len(said) == catalogue.wordings(phrase) >= 2, phrase


@pytest.mark.parametrize(
    ("language", "one", "two", "half"),
    [
        ("en", "1 rep", "2 reps", "2.5 kilos"),
        ("de", "eine Wiederholung", "2 Wiederholungen", "2,5 Kilo"),
        ("es", "una repetición", "2 repeticiones", "2,5 kilos"),
        ("fr", "1 répétition", "2 répétitions", "2,5 kilos"),
    ],
)
def test_numbers_agree_and_are_written_as_the_language_does(language, one, two, half):
    catalogue = open_catalogue(language)
    assert catalogue.text("count-rep", count=1, numbers="1") in {one, one.replace("1", "une")}
    assert catalogue.text("count-rep", count=2, numbers="2") == two
    assert catalogue.text("mass-kg", count=2.5, numbers=catalogue.figure(2.5)) == half
    assert catalogue.figure(12000) == "12000"


def test_values_may_be_long():
    text = "a very long list; " * 200
    assert open_catalogue("en").text("block", title="X", how="y", items=text) == f"X. y: {text}."


def test_a_language_without_a_catalogue_cannot_be_opened():
    with pytest.raises(ChoiceError, match="does not speak 'tlh'"):
        open_catalogue("tlh")
    assert open_catalogue("en-GB").language == "en"
