"""A table of results, built once and rendered as terminal text or Markdown here and in
`negotiation_sim.report.page.markup` as HTML.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from textwrap import wrap

__all__ = ["WIDTH", "Code", "Listing", "Row", "as_markdown", "as_text", "row"]

WIDTH = 110
"""Columns that a line of the terminal may take."""

WIDEST = 46
"""Longest line of a cell of words; a longer text is wrapped."""

SHORT = 12
"""Longest name of a column that stands on one line."""

INDENT = "  "


class Code(str):
    """A name for a machine, such as the code of an outcome class; it is never broken."""

    __slots__ = ()


@dataclass(frozen=True, slots=True)
class Row:
    """One line of a table.

    Parameters
    ----------
    cells : from the left; those that are missing are empty, and a single one is a heading
    note : a sentence about this row, shown beneath it
    depth : how many headings the row stands under
    """

    cells: tuple[str, ...]
    note: str = ""
    depth: int = 0

    @property
    def is_heading(self) -> bool:
        """Whether it is a line of its own above the rows that belong to it."""
        return len(self.cells) == 1


def row(*cells: str, note: str = "", depth: int = 0) -> Row:
    """A row of some cells."""
    return Row(cells, note, depth)


@dataclass(frozen=True, slots=True)
class Listing:
    """A table.

    Parameters
    ----------
    align : a letter per column, ``l`` for words and ``r`` for numbers
    notes : sentences beneath the table
    """

    title: str
    head: tuple[str, ...]
    align: str
    rows: Sequence[Row]
    notes: tuple[str, ...] = ()

    @property
    def full(self) -> list[tuple[str, ...]]:
        """The cells of every row, as many as there are columns."""
        return [one.cells + ("",) * (len(self.head) - len(one.cells)) for one in self.rows]


def as_text(listing: Listing) -> str:
    """A table for the terminal.

    Examples
    --------
    >>> rows = [row("no change"), row("joint declaration", "0.74", Code("DECLARATION"), depth=1)]
    >>> print(as_text(Listing("1956", ("how the talks end", "share", "code"), "lrl", rows)))
    1956
      how the talks end    share  code
      no change
        joint declaration   0.74  DECLARATION
    """
    plain = [one for one in listing.rows if not one.is_heading]
    columns: list[list[list[str]]] = []
    widths: list[int] = []
    for place, (name, side) in enumerate(zip(listing.head, listing.align, strict=True)):
        room = (
            WIDTH - sum(widths) - len(INDENT) * (place + 1) if place + 1 == len(listing.head) else 0
        )
        column = [_lines(one, place, side, max(room, WIDEST)) for one in plain]
        columns.append(column)
        widths.append(max([_least(name), *(len(line) for lines in column for line in lines)]))
    lines = dict(zip(map(id, plain), zip(*columns, strict=True), strict=True))
    head = [wrap(name, width) for name, width in zip(listing.head, widths, strict=True)]
    tallest = max(map(len, head))
    shown = wrap(listing.title, WIDTH)
    if plain:
        high = [[""] * (tallest - len(cell)) + cell for cell in head]
        shown += _line_up(high, widths, listing.align)
    for one in listing.rows:
        if one.is_heading:
            indent = INDENT * (one.depth + 1)
            shown += wrap(one.cells[0], WIDTH, initial_indent=indent, subsequent_indent=indent)
        else:
            shown += _line_up(lines[id(one)], widths, listing.align)
        shown += [INDENT * (one.depth + 2) + line for line in wrap(one.note, WIDTH - 8)]
    for note in listing.notes:
        shown += wrap(note, WIDTH, initial_indent=INDENT, subsequent_indent=INDENT)
    return "\n".join(shown)


def _least(name: str) -> int:
    """The width that the name of a column needs, on several lines if it is long."""
    return max(min(len(name), SHORT), *map(len, name.split()), 0)


def _lines(one: Row, place: int, side: str, widest: int) -> list[str]:
    """A cell as lines, indented where it names the row."""
    cell = one.cells[place] if place < len(one.cells) else ""
    indent = INDENT * one.depth if place == 0 else ""
    if isinstance(cell, Code) or side == "r":
        return [indent + cell]
    return wrap(cell, widest, initial_indent=indent, subsequent_indent=indent + INDENT) or [""]


def _line_up(cells: Sequence[Sequence[str]], widths: Sequence[int], align: str) -> list[str]:
    """The lines of some cells beside each other."""
    tallest = max(map(len, cells))
    rows = zip(*([*cell, *[""] * (tallest - len(cell))] for cell in cells), strict=True)
    return [
        (
            INDENT
            + INDENT.join(
                text.rjust(width) if side == "r" else text.ljust(width)
                for text, width, side in zip(texts, widths, align, strict=True)
            )
        ).rstrip()
        for texts in rows
    ]


def as_markdown(listing: Listing) -> str:
    r"""A table of Markdown; its title is the text's own business.

    Examples
    --------
    >>> print(as_markdown(Listing("", ("level", "meaning"), "ll", [row(Code("two"), "two | three")])))
    | level | meaning |
    |---|---|
    | `two` | two \| three |
    """
    rule = "".join("---|" if side == "l" else "---:|" for side in listing.align)
    lines = [listing.head, *listing.full]
    shown = [f"| {' | '.join(map(_markdown, cells))} |" for cells in lines]
    return "\n".join([shown[0], f"|{rule}", *shown[1:]])


def _markdown(cell: str) -> str:
    text = " ".join(cell.split()).replace("|", "\\|")
    return f"`{text}`" if isinstance(cell, Code) and text else text
