"""The command line as a program, run in the process of the tests: a true process costs a second to start."""

import os
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator, Mapping
from contextlib import ExitStack, suppress
from io import BytesIO, TextIOWrapper
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pytest

from tests.conftest import PATIENCE_S
from voicecoach.cli import main
from voicecoach.cli.signals import ENDING
from voicecoach.speech import Voice

Run = Callable[..., subprocess.CompletedProcess]
Start = Callable[..., subprocess.Popen]


@pytest.fixture
def run(environment: Mapping[str, str], tmp_path: Path, voice: Voice) -> Run:
    """Run the command line in an empty folder; the cache has the words of the shipped scripts."""

    def run_(
        *arguments: str, check: bool = True, stdin: str = "", more: Mapping[str, str] | None = None
    ) -> subprocess.CompletedProcess:
        done = run_in_process(arguments, tmp_path, {**environment, **(more or {})}, stdin)
        assert not check or done.returncode == 0, done.stderr
        return done

    return run_


@pytest.fixture
def run_program(program: list[str], environment: Mapping[str, str], tmp_path: Path, voice: Voice) -> Run:
    """Run the command line likewise, but as a true process: for what concerns pipes, libraries and time."""

    def run_(*arguments: str, more: Mapping[str, str] | None = None, **options: Any) -> subprocess.CompletedProcess:
        options = {"capture_output": True, "encoding": "utf-8", "cwd": tmp_path, "timeout": PATIENCE_S} | options
        return subprocess.run([*program, *arguments], check=True, env={**environment, **(more or {})}, **options)

    return run_


@pytest.fixture
def start(program: list[str], environment: Mapping[str, str], tmp_path: Path, voice: Voice) -> Iterator[Start]:
    """Start the command line as a true process, in a session of its own; at the end, nothing of it is left."""
    with ExitStack() as stack:

        def start_(*arguments: str, **more: str) -> subprocess.Popen:
            options = {"cwd": tmp_path, "stderr": subprocess.PIPE, "text": True, "start_new_session": True}
            process = subprocess.Popen([*program, *arguments], env={**environment, **more}, **options)
            stack.enter_context(process)
            stack.callback(kill_group, process)
            return process

        yield start_


def kill_group(process: subprocess.Popen) -> None:
    with suppress(ProcessLookupError):
        os.killpg(process.pid, signal.SIGKILL)


def run_in_process(
    arguments: tuple[str, ...], folder: Path, environment: Mapping[str, str], stdin: str = ""
) -> subprocess.CompletedProcess:
    """Run the command line as a shell would: in a folder and an environment, with streams of its own.

    What the program sets for its own process is as before afterwards.
    """
    handlers = {number: signal.getsignal(number) for number in ENDING}
    with pytest.MonkeyPatch.context() as patch, TemporaryDirectory() as streams:
        patch.chdir(folder)
        for name in os.environ.keys() - environment.keys():
            patch.delenv(name)
        for name, value in environment.items():
            patch.setenv(name, value)
        patch.setattr(sys, "argv", ["voicecoach", *arguments])
        patch.setattr(sys, "stdin", TextIOWrapper(BytesIO(stdin.encode()), encoding="utf-8"))
        shown = {name: Path(streams, name) for name in ("stdout", "stderr")}
        for name, path in shown.items():
            patch.setattr(sys, name, path.open("w", encoding="utf-8"))
        try:
            main()
            code = 0
        except SystemExit as end:
            code = end.code
        finally:
            for number, handler in handlers.items():
                signal.signal(number, handler)
            sys.stdout.close()
            sys.stderr.close()
        return subprocess.CompletedProcess(arguments, code, *(path.read_text("utf-8") for path in shown.values()))
