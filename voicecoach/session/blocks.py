"""A group whose exercises are read out once, and then only the clock is kept: AMRAP, for time."""

from voicecoach.session.estimates import estimate_of_line_ms
from voicecoach.session.planned import PlannedSet
from voicecoach.session.resolve import resolved
from voicecoach.session.scope import Scope
from voicecoach.session.sets import note_of_estimate
from voicecoach.session.work import BlockWork, Position
from voicecoach.talk import over
from voicecoach.units import Ms
from voicecoach.workout import Exercise, Group, Movement


def plan_block(group: Group, within: Scope, rounds: int | None) -> PlannedSet:
    """Return a group as one step; with ``rounds`` it is for time, else an AMRAP."""
    exercises = within.exercises(group)
    found = [resolved(exercise, within) for exercise in exercises]
    items = tuple(each.exercise for each in found)
    duration_ms = group.time_ms or group.about_ms or _estimate_ms(items, within, rounds or 1)
    work = BlockWork(
        title=group.title,
        items=items,
        duration_ms=duration_ms,
        location=group.location,
        movement=_together(group.title, tuple(map(within.movement_of, exercises))),
        rounds=rounds,
        cap_ms=group.time_ms,
        says=group.says,
        position=Position(round=within.round, rounds=within.rounds),
    )
    estimate = (note_of_estimate(group.title, duration_ms, group, within),) if work.is_estimate else ()
    return PlannedSet(
        work,
        title=group.title,
        duration_ms=duration_ms,
        waits=work.is_estimate and not within.is_clocked,
        is_open=work.is_estimate and within.is_clocked,
        cues=over(within.script.choices.cues, within.cues),
        clocks=within.clocks,
        references=tuple(name for each in found for name in each.references),
        choices_used=tuple(name for each in found for name in each.choices_used),
        notes=(*(note for each in found for note in each.notes), *estimate),
    )


def _estimate_ms(items: tuple[Exercise, ...], within: Scope, rounds: int) -> Ms:
    return sum(
        estimate_of_line_ms(item.at_rung(round_), within.written_pace(item, None))
        for item in items
        for round_ in range(rounds)
    )


def _together(title: str, movements: tuple[Movement | None, ...]) -> Movement:
    """Return several movements as one: how to get into place, what to be careful of, and the cues of each in turn."""
    known = [movement for movement in movements if movement]
    longest = max((len(movement.form_cues) for movement in known), default=0)
    cues = tuple(movement.form_cues[at] for at in range(longest) for movement in known if at < len(movement.form_cues))
    # Several movements are described in one breath, so each text says which it is about.
    setup = tuple(f"{movement.name}. {text}" for movement in known for text in movement.setup)
    safety = tuple(text for movement in known for text in movement.safety)
    return Movement(title, setup=setup, form_cues=cues, safety=safety)
