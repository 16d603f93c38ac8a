"""The canonical wording of the parts of a script: prescriptions, terms, tracks, names."""

import re
from collections.abc import Iterable
from dataclasses import replace
from itertools import pairwise
from math import gcd

from voicecoach.script.numbers import is_fraction
from voicecoach.script.vocabulary import BULLETS, PRINTED_UNITS, TEMPO_PHASES
from voicecoach.talk import Switches
from voicecoach.units import MS_PER_MINUTE, MS_PER_SECOND, Ms, pace_clock
from voicecoach.workout import (
    BODYWEIGHT,
    LIMBS,
    NO_REST,
    PER_UNIT,
    PHASE_WORDS,
    Amount,
    Between,
    Count,
    Counted,
    CountedAloud,
    Dose,
    Exercise,
    Free,
    Group,
    Held,
    Levels,
    Link,
    Load,
    LoadUnit,
    Mode,
    Moment,
    Movement,
    Pace,
    Pacing,
    Part,
    Phase,
    Range,
    Rest,
    Rests,
    Say,
    SelfPaced,
    SideRule,
    Subject,
    Target,
    Tempo,
    Timed,
    TimedSay,
    Track,
    parts_of,
)

_MARKS = re.compile(
    r"[\\`*_\[\]<]|&(?=#?\w+;)|:(?=\s|$)|^[-+=>#~]|(?<=\s)#(?=#*$)|(?<=^\d)[.)]|(?<=^\d\d)[.)]|(?<=^\d{3})[.)]|\||~(?=~)|(?<=~)~"
)
"""Characters with a meaning in Markdown or the language, such as a colon before a blank or a list marker."""

_BULLET = re.compile(f"^[{BULLETS}]")
"""What would be read as the marker of a list item; Markdown has no backslash for it."""

_PAIR = 2
_LONG_RUN = 4
"""A ladder of at least this many rungs in equal steps is printed as its two ends."""

_LIMBS_OF_BOTH = {"side": "", "leg": " legs", "arm": " arms", "foot": " feet", "hand": " hands"}


def escaped(text: str) -> str:
    """Escape characters that Markdown or the language would interpret."""
    return _BULLET.sub(lambda bullet: f"&#{ord(bullet[0])};", _MARKS.sub(r"\\\g<0>", text))


def _name(text: str) -> str:
    """Escape the name of an exercise, which an unescaped comma would end."""
    return escaped(text).replace(",", "\\,")


def exercise_head(exercise: Exercise) -> str:
    """Return the name of an exercise with its detail."""
    return f"{_name(exercise.name)}, {escaped(exercise.detail)}" if exercise.detail else _name(exercise.name)


def prescription(exercise: Exercise) -> str:
    """Return everything after the colon of an exercise."""
    # A coach reads the rungs of a ladder of loads beside those of the dose.
    every_rung = sum(amount.is_ladder for amount in exercise.all_amounts) > 1
    beside_two = any(len(amount.rungs) == _PAIR for what, amount in exercise.amounts if what != "load")
    side, load = _side(exercise), _with_load(exercise.load, every_rung=every_rung, slash=beside_two)
    targets = [print_target(target, every_rung=every_rung, slash=beside_two) for target in exercise.targets]
    if targets and not load:
        load, *targets = f"at {targets[0]}", *targets[1:]
    phrases = [_dose(exercise.dose, exercise.sets, every_rung=every_rung)]
    # Some phrases follow the dose without a comma: 10 reps each side at 20 kg.
    every = f"every {print_clock(exercise.every_ms)}" if exercise.every_ms else ""
    for phrase in (side, load, *targets, every):
        is_closed = (
            len(phrases) > 1
            or isinstance(parts_of(exercise.dose)[-1], Free)
            or (phrase == every and _has_name(exercise))
        )
        if phrase.startswith(_BESIDE_THE_DOSE) and not is_closed:
            phrases[0] += f" {phrase}"
        elif phrase:
            phrases.append(phrase)
    phrases += [exercise.effort] if exercise.effort else []
    phrases += [print_pace(exercise.pace)] if exercise.pace else []
    is_max = isinstance(exercise.dose, Counted) and exercise.dose.counts[-1].amount.is_max
    if exercise.cap_ms:
        # After a pace, 'in 10 s' would be read as the phase of a breath.
        phrases.append(f"{'in' if is_max and not exercise.pace else 'cap'} {print_clock(exercise.cap_ms)}")
    phrases += _about(exercise.about_ms)
    phrases += _rests(exercise.rests, Between.AFTER)
    phrases += level_terms(exercise.levels)
    phrases += _cues(exercise.cues)
    return ", ".join(phrases)


