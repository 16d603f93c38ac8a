"""The length that the coach announces: that of the session to the minute, with the announcement itself included.

It is said in the first changeover, which nobody wrote and which may grow, once every other step is placed. Only steps
that grow with their words have to be placed for that; all others are as long as the script says.
"""

from collections.abc import Callable
from dataclasses import replace
from itertools import count

from voicecoach.coach.lines import LengthLine, Line, SoftLine, words
from voicecoach.units import MS_PER_SECOND, Ms, whole_minutes


def with_true_length(
    lines: tuple[Line, ...], others_ms: Ms, duration_of: Callable[[tuple[Line, ...]], Ms]
) -> tuple[Line, ...]:
    """Return the lines of a step with a true length in place of each ``LengthLine``.

    Args:
        lines: the lines of the step.
        others_ms: the length of all other steps.
        duration_of: gives the length of the step with certain lines.
    """
    # Each number of minutes takes its own time to say, so no number may be true for a session at the edge of a minute:
    # everything is then said a little later, until one is.
    for pause_ms in count(0, MS_PER_SECOND):
        minutes, tried = whole_minutes(others_ms + duration_of(lines)), set[int]()
        while minutes not in tried:
            tried.add(minutes)
            said = tuple(_said(line, minutes, pause_ms) for line in lines)
            truly = whole_minutes(others_ms + duration_of(said))
            if truly == minutes:
                return said
            minutes = truly
    raise AssertionError


def _said(line: Line, minutes: int, pause_ms: Ms) -> Line:
    if isinstance(line, LengthLine):
        return SoftLine(line.step, line.kind, words(line.say(minutes)), earliest_ms=pause_ms)
    return replace(line, earliest_ms=line.earliest_ms + pause_ms) if isinstance(line, SoftLine) else line
