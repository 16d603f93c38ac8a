"""Where the listener is in the session: the group, the round, the set and the rung of a ladder that come next."""

from collections.abc import Iterator

from voicecoach.coach.sentences import Sentences
from voicecoach.phrases import Forms
from voicecoach.session import BlockWork, Coming, RoundKind, RoundOf, Work
from voicecoach.workout import Counted, Dose

MOST_RUNGS = 4
"""A ladder of up to this many rungs is listed; of a longer one, its end is said once."""

_LAST = {
    RoundKind.ROUND: "round-last",
    RoundKind.BLOCK: "round-block-last",
    RoundKind.MINUTE: "round-minute-last",
}
"""The phrase for the last of its kind."""


def whereabouts(coming: Coming, say: Sentences) -> Iterator[Forms]:
    """Yield the groups, rounds and the set that begin, the outermost first."""
    work = coming.work
    is_explained = coming.intro is not None and coming.intro.starts is not None
    for begins in coming.rounds:
        if begins.title and begins.title.casefold() != work.name.casefold():
            yield say.phrase("title", title=begins.title)
        is_first_minute = begins.kind is RoundKind.MINUTE and begins.number == 1 and is_explained
        if begins.total > 1 and not is_first_minute:
            yield _round(begins, say)
    number, sets = work.position.set_of
    if number > 1 and not work.is_other_side:
        is_last = number == sets and work.position.is_last
        yield say.phrase("set-last") if is_last else say.phrase("set", number=number, sets=sets)


def sets_of(work: Work, say: Sentences) -> Iterator[Forms]:
    """Yield how many sets begin with this one; said after its name, so that they are not taken for those before."""
    number, sets = work.position.set_of
    if number == 1 and sets > 1 and not work.is_other_side:
        yield say.phrase("sets", sets=sets)


def rungs_left(work: Work, say: Sentences) -> Iterator[Forms]:
    """Yield what remains of a ladder: its rungs if they are few, else how far it still goes, once."""
    if isinstance(work, BlockWork):
        return
    left = [_count(dose) for dose in work.position.rungs_left]
    now = _count(work.dose) if left else None
    numbers = [number for number in left if number is not None]
    if now is None or not numbers or len(numbers) < len(left) or {now} == set(numbers) or work.is_other_side:
        return
    number, rungs = work.position.rung
    if rungs <= MOST_RUNGS:
        yield say.phrase("rungs", numbers=", ".join(map(say.catalogue.figure, numbers)))
        return
    ladder = [now, *numbers]
    is_down = ladder == sorted(ladder, reverse=True)
    if number == 1 and (is_down or ladder == sorted(ladder)):
        yield say.phrase("rungs-down" if is_down else "rungs-up", number=say.catalogue.figure(numbers[-1]))


def _round(begins: RoundOf, say: Sentences) -> Forms:
    if begins.is_last:
        return say.phrase(_LAST[begins.kind])
    return say.phrase(begins.kind.value, number=begins.number, rounds=begins.total)


def _count(dose: Dose) -> float | None:
    """Return the number of a dose that is one plain count."""
    if not isinstance(dose, Counted) or len(dose.counts) != 1 or not dose.unit.has_pace:
        return None
    amount = dose.counts[0].amount
    return amount.value if amount.ends_itself and not amount.is_range else None