_BESIDE_THE_DOSE = ("each ", "alternating", "at ", "with ", "every ")


def _has_name(exercise: Exercise) -> bool:
    """Whether the load ends in free text, which only a comma can end."""
    return exercise.load is not None and bool(exercise.load.name)


def _with_load(load: Load | None, *, every_rung: bool, slash: bool) -> str:
    """Return a load with ``at`` or ``with`` before it."""
    if load is None or load.name == BODYWEIGHT:
        return print_load(load, every_rung=every_rung, slash=slash) if load else ""
    if load.unit is None:
        return f"with {load.name}"
    return f"at {print_load(load, every_rung=every_rung, slash=slash)}"


def print_words(said: Say | TimedSay) -> str:
    """Return words that are spoken, with their short form if they have one."""
    text, short = escaped(said.text), escaped(said.short)
    return text if text == short else f"{text} | {short}"


def print_moment(say: TimedSay) -> str:
    """Return the time of a set at which a line is spoken."""
    time = print_clock(say.time_ms)
    wordings = {Moment.HALF: "at half", Moment.LEFT: f"with {time} left"}
    return wordings.get(say.moment, f"{say.moment.value} {time}")


def group_terms(group: Group) -> str:
    """Return everything after the colon of a group."""
    phrases = [_plural(group.rounds, "round")] if group.rounds else []
    if group.mode is Mode.FOR_TIME:
        phrases.append("for time" if group.time_ms is None else f"for time, cap {print_clock(group.time_ms)}")
    elif group.mode is Mode.EMOM and group.every_ms:
        phrases.append(f"every {print_clock(group.every_ms)} for {print_clock(group.time_ms or 0)}")
    elif group.mode is not Mode.ROUNDS:
        phrases.append(f"{group.mode.value} {print_clock(group.time_ms or 0)}")
    elif group.every_ms:
        phrases.append(f"every {print_clock(group.every_ms)}")
    if group.until_missed:
        phrases.append("until missed")
        phrases += [f"at most {print_clock(group.time_ms)}"] if group.mode is Mode.ROUNDS and group.time_ms else []
    phrases += _about(group.about_ms)
    phrases += _rests(group.rests, Between.EXERCISES)
    phrases += who_paces(self_paced=group.self_paced)
    phrases += level_terms(group.levels)
    phrases += _cues(group.cues)
    return ", ".join(phrases)


def link_terms(link: Link) -> str:
    """Return everything after the colon of a link."""
    phrases = [_plural(link.rounds, "round")] if link.rounds else []
    return ", ".join((*phrases, *_rests(link.rests, Between.EXERCISES), *level_terms(link.levels)))


def print_pace(pace: Pacing) -> str:
    """Return a pace as an exercise or a movement writes it."""
    match pace:
        case Pace():
            return f"{print_time(pace.duration_ms, exact=True)} per {PRINTED_UNITS[pace.unit][0]}"
        case Tempo():
            return _tempo(pace.phases)
        case SelfPaced():
            return "self-paced"
        case CountedAloud():
            return "counted"


def who_paces(*, self_paced: bool | None) -> list[str]:
    """Return who sets the pace of sets without one, as a setting or a group writes it; nothing if nobody says."""
    return [] if self_paced is None else [print_pace(SelfPaced() if self_paced else CountedAloud())]


def print_rests(rests: Rests) -> str:
    """Return rests as a setting writes them, without the word ``rest`` and without the changeover."""
    written = replace(rests, changeover=None)
    return ", ".join(phrase.removeprefix("rest ") for phrase in _rests(written, Between.EXERCISES))


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
    return f"{_number(time_ms, MS_PER_SECOND)} s" if exact else _times(Amount.of(time_ms))


def print_clock(time_ms: Ms) -> str:
    """Return a time of the clock, in minutes if it is a whole number of them."""
    return f"{time_ms // MS_PER_MINUTE} min" if time_ms and not time_ms % MS_PER_MINUTE else print_time(time_ms)


def movement_settings(movement: Movement) -> dict[str, str]:
    """Return the setting lines of a movement, by ``pace`` and ``cues``."""
    lines = {}
    if movement.pace:
        key = "tempo" if isinstance(movement.pace, Tempo) else "pace"
        lines["pace"] = f"{key}: {print_pace(movement.pace).removeprefix('tempo ')}"
    if movement.cues:
        lines["cues"] = f"cues: {print_switches(movement.cues)}"
    return lines


