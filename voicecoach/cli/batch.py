"""Many files, made over all cores: each core has a process of its own, one failure does not stop the others.

A process is a pool of one: of a pool of many nobody could say on which job one of them died, and all would end with it.
"""

import multiprocessing
import os
import sys
import threading
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import FIRST_COMPLETED, Future, ProcessPoolExecutor, wait
from concurrent.futures.process import BrokenProcessPool
from dataclasses import dataclass
from io import StringIO
from pathlib import Path
from typing import Generic, Protocol, TypeAlias, TypeVar

from voicecoach.cli.report import Message, collected, error_text, exit_code, progress_bar, say
from voicecoach.cli.signals import ENDING, end_politely_once, held_back, ignored, let_through
from voicecoach.errors import ScriptError, VoicecoachError
from voicecoach.units import Ms, clock

_ENDED_BY_A_SIGNAL = 130
_CLEARED_AWAY_S = 20.0
"""By then a process that was asked to end has cleared away what was half done."""


class HasTarget(Protocol):
    """Whatever becomes one file."""

    @property
    def target(self) -> Path:
        """The file."""


JobT = TypeVar("JobT", bound=HasTarget)


@dataclass(frozen=True, slots=True)
class ExportResult:
    """A file, or a folder of tracks, that is there; ``is_up_to_date`` if it was there as it would be made again.

    ``sounds`` are the file, or the tracks with their playlist last.
    """

    target: Path
    duration_ms: Ms
    sounds: tuple[Path, ...] = ()
    is_up_to_date: bool = False

    def line(self, name: object) -> str:
        """Return what is told of it, under a name."""
        if self.is_up_to_date:
            return f"{name}: unchanged"
        length = clock(self.duration_ms)
        size = f"{sum(path.stat().st_size for path in self.sounds) / 1e6:.1f} MB"
        *tracks, last = self.sounds
        if not tracks:
            return f"{name}: {length}, {size}"
        number = "1 track" if len(tracks) == 1 else f"{len(tracks)} tracks"
        return f"{name}: {number}, {length}, {size}, {last}"


@dataclass(frozen=True, slots=True)
class Outcome:
    """What came of a job: what was made, or an error; and what was said meanwhile."""

    made: ExportResult | None = None
    said: tuple[Message, ...] = ()
    error: Exception | None = None


class _DiedError(VoicecoachError):
    """The process of a job is no more."""

    exit_code = 70


Make: TypeAlias = Callable[[JobT], ExportResult]


def make_all(make: Make[JobT], jobs: Sequence[JobT]) -> int:
    """Make the files of all jobs, and tell of each; return the code to leave with: that of the first job that failed.

    ``make`` and the jobs are sent to other processes, where there are several cores.
    """
    told: set[str] = set()
    outcomes: dict[int, Outcome] = {}
    workers = min(_cores(), len(jobs))
    with _Workers(make, workers) as processes, progress_bar("exporting") as progress:
        if workers > 1:  # Else each job shows how far it is itself.
            progress(0, len(jobs))
        for number, outcome in processes.outcomes(jobs) if workers > 1 else _outcomes_here(make, jobs):
            outcomes[number] = outcome
            _tell(jobs[number].target, outcome, told)
            if workers > 1:
                progress(len(outcomes), len(jobs))
    say(_summary(outcomes.values()))
    errors = [error for number in sorted(outcomes) if (error := outcomes[number].error)]
    return exit_code(errors[0]) if errors else 0


def _tell(target: Path, outcome: Outcome, told: set[str]) -> None:
    """Tell of a file in one paragraph; what was told with another file and need not be told again is left out."""
    head = outcome.made.line(target.name) if outcome.made else f"{target.name}: failed"
    messages = list(outcome.said)
    if outcome.error:  # The errors of a script, which name their places, are the same in all of its variants.
        messages.append(Message(error_text(outcome.error), once=isinstance(outcome.error, ScriptError)))
    said = [message.text for message in messages if not (message.once and message.text in told)]
    told.update(said)
    say("\n".join((head if said or outcome.made else f"{head}, as above", *said)))


