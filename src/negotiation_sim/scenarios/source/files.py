"""Files that others wrote, read whole and never more than they may hold."""

from __future__ import annotations

import os
from pathlib import Path

from negotiation_sim.errors import Fault, FaultsError

__all__ = ["MOST_BYTES", "read_bytes", "read_words", "whole_fault"]


MOST_BYTES = 50_000_000
"""Bytes of a table or of a file of cases."""


def read_bytes(path: Path, most: int, what: str = "a file") -> bytes:
    """Bytes of a regular file.

    A pipe or a device is never opened: reading it might never end.

    Parameters
    ----------
    most : bytes it may hold; no more are read
    what : what is expected there, in messages

    Raises
    ------
    FaultsError
        If it is absent, something else, larger, or cannot be read.
    """
    try:
        if path.is_dir():
            raise whole_fault(path, f"is a folder, expected {what}")
        if not path.is_file():
            raise whole_fault(
                path,
                f"is a pipe or a device, expected {what}" if path.exists() else "no such file",
            )
        with path.open("rb") as stream:
            size = os.fstat(stream.fileno()).st_size
            found = stream.read(most + 1) if size <= most else b""
    except OSError as error:
        raise whole_fault(path, f"cannot be read: {error.strerror}") from None
    except ValueError:  # a NUL in the path
        raise whole_fault(path, "no such file") from None
    if max(size, len(found)) > most:
        raise whole_fault(path, f"is larger than {most:,} bytes, expected {what}")
    return found


def read_words(path: Path, most: int, what: str = "a file") -> str:
    """Text of a regular file in UTF-8, with or without a byte order mark; see `read_bytes`."""
    try:
        return read_bytes(path, most, what).decode("utf-8-sig")
    except UnicodeDecodeError:
        raise whole_fault(path, "is not UTF-8, expected a text file in UTF-8") from None


def whole_fault(path: Path, message: str) -> FaultsError:
    """A fault of a file as a whole."""
    return FaultsError([Fault(str(path), 1, 1, "", message)])