def print_track(track: Track) -> str:
    """Return a track of a progression."""
    subjects = " and ".join(subject.value for subject in track.subjects)
    values = ", ".join(print_value(value, track.subjects[0]) for value in track.values)
    return f"{subjects}: {values}" + (f" at each {track.at_each.value}" if track.at_each else "")


def print_value(value: int | Load, subject: Subject) -> str:
    """Return one value of a track."""
    if isinstance(value, Load):
        return print_load(value)
    if subject in {Subject.REST, Subject.ROUND_REST}:
        return print_time(value) if value else "none"
    return str(value)


def _dose(dose: Dose, sets: Range, *, every_rung: bool) -> str:
    first, *others = parts_of(dose)
    printed = [_part(first, sets, every_rung=every_rung)]
    printed += [_part(part, Range(1, 1), every_rung=every_rung) for part in others]
    return ", then ".join(printed)


def _part(dose: Part, sets: Range, *, every_rung: bool) -> str:
    is_one = sets == Range(1, 1)
    match dose:
        case Free():
            printed = dose.text or "done"
        case Held():
            reps, time = (
                print_amount(dose.reps, 1, slash=True, every_rung=every_rung),
                _times(dose.time, every_rung=every_rung),
            )
            return f"{'' if is_one else f'{_range(sets)} x '}{reps} x {time} hold"
        case Timed():
            printed = "max hold" if dose.time.is_max else _times(dose.time, every_rung=every_rung) + _hold(dose)
            if dose.hold and not is_one:
                return f"{_range(sets)} {_sets_word(sets)} of {printed}"
        case Counted():
            printed = ", ".join(_count(count, every_rung=every_rung) for count in dose.counts) + _hold(dose)
    if is_one:
        return printed
    if printed[:1].isdigit():
        return f"{_range(sets)} x {printed}"
    return f"{_range(sets)} sets{', ' if isinstance(dose, Free) else ' of '}{printed}"


def _hold(dose: Counted | Timed) -> str:
    """Return what follows the figures of a count or a time."""
    return f"{' hold' if dose.hold else ''}{' in all' if dose.in_all else ''}"


def _sets_word(sets: Range) -> str:
    return "set" if sets.high == 1 else "sets"


def _count(count: Count, *, every_rung: bool) -> str:
    one, many = PRINTED_UNITS[count.unit]
    unit, scale = count.unit, count.unit.scale
    noun = one if count.amount == Amount.of(scale) else many
    figures = print_amount(count.amount, scale, slash=unit.has_pace, every_rung=every_rung)
    return f"{figures} {noun} {count.way}".rstrip()


def _side(exercise: Exercise) -> str:
    limb, rule = exercise.limb, exercise.side_rule
    match rule:
        case SideRule.NONE:
            return ""
        case SideRule.EACH:
            return f"each {limb}"
        case SideRule.LEFT_ONLY | SideRule.RIGHT_ONLY:
            side = rule.value.split()[0]
            return f"{side} only" if limb == LIMBS[0] else f"{side} {limb} only"
        case SideRule.CHOSEN:
            return f"the {exercise.side_name} {limb} only" if exercise.side_name else f"one {limb} only"
        case SideRule.SWITCH:
            return f"switch{_LIMBS_OF_BOTH[limb]} halfway"
        case _:
            first, *others = rule.value.split()
            return " ".join((first + _LIMBS_OF_BOTH[limb], *others))


def _tempo(phases: Iterable[Phase]) -> str:
    phases = tuple(phases)
    figures = _tempo_figures(phases)
    if figures is not None:
        return f"tempo {'-'.join(figures)}"
    named = ", ".join(f"{phase.name} {_tempo_figure(phase)}" for phase in phases)
    return named if all(phase.name in PHASE_WORDS for phase in phases) else f"tempo {named}"


def _tempo_figure(phase: Phase) -> str:
    """Return the seconds of a phase, or the mark of a fast one."""
    return "X" if phase.fast else _number(phase.duration_ms, MS_PER_SECOND)


