"""The worker process of piper_engine.py, a script that imports nothing from voicecoach.

If a process ends while Piper speaks in one of its threads, onnxruntime aborts it; this one can be killed at any time.
It keeps the voice that spoke last loaded. Requests and replies are lines of JSON.
"""

import json
import os
import sys
import wave
from collections.abc import Iterator
from typing import Any


def main() -> int:
    """Import Piper, and answer requests until there are no more."""
    replies = os.fdopen(os.dup(1), "w", buffering=1, encoding="utf-8")
    os.dup2(2, 1)
    os.environ.setdefault("ORT_DISABLE_TELEMETRY", "1")  # docs/dependencies.md says why
    speaker = Speaker()
    for line in sys.stdin:
        for reply in speaker.replies(json.loads(line)):
            replies.write(json.dumps(reply) + "\n")
    return 0


class Speaker:
    """Answers requests with the voice that they name."""

    def __init__(self) -> None:
        from piper import PiperVoice, SynthesisConfig

        self._load, self._configure = PiperVoice.load, SynthesisConfig
        self._version: Any = None
        self._voice: Any = None

    def replies(self, request: Any) -> Iterator[dict[str, Any]]:
        """Yield a reply for each job of a request: its text; or why the voice cannot be loaded; then the last.

        ``version`` identifies the files of the voice: another one is loaded, and the same one is not loaded again.
        """
        try:
            if request["version"] != self._version:
                self._voice, self._version = self._load(request["model"]), request["version"]
        except Exception as error:  # the model libraries raise anything
            self._version = None
            yield {"unloadable": str(error)}
        else:
            yield from self._spoken(request)
        yield {"done": True}

    def _spoken(self, request: Any) -> Iterator[dict[str, Any]]:
        # Clips are brought to one loudness later; normalising here would turn a soft syllable into a shout.
        length = self._voice.config.length_scale * request["length"]
        how = self._configure(length_scale=length, normalize_audio=False)
        for job in request["jobs"]:
            with wave.open(job["path"], "wb") as file:
                self._voice.synthesize_wav(job["text"], file, syn_config=how)
            yield {"text": job["text"]}


if __name__ == "__main__":
    try:
        sys.exit(main())
    except Exception as error:
        print(f"{type(error).__name__}: {error}", file=sys.stderr)
        sys.exit(1)
