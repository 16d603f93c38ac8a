"""An exercise with every choice made: ranges at their easy end, amounts of the stage, percentages in kilos."""

from dataclasses import dataclass, replace

from voicecoach.errors import Severity
from voicecoach.session.choices import Note
from voicecoach.session.loads import with_kilos
from voicecoach.session.scope import Scope
from voicecoach.units import MS_PER_SECOND
from voicecoach.workout import PER_UNIT, Exercise, Load, LoadUnit, Range, reference_key


@dataclass(frozen=True, slots=True)
class Resolved:
    """An exercise whose amounts are single numbers, and what was decided for it."""

    exercise: Exercise
    notes: tuple[Note, ...] = ()
    references: tuple[str, ...] = ()
    """The reference of its percentage, by ``reference_key``."""


def resolved(exercise: Exercise, scope: Scope) -> Resolved:
    """Return an exercise at its easy end, at the stage, in kilos. Its ladders are at one rung already."""
    staged = scope.script.stage.applied(exercise.at_easy_end())
    notes = [
        _note_of_range(exercise, what, said.rungs[0], scope)
        for (what, said), (_, taken) in zip(exercise.amounts, staged.amounts, strict=False)
        if any(rung.is_open for rung in said.rungs) and said.value == taken.value
    ]
    load, references = staged.load, tuple[str, ...]()
    if load and load.unit is LoadUnit.PERCENT:
        notes += _notes_of_reference(load, scope)
        references = (reference_key(load.name),)
    loaded = replace(staged, load=with_kilos(load, scope.script.references))
    return Resolved(loaded, tuple(notes), references)


def _note_of_range(exercise: Exercise, what: str, range_: Range, scope: Scope) -> Note:
    load_unit = f" {exercise.load.unit.value}" if exercise.load and exercise.load.unit else ""
    scale, unit = {"time": (MS_PER_SECOND, " s"), "load": (PER_UNIT, load_unit)}.get(what, (1, ""))
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
