"""An MP3 of a session without music: its sound regions are encoded, each once, and one packet fills the silence."""

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
    from av import Packet as AnyPacket

    Packet: TypeAlias = AnyPacket[Any]

LEAST_RATE, MOST_RATE = 16_000, 128_000
"""In bits per second, a channel and all together: beyond, in stereo, the encoder does not forget, or not at once."""

NO_RESERVOIR = {"reservoir": "0"}
"""The codec's option by which no packet leans on those before it, so that it can stand anywhere."""

_BLOCK_MS: Ms = 42 * FRAME_MS

_SILENCE_MS: Ms = (FRAMES_BEFORE + FRAMES_AFTER + 1) * FRAME_MS
"""The encoder hears this much silence before and after a region: what still differs, and what it holds back."""

_PACKETS_VERSION = 2
"""Part of every key: raise it when regions are cut or encoded in another way."""


def region_packets(
    timeline: Timeline,
    clips: Mapping[Heard, Clip],
    mix_settings: MixSettings,
    bit_rate: int,
    cache: DiskCache | None = None,
    progress: Progress | None = None,
) -> "Iterator[Iterable[Packet]]":
    """Yield the packets of a timeline's mix as MP3, some at a time.

    They carry no times that hold: the container of MP3 asks for none. ``bit_rate`` is in bits per second. ``cache`` is
    where packets are found that were encoded in another run, and kept for the next.
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
    """The packets of regions: those seen before are taken again, from this run or from another.

    An encoder of its own hears each that is new, in the middle of silence, so that its packets depend on nothing else.
    It forgets at once: after a few frames its packets are silence packets again, bit for bit.
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
        """Return the packets of a region, with those around it that differ from the silence packet."""
        if region.first == 0 or region.ends:  # There is one of each, and the ends of the stream are theirs.
            return self._encode(region)
        packets = self._seen.get(region.cues)
        if packets is None:
            packets = self._seen[region.cues] = self._load(region) or self._encode_and_cache(region)
        return packets

    def _encode(self, region: SoundRegion) -> "list[Packet]":
        """Encode a region in the middle of silence; nothing comes before the first one or after the last."""
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
        """Return what a new encoder makes of blocks of PCM; where the stream ends with them, to its last packet."""
        import av

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
            # What cannot be kept is encoded again the next time; that clips cannot be kept either is told elsewhere.
            with suppress(OSError):
                self._cache.put(self._name(region), b"".join(map(bytes, packets)))
        return packets

    def _load(self, region: SoundRegion) -> "list[Packet] | None":
        import av

        data = self._cache.get(self._name(region)) if self._cache else None
        if data is None:
            return None
        size = len(data) // (FRAMES_BEFORE + region.frames + FRAMES_AFTER)  # At a constant bit rate, all are equal.
        return [av.Packet(data[at : at + size]) for at in range(0, len(data), size)]

    def _name(self, region: SoundRegion) -> str:
        """Return the name under which the packets are kept: the same for the same sound, different for any other."""
        sounds = [(cue.start_ms, self._digest(cue.heard)) for cue in region.cues]
        return hashlib.sha256(json.dumps([*self._shape, sounds]).encode()).hexdigest() + ".mp3"

    def _digest(self, heard: Heard) -> str:
        if heard not in self._digests:
            self._digests[heard] = hashlib.sha256(self._clips[heard].pcm).hexdigest()
        return self._digests[heard]


def codec_versions() -> tuple[str, ...]:
    """Return what may change what an encoder makes of the same sound."""
    import av

    return av.__version__, av.ffmpeg_version_info
