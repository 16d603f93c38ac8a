"""Encode a session without music as MP3: each distinct sound region once, and one packet for all of the silence."""

import hashlib
import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import asdict
from fractions import Fraction
from itertools import chain, repeat
from typing import TYPE_CHECKING, Any, TypeAlias

from voicecoach.audio import Clip, Mixer, MixSettings
from voicecoach.disk_cache import DiskCache
from voicecoach.exports.pcm import LAYOUTS, audio_frame
from voicecoach.exports.regions import FRAME_MS, FRAMES_AFTER, FRAMES_BEFORE, SoundRegion, find_regions
from voicecoach.timeline import Cue, Heard, Segment, Timeline
from voicecoach.units import Ms, Progress

if TYPE_CHECKING:
    from voicecoach.audio.pyav import av

    Packet: TypeAlias = av.Packet[Any]

LEAST_RATE, MOST_RATE = 16_000, 128_000
"""In bits per second: the lowest rate per channel, and the highest for all channels.

Outside these limits, the packets after a sound in stereo become the silence packet too late, or never.
"""

NO_RESERVOIR = {"reservoir": "0"}
"""The codec option that makes each packet independent of earlier ones, so that it can be used anywhere."""

_BLOCK_MS: Ms = 42 * FRAME_MS

_SILENCE_MS: Ms = (FRAMES_BEFORE + FRAMES_AFTER + 1) * FRAME_MS
"""How much silence is encoded before and after a region: the frames that differ, and those the encoder holds back."""

_PACKETS_VERSION = 2
"""Part of every cache key. Raise it when regions are found or encoded differently."""


def region_packets(
    timeline: Timeline,
    clips: Mapping[Heard, Clip],
    mix_settings: MixSettings,
    bit_rate: int,
    cache: DiskCache | None = None,
    progress: Progress | None = None,
) -> "Iterator[Iterable[Packet]]":
    """Yield the MP3 packets of a timeline's mix, a group at a time.

    Their timestamps are meaningless, since the MP3 container has none. ``bit_rate`` is in bits per second. ``cache``
    holds packets from one run to the next.
    """
    packets = _Packets(timeline, clips, mix_settings, bit_rate, cache)
    position = 0
    for region in find_regions(timeline):
        yield repeat(packets.silence_packet, max(0, region.first - FRAMES_BEFORE - position))
        yield packets.of(region)
        position = region.first + region.frames + FRAMES_AFTER
        if progress:
            progress(min((region.first + region.frames) * FRAME_MS, timeline.duration_ms), timeline.duration_ms)


class _Packets:
    """The packets of sound regions. Equal regions are encoded once, in this run or an earlier one.

    Each new region is encoded by an encoder of its own, surrounded by silence, so that its packets depend on nothing
    else. A few frames after the region, the packets are bit for bit the silence packet again.
    """

    def __init__(
        self,
        timeline: Timeline,
        clips: Mapping[Heard, Clip],
        mix_settings: MixSettings,
        bit_rate: int,
        cache: DiskCache | None,
    ) -> None:
        self._clips, self._pcm_format, self._bit_rate, self._cache = clips, mix_settings.pcm_format, bit_rate, cache
        self._mixer = Mixer(clips, mix_settings)
        self._step, self._duration_ms = timeline.steps[0], timeline.duration_ms
        levels = asdict(mix_settings.levels)
        self._shape = [
            _PACKETS_VERSION,
            *codec_versions(),
            bit_rate,
            mix_settings.pcm_format.channels,
            mix_settings.keep_alive,
            levels,
        ]
        self._seen: dict[tuple[Cue, ...], list[Packet]] = {}
        self._digests: dict[Heard, str] = {}
        self._silence = self._mixer.block(_SILENCE_MS)
        self.silence_packet = self._encoded([self._silence])[-1]
        """The packet of silence, repeated between regions."""

    def of(self, region: SoundRegion) -> "Sequence[Packet]":
        """Return the packets of a region, including those around it that differ from the silence packet."""
        if region.first == 0 or region.ends:  # Each exists once, and includes an end of the stream.
            return self._encode(region)
        packets = self._seen.get(region.cues)
        if packets is None:
            packets = self._seen[region.cues] = self._load(region) or self._encode_and_cache(region)
        return packets

    def _encode(self, region: SoundRegion) -> "list[Packet]":
        """Encode a region surrounded by silence, except at the start and the end of the stream."""
        before = [self._silence] if region.first else []
        after = [] if region.ends else [self._silence]
        packets = self._encoded(chain(before, self._mixed(region), after), ends=region.ends)
        begins = len(before) * _SILENCE_MS // FRAME_MS
        until = len(packets) if region.ends else begins + region.frames + FRAMES_AFTER
        return packets[max(0, begins - FRAMES_BEFORE) : until]

    def _mixed(self, region: SoundRegion) -> Iterator[bytes]:
        segment = Segment(self._step, region.cues)
        length_ms = self._duration_ms - region.first * FRAME_MS if region.ends else region.frames * FRAME_MS
        for at_ms in range(0, length_ms, _BLOCK_MS):
            yield self._mixer.block(min(_BLOCK_MS, length_ms - at_ms), segment, at_ms)

    def _encoded(self, blocks: Iterable[bytes], *, ends: bool = False) -> "list[Packet]":
        """Encode blocks of PCM with a new encoder. If the stream ``ends`` with them, flush the encoder."""
        from voicecoach.audio.pyav import av

        codec: Any = av.CodecContext.create("libmp3lame", "w")
        codec.sample_rate, codec.layout, codec.format = (
            self._pcm_format.rate_hz,
            LAYOUTS[self._pcm_format.channels],
            "s16p",
        )
        codec.bit_rate, codec.time_base, codec.options = (
            self._bit_rate,
            Fraction(1, self._pcm_format.rate_hz),
            NO_RESERVOIR,
        )
        packets, fed = [], 0
        for block in blocks:
            packets += codec.encode(audio_frame(block, self._pcm_format, fed))
            fed += len(block) // self._pcm_format.bytes_per_ms * self._pcm_format.samples_per_ms
        return packets + (codec.encode(None) if ends else [])

    def _encode_and_cache(self, region: SoundRegion) -> "list[Packet]":
        packets = self._encode(region)
        if self._cache:
            # Otherwise it is encoded again next time. Clips cannot be cached either then, which is reported elsewhere.
            with suppress(OSError):
                self._cache.put(self._name(region), b"".join(map(bytes, packets)))
        return packets

    def _load(self, region: SoundRegion) -> "list[Packet] | None":
        from voicecoach.audio.pyav import av

        data = self._cache.get(self._name(region)) if self._cache else None
        if data is None:
            return None
        size = len(data) // (FRAMES_BEFORE + region.frames + FRAMES_AFTER)  # All packets have the same size.
        return [av.Packet(data[at : at + size]) for at in range(0, len(data), size)]

    def _name(self, region: SoundRegion) -> str:
        """Return the cache key of the packets, which depends on everything that shapes the sound."""
        sounds = [(cue.start_ms, self._digest(cue.heard)) for cue in region.cues]
        return hashlib.sha256(json.dumps([*self._shape, sounds]).encode()).hexdigest() + ".mp3"

    def _digest(self, heard: Heard) -> str:
        if heard not in self._digests:
            self._digests[heard] = hashlib.sha256(self._clips[heard].pcm).hexdigest()
        return self._digests[heard]


def codec_versions() -> tuple[str, ...]:
    """Return the versions that can change how the same sound is encoded."""
    from voicecoach.audio.pyav import av

    return av.__version__, av.ffmpeg_version_info
