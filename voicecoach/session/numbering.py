"""What a set is in the session: its number, how often its movement came before, whether its pace is news."""

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import replace

from voicecoach.session.planned import TimedSet
from voicecoach.session.steps import BlockWork, SetWork, Work


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
