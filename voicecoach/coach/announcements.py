"""The announcement of a set: its name, and what differs from the last set of its exercise."""

from collections.abc import Iterator
from dataclasses import dataclass
from enum import Flag, auto
from functools import reduce
from operator import or_

from voicecoach.coach.prescriptions import Prescriptions, capital
from voicecoach.phrases import Forms
from voicecoach.session import SetWork
from voicecoach.workout import Counted, Load, SideRule, Target, Timed, spoken_names


class News(Flag):
    """What of a set differs from the one before, or from the last set of its exercise, so that it has to be said."""

    NAME = auto()
    SIDE = auto()
    DOSE = auto()
    LOAD = auto()
    """The load, or a target such as a pace over a distance."""
    EFFORT = auto()
    TEMPO = auto()
    PACE = auto()
    """The listener counts, and did not before."""
    NEW = auto()
    """The exercise has not been done before, so that its name says more than its dose."""


NO_NEWS = News(0)
PLACE = News.NAME | News.SIDE
_WORK = News.DOSE | News.LOAD | News.EFFORT | News.TEMPO
TO_BE_HEARD = PLACE | _WORK
"""What a listener must be told before the set; the rest is nice to know."""

EVERYTHING = TO_BE_HEARD | News.NEW


def news_of(work: SetWork, before: SetWork | None, last_name: str) -> News:
    """Return what is news of a set after the last set of its exercise, if there was one.

    ``last_name`` is the title of the set just before. A load that is no longer written is not news: nothing says what
    replaces it.
    """
    is_other = last_name != work.title
    differs = {
        News.NAME: is_other,
        News.NEW: before is None,
        News.SIDE: work.side is not None and (is_other or before is None or before.side is not work.side),
        News.DOSE: before is None or before.dose != work.dose,
        News.LOAD: bool(_aims(work)) and (before is None or _aims(before) != _aims(work)),
        News.EFFORT: bool(work.exercise.effort) and (before is None or before.exercise.effort != work.exercise.effort),
        News.TEMPO: _is_tempo_news(work, before),
        News.PACE: work.is_pace_news and (before is None or not before.is_self_paced),
    }
    return reduce(or_, (flag for flag, is_news in differs.items() if is_news), NO_NEWS)


def _is_tempo_news(work: SetWork, before: SetWork | None) -> bool:
    """Whether the tempo has to be said: the phases of a new exercise are heard as they come, unless nobody leads."""
    if before is None:
        return bool(work.tempo) and not work.phases
    return bool(work.tempo) and before.tempo != work.tempo


def _aims(work: SetWork) -> tuple[Load | Target, ...]:
    """Return the load and the targets of a set."""
    exercise = work.exercise
    return (*((exercise.load,) if exercise.load else ()), *exercise.targets)


@dataclass(frozen=True, slots=True)
class Announcement:
    """The forms of an announcement: those that tell ``enough``, and those that tell ``less``, the fullest first.

    ``name`` says only what the set is.
    """

    name: str
    enough: Forms
    less: Forms = ()


def what_of(say: Prescriptions, work: SetWork, told: News) -> str:
    """Say what a set is besides its name, as much of it as is ``told``, and when it ends."""
    return capital(", ".join(_manner(say, work, told)))


def in_few_words(say: Prescriptions, work: SetWork, news: News) -> Iterator[tuple[str, News]]:
    """Yield short announcements, each with what it tells, the one to prefer first.

    The dose matters more than the name, and what has changed more than both. Of a new exercise, the name matters most.
    """
    text, exercise = say.catalogue.text, work.exercise
    name = say.title(exercise, work.side)
    title, changes = text("title", title=name), _WORK & news
    everything, changed = _few(say, work, changes | News.DOSE), _few(say, work, changes & ~News.DOSE)
    yield text("named", title=name, what=everything), PLACE | News.DOSE | changes
    if News.NEW in news:
        yield title, PLACE
    if work.side and News.SIDE in news:
        side = capital(say.side(work.side, exercise.limb))
        yield text("named", title=side, what=everything), News.SIDE | News.DOSE | changes
        if changed:
            yield text("named", title=side, what=changed), News.SIDE | changes & ~News.DOSE
        yield text("title", title=side), News.SIDE
    elif changed:
        yield text("title", title=everything), News.DOSE | changes
        yield text("title", title=changed), changes & ~News.DOSE
        if News.LOAD in news:
            yield text("title", title=capital(say.aims(exercise))), News.LOAD
    yield text("title", title=capital(say.dose(work.dose))), News.DOSE
    yield title, PLACE


def _few(say: Prescriptions, work: SetWork, told: News) -> str:
    return capital(", ".join(_changes(say, work, told)))


def _changes(say: Prescriptions, work: SetWork, told: News) -> Iterator[str]:
    """Yield the dose, the load, the effort and the tempo of a set, as far as they are told."""
    exercise = work.exercise
    if News.DOSE in told:
        dose = say.dose(work.dose)
        yield say.loaded(dose, exercise) if News.LOAD in told else dose
    elif News.LOAD in told:
        yield say.aims(exercise)
    if News.EFFORT in told and exercise.effort:
        yield say.effort(exercise.effort)
    if News.TEMPO in told and len(work.tempo) > 1:
        yield ", ".join(map(say.phase, work.tempo, spoken_names(work.tempo)))


def _manner(say: Prescriptions, work: SetWork, told: News) -> Iterator[str]:
    """Yield what is told of a set, and what is always said of how it ends."""
    text, exercise = say.catalogue.text, work.exercise
    yield from _changes(say, work, told)
    if exercise.side_rule is SideRule.ALTERNATING:
        yield text("alternating-from", side=say.side(work.first_side, exercise.limb))
    if isinstance(work.dose, Timed | Counted) and work.dose.in_all:
        yield text("any-sets")
    if exercise.cap_ms is not None:
        yield say.cap(exercise.dose, exercise.cap_ms)
    elif News.PACE in told and work.is_pace_news:
        yield text("own-pace")
