"""How long a rest is: which written rest counts, what a choice replaces, and which breaks come of it.

The rules are in docs/script-language.md.
"""

from dataclasses import replace

from voicecoach.errors import Severity
from voicecoach.session.choices import Choices, Note
from voicecoach.session.estimates import AS_NEEDED_MS
from voicecoach.session.planned import Break, Gap
from voicecoach.session.scope import Scope
from voicecoach.session.steps import RestTerms
from voicecoach.session.work import StepKind
from voicecoach.units import Ms, seconds_text
from voicecoach.workout import NO_REST, Between, Pause, Range, Rest

_Written = tuple[Rest | None, Between]


def rest_between(between: Between, scope: Scope, *, after: Rest | None = None) -> Gap:
    """Return the rest between two sets: as chosen, else as written and changed by the stage, at its long end.

    ``after`` is the rest that was written after the exercise or group before.
    """
    written, place = written_rest(between, scope, after)
    choice = _choice(between, place, scope.script.choices)
    chosen_ms: Ms | None = getattr(scope.script.choices, choice) if choice else None
    ends_clock = _is_written_there(between, scope, after)
    if choice and chosen_ms is not None:
        return replace(_gap(fixed_rest(chosen_ms), scope, ends_clock=ends_clock), choice=choice)
    rest = scope.script.stage.rest(written, place) if written else None
    return _gap(rest, scope, ends_clock=ends_clock, notes=_note_of_range(rest, place, scope, choice))


def rest_of_item(pause: Pause, scope: Scope) -> Gap:
    """Return the rest that is an item of its own: as written, at its long end."""
    notes = _note_of_range(pause.rest, None, scope, None)
    return replace(_gap(pause.rest, scope, ends_clock=True, notes=notes), is_item=True, words=pause.words)


def _gap(rest: Rest | None, scope: Scope, *, ends_clock: bool, notes: tuple[Note, ...] = ()) -> Gap:
    chosen_ms = scope.script.choices.changeover_ms
    changeover = scope.nearest(Between.CHANGEOVER) if chosen_ms is None else fixed_rest(chosen_ms)
    return Gap(rest, changeover, scope.line, scope.is_clocked, ends_clock=ends_clock, notes=notes)


def fixed_rest(time_ms: Ms) -> Rest:
    """Return a rest of one length."""
    return Rest(Range(time_ms, time_ms))


def written_rest(between: Between, scope: Scope, after: Rest | None) -> _Written:
    """Return the rest that counts, and what it was written between: the first rest in the row that was written."""
    innermost, outermost = scope.rests[0], scope.rests[-1]
    between_exercises = (scope.nearest(Between.EXERCISES), Between.EXERCISES)
    table: dict[Between, tuple[_Written, ...]] = {
        Between.SIDES: ((scope.nearest(Between.SIDES), Between.SIDES),),
        Between.SETS: (
            (innermost.sets, Between.SETS),
            (innermost.after, Between.AFTER),
            (scope.nearest(Between.SETS), Between.SETS),
            between_exercises,
        ),
        Between.EXERCISES: ((after, Between.AFTER), between_exercises),
        # A rest between rounds is that of the group itself or of the settings, never of a group around.
        Between.ROUNDS: (
            (innermost.rounds or outermost.rounds, Between.ROUNDS),
            (after, Between.AFTER),
            between_exercises,
        ),
    }
    row = table[between]
    return next((written for written in row if written[0] is not None), row[-1])


def _is_written_there(between: Between, scope: Scope, after: Rest | None) -> bool:
    """Whether a rest was written for this very place, and not for a group around or the whole script."""
    own = scope.rests[0]
    of_round = own.rounds if between is Between.ROUNDS else None
    return next(filter(None, (of_round, after, own.exercises)), NO_REST) != NO_REST


def _choice(between: Between, place: Between, choices: Choices) -> str | None:
    """Return the field of Choices that replaces a rest."""
    if between is Between.ROUNDS and (place is Between.ROUNDS or choices.round_rest_ms is not None):
        return "round_rest_ms"
    return "rest_ms" if place is Between.EXERCISES else None


def _note_of_range(rest: Rest | None, place: Between | None, scope: Scope, choice: str | None) -> tuple[Note, ...]:
    if rest is None or rest.time_ms is None or not rest.time_ms.is_open:
        return ()
    shortest, longest = seconds_text(rest.time_ms.low), seconds_text(rest.time_ms.high)
    where = f" {place.phrase}" if place else ""
    how = f"the longest of {shortest} to {longest}" if rest.time_ms.low else "unless you end it before"
    message = f"rest{where}: {longest}, {how}"
    return (Note(Severity.INFO, message, scope.line, choice=choice),)


def breaks_of(gap: Gap, *, is_first: bool, on_clock: bool) -> tuple[Break, ...]:
    """Return the breaks before a set, unless it waits for a start on the clock.

    What was written is exact, and no rest is no break. Only a changeover that nobody wrote can grow. Nobody waits for
    the listener before a set that is ``on_clock``.
    """
    if is_first:
        return (Break(StepKind.CHANGEOVER, elastic=True),)
    if gap.rest is None or (gap.rest.as_needed and on_clock):
        return _changeovers(gap)
    if gap.rest.as_needed:
        length_ms = gap.rest.about_ms or AS_NEEDED_MS
        return Break(StepKind.REST, length_ms, waits=True, terms=_terms(gap, gap.rest)), *_changeovers(gap)
    return tuple(replace(each, terms=_terms(gap, gap.rest)) for each in _exactly(StepKind.REST, gap.rest))


def _terms(gap: Gap, rest: Rest) -> RestTerms:
    ready_ms = rest.time_ms.low if rest.time_ms and rest.time_ms.is_open else None
    return RestTerms(rest.until, gap.words, ready_ms, rest.set_percent or None)


def _changeovers(gap: Gap) -> tuple[Break, ...]:
    """Return the changeover as it was written, else one that grows with its words."""
    if gap.changeover and not gap.changeover.as_needed:
        return _exactly(StepKind.CHANGEOVER, gap.changeover)
    return (Break(StepKind.CHANGEOVER, elastic=not gap.is_clocked),)


def _exactly(kind: StepKind, rest: Rest) -> tuple[Break, ...]:
    """Return a break that is as long as the rest says at its long end; none if it takes no time.

    A rest that takes its length from the set before it has none until that is known, and is a break all the same.
    """
    if rest.time_ms is None:
        return (Break(kind, 0),)
    return (Break(kind, rest.time_ms.high),) if rest.time_ms.high else ()
