"""An MP3 of a session without music: its islands are encoded, each once, and the sea between them is one frame."""

import hashlib
import json
from collections.abc import Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import asdict
from typing import TYPE_CHECKING, Any, TypeAlias

from voicecoach.audio import Bed, Clip, Mixer
from voicecoach.exports.islands import FRAME_MS, FRAMES_AFTER, FRAMES_BEFORE, Island, islands
from voicecoach.exports.pcm import audio_frame
from voicecoach.kept import Kept
from voicecoach.timeline import Cue, Heard, Part, Timeline
from voicecoach.units import Ms, Progress

if TYPE_CHECKING:
    from av import AudioStream
    from av import Packet as AnyPacket

    Packet: TypeAlias = AnyPacket[Any]

NO_RESERVOIR = {"reservoir": "0"}
"""The codec's option by which no packet leans on those before it, so that it can stand anywhere."""

LEAST_RATE, MOST_RATE = 16_000, 128_000
"""In bits per second, a channel and all together: beyond, in stereo, the encoder does not forget, or not at once."""

_BLOCK_MS: Ms = 42 * FRAME_MS

_SEA_FRAMES = FRAMES_BEFORE + FRAMES_AFTER + 2
"""So many frames of the sea the encoder hears after an island: those that still differ, and what it holds back."""

_PACKETS_VERSION = 1
"""Part of every key: raise it when islands are cut or encoded in another way."""


def island_packets(
    timeline: Timeline,
    clips: Mapping[Heard, Clip],
    bed: Bed,
    stream: "AudioStream",
    kept: Kept | None = None,
    progress: Progress | None = None,
) -> "Iterator[Packet]":
    """Yield the packets of a timeline's mix for a stream of MP3 that has no bit reservoir.

    They carry no times that hold: the container of MP3 asks for none. ``kept`` is where packets are found that were
    encoded in another run, and kept for the next.
    """
    packets = _Packets(timeline, clips, bed, stream, kept)
    position = 0
    for island in islands(timeline):
        heard = packets.of(island)
        yield from packets.sea * (island.first - FRAMES_BEFORE - position)
        yield from heard
        position = island.first + island.frames + FRAMES_AFTER
        if progress:
            progress(min((island.first + island.frames) * FRAME_MS, timeline.duration_ms), timeline.duration_ms)


class _Packets:
    """The packets of islands: those seen before are taken again, from this run or from another.

    One encoder hears all that are new, one after the other, as if the session had no long silence. It forgets at once:
    after a few frames its packets are those of the sea again, bit for bit.
    """

    def __init__(
        self, timeline: Timeline, clips: Mapping[Heard, Clip], bed: Bed, stream: "AudioStream", kept: Kept | None
    ) -> None:
        self._clips, self._form, self._stream, self._kept = clips, bed.form, stream, kept
        self._mixer = Mixer(clips, bed)
        self._step, self._duration_ms = timeline.steps[0], timeline.duration_ms
        self._shape = [
            _PACKETS_VERSION,
            *codec_versions(),
            stream.bit_rate,
            bed.form.channels,
            bed.has_floor,
            asdict(bed.levels),
        ]
        self._seen: dict[tuple[Cue, ...], list[Packet]] = {}
        self._digests: dict[Heard, str] = {}
        self.sea: tuple[Packet, ...] = ()
        """The one packet of the sea; it is known once the first island is."""
        self._fed_ms: Ms = 0
        self._made: list[Packet] = []
        self._taken = 0
        """How many packets the encoder had given before those in ``_made``."""

    def of(self, island: Island) -> "Sequence[Packet]":
        """Return the packets of an island, with those around it that differ from the sea."""
        if island.first == 0 or island.ends:  # There is one of each, and the ends of the stream are theirs.
            return self._encoded(island)
        if island.cues not in self._seen:
            self._seen[island.cues] = self._load(island) or self._made_and_kept(island)
        return self._seen[island.cues]

    def _encoded(self, island: Island) -> "list[Packet]":
        begins = self._fed_ms // FRAME_MS
        part = Part(self._step, island.cues)
        length_ms = self._duration_ms - island.first * FRAME_MS if island.ends else island.frames * FRAME_MS
        for at_ms in range(0, length_ms, _BLOCK_MS):
            self._feed(self._mixer.block(min(_BLOCK_MS, length_ms - at_ms), part, at_ms))
        if island.ends:
            self._made += self._stream.encode(None)
            until = self._taken + len(self._made)
        else:
            self._feed(self._mixer.block(_SEA_FRAMES * FRAME_MS))
            until = begins + island.frames + FRAMES_AFTER
        since = begins - FRAMES_BEFORE if island.first else begins
        packets = self._made[since - self._taken : until - self._taken]
        del self._made[: until - self._taken]
        self._taken = until
        self.sea = self.sea or tuple(self._made[:1])
        return packets

    def _feed(self, pcm: bytes) -> None:
        self._made += self._stream.encode(audio_frame(pcm, self._form, self._fed_ms * self._form.samples_per_ms))
        self._fed_ms += len(pcm) // self._form.bytes_per_ms

    def _made_and_kept(self, island: Island) -> "list[Packet]":
        packets = self._encoded(island)
        if self._kept:
            # What cannot be kept is encoded again the next time; that clips cannot be kept either is told elsewhere.
            with suppress(OSError):
                self._kept.put(self._name(island), b"".join(map(bytes, packets)))
        return packets

    def _load(self, island: Island) -> "list[Packet] | None":
        import av

        data = self._kept.get(self._name(island)) if self._kept else None
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
