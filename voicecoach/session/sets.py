"""One set, or a group that is read once: its amounts, its sides, its pace, its length; and it is added to the draft."""

from collections import Counter
from dataclasses import dataclass, field, replace

from voicecoach.session.beats import work_ms
from voicecoach.session.draft import Draft
from voicecoach.session.gaps import Scope
from voicecoach.session.resolve import (
    DEFAULT_PACE_MS,
    RELEASE_MS,
    at_easy_end,
    at_rung,
    counts_itself,
    estimate_ms,
    estimate_of_line_ms,
    halves,
    needs_listener,
    with_kilos,
)
from voicecoach.session.stages import Stage
from voicecoach.session.steps import Choices, Step, StepKind
from voicecoach.talk import Switches, over
from voicecoach.units import MS_PER_SECOND, Ms, seconds_text
from voicecoach.workout import (
    PER_UNIT,
    Amount,
    Between,
    Counted,
    Exercise,
    Free,
    Group,
    Held,
    Load,
    LoadUnit,
    Movement,
    Pace,
    Pacing,
    Range,
    SelfPaced,
    Side,
    SideRule,
    Tempo,
    Timed,
)

CALL_BACK_MS: Ms = 12 * MS_PER_SECOND
"""So long before a start on the clock, a listener who sets the pace is called back, to hear what comes."""


