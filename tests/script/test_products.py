"""Whatever the language can say, combined, is either a session that keeps its promises, or one clear error for each
mistake. The seeds are fixed, so that a failure repeats; the long forms are behind ``slow``."""

import random
from contextlib import suppress
from dataclasses import replace

import pytest

from tests.coach.test_placement import compiled
from tests.script.products import DOSE, EXERCISE, GROUP, any_page, page_of, term_of
from voicecoach.errors import ChoiceError, Severity
from voicecoach.languages import LANGUAGES
from voicecoach.script import Problems, Span, print_script, read_script, workout_from_json, workout_to_json
from voicecoach.script.grammar import elements_of
from voicecoach.script.terms import KINDS
from voicecoach.session import Choices
from voicecoach.talk import Verbosity
from voicecoach.timeline import broken_promises

SEEDS = [0, *(pytest.param(seed, marks=pytest.mark.slow) for seed in range(1, 60))]
PAGES, PAIRS = 30, 60
"""How many are tried with each seed."""


def errors_of(page):
    """Return the errors of a page, each of which has a place and a hint, as has every warning."""
    problems = read_script(page, "a.md").problems
    assert all(problem.hint and problem.location.line and problem.location.column for problem in problems)
    return [problem for problem in problems if problem.severity is Severity.ERROR]


def check_page(page, language):
    """A page has errors, or is a session that is printed, read, kept and heard as it was written."""
    workout = read_script(page, "a.md").workout
    assert (workout is None) is bool(errors_of(page))
    if workout is None:
        return
    printed = print_script(workout)
    assert read_script(printed, "a.md").workout == workout, printed
    assert workout_from_json(workout_to_json(workout)) == workout
    for verbosity in Verbosity:
        with suppress(ChoiceError):  # It is too long for one session.
            timeline = compiled(replace(workout, language=language), Choices(verbosity=verbosity))
            assert list(broken_promises(timeline)) == []


@pytest.mark.parametrize("seed", SEEDS)
def test_any_page_is_refused_or_keeps_its_promises(seed):
    chance = random.Random(seed)
    for _ in range(PAGES):
        check_page(any_page(chance), chance.choice(tuple(LANGUAGES)))


@pytest.mark.parametrize("seed", SEEDS)
def test_two_terms_that_exclude_each_other_are_one_error(seed):
    chance = random.Random(seed)
    for _ in range(PAIRS):
        dose, one, other = chance.choice(DOSE), term_of(EXERCISE, chance), term_of(EXERCISE, chance)
        if not errors_of(page_of(f"{dose}, {one}")) and not errors_of(page_of(f"{dose}, {other}")):
            assert len(errors_of(page_of(f"{dose}, {one}, {other}"))) <= 1, f"{dose}, {one}, {other}"


@pytest.mark.parametrize("seed", SEEDS)
def test_one_mistake_is_one_error(seed):
    chance = random.Random(seed)
    for _ in range(PAIRS):
        dose, term = chance.choice(DOSE), term_of(EXERCISE, chance)
        if not errors_of(page_of(f"{dose}, {term}")):
            assert len(errors_of(page_of(f"{dose}, banana split, {term}"))) == 1, f"{dose}, {term}"
            assert len(errors_of(page_of(f"{dose}, {term}, {term}"))) <= 1, f"{dose}, {term}"


MADE_OF_OTHERS = {"name", "total"}
"""Kinds that no single phrase is: words after a count, and the time of all sets."""


def test_every_kind_of_element_is_in_the_product():
    spans = [Span(phrase, "a.md", 1, 1, phrase) for table in (DOSE, *EXERCISE, *GROUP) for phrase in table]
    assert {element.kind for span in spans for element in elements_of(span, "", Problems())} >= KINDS - MADE_OF_OTHERS
