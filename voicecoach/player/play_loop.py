"""The play loop: handles controls, shows the status, and watches the sound device."""

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

GetControl: TypeAlias = Callable[[float], Control | None]
"""Waits up to this many seconds for a control."""

WallClock: TypeAlias = Callable[[], float]
"""Returns the time in seconds; it must advance while the computer sleeps."""

_TURN_S = 0.05

_RETRY_S = 2.0
"""How often a lost device is tried again."""

_MAX_AHEAD_S = 30.0
"""An output this far ahead of real time cannot be playing: no device buffers so much."""

_SUSPENDED_S = 3.0
"""If one turn of the loop takes this long, the computer slept or the program was stopped."""

_MESSAGE_S = 4.0


def play(
    transport: Transport,
    output: SwitchableOutput,
    take: GetControl,
    show: Show,
    now: WallClock = time.time,
    *,
    has_keys: bool = True,
) -> None:
    """Play to the end, or until the listener quits. The caller has started ``output`` and closes it.

    Without keys, a session is not paused after the computer slept, because nobody could resume it.

    Raises:
        VoicecoachError: the session failed.
    """
    loop = _Loop(transport, output, now, begun_at=now())
    while not transport.finished.is_set():
        show(loop.status())
        before = now()
        control = take(_TURN_S)
        was_suspended = now() - before > _SUSPENDED_S
        if control is Control.QUIT:
            return
        if control:
            loop.do(control)
        if was_suspended and has_keys:
            loop.suspended()
        loop.look_after_device()
    if transport.failure:
        raise transport.failure
    show(loop.status())
    output.finish()


@dataclass(slots=True)
class _Loop:
    """The state of the loop between turns."""

    transport: Transport
    output: SwitchableOutput
    now: WallClock
    begun_at: float = 0.0
    message: str = ""
    message_until: float = 0.0
    is_help_shown: bool = False
    pulled_frames: int = -1
    pulled_at: float = 0.0
    tried_at: float = 0.0
    is_lost: bool = False
    resumes: bool = False
    """Whether to resume when the device is back."""

    def status(self) -> Status:
        """Return the status of the session, with the current message."""
        message = self.message if self.is_lost or self.now() < self.message_until else ""
        return replace(self.transport.status(), message=message, is_help_shown=self.is_help_shown)

    def tell(self, message: str) -> None:
        """Show a message for a few seconds."""
        self.message, self.message_until = message, self.now() + _MESSAGE_S

    def do(self, control: Control) -> None:
        """Do what the listener asks for."""
        if control is Control.HELP:
            self.is_help_shown = not self.is_help_shown
        elif control is Control.OUTPUT:
            self._open_next()
        elif not self.is_lost:
            self.tell(self.transport.do(control))

    def suspended(self) -> None:
        """Pause after the computer slept, so that the listener resumes where they were."""
        self.transport.pause()
        self.pulled_at, self.resumes = self.now(), False
        self.tell("paused: the session was interrupted")

    def look_after_device(self) -> None:
        """Pause when the device is lost, and resume when it is back."""
        now, pulled_frames = self.now(), self.transport.pulled_frames
        ahead_s = pulled_frames / self.transport.pcm_format.rate_hz - (now - self.begun_at)
        if ahead_s > _MAX_AHEAD_S and not self.transport.finished.is_set():
            raise OutputError(
                "the sound device plays faster than real time", "choose another one; voicecoach devices lists them"
            )
        if pulled_frames != self.pulled_frames:
            self.pulled_frames, self.pulled_at = pulled_frames, now
            if self.is_lost:
                self._device_is_back()
        elif not self.is_lost and now - self.pulled_at > self.output.stall_timeout_s:
            self.is_lost, self.tried_at = True, now
            self.resumes = self.transport.pause()
            self.message = "lost the sound device: waiting for it (o: play on another one)"
        elif self.is_lost and now - self.tried_at > _RETRY_S:
            self._reopen()

    def _device_is_back(self) -> None:
        self.is_lost = False
        if self.resumes:
            self.transport.do(Control.PAUSE)
        self.tell("the sound device is back")

    def _reopen(self) -> None:
        """Try to open the lost device again."""
        self.tried_at = self.now()
        with suppress(OutputError):  # still lost, as the screen says
            self.output.reopen()

    def _open_next(self) -> None:
        """Switch to the next device."""
        try:
            self.tell(f"playing on {self.output.open_next()}")
        except OutputError as error:
            self.tell(error.message)
        self.pulled_at = self.now()
