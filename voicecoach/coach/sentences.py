"""What the coach says, built from the phrases of one language.

Names, cues and rules of a script are said as written; every other word comes from the catalogue. A sentence is a tuple
of forms, the fullest first; placement takes the fullest that fits.
"""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, replace
from enum import Flag, auto

from voicecoach.phrases import Catalogue, Forms
from voicecoach.session import BlockWork, Interval, SetWork, Starts, Step, StepKind, Work
from voicecoach.units import MS_PER_MINUTE, MS_PER_SECOND, Ms, pace_clock
from voicecoach.workout import (
    BODYWEIGHT,
    LIMBS,
    PER_UNIT,
    Amount,
    Count,
    Counted,
    Dose,
    Exercise,
    Free,
    Held,
    Load,
    LoadUnit,
    Measure,
    Part,
    Phase,
    Range,
    Side,
    SideRule,
    Target,
    Timed,
    parts_of,
)


class News(Flag):
    """What of a set differs from the one before, or from the last set of its exercise, so that it has to be said."""

    NAME = auto()
    SIDE = auto()
    LOAD = auto()
    """The load, or a target."""
    DOSE = auto()
    NEW = auto()
    """The exercise has not been done before, so that its name says more than its dose."""


NO_NEWS = News(0)


@dataclass(frozen=True, slots=True)
class Announcement:
    """The forms of an announcement: those that tell ``enough``, and those that tell ``less``, the fullest first.

    ``name`` says only what the set is.
    """

    name: str
    enough: Forms
    less: Forms = ()


