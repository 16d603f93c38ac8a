"""The lines that a script has spoken at times of its sets: when each is heard, and which are never heard."""

from collections.abc import Iterator
from itertools import pairwise

from voicecoach.session.choices import PlanLog
from voicecoach.session.steps import Step
from voicecoach.units import MS_PER_MINUTE, Ms, pace_clock, seconds_text
from voicecoach.workout import TimedSay


def spoken_at(step: Step, before: Step) -> Iterator[tuple[Ms, TimedSay]]:
    """Yield the lines of a set with their times in its step; ``before`` is the step before that.

    Times are counted from the start of the set on its side. What the listener adds to a minimum goes on from it.
    """
    work, past_ms = step.work, _past_ms(step, before)
    for say in work.says if work else ():
        if not (say.needs_end and work and work.is_estimate):
            times_ms = say.times_ms(past_ms + step.duration_ms)
            yield from ((at_ms - past_ms, say) for at_ms in times_ms if at_ms >= past_ms)


def _past_ms(step: Step, before: Step) -> Ms:
    """Return how much of the time of its set is over when a step begins."""
    return before.duration_ms if step.work and step.work.part else 0


def number_of_lines(step: Step) -> int:
    """Return about how many lines are spoken in a step."""
    timed = step.work.says if step.work else ()
    of_section = step.coming.intro.says if step.coming and step.coming.intro else ()
    return sum(len(say.times_ms(step.duration_ms)) for say in timed) + len(step.says) + len(of_section)


def warn_of_unspoken(steps: tuple[Step, ...], path: str, log: PlanLog) -> None:
    """Warn of lines whose time is in none of their sets; ``path`` is that of the script that was opened."""
    written: dict[int, tuple[TimedSay, Step, Ms]] = {}
    spoken: set[int] = set()
    for before, step in pairwise(steps):
        length_ms = _past_ms(step, before) + step.duration_ms
        written |= {id(say): (say, step, length_ms) for say in (step.work.says if step.work else ())}
        spoken |= {id(say) for _, say in spoken_at(step, before)}
    for key, (say, step, length_ms) in written.items():
        if key not in spoken:
            log.warn(f"'{say.text}' is never heard: {_why(say, step, length_ms)}", say.location.line_in(path))


def _why(say: TimedSay, step: Step, length_ms: Ms) -> str:
    """Return why a line is not heard in a set."""
    if step.work and step.work.is_estimate and say.needs_end:
        return f"nobody knows when {step.title} ends"
    length = seconds_text(length_ms) if length_ms < MS_PER_MINUTE else pace_clock(length_ms)
    if step.waits:
        return f"{step.title} is estimated at {length}; for a longer time, write 'about'"
    return f"{step.title} lasts {length}"
