"""A worker: a child process in which a speech library can print, hang or crash without harm to the player."""

import atexit
import contextlib
import json
import os
import signal
import subprocess
import sys
import tempfile
import threading
from collections.abc import Iterator
from pathlib import Path
from typing import IO, Any, cast

from voicecoach.errors import SpeechError

_SILENT_FOR_S = 90.0
"""A worker that has not replied for this long has hung and is killed."""

_DONE = "done"


class Worker:
    """Runs a script that answers requests on its standard input, each a line of JSON, with lines of JSON.

    The last reply to a request is ``{"done": true}``. The script ends when its input does, and so with this process.
    """

    def __init__(self, script: Path, hint: str) -> None:
        """``hint`` is that of the error if the worker fails."""
        self._hint = hint
        self._complaints = tempfile.TemporaryFile()  # noqa: SIM115 - closed by stop
        # -P keeps the script's own folder off the import path, where our modules could hide the library's.
        self._process = subprocess.Popen(
            [sys.executable, "-P", str(script)],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=self._complaints,
            start_new_session=True,
        )

    @property
    def is_running(self) -> bool:
        """Whether it can be asked: it has neither ended nor been stopped."""
        return self._process.poll() is None

    def replies(self, request: dict[str, Any]) -> Iterator[dict[str, Any]]:
        """Send a request and yield its replies. A caller that does not take them all stops the worker.

        Raises:
            SpeechError: the worker failed, ended early or hung.
        """
        asked, answers = cast(IO[bytes], self._process.stdin), cast(IO[bytes], self._process.stdout)
        watchdog = _Watchdog(self._process)
        try:
            with contextlib.suppress(BrokenPipeError):  # It has ended, and so have its answers.
                asked.write(json.dumps(request).encode() + b"\n")
                asked.flush()
            for line in answers:
                watchdog.heard()
                reply = json.loads(line)
                if _DONE in reply:
                    return
                yield reply
            raise SpeechError(f"the speech engine does not work: {self._reason()}", self._hint)
        except BaseException:
            self.stop()
            raise
        finally:
            watchdog.stop()

    def _reason(self) -> str:
        """Return the last complaint of a worker that has ended, else its exit status."""
        status = self._process.wait()
        self._complaints.seek(0)
        said = self._complaints.read().decode(errors="replace").strip().splitlines()
        return said[-1] if said else f"its process ended with status {status}"

    def stop(self) -> None:
        """Kill the worker and whatever it has forked; it may have ended already."""
        _kill(self._process)
        self._process.wait()
        with contextlib.suppress(BrokenPipeError):
            cast(IO[bytes], self._process.stdin).close()
        cast(IO[bytes], self._process.stdout).close()
        self._complaints.close()


class SharedWorker:
    """The worker of all voices of an engine in this process.

    It is started when it is first needed, and again if it has ended. It has one request at a time, whichever thread
    asks.
    """

    def __init__(self, script: Path, hint: str) -> None:
        self.script, self.hint = script, hint
        self._starting, self._speaking = threading.Lock(), threading.Lock()
        self.worker: Worker | None = None

    def start(self) -> None:
        """Start the worker, if it is not running."""
        self._running()

    def replies(self, request: dict[str, Any]) -> Iterator[dict[str, Any]]:
        """Send a request and yield its replies, as ``Worker.replies`` does.

        Raises:
            SpeechError: the worker failed, ended early or hung.
        """
        with self._speaking:
            yield from self._running().replies(request)

    def _running(self) -> Worker:
        with self._starting:
            if self.worker is None or not self.worker.is_running:
                self.worker = Worker(self.script, self.hint)
                atexit.register(self.worker.stop)
            return self.worker


def _kill(process: subprocess.Popen[bytes]) -> None:
    if sys.platform == "win32":
        process.kill()
        return
    with contextlib.suppress(ProcessLookupError):
        os.killpg(process.pid, signal.SIGKILL)


class _Watchdog:
    """Kills a process that has not replied for too long."""

    def __init__(self, process: subprocess.Popen[bytes]) -> None:
        self._process = process
        self._timer: threading.Timer | None = None
        self.heard()

    def heard(self) -> None:
        """Restart the timer."""
        self.stop()
        self._timer = threading.Timer(_SILENT_FOR_S, _kill, (self._process,))
        self._timer.daemon = True
        self._timer.start()

    def stop(self) -> None:
        """Stop the timer."""
        if self._timer is not None:
            self._timer.cancel()
