"""The canonical wording of rests."""

from dataclasses import replace
from math import gcd

from voicecoach.script.amount_wording import print_clock, print_range, print_times
from voicecoach.script.vocabulary import PRINTED_UNITS
from voicecoach.units import Ms
from voicecoach.workout import NO_REST, Amount, Between, Rest, Rests


def print_rests(rests: Rests) -> str:
    """Return rests as a setting writes them, without the word ``rest`` and without the changeover."""
    written = replace(rests, changeover=None)
    return ", ".join(phrase.removeprefix("rest ") for phrase in rest_terms(written, Between.EXERCISES))


def rest_terms(rests: Rests, default: Between) -> list[str]:
    """Return rests as phrases; the one at the default place needs no ``between …``.

    ``no rest`` without a place holds between sides too.
    """
    written = {between: rest for between in Between if (rest := rests.at(between))}
    if rests.at(default) == NO_REST == rests.sides:
        others = (_rest(rest, between) for between, rest in written.items() if between not in {default, Between.SIDES})
        return ["no rest", *others]
    # If a group has several rests, the default one names its place too.
    needs_place = (default is Between.EXERCISES and len(written) > 1) or rests.at(default) == NO_REST
    return [
        _rest(rest, None if between is default and not needs_place else between) for between, rest in written.items()
    ]


def _rest(rest: Rest, between: Between | None) -> str:
    length = rest_length(rest)
    if between is Between.CHANGEOVER:
        if rest.as_needed:
            return "changeover"
        return "no changeover" if rest == NO_REST else f"changeover {length}"
    place = f" {between.phrase}" if between else ""
    return f"no rest{place}" if length == "none" else f"rest {length}{place}"


def rest_length(rest: Rest) -> str:
    """Return the length of a rest, as an item or a setting writes it."""
    if rest.set_percent:
        return _share_of_set(rest.set_percent)
    if rest.count:
        return f"{print_range(rest.count)} {PRINTED_UNITS[rest.unit][rest.count.high > 1]}"
    if rest.time_ms is None:
        return ", ".join((rest.until or "as needed", *about_terms(rest.about_ms)))
    if rest.until or (rest.time_ms.is_open and not rest.time_ms.low):
        return f"{rest.until or 'as needed'}, at most {print_clock(rest.time_ms.high)}"
    return print_times(Amount((rest.time_ms,))) if rest.time_ms.high else "none"


def _share_of_set(percent: int) -> str:
    """Return a share of the time of the set before, in words or as a ratio of work to rest."""
    common = gcd(percent, 100)
    how = {50: "half ", 100: "", 200: "twice "}.get(percent)
    return f"{100 // common}:{percent // common}" if how is None else f"{how}as long as the set"


def about_terms(about_ms: Ms | None) -> list[str]:
    """Return an estimate; after a rest as needed, it would be the estimate of the rest."""
    return [f"about {print_clock(about_ms)}"] if about_ms else []
