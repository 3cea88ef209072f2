"""A file that a command makes for the user, never over another."""

from __future__ import annotations

from pathlib import Path

from negotiation_sim.errors import InputError

__all__ = ["write_new"]


def write_new(path: Path, text: str) -> None:
    """Write a file that is not there yet.

    Raises
    ------
    InputError
        If it is, or cannot be written.
    """
    try:
        with path.open("x", encoding="utf-8") as stream:
            stream.write(text)
    except FileExistsError:
        raise InputError(f"{path} exists already, expected a new file") from None
    except OSError as error:
        raise InputError(f"{path} cannot be written: {error.strerror}") from None
