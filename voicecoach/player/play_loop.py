"""The play loop: does what the listener asks for, shows where the session is, and looks after the device."""

import time
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, replace
from typing import TypeAlias

from voicecoach.errors import OutputError
from voicecoach.player.controls import Control
from voicecoach.player.screen import Show
from voicecoach.player.status import Status
from voicecoach.player.switchable_output import SwitchableOutput
from voicecoach.player.transport import Transport

Take: TypeAlias = Callable[[float], Control | None]
"""Waits up to a number of seconds for a control."""

Now: TypeAlias = Callable[[], float]
"""Tells the time in seconds; it goes on while the machine sleeps."""

_TURN_S = 0.05

_AGAIN_S = 2.0
"""So often it is tried whether it is back."""

_MOST_AHEAD_S = 30.0
"""What has taken so much more sound than time has gone by plays to nobody: no device keeps so much ready."""

_SLEPT_S = 3.0
"""Where a turn took so long, the machine slept, or the program was stopped."""

_MESSAGE_S = 4.0


def play(
    transport: Transport,
    output: SwitchableOutput,
    take: Take,
    show: Show,
    now: Now = time.time,
    *,
    has_keys: bool = True,
) -> None:
    """Play to the end, or until the listener quits. The sound has been started, and is closed by whoever did.

    Without keys, a session goes on by itself after the machine slept: nobody could end a pause.

    Raises:
        VoicecoachError: what went wrong in the session.
    """
    loop = _Loop(transport, output, now, begun_at=now())
    while not transport.finished.is_set():
        show(loop.status())
        before = now()
        control = take(_TURN_S)
        has_slept = now() - before > _SLEPT_S
        if control is Control.QUIT:
            return
        if control:
            loop.do(control)
        if has_slept and has_keys:
            loop.slept()
        loop.look_after_device()
    if transport.failure:
        raise transport.failure
    show(loop.status())
    output.finish()


@dataclass(slots=True)
class _Loop:
    """What the loop remembers from one turn to the next."""

    transport: Transport
    output: SwitchableOutput
    now: Now
    begun_at: float = 0.0
    message: str = ""
    message_until: float = 0.0
    is_help_shown: bool = False
    pulled_frames: int = -1
    pulled_at: float = 0.0
    tried_at: float = 0.0
    is_gone: bool = False
    goes_on: bool = False
    """Whether the session goes on by itself when the device is back."""

    def status(self) -> Status:
        """Return where the session is, with what is to be told."""
        message = self.message if self.is_gone or self.now() < self.message_until else ""
        return replace(self.transport.status(), message=message, is_help_shown=self.is_help_shown)

    def tell(self, message: str) -> None:
        """Show a message for a while."""
        self.message, self.message_until = message, self.now() + _MESSAGE_S

    def do(self, control: Control) -> None:
        """Do what the listener asks for."""
        if control is Control.HELP:
            self.is_help_shown = not self.is_help_shown
        elif control is Control.OUTPUT:
            self._open_next()
        elif not self.is_gone:
            self.tell(self.transport.do(control))

    def slept(self) -> None:
        """Pause where the machine slept: the listener goes on where they were, and nothing is run through."""
        self.transport.pause()
        self.pulled_at, self.goes_on = self.now(), False
        self.tell("paused: the machine slept")

    def look_after_device(self) -> None:
        """Pause where the device is gone, and go on when it is back."""
        now, pulled_frames = self.now(), self.transport.pulled_frames
        ahead_s = pulled_frames / self.transport.pcm_format.rate_hz - (now - self.begun_at)
        if ahead_s > _MOST_AHEAD_S and not self.transport.finished.is_set():
            raise OutputError(
                "the sound device takes sound faster than it can be heard", "voicecoach devices lists others"
            )
        if pulled_frames != self.pulled_frames:
            self.pulled_frames, self.pulled_at = pulled_frames, now
            if self.is_gone:
                self._is_back()
        elif not self.is_gone and now - self.pulled_at > self.output.stall_timeout_s:
            self.is_gone, self.tried_at = True, now
            self.goes_on = self.transport.pause()
            self.message = "the sound device is gone: waiting for it (o: play on another one)"
        elif self.is_gone and now - self.tried_at > _AGAIN_S:
            self._reopen()

    def _is_back(self) -> None:
        self.is_gone = False
        if self.goes_on:
            self.transport.do(Control.PAUSE)
        self.tell("the sound is back")

    def _reopen(self) -> None:
        """Try whether the device is back."""
        self.tried_at = self.now()
        with suppress(OutputError):  # it is not, as the screen says
            self.output.reopen()

    def _open_next(self) -> None:
        """Play on the next device."""
        try:
            self.tell(f"playing on {self.output.open_next()}")
        except OutputError as error:
            self.tell(error.message)
        self.pulled_at = self.now()
