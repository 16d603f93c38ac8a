"""Export many files, one job per core at a time; a job that fails does not stop the others."""

import multiprocessing
import os
import signal
import sys
import threading
from collections.abc import Iterable, Iterator, Sequence
from concurrent.futures import Future, as_completed
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager
from dataclasses import dataclass
from io import StringIO
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

from voicecoach.cli.report import Message, collected, error_text, exit_code, is_log_shown, progress_bar, say, show_log
from voicecoach.cli.signals import end_politely, held_back, ignored, let_through
from voicecoach.errors import ScriptError, VoicecoachError
from voicecoach.units import Ms, clock

if TYPE_CHECKING:
    from pebble import ProcessPool

_ENDED_BY_A_SIGNAL = 130
_CLEANUP_LIMIT_S = 20.0
"""How long a worker that was asked to end may take to remove its unfinished files before it is killed."""


@dataclass(frozen=True, slots=True)
class ExportResult:
    """An exported file or folder of tracks; ``is_up_to_date`` if it already existed and would come out the same.

    ``sounds`` are the audio file, or the tracks with their playlist last.
    """

    target: Path
    duration_ms: Ms
    sounds: tuple[Path, ...] = ()
    is_up_to_date: bool = False

    def line(self, name: object) -> str:
        """Return the line that reports it under a name."""
        if self.is_up_to_date:
            return f"{name}: unchanged"
        length = clock(self.duration_ms)
        size = f"{sum(path.stat().st_size for path in self.sounds) / 1e6:.1f} MB"
        *tracks, last = self.sounds
        if not tracks:
            return f"{name}: {length}, {size}"
        number = "1 track" if len(tracks) == 1 else f"{len(tracks)} tracks"
        return f"{name}: {number}, {length}, {size}, {last}"


class Job(Protocol):
    """One file, or one folder of tracks, to export; it can be pickled."""

    @property
    def target(self) -> Path:
        """The file or folder."""

    def run(self) -> ExportResult:
        """Export it."""


@dataclass(frozen=True, slots=True)
class Outcome:
    """How a job ended: with a result or an error, and the messages that it had for the person."""

    result: ExportResult | None = None
    messages: tuple[Message, ...] = ()
    error: Exception | None = None


class _WorkerDiedError(VoicecoachError):
    exit_code = 70


def run_all(jobs: Sequence[Job]) -> int:
    """Run all jobs and report each; return the exit code, which is that of the first job that failed.

    Several jobs run in worker processes. A single one runs in this process and shows its own progress.
    """
    workers = min(_cores(), len(jobs))
    if workers == 1:
        return _report(jobs, ((number, _outcome(job)) for number, job in enumerate(jobs)))
    with _pool(workers) as pool:
        with held_back():
            futures: dict[Future[Outcome], int]
            futures = {pool.schedule(_work, (job,)): number for number, job in enumerate(jobs)}
        return _report(jobs, ((futures[done], _outcome_of(done)) for done in as_completed(futures)), show_bar=True)


def _report(jobs: Sequence[Job], outcomes: Iterable[tuple[int, Outcome]], *, show_bar: bool = False) -> int:
    known: dict[int, Outcome] = {}
    told: set[str] = set()
    with progress_bar("exporting") as progress:
        if show_bar:
            progress(0, len(jobs))
        for number, outcome in outcomes:
            known[number] = outcome
            _tell(jobs[number].target, outcome, told)
            if show_bar:
                progress(len(known), len(jobs))
    say(_summary(known.values()))
    errors = [error for number in sorted(known) if (error := known[number].error)]
    return exit_code(errors[0]) if errors else 0


def _tell(target: Path, outcome: Outcome, told: set[str]) -> None:
    """Report one file in a paragraph; messages that need saying only once and have been ``told`` are omitted."""
    head = outcome.result.line(target.name) if outcome.result else f"{target.name}: failed"
    messages = list(outcome.messages)
    if outcome.error:  # All variants of a script have the same script errors.
        messages.append(Message(error_text(outcome.error), once=isinstance(outcome.error, ScriptError)))
    said = [message.text for message in messages if not (message.once and message.text in told)]
    told.update(said)
    say("\n".join((head if said or outcome.result else f"{head}, as above", *said)))


def _summary(outcomes: Iterable[Outcome]) -> str:
    kinds = ["failed" if not each.result else "unchanged" if each.result.is_up_to_date else "made" for each in outcomes]
    counted = ((kind, kinds.count(kind)) for kind in ("made", "unchanged", "failed"))
    return ", ".join(f"{number} {kind}" for kind, number in counted if number)


def _cores() -> int:
    return getattr(os, "process_cpu_count", os.cpu_count)() or 1


def _outcome(job: Job) -> Outcome:
    result, error = None, None
    with collected() as messages:
        try:
            result = job.run()
        except Exception as raised:
            if os.environ.get("VOICECOACH_DEBUG") and not isinstance(raised, VoicecoachError | OSError):
                raise
            error = raised
    return Outcome(result, tuple(messages), error)


@contextmanager
def _pool(workers: int) -> "Iterator[ProcessPool]":
    """Yield a pool of worker processes; after an error or an interrupt, none of them is left running."""
    from pebble import ProcessPool

    # A forked process would inherit threads and locks of the libraries in an undefined state.
    context = multiprocessing.get_context("spawn")
    with held_back():  # Python's resource tracker must not die of a SIGHUP, and starting it lets other signals through.
        context.Lock()
    pool = ProcessPool(workers, initializer=_begin_worker, initargs=(is_log_shown(),), context=context)
    try:
        yield pool
        pool.close()
    except BaseException:
        pool.stop()
        with ignored():
            _end_workers()  # Pebble would end them one by one, and those that are just starting with a traceback.
        raise
    finally:
        with ignored():
            pool.join()


def _end_workers() -> None:
    while workers := multiprocessing.active_children():
        for worker in workers:
            worker.terminate()
        for worker in workers:
            worker.join(_CLEANUP_LIMIT_S)
            worker.kill()
            worker.join()


def _outcome_of(done: Future[Outcome]) -> Outcome:
    from pebble import ProcessExpired

    try:
        return done.result()
    except (ProcessExpired, BrokenProcessPool):
        return Outcome(error=_WorkerDiedError("the process that was exporting this file died", "export it again alone"))


def _begin_worker(shows_log: bool) -> None:
    """Prepare a worker: it prints nothing, cleans up when it is terminated, and ends with its parent."""
    sys.stderr = StringIO()
    show_log(shows_log)
    end_politely(once=True)
    let_through()
    threading.Thread(target=_end_with_the_parent, daemon=True).start()


def _end_with_the_parent() -> None:
    parent = multiprocessing.parent_process()
    if parent:
        parent.join()
        os.kill(os.getpid(), signal.SIGTERM)


def _work(job: Job) -> Outcome:
    """Run a job in a worker; when interrupted, the job removes what is unfinished, and the worker ends."""
    try:
        return _outcome(job)
    except KeyboardInterrupt:
        pass  # Leave the handler first: it would keep the job's frames, and with them unfinished files, alive.
    os._exit(_ENDED_BY_A_SIGNAL)
