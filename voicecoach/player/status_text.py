"""What the screen and the plain lines say of a status, in words that are safe to print."""

from voicecoach.errors import printable
from voicecoach.player.controls import KEYS, Control
from voicecoach.player.status import State, Status
from voicecoach.units import MS_PER_SECOND, Ms, clock

DONE = "press return when you are done"

STATES = {
    State.LOADING: "loading: one moment",
    State.PAUSED: "paused: press space to go on",
    State.WAITING: f"waiting: {DONE}",
    State.FINISHED: "finished",
}
"""What is said of every state in which the session does not simply play."""

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
"""The controls whose keys are always shown, where there is room for them."""


def clean(text: str) -> str:
    """Return a text of a script as one line that plays no tricks with a terminal."""
    return " ".join(printable(text).split())


def left_ms(status: Status, unit_ms: Ms = MS_PER_SECOND) -> Ms:
    """Return what is left of the step in whole seconds, or another unit; the one that has begun counts as a whole."""
    left = max(0, status.step_length_ms - status.step_ms)
    return -(-left // unit_ms) * unit_ms


def number(status: Status) -> str:
    """Return the one number to look at: the count of a set that is counted, else a time: what is left, or has gone."""
    if status.is_set and status.count:
        return clean(status.count)
    return clock(status.step_ms if status.waits else left_ms(status))


def location(status: Status) -> str:
    """Return where in the session it is, and what the listener has changed."""
    parts = [f"set {status.set}", f"round {status.round}"] if status.is_set else []
    if status.pace:
        parts.append(f"pace {clean(status.pace)}")
    if status.volumes.is_muted:
        parts.append("muted")
    return " · ".join(parts)


def caption(status: Status) -> str:
    """Return what stands under the number: what the player waits for, or what the number is."""
    if status.state in STATES:
        return STATES[status.state]
    return DONE if status.waits else f"{clock(left_ms(status))} left of {clock(status.step_length_ms)}"


def short_key(control: Control) -> str:
    """Return a key and what it asks for: ``space pause``."""
    return f"{KEYS[control].name} {control.value}"


def long_key(control: Control) -> str:
    """Return a key, its others, and what it does."""
    key = KEYS[control]
    return f"{', '.join((key.name, *key.aliases))}: {key.description}"
