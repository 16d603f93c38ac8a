"""An exercise with every choice made: ranges of times at their short end, the stage, percentages in kilos."""

from dataclasses import dataclass, replace

from voicecoach.errors import Severity
from voicecoach.session.choices import Choices, Note, PlanLog
from voicecoach.session.loads import with_kilos
from voicecoach.session.scope import Scope
from voicecoach.session.stages import Stage
from voicecoach.units import MS_PER_SECOND
from voicecoach.workout import PER_UNIT, Exercise, Load, LoadUnit, Range, Side, SideRule, Unit, reference_key


@dataclass(frozen=True, slots=True)
class Resolved:
    """An exercise whose times are single numbers, and what was decided for it."""

    exercise: Exercise
    notes: tuple[Note, ...] = ()
    references: tuple[str, ...] = ()
    """The reference of its percentage, by ``reference_key``."""
    choices_used: tuple[str, ...] = ()
    """The fields of Choices that decide something for it."""


def resolved(exercise: Exercise, scope: Scope) -> Resolved:
    """Return an exercise for one person, its times at the short end, at the stage, in kilos.

    Its ladders are at one rung. Ranges of counts and loads stay: the listener is told both ends.
    """
    choices = scope.script.choices
    written = exercise.prescribed_for(choices.for_whom)
    staged = scope.script.stage.applied(exercise.with_fixed_times()).prescribed_for(choices.for_whom)
    notes = [
        _note_of_range(written, what, said.rungs[0], scope)
        for (what, said), (_, taken) in zip(written.amounts, staged.amounts, strict=False)
        if said.is_range and not taken.is_range and said.value == taken.value
    ]
    used: list[str] = []
    if written != exercise:
        used.append("standard")
        notes += [_FOR_MEN] if choices.standard is None else []
    load, references = staged.load, tuple[str, ...]()
    if load and load.unit is LoadUnit.PERCENT:
        notes += _notes_of_reference(load, scope)
        references = (reference_key(load.name),)
    loaded = replace(staged, load=with_kilos(load, scope.script.references)) if load else staged
    if loaded.side_rule is SideRule.CHOSEN:
        used.append("side")
        notes += [_note_of_side(loaded)] if choices.side is None else []
        loaded = replace(loaded, side_rule=_ONLY[choices.side or Side.LEFT])
    return Resolved(loaded, tuple(notes), references, tuple(used))


def chosen_load(load: Load | None, stage: Stage, choices: Choices, log: PlanLog) -> Load | None:
    """Return the load of a script at a stage, for one person."""
    staged = stage.load(load)
    chosen = staged.prescribed_for(choices.for_whom) if staged else None
    if chosen != staged:
        log.choices_used.add("standard")
        log.add(*([_FOR_MEN] if choices.standard is None else []))
    return chosen


_ONLY = {Side.LEFT: SideRule.LEFT_ONLY, Side.RIGHT: SideRule.RIGHT_ONLY}


def _note_of_side(exercise: Exercise) -> Note:
    which = f"the {exercise.side_name}" if exercise.side_name else "one"
    return Note(Severity.INFO, f"{which} {exercise.limb}: the left, the default", choice="side")


_FOR_MEN = Note(Severity.INFO, "of two numbers such as 43/30 kg, the first, for men", choice="standard")


_SCALES = {f"{unit.value}s": (unit.scale, "") for unit in Unit} | {"time": (MS_PER_SECOND, " s")}
"""The number of an amount that makes one of what it counts, and how that is written."""


def _note_of_range(exercise: Exercise, what: str, range_: Range, scope: Scope) -> Note:
    load_unit = f" {exercise.load.unit.value}" if exercise.load and exercise.load.unit else ""
    scale, unit = (PER_UNIT, load_unit) if what == "load" else _SCALES[what]
    low, high = f"{range_.low / scale:g}", f"{range_.high / scale:g}"
    message = f"{what} of {exercise.name}: {low}{unit}, the low end of {low}-{high}{unit}"
    return Note(Severity.INFO, message, scope.line_of(exercise))


def _notes_of_reference(load: Load, scope: Scope) -> list[Note]:
    """Return the note that a reference comes from the script, if nobody chose it."""
    said = scope.script.workout.references.get(load.name)
    if not (said and said.amount and said.unit) or load.name in scope.script.choices.references:
        return []
    whole = f"{said.amount.value / PER_UNIT:g} {said.unit.value}"
    return [Note(Severity.INFO, f"{load.name}: {whole}, as the script says", choice="references")]
