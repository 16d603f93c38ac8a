"""What a set is in the session: its number, whether more of its exercise follow, what is left of its ladder."""

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace

from voicecoach.errors import Location
from voicecoach.session.planned import TimedSet
from voicecoach.session.steps import Step
from voicecoach.session.work import BlockWork, SetWork, Work
from voicecoach.workout import Dose


def numbered(sets: Iterable[TimedSet]) -> Iterator[TimedSet]:
    """Yield the sets with their numbers, counted through the session for each exercise and movement."""
    of_title: Counter[str] = Counter()
    of_name: Counter[str] = Counter()
    was_self_paced = False
    for timed in sets:
        work = _numbered(timed.planned.work, of_title, of_name)
        is_self_paced = isinstance(work, SetWork) and work.is_self_paced
        if isinstance(work, SetWork):
            work = replace(work, is_pace_news=is_self_paced and not was_self_paced)
        was_self_paced = is_self_paced
        yield replace(timed, planned=replace(timed.planned, work=work))


def _numbered(work: Work, of_title: Counter[str], of_name: Counter[str]) -> Work:
    title, name = work.title.casefold(), work.name.casefold()
    if isinstance(work, BlockWork):
        position = replace(work.position, repeat=of_title[title])
        of_title[title] += 1
        return replace(work, position=position)
    of_title[title] += work.begins_set
    position = replace(work.position, set=of_title[title], repeat=of_name[name])
    of_name[name] += 1
    return replace(work, position=position)


def with_what_follows(steps: tuple[Step, ...]) -> tuple[Step, ...]:
    """Return the steps with what only later sets tell: which is the last of its exercise, what a ladder has left.

    It needs all steps, so it comes after the check that a session is not too long.
    """
    following = _Following()
    return tuple(following.before(step) for step in reversed(steps))[::-1]


@dataclass(slots=True)
class _Following:
    """What is known of the sets after a step, as one goes through the steps backwards."""

    work: Work | None = None
    last_set: dict[str, int] = field(default_factory=dict)
    """The number of the last set of each exercise."""
    rungs: dict[tuple[Location, str], tuple[Dose, ...]] = field(default_factory=dict)
    """The doses of the following rungs of each ladder."""

    def before(self, step: Step) -> Step:
        """Return a step with what is known of the sets after it."""
        if isinstance(step.work, SetWork):
            self.work = self._completed(step.work)
        elif step.work:
            self.work = step.work
        work = self.work if step.work else None
        coming = step.coming
        if coming and self.work and coming.work is not self.work:
            coming = replace(coming, work=self.work)
        is_same = work is step.work and coming is step.coming
        return step if is_same else replace(step, work=work, coming=coming)

    def _completed(self, work: SetWork) -> SetWork:
        at = work.position
        is_last = self.last_set.setdefault(work.title.casefold(), at.set) == at.set
        left: tuple[Dose, ...] = ()
        number, rungs = at.rung
        if rungs > 1 and work.begins_set:
            key = (work.location, work.title)
            left = self.rungs.get(key, ())[: rungs - number]
            self.rungs[key] = (work.dose, *left)
        if not is_last and not left:
            return work
        return replace(work, position=replace(at, is_last=is_last, rungs_left=left))
