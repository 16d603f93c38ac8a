"""How the coach says a prescription: a title with its side, a dose, a load, a target, an effort, a time."""

from collections.abc import Callable
from dataclasses import dataclass, replace

from voicecoach.phrases import Catalogue
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
    Part,
    Phase,
    Range,
    Side,
    SideRule,
    Target,
    Timed,
    condition_of,
    parts_of,
)

IN_SECONDS_TO_MS: Ms = 90 * MS_PER_SECOND
"""Times of more than a minute are said in seconds up to this one, as coaches do: "90 seconds"."""


@dataclass(frozen=True, slots=True)
class Prescriptions:
    """The words for prescriptions in one language; times are in milliseconds."""

    catalogue: Catalogue

    def title(self, exercise: Exercise, side: Side | None) -> str:
        """Return the name of a set, with its side if the sheet does not name it."""
        unnamed = exercise.unnamed(side)
        if unnamed is None:
            return exercise.title
        return self.catalogue.text("sided", title=exercise.title, side=self.side(unnamed, exercise.limb))

    def side(self, side: Side, limb: str = LIMBS[0]) -> str:
        """Say a side: of the body, or of a limb."""
        return self.catalogue.word("side", side.value if limb == LIMBS[0] else f"{side.value}-{limb}")

    def line(self, exercise: Exercise) -> str:
        """Say a whole line of the sheet, for a group whose exercises are read out once."""
        text, rule = self.catalogue.text, exercise.side_rule
        dose, is_hold = self.dose(exercise.dose), False
        if exercise.sets.low > 1:
            sets = text("count-set", count=exercise.sets.low, numbers=str(exercise.sets.low))
            # "Three sets of hold for 30 seconds" is not a sentence, so the hold comes at the end.
            if isinstance(exercise.dose, Timed | Counted) and exercise.dose.hold:
                dose, is_hold = self.dose(replace(exercise.dose, hold=False)), True
            dose = text("sets-of", sets=sets, dose=dose)
        if rule is SideRule.EACH:
            dose = text("each-of", dose=dose, side=self.catalogue.word("each", exercise.limb))
        said = "" if rule in {SideRule.NONE, SideRule.EACH} else self.catalogue.word("rule", rule.value)
        hold = self.catalogue.word("phase", "hold") if is_hold else ""
        effort = self.effort(exercise.effort) if exercise.effort else ""
        cap = self.cap(exercise.dose, exercise.cap_ms) if exercise.cap_ms is not None else ""
        return ", ".join(filter(None, (self.loaded(dose, exercise), hold, said, effort, cap)))

    def cap(self, dose: Dose, cap_ms: Ms) -> str:
        """Say the longest time of a set."""
        return self.catalogue.text(cap_phrase(dose), time=self.duration(cap_ms))

    def phase(self, phase: Phase, name: str) -> str:
        """Say a phase, by the name that ``spoken_names`` gives it, with its seconds or that it is fast."""
        word = self.catalogue.word("phase", name)
        if phase.fast:
            return self.catalogue.text("fast", phase=word)
        return f"{word} {self.catalogue.figure(_seconds(phase.duration_ms))}"

    def dose(self, dose: Dose) -> str:
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
                return text("until", what=condition_of(dose.text)) if dose.text else text("until-done")

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
        numbers = ", ".join(self._span(rung, self._figure_of(scale)) for rung in amount.rungs)
        if amount.or_more:
            numbers = self.catalogue.text("or-more", numbers=numbers)
        count = _governing(amount, scale)
        return self.catalogue.text(f"count-{noun}", count=count, numbers=numbers) if noun else numbers

    def _time(self, time: Amount) -> str:
        """Say a time, or the rungs of a ladder of times."""
        said = self.duration(time.value)
        if time.is_ladder:
            numbers = ", ".join(self.catalogue.figure(_seconds(rung.low)) for rung in time.rungs)
            said = self.catalogue.text("time-seconds", count=len(time.rungs), numbers=numbers)
        return self.catalogue.text("or-more", numbers=said) if time.or_more else said

    def duration(self, duration_ms: Ms, in_seconds_to_ms: Ms = IN_SECONDS_TO_MS) -> str:
        """Say a duration to a tenth of a second, in minutes and seconds; up to a limit only in seconds."""
        in_seconds = MS_PER_MINUTE < duration_ms <= in_seconds_to_ms
        minutes, rest_ms = (0, duration_ms) if in_seconds else divmod(duration_ms, MS_PER_MINUTE)
        seconds = _seconds(rest_ms)
        parts = {"minutes": self._plural("time-minutes", minutes), "seconds": self._plural("time-seconds", seconds)}
        if minutes and seconds:
            return self.catalogue.text("minutes-seconds", **parts)
        return parts["minutes" if minutes else "seconds"]

    def times(self, low_ms: Ms, high_ms: Ms) -> str:
        """Say a range of times, in one unit if both are given in it."""
        text, in_seconds = self.catalogue.text, high_ms < 2 * MS_PER_MINUTE
        unit_ms = MS_PER_SECOND if in_seconds else MS_PER_MINUTE
        if low_ms % unit_ms or high_ms % unit_ms:
            return text("to", low=self.duration(low_ms), high=self.duration(high_ms))
        numbers = text("to", low=str(low_ms // unit_ms), high=str(high_ms // unit_ms))
        return text(f"time-{'seconds' if in_seconds else 'minutes'}", count=high_ms // unit_ms, numbers=numbers)

    def _plural(self, phrase: str, number: float) -> str:
        return self.catalogue.text(phrase, count=number, numbers=self.catalogue.figure(number))

    def loaded(self, dose: str, exercise: Exercise) -> str:
        """Say a dose with its load and targets."""
        aims = self.aims(exercise)
        return self.catalogue.text("loaded", dose=dose, load=aims) if aims else dose

    def aims(self, exercise: Exercise) -> str:
        """Say the load and the targets of an exercise; nothing if it has none."""
        load = [self.load(exercise.load)] if exercise.load else []
        return ", ".join((*load, *map(self.target, exercise.targets)))

    def target(self, target: Target) -> str:
        """Say a target with its preposition; a range is said as one."""
        amount, measure = target.amount, target.measure
        shown = pace_clock if measure.is_time else self._figure_of(PER_UNIT)
        numbers = ", ".join(self._span(rung, shown) for rung in amount.rungs)
        if amount.or_more:
            numbers = self.catalogue.text("or-more", numbers=numbers)
        name = measure.name.lower().replace("_", "-")
        count = 1 if amount == Amount.of(PER_UNIT) else max(2, amount.rungs[-1].high / PER_UNIT)
        return self.catalogue.text(f"target-{name}", at=self._at(amount), count=count, numbers=numbers)

    def _at(self, amount: Amount) -> str:
        """Say the word before a figure or, in languages where that is another one, before a range."""
        return self.catalogue.text("at-range" if amount.rungs[-1].is_open else "at-figure")

    def _span(self, rung: Range, shown: Callable[[int], str]) -> str:
        """Say a number, or a range as one; ``shown`` writes a number."""
        low = shown(rung.low)
        return self.catalogue.text("to", low=low, high=shown(rung.high)) if rung.is_open else low

    def _figure_of(self, scale: int) -> Callable[[int], str]:
        return lambda number: self.catalogue.figure(number / scale)

    def load(self, load: Load) -> str:
        """Say a load with its preposition."""
        text = self.catalogue.text
        if load.amount is None or load.unit is None:
            return text("at-bodyweight") if load.name == BODYWEIGHT else text("with-load", load=load.name)
        figures = ", ".join(self._span(rung, self._figure_of(PER_UNIT)) for rung in load.amount.rungs)
        if load.unit is LoadUnit.PERCENT:
            return text("at-percent", at=self._at(load.amount), figures=figures, reference=load.name)
        count = _governing(load.amount, PER_UNIT)
        mass = text(f"mass-{load.unit.value}", count=count, numbers=figures)
        return text("at-bodyweight-plus" if load.name else "at-mass", at=self._at(load.amount), mass=mass)

    def effort(self, effort: str) -> str:
        """Say how hard a set is."""
        scale, _, said = effort.partition(" ")
        if scale not in {"RPE", "RIR"}:
            return self.catalogue.word("effort", effort)
        ends = [float(end) for end in said.split("-")]
        low, *high = map(self.catalogue.figure, ends)
        figure = self.catalogue.text("to", low=low, high=high[0]) if high else low
        return self.catalogue.text(f"effort-{scale.lower()}", count=ends[-1], figure=figure)


def cap_phrase(dose: Dose) -> str:
    """Return the phrase for the longest time of a set: as many as possible are done in it, anything else by then."""
    return "in-time" if isinstance(dose, Counted) and dose.counts[0].amount.is_max else "at-most"


def _governing(amount: Amount, scale: int) -> float:
    """Return the number that the noun agrees with; a ladder, or a minimum, is plural."""
    number = amount.top / scale
    return max(2, number) if amount.is_ladder or amount.or_more else number


def capital(text: str) -> str:
    """Return a text with a capital letter at its start."""
    return text[:1].upper() + text[1:]


def whole(duration_ms: Ms) -> Ms:
    """Return a time in whole seconds."""
    return (duration_ms + MS_PER_SECOND // 2) // MS_PER_SECOND * MS_PER_SECOND


def _seconds(duration_ms: Ms) -> float:
    return round(duration_ms / MS_PER_SECOND, 1)
