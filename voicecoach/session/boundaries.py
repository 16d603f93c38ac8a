"""The boundary before each set: the rest that counts there, and what is news."""

from collections.abc import Hashable, Iterable, Iterator
from dataclasses import dataclass, field, replace

from voicecoach.session.planned import (
    Boundary,
    ClockEnd,
    ClockStart,
    Gap,
    Mark,
    Opening,
    PlannedSet,
    RoundStart,
    Spoken,
)
from voicecoach.session.scope import Clock
from voicecoach.session.steps import NO_INTRO, SectionIntro
from voicecoach.workout import Say


def with_boundaries(marks: Iterable[Mark], said: Iterable[Hashable]) -> Iterator[PlannedSet]:
    """Yield each set with everything since the set before it; ``said`` are the texts that the opening says."""
    news, boundary = _News(set(said)), Boundary()
    clocks: tuple[Clock, ...] = ()
    """Those of the set before."""
    for mark in marks:
        match mark:
            case PlannedSet():
                has_new_clock = mark.clocks and mark.clocks[-1] not in clocks
                is_over = boundary.end and boundary.end.is_shared and not has_new_clock
                yield replace(mark, before=replace(boundary, end=None) if is_over else boundary)
                boundary, clocks = Boundary(), mark.clocks
            case Opening():
                boundary = replace(boundary, intro=news.joined(boundary.intro, mark))
            case RoundStart():
                starts_round = boundary.starts_round or mark.is_round
                boundary = replace(boundary, starts_round=starts_round, rounds=(*boundary.rounds, mark.begins))
            case ClockStart():
                boundary = replace(boundary, start=mark)
            case ClockEnd():
                boundary = replace(boundary, end=mark)
            case Spoken():
                boundary = _with_line(boundary, mark)
            case Gap():
                boundary = _with_gap(boundary, mark)


def _with_gap(boundary: Boundary, gap: Gap) -> Boundary:
    """Return a boundary with another rest: a later one replaces an earlier one, except one that is an item."""
    is_over = boundary.end and boundary.end.is_shared and gap.ends_clock
    is_kept = boundary.gap.is_item and not gap.is_item
    return replace(boundary, gap=boundary.gap if is_kept else gap, end=None if is_over else boundary.end)


def _with_line(boundary: Boundary, spoken: Spoken) -> Boundary:
    """Return a boundary with another line: after the intro of what begins, if that came before."""
    intro = boundary.intro
    if intro != NO_INTRO:
        return replace(boundary, intro=replace(intro, says=(*intro.says, spoken.say)))
    return replace(boundary, spoken=(*boundary.spoken, spoken))


@dataclass(slots=True)
class ClosingLines:
    """Remembers the lines that are spoken after the last set, as the marks of a walk go by."""

    says: tuple[Say, ...] = ()

    def watched(self, marks: Iterable[Mark]) -> Iterator[Mark]:
        """Yield the same marks."""
        for mark in marks:
            if isinstance(mark, PlannedSet):
                self.says = ()
            elif isinstance(mark, Spoken) and not mark.needs_rest:
                self.says = (*self.says, mark.say)
            yield mark


@dataclass(slots=True)
class _News:
    """What has been said so far: an introduction and a load are news only once."""

    said: set[Hashable] = field(default_factory=set)

    def joined(self, before: SectionIntro, opening: Opening) -> SectionIntro:
        """Return the intro of two things that begin with the same set, the outer one first."""
        intro = opening.intro
        if opening.key is not None and self._is_said(opening.key):
            return before
        return SectionIntro(
            title=". ".join(dict.fromkeys(filter(None, (before.title, intro.title)))),
            introduction=(*before.introduction, *self._new(intro.introduction)),
            safety=(*before.safety, *self._new(intro.safety)),
            load=before.load if intro.load is None or self._is_said(intro.load) else intro.load,
            starts=intro.starts or before.starts,
            says=before.says,
        )

    def _new(self, texts: tuple[str, ...]) -> tuple[str, ...]:
        return tuple(text for text in texts if not self._is_said(text))

    def _is_said(self, what: Hashable) -> bool:
        """Whether something has been said already; from now on it has."""
        was_said = what in self.said
        self.said.add(what)
        return was_said
