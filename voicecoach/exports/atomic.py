"""Files that appear whole or not at all, and that never take the place of what is not ours."""

import errno
import hashlib
import os
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager, suppress
from pathlib import Path
from typing import TypeAlias

from voicecoach.errors import OutputError

_FULL = {errno.ENOSPC, errno.EDQUOT, errno.EFBIG}
_NO_LOCKS = {errno.ENOLCK, errno.ENOTSUP}

IsOurs: TypeAlias = Callable[[Path], bool]
"""Says whether a file that is there was made by voicecoach."""


def _is_never_ours(_: Path) -> bool:
    return False


@contextmanager
def atomic_write(target: Path, is_ours: IsOurs = _is_never_ours, *, force: bool = False) -> Iterator[Path]:
    """Give a path beside the target; what was written there takes the target's name at the end, or goes away.

    The path beside is the same for every export to one target: what a killed one left is overwritten by the next.
    A file that is there already is replaced if it ``is_ours``.

    Raises:
        OutputError: the target cannot be written, is being written by another export, or exists, was not made by
            voicecoach, and ``force`` is not set. Whatever was there before is then still there.
    """
    check_target_path(target, is_ours, force=force)
    temporary = temporary_path(target)
    if temporary.is_symlink():
        raise OutputError(f"{target} cannot be written: {temporary} is a link", "remove it")
    try:
        with _reserved(temporary, target):
            temporary.open("wb").close()
            yield temporary
            with temporary.open("rb+") as file:
                os.fsync(file.fileno())
            temporary.replace(target)
    except OSError as error:
        raise _cannot_write(target, error) from error


def temporary_path(target: Path) -> Path:
    """Return where a file is written until it is whole; the name is short, so that any target's will do."""
    return target.with_name(f".voicecoach-{hashlib.sha256(os.fsencode(target.name)).hexdigest()[:8]}.part")


def check_target_path(target: Path, is_ours: IsOurs, *, force: bool = False) -> None:
    """Look whether a file may be written, as far as one can tell before.

    Raises:
        OutputError: there is no such folder, or something stands there that is not ours.
    """
    if not target.parent.is_dir():
        message = f"{target} cannot be written: there is no folder {target.parent}"
        raise OutputError(message, f"make it first: mkdir -p {target.parent}")
    try:
        is_another = target.exists() and not target.is_file()
    except OSError as error:  # Its name is too long, for one.
        raise _cannot_write(target, error) from error
    if is_another:
        raise OutputError(f"{target} cannot be written: it is not a file", "choose another place with -o")
    if not force and not _may_replace(target, is_ours):
        message = f"{target} is there already and, as far as it shows, was not made by voicecoach"
        raise OutputError(message, "choose another name, or --force")


def _may_replace(target: Path, is_ours: IsOurs) -> bool:
    """Whether the target is free, empty, or a file that voicecoach has made."""
    try:
        with target.open("rb") as file:
            is_empty = not file.read(1)
        return is_empty or is_ours(target)
    except FileNotFoundError:
        return True
    except OSError as error:
        raise _cannot_write(target, error) from error


@contextmanager
def _reserved(temporary: Path, target: Path) -> Iterator[None]:
    """Keep other exports off the path beside the target; what has not become whole goes away before they may begin."""
    is_ours = True
    with ExitStack() as stack:
        try:
            is_ours = _lock(temporary, stack)
            if not is_ours:
                raise OutputError(f"another voicecoach is writing {target}", "wait for it, or choose another name")
            yield
        except BaseException:
            if is_ours:
                with suppress(OSError):
                    temporary.unlink(missing_ok=True)
            raise


def _lock(temporary: Path, stack: ExitStack) -> bool:
    """Lock a path until the stack is closed; return whether it is ours, and not another's already.

    On Windows, and on some network drives, there is no such lock: there, the last one to finish wins.
    """
    try:
        import fcntl
    except ImportError:
        return True
    file = stack.enter_context(temporary.open("ab"))
    try:
        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        return os.path.samestat(os.fstat(file.fileno()), temporary.stat())
    except (BlockingIOError, FileNotFoundError):
        return False
    except OSError as error:
        if error.errno not in _NO_LOCKS:
            raise
        return True


def _cannot_write(target: Path, error: OSError) -> OutputError:
    hint = "choose another place with -o"
    if error.errno in _FULL:
        hint = f"free some space, or {hint}"
    return OutputError(f"{target} cannot be written: {error.strerror or error}", hint)
