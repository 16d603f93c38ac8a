"""The sound devices and the microphones of the computer, by their system names."""

import os
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

from voicecoach.errors import OutputError, did_you_mean, printable
from voicecoach.player.outputs.output import NO_DEVICE

NO_MICROPHONE = (
    "plug in a microphone or a headset, or start the sound server, then try again; or record on your phone, under the "
    "names that voicecoach show --phrases lists"
)
"""The hint when no microphone can be opened."""

NULL_BACKEND = "Null"
"""The name of miniaudio's null backend, which it falls back to without a sound system."""


_DISCARDING_DEVICE = "Discard all samples"
"""The name of ALSA's null device, which discards sound instantly: a session would be over in a moment."""


@dataclass(frozen=True, slots=True)
class DeviceKind:
    """What a device is called in messages, and the hint if there is none."""

    name: str
    none: str


PLAYBACK = DeviceKind("sound device", NO_DEVICE)
CAPTURE = DeviceKind("microphone", NO_MICROPHONE)


@dataclass(frozen=True, slots=True)
class Device:
    """A device: its display name, and a copy of its miniaudio id."""

    name: str
    id: Any


def playback_devices() -> tuple[str, ...]:
    """Return the names of all playback devices; none without a sound system."""
    return tuple(device.name for device in _found(PLAYBACK))


def capture_devices() -> tuple[str, ...]:
    """Return the names of all microphones; none without a sound system."""
    return tuple(device.name for device in _found(CAPTURE))


def find_device(part: str, kind: DeviceKind = PLAYBACK) -> Device:
    """Return the device whose name is ``part`` or, failing that, the only one whose name contains it, ignoring case.

    Raises:
        OutputError: no device matches, or several do; the hint lists them.
    """
    devices = _found(kind)
    wanted = part.casefold()
    matches = [device for device in devices if device.name.casefold() == wanted]
    matches = matches or [device for device in devices if wanted in device.name.casefold()]
    if len(matches) == 1:
        return matches[0]
    if matches:
        names = ", ".join(device.name for device in matches)
        raise OutputError(f"several {kind.name}s match '{printable(part)}'", f"give more of the name: {names}")
    hint = did_you_mean(part, [device.name for device in devices]) if devices else kind.none
    raise OutputError(f"there is no {kind.name} called '{printable(part)}'", hint)


def _found(kind: DeviceKind) -> list[Device]:
    """Return the devices of the sound system that miniaudio would open.

    miniaudio's own list queries the formats of each device, and fails if one is in use by another program.
    """
    import miniaudio

    try:
        with quiet_stderr():
            system = miniaudio.Devices()
            if system.backend == NULL_BACKEND:
                return []
            infos, count = miniaudio.ffi.new("ma_device_info **"), miniaudio.ffi.new("ma_uint32 *")
            none = (miniaudio.ffi.NULL, miniaudio.ffi.NULL)
            wanted = (*none, infos, count) if kind is CAPTURE else (infos, count, *none)
            # The context owns the list, so copy from it while the context exists.
            miniaudio.lib.ma_context_get_devices(system._context, *wanted)
            found = [_copy(infos[0][index]) for index in range(count[0])]
            return [device for device in found if not device.name.startswith(_DISCARDING_DEVICE)]
    except miniaudio.MiniaudioError:
        return []


def _copy(info: Any) -> Device:
    from miniaudio import ffi

    name = printable(ffi.string(info.name).decode(errors="replace")).strip()
    return Device(name, ffi.new("ma_device_id *", info.id))


@contextmanager
def quiet_stderr() -> Iterator[None]:
    """Hide what ALSA writes straight to file descriptor 2; our own error message says what is wrong."""
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


_CLOSING_S = 2.0
"""A device that takes longer to close is abandoned until the process ends."""


def close_device(device: Any) -> None:
    """Stop a miniaudio device and close it.

    This is done in a thread that can be abandoned: if the sound server hangs, miniaudio waits forever.
    """
    closing = threading.Thread(target=_free, args=(device,), daemon=True)
    closing.start()
    closing.join(_CLOSING_S)


def _free(device: Any) -> None:
    """Stop a device and free it and its context; miniaudio's own ``close`` leaks the context and its socket."""
    from miniaudio import ffi, lib

    if device._device is None:
        return
    # Before close, which takes away the generator while a callback may still run.
    lib.ma_device_stop(device._device)
    device.close()
    lib.ma_context_uninit(device._context)
    device._context = ffi.NULL


def reason(error: Exception) -> str:
    """Return what miniaudio says of an error, without its code."""
    return str(error.args[0]) if error.args else str(error)
