"""Planning: every choice is made, and a workout becomes a flat list of steps. ``plan`` names the stages."""

from collections.abc import Iterable, Iterator
from dataclasses import replace

from voicecoach.errors import ChoiceError, VoicecoachError
from voicecoach.session.beats import number_of_beats
from voicecoach.session.boundaries import ClosingLines, with_boundaries
from voicecoach.session.breaks import with_breaks
from voicecoach.session.choices import Choices, PlanLog
from voicecoach.session.clock import on_the_clock
from voicecoach.session.joins import with_joins
from voicecoach.session.numbering import numbered, with_what_follows
from voicecoach.session.resolve import chosen_load
from voicecoach.session.rest_lengths import with_rest_lengths
from voicecoach.session.spoken import number_of_lines, warn_of_unspoken
from voicecoach.session.stages import choose_stage
from voicecoach.session.steps import EDGE_MS, Session, Step
from voicecoach.session.walk import walk
from voicecoach.session.work import StepKind
from voicecoach.talk import over
from voicecoach.units import MS_PER_MINUTE, Ms
from voicecoach.workout import MOST_SETS, Workout, reference_key

MOST_COUNTS = 20_000
LONGEST_SESSION_MS: Ms = 20 * 60 * MS_PER_MINUTE
"""The most counts, and the longest session: a cue list ends with the day, and changeovers grow."""


_WHY_UNUSED = {
    "rounds": "every group of the script has a fixed number",
    "rest_ms": "this session has no rest between exercises that it could replace",
    "round_rest_ms": "this session has no rest between rounds",
    "changeover_ms": "every break of this session is a rest",
    "side": "no exercise of this session leaves its side to you",
    "standard": "nothing in this session has one number for men and one for women",
}
"""Why a choice has no effect, by its field of Choices."""


def plan(workout: Workout, choices: Choices) -> Session:
    """Make every choice: resolve ranges, ladders and levels, repeat rounds, put breaks between the sets.

    An open range is resolved at its easy end, fewest rounds and longest rest, and a note says so.

    Raises:
        ChoiceError: the workout does not offer a choice that was made.
        VoicecoachError: the workout has nothing to do.
    """
    log = PlanLog()
    stage, too_easy = choose_stage(workout, choices.stage, choices.ease)
    if too_easy:
        log.warn("there is nothing left to make easier", choice="ease")
    _check_levels(workout, choices.level)
    closing = ClosingLines()
    marks = closing.watched(walk(workout, choices, stage, log))
    sets = with_boundaries(marks, said=(*workout.introduction, *workout.safety))
    timed = on_the_clock(with_rest_lengths(with_joins(sets)), log)
    breaks_and_sets = with_breaks(numbered(timed), log)
    steps = _within_limits(_with_ends(breaks_and_sets, workout, choices, closing))
    indexed = with_what_follows(tuple(replace(step, index=index) for index, step in enumerate(steps)))
    if not any(step.is_set for step in indexed):
        hint = "a script needs '## Sequence: 2 rounds' and items such as '- Lateral walks: 10 steps'"
        raise VoicecoachError(f"there is nothing to do in '{workout.title}'", hint)
    load = chosen_load(workout.load, stage, choices, log)
    _warn_of_unused(workout, choices, log)
    warn_of_unspoken(indexed, workout.path, log)
    return Session(workout, choices, indexed, log.notes, load)


def _with_ends(steps: Iterable[Step], workout: Workout, choices: Choices, closing: ClosingLines) -> Iterator[Step]:
    """Yield the steps of a session between its opening and its end, in which the closing lines are spoken."""
    cues = over(choices.cues, over(workout.cues, choices.usual_cues))
    yield Step(0, StepKind.INTRO, workout.title, EDGE_MS, elastic=True, cues=cues)
    yield from steps
    yield Step(0, StepKind.OUTRO, "Finish", EDGE_MS, elastic=True, cues=cues, says=closing.says)


def _within_limits(steps: Iterable[Step]) -> Iterator[Step]:
    """Yield the steps; raise a ChoiceError as soon as the session would be too long."""
    sets = counts = length_ms = 0
    for step in steps:
        sets += step.is_set and not (step.work and step.work.part)
        counts += number_of_beats(step.work) + number_of_lines(step)
        length_ms += step.duration_ms
        limits = (
            (sets, MOST_SETS, f"have more than {MOST_SETS} sets"),
            (counts, MOST_COUNTS, f"have more than {MOST_COUNTS} counts and spoken lines"),
            (length_ms, LONGEST_SESSION_MS, "be longer than 20 hours"),
        )
        for amount, most, what in limits:
            if amount > most:
                raise ChoiceError(f"this session would {what}", "take fewer rounds, sets or reps")
        yield step


def _check_levels(workout: Workout, chosen: tuple[str, ...]) -> None:
    axes = tuple(dict.fromkeys(_levels_of(workout)))
    offered = dict.fromkeys(level for axis in axes for level in axis)
    for level in chosen:
        if level not in offered:
            hint = f"one of: {', '.join(offered)}" if offered else "this script has no levels"
            raise ChoiceError(f"there is no level '{level}'", hint)
    for axis in axes:
        first, *others = [level for level in axis if level in chosen] or [""]
        if others:
            raise ChoiceError(f"'{first}' and '{others[0]}' cannot both be chosen", f"one of: {', '.join(axis)}")


def _levels_of(workout: Workout) -> Iterator[tuple[str, ...]]:
    """Yield the axes of the levels that a workout offers, and those of every script that it runs."""
    yield from workout.levels
    for link in workout.links():
        yield from _levels_of(link.workout)


def _warn_of_unused(workout: Workout, choices: Choices, log: PlanLog) -> None:
    """Warn of choices that had no effect, except those that a person makes for every session."""
    line = workout.groups[0].location.line or None
    for name, why in _WHY_UNUSED.items():
        is_chosen = getattr(choices, name) is not None and name not in choices.usual
        if is_chosen and name not in log.choices_used:
            log.warn(f"this choice has no effect: {why}", line, choice=name)
    for name in choices.references:
        if reference_key(name) not in log.references_used:
            message = f"the chosen reference '{name}' has no effect: nothing in this session is a percentage of it"
            log.warn(message, line, choice="references")
