"""Times: of the day, and those of two units, which become clock times (``1:30:00``) for the rules of amounts."""

import re
from collections.abc import Iterator
from functools import cache, partial

from voicecoach.phrases import Catalogue
from voicecoach.speech.rules.measures import measures
from voicecoach.speech.rules.rule import Rule, any_of, listed, rule

_FIGURES = "…"
"""Where the figures of a time stand in a row of the table ``day-times``."""

_START = r"(?<![\w:.,])"
_MINUTES = r"[0-5]\d"
_TWO_FIGURES = 10
"""From here on, minutes need no word before them: six oh five, six fifteen."""

_FIRST_HOUR_OF_DAY = 6
"""From here on, ``18:30 h`` and ``18 h 30`` are times of the day; below, they are durations."""


@cache
def day_time_rules(catalogue: Catalogue) -> tuple[Rule, ...]:
    """Return the rules for times of the day, which come before those for decimals: ``18.30 Uhr``."""
    return tuple(_day_rules(catalogue))


@cache
def duration_rules(catalogue: Catalogue) -> tuple[Rule, ...]:
    """Return the rules that turn times of two units into clock times."""
    return tuple(_duration_rules(catalogue))


def time_of_day(catalogue: Catalogue, phrase: str, hour: str, minutes: str | int | None) -> str:
    """Return the words for a time of the day."""
    minutes = int(minutes or 0)
    said = catalogue.text("clock-minutes", minutes=minutes) if 0 < minutes < _TWO_FIGURES else minutes
    return catalogue.text(phrase, hour=int(hour), minutes=said)


def _day_rules(catalogue: Catalogue) -> Iterator[Rule]:
    rows = [(form, said) for row, said in catalogue.table("day-times").items() for form in listed(row)]
    after = {form.strip(f"{_FIGURES} "): said for form, said in rows if form.startswith(f"{_FIGURES} ")}
    before = {form.strip(f"{_FIGURES} "): said for form, said in rows if form.endswith(f" {_FIGURES}")}

    def phrase(mark: str) -> str:
        return after.get(mark) or after[mark.lower()]

    def suffixed(it: re.Match[str]) -> str:
        said = time_of_day(catalogue, phrase(it["mark"]), it["hour"], it["minutes"])
        if not it["from"]:
            return said
        hour, _, minutes = it["from"].replace(".", ":").partition(":")
        low = (
            time_of_day(catalogue, phrase(it["own"]), hour, minutes)
            if it["own"]
            else f"{hour} {minutes}".removesuffix("00").strip()
        )
        return catalogue.text("to", low=low, high=said)

    marks, to = any_of(after), catalogue.text("to", low="", high="").strip()
    clock = rf"(?P<hour>\d{{1,2}})(?:[:.](?P<minutes>{_MINUTES}))?"
    since = rf"(?:(?P<from>\d{{1,2}}(?:[:.]{_MINUTES})?)(?: ?(?P<own>{marks}))?(?: ?[-–] ?| {to} ))?"
    yield rule(rf"(?<!\d ){_START}{since}{clock} ?(?P<mark>{marks})(?!\w)", suffixed)
    units = measures(catalogue)
    hours, minutes, seconds = map(units.pattern_of, ("time-hours", "time-minutes", "time-seconds"))
    if before:
        is_duration = rf" ?(?:{minutes}|{seconds}|/)(?!\w)"
        yield rule(
            rf"(?<!\w)({any_of(before)}) (\d{{1,2}})[:.]({_MINUTES})(?![\w:]|{is_duration})(?: ?h(?!\w))?",
            lambda it: f"{it[1]} {time_of_day(catalogue, before[it[1].lower()], it[2], it[3])}",
            needs=":.",
        )
    in_hours = partial(_clock_in_hours, catalogue)
    yield rule(rf"{_START}(\d{{1,2}})[:.]({_MINUTES}) ?(?:{hours})(?!\w)", in_hours, needs=":.")
    if any(form == f"{_FIGURES}h{_FIGURES}" for form, _ in rows):
        yield rule(rf"{_START}(\d{{1,2}}) ?h ?({_MINUTES})(?!\w|[:.,]\d| ?min)", in_hours, needs="h")


def _clock_in_hours(catalogue: Catalogue, it: re.Match[str]) -> str:
    if int(it[1]) < _FIRST_HOUR_OF_DAY:
        return f"{it[1]}:{it[2]}:00"
    return time_of_day(catalogue, "clock", it[1], it[2])


def _duration_rules(catalogue: Catalogue) -> Iterator[Rule]:
    units = measures(catalogue)
    hours, minutes, seconds = map(units.pattern_of, ("time-hours", "time-minutes", "time-seconds"))
    minutes, seconds = rf"(?:{minutes}|')\.?", rf"(?:{seconds}|\")\.?"
    unit_follows = rf" ?(?:{units.pattern})(?!\w)"
    after_hours = rf"{_START}(\d{{1,3}}) ?(?:{hours})\.? ?"
    in_minutes = rf"{_START}(?:(\d{{1,4}}) ?{minutes}|(\d{{1,2}}) ?m(?!\w\D)) ?"
    yield rule(
        rf"{after_hours}([0-5]?\d) ?(?:{minutes}|m) ?([0-5]?\d) ?{seconds}(?!\w)",
        lambda it: f"{it[1]}:{it[2]:0>2}:{it[3]:0>2}",
    )
    yield rule(rf"{after_hours}([0-5]?\d) ?(?:{minutes}|m)(?!\w)", lambda it: f"{it[1]}:{it[2]:0>2}:00")
    short = units.pattern_of("time-hours", is_short=True)
    after_h = rf"{_START}(\d{{1,3}}) ?(?:{short})\.? ?"
    yield rule(rf"{after_h}([0-5]\d)(?!\w|[:.,]\d|{unit_follows})", lambda it: f"{it[1]}:{it[2]}:00")
    yield rule(rf"{in_minutes}([0-5]?\d) ?{seconds}(?!\w)", lambda it: f"{it[1] or it[2]}:{it[3]:0>2}")
    yield rule(
        rf"{in_minutes}([0-5]\d)(?!\w|[:.,]\d|{unit_follows}|\"| [^\W\d])", lambda it: f"{it[1] or it[2]}:{it[3]}"
    )
