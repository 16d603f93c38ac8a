"""The canonical wording of amounts: numbers, ranges and ladders, times, loads, targets."""

from itertools import pairwise

from voicecoach.script.numbers import is_fraction
from voicecoach.units import MS_PER_MINUTE, MS_PER_SECOND, Ms, pace_clock
from voicecoach.workout import PER_UNIT, Amount, Load, LoadUnit, Range, Target

PAIR = 2
"""The rungs of a ladder that can be written with a slash."""

_LONG_RUN = 4
"""A ladder of at least this many rungs in equal steps is printed as its two ends."""


def print_load(load: Load, *, every_rung: bool = False, slash: bool = False) -> str:
    """Return a load as it is written after ``at`` or in a setting.

    ``every_rung`` writes a long ladder in full, ``slash`` one of two rungs as it is written beside that of a dose.
    """
    if load.amount is None or load.unit is None:
        return load.name
    slash = load.unit is LoadUnit.PERCENT or (slash and _rises(load.amount))
    figures = print_amount(load.amount, PER_UNIT, slash=slash, every_rung=every_rung)
    if load.unit is LoadUnit.PERCENT:
        return f"{figures}% of {load.name}"
    mass = f"{figures} {load.unit.value}"
    return f"{load.name} + {mass}" if load.name else mass


def print_target(target: Target, *, every_rung: bool = False, slash: bool = False) -> str:
    """Return a target as it is written after ``at``: ``26 spm``, ``5:30-5:45/km``."""
    if not target.measure.is_time:
        slash = slash and _rises(target.amount)
        return f"{print_amount(target.amount, PER_UNIT, slash=slash, every_rung=every_rung)} {target.measure.value}"
    rungs = target.amount.rungs
    ends = [rung.low for rung in rungs] + [rung.high for rung in rungs if rung.is_open]
    return "-".join(map(pace_clock, ends)) + target.measure.value


def print_time(time_ms: Ms, *, exact: bool = False) -> str:
    """Return a time in its shortest form: ``45 s``, ``60 s``, ``2 min``; ``exact`` always uses seconds."""
    return f"{print_number(time_ms, MS_PER_SECOND)} s" if exact else print_times(Amount.of(time_ms))


def print_clock(time_ms: Ms) -> str:
    """Return a time of the clock, in minutes if it is a whole number of them."""
    return f"{time_ms // MS_PER_MINUTE} min" if time_ms and not time_ms % MS_PER_MINUTE else print_time(time_ms)


def print_amount(amount: Amount, scale: int, *, slash: bool = False, every_rung: bool = False) -> str:
    """Return the numbers of an amount; ``every_rung`` writes a long ladder in full.

    With ``slash``, a ladder of two rungs has one between them. Two numbers with a hyphen are a range, unless they are
    equal.
    """
    plus = "+" if amount.or_more else ""
    if amount.is_max:
        return "max"
    if amount.women:
        return _for_both(amount, scale) + plus
    if not amount.is_ladder:
        return print_range(amount.rungs[0], scale) + plus
    numbers = [rung.low for rung in amount.rungs]
    steps = {later - earlier for earlier, later in pairwise(numbers)}
    printed = [print_number(number, scale) for number in numbers]
    if len(numbers) == PAIR and slash and not is_fraction("/".join(printed)):
        return "/".join(printed) + plus
    is_run = len(numbers) == PAIR or (len(numbers) >= _LONG_RUN and not plus and not every_rung)
    if is_run and len(steps) == 1 and 0 not in steps:
        (step,) = steps
        ends = f"{print_number(numbers[0], scale)} {'up' if step > 0 else 'down'} to {print_number(numbers[-1], scale)}"
        return (ends if abs(step) == scale else f"{ends} by {print_number(abs(step), scale)}") + plus
    return "-".join(printed) + plus


def print_times(time: Amount, *, every_rung: bool = False) -> str:
    """Return times in minutes if all are whole minutes and one is at least two, otherwise in seconds."""
    ends = [end for rung in time.rungs for end in (rung.low, rung.high)] or [0]
    if max(ends) >= 2 * MS_PER_MINUTE and not any(end % MS_PER_MINUTE for end in ends):
        return f"{print_amount(time, MS_PER_MINUTE, every_rung=every_rung)} min"
    return f"{print_amount(time, MS_PER_SECOND, every_rung=every_rung)} s"


def print_range(range_: Range, scale: int = 1) -> str:
    """Return a number, or a range with its two ends."""
    low = print_number(range_.low, scale)
    return f"{low}-{print_number(range_.high, scale)}" if range_.is_open else low


def print_plural(range_: Range, noun: str) -> str:
    """Return a range with a noun, in the plural unless it is one."""
    return f"{print_range(range_)} {noun}{'' if range_.high == 1 else 's'}"


def _rises(amount: Amount) -> bool:
    """Whether its last number is the greatest: numbers for men and for women fall."""
    return bool(amount.rungs) and amount.rungs[0].low < amount.rungs[-1].low


def _for_both(amount: Amount, scale: int) -> str:
    """Return the numbers for men and for women: ``43/30``, ``43/30-60/40``."""
    pairs = list(zip(amount.rungs, amount.women, strict=False))
    ends = [(his.low, hers.low) for his, hers in pairs]
    ends += [(his.high, hers.high) for his, hers in pairs if his.is_open or hers.is_open]
    return "-".join("/".join(print_number(end, scale) for end in both) for both in ends)


def print_number(number: int, scale: int) -> str:
    """Return a number in its unit, with up to three decimals: ``scale`` of it make one."""
    whole, part = divmod(number, scale)
    return f"{whole}{part / scale:.3f}".replace("0.", ".", 1).rstrip("0").rstrip(".") if part else str(whole)
