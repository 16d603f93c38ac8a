"""The phrase catalogue of English: every word that the coach says of itself.

What a script says (names, setup words, form cues) is spoken as it stands; all other spoken words are here, and nowhere
else. A phrase comes as a tuple of forms, the fullest first: the placing takes the fullest that fits.
"""

from voicecoach.units import MS_PER_MINUTE, MS_PER_SECOND, Ms
from voicecoach.workout import Count, Counted, Dose, Exercise, Timed

Forms = tuple[str, ...]


class English:
    """Phrases in English; times are given in milliseconds, as everywhere."""

    language = "en"

    def number(self, number: int) -> Forms:
        """Say a number, as a count or a countdown."""
        return (str(number),)

    def opening(self, title: str, planned_ms: Ms, equipment: str) -> Forms:
        """Say what begins, how long it takes and what is needed for it."""
        need = f" Equipment: {equipment}." if equipment else ""
        return (f"{title}. {_about(planned_ms)}.{need}", f"{title}. {_about(planned_ms)}.", f"{title}.")

    def name(self, title: str) -> Forms:
        """Say only what begins: a session, or a part of it."""
        return (f"{title}.",)

    def first(self, exercise: Exercise) -> Forms:
        """Announce the first exercise of the session or of a part of it."""
        return self._announced("First", exercise)

    def next(self, exercise: Exercise) -> Forms:
        """Announce the exercise that comes after a rest."""
        return self._announced("Next", exercise)

    def rest(self, duration_ms: Ms) -> Forms:
        """Say that there is a rest, and how long it is."""
        return (f"Rest, {_duration(duration_ms)}.", "Rest.")

    def round_(self, number: int, rounds: int) -> Forms:
        """Say which round comes."""
        if number == rounds and rounds > 1:
            return ("Last round.",)
        return (f"Round {number} of {rounds}.", f"Round {number}.")

    def turn(self, way: str) -> Forms:
        """Say that the next stretch of the set goes another way."""
        return (f"Now {way}." if way else "And again.",)

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

    def _announced(self, word: str, exercise: Exercise) -> Forms:
        dose = _dose(exercise.dose)
        return (f"{word}: {exercise.title}. {dose}.", f"{exercise.title}. {dose}.", f"{exercise.title}.")


def _dose(dose: Dose) -> str:
    if isinstance(dose, Timed):
        return f"{'Hold for ' if dose.hold else ''}{_duration(dose.duration_ms)}"
    return _counts(dose)


def _counts(dose: Counted) -> str:
    """Say the stretches of a counted dose; the unit is said once where it stays the same."""
    first, *others = dose.counts
    parts = [_count(first, with_unit=True)]
    parts += [_count(count, with_unit=count.unit is not first.unit) for count in others]
    return " and ".join(parts)


def _count(count: Count, *, with_unit: bool) -> str:
    amount = _plural(count.amount, count.unit.value) if with_unit else str(count.amount)
    return f"{amount} {count.way}".rstrip()


def _plural(number: float, noun: str) -> str:
    return f"{number:g} {noun}" if number == 1 else f"{number:g} {noun}s"


def _duration(duration_ms: Ms) -> str:
    """Say a duration in minutes and seconds, to a tenth of a second."""
    minutes, rest_ms = divmod(duration_ms, MS_PER_MINUTE)
    seconds = round(rest_ms / MS_PER_SECOND, 1)
    parts = [_plural(minutes, "minute")] if minutes else []
    parts += [_plural(seconds, "second")] if seconds or not minutes else []
    return " ".join(parts)


def _about(duration_ms: Ms) -> str:
    minutes = round(duration_ms / MS_PER_MINUTE)
    return f"About {_plural(minutes, 'minute')}" if minutes else "Less than a minute"
