"""The texts of the screen and the plain lines for a status, safe to print."""

from voicecoach.errors import printable
from voicecoach.player.controls import KEYS, Control
from voicecoach.player.status import State, Status
from voicecoach.units import MS_PER_SECOND, Ms, clock

DONE = "press return when you are done"
REST_DONE = "press return when you are ready"
READY = "press return to go on"

STATES = {
    State.LOADING: "loading: one moment",
    State.PAUSED: "paused: press space to resume",
    State.FINISHED: "finished",
}
"""The text for each state other than playing and waiting."""

IMPORTANT = (
    Control.PAUSE,
    Control.DONE,
    Control.NEXT,
    Control.BACK,
    Control.REPEAT,
    Control.SKIP_REST,
    Control.HELP,
    Control.QUIT,
)
"""The controls whose keys are always shown if there is room."""


def clean(text: str) -> str:
    """Return a text of a script as one line without control characters."""
    return " ".join(printable(text).split())


def left_ms(status: Status, unit_ms: Ms = MS_PER_SECOND) -> Ms:
    """Return the time left in the step, rounded up to whole seconds or another unit."""
    left = max(0, status.step_length_ms - status.step_ms)
    return -(-left // unit_ms) * unit_ms


def number(status: Status) -> str:
    """Return the number to show large: the count of a counted set, else the time left, or elapsed if the step waits."""
    if status.is_set and status.count:
        return clean(status.count)
    return clock(status.step_ms if status.waits else left_ms(status))


def with_target(title: str, target: str) -> str:
    """Return a title followed by what the set aims at: ``Bench press, 8 reps at 60 kg``."""
    return ", ".join(filter(None, (clean(title), clean(target))))


def place(status: Status) -> str:
    """Return which set and round this is, or comes next: ``set 2 of 3 · round 1 of 2``.

    Sets and rounds of which there is one are omitted. A cue list of an earlier version does not say how many there are.
    """
    if not (status.is_set or status.is_break):
        return ""
    sets = (status.set, status.set) if status.set_of is None else status.set_of
    rounds = (status.round, status.rounds or status.round)
    counted = (("set", sets, status.set_of), ("round", rounds, status.rounds))
    return " · ".join(
        f"{what} {number} of {count}" if is_known else f"{what} {number}"
        for what, (number, count), is_known in counted
        if count > 1
    )


def location(status: Status) -> str:
    """Return the set and round, and what the listener has changed."""
    parts = [place(status)] if place(status) else []
    if status.pace:
        parts.append(f"pace {clean(status.pace)}")
    if status.volumes.is_muted:
        parts.append("muted")
    return " · ".join(parts)


def caption(status: Status) -> str:
    """Return the line under the number: what the player waits for, or the time left."""
    if status.state in STATES:
        return STATES[status.state]
    if status.state is State.WAITING:
        return f"waiting: {awaited(status)}"
    length_ms = -(-status.step_length_ms // MS_PER_SECOND) * MS_PER_SECOND
    left = f"{clock(left_ms(status))} left of {clock(length_ms)}"
    return awaited(status) if status.waits else f"{left}: {READY}" if status.can_go_on else left


def awaited(status: Status) -> str:
    """Return what ends a step that waits: a set, or a rest as needed."""
    return DONE if status.is_set else REST_DONE


def short_key(control: Control) -> str:
    """Return a key and the name of its control: ``space pause``."""
    return f"{KEYS[control].name} {control.value}"


def long_key(control: Control) -> str:
    """Return a key, its aliases and its description."""
    key = KEYS[control]
    return f"{', '.join((key.name, *key.aliases))}: {key.description}"
