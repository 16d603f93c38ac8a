"""Media keys and headset buttons on Linux: the session is a media player on the D-Bus session bus (MPRIS)."""

import os
import socket
import sys
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from typing import TYPE_CHECKING, Any

from voicecoach.player.controls import Controls
from voicecoach.player.mpris_methods import PATH, PROPERTIES, Call, RefusedError, answer
from voicecoach.player.mpris_properties import PLAYER, changes, jump
from voicecoach.player.status import Status

if TYPE_CHECKING:
    from jeepney import Message
    from jeepney.io.blocking import DBusConnection

NAME = "org.mpris.MediaPlayer2.voicecoach"
"""The bus name."""

_LOOK_S = 0.25
"""How often the status is checked for changes that the desktop should know of."""

_END_S = 0.3
"""How long the end of a session waits for the thread."""


@contextmanager
def media_keys(controls: Controls, status: Callable[[], Status]) -> Iterator[None]:
    """Put the controls that media keys ask for into the queue, and show the desktop what is playing.

    ``status`` is called from another thread. Media keys are optional: without the extra ``mpris``, without a session
    bus, or once the bus has gone, nothing happens.
    """
    if sys.platform != "linux" or "DBUS_SESSION_BUS_ADDRESS" not in os.environ:
        yield
        return
    player = _MediaPlayer(controls, status)
    player.start()
    try:
        yield
    finally:
        player.stop()


class _MediaPlayer(threading.Thread):
    """Answers the desktop from its own thread, so that the session never waits for it."""

    def __init__(self, controls: Controls, status: Callable[[], Status]) -> None:
        super().__init__(name="media keys", daemon=True)
        self._controls = controls
        self._status = status
        self._stopped = False
        self._connection: DBusConnection | None = None

    def run(self) -> None:
        """Serve until the session or the bus ends. Whatever goes wrong, the session continues without media keys."""
        with suppress(Exception):
            from jeepney.io.blocking import open_dbus_connection

            with open_dbus_connection() as connection:
                self._connection = connection
                if not self._stopped:
                    _request_bus_name(connection)
                    self._serve(connection)

    def stop(self) -> None:
        """End the thread. Shutting down its socket ends it at once even if the bus hangs."""
        self._stopped = True
        if self._connection:
            with suppress(OSError):
                self._connection.sock.shutdown(socket.SHUT_RDWR)
        self.join(_END_S)

    def _serve(self, connection: "DBusConnection") -> None:
        shown = self._status()
        while not self._stopped:
            with suppress(TimeoutError):
                self._answer(connection, connection.receive(timeout=_LOOK_S))
            now = self._status()
            _notify(connection, shown, now)
            shown = now

    def _answer(self, connection: "DBusConnection", message: "Message") -> None:
        """Answer a method call and pass on its control; ignore other messages."""
        from jeepney import MessageFlag, MessageType, new_error, new_method_return

        if message.header.message_type is not MessageType.method_call:
            return
        control = None
        try:
            found = answer(_call(message), self._status())
            control = found.control
            reply = new_method_return(message, found.signature or None, found.body)
        except RefusedError as error:
            reply = new_error(message, str(error))
        if not message.header.flags & MessageFlag.no_reply_expected:
            connection.send(reply)
        # Last, because quitting closes the connection.
        if control:
            self._controls.put(control)


def _request_bus_name(connection: "DBusConnection") -> None:
    """Request the bus name that desktops look for; a second session gets a unique one, as MPRIS specifies."""
    from jeepney import DBusNameFlags, message_bus

    for name in (NAME, f"{NAME}.instance{os.getpid()}"):
        request = message_bus.RequestName(name, DBusNameFlags.do_not_queue)
        if connection.send_and_get_reply(request).body == (_OWNED,):
            return


_OWNED = 1
"""DBUS_REQUEST_NAME_REPLY_PRIMARY_OWNER of the D-Bus specification."""


def _call(message: "Message") -> Call:
    from jeepney import HeaderFields

    fields = message.header.fields
    return Call(
        path=fields[HeaderFields.path],
        interface=fields.get(HeaderFields.interface, ""),
        member=fields[HeaderFields.member],
        signature=fields.get(HeaderFields.signature, ""),
        arguments=tuple(message.body),
    )


def _notify(connection: "DBusConnection", before: Status, now: Status) -> None:
    """Signal changes to the desktop."""
    if changed := changes(before, now):
        _signal(connection, PROPERTIES, "PropertiesChanged", "sa{sv}as", (PLAYER, changed, []))
    if (position := jump(before, now)) is not None:
        _signal(connection, PLAYER, "Seeked", "x", (position,))


def _signal(connection: "DBusConnection", interface: str, name: str, signature: str, body: tuple[Any, ...]) -> None:
    from jeepney import DBusAddress, new_signal

    connection.send(new_signal(DBusAddress(PATH, interface=interface), name, signature, body))
