"""The steps between two sets: their titles, what is coming after them, and whether they can be dropped."""

from collections.abc import Iterable, Iterator

from voicecoach.session.choices import PlanLog
from voicecoach.session.planned import Break, TimedSet
from voicecoach.session.steps import LEAST_CHANGEOVER_MS, NO_INTRO, Coming, Step, StepKind, Work
from voicecoach.units import seconds_text
from voicecoach.workout import NO_REST


def with_breaks(sets: Iterable[TimedSet], log: PlanLog) -> Iterator[Step]:
    """Yield the steps of each set: the breaks before it, then the set."""
    last: Work | None = None
    for timed in sets:
        log.add(*timed.planned.notes)
        log.references_used.update(timed.planned.references)
        yield from _breaks_before(timed, last, log)
        yield _set(timed)
        last = timed.planned.work


def _breaks_before(timed: TimedSet, last: Work | None, log: PlanLog) -> Iterator[Step]:
    """Yield the breaks before a set; the last of them announces what begins with it."""
    if not timed.breaks:
        return  # The set before ends exactly on the start of this one.
    *waiting, final = timed.breaks
    line = timed.gap.line
    flows = last is not None and _flows(last, timed)
    if not timed.is_first:
        log.add(*timed.gap.notes)
        if timed.gap.rest == NO_REST and final.kind is StepKind.CHANGEOVER and not flows:
            least = seconds_text(LEAST_CHANGEOVER_MS)
            log.info(f"no rest: at least {least} are added, to get into place and hear what comes next", line)
    for each in waiting:
        length = seconds_text(each.duration_ms)
        log.info(f"a rest as needed waits for you (estimate: {length})", line)
        yield _break(timed, each, Coming(timed.planned.work))
    yield _break(timed, final, _coming(timed, seamless=flows and final.elastic))


def _coming(timed: TimedSet, *, seamless: bool) -> Coming:
    """Return what comes after the last break before a set, and what begins there."""
    work, before = timed.planned.work, timed.planned.before
    return Coming(
        work,
        starts_round=before.starts_round and work.position.rounds > 1,
        intro=before.intro if before.intro != NO_INTRO else None,
        missed_start=timed.missed_start,
        seamless=seamless,
    )


def _flows(last: Work, timed: TimedSet) -> bool:
    """Whether the last set can flow into this one without a break: both are continuous.

    If a movement is new and has to be set up, or a section begins, there is more to say, and more to do.
    """
    work = timed.planned.work
    is_news = not work.position.repeat and work.movement is not None and bool(work.movement.setup)
    if timed.gap.rest != NO_REST or is_news or timed.planned.before.intro != NO_INTRO:
        return False
    return work.is_continuous and last.is_continuous


def _set(timed: TimedSet) -> Step:
    """Return a set as a step."""
    planned = timed.planned
    return Step(
        index=0,
        kind=planned.work.kind,
        title=planned.title,
        duration_ms=planned.duration_ms,
        waits=planned.waits,
        cues=planned.cues,
        due=timed.due,
        work=planned.work,
    )


def _break(timed: TimedSet, each: Break, coming: Coming) -> Step:
    """Return a break as a step."""
    return Step(
        index=0,
        kind=each.kind,
        title=_title(timed, each),
        duration_ms=each.duration_ms,
        elastic=each.elastic,
        waits=each.waits,
        cues=timed.planned.cues,
        coming=coming,
    )


def _title(timed: TimedSet, each: Break) -> str:
    """Return the title of a break; the coach shows it in its language."""
    if each.kind is StepKind.REST:
        return "Rest"
    if timed.is_first or len(timed.breaks) > 1:
        return "Get ready"
    return "Switch" if timed.planned.work.is_other_side else "Changeover"
