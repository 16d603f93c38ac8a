"""What a set aims at, in writing: ``8 reps at 60 kg, RPE 8``. Screens show it; ``prescriptions`` has the spoken words.

Units with a symbol are written with it, in every language; all other words come from the catalogue.
"""

from collections.abc import Iterator
from functools import lru_cache
from typing import NamedTuple

from voicecoach.coach.prescriptions import cap_phrase
from voicecoach.phrases import Catalogue
from voicecoach.session import BlockWork, SetWork, Work
from voicecoach.units import MS_PER_MINUTE, MS_PER_SECOND, Ms, clock, pace_clock
from voicecoach.workout import (
    BODYWEIGHT,
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
    SideRule,
    Target,
    Timed,
    Unit,
    condition_of,
    parts_of,
    spoken_names,
)

_SYMBOLS = {
    Unit.METRE: "m",
    Unit.KILOMETRE: "km",
    Unit.MILE: "mi",
    Unit.YARD: "yd",
    Unit.FOOT: "ft",
    Unit.CALORIE: "cal",
}
"""The symbol of each unit that has one."""

_LENGTHS = {Measure.INCH, Measure.FOOT, Measure.CENTIMETRE}

_DURING_A_SET = {SideRule.ALTERNATING, SideRule.SWITCH}
"""The side rules that apply within a set; otherwise its title names its side."""


def target_text(work: Work, catalogue: Catalogue) -> str:
    """Return dose, load, targets, effort and tempo of a set; the exercises of a block that is read out once.

    The first part of a set has the dose of the whole set, a later one its own. It is empty if the script says only that
    the listener ends the set.
    """
    if isinstance(work, BlockWork):
        return _Writer(catalogue).block(work)
    return _set_text(catalogue, work.exercise, work.exercise.dose if _has_own_dose(work) else work.dose, work.tempo)


@lru_cache(maxsize=1024)
def _set_text(catalogue: Catalogue, exercise: Exercise, dose: Dose, tempo: tuple[Phase, ...]) -> str:
    """Return the text of a set; in most sessions, many sets are the same."""
    return _Writer(catalogue).set_(exercise, dose, tempo)


def _has_own_dose(work: SetWork) -> bool:
    return work.part > 0 and not work.is_more


