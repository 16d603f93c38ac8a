"""An output for tests, which pulls when told to."""

from voicecoach.audio import VOICE_ONLY, PcmFormat
from voicecoach.player.outputs import Read


class RecordingOutput:
    """Pulls odd numbers of frames, as devices do, as fast as asked, and records them."""

    def __init__(self, pcm_format: PcmFormat = VOICE_ONLY) -> None:
        self.pcm_format = pcm_format
        self.pcm = bytearray()
        self.closed = False

    def start(self, read: Read) -> None:
        self.read = read

    def pull(self, seconds: float) -> None:
        frames = int(self.pcm_format.rate_hz * seconds)
        while frames > 0:
            take = min(frames, 1117)
            self.pcm += self.read(take)
            frames -= take

    def finish(self) -> None:
        self.pull(0.1)

    def close(self) -> None:
        self.closed = True
