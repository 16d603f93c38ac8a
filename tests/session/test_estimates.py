"""What nobody can time: the table on the page about the language, and what holds for every estimate."""

import re
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.conftest import ROOT, read
from voicecoach.session import Choices, Step, plan
from voicecoach.session.estimates import PER_UNIT_MS, estimate_ms
from voicecoach.units import MS_PER_SECOND, clock
from voicecoach.workout import Amount, Count, Counted, Unit

PAGE = (ROOT / "docs/script-language.md").read_text("utf-8")
ROWS = re.findall(
    r"^\| (`.*`) \| (.*) \| (\d+:\d\d) \|$", PAGE.split("\n## Estimates\n")[1].split("\n## ")[0], re.MULTILINE
)

METRES = {"m": 1, "km": 1000, "miles": 1609.344}
UNITS = {"m": Unit.METRE, "km": Unit.KILOMETRE, "miles": Unit.MILE}


def the_set(prescription: str) -> Step:
    """Return the only set of a session."""
    session = plan(read(f"# A\n\n## G\n\n- X: {prescription}\n"), Choices())
    (only,) = (step for step in session.steps if step.is_set)
    return only


@pytest.mark.parametrize(("prescriptions", "length"), [(row[0], row[2]) for row in ROWS])
def test_the_page_gives_the_estimates(prescriptions: str, length: str) -> None:
    """Each prescription of a row waits for the listener, and has the length that the page says."""
    for prescription in re.findall("`(.*?)`", prescriptions):
        step = the_set(prescription)
        assert step.waits
        assert clock(step.duration_ms) == length


def test_the_page_has_every_unit() -> None:
    """A unit that is added has to be documented, with its time."""
    said = {unit: time for _, each, _ in ROWS if each for time, unit in [each.split(" per ")]}
    assert said == {unit.value: _as_the_page_says(each_ms) for unit, each_ms in PER_UNIT_MS.items()}


def _as_the_page_says(each_ms: int) -> str:
    if each_ms <= 90 * MS_PER_SECOND:
        return f"{each_ms / MS_PER_SECOND:g} s"
    return clock(each_ms).replace(":00", " min")


@given(st.sampled_from(Unit), st.lists(st.integers(1, 1000), min_size=2, max_size=2).map(sorted))
def test_more_of_a_unit_never_takes_less(unit: Unit, amounts: list[int]) -> None:
    """Whatever is counted."""
    fewer, more = (estimate_ms(Counted((Count(Amount.of(amount), unit),)), None) for amount in amounts)
    assert fewer <= more


@given(st.lists(st.tuples(st.integers(1, 1000), st.sampled_from(sorted(METRES))), min_size=2, max_size=5))
def test_a_longer_distance_never_takes_less(distances: list[tuple[int, str]]) -> None:
    """In whatever units the two are written."""
    distances.sort(key=lambda distance: distance[0] * METRES[distance[1]])
    estimates = [estimate_ms(Counted((Count(Amount.of(amount), UNITS[unit]),)), None) for amount, unit in distances]
    assert all(shorter <= longer for shorter, longer in pairwise(estimates))
