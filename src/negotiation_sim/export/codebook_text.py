"""A codebook as Markdown for people and as JSON for programs."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import asdict

from negotiation_sim.export.codebook import Codebook
from negotiation_sim.export.listing import Code, Listing, row
from negotiation_sim.export.listing import as_markdown as as_table
from negotiation_sim.export.variables import Variable

__all__ = ["as_json", "as_markdown", "book_kind", "level_listing"]

FORMAT = 1
MISSING = "A missing value is an empty field in CSV, null in Parquet and Feather, and `.` (text: empty) in Stata."


def as_json(book: Codebook) -> str:
    """The codebook as JSON: ``columns`` has one entry per column, in order, with its levels and
    their codes in Stata.
    """
    stata = book.stata
    columns = [
        {
            "name": variable.name,
            "stata_name": stata[variable.name],
            **{
                key: value
                for key, value in asdict(variable).items()
                if key not in ("name", "levels")
            },
            "levels": [
                {"code": code, "name": level.name, "meaning": level.meaning}
                for code, level in enumerate(variable.levels)
            ],
        }
        for variable in book.variables
    ]
    whole = {
        "format": FORMAT,
        "files": list(book.files),
        "kind": book.kind,
        "rows": book.rows,
        "failed": list(book.failed),
        "made": book.made,
        "honesty": book.honesty,
        "scenarios": [asdict(part) for part in book.scenarios],
        "actors": [asdict(player) for player in book.players],
        "columns": columns,
    }
    return json.dumps(whole, indent=1, ensure_ascii=False) + "\n"


def as_markdown(book: Codebook) -> str:
    """The codebook as a page to read."""
    return (
        "\n".join(
            [
                *_head(book),
                *_made(book),
                *_scenarios(book),
                *_actors(book),
                *_overview(book),
                *_columns(book),
            ]
        )
        + "\n"
    )


def book_kind(book: Codebook) -> str:
    """What a row of the table is."""
    if book.kind == "rows":
        return "one row per run"
    return "counts and sums, one row per scenario, intervention and point"


def _head(book: Codebook) -> Iterator[str]:
    yield f"# Codebook of {', '.join(book.files)}"
    yield ""
    yield f"{book.rows:,} rows, {len(book.variables)} columns: {book_kind(book)}."
    yield from ["", *book.honesty.splitlines(), ""]


def _made(book: Codebook) -> Iterator[str]:
    yield from ["## How it was made", ""]
    for key, value in book.made.items():
        if value not in ("", []):
            yield f"- {key}: {', '.join(map(str, value)) if isinstance(value, list) else value}"
    yield from (f"- left out, its run failed: {failure}" for failure in book.failed)
    yield ""


def _scenarios(book: Codebook) -> Iterator[str]:
    head = ("scenario", "title", "calendar", "what happened", "in words")
    rows = [
        row(part.name, part.title, part.calendar, part.observed, part.note)
        for part in book.scenarios
    ]
    yield from ["## Scenarios", "", as_table(Listing("", head, "lllll", rows)), ""]


def _actors(book: Codebook) -> Iterator[str]:
    head = ("scenario", "actor", "label", "role", "iso3")
    rows = [
        row(one.scenario, Code(one.name), one.label, one.role, one.iso3) for one in book.players
    ]
    yield from ["## Actors", "", as_table(Listing("", head, "lllll", rows)), ""]


def _overview(book: Codebook) -> Iterator[str]:
    head = ("column", "in Stata", "kind", "unit", "label")
    rows = [
        row(Code(one.name), Code(book.stata[one.name]), one.kind, one.unit, one.label)
        for one in book.variables
    ]
    yield from ["## Columns", "", MISSING, "", as_table(Listing("", head, "lllll", rows)), ""]


def level_listing(variable: Variable) -> Listing:
    """The levels of a column of words, with their codes in Stata."""
    rows = [
        row(Code(level.name), level.meaning, str(code))
        for code, level in enumerate(variable.levels)
    ]
    return Listing(f"Levels of {variable.name}", ("level", "meaning", "code in Stata"), "llr", rows)


def _columns(book: Codebook) -> Iterator[str]:
    for variable in book.variables:
        yield from _column(variable, book.stata[variable.name])


def _column(variable: Variable, stata: str) -> Iterator[str]:
    yield from [f"### `{variable.name}`", "", f"{variable.label}. {variable.meaning}".strip(), ""]
    if stata != variable.name:
        yield f"- in Stata: `{stata}`"
    yield f"- kind: {variable.kind}{' (1 yes, 0 no in Stata)' if variable.kind == 'true/false' else ''}"
    if variable.unit:
        yield f"- unit: {variable.unit}"
    yield f"- missing: {variable.missing or 'never'}"
    yield f"- source: {variable.source}"
    yield ""
    if variable.levels:
        yield from [as_table(level_listing(variable)), ""]
