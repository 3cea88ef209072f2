"""Points from a CSV file: a column per address, a row per point, an empty cell for what stays as it
is.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path as FilePath
from typing import overload

from negotiation_sim.errors import Fault, FaultsError, cut
from negotiation_sim.scenarios.source.files import MOST_BYTES, read_words, whole_fault
from negotiation_sim.scenarios.source.located import Entry, Items, Leaf, Place, Table

__all__ = ["Column", "read_table"]

MOST_COLUMNS = 1_000
MOST_FAULTS = 1_000
"""Rows of a wrong length that are told; others are counted."""

_SEPARATOR = re.compile(r'"[^"]*"?|,')
_ADDRESS = re.compile(r"[\w.+/, -]+")


@dataclass(frozen=True, slots=True)
class _Rows:
    """The rows of a file, each in the line it was written in."""

    file: str
    lines: list[str]
    numbers: list[int]
    cells: list[list[str]]

    def place(self, row: int, column: int) -> Place:
        """Where a cell is written."""
        text, at = self.lines[self.numbers[row] - 1], 0
        commas = (match.end() for match in _SEPARATOR.finditer(text) if match[0] == ",")
        for _ in range(column):
            at = next(commas, at)
        return Place(self.file, self.numbers[row], at + 1)


@dataclass(frozen=True, slots=True)
class Column(Sequence[Leaf]):
    """A column, whose cells are given places when they are asked for."""

    rows: _Rows
    column: int

    @property
    def texts(self) -> list[str]:
        """The cells as text, empty for none."""
        return [cells[self.column] for cells in self.rows.cells[1:]]

    def __len__(self) -> int:
        return len(self.rows.cells) - 1

    @overload
    def __getitem__(self, row: int) -> Leaf: ...
    @overload
    def __getitem__(self, row: slice) -> Sequence[Leaf]: ...
    def __getitem__(self, row: int | slice) -> Leaf | Sequence[Leaf]:
        if isinstance(row, slice):
            return [self[one] for one in range(len(self))[row]]
        below = range(1, len(self.rows.cells))[row]
        text = self.rows.cells[below][self.column]
        return Leaf(self.rows.place(below, self.column), text or None)


def read_table(path: FilePath) -> Table:
    """The columns of a table by their heads, each a list of cells, every cell with its place.

    Raises
    ------
    FaultsError
        If the file cannot be read, or its rows are not all as long as its head.
    """
    rows = _rows(path)
    if len(rows.cells) < 2:
        raise whole_fault(path, "is empty, expected a line of addresses and a line per point")
    if faults := [*_head_faults(rows), *_length_faults(rows)]:
        raise FaultsError(faults)
    columns = {}
    for column, name in enumerate(rows.cells[0]):
        place = rows.place(0, column)
        columns[name] = Entry(place, Items(place, Column(rows, column)))
    return Table(rows.place(0, 0), columns)


def _rows(path: FilePath) -> _Rows:
    found = _Rows(str(path), read_words(path, MOST_BYTES, "a CSV file").splitlines(), [], [])
    reader, before = csv.reader(found.lines, strict=True, skipinitialspace=True), 0
    try:
        for row in reader:
            if reader.line_num > before + 1:
                raise csv.Error("a quote that is open at the end of its line")
            before = reader.line_num
            cells = [cell.strip() for cell in row]
            if any(cells) or found.lines[before - 1].strip():
                found.numbers.append(before)
                found.cells.append(cells)
    except csv.Error as error:
        what = "a cell is too long" if "larger" in str(error) else "a quote is out of place"
        message = f"{what}, expected cells separated by commas"
        raise FaultsError([Place(found.file, before + 1, 1).fault((), message)]) from None
    return found


def _head_faults(rows: _Rows) -> Iterator[Fault]:
    head = rows.cells[0]
    if len(head) > MOST_COLUMNS:
        message = f"has {len(head):,} columns, expected at most {MOST_COLUMNS:,}"
        yield rows.place(0, 0).fault((), message)
        return
    seen: set[str] = set()
    for column, name in enumerate(head):
        if not name:
            yield rows.place(0, column).fault((), "a column has no head, expected an address")
        elif not _ADDRESS.fullmatch(name):
            yield rows.place(0, column).fault((), "the head of a column is no address")
        elif name in seen:
            yield rows.place(0, column).fault((), f"{cut(name)} is there twice")
        seen.add(name)


def _length_faults(rows: _Rows) -> Iterator[Fault]:
    n = len(rows.cells[0])
    wrong = [row for row, cells in enumerate(rows.cells) if len(cells) != n]
    told = wrong[:MOST_FAULTS]
    for row in told:
        message = f"has {len(rows.cells[row])} cells, expected {n}, one per address"
        fault = Place(rows.file, rows.numbers[row], 1).fault((), message)
        yield replace(fault, stands_for=len(wrong) - len(told) + 1) if row == told[-1] else fault
