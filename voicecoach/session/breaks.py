"""The steps of a session: every set, and the breaks before it with their titles and what is coming after them."""

from collections.abc import Iterable, Iterator
from dataclasses import replace

from voicecoach.session.choices import PlanLog
from voicecoach.session.planned import Break, TimedSet
from voicecoach.session.steps import NO_INTRO, Coming, Step
from voicecoach.session.work import StepKind
from voicecoach.units import seconds_text


def with_breaks(sets: Iterable[TimedSet], log: PlanLog) -> Iterator[Step]:
    """Yield the steps of each set: the breaks before it, then the set."""
    for timed in sets:
        log.add(*timed.planned.notes)
        log.references_used.update(timed.planned.references)
        log.choices_used.update(timed.planned.choices_used)
        yield from _breaks_before(timed, log)
        yield _set(timed)


def _breaks_before(timed: TimedSet, log: PlanLog) -> Iterator[Step]:
    """Yield the breaks before a set."""
    if not timed.is_first:
        log.add(*timed.gap.notes)
        log.choices_used.add(timed.gap.choice)
        log.choices_used.update("changeover_ms" for each in timed.breaks if each.kind is StepKind.CHANGEOVER)
    for each in timed.breaks:
        if each.waits:
            length = seconds_text(each.duration_ms)
            log.info(f"a rest as needed waits for you (estimate: {length})", timed.gap.line)
        step = _break(timed, each)
        yield replace(step, says=timed.planned.before.says) if each is timed.breaks[0] else step


def _coming(timed: TimedSet) -> Coming:
    """Return what comes after the breaks before a set, and what begins there."""
    work, before = timed.planned.work, timed.planned.before
    return Coming(
        work,
        starts_round=before.starts_round and work.position.rounds > 1,
        rounds=before.rounds,
        intro=before.intro if before.intro != NO_INTRO else None,
        missed_start=timed.missed_start,
    )


def _set(timed: TimedSet) -> Step:
    """Return a set as a step; without a break before it, it says itself what begins, unless it only goes on."""
    planned = timed.planned
    return Step(
        index=0,
        kind=planned.work.kind,
        title=planned.title,
        duration_ms=planned.duration_ms,
        waits=planned.waits,
        cues=planned.cues,
        due=timed.due,
        is_open=planned.is_open,
        until_missed=timed.until_missed,
        work=planned.work,
        coming=None if timed.breaks or planned.work.part else _coming(timed),
        says=() if timed.breaks else planned.before.says,
    )


def _break(timed: TimedSet, each: Break) -> Step:
    """Return a break as a step."""
    return Step(
        index=0,
        kind=each.kind,
        title=_title(timed, each),
        duration_ms=each.duration_ms,
        elastic=each.elastic,
        waits=each.waits,
        cues=timed.planned.cues,
        until_missed=None if timed.begins_until_missed else timed.until_missed,
        coming=_coming(timed),
        terms=each.terms,
    )


def _title(timed: TimedSet, each: Break) -> str:
    """Return the title of a break; the coach shows it in its language."""
    if each.kind is StepKind.REST:
        return "Rest"
    if timed.is_first or len(timed.breaks) > 1:
        return "Get ready"
    return "Switch" if timed.planned.work.is_other_side else "Changeover"