def _summary(outcomes: Iterable[Outcome]) -> str:
    kinds = ["failed" if not each.made else "unchanged" if each.made.is_up_to_date else "made" for each in outcomes]
    counted = ((kind, kinds.count(kind)) for kind in ("made", "unchanged", "failed"))
    return ", ".join(f"{number} {kind}" for kind, number in counted if number)


def _cores() -> int:
    """Return how many processors this process may use, as far as the system says."""
    return getattr(os, "process_cpu_count", os.cpu_count)() or 1


def _outcomes_here(make: Make[JobT], jobs: Iterable[JobT]) -> Iterator[tuple[int, Outcome]]:
    """Do job after job in this process."""
    for number, job in enumerate(jobs):
        yield number, _outcome(make, job)


def _outcome(make: Make[JobT], job: JobT) -> Outcome:
    made, error = None, None
    with collected() as said:
        try:
            made = make(job)
        except Exception as raised:
            if os.environ.get("VOICECOACH_DEBUG") and not isinstance(raised, VoicecoachError | OSError):
                raise
            error = raised
    return Outcome(made, tuple(said), error)


class _Workers(Generic[JobT]):
    """Processes that do jobs; left by an error or an interrupt, they are ended, and none is left behind."""

    def __init__(self, make: Make[JobT], most: int) -> None:
        self._make, self._most = make, most
        self._free: list[ProcessPoolExecutor] = []
        self._busy: dict[Future[Outcome], tuple[int, ProcessPoolExecutor]] = {}

    def __enter__(self) -> "_Workers[JobT]":
        return self

    def __exit__(self, kind: type[BaseException] | None, *_: object) -> None:
        pools = [*self._free, *(pool for _, pool in self._busy.values())]
        if kind:
            _end_processes()
        for pool in pools:
            pool.shutdown(cancel_futures=True)

    def outcomes(self, jobs: Iterable[JobT]) -> Iterator[tuple[int, Outcome]]:
        """Yield what came of each job, with its number, as they are done."""
        waiting = deque(enumerate(jobs))
        while waiting or self._busy:
            while waiting and len(self._busy) < self._most:
                self._begin(*waiting.popleft())
            done, _ = wait(self._busy, return_when=FIRST_COMPLETED)
            for future in done:
                number, pool = self._busy.pop(future)
                yield number, self._outcome(future, pool)

    def _begin(self, number: int, job: JobT) -> None:
        with held_back():
            pool = self._free.pop() if self._free else _new_pool()
        # What Python starts for the pool lets signals through again: the process of the pool begins only now.
        with held_back():
            self._busy[pool.submit(_work, self._make, job)] = number, pool

    def _outcome(self, future: Future[Outcome], pool: ProcessPoolExecutor) -> Outcome:
        """Return what came of a job; the pool is free again, unless its process died."""
        try:
            outcome = future.result()
        except BrokenProcessPool:
            pool.shutdown()
            return Outcome(error=_DiedError("the process that was making this file has ended", "make it again, alone"))
        self._free.append(pool)
        return outcome


def _new_pool() -> ProcessPoolExecutor:
    # Where a process is forked, threads and locks of the libraries come along in whatever state they are.
    return ProcessPoolExecutor(1, multiprocessing.get_context("spawn"), _begin_worker)


def _end_processes() -> None:
    """End the processes that this one has begun; each first clears away what is half done."""
    with ignored():
        processes = multiprocessing.active_children()
        for process in processes:
            process.terminate()
        for process in processes:
            process.join(_CLEARED_AWAY_S)
            process.kill()
            process.join()


def _begin_worker() -> None:
    """Prepare a process: it says nothing by itself, and ends by the same signals as its parent, and with it."""
    sys.stderr = StringIO()
    end_politely_once()
    let_through()
    threading.Thread(target=_end_with_the_parent, daemon=True).start()


def _end_with_the_parent() -> None:
    parent = multiprocessing.parent_process()
    if parent:
        parent.join()
        os.kill(os.getpid(), ENDING[-1])


def _work(make: Make[JobT], job: JobT) -> Outcome:
    """Do a job in a process of its own; interrupted, the process clears away what is half done, and ends."""
    try:
        return _outcome(make, job)
    except KeyboardInterrupt:
        pass  # What the frames of the job hold goes away with them, before the process does.
    os._exit(_ENDED_BY_A_SIGNAL)