class Sentences:
    """The sentences of one session: a phrase that is said again gets its next wording.

    Times are in milliseconds.
    """

    def __init__(self, catalogue: Catalogue) -> None:
        self.catalogue = catalogue
        self._said: Counter[str] = Counter()

    def shown(self, step: Step) -> str:
        """Return the title of a step for screens and chapters."""
        if isinstance(step.work, SetWork):
            return self._title(step.work.exercise, step.work.side)
        if step.work or step.kind is StepKind.INTRO:
            return step.title
        return self.catalogue.word("shown", step.title.casefold())

    def phrase(self, name: str, **values: float | str) -> Forms:
        """Return a phrase in its next wording."""
        self._said[name] += 1
        return self.catalogue.forms(name, self._said[name] - 1, **values)

    def number(self, number: int) -> Forms:
        """Say a number, as a count or a countdown."""
        return (str(number),)

    def opening(self, title: str, equipment: str, load: Load | None) -> Forms:
        """Say what begins, and what equipment it needs."""
        text = self.catalogue.text
        name = text("title", title=title)
        needs = [text("equipment", equipment=equipment)] if equipment else []
        needs += self.today(load) if load else []
        return tuple(dict.fromkeys((" ".join((name, *needs)), name)))

    def length(self, minutes: int) -> Forms:
        """Say how long a session is, in whole minutes; 0 is less than one."""
        return self.catalogue.forms("about", hours=minutes // 60, minutes=minutes % 60)

    def today(self, load: Load) -> Forms:
        """Say the load of a whole session, or of a part of it."""
        if load.amount is None and load.name != BODYWEIGHT:
            return self.phrase("today-with", load=load.name)
        return self.phrase("today", load=self._load(load))

    def announced(self, phrase: str, work: Work, news: News, *, is_known: bool = False) -> "Announcement":
        """Announce a set with a phrase such as ``next``; of one that is known, without load, effort and tempo.

        ``named`` is the announcement without such a phrase, for a set that begins already.
        """
        if isinstance(work, BlockWork):
            forms = self._block(work)
            return Announcement(forms[-1], forms)
        exercise = work.exercise
        title, dose = self._title(exercise, work.side), self._dose(work.dose)
        loaded = self._loaded(dose, exercise)
        is_said = not is_known or News.LOAD in news
        what = ", ".join((loaded if is_said else dose, *self._manner(work, is_known=is_known)))
        full, *others = self.phrase(phrase, title=title, what=_capital(what))
        said = tuple(self._in_few_words(work, news, loaded if News.LOAD in news else dose))
        enough = [text for text, carries in said if news & ~News.NEW in carries]
        less = tuple(text for text, carries in said if news & carries and text not in enough)
        return Announcement(self.catalogue.text("title", title=title), (full, *others, *enough), less)

    def _in_few_words(self, work: SetWork, news: News, dose: str) -> Iterator[tuple[str, News]]:
        """Yield shorter announcements, each with what it tells, the one to prefer first.

        The dose matters more than the name, and a side or a load that has changed more than both. Of a new exercise,
        the name matters most.
        """
        exercise, text = work.exercise, self.catalogue.text
        name = self._title(exercise, work.side)
        title, has_load = text("title", title=name), news & News.LOAD
        yield text("named", title=name, what=_capital(dose)), ~News.LOAD | has_load
        if News.NEW in news:
            yield title, News.NAME | News.SIDE
        if work.side and News.SIDE in news:
            side = _capital(self._side(work.side, exercise.limb))
            yield text("named", title=side, what=_capital(dose)), News.SIDE | News.DOSE | has_load
            if has_load:
                yield text("named", title=side, what=_capital(self._aims(exercise))), News.SIDE | News.LOAD
            yield text("title", title=side), News.SIDE
        elif has_load:
            yield text("title", title=_capital(dose)), News.DOSE | News.LOAD
            yield text("title", title=_capital(self._aims(exercise))), News.LOAD
        yield text("title", title=_capital(dose)), News.DOSE | has_load
        yield title, News.NAME | News.SIDE

    def ahead(self, announcement: "Announcement") -> "Announcement":
        """Say an announcement before the set that is going on ends, so that it is clear what it is about."""
        enough, less = (
            tuple(self.catalogue.text("ahead", what=form) for form in forms)
            for forms in (announcement.enough, announcement.less)
        )
        return Announcement(announcement.name, enough, less)

    def starts(self, interval: Interval) -> Forms:
        """Say what starts on the clock, how often, and for how long."""
        every, total = self._duration(interval.every_ms), self._duration(interval.total_ms or 0)
        match interval.starts:
            case Starts.MINUTE:
                return self.phrase(interval.starts.value, time=total)
            case Starts.TURN:
                return self.phrase(interval.starts.value, every=every, time=total)
            case _:
                return self.phrase(interval.starts.value, time=every)

    def set_(self, number: int, sets: int) -> Forms:
        """Say which set of an exercise is next."""
        if number == 1:
            return self.phrase("sets", sets=sets)
        return self.phrase("set-last") if number == sets else self.phrase("set", number=number, sets=sets)

    def round_(self, number: int, rounds: int) -> Forms:
        """Say which round is next."""
        if number == rounds:
            return self.phrase("round-last")
        return self.phrase("round", number=number, rounds=rounds)

    def rest(self, duration_ms: Ms, ready_ms: Ms | None = None) -> Forms:
        """Say that there is a rest, and how long it is; with ``ready_ms``, it is that at least."""
        longest = self._duration(_whole(duration_ms))
        return self.phrase(
            "rest", time=longest if ready_ms is None else self._times(_whole(ready_ms), _whole(duration_ms))
        )

    def open_rest(self, until: str, most_ms: Ms | None = None) -> Forms:
        """Say that the listener ends a rest: when what they wait for is the case, and after this time at most."""
        # The text begins with the word of the script language: until, or till.
        what = until.partition(" ")[2]
        if most_ms is None:
            return self.phrase("rest-until", what=what) if until else self.phrase("rest-as-needed")
        time = self._duration(most_ms)
        if until:
            return self.phrase("rest-until-at-most", what=what, time=time)
        return self.phrase("rest-as-needed-at-most", time=time)

    def own_words(self, words: str) -> Forms:
        """Say words of the coach as a sentence."""
        return (self.catalogue.text("title", title=_capital(words.rstrip("."))),)

    def rest_left(self, left_ms: Ms) -> Forms:
        """Say how much of a rest is left."""
        return self.phrase("rest-left", time=self._duration(left_ms))

    def time_left(self, left_ms: Ms) -> Forms:
        """Say how much of a timed set is left."""
        return self.phrase("time-left", time=self._duration(left_ms))

    def turn(self, way: str) -> Forms:
        """Say which way the next count of a set goes."""
        return self._turn(self.catalogue.word("way", way)) if way else self.phrase("turn-again")

    def turn_to(self, work: SetWork) -> Forms:
        """Say which part of a set comes next, or that the listener goes on after a minimum."""
        if work.is_more:
            return self.phrase("more")
        what = self._dose(work.exercise.dose)
        if work.is_self_paced:
            what += f", {self.catalogue.text('own-pace')}"
        return self._turn(what)

    def _turn(self, what: str) -> Forms:
        return self.phrase("turn", what=what, said=_capital(what))

    def named_phase(self, name: str) -> Forms:
        """Say the name of a phase."""
        return (f"{_capital(self.catalogue.word('phase', name))}.",)

    def finish(self, rounds: int) -> Forms:
        """Say that the session is over."""
        return self.phrase("finish-rounds", rounds=rounds) if rounds > 1 else self.phrase("finish")

    def _title(self, exercise: Exercise, side: Side | None) -> str:
        """Return the name of a set, with its side if the sheet does not name it."""
        unnamed = exercise.unnamed(side)
        if unnamed is None:
            return exercise.title
        return self.catalogue.text("sided", title=exercise.title, side=self._side(unnamed, exercise.limb))

    def _side(self, side: Side, limb: str = LIMBS[0]) -> str:
        return self.catalogue.word("side", side.value if limb == LIMBS[0] else f"{side.value}-{limb}")

    def _block(self, block: BlockWork) -> Forms:
        """Announce a group whose exercises are read out once."""
        text = self.catalogue.text
        if block.rounds is None:
            how = text("rounds-in", time=self._duration(block.duration_ms))
        else:
            how = text("rounds-for-time", rounds=block.rounds) if block.rounds > 1 else text("for-time")
            how += f", {text('at-most', time=self._duration(block.cap_ms))}" if block.cap_ms else ""
        items = "; ".join(f"{item.title}, {self._line(item)}" for item in block.items)
        return self.phrase("block", title=block.title, how=_capital(how), items=items)

    def _line(self, exercise: Exercise) -> str:
        """Say a whole line of the sheet, for a group whose exercises are read out once."""
        text, rule = self.catalogue.text, exercise.side_rule
        dose, is_hold = self._dose(exercise.dose), False
        if exercise.sets.low > 1:
            sets = text("count-set", count=exercise.sets.low, numbers=str(exercise.sets.low))
            # "Three sets of hold for 30 seconds" is not a sentence, so the hold comes at the end.
            if isinstance(exercise.dose, Timed | Counted) and exercise.dose.hold:
                dose, is_hold = self._dose(replace(exercise.dose, hold=False)), True
            dose = text("sets-of", sets=sets, dose=dose)
        if rule is SideRule.EACH:
            dose = text("each-of", dose=dose, side=self.catalogue.word("each", exercise.limb))
        said = "" if rule in {SideRule.NONE, SideRule.EACH} else self.catalogue.word("rule", rule.value)
        hold = self.catalogue.word("phase", "hold") if is_hold else ""
        effort = self._effort(exercise.effort) if exercise.effort else ""
        cap = self._cap(exercise.dose, exercise.cap_ms) if exercise.cap_ms is not None else ""
        return ", ".join(filter(None, (self._loaded(dose, exercise), hold, said, effort, cap)))

    def _manner(self, work: SetWork, *, is_known: bool) -> Iterator[str]:
        """Yield how a set is done, in addition to its dose."""
        text, exercise = self.catalogue.text, work.exercise
        if exercise.side_rule is SideRule.ALTERNATING:
            yield text("alternating-from", side=self._side(work.first_side, exercise.limb))
        if isinstance(work.dose, Timed | Counted) and work.dose.in_all:
            yield text("any-sets")
        if exercise.effort and not is_known:
            yield self._effort(exercise.effort)
        if len(work.phases) > 1 and not is_known:
            yield ", ".join(map(self._phase, work.phases))
        if exercise.cap_ms is not None:
            yield self._cap(exercise.dose, exercise.cap_ms)
        elif work.is_pace_news and not is_known:
            yield text("own-pace")

    def _cap(self, dose: Dose, cap_ms: Ms) -> str:
        is_max = isinstance(dose, Counted) and dose.counts[0].amount.is_max
        return self.catalogue.text("in-time" if is_max else "at-most", time=self._duration(cap_ms))

    def _phase(self, phase: Phase) -> str:
        seconds = self.catalogue.figure(_seconds(phase.duration_ms))
        return f"{self.catalogue.word('phase', phase.name)} {seconds}"

    def _dose(self, dose: Dose) -> str:
        """Say a dose, with its parts in order if it has several."""
        first, *others = map(self._part, parts_of(dose))
        for other in others:
            first = self.catalogue.text("then", one=first, other=other)
        return first

    def _part(self, dose: Part) -> str:
        text = self.catalogue.text
        match dose:
            case Timed() | Counted():
                if isinstance(dose, Timed) and dose.time.is_max:
                    return text("hold-max")
                said = self._time(dose.time) if isinstance(dose, Timed) else self._counts(dose)
                said = text("hold-for", dose=said) if dose.hold else said
                return text("in-all", dose=said) if dose.in_all else said
            case Held():
                return text("holds", holds=self._number_of(dose.reps, "hold"), time=self._time(dose.time))
            case Free():
                # The text begins with the word of the script language: until, or till.
                return text("until", what=dose.text.partition(" ")[2]) if dose.text else text("until-done")

    def _counts(self, dose: Counted) -> str:
        """Say the counts of a dose; a unit that stays the same is said once."""
        first, *others = dose.counts
        said = (self._count(first, with_unit=True), *(self._count(count, with_unit=False) for count in others))
        return self._joined(said)

    def _joined(self, parts: tuple[str, ...]) -> str:
        """Say several things one after the other."""
        *others, last = parts
        return self.catalogue.text("joined", one=", ".join(others), other=last) if others else last

    def _count(self, count: Count, *, with_unit: bool) -> str:
        amount = self._number_of(count.amount, count.unit.value if with_unit else "", count.unit.scale)
        return f"{amount} {self.catalogue.word('way', count.way)}" if count.way else amount

    def _number_of(self, amount: Amount, noun: str, scale: int = 1) -> str:
        """Say an amount with its noun, the rungs of a ladder one after the other."""
        if amount.is_max:
            return self.catalogue.text(f"max-{noun}")
        numbers = ", ".join(self.catalogue.figure(rung.low / scale) for rung in amount.rungs)
        if amount.or_more:
            numbers = self.catalogue.text("or-more", numbers=numbers)
        count = _governing(amount, scale)
        return self.catalogue.text(f"count-{noun}", count=count, numbers=numbers) if noun else numbers

    def _time(self, time: Amount) -> str:
        """Say a time, or the rungs of a ladder of times."""
        said = self._duration(time.value)
        if time.is_ladder:
            numbers = ", ".join(self.catalogue.figure(_seconds(rung.low)) for rung in time.rungs)
            said = self.catalogue.text("time-seconds", count=len(time.rungs), numbers=numbers)
        return self.catalogue.text("or-more", numbers=said) if time.or_more else said

    def _duration(self, duration_ms: Ms) -> str:
        """Say a duration in minutes and seconds, to a tenth of a second."""
        minutes, rest_ms = divmod(duration_ms, MS_PER_MINUTE)
        seconds = _seconds(rest_ms)
        parts = {"minutes": self._plural("time-minutes", minutes), "seconds": self._plural("time-seconds", seconds)}
        if minutes and seconds:
            return self.catalogue.text("minutes-seconds", **parts)
        return parts["minutes" if minutes else "seconds"]

    def _times(self, low_ms: Ms, high_ms: Ms) -> str:
        """Say a range of times, in one unit if both are given in it."""
        text, in_seconds = self.catalogue.text, high_ms < 2 * MS_PER_MINUTE
        unit_ms = MS_PER_SECOND if in_seconds else MS_PER_MINUTE
        if low_ms % unit_ms or high_ms % unit_ms:
            return text("to", low=self._duration(low_ms), high=self._duration(high_ms))
        numbers = text("to", low=str(low_ms // unit_ms), high=str(high_ms // unit_ms))
        return text(f"time-{'seconds' if in_seconds else 'minutes'}", count=high_ms // unit_ms, numbers=numbers)

    def _plural(self, phrase: str, number: float) -> str:
        return self.catalogue.text(phrase, count=number, numbers=self.catalogue.figure(number))

    def _loaded(self, dose: str, exercise: Exercise) -> str:
        aims = self._aims(exercise)
        return self.catalogue.text("loaded", dose=dose, load=aims) if aims else dose

    def _aims(self, exercise: Exercise) -> str:
        """Say the load and the targets of an exercise; nothing if it has none."""
        load = [self._load(exercise.load)] if exercise.load else []
        return ", ".join((*load, *map(self._target, exercise.targets)))

    def _target(self, target: Target) -> str:
        """Say a target with its preposition; a range is said as one."""
        amount, measure = target.amount, target.measure
        rungs = [self._span(rung, measure) for rung in amount.rungs]
        numbers = ", ".join(rungs)
        if amount.or_more:
            numbers = self.catalogue.text("or-more", numbers=numbers)
        name = measure.name.lower().replace("_", "-")
        count = 1 if amount == Amount.of(PER_UNIT) else max(2, amount.rungs[-1].high / PER_UNIT)
        return self.catalogue.text(f"target-{name}", count=count, numbers=numbers)

    def _span(self, rung: Range, measure: Measure) -> str:
        low, high = (
            pace_clock(end) if measure.is_time else self.catalogue.figure(end / PER_UNIT)
            for end in (rung.low, rung.high)
        )
        return self.catalogue.text("to", low=low, high=high) if rung.is_open else low

    def _load(self, load: Load) -> str:
        """Say a load with its preposition."""
        text = self.catalogue.text
        if load.amount is None or load.unit is None:
            return text("at-bodyweight") if load.name == BODYWEIGHT else text("with-load", load=load.name)
        figures = ", ".join(self.catalogue.figure(rung.low / PER_UNIT) for rung in load.amount.rungs)
        if load.unit is LoadUnit.PERCENT:
            return text("at-percent", figures=figures, reference=load.name)
        count = len(load.amount.rungs) if load.amount.is_ladder else load.amount.value / PER_UNIT
        mass = text(f"mass-{load.unit.value}", count=count, numbers=figures)
        return text("at-bodyweight-plus" if load.name else "at-mass", mass=mass)

    def _effort(self, effort: str) -> str:
        scale, _, said = effort.partition(" ")
        if scale not in {"RPE", "RIR"}:
            return self.catalogue.word("effort", effort)
        ends = [float(end) for end in said.split("-")]
        low, *high = map(self.catalogue.figure, ends)
        figure = self.catalogue.text("to", low=low, high=high[0]) if high else low
        return self.catalogue.text(f"effort-{scale.lower()}", count=ends[-1], figure=figure)


def _governing(amount: Amount, scale: int) -> float:
    """Return the number that the noun agrees with; a ladder, or a minimum, is plural."""
    number = amount.value / scale
    return max(2, number) if amount.is_ladder or amount.or_more else number


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]


def _whole(duration_ms: Ms) -> Ms:
    """Return a time in whole seconds."""
    return (duration_ms + MS_PER_SECOND // 2) // MS_PER_SECOND * MS_PER_SECOND


def _seconds(duration_ms: Ms) -> float:
    return round(duration_ms / MS_PER_SECOND, 1)
