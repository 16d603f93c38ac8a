"""What the coach says, built from the phrases of one language.

Names, cues and rules of a script are said as written; every other word comes from the catalogue. A sentence is a tuple
of forms, the fullest first; placement takes the fullest that fits.
"""

from collections import Counter

from voicecoach.coach.announcements import (
    EVERYTHING,
    PLACE,
    TO_BE_HEARD,
    Announcement,
    News,
    in_few_words,
    what_of,
)
from voicecoach.coach.prescriptions import Prescriptions, capital, whole
from voicecoach.phrases import Catalogue, Forms
from voicecoach.session import BlockWork, Interval, SetWork, Starts, Step, StepKind, Work
from voicecoach.units import MS_PER_SECOND, Ms
from voicecoach.workout import BODYWEIGHT, Load, Phase, Side, condition_of

EVERY_IN_SECONDS_TO_MS: Ms = 119 * MS_PER_SECOND
"""Intervals are said in seconds up to this one: "every 1 minute 40 seconds" is wrong in German and French."""


class Sentences:
    """The sentences of one session: a phrase that is said again gets its next wording.

    Times are in milliseconds.
    """

    def __init__(self, catalogue: Catalogue) -> None:
        self.catalogue = catalogue
        self.prescriptions = Prescriptions(catalogue)
        self._said: Counter[str] = Counter()

    def shown(self, step: Step) -> str:
        """Return the title of a step for screens and chapters."""
        if isinstance(step.work, SetWork):
            return self.prescriptions.title(step.work.exercise, step.work.side)
        if step.work or step.kind is StepKind.INTRO:
            return step.title
        return self.catalogue.word("shown", step.title.casefold())

    def phrase(self, name: str, **values: float | str) -> Forms:
        """Return a phrase in its next wording, each form with a capital letter: it may begin with a number in words."""
        self._said[name] += 1
        return tuple(map(capital, self.catalogue.forms(name, self._said[name] - 1, **values)))

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
        return self.phrase("today", load=self.prescriptions.load(load))

    def announced(self, phrase: str, work: Work, news: News, *, is_known: bool = False) -> Announcement:
        """Announce a set with a phrase such as ``next``; of one that is known, its name, its dose and the news.

        ``named`` is the announcement without such a phrase, for a set that begins already.
        """
        if isinstance(work, BlockWork):
            forms = self._block(work)
            return Announcement(forms[-1], forms[:1], forms[1:])
        say = self.prescriptions
        title = say.title(work.exercise, work.side)
        told = news & ~News.NEW | News.DOSE if is_known else news | EVERYTHING
        forms = self.phrase(phrase, title=title, what=what_of(say, work, told))
        if phrase == "other-side":
            # The dose is that of the first side.
            is_same = is_known and not news & TO_BE_HEARD & ~PLACE
            forms = forms[1:] if is_same else forms[:1]
        said = tuple(in_few_words(say, work, news))
        enough = [text for text, carries in said if news & TO_BE_HEARD in carries]
        less = tuple(text for text, carries in said if news & carries and text not in enough)
        return Announcement(self.catalogue.text("title", title=title), (*forms, *enough), less)

    def ahead(self, announcement: Announcement) -> Announcement:
        """Say an announcement before the set that is going on ends, so that it is clear what it is about."""
        enough, less = (
            tuple(self.catalogue.text("ahead", what=form) for form in forms)
            for forms in (announcement.enough, announcement.less)
        )
        return Announcement(announcement.name, enough, less)

    def starts(self, interval: Interval) -> Forms:
        """Say what starts on the clock, how often, and for how long."""
        every, total = (
            self.prescriptions.duration(interval.every_ms, EVERY_IN_SECONDS_TO_MS),
            self.prescriptions.duration(interval.total_ms or 0),
        )
        seconds = interval.every_ms // MS_PER_SECOND
        match interval.starts:
            case Starts.MINUTE:
                return self.phrase(interval.starts.value, time=total)
            case Starts.TURN:
                return self.phrase(interval.starts.value, seconds=seconds, every=every, time=total)
            case _:
                return self.phrase(interval.starts.value, seconds=seconds, time=every)

    def again(self, work: SetWork) -> Announcement:
        """Say that the next set is the same as the last one; its name is for a listener who goes to it."""
        name = self.catalogue.text("title", title=self.prescriptions.title(work.exercise, work.side))
        return Announcement(name, (*self.phrase("again"), name))

    def rest(self, duration_ms: Ms, ready_ms: Ms | None = None, *, then: bool = False) -> Forms:
        """Say that there is a rest, and how long it is; with ``ready_ms``, it is that at least.

        ``then`` is for a rest after a set that the listener of a file may not have ended yet.
        """
        longest = self.prescriptions.duration(whole(duration_ms))
        time = longest if ready_ms is None else self.prescriptions.times(whole(ready_ms), whole(duration_ms))
        return self.phrase("rest-then" if then else "rest", time=time)

    def open_rest(self, until: str, most_ms: Ms | None = None) -> Forms:
        """Say that the listener ends a rest: when what they wait for is the case, and after this time at most."""
        what = condition_of(until)
        if most_ms is None:
            return self.phrase("rest-until", what=what) if until else self.phrase("rest-as-needed")
        time = self.prescriptions.duration(most_ms)
        if until:
            return self.phrase("rest-until-at-most", what=what, time=time)
        return self.phrase("rest-as-needed-at-most", time=time)

    def own_words(self, words: str) -> Forms:
        """Say words of the coach as a sentence."""
        return (self.catalogue.text("title", title=capital(words.rstrip("."))),)

    def rest_left(self, left_ms: Ms) -> Forms:
        """Say how much of a rest is left."""
        return self.phrase("rest-left", time=self.prescriptions.duration(left_ms))

    def time_left(self, left_ms: Ms) -> Forms:
        """Say how much of a timed set is left."""
        return self.phrase("time-left", time=self.prescriptions.duration(left_ms))

    def side(self, side: Side, limb: str) -> Forms:
        """Say on which side the next hold is."""
        return (self.catalogue.text("title", title=capital(self.prescriptions.side(side, limb))),)

    def turn(self, way: str) -> Forms:
        """Say which way the next count of a set goes."""
        return self._turn(self.catalogue.word("way", way)) if way else self.phrase("turn-again")

    def turn_to(self, work: SetWork) -> Forms:
        """Say which part of a set comes next, or that the listener goes on after a minimum."""
        if work.is_more:
            return self.phrase("more")
        what = self.prescriptions.dose(work.exercise.dose)
        if work.is_self_paced:
            what += f", {self.catalogue.text('own-pace')}"
        return self._turn(what)

    def _turn(self, what: str) -> Forms:
        return self.phrase("turn", what=what, said=capital(what))

    def named_phase(self, phase: Phase, name: str) -> Forms:
        """Say that a phase begins, by the name that ``spoken_names`` gives it."""
        word = self.catalogue.word("phase", name)
        fast = (self.catalogue.text("fast", phase=word),) if phase.fast else ()
        return tuple(f"{capital(said)}." for said in (*fast, word))

    def numbered_phase(self, number: int, names: Forms) -> Forms:
        """Say the number of a rep with the name of its first phase; in very little time, one of the two."""
        (figure,) = self.number(number)
        following = tuple(name[:1].lower() + name[1:] for name in names)
        both = (f"{figure}{pause} {name}" for name in following for pause in (",", ""))
        return (*both, figure, names[-1])

    def finish(self, rounds: int) -> Forms:
        """Say that the session is over."""
        return self.phrase("finish-rounds", rounds=rounds) if rounds > 1 else self.phrase("finish")

    def elapsed(self, past_ms: Ms) -> Forms:
        """Say how long a set has lasted."""
        return self.phrase("elapsed", time=self.prescriptions.duration(past_ms))

    def items(self, block: BlockWork) -> Forms:
        """Say again what is done in a group that was read out once."""
        return (self.catalogue.text("title", title=self._items(block)),)

    def _items(self, block: BlockWork) -> str:
        return "; ".join(f"{item.title}, {self.prescriptions.line(item)}" for item in block.items)

    def _block(self, block: BlockWork) -> Forms:
        """Announce a group whose exercises are read out once."""
        text = self.catalogue.text
        if block.rounds is None:
            how = text("rounds-in", time=self.prescriptions.duration(block.duration_ms))
        else:
            how = text("rounds-for-time", rounds=block.rounds) if block.rounds > 1 else text("for-time")
            how += f", {text('at-most', time=self.prescriptions.duration(block.cap_ms))}" if block.cap_ms else ""
        return self.phrase("block", title=block.title, how=capital(how), items=self._items(block))
