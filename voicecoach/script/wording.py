"""The canonical wording of the parts of a script: prescriptions, terms, tracks, names."""

import re
from collections.abc import Iterable

from voicecoach.script.amount_wording import (
    PAIR,
    print_amount,
    print_clock,
    print_load,
    print_number,
    print_plural,
    print_range,
    print_target,
    print_time,
    print_times,
)
from voicecoach.script.rest_wording import about_terms, rest_terms
from voicecoach.script.vocabulary import BULLETS, PRINTED_UNITS, TEMPO_PHASES
from voicecoach.talk import Switches
from voicecoach.units import MS_PER_SECOND
from voicecoach.workout import (
    BODYWEIGHT,
    LIMBS,
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
    Mode,
    Moment,
    Movement,
    Pace,
    Pacing,
    Part,
    Phase,
    Range,
    Say,
    SelfPaced,
    SideRule,
    Subject,
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
    beside_two = any(len(amount.rungs) == PAIR for what, amount in exercise.amounts if what != "load")
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
    phrases += about_terms(exercise.about_ms)
    phrases += rest_terms(exercise.rests, Between.AFTER)
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
    phrases = [print_plural(group.rounds, "round")] if group.rounds else []
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
    phrases += about_terms(group.about_ms)
    phrases += rest_terms(group.rests, Between.EXERCISES)
    phrases += who_paces(self_paced=group.self_paced)
    phrases += level_terms(group.levels)
    phrases += _cues(group.cues)
    return ", ".join(phrases)


def link_terms(link: Link) -> str:
    """Return everything after the colon of a link."""
    phrases = [print_plural(link.rounds, "round")] if link.rounds else []
    return ", ".join((*phrases, *rest_terms(link.rests, Between.EXERCISES), *level_terms(link.levels)))


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
                print_times(dose.time, every_rung=every_rung),
            )
            return f"{'' if is_one else f'{print_range(sets)} x '}{reps} x {time} hold"
        case Timed():
            printed = "max hold" if dose.time.is_max else print_times(dose.time, every_rung=every_rung) + _hold(dose)
            if dose.hold and not is_one:
                return f"{print_range(sets)} {_sets_word(sets)} of {printed}"
        case Counted():
            printed = ", ".join(_count(count, every_rung=every_rung) for count in dose.counts) + _hold(dose)
    if is_one:
        return printed
    if printed[:1].isdigit():
        return f"{print_range(sets)} x {printed}"
    return f"{print_range(sets)} sets{', ' if isinstance(dose, Free) else ' of '}{printed}"


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
    return "X" if phase.fast else print_number(phase.duration_ms, MS_PER_SECOND)


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


def level_terms(levels: Levels) -> list[str]:
    """Return the levels of an item as its terms, one for each axis."""
    return [f"level {' or '.join(names)}" for names in levels]


def _cues(cues: Switches) -> list[str]:
    return [f"cue {switch}" for switch in cues]


def print_switches(cues: Switches) -> str:
    """Return switches as a setting writes them."""
    return ", ".join(map(str, cues))
