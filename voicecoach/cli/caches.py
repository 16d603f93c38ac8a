"""The caches as a person sees them: their limit, and the command that shows and clears them."""

import json
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path

import click

from voicecoach.caches import DEFAULT_LIMIT, KINDS, Contents, Entry, clear, contents_of, registered_run, trim
from voicecoach.cli.options import DEFAULT, SettingsCommand, settings_of
from voicecoach.cli.report import say
from voicecoach.errors import ChoiceError, OutputError
from voicecoach.library import cache_folder
from voicecoach.units import size_text

_NS_PER_SECOND = 1_000_000_000


@contextmanager
def bounded_caches(limit: int, *, pause_s: float = 0) -> Iterator[None]:
    """Use the caches for a session, and evict what exceeds their limit afterwards, but nothing that was used meanwhile.

    ``pause_s`` is the least time between two scans of the caches.
    """
    folder = cache_folder()
    with registered_run(folder):
        try:
            yield
        finally:
            trim_caches(limit, pause_s=pause_s)


def trim_caches(limit: int, *, pause_s: float = 0) -> None:
    """Evict what exceeds the limit of the caches. If that cannot be done, say so."""
    result = trim(cache_folder(), limit, pause_s=pause_s)
    if result and result.error and result.left_bytes > limit:
        size = f"{size_text(result.left_bytes)}, and may have {size_text(limit)}"
        reason = result.error.strerror or result.error
        say(
            f"note: the cache has {size}, but files cannot be deleted: {reason}; make {cache_folder()} writable",
            once=True,
        )


@click.command("cache", cls=SettingsCommand)
@click.option("--clear", "is_clearing", is_flag=True, help="Delete what is cached, except what a running session uses.")
@click.option("--json", "as_json", is_flag=True, help="Print it as JSON.")
def show_cache(is_clearing: bool, as_json: bool) -> None:
    """Show what is cached, how large it is and where.

    Phrases that were spoken are cached, and so are the parts of MP3 files, so that the next session starts and exports
    sooner. When the cache exceeds its limit, what has not been used for the longest time is deleted. The key
    cache-limit of your own settings changes the limit.

    \b
    voicecoach cache
    voicecoach cache --clear
    """
    if is_clearing:
        if as_json:
            raise ChoiceError("--clear prints no JSON", "clear first, then print what is left with --json")
        _clear()
        return
    context = click.get_current_context()
    settings = settings_of(context)
    limit, source = settings.cache_limit or DEFAULT_LIMIT, DEFAULT if settings.cache_limit is None else settings.path
    folder = cache_folder()
    found = [contents_of(folder, kind) for kind in KINDS]
    if as_json:
        click.echo(_json(folder, limit, found))
    else:
        click.echo(f"folder: {folder}\nlimit: {size_text(limit)} ({source})\n\n{_table(found)}", nl=False)


def _clear() -> None:
    folder = cache_folder()
    result = clear(folder)
    say(f"deleted {_entries(result.removed)}, {size_text(result.removed_bytes)}, from {folder}")
    if result.error:
        message = f"{_entries(result.failed)} cannot be deleted: {result.error.strerror or result.error}"
        raise OutputError(message, f"make {folder} writable")
    if result.left:
        say(f"{_entries(result.left)}, {size_text(result.left_bytes)}, stay: a running voicecoach uses them")


def _entries(number: int) -> str:
    return "1 entry" if number == 1 else f"{number} entries"


def _table(found: Sequence[Contents]) -> str:
    from voicecoach.cli.tables import table

    rows = [(contents.kind.title, *_figures(contents.entries)) for contents in found]
    rows.append(("all", *_figures([entry for contents in found for entry in contents.entries])))
    return table(("", "entries", "size", "oldest use", "last use"), rows, right=(1, 2))


def _figures(entries: Sequence[Entry]) -> tuple[str, ...]:
    size, uses = sum(entry.size for entry in entries), [entry.used_ns for entry in entries]
    return (str(len(entries)), size_text(size), *((_day(min(uses)), _day(max(uses))) if uses else ("", "")))


def _day(time_ns: int) -> str:
    return f"{datetime.fromtimestamp(time_ns / _NS_PER_SECOND):%Y-%m-%d}"


def _json(folder: Path, limit: int, found: Sequence[Contents]) -> str:
    shown = {
        "folder": str(folder),
        "limit_bytes": limit,
        "size_bytes": sum(contents.size for contents in found),
        "caches": {
            contents.kind.folder: {"entries": len(contents.entries), "size_bytes": contents.size} for contents in found
        },
    }
    return json.dumps(shown, indent=2, ensure_ascii=False)
