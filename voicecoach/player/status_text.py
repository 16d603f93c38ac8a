"""The texts of the screen and the plain lines for a status, safe to print."""

from voicecoach.errors import printable
from voicecoach.player.controls import KEYS, Control
from voicecoach.player.status import State, Status
from voicecoach.units import MS_PER_SECOND, Ms, clock

DONE = "press return when you are done"
READY = "press return to go on"

STATES = {
    State.LOADING: "loading: one moment",
    State.PAUSED: "paused: press space to resume",
    State.WAITING: f"waiting: {DONE}",
    State.FINISHED: "finished",
}
"""The text for each state other than playing."""

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


def location(status: Status) -> str:
    """Return the set and round, and what the listener has changed."""
    parts = [f"set {status.set}", f"round {status.round}"] if status.is_set else []
    if status.pace:
        parts.append(f"pace {clean(status.pace)}")
    if status.volumes.is_muted:
        parts.append("muted")
    return " · ".join(parts)


def caption(status: Status) -> str:
    """Return the line under the number: what the player waits for, or the time left."""
    if status.state in STATES:
        return STATES[status.state]
    left = f"{clock(left_ms(status))} left of {clock(status.step_length_ms)}"
    return DONE if status.waits else f"{left}: {READY}" if status.can_go_on else left


def short_key(control: Control) -> str:
    """Return a key and the name of its control: ``space pause``."""
    return f"{KEYS[control].name} {control.value}"


def long_key(control: Control) -> str:
    """Return a key, its aliases and its description."""
    key = KEYS[control]
    return f"{', '.join((key.name, *key.aliases))}: {key.description}"