class _Writer(NamedTuple):
    catalogue: Catalogue

    def block(self, block: BlockWork) -> str:
        rounds = block.rounds or 1
        how = f"{self.catalogue.text('rounds-for-time', rounds=rounds)}: " if rounds > 1 else ""
        return how + "; ".join(map(self._item, block.items))

    def _item(self, exercise: Exercise) -> str:
        each = [self.catalogue.word("each", exercise.limb)] if exercise.side_rule is SideRule.EACH else []
        return ", ".join((exercise.title, *self._line(exercise, exercise.dose), *each))

    def set_(self, exercise: Exercise, dose: Dose, phases: tuple[Phase, ...]) -> str:
        tempo = map(self._phase, phases, spoken_names(phases)) if len(phases) > 1 else ()
        return ", ".join((*self._line(exercise, dose), *tempo))

    def _line(self, exercise: Exercise, dose: Dose) -> Iterator[str]:
        """Yield what a line of the sheet prescribes: the dose with its load or first target, then everything else."""
        rule, cap_ms, targets = exercise.side_rule, exercise.cap_ms, exercise.targets
        if exercise.load:
            aim = self._load(exercise.load)
        else:
            aim = self._first_target(targets[0]) if targets else ""
            targets = targets[1:]
        yield from filter(None, (" ".join(filter(None, (self._dose(dose), aim))), *map(self._target, targets)))
        if rule in _DURING_A_SET:
            yield self.catalogue.word("rule", rule.value)
        if exercise.effort:
            yield self._effort(exercise.effort)
        if cap_ms is not None:
            yield self.catalogue.text(cap_phrase(dose), time=self._time(Range(cap_ms, cap_ms)))

    def _dose(self, dose: Dose) -> str:
        first, *others = map(self._part, parts_of(dose))
        for other in others:
            first = self.catalogue.text("then", one=first, other=other)
        return first

    def _part(self, dose: Part) -> str:
        text = self.catalogue.text
        match dose:
            case Free():
                return text("until", what=condition_of(dose.text)) if dose.text else ""
            case Held():
                time = self._times(dose.time)
                reps = text("written-max", what=time) if dose.reps.is_max else f"{self._figures(dose.reps)} × {time}"
                return text("written-hold", dose=reps)
            case Timed():
                if dose.time.is_max:
                    return text("written-hold-max")
                written = self._times(dose.time)
            case Counted():
                written = ", ".join(map(self._count, dose.counts))
        written = text("written-hold", dose=written) if dose.hold else written
        return text("in-all", dose=written) if dose.in_all else written

    def _count(self, count: Count) -> str:
        amount, scale = count.amount, count.unit.scale
        number = amount.rungs[0].high / scale if len(amount.rungs) == 1 and not amount.or_more else 2
        unit = _SYMBOLS.get(count.unit) or self.catalogue.text(f"written-{count.unit.value}", count=number)
        figures = self._figures(amount, scale)
        written = self.catalogue.text("written-max", what=unit) if amount.is_max else f"{figures} {unit}"
        return f"{written} {self.catalogue.word('way', count.way)}" if count.way else written

    def _figures(self, amount: Amount, scale: int = 1) -> str:
        """Write a range as one, a ladder rung by rung: ``21-15-9``, ``5+``."""
        rungs = (_span(*(self.catalogue.figure(end / scale) for end in (rung.low, rung.high))) for rung in amount.rungs)
        return "-".join(rungs) + "+" * amount.or_more

    def _times(self, time: Amount) -> str:
        return "-".join(map(self._time, time.rungs)) + "+" * time.or_more

    def _time(self, time: Range) -> str:
        """Write a time, or a range of times, in one unit if that is exact."""
        low_ms, high_ms = time.low, time.high
        if not (low_ms % MS_PER_MINUTE or high_ms % MS_PER_MINUTE):
            return f"{_span(str(low_ms // MS_PER_MINUTE), str(high_ms // MS_PER_MINUTE))} min"
        if high_ms < MS_PER_MINUTE:
            return f"{_span(self._seconds(low_ms), self._seconds(high_ms))} s"
        return _span(clock(low_ms), clock(high_ms))

    def _seconds(self, time_ms: Ms) -> str:
        return self.catalogue.figure(round(time_ms / MS_PER_SECOND, 1))

    def _load(self, load: Load) -> str:
        """Write a load with its preposition."""
        text = self.catalogue.text
        if load.amount is None or load.unit is None:
            return text("at-bodyweight") if load.name == BODYWEIGHT else text("with-load", load=load.name)
        figures = self._figures(load.amount, PER_UNIT)
        if load.unit is LoadUnit.PERCENT:
            return text("written-percent", figures=figures, reference=load.name)
        mass = f"{figures} {load.unit.value}"
        return f"{text('at-bodyweight')} + {mass}" if load.name else text("written-load", load=mass)

    def _first_target(self, target: Target) -> str:
        """Write a target with its preposition."""
        if target.measure in _LENGTHS:
            return self.catalogue.text("written-length", length=self._target(target))
        return self.catalogue.text("written-target", target=self._target(target))

    def _target(self, target: Target) -> str:
        amount, measure = target.amount, target.measure
        if not measure.is_time:
            return f"{self._figures(amount, PER_UNIT)} {measure.value}"
        return "-".join(_span(pace_clock(rung.low), pace_clock(rung.high)) for rung in amount.rungs) + measure.value

    def _effort(self, effort: str) -> str:
        scale, _, figures = effort.partition(" ")
        if scale not in {"RPE", "RIR"}:
            return self.catalogue.word("effort", effort)
        return f"{scale} {'–'.join(self.catalogue.figure(float(end)) for end in figures.split('-'))}"

    def _phase(self, phase: Phase, name: str) -> str:
        word = self.catalogue.word("phase", name)
        return self.catalogue.text("fast", phase=word) if phase.fast else f"{word} {self._seconds(phase.duration_ms)}"


def _span(low: str, high: str) -> str:
    return low if low == high else f"{low}–{high}"
