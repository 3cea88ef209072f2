"""What every column of the folder's table means."""

from __future__ import annotations

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
        [
            tag("code", one.name),
            one.kind,
            one.unit,
            f"{one.label}. {one.meaning}".strip(),
            one.missing,
        ]
        for one in shown
    ]
    levels = [
        table(
            f"Levels of {one.name}",
            ["level", "means"],
            [[level.name, level.meaning] for level in one.levels],
            words=2,
        )
        for one in shown
        if one.levels
    ]
    what = (
        "one row per run"
        if book.kind == "rows"
        else "counts and sums, one row per scenario, intervention and point"
    )
    left = (
        f" The first {MOST_COLUMNS} are explained here."
        if len(book.variables) > MOST_COLUMNS
        else ""
    )
    intro = f"The folder holds {book.rows:,} runs as a table of {len(book.variables)} columns: {what}.{left} To take it to another program: "
    columns = table(
        "Columns", ["column", "kind", "unit", "meaning", "missing where"], rows, words=5
    )
    body = [
        tag("p", intro, tag("code", f"negotiation-sim export {found.results.path.name}")),
        details("Columns", columns),
        details("Levels", *levels),
    ]
    return Section("codebook", "Codebook", joined(body))
