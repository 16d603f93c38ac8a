"""What is said to the person beside the data, on stderr: problems, notes and progress."""

import sys
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager

import click

from voicecoach.errors import Problem, ScriptError, Severity, VoicecoachError, printable
from voicecoach.session import Note
from voicecoach.speech import Voice
from voicecoach.units import Progress


def say(message: str) -> None:
    """Say something to the person."""
    click.echo(printable(message), err=True)


def tell_error(error: VoicecoachError) -> None:
    """Say what went wrong and what to do about it."""
    if isinstance(error, ScriptError):
        tell_problems(error.problems)
        return
    say(f"voicecoach: {error.message}")
    if error.hint:
        say(f"  hint: {error.hint}")


def tell_problems(problems: Iterable[Problem]) -> None:
    """Show problems as editors expect them."""
    for problem in problems:
        say(str(problem))


def tell_notes(notes: Sequence[Note], *, only_lost: bool = False) -> None:
    """Say which defaults were used, and whether anything could not be said; or only the latter."""
    for note in notes:
        if note.step is None and not only_lost:
            say(f"note: {note.message}")
    left_out = sum(note.step is not None and note.severity is Severity.WARNING for note in notes)
    if left_out:
        what = "1 line did" if left_out == 1 else f"{left_out} lines did"
        say(f"warning: {what} not fit and will not be heard; 'voicecoach show --why' with these options tells more")


def tell_unkept(voice: Voice) -> None:
    """Say that clips cannot be kept, where they cannot."""
    if voice.unkept:
        say(f"note: {voice.unkept.message}, so all words are spoken anew each time; {voice.unkept.hint}")


@contextmanager
def progress_bar(what: str) -> Iterator[Progress]:
    """Give what shows how much of a whole is done; shown only on a terminal, and only if it is ever called."""
    if not sys.stderr.isatty():
        yield lambda _done, _total: None
        return
    from rich import progress as rich_progress
    from rich.console import Console

    bar = rich_progress.Progress(console=Console(stderr=True), transient=True)
    task = bar.add_task(what, total=None, start=False)

    def progress(done: int, total: int) -> None:
        if not bar.live.is_started:
            bar.start()
            bar.start_task(task)
        bar.update(task, completed=done, total=total)

    try:
        yield progress
    finally:
        bar.stop()
