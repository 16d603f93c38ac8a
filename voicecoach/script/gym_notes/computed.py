"""Cures for gym notes that have to be computed; each is empty if it does not fit what was written."""

import re
from collections.abc import Callable
from typing import TypeAlias

from voicecoach.script.gym_notes.patterns import IN_WORDS, PAIR_PARTS, REPS_AT_PARTS
from voicecoach.script.vocabulary import COUNTS, OVERS

Found: TypeAlias = re.Match[str]

_NUMBERS = IN_WORDS.strip("(?:)").split("|")
_TWO = 2
_MOST_SETS = 10
"""More sets than this are probably a load."""
_MOST_RUNGS = 20
_GREATEST_RPE = 10
_LEAST_SECONDS = 10
"""A rest without a unit is in seconds from here; below, it may be in minutes."""


def figure(text: str) -> float:
    """Return a number that is written with a decimal point or comma."""
    return float(text.replace(",", "."))


def ladder(rungs: list[str]) -> str:
    """Join rungs as the language does: two with a slash, because two with a hyphen are a range."""
    return ("/" if len(rungs) == _TWO else "-").join(rungs)


def _load_ladder(loads: list[str]) -> str:
    """Join loads; two that fall are written with both ends, because a slash is a choice there."""
    first, last = figure(loads[0]), figure(loads[-1])
    if len(loads) == _TWO and first >= last:
        return f"{loads[0]} down to {loads[-1]} by {first - last:g}" if first > last else loads[0]
    return ladder(loads)


def loads_and_reps(found: Found) -> str:
    """``40x10 60x8 70x6``: the load is the figure with a unit, or else the greater one."""
    firsts, first_units, seconds, second_units = map(list, zip(*PAIR_PARTS.findall(found[0]), strict=True))
    unit = next(filter(None, first_units + second_units), "")
    if any(first_units) or all(figure(one) > figure(other) for one, other in zip(firsts, seconds, strict=True)):
        return f"{ladder(seconds)} reps at {_load_ladder(firsts)} {unit or 'kg'}"
    return f"{ladder(firsts)} reps at {_load_ladder(seconds)} {unit}" if all(second_units) else ""


def sets_one_by_one(found: Found) -> str:
    """``1x12, 1x10, 2x8``: a rung for every set."""
    pairs = PAIR_PARTS.findall(found[0])
    if any(unit or other or figure(sets) > _MOST_SETS for sets, unit, _, other in pairs):
        return ""
    rungs = [reps for sets, _, reps, _ in pairs for _ in range(int(figure(sets)))]
    return f"{ladder(rungs)} reps" if _TWO <= len(rungs) <= _MOST_RUNGS else ""


def reps_at_loads(found: Found) -> str:
    """``1x10 @ 40kg, 2x8 @ 50kg``: a rung for every set."""
    parts = REPS_AT_PARTS.findall(found[0])
    unit = next((unit for *_, unit in parts if unit), "kg")
    rungs = [(reps, load) for sets, reps, load, _ in parts for _ in range(min(int(sets or 1), _MOST_RUNGS + 1))]
    if len(rungs) > _MOST_RUNGS:
        return ""
    return f"{ladder([reps for reps, _ in rungs])} reps at {_load_ladder([load for _, load in rungs])} {unit}"


def loads(found: Found) -> str:
    """``@ 40, 50, 60``."""
    return f"at {_load_ladder(re.findall('[0-9.]+', found[1]))} {found[2] or 'kg'}"


def load_last(found: Found) -> str:
    """``3x10x60``: the load is last if it has a unit or is the greatest."""
    first, unit, second, third, last_unit = found.groups()
    is_last = last_unit or (not unit and figure(third) > max(figure(first), figure(second)))
    return f"{first} x {second} reps at {third} {last_unit or 'kg'}" if is_last else ""


def load_first(sets: int, reps: int) -> Callable[[Found], str]:
    """``60x10x3``: the load is first; ``sets`` and ``reps`` are the groups of the other two figures."""

    def cure(found: Found) -> str:
        first, unit, second, third, last_unit = found.groups()
        is_first = unit or (not last_unit and figure(first) > max(figure(second), figure(third)))
        return f"{found[sets]} x {found[reps]} reps at {first} {unit or 'kg'}" if is_first else ""

    return cure


def load_times_reps(found: Found) -> str:
    """``60 x 10``: too many to be sets."""
    return f"{found[2]} reps at {found[1]} kg" if figure(found[1]) > _MOST_SETS else ""


def implements(found: Found) -> str:
    """``2x20kg DB``: two dumbbells."""
    number, load, unit, implement = found.group("number", "load", "unit", "implement")
    kind = (implement or "").casefold()
    thing = "kettlebell" if kind.startswith("k") else "dumbbell"
    if number == "2" or (not number and kind.endswith("s")):
        return f"with two {load} {unit} {thing}s"
    return f"with a {load} {unit} {thing}" if kind and number in {None, "1"} else ""


def rpe(found: Found) -> str:
    """``@8``: an effort, if it is on the scale."""
    return f"RPE {found[1]}" if max(map(figure, re.split("[-–/]", found[1]))) <= _GREATEST_RPE else ""


def pounds(found: Found) -> str:
    """``@80``: pounds, if it cannot be an effort."""
    return "" if rpe(found) else f"at {found[1]} lb"