@dataclass(slots=True)
class Sets:
    """Makes sets, and counts them: of each movement and of each exercise, by case-folded name and title."""

    choices: Choices
    stage: Stage
    draft: Draft
    of_movement: Counter[str] = field(default_factory=Counter)
    of_title: Counter[str] = field(default_factory=Counter)
    used_references: set[str] = field(default_factory=set)

    def add(self, exercise: Exercise, own: Scope, number_of: tuple[int, int]) -> None:
        """Add one set, on one side or on both, one after the other."""
        resolved = self._resolved(exercise, own)
        first = self.choices.first_side
        is_odd = {SideRule.ALTERNATING_SETS: number_of[0] % 2, SideRule.ALTERNATING_ROUNDS: own.round % 2}
        parts: tuple[tuple[Side | None, Exercise], ...] = ((exercise.side, resolved),)
        match exercise.side_rule:
            case SideRule.EACH:
                parts = (first, resolved), (first.other, resolved)
            case SideRule.SWITCH:
                one, two = halves(resolved)
                parts = (first, one), (first.other, two)
            case SideRule.ALTERNATING_SETS | SideRule.ALTERNATING_ROUNDS:
                parts = ((first if is_odd[exercise.side_rule] else first.other, resolved),)
            case SideRule.ALTERNATING:
                parts = ((None, resolved),)
        for position, (side, part) in enumerate(parts):
            if position:
                self.draft.between(Between.SIDES, own)
            self._part(part, own, side, number_of, is_other=position > 0)

    def _part(
        self, exercise: Exercise, own: Scope, side: Side | None, number_of: tuple[int, int], *, is_other: bool
    ) -> None:
        """Add a set on one side, and count it."""
        title, name = exercise.title.casefold(), exercise.name.casefold()
        pace = self._pace(exercise, own)
        rests_ms = _reps_rest_ms(exercise, own)
        step = Step(
            index=0,
            kind=StepKind.HOLD if _is_hold(exercise) else StepKind.WORK,
            title=_title(exercise, side),
            duration_ms=0,
            exercise=replace(exercise, sets=Range(1, 1)),
            movement=own.workout.movement_of(exercise),
            side=side,
            first_side=self.choices.first_side,
            is_other_side=is_other,
            pace_ms=pace.duration_ms + rests_ms if isinstance(pace, Pace | Tempo) else 0,
            phases=pace.phases if isinstance(pace, Tempo) else (),
            reps_rest_ms=rests_ms,
            set=self.of_title[title] + (0 if is_other else 1),
            set_of=number_of,
            round=own.round,
            rounds=own.rounds,
            repeat=self.of_movement[name],
            cues=self._cues(exercise, own),
        )
        self.of_movement[name] += 1
        self.of_title[title] += not is_other
        self.draft.add_set(self._timed(step, exercise, pace, own), own)

    def _cues(self, exercise: Exercise, own: Scope) -> Switches:
        """Return what holds for a set: as chosen, else of its line, its movement, its groups, its script."""
        movement = own.workout.movement_of(exercise)
        of_movement = over(movement.cues, own.cues) if movement else own.cues
        return over(self.choices.cues, over(exercise.cues, of_movement))

    def _timed(self, step: Step, exercise: Exercise, pace: Pacing | None, own: Scope) -> Step:
        """Return the set with its length: by the clock, or an estimate where it waits for the listener."""
        if exercise.cap_ms is not None:
            return replace(step, duration_ms=exercise.cap_ms, pace_ms=0, phases=())
        is_self_paced = isinstance(pace, SelfPaced)
        if not is_self_paced and not needs_listener(exercise.dose):
            return replace(step, duration_ms=work_ms(step))
        unit = exercise.dose.counts[0].unit if isinstance(exercise.dose, Counted) else None
        estimated_ms = estimate_ms(exercise.dose, own.written_pace(exercise, unit))
        if own.slot_ms and exercise.side_rule not in {SideRule.EACH, SideRule.SWITCH}:
            # The start is the listener's only clock: the set lasts until it is time to hear of the next one.
            estimated_ms = max(estimated_ms, own.slot_ms - CALL_BACK_MS)
        self._note_estimate(exercise.title, estimated_ms, own, exercise)
        timed = replace(step, duration_ms=estimated_ms, pace_ms=0, phases=(), is_self_paced=is_self_paced)
        return replace(timed, is_estimate=True, waits=not own.clocked)

    def _note_estimate(self, title: str, estimated_ms: Ms, scope: Scope, item: Exercise | Group) -> None:
        how = "is on the clock" if scope.clocked else "waits for you"
        self.draft.note(f"{title} {how}: {seconds_text(estimated_ms)} are estimated", scope.line(item))

    def _pace(self, exercise: Exercise, own: Scope) -> Pacing | None:
        """Return the pace of a set; None where it has none: a time without phases, a hold, a distance."""
        dose = exercise.dose
        if isinstance(dose, Timed):
            written = own.written_pace(exercise, None)
            return written if isinstance(written, Tempo) else None
        if not isinstance(dose, Counted) or not counts_itself(dose):
            return None
        unit = dose.counts[0].unit
        written = own.written_pace(exercise, unit)
        movement = own.workout.movement_of(exercise)
        said = exercise.pace or (movement.pace if movement else None)
        is_own = isinstance(said, SelfPaced) or (said is None and own.self_paced)
        if self.choices.paced is False or (is_own and not self.choices.paced):
            return SelfPaced()
        if written:
            return written
        pace_ms = DEFAULT_PACE_MS[unit]
        message = f"pace of {exercise.name}: {seconds_text(pace_ms)} per {unit.value}, as the script gives none"
        self.draft.note(message, own.line(exercise))
        return Pace(pace_ms, unit)

    def _resolved(self, exercise: Exercise, own: Scope) -> Exercise:
        """Return one set with every amount a single number: at the easy end, at the stage, in kilos."""
        staged = self.stage.applied(at_easy_end(exercise))
        for (what, said), (_, taken) in zip(exercise.amounts, staged.amounts, strict=False):
            if any(rung.is_open for rung in said.rungs) and said.value == taken.value:
                self._note_range(exercise, what, said.rungs[0], own)
        return replace(staged, load=self._loaded(staged.load, own))

    def _loaded(self, load: Load | None, own: Scope) -> Load | None:
        if load and load.unit is LoadUnit.PERCENT:
            self.used_references.add(load.name.casefold())
            said = own.workout.references.get(load.name)
            if said and said.amount and said.unit and load.name not in self.choices.references:
                whole = f"{said.amount.value / PER_UNIT:g} {said.unit.value}"
                self.draft.note(f"{load.name}: {whole}, as the script says; --reference changes it")
        return with_kilos(load, own.references)

    def _note_range(self, exercise: Exercise, what: str, range_: Range, own: Scope) -> None:
        load_unit = f" {exercise.load.unit.value}" if exercise.load and exercise.load.unit else ""
        scale, unit = {"time": (MS_PER_SECOND, " s"), "load": (PER_UNIT, load_unit)}.get(what, (1, ""))
        low, high = f"{range_.low / scale:g}", f"{range_.high / scale:g}"
        message = f"{what} of {exercise.name}: {low}{unit}, the low end of {low}-{high}{unit}"
        self.draft.note(message, own.line(exercise))

    def add_block(self, group: Group, within: Scope, rounds: int | None) -> None:
        """Add a group of which the exercises are read once, and then the clock is kept; with rounds, it is for time."""
        items = within.offered(group)
        resolved = tuple(self._resolved(item, within) for item in items)
        estimated_ms = sum(
            estimate_of_line_ms(at_rung(item, round_), within.written_pace(item, None))
            for item in resolved
            for round_ in range(rounds or 1)
        )
        duration_ms = group.time_ms or estimated_ms
        waits = group.time_ms is None
        if waits:
            self._note_estimate(group.title, duration_ms, within, group)
        dose = Free() if rounds else Timed(Amount.of(duration_ms))
        step = Step(
            index=0,
            kind=StepKind.WORK,
            title=group.title,
            duration_ms=duration_ms,
            waits=waits and not within.clocked,
            exercise=Exercise(group.title, dose, group.location, cap_ms=group.time_ms),
            movement=_together(group.title, tuple(map(within.workout.movement_of, items))),
            block=resolved,
            block_rounds=rounds,
            block_ms=duration_ms,
            repeat=self.of_title[group.title.casefold()],
            cues=over(self.choices.cues, within.cues),
            round=within.round,
            rounds=within.rounds,
        )
        self.of_title[group.title.casefold()] += 1
        self.draft.add_set(step, within)


