"""What a person is told on stderr while the data goes to stdout: problems, notes, progress."""

import logging
import sys
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import click

from voicecoach.cli.signals import raise_if_interrupted
from voicecoach.errors import OutputError, Problem, ScriptError, Severity, VoicecoachError, printable
from voicecoach.units import Progress

if TYPE_CHECKING:
    from rich.progress import Progress as Bar

    from voicecoach.session import Note
    from voicecoach.speech import Voice

_FAULT = 70

_MOST_UNHEARD = 3
"""A script in which nothing fits is better read with its times than as a list of warnings."""

_OPTIONS = {
    "rounds": "--rounds",
    "rest_ms": "--rest",
    "round_rest_ms": "--round-rest",
    "changeover_ms": "--changeover",
    "level": "--level",
    "paced": "--paced",
    "side": "--side",
    "standard": "--for",
    "references": "--reference",
    "ease": "--ease",
}
"""The options of those fields of Choices that a note may be about."""


@dataclass(frozen=True, slots=True)
class Message:
    """A message for the person; ``once`` if it is the same for many files and should be shown for the first only."""

    text: str
    once: bool = False


_collected: list[list[Message]] = []
"""The lists that messages are collected in, the innermost last."""

_bars: "list[Bar]" = []
"""The progress bars on the screen."""


def say(message: str, *, once: bool = False) -> None:
    """Show a message, above the progress bar if there is one; see Message for ``once``."""
    if _collected:
        _collected[-1].append(Message(message, once))
    elif _bars:
        _bars[-1].console.out(printable(message), highlight=False)
    else:
        click.echo(printable(message), err=True)


class _LogHandler(logging.Handler):
    """Shows log records like any other message."""

    def emit(self, record: logging.LogRecord) -> None:
        say(f"{record.name}: {record.getMessage()}")


_log_handler = _LogHandler()


def show_log(shown: bool) -> None:
    """Show what the package logs, or keep quiet about it."""
    logger = logging.getLogger("voicecoach")
    logger.setLevel(logging.INFO if shown else logging.WARNING)
    logger.handlers[:] = [_log_handler] if shown else []
    logger.propagate = not shown


def is_log_shown() -> bool:
    """Whether the log is shown, so that worker processes can be told."""
    return logging.getLogger("voicecoach").isEnabledFor(logging.INFO)


@contextmanager
def collected() -> Iterator[list[Message]]:
    """Collect messages instead of showing them."""
    messages: list[Message] = []
    _collected.append(messages)
    try:
        yield messages
    finally:
        _collected.pop()


def tell_error(error: Exception) -> None:
    """Show what went wrong and what to do about it."""
    say(error_text(error))


def error_text(error: Exception) -> str:
    """Return what went wrong and what to do about it."""
    if isinstance(error, ScriptError):
        return "\n".join(map(str, error.problems))
    if isinstance(error, VoicecoachError):
        return f"voicecoach: {error.message}" + (f"\n  hint: {error.hint}" if error.hint else "")
    if isinstance(error, OSError):
        return f"voicecoach: {error}"
    fault = f"voicecoach: a fault in the program: {type(error).__name__}: {error}"
    return f"{fault}\n  hint: please report it, with the traceback that VOICECOACH_DEBUG=1 prints"


def exit_code(error: Exception) -> int:
    """Return the exit code for an error: see docs/command-line.md."""
    if isinstance(error, VoicecoachError):
        return error.exit_code
    return OutputError.exit_code if isinstance(error, OSError) else _FAULT


def tell_problems(problems: Iterable[Problem]) -> None:
    """Show problems in the form that editors expect."""
    for problem in problems:
        say(str(problem), once=True)


def tell_warnings(notes: "Iterable[Note]", *, of_choices: bool = True) -> None:
    """Show what the listener will miss and, if ``of_choices``, which choices have no effect: each warning once.

    Of the lines that have no room, only the first are named.
    """
    warnings = [note for note in notes if note.severity is Severity.WARNING]
    planned = [note for note in warnings if note.step is None and (of_choices or note.choice is None)]
    unheard = list(dict.fromkeys(replace(note, step=None) for note in warnings if note.step is not None))
    for note in (*planned, *unheard[:_MOST_UNHEARD]):
        say(f"warning: {note_text(note)}")
    more = len(unheard) - _MOST_UNHEARD
    if more > 0:
        lines = "1 more line has" if more == 1 else f"{more} more lines have"
        say(f"warning: {lines} no room; 'voicecoach show' with these options names all")


def is_open_choice(note: "Note") -> bool:
    """Whether a note is about a default that an option changes."""
    return note.severity is Severity.INFO and note.choice in _OPTIONS


def note_text(note: "Note") -> str:
    """Return a note with the option that it is about: one that changes a default, or one that had no effect.

    A warning about a script gives its line, and what to do.
    """
    option = _OPTIONS.get(note.choice or "")
    if note.severity is not Severity.WARNING:
        return f"{note.message}; {option} changes it" if option else note.message
    if option:
        return f"{option}: {note.message}"
    place = f" (line {note.line})" if note.line else ""
    return "; ".join(filter(None, (f"{note.message}{place}", note.hint)))


def option_name(choice: str | None) -> str | None:
    """Return the name of the option that sets a field of Choices; None if no option does."""
    option = _OPTIONS.get(choice or "")
    return option.removeprefix("--") if option else None


def tell_cache_error(voice: "Voice") -> None:
    """Warn if clips cannot be cached."""
    if error := voice.cache_error:
        say(f"note: {error.message}, so all words are spoken again each time; {error.hint}", once=True)


@contextmanager
def progress_bar(what: str) -> Iterator[Progress]:
    """Yield a progress callback. It also raises an interrupt that Python lost.

    The bar appears on a terminal only, with the first call.
    """
    if not sys.stderr.isatty():
        yield lambda _done, _total: raise_if_interrupted()
        return
    from rich import progress as rich_progress
    from rich.console import Console

    bar = rich_progress.Progress(console=Console(stderr=True), transient=True)
    task = bar.add_task(what, total=None, start=False)

    def progress(done: int, total: int) -> None:
        raise_if_interrupted()
        if not bar.live.is_started:
            bar.start()
            bar.start_task(task)
            _bars.append(bar)
        bar.update(task, completed=done, total=total)

    try:
        yield progress
    finally:
        bar.stop()
        if bar in _bars:
            _bars.remove(bar)
