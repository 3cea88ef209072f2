"""What every column of the folder's table means."""

from __future__ import annotations

from negotiation_sim.export.codebook_text import book_kind, level_listing
from negotiation_sim.export.listing import Code, Listing, row
from negotiation_sim.report.page.findings import Findings
from negotiation_sim.report.page.markup import details, joined, table, tag
from negotiation_sim.report.page.section import Section

__all__ = ["codebook_section"]

MOST_COLUMNS = 120
"""Columns that are explained; a box varies many more than a reader wants here."""


def codebook_section(found: Findings) -> Section:
    """A row per column, and the levels of those that hold words."""
    book = found.book
    shown = book.variables[:MOST_COLUMNS]
    rows = [
        row(Code(one.name), one.kind, one.unit, f"{one.label}. {one.meaning}".strip(), one.missing)
        for one in shown
    ]
    head = ("column", "kind", "unit", "meaning", "missing where")
    left = (
        f" The first {MOST_COLUMNS} are explained here."
        if len(book.variables) > MOST_COLUMNS
        else ""
    )
    intro = (
        f"The folder holds {book.rows:,} runs as a table of {len(book.variables)} columns: "
        f"{book_kind(book)}.{left} To take it to another program: "
    )
    body = [
        tag("p", intro, tag("code", f"negotiation-sim export {found.results.path.name}")),
        details("Columns", table(Listing("Columns", head, "lllll", rows))),
        details("Levels", *(table(level_listing(one)) for one in shown if one.levels)),
    ]
    return Section("codebook", "Codebook", joined(body))
