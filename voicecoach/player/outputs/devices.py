"""The playback devices of the machine, by the names that the system gives them."""

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

from voicecoach.errors import OutputError, did_you_mean, printable
from voicecoach.player.outputs.output import NO_DEVICE

NULL_BACKEND = "Null"
"""What miniaudio calls its device that plays to nobody, and opens where it finds no sound system."""


_NOBODY = "Discard all samples"
"""How ALSA calls its device that takes sound as fast as it comes: a session would be over in a moment."""


@dataclass(frozen=True, slots=True)
class Device:
    """A playback device: its name as it is shown, and miniaudio's own copy of its id."""

    name: str
    id: Any


def playback_devices() -> tuple[str, ...]:
    """Return the names of all playback devices; none where there is no sound system."""
    return tuple(device.name for device in _found())


def find_device(part: str) -> Device:
    """Return the device whose name is ``part``, or else the only one whose name holds it, in whatever case.

    Raises:
        OutputError: there is none, or several; the hint lists them.
    """
    devices = _found()
    wanted = part.casefold()
    matches = [device for device in devices if device.name.casefold() == wanted]
    matches = matches or [device for device in devices if wanted in device.name.casefold()]
    if len(matches) == 1:
        return matches[0]
    if matches:
        names = ", ".join(device.name for device in matches)
        raise OutputError(f"several sound devices are called '{printable(part)}'", f"say more of the name: {names}")
    hint = did_you_mean(part, [device.name for device in devices]) if devices else NO_DEVICE
    raise OutputError(f"there is no sound device called '{printable(part)}'", hint)


def _found() -> list[Device]:
    """Return the devices of the sound system that miniaudio would open.

    miniaudio's own list asks each device for its formats, and fails where one of them is in use by another program.
    """
    import miniaudio

    try:
        with quiet_stderr():
            system = miniaudio.Devices()
            if system.backend == NULL_BACKEND:
                return []
            infos, count = miniaudio.ffi.new("ma_device_info **"), miniaudio.ffi.new("ma_uint32 *")
            # The context owns the list: whatever is needed of it is copied while the context is there.
            miniaudio.lib.ma_context_get_devices(system._context, infos, count, miniaudio.ffi.NULL, miniaudio.ffi.NULL)
            found = [_copied(infos[0][index]) for index in range(count[0])]
            return [device for device in found if not device.name.startswith(_NOBODY)]
    except miniaudio.MiniaudioError:
        return []


def _copied(info: Any) -> Device:
    from miniaudio import ffi

    name = printable(ffi.string(info.name).decode(errors="replace")).strip()
    return Device(name, ffi.new("ma_device_id *", info.id))


@contextmanager
def quiet_stderr() -> Iterator[None]:
    """Keep ALSA's own complaints, written past Python, out of the person's sight: our error says it in a sentence."""
    sys.stderr.flush()
    saved = os.dup(2)
    nowhere = os.open(os.devnull, os.O_WRONLY)
    try:
        os.dup2(nowhere, 2)
        yield
    finally:
        os.dup2(saved, 2)
        os.close(saved)
        os.close(nowhere)
