"""The global order of a study's rows: block of runs, then scenario, intervention and point.

Round-robin over cells, so that an interrupted study is balanced, and independent of who computes
what.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from negotiation_sim.errors import InputError

__all__ = [
    "BLOCK",
    "MOST_ROWS",
    "PART_ROWS",
    "TALLY_ROWS",
    "Slice",
    "part_of",
    "parts",
    "row_address",
    "share_of",
    "slices",
]

BLOCK = 1024
"""Runs of a cell before the next cell has its turn."""

PART_ROWS = 2**18
"""Rows of a stored part."""

TALLY_ROWS = 2**23
"""Rows behind a stored part of tallies."""


MOST_ROWS = 10**12
"""Rows of a batch: a thousand cores play them in an hour; more would never end."""


_PART = re.compile(r"\d{1,12}/\d{1,12}", re.ASCII)


@dataclass(frozen=True, slots=True)
class Slice:
    """Consecutive runs of one cell, as they lie in the global order."""

    cell: int
    first_run: int
    n_runs: int


def slices(n_cells: int, runs: int, first_row: int, n_rows: int) -> Iterator[Slice]:
    """The slices that make up rows ``first_row`` to ``first_row + n_rows - 1``.

    Examples
    --------
    >>> list(slices(n_cells=2, runs=1500, first_row=1000, n_rows=1100))
    [Slice(cell=0, first_run=1000, n_runs=24), Slice(cell=1, first_run=0, n_runs=1024),
    Slice(cell=0, first_run=1024, n_runs=52)]
    """
    row, last = first_row, min(first_row + n_rows, n_cells * runs)
    pending: Slice | None = None
    while row < last:
        cell, run, left = _position(n_cells, runs, row)
        take = min(left, last - row)
        if (
            pending is not None
            and pending.cell == cell
            and pending.first_run + pending.n_runs == run
        ):
            pending = Slice(cell, pending.first_run, pending.n_runs + take)
        else:
            if pending is not None:
                yield pending
            pending = Slice(cell, run, take)
        row += take
    if pending is not None:
        yield pending


def row_address(n_cells: int, runs: int, row: int) -> tuple[int, int]:
    """Cell and run of a row.

    Examples
    --------
    >>> row_address(n_cells=2, runs=1500, row=1024)
    (1, 0)
    """
    cell, run, _ = _position(n_cells, runs, row)
    return cell, run


def _position(n_cells: int, runs: int, row: int) -> tuple[int, int, int]:
    """Cell, run, and rows left of that cell's turn."""
    block = row // (BLOCK * n_cells)
    size = min(BLOCK, runs - block * BLOCK)
    within = row - block * BLOCK * n_cells
    return within // size, block * BLOCK + within % size, size - within % size


def parts(n_rows: int, kind: str = "rows") -> Iterator[tuple[int, int]]:
    """(first row, rows) of every stored part.

    Parameters
    ----------
    kind : ``rows`` or ``tallies``

    Examples
    --------
    >>> list(parts(300_000))
    [(0, 262144), (262144, 37856)]
    """
    size = PART_ROWS if kind == "rows" else TALLY_ROWS
    for first in range(0, n_rows, size):
        yield first, min(size, n_rows - first)


def share_of(
    part: tuple[int, int] | None, all_parts: Iterable[tuple[int, int]]
) -> list[tuple[int, int]]:
    """The stored parts that job I of N of an array writes: every N-th, from the I-th on.

    Parameters
    ----------
    part : (I, N), I from 1 to N; all parts if None

    Examples
    --------
    >>> share_of((2, 3), [(0, 10), (10, 10), (20, 10), (30, 10), (40, 5)])
    [(10, 10), (40, 5)]
    """
    mine, of = part or (1, 1)
    return [piece for number, piece in enumerate(all_parts) if number % of == mine - 1]


def part_of(text: str) -> tuple[int, int]:
    """``I/N`` of an array job, I from 1 to N.

    Raises
    ------
    InputError
        If it is anything else.

    Examples
    --------
    >>> part_of("3/8")
    (3, 8)
    """
    mine, _, of = text.partition("/")
    if not (_PART.fullmatch(text) and 1 <= int(mine) <= int(of)):
        raise InputError(
            f"--part {text}: expected I/N with I from 1 to N, e.g. 1/4 to 4/4 (for a Slurm array: --array=1-4)"
        )
    return int(mine), int(of)
