"""Hypothesis strategies for every workout that a script can express (docs/script-language.md).

Limits and words of the language come first, then strategies for names, then one for each record, with the rules for
what can be combined.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace
from functools import cache
from itertools import pairwise, product

from hypothesis import assume
from hypothesis import strategies as st

from voicecoach.languages import LANGUAGES
from voicecoach.phonemes import has_malformed_phonemes
from voicecoach.script.gym_notes import LABEL
from voicecoach.talk import GREATEST_NUMBER, SWITCHABLE, CueSwitch, Manner, Switches
from voicecoach.workout import (
    BODYWEIGHT,
    EMOM_MS,
    LIMBS,
    LONGEST_MS,
    MOST_ROUNDS,
    MOST_SETS,
    NO_REST,
    NO_RESTS,
    PER_UNIT,
    Amount,
    Combined,
    Count,
    Counted,
    CountedAloud,
    Dose,
    Exercise,
    FormCue,
    Free,
    Group,
    Held,
    Item,
    Levels,
    Link,
    Load,
    LoadUnit,
    Measure,
    Mode,
    Moment,
    Movement,
    Pace,
    Pacing,
    Part,
    Pause,
    Phase,
    Progression,
    Range,
    References,
    Rest,
    Rests,
    Say,
    SelfPaced,
    SideRule,
    Standard,
    Subject,
    Target,
    Tempo,
    Timed,
    TimedSay,
    Track,
    Unit,
    Workout,
    parts_of,
)

# Small pages, so that a test can try many.
MOST_GROUPS, MOST_ITEMS, DEEPEST = 3, 4, 3
MAX_COUNTS, MOST_PARTS, MOST_RUNGS = 3, 3, 5  # the language allows 20, 20 and 100

# The limits of the language: likely values, then all that are allowed.
COUNTS = st.integers(1, 12) | st.integers(1, 1000)
SETS = st.integers(1, 3) | st.integers(1, MOST_ROUNDS)
HOLDS = st.integers(2, 10) | st.integers(2, MOST_ROUNDS)
DOSES_MS = st.sampled_from((10_000, 30_500, 60_000, 120_000)) | st.integers(1000, LONGEST_MS)
RESTS_MS = st.sampled_from((5000, 45_000, 60_000, 120_000)) | st.integers(1, LONGEST_MS)
PACES_MS = st.sampled_from((500, 1000, 2500)) | st.integers(200, 60_000)
PHASES_MS = st.sampled_from((500, 1000, 1500, 2000, 3000, 4000, 10_000))
DISTANCES = st.sampled_from((400_000, 500, 13_100)) | st.integers(1, 1000 * PER_UNIT)
"""Distances and laps, in thousandths."""
AIMS = st.sampled_from((26_000, 200_000, 8_500)) | st.integers(1, 5000 * PER_UNIT)
"""Targets, in thousandths."""
WEIGHTS = st.sampled_from((16_000, 60_000, 62_500)) | st.integers(1, 2000 * PER_UNIT)
PERCENTAGES = st.integers(10, 120).map(lambda number: number * PER_UNIT)

WHO_PACES = st.none() | st.booleans()
WAYS = ("up", "down", "back", "forward", "each way")
NAMED_PARTS = (*WAYS, "lower half", "palms up", "at the top", "down to the knee")
"""Ways, and names that only one of several counts can have."""

PHASES = (("down", "hold", "up"), ("in", "hold", "out"), ("pull", "pause", "zurück"), ("sweep", "back", "exhale"))
HELD_UNITS = (Unit.BREATH, Unit.BEAT)
"""Units other than time in which a hold can be counted."""
PHASED_UNITS = (Unit.REP, Unit.BREATH)
"""Units whose pace can have phases."""
EFFORTS = ("easy", "moderate", "hard", "all out", "RPE 8", "RPE 7.5-8", "RPE 8.5", "RPE 10", "RIR 2", "RIR 1-3")

ANY_SIDE = tuple(SideRule)
UNSWITCHED = tuple(rule for rule in SideRule if rule is not SideRule.SWITCH)
UNHALVED = tuple(rule for rule in UNSWITCHED if rule is not SideRule.ALTERNATING)
SIDE_RULES = {Counted: UNSWITCHED, Timed: ANY_SIDE, Held: UNSWITCHED, Free: UNHALVED, Combined: UNHALVED}

SHARED_TRACKS = (
    ((Subject.REPS, Subject.STEPS, Subject.BREATHS, Subject.SECONDS), COUNTS),
    ((Subject.ROUNDS, Subject.SETS), SETS),
    ((Subject.REST, Subject.ROUND_REST), st.just(0) | RESTS_MS),
)
"""Subjects that can share a track, with their values."""

# Words that a parser could mistake for something else.
NASTY = r"""
10 3x 3 x 1. 1) - + * ** _ __ ` ``` ~~~ # ## C# #tag > >> --- === *** \ \\ \, a\ : :: a: a:b , ,, a,b | || a|b " ' “a”
don't [ ] [x] [x](y.md) ![x](y.png) <b> <br> <!-- --> <http://a.b> http://a.b &amp; &#35; & % @ $ {a} *a* **a** _a_ `a`
~~a~~ rest Rest max done until level or to by of at with each no none left right reps 8 10s 1:30 RPE EMOM AMRAP hold in
up tempo X null true yes pace: 42 3-1-1-0 5+ 5/3 60% bodyweight Ü ß İ ½ ٣ é e\u0301 – — … × † Приседания スクワット 深蹲
قرفصاء שכיבות 🏋 💪🏽 🏋️‍♀️
""".replace("\\u0301", "\u0301").split()

RESERVED = {"rest", "say", "movement", "movements", "progression"}
"""Words that cannot be the name of an exercise or a group."""
SAYS_MORE = re.compile(
    r"[,;·—]|<!--|~~|<br|(?<!\S)#+$|\b(or|with|at each|body\s?-?weight|in|rest|tempo|rpe|rir|cap|every|then)\b"
    r"|[0-9][\s-]?(h|hrs?|hours?|mins?|minutes?|s|secs?|seconds?)\b",
    re.IGNORECASE,
)
"""Patterns that end free text in a prescription, change its meaning, or are not read."""
MOMENT = re.compile(r"(at|after|every|with)\s|.*\b(left|to go|before the end)\b", re.IGNORECASE)
"""Names that could be a time of a set."""
SIDES = re.compile(r"\b(left|right)\b", re.IGNORECASE)


def _said(words: list[str]) -> str:
    """Join words to one line that has at least one letter or digit."""
    text = " ".join(words)
    return text if any(map(str.isalnum, text)) else f"{text} a"


CHARACTERS = st.characters(codec="utf-8", exclude_categories=("C", "Z"))
WORDS = st.sampled_from(NASTY) | st.text(CHARACTERS, min_size=1, max_size=4)
TEXTS = st.lists(WORDS, min_size=1, max_size=4).map(_said)
"""Words on one line, separated by single blanks, with at least one letter or digit."""

NAMES = st.sampled_from(("Squats", "Lateral walks")) | TEXTS.filter(
    lambda text: text.casefold() not in RESERVED and not LABEL.match(text) and not MOMENT.match(text)
)
"""Names of exercises and groups."""

PHRASES = TEXTS.map(lambda text: f"the {SAYS_MORE.sub('x', text)}")
"""Free text in a prescription: a load, a reference, a level, or text after ``until``."""

REFERENCES = st.just("squat max") | PHRASES
PARAGRAPHS = st.lists(TEXTS, max_size=2).map(tuple)
PATHS = st.from_regex(r"([a-z]{1,5}/)?[a-z][a-z0-9-]{0,8}\.md", fullmatch=True)


def ranges(numbers: st.SearchStrategy[int]) -> st.SearchStrategy[Range]:
    """A number, or a range."""
    both = st.tuples(numbers, numbers).map(sorted).map(lambda ends: Range(*ends))
    return numbers.map(lambda number: Range(number, number)) | both


def amounts(numbers: st.SearchStrategy[int], rungs: int) -> st.SearchStrategy[Amount]:
    """A number, a range, or a ladder with this many rungs; no ladder if ``rungs`` is 0."""
    single = ranges(numbers).map(lambda found: Amount((found,)))
    ladder = st.lists(numbers, min_size=rungs, max_size=rungs).map(lambda found: Amount.of(*found))
    return single | ladder if rungs else single


def choices(numbers: st.SearchStrategy[int], rungs: int) -> st.SearchStrategy[Amount]:
    """An amount for men and for women: a number each, a range each, or a ladder of three or more rungs each."""
    number = st.tuples(numbers, numbers).map(sorted).filter(lambda found: found[0] < found[1])
    pair = number.map(lambda found: Amount(_fixed_rungs(found[1:]), women=_fixed_rungs(found[:1])))
    both = st.tuples(number, number).map(_range_for_both).filter(lambda it: it.rungs[0].is_open or it.women[0].is_open)
    ladder = st.lists(number, min_size=rungs, max_size=rungs).map(
        lambda found: Amount(_fixed_rungs(each[1] for each in found), women=_fixed_rungs(each[0] for each in found))
    )
    return pair | both | ladder if rungs > 2 else pair | both  # two pairs are a range


def _fixed_rungs(numbers: Iterable[int]) -> tuple[Range, ...]:
    return tuple(Range(number, number) for number in numbers)


def _range_for_both(pairs: tuple[list[int], list[int]]) -> Amount:
    hers, his = zip(*pairs, strict=True)
    return Amount((Range(min(his), max(his)),), women=(Range(min(hers), max(hers)),))


def chosen(numbers: st.SearchStrategy[int], rungs: int) -> st.SearchStrategy[Amount]:
    """An amount that is the same for everyone, or one for men and one for women."""
    return amounts(numbers, rungs) | choices(numbers, rungs)


def counts_in(unit: Unit, rungs: int) -> st.SearchStrategy[Amount]:
    """Amounts in a unit."""
    if unit.has_pace:
        return amounts(COUNTS, rungs)
    return chosen(COUNTS if unit.scale == 1 else DISTANCES, rungs)


@cache
def doses(rungs: int) -> st.SearchStrategy[Dose]:
    """Any dose; its ladders have this many rungs."""
    several = st.lists(parts(rungs), min_size=2, max_size=MOST_PARTS).map(lambda found: Combined(tuple(found)))
    return parts(rungs) | several


@cache
def parts(rungs: int) -> st.SearchStrategy[Part]:
    """Any dose of one part; its ladders have this many rungs."""
    counts, times = amounts(COUNTS, rungs), amounts(DOSES_MS, rungs)
    return st.one_of(
        st.sampled_from(Unit).flatmap(lambda unit: counts_of(unit, counts_in(unit, rungs))),
        st.builds(Counted, st.tuples(st.builds(Count, counts, st.sampled_from(HELD_UNITS))), hold=st.just(value=True)),
        st.sampled_from(Unit).flatmap(
            lambda unit: st.builds(
                Counted, st.tuples(st.builds(Count, open_ends(counts_in(unit, rungs)), st.just(unit)))
            )
        ),
        st.builds(Timed, times, hold=st.booleans()),
        st.just(Timed(Amount(), hold=True)),
        st.builds(Timed, or_more(times), hold=st.booleans()),
        st.builds(Held, amounts(HOLDS, rungs), times),
        st.builds(Held, or_more(amounts(HOLDS, rungs)), times),
        st.builds(Counted, st.tuples(st.builds(Count, counts, st.sampled_from(Unit))), in_all=st.just(value=True)),
        st.builds(Timed, times, hold=st.booleans(), in_all=st.just(value=True)),
        st.just(Free()) | PHRASES.map(lambda words: Free(f"until {words}")),
    )


def counts_of(unit: Unit, counts: st.SearchStrategy[Amount]) -> st.SearchStrategy[Counted]:
    """One or more counts of one unit, some with a way."""
    one = st.builds(Count, counts, st.just(unit), st.just("") | st.sampled_from(WAYS))
    part = st.builds(Count, counts, st.just(unit), st.just("") | st.sampled_from(NAMED_PARTS))
    several = st.lists(part, min_size=2, max_size=MAX_COUNTS).map(tuple)
    return (one.map(lambda count: (count,)) | several).map(Counted)


def open_ends(counts: st.SearchStrategy[Amount]) -> st.SearchStrategy[Amount]:
    """As many as possible, or a number "or more"; never a range."""
    return st.just(Amount()) | or_more(counts)


def or_more(numbers: st.SearchStrategy[Amount]) -> st.SearchStrategy[Amount]:
    """A number "or more"; never a range."""
    return numbers.map(_closed).map(lambda amount: replace(amount, or_more=True))


def _closed(amount: Amount) -> Amount:
    return amount.at_easy_end


def _differ(names: tuple[str, ...]) -> bool:
    return all(one != other for one, other in pairwise(names))


PHASE_NAMES = [
    names for known in PHASES for size in (2, 3, 4) for names in product(known, repeat=size) if _differ(names)
]
"""Two to four phases; neighbours differ."""


def phases_named(name: str) -> st.SearchStrategy[Phase]:
    """Phases of this name; a fast one takes a second."""
    return st.builds(Phase, st.just(name), PHASES_MS) | st.just(Phase(name, 1000, fast=True))


TEMPOS = st.sampled_from(PHASE_NAMES).flatmap(lambda names: st.tuples(*map(phases_named, names)).map(Tempo))


@cache
def paces(unit: Unit) -> st.SearchStrategy[Pacing | None]:
    """The paces of sets that are counted in this unit."""
    if not unit.has_pace:
        return st.none()
    found = st.none() | st.just(SelfPaced()) | st.builds(Pace, PACES_MS, st.just(unit))
    return found | TEMPOS if unit in PHASED_UNITS else found


@cache
def masses(rungs: int = 0) -> st.SearchStrategy[Load]:
    """Kilos or pounds."""
    return st.builds(Load, st.just(""), chosen(WEIGHTS, rungs), st.sampled_from((LoadUnit.KG, LoadUnit.LB)))


@cache
def targets(rungs: int) -> st.SearchStrategy[tuple[Target, ...]]:
    """Up to two targets of different measures; feet are a height only next to a count of reps or steps."""
    each = st.sampled_from([measure for measure in Measure if measure is not Measure.FOOT]).flatmap(
        lambda measure: st.builds(
            Target, paces_over(rungs) if measure.is_time else chosen(AIMS, rungs), st.just(measure)
        )
    )
    return st.lists(each, max_size=2, unique_by=lambda target: target.measure).map(tuple)


def paces_over(rungs: int) -> st.SearchStrategy[Amount]:
    """Target paces: a time, a range, or a ladder of three or more rungs."""
    return amounts(st.integers(1000, LONGEST_MS), rungs if rungs > 2 else 0)


@cache
def loads(rungs: int = 0) -> st.SearchStrategy[Load]:
    """Any load; a percentage may have an unknown reference."""
    return st.one_of(
        masses(rungs),
        masses(rungs).map(lambda load: replace(load, name=BODYWEIGHT)),
        st.just(Load(BODYWEIGHT)),
        st.builds(Load, REFERENCES, amounts(PERCENTAGES, rungs), st.just(LoadUnit.PERCENT)),
        PHRASES.map(Load),
    )


def _fixed(load: Load) -> Load:
    return replace(load, amount=_closed(load.amount)) if load.amount else load


UNTIL = PHRASES.map(lambda words: f"until {words}")
LENGTHS = st.one_of(
    ranges(RESTS_MS).map(Rest),
    RESTS_MS.map(lambda most_ms: Rest(Range(0, most_ms))),
    st.builds(Rest, about_ms=st.none() | DOSES_MS, until=st.just("") | UNTIL),
    st.builds(Rest, RESTS_MS.map(lambda most_ms: Range(0, most_ms)), until=UNTIL),
    st.builds(Rest, count=ranges(COUNTS), unit=st.sampled_from(HELD_UNITS)),
    st.sampled_from((50, 100, 150, 200, 300)).map(lambda percent: Rest(set_percent=percent)),
)
"""Rests other than ``no rest``."""


def rests(*places: str) -> st.SearchStrategy[Rests]:
    """Rests for these members of ``Between``."""
    lengths = {place: st.none() | st.just(NO_REST) | LENGTHS for place in places}
    if "reps" in lengths:  # A rest between reps needs a time.
        lengths["reps"] = st.none() | st.just(NO_REST) | ranges(RESTS_MS).map(Rest)
    return st.just(NO_RESTS) | st.builds(Rests, **lengths)


PAGE_RESTS = rests("reps", "sides", "sets", "exercises", "rounds")
GROUP_RESTS = rests("reps", "sides", "sets", "exercises", "rounds", "after")
EXERCISE_RESTS = rests("reps", "sides", "sets", "after")


@st.composite
def levels_of(draw: st.DrawFn, levels: Levels) -> Levels:
    """A selection of the levels of a page, from none, one or all of its axes; none means all levels."""
    axes = draw(st.lists(st.sampled_from(levels), unique=True)) if levels else []
    return tuple(tuple(draw(st.lists(st.sampled_from(axis), min_size=1, unique=True))) for axis in axes)


@st.composite
def _switches(draw: st.DrawFn) -> Switches:
    """Switches for up to two kinds of cues: one each, or two that are combined."""
    kinds = draw(st.lists(st.sampled_from(list(SWITCHABLE)), max_size=2, unique=True))
    found = []
    for kind in kinds:
        manner = draw(st.sampled_from(sorted(SWITCHABLE[kind], key=str)))
        found.append(CueSwitch(kind, manner, draw(st.integers(1, GREATEST_NUMBER)) if manner.has_number else 0))
        if kind == "count" and manner is Manner.EVERY and draw(st.booleans()):
            found.append(CueSwitch(kind, Manner.DOWN))
    return tuple(found)


SWITCHES = st.just(()) | _switches()


@st.composite
def exercises(draw: st.DrawFn, levels: Levels) -> Exercise:
    """An exercise. Its ladders and sets have equal lengths, and with a side rule its detail names no side."""
    rungs = draw(st.sampled_from((0, 2, 3, MOST_RUNGS)))
    dose = draw(doses(rungs))
    load = draw(st.none() | loads(rungs))
    aims = draw(st.just(()) | targets(rungs))
    amounts_ = [*amounts_of(dose, load), *(target.amount for target in aims)]
    has_ladder = any(amount.is_ladder for amount in amounts_)
    assume(rungs != 2 or not has_ladder or not any(amount.women for amount in amounts_))
    rule = draw(st.just(SideRule.NONE) | st.sampled_from(SIDE_RULES[type(dose)]))
    has_total = any(isinstance(part, Counted | Timed) and part.in_all for part in parts_of(dose))
    if has_total and rule in {SideRule.EACH, SideRule.ALTERNATING_SETS}:
        rule = SideRule.ALTERNATING
    detail = draw(st.sampled_from(("", "left foot leads")) | TEXTS)
    is_timed = isinstance(dose, Timed) and not dose.needs_listener
    cap_ms = None if is_timed or isinstance(dose, Combined) else draw(st.none() | DOSES_MS)
    if rule is SideRule.SWITCH and cap_ms is None and dose.needs_listener:
        rule = SideRule.LEFT_ONLY  # An open-ended set has no halfway point.
    pace = draw(paces_of(dose))
    length_ms = _longest_ms(dose, cap_ms, rule)
    says = st.just(()) if isinstance(dose, Combined) else timed_lines(length_ms, has_end=_has_end(dose, cap_ms))
    return Exercise(
        name=draw(NAMES),
        dose=dose,
        detail=detail if rule is SideRule.NONE else SIDES.sub("front", detail),
        sets=draw(_sets(rungs if has_ladder else 0)) if not has_total else Range(1, 1),
        side_rule=rule,
        side_name=draw(st.sampled_from(("", "injured", "non-dominant"))) if rule is SideRule.CHOSEN else "",
        limb=LIMBS[0] if rule is SideRule.NONE else draw(st.sampled_from(LIMBS)),
        load=load,
        targets=aims,
        effort=draw(st.just("") | st.sampled_from(EFFORTS)),
        pace=pace,
        rests=draw(EXERCISE_RESTS),
        every_ms=draw(st.none() | DOSES_MS),
        cap_ms=cap_ms,
        about_ms=draw(st.none() | DOSES_MS) if cap_ms is None and can_be_open(dose, pace) else None,
        levels=draw(levels_of(levels)),
        cues=draw(SWITCHES),
        says=draw(says),
    )


def _has_end(dose: Dose, cap_ms: int | None) -> bool:
    """Whether the end of a set may be known, so that a line can be spoken before it."""
    return cap_ms is not None or not dose.needs_listener


def _longest_ms(dose: Dose, cap_ms: int | None, rule: SideRule) -> int:
    """Return the longest time of a set on one side, if only its dose decides that; else the limit of the language."""
    if cap_ms is not None or not isinstance(dose, Timed) or dose.needs_listener:
        return cap_ms or LONGEST_MS
    return max(rung.high for rung in dose.time.rungs) // (2 if rule is SideRule.SWITCH else 1)


LINES = st.tuples(TEXTS, TEXTS) | TEXTS.map(lambda text: (text, text))
"""Words in full and in their short form."""


def timed_lines(length_ms: int, *, has_end: bool) -> st.SearchStrategy[tuple[TimedSay, ...]]:
    """Lines at times of a set of this length."""
    moments = {Moment.HALF: st.just(0)} if has_end else {}
    if length_ms > 1000:
        times = st.integers(1000, length_ms - 1)
        moments |= {Moment.AT: times} | ({Moment.LEFT: times} if has_end else {})
    if length_ms > 10_000:
        moments[Moment.EVERY] = st.integers(10_000, length_ms - 1)
    found = [
        st.builds(lambda moment, words, time_ms: TimedSay(moment, *words, time_ms), st.just(moment), LINES, times)
        for moment, times in moments.items()
    ]
    return st.just(()) | st.lists(st.one_of(found), max_size=3).map(tuple) if found else st.just(())


def can_be_open(dose: Dose, pace: Pacing | None) -> bool:
    """Whether only the listener may know how long a set takes, so that the script can say about how long."""
    is_open = dose.needs_listener or isinstance(dose, Counted)
    return is_open and not isinstance(pace, Pace | Tempo | CountedAloud) and not isinstance(dose, Combined)


def _sets(rungs: int) -> st.SearchStrategy[Range]:
    """A number of sets; with a ladder of ``rungs``, each rung is a set."""
    return st.sampled_from((Range(1, 1), Range(rungs, rungs))) if rungs else st.just(Range(1, 1)) | ranges(SETS)


def amounts_of(dose: Dose, load: Load | None) -> list[Amount]:
    """Return every amount of an exercise."""
    found = [load.amount] if load and load.amount else []
    for part in parts_of(dose):
        match part:
            case Counted():
                found += [count.amount for count in part.counts]
            case Timed():
                found += [part.time]
            case Held():
                found += [part.reps, part.time]
    return found


def paces_of(dose: Dose) -> st.SearchStrategy[Pacing | None]:
    """The pace of a dose: any for counted doses, phases for timed ones; only a known number can be counted."""
    match dose:
        case Counted():
            found = paces(dose.counts[0].unit)
            return found if dose.needs_listener else found | st.just(CountedAloud())
        case Timed(hold=False):
            return st.none() | TEMPOS
        case Combined():
            return st.one_of(
                st.none(),
                *(paces(part.unit) for part in dose.parts if isinstance(part, Counted) and part.unit.has_pace),
            )
    return st.none()


@st.composite
def links(draw: st.DrawFn, levels: Levels) -> Link:
    """A link to another script, which has no links itself."""
    return Link(
        title=draw(TEXTS),
        target=draw(PATHS),
        workout=draw(workouts(is_linked=True)),
        rounds=draw(st.none() | ranges(SETS)),
        rests=draw(PAGE_RESTS),
        levels=draw(levels_of(levels)),
    )


def items(levels: Levels, depth: int, *, may_link: bool) -> st.SearchStrategy[Item]:
    """Items of a group; a rest and a line that is spoken have no levels."""
    pauses, says = st.builds(Pause, LENGTHS, st.just("") | PHRASES), LINES.map(lambda words: Say(*words))
    found: list[st.SearchStrategy[Item]] = [exercises(levels), pauses, says]
    if depth < DEEPEST:
        found += [groups(levels, depth + 1, may_link=may_link)] * 2
    if may_link:
        found.append(links(levels))
    return st.one_of(found)


@st.composite
def groups(draw: st.DrawFn, levels: Levels, depth: int = 1, *, may_link: bool = True) -> Group:
    """A group. Only groups in rounds contain more than exercises, and only top-level groups have an introduction."""
    mode = draw(st.just(Mode.ROUNDS) | st.sampled_from(Mode))
    work = exercises(levels)
    if mode is Mode.EMOM:  # Its clock decides the sets and the rests.
        work = work.map(lambda one: replace(one, sets=Range(1, 1), every_ms=None, rests=NO_RESTS))
    if mode.is_block:  # Its exercises are only read out.
        work = work.map(lambda one: replace(one, says=()))
    within = {
        Mode.ROUNDS: items(levels, depth, may_link=may_link),
        Mode.EMOM: work | LINES.map(lambda words: Say(*words)),
    }
    held = within.get(mode, work)
    found = draw(st.lists(held, min_size=1, max_size=MOST_ITEMS - 1))
    if all(isinstance(item, Pause | Say) for item in found):
        found.append(draw(work))
    group = Group(
        title=draw(NAMES),
        items=tuple(found),
        mode=mode,
        introduction=draw(PARAGRAPHS) if depth == 1 else (),
        safety=draw(PARAGRAPHS) if depth == 1 else (),
        levels=draw(levels_of(levels)),
        cues=draw(SWITCHES),
    )
    group = draw(clocks(group))
    lines = timed_lines(group.time_ms or LONGEST_MS, has_end=group.time_ms is not None)
    return replace(group, says=draw(lines)) if mode.is_block else group


def clocks(group: Group) -> st.SearchStrategy[Group]:
    """The group with random terms that its mode allows."""
    share = MOST_SETS // MOST_GROUPS // sum(map(most_sets, group.items))
    rounds = st.none() | ranges(st.integers(1, min(max(1, share), MOST_ROUNDS)))
    match group.mode:
        case Mode.ROUNDS:
            terms = {
                "rounds": rounds,
                "rests": GROUP_RESTS,
                "self_paced": WHO_PACES,
            }
        case Mode.EMOM:
            return st.builds(replace, st.just(group), until_missed=st.booleans()).flatmap(turns)
        case Mode.AMRAP:
            terms = {"time_ms": DOSES_MS}
        case Mode.FOR_TIME:
            limits = [{"time_ms": st.none() | DOSES_MS}, {"about_ms": DOSES_MS}]
            return st.one_of(st.builds(replace, st.just(group), rounds=rounds, **limit) for limit in limits)
    found = st.builds(replace, st.just(group), **terms)
    return found.flatmap(rounds_on_the_clock) if group.mode is Mode.ROUNDS else found


def turns(group: Group) -> st.SearchStrategy[Group]:
    """The group, whose exercises take turns, with an interval and a time of whole intervals."""
    every_ms = st.sampled_from((None, 10_000, 90_000, 120_000))
    starts = st.integers(1, LONGEST_MS // 120_000)
    return st.tuples(every_ms, starts).map(
        lambda terms: replace(group, every_ms=terms[0], time_ms=terms[1] * (terms[0] or EMOM_MS))
    )


def rounds_on_the_clock(group: Group) -> st.SearchStrategy[Group]:
    """The group with or without a clock; one that goes on until a start is missed has a longest time or rounds."""
    clocked = st.builds(replace, st.just(group), every_ms=DOSES_MS)
    missed = clocked.map(lambda it: replace(it, until_missed=True))
    if group.rounds is None:
        longest = st.sampled_from((1_200_000, 7_200_000))
        missed = st.tuples(missed, longest).map(lambda both: replace(both[0], time_ms=both[1]))
    return st.just(group) | clocked | missed


CUES = TEXTS.map(lambda text: FormCue(text, text)) | st.builds(
    FormCue, TEXTS, TEXTS, st.sampled_from(("", "down", "hold", "sweep"))
)
MOVEMENTS = st.lists(
    st.builds(
        Movement,
        name=NAMES,
        pace=st.sampled_from(Unit).flatmap(paces),
        setup=PARAGRAPHS,
        form_cues=st.lists(CUES, max_size=3).map(tuple),
        safety=PARAGRAPHS,
        cues=SWITCHES,
    ),
    max_size=3,
).map(lambda found: {movement.name.casefold(): movement for movement in found})


def _tracks(
    subjects: tuple[Subject, ...], values: st.SearchStrategy[int] | st.SearchStrategy[Load]
) -> st.SearchStrategy[Track]:
    some = st.lists(st.sampled_from(subjects), min_size=1, unique=True).map(tuple)
    return st.builds(Track, some, st.lists(values, min_size=1, max_size=4, unique=True).map(tuple))


TRACKS = st.one_of(
    _tracks((Subject.LOAD,), loads().map(_fixed)),
    *(_tracks(subjects, values) for subjects, values in SHARED_TRACKS),
)


@st.composite
def progressions(draw: st.DrawFn) -> Progression:
    """Tracks without a common subject; one may restart at each value of another. Discomfort names some of them."""
    tracks: list[Track] = []
    for track in draw(st.lists(TRACKS, max_size=3)):
        taken = {subject for earlier in tracks for subject in earlier.subjects}
        tracks += [] if taken & set(track.subjects) else [track]
    subjects = [subject for track in tracks for subject in track.subjects]
    if len(tracks) > 1:
        others = subjects[len(tracks[0].subjects) :]
        tracks[0] = replace(tracks[0], at_each=draw(st.none() | st.sampled_from(others)))
    discomfort = draw(st.lists(st.sampled_from(subjects), unique=True)) if subjects else []
    return Progression(tuple(draw(st.permutations(tracks))), tuple(discomfort))


def _named_loads() -> st.SearchStrategy[References]:
    """Loads with names that differ in more than capitals."""
    masses_of_one = masses().map(_fixed).map(lambda load: load.prescribed_for(Standard.MEN))
    return st.dictionaries(REFERENCES, masses_of_one, max_size=2).map(References)


@st.composite
def workouts(draw: st.DrawFn, *, is_linked: bool = False) -> Workout:
    """Any workout; a linked one is small and has no links or shared pages."""
    names = draw(st.lists(PHRASES, max_size=4, unique_by=str.casefold))
    levels = tuple(filter(None, (tuple(names[:2]), tuple(names[2:]))))
    group = groups(levels, DEEPEST if is_linked else 1, may_link=not is_linked)
    shared = {} if is_linked else draw(st.just({}) | MOVEMENTS)
    found = draw(st.lists(group, min_size=1, max_size=1 if is_linked else MOST_GROUPS))
    workout = Workout(
        title=draw(TEXTS | st.just(found[0].title)),
        groups=tuple(found),
        movements=draw(MOVEMENTS),
        equipment=draw(st.just("") | TEXTS),
        introduction=draw(PARAGRAPHS),
        safety=draw(PARAGRAPHS),
        rests=draw(PAGE_RESTS),
        self_paced=draw(WHO_PACES),
        load=draw(st.none() | loads()),
        levels=levels,
        references=draw(_named_loads()),
        progression=draw(progressions()),
        pages=(draw(PATHS),) if shared else (),
        shared=shared,
        language=draw(st.sampled_from((*LANGUAGES, "en-gb"))),
        cues=draw(SWITCHES),
        say=draw(st.dictionaries(TEXTS, TEXTS.filter(lambda text: not has_malformed_phonemes(text)), max_size=2)),
    )
    named = [*workout.pages, *(link.target for link in links_of(workout.groups))]
    assume(len(set(named)) == len(named))
    assume(sum(map(most_sets, workout.groups)) <= MOST_SETS)
    return workout


def most_sets(item: Item) -> int:
    """Return an upper limit of the sets of an item, counting both sides."""
    match item:
        case Exercise():
            return 2 * max(item.sets.high, MOST_RUNGS)
        case Pause() | Say():
            return 0
        case Group():
            within: tuple[Item, ...] = item.items
        case Link():
            within = item.workout.groups
    return sum(map(most_sets, within)) * (item.rounds.high if item.rounds else 1)


def links_of(within: tuple[Item, ...]) -> Iterator[Link]:
    """Yield every link, including those in nested groups."""
    for item in within:
        if isinstance(item, Link):
            yield item
        elif isinstance(item, Group):
            yield from links_of(item.items)


def number_of_sets(items: tuple[Item, ...]) -> int:
    """Return about how many sets come of items, at most."""
    return sum(map(_sets_of_item, items))


def _sets_of_item(item: Item) -> int:
    match item:
        case Exercise():
            return 2 * item.sets.high * item.rungs
        case Group():
            intervals = (item.time_ms or 0) // (item.every_ms or EMOM_MS)
            return max(item.rounds.high if item.rounds else 1, intervals) * number_of_sets(item.items)
        case Link():
            return number_of_sets(item.groups)
        case _:
            return 0


MOST_SETS_COMPILED = 150


def is_short(workout: Workout) -> bool:
    """Whether a session of a workout is short enough to compile many like it in a test."""
    return number_of_sets(workout.groups) <= MOST_SETS_COMPILED


def _in_few_rounds(item: Item) -> Item:
    if isinstance(item, Group):
        rounds = item.rounds and Range(min(item.rounds.low, 3), min(item.rounds.high, 3))
        return replace(item, rounds=rounds, items=tuple(map(_in_few_rounds, item.items)))
    if isinstance(item, Exercise) and item.rungs == 1:
        return replace(item, sets=Range(min(item.sets.low, 3), min(item.sets.high, 3)))
    return item


def short_workouts() -> st.SearchStrategy[Workout]:
    """Return workouts of at most three rounds and sets; those on a clock may still be long."""
    return workouts().map(lambda workout: replace(workout, groups=tuple(map(_in_few_rounds, workout.groups))))
