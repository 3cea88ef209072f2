"""What is played of a part that is not whole yet, kept on disk so that an interrupt costs seconds.

A checkpoint holds the results of some consecutive tasks as the engine gave them, after a digest of
them; a part is put
together from them and what is played after, to the same bytes as if nothing had happened. They are
removed when the part is written.
"""

from __future__ import annotations

import json
import os
import re
import time
from collections.abc import Iterator, Mapping
from dataclasses import astuple, fields
from hashlib import sha256
from io import BytesIO
from itertools import count
from pathlib import Path
from typing import Any
from zipfile import BadZipFile

import numpy as np
from numpy.typing import NDArray

from negotiation_sim.experiments.failures import Failure
from negotiation_sim.experiments.identity import Identity
from negotiation_sim.experiments.tallies import Tally
from negotiation_sim.experiments.tasks import Done, Task

__all__ = ["EVERY_SECONDS", "Checkpoints"]

EVERY_SECONDS = 5.0
"""How much work is in memory only, at most, besides the tasks that are under way."""

DIGEST = sha256().digest_size
_NAME = re.compile(r"rows-(\d{12,20})-(\d{12,20})\.npz", re.ASCII)

Span = tuple[int, int]
"""First row of a task, and its rows."""


class Checkpoints:
    """The checkpoints of a batch.

    Parameters
    ----------
    folder : where they are kept; nothing is until something takes longer than `EVERY_SECONDS`
    identity : of the batch; what was played from other inputs is not used
    """

    def __init__(self, folder: Path, identity: Identity) -> None:
        self.folder, self.identity = folder, identity
        self._waiting: dict[Span, Done] = {}
        self._written = time.monotonic()

    def add(self, first_row: int, task: Task, done: Done) -> None:
        """Remember a task's result, and write what is remembered now and then."""
        self._waiting[first_row, task.n_rows] = done
        if time.monotonic() - self._written >= EVERY_SECONDS:
            self.write()

    def write(self) -> None:
        """Write what is remembered.

        A disk that refuses is told when the part itself is written.
        """
        if not self._waiting:
            return
        first = min(self._waiting)[0]
        last = max(start + n for start, n in self._waiting)
        file = self.folder / f"rows-{first:012d}-{last:012d}.npz"
        temporary = file.with_name(f".{file.name}.{os.getpid()}.tmp")
        try:
            self.folder.mkdir(parents=True, exist_ok=True)
            held = BytesIO()
            arrays = _arrays(self._waiting, self._identity(first, last))
            np.savez(held, allow_pickle=False, **arrays)
            temporary.write_bytes(sha256(held.getbuffer()).digest() + held.getbuffer())
            temporary.replace(file)
        except OSError:
            temporary.unlink(missing_ok=True)
        self._waiting, self._written = {}, time.monotonic()

    def forget(self, last_row: int) -> None:
        """A part is written up to a row: remove what was kept of it."""
        self._waiting = {span: done for span, done in self._waiting.items() if span[0] >= last_row}
        for file in self._files():
            if _rows_of(file)[1] <= last_row:
                file.unlink(missing_ok=True)
        if self.folder.is_dir() and not any(self.folder.iterdir()):
            self.folder.rmdir()

    def found(self, first_row: int, n_rows: int) -> dict[Span, Done]:
        """Results that were kept of the tasks of some rows."""
        found: dict[Span, Done] = {}
        for file in self._files():
            first, last = _rows_of(file)
            if first_row <= first < first_row + n_rows:
                found |= dict(self._read(file, first, last))
        return found

    def _files(self) -> list[Path]:
        found = sorted(self.folder.iterdir()) if self.folder.is_dir() else []
        return [file for file in found if _NAME.fullmatch(file.name)]

    def _identity(self, first: int, last: int) -> str:
        return self.identity.part(first, last - first)

    def _read(self, file: Path, first: int, last: int) -> Iterator[tuple[Span, Done]]:
        """What a file holds; nothing if it is damaged or of other inputs."""
        try:
            data = file.read_bytes()
            if sha256(data[DIGEST:]).digest() != data[:DIGEST]:
                return
            with np.load(BytesIO(data[DIGEST:]), allow_pickle=False) as arrays:
                if str(arrays["identity"]) == self._identity(first, last):
                    for number, (start, n) in enumerate(arrays["spans"].tolist()):
                        yield (start, n), _done(arrays, number)
        except (OSError, ValueError, TypeError, KeyError, EOFError, BadZipFile):
            return


def _rows_of(file: Path) -> Span:
    """First row, and the one after the last, of a checkpoint by its name."""
    first, last = file.stem.split("-")[1:]
    return int(first), int(last)


def _arrays(results: Mapping[Span, Done], identity: str) -> dict[str, NDArray[Any]]:
    arrays: dict[str, NDArray[Any]] = {
        "identity": np.array(identity),
        "spans": np.array(list(results), np.int64),
    }
    for number, done in enumerate(results.values()):
        arrays[f"{number}.failures"] = np.array(json.dumps([astuple(one) for one in done.failures]))
        for piece, rows in enumerate(done.rows):
            arrays[f"{number}.rows.{piece}"] = rows
        for piece, tally in enumerate(done.tallies):
            for field in fields(Tally):
                arrays[f"{number}.{field.name}.{piece}"] = np.asarray(getattr(tally, field.name))
    return arrays


def _done(arrays: Mapping[str, NDArray[Any]], number: int) -> Done:
    failures = tuple(Failure(*one) for one in json.loads(str(arrays[f"{number}.failures"])))
    rows = tuple(_pieces(arrays, f"{number}.rows"))
    tallies = zip(
        *(_pieces(arrays, f"{number}.{field.name}") for field in fields(Tally)), strict=True
    )
    return Done(rows, tuple(Tally(int(n), *rest) for n, *rest in tallies), failures)


def _pieces(arrays: Mapping[str, NDArray[Any]], name: str) -> Iterator[NDArray[Any]]:
    for piece in count():
        if f"{name}.{piece}" not in arrays:
            return
        yield arrays[f"{name}.{piece}"]
