"""The worker process of pyttsx3_engine.py, a script that imports nothing from voicecoach.

pyttsx3 prints to standard output, allows one engine per process, and may hang or end its process; in a worker, that is
harmless. The request is one line of JSON on standard input; replies are lines of JSON on the original standard output.

On Linux every text is spoken in a fork of its own: eSpeak NG carries state from one utterance to the next, and only a
fresh process speaks the same text with the same samples every time.
"""

import contextlib
import ctypes
import json
import os
import platform
import sys
import tempfile
import threading
from pathlib import Path
from typing import Any, TextIO

ON_LINUX = platform.system() == "Linux"

_UTTERANCE_TIMEOUT_S = 60
# eSpeak NG copies its data path into a buffer of 160 bytes, and exits if the path does not fit.
_LONGEST_DATA_PATH = 120


def main() -> int:
    """Answer one request."""
    replies = os.fdopen(os.dup(1), "w", buffering=1, encoding="utf-8")
    os.dup2(2, 1)
    request = json.loads(sys.stdin.readline())
    with contextlib.ExitStack() as cleanup:
        if ON_LINUX:
            load_espeak_ng(cleanup)
        if request["task"] == "voices":
            reply(replies, describe_voices())
        elif ON_LINUX:
            speak_each_in_a_fork(request, replies)
        else:
            speak_all(request, request["jobs"], replies)
    reply(replies, {"done": True})
    return 0


def reply(replies: TextIO, message: dict[str, Any]) -> None:
    """Send one line to the parent, in a single write so that lines of several processes do not mix."""
    os.write(replies.fileno(), (json.dumps(message) + "\n").encode())


def load_espeak_ng(cleanup: contextlib.ExitStack) -> None:
    """Load eSpeak NG from the espeakng-loader wheel, so that pyttsx3 finds it by its soname."""
    try:
        import espeakng_loader
    except ImportError:
        return  # pyttsx3 looks for a system eSpeak NG, and reports if there is none.
    ctypes.CDLL(espeakng_loader.get_library_path(), mode=ctypes.RTLD_GLOBAL)
    data = Path(espeakng_loader.get_data_path())
    if len(os.fsencode(data)) > _LONGEST_DATA_PATH:
        link = Path(cleanup.enter_context(tempfile.TemporaryDirectory(prefix="vc-")), data.name)
        link.symlink_to(data, target_is_directory=True)
        data = link
    os.environ["ESPEAK_DATA_PATH"] = str(data)


def describe_voices() -> dict[str, Any]:
    """Return the engine's voices and the id of its default one."""
    engine = start_engine()
    voices = [
        {"id": voice.id, "name": voice.name, "languages": [str(code) for code in voice.languages or ()]}
        for voice in engine.getProperty("voices")
    ]
    return {"voices": voices, "default": engine.getProperty("voice")}


def speak_each_in_a_fork(request: dict[str, Any], replies: TextIO) -> None:
    """Speak every text in a fork of its own, in parallel on all processors."""
    running: dict[int, dict[str, str]] = {}
    waiting = list(reversed(request["jobs"]))
    while waiting or running:
        if waiting and len(running) < (os.cpu_count() or 1):
            job = waiting.pop()
            child = os.fork()
            if child == 0:
                try:
                    speak_all(request, [job], replies)
                except Exception as error:
                    reply(replies, {"error": f"{type(error).__name__}: {error}"})
                finally:
                    os._exit(0)
            running[child] = job
            continue
        child, status = os.wait()
        job = running.pop(child)
        if status:
            ended = os.waitstatus_to_exitcode(status)
            reply(replies, {"error": f"the engine's process ended with status {ended} on '{job['text']}'"})


def speak_all(request: dict[str, Any], jobs: list[dict[str, str]], replies: TextIO) -> None:
    """Speak texts with one engine, one after another, and report each file."""
    engine = start_engine()
    voice = find_voice(engine, request["voice"])
    if isinstance(voice, dict):
        reply(replies, voice)
        return
    for job in jobs:
        error = speak(engine, voice, request["rate_wpm"], job)
        reply(replies, {"error": error} if error else {"text": job["text"]})


def speak(engine: Any, voice: str, rate_wpm: int, job: dict[str, str]) -> str:
    """Speak one text into its file; return an error message, empty on success.

    With eSpeak NG, runAndWait returns before anything is rendered, so wait for the end of the utterance; other engines
    are done when it returns. pyttsx3 does not report a file that it could not write, so check that it exists.
    """
    finished = threading.Event()
    failures: list[str] = []
    tokens = [
        engine.connect("finished-utterance", lambda **_: finished.set()),
        engine.connect("error", lambda exception=None, **_: failures.append(str(exception))),
    ]
    engine.setProperty("voice", voice)
    set_rate(engine, rate_wpm)
    engine.save_to_file(job["text"], job["path"])
    engine.runAndWait()
    in_time = finished.wait(_UTTERANCE_TIMEOUT_S) if ON_LINUX else True
    for token in tokens:
        engine.disconnect(token)
    if failures:
        return failures[0]
    if not in_time:
        return f"the engine did not finish '{job['text']}'"
    return "" if Path(job["path"]).is_file() else f"the engine wrote no file for '{job['text']}'"


def set_rate(engine: Any, rate_wpm: int) -> None:
    """Set the rate in words per minute.

    pyttsx3 queues the rate for eSpeak NG's thread, and the start of its loop cancels whatever is still queued: one run
    in fifty lost the rate. So set it in eSpeak NG itself and wait.
    """
    if not ON_LINUX:
        engine.setProperty("rate", rate_wpm)
        return
    from pyttsx3.drivers import _espeak

    _espeak.SetParameter(_espeak.RATE, rate_wpm, 0)
    _espeak.Synchronize()


def find_voice(engine: Any, wanted: str) -> str | dict[str, Any]:
    """Return the engine's id of a voice, or an error; eSpeak NG itself would silently use another voice.

    A voice is found by its id (``gmw/en``), the last part of its id (``en``) or its language (``en-gb``). eSpeak NG
    allows a variant after it: ``en-gb+f3``.
    """
    base, plus, variant = wanted.partition("+")
    voices = engine.getProperty("voices")
    ids = {voice.id.lower(): voice.id for voice in voices}
    for voice in voices:
        for name in (voice.id.rpartition("/")[2], *(voice.languages or ())):
            ids.setdefault(str(name).lower(), voice.id)
    data = os.environ.get("ESPEAK_DATA_PATH")
    variants = sorted(path.name for path in Path(data, "voices", "!v").iterdir()) if variant and data else [variant]
    if base.lower() not in ids or variant not in variants:
        return {"error": f"there is no voice '{wanted}'", "unknown": wanted, "known": sorted(ids), "variants": variants}
    return f"{ids[base.lower()]}{plus}{variant}"


def start_engine() -> Any:
    """Start the pyttsx3 engine of this system."""
    import pyttsx3

    return pyttsx3.init()


if __name__ == "__main__":
    try:
        sys.exit(main())
    except Exception as error:
        print(f"{type(error).__name__}: {error}", file=sys.stderr)
        sys.exit(1)
