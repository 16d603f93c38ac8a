"""The worker process of hibari_engine.py, a script that imports nothing from voicecoach.

Loading the model keeps a Python process busy for most of a second, in which it could feed no sound device. So the model
has a process of its own, which loads it as soon as it starts, and once. Requests and replies are lines of JSON.
"""

import gc
import json
import os
import sys
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from itertools import chain
from typing import Any


def main() -> int:
    """Load the model, and answer requests until there are no more."""
    replies = os.fdopen(os.dup(1), "w", buffering=1, encoding="utf-8")
    os.dup2(2, 1)
    model = load()
    with ThreadPoolExecutor(os.cpu_count()) as threads:  # The model leaves Python to the others while it computes.
        for line in sys.stdin:
            request = json.loads(line)
            spoken = threads.map(partial(speak, model, request), request["jobs"])
            for reply in chain(spoken, [{"done": True}]):
                replies.write(json.dumps(reply) + "\n")
    return 0


def load() -> Any:
    """Load the model and, at the same time, what turns letters into phonemes, which is half of the work."""
    os.environ.setdefault("ORT_DISABLE_TELEMETRY", "1")  # docs/dependencies.md says why
    gc.disable()  # Nothing that is loaded becomes garbage, and looking for some takes a fifth of the time.
    from hibari import Hibari
    from hibari.g2p import G2P

    with ThreadPoolExecutor(1) as executor:
        letters = executor.submit(G2P)
        model = Hibari(g2p=lambda text: letters.result()(text))  # noqa: PLW0108 - waits for them only when it speaks
        model("ready")  # Builds what hibari leaves to the first text.
    gc.freeze()
    gc.enable()
    return model


def speak(model: Any, request: dict[str, Any], job: dict[str, str]) -> dict[str, str]:
    """Speak one text of a request into its file; return the reply, with a phoneme that the voice does not know."""
    if unknown := [symbol for symbol in job["phonemes"] if symbol not in model.vocab]:
        return {"unknown": unknown[0], "text": job["text"]}
    model.save(job["text"], job["path"], speed=request["speed"], seed=request["seed"])
    return {"text": job["text"]}


if __name__ == "__main__":
    try:
        sys.exit(main())
    except Exception as error:
        print(f"{type(error).__name__}: {error}", file=sys.stderr)
        sys.exit(1)