def _title(exercise: Exercise, side: Side | None) -> str:
    """Return the title of a set, with its side where the sheet does not name it; the coach says it in its language."""
    unnamed = exercise.unnamed(side)
    if unnamed is None:
        return exercise.title
    limb = "" if exercise.limb == "side" else f" {exercise.limb}"
    return f"{exercise.title}, {unnamed.value}{limb}"


def _together(title: str, movements: tuple[Movement | None, ...]) -> Movement:
    """Return several movements as one: how to get into place, what to be careful of, and the cues of each in turn."""
    known = [movement for movement in movements if movement]
    longest = max((len(movement.form_cues) for movement in known), default=0)
    cues = tuple(movement.form_cues[at] for at in range(longest) for movement in known if at < len(movement.form_cues))
    # Several movements are described in one breath: each text says which it is of.
    setup = tuple(f"{movement.name}. {text}" for movement in known for text in movement.setup)
    safety = tuple(text for movement in known for text in movement.safety)
    return Movement(title, setup=setup, form_cues=cues, safety=safety)


def _is_hold(exercise: Exercise) -> bool:
    dose = exercise.dose
    return isinstance(dose, Held) or (isinstance(dose, Timed | Counted) and dose.hold)


def _reps_rest_ms(exercise: Exercise, own: Scope) -> Ms:
    """Return the rest between two reps of a set, at its easy end; between two holds there is always a release."""
    rest = own.nearest(Between.REPS)
    if rest is not None and rest.time_ms is not None:
        return rest.time_ms.high
    return RELEASE_MS if isinstance(exercise.dose, Held) else 0