def _tempo_figures(phases: tuple[Phase, ...]) -> list[str] | None:
    """Return the four figures of a tempo; None if its phases need names."""
    figures = ["0"] * len(TEMPO_PHASES)
    position = -1
    for phase in phases:
        position = next((at for at in range(position + 1, len(TEMPO_PHASES)) if TEMPO_PHASES[at] == phase.name), -1)
        seconds, rest_ms = divmod(phase.duration_ms, MS_PER_SECOND)
        if position < 0 or rest_ms or not 1 <= seconds <= 9:  # noqa: PLR2004  # one digit
            return None
        figures[position] = _tempo_figure(phase)
    return figures if any(phase.name in {"down", "up"} for phase in phases) else None


def _rests(rests: Rests, default: Between) -> list[str]:
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
        return f"{_range(rest.count)} {PRINTED_UNITS[rest.unit][rest.count.high > 1]}"
    if rest.time_ms is None:
        return ", ".join((rest.until or "as needed", *_about(rest.about_ms)))
    if rest.until or (rest.time_ms.is_open and not rest.time_ms.low):
        return f"{rest.until or 'as needed'}, at most {print_clock(rest.time_ms.high)}"
    return _times(Amount((rest.time_ms,))) if rest.time_ms.high else "none"


def _share_of_set(percent: int) -> str:
    """Return a share of the time of the set before, in words or as a ratio of work to rest."""
    common = gcd(percent, 100)
    how = {50: "half ", 100: "", 200: "twice "}.get(percent)
    return f"{100 // common}:{percent // common}" if how is None else f"{how}as long as the set"


def _about(about_ms: Ms | None) -> list[str]:
    """Return an estimate; after a rest as needed, it would be the estimate of the rest."""
    return [f"about {print_clock(about_ms)}"] if about_ms else []


def level_terms(levels: Levels) -> list[str]:
    """Return the levels of an item as its terms, one for each axis."""
    return [f"level {' or '.join(names)}" for names in levels]


def _cues(cues: Switches) -> list[str]:
    return [f"cue {switch}" for switch in cues]


def print_switches(cues: Switches) -> str:
    """Return switches as a setting writes them."""
    return ", ".join(map(str, cues))


def _rises(amount: Amount) -> bool:
    """Whether its last number is the greatest: numbers for men and for women fall."""
    return bool(amount.rungs) and amount.rungs[0].low < amount.rungs[-1].low


def _times(time: Amount, *, every_rung: bool = False) -> str:
    """Return times in minutes if all are whole minutes and one is at least two, otherwise in seconds."""
    ends = [end for rung in time.rungs for end in (rung.low, rung.high)] or [0]
    if max(ends) >= 2 * MS_PER_MINUTE and not any(end % MS_PER_MINUTE for end in ends):
        return f"{print_amount(time, MS_PER_MINUTE, every_rung=every_rung)} min"
    return f"{print_amount(time, MS_PER_SECOND, every_rung=every_rung)} s"


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
        return _range(amount.rungs[0], scale) + plus
    numbers = [rung.low for rung in amount.rungs]
    steps = {later - earlier for earlier, later in pairwise(numbers)}
    printed = [_number(number, scale) for number in numbers]
    if len(numbers) == _PAIR and slash and not is_fraction("/".join(printed)):
        return "/".join(printed) + plus
    is_run = len(numbers) == _PAIR or (len(numbers) >= _LONG_RUN and not plus and not every_rung)
    if is_run and len(steps) == 1 and 0 not in steps:
        (step,) = steps
        ends = f"{_number(numbers[0], scale)} {'up' if step > 0 else 'down'} to {_number(numbers[-1], scale)}"
        return (ends if abs(step) == scale else f"{ends} by {_number(abs(step), scale)}") + plus
    return "-".join(printed) + plus


def _for_both(amount: Amount, scale: int) -> str:
    """Return the numbers for men and for women: ``43/30``, ``43/30-60/40``."""
    pairs = list(zip(amount.rungs, amount.women, strict=False))
    ends = [(his.low, hers.low) for his, hers in pairs]
    ends += [(his.high, hers.high) for his, hers in pairs if his.is_open or hers.is_open]
    return "-".join("/".join(_number(end, scale) for end in both) for both in ends)


def _range(range_: Range, scale: int = 1) -> str:
    low = _number(range_.low, scale)
    return f"{low}-{_number(range_.high, scale)}" if range_.is_open else low


def _number(number: int, scale: int) -> str:
    whole, part = divmod(number, scale)
    return f"{whole}{part / scale:.3f}".replace("0.", ".", 1).rstrip("0").rstrip(".") if part else str(whole)


def _plural(range_: Range, noun: str) -> str:
    return f"{_range(range_)} {noun}{'' if range_.high == 1 else 's'}"
