"""Read the prescriptions of exercises, groups and links, and values such as rests, paces and loads."""

import re
from collections.abc import Callable
from dataclasses import replace
from functools import partial

from voicecoach.script.contradictions import agrees
from voicecoach.script.doses import DOSE_EXAMPLE, check_intervals, whole_dose
from voicecoach.script.grammar import elements_of
from voicecoach.script.gym_notes import corrected, cured
from voicecoach.script.source import Problems, Span
from voicecoach.script.terms import KINDS, Terms, parts_at_then, read_terms, with_ladders, with_own_phases
from voicecoach.workout import (
    EMOM_MS,
    Between,
    Exercise,
    Free,
    Group,
    Link,
    Load,
    Mode,
    Pacing,
    Rests,
    SelfPaced,
)

_GROUP_EXAMPLE = "2-4 rounds, rest 30-45 s between rounds"
_PACE_EXAMPLE = "4 s per rep' or 'tempo 3-1-1-0"
_LINK_EXAMPLE = "1 round, no rest"
_LOAD_EXAMPLE = "60 kg' or 'green band"
REST_EXAMPLE = "20 s', '10-20 s' or 'as needed"


_UNTIL_MISSED = re.compile(
    r"(until|till)\s+(missed|you\s+miss(\s+(one|it|a\s+start))?|a\s+start\s+is\s+missed)", re.IGNORECASE
)
_OF_A_TIME = frozenset({Mode.EMOM, Mode.AMRAP})

_RESTS = frozenset({
    "rest", "rest_count", "rest_of_set", "rest_as_needed", "rest_until", "rest_at_most", "no_rest", "between",
    "changeover", "no_changeover",
})  # fmt: skip
_IN_GROUP = _RESTS | {
    "rounds", "sets", "time", "emom", "amrap", "for_time", "cap", "at_most", "about", "every", "remainder",
    "self_paced", "counted", "level", "cue", "until",
}  # fmt: skip
_IN_LINK = _RESTS | {"rounds", "level"}
_IN_EXERCISE = KINDS - {"rounds", "emom", "amrap", "for_time"}
_IN_PACE = frozenset({"time", "each", "bpm", "tempo", "slow", "phase", "self_paced", "counted"})
_IN_REST = _RESTS | {"time"}
_REST_KINDS = {
    "time": "rest",
    "count": "rest_count",
    "of_set": "rest_of_set",
    "until": "rest_until",
}
"""The kinds of elements that say how long a rest is, and what they are after the word ``rest``."""
_IN_LOAD = frozenset({"load", "bodyweight", "with_"})


def read_exercise(exercise: Exercise, span: Span, problems: Problems) -> Exercise | None:
    """Return the exercise with its prescription, or None if that has errors."""
    return cured(span, exercise.name, partial(_read_exercise, exercise), problems)


def corrected_exercise(span: Span) -> str:
    """Return the prescription of an exercise with the cures of its gym notes; empty if it cannot be read even so."""
    return corrected(span, partial(_read_exercise, Exercise("", Free())))


def _read_exercise(exercise: Exercise, span: Span, problems: Problems) -> Exercise | None:
    before = len(problems.found)
    elements = with_own_phases(elements_of(span, DOSE_EXAMPLE, problems), span, problems)
    if not elements:
        return None
    terms = Terms(span, problems, _IN_EXERCISE, DOSE_EXAMPLE)
    sets, dose = whole_dose(terms, parts_at_then(with_ladders(elements), span))
    terms.refuse_odd_phase()
    terms.refuse_holds_alone()
    terms.once(terms.pace and terms.paced_by, span, "pace")
    if dose is None or len(problems.found) > before:
        return None
    prescribed = replace(
        exercise,
        dose=dose,
        sets=sets,
        side_rule=terms.side_rule,
        limb=terms.limb,
        side_name=terms.side_name,
        load=terms.load,
        targets=terms.targets,
        effort=terms.effort,
        pace=terms.paced_by or terms.pace,
        rests=terms.rests,
        every_ms=terms.every_ms,
        cap_ms=terms.cap_ms,
        about_ms=terms.about_ms,
        levels=terms.levels,
        cues=terms.cues,
    )
    return prescribed if agrees(prescribed, span, problems) else None


def read_group(group: Group, span: Span, problems: Problems) -> Group:
    """Return the group with its terms: ``2-4 rounds, rest 10 s``, ``EMOM 10 min``, ``for time, cap 10 min``."""
    return cured(span, "", partial(_read_group, group), problems)


def _read_group(group: Group, span: Span, problems: Problems) -> Group:
    before = len(problems.found)
    elements = elements_of(span, _GROUP_EXAMPLE, problems)
    terms = read_terms(Terms(span, problems, _IN_GROUP, _GROUP_EXAMPLE), elements, Between.EXERCISES)
    if len(problems.found) > before:
        return group
    until_missed = _until_missed(terms)
    _take_turns(terms)
    for contradicts, message, hint in _CONTRADICTORY_TERMS:
        if contradicts(terms):
            mode = terms.mode.value
            problems.error(span, message.format(mode=mode, terms=span.quoted()), hint.format(mode=mode))
    return replace(
        group,
        rounds=terms.rounds or terms.sets,
        rests=terms.rests,
        mode=terms.mode,
        time_ms=terms.cap_ms or (terms.time.value if terms.time else None),
        about_ms=terms.about_ms,
        every_ms=terms.every_ms,
        until_missed=until_missed,
        self_paced=None if terms.paced_by is None else isinstance(terms.paced_by, SelfPaced),
        levels=terms.levels,
        cues=terms.cues,
    )


