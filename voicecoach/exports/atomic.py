"""Write files atomically, and never replace a file that voicecoach did not create."""

import errno
import hashlib
import os
import shutil
import stat
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager, suppress
from pathlib import Path
from typing import TypeAlias

from voicecoach.errors import OutputError

_FULL = {errno.ENOSPC, errno.EDQUOT, errno.EFBIG}
_NO_LOCKS = {errno.ENOLCK, errno.ENOTSUP}

IsOurs: TypeAlias = Callable[[Path], bool]
"""Whether voicecoach created an existing file."""


def _is_never_ours(_: Path) -> bool:
    return False


@contextmanager
def atomic_write(target: Path, is_ours: IsOurs = _is_never_ours, *, force: bool = False) -> Iterator[Path]:
    """Yield a temporary path next to the target. On success it is renamed to the target, on failure it is deleted.

    Every export to the same target uses the same temporary path, so the next one overwrites what a killed one left.
    An existing target is replaced if it ``is_ours``, and keeps its mode. If the target is a symbolic link, the file
    that it points to is written, and the link stays.

    Raises:
        OutputError: the target cannot be written, another export is writing it, or it exists, was not created by
            voicecoach, and ``force`` is not set. The existing file is then unchanged.
    """
    check_target_path(target, is_ours, force=force)
    temporary = temporary_path(target)
    if temporary.is_symlink():
        raise OutputError(f"{target} cannot be written: {temporary} is a symbolic link", "delete the link")
    try:
        with _reserved(temporary, target):
            temporary.open("wb").close()
            yield temporary
            with temporary.open("rb+") as file:
                os.fsync(file.fileno())
            real = _without_links(target)
            _copy_mode(real, temporary)
            temporary.replace(real)
    except OSError as error:
        raise _cannot_write(target, error) from error


def temporary_path(target: Path) -> Path:
    """Return where a file is written until it is complete. Its name is short, however long the target's name is."""
    real = _without_links(target)
    return real.with_name(f".voicecoach-{hashlib.sha256(os.fsencode(real.name)).hexdigest()[:8]}.part")


def _without_links(target: Path) -> Path:
    """Return the file that a symbolic link points to, through all further links; any other path as it is."""
    return Path(os.path.realpath(target)) if target.is_symlink() else target


def _copy_mode(real: Path, temporary: Path) -> None:
    """Give a temporary file the mode of the file that it replaces, if there is one."""
    if real.exists() and stat.S_IMODE(real.stat().st_mode) != stat.S_IMODE(temporary.stat().st_mode):
        shutil.copymode(real, temporary)


def check_target_path(target: Path, is_ours: IsOurs, *, force: bool = False) -> None:
    """Check whether a file may be written, as far as can be told in advance.

    Raises:
        OutputError: the folder does not exist, or the path is taken by something that voicecoach did not create.
    """
    try:
        real = _without_links(target)
        # Only a link that leads back to itself is still a link.
        is_another = real.is_symlink() or (target.exists() and not target.is_file())
    except OSError as error:  # For example, its name is too long.
        raise _cannot_write(target, error) from error
    if not real.parent.is_dir():
        message = f"{target} cannot be written: the folder {real.parent} does not exist"
        raise OutputError(message, f"create it: mkdir -p {real.parent}")
    if is_another:
        raise OutputError(f"{target} cannot be written: it is not a file", "choose another file with -o")
    if not force and not _may_replace(target, is_ours):
        message = f"{target} already exists and was not created by voicecoach"
        raise OutputError(message, "choose another name, or replace it with --force")


def _may_replace(target: Path, is_ours: IsOurs) -> bool:
    """Whether the target does not exist, is empty, or was created by voicecoach."""
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
    """Keep other exports away from the temporary path, and delete an incomplete file before they can start."""
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
    """Lock a path until the stack is closed, and return whether that succeeded.

    On Windows and on some network drives there is no such lock, and the last export to finish wins.
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
    hint = "choose another file with -o"
    if error.errno in _FULL:
        hint = f"free some space, or {hint}"
    return OutputError(f"{target} cannot be written: {error.strerror or error}", hint)
