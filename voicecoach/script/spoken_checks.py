"""Check the lines that are only spoken: whether each is in a place, and at a time, at which it can be heard."""

from voicecoach.script.amount_wording import print_clock
from voicecoach.script.source import Problems
from voicecoach.script.wording import print_words
from voicecoach.units import MS_PER_SECOND, Ms
from voicecoach.workout import Combined, Exercise, Group, Moment, Say, SideRule, Timed, TimedSay

_MOST_LINES = 100
"""In one exercise or group: a line a minute for more than an hour and a half."""

_LEAST_EVERY_MS: Ms = 10 * MS_PER_SECOND


def check_lines_of_group(group: Group, problems: Problems) -> None:
    """Report lines of a group that have no place in it."""
    for item in group.items:
        if isinstance(item, Say) and group.mode.is_block:
            message = "in this group the clock runs on, and nothing is between its exercises"
            problems.error(item.location, message, f"say when: '- at half: {print_words(item)}'")
        elif isinstance(item, Exercise):
            _check_exercise(item, group, problems)
    if group.says and not group.mode.is_block:
        message = "this time is of no set: only AMRAP and 'for time' groups have times of their own"
        hint = f"nest it below the exercise, or write '- Say: {print_words(group.says[0])}' where it is spoken"
        problems.error(group.says[0].location, message, hint)
    elif group.says:
        is_known = group.time_ms is not None
        _check_times(group.says, group.time_ms, is_known=is_known, problems=problems)


def _check_exercise(exercise: Exercise, group: Group, problems: Problems) -> None:
    if not exercise.says:
        return
    first = exercise.says[0]
    if group.mode.is_block:
        message = "this exercise is only read out, and the clock runs on"
        problems.error(first.location, message, "write the line in the group, at a time of the whole")
    elif isinstance(exercise.dose, Combined):
        message = "a set of several parts has no time that is known"
        problems.error(first.location, message, "make each part an exercise of its own")
    else:
        is_known = not exercise.dose.needs_listener or exercise.cap_ms is not None
        _check_times(exercise.says, _longest_ms(exercise), is_known=is_known, problems=problems)


def _longest_ms(exercise: Exercise) -> Ms | None:
    """Return the longest time of a set, on each side of it; None if that depends on a pace or the listener."""
    if exercise.cap_ms is not None or not isinstance(exercise.dose, Timed) or exercise.dose.needs_listener:
        return exercise.cap_ms
    whole_ms = max(rung.high for rung in exercise.dose.time.rungs)
    return whole_ms // 2 if exercise.side_rule is SideRule.SWITCH else whole_ms


def _check_times(says: tuple[TimedSay, ...], longest_ms: Ms | None, *, is_known: bool, problems: Problems) -> None:
    """Report too many lines, and times that are in no set."""
    if len(says) > _MOST_LINES:
        problems.error(says[_MOST_LINES].location, f"there are more than {_MOST_LINES} lines here", "remove some")
    for say in says:
        if say.needs_end and not is_known:
            hint = "write a time from its start: 'at 10 min', 'every 5 min'"
            problems.error(say.location, "nobody knows when this set ends", hint)
        elif say.moment is Moment.EVERY and say.time_ms < _LEAST_EVERY_MS:
            hint = f"write at least 'every {print_clock(_LEAST_EVERY_MS)}'"
            problems.error(say.location, "this would be spoken again and again, without a pause", hint)
        elif longest_ms is not None and say.moment is not Moment.HALF and say.time_ms >= longest_ms:
            message = f"this is never heard: the set lasts {print_clock(longest_ms)}"
            problems.error(say.location, message, "write a shorter time")
