"""What a plain script makes of a cue list with pydub: python -m tests.benchmarks.overlay CUES.json CLIPS OUT.mp3

CLIPS is a folder with a WAV file for each cue that is heard, named by its place among the distinct ones. pydub calls
ffmpeg for the MP3.
"""

import json
import sys
from pathlib import Path

from pydub import AudioSegment


def main(cues: str, clips: str, target: str) -> None:
    """Lay every cue over silence, one after the other, as the examples of pydub do."""
    document = json.loads(Path(cues).read_text("utf-8"))
    names = {}
    session = AudioSegment.silent(document["duration_ms"], frame_rate=24_000)
    for cue in document["cues"]:
        name = names.setdefault((cue["text"], cue["sound"]), f"{len(names)}.wav")
        session = session.overlay(AudioSegment.from_wav(Path(clips, name)), position=cue["start_ms"])
    session.export(target, format="mp3", bitrate="64k").close()


if __name__ == "__main__":
    main(*sys.argv[1:])