def _until_missed(terms: Terms) -> bool:
    """Whether a group goes on until a start is missed; nothing else can be written after ``until``."""
    if terms.free is None:
        return False
    is_clocked = terms.every_ms is not None or terms.mode is Mode.EMOM
    if not _UNTIL_MISSED.fullmatch(terms.free):
        hint = "only 'until missed' can end a group; for an exercise, write '- Name: until …'"
        terms.problems.error(terms.span, f"'{terms.free}' cannot be used here", hint)
    elif not is_clocked:
        hint = "write, for example, 'every 60 s, until missed, at most 20 min'"
        terms.problems.error(terms.span, "there is no start on the clock that can be missed", hint)
    return is_clocked


def _take_turns(terms: Terms) -> None:
    """Turn ``every 90 s for 12 min`` into an EMOM of that interval; it must last a whole number of intervals."""
    if terms.every_ms and terms.mode is not Mode.ROUNDS:
        message = f"a group cannot have both 'every' and '{terms.mode.value}'"
        terms.problems.error(terms.span, message, "keep one of them")
    elif terms.every_ms and terms.time is not None:
        terms.mode = Mode.EMOM
        terms.every_ms = None if terms.every_ms == EMOM_MS else terms.every_ms
    if terms.mode is Mode.EMOM and terms.time is not None:
        check_intervals(terms, terms.time.value)


_CONTRADICTORY_TERMS: tuple[tuple[Callable[[Terms], bool], str, str], ...] = (
    (
        lambda it: it.mode in _OF_A_TIME and it.time is None,
        "this {mode} has no time",
        "write, for example, '{mode} 10 min'",
    ),
    (
        lambda it: it.mode not in _OF_A_TIME and it.time is not None,
        "it is not clear what the time in {terms} is for",
        "write, for example, 'AMRAP 10 min', 'for time, cap 10 min' or 'rest 60 s'",
    ),
    (
        lambda it: bool(it.cap_ms) and it.mode is not Mode.FOR_TIME and not (it.free and it.mode is Mode.ROUNDS),
        "only a 'for time' group can have a cap",
        "write, for example, 'for time, cap 10 min'",
    ),
    (
        lambda it: bool(it.cap_ms and it.free and (it.rounds or it.sets)),
        "the longest time is given twice, by rounds and by 'at most'",
        "keep one of them",
    ),
    (
        lambda it: bool(it.about_ms) and (it.mode is not Mode.FOR_TIME or it.cap_ms is not None),
        "the length of this group needs no estimate",
        "remove 'about …'; an estimate is for what only you can end: 'for time, about 12 min'",
    ),
    (
        lambda it: it.mode in _OF_A_TIME and bool(it.rounds or it.sets),
        "the time of an {mode} decides its rounds",
        "remove the rounds",
    ),
)
"""Terms of a group that contradict each other: a test, the message, the hint."""


def read_link(link: Link, span: Span, problems: Problems) -> Link:
    """Return the link with its own terms, which replace those of the linked script: rounds, rests, levels."""
    elements = elements_of(span, _LINK_EXAMPLE, problems)
    terms = read_terms(Terms(span, problems, _IN_LINK, _LINK_EXAMPLE), elements, Between.EXERCISES)
    return replace(link, rounds=terms.rounds, rests=terms.rests, levels=terms.levels)


def read_rests(span: Span, problems: Problems, default: Between = Between.EXERCISES) -> Rests:
    """Read rests without the word: ``10-20 s``, ``90 s between sets``; ``default`` is for one without ``between``."""
    return cured(span, "", partial(_read_rests, default), problems)


def _read_rests(default: Between, span: Span, problems: Problems) -> Rests:
    elements = tuple(
        replace(element, kind=_REST_KINDS.get(element.kind, element.kind))
        for element in elements_of(span, REST_EXAMPLE, problems)
    )
    if elements and elements[0].kind == "at_most":
        elements = (replace(elements[0], kind="rest_at_most"), *elements[1:])
    return read_terms(Terms(span, problems, _IN_REST, REST_EXAMPLE), elements, default).rests


def read_pace(span: Span, problems: Problems) -> Pacing | None:
    """Read a pace: ``1 s per step``, ``tempo 3-1-1-0``, ``in 4, out 4``, ``self-paced``, ``counted``."""
    return cured(span, "", _read_pace, problems)


def _read_pace(span: Span, problems: Problems) -> Pacing | None:
    before = len(problems.found)
    elements = with_own_phases(elements_of(span, _PACE_EXAMPLE, problems), span, problems, is_tempo=True)
    terms = read_terms(Terms(span, problems, _IN_PACE, _PACE_EXAMPLE), elements, Between.AFTER)
    terms.refuse_odd_phase()
    terms.refuse_holds_alone()
    if not elements or len(problems.found) > before:
        return None
    if terms.time is not None or not (terms.pace or terms.paced_by):
        problems.error(span, f"{span.quoted()} is not a pace", f"write, for example, '{_PACE_EXAMPLE}'")
        return None
    terms.once(terms.pace and terms.paced_by, span, "pace")
    return terms.paced_by or terms.pace


def read_load(span: Span, problems: Problems) -> Load | None:
    """Read a load without the word ``with``: ``60 kg``, ``75% of squat max``, ``green band``."""
    silent = Problems()
    elements = elements_of(span, _LOAD_EXAMPLE, silent)
    if len(elements) == 1 and elements[0].kind == "with_":
        return read_load(span.part(len("with")), problems)
    if len(elements) == 1 and elements[0].kind in _IN_LOAD:
        return read_terms(Terms(span, problems, _IN_LOAD, _LOAD_EXAMPLE), elements, Between.AFTER).load
    if len(elements) == 1 and elements[0].kind == "bare":
        problems.error(span, f"{span.quoted()} has no unit", f"write '{span.text} kg' or '{span.text} lb'")
        return None
    return Load(span.text)