def minutes(found: Found) -> str:
    """``2``: a rest in minutes, if it is few."""
    return f"{found[1]} min" if max(map(figure, re.split("[-–/]", found[1]))) < _LEAST_SECONDS else ""


def minutes_of_rest(found: Found) -> str:
    """``rest 2``."""
    return f"rest {written}" if (written := minutes(found)) else ""


def range_of_times(found: Found) -> str:
    """``60s-90s``, ``90 s to 2 min``."""
    low, unit, high, other = found.groups()
    if unit[0].casefold() == other[0].casefold():
        return f"{low}-{high} {unit}"
    return f"{low}-{figure(high) * 60:g} s" if unit[0] in "sS" and other[0] in "mM" else ""


def number(found: Found) -> str:
    """``ten``."""
    return _number(found[0])


def sets_and_reps(found: Found) -> str:
    """``three sets of ten``."""
    return f"{_number(found[1])} x {_number(found[2])} reps"


def _number(text: str) -> str:
    return text if text.isdigit() else str(_NUMBERS.index(text.casefold()) + 1)


def work_or_ladder(found: Found) -> str:
    """``40s/20s``: if it is not work and rest, it is two rungs."""
    high, unit, low, other = found.groups()
    step = float(high) - float(low)
    return f"{high} down to {low} by {step:g} {unit}" if unit == other and step > 0 else ""


def rungs(found: Found) -> str:
    """``12, 10, 8 reps``, all in one unit."""
    written, unit = found[1].casefold(), found[2] or "reps"
    numbers, units = re.findall("[0-9]+", written), set(re.findall("[a-z]+", written)) - {"and", "then"}
    # Of two numbers, the first may be reps and the second a time.
    is_one_unit = units <= {unit.casefold()} and (len(numbers) > _TWO or unit in COUNTS)
    return f"{ladder(numbers)} {unit}" if is_one_unit else ""


def last_rung_open(found: Found) -> str:
    """``5-5-max``: the last rung is at least the one before it."""
    written = re.findall("[0-9]+", found[1])
    return f"{ladder([*written, written[-1]])}+ reps"


def last_set_open(found: Found) -> str:
    """``3x5 at 100 kg, last set AMRAP``, ``5-5-5, last set AMRAP``."""
    rungs = found["reps"].split("-") * int(found["sets"] or 1)
    is_ladder = _TWO <= len(rungs) <= _MOST_RUNGS and not (found["sets"] and "-" in found["reps"])
    return f"{ladder(rungs)}+ reps{(found['load'] or '').rstrip()}" if is_ladder else ""


def holds(found: Found) -> str:
    """``15 reps, 2 s hold``: the holds are the reps."""
    return f"{found['reps']} x {_held(found)} s hold{_side(found)}"


def reps_with_holds(found: Found) -> str:
    """``15 reps, 2 s hold each rep``: every rep has a hold."""
    return f"{found['reps']} reps{_side(found)}, down 1, hold {_held(found)}, up 1"


def reps_then_hold(found: Found) -> str:
    """``15 reps, 2 s hold``: unless it says when, the hold can also follow the reps."""
    return "" if found["each"] else f"{found['reps']} reps{_side(found)}, then {_held(found)} s hold"


def _held(found: Found) -> str:
    return found["held"] or found["for"]


def _side(found: Found) -> str:
    return f" each {found['side'].split()[-1].strip('/ ')}" if found["side"] else ""


def _distance(found: Found) -> str:
    return f"{found['distance']} {found['unit']}"


def start_on_the_clock(found: Found) -> str:
    """``100 m @ 1:50``: to a swimmer, a start."""
    return f"{_distance(found)} every {found['time']}"


def pace_over_distance(found: Found) -> str:
    """``400 m at 1:36``: to a runner, a pace, if the language has it for this distance."""
    over = found["unit"] if found["distance"] == "1" else found["distance"] + found["unit"]
    return f"{_distance(found)} at {found['time']}/{over}" if over.casefold() in OVERS else ""


def distance_in_time(found: Found) -> str:
    """``200 m at 0:45``: otherwise the longest time."""
    return "" if pace_over_distance(found) else f"{_distance(found)} in {found['time']}"


def sets_on_the_clock(found: Found) -> str:
    """``5 reps E2MOM 12 min``: six sets."""
    every, total = int(found["every"] or 1), int(found["total"])
    return f"{total // every} x {found['dose']} every {every} min" if every and not total % every else ""


def clock_unit(found: Found) -> str:
    """``AMRAP 12``, ``every 90``: minutes, unless there are too many between two starts."""
    is_seconds = found[1].casefold() == "every" and figure(found[2]) > _LEAST_SECONDS
    return f"{found[1]} {found[2]} {'s' if is_seconds else 'min'}"


def most_reps(found: Found) -> str:
    """``5RM``: a load with which no more reps are possible."""
    return f"{found[1]} {'rep' if found[1] == '1' else 'reps'}, RPE {_GREATEST_RPE}"


def rounds_of_superset(found: Found) -> str:
    """Return how many rounds a superset has: the sets that were written before it."""
    sets = re.search(r"(\d+)\s*(?:x|×|\*|sets)", found.string, re.IGNORECASE)
    return f"{sets[1]} rounds" if sets else "3 rounds"
