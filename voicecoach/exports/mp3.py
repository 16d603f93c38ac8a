"""An MP3 of a session without music: its islands are encoded, each once, and the sea between them is one frame."""

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
from voicecoach.exports.islands import FRAME_MS, FRAMES_AFTER, FRAMES_BEFORE, Island, islands
from voicecoach.exports.pcm import LAYOUTS, audio_frame
from voicecoach.timeline import Cue, Heard, Part, Timeline
from voicecoach.units import Ms, Progress

if TYPE_CHECKING:
    from av import Packet as AnyPacket

    Packet: TypeAlias = AnyPacket[Any]

LEAST_RATE, MOST_RATE = 16_000, 128_000
"""In bits per second, a channel and all together: beyond, in stereo, the encoder does not forget, or not at once."""

NO_RESERVOIR = {"reservoir": "0"}
"""The codec's option by which no packet leans on those before it, so that it can stand anywhere."""

_BLOCK_MS: Ms = 42 * FRAME_MS

_SEA_MS: Ms = (FRAMES_BEFORE + FRAMES_AFTER + 1) * FRAME_MS
"""So much of the sea the encoder hears before an island and after it: what still differs, and what it holds back."""

_PACKETS_VERSION = 2
"""Part of every key: raise it when islands are cut or encoded in another way."""


def island_packets(
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
    for island in islands(timeline):
        yield repeat(packets.sea, max(0, island.first - FRAMES_BEFORE - position))
        yield packets.of(island)
        position = island.first + island.frames + FRAMES_AFTER
        if progress:
            progress(min((island.first + island.frames) * FRAME_MS, timeline.duration_ms), timeline.duration_ms)


class _Packets:
    """The packets of islands: those seen before are taken again, from this run or from another.

    An encoder of its own hears each that is new, in the middle of the sea, so that its packets depend on nothing else.
    It forgets at once: after a few frames its packets are those of the sea again, bit for bit.
    """

    def __init__(
        self,
        timeline: Timeline,
        clips: Mapping[Heard, Clip],
        mix_settings: MixSettings,
        bit_rate: int,
        cache: DiskCache | None,
    ) -> None:
        self._clips, self._form, self._bit_rate, self._cache = clips, mix_settings.form, bit_rate, cache
        self._mixer = Mixer(clips, mix_settings)
        self._step, self._duration_ms = timeline.steps[0], timeline.duration_ms
        levels = asdict(mix_settings.levels)
        self._shape = [
            _PACKETS_VERSION,
            *codec_versions(),
            bit_rate,
            mix_settings.form.channels,
            mix_settings.keep_alive,
            levels,
        ]
        self._seen: dict[tuple[Cue, ...], list[Packet]] = {}
        self._digests: dict[Heard, str] = {}
        self._silence = self._mixer.block(_SEA_MS)
        self.sea = self._encoded([self._silence])[-1]
        """The one packet of the sea."""

    def of(self, island: Island) -> "Sequence[Packet]":
        """Return the packets of an island, with those around it that differ from the sea."""
        if island.first == 0 or island.ends:  # There is one of each, and the ends of the stream are theirs.
            return self._encode(island)
        packets = self._seen.get(island.cues)
        if packets is None:
            packets = self._seen[island.cues] = self._load(island) or self._encode_and_cache(island)
        return packets

    def _encode(self, island: Island) -> "list[Packet]":
        """Encode an island in the middle of the sea; but nothing lies before the first, and nothing behind the last."""
        before = [self._silence] if island.first else []
        after = [] if island.ends else [self._silence]
        packets = self._encoded(chain(before, self._mixed(island), after), ends=island.ends)
        begins = len(before) * _SEA_MS // FRAME_MS
        until = len(packets) if island.ends else begins + island.frames + FRAMES_AFTER
        return packets[max(0, begins - FRAMES_BEFORE) : until]

    def _mixed(self, island: Island) -> Iterator[bytes]:
        part = Part(self._step, island.cues)
        length_ms = self._duration_ms - island.first * FRAME_MS if island.ends else island.frames * FRAME_MS
        for at_ms in range(0, length_ms, _BLOCK_MS):
            yield self._mixer.block(min(_BLOCK_MS, length_ms - at_ms), part, at_ms)

    def _encoded(self, blocks: Iterable[bytes], *, ends: bool = False) -> "list[Packet]":
        """Return what a new encoder makes of blocks of PCM; where the stream ends with them, to its last packet."""
        import av

        codec: Any = av.CodecContext.create("libmp3lame", "w")
        codec.sample_rate, codec.layout, codec.format = self._form.rate_hz, LAYOUTS[self._form.channels], "s16p"
        codec.bit_rate, codec.time_base, codec.options = self._bit_rate, Fraction(1, self._form.rate_hz), NO_RESERVOIR
        packets, fed = [], 0
        for block in blocks:
            packets += codec.encode(audio_frame(block, self._form, fed))
            fed += len(block) // self._form.bytes_per_ms * self._form.samples_per_ms
        return packets + (codec.encode(None) if ends else [])

    def _encode_and_cache(self, island: Island) -> "list[Packet]":
        packets = self._encode(island)
        if self._cache:
            # What cannot be kept is encoded again the next time; that clips cannot be kept either is told elsewhere.
            with suppress(OSError):
                self._cache.put(self._name(island), b"".join(map(bytes, packets)))
        return packets

    def _load(self, island: Island) -> "list[Packet] | None":
        import av

        data = self._cache.get(self._name(island)) if self._cache else None
        if data is None:
            return None
        size = len(data) // (FRAMES_BEFORE + island.frames + FRAMES_AFTER)  # At a constant bit rate, all are equal.
        return [av.Packet(data[at : at + size]) for at in range(0, len(data), size)]

    def _name(self, island: Island) -> str:
        """Return the name under which the packets are kept: the same for the same sound, different for any other."""
        sounds = [(cue.start_ms, self._digest(cue.heard)) for cue in island.cues]
        return hashlib.sha256(json.dumps([*self._shape, sounds]).encode()).hexdigest() + ".mp3"

    def _digest(self, heard: Heard) -> str:
        if heard not in self._digests:
            self._digests[heard] = hashlib.sha256(self._clips[heard].pcm).hexdigest()
        return self._digests[heard]


def codec_versions() -> tuple[str, ...]:
    """Return what may change what an encoder makes of the same sound."""
    import av

    return av.__version__, av.ffmpeg_version_info
