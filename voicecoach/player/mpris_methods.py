"""The methods of an MPRIS media player, as a table of the control that each asks for.

https://specifications.freedesktop.org/mpris/latest/ (version 2.2). Nothing here depends on the transport of messages.
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any, TypeAlias

from voicecoach.player.controls import Control
from voicecoach.player.mpris_properties import PLAYER, ROOT, Variant, properties
from voicecoach.player.status import State, Status

PATH = "/org/mpris/MediaPlayer2"
PROPERTIES = "org.freedesktop.DBus.Properties"


class RefusedError(Exception):
    """A call that cannot be answered; the message is the name of a D-Bus error."""

    def __init__(self, name: str) -> None:
        super().__init__(f"org.freedesktop.DBus.Error.{name}")


@dataclass(frozen=True, slots=True)
class Call:
    """A D-Bus method call. The interface may be empty."""

    path: str
    interface: str
    member: str
    signature: str
    arguments: tuple[Any, ...]


@dataclass(frozen=True, slots=True)
class Answer:
    """The return value of a call, and the control that it asks for."""

    signature: str = ""
    body: tuple[Any, ...] = ()
    control: Control | None = None


def answer(call: Call, status: Status) -> Answer:
    """Answer a call from the current status.

    Raises:
        RefusedError: no such object, method or property, or invalid arguments.
    """
    if call.path != PATH:
        raise RefusedError("UnknownObject")
    interfaces = [call.interface] if call.interface else list(_METHODS)
    method = next((found for name in interfaces if (found := _METHODS.get(name, {}).get(call.member))), None)
    if method is None:
        raise RefusedError("UnknownMethod")
    if call.signature != method.takes:
        raise RefusedError("InvalidArgs")
    return Answer(method.gives, *method.answer(status, *call.arguments))


_Result: TypeAlias = tuple[tuple[Any, ...], Control | None]
"""The body of an answer, and the control that it asks for."""


@dataclass(frozen=True, slots=True)
class _Method:
    """A method: the signature of its arguments, one letter each, and of its return value, if any."""

    takes: str
    gives: str
    answer: Callable[..., _Result]


def _button(asks: Mapping[State, Control]) -> _Method:
    """Return a method that asks for a control, depending on the state of the session."""
    return _Method("", "", lambda status: ((), asks.get(status.state)))


def _seek(_: Status, offset_us: int) -> _Result:
    return (), Control.SKIP_REST if offset_us > 0 else Control.REPEAT if offset_us < 0 else None


def _nothing(_: Status, *_arguments: object) -> _Result:
    return (), None


def _get(status: Status, interface: str, name: str) -> _Result:
    return (_property(status, interface, name),), None


def _get_all(status: Status, interface: str) -> _Result:
    return (_interface(status, interface),), None


_MORE_AND_LESS = {"Volume": (Control.VOICE_UP, Control.VOICE_DOWN), "Rate": (Control.FASTER, Control.SLOWER)}
"""The writable properties, and the controls that a larger and a smaller value ask for."""


def _set(status: Status, interface: str, name: str, written: Variant) -> _Result:
    (signature, now), (written_signature, value) = _property(status, interface, name), written
    if name not in _MORE_AND_LESS:
        raise RefusedError("PropertyReadOnly")
    if written_signature != signature:
        raise RefusedError("InvalidArgs")
    more, less = _MORE_AND_LESS[name]
    return (), more if value > now else less if value < now else None


def _interface(status: Status, interface: str) -> dict[str, Variant]:
    try:
        return properties(status)[interface]
    except KeyError:
        raise RefusedError("UnknownInterface") from None


def _property(status: Status, interface: str, name: str) -> Variant:
    try:
        return _interface(status, interface)[name]
    except KeyError:
        raise RefusedError("UnknownProperty") from None


def _introspect(_: Status) -> _Result:
    """Return the introspection XML of D-Bus."""
    interfaces = "".join(f'<interface name="{name}">{"".join(_members(name))}</interface>' for name in _METHODS)
    return (f"<node>{interfaces}</node>",), None


def _members(interface: str) -> Iterator[str]:
    for name, method in _METHODS[interface].items():
        takes = "".join(f'<arg type="{letter}" direction="in"/>' for letter in method.takes)
        gives = f'<arg type="{method.gives}" direction="out"/>' if method.gives else ""
        yield f'<method name="{name}">{takes}{gives}</method>'
    for name, (signature, _) in properties(Status()).get(interface, {}).items():
        access = "readwrite" if name in _MORE_AND_LESS else "read"
        yield f'<property name="{name}" type="{signature}" access="{access}"/>'
    yield _SIGNALS.get(interface, "")


_SIGNALS = {
    PLAYER: '<signal name="Seeked"><arg type="x"/></signal>',
    PROPERTIES: '<signal name="PropertiesChanged"><arg type="s"/><arg type="a{sv}"/><arg type="as"/></signal>',
}

_QUIT = dict.fromkeys(State, Control.QUIT)
_PAUSE = {State.PLAYING: Control.PAUSE, State.LOADING: Control.PAUSE}
_GO_ON = {State.PAUSED: Control.PAUSE}
# While a step waits, the one button within reach means "done". Wired headsets send PlayPause for it, Bluetooth headsets
# may alternate between Play and Pause (https://github.com/quodlibet/quodlibet/issues/2495), so all three count.
_DONE = {State.WAITING: Control.DONE}

_METHODS: dict[str, dict[str, _Method]] = {
    "org.freedesktop.DBus.Peer": {"Ping": _Method("", "", _nothing)},
    "org.freedesktop.DBus.Introspectable": {"Introspect": _Method("", "s", _introspect)},
    PROPERTIES: {
        "Get": _Method("ss", "v", _get),
        "GetAll": _Method("s", "a{sv}", _get_all),
        "Set": _Method("ssv", "", _set),
    },
    ROOT: {"Raise": _Method("", "", _nothing), "Quit": _button(_QUIT)},
    PLAYER: {
        "PlayPause": _button(_PAUSE | _GO_ON | _DONE),
        "Play": _button(_GO_ON | _DONE),
        "Pause": _button(_PAUSE | _DONE),
        "Stop": _button(_QUIT),
        "Next": _button(dict.fromkeys(State, Control.NEXT)),
        "Previous": _button(dict.fromkeys(State, Control.BACK)),
        "Seek": _Method("x", "", _seek),
        "SetPosition": _Method("ox", "", _nothing),
        "OpenUri": _Method("s", "", _nothing),
    },
}
"""The methods of each interface."""
