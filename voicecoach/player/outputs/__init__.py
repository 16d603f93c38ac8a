"""The table of outputs, and how to open one."""

import logging
from collections.abc import Callable

from voicecoach.audio import VOICE_ONLY, PcmFormat
from voicecoach.errors import OutputError
from voicecoach.player.outputs.devices import capture_devices, playback_devices
from voicecoach.player.outputs.miniaudio_output import MiniaudioOutput
from voicecoach.player.outputs.output import Output, Read
from voicecoach.player.outputs.simpleaudio_output import SimpleaudioOutput

__all__ = ["OUTPUTS", "Output", "Read", "capture_devices", "open_output", "playback_devices"]

_log = logging.getLogger(__name__)

DEFAULT_OUTPUT = "device"

OUTPUTS: dict[str, Callable[[PcmFormat, str | None], Output]] = {
    DEFAULT_OUTPUT: MiniaudioOutput,
    "simpleaudio": lambda pcm_format, _device: SimpleaudioOutput(pcm_format),
    "null": lambda pcm_format, _device: MiniaudioOutput(pcm_format, null=True),
}
"""The outputs by name. Only the default one lets the listener choose a device."""


def open_output(name: str, pcm_format: PcmFormat = VOICE_ONLY, device: str | None = None) -> Output:
    """Open an output by name; ``device`` is part of the name of one of ``playback_devices()``.

    Raises:
        OutputError: it cannot be opened, or there is no such device.
    """
    if device is not None and name != DEFAULT_OUTPUT:
        raise OutputError(f"the output '{name}' has no devices to choose from", f"use the output '{DEFAULT_OUTPUT}'")
    _log.info("output: %s, device: %s", name, device or "the system's")
    return OUTPUTS[name](pcm_format, device)
