"""Files written whole: under a temporary name, synced, then renamed, whoever else writes the same
folder.
"""

from __future__ import annotations

import errno
import os
import platform
from collections.abc import Callable
from pathlib import Path

from negotiation_sim.errors import ResultsError

__all__ = ["exists", "forget", "is_folder", "is_temporary", "system_says", "write_whole"]


def write_whole(target: Path, data: bytes | memoryview, exclusive: bool = False) -> None:
    """Write under a temporary name, sync, rename; an exclusive write leaves a file that is there
    already alone.

    Raises
    ------
    ResultsError
        If the disk refuses.
    """
    mine = f"{platform.node() or 'host'}-{os.getpid()}"
    temporary = target.with_name(f".{target.name}.{mine}.tmp")
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        while not _put(data, temporary, target, exclusive):
            continue  # swept up by another process before it had its name
        _sync(target.parent)
        for left in target.parent.glob(f".{target.name}.*.tmp"):
            forget(left)
    except OSError as error:
        forget(temporary)
        raise ResultsError(
            f"{target}: cannot be written ({system_says(error)}); what was finished is untouched"
        ) from None


def forget(temporary: Path) -> None:
    """Remove a file, or leave it where that is refused."""
    try:
        temporary.unlink(missing_ok=True)
    except OSError:  # somebody else's, or nothing can be removed and the error being told says why
        return


def exists(path: Path) -> bool:
    """Whether there is something at a path.

    Raises
    ------
    ResultsError
        If the system refuses to say.
    """
    return _asked(path, Path.exists)


def is_folder(path: Path) -> bool:
    """Whether there is a folder at a path.

    Raises
    ------
    ResultsError
        If the system refuses to say.
    """
    return _asked(path, Path.is_dir)


def _asked(path: Path, question: Callable[[Path], bool]) -> bool:
    try:
        return question(path)
    except OSError as error:
        raise ResultsError(
            f"{path}: cannot be read ({system_says(error)}); choose another folder"
        ) from None


def is_temporary(name: str) -> bool:
    """Whether a name is one that `write_whole` writes under."""
    return name.startswith(".") and name.endswith(".tmp")


def system_says(error: Exception) -> str:
    """What the system says is wrong."""
    return str(getattr(error, "strerror", None) or error)


def _put(data: bytes | memoryview, temporary: Path, target: Path, exclusive: bool) -> bool:
    """Write a file in full, then give it its real name; whether it is there."""
    with temporary.open("wb") as file:
        file.write(data)
        file.flush()
        os.fsync(file.fileno())
    try:
        if not (exclusive and _linked(temporary, target)):
            temporary.replace(target)
    except (
        FileNotFoundError
    ):  # another process wrote the same file, or finished the batch, and swept up
        return target.exists()
    return True


def _linked(temporary: Path, target: Path) -> bool:
    """Name a file unless the name is taken; False where files cannot have two names."""
    try:
        os.link(temporary, target)
    except FileExistsError:
        pass
    except OSError as error:
        if error.errno not in (errno.EPERM, errno.ENOTSUP, errno.ENOSYS, errno.EMLINK):
            raise
        return False
    temporary.unlink(missing_ok=True)
    return True


def _sync(folder: Path) -> None:
    """Make a rename last; folders cannot be opened on every system."""
    if os.name == "posix":
        descriptor = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(descriptor)
        finally:
            os.close(descriptor)
