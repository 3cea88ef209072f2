"""Points from a CSV file: a column per address, a row per point, an empty cell for what stays as it
is.
"""

from __future__ import annotations

import re
from pathlib import Path as FilePath

from negotiation_sim.errors import Fault, FaultsError
from negotiation_sim.scenarios.source.located import Entry, Items, Leaf, Node, Place, Table

__all__ = ["read_table"]

MOST_BYTES = 50_000_000
_CELL = re.compile(r'\s*(?:"((?:[^"]|"")*)"|([^",]*))\s*(,|$)')


def read_table(path: FilePath) -> Table:
    """The columns of a table by their heads, each a list of cells, every cell with its place.

    Raises
    ------
    FaultsError
        If the file cannot be read, or its rows are not all as long as its head.
    """
    lines = _text(path).splitlines()
    rows = [(number, line) for number, line in enumerate(lines, start=1) if line.strip()]
    if len(rows) < 2:
        raise _whole(path, "is empty, expected a line of addresses and a line per point")
    (_, first), *rest = rows
    head = _cells(first, Place(str(path), rows[0][0], 1))
    faults = _head_faults(head)
    body = []
    for number, line in rest:
        cells = _cells(line, Place(str(path), number, 1))
        if len(cells) != len(head):
            faults.append(
                Place(str(path), number, 1).fault(
                    (), f"has {len(cells)} cells, expected {len(head)}, one per address"
                )
            )
        body.append(cells)
    if faults:
        raise FaultsError(faults)
    columns = {
        str(cell.value): Entry(cell.place, _column(cell.place, [cells[at] for cells in body]))
        for at, cell in enumerate(head)
    }
    return Table(head[0].place, columns)


def _column(place: Place, cells: list[Leaf]) -> Node:
    return Items(place, tuple(cells))


def _head_faults(head: list[Leaf]) -> list[Fault]:
    names = [str(cell.value or "") for cell in head]
    faults = [
        cell.place.fault((), "a column has no head, expected an address")
        for cell in head
        if not cell.value
    ]
    faults += [
        cell.place.fault((), f"{cell.value} is there twice")
        for at, cell in enumerate(head)
        if cell.value and cell.value in names[:at]
    ]
    return faults


def _cells(line: str, start: Place) -> list[Leaf]:
    """Cells of a line; one in double quotes may hold commas."""
    found, at = [], 0
    while at <= len(line):
        match = _CELL.match(line, at)
        if match is None:
            place = Place(start.file, start.line, at + 1)
            raise FaultsError(
                [place.fault((), "a quote is out of place, expected cells separated by commas")]
            )
        text = match[2] if match[1] is None else match[1].replace('""', '"')
        found.append(Leaf(Place(start.file, start.line, at + 1), text.strip() or None))
        if not match[3]:
            break
        at = match.end()
    return found


def _text(path: FilePath) -> str:
    try:
        if not path.is_file():
            raise _whole(path, "no such file")
        if path.stat().st_size > MOST_BYTES:
            raise _whole(path, f"is larger than {MOST_BYTES:,} bytes")
        return path.read_text("utf-8-sig")
    except OSError as error:
        raise _whole(path, f"cannot be read: {error.strerror}") from None
    except UnicodeDecodeError:
        raise _whole(path, "is not UTF-8, expected a text file in UTF-8") from None


def _whole(path: FilePath, message: str) -> FaultsError:
    return FaultsError([Fault(str(path), 1, 1, "", message)])
