"""The phrase catalogue of English: every word that the coach says of itself.

What a script says (names, setup words, form cues) is spoken as it stands; all other spoken words are here, and nowhere
else. A phrase comes as a tuple of forms, the fullest first: the placing takes the fullest that fits.
"""

from collections.abc import Iterable

from voicecoach.session import Step, title_of
from voicecoach.units import MS_PER_MINUTE, MS_PER_SECOND, Ms
from voicecoach.workout import (
    PER_UNIT,
    Amount,
    Count,
    Counted,
    Dose,
    Exercise,
    Free,
    Held,
    Load,
    LoadUnit,
    Phase,
    SideRule,
    Timed,
)

Forms = tuple[str, ...]

_MASSES = {LoadUnit.KG: "kilo", LoadUnit.LB: "pound"}


class English:
    """Phrases in English; times are given in milliseconds, as everywhere."""

    language = "en"

    def number(self, number: int) -> Forms:
        """Say a number, as a count or a countdown."""
        return (str(number),)

    def opening(self, title: str, planned_ms: Ms, equipment: str, load: Load | None) -> Forms:
        """Say what begins, how long it takes and what is needed for it."""
        need = f" Equipment: {equipment}." if equipment else ""
        need += f" {self.today(load)[0]}" if load else ""
        return (f"{title}. {_about(planned_ms)}.{need}", f"{title}. {_about(planned_ms)}.", f"{title}.")

    def today(self, load: Load) -> Forms:
        """Say the load of a whole session, or of a part of it."""
        return (f"Today {_load(load)}.",)

    def name(self, title: str) -> Forms:
        """Say only what begins: a session, or a part of it."""
        return (f"{title}.",)

    def first(self, step: Step) -> Forms:
        """Announce the first exercise of the session."""
        return self._announced("First", step)

    def next(self, step: Step) -> Forms:
        """Announce the exercise that comes after a rest."""
        return self._announced("Other side" if step.is_other_side else "Next", step)

    def set_(self, number: int, sets: int) -> Forms:
        """Say which set of an exercise comes."""
        if number == 1:
            return (f"{sets} sets.",)
        return ("Last set.",) if number == sets else (f"Set {number} of {sets}.", f"Set {number}.")

    def rest(self, duration_ms: Ms) -> Forms:
        """Say that there is a rest, and how long it is."""
        whole_ms = (duration_ms + MS_PER_SECOND // 2) // MS_PER_SECOND * MS_PER_SECOND
        return (f"Rest, {_duration(whole_ms)}.", "Rest.")

    def rest_as_needed(self) -> Forms:
        """Say that the listener ends the rest."""
        return ("Rest as long as you need.", "Rest.")

    def ready(self) -> Forms:
        """Remind a listener who rests that it can go on."""
        return ("Go on when you are ready.", "Ready?")

    def done(self) -> Forms:
        """Remind a listener whose set waits that it can go on."""
        return ("Go on when you are done.", "Done?")

    def missed_start(self) -> Forms:
        """Say that a start on the clock has gone by."""
        return ("You have missed a start. The next one counts.", "Missed one. Wait.")

    def round_(self, number: int, rounds: int) -> Forms:
        """Say which round comes."""
        if number == rounds and rounds > 1:
            return ("Last round.",)
        return (f"Round {number} of {rounds}.", f"Round {number}.")

    def turn(self, way: str) -> Forms:
        """Say that the next stretch of the set goes another way."""
        return (f"Now {way}." if way else "And again.",)

    def release(self) -> Forms:
        """Say that a hold is over, and the next one of the set is to come."""
        return ("Release.",)

    def phase(self, name: str) -> Forms:
        """Say the name of a phase as it begins."""
        return (name.capitalize() + ".",)

    def time_left(self, left_ms: Ms) -> Forms:
        """Say how much of a timed set is left."""
        return (f"{_duration(left_ms)} left.", f"{_duration(left_ms)}.")

    def halfway(self) -> Forms:
        """Say that half of a timed set is done."""
        return ("Halfway.",)

    def encouragement(self, index: int) -> Forms:
        """Say something kind; the index chooses the wording, so that it is the same in every run."""
        wordings = ("Good work.", "Well done.", "Nice work. Breathe out.", "Strong. Shake it loose.")
        return (wordings[index % len(wordings)],)

    def finish(self, rounds: int) -> Forms:
        """Say that the session is over."""
        if rounds > 1:
            return (f"That's it, {_plural(rounds, 'round')}. Well done.", "That's it. Well done.", "Done.")
        return ("That's it. Well done.", "Done.")

    def _announced(self, word: str, step: Step) -> Forms:
        exercise = step.exercise
        if exercise is None:
            return (f"{word}.",)
        if step.block:
            return _block(word, step, exercise)
        title = title_of(exercise, step.side)
        dose = _dose(exercise.dose)
        what = ", ".join(filter(None, (f"{dose}{_joined_load(exercise)}", *_manner(exercise, step))))
        return tuple(dict.fromkeys((f"{word}: {title}. {what}.", f"{title}. {dose}.", f"{title}.")))


def _block(word: str, step: Step, exercise: Exercise) -> Forms:
    """Announce a group that is read once."""
    if step.block_rounds is None:
        how = f"As many rounds as you can in {_duration(step.block_ms)}"
    else:
        rounds = f"{_plural(step.block_rounds, 'round')}, " if step.block_rounds > 1 else ""
        cap = f", {_duration(exercise.cap_ms)} at most" if exercise.cap_ms else ""
        how = f"{rounds}for time{cap}".capitalize()
    items = "; ".join(f"{item.title}, {_line(item)}" for item in step.block)
    return (
        f"{word}: {exercise.title}. {how}: {items}.",
        f"{exercise.title}. {how}: {items}.",
        f"{exercise.title}. {how}.",
        f"{exercise.title}.",
    )


def _line(exercise: Exercise) -> str:
    """Say a whole line of the sheet, as it stands in a group that is read once."""
    sets = f"{_plural(exercise.sets.low, 'set')} of " if exercise.sets.low > 1 else ""
    each = f" each {exercise.limb}" if exercise.side_rule is SideRule.EACH else ""
    said = {SideRule.NONE: "", SideRule.EACH: ""}.get(exercise.side_rule, exercise.side_rule.value)
    effort = _effort(exercise.effort) if exercise.effort else ""
    dose = _dose(exercise.dose)
    first = f"{sets}{dose[:1].lower() + dose[1:] if sets else dose}{each}{_joined_load(exercise)}"
    return ", ".join(filter(None, (first, said, effort)))


def _manner(exercise: Exercise, step: Step) -> Iterable[str]:
    """Yield how a set is done, beyond its dose."""
    if exercise.side_rule is SideRule.ALTERNATING:
        yield f"alternating, {step.first_side.value} first"
    if exercise.effort:
        yield _effort(exercise.effort)
    if step.phases:
        yield ", ".join(map(_phase, step.phases))
    if exercise.cap_ms is not None:
        dose = exercise.dose
        is_max = isinstance(dose, Counted) and dose.counts[0].amount.is_max
        yield f"in {_duration(exercise.cap_ms)}" if is_max else f"{_duration(exercise.cap_ms)} at most"
    elif step.is_self_paced:
        yield "at your own pace"


def _phase(phase: Phase) -> str:
    return f"{phase.name} {_seconds(phase.duration_ms):g}"


def _dose(dose: Dose) -> str:
    match dose:
        case Timed():
            if dose.time.is_max:
                return "Hold as long as you can"
            return f"{'Hold for ' if dose.hold else ''}{_time(dose.time)}"
        case Held():
            return f"{_number_of(dose.reps, 'hold')} of {_time(dose.time)}"
        case Counted():
            return f"{'Hold for ' if dose.hold else ''}{_counts(dose)}"
        case Free():
            return _sentence(dose.text) or "Until you are done"


def _sentence(text: str) -> str:
    return text[:1].upper() + text[1:]


def _counts(dose: Counted) -> str:
    """Say the stretches of a counted dose; the unit is said once where it stays the same."""
    first, *others = dose.counts
    parts = [_count(first, with_unit=True)]
    parts += [_count(count, with_unit=count.unit is not first.unit) for count in others]
    return " and ".join(parts)


def _count(count: Count, *, with_unit: bool) -> str:
    amount = _number_of(count.amount, count.unit.value if with_unit else "")
    return f"{amount} {count.way}".rstrip()


def _number_of(amount: Amount, noun: str) -> str:
    """Say a number of something, the rungs of a ladder one after the other."""
    if amount.is_max:
        return f"As many {noun}s as you can"
    numbers = ", ".join(str(rung.low) for rung in amount.rungs)
    if amount.or_more:
        numbers += " or more"
    plural = "" if amount == Amount.of(1) else "s"
    return f"{numbers} {noun}{plural}" if noun else numbers


def _time(time: Amount) -> str:
    """Say a time, or the rungs of a ladder of times."""
    if time.is_ladder:
        return f"{', '.join(f'{_seconds(rung.low):g}' for rung in time.rungs)} seconds"
    return _duration(time.value)


def _joined_load(exercise: Exercise) -> str:
    return f" {_load(exercise.load)}" if exercise.load else ""


def _load(load: Load) -> str:
    """Say a load with the word before it."""
    if load.amount is None or load.unit is None:
        return f"with {load.name}" if load.name != "bodyweight" else "at bodyweight"
    figures = ", ".join(f"{rung.low / PER_UNIT:g}" for rung in load.amount.rungs)
    if load.unit is LoadUnit.PERCENT:
        return f"at {figures} percent of {load.name}"
    mass = f"{figures} {_MASSES[load.unit]}{'' if figures == '1' else 's'}"
    return f"at bodyweight plus {mass}" if load.name else f"at {mass}"


def _effort(effort: str) -> str:
    scale, _, figure = effort.partition(" ")
    figure = figure.replace("-", " to ")
    if scale == "RPE":
        return f"effort {figure} of 10"
    return f"{figure} {'rep' if figure == '1' else 'reps'} in reserve" if scale == "RIR" else effort


def _plural(number: float, noun: str) -> str:
    return f"{number:g} {noun}" if number == 1 else f"{number:g} {noun}s"


def _seconds(duration_ms: Ms) -> float:
    return round(duration_ms / MS_PER_SECOND, 1)


def _duration(duration_ms: Ms) -> str:
    """Say a duration in minutes and seconds, to a tenth of a second."""
    minutes, rest_ms = divmod(duration_ms, MS_PER_MINUTE)
    seconds = _seconds(rest_ms)
    parts = [_plural(minutes, "minute")] if minutes else []
    parts += [_plural(seconds, "second")] if seconds or not minutes else []
    return " ".join(parts)


def _about(duration_ms: Ms) -> str:
    minutes = round(duration_ms / MS_PER_MINUTE)
    return f"About {_plural(minutes, 'minute')}" if minutes else "Less than a minute"
