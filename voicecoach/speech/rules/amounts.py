"""Amounts: numbers, ranges, products and paces, with their units."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cache, partial

from voicecoach.phrases import Catalogue
from voicecoach.speech.rules.measures import Measures, Unit, measures
from voicecoach.speech.rules.numbers import SLASH, fraction_words
from voicecoach.speech.rules.rule import Rule, any_of, listed, rule

_CLOCK = r"\d{1,4}:[0-5]\d(?::[0-5]\d)?(?:[.,]\d{1,3})?(?![\d:])"
_FRACTION = rf"(?:\d{{1,4}} )?\d{{1,2}}{SLASH}\d{{1,3}}"
_NUMBER = r"\d{1,12}(?:[.,]\d{1,6})?"
_BY = r" ?[x×] ?"
_DASH = r" ?[-–~] ?"
_RATES = ("time-seconds", "time-minutes", "time-hours", "count-kilometre", "count-mile")
"""What something can be per, without a number: ``reps/min``."""

_SINGULAR_ATTRIBUTES = frozenset({"en"})
"""Languages that say *a 5 kilo plate* but *5 kilos*."""

_SEVERAL = 2.0
"""The count that decides the plural of a range, such as 0.5 to 1 kilometres."""


@dataclass(frozen=True, slots=True)
class _End:
    """One end of a range, or an amount that is none."""

    figures: str
    unit: str | None
    is_open: bool
    """Whether more is allowed: ``5+``."""
    is_attribute: bool
    """Whether the unit is joined by a hyphen: ``a 5-kg plate``."""

    @property
    def is_clock(self) -> bool:
        """Whether it is a time with colons."""
        return ":" in self.figures


@cache
def amount_rules(catalogue: Catalogue) -> tuple[Rule, ...]:
    """Return the rules for tempos, ladders, amounts and rates."""
    units = measures(catalogue)
    writer = _Writer(catalogue, units)
    value = rf"{_NUMBER}(?: ?(?:{units.pattern})(?!\w))?"
    ends = rf"{_end_pattern('low', units)}(?:(?P<dash>{_DASH}){_end_pattern('high', units)})?"
    factors = rf"(?P<factors>(?:{_NUMBER}(?: ?[-–] ?{_NUMBER})?{_BY}(?=\d))*)"
    per = rf"(?P<per> ?/ ?(?:(?P<many>{_NUMBER}) ?)?(?P<over>{units.pattern})(?!\w){units.full_stop})?"
    to = catalogue.text("to", low="", high="").strip()
    rates = "|".join(units.pattern_of(unit) for unit in _RATES)
    return (
        *_counted_rules(catalogue, units),
        rule(rf"(?<=\d)( ?(?:{units.pattern}))\+(?!\w| ?\d)", lambda it: f"+{it[1]}", needs="+"),
        rule(
            r"(?i)(?:(?<=tempo )|(?<!\w)(?=\d\d[\dx]\d tempo))(\d)(\d)([\dx])(\d)\b", lambda it: ", ".join(it.groups())
        ),
        rule(r"(?<![\w.,-])(\d)(\d)(X)(\d)(?!\w)", lambda it: ", ".join(it.groups())),
        rule(r"(?<![\w-])\d(?:[-–/][\dxX]){2,3}(?![\w/-])", lambda it: re.sub("[-–/]", ", ", it[0]), needs="-–/"),
        rule(
            rf"(?<![\w.,-]){value}(?: ?[-–] ?{value}){{2,}}(?!\d|[-–]\d)",
            lambda it: re.sub(" ?[-–] ?", ", ", it[0]),
            needs="-–",
        ),
        rule(rf"(?<![\w/.,:]){_NUMBER}(?:/{_NUMBER})+(?![\d/:])", lambda it: it[0].replace("/", ", "), needs="/"),
        rule(rf"(?<![\w.,:/{SLASH}])(?P<lead>[x×] ?)?{factors}{ends}{per}", writer.amount),
        rule(r"(?<=\d )([^\W\d]+) ?[-–] ?(?=\d[\d.,]* \1)", lambda it: f"{it[1]} {to} ", needs="-–"),
        rule(r"(?<![\w:])\d{1,4}(?::\d{1,4})+(?![\w:])", partial(_ratio, catalogue), needs=":"),
        rule(rf"(?<![^\w)])(?<!\d) ?/ ?({rates})(?!\w)", lambda it: f" {writer.over(units[it[1]])}", needs="/"),
    )


def _counted_rules(catalogue: Catalogue, units: Measures) -> Iterator[Rule]:
    """Yield the rules for what a number counts: sides (``10 L``, ``30 s R``) and sets (``3 sets x 10``)."""
    sides, joint = catalogue.table("sides"), catalogue.table("symbols")["&"]
    yield rule(
        rf"(?<=\d)( ?(?:{units.pattern})(?= ))? ?({'|'.join(sides)})(?= ?(?:$|[^\w\s'-])| {joint}(?!\w))",
        lambda it: f"{it[1] or ''} {sides[it[2]]}",
        needs="".join(sides),
    )
    sets = "|".join(catalogue.text("count-set", count=count, numbers="1").partition(" ")[2] for count in (1, 2))
    yield rule(
        rf"(?<=\d )({sets}) ?[x×] ?(?=\d)",
        lambda it: f"{catalogue.text('sets-of', sets=it[1], dose='').strip()} ",
        needs="x×",
    )


def _end_pattern(name: str, units: Measures) -> str:
    unit = rf"(?P<{name}_joint>[ -]?)(?P<{name}_unit>{units.pattern})(?!\w)(?!(?<=[x×]) ?\d){units.full_stop}"
    return rf"(?P<{name}>{_CLOCK}|{_FRACTION}|{_NUMBER}(?!\d))(?P<{name}_open>\+(?!\d))?(?:{unit})?"


def _end(it: re.Match[str], name: str) -> _End:
    return _End(it[name], it[f"{name}_unit"], bool(it[f"{name}_open"]), it[f"{name}_joint"] == "-")


def _number(figures: str) -> float:
    """Return the value of a number as it is written."""
    whole, _, fraction = figures.rpartition(" ")
    if SLASH not in fraction:
        return float(figures.replace(",", "."))
    top, bottom = map(int, fraction.split(SLASH))
    return int(whole or 0) + top / (bottom or 1)


def _ratio(catalogue: Catalogue, it: re.Match[str]) -> str:
    said, *others = it[0].split(":")
    for other in others:
        said = catalogue.text("ratio", number=said, other=other)
    return said


class _Writer:
    """Writes amounts out in one language."""

    def __init__(self, catalogue: Catalogue, units: Measures) -> None:
        self._words = catalogue.text
        self._figure = catalogue.figure
        self._part = partial(fraction_words, catalogue)
        self._units = units
        self._has_singular_attributes = catalogue.language in _SINGULAR_ATTRIBUTES
        nouns = any_of(listed(catalogue.text("of-nouns")))
        self._ends_in_noun = re.compile(rf"(?i)(?<!\w)(?:{nouns})$")

    def amount(self, it: re.Match[str]) -> str:
        """Write out a match of the pattern of an amount."""
        low, high = _end(it, "low"), _end(it, "high") if it["dash"] else None
        is_counted = it["lead"] and not (it["factors"] or low.unit or low.is_clock)
        if is_counted and high is None:
            low = replace(low, unit="x")
        elif is_counted and high is not None and not high.unit:
            high = replace(high, unit="x")
        said = self._amount(low) if high is None else self._range(low, high, it)
        for factor in reversed(re.split(_BY, it["factors"])[:-1]):
            said = self._words("multiplied", number=self._factor(factor), other=said)
        if it["lead"] and not is_counted:
            said = self._words("multiplied", number="", other=said).strip()
        return said + self._per(it, low) if it["per"] else said

    def over(self, unit: Unit) -> str:
        """Return the words for ``/km`` or ``/min``."""
        name = self._units.name(unit)
        return self._words("pace-one", unit=name) if unit.is_length else f"{self._words('per')} {name}"

    def _amount(self, end: _End) -> str:
        unit = self._units[end.unit] if end.unit else None
        if end.is_clock:
            is_time = unit is None or unit.is_time
            return self._clock(end.figures) + ("" if is_time else f" {end.unit}")
        if unit is None:
            return self._open(end, self._fraction(end.figures) if SLASH in end.figures else end.figures)
        number = _number(end.figures)
        figures = self._plain(end.figures)
        if end.is_attribute and self._has_singular_attributes:
            return f"{figures} {self._units.name(unit)}"
        if SLASH in end.figures and unit.is_whole:
            figures = self._fraction(end.figures)
        return self._units.say(unit, self._open(end, figures), max(number, _SEVERAL) if end.is_open else number)

    def _open(self, end: _End, figures: str) -> str:
        return self._words("or-more", numbers=figures) if end.is_open else figures

    def _plain(self, figures: str) -> str:
        """Return a number before a unit: without zeros at its end, fractions as decimals."""
        is_short = SLASH not in figures and not (figures.endswith("0") and re.search("[.,]", figures))
        return figures if is_short else self._figure(round(_number(figures), 3))

    def _range(self, low: _End, high: _End, it: re.Match[str]) -> str:
        if low.figures == high.figures and not (low.unit or high.unit):
            return f"{low.figures} {self._amount(high)}"
        before = it.string[max(0, it.start() - 20) : it.start()].rstrip()
        if " " in it["dash"] and not low.unit and self._ends_in_noun.search(before):
            return f"{low.figures}, {self._amount(high)}"
        unit = self._units[high.unit] if high.unit else None
        is_one_unit = low.unit is None or self._units[low.unit] == unit
        if unit and is_one_unit and not (low.is_clock or high.is_clock or high.is_attribute):
            numbers = self._words("to", low=self._plain(low.figures), high=self._plain(high.figures))
            return self._units.say(unit, self._open(high, numbers), max(_SEVERAL, _number(high.figures)))
        return self._words("to", low=self._amount(low), high=self._amount(high))

    def _factor(self, figures: str) -> str:
        low, dash, high = re.sub(" ?[-–] ?", "-", figures).partition("-")
        return self._words("to", low=low, high=high) if dash else low

    def _per(self, it: re.Match[str], low: _End) -> str:
        """Return what a pace or a rate is over, or else the other amount after the slash."""
        unit = self._units[it["over"]]
        if not it["many"]:
            return f" {self.over(unit)}"
        said = self._amount(_End(it["many"], it["over"], is_open=False, is_attribute=False))
        is_pace = low.is_clock or (low.unit and self._units[low.unit].is_time)
        return f" {self._words('pace-many', measure=said)}" if is_pace and unit.is_length else f", {said}"

    def _fraction(self, figures: str) -> str:
        whole, _, fraction = figures.rpartition(" ")
        part = self._part(fraction)
        bottom = int(fraction.partition(SLASH)[2])
        return self._words("mixed", whole=whole, bottom=bottom, part=part) if whole else part

    def _clock(self, figures: str) -> str:
        """Return a time with colons as the amounts of its units."""
        *hours, minutes, seconds = figures.split(":")
        parts = {"time-hours": "".join(hours) or "0", "time-minutes": minutes, "time-seconds": seconds}
        said = [self._time(phrase, number) for phrase, each in parts.items() if (number := _number(each))]
        if len(said) > 1:
            said[-2:] = [self._words("minutes-seconds", minutes=said[-2], seconds=said[-1])]
        return " ".join(said) or self._time("time-seconds", 0)

    def _time(self, phrase: str, number: float) -> str:
        return self._words(phrase, count=number, numbers=self._figure(number))
